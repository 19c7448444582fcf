"""A time belongs to a meeting, to the saying of it, or only bounds it: the words around tell."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.times.when import Tense, TimeRole, resolve, resolve_between
from tests.parsers.test_when import read

PUBLISHED = "2023-06-07"  # a Wednesday


@pytest.mark.parametrize(
    "sentence",
    [
        "Talks will go on, the ministry said on Tuesday.",
        "Talks will go on, the ministry said Tuesday.",
        "A summit is planned, a spokesman told reporters in Lima on Tuesday.",
        "They will meet soon, according to a statement issued on Tuesday.",
        "They will meet soon, the palace announced late on Tuesday.",
        "The ministry on Tuesday confirmed that they would meet.",
        "The envoy on Tuesday told lawmakers that a trio would form.",
        "On Tuesday, the ministry said that the three would confer.",
        "It was agreed in principle, he wrote in a tweet on Tuesday.",
        "The foreign ministry announced the visit on Tuesday.",
        "A June 6 news release praised the trio.",
        "Talks will go on, sources told the Daily Sun on Tuesday.",
        "State media reported on Tuesday that a quartet would meet.",
        "The pact is dead, she told a news conference on Tuesday.",
        "NAIROBI, June 6 (Reuters) - Three presidents will confer.",
        "Nairobi, June 6 (IANS): Three presidents will confer.",
        "NAIROBI, June 6, 2023 /CNW/ - Three presidents will confer.",
        "NAIROBI (News Desk - 6th June, 2023) Three presidents will confer.",
    ],
)
def test_a_time_of_saying(sentence: str) -> None:
    """What a word of saying or a dateline governs is when it was told, and is past."""
    (found,) = resolve(sentence, date.fromisoformat(PUBLISHED), tense=Tense.FUTURE)
    assert found.role is TimeRole.SPEECH
    assert found.when.start == date(2023, 6, 6)
    assert found.governed_by in {"said", "dateline"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The leaders met on Tuesday, the ministry said.",
        "He said the leaders met on Tuesday.",
        "She said that on Tuesday the leaders met.",
        "The ministry announced a meeting on Tuesday.",
        "The spokesman told reporters before Tuesday's meeting.",
        "They were briefed ahead of the June 6 trilateral meeting.",
        "Speaking after Tuesday's talks, he smiled.",
        "The summit in Tirana on Tuesday, his press chief told the paper, went well.",
        "Modi said on Tuesday at the first leaders' summit that trade grew.",
        "The three ministers on Tuesday held talks in Tirana.",
        "The United States hosted them on Tuesday.",
        "On Tuesday, the ministers met in Tirana.",
        "NAIROBI - Three presidents conferred on Tuesday.",
        "The three agreed on Tuesday to share data.",
        "In a statement issued after their meeting on Tuesday, they agreed.",
        "Trio ends summit, signs joint statement on Tuesday",
    ],
)
def test_a_time_of_meeting(sentence: str) -> None:
    """A day that a meeting has is a point, though words of saying stand near."""
    (found,) = resolve(sentence, date.fromisoformat(PUBLISHED), tense=Tense.PAST)
    assert (found.role, found.when.start) == (TimeRole.POINT, date(2023, 6, 6))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They have met often since 2021.", "2021 = 2021-01-01..2023-06-07 [bound]"),
        ("It is the first such meeting since May 2019.",
         "May 2019 = 2019-05-01..2023-06-07 [bound]"),
        ("They will meet by Friday.", "Friday = 2023-06-07..2023-06-09 [bound]"),
        ("They will meet by the end of the year.",
         "the end of the year = 2023-06-07..2023-12-31 [bound]"),
        ("They will meet before the end of July.",
         "the end of July = 2023-06-07..2023-07-31 [bound]"),
        ("They never met since he took office on Jan. 20.",
         "Jan. 20 = 2023-01-20..2023-06-07 [bound]"),
        ("They will meet by year's end.", "year's end = 2023-06-07..2023-12-31 [bound]"),
        ("They will meet before June 20.", "June 20 = 2023-06-07..2023-06-19 [bound]"),
        ("The offer stands until 30 June.", "30 June = 2023-06-07..2023-06-30 [bound]"),
        ("No meeting is possible before September.", "September = 2023-06-07..2023-08-31 [bound]"),
        ("They will meet after July 1.", "July 1 = ? [bound]"),
        ("From 2021 on they met every week.", "2021 = 2021-01-01..2023-06-07 [bound]"),
        ("They will meet within two weeks.", "within two weeks = 2023-06-07..2023-06-21 [bound]"),
        ("They will meet no later than 2025.", "2025 = 2023-06-07..2025-12-31 [bound]"),
    ],
)  # fmt: skip
def test_a_bound(sentence: str, expected: str) -> None:
    """A bound is not the meeting's time; its days run from the publication, or back to it."""
    found = read(sentence, PUBLISHED)
    assert [line for line in found if "[recurrence]" not in line] == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He is on a three-day visit.", ["three-day = ? [duration]"]),
        ("They talked for four days.", ["for four days = ? [duration]"]),
        ("They talked for two and a half hours.", ["for two and a half hours = ? [duration]"]),
        ("It is the third meeting in two weeks.", ["in two weeks = ? [duration]"]),
        ("It is the first time in 65 years.", ["in 65 years = ? [duration]"]),
        ("Leaders meet every year.", ["every year = ? [recurrence]"]),
        ("An annual dialogue was set up.", ["annual = ? [recurrence]"]),
        ("They meet at least once a year.", ["once a year = ? [recurrence]"]),
        ("It sits weekly on Wednesday.", ["weekly on Wednesday = ? [recurrence]"]),
        ("They cited Resolution 2231.", ["Resolution 2231 = ? [age_or_name]"]),
        ("They back Agenda 2030 and Vision 2035.",
         ["Agenda 2030 = ? [age_or_name]", "Vision 2035 = ? [age_or_name]"]),
        ("The G20 and COP26 were discussed.",
         ["G20 = ? [age_or_name]", "COP26 = ? [age_or_name]"]),
        ("A 45-year-old envoy spoke.", ["45-year-old = ? [age_or_name]"]),
        ("They listed steps in the 2022 declaration.", ["the 2022 = ? [age_or_name]"]),
        ("They condemned the April 22 attack.", ["April 22 = ? [age_or_name]"]),
    ],
)  # fmt: skip
def test_what_is_no_time_of_a_meeting(sentence: str, expected: list[str]) -> None:
    """Lengths, habits, ages, names and other events' dates are seen and bind no days."""
    assert read(sentence, PUBLISHED) == expected


