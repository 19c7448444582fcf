"""Ids of meetings outlive mergers and splits, and no two meetings share one."""

from __future__ import annotations

from parsers.records.identities import named
from parsers.records.meetings import identity_of
from parsers.records.reports import Key, Report
from tests.parsers.told import report

A, B, C, D = (report(name, after=n) for n, name in enumerate("abcd"))


def of(**records: str) -> dict[Key, str]:
    """Return which record each article's first report is of."""
    return {(article, 0): record for article, record in records.items()}


def test_a_new_meeting_is_named_after_its_first_report() -> None:
    """Nothing is held yet, so each meeting gets an id of its own."""
    naming = named([(A, B), (C,)], {})
    assert naming.ids == (identity_of(A), identity_of(C))
    assert not naming.merged
    assert not naming.split


def test_a_meeting_keeps_its_id_when_reports_join() -> None:
    """Also when the one that joins was published first."""
    assert named([(A, B, C)], of(b="held")).ids == ("held",)


def test_of_two_that_become_one_the_one_seen_first_goes_on() -> None:
    """The other is told to be merged into it."""
    naming = named([(A, B, C)], of(a="young", b="old", c="young"))
    assert naming.ids == ("young",)
    assert naming.merged == {"old": "young"}
    later = named([(A, B, C)], of(b="first", c="second"))
    assert (later.ids, later.merged) == (("first",), {"second": "first"})


def test_of_one_that_becomes_two_the_larger_keeps_the_id() -> None:
    """The other gets a new one, and says where it was before."""
    naming = named([(A,), (B, C)], of(a="held", b="held", c="held"))
    assert naming.ids == (identity_of(A), "held")
    assert naming.split == {identity_of(A): "held"}


def test_an_id_that_is_taken_is_not_given_again() -> None:
    """The report that founded a record may have left it."""
    founder = identity_of(A)
    naming = named([(A,), (B, C)], of(a=founder, b=founder, c=founder))
    assert naming.ids[1] == founder
    assert naming.ids[0] != founder


def test_every_meeting_has_one_id() -> None:
    """However reports of three records are dealt out to three meetings."""
    deals: list[list[tuple[Report, ...]]] = [
        [(A, D), (B,), (C,)],
        [(A,), (B, C), (D,)],
        [(A, B, C, D)],
    ]
    for meetings in deals:
        naming = named(meetings, of(a="x", b="x", c="y", d="z"))
        assert len(set(naming.ids)) == len(meetings)
        assert set(naming.merged.values()) <= set(naming.ids)
        assert {"x", "y", "z"} == set(naming.merged) | ({"x", "y", "z"} & set(naming.ids))
