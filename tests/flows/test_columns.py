"""Two texts in columns: every line fits, nothing is lost, and what differs is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.steps.columns import NARROWEST, beside, cells, wrapped
from parsers.copies.opposites import Opposite

SENTENCE = st.text(st.sampled_from("ab é漢字 e\u0301\u200d.,-"), min_size=1, max_size=80)
ROWS = st.lists(
    st.one_of(
        st.builds(Opposite, SENTENCE, st.none()),
        st.builds(Opposite, st.none(), SENTENCE),
        st.builds(Opposite, SENTENCE, SENTENCE),
    ),
    max_size=5,
)


def test_what_differs_is_marked() -> None:
    """Same sentences stand without a sign, changed words in brackets, lone sentences by side."""
    rows = [
        Opposite("They met in Lund.", "They met in Lund."),
        Opposite("They agreed on Monday.", "They agreed."),
        Opposite("It rained.", None),
        Opposite(None, "Fishermen looked on."),
    ]
    assert list(beside(rows, 71)) == [
        "They met in Lund.                    They met in Lund.",
        "",
        "They agreed [-on Monday.-]         | They agreed.",
        "",
        "It rained.                         <",
        "",
        "                                   > Fishermen looked on.",
        "",
    ]


def test_a_narrow_terminal_has_one_text_below_the_other() -> None:
    """Each with its sign, and what is the same once."""
    rows = [Opposite("They met.", "They met."), Opposite("It rained today.", "It rained.")]
    assert list(beside(rows, NARROWEST * 2)) == [
        "   They met.",
        "",
        " < It rained [-today.-]",
        " > It rained.",
        "",
    ]


@given(rows=ROWS, width=st.integers(30, 120))
def test_every_line_fits(rows: list[Opposite], width: int) -> None:
    """In cells of a terminal, for letters of any width."""
    assert all(cells(line) <= width for line in beside(rows, width))


@given(text=SENTENCE, width=st.integers(2, 60))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    """Lines are as wide as they may be, and long words are broken."""
    lines = wrapped(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "count"), [("Lund", 4), ("漢字", 4), ("e\u0301", 1), ("a\u200db", 2), ("", 0)]
)
def test_cells_are_those_of_a_terminal(text: str, count: int) -> None:
    """Wide letters take two, marks and joiners none."""
    assert cells(text) == count
