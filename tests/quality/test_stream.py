"""The made-up stream is what it says it is: repeatable, with every hard kind, told as news is."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from parsers.model import Format, Level, Place, Precision, Status
from tests.quality.stream import companions, draws, life, sets, telling, wording
from tests.quality.stream.coverage import ARTICLES_MAX, coverage
from tests.quality.stream.values import Event, Report
from tests.quality.stream.world import BEGIN, HARD, MEETINGS, SPAN, by_kind, world

SEED = 5


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    """The meetings of one world."""
    return world(SEED)


@pytest.fixture(scope="module")
def reports(events: tuple[Event, ...]) -> tuple[Report, ...]:
    """What is written of them."""
    return coverage(events, SEED)


def _series(events: tuple[Event, ...], kind: str) -> list[list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        if event.kind == kind:
            found.setdefault(event.series, []).append(event)
    assert found, kind
    return list(found.values())


def _apart(series: list[Event]) -> list[int]:
    days = sorted(event.days[0] for event in series)
    return [(later - day).days for day, later in pairwise(days)]


def test_a_seed_is_one_world(events: tuple[Event, ...], reports: tuple[Report, ...]) -> None:
    """The same seed draws the same meetings and articles, another seed others."""
    assert world(SEED) == events
    assert coverage(world(SEED), SEED) == reports
    assert world(SEED + 1) != events


def test_a_world_is_as_large_as_it_should_be(events: tuple[Event, ...]) -> None:
    """Two hundred meetings over a year and a half, most of them in scope, of all sizes."""
    assert len(events) == MEETINGS
    assert len({event.id for event in events}) == MEETINGS
    assert sum(event.is_in_scope for event in events) > 0.75 * MEETINGS
    assert {len(event.participants) for event in events} >= {2, 3, 4, 5, 9}
    assert {event.level for event in events} == set(Level)
    assert {event.format for event in events} == set(Format) - {Format.UNKNOWN}
    year_later = timedelta(days=SPAN + 60)
    assert all(BEGIN - timedelta(days=90) <= e.days[0] <= BEGIN + year_later for e in events)


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [("weekly", 5, 9), ("monthly", 28, 32), ("yearly", 340, 390), ("rounds", 7, 14)],
)
def test_the_same_set_meets_again(
    events: tuple[Event, ...], kind: str, least: int, most: int
) -> None:
    """A week, a month or a year later, at the same level; rounds in another city each time."""
    for series in _series(events, kind):
        assert len({(event.participants, event.level) for event in series}) == 1
        assert all(least <= days <= most for days in _apart(series))
    if kind == "rounds":
        places = [{event.steps[-1].place for event in series} for series in _series(events, kind)]
        assert any(len(some) > 1 for some in places)


@pytest.mark.parametrize(("kind", "most"), [("two_levels_day", 0), ("two_levels_week", 6)])
def test_ministers_meet_before_leaders(events: tuple[Event, ...], kind: str, most: int) -> None:
    """The same set meets at two levels, on one day or in one week."""
    for below, above in _series(events, kind):
        assert below.participants == above.participants
        assert below.level is not Level.LEADERS
        assert above.level is Level.LEADERS
        assert 0 <= (above.days[0] - below.days[0]).days <= most


def test_sets_that_share_members_meet_at_one_place(events: tuple[Event, ...]) -> None:
    """On the margins of one summit, on one day."""
    for series in _series(events, "margins"):
        first, *others = series
        for other in others:
            assert other.participants != first.participants
            assert len(set(other.participants) & set(first.participants)) > 1
            assert other.steps[-1].place == first.steps[-1].place
            assert other.days == first.days


def test_a_call_comes_on_the_eve(events: tuple[Event, ...]) -> None:
    """The same set by telephone or video, and in person on the next day."""
    for call, meeting in _series(events, "call_before"):
        assert call.format in {Format.PHONE, Format.VIRTUAL}
        assert meeting.format is Format.IN_PERSON
        assert meeting.days[0] - call.days[0] == timedelta(days=1)


def test_two_states_meet_often(events: tuple[Event, ...]) -> None:
    """As four ministers, which is in scope, and every week, which is not."""
    assert any(e.level is Level.TWO_PLUS_TWO and e.is_in_scope for e in events)
    for series in _series(events, "contacts"):
        assert not any(event.is_in_scope for event in series)
        assert all(days <= 9 for days in _apart(series))


def test_a_meeting_takes_the_place_of_another(events: tuple[Event, ...]) -> None:
    """One is called off and never held; its successor is known from then on and is held."""
    for off, instead in _series(events, "replaced"):
        assert off.steps[-1].status is Status.CANCELLED
        assert instead.steps[-1].status is Status.HELD
        assert instead.steps[0].at > off.steps[-1].at - timedelta(days=1)
        assert instead.days[0] > off.days[0]


def test_lives_take_every_turn(events: tuple[Event, ...]) -> None:
    """Meetings are proposed, expected, announced, moved, put off and called off, over days too."""
    statuses = {step.status for event in events for step in event.steps}
    assert statuses == set(Status)
    moved = [e for e in events if any(s.is_moved and s.status is Status.SCHEDULED for s in e.steps)]
    assert moved
    assert all(
        len(
            {
                s.when.start
                for s in e.steps
                if s.when.precision is Precision.DAY or s.when.precision is Precision.RANGE
            }
        )
        > 1
        for e in moved
    )
    assert any(event.days[1] > event.days[0] for event in events)
    announced = [step.at.date() for event in events for step in event.steps[:1]]
    leads = [(e.days[0] - day).days for e, day in zip(events, announced, strict=True)]
    assert max(leads) > 340  # a yearly meeting is announced a year ahead


@pytest.mark.parametrize("fate", [life.HELD, life.MOVED, life.POSTPONED, life.CANCELLED])
def test_a_life_runs_in_the_order_of_time(fate: str) -> None:
    """Whatever becomes of a meeting, its steps follow each other, and what is off is not held."""
    rng = Random(fate)  # noqa: S311 -- a repeatable draw, no secret
    for _ in range(40):
        plan = life.Plan(Level.LEADERS, Place("Oslo", "NO"), date(2025, 6, 3), fate=fate)
        steps = life.life(plan, rng)
        assert [step.at for step in steps] == sorted(step.at for step in steps)
        assert (steps[-1].status is Status.HELD) == (fate in {life.HELD, life.MOVED}) or (
            fate == life.POSTPONED
        )
        if steps[-1].status is Status.HELD:
            assert steps[-1].when == plan.when


def test_every_hard_kind_is_drawn(events: tuple[Event, ...]) -> None:
    """What the world lists as hard is there, beside enough that is plain."""
    kinds = dict(by_kind(events))
    assert len(kinds) >= len(HARD)
    assert len(kinds["single"]) > 40
    assert kinds["long"]


def test_articles_tell_of_every_meeting(
    events: tuple[Event, ...], reports: tuple[Report, ...]
) -> None:
    """Each meeting has its articles, few or many, from several newsrooms."""
    assert 1200 <= len(reports) <= 2500
    told = Counter(one.event for report in reports for one in report.tells)
    assert set(told) == {event.id for event in events}
    own = Counter(report.tells[0].event for report in reports)
    assert min(own.values()) == 1
    assert 20 < max(own.values()) <= ARTICLES_MAX + 1
    assert len({report.newsroom for report in reports}) > 20


def test_articles_come_late_and_without_dates(reports: tuple[Report, ...]) -> None:
    """They come in after they were written, not in that order, and a few pages have no date."""
    assert all(report.arrives_at > report.written_at for report in reports)
    assert list(reports) == sorted(reports, key=lambda report: (report.arrives_at, report.id))
    assert [r.written_at for r in reports] != sorted(r.written_at for r in reports)
    delays = [report.arrives_at - report.written_at for report in reports]
    assert sum(delay > timedelta(days=1) for delay in delays) > 0.02 * len(delays)
    undated = [report for report in reports if report.published_at is None]
    assert 0.02 < len(undated) / len(reports) < 0.07


def test_copies_say_what_their_original_says(reports: tuple[Report, ...]) -> None:
    """An agency's text is printed by others, at times under the agency's name."""
    originals = {report.id: report for report in reports if report.copy_of is None}
    copies = [report for report in reports if report.copy_of]
    assert len(copies) > 0.1 * len(reports)
    for copy in copies:
        original = originals[copy.story]
        assert (copy.text, copy.tells) == (original.text, original.tells)
        assert original.agency is not None
        assert copy.newsroom == original.newsroom or copy.agency is None


def test_an_article_tells_of_different_meetings(reports: tuple[Report, ...]) -> None:
    """Two claims of an article never mean one meeting, and each has words of its own."""
    several = [report for report in reports if len(report.tells) > 1]
    assert len(several) > 0.1 * len(reports)
    for report in several:
        assert len({one.event for one in report.tells}) == len(report.tells)
        spans = [(o.claim.evidence.start, o.claim.evidence.end) for o in report.tells]
        assert len(set(spans)) == len(spans)
        for one in report.tells:
            words = one.claim.evidence
            assert report.text[words.start : words.end] == words.text


def test_nobody_knows_of_a_meeting_before_it_is_known(
    events: tuple[Event, ...], reports: tuple[Report, ...]
) -> None:
    """An article tells of a step only after it was taken, and recalls only what was held."""
    by_id = {event.id: event for event in events}
    for report in reports:
        for one in report.tells:
            event = by_id[one.event]
            step = event.at(report.written_at)
            assert step is not None
            known = {earlier.status for earlier in event.steps if earlier.at <= report.written_at}
            assert one.clean.status in known
            if one.clean.is_background:
                assert one.clean.status is event.steps[-1].status
                assert report.written_at.date() > event.days[1]


def test_newsrooms_correct_themselves(
    events: tuple[Event, ...], reports: tuple[Report, ...]
) -> None:
    """A few first print wrong days, and the right ones some hours later."""
    planned = {event.id: {step.when.start for step in event.steps} for event in events}
    wrong = [report for report in reports if report.tells[0].note and not report.copy_of]
    assert 1 <= len(wrong) <= 0.06 * MEETINGS
    for report in wrong:
        mistaken = report.tells[0]
        told = {
            one.clean.when.start
            for other in reports
            for one in other.tells
            if one.event == mistaken.event
            and other.newsroom == report.newsroom
            and timedelta(hours=2) < other.written_at - report.written_at < timedelta(hours=31)
        }
        assert planned[mistaken.event] & told - {mistaken.clean.when.start, None}


def test_what_is_said_fits_the_moment() -> None:
    """A change is told as one while it is fresh, and what is long ago is told vaguely."""
    rng = Random(3)  # noqa: S311 -- a repeatable draw, no secret
    first = datetime(2025, 3, 3, 9, tzinfo=UTC)
    day = life.days(date(2025, 3, 20), 1)
    place = Place("Oslo", "NO")
    step = telling.Step(first, Status.SCHEDULED, day, place, is_moved=True)
    event = Event(
        "e", "single", "s", ("FI", "NO", "SE"), Level.LEADERS, Format.IN_PERSON, None, (step,)
    )
    fresh = telling.told(event, step, first + timedelta(hours=2), rng)
    stale = telling.told(event, step, first + timedelta(days=8), rng)
    assert "moved" in fresh.features
    assert "moved" not in stale.features
    held = telling.Step(first, Status.HELD, day, place)
    old = [telling.recalled(event, held, first + timedelta(days=400), rng) for _ in range(30)]
    assert {claim.when.precision for claim in old} == {Precision.DAY, Precision.YEAR}
    assert all(claim.is_background for claim in old)


def test_an_article_has_a_sentence_for_each_claim() -> None:
    """The evidence is the very words of the text."""
    rng = Random(4)  # noqa: S311 -- a repeatable draw, no secret
    made = world(SEED)[0]
    claims = [telling.told(made, step, step.at, rng) for step in made.steps]
    text, found = wording.written(claims)
    assert text.count("\n") == len(claims)
    assert [text[c.evidence.start : c.evidence.end] for c in found] == text.splitlines()


def test_companions_are_other_meetings(events: tuple[Event, ...]) -> None:
    """What stands beside a meeting in an article is another, and known by then."""
    rng = Random(6)  # noqa: S311 -- a repeatable draw, no secret
    for event in events:
        at = event.steps[-1].at
        for other, claim in companions.companions(event, at, events, rng):
            assert other != event.id
            assert claim.participants


def test_draws_are_as_often_as_they_should_be() -> None:
    """Shares and quantiles come out in a long run; the same office has the same holder."""
    rng = Random(7)  # noqa: S311 -- a repeatable draw, no secret
    drawn = Counter(draws.pick(rng, {"a": 3, "b": 1}) for _ in range(4000))
    assert 0.72 < drawn["a"] / 4000 < 0.78
    middle = sorted(draws.between(rng, draws.RIGHT) for _ in range(1001))[500]
    assert abs(middle - draws.RIGHT[5]) < 0.01
    assert draws.people(["FR"], Level.LEADERS) == draws.people(["FR"], Level.LEADERS)
    assert len(draws.people(["FR", "JP"], Level.TWO_PLUS_TWO)) == 4


def test_sets_are_small_clubs() -> None:
    """Named or not, a set has two to nine states and somewhere to meet."""
    rng = Random(8)  # noqa: S311 -- a repeatable draw, no secret
    for club in (*sets.clubs(), *sets.unnamed(), *sets.pairs(), *sets.contacts()):
        assert 2 <= len(club.participants) <= 9
        assert list(club.participants) == sorted(set(club.participants))
        assert sets.place_of(club, rng).city
