"""A story of several articles keeps its writer; articles know who printed them, and by what.

Revision: 0012
After: 0011
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NOTED = {
    "source_url": sa.Text(),
    "publisher": sa.Text(),
    "basis": sa.String(),
    "length": sa.Integer(),
}
# So sure is a writer that was found by the rule of before; the next detect finds it anew.
SURE = 0.5
BATCH = 1_000


def upgrade() -> None:
    """Add columns and tables, and let every story keep the writer that it had."""
    op.add_column("entry", sa.Column("source_url", sa.Text()))
    for name, kind in NOTED.items():
        op.add_column("article", sa.Column(name, kind))
    op.create_table(
        "newsroom_edition",
        sa.Column("edition", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("edition", name="pk_newsroom_edition"),
    )
    op.create_table(
        "story",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("original", sa.String(), nullable=False),
        sa.Column("writer", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text()),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["original"], ["article.id"], name="fk_story_original_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
    )
    op.create_index("ix_story_original", "story", ["original"])
    rows = _stories(op.get_bind())
    for start in range(0, len(rows), BATCH):
        op.bulk_insert(_STORY, rows[start : start + BATCH])


def downgrade() -> None:
    """Drop what was added."""
    op.drop_table("story")
    op.drop_table("newsroom_edition")
    with op.batch_alter_table("article") as table:
        for name in NOTED:
            table.drop_column(name)
    with op.batch_alter_table("entry") as table:
        table.drop_column("source_url")


def _stories(bind: sa.Connection) -> list[dict[str, Any]]:
    """Return each story of several: an agency wrote it, or else its earliest member did."""
    several = sa.select(_MEMBER.c.story).group_by(_MEMBER.c.story).having(sa.func.count() > 1)
    told = (
        sa.select(_MEMBER.c.story, _ARTICLE.c.id, _ARTICLE.c.newsroom, _ARTICLE.c.agency)
        .join(_ARTICLE, _ARTICLE.c.id == _MEMBER.c.article)
        .where(_MEMBER.c.story.in_(several))
        .order_by(_ARTICLE.c.published_at.asc().nulls_last(), _ARTICLE.c.id)
    )
    found: dict[str, dict[str, Any]] = {}
    for row in bind.execute(told):
        is_agency = row.newsroom == row.agency
        held = found.get(row.story)
        if held is None or (is_agency and held["agency"] is None):
            found[row.story] = {
                "id": row.story,
                "original": row.id,
                "writer": row.newsroom,
                "agency": row.agency if is_agency else None,
                "method": "credit" if is_agency else "inferred",
                "confidence": SURE,
            }
    return list(found.values())


_ARTICLE = sa.table(
    "article",
    sa.column("id", sa.String()),
    sa.column("published_at", sa.DateTime(timezone=True)),
    sa.column("newsroom", sa.Text()),
    sa.column("agency", sa.Text()),
)
_MEMBER = sa.table(
    "story_member", sa.column("article", sa.String()), sa.column("story", sa.String())
)
_STORY = sa.table(
    "story",
    sa.column("id", sa.String()),
    sa.column("original", sa.String()),
    sa.column("writer", sa.Text()),
    sa.column("agency", sa.Text()),
    sa.column("method", sa.String()),
    sa.column("confidence", sa.Float()),
)
