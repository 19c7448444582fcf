"""Names in ordinary prose: what is no state, city or grouping there, and what is one elsewhere."""

from __future__ import annotations

import pytest

from parsers.lexicon import TermKind, load

OF_STATES = frozenset(
    {
        TermKind.STATE,
        TermKind.DEMONYM,
        TermKind.METONYM,
        TermKind.CITY,
        TermKind.REGION,
        TermKind.GROUPING,
    }
)

# Words, first names, surnames, goods, firms and treaties that only look like names of ours.
ORDINARY = """
Zia told the jury that she had locked the shop at nine.
Lima beans and split peas were sold out before noon.
Santa handed out presents at the hospital.
Victoria Jones teaches mathematics in a village school.
Reading to children before bed helps them sleep.
It was Nice to see everyone again, the card said.
Split the bill between the three of you.
A Cork floor is warm underfoot.
Mobile phones were banned in class.
Mobile and broadband prices rose in April.
Bath time is at seven.
Orange growers lost half the crop.
Hope is a dangerous thing, the novelist wrote.
Of mice and of men he spoke, and of the moon.
The Turkey was carved at the table.
He ate turkey from a china plate.
China plates and crystal glasses were auctioned.
Jordan Miller scored twice in the second half.
Chad Williams and Georgia Davies opened a bakery.
Paris Hilton arrived late.
Sydney Sweeney stars in the film.
Florence Pugh and Austin Baker attended the premiere.
Troy Baker and Milan Kundera were on the reading list.
Israel Adesanya defends his title.
India Willoughby read the news.
Kenya Moore returned to the show.
Montana Brown went to the party with Dakota Johnson.
Cuba Gooding won a prize for the film.
Ireland Baldwin posted a picture.
Virginia Woolf wrote it in a month.
London Breed lost the vote.
Salvador Dali painted clocks.
Phoenix rose from the ashes in the last chapter.
Buffalo wings come with blue cheese.
March and May were wet months.
May I come in? she asked.
Rice and beans cost less this year.
Song and dance filled the hall.
Park your car behind the church.
The Key to the safe was missing.
Moon landings are hard.
Straw hats are back in fashion.
Gates were locked at dusk.
Bush fires burned for a week.
Ban the bag, campaigners say.
Duke and Rice share a prize for engineering.
Sun and Son is a family firm of tailors.
Hunt for the missing cat continues.
Hammond organ music filled the church.
Quad bikes are banned on the beach.
He tore his quad in training.
The squad meets in the changing room.
BASIC is a language for beginners.
The quint is the top fifth.
A troika is a sleigh drawn by three horses.
The quartet played Haydn; the Quartet then played Mozart.
Three Brothers is a pizza shop on Main Street.
The Northern Group of hikers met at the station.
Contact group therapy is offered on Tuesdays.
Natal care has improved.
Polish the silver before the guests come.
Polish your shoes.
Danish pastries, Swiss cheese and Turkish delight were on the buffet.
Brazil nuts and Brussels sprouts are in season.
The Persian cat slept on the Afghan rug.
Jersey cows give rich milk.
Guinea pigs make gentle pets.
Panama hats are back.
Manila envelopes were stacked on the desk.
Bermuda shorts are allowed on Fridays.
French toast and Irish coffee cost five each.
A German shepherd and a Canada goose fought by the pond.
Hamburg steak became the hamburger.
Stockholm syndrome is a plot device.
The Paris Agreement and the Kyoto Protocol bind us to little, the lecturer said.
The Hague Convention on adoption covers the case.
Geneva Conventions apply to all prisoners.
Dublin Regulation transfers stopped.
Chatham House rules applied.
Boston Dynamics sold a robot.
The Times of India and the Japan Times reported it.
Delhi belly kept him in bed.
Air India and Singapore Airlines share a code.
The South China Sea is deep, and the Gulf of Mexico is warm.
""".strip().splitlines()

