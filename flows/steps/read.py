"""Runs the parsers alone over a file of articles: no network, no database, no clock.

One JSON object a line in, one a line out, in the same order; the shape is the
product's stable batch interface.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time

from flows.steps.sparing import sparing
from parsers.copies.candidates import NEAREST, found
from parsers.copies.clusters import partition
from parsers.copies.edges import Edge
from parsers.copies.fingerprints import Fingerprint, fingerprint, is_near
from parsers.copies.originals import Member, original
from parsers.copies.stories import judge
from parsers.lexicon import Lexicon
from parsers.model import Article, Meeting, Reading, TextSource, content_id
from parsers.press.newsrooms import Imprint, Newsrooms
from parsers.press.urls import canonical_url, registrable_domain
from parsers.press.wire import credit
from parsers.reading import read

# What has no date is told last: any other may be its copy.
UNDATED = datetime.max.replace(tzinfo=UTC)
MONTH = re.compile(r"\d{4}-\d{2}")


class LineUnreadableError(ValueError):
    """A line of the file is no article; names the line, what is wrong and the remedy."""

    def __init__(self, number: int, problem: str) -> None:
        super().__init__(
            f"line {number}: {problem}. Write one JSON object a line with "
            "id, url, published (ISO date, YYYY-MM or null), title and text."
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One article of the file; where only the month of its date is known, ``day`` is None.

    ``month`` is then the month's first and last day.
    """

    id: str
    article: Article
    day: date | None
    month: tuple[date, date] | None = None


def lines(rows: Iterable[str]) -> Iterator[Line]:
    """Parse the file's lines; blank ones are passed over. Raises LineUnreadableError."""
    for number, row in enumerate(rows, start=1):
        if row.strip():
            yield _line(number, row)


def _line(number: int, row: str) -> Line:
    try:
        data = json.loads(row)
    except json.JSONDecodeError as error:
        raise LineUnreadableError(number, f"is no JSON ({error.msg})") from None
    if not isinstance(data, dict) or not isinstance(data.get("id"), str) or not data["id"]:
        raise LineUnreadableError(number, "has no id")
    identity = _words(number, data, "id")
    day = _day(number, data.get("published"))
    url, outlet = _address(_words(number, data, "url"))
    article = Article(
        id=content_id("line", str(number), identity),  # a file may repeat an id
        url=url,
        feed="",
        outlet=outlet,
        title=_words(number, data, "title"),
        text=_words(number, data, "text"),
        published_at=datetime.combine(day, time(), UTC) if day else None,
        text_source=TextSource.PAGE,
    )
    return Line(identity, article, day, _month(data.get("published")))


def _words(number: int, data: Mapping[str, object], field: str) -> str:
    """Return a field's text, empty for null, without the halves of characters JSON can hold."""
    value = data.get(field) or ""
    if not isinstance(value, str):
        raise LineUnreadableError(number, f"{field} is no text")
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _day(number: int, published: object) -> date | None:
    if published is None or published == "":
        return None
    if not isinstance(published, str):
        raise LineUnreadableError(number, f"published is {published!r}")
    if MONTH.fullmatch(published):
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        raise LineUnreadableError(number, f"published is {published!r}") from None


def _month(published: object) -> tuple[date, date] | None:
    """Return the first and last day of a date that is but a month."""
    if not isinstance(published, str) or not MONTH.fullmatch(published):
        return None
    year, number = map(int, published.split("-"))
    if not (date.min.year <= year and 1 <= number <= 12):  # noqa: PLR2004 -- months of a year
        return None
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def _address(url: str) -> tuple[str, str]:
    """Return identity and outlet; an address that is none stays as it is."""
    try:
        identity = canonical_url(url)
        return identity, registrable_domain(identity)
    except ValueError:
        return url, ""


def predictions(
    found: Sequence[Line], lexicon: Lexicon, known: Newsrooms | None = None
) -> Iterator[dict[str, object]]:
    """Read every line, and say which are copies of one story and who wrote it.

    ``known`` says which outlets are one newsroom; without it each is its own.
    """
    articles = [line.article for line in found]
    edges = ties(articles)
    stories = partition({a.id: a.published_at for a in articles}, edges).stories
    sizes = Counter(stories.values())
    writers = _writers(found, stories, edges, known or Newsrooms())
    for line in found:
        story = stories[line.article.id]
        cluster = story if sizes[story] > 1 else None
        reading = Reading(is_relevant=False)
        with sparing("line", line.id):
            article = line.article
            reading = read(article.title, article.text, line.day, lexicon, line.month)
        yield _prediction(line, reading, cluster, writers.get(story, ""))


def _writers(
    found: Iterable[Line], stories: Mapping[str, str], edges: Sequence[Edge], known: Newsrooms
) -> dict[str, str]:
    """Return who wrote each story."""
    told: dict[str, list[Member]] = defaultdict(list)
    for line in found:
        with sparing("line", line.id):
            told[stories[line.article.id]].append(_member(line.article, known))
    proofs: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if stories[edge.left] == stories[edge.right]:
            proofs[stories[edge.left]].append(edge)
    return {story: original(pile, proofs[story]).writer for story, pile in told.items()}


def _member(article: Article, known: Newsrooms) -> Member:
    claimed = credit(article)
    one = known.attribution(Imprint.of(article), claimed)
    return Member(
        article.id,
        one.publisher,
        one.newsroom,
        one.basis,
        claimed,
        article.published_at,
        len(article.text),
    )


def ties(articles: Sequence[Article]) -> list[Edge]:
    """Return what articles are to each other, each pair once."""
    edges = (judge(*pair) for pair in _candidates(articles))
    return list({(edge.left, edge.right): edge for edge in edges if edge is not None}.values())


def _candidates(articles: Sequence[Article]) -> Iterator[tuple[Article, Article]]:
    """Pair each article with those told up to then that share enough of its rarest words."""
    by_key: dict[int, list[str]] = defaultdict(list)
    met: dict[str, tuple[Article, Fingerprint]] = {}
    for article in sorted(articles, key=lambda one: one.published_at or UNDATED):
        marks = fingerprint(article)
        if marks is None:
            continue
        latest = [by_key[key][-NEAREST:] for key in marks.keys]
        for other, theirs in map(met.__getitem__, found(latest)):
            if is_near(marks, theirs):
                yield other, article
        for key in marks.keys:
            by_key[key].append(article.id)
        met[article.id] = article, marks


def _prediction(
    line: Line,
    reading: Reading,
    cluster: str | None,
    writer: str,
) -> dict[str, object]:
    return {
        "id": line.id,
        "is_relevant": reading.is_relevant,
        "groupings": [
            {"name": g.name, "members": list(g.members), "new_in_article": g.is_new}
            for g in reading.groupings
        ],
        "meetings": [_meeting(meeting) for meeting in reading.meetings],
        "syndication_cluster": cluster,
        "newsroom": writer or None,
    }


def _meeting(meeting: Meeting) -> dict[str, object]:
    when = meeting.when
    return {
        "participants": list(meeting.participants),
        "level": meeting.level,
        "format": meeting.format,
        "city": meeting.place.city,
        "country": meeting.place.country,
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "precision": when.precision,
        "status": meeting.status,
        "is_background": meeting.is_background,
        "grouping": meeting.grouping,
        "officials": [asdict(official) for official in meeting.officials],
        "evidence": meeting.evidence.text,
    }
