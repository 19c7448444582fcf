"""Dates that a sentence writes out become the days that they are, or stay open."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model import Precision, When
from parsers.times.when import RULES, Tense, TimeExpression, TimeRole, resolve
from tests.parsers.growth import grows_with_length_alone

PAST, FUTURE, UNKNOWN = Tense.PAST, Tense.FUTURE, Tense.UNKNOWN
# What a hostile or careless sentence is likely to be made of.
PIECES = st.sampled_from(
    [
        *("Monday", "Tues.", "March", "may", "May", "SEPTEMBER", "15", "31st", "2021", "29", "0"),
        *("the", "of", "on", "to", "-", "\u2013", "and", ",", "(", ")", "/", ".", "next", "last"),
        *("week", "weekend", "month", "year", "this", "early", "mid", "later", "two", "three-day"),
        *("ago", "in", "by", "since", "said", "end", "summer", "first", "half", "'s", "today"),
        *("2021-02-30", "13/13/2021", "999", "quarter", "decade", "1569", "days", "starting"),
    ]
)
SENTENCES = st.text() | st.lists(PIECES, max_size=14).map(" ".join)


def shown(expression: TimeExpression) -> str:
    """Return an expression in one line: text, days as exactly as they are known, role."""
    when, role = expression.when, expression.role
    days = "?"
    if when.start and when.end:
        exact = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
        days = f"{when.start}..{when.end}"
        if when.precision in exact:
            days = when.start.isoformat()[: exact[when.precision]]
    return f"{expression.text} = {days}{'' if role is TimeRole.POINT else f' [{role}]'}"


def read(sentence: str, published: str | None, tense: Tense = UNKNOWN) -> list[str]:
    """Return all expressions of ``sentence``, each in one line."""
    day = date.fromisoformat(published) if published else None
    return [shown(expression) for expression in resolve(sentence, day, tense=tense)]


@pytest.mark.parametrize(
    ("published", "tense", "sentence", "expected"),
    [
        # Month first and day first, with and without a year.
        ("2021-03-02", FUTURE, "They meet in Lima on March 15.", "March 15 = 2021-03-15"),
        ("2021-03-02", FUTURE, "They meet in Perth on 15 March.", "15 March = 2021-03-15"),
        ("2020-02-04", PAST, "Envoys met in Suva on Jan. 29.", "Jan. 29 = 2020-01-29"),
        ("2020-02-04", PAST, "They met on 29 January in Nadi.", "29 January = 2020-01-29"),
        ("2022-04-20", FUTURE, "A trio meets on the 5th of May.", "the 5th of May = 2022-05-05"),
        ("2022-04-20", FUTURE, "It meets on the fifth of May.", "the fifth of May = 2022-05-05"),
        ("2022-04-20", FUTURE, "It meets on May the 5th.", "May the 5th = 2022-05-05"),
        (None, UNKNOWN, "They met on March 15, 2021 in Accra.", "March 15, 2021 = 2021-03-15"),
        (None, UNKNOWN, "They met on March 15 2021 in Accra.", "March 15 2021 = 2021-03-15"),
        (None, UNKNOWN, "They met on March 15,2021 in Accra.", "March 15,2021 = 2021-03-15"),
        (None, UNKNOWN, "They met on 15 March, 2021.", "15 March, 2021 = 2021-03-15"),
        (None, UNKNOWN, "They met on 3rd of June 2019.", "3rd of June 2019 = 2019-06-03"),
        (None, UNKNOWN, "THEY MET ON MAY 4TH, 2016.", "MAY 4TH, 2016 = 2016-05-04"),
        (None, UNKNOWN, "Met 2019 October 7 in Ulaanbaatar.", "2019 October 7 = 2019-10-07"),
        (None, UNKNOWN, "Filed 15-Mar-2021 from Male.", "15-Mar-2021 = 2021-03-15"),
        (None, UNKNOWN, "The treaty is of July 1, 1569.", "July 1, 1569 = 1569-07-01"),
        (None, UNKNOWN, "They met on 7. October 2024", "7. October 2024 = 2024-10-07"),
        # Weekdays beside a date.
        ("2021-03-14", FUTURE, "It opens Monday, March 15.", "Monday, March 15 = 2021-03-15"),
        ("2021-03-14", FUTURE, "It opens on Monday 15 March.", "Monday 15 March = 2021-03-15"),
        ("2021-03-14", FUTURE, "It opens Mon. March 15.", "Mon. March 15 = 2021-03-15"),
        ("2021-03-14", FUTURE, "It opens Monday (March 15).", "Monday (March 15) = 2021-03-15"),
        ("2021-03-14", FUTURE, "It opens on March 15 (Mon).", "March 15 (Mon) = 2021-03-15"),
        ("2022-01-20", PAST, "It met on Friday, March 12.", "Friday, March 12 = 2021-03-12"),
        # Runs of days.
        ("2021-03-02", FUTURE, "Tokyo hosts talks March 15-18.",
         "March 15-18 = 2021-03-15..2021-03-18"),
        (None, UNKNOWN, "Oslo hosts it 15-18 March 2021.",
         "15-18 March 2021 = 2021-03-15..2021-03-18"),
        (None, UNKNOWN, "It ran 15\u201318 March 2021.",
         "15\u201318 March 2021 = 2021-03-15..2021-03-18"),
        ("2021-03-02", FUTURE, "from March 15 to 18 in Doha",
         "March 15 to 18 = 2021-03-15..2021-03-18"),
        ("2021-05-20", FUTURE, "between 3 and 5 June", "3 and 5 June = 2021-06-03..2021-06-05"),
        ("2021-05-20", FUTURE, "between June 3 and June 9",
         "June 3 and June 9 = 2021-06-03..2021-06-09"),
        ("2022-06-20", FUTURE, "on June 30 and July 1",
         "June 30 and July 1 = 2022-06-30..2022-07-01"),
        (None, UNKNOWN, "on 17 and 18 June 2020", "17 and 18 June 2020 = 2020-06-17..2020-06-18"),
        (None, UNKNOWN, "on 9/10 November 2011", "9/10 November 2011 = 2011-11-09..2011-11-10"),
        (None, UNKNOWN, "on 3, 4 and 5 June 2014", "3, 4 and 5 June 2014 = 2014-06-03..2014-06-05"),
        (None, UNKNOWN, "on June 3, 4 and 5, 2014",
         "June 3, 4 and 5, 2014 = 2014-06-03..2014-06-05"),
        (None, UNKNOWN, "30 June to 2 July 2018",
         "30 June to 2 July 2018 = 2018-06-30..2018-07-02"),
        (None, UNKNOWN, "Dec. 30, 2020 - Jan. 2, 2021",
         "Dec. 30, 2020 - Jan. 2, 2021 = 2020-12-30..2021-01-02"),
        (None, UNKNOWN, "30 December to 2 January 2021",
         "30 December to 2 January 2021 = 2020-12-30..2021-01-02"),
        ("2020-12-20", FUTURE, "from Dec. 30 to Jan. 2",
         "Dec. 30 to Jan. 2 = 2020-12-30..2021-01-02"),
        ("2021-06-01", FUTURE, "Friday, June 4 to Sunday, June 6",
         "Friday, June 4 to Sunday, June 6 = 2021-06-04..2021-06-06"),
        ("2021-03-10", FUTURE, "from Monday 15 to Thursday 18 March",
         "Monday 15 to Thursday 18 March = 2021-03-15..2021-03-18"),
        ("2021-09-01", FUTURE, "March 3 or 4 next year",
         "March 3 or 4 next year = 2022-03-03..2022-03-04"),
        # The year that is left out.
        ("2021-12-20", FUTURE, "The three will meet on January 8.", "January 8 = 2022-01-08"),
        ("2022-01-08", PAST, "The three met on December 20.", "December 20 = 2021-12-20"),
        ("2022-10-01", PAST, "The three met on November 20.", "November 20 = 2021-11-20"),
        ("2022-03-01", UNKNOWN, "Trio: February 20", "February 20 = 2022-02-20"),
        ("2022-03-05", PAST, "They met on October 18 last year.",
         "October 18 last year = 2021-10-18"),
        ("2022-03-05", FUTURE, "It is due on 9 May this year.", "9 May this year = 2022-05-09"),
        ("2023-03-05", PAST, "It was held on February 29.", "February 29 = 2020-02-29"),
        # Figures alone.
        (None, UNKNOWN, "dated 2021-03-15 in Minsk", "2021-03-15 = 2021-03-15"),
        (None, UNKNOWN, "at 2021-03-15T10:00:00Z in Minsk", "2021-03-15T10:00:00Z = 2021-03-15"),
        (None, UNKNOWN, "Yerevan, 2021/03/15", "2021/03/15 = 2021-03-15"),
        (None, UNKNOWN, "on 15/03/2021 in Tunis", "15/03/2021 = 2021-03-15"),
        (None, UNKNOWN, "on 03/15/2021 in Denver", "03/15/2021 = 2021-03-15"),
        (None, UNKNOWN, "NEWS 03.10.2022", "03.10.2022 = 2022-10-03"),
        (None, UNKNOWN, "on 03/04/2021 somewhere", "03/04/2021 = ?"),
        (None, UNKNOWN, "on 04/04/2021 somewhere", "04/04/2021 = 2021-04-04"),
        ("2021-03-01", UNKNOWN, "on 03/04/2021 in Boston", "03/04/2021 = 2021-03-04"),
        ("2021-04-20", UNKNOWN, "on 03/04/2021 in Bonn", "03/04/2021 = 2021-04-03"),
        # A day without its month.
        ("2021-03-12", FUTURE, "They convene on the 15th.", "15th = 2021-03-15"),
        ("2021-03-17", FUTURE, "They convene on the 15th.", "15th = 2021-04-15"),
        ("2021-03-17", PAST, "They convened on the 15th.", "15th = 2021-03-15"),
        ("2021-03-17", PAST, "on the 28th of last month", "28th of last month = 2021-02-28"),
        ("2021-03-17", FUTURE, "from the 15th to the 18th of next month",
         "15th to the 18th of next month = 2021-04-15..2021-04-18"),
        ("2021-07-13", FUTURE, "It opens Thursday (15) in Suva.", "Thursday (15) = 2021-07-15"),
        ("2021-07-13", FUTURE, "It opens Thursday the 15th in Suva.",
         "Thursday the 15th = 2021-07-15"),
        # What no calendar has, and what no publication fixes.
        (None, UNKNOWN, "They met on March 15 in Accra.", "March 15 = ?"),
        (None, UNKNOWN, "They met on February 30, 2021.", "February 30, 2021 = ?"),
        (None, UNKNOWN, "They met on the 15th.", "15th = ?"),
        (None, UNKNOWN, "Monday, March 15 in Accra", "Monday, March 15 = ?"),
    ],
)  # fmt: skip
def test_written_dates(published: str | None, tense: Tense, sentence: str, expected: str) -> None:
    """A date as printed, in either order, is the one day or run of days that it names."""
    assert read(sentence, published, tense) == [expected]


@pytest.mark.parametrize(
    ("published", "sentence", "expected"),
    [
        ("2021-03-02", "The trio meets March 15 and 29.",
         ["March 15 = 2021-03-15", "29 = 2021-03-29"]),
        (None, "They met on 17 and 25 June 2020.",
         ["17 = 2020-06-17", "25 June 2020 = 2020-06-25"]),
        (None, "on April 19 and July 17, 2022",
         ["April 19 = 2022-04-19", "July 17, 2022 = 2022-07-17"]),
        (None, "on 30 June-2 July 2023", ["30 June-2 July 2023 = 2023-06-30..2023-07-02"]),
        ("2024-10-03", "It was postponed from October 10 to October 24.",
         ["October 10 = 2024-10-10", "October 24 = 2024-10-24"]),
        ("2021-03-02", "In May 15 countries met.", ["May = 2021-05"]),
        ("2021-03-02", "By 3 p.m. 12 people marched.", []),
        ("2021-03-02", "We may march 3 times.", []),
        ("2021-03-02", "It cost $15 and 20 percent.", []),
        (None, "In 2019 they met in Cairo in March and on 5 June.",
         ["2019 = 2019", "March = 2019-03", "5 June = 2019-06-05"]),
        ("2021-03-02", "", []),
    ],
)  # fmt: skip
def test_several_dates_or_none(published: str | None, sentence: str, expected: list[str]) -> None:
    """Two occasions stay two; a number beside a month that counts things is no day."""
    assert read(sentence, published) == expected


def test_a_weekday_that_differs_is_noted() -> None:
    """Where the weekday is not the date's own the date stands and says so."""
    found = resolve("They met on Monday, March 16.", date(2021, 3, 20), tense=PAST)
    assert [(e.when.start, e.note) for e in found] == [(date(2021, 3, 16), "weekday differs")]


