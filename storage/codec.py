"""Writes values as JSON and reads them back exactly, by their type annotations.

``decode(kind, encode(value)) == value`` for every value of the house: dates, instants,
enums, tuples and nested dataclasses included. A field that was added later takes its
default where old JSON lacks it, and a field that was removed is passed over, so that
rows outlive the code that wrote them. Nothing here knows a database.
"""

from __future__ import annotations

import dataclasses
import math
import types
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from storage.errors import ValueUnreadableError

T = TypeVar("T")
Json: TypeAlias = Any  # what json.dumps takes and json.loads gives
Kind: TypeAlias = Any  # an annotation: a class, a union, a generic
Reader: TypeAlias = Callable[[Json], Any]

_PLAIN = (str, int, float, bool, type(None))
_REMEDY = "Keep the value's type in step with what is kept, or add a migration."


def encode(value: object) -> Json:
    """Return what ``json.dumps`` takes; raises ValueUnreadableError for what JSON cannot say."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueUnreadableError(repr(value), "is no number that JSON knows", _REMEDY)
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, date | time):
        return _encode_time(value)
    return _encode_nested(value)


def _encode_time(value: date | time) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.utcoffset() is None:
        raise ValueUnreadableError(value.isoformat(), "has no zone", "Pass an aware datetime.")
    return value.astimezone(UTC).isoformat()


def _encode_nested(value: object) -> Json:
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, frozenset):
        return [encode(item) for item in sorted(value)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: encode(getattr(value, field.name)) for field in fields}
    raise ValueUnreadableError(type(value).__name__, "cannot be written as JSON", _REMEDY)


def decode(kind: type[T], data: Json) -> T:
    """Return the value of type ``kind`` that ``encode`` wrote as ``data``."""
    try:
        value: T = _reader(kind)(data)  # type: ignore[arg-type]  # a class is hashable
    except (KeyError, TypeError, ValueError) as error:
        name = getattr(kind, "__name__", str(kind))
        raise ValueUnreadableError(name, f"does not fit what is kept ({error})", _REMEDY) from error
    return value


@cache
def _reader(kind: Kind) -> Reader:
    """Return what reads a value of one kind; annotations are looked into once, not per value."""
    origin = get_origin(kind)
    if origin is not None:
        return _GENERIC[origin](get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind)
    if kind in _SCALAR:
        return _SCALAR[kind]
    if issubclass(kind, Enum):
        return kind
    raise TypeError(f"no way to read {kind}")


def _dataclass_reader(kind: Kind) -> Reader:
    hints = get_type_hints(kind)
    readers = [(field.name, _reader(hints[field.name])) for field in dataclasses.fields(kind)]

    def read(data: Json) -> object:
        return kind(**{name: value(data[name]) for name, value in readers if name in data})

    return read


def _union_reader(args: tuple[Kind, ...]) -> Reader:
    kinds = [kind for kind in args if kind is not type(None)]
    is_optional = len(kinds) < len(args)
    if len(kinds) == 1:
        one = _reader(kinds[0])
        return lambda data: None if data is None else one(data)

    def read(data: Json) -> object:
        if type(data) in kinds or (data is None and is_optional):
            return data
        raise TypeError(f"{data!r} is none of {kinds}")

    return read


def _tuple_reader(args: tuple[Kind, ...]) -> Reader:
    readers = [_reader(kind) for kind in args if kind is not Ellipsis]
    if args[-1] is Ellipsis:
        return lambda data: tuple(map(readers[0], data))
    return lambda data: tuple(read(item) for read, item in zip(readers, data, strict=True))


def _dict_reader(args: tuple[Kind, ...]) -> Reader:
    key, item = map(_reader, args)
    return lambda data: {key(name): item(value) for name, value in data.items()}


def _set_reader(args: tuple[Kind, ...]) -> Reader:
    item = _reader(args[0])
    return lambda data: frozenset(map(item, data))


def _exactly(kind: type[T]) -> Callable[[Any], T]:
    def check(data: Json) -> T:
        if not isinstance(data, kind):
            raise TypeError(f"{data!r} is no {kind.__name__}")
        return data

    return check


_SCALAR: dict[type, Reader] = {
    str: _exactly(str),
    bool: _exactly(bool),
    int: _exactly(int),
    float: float,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
}

_GENERIC: dict[Any, Callable[[tuple[Kind, ...]], Reader]] = {
    Union: _union_reader,
    types.UnionType: _union_reader,
    tuple: _tuple_reader,
    dict: _dict_reader,
    frozenset: _set_reader,
}
