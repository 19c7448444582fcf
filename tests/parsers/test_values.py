"""Values that are quick to make are values still."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest

from parsers.values import Kind, value


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


class _Side(Kind):
    """One side or the other."""

    LEFT = "left"
    RIGHT = "on the right"


def test_kinds_are_texts_of_which_each_is_there_once() -> None:
    """A member is found by its name and by its text, is that text, and a copy of it is itself."""
    assert _Side("left") is _Side.LEFT
    assert deepcopy(_Side.RIGHT) is _Side.RIGHT
    assert list(_Side) == [_Side.LEFT, _Side.RIGHT]
    assert (_Side.RIGHT, _Side.RIGHT.value, f"{_Side.RIGHT}") == ("on the right",) * 3
    assert {_Side.LEFT: 1}["left"] == 1
    assert isinstance(_Side.LEFT, _Side)


def test_no_kind_has_a_text_that_it_does_not_list() -> None:
    """Nor does a text that is like one stand for it."""
    with pytest.raises(ValueError, match="middle"):
        _Side("middle")
    with pytest.raises(ValueError, match="Left"):
        _Side("Left")
