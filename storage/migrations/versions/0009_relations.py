"""What two articles are to each other: copies, or one of the relations that join nothing.

Revision: 0009
After: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

COLUMNS = {"relation": sa.String(), "matches": sa.JSON(), "terms": sa.JSON()}


def upgrade() -> None:
    """Add the relation, of which all there is so far are copies, and room for more of the proof."""
    for name, kind in COLUMNS.items():
        op.add_column("edge", sa.Column(name, kind))
    op.execute("UPDATE edge SET relation = 'copy', matches = '[]', terms = '[]'")
    with op.batch_alter_table("edge") as table:
        for name, kind in COLUMNS.items():
            table.alter_column(name, existing_type=kind, nullable=False)


def downgrade() -> None:
    """Keep the copies alone: what joins nothing, and a weak tie, was not known before."""
    op.execute("DELETE FROM edge WHERE relation <> 'copy'")
    with op.batch_alter_table("edge") as table:
        for name in COLUMNS:
            table.drop_column(name)
