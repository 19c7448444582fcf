"""Real articles through the whole house, held against what a person read in them.

The articles stand beside the repository, never in it; where they are missing the tests
are skipped and the closing lines say so. ``gold.yaml`` tells what each article says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml

from alerts.model import Alert, Reason
from flows.runtime.watchlist import load_watchlist
from flows.steps.detect import detect
from parsers.model import Grouping, Level, Meeting, MeetingRecord
from storage import articles, outbox, reports, set_reports, stories
from storage.database import connect, reading, upgrade
from tests.flows.houses import house_on, item, page, print_feed, print_page, read_feeds
from tests.flows.loopback import newsroom

CONFIG = Path(__file__).parents[2] / "config"
CORE_TO_BE_FOUND = 18
FOUNDING = {Reason.NEW_GROUPING, Reason.NEW_LEVEL, Reason.NEW_MEETING}
LARGE = {4, 5}

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Seed:
    """One real article and the gold table's account of it."""

    number: str
    gold: dict[str, Any]
    text: str

    @property
    def published(self) -> datetime:
        """Noon of the day that the gold table assumes."""
        return datetime.combine(self.gold["published"]["assumed"], time(12), UTC)

    @property
    def lines(self) -> list[str]:
        """The lines with words."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]

    @property
    def title(self) -> str:
        """The first line of more than a few words, or the first sentence of it."""
        line = next(line for line in self.lines if len(line.split()) > 3)
        return re.split(r"(?<=[.!?]) ", line)[0]

    def core(self) -> list[dict[str, Any]]:
        """The meetings that must be found."""
        return [meeting for meeting in self.gold["meetings"] if meeting["tier"] == "core"]

    def foreground_sets(self) -> set[tuple[str, ...]]:
        """Every set of states that the article has meet, or act together, today."""
        told = [meeting for meeting in self.gold["meetings"] if meeting["tier"] != "background"]
        return {tuple(sorted(one["states"])) for one in [*told, *self.gold["groupings"]]}


@dataclass(frozen=True)
class Reading:
    """What the house made of all seeds, played in the order of publication."""

    seeds: dict[str, Seed]
    clusters: list[dict[str, Any]]
    meetings: dict[str, list[Meeting]]
    groupings: dict[str, list[Grouping]]
    stories: list[set[str]]
    alerts: list[Alert]
    numbers: dict[str, str]

    @cached_property
    def found(self) -> list[str]:
        """The core meetings that were found, by their ids in the gold table."""
        return [
            gold["id"]
            for seed in self.seeds.values()
            for gold in seed.core()
            if any(is_found(gold, claim) for claim in self.meetings[seed.number])
        ]

    def docs(self, record: MeetingRecord) -> set[str]:
        """Return the seeds that support a record."""
        return {self.numbers[article] for article in record.sources}


def levels(gold: dict[str, Any]) -> set[str]:
    """Return the levels that the gold table accepts for a meeting."""
    return {gold["level"], *gold.get("alt", {}).get("level", [])}


def is_found(gold: dict[str, Any], claim: Meeting) -> bool:
    """Say whether a claim is this meeting: the same states, and no other level."""
    is_level = claim.level is None or claim.level in levels(gold)
    is_set = sorted(gold["states"]) == list(claim.participants)
    return is_set and is_level and not claim.is_background


def seeds(folder: Path) -> tuple[list[Seed], list[dict[str, Any]]]:
    """Return the articles in the order of publication, and the gold table's clusters."""
    table = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    found = [
        Seed(gold["doc"][:3], gold, (folder / gold["doc"]).read_text(encoding="utf-8"))
        for gold in table["documents"]
    ]
    return sorted(found, key=lambda seed: (seed.published, seed.number)), table["clusters"]


@pytest.fixture
def read(
    played: Reading | None, request: pytest.FixtureRequest, remark: Callable[[str], None]
) -> Reading:
    """The reading, where the articles are there; else the test is skipped, and not in silence."""
    if played is None:
        missing = f"no real articles at {request.config.getoption('--seeds')}; give --seeds PATH"
        remark(f"SKIPPED: {missing}")
        pytest.skip(missing)
    return played


