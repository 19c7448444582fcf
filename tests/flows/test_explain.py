"""What ``minilateral explain`` says of the sample newsroom's records, and that it holds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from alerts.model import Alert, Reason, Rule
from flows.runtime.wiring import House
from flows.steps.explain import explain
from flows.steps.past import Window
from flows.steps.preview import preview
from flows.steps.verdicts import alerts_about, case_of_alert
from parsers.model import GroupingKind, MeetingRecord, Status
from storage import groupings, meetings, stories
from storage.database import reading, transaction
from tests.flows.archives import FIRST, LAST, told, with_rules
from tests.flows.houses import Command
from tests.storage import builders as make

pytestmark = pytest.mark.slow

WEEK = Window(FIRST, LAST)


def alert(house: House, reason: str, *members: str) -> Alert:
    """Return the alert of a reason, of these states if they are given."""
    found = [one for one in told(house) if one.reason.value == reason]
    return next(one for one in found if not members or one.members == members)


def held(house: House, *states: str) -> list[MeetingRecord]:
    """Return the meetings of exactly these states."""
    with reading(house.engine) as session:
        return [one for one in meetings.all(session) if one.participants == states]


def said(house: House, identity: str) -> str:
    """Return what is explained of an id, by its first digits."""
    words = explain(house, identity[:12])
    assert words is not None
    return words


def would_tell(house: House, rule: Rule) -> set[str]:
    """Return the ids of what is told in the week under one rule."""
    (found,) = preview(with_rules(house, [rule]), WEEK)
    return {one.alert.record for one in found.told}


def test_every_alert_is_explained_by_the_verdict_that_raised_it(week: House) -> None:
    """Judged anew from what is kept it is told for the same reason, under the same rules."""
    for one in told(week):
        words = said(week, one.id)
        assert f"verdict under today's rules: told as {one.reason}" in words
        asked = re.findall(r"^  rule (\S+) asks for it$", words, re.MULTILINE)
        assert tuple(asked) == one.rules
        assert one.record in words


def test_each_report_is_quoted_with_who_printed_it_and_what_it_weighs(week: House) -> None:
    """Outlet, newsroom, day, rule, features, and in what it agrees with the others."""
    (record,) = held(week, "LT", "PL", "UA")
    words = said(week, record.id)
    assert words.count("  rule ") >= len(record.sources)
    assert "vistula-review, in vistula-review, 2026-03-03" in words
    assert re.search(r"confidence 0\.\d\d: \w+ \+\d\.\d, ", words)
    assert "beside the others: agrees in states, day, level, place (1.00)" in words
    assert "status: scheduled -> postponed (article " in words
    assert "told 2026-03-06 22:00 as postponed, under all-minilaterals" in words


def test_what_was_nearly_one_meeting_is_named_with_what_was_lacking(week: House) -> None:
    """An undated word that the summit was off lies beside the summit, for want of its day."""
    summit, loose = held(week, "CL", "CO", "MX", "PE")
    words = said(week, loose.id)
    assert f"not the meeting {summit.id} (Chile, Colombia, Mexico, Peru; 2026-03-20)" in words
    assert "because of: time" in words
    assert re.search("a day (within|from) .* would have made them one", words)


def test_a_rule_that_misses_says_what_it_lacks_and_then_holds(week: House) -> None:
    """Loosened as the explanation says, it tells of the record."""
    named = alert(week, "new_name")
    words = said(week, named.record)
    assert (
        "rule confirmed-high-level does not ask for it: newsrooms: 1, asks for at least 2" in words
    )
    assert "it would with min_newsrooms = 1" in words
    rule = next(r for r in week.watchlist.rules if r.name == "confirmed-high-level")
    assert named.record not in would_tell(week, rule)
    assert named.record in would_tell(week, replace(rule, min_newsrooms=1))


def test_what_nobody_was_told_of_says_why_and_what_would_tell_it(week: House) -> None:
    """Two states are told where a rule lets them through."""
    (pair,) = held(week, "IN", "JP")
    words = said(week, pair.id)
    assert "nobody was told of it" in words
    assert "not told; bilateral: two states, and no rule that asks for them" in words
    assert "it would with bilateral = true" in words
    assert pair.id not in would_tell(week, Rule("all"))
    assert pair.id in would_tell(week, Rule("all", bilateral=True))


def test_history_is_explained_as_history(week: House) -> None:
    """A meeting of 2007 would have to be of late, and told as news."""
    old = next(one for one in held(week, "AU", "IN", "JP", "US") if one.when.start.year == 2007)  # type: ignore[union-attr]
    words = said(week, old.id)
    assert "not told; history" in words
    assert "it would be told if it were told as news, not as history and with a day from" in words


def test_a_decision_is_among_the_reasons(week: House, minilateral: Command) -> None:
    """A dismissal, and that without it the record would be told."""
    (record,) = held(week, "CY", "EG", "GR")
    minilateral("correct", "field", record.id, "level", "officials", "--now", "2026-03-06T23:00")
    words = said(week, record.id)
    assert "\n  level by a person\n" in words
    (pair,) = held(week, "EG", "GR")
    assert "dismissed" not in said(week, pair.id)
    minilateral("correct", "dismiss", pair.id, "--now", "2026-03-06T23:00")
    assert "not told; dismissed: a meeting that a person dismissed" in said(week, pair.id)


def test_a_set_is_explained_with_its_words_and_its_alerts(week: House) -> None:
    """Names, sentences, history, and the rules of the latest alert."""
    with reading(week.engine) as session:
        group = groupings.by_members(session, ["IN", "KE", "OM"])
    assert group is not None
    words = said(week, group.id)
    assert "grouping " in words
    assert "created: nothing" in words
    assert "as new_grouping, under all-minilaterals" in words


def test_text_of_articles_is_cleaned(week: House) -> None:
    """What would move a terminal's cursor, or turn its letters, does not reach it."""
    with transaction(week.engine) as session:
        one = make.article("hostile", title="Talks\x1b[2J \u202eoff", outlet="x\x07.example")
        make.keep_article(session, one)
        stories.join(session, one.id, [])
    words = said(week, "hostile")
    assert "Talks" in words
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", words)


def test_the_case_of_an_alert_is_what_it_was_raised_by(week: House) -> None:
    """Record, newsrooms and news; and the alerts about a meeting include those of its set."""
    moved = alert(week, "moved", "IN", "KE", "OM")
    with reading(week.engine) as session:
        case = case_of_alert(session, week, moved)
        assert case is not None
        assert (case.record, case.context.newsrooms) == (moved.meeting, moved.newsrooms)
        assert moved.meeting is not None
        assert alerts_about(session, moved.meeting)[0].reason is Reason.NEW_GROUPING
    assert moved.meeting.status is Status.SCHEDULED
    assert moved.meeting.kind is GroupingKind.MINILATERAL
