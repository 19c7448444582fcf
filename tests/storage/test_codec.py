"""Values survive JSON exactly, whatever they hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.model import Alert, Coverage, Delivery, Digest, Receipt, Recipient, Rule, Slot
from parsers.copies.edges import Edge
from parsers.model import (
    Article,
    Change,
    Entry,
    Grouping,
    GroupingRecord,
    Meeting,
    MeetingRecord,
    Reading,
)
from storage.codec import decode, encode
from storage.errors import ValueUnreadableError
from storage.model import Lease, Poll, Run, StoredArticle, Writers
from tests.storage.values import any_of

NAIVE = datetime(2031, 4, 7, 6, 30)  # noqa: DTZ001 - the fault under test
VALUES = (
    Entry, Article, Edge, Meeting, Grouping, Reading, MeetingRecord, GroupingRecord, Change,
    Rule, Recipient, Alert, Coverage, Digest, Delivery, Receipt, Slot,
    Poll, StoredArticle, Writers, Lease, Run,
)  # fmt: skip


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_a_value_survives_json(kind: type, data: st.DataObject) -> None:
    """Encoded, written as JSON, read and decoded, every value equals itself."""
    value = data.draw(any_of(kind))
    assert value == decode(kind, json.loads(json.dumps(encode(value), allow_nan=False)))


@dataclass(frozen=True, slots=True)
class Older:
    """A value before it grew."""

    name: str
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Newer:
    """The same value with one field more and one less."""

    name: str
    rank: int = 7


def test_a_value_may_grow() -> None:
    """A new field takes its default and a removed one is passed over."""
    assert Newer("x", 7) == decode(Newer, encode(Older("x", 3)))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": None},
        {"name": 1},
        {"name": "x", "rank": "7"},
        [],
        None,
        {"name": "x", "rank": None},
    ],
)
def test_a_misfit_is_refused(data: object) -> None:
    """What does not fit the type is an error that names the type."""
    with pytest.raises(ValueUnreadableError, match="Newer"):
        decode(Newer, data)


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), object(), {1, 2}, NAIVE],
)
def test_what_json_cannot_say_is_refused(value: object) -> None:
    """No value is written that could not be read back."""
    with pytest.raises(ValueUnreadableError):
        encode(value)


@pytest.mark.parametrize("score", [1, 1.0, "1"])
def test_evidence_keeps_its_kind(score: float | str) -> None:
    """A whole number, a fraction and a word stay what they are in a union."""
    found = decode(dict[str, float | int | str], json.loads(json.dumps(encode({"score": score}))))
    assert (score, type(score)) == (found["score"], type(found["score"]))
