"""How a stream is judged: B-cubed by hand, faults as often as asked, alerts told twice or never."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from alerts.model import Alert, Reason
from parsers.model import Format, Level, Place, Precision, Status, When
from tests.quality.stream import days, faults, outcome, run, table
from tests.quality.stream.coverage import coverage
from tests.quality.stream.scoring import (
    Clusters,
    b_cubed,
    cause,
    errors,
    gold,
    scored,
    whole,
)
from tests.quality.stream.telling import told
from tests.quality.stream.values import Event, Mention, Report, Step, Told
from tests.quality.stream.world import world

SEED = 5
AT = datetime(2025, 3, 3, 9, tzinfo=UTC)
DAY = When(date(2025, 3, 20), date(2025, 3, 20), Precision.DAY)
STEP = Step(AT, Status.SCHEDULED, DAY, Place("Oslo", "NO"))
NORTH = ("FI", "NO", "SE")


def event(name: str = "e1", states: tuple[str, ...] = NORTH, *steps: Step) -> Event:
    """Return a meeting."""
    level, how = Level.LEADERS, Format.IN_PERSON
    return Event(name, "single", name, states, level, how, None, steps or (STEP,))


def report(name: str, *meant: Event, hours: float = 0) -> Report:
    """Return an article that tells of meetings, a sentence of five characters for each."""
    at = AT + timedelta(hours=hours)
    rng = Random(name)  # noqa: S311 -- a repeatable draw, no secret
    tells = []
    for number, one in enumerate(meant):
        claim = replace(told(one, one.steps[-1], at, rng), when=DAY, confidence=0.9)
        evidence = replace(claim.evidence, start=5 * number, end=5 * number + 5, text="Words")
        claim = replace(claim, evidence=evidence, level=one.level, place=Place("Oslo", "NO"))
        tells.append(Told(one.id, claim, claim))
    text = "Words" * len(meant)
    return Report(name, f"{name}.example", None, at, at, at, text, tuple(tells))


def mentions(*names: str) -> frozenset[Mention]:
    """Return the first claims of articles."""
    return frozenset((name, 0) for name in names)


TRUTH = {
    (name, 0): ("x" if name in "abcde" else "y" if name in "fg" else "z") for name in "abcdefghijkl"
}


@pytest.mark.parametrize(
    ("clusters", "precision", "recall"),
    [
        # The example of the paper: five, two and five; the last two in one cluster, or the
        # first and the last.
        ([mentions(*"abcde"), mentions(*"fghijkl")], (5 + 2 * 2 / 7 + 5 * 5 / 7) / 12, 1.0),
        ([mentions(*"abcdehijkl"), mentions(*"fg")], (5 * 0.5 * 2 + 2) / 12, 1.0),
        # All in one; each alone, also where nothing is said of it.
        ([mentions(*"abcdefghijkl")], (25 + 4 + 25) / 12 / 12, 1.0),
        ([mentions(name) for name in "abcdefghijkl"], 1.0, 3 / 12),
        ([], 1.0, 3 / 12),
        # As it should be.
        ([mentions(*"abcde"), mentions(*"fg"), mentions(*"hijkl")], 1.0, 1.0),
        # One meeting in two halves of two and three.
        (
            [mentions(*"abc"), mentions(*"de"), mentions(*"fg"), mentions(*"hijkl")],
            1.0,
            (3 * 3 / 5 + 2 * 2 / 5 + 7) / 12,
        ),
    ],
)
def test_b_cubed_is_what_it_is_by_hand(clusters: Clusters, precision: float, recall: float) -> None:
    """Precision and recall of cases worked out on paper."""
    found = b_cubed(clusters, TRUTH)
    assert found.precision == pytest.approx(precision)
    assert found.recall == pytest.approx(recall)
    assert found.f == pytest.approx(2 * precision * recall / (precision + recall))


def test_a_claim_is_in_one_cluster() -> None:
    """Clusters that share a claim are no answer."""
    with pytest.raises(ValueError, match="in two clusters"):
        whole([mentions("a"), mentions("a", "b")], TRUTH)


def test_errors_are_told_with_their_cause() -> None:
    """Who is with another meeting's claims, and who is apart from his own, and why."""
    one, other = event(), event("e2", ("DK", "NO", "SE"))
    reports = [report(name, one) for name in "abc"] + [report("d", other)]
    wrong = reports[2].tells[0]
    misread = replace(wrong, claim=replace(wrong.clean, when=When(), level=None))
    reports[2] = replace(reports[2], tells=(misread,))
    found = list(errors([mentions("a", "b", "d"), mentions("c")], reports))
    assert [(e.mention[0], e.is_merge, e.event) for e in found] == [
        ("d", True, "e2"),
        ("c", False, "e1"),
    ]
    assert found[1].cause == "day missing, level missing"
    assert found[0].cause == cause(reports[3].tells[0]) == "read right: scheduled, day"
    assert list(errors([mentions("a", "b", "c"), mentions("d")], reports)) == []


