"""The tables of what is held: meetings, groupings and their lives.

Revision: 0002
After: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
# SQLite counts up only what is declared as plain INTEGER.
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "meeting",
    "meeting_participant",
    "meeting_claim",
    "grouping",
    "grouping_claim",
    "record_change",
    "record_evidence",
)


def upgrade() -> None:
    """Make the tables, those first that others name."""
    _make_meeting()
    _make_meeting_participant()
    _make_meeting_claim()
    _make_grouping()
    _make_grouping_claim()
    _make_record_change()
    _make_record_evidence()


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


def _make_meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("states", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("participants", sa.JSON(), nullable=False),
        sa.Column("level", sa.String()),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("city", sa.Text()),
        sa.Column("country", sa.String()),
        sa.Column("start_on", sa.Date()),
        sa.Column("end_on", sa.Date()),
        sa.Column("precision", sa.String()),
        sa.Column("when_text", sa.Text(), nullable=False),
        sa.Column("status", sa.String()),
        sa.Column("grouping", sa.Text()),
        sa.Column("grouping_key", sa.String()),
        sa.Column("first_seen", INSTANT, nullable=False),
        sa.Column("last_seen", INSTANT, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("is_background", sa.Boolean(), nullable=False),
        sa.Column("officials", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("newsrooms", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    )
    _index("meeting", "end_on")
    _index("meeting", "grouping_key")
    _index("meeting", "last_seen")
    _index("meeting", "start_on")
    _index("meeting", "states")


def _make_meeting_participant() -> None:
    op.create_table(
        "meeting_participant",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("state", "meeting", name="pk_meeting_participant"),
        _refers("meeting_participant", "meeting", "meeting", "id", "CASCADE"),
    )
    _index("meeting_participant", "meeting")


def _make_meeting_claim() -> None:
    op.create_table(
        "meeting_claim",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("states", sa.String(), nullable=False),
        sa.Column("claim", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("article", "ordinal", name="pk_meeting_claim"),
        _refers("meeting_claim", "article", "article", "id", "CASCADE"),
    )
    _index("meeting_claim", "states")


def _make_grouping() -> None:
    op.create_table(
        "grouping",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("states", sa.String(), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("first_seen", INSTANT, nullable=False),
        sa.Column("last_seen", INSTANT, nullable=False),
        sa.Column("known", sa.Text()),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("newsrooms", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_grouping"),
        sa.UniqueConstraint("states", name="uq_grouping_states"),
    )
    _index("grouping", "last_seen")


def _make_grouping_claim() -> None:
    op.create_table(
        "grouping_claim",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("states", sa.String(), nullable=False),
        sa.Column("claim", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("article", "ordinal", name="pk_grouping_claim"),
        _refers("grouping_claim", "article", "article", "id", "CASCADE"),
    )
    _index("grouping_claim", "states")


def _make_record_change() -> None:
    op.create_table(
        "record_change",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_record_change"),
        sa.UniqueConstraint("identity", name="uq_record_change_identity"),
    )
    _index("record_change", "article")
    _index("record_change", "record")
    _index("record_change", "seen_at")


def _make_record_evidence() -> None:
    op.create_table(
        "record_evidence",
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("record", "article", "start", "end", name="pk_record_evidence"),
        _refers("record_evidence", "article", "article", "id", "CASCADE"),
    )
    _index("record_evidence", "article")
