"""Lines that outlets print again and again are learnt.

Revision: 0013
After: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for lines that are watched, and for those that are learnt."""
    op.create_table(
        "source_line",
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("outlet", "line", "article", name="pk_source_line"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name="fk_source_line_article_article", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_source_line_article", "source_line", ["article"])
    op.create_table(
        "learnt_line",
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("learnt_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("outlet", "line", name="pk_learnt_line"),
    )


def downgrade() -> None:
    """Forget the lines; texts are compared whole again."""
    op.drop_table("learnt_line")
    op.drop_table("source_line")
