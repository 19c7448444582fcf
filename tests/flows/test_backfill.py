"""Reading the past of a feed from a server that pages, and from servers that do not."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from flows.runtime.tally import Tally
from flows.runtime.wiring import House
from flows.steps import backfill as step
from flows.steps.backfill import Window, backfill
from flows.steps.detect import detect
from flows.steps.ingest import due
from storage import articles, meetings
from storage.database import reading
from storage.model import Verdict
from tests.flows.houses import (
    HOTLINE,
    NOW,
    TRAM,
    News,
    item,
    later,
    page,
    print_page,
    read_feeds,
    rss,
    sends,
)
from tests.flows.loopback import Newsroom

WINDOW = Window(date(2026, 2, 10), date(2026, 2, 20))  # NOW is the second of March


def past(
    house: House,
    window: Window = WINDOW,
    *,
    slugs: tuple[str, ...] = ("harbour",),
    live: bool = False,
) -> Tally:
    """Walk back, as the verb does."""
    states = due(house, NOW, slugs=slugs, force=True)
    return asyncio.run(backfill(house, "backfill-1", states, window, NOW, live=live))


def entry(room: Newsroom, days_ago: int, news: News = TRAM) -> str:
    """Print an article some days ago, and return its item; each day's text is its own."""
    published = later(-days_ago)
    path = f"/{news.title.split()[0]}-{days_ago}"
    words = [
        *news.paragraphs,
        f"This stood in the paper {days_ago} days before the second of March.",
    ]
    address = print_page(room, path, page(f"{news.title} ({days_ago})", words, published))
    return item(address, f"{news.title} ({days_ago})", published)


def shelve(room: Newsroom, *pages: list[str], slug: str = "harbour") -> None:
    """Serve the pages as WordPress does: ``?paged=2`` and on, and 404 beyond the last."""
    paths = [f"/{slug}.xml", *(f"/{slug}.xml?paged={n}" for n in range(2, len(pages) + 1))]
    for path, items in zip(paths, pages, strict=True):
        room.answers[path] = sends(200, rss(items), Content_Type="application/rss+xml")
    room.answers[f"/{slug}.xml?paged={len(pages) + 1}"] = sends(404)


def asked(room: Newsroom) -> list[str]:
    """Return the addresses of feeds that were asked, in order."""
    return [path for path, _ in room.seen if ".xml" in path]


@pytest.fixture
def archive(room: Newsroom) -> Newsroom:
    """Four pages: newer than the window, in it, in it and before it, and one too far back."""
    shelve(
        room,
        [entry(room, 4), entry(room, 9)],
        [entry(room, 11, HOTLINE), entry(room, 14)],
        [entry(room, 18), entry(room, 25)],
        [entry(room, 26), entry(room, 30)],
        [entry(room, 31)],
    )
    return room


class TestWindow:
    """Whole days, both ends included."""

    def test_a_window_that_ends_before_it_begins_is_refused(self) -> None:
        """The message says what to do."""
        with pytest.raises(ValueError, match="swap them"):
            Window(date(2026, 2, 20), date(2026, 2, 10))

    def test_one_day_is_a_window(self) -> None:
        """A window of one day holds that day and no other."""
        window = Window(NOW.date(), NOW.date())
        assert window.holds(NOW)
        assert not window.holds(later(1))
        assert not window.holds(later(-1))