def test_what_the_reader_adds_is_not_scored() -> None:
    """Claims that no text holds have no place where they belong."""
    reports = [report("a", event())]
    extra = replace(reports[0].tells[0], is_extra=True)
    reports[0] = replace(reports[0], tells=(*reports[0].tells, extra))
    assert set(gold(reports)) == {("a", 0), ("a", 1)}
    assert set(scored(reports)) == {("a", 0)}


def test_clusters_are_scored_without_a_database() -> None:
    """Any function from articles to clusters can be measured."""
    reports = [report("a", event()), report("b", event()), report("c", event("e2"))]

    def by_states(given: Sequence[Report]) -> Clusters:
        return [frozenset(mention for one in given for mention in one.mentions)]

    def by_truth(given: Sequence[Report]) -> Clusters:
        truth = gold(given)
        return [{m for m in truth if truth[m] == name} for name in set(truth.values())]

    assert run.score(reports, by_truth).f == 1
    assert run.score(reports, by_states).precision == pytest.approx(5 / 9)


def test_the_house_gathers_without_a_database() -> None:
    """Claims of one meeting are gathered, those of other states or days are not."""
    one, other = event(), event("e2", ("KE", "TZ", "UG"))
    reports = [report("a", one, other), report("b", one, hours=4), report("c", other, hours=5)]
    found = run.gathered_by_house(reports)
    assert sorted(map(sorted, found)) == [[("a", 0), ("b", 0)], [("a", 1), ("c", 0)]]


def test_clean_fields_have_no_faults() -> None:
    """Without faults the reader says what the text says."""
    clean = coverage(world(SEED), SEED)
    assert faults.faulty(clean, SEED, faults.NONE) == clean
    assert all(one.claim == one.clean for each in clean for one in each.tells)


def test_faults_are_as_often_as_they_were_measured() -> None:
    """Over a stream, each kind of fault comes near its share; copies are read alike."""
    clean = coverage(world(SEED), SEED)
    read = faults.faulty(clean, SEED, faults.MEASURED)
    assert read == faults.faulty(clean, SEED, faults.MEASURED)
    assert read != faults.faulty(clean, SEED + 1, faults.MEASURED)
    texts = {each.id: each.tells for each in read}
    assert all(texts[each.id] == texts[each.story] for each in read)
    told_once = [one for each in read if not each.copy_of for one in each.tells if not one.is_extra]
    said = [one for each in clean if not each.copy_of for one in each.tells]
    assert len(told_once) / len(said) == pytest.approx(0.87, abs=0.05)
    three = [one for one in told_once if len(one.clean.participants) > 2]
    share = sum(o.claim.participants != o.clean.participants for o in three) / len(three)
    assert share == pytest.approx(1 - faults.SET_OF_STATES["right"], abs=0.02)


@pytest.mark.parametrize("status", list(Status))
def test_statuses_are_mistaken_as_measured(status: Status) -> None:
    """The status of many claims comes out as the table says."""
    clean = replace(report("a", event()).tells[0].clean, status=status)
    rng = Random(1)  # noqa: S311 -- a repeatable draw, no secret
    many = [faults.misread_claim(clean, report("a", event()), rng) for _ in range(2000)]
    seen = Counter(claim.status for claim in many)
    for other, share in faults.STATUS[status].items():
        assert seen[other] / 2000 == pytest.approx(share, abs=0.03)


