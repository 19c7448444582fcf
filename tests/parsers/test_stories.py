"""Copies of one text are joined with their proof; other reports of the same event never are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parsers.copies.edges import Relation, Tier
from parsers.copies.stories import VERSION, judge
from parsers.model import Article

DAY = datetime(2026, 3, 9, 8, tzinfo=UTC)

ORIGINAL = """SUVA, March 9 (Reuters) - Fiji, Chile and Portugal will pool their coast guards for \
a first joint patrol of the southern tuna grounds in May, the three governments said on Monday \
after two days of talks in the Fijian capital.
The patrol, named Open Net, brings together six cutters and two long-range aircraft under a \
rotating command that Lisbon will hold first.
Fijian Home Affairs Minister Litia Raduva told reporters the arrangement was not aimed at anybody \
but that unlicensed fleets had taken almost a fifth of last season's skipjack.
Chile's deputy navy chief, Rodrigo Ahumada, said crews would train together in Valparaiso from \
the middle of April.
The three do not share a border or a treaty, and diplomats said the idea was born at an ocean \
conference in the Azores two years ago, when their delegations found themselves at one table.
Portugal's interest puzzled some analysts, though its vessels still hold old licences in the \
region and its laboratory in Peniche runs the satellite service that spots darkened ships.
Conservation groups welcomed the plan but asked for catch data to be published each month.
Neighbouring Tonga and Samoa sent observers, and Raduva said either could join by August if \
their parliaments agree.
A secretariat of nine people will work from the old customs house in Levuka.
The next ministerial meeting is planned for Porto in November.
(Reporting by Ana Tui; Editing by Jo Lim)"""

LEAD = ORIGINAL.partition("\n")[0]

CUT = """Fiji, Chile and Portugal will pool their coast guards for a first joint patrol of the \
southern tuna grounds in May, the three governments said on Monday after two days of talks in the \
Fijian capital.
The patrol, named Open Net, brings together six cutters and two long-range aircraft under a \
rotating command that Lisbon will hold first.
Fijian Home Affairs Minister Litia Raduva told reporters the arrangement was not aimed at anybody \
but that unlicensed fleets had taken almost a fifth of last season's skipjack."""

LOCAL = """Fishing families on the northern shore have waited years for such news, the Harbour \
Post has found in its own survey of forty boat owners.
The town council meets on Thursday to discuss moorings for visiting crews, and the slipway near \
the cannery is to be dredged before Easter."""

REWORDED = """Fiji, Chile and Portugal are going to pool coast guards for the first common patrol \
of southern tuna grounds in May, the three governments stated Monday following two days of \
conversations in the capital of Fiji.
Named Open Net, the patrol unites six cutters and two aircraft of long range below a rotating \
command, which Lisbon will be the first to hold.
Litia Raduva, Home Affairs Minister of Fiji, informed journalists that the arrangement did not \
aim at anyone, however unlicensed fleets took nearly a fifth of the skipjack of last season.
The deputy chief of the Chilean navy, Rodrigo Ahumada, declared that the crews are to train \
jointly in Valparaiso beginning mid April.
The three share neither border nor treaty, and the idea, diplomats told, was born two years ago at \
a conference on the ocean in the Azores, where the delegations found themselves at a single table.
The interest of Portugal puzzled certain analysts, although its vessels yet hold ancient licences \
in the region and the laboratory of Peniche operates the satellite service which spots ships \
that went dark.
Groups of conservation have welcomed the plan but demanded that data of catch be published \
every month.
Neighbours Tonga and Samoa sent observers, and either may join till August if its parliament \
agrees, Raduva said.
A nine people secretariat is going to work from the ancient customs house of Levuka.
The following meeting of ministers is planned in Porto for November."""

EDITED = (
    ORIGINAL.replace("SUVA, March 9 (Reuters) - ", "")
    .replace(" on Monday after", " this week after")
    .replace("told reporters the arrangement was", "insisted that the deal was")
    .replace("Conservation groups welcomed the plan but asked", "Green groups liked it but asked")
    .replace("A secretariat of nine people", "A small secretariat")
    .replace("(Reporting by Ana Tui; Editing by Jo Lim)", "")
)