class TestWalk:
    """How far back a walk goes, and what it takes on the way."""

    def test_the_window_is_read_as_history(self, house: House, archive: Newsroom) -> None:
        """Every article of the window is kept, nothing else, and the walk ends behind it."""
        found = past(house)
        assert found.as_dict() == {"outside_window": 5, "stored": 3}
        assert asked(archive) == ["/harbour.xml", *(f"/harbour.xml?paged={n}" for n in (2, 3, 4))]
        with reading(house.engine) as session:
            kept = articles.unread(session, "none", 100)
        assert {stored.verdict for stored in kept} == {Verdict.HISTORY}
        days = [stored.article.published_at.date().day for stored in kept]  # type: ignore[union-attr]
        assert days == [12, 16, 19]

    @pytest.mark.usefixtures("archive")
    def test_nobody_is_told(self, house: House) -> None:
        """The meeting is on record, and raises no alert."""
        past(house)
        report = detect(house, NOW)
        assert (report.articles, report.alerts) == (3, ())
        with reading(house.engine) as session:
            assert any(m.participants == ("IN", "KE", "OM") for m in meetings.all(session))

    @pytest.mark.usefixtures("archive")
    def test_live_lets_the_finds_alert(self, house: House) -> None:
        """Whoever asks for it is told as of today's news."""
        past(house, live=True)
        assert [alert.members for alert in detect(house, NOW).alerts] == [("IN", "KE", "OM")]

    def test_a_second_walk_adds_nothing(self, house: House, archive: Newsroom) -> None:
        """What was kept is known, and its page is not fetched again."""
        past(house)
        pages = len([path for path, _ in archive.seen if ".xml" not in path])
        found = past(house)
        assert found.as_dict() == {"outside_window": 5, "known": 3}
        assert len([path for path, _ in archive.seen if ".xml" not in path]) == pages
        assert detect(house, NOW).articles == 3
        assert detect(house, NOW).articles == 0

    def test_what_is_still_news_is_left_to_ingest(self, house: House, room: Newsroom) -> None:
        """Kept as history today's news would never be told."""
        shelve(room, [entry(room, 0, HOTLINE), entry(room, 4)])
        room.answers["/coast.xml"] = sends(200, rss([]))
        found = past(house, Window(date(2026, 2, 20), NOW.date()))
        assert found.as_dict() == {"left_to_ingest": 1, "stored": 1}
        report = read_feeds(house)
        assert report.entries["stored"] == 1
        assert len(detect(house, NOW).alerts) == 1

    def test_an_entry_without_a_date_is_counted(self, house: House, room: Newsroom) -> None:
        """Nobody knows whether it is of the window."""
        address = print_page(room, "/undated", HOTLINE.page(None))
        shelve(room, [item(address, HOTLINE.title, None)])
        assert past(house).as_dict() == {"no_date": 1}


class TestServers:
    """Servers that do not page, or fail."""

    def test_a_server_that_ignores_the_page_ends_the_walk(
        self, house: House, room: Newsroom
    ) -> None:
        """The same entries again are no older page."""
        body = rss([entry(room, 12)])
        for path in ("/harbour.xml", "/harbour.xml?paged=2"):
            room.answers[path] = sends(200, body)
        assert past(house).as_dict() == {"stored": 1}
        assert len(asked(room)) == 2

    def test_an_empty_feed_is_no_fault(self, house: House, room: Newsroom) -> None:
        """It has nothing to give."""
        room.answers["/harbour.xml"] = sends(200, rss([]))
        assert past(house).as_dict() == {}

    def test_a_silent_feed_is_counted_and_stops_no_other(
        self, house: House, room: Newsroom
    ) -> None:
        """One feed that fails costs only itself."""
        room.answers["/harbour.xml"] = sends(500)
        shelve(room, [entry(room, 12)], slug="coast")
        found = past(house, slugs=("harbour", "coast"))
        assert found.as_dict() == {"feed_unavailable": 1, "stored": 1}

    def test_a_page_that_cannot_be_had_is_told(self, house: House, room: Newsroom) -> None:
        """A walk that ends before its time does not look complete."""
        shelve(room, [entry(room, 12)], [entry(room, 13)])
        room.answers["/harbour.xml?paged=2"] = sends(502)
        assert past(house).as_dict() == {"page_unavailable": 1, "stored": 1}

    def test_a_feed_without_end_is_left_after_a_while(
        self, house: House, room: Newsroom, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A server that always has one more page does not hold us for ever."""
        monkeypatch.setattr(step, "PAGES_MAX", 2)
        shelve(room, [entry(room, 12)], [entry(room, 13)], [entry(room, 14)])
        assert past(house).as_dict() == {"stored": 2, "page_limit_reached": 1}

    def test_a_feed_that_breaks_the_reader_stops_no_other(
        self, house: House, room: Newsroom, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An error nobody foresaw costs one feed its turn."""
        real = step.feed_of

        async def broken(state: object, *rest: object) -> object:
            if state.source.slug == "harbour":  # type: ignore[attr-defined]
                raise ZeroDivisionError
            return await real(state, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(step, "feed_of", broken)
        shelve(room, [entry(room, 12)])
        shelve(room, [entry(room, 13)], slug="coast")
        found = past(house, slugs=("harbour", "coast"))
        assert found.as_dict() == {"feed_unavailable": 1, "stored": 1}