def test_fields_are_mistaken_as_measured() -> None:
    """Level, format, country, days and background come out wrong as often as the tables say."""
    clean = report("a", event()).tells[0].clean
    clean = replace(clean, format=Format.IN_PERSON)
    rng = Random(2)  # noqa: S311 -- a repeatable draw, no secret
    many = [faults.misread_claim(clean, report("a", event()), rng) for _ in range(3000)]

    def share(right: object, field: str) -> float:
        return sum(getattr(claim, field) == right for claim in many) / len(many)

    assert share(Level.LEADERS, "level") == pytest.approx(0.98, abs=0.01)
    assert share(Format.IN_PERSON, "format") == pytest.approx(0.919, abs=0.02)
    assert share(clean.when, "when") == pytest.approx(0.877, abs=0.02)
    assert share(When(), "when") == pytest.approx(0.031, abs=0.01)
    background = share(True, "is_background")  # noqa: FBT003 -- the value looked for
    assert background == pytest.approx(faults.AS_HISTORY, abs=0.01)
    countries = Counter(claim.place.country for claim in many)
    assert countries[None] / len(many) == pytest.approx(faults.COUNTRY["missing"], abs=0.02)


def test_days_are_misread_in_every_way() -> None:
    """A range becomes one of its days, a day its week or another; a day is made up, too."""
    rng = Random(3)  # noqa: S311 -- a repeatable draw, no secret
    clean = report("a", event()).tells[0].clean
    seen = {days.misread(clean, AT.date(), rng) for _ in range(2000)}
    assert When() in seen
    assert any(when.precision is Precision.RANGE for when in seen)
    assert {(when.start - date(2025, 3, 20)).days for when in seen if when.start} > {-7, -1, 0, 1}
    long = replace(clean, when=When(date(2025, 3, 20), date(2025, 3, 22), Precision.RANGE))
    cut = {days.misread(long, AT.date(), rng) for _ in range(200)}
    assert When(date(2025, 3, 22), date(2025, 3, 22), Precision.DAY) in cut
    vague = replace(clean, when=When(), status=Status.HELD)
    made = [days.misread(vague, AT.date(), rng).start for _ in range(1000)]
    assert sum(day is not None for day in made) / 1000 == pytest.approx(0.6, abs=0.05)


def _raised(name: str, reason: Reason, *behind: str, after: str = "") -> outcome.Raised:
    alert = Alert(name, reason, "r", NORTH, None, None, AT, 0.9, 1, 0, (), after=after)
    return outcome.Raised(AT, alert, tuple(sorted(mentions(*behind))))


def test_what_is_told_twice_is_counted() -> None:
    """A meeting as new again, or the same turn again; another turn or meeting is news."""
    truth = {("a", 0): "e1", ("b", 0): "e1", ("c", 0): "e2", ("d", 0): "none d 0"}
    raised = [
        _raised("1", Reason.NEW_MEETING, "a"),
        _raised("2", Reason.DATED, "a", after="20 March"),
        _raised("3", Reason.NEW_MEETING, "c"),
        _raised("4", Reason.NEW_LEVEL, "b"),
        _raised("5", Reason.MOVED, "a", "b", after="22 March"),
        _raised("6", Reason.DATED, "b", after="20 March"),
        _raised("7", Reason.NEW_MEETING, "d"),
        _raised("8", Reason.NEW_MEETING, "d"),
        _raised("9", Reason.NEW_NAME, "a"),
        _raised("10", Reason.NEW_GROUPING),
    ]
    assert [one.alert.id for one in outcome.duplicates(raised, truth)] == ["4", "6"]


def test_an_alert_is_about_the_meeting_that_most_of_its_claims_mean() -> None:
    """Of a record with claims of two meetings, the larger part decides."""
    truth = {("a", 0): "e1", ("b", 0): "e2", ("c", 0): "e2"}
    assert outcome.event_of(_raised("1", Reason.HELD, "a", "b", "c"), truth) == "e2"
    assert outcome.event_of(_raised("1", Reason.HELD), truth) is None