SPEECH = """"We did not come here to draw lines on the water, we came to make sure that there is \
something left in it for the people who live from it," Raduva said. "Nobody who fishes by the \
rules has a reason to be worried about three small navies and a handful of aircraft.\""""

RIVAL = f"""A fishery patrol that spans half the globe was agreed in Suva on Monday, as ministers \
from Fiji, Chile and Portugal put their names to a plan called Open Net.
Under the deal Portuguese officers take charge of the opening deployment this May, with half a \
dozen ships and a pair of planes on call.
{SPEECH}
Poachers are blamed for the loss of some 20 percent of skipjack landings in the past year.
Lawyers who advised the talks pointed to gaps: nobody has yet said which court would hear a case \
against a captured skipper.
Samoan and Tongan officials watched from the back row, according to people in the room.
Chilean trainers expect the first trainees in April, Rodrigo Ahumada confirmed by telephone."""

OTHER_RIVAL = f"""Litia Raduva walked into the Suva press room on Monday with a smile and a map.
The home affairs minister had just closed a bargain with envoys of Lisbon and Santiago: from May \
their coast guards hunt illegal tuna boats side by side.
{SPEECH}
Her ministry has long complained of trawlers that switch off transponders at night.
Officials in Lisbon see a market for the tracking software of a Peniche laboratory, an adviser \
to the Portuguese delegation said.
Critics in the Chilean senate want to know what the voyage will cost and who pays for the fuel."""


def article(
    id_: str, text: str, title: str = "Three states plan tuna patrol", **fields: object
) -> Article:
    """Return an article printed at its own address on ``DAY``."""
    known: dict[str, object] = {
        "url": f"https://{id_}.example/story",
        "language": "en",
        "published_at": DAY,
        **fields,
    }
    return Article(
        id=id_,
        feed="f",
        outlet=f"{id_}.example",
        title=title,
        text=text,
        **known,  # type: ignore[arg-type]  # fields of Article by name
    )


SHORT = """Prime ministers of Fiji, Chile and Portugal opened a two-day meeting on tuna patrols in \
Suva on Monday, the host's office said, with Tonga and Samoa as observers."""

STATEMENT_ONE = """The three partners reaffirmed that tuna stocks are a common good and that no \
fleet may hide from the law of the flag it flies, they wrote in a joint text.
Fiji gains most: its own cutters are older than their crews, and repairs at the Walu Bay yard \
have run a year late, says shipping historian Mere Vakaloloma.
Unions fear for deckhands from Kiribati who work on unlicensed boats and may be jailed with their \
captains. A hotline in four languages is promised, though the ministry gave no number yet.
Budget papers show 11 million Fijian dollars for fuel in the coming year."""

STATEMENT_TWO = """Santiago wants a longer reach. The navy has pressed for years for a southern \
route that justifies two new patrol ships, admiralty sources told this paper.
The three partners reaffirmed that tuna stocks are a common good and that no fleet may hide from \
the law of the flag it flies, they wrote in a joint text.
Opposition senator Carmen Quiroga calls that poetry. Her committee will question the defence \
minister on Wednesday about leave, pay and insurance for sailors sent across the ocean.
Shipyards in Talcahuano meanwhile hope for work worth 40 billion pesos."""

VISIT = """On 9 March, from 10:15 a.m. for about 30 minutes, Mr Paulo Rebelo, Minister of the Sea \
of Portugal, held a meeting with Ms Litia Raduva, Minister for Home Affairs of Fiji, who is \
visiting Lisbon.
At the outset Minister Rebelo welcomed the visit of Minister Raduva and said that he would like \
to deepen relations with Fiji, an important partner for Portugal.
In response Minister Raduva thanked him for the warm welcome and said that Fiji attaches \
importance to its relations with Portugal.
The two ministers exchanged views on Tonga and Samoa and agreed to keep working together closely."""

OTHER_VISIT = """On 12 March, from 4:40 p.m. for about 45 minutes, Mr Paulo Rebelo, Minister of \
the Sea of Portugal, held a meeting with Mr Sione Havea, Minister of Fisheries of Tuvalu, who is \
visiting Lisbon.
At the outset Minister Rebelo welcomed the visit of Minister Havea and said that he would like \
to deepen relations with Tuvalu, an important partner for Portugal.
In response Minister Havea thanked him for the warm welcome and said that Tuvalu attaches \
importance to its relations with Portugal.
The two ministers exchanged views on Kiribati and Nauru and agreed to keep working together \
closely."""

