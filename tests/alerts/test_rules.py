"""What is news, in which order of weight, for which rule, and when a digest is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.model import Alert, Reason, Rule, Skip
from alerts.rules import ORDER, Context, audience, behind, judge, reason_of
from parsers.model import (
    Change,
    ChangeKind,
    GroupingKind,
    GroupingStanding,
    Level,
    Official,
    Place,
    Status,
    When,
)
from tests.alerts import builders as make
from tests.alerts.builders import NOW, change, grouping, meeting, names, recipient, rule

MEETING_REASONS = [
    (ChangeKind.CREATED, "", "", Reason.NEW_MEETING),
    (ChangeKind.STATUS, "scheduled", "held", Reason.HELD),
    (ChangeKind.STATUS, "scheduled", "postponed", Reason.POSTPONED),
    (ChangeKind.STATUS, "expected", "cancelled", Reason.CANCELLED),
    (ChangeKind.STATUS, "proposed", "scheduled", Reason.CONFIRMED),
    (ChangeKind.STATUS, "expected", "scheduled", Reason.CONFIRMED),
    (ChangeKind.STATUS, "postponed", "scheduled", Reason.CONFIRMED),
    (ChangeKind.STATUS, "proposed", "expected", None),
    (ChangeKind.STATUS, "", "scheduled", None),
    (ChangeKind.DATE, "", "2026-03-12", Reason.DATED),
    (ChangeKind.DATE, "2026-03-12", "2026-03-19", Reason.MOVED),
    (ChangeKind.DATE, "2026-03", "2026-03-19", Reason.DATED),
    (ChangeKind.DATE, "2026-03-01/2026-03-31", "2026-03-19", Reason.DATED),
    (ChangeKind.DATE, "2026-03-19", "2026-03", None),
    (ChangeKind.DATE, "2026-03-12/2026-03-13", "2026-03-13/2026-03-14", Reason.MOVED),
    (ChangeKind.DATE, "2026-03-12", "", None),
    (ChangeKind.PLACE, "Tokyo, JP", "Manila, PH", Reason.MOVED),
    (ChangeKind.PLACE, "", "Tokyo, JP", None),
    (ChangeKind.PLACE, "JP", "Tokyo, JP", None),
    (ChangeKind.PARTICIPANTS, "JP,PH", "JP,PH,US", Reason.PARTICIPANTS),
    (ChangeKind.LEVEL, "", "nsa", None),
    (ChangeKind.FORMAT, "unknown", "virtual", None),
]


@pytest.mark.parametrize(("kind", "before", "after", "expected"), MEETING_REASONS)
def test_reason_of_a_meeting_change(
    kind: ChangeKind, before: str, after: str, expected: Reason | None
) -> None:
    """Every kind of step of a meeting is news of its kind, or none."""
    assert reason_of(change(kind, before, after), meeting()) is expected


@pytest.mark.parametrize(
    ("kind", "before", "after", "expected"),
    [
        (ChangeKind.CREATED, "", "", Reason.NEW_GROUPING),
        (ChangeKind.LEVEL, "officials", "leaders", Reason.NEW_LEVEL),
        (ChangeKind.LEVEL, "leaders", "officials", None),
        (ChangeKind.LEVEL, "leaders", "", None),
        (ChangeKind.NAME, "Reef", "Lagoon Pact", Reason.NEW_NAME),
        (ChangeKind.NAME, "Lagoon Pact", "", None),
        (ChangeKind.CONFIRMED, "candidate", "confirmed", Reason.CONFIRMED),
        (ChangeKind.CONFIRMED, "confirmed", "candidate", None),
        (ChangeKind.CONFIRMED, "candidate", "known", None),
        (ChangeKind.JOINED, "AU,IN", "AU,ID,IN", Reason.PARTICIPANTS),
        (ChangeKind.LEFT, "AU,ID,IN,JP", "AU,ID,IN", Reason.PARTICIPANTS),
        (ChangeKind.JOINED, "AU,ID,IN", "", None),
        (ChangeKind.SINCE, "2026-03-01", "2019-05-02", None),
        (ChangeKind.WITHDRAWN, "", "", None),
        (ChangeKind.DATE, "", "x", None),
    ],
)
def test_reason_of_a_grouping_change(
    kind: ChangeKind, before: str, after: str, expected: Reason | None
) -> None:
    """Every kind of step of a grouping is news of its kind, or none; what is taken back never."""
    assert reason_of(change(kind, before, after), grouping()) is expected


@pytest.mark.parametrize("kind", [ChangeKind.CREATED, ChangeKind.CONFIRMED])
def test_what_was_known_before_is_no_new_grouping(kind: ChangeKind) -> None:
    """Neither what the lexicon knew, nor a set of which an archive told long before."""
    step = replace(change(kind, "candidate", "confirmed"), true_at=NOW)
    assert reason_of(step, grouping(standing=GroupingStanding.KNOWN)) is None
    span = {ChangeKind.CREATED: 90, ChangeKind.CONFIRMED: 365}[kind]
    for days, is_told in ((span, True), (span + 1, False)):
        old = grouping(first_seen=NOW - timedelta(days=days))
        assert (reason_of(step, old) is not None) is is_told


def test_a_date_corrected_after_the_meeting_moves_nothing() -> None:
    """A held meeting cannot be moved any more."""
    step = change(ChangeKind.DATE, "2026-03-02", "2026-03-03")
    assert reason_of(step, meeting(status=Status.HELD)) is None


def test_every_reason_has_its_weight() -> None:
    """No reason is missing from the order, which would break the choice."""
    assert sorted(ORDER) == sorted(Reason)


def judged(
    *changes: Change, rules: tuple[Rule, ...] | None = None, **fields: object
) -> Alert | Skip:
    """Judge changes of the default meeting by a rule without conditions."""
    context = fields.pop("context", Context(newsrooms=2))
    record = fields.pop("record", None) or meeting(**fields)
    given = (rule(),) if rules is None else rules
    return judge(record, changes, given, context, NOW, names=names)


def test_one_alert_with_the_weightiest_reason() -> None:
    """Held outweighs a new date; the change is told in words."""
    told = judged(
        change(ChangeKind.DATE, "", "2026-03-03"),
        change(ChangeKind.STATUS, "expected", "held"),
        status=Status.HELD,
    )
    assert isinstance(told, Alert)
    assert (told.reason, told.before, told.after) == (Reason.HELD, "expected", "held")


def test_words_of_a_moved_date() -> None:
    """Old and new day are told with weekday and year."""
    told = judged(change(ChangeKind.DATE, "2026-03-12", "2026-03-19"))
    assert isinstance(told, Alert)
    assert (told.before, told.after) == ("Thursday 12 March 2026", "Thursday 19 March 2026")


def test_words_of_a_moved_place() -> None:
    """A state's code in a place becomes its name."""
    told = judged(change(ChangeKind.PLACE, "Tokyo, JP", "Manila, PH"))
    assert isinstance(told, Alert)
    assert (told.before, told.after) == ("Tokyo, Japan", "Manila, Philippines")


