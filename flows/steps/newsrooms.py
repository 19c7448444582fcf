"""Puts into plain text what is known of publishers, and whose a host or a name is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from flows.runtime.newsrooms import AggregatorRow, Directory, PublisherRow, Publishing
from flows.runtime.rows import FeedKind
from flows.runtime.watchlist import Watchlist
from parsers.model import Article
from parsers.press.newsrooms import Basis, Imprint, Newsrooms, folded, is_agency
from parsers.press.urls import host_of, registrable_domain
from parsers.press.wire import credit
from storage.model import FeedSource

FEWEST_LETTERS = 3  # of shorter labels many are alike by chance


def counted(directory: Directory, watchlist: Watchlist) -> Iterator[str]:
    """Yield how many entries there are of each kind, and how many newsrooms the feeds make."""
    for table, rows in directory.rows.items():
        hosts = sum(len(row.domains) for row in rows)
        yield f"{table:<12}{len(rows)}, with {hosts} domains"
    feeds = watchlist.enabled_feeds
    rooms = {newsroom_of(watchlist.newsrooms, feed) for feed in feeds}
    yield f"{'feeds':<12}{len(feeds)} that are read, of {len(rooms)} newsrooms"


def listed(directory: Directory) -> Iterator[str]:
    """Yield each entry on a line: its kind, its name, and what is its."""
    for table, rows in directory.rows.items():
        yield from (f"{table:<11}{_entry(row)}" for row in rows)


def _entry(row: Publishing) -> str:
    name = row.name if isinstance(row, PublisherRow) else row.id
    parts = [", ".join(row.domains)]
    parts += [f"named {', '.join(row.sources)}"] if row.sources else []
    parts += [f"feeds {', '.join(row.feeds)}"] if row.feeds else []
    parts += ["only reprints"] if isinstance(row, AggregatorRow) else []
    return f"{name}: {'; '.join(part for part in parts if part)}"


def doubts(watchlist: Watchlist) -> Iterator[str]:
    """Yield the feeds that count as two newsrooms though their domains begin alike.

    Ministries are named alike everywhere, and of what an entry speaks of there is no doubt.
    """
    alike: dict[str, set[str]] = defaultdict(set)
    known = watchlist.newsrooms
    for feed in watchlist.enabled_feeds:
        label = registrable_domain(feed.home).partition(".")[0]
        is_told = feed.kind == FeedKind.GOVERNMENT or known.of_host(host_of(feed.home))
        if len(label) >= FEWEST_LETTERS and not is_told:
            alike[label].add(newsroom_of(known, feed))
    for _, rooms in sorted(alike.items()):
        if len(rooms) > 1:
            yield (
                f"{' and '.join(sorted(rooms))} count as {len(rooms)} newsrooms. Are they editions "
                "of one publisher? Then write a [[newsroom]] with both domains."
            )


def shown(watchlist: Watchlist, asked: str) -> Iterator[str]:
    """Yield whose a feed, an address, a host or a printed name is."""
    known, written = watchlist.newsrooms, asked.strip()
    feed = next((one for one in watchlist.feeds if one.slug == written), None)
    if feed is not None:
        yield _said(known, f"feed {written}", newsroom_of(known, feed))
    host = host_of(written if "://" in written else f"https://{written}/")
    domain = registrable_domain(f"https://{host}/") if host else ""
    if domain:
        yield _said(known, f"host {host}", known.of_host(host) or domain)
    elif feed is None:
        yield _named(known, written)


def _named(known: Newsrooms, written: str) -> str:
    """Say whose text an entry is whose feed names this source."""
    entry = Article(id="", url="", feed="", outlet="", title="", text="", source=written)
    found = known.attribution(Imprint.of(entry), credit(entry))
    if found.basis is not Basis.SOURCE:
        return f"source {written}: names nobody; the text counts as that of whoever prints it"
    said = _said(known, f"source {written}", found.newsroom)
    return (
        said
        if found.newsroom != folded(written)
        else f"{said}, by this name alone, since no entry has it"
    )


def newsroom_of(known: Newsrooms, feed: FeedSource) -> str:
    """Return the newsroom whose pages a feed leads to."""
    return known.publisher(Imprint(feed.home, registrable_domain(feed.home), feed.slug))


def _said(known: Newsrooms, what: str, newsroom: str) -> str:
    kind = "the agency" if is_agency(newsroom) else "the newsroom"
    if newsroom in known.aggregators:
        kind = "the aggregator, which only reprints,"
    return f"{what}: {kind} {newsroom}"