ROUND_UP = f"""{LEAD}
OSLO (AP) — Norway, Latvia and Iceland opened a hangar for fire-fighting helicopters near Bodo.
QUITO (AFP) – Ecuador and Peru reopened a mountain road that a landslide had closed since June.
RABAT (Reuters) - Moroccan engineers finished the pylons of a bridge over the Bou Regreg river."""

UPDATE = """TONGATAPU, March 13 (Reuters) - Tonga's parliament voted 15 to 9 on Friday to enter \
the tuna patrol that Fiji, Chile and Portugal founded this week, and lent it a cutter named Vaka.
Speaker Fatafehi Moala cut short a stormy debate in which nobles asked who would pay for diesel.
Prime Minister Semisi Kioa promised a white paper by June and an audit after the first season.
Church leaders from Vava'u had petitioned for a referendum; the clerk rejected it as too late.
Samoa is to vote next, though its assembly has risen for the harvest holidays.
The three do not share a border or a treaty, and diplomats said the idea was born at an ocean \
conference in the Azores two years ago, when their delegations found themselves at one table."""

RECURRING = """Good morning. Here is the tide table for Suva harbour and the notices to mariners \
for the week. Vessels over ten metres keep to the eastern channel while dredging goes on. Call the \
harbour master before dawn departures. The fuel jetty is open from six to six."""

NOTICE = """Subscribe to continue reading this article. Already a subscriber? Log in here. Your \
account gives you the full archive, the crossword and our app on all your devices every day."""


COPIES = [
    ("reprint", ORIGINAL, ORIGINAL.replace("'", "\u2019").replace("\n", "\n\n"), "digest"),
    ("without credits", ORIGINAL, "\n".join(ORIGINAL[26:].split("\n")[:-1]), "digest"),
    ("cut", ORIGINAL, CUT, "verbatim"),
    ("cut with local paragraphs", ORIGINAL, f"{CUT}\n{LOCAL}", "verbatim"),
    ("local paragraphs first", ORIGINAL, f"{LOCAL}\n{ORIGINAL}", "verbatim"),
    (
        "caption first",
        ORIGINAL,
        f"FILE PHOTO: Boats at the quay of Levuka.\n{ORIGINAL}",
        "verbatim",
    ),
    ("sentences edited", ORIGINAL, EDITED, "verbatim"),
    ("reworded", ORIGINAL, REWORDED, None),
    ("reworded with local paragraphs", ORIGINAL, f"{REWORDED}\n{LOCAL}", None),
    ("reworded against edited", EDITED, REWORDED, None),
    ("first sentence of a feed", ORIGINAL, LEAD, "contained"),
]


@pytest.mark.parametrize(
    ("left", "right", "rule"), [row[1:] for row in COPIES], ids=[row[0] for row in COPIES]
)
def test_copies_are_joined(left: str, right: str, rule: str | None) -> None:
    """A text printed again, cut, edited or reworded is one story; the edge names the rule."""
    edge = judge(article("a", left), article("b", right, title="Fiji to patrol with far partners"))
    assert edge is not None
    assert edge.version == VERSION
    assert rule is None or edge.evidence["rule"] == rule
    assert (edge.tier is Tier.EXACT) == (rule == "digest")


APART = [
    ("same event, same speech", RIVAL, OTHER_RIVAL, Relation.STATEMENT),
    ("agency and rival", ORIGINAL, RIVAL, None),
    ("agency and second rival", ORIGINAL, OTHER_RIVAL, None),
    ("reworded copy and rival", REWORDED, RIVAL, None),
    ("one statement in two reports", STATEMENT_ONE, STATEMENT_TWO, Relation.DERIVED),
    ("same form, other visitor", VISIT, OTHER_VISIT, None),
    ("story and round-up", ORIGINAL, ROUND_UP, Relation.ROUND_UP),
    ("first report and next step", ORIGINAL, UPDATE, Relation.DERIVED),
    ("speech alone and its report", SPEECH, RIVAL, Relation.STATEMENT),
    ("short report and rival", SHORT, RIVAL, None),
    ("nothing and something", "", ORIGINAL, None),
    ("nothing and nothing", "", "", None),
    (
        "only a phrase in common",
        "Read more about this story here.",
        f"Read more about this story here.\n{RIVAL}",
        None,
    ),
]