def test_several_steps_are_told_as_one() -> None:
    """A date that moved twice within a pass is told from first to last."""
    told = judged(
        change(ChangeKind.DATE, "2026-03-12", "2026-03-19"),
        change(ChangeKind.DATE, "2026-03-19", "2026-03-26"),
    )
    assert isinstance(told, Alert)
    assert (told.before[:11], told.after[:11]) == ("Thursday 12", "Thursday 26")


def test_a_step_taken_back_is_no_news() -> None:
    """A cancellation that was withdrawn within the pass is not told."""
    told = judged(
        change(ChangeKind.STATUS, "scheduled", "cancelled"),
        change(ChangeKind.STATUS, "cancelled", "scheduled"),
    )
    assert told == Skip("no_change", "m1")


def test_a_status_that_no_longer_holds_is_no_news() -> None:
    """What the record has overtaken is not told as if it were so."""
    told = judged(change(ChangeKind.STATUS, "scheduled", "postponed"), status=Status.HELD)
    assert told == Skip("no_change", "m1")


def test_the_same_news_has_the_same_id() -> None:
    """Judging again later gives the same id; another date gives another."""
    first = judged(change(ChangeKind.DATE, "2026-03-12", "2026-03-19"))
    again = judged(change(ChangeKind.DATE, "2026-03-05", "2026-03-19"), confidence=0.9)
    other = judged(change(ChangeKind.DATE, "2026-03-12", "2026-03-20"))
    assert isinstance(first, Alert)
    assert isinstance(again, Alert)
    assert isinstance(other, Alert)
    assert first.id == again.id != other.id


def test_new_level_names_the_level_of_the_change() -> None:
    """A grouping with older, lower levels is told at the new one."""
    record = grouping(levels=(Level.FOREIGN_MINISTERS, Level.LEADERS, Level.OFFICIALS))
    told = judged(change(ChangeKind.LEVEL, "officials", "foreign_ministers"), record=record)
    assert isinstance(told, Alert)
    assert (told.level, told.after) == (Level.FOREIGN_MINISTERS, "foreign ministers")


