"""Titles, subjects and single facts in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts import headlines, wording
from alerts.changes import in_words
from alerts.lines import coverage_lines, edition, why_you
from alerts.model import Alert, Cadence, Reason
from alerts.palette import DARK, LIGHT, Palette, contrast, pairs
from parsers.model import ChangeKind, Format, Level, MeetingRecord, Place, Precision, Status, When
from tests.alerts.builders import (
    NOW,
    alert,
    coverage,
    days,
    digest,
    grouping_alert,
    many,
    meeting,
    names,
    recipient,
    sample,
    source,
)

TRIO = "Japan, Philippines and United States national security advisers"
TITLES = [
    ({"status": Status.HELD}, f"{TRIO} met in Tokyo"),
    ({"status": Status.SCHEDULED}, f"{TRIO} to meet in Tokyo on 12 March"),
    ({"status": Status.EXPECTED, "when": When()}, f"{TRIO} expected to meet in Tokyo"),
    ({"status": Status.PROPOSED, "place": Place()}, f"{TRIO} may meet on 12 March"),
    (
        {"status": Status.CANCELLED},
        f"{TRIO}\N{RIGHT SINGLE QUOTATION MARK} meeting in Tokyo on 12 March cancelled",
    ),
    (
        {"status": Status.POSTPONED, "when": When()},
        f"{TRIO}\N{RIGHT SINGLE QUOTATION MARK} meeting in Tokyo postponed",
    ),
    ({"status": None}, f"{TRIO}\N{RIGHT SINGLE QUOTATION MARK} meeting in Tokyo on 12 March"),
    ({"status": Status.HELD, "format": Format.PHONE}, f"{TRIO} spoke by telephone"),
    ({"status": Status.HELD, "format": Format.VIRTUAL}, f"{TRIO} met online"),
    ({"status": Status.HELD, "place": Place(None, "PH")}, f"{TRIO} met in the Philippines"),
    (
        {"status": Status.HELD, "level": None, "place": Place(None, "JP")},
        "Japan, Philippines and United States met in Japan",
    ),
    (
        {"when": When(date(2026, 3, 1), date(2026, 3, 31), Precision.MONTH)},
        f"{TRIO} to meet in Tokyo in March 2026",
    ),
    (
        {"when": days(date(2026, 3, 30), date(2026, 4, 2))},
        f"{TRIO} to meet in Tokyo on 30 March \N{EN DASH} 2 April",
    ),
]


@pytest.mark.parametrize(("fields", "expected"), TITLES)
def test_title_of_a_meeting(fields: dict[str, object], expected: str) -> None:
    """A title says who, what, where and when, in the tense of the status."""
    assert headlines.title(alert(meeting=meeting(**fields)), names) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (grouping_alert(), "Australia, India and Indonesia act together as a new grouping"),
        (
            grouping_alert(name="Trident"),
            "Trident: Australia, India and Indonesia act together as a new grouping",
        ),
        (
            grouping_alert(reason=Reason.NEW_LEVEL, after="leaders"),
            "Australia, India and Indonesia for the first time at the level of leaders",
        ),
        (
            grouping_alert(reason=Reason.NEW_NAME, name="Old", after="Trident"),
            "Australia, India and Indonesia now called Trident",
        ),
        (
            grouping_alert(reason=Reason.CONFIRMED),
            "Australia, India and Indonesia: a second newsroom reports the grouping",
        ),
        (
            alert(reason=Reason.MOVED, before="Tokyo, Japan", after="Manila, Philippines"),
            f"{TRIO}\N{RIGHT SINGLE QUOTATION MARK} meeting moved to Manila, Philippines",
        ),
        (
            alert(reason=Reason.MOVED, after="Thursday 12 March 2026"),
            f"{TRIO}\N{RIGHT SINGLE QUOTATION MARK} meeting moved to 12 March",
        ),
        (
            alert(reason=Reason.PARTICIPANTS),
            f"{TRIO}\N{RIGHT SINGLE QUOTATION MARK} meeting in Tokyo has other participants",
        ),
    ],
)
def test_title_of_a_change(told: Alert, expected: str) -> None:
    """Each reason has its own sentence."""
    assert headlines.title(told, names) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            grouping_alert(),
            "New grouping: Australia\N{EN DASH}India\N{EN DASH}Indonesia foreign ministers",
        ),
        (
            alert(name="Quad", meeting=meeting(status=Status.HELD, grouping="Quad")),
            "Quad national security advisers met in Tokyo",
        ),
        (
            alert(reason=Reason.CANCELLED, meeting=meeting(status=Status.CANCELLED)),
            "Cancelled: Japan\N{EN DASH}Philippines\N{EN DASH}US national security advisers",
        ),
        (
            alert(reason=Reason.MOVED, after="Thursday 12 March 2026"),
            "Moved to 12 March: Japan\N{EN DASH}Philippines\N{EN DASH}US",
        ),
    ],
)
def test_subject_says_the_news_first(told: Alert, expected: str) -> None:
    """The first words of a subject are the decisive ones."""
    made = headlines.subject(digest(told), names)
    assert made.startswith(expected[:40])
    assert len(made) <= headlines.SUBJECT_LIMIT


@given(
    st.integers(1, 60),
    st.text(max_size=90),
    st.lists(
        st.sampled_from(["AU", "GB", "US", "JP", "XX", "PH"]), min_size=1, max_size=9, unique=True
    ),
    st.sampled_from(Reason),
)
def test_subject_is_never_too_long(
    count: int, name: str, members: list[str], reason: Reason
) -> None:
    """Whatever the names, the subject is one line of 60 characters at most."""
    lead = alert(
        reason=reason,
        record="lead",
        meeting=meeting(id="lead", grouping=name),
        name=name,
        members=tuple(members),
        after=name,
        confidence=1,
    )
    made = headlines.subject(digest(lead, *many(count)), names)
    assert made.isprintable()
    assert 0 < len(made) <= headlines.SUBJECT_LIMIT
    assert made.endswith(f" + {count} more")


def test_subject_and_preheader_of_silence() -> None:
    """A digest without news says so, with the day and what was read."""
    assert headlines.subject(digest(), names) == "Nothing new up to 4 March 2026"
    assert headlines.preheader(digest(), names) == "31 of 33 feeds read, 1,204 articles."
    assert headlines.headline(digest()) == "Nothing new"


def test_preheader_does_not_repeat_the_subject() -> None:
    """It tells when, where and by whom, then what else is in the message."""
    made = headlines.preheader(digest(alert()), names)
    assert made == "Thursday 12 March 2026, Tokyo, Japan. 2 newsrooms, 3 copies."
    assert len(headlines.preheader(sample(), names)) <= headlines.PREHEADER_LIMIT


def test_headline_counts_and_names_the_noun_once() -> None:
    """The counts read as a sentence."""
    assert headlines.headline(sample()) == (
        "One new grouping, one meeting cancelled, one moved, one held"
    )
    assert headlines.headline(digest(*many(60))) == "48 meetings planned, twelve more"


@pytest.mark.parametrize(
    ("when", "long", "short"),
    [
        (days(date(2026, 3, 12)), "Thursday 12 March 2026", "12 March"),
        (
            days(date(2026, 3, 17), date(2026, 3, 18)),
            "Tuesday 17 to Wednesday 18 March 2026",
            "17\N{EN DASH}18 March",
        ),
        (
            days(date(2026, 12, 31), date(2027, 1, 1)),
            "Thursday 31 December 2026 to Friday 1 January 2027",
            "31 December \N{EN DASH} 1 January",
        ),
        (
            When(date(2026, 3, 1), date(2026, 3, 31), Precision.MONTH),
            "March 2026, day not announced",
            "March 2026",
        ),
        (
            When(date(2026, 1, 1), date(2026, 12, 31), Precision.YEAR),
            "2026, date not announced",
            "2026",
        ),
        (When(), "not announced", ""),
    ],
)
def test_days_in_words(when: When, long: str, short: str) -> None:
    """A day is told as exactly as it is known and no more."""
    assert (wording.span(when), wording.short_span(when)) == (long, short)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (ChangeKind.DATE, "2026-03-12/2026-03-13", "Thursday 12 to Friday 13 March 2026"),
        (ChangeKind.DATE, "2026-03", "March 2026, day not announced"),
        (ChangeKind.DATE, "2026", "2026, date not announced"),
        (ChangeKind.DATE, "9999-99-99", "9999-99-99"),
        (ChangeKind.DATE, "in spring", "in spring"),
        (ChangeKind.PARTICIPANTS, "JP,PH,US", "Japan, Philippines and United States"),
        (ChangeKind.PLACE, "Tokyo, JP", "Tokyo, Japan"),
        (ChangeKind.LEVEL, "two_plus_two", "2+2"),
        (ChangeKind.STATUS, "", ""),
        (ChangeKind.NAME, "The \u202eTrident", "The Trident"),
    ],
)
def test_changed_values_in_words(kind: ChangeKind, value: str, expected: str) -> None:
    """What a change holds as data becomes words; what is not understood stays."""
    assert in_words(kind, value, names) == expected


@pytest.mark.parametrize(
    ("url", "official"),
    [
        ("https://www.mofa.go.jp/a", True),
        ("https://www.state.gov/a", True),
        ("https://www.pib.gov.in/a", True),
        ("https://abcnews.go.com/a", False),
        ("https://news.example/gov", False),
        ("https://[::1", False),
    ],
)
def test_official_sources(url: str, *, official: bool) -> None:
    """A government's own site is known by its domain alone."""
    assert wording.is_official(source(url=url)) is official


