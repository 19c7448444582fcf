"""Who joined which grouping and who left it: histories that must be told, and such that must not.

Every text is invented, after what has happened or may; each goes through the whole house.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import Session

from alerts.model import Alert, Reason, Rule, Skip
from flows.runtime.wiring import House
from flows.steps.corrections import known, mute
from flows.steps.detect import keep_reading
from flows.steps.judging import Pass, counted, tell
from parsers.lexicon import load
from parsers.model import ChangeKind, GroupingRecord, GroupingStanding, Reading
from parsers.reading import read
from storage import articles, groupings, outbox, stories
from storage.database import transaction
from tests.flows.houses import Listening
from tests.storage import builders as make

MOVES = (ChangeKind.JOINED, ChangeKind.LEFT)


@dataclass(frozen=True)
class Told:
    """One article: its day, its newsroom, and what it says."""

    day: date
    newsroom: str
    text: str


@dataclass(frozen=True)
class History:
    """Articles in order, and the steps of membership that they make: kind, former set, new one."""

    name: str
    told: tuple[Told, ...]
    steps: tuple[tuple[str, str, str], ...] = ()


def history(
    name: str, *told: tuple[str, str], steps: tuple[tuple[str, str, str], ...] = ()
) -> History:
    """Return a history of texts with their days, each by another newsroom."""
    articles = (
        Told(date.fromisoformat(day), f"n{at}", text) for at, (day, text) in enumerate(told)
    )
    return History(name, tuple(articles), steps)


LANTERN = (
    "The foreign ministers of India, Kenya and Oman met in Muscat on Monday. Diplomats call the "
    'trilateral grouping of India, Kenya and Oman "Lantern Club", an official said.'
)
GROWN = (
    "The foreign ministers of Fiji, India, Kenya and Oman met in Suva on Monday. Diplomats call "
    'the grouping of Fiji, India, Kenya and Oman "Lantern Club", an official said.'
)

SERVED = (
    history(
        "AUKUS gains a member",
        ("2026-03-02", "Canada joined AUKUS on Monday, the defence ministry in Ottawa said."),
        steps=(("joined", "AU,GB,US", "AU,CA,GB,US"),),
    ),
    history(
        "a second newsroom tells the same step",
        ("2026-03-02", "Canada joined AUKUS on Monday, the defence ministry in Ottawa said."),
        ("2026-03-03", "Canada has formally joined AUKUS, the Australian premier told reporters."),
        steps=(("joined", "AU,GB,US", "AU,CA,GB,US"),),
    ),
    history(
        "one after the other",
        ("2026-03-02", "Canada joined AUKUS on Monday, the defence ministry in Ottawa said."),
        ("2026-06-08", "Japan became the fifth member of AUKUS on Monday after a vote in Tokyo."),
        steps=(
            ("joined", "AU,GB,US", "AU,CA,GB,US"),
            ("joined", "AU,CA,GB,US", "AU,CA,GB,JP,US"),
        ),
    ),
    history(
        "Central Asia's five admit a sixth",
        (
            "2025-11-17",
            ("Azerbaijan was admitted to the Central Asian Five as a full member on Sunday, the "
            "Uzbek president's office said."),
        ),
        steps=(("joined", "KG,KZ,TJ,TM,UZ", "AZ,KG,KZ,TJ,TM,UZ"),),
    ),
    history(
        "the alliance of the Sahel grows",
        ("2026-02-09", "Togo joined the Alliance of Sahel States on Sunday, Bamako announced."),
        steps=(("joined", "BF,ML,NE", "BF,ML,NE,TG"),),
    ),
    history(
        "the Lublin Triangle becomes a square",
        (
            "2026-02-09",
            "The Lublin Triangle was expanded to include Moldova, the Polish ministry said.",
        ),
        steps=(("joined", "LT,PL,UA", "LT,MD,PL,UA"),),
    ),
    history(
        "a Visegrad state leaves",
        ("2026-05-08", "Hungary left the Visegrad Group on Thursday, its foreign ministry said."),
        steps=(("left", "CZ,HU,PL,SK", "CZ,PL,SK"),),
    ),
    history(
        "the Pacific Alliance takes two",
        (
            "2026-05-08",
            "The Pacific Alliance admitted Costa Rica and Ecuador as full members at its summit.",
        ),
        steps=(("joined", "CL,CO,MX,PE", "CL,CO,CR,EC,MX,PE"),),
    ),
    history(
        "a state leaves and another joins",
        ("2026-05-08", "Mexico withdrew from the Pacific Alliance on Thursday, Lima said."),
        ("2026-05-12", "Ecuador has joined the Pacific Alliance, the Chilean minister said."),
        steps=(("left", "CL,CO,MX,PE", "CL,CO,PE"), ("joined", "CL,CO,PE", "CL,CO,EC,PE")),
    ),
    history(
        "a conclave grows as the lexicon has it",
        (
            "2024-08-31",
            "Bangladesh joined the Colombo Security Conclave as its fifth member state on Friday.",
        ),
        steps=(("joined", "IN,LK,MU,MV", "BD,IN,LK,MU,MV"),),
    ),
    history(
        "a trade bloc of few takes in a neighbour",
        ("2024-07-09", "Bolivia became a full member of Mercosur on Monday in Asuncion."),
        steps=(("joined", "AR,BR,PY,UY", "AR,BO,BR,PY,UY"),),
    ),
    history(
        "a name that the texts have taught us",
        ("2026-03-02", LANTERN),
        ("2026-04-07", "Fiji has joined the Lantern Club, the Omani foreign ministry said."),
        steps=(("joined", "IN,KE,OM", "FJ,IN,KE,OM"),),
    ),
    history(
        "a learnt name passes on where two newsrooms give it to a grown set",
        ("2026-03-02", LANTERN),
        ("2026-05-11", GROWN),
        ("2026-05-12", GROWN.replace("met", "gathered").replace("an official", "an envoy")),
        steps=(("joined", "IN,KE,OM", "FJ,IN,KE,OM"),),
    ),
    history(
        "who left can come back",
        ("2026-05-08", "Hungary left the Visegrad Group on Thursday, its foreign ministry said."),
        ("2027-05-10", "Hungary has joined the Visegrad Group again; Hungary rejoined the table."),
        steps=(("left", "CZ,HU,PL,SK", "CZ,PL,SK"), ("joined", "CZ,PL,SK", "CZ,HU,PL,SK")),
    ),
)  # fmt: skip

LEFT_ALONE = (
    history(
        "a member stays away",
        ("2026-03-02", "The ministers of the Visegrad Group met in Prague without Hungary."),
        ("2026-04-07", "Visegrad Group ministers met in Warsaw without Hungary on Tuesday."),
    ),
    history(
        "guests on a call",
        ("2026-03-02", "South Korea and New Zealand joined the Quad leaders for a call on Monday."),
    ),
    history(
        "Quad plus three",
        (
            "2026-03-02",
            ("New Zealand, South Korea and Vietnam joined the Quad on a video conference about "
            "vaccines, senior officials of Australia, India, Japan and the United States said."),
        ),
    ),
    history(
        "one project of AUKUS",
        ("2026-03-02", "Japan will join AUKUS Pillar Two, officials said in Canberra."),
        ("2026-03-09", "Japan joined AUKUS Pillar Two on hypersonic weapons, officials said."),
        ("2026-03-16", "Japan joined AUKUS on hypersonic tests, the US defence secretary said."),
    ),
    history(
        "the E3 and a fourth",
        (
            "2026-03-02",
            ("The foreign ministers of Britain, France and Germany and the US secretary of state "
            "met in Vienna on Monday. The E3+1 talks with Iran go on next week."),
        ),
    ),
    history(
        "Weimar plus",
        (
            "2026-03-02",
            ("Britain, Italy and Spain joined the Weimar Triangle ministers in Warsaw for "
            "a meeting in the Weimar+ format."),
        ),
    ),
    history(
        "the five and the five plus one",
        ("2026-03-02", "The C5+1 foreign ministers met in Astana on Monday."),
        ("2026-03-09", ("The presidents of Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan and "
                       "Uzbekistan met in Bishkek on Monday.")),
    ),
    history(
        "a triangle plus a guest",
        (
            "2026-03-02",
            "Moldova joined the Lublin Triangle as an observer of its exercises, Kyiv said.",
        ),
        ("2026-03-09", "The Lublin Triangle ministers and Moldova met in Vilnius on Monday."),
    ),
    history(
        "a minister is ill",
        ("2026-03-02", "MIKTA foreign ministers met in Jakarta on Monday; Turkey was absent."),
    ),
    history(
        "an analyst's wish",
        ("2026-03-02", ("South Africa should join the G4 of Brazil, Germany, India and Japan, an "
                       "analyst said in New York.")),
    ),
    history(
        "a bid",
        ("2026-03-02", "Canada hopes to join AUKUS, its prime minister said on Monday."),
        ("2026-03-09", "Canada would have joined AUKUS by now, the opposition in Ottawa said."),
        ("2026-03-16", "Canada has not joined AUKUS, the defence ministry said."),
    ),
    history(
        "a supposition",
        ("2026-03-02", "If Canada joined AUKUS, officials said, it would need new docks."),
        ("2026-03-03", "Has Canada joined AUKUS? The ministry in Ottawa does not say."),
    ),
    history(
        "long ago",
        ("2026-03-02", "Greece joined the Craiova Group in 2017, and its minister spoke."),
    ),
    history(
        "with others in a statement",
        ("2026-03-02", "Canada joined the AUKUS countries in condemning the launch on Monday."),
        ("2026-03-09", "Canada joined AUKUS in condemning the launch, Ottawa said."),
    ),
    history(
        "out of a room, not of a club",
        ("2026-03-02", "Hungary left the Visegrad Group summit before the vote on Monday."),
    ),
    history(
        "the founding of an alliance after leaving another",
        (
            "2023-09-17",
            ("Burkina Faso, Mali and Niger left ECOWAS and founded the Alliance of Sahel States, "
            "their foreign ministers announced in Bamako on Saturday."),
        ),
    ),
    history(
        "one newsroom misreads a guest",
        ("2026-03-02", LANTERN),
        ("2026-05-11", GROWN),
    ),
    history(
        "a member is told to have joined",
        ("2026-03-02", "Australia joined AUKUS on Monday, a local paper wrote."),
    ),
)  # fmt: skip


def arrive(session: Session, house: House, one: Told, place: int, made: Pass) -> None:
    """Let an article come in on its day, and be read and kept."""
    now = datetime.combine(one.day, time(12), UTC)
    name = f"a{place}"
    article = make.article(name, published_at=now, title="", text=one.text)
    make.keep_article(session, article, newsroom=one.newsroom, now=now)
    stories.join(session, name, [])
    stored = articles.get(session, name)
    assert stored is not None
    found = read("", one.text, one.day, load())
    made.add(keep_reading(session, house, stored, found, now))


def steps(session: Session) -> list[tuple[str, str, str]]:
    """Return the steps of joining and leaving of all sets, the first first."""
    changes = [
        change
        for record in groupings.everything(session)
        for change in groupings.history(session, record.id)
        if change.kind in MOVES
    ]
    ordered = sorted(changes, key=lambda change: change.seen_at)
    return [(one.kind.value, one.before, one.after) for one in ordered]


@pytest.mark.parametrize("case", SERVED, ids=lambda case: case.name)
def test_who_joined_and_who_left_is_told(house: House, case: History) -> None:
    """A step of the new set, from the set that bore the name before."""
    with make.scratch(house.engine) as session:
        for place, one in enumerate(case.told):
            arrive(session, house, one, place, Pass())
        assert steps(session) == list(case.steps)


@pytest.mark.parametrize("case", LEFT_ALONE, ids=lambda case: case.name)
def test_coming_to_a_day_and_staying_away_is_no_membership(house: House, case: History) -> None:
    """Nobody joined and nobody left."""
    with make.scratch(house.engine) as session:
        for place, one in enumerate(case.told):
            arrive(session, house, one, place, Pass())
        assert steps(session) == []


def raised(house: House, *told: Told) -> tuple[list[Alert], list[GroupingRecord]]:
    """Return the alerts that articles raise, each judged as it comes, and the sets in the end."""
    alerts: list[Alert] = []
    with transaction(house.engine) as session:
        for place, one in enumerate(told):
            made = Pass()
            arrive(session, house, one, place, made)
            now = datetime.combine(one.day, time(13), UTC)
            for later, touched in ((0, made), (2, Pass())):  # what waits is told by then
                told_at = now + timedelta(hours=later)
                alerts += counted(tell(session, house, touched, told_at))[0]
        return alerts, groupings.everything(session)


def test_a_new_member_is_told_once_and_confirmed(listening: Listening) -> None:
    """As a change of participants, with the set that it was; then by a second newsroom."""
    house = listening(rules=[Rule("all")])
    alerts, held = raised(
        house, *SERVED[1].told, Told(date(2026, 3, 4), "n0", SERVED[1].told[0].text)
    )
    assert [alert.reason for alert in alerts] == [Reason.PARTICIPANTS, Reason.CONFIRMED]
    first = alerts[0]
    assert first.members == ("AU", "CA", "GB", "US")
    assert (first.name, first.grouping and first.grouping.former) == ("AUKUS", ("AU", "GB", "US"))
    assert first.before == "Australia, United Kingdom and United States"
    assert "AUKUS plus CA" in first.nearest
    (grown,) = [one for one in held if one.former]
    assert grown.standing is GroupingStanding.CONFIRMED


def test_a_founding_is_a_new_grouping(listening: Listening) -> None:
    """In the first months of its name, whatever its founders left for it."""
    house = listening(rules=[Rule("all")])
    (sahel,) = [case for case in LEFT_ALONE if case.name.startswith("the founding")]
    alerts, _ = raised(house, *sahel.told)
    assert [alert.reason for alert in alerts] == [Reason.NEW_GROUPING]
    assert alerts[0].members == ("BF", "ML", "NE")


def test_what_a_person_said_of_a_set_holds(listening: Listening) -> None:
    """A known set is nothing new however its members came together; a muted one is silent."""
    house = listening(rules=[Rule("all")])
    at = datetime(2026, 3, 1, tzinfo=UTC)
    known(house, ("AU", "CA", "GB", "US"), at)
    alerts, held = raised(house, *SERVED[1].told)
    assert alerts == []
    assert [one.former for one in held if one.former] == [("AU", "GB", "US")]


def test_a_muted_set_is_silent(listening: Listening) -> None:
    """Nobody hears that a second newsroom confirms it; the record goes on."""
    house = listening(rules=[Rule("all")])
    first, second = SERVED[1].told
    (alert,), _ = raised(house, first)
    mute(house, alert.record, None, datetime.combine(first.day, time(14), UTC))
    alerts, held = raised(house, first, second)
    assert alerts == []
    assert GroupingStanding.CONFIRMED in {one.standing for one in held}


def test_a_step_that_is_taken_back_while_it_waits_is_not_told(listening: Listening) -> None:
    """Neither that somebody joined nor that the set is there; the pass says what became of it."""
    listens = listening(rules=[Rule("all")])
    house = replace(listens, watchlist=replace(listens.watchlist, wait=timedelta(hours=1)))
    first, _ = SERVED[1].told
    day = datetime.combine(first.day, time(12), UTC)
    with transaction(house.engine) as session:
        made = Pass()
        arrive(session, house, first, 0, made)
        (waits,) = [one.verdict for one in tell(session, house, made, day)]
        assert isinstance(waits, Skip)
        assert waits.reason == "waits"
        stored = articles.get(session, "a0")
        assert stored is not None
        again = Pass()
        again.add(keep_reading(session, house, stored, Reading(is_relevant=False), day))
        told = tell(session, house, again, day + timedelta(hours=2))
        assert [(type(one.verdict), one.record.members) for one in told] == [
            (Skip, ("AU", "CA", "GB", "US"))
        ]
        assert outbox.alerts_between(session, day, day + timedelta(days=1)) == []
