"""The tables of what is read: runs, feeds, articles and their copies.

Revision: 0001
After: nothing
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
# SQLite counts up only what is declared as plain INTEGER.
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "run",
    "run_lock",
    "feed",
    "feed_state",
    "poll",
    "article",
    "entry",
    "reading",
    "fingerprint",
    "fingerprint_band",
    "edge",
    "story_member",
)


def upgrade() -> None:
    """Make the tables, those first that others name."""
    _make_run()
    _make_run_lock()
    _make_feed()
    _make_feed_state()
    _make_poll()
    _make_article()
    _make_entry()
    _make_reading()
    _make_fingerprint()
    _make_fingerprint_band()
    _make_edge()
    _make_story_member()


def downgrade() -> None:
    """Drop the tables, those first that name others."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _refers(
    table: str, column: str, target: str, key: str, on_delete: str | None = None
) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.{key}"], name=name, ondelete=on_delete)


def _make_run() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    _index("run", "started_at")
    _index("run", "verb")


def _make_run_lock() -> None:
    op.create_table(
        "run_lock",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_run_lock"),
    )


def _make_feed() -> None:
    op.create_table(
        "feed",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("country", sa.String()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String()),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_feed"),
    )


def _make_feed_state() -> None:
    op.create_table(
        "feed_state",
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", INSTANT),
        sa.Column("last_success_at", INSTANT),
        sa.Column("next_due_at", INSTANT),
        sa.PrimaryKeyConstraint("feed", name="pk_feed_state"),
        _refers("feed_state", "feed", "feed", "slug"),
    )
    _index("feed_state", "next_due_at")


def _make_poll() -> None:
    op.create_table(
        "poll",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("http_status", sa.Integer()),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("dropped", sa.JSON(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("next_due_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_poll"),
        _refers("poll", "feed", "feed", "slug"),
        sa.UniqueConstraint("feed", "at", name="uq_poll_feed_at"),
    )
    _index("poll", "at")
    _index("poll", "run")


def _make_article() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String()),
        sa.Column("published_at", INSTANT),
        sa.Column("byline", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("text_source", sa.String(), nullable=False),
        sa.Column("provenance", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("newsroom", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text()),
        sa.Column("credit_role", sa.String(), nullable=False),
        sa.Column("credit_city", sa.Text()),
        sa.Column("credit_evidence", sa.Text(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("fetched_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
    )
    _index("article", "feed")
    _index("article", "fetched_at")
    _index("article", "published_at", "id")


def _make_entry() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("published_at", INSTANT),
        sa.Column("published_text", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("article", sa.String()),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        _refers("entry", "article", "article", "id", "SET NULL"),
    )
    _index("entry", "article")
    _index("entry", "feed")
    _index("entry", "seen_at")


def _make_reading() -> None:
    op.create_table(
        "reading",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("read_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("article", "version", name="pk_reading"),
        _refers("reading", "article", "article", "id", "CASCADE"),
    )


def _make_fingerprint() -> None:
    op.create_table(
        "fingerprint",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("published_at", INSTANT),
        sa.PrimaryKeyConstraint("article", name="pk_fingerprint"),
        _refers("fingerprint", "article", "article", "id", "CASCADE"),
    )
    _index("fingerprint", "digest")


def _make_fingerprint_band() -> None:
    op.create_table(
        "fingerprint_band",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("published_at", INSTANT),
        sa.PrimaryKeyConstraint("band", "article", name="pk_fingerprint_band"),
        _refers("fingerprint_band", "article", "fingerprint", "article", "CASCADE"),
    )
    _index("fingerprint_band", "article")


def _make_edge() -> None:
    op.create_table(
        "edge",
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("second", sa.String(), nullable=False),
        sa.Column("is_turned", sa.Boolean(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("first", "second", name="pk_edge"),
        _refers("edge", "first", "article", "id", "CASCADE"),
        _refers("edge", "second", "article", "id", "CASCADE"),
    )
    _index("edge", "second")


def _make_story_member() -> None:
    op.create_table(
        "story_member",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_story_member"),
        _refers("story_member", "article", "article", "id", "CASCADE"),
    )
    _index("story_member", "story")