def test_only_what_was_told_in_time_and_surely_can_be_missed() -> None:
    """History, doubtful claims, old news and pairs need not reach anybody."""
    first = report("a", event())
    claim = first.tells[0].claim
    pair = ("NO", "SE")

    def told_as(**fields: object) -> set[str]:
        changed = replace(claim, **fields)  # type: ignore[arg-type]
        return outcome.newsworthy([replace(first, tells=(Told("e1", changed, claim),))])

    assert told_as() == {"e1"}
    assert told_as(is_background=True) == set()
    assert told_as(confidence=0.6) == set()
    assert told_as(participants=pair) == set()
    assert told_as(participants=pair, level=Level.TWO_PLUS_TWO) == {"e1"}
    long_ago = date(2025, 1, 20)
    assert told_as(when=When(long_ago, long_ago, Precision.DAY)) == set()
    late = replace(first, arrives_at=AT + timedelta(days=8))
    assert outcome.newsworthy([late]) == set()


def test_what_came_in_within_a_quarter_of_an_hour_is_one_batch() -> None:
    """The house is run every fifteen minutes in which something came in, after it came in."""
    given = [
        report(name, event(), hours=hours)
        for name, hours in [("a", 0.1), ("b", 0.2), ("c", 0.3), ("d", 30)]
    ]
    found = list(run.batches(given))
    assert [[one.id for one in batch] for _, batch in found] == [["a", "b"], ["c"], ["d"]]
    for now, batch in found:
        assert all(now - run.EVERY <= one.arrives_at < now for one in batch)


def test_a_stream_is_played_through_the_house() -> None:
    """Claims of one meeting end in one record, of two in two; each is told once, copies never."""
    held = Step(AT + timedelta(days=17), Status.HELD, DAY, Place("Oslo", "NO"))
    one, other = event("e1", NORTH, STEP, held), event("e2", ("KE", "TZ", "UG"))
    first = report("a", one, hours=1)
    plan = replace(first.tells[0].claim, status=Status.SCHEDULED)
    first = replace(first, tells=(Told("e1", plan, plan),))
    copy = replace(first, id="b", copy_of="a", arrives_at=AT + timedelta(hours=3))
    reports = [first, copy, report("c", other, hours=2), report("d", one, hours=420)]
    played = run.play(reports)
    assert sorted(map(sorted, played.clusters)) == [
        [("a", 0), ("b", 0), ("d", 0)],
        [("c", 0)],
    ]
    told_of = [(each.alert.reason, each.mentions[0][0]) for each in played.raised if each.mentions]
    assert [name for _, name in told_of] == ["a", "c", "a"]
    assert told_of[-1][0] is Reason.HELD
    found = outcome.outcome([one, other], reports, played)
    assert (found.b_cubed.f, found.duplicates, found.missed) == (1.0, (), ())
    assert (found.meetings, found.merges, found.splits, found.strays) == (2, 0, 0, 0)
    assert found.errors == ()
    lines = list(table.table(faults.NONE, 1, reports, found))
    assert any("B3 F" in line and "1.000" in line for line in lines)
    assert table.reaches(found, table.BARS[faults.NONE])
    assert list(table.shown([one, other], reports, found, 3))


def test_a_figure_beyond_its_floor_fails() -> None:
    """Each of the three figures with a floor can fail the command."""
    one = event()
    reports = [report("a", one), report("b", one)]
    played = run.Played([mentions("a"), mentions("b")], (), Counter())
    found = outcome.outcome([one], reports, played)
    assert found.splits == 1
    assert found.missed == ("e1",)
    bar = table.Bar(f=1, least_f=0.6, most_duplicates=0, most_missed=1)
    assert table.reaches(found, bar)
    assert not table.reaches(found, replace(bar, least_f=0.9))
    assert not table.reaches(found, replace(bar, most_missed=0))
    assert not table.reaches(replace(found, duplicates=(_raised("1", Reason.HELD),)), bar)
