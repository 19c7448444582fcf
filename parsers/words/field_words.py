"""The words for what ministers and officials are in charge of: "planning", "public", "affairs"."""

from __future__ import annotations

# A field may end in one of these.
FIELD_NOUNS = frozenset(
    """abroad action administration affairs africa agreements agriculture america americas
    analysis antiquities aquaculture arts asia aviation awqaf biodiversity borders
    broadcasting budget business caribbean change climate co-operation cohesion commerce
    communications communities community competition connectivity conservation construction
    control cooperation counter-terrorism counterterrorism culture customs cyber-security
    cybersecurity decentralisation decentralization defence defense development diaspora
    disarmament diversification ecology economy education electricity emergencies emigration
    employment endowments energy enterprise enterprises entrepreneurship environment equality
    europe expatriates exports family finance finances fisheries food forest forestry forests
    gas gender governance health heritage highways housing hydrocarbons immigration
    industrialisation industrialization industries industry information infrastructure
    infrastructures innovation integration interior investment investments irrigation justice
    labor labour land lands law livestock logistics media migration mines mining modernisation
    nationalities nationals negotiations non-proliferation nonproliferation oil overseas
    pacific parliament partnership partnerships peace petroleum planning policy ports power
    privatisation privatization procurement production promotion railways reconciliation
    reconstruction reform reforms regions rehabilitation relations relief religion research
    resettlement resources reunification rights roads safety sanitation science security
    services settlement shipping skills solidarity space sport sports statistics strategy
    supply sustainability taxes technologies technology telecom telecommunications territories
    territory tourism trade training transformation transition transport transportation
    treasury unification urbanism veterans war water welfare wildlife women works worship
    youth""".split(),
)
# These stand before such a noun alone.
FIELD_ADJECTIVES = frozenset(
    """administrative advanced african agricultural american anti-corruption arab arms
    artificial asia-pacific asian atlantic atomic caribbean central civil climate commercial
    constitutional consular corporate cultural cyber digital diplomatic disaster domestic east
    eastern ecological economic environmental ethnic eurasian european export external
    financial fiscal food foreign global green higher home human humanitarian indo-pacific
    industrial institutional intelligence internal international judicial labour latin legal
    local marine maritime military mineral multilateral municipal national natural naval
    neighbourhood new north northern nuclear oceanian pacific parliamentary planned political
    primary public regional religious renewable rural scientific secondary social south
    south-south southern state strategic sustainable technical technological territorial urban
    veterans water west western world""".split(),
)
