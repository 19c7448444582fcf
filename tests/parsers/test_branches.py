"""A pattern whose alternatives are put together by letters matches as it did."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.words.branches import branched, sped


@pytest.mark.parametrize(
    ("alternatives", "expected"),
    [
        ("met|talks|meets?", "m(?:e(?:t|ets?))|talks"),
        ("(?:tri|quadri)laterals?|trio", "t(?:r(?:i(?:laterals?|o)))|quadrilaterals?"),
        ("h[eo]ld|(?:co-)?host", "h(?:eld|o(?:ld|st))|co-host"),
        (r"2\s?\+\s?2|\w+a|met", r"2\s?\+\s?2|\w+a|met"),
        ("(?<!not )met|(?<=a |the )mess", r"m(?:e(?:t(?<!not met)|s(?<=(?:a |the )mes)s))"),
    ],
)
def test_branches(alternatives: str, expected: str) -> None:
    """Each letter has one branch, and in it the next letter, as far as they can be told."""
    assert branched(rf"\b(?:{alternatives})\b") == rf"\b(?:{expected})\b"


@pytest.mark.parametrize(
    "pattern", [r"met|talks|meets", r"\b(?:met)s|me|talk(?:s)\b", r"\b(?:(a)b|c|(a)d)\b", ""]
)
def test_a_pattern_of_another_form_is_left_alone(pattern: str) -> None:
    """So is one whose groups capture, for they are known by their order."""
    assert branched(pattern) == pattern


WORDS = st.sampled_from(
    ["a", "ab", "abc", "b", "ba", "[ab]", "[ab]?c", "a?", "(?:a|bc)?", "(?:ab|a)c", "(a)b", " ",
     "b(c)", r"\w", "(?<!b)a", "(?<!b|a)", "(?<=a)", r"(?<!\bc)", "(?=a)", "b+", "a{1,2}", r"\+",
     "(?:b|a?c)?a", "A", "[sk]", "ſ", "K"]
)  # fmt: skip
ALTERNATIVES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map("".join), min_size=1)
TEXTS = st.text(alphabet="abcABskKſ +", max_size=24)


@given(ALTERNATIVES.map("|".join), TEXTS, st.sampled_from([re.NOFLAG, re.IGNORECASE]))
def test_the_same_is_matched(alternatives: str, text: str, flags: re.RegexFlag) -> None:
    """Where a match begins and ends, and what its groups hold, does not change."""
    pattern = rf"\b(?:{alternatives})\b"
    wanted, *found = (
        [(match.span(), match.groups()) for match in re.finditer(one, text, flags)]
        for one in (pattern, branched(pattern), sped(pattern, flags))
    )
    assert found == [wanted, wanted]


@given(ALTERNATIVES.map("|".join), TEXTS, st.sampled_from([re.NOFLAG, re.IGNORECASE]))
def test_so_it_is_by_a_pattern_of_any_form(pattern: str, text: str, flags: re.RegexFlag) -> None:
    """One that begins with no edge of a word, or in several ways, is looked at as it is."""
    wanted, found = (
        [(match.span(), match.groups()) for match in re.finditer(one, text, flags)]
        for one in (pattern, sped(pattern, flags))
    )
    assert found == wanted


@pytest.mark.parametrize(
    ("pattern", "flags", "expected"),
    [
        (r"\b(?:met|talks)\b", re.NOFLAG, r"(?:m(?<=\bm)et|t(?<=\bt)alks)\b"),
        (r"\b(?:\w+a|met)\b", re.NOFLAG, r"\b(?:\w+a|met)\b"),
        (r"\b(?:met|talks)\b", re.IGNORECASE, r"\b(?=[mt])(?:(?:met|talks)\b)"),
        (r"\ba|b?", re.IGNORECASE, r"\ba|b?"),
        (r"\ba|b", re.IGNORECASE, r"(?=[ab])(?:\ba|b)"),
    ],
)
def test_a_pattern_is_given_up_at_once_where_it_cannot_begin(
    pattern: str, flags: re.RegexFlag, expected: str
) -> None:
    """By its letters, or by a look at the next character where case is left aside."""
    assert sped(pattern, flags) == expected
