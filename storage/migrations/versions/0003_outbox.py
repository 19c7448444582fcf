"""The tables of what is told: alerts, the outbox and its deliveries.

Revision: 0003
After: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
# SQLite counts up only what is declared as plain INTEGER.
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "alert",
    "delivery",
    "alert_queue",
    "slot",
    "delivery_attempt",
)


def upgrade() -> None:
    """Make the tables, those first that others name."""
    _make_alert()
    _make_delivery()
    _make_alert_queue()
    _make_slot()
    _make_delivery_attempt()


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


def _make_alert() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("raised_at", INSTANT, nullable=False),
        sa.Column("alert", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
    )
    _index("alert", "raised_at")
    _index("alert", "record")


def _make_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", INSTANT),
        sa.Column("alerts", sa.JSON(), nullable=False),
        sa.Column("composed_at", INSTANT, nullable=False),
        sa.Column("lease_token", sa.String()),
        sa.Column("lease_until", INSTANT),
        sa.Column("send_started_at", INSTANT),
        sa.Column("settled_at", INSTANT),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("key", name="uq_delivery_key"),
    )
    _index("delivery", "recipient")
    _index("delivery", "state", "not_before")


def _make_alert_queue() -> None:
    op.create_table(
        "alert_queue",
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("delivery", sa.String()),
        sa.PrimaryKeyConstraint("alert", "recipient", name="pk_alert_queue"),
        _refers("alert_queue", "alert", "alert", "id", "CASCADE"),
        _refers("alert_queue", "delivery", "delivery", "id"),
    )
    _index("alert_queue", "recipient", "delivery")


def _make_slot() -> None:
    op.create_table(
        "slot",
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("taken_at", INSTANT, nullable=False),
        sa.Column("delivery", sa.String()),
        sa.PrimaryKeyConstraint("recipient", "day", name="pk_slot"),
        _refers("slot", "delivery", "delivery", "id"),
    )


def _make_delivery_attempt() -> None:
    op.create_table(
        "delivery_attempt",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("delivery", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_attempt"),
        _refers("delivery_attempt", "delivery", "delivery", "id", "CASCADE"),
    )
    _index("delivery_attempt", "delivery")
