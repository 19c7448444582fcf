"""The rendered message: same facts in all forms, within its limits, harmless whatever it quotes."""

from __future__ import annotations

import json
import re
import socket
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup

from alerts import blocks, messages
from alerts.model import Digest, Message
from alerts.untrusted import SUMMARY_LIMIT
from tests.alerts.builders import (
    NOW,
    alert,
    digest,
    grouping_alert,
    many,
    meeting,
    names,
    sample,
    source,
)
from tests.alerts.hostile import ADDRESSES, HOSTILE, hostile


def rendered(made: Digest, **options: str) -> Message:
    """Render with the names of the builders."""
    return messages.render(made, names=names, **options)


def soup(message: Message) -> BeautifulSoup:
    """Parse the HTML as a browser would."""
    return BeautifulSoup(message.html, "lxml")


def flat(text: str) -> str:
    """Return text with every run of white space as one space."""
    return " ".join(text.split())


def texts(node: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- JSON of any shape
    """Yield every object of a Slack payload, nested ones included."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from texts(each)


def elements(message: Message) -> list[dict[str, Any]]:
    """Return every object of the message's Slack payload."""
    return list(texts(json.loads(message.slack)))


def test_text_holds_every_title_date_and_address_of_the_html() -> None:
    """Whoever reads plain text misses nothing."""
    message = rendered(sample())
    tree, text = soup(message), flat(message.text)
    found = [flat(node.get_text()) for node in tree.select("h1, h2, .strip s, .strip b, .value")]
    links = [str(node["href"]) for node in tree.select("a[href]")]
    assert len(found) > 30
    assert len(links) > 10
    skipped = {"What changed."} | {flat(node.get_text()) for node in tree.select(".value:has(a)")}
    shown = [words for words in found if words not in skipped]
    spaced = [re.sub(r" (Canberra, Australia)", r", \1", words) for words in shown]
    assert [words for words in spaced if words not in text] == []
    assert [url for url in links if url not in text] == []


def test_text_is_72_columns_wide_but_for_addresses() -> None:
    """Lines are broken at words; an address stands alone and whole."""
    message = rendered(digest(*many(48), upcoming=[meeting()]))
    long = [line for line in message.text.splitlines() if len(line) > messages.WIDTH]
    assert all(line.strip().startswith("http") for line in long)
    assert not re.search(r"\n\n\n", message.text)


@pytest.mark.parametrize(("count", "cards"), [(1, 1), (3, 3), (8, 8), (40, 8), (500, 8)])
def test_size_budget(count: int, cards: int) -> None:
    """However much happened, the mail stays below the size at which Gmail cuts it."""
    alerts = [
        alert(
            id=each.id,
            record=each.record,
            meeting=each.meeting,
            sentence=each.sentence,
            confidence=each.confidence,
            sources=tuple(source(f"paper{at}.example") for at in range(9)),
        )
        for each in many(count)
    ]
    message = rendered(digest(*alerts))
    tree = soup(message)
    shown = len(tree.select("h2")) + len(tree.select(".date"))
    assert messages.size(message.html) <= messages.BUDGET
    assert len(tree.select("h2")) == cards
    hidden = f"And {count - shown:,} more change"
    assert (hidden in flat(message.html)) == (hidden in flat(message.text)) == (count > shown)
    assert "config/recipients.toml" in message.html


def test_rows_go_before_cards_when_it_gets_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A smaller budget leaves rows out first, then cards, and says how many."""
    monkeypatch.setattr(messages, "BUDGET", 30_000)
    message = rendered(digest(*many(48)))
    tree = soup(message)
    assert messages.size(message.html) <= 30_000
    assert tree.select(".date") == []
    assert 0 < len(tree.select("h2")) < 8
    assert f"And {48 - len(tree.select('h2'))} more changes not shown here" in flat(message.html)


@pytest.mark.parametrize("count", [0, 1, 15, 48, 500])
def test_slack_limits(count: int) -> None:
    """At most 50 blocks and 10 KB, no empty text, and what is left out is counted."""
    message = rendered(digest(*many(count), upcoming=[meeting(id=f"u{at}") for at in range(30)]))
    payload = json.loads(message.slack)
    assert len(payload["blocks"]) <= blocks.BLOCKS
    assert len(message.slack.encode()) <= blocks.PAYLOAD
    assert len(payload["blocks"][0]["text"]["text"]) <= blocks.HEADER
    assert all(each["text"] for each in elements(message) if isinstance(each.get("text"), str))
    shown = len(re.findall(r"Planned  ", message.slack))
    more = "1 more change" if count - shown == 1 else f"{count - shown:,} more changes"
    assert (f"And {more} not shown" in message.slack) == (count > shown)
    assert payload["unfurl_links"] is payload["unfurl_media"] is False


def test_slack_shows_untrusted_text_as_it_is() -> None:
    """No element that Slack reads for mentions or formatting holds feed text."""
    kinds = {each["type"] for each in elements(rendered(sample())) if "type" in each}
    assert kinds == {
        *("header", "plain_text", "context", "rich_text", "rich_text_section"),
        *("text", "link", "divider"),
    }


def test_slack_says_the_same_news() -> None:
    """Titles, old and new values and sources stand in the Slack message too."""
    message = rendered(sample())
    said = {each.get("text") for each in elements(message) if isinstance(each.get("text"), str)}
    assert {flat(node.get_text()) for node in soup(message).select("h2")} <= said
    assert {"Thursday 12 March 2026", "Thursday 19 March 2026", "mfa.gov.xx"} <= said
    assert json.loads(message.slack)["text"] == message.subject


def test_no_link_to_a_place_that_does_not_exist() -> None:
    """Records are linked only where they can be opened."""
    assert "Open the record" not in rendered(sample()).html
    message = rendered(sample(), public_url="https://watch.example/")
    assert soup(message).find("a", string="Open the record")
    assert "https://watch.example/records/g1" in message.text


def test_untrusted_strings_stand_isolated() -> None:
    """Title, quote and source names cannot change the direction of their neighbours."""
    arabic = "\u0627\u062c\u062a\u0645\u0627\u0639"
    made = digest(
        alert(name=arabic, sentence=arabic, sources=(source(arabic, url="https://a.example/"),))
    )
    isolated = [flat(node.get_text()) for node in soup(rendered(made)).select("bdi")]
    assert isolated.count(arabic) == 2
    assert any(words.startswith(f"{arabic} national") for words in isolated)


def test_nothing_is_fetched_and_no_image_is_shown() -> None:
    """The message has no image, script, frame or remote style."""
    tree = soup(rendered(sample()))
    assert tree.select("img, script, iframe, link, object, svg, form") == []
    assert "url(" not in str(tree)
    assert "@import" not in str(tree)


def test_styles_survive_where_clients_drop_the_head() -> None:
    """Every card has its colours inline, and the media queries stay for who knows them."""
    message = rendered(sample())
    assert "background" in str(soup(message).select_one(".chip")["style"])
    assert "prefers-color-scheme" in message.html
    assert "max-width:480px" in message.html.replace(" ", "")


def test_rendering_is_repeatable() -> None:
    """The same digest gives the same message."""
    assert rendered(sample()) == rendered(sample())


def test_lexicon_names_by_default() -> None:
    """Without names of the caller the states are named all the same."""
    assert "South Korea" in messages.render(sample()).text


def test_empty_digest_reports_coverage() -> None:
    """A message without news still says what was read and what was not."""
    message = rendered(digest())
    assert "Nothing new" in message.html
    for form in (message.html, message.text, message.slack):
        assert "31 of 33 feeds read" in form
        assert "Harbour Times" in form


def test_look_alike_letters_are_flagged() -> None:
    """A name that mixes alphabets is shown with a warning."""
    message = rendered(digest(alert(name="\u0410UKUS")))
    for form in (message.html, message.text, message.slack):
        assert "Letters of two alphabets in one word: \u0410UKUS." in flat(form)


def test_official_sources_come_first_and_three_are_named() -> None:
    """A reader sees who vouches for it, and how many more there are."""
    card = soup(rendered(sample())).select(".inside")[0]
    assert [node.get_text() for node in card.select(".value a")] == [
        "mfa.gov.xx",
        "coast.example",
        "isles.example",
    ]
    assert "and 2 more" in flat(card.get_text())


@pytest.fixture(scope="module")
def plain_tags() -> set[str]:
    """Return the names of all elements in a message without hostile text."""
    return {node.name for node in soup(rendered(hostile("plain"))).select("*")}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text_in_html(text: str, plain_tags: set[str]) -> None:
    """No feed text adds an element, attribute, style or address to the HTML."""
    message = rendered(hostile(text))
    tree = soup(message)
    assert {node.name for node in tree.select("*")} <= plain_tags
    assert len(tree.select("h1")) == 1
    assert not [key for node in tree.select("*") for key in node.attrs if key.startswith("on")]
    assert {str(node["href"]) for node in tree.select("[href]")} <= {
        "https://news.example/a",
        *(str(each.url) for each in (source(), source("delta.example"))),
    }
    assert "49" not in flat(str(tree.select_one("h2")))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_one_line_in_text_and_subject(text: str) -> None:
    """No control character, hidden character or extra line reaches text or subject."""
    message = rendered(hostile(text))
    for form in (message.subject, message.preheader, message.text.replace("\n", "")):
        assert not re.search(
            r"[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]", form
        )
    assert len(message.text) < 12 * SUMMARY_LIMIT + 4000


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_inert_in_slack(text: str) -> None:
    """Slack parses nothing of it: raw in rich text, escaped in the fallback."""
    message = rendered(hostile(text))
    payload = json.loads(message.slack)
    assert not set(payload["text"]) & set("<>")
    assert not [each for each in elements(message) if each.get("type") == "mrkdwn"]
    plain = [each for each in elements(message) if each.get("type") == "plain_text"]
    assert all(each["emoji"] is False for each in plain)
    assert message.slack.encode("utf-8")


@pytest.mark.parametrize("url", ADDRESSES)
def test_a_bad_address_becomes_plain_text(url: str) -> None:
    """The source is still named, the card still stands, and there is no link."""
    message = rendered(digest(alert(sources=(source("Harbour Times", url=url),))))
    assert soup(message).select("a") == []
    assert "Harbour Times" in message.html
    assert "Harbour Times" in message.text
    assert not [each for each in elements(message) if each.get("type") == "link"]


def test_rendering_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A style sheet named in feed text is not fetched: a listener hears nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        opened: list[object] = []
        is_watching = True

        def watch(event: str, args: tuple[object, ...]) -> None:
            if is_watching and event in {"socket.connect", "socket.getaddrinfo"}:
                opened.append(args)

        sys.addaudithook(watch)  # stays for the life of the process, hence the switch
        rendered(hostile(f'<link rel=stylesheet href="http://127.0.0.1:{port}/x.css">'))
        is_watching = False
        assert opened == []
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_grouping_without_a_meeting_has_no_when() -> None:
    """A card shows only what is known of its kind."""
    labels = [node.get_text() for node in soup(rendered(digest(grouping_alert()))).select(".label")]
    assert labels == ["Who", "Level", "Nearest", "Evidence", "Sources"]


def test_nearest_groupings_are_spelled_out() -> None:
    """Codes beside a known name become names of states."""
    assert "Quad without Japan, United States" in rendered(digest(grouping_alert())).text


def test_long_digest_line_covers_since() -> None:
    """After an outage the message says from when on it tells."""
    made = digest(alert(), since=NOW - timedelta(days=3))
    assert "Covers the time since Sunday 1 March 2026, 07:00 JST." in flat(rendered(made).text)
