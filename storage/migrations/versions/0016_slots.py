"""A digest may be of an hour as well as of a day.

Revision: 0016
After: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Name slots by words; a day by its ISO date, as SQLite has it already."""
    _made_anew("mark", sa.String(), "CAST(day AS VARCHAR(10))")


def downgrade() -> None:
    """Name slots by days again; settled hours are forgotten, since no older house has them."""
    op.execute("DELETE FROM slot WHERE LENGTH(mark) > 10")
    is_server = op.get_bind().dialect.name == "postgresql"
    _made_anew("day", sa.Date(), "CAST(mark AS DATE)" if is_server else "mark")


def _made_anew(column: str, kind: sa.types.TypeEngine[object], value: str) -> None:
    op.rename_table("slot", "older_slot")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE older_slot RENAME CONSTRAINT pk_slot TO pk_older_slot")
        op.execute(
            "ALTER TABLE older_slot RENAME CONSTRAINT fk_slot_delivery_delivery TO fk_older_slot"
        )
    op.create_table(
        "slot",
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column(column, kind, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivery", sa.String()),
        sa.PrimaryKeyConstraint("recipient", column, name="pk_slot"),
        sa.ForeignKeyConstraint(["delivery"], ["delivery.id"], name="fk_slot_delivery_delivery"),
    )
    op.execute(
        f"INSERT INTO slot (recipient, {column}, due_at, taken_at, delivery) "  # noqa: S608 -- ours
        f"SELECT recipient, {value}, due_at, taken_at, delivery FROM older_slot"
    )
    op.drop_table("older_slot")
