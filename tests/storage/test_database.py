"""Opening, migrating and locking: clear refusals, and all or nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, TextClause, bindparam, inspect, text

from parsers.model import Grouping, Level
from parsers.records.groupings import record_of
from parsers.records.rulings import Anchor, Decision, DecisionKind
from storage import articles, decisions, groupings, history, reports, runs, set_reports, stories
from storage.codec import encode
from storage.columns import UtcDateTime
from storage.database import connect, downgrade, pending, reading, transaction, upgrade
from storage.errors import (
    DatabaseBusyError,
    DatabaseRefusedError,
    DatabaseUnreachableError,
    DatabaseUnsupportedError,
    MigrationPendingError,
    MigrationUnknownError,
    RowRefusedError,
)
from storage.model import Attachment
from storage.tables import METADATA
from tests.storage import builders as make

NOTE = Callable[[Engine], None]


def tables(engine: Engine) -> set[str]:
    """Return the names of the house's tables that are there."""
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_upgrade_and_downgrade(blank_url: str, note_database: NOTE) -> None:
    """Upgrading makes every table, downgrading leaves none, and both can be repeated."""
    engine = connect(blank_url)
    note_database(engine)
    for _ in range(2):
        assert pending(engine)
        upgrade(engine)
        upgrade(engine)
        assert not pending(engine)
        assert set(METADATA.tables) == tables(engine)
        downgrade(engine)
        downgrade(engine)
        assert tables(engine) == set()
    engine.dispose()


def test_every_step_can_be_taken_and_taken_back(blank_url: str, note_database: NOTE) -> None:
    """Each revision stands alone: up one, down one, up again."""
    engine = connect(blank_url)
    note_database(engine)
    before: list[set[str]] = [set()]
    for revision in ("0001", "0002", "0003"):
        upgrade(engine, revision)
        after = tables(engine)
        assert before[-1] < after
        downgrade(engine, "-1")
        assert before[-1] == tables(engine)
        upgrade(engine, revision)
        before.append(after)
    engine.dispose()


