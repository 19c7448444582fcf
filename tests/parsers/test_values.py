"""Values that are quick to make are values still."""

from __future__ import annotations

from dataclasses import replace

from parsers.values import value


@value(frozen=True, slots=True)
class _Pair:
    left: str
    right: int = 0


def test_values_are_told_by_their_fields() -> None:
    """Equal fields make equal values, which stand for one another in a set."""
    assert {_Pair("a"), _Pair("a", 0), _Pair("b")} == {_Pair("b"), _Pair("a")}
    assert repr(_Pair("a")) == "_Pair(left='a', right=0)"


def test_a_changed_value_leaves_the_other_as_it_was() -> None:
    """A copy with other fields is a value of its own, and neither has more fields than its own."""
    first = _Pair("a")
    assert (replace(first, right=1), first) == (_Pair("a", 1), _Pair("a"))
    assert not hasattr(first, "__dict__")
