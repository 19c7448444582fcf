"""What a pattern cannot do without, read from the pattern."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.literals import beginnings, folded, literals

PIECES = st.sampled_from(
    ["met", "quay", "summit", "(?:ab|quit)c", "[ms]eet", r"\b", r"\w+ ", r"\d", " ", "(?=quay)",
     "(?<=met)", "(?!summit)", "(?<!quay)", "(?:meet)?", "s{2,3}", "a*", "T", "(?:on|at|)"]
)  # fmt: skip
PATTERNS = st.lists(st.lists(PIECES, min_size=1, max_size=5).map("".join), min_size=1, max_size=4)
TEXTS = st.lists(
    st.sampled_from(["met", "MET", "quay", "summit", "quitc", "abc", "meet", "ſeet", " ", "1", "s",
                     "T", "on", "-"])
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:h[eo]ld|host(?:s|ed)?)\b", {"held", "hold", "host"}),
        (r"fl(?:y|ies) (?:to|from)", {"fly to", "fly from", "flies to", "flies from"}),
        (r"(?:the|all) (?:\w+ ){0,2}ministers?", {"minister"}),
        (r"(?P<which>next|last)\s+summit(?! of)", {"summit"}),
        (r"(?<!press )(?-i:Talks)", {"talks"}),
        (r"x{2,3}quay|(?:ab)+cde", {"xquay", "abcde"}),
        (r"pre(?:a\w+mid|end)fix", {"midfix", "endfix"}),
        (r"a\.m\. sharp[,;]?", {"a.m. sharp"}),
        (r",? and (?=\w+ met\b)", {" met"}),
        (r"(?<=envoys )(?:who|that)", {"envoys "}),
    ],
)
def test_literals(pattern: str, expected: set[str]) -> None:
    """One of them stands in all that the pattern matches, and they are as long as can be told."""
    assert literals(pattern)[0] == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"should (?:\w+ )?meet", {"should", "meet"}),
        (r"(?:should|must) \w+ meet|hope \w+ talks", {"should|must|hope", "meet|talks"}),
        (r"(?:should|must) \w+ meet|never", {"should|must|never", "meet|never"}),
        (r"rounds? of talks", {"round of talks|rounds of talks"}),
        (r"\w+ [0-9]th", {"0th|1th|2th|3th|4th|5th|6th|7th|8th|9th"}),
        (r"no \w+ summit|if a", {"summit|if a"}),
    ],
)
def test_what_a_pattern_needs_beside(pattern: str, expected: set[str]) -> None:
    """Of several sets one string each stands in all that it matches; alternatives share them."""
    found = literals(pattern)
    assert {frozenset(strings.split("|")) for strings in expected} == {
        frozenset(one.strip() for one in strings) for strings in found
    }


@pytest.mark.parametrize("pattern", [r"\d+|monday", r"(?:of|the)\b", r"[a-z]+", "", r"(?:summit)?"])
def test_no_literals(pattern: str) -> None:
    """A pattern that short or common words satisfy, or anything at all, has none."""
    assert literals(pattern) == ()


@pytest.mark.parametrize("pattern", [r"(?P<a>x)(?P=a)", r"(a)(?(1)b|c)"])
def test_an_unknown_pattern_is_refused(pattern: str) -> None:
    """What is not read is not guessed at."""
    with pytest.raises(ValueError, match=r"\(\?"):
        literals(pattern)


@pytest.mark.parametrize("text", ["KİEV", "kıev", "\u212aiev", "KIEV"])
def test_letters_that_re_takes_for_one_are_one(text: str) -> None:
    """The dotted and the dotless letter, and the sign of the kelvin, go with plain letters."""
    assert re.fullmatch("kiev", text, re.IGNORECASE)
    assert folded(text) == "kiev"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:met|[th]alks)", {"m", "t", "h"}),
        (r"(?:the )?(?<!no )\d+", {"t", r"\d"}),
        (r"(?=a)b|\.", {"b", r"\."}),
        (r"a{2}|b+c|d*e", {"a", "b", "d", "e"}),
    ],
)
def test_beginnings(pattern: str, expected: set[str]) -> None:
    """One of them begins all that the pattern matches; each is written as in a set."""
    assert beginnings(pattern) == expected


@pytest.mark.parametrize("pattern", [r"", r"a?", r"(?:a|)", r".a", r"[^a]b", r"(?i:a)", r"(?=a)"])
def test_no_beginnings(pattern: str) -> None:
    """What may begin with anything, or be nothing at all, has none."""
    assert beginnings(pattern) is None


@given(PATTERNS.map("|".join), TEXTS, st.sampled_from([re.NOFLAG, re.IGNORECASE]))
def test_nothing_is_matched_without_them(pattern: str, text: str, flags: re.RegexFlag) -> None:
    """Of each set of literals one stands in the text, and a beginning where the match begins."""
    starts = beginnings(pattern)
    for match in re.finditer(pattern, text, flags):
        assert all(any(one in folded(text) for one in strings) for strings in literals(pattern))
        if starts is not None:
            assert re.match(f"[{''.join(starts)}]", text[match.start() :], flags)