def test_migrations_make_what_the_rows_declare(engine: Engine) -> None:
    """The migrated schema and the row classes differ in nothing that Alembic can see."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, METADATA) == []


def test_an_older_database_knows_its_reports(engine: Engine) -> None:
    """An upgrade ties the claims of an older database to the records that rest on them."""
    day = date(2031, 5, 5)
    with transaction(engine) as session:
        make.keep_article(session, make.article("told", hours=-20))
        make.keep_article(session, make.article("undated", hours=None))
        dated, undated = make.claim("DK", "SE", on=day), make.claim("DK", "SE")
        for article, claim in (("told", dated), ("undated", undated)):
            reports.keep(session, article, [claim], told_at=make.NOW, seen_at=make.NOW)
        reports.assign(session, "one", [("told", 0)])
        words = Attachment("one", "told", make.claim("DK", "SE").evidence, "will_meet")
        history.replace_support(session, "one", [words])
    downgrade(engine, "0003")
    upgrade(engine)
    with transaction(engine) as session:
        held = reports.around(session, [("DK", "SE")], day, day)
        assert held.records == {("told", 0): "one"}
        told = {one.telling.article: one.telling.published_at for one in held.reports}
        assert told == {"told": make.NOW - timedelta(hours=20), "undated": make.NOW}


def test_an_older_database_forgets_what_was_decided_of_stories(engine: Engine) -> None:
    """What was decided of records stays, by nobody that we know; stories have no anchor left."""
    one, other = Anchor("one", ("DK", "SE")), Anchor("other", ())
    of_record = Decision("r", DecisionKind.DISMISS, "m", make.NOW, (one,), by="Ana Lind")
    of_story = Decision("s", DecisionKind.STORY_PIN, "other", make.NOW, (one, other))
    with transaction(engine) as session:
        decisions.keep(session, of_record)
        decisions.keep(session, of_story)
    downgrade(engine, "0009")
    upgrade(engine)
    with transaction(engine) as session:
        assert decisions.everything(session) == [(replace(of_record, by=""), None)]
        anchored = session.connection().execute(text("SELECT article FROM decision_anchor"))
        assert anchored.all() == [("one",)]


OLD_SETS = (
    # Columns and rows of an older database: what it held of a set, its words, and its claims.
    """INSERT INTO "grouping" (id, states, members, names, levels, standing, first_seen, last_seen,
    known, sources, newsrooms) VALUES ('trio', 'DK-FI-SE', '["DK","FI","SE"]', '["Sound Three"]',
    '["leaders"]', 'candidate', :at, :at, NULL, '["told"]', '["north"]')""",
    """INSERT INTO record_change (identity, record, kind, before, after, article, rule, seen_at)
    VALUES ('x', 'trio', 'created', '', 'Sound Three', 'told', 'naming', :late)""",
    """INSERT INTO record_evidence (record, article, start, "end", text, rule)
    VALUES ('trio', 'told', 0, 5, 'Words', 'naming')""",
)
OLD_CLAIM = """INSERT INTO grouping_claim (article, ordinal, states, claim)
VALUES (:article, 0, 'DK-FI-SE', :claim)"""


def test_an_older_database_keeps_its_sets(engine: Engine) -> None:
    """An upgrade gives claims their telling, writer and level, and lets records go on."""
    with transaction(engine) as session:
        for name, hours, newsroom in (("told", -20, "north"), ("copy", -3, "south")):
            make.keep_article(session, make.article(name, hours=hours), newsroom=newsroom)
        stories.join(session, "copy", [make.edge("copy", "told")])
        met = make.claim("DK", "FI", "SE", level=Level.LEADERS)
        reports.keep(session, "told", [met], told_at=make.NOW, seen_at=make.NOW)
    downgrade(engine, "0006")
    with engine.begin() as connection:
        at = {"at": make.NOW, "late": make.NOW + timedelta(hours=1)}
        for statement in OLD_SETS:
            values = {name: value for name, value in at.items() if f":{name}" in statement}
            connection.execute(typed(statement, *values), values)
        said = Grouping(("DK", "FI", "SE"), "Sound Three", True, met.evidence, "naming")  # noqa: FBT003 - a value
        for article, claim in (("told", said), ("copy", replace(said, rule="named"))):
            row = {"article": article, "claim": json.dumps(encode(claim))}
            connection.execute(text(OLD_CLAIM), row)
    upgrade(engine)
    with transaction(engine) as session:
        told = set_reports.told(session, ("DK", "FI", "SE"))
        (report,) = told.reports
        assert (report.telling.article, report.claim.level) == ("told", Level.LEADERS)
        assert report.telling.published_at == make.NOW - timedelta(hours=20)
        (copy,) = set_reports.of_articles(session, ["copy"])
        assert (copy.telling.newsroom, copy.counts) == ("north", False)
        (record,) = groupings.everything(session)
        assert (record.names, record.former) == (("Sound Three",), ())
        assert record.levels_since == {Level.LEADERS: make.NOW.date()}
        assert record.acts_since == make.NOW
        assert groupings.held_at(session, make.NOW) == []
        after = make.NOW + timedelta(hours=1)
        assert groupings.held_at(session, after) == [replace(record, sources=())]
        assert record_of(record.members, told, []) is not None


def typed(statement: str, *instants: str) -> TextClause:
    """Return a statement whose instants are written as the house writes them."""
    return text(statement).bindparams(*(bindparam(one, type_=UtcDateTime()) for one in instants))


def test_a_failed_upgrade_leaves_nothing(blank_url: str, note_database: NOTE) -> None:
    """A migration that breaks half-way takes its first steps back."""
    engine = connect(blank_url)
    note_database(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE edge (id INTEGER)"))
    with pytest.raises(Exception, match="edge"):
        upgrade(engine)
    assert {"edge"} == tables(engine)
    assert pending(engine)
    engine.dispose()


def test_a_newer_database_is_refused(engine: Engine) -> None:
    """A revision that this program does not know is named, and nothing is changed."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert pending(engine)
    with pytest.raises(MigrationUnknownError, match="9999"):
        upgrade(engine)


def test_missing_tables_are_named(blank_url: str, note_database: NOTE) -> None:
    """A question to a database without tables says what to do about it."""
    engine = connect(blank_url)
    note_database(engine)
    with pytest.raises(MigrationPendingError, match="Upgrade"), transaction(engine) as session:
        runs.recent(session)
    engine.dispose()


def test_a_transaction_is_all_or_nothing(engine: Engine) -> None:
    """What a block wrote before it raised is not kept."""

    def write_and_fail() -> None:
        with transaction(engine) as session:
            runs.start(session, "ingest", make.NOW)
            raise LookupError("on purpose")

    with pytest.raises(LookupError):
        write_and_fail()
    with reading(engine) as session:
        assert runs.recent(session) == []


