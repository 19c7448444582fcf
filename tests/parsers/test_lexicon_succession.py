"""Told terms of office beside those we hold: who came, who left, what is doubted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.lexicon import Holder, load
from parsers.lexicon.succession import Succession, is_same, succession
from parsers.lexicon.wikidata import Role, Told
from parsers.model import Level

STATE, GOVERNMENT, FOREIGN = Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT, Role.FOREIGN_MINISTER


def held(
    name: str,
    since: date,
    until: date | None = None,
    office: str = "Prime Minister",
    *,
    state: str = "FJ",
    level: Level = Level.LEADERS,
) -> Holder:
    """Return a row of ours."""
    identity = f"{name}-{state}-{office}-{since}".lower()
    return Holder(
        identity, name, (name.rsplit(maxsplit=1)[-1],), state, office, level, since, until
    )


ADA = held("Ada Reef", date(2015, 3, 1), date(2020, 6, 30))
BEN = held("Ben Shoal", date(2020, 6, 30))


def told(
    name: str, since: str, until: str | None = None, role: Role = GOVERNMENT, state: str = "FJ"
) -> Told:
    """Return what a source tells."""
    return Told(state, role, f"Q{sum(map(ord, name))}", name, since, until)


def lines(found: Succession) -> list[str]:
    """Return the changed rows in short."""
    return [
        f"{'=' if term.is_ours else '+'} {term.office}: {term.name} {term.since}/{term.until or ''}"
        for term in found.terms
    ]


FIRST, SECOND = told("Ada Reef", "2015-03-01", "2020-06-30"), told("Ben Shoal", "2020-06-30")


def test_what_both_know_changes_nothing() -> None:
    """Also where the source differs by days, splits a term in two, or begins a later one anew."""
    assert succession([ADA, BEN], [FIRST, SECOND]) == Succession((), ())
    split = [told("Ada Reef", "2015-03-15", "2018"), told("Ada Reef", "2018-01-10", "2020-07")]
    anew = told("Ben Shoal", "2024-09-01")
    assert succession([ADA, BEN], [*split, SECOND, anew]) == Succession((), ())


def test_a_successor_ends_one_and_comes() -> None:
    """The one we held open ends on the day told; the new one takes the office's name here."""
    ended, came = told("Ben Shoal", "2020-06-30", "2026-02-03"), told("Cy Atoll", "2026-02-03")
    found = succession([ADA, BEN], [came, ended, FIRST])
    assert lines(found) == [
        "= Prime Minister: Ben Shoal 2020-06-30/2026-02-03",
        "+ Prime Minister: Cy Atoll 2026-02-03/",
    ]
    assert found.doubts == ()


def test_a_successor_without_an_end_before_him_is_doubted() -> None:
    """Two in one seat: nobody is put beside one who sits there."""
    found = succession([ADA, BEN], [FIRST, SECOND, told("Cy Atoll", "2026-02-03")])
    assert lines(found) == []
    assert "Cy Atoll" in found.doubts[0]
    assert "we hold Ben Shoal in that seat" in found.doubts[0]


def test_one_person_under_two_names_is_no_second() -> None:
    """Longer and shorter forms are one; another transliteration is doubted, never added."""
    assert succession([BEN], [told("Ben Kora Shoal", "2020-06-30")]) == Succession((), ())
    assert lines(succession([BEN], [told("Benn Schoal", "2020-06-30")])) == []


def test_what_we_lack_of_the_past_is_added() -> None:
    """A gap is filled with what the source tells, as exactly as it does."""
    found = succession([BEN], [told("Eva Cay", "2011", "2015-03"), SECOND])
    assert lines(found) == ["+ Prime Minister: Eva Cay 2011/2015-03"]


def test_a_term_that_went_on_is_lengthened() -> None:
    """The source tells a later end than ours."""
    found = succession([ADA], [told("Ada Reef", "2015-03-01", "2021-01-31")])
    assert lines(found) == ["= Prime Minister: Ada Reef 2015-03-01/2021-01-31"]