@pytest.mark.parametrize(
    ("left", "right", "relation"), [row[1:] for row in APART], ids=[row[0] for row in APART]
)
def test_other_texts_stay_apart(left: str, right: str, relation: Relation | None) -> None:
    """Independent reports, statements, forms, round-ups and next steps are stories of their own.

    What else they are to each other is told.
    """
    edge = judge(article("a", left), article("b", right, title="Patrol of the tuna grounds"))
    assert (edge and edge.relation) is relation


@pytest.mark.parametrize(("left", "right"), [row[1:3] for row in (*COPIES, *APART)])
def test_a_judgement_is_symmetric(left: str, right: str) -> None:
    """The order of the arguments changes nothing, not even the edge."""
    one, other = article("a", left), article("b", right)
    assert judge(one, other) == judge(other, one)


def test_one_address_is_one_article() -> None:
    """Equal canonical addresses join whatever the texts and dates say."""
    one = article("a", ORIGINAL, url="https://post.example/1")
    late = article("b", LOCAL, url="https://post.example/1", published_at=DAY + timedelta(days=90))
    edge = judge(one, late)
    assert edge is not None
    assert (edge.tier, edge.score, edge.evidence["rule"]) == (Tier.EXACT, 1.0, "url")


def test_an_article_is_no_copy_of_itself() -> None:
    """The same id gives no edge."""
    assert judge(article("a", ORIGINAL), article("a", ORIGINAL)) is None


@pytest.mark.parametrize(("days", "is_joined"), [(7, True), (7.1, False)])
def test_the_window_is_a_week(days: float, *, is_joined: bool) -> None:
    """The same text more than a week later is a recurring notice, not a copy."""
    later = article("b", RECURRING, "Notices for Suva", published_at=DAY + timedelta(days=days))
    assert (judge(article("a", RECURRING, "Notices for Suva"), later) is not None) == is_joined


def test_an_unknown_date_allows_a_copy() -> None:
    """Where one date is unknown the texts decide."""
    assert judge(article("a", ORIGINAL), article("b", CUT, published_at=None)) is not None


def test_two_languages_are_two_texts() -> None:
    """Known, different languages are not compared; regional variants of one are."""
    assert judge(article("a", ORIGINAL), article("b", ORIGINAL, language="fr")) is None
    assert judge(article("a", ORIGINAL), article("b", ORIGINAL, language="en-GB")) is not None


def test_a_subscription_notice_joins_nothing() -> None:
    """Two pages of which only the pay wall was had are no copies: it has no word of a title."""
    one = article("a", NOTICE, title="Fiji patrols tuna")
    assert judge(one, article("b", NOTICE, title="Bridge over the Bou Regreg done")) is None


def test_equal_short_texts_under_their_titles_are_copies() -> None:
    """A brief of one sentence printed twice is one story."""
    edge = judge(article("a", SHORT), article("b", SHORT, title="Suva hosts tuna meeting"))
    assert edge is not None
    assert edge.tier is Tier.EXACT


def test_the_proof_holds_every_value() -> None:
    """A join can be explained: rule, probability, containment and matched sentences are kept."""
    edge = judge(article("a", ORIGINAL), article("b", REWORDED))
    assert edge is not None
    told = {"rule", "p", "c5", "c3", "order", "opening", "contrast", "lead", "left_credit", "hours"}
    assert told <= set(edge.evidence)
    assert edge.matches[:3] == ((0, 0), (1, 1), (2, 2))
    assert {"levuka", "peniche"} & set(edge.terms)
    assert 0 < edge.score <= 1


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece",
    ["“a ", "'a ", "Tuna Raduva Levuka. ", "Tuna Raduva Levuka.\n", "(AP) - \n", '"', "tuna "],
)
def test_long_hostile_texts_are_judged_in_bounded_time(piece: str) -> None:
    """A megabyte made to be slow is judged like a long article."""
    judge(article("a", piece * 200_000), article("b", f"Suva {piece * 200_000}"))
