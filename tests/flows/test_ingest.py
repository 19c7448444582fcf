"""Reading feeds and pages over real HTTP: what is kept, what is counted, what is retried."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.runtime.intervals import POLL_EVERY, SLACK
from flows.runtime.wiring import House
from flows.steps import ingest as step
from flows.steps.ingest import due
from parsers.model import TextSource
from storage import articles, feeds
from storage.database import reading
from storage.model import FeedState, Poll, PollOutcome, StoredArticle, Verdict
from tests.flows.houses import (
    HELD,
    HOTLINE,
    NOW,
    TRAM,
    item,
    later,
    page,
    print_feed,
    print_page,
    read_feeds,
    rss,
    sends,
)
from tests.flows.loopback import Newsroom


@pytest.fixture(autouse=True)
def _quiet_coast(room: Newsroom) -> None:
    """The second feed is there and says nothing, unless a test says otherwise."""
    print_feed(room, "coast", [item(room.url("/tram"), TRAM.title)])
    print_page(room, "/tram", TRAM.page())


def stored(house: House) -> dict[str, StoredArticle]:
    """Return what is kept, by title."""
    with reading(house.engine) as session:
        return {one.article.title: one for one in articles.unread(session, "none", 100)}


def outcomes(house: House) -> dict[str, int]:
    """Return how many entries came to each outcome."""
    with reading(house.engine) as session:
        return articles.outcomes(session)


def last_poll(house: House, slug: str = "harbour") -> Poll:
    """Return the latest poll of a feed."""
    with reading(house.engine) as session:
        return feeds.last_polls(session, slug, 1)[0]


def state(house: House, slug: str = "harbour") -> FeedState:
    """Return what we know of a feed."""
    with reading(house.engine) as session:
        return next(one for one in feeds.health(session) if one.source.slug == slug)


class TestFeeds:
    """What a feed's server can answer."""

    def test_entries_become_articles_of_their_pages(self, house: House, room: Newsroom) -> None:
        """The page's text is kept, with its date, and the run says what it read."""
        print_feed(room, "harbour", [item(room.url("/hotline"), HOTLINE.title)])
        print_page(room, "/hotline", HOTLINE.page())
        report = read_feeds(house)
        assert report.as_counts() == {"feeds_ok": 2, "stored": 2}
        kept = stored(house)[HOTLINE.title]
        assert kept.article.text_source is TextSource.PAGE
        assert all(paragraph in kept.article.text for paragraph in HOTLINE.paragraphs)
        assert kept.article.published_at == NOW
        assert kept.verdict is Verdict.LIVE

    def test_an_unchanged_feed_is_not_read_again(self, house: House, room: Newsroom) -> None:
        """The validators go back with the next request, and 304 is a success without entries."""
        print_feed(room, "harbour", [item(room.url("/hotline"), HOTLINE.title)], ETag='"7"')
        print_page(room, "/hotline", HOTLINE.page())
        read_feeds(house)
        room.answers["/harbour.xml"] = sends(304, ETag='"8"')
        report = read_feeds(house, later(0.1))
        assert room.headers("/harbour.xml")[1]["if-none-match"] == '"7"'
        assert report.feeds.as_dict() == {"not_modified": 1, "ok": 1}
        assert state(house).etag == '"8"'
        assert not report.is_partial

    def test_a_failing_feed_stops_no_other(self, house: House, room: Newsroom) -> None:
        """A 500 is counted and remembered, the wait doubles, and the other feed is read."""
        room.answers["/harbour.xml"] = sends(500, b"down")
        for number in (1, 2):
            report = read_feeds(house, later(number))
            assert report.failed == ("harbour",)
            assert report.is_partial
            assert not report.is_failure
            wait = POLL_EVERY * 2**number - SLACK
            assert state(house).next_due_at == later(number) + wait
        assert (state(house).failures, state(house).failing_since) == (2, later(1))
        assert (last_poll(house).outcome, last_poll(house).http_status) == (
            PollOutcome.HTTP_ERROR,
            500,
        )
        assert TRAM.title in stored(house)

    def test_a_run_fails_only_if_no_feed_answers(self, house: House, room: Newsroom) -> None:
        """The run as a whole failed when every feed did."""
        room.answers["/harbour.xml"] = room.answers["/coast.xml"] = sends(503)
        report = read_feeds(house)
        assert report.is_failure
        assert not report.is_partial

    def test_a_server_that_asks_for_time_gets_it(self, house: House, room: Newsroom) -> None:
        """Retry-After moves the next poll beyond our own wait."""
        room.answers["/harbour.xml"] = sends(429, Retry_After="7200")
        read_feeds(house)
        assert state(house).next_due_at == NOW + timedelta(hours=2)

    def test_a_broken_feed_is_read_as_far_as_it_goes(self, house: House, room: Newsroom) -> None:
        """XML that ends in the middle still gives its whole entries, and says so."""
        whole = rss([item(room.url("/hotline"), HOTLINE.title), item(room.url("/x"), "Cut")])
        room.answers["/harbour.xml"] = sends(200, whole[: whole.index(b"Cut")])
        print_page(room, "/hotline", HOTLINE.page())
        read_feeds(house)
        assert HOTLINE.title in stored(house)
        assert "malformed" in last_poll(house).detail

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            (b"<!doctype html><html><body><p>Welcome</p></body></html>", "html_page"),
            (b"", "empty"),
            (b"%PDF-1.7 harbour", ""),
        ],
    )
    def test_what_is_no_feed_is_told_with_a_remedy(
        self, house: House, room: Newsroom, body: bytes, words: str
    ) -> None:
        """A page, nothing or a file at the address is a failure that says what to do."""
        room.answers["/harbour.xml"] = sends(200, body)
        report = read_feeds(house)
        poll = last_poll(house)
        assert report.failed == ("harbour",)
        assert (poll.outcome, poll.http_status) == (PollOutcome.NOT_A_FEED, 200)
        assert words in poll.detail
        assert poll.detail.startswith("harbour: ")

    def test_a_feed_that_breaks_the_reader_stops_no_other(
        self,
        house: House,
        room: Newsroom,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """An error nobody foresaw costs one feed its turn; the log holds the traceback."""
        real = step.read_feed

        def broken(body: bytes, *, feed: str, **rest: object) -> object:
            if feed == "harbour":
                raise RecursionError("too deep")
            return real(body, feed=feed, **rest)  # type: ignore[arg-type]

        monkeypatch.setattr(step, "read_feed", broken)
        print_feed(room, "harbour", [])
        report = read_feeds(house)
        assert report.failed == ("harbour",)
        assert last_poll(house).outcome is PollOutcome.NOT_A_FEED
        assert TRAM.title in stored(house)
        assert any(record.exc_info for record in caplog.records)

    def test_feeds_are_asked_when_they_are_due(self, house: House, room: Newsroom) -> None:
        """A feed that has answered waits a quarter of an hour, unless it is forced or named."""
        print_feed(room, "harbour", [])
        read_feeds(house)
        assert due(house, NOW + timedelta(minutes=10)) == []
        assert len(due(house, NOW + POLL_EVERY)) == 2
        assert len(due(house, NOW, force=True)) == 2
        assert [s.source.slug for s in due(house, NOW, slugs=["coast"], force=True)] == ["coast"]


class TestEntries:
    """What can be wrong with an entry or its page."""

    def test_dropped_entries_are_counted(self, house: House, room: Newsroom) -> None:
        """An entry without a link cannot be read; it is counted, and the rest is kept."""
        print_feed(room, "harbour", [item("", "No link"), item(room.url("/hotline"), "Talks")])
        print_page(room, "/hotline", HOTLINE.page())
        report = read_feeds(house)
        assert report.entries["no_link"] == 1
        assert last_poll(house).dropped == {"no_link": 1}
        assert (last_poll(house).entries, last_poll(house).new) == (1, 1)

    def test_an_entry_without_a_date_is_news(self, house: House, room: Newsroom) -> None:
        """Nothing says that it is old, so it is told."""
        print_feed(room, "harbour", [item(room.url("/hotline"), HOTLINE.title, None)])
        print_page(room, "/hotline", HOTLINE.page(None))
        read_feeds(house)
        kept = stored(house)[HOTLINE.title]
        assert kept.article.published_at is None
        assert kept.verdict is Verdict.LIVE

    @pytest.mark.parametrize(
        ("days", "verdict"), [(1, Verdict.LIVE), (3, Verdict.LATE), (30, Verdict.HISTORY)]
    )
    def test_old_entries_are_kept_for_what_they_are(
        self, house: House, room: Newsroom, days: int, verdict: Verdict
    ) -> None:
        """A feed that shows an old article does not make it news."""
        published = later(-days)
        print_feed(room, "harbour", [item(room.url("/hotline"), HOTLINE.title, published)])
        print_page(room, "/hotline", HOTLINE.page(published))
        read_feeds(house)
        assert stored(house)[HOTLINE.title].verdict is verdict

    @pytest.mark.parametrize("status", [403, 404, 500])
    def test_without_the_page_the_feed_s_text_is_kept_and_marked(
        self, house: House, room: Newsroom, status: int
    ) -> None:
        """The summary is better than nothing, and the article says where its text is from."""
        words = HOTLINE.paragraphs[0]
        print_feed(room, "harbour", [item(room.url("/hotline"), HOTLINE.title, text=words)])
        room.answers["/hotline"] = sends(status, b"no")
        report = read_feeds(house)
        assert report.entries["stored_from_feed"] == 1
        kept = stored(house)[HOTLINE.title].article
        assert (kept.text, kept.text_source) == (words, TextSource.FEED)

    def test_without_page_and_text_the_reason_is_counted(
        self, house: House, room: Newsroom
    ) -> None:
        """Too little to read is kept as an outcome, not as an article."""
        print_feed(room, "harbour", [item(room.url("/hotline"), "Talks")])
        room.answers["/hotline"] = sends(404)
        report = read_feeds(house)
        assert report.entries["http_error"] == 1
        assert set(stored(house)) == {TRAM.title}

    def test_a_huge_page_is_counted_and_not_read(self, house: House, room: Newsroom) -> None:
        """Fifty megabytes are refused at their announcement; the feed's text has to do."""
        size = 50_000_000

        def huge(reply: object) -> None:
            reply.send(200, b"<p>", Content_Length=str(size))  # type: ignore[attr-defined]

        room.answers["/huge"] = room.answers["/silent"] = huge
        entries = [
            item(room.url("/huge"), HOTLINE.title, text=HOTLINE.paragraphs[0]),
            item(room.url("/silent"), "Short"),
        ]
        print_feed(room, "harbour", entries)
        report = read_feeds(house)
        assert report.entries["stored_from_feed"] == 1
        assert report.entries["too_large"] == 1

    def test_a_page_that_holds_no_article_is_counted(self, house: House, room: Newsroom) -> None:
        """A wall or a list of links is no text; nothing is made up."""
        print_feed(room, "harbour", [item(room.url("/wall"), "Talks")])
        print_page(room, "/wall", page("Talks", ["Please accept our cookies to continue."]))
        report = read_feeds(house)
        assert report.entries["not_a_page"] == 1

    def test_a_passing_fault_is_tried_again(self, house: House, room: Newsroom) -> None:
        """Validators are held back while an entry is open, and at the next poll it is read."""
        print_feed(room, "harbour", [item(room.url("/late"), "Talks")], ETag='"1"')
        room.answers["/late"] = sends(503)
        read_feeds(house)
        assert state(house).etag is None
        print_page(room, "/late", HOTLINE.page())
        report = read_feeds(house, later(0.1))
        assert report.entries["stored"] == 1
        assert state(house).etag == '"1"'

    def test_a_redirect_leads_to_the_article(self, house: House, room: Newsroom) -> None:
        """The address that answers in the end is the identity: two ways there are one article."""
        print_page(room, "/2026/hotline", HOTLINE.page())
        for path in ("/r1", "/r2"):
            room.answers[path] = sends(302, Location="/2026/hotline")
        print_feed(room, "harbour", [item(room.url("/r1"), "One"), item(room.url("/r2"), "Two")])
        report = read_feeds(house)
        assert (report.entries["stored"], report.entries["duplicate"]) == (2, 1)
        assert stored(house)[HOTLINE.title].article.url == room.url("/2026/hotline")

    def test_a_page_that_breaks_the_reader_leaves_the_feed_s_text(
        self,
        house: House,
        room: Newsroom,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """An error nobody foresaw in one page costs neither the entry nor its neighbours."""
        real = step.read_page

        def broken(body: bytes, *, url: str, **rest: object) -> object:
            if url.endswith("/evil"):
                raise ZeroDivisionError
            return real(body, url=url, **rest)  # type: ignore[arg-type]

        monkeypatch.setattr(step, "read_page", broken)
        entries = [
            item(room.url("/evil"), HELD.title, text=HELD.paragraphs[0]),
            item(room.url("/hotline"), HOTLINE.title),
        ]
        print_feed(room, "harbour", entries)
        print_page(room, "/evil", HELD.page())
        print_page(room, "/hotline", HOTLINE.page())
        read_feeds(house)
        assert stored(house)[HELD.title].article.text_source is TextSource.FEED
        assert stored(house)[HOTLINE.title].article.text_source is TextSource.PAGE
        assert any(record.exc_info for record in caplog.records)

    def test_reading_again_adds_nothing(self, house: House, room: Newsroom) -> None:
        """The same feed twice is one article, and its page is not fetched a second time."""
        print_feed(room, "harbour", [item(room.url("/hotline"), HOTLINE.title)])
        print_page(room, "/hotline", HOTLINE.page())
        read_feeds(house)
        report = read_feeds(house, later(0.1))
        assert report.entries.as_dict() == {"known": 2}
        assert len(room.headers("/hotline")) == 1
        assert outcomes(house) == {"stored": 2}
