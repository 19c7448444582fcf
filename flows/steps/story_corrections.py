"""Takes what a person decides of stories: that two are one, not one, or that one is complete.

A decision is anchored to articles, those of the story as it stood; it bears at once and on every
later run, whatever is found of their texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlmodel import Session

from flows.runtime.wiring import House
from flows.steps.bearing import impose
from parsers.model import content_id
from parsers.records.rulings import Anchor, Decision, DecisionKind, RulingError
from storage import identities, stories
from storage.database import reading, transaction


def merge(house: House, one: str, other: str, now: datetime, *, note: str = "") -> Decision:
    """Say that the stories of two articles are one."""
    with transaction(house.engine) as session:
        left, right = _articles_of(session, one), _articles_of(session, other)
        if set(left) == set(right):
            raise RulingError(f"{one} and {other} are one story already.")
        made = _made(house, DecisionKind.STORY_MERGE, left[0], (left, right), now, note=note)
        impose(session, house.lexicon, made, now)
        return made


def split(house: House, articles: Sequence[str], now: datetime, *, note: str = "") -> Decision:
    """Say that some articles of one story are no copies of the rest of it."""
    with transaction(house.engine) as session:
        left = sorted({_article(session, one) for one in articles})
        story = _articles_of(session, left[0])
        rest = [one for one in story if one not in left]
        stray = [one for one in left if one not in story]
        if stray:
            raise RulingError(f"{stray[0]} is not of the story of {left[0]}. Split them apart.")
        if not rest:
            raise RulingError(f"{', '.join(articles)}: nothing of the story is left to part from.")
        made = _made(house, DecisionKind.STORY_SPLIT, story[0], (left, rest), now, note=note)
        impose(session, house.lexicon, made, now)
        return made


def pin(house: House, story: str, now: datetime, *, note: str = "") -> Decision:
    """Say that a story is complete as it is."""
    with transaction(house.engine) as session:
        left = _articles_of(session, story)
        made = _made(house, DecisionKind.STORY_PIN, left[0], (left, ()), now, note=note)
        impose(session, house.lexicon, made, now)
        return made


def outcome(house: House, decision: Decision) -> Iterator[str]:
    """Say of each story that a decision bears on how many articles it now has."""
    with reading(house.engine) as session:
        told = {one: stories.story_of(session, one) for one in decision.articles}
        for story in sorted({story for story in told.values() if story is not None}):
            members = stories.members(session, story)
            yield f"story {story}: {len(members)} article(s)"


def _made(
    house: House,
    kind: DecisionKind,
    story: str,
    sides: tuple[Iterable[str], Iterable[str]],
    now: datetime,
    *,
    note: str,
) -> Decision:
    left, right = (tuple(Anchor(one, ()) for one in sorted(side)) for side in sides)
    of = (",".join(anchor.article for anchor in side) for side in (left, right))
    identity = content_id("decision", kind, now.isoformat(), *of)
    by = house.settings.editor
    return Decision(identity, kind, story, now, left, right, note=note, by=by)


def _articles_of(session: Session, prefix: str) -> list[str]:
    """Return the articles of the story of which an article is, the earliest first."""
    article = _article(session, prefix)
    story = stories.story_of(session, article)
    return [one.id for one in stories.members(session, story)] if story else [article]


def _article(session: Session, prefix: str) -> str:
    found = identities.articles(session, prefix)
    if len(found) > 1:
        raise RulingError(f"{prefix}: several articles begin so. Give more of the id.")
    if not found:
        raise RulingError(f"{prefix}: no such article or story. `minilateral explain` names them.")
    return found[0]