@pytest.mark.parametrize(
    ("confidence", "newsrooms", "official", "word"),
    [
        (0.9, 3, False, "High"),
        (0.9, 1, False, "Medium"),
        (0.9, 1, True, "High"),
        (0.8, 5, True, "Medium"),
        (0.4, 5, True, "Low"),
    ],
)
def test_confidence_is_a_word(
    confidence: float, newsrooms: int, word: str, *, official: bool
) -> None:
    """One newsroom alone never makes high confidence."""
    assert wording.confidence_word(confidence, newsrooms, official=official) == word


def test_evidence_counts_newsrooms_and_copies() -> None:
    """Fourteen copies of one story are one newsroom."""
    assert wording.evidence(1, 14) == "1 newsroom, 14 copies"
    assert wording.evidence(2, 1) == "2 newsrooms, 1 copy"
    assert wording.evidence(3, 0) == "3 newsrooms"
    assert wording.confidence_reason(1, 0, 0) == "1 newsroom, no second report yet."
    assert wording.confidence_reason(2, 0, 1) == "2 newsrooms, 1 official notice."


def test_the_clock_names_its_zone() -> None:
    """A zone without letters is told by its distance from UTC."""
    assert wording.clock(NOW.astimezone(ZoneInfo("Asia/Tokyo"))) == "07:00 JST"
    assert wording.clock(NOW.astimezone(ZoneInfo("Asia/Dubai"))) == "02:00 UTC+04"


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (timedelta(days=1), "Covers the last 24 hours."),
        (timedelta(hours=23), "Covers the day since 08:00 JST yesterday."),
        (timedelta(days=3), "Covers the time since Sunday 1 March 2026, 07:00 JST."),
    ],
)
def test_edition_says_what_time_it_covers(length: timedelta, expected: str) -> None:
    """After an outage a reader sees from when on he is told."""
    made = edition(digest(since=NOW - length))
    assert made == f"Wednesday 4 March 2026, 07:00 JST. {expected}"