def test_a_reader_cannot_write(engine: Engine) -> None:
    """A reading session refuses to write, and the next transaction may again."""
    with pytest.raises(DatabaseRefusedError), reading(engine) as session:
        runs.start(session, "ingest", make.NOW)
    with transaction(engine) as session:
        assert runs.start(session, "ingest", make.NOW)


def test_a_dangling_row_is_refused(engine: Engine) -> None:
    """Foreign keys hold on both databases."""

    def write_and_dangle() -> None:
        with transaction(engine) as session:
            runs.lock(session, "ingest", "desk", now=make.NOW, lease=timedelta(hours=1))
            articles.mark_read(session, "no-such-article", "1", make.NOW)

    with pytest.raises(RowRefusedError):
        write_and_dangle()
    with reading(engine) as session:
        assert runs.holder(session, "ingest", make.NOW) is None


def test_connecting_creates_no_file(tmp_path: Path) -> None:
    """A new SQLite database is made by its upgrade, not by looking at it."""
    path = tmp_path / "new.db"
    engine = connect(f"sqlite:///{path}")
    assert pending(engine)
    assert not path.exists()
    upgrade(engine)
    assert path.exists()
    engine.dispose()


def test_a_dead_path_is_named(tmp_path: Path) -> None:
    """A path whose folder is missing is refused with its name, and nothing is made."""
    path = tmp_path / "no" / "such" / "folder" / "watch.db"
    with pytest.raises(DatabaseUnreachableError, match="Create") as caught:
        connect(f"sqlite:///{path}")
    assert str(path) == caught.value.identity
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    """A folder's path is refused."""
    with pytest.raises(DatabaseUnreachableError, match="folder"):
        connect(f"sqlite:///{tmp_path}")


def test_another_file_is_no_database(tmp_path: Path) -> None:
    """A file that is no database is refused and left as it was."""
    path = tmp_path / "notes.txt"
    path.write_text("Not a database, and longer than a header would be. " * 20)
    with pytest.raises(DatabaseUnreachableError, match=r"notes\.txt"):
        connect(f"sqlite:///{path}")
    assert path.read_text().startswith("Not a database")


@pytest.mark.parametrize(
    "url", ["", "watch.db", "mysql://host/watch", "oracle://x", "sqlite://", "sqlite:///:memory:"]
)
def test_other_urls_are_refused(url: str) -> None:
    """A URL that is none of ours is refused with an example of one that is."""
    with pytest.raises(DatabaseUnsupportedError, match="sqlite:///"):
        connect(url)


def test_an_unreachable_server_is_named_without_its_password() -> None:
    """A server that does not answer is named by host and database; the password is not told."""
    with pytest.raises(DatabaseUnreachableError, match=r"127\.0\.0\.1:1/watch") as caught:
        connect("postgresql://reader:hunter2@127.0.0.1:1/watch")
    assert "hunter2" not in str(caught.value)


@pytest.mark.database("postgresql")
def test_an_unknown_database_on_a_server_is_named(blank_url: str) -> None:
    """A server without that database is as good as unreachable."""
    with pytest.raises(DatabaseUnreachableError, match="nowhere"):
        connect(blank_url.replace("@/", "@/nowhere_"))


def test_a_busy_file_is_named(tmp_path: Path) -> None:
    """A writer that waited too long names the file and may try again; a reader need not wait."""
    url = f"sqlite:///{tmp_path / 'busy.db'}"
    engine, hasty = connect(url), connect(f"{url}?timeout=0.05")
    upgrade(engine)
    with transaction(engine) as session:
        runs.start(session, "ingest", make.NOW)
        with reading(hasty) as other:
            assert runs.recent(other) == []
        with pytest.raises(DatabaseBusyError, match=r"busy\.db") as caught, transaction(hasty):
            pass
    assert caught.value.is_retryable
    with transaction(hasty) as session:
        assert len(runs.recent(session)) == 1
    engine.dispose()
    hasty.dispose()


def test_two_upgrades_at_once(blank_url: str, note_database: NOTE) -> None:
    """Two processes that upgrade at the same time end with one set of tables."""
    engine = connect(blank_url)
    note_database(engine)
    faults: list[Exception] = []

    def work() -> None:
        mine = connect(blank_url)
        try:
            upgrade(mine)
        except Exception as error:  # noqa: BLE001 - whatever it was, the test shows it
            faults.append(error)
        finally:
            mine.dispose()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert not pending(engine)
    engine.dispose()
