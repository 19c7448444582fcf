"""What would have changed a verdict: every way that is named was judged, and does change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.counterfactuals import Case, as_told, flips, verdict
from alerts.model import Alert, Reason, Rule, Skip
from alerts.rules import Context, judge
from parsers.meetings.confidence import confidence
from parsers.model import Change, ChangeKind, Level, Status
from parsers.records.meetings import record_of
from parsers.records.reports import Report
from tests.alerts.builders import grouping, names
from tests.parsers.told import TOLD, day, report

SURE = {"offices": 1.0, "explicit": 0.6, "trigger": 0.5}
UNSURE = {"trigger": 0.5, "headline": -0.8}


def told(article: str, features: dict[str, float] | None = None, **fields: object) -> Report:
    """Return a report with features, and the confidence that they make."""
    given = SURE if features is None else features
    return report(article, features=given, confidence=confidence(given), **fields)


def case(*reports: Report, rules: tuple[Rule, ...] = (Rule("all"),), **fields: object) -> Case:
    """Return the case of a meeting that is new, told by these reports."""
    record = record_of("m1", reports)
    created = Change("m1", ChangeKind.CREATED, "", str(record.status or ""), "one", "r", TOLD)
    light = Context(newsrooms=len(record.newsrooms))
    plain = Case(record, (created,), rules, light, TOLD, names, tuple(reports))
    return replace(plain, **fields)  # type: ignore[arg-type]


def ways(one: Case) -> list[str]:
    """Return the ways to the other verdict, in words."""
    return [" and ".join(move.words for move in flip.moves) for flip in flips(one)]


def test_a_case_is_judged_as_detection_judges() -> None:
    """By the same function; what is too old, or told by an archive alone, is history."""
    one = case(told("one"))
    assert verdict(one) == judge(one.record, one.changes, one.rules, one.context, TOLD, names=names)
    assert isinstance(verdict(one), Alert)
    assert verdict(replace(one, is_news=False)) == Skip("history", "m1")
    old = case(told("one", when=day(1, 3)))
    assert verdict(old) == Skip("history", "m1")


def test_an_unsure_claim_wants_a_second_newsroom_or_a_feature_less() -> None:
    """With the confidence that it then has, computed from the reports."""
    one = case(told("one", UNSURE))
    assert verdict(one) == Skip("confidence", "m1", "rule all")
    first, second, third = flips(one)
    assert [flip.moves[0].words for flip in (first, second, third)] == [
        "with a report of another newsroom",
        "without the feature headline (-0.8)",
        f"with min_confidence = {one.record.confidence}",
    ]
    both = record_of("m1", [*one.reports, told("two", UNSURE)])
    assert first.case.record.confidence == both.confidence
    assert second.case.record.confidence == confidence({"trigger": 0.5})


def test_what_rests_on_two_newsrooms_says_so() -> None:
    """Without either of them a rule that asks for two hears nothing."""
    one = case(told("one"), told("two"), rules=(Rule("two", min_newsrooms=2),))
    assert isinstance(verdict(one), Alert)
    assert ways(one) == ["without one daily", "without two daily"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule("r", levels=(Level.LEADERS,)), ["at the level leaders", "without its levels"]),
        (Rule("r", statuses=(Status.HELD,)), ["with the status held", "without its statuses"]),
        (Rule("r", states=("JP",)), ["without its states"]),
        (Rule("r", reasons=(Reason.MOVED,)), ["without its reasons"]),
        (
            Rule("r", min_newsrooms=2),
            ["with a report of another newsroom", "with min_newsrooms = 1"],
        ),
        (
            Rule("r", min_newsrooms=2, levels=(Level.LEADERS,)),
            [
                "with a report of another newsroom and at the level leaders",
                "with a report of another newsroom and without its levels",
                "at the level leaders and with min_newsrooms = 1",
                "without its levels and with min_newsrooms = 1",
            ],
        ),
        (
            Rule("r", min_newsrooms=3, states=("JP",)),
            ["without its states and with min_newsrooms = 1"],
        ),
    ],
)
def test_a_rule_that_misses_is_told_what_it_lacks(rule: Rule, expected: list[str]) -> None:
    """One change where one suffices, or else two; of three nothing is said."""
    assert ways(case(told("one"), rules=(rule,))) == expected
    three = replace(rule, states=("JP",), reasons=(Reason.MOVED,), min_newsrooms=4)
    assert ways(case(told("one"), rules=(three,))) == []


def test_what_people_said_is_among_the_ways() -> None:
    """A mute, a dismissal, a set that is called known."""
    one = case(told("one"))
    muted = replace(one, context=replace(one.context, is_muted=True))
    assert ways(muted) == ["without the mute"]
    dismissed = replace(one, record=replace(one.record, is_dismissed=True))
    assert "without the dismissal" in ways(dismissed)
    group = grouping()
    created = Change("g1", ChangeKind.CREATED, "", "", "one", "r", TOLD)
    known = replace(
        one, record=group, changes=(created,), context=Context(is_known=True), reports=()
    )
    assert ways(known) == ["if nobody had called its states known"]


def test_history_is_told_as_news_and_of_late() -> None:
    """A meeting of January, recalled in May, would have to be neither."""
    recalled = case(told("one", when=day(1, 3), is_background=True, status=Status.HELD))
    limit = (TOLD - timedelta(days=21)).date()
    assert ways(recalled) == [
        f"if it were told as news, not as history and with a day from {limit} on"
    ]
    archived = replace(case(told("one")), is_news=False)
    assert ways(archived) == ["if news had told of it, not an archive"]


def test_a_correction_stays_when_the_record_is_made_anew() -> None:
    """What a person said of a field is no matter of reports."""
    one = case(told("one"))
    mended = replace(one.record, level=Level.LEADERS, corrected=("level",))
    assert as_told(replace(one, record=mended), one.reports).record.level is Level.LEADERS  # type: ignore[union-attr]


RULES = st.builds(
    Rule,
    st.just("r"),
    states=st.sampled_from([(), ("JP",), ("BG",)]),
    levels=st.sampled_from([(), (Level.LEADERS,), (Level.FOREIGN_MINISTERS,)]),
    statuses=st.sampled_from([(), (Status.HELD,)]),
    min_confidence=st.sampled_from([0.4, 0.7, 0.9, 0.99]),
    min_newsrooms=st.integers(1, 3),
    bilateral=st.booleans(),
)
REPORTS = st.lists(
    st.builds(
        lambda features, status, background, number: told(
            f"a{number}",
            features,
            status=status,
            is_background=background,
            when=day(5, 20 + number % 2),
        ),
        st.dictionaries(
            st.sampled_from(["x", "y", "z"]), st.floats(-2, 2).map(lambda w: round(w, 1))
        ),
        st.sampled_from([Status.SCHEDULED, Status.HELD]),
        st.booleans(),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one.key,
)


@given(REPORTS, RULES, st.booleans(), st.sampled_from([date(2024, 5, 10), date(2024, 7, 1)]))
def test_each_way_leads_to_the_other_verdict(
    reports: list[Report],
    rule: Rule,
    is_news: bool,  # noqa: FBT001 -- drawn
    on: date,
) -> None:
    """Taking its steps one after the other, and judging by the function that detection uses."""
    now = TOLD.replace(month=on.month, day=on.day)
    one = case(*reports, rules=(rule,), is_news=is_news, now=now)
    was_told = isinstance(verdict(one), Alert)
    found = flips(one)
    assert len({len(flip.moves) for flip in found}) <= 1
    for flip in found:
        changed = one
        for move in flip.moves:
            changed = move.make(changed)
        assert isinstance(verdict(changed), Alert) is not was_told
        if changed.is_news and isinstance(verdict(changed), Alert):
            args = (changed.record, changed.changes, changed.rules, changed.context)
            assert isinstance(judge(*args, now, names=names), Alert)
