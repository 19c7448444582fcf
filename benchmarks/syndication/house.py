"""The house on a labelled stream: what each step costs an article, and which stories come out."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations

from sqlalchemy import Engine, insert

from benchmarks.syndication.stream import FIRST, Labelled
from parsers.copies.clusters import partition
from parsers.copies.edges import Edge
from parsers.copies.fingerprints import fingerprint
from parsers.copies.stories import WINDOW, judge
from parsers.model import Article
from storage import fingerprints
from storage.database import reading, transaction
from storage.model import StoredArticle, Verdict
from storage.statements import table_of
from storage.tables.articles import ArticleRow
from storage.tables.rows import cells

BATCH = 5_000
FINDING = ("fingerprint", "candidates", "verification")
STEPS = (*FINDING, "keeping")


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a stream: processor milliseconds of each step by article, and the proofs.

    ``compared`` counts for each article the texts that it was compared with.
    """

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    compared: list[int] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def whole(self) -> list[float]:
        """Return for each article the ms of all that is done to find its copies."""
        return [sum(one) for one in zip(*(self.taken[step] for step in FINDING), strict=True)]


@dataclass(frozen=True, slots=True)
class Quality:
    """Pairs that were joined, and of those and of the true ones the share that is right."""

    joined: int
    precision: float
    recall: float


def store(engine: Engine, articles: Iterable[Article]) -> None:
    """Keep articles without reading them."""
    rows = [cells(_row(article)) for article in articles]
    with transaction(engine) as session:
        for start in range(0, len(rows), BATCH):
            some = rows[start : start + BATCH]
            session.connection().execute(insert(table_of(ArticleRow)), some)


def run(engine: Engine, stream: Sequence[Labelled]) -> Run:
    """Find the copies of each article among those before it, as reading them would."""
    store(engine, (one.article for one in stream))
    done = Run()
    for one in stream:
        _take(engine, one.article, done)
    return done


def groups(stream: Sequence[Labelled], done: Run) -> Mapping[str, str]:
    """Return the story of each article."""
    published = {one.article.id: one.article.published_at for one in stream}
    distinct = {(edge.left, edge.right): edge for edge in done.edges}
    return partition(published, [*distinct.values()]).stories


def quality(stream: Sequence[Labelled], found: Mapping[str, str]) -> Quality:
    """Compare stories, or any groups by article, with the labels, pair by pair."""
    true, joined = (
        set(_pairs(told)) for told in ({one.article.id: one.story for one in stream}, found)
    )
    right = len(true & joined)
    return Quality(len(joined), right / len(joined) if joined else 1.0, right / max(1, len(true)))


def _take(engine: Engine, article: Article, done: Run) -> None:
    told_at = article.published_at or FIRST
    with _timing(done, "fingerprint"):
        marks = fingerprint(article)
    if marks is None:
        return
    with _timing(done, "candidates"), reading(engine) as session:
        others = fingerprints.candidates(session, marks, told_at, window=WINDOW)
    with _timing(done, "verification"):
        edges = [edge for other in others if (edge := judge(article, other)) is not None]
    with _timing(done, "keeping"), transaction(engine) as session:
        fingerprints.keep(session, marks, told_at)
    done.compared.append(len(others))
    done.edges.extend(edges)


@contextmanager
def _timing(done: Run, step: str) -> Iterator[None]:
    begun = time.process_time()
    yield
    done.taken[step].append((time.process_time() - begun) * 1000)


def _pairs(groups: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for article in sorted(groups):
        members[groups[article]].append(article)
    for together in members.values():
        yield from combinations(together, 2)


def _row(article: Article) -> ArticleRow:
    fetched = article.published_at or FIRST
    return ArticleRow.of(StoredArticle(article, Verdict.LIVE, fetched, article.outlet), run="made")