TWO = ("JP", "PH")
TEN = ("AU", "BN", "ID", "IN", "JP", "KR", "MY", "PH", "SG", "US")
CREATED = change(ChangeKind.CREATED)


@pytest.mark.parametrize(
    ("expected", "fields", "context"),
    [
        ("history", {}, Context(is_history=True)),
        ("background", {"is_background": True}, Context()),
        ("dismissed", {"is_dismissed": True}, Context()),
        ("muted", {}, Context(is_muted=True)),
        ("known", {"record": grouping()}, Context(is_known=True)),
        ("confidence", {"confidence": 0.49}, Context()),
        ("newsrooms", {}, Context(newsrooms=0)),
        ("bilateral", {"participants": TWO}, Context()),
        ("multilateral", {"participants": TEN}, Context()),
    ],
)
def test_skipped_with_a_reason(expected: str, fields: dict[str, object], context: Context) -> None:
    """Each cause of silence is counted under its own word."""
    told = judged(CREATED, context=context, **fields)
    assert isinstance(told, Skip)
    assert told.reason == expected


@pytest.mark.parametrize(
    ("conditions", "matches"),
    [
        ({}, True),
        ({"states": ("PH", "VN")}, True),
        ({"states": ("VN",)}, False),
        ({"groupings": ("JAROPUS",)}, True),
        ({"groupings": ("quad",)}, False),
        ({"levels": (Level.NSA,)}, True),
        ({"levels": (Level.LEADERS,)}, False),
        ({"statuses": (Status.SCHEDULED,)}, True),
        ({"statuses": (Status.HELD,)}, False),
        ({"reasons": (Reason.NEW_MEETING,)}, True),
        ({"reasons": (Reason.MOVED,)}, False),
        ({"kinds": (GroupingKind.MINILATERAL,)}, True),
        ({"kinds": (GroupingKind.BILATERAL,)}, False),
        ({"states": ("JP",), "levels": (Level.LEADERS,)}, False),
    ],
)
def test_a_rule_matches_when_all_its_conditions_hold(
    conditions: dict[str, object], *, matches: bool
) -> None:
    """Empty conditions hold, and one that fails is enough for silence."""
    told = judged(CREATED, rules=(rule(**conditions),), grouping="Jaropus")
    assert isinstance(told, Alert if matches else Skip)
    assert matches or told == Skip("no_rule", "m1", told.detail)  # type: ignore[union-attr]


SPEECH = Context(texts=("Talks on the seabed cable begin", "They spoke of Rare Earths."))


@pytest.mark.parametrize(
    ("conditions", "matches"),
    [
        ({"words": ("rare earths",)}, True),
        ({"words": ("lithium", "seabed")}, True),
        ({"words": ("lithium",)}, False),
        ({"words": ("tokyo",)}, True),
        ({"words": ("jaropus",)}, True),
        ({"words": ("mori",)}, True),
        ({"words": ("seabed",), "states": ("VN",)}, False),
    ],
)
def test_words_stand_in_what_is_said_and_in_the_names(
    conditions: dict[str, object], *, matches: bool
) -> None:
    """Sentences and headlines that tell of it, its grouping, its city and its people."""
    fields = {"grouping": "Jaropus", "officials": (Official("Aiko Mori"),)}
    told = judged(CREATED, rules=(rule(**conditions),), context=SPEECH, **fields)
    assert isinstance(told, Alert if matches else Skip)


def test_words_of_a_grouping_are_those_of_its_names() -> None:
    """A set of states has no city."""
    record = grouping(names=("Lantern Quartet",))
    for word, matches in (("lantern", True), ("tokyo", False)):
        told = judged(CREATED, rules=(rule(words=(word,)),), record=record)
        assert isinstance(told, Alert) is matches


UNKNOWN: dict[str, object] = {
    "level": None,
    "status": None,
    "grouping": None,
    "place": Place(),
    "when": When(),
}


@pytest.mark.parametrize(
    "conditions",
    [
        {"groupings": ("quad",)},
        {"levels": tuple(Level)},
        {"statuses": tuple(Status)},
        {"words": ("tokyo", "quad")},
        {"min_newsrooms": 1},
    ],
)
def test_a_condition_on_what_is_not_known_never_holds(conditions: dict[str, object]) -> None:
    """A rule with levels does not hear of a meeting without one, and so with all the others."""
    context = Context(newsrooms=0)
    assert isinstance(judged(CREATED, context=context, rules=(rule(min_newsrooms=0),)), Alert)
    rules = (rule(**{"min_newsrooms": 0} | conditions),)
    assert isinstance(judged(CREATED, context=context, rules=rules, **UNKNOWN), Skip)
    bare = grouping(names=(), levels=(), known=None)
    assert isinstance(judged(CREATED, context=context, rules=rules, record=bare), Skip)


