"""Instants and texts come back as they went in, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Engine, Integer, MetaData, Table, select

from storage.columns import Among, BigInt, Json, UtcDateTime, Words
from storage.errors import NaiveInstantError
from tests.storage import builders as make

PROBE = Table(
    "probe",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime),
    Column("words", Words),
    Column("nested", Json),
    Column("number", BigInt),
)


def kept(engine: Engine, **cells: object) -> object:
    """Return what a row gives back for its one cell."""
    (name,) = cells
    with engine.begin() as connection:
        PROBE.create(connection, checkfirst=True)
        connection.execute(PROBE.delete())
        connection.execute(PROBE.insert().values(id=1, **cells))
        return connection.execute(select(PROBE.c[name])).scalar_one()


@pytest.mark.parametrize("hours", [0, 5, -8, 14])
def test_an_instant_keeps_its_moment(engine: Engine, hours: int) -> None:
    """Whatever the zone, the same moment comes back, aware and in UTC."""
    at = datetime(2031, 4, 7, 3, 4, 5, 678901, tzinfo=timezone(timedelta(hours=hours)))
    found = kept(engine, at=at)
    assert at == found
    assert isinstance(found, datetime)
    assert UTC is found.tzinfo


def test_a_naive_instant_is_refused(engine: Engine) -> None:
    """An instant without a zone is an error, when kept and when compared."""
    naive = datetime(2031, 4, 7)  # noqa: DTZ001 - this is the fault under test
    with pytest.raises(NaiveInstantError, match="no zone"):
        kept(engine, at=naive)
    with engine.connect() as connection, pytest.raises(NaiveInstantError):
        connection.execute(select(PROBE.c.id).where(PROBE.c.at < naive))


def test_instants_are_ordered_by_moment(engine: Engine) -> None:
    """A comparison in SQL is one of moments, not of digits."""
    early = datetime(2031, 4, 7, 9, tzinfo=timezone(timedelta(hours=9)))
    late = datetime(2031, 4, 7, 1, tzinfo=UTC)
    with engine.begin() as connection:
        PROBE.create(connection)
        connection.execute(PROBE.insert(), [{"id": 1, "at": late}, {"id": 2, "at": early}])
        assert list(connection.scalars(select(PROBE.c.id).order_by(PROBE.c.at))) == [2, 1]
        assert list(connection.scalars(select(PROBE.c.id).where(PROBE.c.at < late))) == [2]


@make.ON_ONE_DATABASE
@given(st.text())
def test_text_comes_back(engine: Engine, text: str) -> None:
    """Any text that a database can hold comes back as it was."""
    assert text.replace("\0", "\ufffd") == kept(engine, words=text)


def test_unstorable_text_is_replaced(engine: Engine) -> None:
    """NUL and half surrogate pairs are replaced, the same way on both databases."""
    assert kept(engine, words="a\0b\ud800c") == "a\ufffdb\ufffdc"


@make.ON_ONE_DATABASE
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    ).filter(lambda nested: nested is not None)
)
def test_nested_values_come_back(engine: Engine, nested: object) -> None:
    """JSON comes back with the same numbers and the same text."""
    assert nested == kept(engine, nested=nested)


@pytest.mark.parametrize("number", [-(2**63), -1, 0, 2**63 - 1])
def test_64_bits_come_back(engine: Engine, number: int) -> None:
    """A band key fills all of 64 bits."""
    assert number == kept(engine, number=number)


@make.ON_ONE_DATABASE
@given(texts=st.lists(st.text(max_size=4), max_size=6), held=st.text(max_size=4))
def test_a_text_is_among_others(engine: Engine, texts: list[str], held: str) -> None:
    """A row is found where its text is in the list, whatever the texts hold."""
    assert found_among(engine, held, texts) == (held.replace("\0", "\ufffd") in kept_as(texts))


@pytest.mark.parametrize("count", [0, 1, 70_000])
def test_a_list_may_be_of_any_length(engine: Engine, count: int) -> None:
    """One parameter holds more texts than a statement may have parameters."""
    assert found_among(engine, "0", [str(number) for number in range(count)]) == (count > 0)


def kept_as(texts: list[str]) -> list[str]:
    """Return texts as a database holds them."""
    return [text.replace("\0", "\ufffd") for text in texts]


def found_among(engine: Engine, held: str, texts: list[str]) -> bool:
    """Keep one row, and tell whether it is found by a list of texts."""
    kept(engine, words=held)
    statement = select(PROBE.c.id).where(Among(PROBE.c.words, "texts"))
    with engine.connect() as connection:
        return bool(connection.scalars(statement, {"texts": texts}).all())
