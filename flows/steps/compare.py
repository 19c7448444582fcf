"""Shows two articles side by side: what they are to each other, and in what their texts differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlmodel import Session

from alerts.proofs import headline, why_not
from alerts.untrusted import LABEL_LIMIT, URL_LIMIT, clean
from flows.runtime.wiring import House
from flows.steps.columns import LEGEND, beside
from flows.steps.explain_stories import proof_lines, ruling_lines
from flows.steps.folding import bare, judged, own
from parsers.copies.boilerplate import Stripped
from parsers.copies.edges import Edge
from parsers.copies.opposites import Opposite, left_out, opposites
from parsers.model import Article
from storage import articles, decisions, identities, stories, ties
from storage.database import reading
from storage.model import StoredArticle

# A sentence longer than this is none that a person wrote, in characters.
SENTENCE_LIMIT = 1500


class ArticleUnclearError(ValueError):
    """An id names no article, or several; the words name it and the remedy."""


def compare(house: House, one: str, other: str | None, width: int) -> list[str]:
    """Return the lines that show two articles beside each other, ``width`` cells wide.

    Without ``other`` it is the first article of the story, or for that one the second.
    """
    with reading(house.engine) as session:
        left = _asked(session, one)
        right = _asked(session, other) if other is not None else _copy_of(session, left)
        if left == right:
            raise ArticleUnclearError(f"{other}: is the same article. Give the id of another.")
        both = (left.article, right.article)
        texts = bare(session, both)
        said = list(_said(session, left, right, texts))
    shown = own(left.article, texts), own(right.article, texts)
    return [
        *_heads((left, right)),
        *said,
        "",
        *LEGEND,
        "",
        *beside(_rows(*shown), width),
        *_rest(shown),
        *_dropped(both, texts),
    ]


def _asked(session: Session, prefix: str) -> StoredArticle:
    found = identities.articles(session, prefix)
    if len(found) > 1:
        raise ArticleUnclearError(f"{prefix}: several articles begin so. Give more of the id.")
    stored = articles.get(session, found[0]) if found else None
    if stored is None:
        raise ArticleUnclearError(f"{prefix}: no such article. `minilateral explain` names them.")
    return stored


def _copy_of(session: Session, stored: StoredArticle) -> StoredArticle:
    """Return the article of its story that one is best read beside."""
    identity = stored.article.id
    story = stories.story_of(session, identity) or identity
    rest = [one.id for one in stories.members(session, story) if one.id != identity]
    found = articles.get(session, rest[0]) if rest else None
    if found is None:
        raise ArticleUnclearError(f"{identity}: has no copy. Give the id of another article, too.")
    return found


def _heads(both: Sequence[StoredArticle]) -> Iterator[str]:
    for side, stored in zip(("left", "right"), both, strict=True):
        article = stored.article
        at = f"{article.published_at:%Y-%m-%d %H:%M}" if article.published_at else "undated"
        outlet, writer = (clean(one, LABEL_LIMIT) for one in (article.outlet, stored.newsroom))
        yield f"{side:<7}{article.id}  {at}  {outlet}, text by {writer}"
        yield f"       {clean(article.url, URL_LIMIT)}"


def _said(
    session: Session, left: StoredArticle, right: StoredArticle, texts: Mapping[str, Stripped]
) -> Iterator[str]:
    """Say what two articles are to each other, by what is kept, or by what would be found now."""
    told = {stored.article.id: stored for stored in (left, right)}
    one, other = told
    here, there = (stories.story_of(session, end) or end for end in (one, other))
    yield f"one story: {here}" if here == there else f"two stories: {here} and {there}"
    ruled = decisions.of_stories(session, [one])
    yield from ruling_lines([each for each in ruled if {one, other} <= set(each.articles)])
    kept = [edge for edge in ties.at(session, [one]) if {edge.left, edge.right} == {one, other}]
    for edge in kept:
        yield from proof_lines(edge, told)
    if not kept:
        yield from _way(session, one, other) if here == there else ()
        yield from _judged(told, texts)


def _judged(told: Mapping[str, StoredArticle], texts: Mapping[str, Stripped]) -> Iterator[str]:
    """Say what two articles of which no proof is kept would be found to be."""
    left, right = (stored.article for stored in told.values())
    edge = judged(left, right, texts)
    if edge is None:
        yield "  nothing proves that one is a copy of the other:"
        yield from (f"    {reason}" for reason in why_not(own(left, texts), own(right, texts)))
        return
    yield "  no proof is kept of the two; held against each other now:"
    yield from proof_lines(edge, told)


def _way(session: Session, start: str, end: str) -> Iterator[str]:
    """Name the proofs that lead from one article to another through others."""
    for edge in _shortest(ties.around(session, [start]).edges, start, end):
        yield f"  through {headline(edge)}"


def _shortest(edges: Sequence[Edge], start: str, end: str) -> list[Edge]:
    """Return the fewest proofs that lead from one article to another; none where none do."""
    ways: dict[str, list[Edge]] = {start: []}
    reached = [start]
    while reached and end not in ways:
        frontier, reached = reached, []
        for edge in edges:
            for here, there in ((edge.left, edge.right), (edge.right, edge.left)):
                if here in frontier and there not in ways:
                    ways[there] = [*ways[here], edge]
                    reached.append(there)
    return ways.get(end, [])


def _rows(left: Article, right: Article) -> Iterator[Opposite]:
    for row in (*opposites(left.title, right.title), *opposites(left.text, right.text)):
        yield Opposite(_cleaned(row.left), _cleaned(row.right))


def _cleaned(sentence: str | None) -> str | None:
    return None if sentence is None else clean(sentence, SENTENCE_LIMIT)


def _rest(both: Sequence[Article]) -> Iterator[str]:
    for side, article in zip(("left", "right"), both, strict=True):
        if count := left_out(article.text):
            yield f"the {side} text goes on for {count} sentence(s) that are not shown"


def _dropped(both: Sequence[Article], texts: Mapping[str, Stripped]) -> Iterator[str]:
    """Name the lines that were left out, as their outlet prints them under many articles."""
    for side, article in zip(("left", "right"), both, strict=True):
        outlet = clean(article.outlet, LABEL_LIMIT)
        for line in texts[article.id].lines:
            told = clean(line, SENTENCE_LIMIT)
            yield f"left out on the {side}, as {outlet} prints it under many: {told}"