@pytest.mark.parametrize("name", ["pacific-alliance", "Pacific Alliance", "ALIANZA DEL PACIFICO"])
def test_a_grouping_has_its_other_names_too(name: str) -> None:
    """The lexicon's id and names, where the record holds one of them."""
    context = Context(aliases=("pacific-alliance", "Pacific Alliance", "Alianza del Pacifico"))
    rules = (rule(groupings=(name,)),)
    assert isinstance(judged(CREATED, rules=rules, context=context), Alert)
    assert isinstance(judged(CREATED, rules=rules), Skip)


def test_the_weightiest_reason_that_a_rule_asks_for() -> None:
    """A rule that asks for dates hears of the date, though the meeting was confirmed as well."""
    steps = (
        change(ChangeKind.DATE, "2026-03-12", "2026-03-19"),
        change(ChangeKind.STATUS, "expected", "scheduled"),
    )
    dates, plans = (
        rule(name="d", reasons=(Reason.MOVED,)),
        rule(name="p", reasons=(Reason.CONFIRMED,)),
    )
    expected = {(dates,): Reason.MOVED, (plans,): Reason.CONFIRMED, (plans, dates): Reason.MOVED}
    for rules, reason in expected.items():
        told = judged(*steps, rules=rules)
        assert isinstance(told, Alert)
        assert (told.reason, told.rules) == (reason, tuple(one.name for one in rules))
        found = behind(told, meeting(), steps)
        assert found is not None
        assert reason_of(found, meeting()) is reason


def test_a_value_that_came_back_is_another_alert() -> None:
    """What was told in between tells the two apart; the same news after the same is one."""
    step = change(ChangeKind.DATE, "2026-03-12", "2026-03-19")
    first, again, later = (
        judged(step, context=Context(previous=name)) for name in ("one", "one", "two")
    )
    assert isinstance(first, Alert)
    assert isinstance(later, Alert)
    assert first == again
    assert first.id != later.id


@pytest.mark.parametrize(
    ("level", "conditions", "matches"),
    [
        (Level.TWO_PLUS_TWO, {}, True),
        (Level.NSA, {}, False),
        (Level.NSA, {"bilateral": True}, True),
        (Level.TWO_PLUS_TWO, {"kinds": (GroupingKind.BILATERAL,)}, True),
        (Level.TWO_PLUS_TWO, {"kinds": (GroupingKind.MINILATERAL,)}, False),
    ],
)
def test_two_states(level: Level, conditions: dict[str, object], *, matches: bool) -> None:
    """A 2+2 of two states is told, other meetings of two to those who ask."""
    told = judged(CREATED, rules=(rule(**conditions),), participants=TWO, level=level)
    assert isinstance(told, Alert) is matches


def test_all_matching_rules_are_named_and_decide_the_audience() -> None:
    """An alert reaches the followers of each rule it matched and nobody else."""
    rules = (rule(name="a"), rule(name="b", states=("PH",)), rule(name="c", states=("VN",)))
    told = judged(CREATED, rules=rules)
    assert isinstance(told, Alert)
    assert told.rules == ("a", "b")
    readers = [recipient(name=name, rules=(name,)) for name in "abc"]
    assert [who.name for who in audience(told, readers)] == ["a", "b"]


def test_without_names_the_lexicon_names_the_states() -> None:
    """A place is worded without the caller's help."""
    told = judge(
        meeting(place=Place("Manila", "PH")),
        [change(ChangeKind.PLACE, "Tokyo, JP", "Manila, PH")],
        [rule()],
        Context(),
        NOW,
    )
    assert isinstance(told, Alert)
    assert told.after == "Manila, Philippines"


def test_context_travels_with_the_alert() -> None:
    """Sentence, sources, counts and neighbours are what the message is made of."""
    context = Context("They will meet.", (make.source(),), 3, 14, ("Squad without AU",))
    told = judged(CREATED, context=context)
    assert isinstance(told, Alert)
    assert told.sources == context.sources
    assert (told.sentence, told.newsrooms, told.copies) == ("They will meet.", 3, 14)
    assert told.nearest == ("Squad without AU",)