def test_saying_and_meeting_in_one_sentence() -> None:
    """The day of saying looks back while the plan looks ahead."""
    sentence = "The ministry said on Friday that the three will meet on Monday in Baku."
    assert read(sentence, PUBLISHED, Tense.FUTURE) == [
        "Friday = 2023-06-02 [speech]",
        "Monday = 2023-06-12",
    ]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        # The text is of Tuesday the 6th: a copy printed later does not move its yesterday.
        ("2023-06-06", "yesterday = 2023-06-05"),
        ("2023-06-08", "yesterday = 2023-06-05"),
        # A dateline long before the publication is not believed.
        ("2023-07-20", "yesterday = 2023-07-19"),
        (None, "yesterday = ?"),
    ],
)
def test_a_dateline_dates_the_text(published: str | None, expected: str) -> None:
    """Relative words count from a dateline that stands shortly before the publication."""
    sentence = "TBILISI, June 6 (Interpress) -- Three ministers met yesterday."
    assert read(sentence, published, Tense.PAST)[-1] == expected


@pytest.mark.parametrize("claimed", [Tense.PAST, Tense.FUTURE, Tense.UNKNOWN])
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # PUBLISHED is a Wednesday: the clause's own verb tells which Friday.
        ("They will meet on Friday.", "2023-06-09"),
        ("They met on Friday.", "2023-06-02"),
        ("They arrived on Friday for talks that will last.", "2023-06-02"),
        ("The talks, which begin late, are due to end on Friday.", "2023-06-09"),
        ("On Friday the ministers will meet.", "2023-06-09"),
        ("On Friday the ministers met.", "2023-06-02"),
        ("On Friday Tunisia was the first to host them.", "2023-06-02"),
        ("A meeting is being arranged for Friday.", "2023-06-09"),
        ("The forum, which begins on Friday, is theirs.", "2023-06-09"),
    ],
)
def test_the_verb_of_the_clause_goes_before_what_is_claimed(
    sentence: str, expected: str, claimed: Tense
) -> None:
    """Where the clause leaves no doubt, the tense that the caller gives does not count."""
    found = resolve(sentence, date.fromisoformat(PUBLISHED), tense=claimed)
    assert [f.when.start for f in found] == [date.fromisoformat(expected)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They met on Tuesday.", "2025-09-01..2025-09-30"),
        ("They met on 5 August 2025.", "2025-08-05..2025-08-05"),
        ("They will meet next week.", "2025-09-08..2025-10-12"),
        ("They met last month.", "2025-08-01..2025-08-31"),
        ("They met in May.", "2025-05-01..2025-05-31"),
    ],
)
def test_a_month_of_publication(sentence: str, expected: str) -> None:
    """What is the same all month has its days, and else all the days that it may be."""
    (found,) = resolve_between(sentence, date(2025, 9, 1), date(2025, 9, 30))
    assert f"{found.when.start}..{found.when.end}" == expected
