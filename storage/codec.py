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
        value: T = _decode(kind, data)  # type: ignore[assignment]  # its type is ``kind``
    except (KeyError, TypeError, ValueError) as error:
        name = getattr(kind, "__name__", str(kind))
        raise ValueUnreadableError(name, f"does not fit what is kept ({error})", _REMEDY) from error
    return value


def _decode(kind: Kind, data: Json) -> object:
    origin = get_origin(kind)
    if origin is not None:
        return _GENERIC[origin](get_args(kind), data)
    if dataclasses.is_dataclass(kind):
        return _decode_dataclass(kind, data)
    if kind in _SCALAR:
        return _SCALAR[kind](data)
    if issubclass(kind, Enum):
        return kind(data)
    raise TypeError(f"no way to read {kind}")


def _decode_dataclass(kind: Kind, data: Json) -> object:
    hints = _hints(kind)
    known = {name: _decode(hint, data[name]) for name, hint in hints.items() if name in data}
    return kind(**known)


@cache
def _hints(kind: Kind) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _decode_union(args: tuple[Kind, ...], data: Json) -> object:
    if data is None and type(None) in args:
        return None
    kinds = [kind for kind in args if kind is not type(None)]
    if len(kinds) == 1:
        return _decode(kinds[0], data)
    if type(data) in kinds:
        return data
    raise TypeError(f"{data!r} is none of {kinds}")


def _decode_tuple(args: tuple[Kind, ...], data: Json) -> tuple[Any, ...]:
    if args[-1] is Ellipsis:
        return tuple(_decode(args[0], item) for item in data)
    return tuple(_decode(kind, item) for kind, item in zip(args, data, strict=True))


def _decode_dict(args: tuple[Kind, ...], data: Json) -> dict[Any, Any]:
    return {_decode(args[0], key): _decode(args[1], item) for key, item in data.items()}


def _exactly(kind: type[T]) -> Callable[[Any], T]:
    def check(data: Json) -> T:
        if not isinstance(data, kind):
            raise TypeError(f"{data!r} is no {kind.__name__}")
        return data

    return check


_SCALAR: dict[type, Callable[[Any], Any]] = {
    str: _exactly(str),
    bool: _exactly(bool),
    int: _exactly(int),
    float: float,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
}

_GENERIC: dict[Any, Callable[[tuple[Kind, ...], Json], Any]] = {
    Union: _decode_union,
    types.UnionType: _decode_union,
    tuple: _decode_tuple,
    dict: _decode_dict,
    frozenset: lambda args, data: frozenset(_decode(args[0], item) for item in data),
}
