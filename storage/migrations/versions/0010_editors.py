"""Who decided, and room for what people decide of stories.

Revision: 0010
After: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add who decided, of whom nothing is known so far."""
    op.add_column("decision", sa.Column("decided_by", sa.Text()))
    op.execute("UPDATE decision SET decided_by = ''")
    with op.batch_alter_table("decision") as table:
        table.alter_column("decided_by", existing_type=sa.Text(), nullable=False)


def downgrade() -> None:
    """Drop what was decided of stories, which was not known before; proofs alone tie them then."""
    decision = sa.table("decision", sa.column("id", sa.String()), sa.column("kind", sa.String()))
    of_stories = decision.c.kind.in_(["story_merge", "story_split", "story_pin"])
    anchor = sa.table("decision_anchor", sa.column("decision", sa.String()))
    wanted = sa.select(decision.c.id).where(of_stories)
    op.execute(sa.delete(anchor).where(anchor.c.decision.in_(wanted)))
    op.execute(sa.delete(decision).where(of_stories))
    with op.batch_alter_table("decision") as table:
        table.drop_column("decided_by")
