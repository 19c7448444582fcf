"""The archive that look-ups are timed in: repeatable, with what a look-up has to find."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from sqlalchemy import Engine

from benchmarks.lookup.__main__ import figures
from benchmarks.lookup.archive import PER_SET, fill, meetings
from storage import reports
from storage.database import connect, reading, upgrade

COUNT = 400


def test_the_archive_is_the_same_every_time() -> None:
    """One seed draws the same meetings; another draws others, of the same sets of states."""
    once, again = list(meetings(COUNT, 1)), list(meetings(COUNT, 1))
    other = list(meetings(COUNT, 2))
    assert once == again
    assert once != other
    common = {one.participants for one in once} & {one.participants for one in other}
    assert common


def test_a_larger_archive_has_more_sets() -> None:
    """A set of states meets about as often in a small archive as in a large one."""
    large = {one.participants for one in meetings(10_000, 1)}
    assert {len(states) for states in large} >= {2, 3, 4, 5, 6, 9}
    assert 10_000 / PER_SET * 0.8 <= len(large) <= 10_000 / PER_SET


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    """Every report lies in the window of its own day, and the archive grows step by step."""
    engine = connect(f"sqlite:///{tmp_path / 'archive.sqlite'}")
    upgrade(engine)
    claims = list(islice(meetings(COUNT, 1), COUNT))
    assert fill(engine, iter(claims[:100]), 0) == 100
    assert fill(engine, iter(claims[100:]), 100) == COUNT
    with reading(engine) as session:
        for number, claim in enumerate(claims):
            on = claim.when.start
            assert on is not None
            near = reports.around(session, [claim.participants], on, on)
            assert f"{number:024x}" in {one.telling.article for one in near.reports}
    engine.dispose()


def test_look_ups_are_timed_at_each_size(tmp_path: Path) -> None:
    """A figure for each size, each above nothing."""

    def file(name: str) -> Engine:
        return connect(f"sqlite:///{tmp_path / name}.sqlite")

    found = dict(figures(file, (50, 600)))
    assert list(found) == [50, 600]
    assert min(found.values()) > 0
