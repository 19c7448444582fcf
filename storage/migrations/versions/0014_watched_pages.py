"""Of each outlet the latest articles alone are watched for its own lines.

Revision: 0014
After: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# SQLite counts up only what is declared as plain INTEGER.
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Watch whole articles, from now on; what was learnt is kept."""
    op.drop_table("source_line")
    op.create_table(
        "watched_page",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("lines", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_watched_page"),
        sa.UniqueConstraint("article", name="uq_watched_page_article"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name="fk_watched_page_article_article", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_watched_page_outlet_number", "watched_page", ["outlet", "number"])


def downgrade() -> None:
    """Watch line by line again, from now on."""
    op.drop_table("watched_page")
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