# The same names, and others, where states, places and groupings are meant.
MEANT = [
    ("The two met in Lima on Friday.", "Lima", "PE"),
    ("Talks in Nice ended early.", "Nice", "FR"),
    ("The summit moves to Split next year.", "Split", "HR"),
    ("Ministers gathered in Cork for two days.", "Cork", "IE"),
    ("He flew to Victoria to see the president of Seychelles.", "Victoria", "SC"),
    ("A court in Reading heard the case.", "Reading", "GB"),
    ("The envoys left Bath by train.", "Bath", "GB"),
    ("Officials from Georgia and Armenia met.", "Georgia", "GE"),
    ("Jordan and Egypt agreed.", "Jordan", "JO"),
    ("Chad recalled its envoy.", "Chad", "TD"),
    ("Turkey and Greece spoke.", "Turkey", "TR"),
    ("Türkiye hosted them.", "Türkiye", "TR"),
    ("Israel said nothing.", "Israel", "IL"),
    ("India, Kenya and Oman met.", "Kenya", "KE"),
    ("Cuba and Panama signed.", "Panama", "PA"),
    ("Ireland joined the talks.", "Ireland", "IE"),
    ("Bermuda is a territory.", "Bermuda", "BM"),
    ("Manila summoned the envoy.", "Manila", "PH"),
    ("Polish and Danish ministers met.", "Polish", "PL"),
    ("The Polish president spoke.", "Polish", "PL"),
    ("Swiss diplomats mediate.", "Swiss", "CH"),
    ("A Turkish delegation arrived.", "Turkish", "TR"),
    ("Brazil and Guinea opened embassies.", "Brazil", "BR"),
    ("Afghan officials came to Doha.", "Afghan", "AF"),
    ("Paris and London agreed.", "Paris", "FR"),
    ("The treaty was signed in Geneva.", "Geneva", "CH"),
    ("A meeting in The Hague was put off.", "The Hague", "NL"),
    ("Dublin will host the ministers.", "Dublin", "IE"),
    ("In Hamburg the two sides met.", "Hamburg", "DE"),
    ("They convened in Stockholm.", "Stockholm", "SE"),
    ("Havana and Washington resumed talks.", "Havana", "CU"),
    ("In Milan, the ministers dined.", "Milan", "IT"),
    ("They will meet in Florence.", "Florence", "IT"),
    ("The Boston meeting failed.", "Boston", "US"),
    ("Delhi rejected the claim.", "Delhi", "IN"),
    ("South Korea and China met.", "South Korea", "KR"),
    ("S. Korea, Japan and the U.S. met.", "S. Korea", "KR"),
    ("The ROK sent a ship.", "ROK", "KR"),
    ("The DPRK refused.", "DPRK", "KP"),
    ("The PRC protested.", "PRC", "CN"),
    ("The UAE and Qatar spoke.", "UAE", "AE"),
    ("Downing Street confirmed the call.", "Downing Street", "GB"),
    ("Malacañang welcomed the visit.", "Malacañang", "PH"),
    ("The Kremlin denied it.", "The Kremlin", "RU"),
    ("Filipino and Emirati officials met.", "Emirati", "AE"),
    ("Kyrgyz and Tajik presidents embraced.", "Kyrgyz", "KG"),
    ("The Quad leaders met in Tokyo.", "Quad", "quad"),
    ("The Squad defence ministers met.", "Squad", "squad"),
    ("AUKUS partners agreed.", "AUKUS", "aukus"),
    ("The Weimar Triangle met.", "Weimar Triangle", "weimar"),
    ("The Quint issued a statement.", "the Quint", "quint"),
    ("BASIC countries met before the summit.", "BASIC countries", "basic"),
    ("The Northern Group of defence ministers met.", "Northern Group", "northern_group"),
    ("Three Brothers drills began in Baku.", "Three Brothers", "azpktr"),
    ("The C5+1 met in New York.", "C5+1", "c5p1"),
    ("GCC states met Central Asian leaders.", "GCC states", "gulf"),
    ("The Baltic states protested.", "Baltic states", "baltics"),
    ("Visegrad countries disagreed.", "Visegrad countries", "v4"),
    ("Central American countries met Taiwan.", "Central American countries", "central_america"),
    ("The three Sahel states left the bloc.", "three Sahel states", "sahel_three"),
    ("Melanesian countries want a say.", "Melanesian countries", "melanesia"),
    ("Ministers of the eight Arctic states met.", "eight Arctic states", "arctic_states"),
    ("Mercosur and the GCC opened talks.", "Mercosur", "mercosur"),
]


@pytest.mark.parametrize("sentence", ORDINARY)
def test_ordinary_prose_names_no_state_for_sure(sentence: str) -> None:
    """What looks like a name of ours is a mask, asks for context, or is not found at all."""
    found = [term for term in load().scan(sentence) if term.kind in OF_STATES]
    assert [term.text for term in found if not term.ambiguous] == []


@pytest.mark.parametrize(("sentence", "name", "value"), MEANT)
def test_what_is_meant_is_found(sentence: str, name: str, value: str) -> None:
    """The masks for ordinary prose hide no state, place or grouping that is meant."""
    by_text = {term.text.lower(): term for term in load().scan(sentence)}
    found = by_text.get(name.lower()) or by_text[name.lower().removeprefix("the ")]
    assert found.kind in OF_STATES
    assert found.values[0] == value


def test_the_lists_are_long_enough() -> None:
    """A list cut short proves little."""
    assert min(len(ORDINARY), len(MEANT)) > 60
