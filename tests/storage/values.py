"""Any value of a dataclass, drawn from its annotations, within what a database can hold."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

Strategy = st.SearchStrategy[Any]

# test_columns shows what becomes of the two kinds of characters that are left out here.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=5.5)), timezone(timedelta(hours=-11))])
INSTANTS = st.datetimes(
    min_value=datetime(2, 1, 1),  # noqa: DTZ001 - hypothesis takes naive bounds
    max_value=datetime(9998, 1, 1),  # noqa: DTZ001 - same
    timezones=ZONES,
)
PLAIN: dict[Any, Strategy] = {
    str: TEXT,
    bool: st.booleans(),
    int: st.integers(-(2**31), 2**31 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    datetime: INSTANTS,
    date: st.dates(),
    time: st.times(),
    type(None): st.none(),
}


def any_of(kind: Any) -> Strategy:  # noqa: ANN401 - annotations are values of any kind
    """Return a strategy for every value that the annotation ``kind`` allows."""
    if kind in PLAIN:
        return PLAIN[kind]
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{field.name: any_of(hints[field.name]) for field in fields(kind)})
    if get_origin(kind) is not None:
        return GENERIC[get_origin(kind)](get_args(kind))
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    raise TypeError(kind)


def _tuples(args: tuple[Any, ...]) -> Strategy:
    if args[-1] is Ellipsis:
        return st.lists(any_of(args[0]), max_size=3).map(tuple)
    return st.tuples(*map(any_of, args))


def _unions(args: tuple[Any, ...]) -> Strategy:
    return st.one_of(*map(any_of, args))


GENERIC: dict[Any, Callable[[tuple[Any, ...]], Strategy]] = {
    tuple: _tuples,
    Union: _unions,
    types.UnionType: _unions,
    dict: lambda args: st.dictionaries(any_of(args[0]), any_of(args[1]), max_size=3),
}
