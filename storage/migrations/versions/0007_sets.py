"""Set reports know their telling; joining and leaving is kept; what was held of sets, too.

Revision: 0007
After: 0006
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
# SQLite counts up only what is declared as plain INTEGER.
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CLAIM_COLUMNS = {
    "name_key": sa.String(),
    "level": sa.String(),
    "known": sa.Text(),
    "acts": sa.Boolean(),
    "counts": sa.Boolean(),
    "former": sa.String(),
    "newsroom": sa.Text(),
    "told_at": INSTANT,
    "seen_at": INSTANT,
}
NEEDED = ("acts", "counts", "newsroom", "told_at", "seen_at")
INDEXED = (("name_key",), ("told_at",), ("states", "told_at"))
# The most senior first; of several meetings of one set in an article the first counts.
SENIORITY = (
    "leaders", "foreign_ministers", "defence_ministers", "two_plus_two", "nsa",
    "ministers_other", "officials",
)  # fmt: skip


def upgrade() -> None:
    """Add columns and tables, and fill them from what is there."""
    for name, kind in CLAIM_COLUMNS.items():
        op.add_column("grouping_claim", sa.Column(name, kind))
    op.add_column("grouping", sa.Column("levels_since", sa.JSON()))
    op.add_column("grouping", sa.Column("acts_since", INSTANT))
    op.add_column("grouping", sa.Column("former", sa.JSON()))
    _make_membership_claim()
    _make_grouping_state()
    _fill_claims(op.get_bind())
    _fill_records(op.get_bind())
    with op.batch_alter_table("grouping_claim") as table:
        for name in NEEDED:
            table.alter_column(name, existing_type=CLAIM_COLUMNS[name], nullable=False)
    op.drop_index("ix_grouping_claim_states", table_name="grouping_claim")
    for names in INDEXED:
        op.create_index(f"ix_grouping_claim_{'_'.join(names)}", "grouping_claim", list(names))
    with op.batch_alter_table("grouping") as table:
        table.alter_column("levels_since", existing_type=sa.JSON(), nullable=False)
        table.alter_column("former", existing_type=sa.JSON(), nullable=False)


def downgrade() -> None:
    """Drop what was added."""
    op.drop_table("grouping_state")
    op.drop_table("membership_claim")
    with op.batch_alter_table("grouping") as table:
        for name in ("former", "acts_since", "levels_since"):
            table.drop_column(name)
    for names in INDEXED:
        op.drop_index(f"ix_grouping_claim_{'_'.join(names)}", table_name="grouping_claim")
    with op.batch_alter_table("grouping_claim") as table:
        for name in CLAIM_COLUMNS:
            table.drop_column(name)
    op.create_index("ix_grouping_claim_states", "grouping_claim", ["states"])


def _make_membership_claim() -> None:
    op.create_table(
        "membership_claim",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("states", sa.String()),
        sa.Column("former", sa.String()),
        sa.Column("newsroom", sa.Text(), nullable=False),
        sa.Column("told_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("claim", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.id"],
            name="fk_membership_claim_article_article",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article", "ordinal", name="pk_membership_claim"),
    )
    for name in ("name_key", "states", "told_at"):
        op.create_index(f"ix_membership_claim_{name}", "membership_claim", [name])


def _make_grouping_state() -> None:
    op.create_table(
        "grouping_state",
        sa.Column("id", SERIAL, nullable=False, autoincrement=True),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("state", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name="pk_grouping_state"),
    )
    op.create_index("ix_grouping_state_record_seen_at", "grouping_state", ["record", "seen_at"])


def _fill_claims(bind: sa.Connection) -> None:
    """Give each claim its telling; those whose words support a record are those that count."""
    claim, article = _table("grouping_claim"), _table("article")
    support = _support(bind)
    levels = _levels_met(bind)
    writers = _writers(bind)
    telling = sa.select(claim, article.c.published_at, article.c.fetched_at)
    for row in bind.execute(telling.join(article, article.c.id == claim.c.article)).all():
        said = _loaded(row.claim)
        words = said["evidence"]
        found = [said.get("level"), *levels.get((row.article, row.states), ())]
        told = [level for level in SENIORITY if level in found]
        said["level"] = told[0] if told else None
        counts = (row.states, row.article, words["start"], words["end"]) in support
        values = {
            "claim": said,
            "name_key": _name_key(said["name"]) if said["name"] else None,
            "level": said["level"],
            "known": said.get("known"),
            "acts": counts,
            "counts": counts,
            "newsroom": writers[row.article],
            "told_at": _aware(row.published_at or row.fetched_at),
            "seen_at": _aware(row.fetched_at),
        }
        mine = sa.and_(claim.c.article == row.article, claim.c.ordinal == row.ordinal)
        bind.execute(sa.update(claim).where(mine).values(values))


def _support(bind: sa.Connection) -> set[tuple[str, str, int, int]]:
    """Return the spans of articles that support a set, each with its states."""
    grouping, evidence = _table("grouping"), _table("record_evidence")
    rows = sa.select(grouping.c.states, evidence.c.article, evidence.c.start, evidence.c.end)
    joined = rows.join(evidence, evidence.c.record == grouping.c.id)
    return {(row.states, row.article, row.start, row.end) for row in bind.execute(joined)}


def _levels_met(bind: sa.Connection) -> dict[tuple[str, str], list[str]]:
    """Return the levels at which each article has each set meet, history left out."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in bind.execute(sa.select(_table("meeting_claim"))):
        said = _loaded(row.claim)
        if said["level"] and not said["is_background"]:
            found.setdefault((row.article, row.states), []).append(said["level"])
    return found


