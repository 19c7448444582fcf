"""Ties an article to the stored copies of its text, and keeps why.

What an outlet prints under many of its articles is left out before texts are compared. Where a
line turns out to be such a one, the articles that were compared with it are tied anew, so that
it matters little when it was learnt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from flows.runtime.wiring import House
from flows.steps.bearing import rejoin
from parsers.copies.boilerplate import Stripped, keyed_lines, strip
from parsers.copies.edges import Edge
from parsers.copies.fingerprints import Fingerprint, fingerprint
from parsers.copies.stories import VERSION, WINDOW, judge
from parsers.model import Article
from storage import articles, fingerprints, source_lines, stories, ties
from storage.database import reading, transaction
from storage.model import StoredArticle


@dataclass(frozen=True, slots=True)
class Folded:
    """What an article is like by its own text, and what ties it to others."""

    marks: Fingerprint | None
    edges: tuple[Edge, ...]


def fold(house: House, stored: StoredArticle, now: datetime) -> tuple[Edge, ...]:
    """Tie an article to the stored copies of its text, keep the proofs, and return them.

    What an earlier version of the rules took for a proof is forgotten where it is none now.
    """
    with transaction(house.engine) as session:
        taught = source_lines.learn(session, stored.article, now)
    found = _found(house, stored)
    with transaction(house.engine) as session:
        _keep(session, stored, found)
        if any(edge.version != VERSION for edge in ties.at(session, [stored.article.id])):
            stories.part(session, stored.article.id)
        stories.join(session, stored.article.id, found.edges)
    for identity in sorted(taught - {stored.article.id}):
        _fold_anew(house, identity, now)
    return found.edges


def bare(session: Session, some: Iterable[Article]) -> dict[str, Stripped]:
    """Return the texts of articles without what their outlets print under many, by article id."""
    told = list(some)
    keys: dict[str, set[int]] = {}
    for article in told:
        keys.setdefault(article.outlet, set()).update(keyed_lines(article.text))
    learnt = source_lines.learnt(session, keys)
    return {article.id: strip(article.text, learnt[article.outlet]) for article in told}


def judged(left: Article, right: Article, texts: Mapping[str, Stripped]) -> Edge | None:
    """Return what two articles are to each other by their own texts, and how much was left out."""
    edge = judge(own(left, texts), own(right, texts))
    if edge is None:
        return None
    sides = (("left_lines_dropped", edge.left), ("right_lines_dropped", edge.right))
    dropped = {name: len(texts[one].lines) for name, one in sides if texts[one].lines}
    return replace(edge, evidence={**edge.evidence, **dropped})


def own(article: Article, texts: Mapping[str, Stripped]) -> Article:
    """Return an article with its own text alone."""
    return replace(article, text=texts[article.id].text)


def _found(house: House, stored: StoredArticle) -> Folded:
    article = stored.article
    with reading(house.engine) as session:
        texts = bare(session, [article])
        marks = fingerprint(own(article, texts))
        if marks is None:
            return Folded(None, ())
        at = article.published_at or stored.fetched_at
        others = fingerprints.candidates(session, marks, at, window=WINDOW)
        texts |= bare(session, others)
    edges = (judged(article, other, texts) for other in others)
    return Folded(marks, tuple(edge for edge in edges if edge is not None))


def _keep(session: Session, stored: StoredArticle, found: Folded) -> None:
    if found.marks is not None:
        at = stored.article.published_at or stored.fetched_at
        fingerprints.keep(session, found.marks, at)


def _fold_anew(house: House, identity: str, now: datetime) -> None:
    """Tie a stored article again, and let what it tells count by its new story."""
    with reading(house.engine) as session:
        stored = articles.get(session, identity)
    if stored is None:
        return
    found = _found(house, stored)
    with transaction(house.engine) as session:
        _keep(session, stored, found)
        rejoin(session, house.lexicon, identity, found.edges, now)
