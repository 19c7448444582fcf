"""Terms of office as Wikidata's query service tells them: what is taken, what is left out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.lexicon.wikidata import (
    QUERY,
    ROWS_MAX,
    Role,
    SourceUnreadableError,
    Told,
    is_name,
    read_terms,
)
from tests.parsers.tellings import answer, row

STATES = frozenset({"FJ", "NZ", "JP"})


def one(**changed: object) -> tuple[list[Told], dict[str, int]]:
    """Read an answer of one row; a key of None is left out."""
    told = row("FJ", "head_of_state", "Q77", "Ada Reef", "2024-05-06")
    terms, left = read_terms(answer({**told, **changed}), STATES)
    return terms, dict(left)


def literal(value: str) -> dict[str, str]:
    """Return a cell as the service writes a plain text."""
    return {"type": "literal", "value": value}


def test_a_term_is_read() -> None:
    """State, role, person and both days."""
    body = answer(
        row("FJ", "head_of_government", "Q77", "Ada Reef", "2019-05-06", until="2024-11-30"),
        row("NZ", "foreign_minister", "Q78", "Tane O'Brien-Reef", "2024-11-30"),
        row("JP", "defence_minister", "Q79", "Riku Hama", "2024-10-01"),
    )
    assert read_terms(body, STATES)[0] == [
        Told("FJ", Role.HEAD_OF_GOVERNMENT, "Q77", "Ada Reef", "2019-05-06", "2024-11-30"),
        Told("NZ", Role.FOREIGN_MINISTER, "Q78", "Tane O'Brien-Reef", "2024-11-30"),
        Told("JP", Role.DEFENCE_MINISTER, "Q79", "Riku Hama", "2024-10-01"),
    ]


@pytest.mark.parametrize(("precision", "since"), [(9, "2024"), (10, "2024-05"), (11, "2024-05-06")])
def test_a_date_is_as_exact_as_it_is_told(precision: int, since: str) -> None:
    """Of a year or month the service fills in the first day; we do not take that for known."""
    (told,), _ = one(sincePrecision=literal(str(precision)))
    assert told.since == since


def test_the_same_term_told_twice_is_one() -> None:
    """A person with two labels or two references comes once."""
    cells = row("FJ", "head_of_state", "Q77", "Ada Reef", "2024-05-06")
    assert len(read_terms(answer(cells, cells), STATES)[0]) == 1


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"code": literal("QQ")}, "of no state we know"),
        ({"code": None}, "of no state we know"),
        ({"role": literal("king")}, "of no state we know"),
        ({"personLabel": literal("Q77")}, "without a usable name"),
        ({"personLabel": literal("")}, "without a usable name"),
        ({"personLabel": literal("<script>alert(1)</script>")}, "without a usable name"),
        ({"personLabel": literal('Ada"\nlevel = "leaders')}, "without a usable name"),
        ({"personLabel": literal("Ada \u202eReef")}, "without a usable name"),
        ({"personLabel": literal("Адам Риф")}, "without a usable name"),
        ({"personLabel": literal("Ada " * 40)}, "without a usable name"),
        ({"person": {"type": "bnode", "value": "t12"}}, "without a usable name"),
        (
            {"person": {"type": "uri", "value": "http://www.wikidata.org/.well-known/genid/1a"}},
            "without a usable name",
        ),
        ({"person": literal("https://elsewhere.example/entity/Q77")}, "without a usable name"),
        ({"since": None}, "without a usable date"),
        ({"since": literal("yesterday")}, "without a usable date"),
        ({"since": literal("-0044-03-15T00:00:00Z")}, "without a usable date"),
        ({"since": literal("2024-02-30T00:00:00Z")}, "without a usable date"),
        ({"sincePrecision": literal("7")}, "without a usable date"),
        ({"sincePrecision": literal("many")}, "without a usable date"),
        ({"until": {"type": "bnode", "value": "t13"}}, "without a usable date"),
    ],
)
def test_what_cannot_be_used_is_counted(changed: dict[str, object], word: str) -> None:
    """Unknown states, unnamed or unreal people and dates of no use are left out aloud."""
    assert one(**changed) == ([], {word: 1})


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><title>503</title>", "is a page, not JSON"),
        (b"<?xml version='1.0'?><sparql/>", "is a page, not JSON"),
        (b"java.util.concurrent.TimeoutException", "is not JSON"),
        (answer(row("FJ", "head_of_state", "Q1", "Ada Reef", "2024"))[:-30], "is cut short"),
        (b"[1, 2]", "has no results.bindings"),
        (b'{"results": {"bindings": {}}}', "has no results.bindings"),
        (b"[" * 100_000, "is cut short or broken JSON"),
        (b"\xff\xfe{}", "is"),
    ],
)
def test_what_is_no_answer_is_refused(body: bytes, word: str) -> None:
    """A page of an error, a broken transfer or another format are told apart."""
    with pytest.raises(SourceUnreadableError, match=word):
        read_terms(body, STATES)


def test_more_than_there_can_be_is_refused() -> None:
    """No world has fifty thousand terms of office since 2005."""
    body = json.dumps({"results": {"bindings": [{}] * (ROWS_MAX + 1)}}).encode()
    with pytest.raises(SourceUnreadableError, match="rows"):
        read_terms(body, STATES)


CELLS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(CELLS)
def test_any_row_is_read_or_counted(cells: object) -> None:
    """Whatever stands where a row should be, nothing is raised and nothing is taken on trust."""
    terms, left = read_terms(json.dumps({"results": {"bindings": [cells]}}).encode(), STATES)
    assert len(terms) + left.total() == 1
    assert not terms


@pytest.mark.parametrize(
    ("label", "is_one"),
    [
        ("Lee Jae-myung", True),
        ("Volodymyr Zelenskyy", True),
        ("Nguyễn Xuân Phúc", True),
        ("Siaosi ʻOfakivahafolau Sovaleni", True),
        ("Ferdinand Marcos Jr.", True),
        ("Naruhito", True),
        ("Q4511", False),
        ("Agent 47", False),
        ("A_B", False),
        ("X", False),
        ("[[holder]]", False),
    ],
)
def test_names(label: str, *, is_one: bool) -> None:
    """Names of all nations as English print has them; no markup and no numbers."""
    assert is_name(label) is is_one


def test_the_question_asks_for_what_is_read() -> None:
    """Every column that is read is selected, and the roles are those that the rows may have."""
    columns = ("code", "role", "person", "personLabel", "since", "sincePrecision", "until")
    assert all(f"?{column} " in QUERY.splitlines()[0] for column in columns)
    assert all(f'"{role}"' in QUERY for role in Role)
    assert QUERY.count("{") == QUERY.count("}")