def _writers(bind: sa.Connection) -> dict[str, str]:
    """Return who wrote each article: of copies the agency, else the earliest one's newsroom."""
    article, member = _table("article"), _table("story_member")
    story = {row.article: row.story for row in bind.execute(sa.select(member))}
    order = (article.c.published_at.asc().nulls_last(), article.c.id)
    rows = bind.execute(sa.select(article).order_by(*order)).all()
    earliest: dict[str, str] = {}
    agencies: dict[str, str] = {}
    for row in rows:
        earliest.setdefault(story.get(row.id, row.id), row.newsroom)
        if row.newsroom == row.agency:
            agencies.setdefault(story.get(row.id, row.id), row.newsroom)
    written = earliest | agencies
    return {row.id: written[story.get(row.id, row.id)] for row in rows}


def _fill_records(bind: sa.Connection) -> None:
    """Let each set act at its levels since it was first seen, and be held since it last changed."""
    grouping, state, change = (
        _table(name) for name in ("grouping", "grouping_state", "record_change")
    )
    latest = sa.select(change.c.record, sa.func.max(change.c.seen_at)).group_by(change.c.record)
    turned = {row[0]: row[1] for row in bind.execute(latest)}
    for row in bind.execute(sa.select(grouping)).all():
        first = _aware(row.first_seen)
        levels = dict.fromkeys(_loaded(row.levels), first.date().isoformat())
        added = {"levels_since": levels, "acts_since": first, "former": []}
        bind.execute(sa.update(grouping).where(grouping.c.id == row.id).values(added))
        held = {
            "id": row.id,
            "members": _loaded(row.members),
            "names": _loaded(row.names),
            "levels": _loaded(row.levels),
            "standing": row.standing,
            "first_seen": first.isoformat(),
            "last_seen": _aware(row.last_seen).isoformat(),
            "known": row.known,
            "newsrooms": _loaded(row.newsrooms),
            **added,
            "acts_since": first.isoformat(),
        }
        at = _aware(turned.get(row.id, row.last_seen))
        bind.execute(sa.insert(state).values(record=row.id, seen_at=at, state=held))


def _name_key(name: str) -> str:
    return sha256(" ".join(name.casefold().split()).encode()).hexdigest()[:24]


def _loaded(value: Any) -> Any:  # noqa: ANN401 - JSON
    return json.loads(value) if isinstance(value, str) else value


def _aware(instant: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


_COLUMNS: dict[str, dict[str, Any]] = {
    "grouping_claim": {
        "article": sa.String(), "ordinal": sa.Integer(), "states": sa.String(),
        "claim": sa.JSON(), **CLAIM_COLUMNS,
    },
    "meeting_claim": {"article": sa.String(), "states": sa.String(), "claim": sa.JSON()},
    "article": {
        "id": sa.String(), "published_at": INSTANT, "fetched_at": INSTANT,
        "newsroom": sa.String(), "agency": sa.String(),
    },
    "story_member": {"article": sa.String(), "story": sa.String()},
    "record_evidence": {
        "record": sa.String(), "article": sa.String(), "start": sa.Integer(), "end": sa.Integer(),
    },
    "record_change": {"record": sa.String(), "seen_at": INSTANT},
    "grouping": {
        "id": sa.String(), "states": sa.String(), "members": sa.JSON(), "names": sa.JSON(),
        "levels": sa.JSON(), "standing": sa.String(), "first_seen": INSTANT, "last_seen": INSTANT,
        "known": sa.String(), "newsrooms": sa.JSON(), "levels_since": sa.JSON(),
        "acts_since": INSTANT, "former": sa.JSON(),
    },
    "grouping_state": {"record": sa.String(), "seen_at": INSTANT, "state": sa.JSON()},
}  # fmt: skip


def _table(name: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(key, kind) for key, kind in _COLUMNS[name].items()))