def test_coverage_names_what_is_broken() -> None:
    """Silence differs from breakage: each feed not read is named with its date."""
    read, failing, dropped = coverage_lines(digest(), ZoneInfo("Asia/Tokyo"))
    assert read == "31 of 33 feeds read. 1,204 articles in 811 stories."
    assert failing == "Not read: Harbour Times (since 2 March), Delta Wire (since 4 March)."
    assert dropped == "Left out: 12 told as history, 4 of low confidence."


def test_coverage_counts_what_it_does_not_name() -> None:
    """Thirty broken feeds do not fill the footer."""
    broken = tuple((f"feed {at}", datetime(2026, 3, 1, tzinfo=NOW.tzinfo)) for at in range(30))
    lines = coverage_lines(digest(coverage=coverage(failing=broken)), ZoneInfo("UTC"))
    assert lines[1].endswith("and 22 more.")


def test_why_you_get_this() -> None:
    """The reader sees which rules and which rhythm bring him the message."""
    assert why_you(recipient(rules=("a", "b"))) == (
        "You get this because you follow the rules “a” and “b”, daily at 07:00 Asia/Tokyo time."
    )
    assert why_you(recipient(cadence=Cadence.INSTANT)).endswith("as it happens.")


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast_of_every_pair(palette: Palette) -> None:
    """Every text colour stands out from its fill by 4.5 and more."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    poor = [(name, contrast(text, fill)) for name, text, fill in pairs(palette)]
    assert len(poor) == 12
    assert [pair for pair in poor if pair[1] < 4.5] == []


def test_calendar_title() -> None:
    """A row of the calendar says who; day and place stand beside it."""
    record: MeetingRecord = meeting(level=Level.LEADERS, grouping="AUKUS")
    assert headlines.meeting_title(record, names) == "AUKUS leaders"
    assert headlines.meeting_title(meeting(), names) == TRIO