@pytest.fixture(scope="module")
def played(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reading | None]:
    """Let one newsroom after the other publish its article, and the house read on each day."""
    folder: Path = request.config.getoption("--seeds")
    if not (folder / "gold.yaml").is_file():
        yield None
        return
    papers, clusters = seeds(folder)
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('seeds') / 'watch.sqlite'}")
    upgrade(engine)
    rules = load_watchlist(CONFIG).rules
    with newsroom() as room:
        slugs = {seed.number: f"paper-{seed.number}" for seed in papers}
        house = house_on(engine, room, *slugs.values(), rules=rules)
        for slug in slugs.values():
            print_feed(room, slug, [])
        pages: dict[str, str] = {}
        for seed in papers:
            body = page(seed.title, seed.lines, seed.published)
            address = print_page(room, f"/{seed.number}.html", body)
            pages[address] = seed.number
            entry = item(address, seed.title, seed.published)
            print_feed(room, slugs[seed.number], [entry])
            evening = seed.published.replace(hour=20)
            report = read_feeds(house, evening)
            assert report.entries["stored"] == 1, report.entries.line()
            detect(house, evening)
    with reading(engine) as session:
        stored = articles.unread(session, "none", 100)
        numbers = {one.article.id: pages[one.article.url] for one in stored}
        long_ago, far_off = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
        yield Reading(
            {seed.number: seed for seed in papers},
            clusters,
            {number: reports.claims(session, one) for one, number in numbers.items()},
            {
                number: [told.claim for told in set_reports.of_articles(session, [one])]
                for one, number in numbers.items()
            },
            [{numbers[one.id] for one in story} for story in stories.folded(session)],
            outbox.alerts_between(session, long_ago, far_off),
            numbers,
        )
    engine.dispose()


def test_copies_of_one_story_are_folded_and_nothing_else(read: Reading) -> None:
    """Two machine paraphrases of one wire story are one; independent articles stay apart."""
    assert read.stories == [{"001", "003"}]


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("Quad", ("AU", "IN", "JP", "US")),
        ("AUKUS", ("AU", "GB", "US")),
        ("JAROPUS", ("JP", "PH", "US")),
        (None, ("JP", "KR", "US")),
    ],
)
def test_groupings_are_found(read: Reading, name: str | None, members: tuple[str, ...]) -> None:
    """Each grouping of the gold table is found with its members, and with its name."""
    claims = [claim for found in read.groupings.values() for claim in found]
    named = [claim.name for claim in claims if claim.members == members]
    assert named
    assert name is None or name in named


def test_a_new_trio_alerts_with_its_meeting(read: Reading) -> None:
    """JAROPUS is new in June 2023, and the alert carries the advisers' meeting."""
    raised = [alert for alert in read.alerts if alert.reason is Reason.NEW_GROUPING]
    (alert,) = [alert for alert in raised if alert.members == ("JP", "PH", "US")]
    assert date(2023, 6, 1) <= alert.raised_at.date() <= date(2023, 6, 30)
    assert alert.name == "JAROPUS"
    assert alert.meeting is not None
    assert alert.meeting.level is Level.NSA
    assert alert.level is Level.NSA


def test_core_meetings_are_found(read: Reading, remark: Callable[[str], None]) -> None:
    """Most meetings a person found are found, with the same states and no other level."""
    core = [gold["id"] for seed in read.seeds.values() for gold in seed.core()]
    missed = sorted(set(core) - set(read.found))
    told = f"; missed {', '.join(missed)}" if missed else ""
    remark(f"real articles: {len(read.found)} of {len(core)} core meetings found{told}")
    assert len(core) == 22
    assert len(read.found) >= CORE_TO_BE_FOUND, missed


def test_no_large_set_is_made_up(read: Reading) -> None:
    """Lists of states are no meeting: no set of four or five that the article does not have."""
    for number, seed in read.seeds.items():
        told = [meeting for meeting in read.meetings[number] if not meeting.is_background]
        sets = [meeting.participants for meeting in told]
        sets += [grouping.members for grouping in read.groupings[number]]
        large = {states for states in sets if len(states) in LARGE}
        assert large <= seed.foreground_sets(), number


def test_a_meeting_is_told_once(read: Reading) -> None:
    """However many articles tell of a meeting, one alert makes it known."""
    told: Counter[str] = Counter()
    for alert in read.alerts:
        if alert.reason in FOUNDING:
            told.update(clusters_of(read, alert))
    assert told
    assert max(told.values()) == 1, told


def clusters_of(read: Reading, alert: Alert) -> list[str]:
    """Return the real meetings that an alert may be about."""
    record = alert.meeting
    if record is None:
        return []
    return [
        cluster["id"]
        for cluster in read.clusters
        if any(is_about(read, record, member) for member in cluster["members"])
    ]


def is_about(read: Reading, record: MeetingRecord, member: str) -> bool:
    """Say whether a record tells of one article's meeting, by states, level and source."""
    number = member[1:4]
    gold = next(one for one in read.seeds[number].gold["meetings"] if one["id"] == member)
    is_level = record.level is None or record.level in levels(gold)
    is_set = sorted(gold["states"]) == list(record.participants)
    return is_set and is_level and number in read.docs(record)


def test_no_reason_is_given_twice_for_one_record(read: Reading) -> None:
    """A record is told again only for another reason."""
    told = Counter((alert.record, alert.reason) for alert in read.alerts)
    assert max(told.values()) == 1, told
