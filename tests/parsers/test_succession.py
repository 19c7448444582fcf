"""Which meeting takes the place of a cancelled one."""

from __future__ import annotations

from parsers.model import Place, Status
from parsers.records.reports import Report
from parsers.records.succession import replaced
from tests.parsers.told import UNDATED, day, report

CANCELLED = {"status": Status.CANCELLED}
ATHENS = {"place": Place("Athens", "GR")}


def meetings(**new: object) -> list[tuple[Report, ...]]:
    """Return a meeting that was called off, and another that the same article tells of."""
    off = report("b", after=2, **CANCELLED)
    return [(report("a"), off), (report("b", after=2, ordinal=1, **new),)]  # type: ignore[arg-type]


def test_what_is_planned_instead_replaces_what_is_off() -> None:
    """One article calls the first off and plans the second for later days."""
    assert replaced(meetings(when=day(6, 4), **ATHENS)) == {1: 0}


def test_other_meetings_of_the_article_do_not() -> None:
    """One held before, one planned for earlier days, one without a day, one called off as well."""
    assert replaced(meetings(when=day(5, 2), status=Status.HELD)) == {}
    assert replaced(meetings(when=day(5, 15))) == {}
    assert replaced(meetings(**UNDATED)) == {}
    assert replaced(meetings(when=day(6, 4), **CANCELLED)) == {}


def test_articles_of_one_of_them_tie_nothing() -> None:
    """Called off here and planned there may be two quarrels of one set."""
    apart = [(report("a", **CANCELLED),), (report("b", when=day(6, 4)),)]
    assert replaced(apart) == {}
