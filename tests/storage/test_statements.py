"""The shared statements: batches, counts, and reads that see past the cache."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlmodel import col, select, update

from storage import articles
from storage.database import transaction
from storage.statements import PARAMETERS, add_new, batches, change, every, first, upsert
from storage.tables.feeds import FeedRow
from tests.storage import builders as make


def test_batches_keep_all_in_order() -> None:
    """Nothing is lost at a rim, and nothing comes of nothing."""
    assert [list(some) for some in batches([1, 2, 3, 4, 5], 2)] == [[1, 2], [3, 4], [5]]
    assert list(batches([], 2)) == []


def test_many_rows_fit_in_one_call(engine: Engine) -> None:
    """More parameters than one statement may have are spread over several."""
    rows = [FeedRow.of(make.source(f"feed-{number:05}")) for number in range(PARAMETERS // 9 + 5)]
    with transaction(engine) as session:
        assert add_new(session, rows) == len(rows)
        assert add_new(session, rows) == 0
        upsert(session, rows)
        assert len(every(session, select(FeedRow))) == len(rows)


def test_more_ids_than_parameters_can_be_asked(engine: Engine) -> None:
    """A backfill may ask for more entries at once than a statement can name."""
    entries = [make.entry(f"e{number}") for number in range(PARAMETERS + 5_000)]
    with transaction(engine) as session:
        assert articles.unseen(session, entries) == entries


def test_the_last_of_equal_rows_wins(engine: Engine) -> None:
    """Two rows with one key in one upsert are no fault on either database."""
    with transaction(engine) as session:
        upsert(session, [FeedRow.of(make.source(name=name)) for name in ("First", "Last")])
        (row,) = every(session, select(FeedRow))
        assert row.name == "Last"


def test_reads_see_what_was_just_written(engine: Engine) -> None:
    """A row that is in the session's cache is read anew after a plain statement."""
    with transaction(engine) as session:
        upsert(session, [FeedRow.of(make.source(name="Before"))])
        held = first(session, select(FeedRow))
        assert held is not None
        renamed = update(FeedRow).values(name="After")
        assert change(session, renamed.where(col(FeedRow.slug) == "nobody")) == 0
        assert change(session, renamed) == 1
        found = first(session, select(FeedRow))
        assert found is not None
        assert found.name == "After"
