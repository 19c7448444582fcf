"""The tables of what people decided, and what of it a meeting shows.

Revision: 0005
After: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and add the columns with the values that no decision leaves."""
    _make_decision()
    _make_decision_anchor()
    op.add_column("meeting", sa.Column("replaces", sa.String()))
    op.add_column("meeting", sa.Column("is_dismissed", sa.Boolean()))
    op.add_column("meeting", sa.Column("corrected", sa.JSON()))
    meeting = sa.table(
        "meeting", sa.column("is_dismissed", sa.Boolean()), sa.column("corrected", sa.JSON())
    )
    op.execute(sa.update(meeting).values(is_dismissed=False, corrected=[]))
    with op.batch_alter_table("meeting") as table:
        table.alter_column("is_dismissed", existing_type=sa.Boolean(), nullable=False)
        table.alter_column("corrected", existing_type=sa.JSON(), nullable=False)


def downgrade() -> None:
    """Drop what was added."""
    with op.batch_alter_table("meeting") as table:
        for name in ("corrected", "is_dismissed", "replaces"):
            table.drop_column(name)
    op.drop_table("decision_anchor")
    op.drop_table("decision")


def _make_decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("undone_at", INSTANT),
        sa.Column("left", sa.JSON(), nullable=False),
        sa.Column("right", sa.JSON(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("ix_decision_record", "decision", ["record"])
    op.create_index("ix_decision_made_at", "decision", ["made_at"])


def _make_decision_anchor() -> None:
    op.create_table(
        "decision_anchor",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision"],
            ["decision.id"],
            name="fk_decision_anchor_decision_decision",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article", "decision", name="pk_decision_anchor"),
    )
    op.create_index("ix_decision_anchor_decision", "decision_anchor", ["decision"])