def test_an_expression_knows_its_place() -> None:
    """Start, end and text agree, and the days carry the words that named them."""
    sentence = "Talks (on 5 June 2021, in Bonn) failed."
    (found,) = resolve(sentence, None)
    assert sentence[found.start : found.end] == found.text == "5 June 2021"
    assert found.when == When(date(2021, 6, 5), date(2021, 6, 5), Precision.DAY, "5 June 2021")
    assert found.role is TimeRole.POINT


@given(SENTENCES, st.none() | st.dates(), st.sampled_from(list(Tense)))
def test_any_text_is_read(sentence: str, published: date | None, tense: Tense) -> None:
    """No text raises; spans lie inside it in order; days run forward; the answer is stable."""
    found = resolve(sentence, published, tense=tense)
    at = 0
    for expression in found:
        assert at <= expression.start < expression.end <= len(sentence)
        assert expression.text == sentence[expression.start : expression.end]
        at = expression.end
        when = expression.when
        fields = [when.start, when.end, when.precision]
        assert all(fields) or not any(fields)
        if when.start and when.end:
            assert when.start <= when.end
            assert (when.precision is Precision.DAY) <= (when.start == when.end)
    assert resolve(sentence, published, tense=tense) == found


@given(SENTENCES, st.sampled_from(list(Tense)))
def test_nothing_relative_without_a_publication(sentence: str, tense: Tense) -> None:
    """Without a publication every day that is found lies in a year that the text writes."""
    for expression in resolve(sentence, None, tense=tense):
        if expression.when.start and expression.when.end:
            years = {expression.when.start.year, expression.when.end.year}
            assert any(str(year) in sentence for year in years | {min(years) + 1})


@pytest.mark.parametrize(
    "piece",
    ["1,", "15 ", "15,", "March 15, ", "Monday ", "2021-", "said on Monday ", "A", "Ab ", "the ",
     "three-day ", "first half of ", "for two days starting ", " ", "(", "in early ", "1/2/"],
)  # fmt: skip
def test_time_is_linear(piece: str) -> None:
    """Hostile characters, whatever they repeat."""
    assert grows_with_length_alone(lambda text: resolve(text, date(2021, 3, 14)), piece)


@given(SENTENCES)
def test_a_rule_misses_nothing_for_its_need(sentence: str) -> None:
    """Wherever a pattern matches, what its rule needs is in the text."""
    for need, pattern, _ in RULES:
        if pattern.search(sentence):
            assert need.search(sentence), pattern.pattern