def test_what_we_checked_is_not_undone() -> None:
    """An end that the source lacks, or a beginning long before ours, is doubted."""
    open_end = succession([ADA], [told("Ada Reef", "2015-03-01")])
    early = succession([ADA], [told("Ada Reef", "2011-03-01", "2020-06-30")])
    assert (open_end.terms, early.terms) == ((), ())
    assert "no end is told, but we hold that it ended 2020-06-30" in open_end.doubts[0]
    assert "we hold that it began 2015-03-01" in early.doubts[0]


def test_a_forgotten_end_is_doubted() -> None:
    """Nobody whom we do not know came before 2005 and still sits there."""
    (doubt,) = succession([], [told("Old Kelp", "1988-02-01")]).doubts
    assert "no end is told in all these years" in doubt


def test_a_head_of_state_who_takes_over_the_government_for_a_while_ends_nothing() -> None:
    """Roles are told apart where the names of both offices are known."""
    crown = held("Queen Wave", date(2000, 1, 1), office="Queen")
    rows = [
        told("Queen Wave", "2000-01-01", role=STATE),
        told("Ben Shoal", "2020-06-30"),
        told("Ben Shoal", "2023-01-01", "2023-02-01", role=STATE),
    ]
    assert succession([crown, BEN], rows) == Succession((), ())


def test_a_monarch_of_many_realms_is_left_to_those_who_know_her() -> None:
    """A head of several states becomes a leader of none of them by the source's word."""
    wave = held("Queen Wave", date(2012, 1, 1), office="Queen", state="TV")
    rows = [told("Queen Wave", "2012-01-01", role=STATE, state=code) for code in ("FJ", "TV", "NZ")]
    assert succession([wave], rows) == Succession((), ())


@pytest.mark.parametrize(
    ("role", "office", "level"),
    [
        (FOREIGN, "Foreign Minister", Level.FOREIGN_MINISTERS),
        (Role.DEFENCE_MINISTER, "Defence Minister", Level.DEFENCE_MINISTERS),
    ],
)
def test_ministers_are_of_their_own_level(role: Role, office: str, level: Level) -> None:
    """A premier who is minister as well has a row of each."""
    found = succession([BEN], [SECOND, told("Ben Shoal", "2024-01-01", role=role)])
    (term,) = found.terms
    assert (term.office, term.level) == (office, level)
    assert term.as_row()["source"].startswith("Q")
    assert "until" not in term.as_row()


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Lee Jae-myung", True),
        ("Jae-myung Lee", True),
        ("Lee Jae Myung", True),
        ("Lee Jae-yong", False),
        ("Lee", False),
    ],
)
def test_names_in_both_orders_are_one_person(name: str, *, is_one: bool) -> None:
    """Order, hyphen and capitals do not make another person, a family name alone does."""
    row = held("Lee Jae-myung", date(2025, 6, 4), state="KR", office="President")
    assert is_same(row, told(name, "2025-06-04", role=STATE, state="KR")) is is_one


def test_father_and_son_are_two() -> None:
    """A name inside of another is the same person only where the terms begin alike."""
    father = held("Ido Reef", date(1990, 12, 2), date(2021, 4, 20))
    son = told("Mako Ido Reef", "2021-04-20")
    assert not is_same(father, son)
    assert lines(succession([father], [son])) == ["+ Head of Government: Mako Ido Reef 2021-04-20/"]


@settings(deadline=None)
@given(st.data())
def test_our_own_rows_told_back_change_nothing(data: st.DataObject) -> None:
    """Whatever part of our leaders a source repeats, there is nothing to write."""
    leaders = [row for row in load().holders.values() if row.level is Level.LEADERS]
    state = data.draw(st.sampled_from(sorted({row.state for row in leaders})))
    rows = [row for row in leaders if row.state == state]
    chosen = data.draw(st.lists(st.sampled_from(rows), unique_by=lambda row: row.id))
    back = [
        Told(
            state, GOVERNMENT, f"Q{at}", row.name, row.since.isoformat(),
            row.until.isoformat() if row.until else None,
        )
        for at, row in enumerate(chosen)
    ]  # fmt: skip
    found = succession(rows, back)
    assert [term for term in found.terms if not term.is_ours] == []
