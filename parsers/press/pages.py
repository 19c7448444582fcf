"""What does an article's page say? Text, title, date and byline, each with its origin.

A page that holds no article (a consent wall, a captcha, a paywall's stub, a list of links)
is refused with a reason word, and the caller falls back on the feed's own text. Nothing is
fetched; a canonical address on somebody else's site is never believed.
"""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime, timedelta

import htmldate
import trafilatura
from bs4.exceptions import ParserRejectedMarkup
from lxml.etree import LxmlError  # type: ignore[import-untyped]  # lxml ships no types

from parsers.errors import PageUnreadableError
from parsers.model import Article, Entry, TextSource, content_id
from parsers.press.charsets import decode
from parsers.press.dates import published_at
from parsers.press.metadata import Found, Metadata, read_metadata
from parsers.press.urls import canonical_url, is_http_url, registrable_domain, resolve
from parsers.text import clean

# Extraction stays linear, but memory grows with the page. In bytes.
MAX_PAGE_SIZE = 5_000_000
# Longer texts are books or hostile; what follows is cut. In characters.
MAX_TEXT_LENGTH = 200_000
MAX_TITLE_LENGTH = 1_000

HTML_TYPES = ("text/html", "application/xhtml", "application/xml", "text/xml", "text/plain")
NOT_HTML = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
# HTML has no processing instructions; their likes make the parser take the page for XML.
INSTRUCTION = re.compile(r"<\?[^>]*>?")
# The complement of Char in XML 1.0 §2.2: lxml refuses these.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# A page and its feed agree on the day if they are no further apart: a day and half a world.
SAME_DAY = timedelta(hours=36)
# Three sentences of a press release; shorter pages are teasers. A CJK character counts as
# three, since it carries as much as half a word.
MIN_TEXT_WEIGHT = 200
CJK_WEIGHT = 3
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# A page that calls itself paid and shows less than this shows the stub alone.
MIN_PAID_WEIGHT = 600
# Walls say little else: what stands beside their own lines is lighter than this.
MIN_WEIGHT_BESIDE_WALL = 400
WALLS = {
    "captcha": re.compile(
        r"verify (?:that )?you are (?:a )?human|are you a robot|not a robot|unusual traffic"
        r"|checking your browser|enable javascript (?:and cookies )?to (?:continue|view|proceed)"
        r"|access (?:to this page has been )?denied|security check|just a moment\.\.\."
        r"|(?:turn on|enable) javascript in your browser|request (?:was )?blocked",
        re.IGNORECASE,
    ),
    "consent_wall": re.compile(
        r"(?:accept|reject|manage) (?:all )?(?:optional )?cookies|cookie (?:settings|preferences)"
        r"|before you continue|we (?:and our partners )?(?:value your privacy|use cookies)"
        r"|your privacy choices|consent to (?:the use|our use|cookies)",
        re.IGNORECASE,
    ),
    "paywall": re.compile(
        r"(?:subscribe|sign in|log in|register|sign up) (?:now )?to (?:continue|read|unlock|keep)"
        r"|to (?:continue|keep) reading|already (?:a subscriber|have an account|subscribed)"
        r"|(?:for|to) (?:our )?subscribers only|subscriber[- ]only"
        r"|this (?:article|content|story) is (?:only )?(?:available )?(?:for|to) (?:our )?"
        r"(?:paid |premium )?(?:subscribers|members)"
        r"|会員限定|有料会員|この記事は有料|続きを読むには|유료 회원|구독자 전용|로그인 후",
        re.IGNORECASE,
    ),
}
WALL_LINES = {
    **WALLS,
    "consent_wall": re.compile(
        r"\b(?:cookies?|consent|privacy|partners|personal data)\b", re.IGNORECASE
    ),
}
# A list of links: many lines, and hardly any of the text in lines that end as sentences do.
MIN_LIST_LINES = 6
# No headline is longer, whatever its end. In characters.
MAX_HEADLINE_LENGTH = 200
MIN_SENTENCE_SHARE = 0.25
# The stops of Latin, East Asian, Indic, Urdu, Amharic, Burmese and Khmer. Thai and Lao have none.
SENTENCE_END = re.compile(r"[.!?。！？…।॥۔؟።။។\u0e00-\u0eff][\"'”’»)\]」』]*\Z")

# Scripts that one language of the news writes; share of the letters that settles it.
SCRIPTS = {
    "ko": re.compile("[\uac00-\ud7af]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "lo": re.compile("[\u0e80-\u0eff]"),
    "my": re.compile("[\u1000-\u109f]"),
    "km": re.compile("[\u1780-\u17ff]"),
}
MIN_SCRIPT_SHARE = 0.2
SCRIPT_REACH = 4_000

REMEDY = "Use the feed's own text."
EXTRACTION_ERRORS = (
    AssertionError, AttributeError, LookupError, LxmlError, ParserRejectedMarkup, RecursionError,
    TypeError, ValueError,
)  # fmt: skip

# They report every odd page as a warning or an error; the reason words say it better.
for _name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def read_page(body: bytes, *, url: str, entry: Entry, content_type: str, now: datetime) -> Article:
    """Return the article on the page ``body``, decompressed, that ``url`` answered.

    ``url`` is the http(s) address after redirects, ``entry`` what the feed said of it. Raises
    PageUnreadableError, with a reason word, where the page holds no article.
    """
    html = _html(body, url, content_type)
    try:
        metadata = read_metadata(html, now=now)
        text = _text(html, metadata)
    except EXTRACTION_ERRORS as error:
        raise PageUnreadableError(url, "broken_html", REMEDY) from error
    title = metadata.title or Found(entry.title, "feed")
    text = _without_title(text, title.value)
    reason = _fault(text, metadata)
    if reason:
        raise PageUnreadableError(url, reason, REMEDY)
    address = _address(metadata.canonical, url)
    published = _published(metadata, entry, html, now)
    language = _language(text, metadata.language)
    byline = metadata.author or Found(entry.author, "feed" if entry.author else "")
    found = {"url": address, "title": title, "byline": byline, "language": language}
    return Article(
        id=content_id(address.value),
        url=address.value,
        feed=entry.feed,
        outlet=registrable_domain(address.value) or entry.feed,
        title=title.value[:MAX_TITLE_LENGTH],
        text=text,
        language=language.value or None,
        published_at=published[0],
        byline=byline.value[:MAX_TITLE_LENGTH],
        source=entry.source,
        source_url=entry.source_url,
        text_source=TextSource.PAGE,
        provenance=_provenance(found, published[1], "page", entry),
    )


def article_of_feed(entry: Entry) -> Article:
    """Return the article that the feed's own text makes; its text may be empty."""
    url = canonical_url(entry.url)
    language = _language(entry.summary or entry.title, None)
    origins = {
        "url": Found(url, "feed"),
        "title": Found(entry.title, "feed"),
        "byline": Found(entry.author, "feed" if entry.author else ""),
        "language": language,
    }
    dated_by = "feed" if entry.published_at else ""
    return Article(
        id=content_id(url),
        url=url,
        feed=entry.feed,
        outlet=registrable_domain(url) or entry.feed,
        title=entry.title,
        text=entry.summary,
        language=language.value or None,
        published_at=entry.published_at,
        byline=entry.author,
        source=entry.source,
        source_url=entry.source_url,
        text_source=TextSource.FEED,
        provenance=_provenance(origins, dated_by, "feed", entry),
    )


def _html(body: bytes, url: str, content_type: str) -> str:
    """Return the page as text that lxml takes; raises PageUnreadableError for other files."""
    if len(body) > MAX_PAGE_SIZE:
        raise PageUnreadableError(url, "too_large", REMEDY)
    kind = content_type.partition(";")[0].strip().lower()
    if (kind and not kind.startswith(HTML_TYPES)) or body.startswith(NOT_HTML):
        raise PageUnreadableError(url, "not_html", REMEDY)
    text, _ = decode(body, content_type)
    html = INSTRUCTION.sub(" ", ILLEGAL.sub("", text))
    if "<" not in html:
        raise PageUnreadableError(url, "not_html" if html.strip() else "empty", REMEDY)
    return html


def _text(html: str, metadata: Metadata) -> str:
    """Return the article's text; JSON-LD's where the page shows hardly anything."""
    text = clean(_unboxed(trafilatura.extract(html, include_comments=False) or ""))
    if _weight(text) < MIN_TEXT_WEIGHT < _weight(metadata.body):
        text = metadata.body
    return text[:MAX_TEXT_LENGTH]


def _unboxed(text: str) -> str:
    """Put each cell on its own line: a page laid out in a table is no table of figures."""
    return "\n".join(
        cell.strip()
        for line in text.splitlines()
        for cell in (line.split("|") if line.lstrip().startswith("|") else [line])
        if cell.strip() or not line.lstrip().startswith("|")
    )


def _without_title(text: str, title: str) -> str:
    """Drop the headline where the text begins with it."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if title and first.strip() == title else text


def _fault(text: str, metadata: Metadata) -> str:
    """Return why ``text`` is no article, as one word; empty if it is one."""
    if not text:
        return "empty"
    weight = _weight(text)
    wall = next((kind for kind in WALLS if _is_wall(text, kind)), "")
    if wall:
        return wall
    if weight < MIN_TEXT_WEIGHT:
        return "too_short"
    if not metadata.is_free and weight < MIN_PAID_WEIGHT:
        return "paywall"
    return "link_list" if _is_link_list(text) else ""


def _is_wall(text: str, kind: str) -> bool:
    """Say whether ``text`` says what a wall of this kind says, and hardly anything else."""
    if not WALLS[kind].search(text):
        return False
    beside = [line for line in text.split("\n") if not WALL_LINES[kind].search(line)]
    return _weight("\n".join(beside)) < MIN_WEIGHT_BESIDE_WALL


def _is_link_list(text: str) -> bool:
    """Say whether the text is headlines: many lines, hardly one with a full stop."""
    lines = [line for line in text.split("\n") if line]
    prose = sum(
        len(line) for line in lines if len(line) > MAX_HEADLINE_LENGTH or SENTENCE_END.search(line)
    )
    return len(lines) >= MIN_LIST_LINES and prose < MIN_SENTENCE_SHARE * len(text)


def _weight(text: str) -> int:
    """Return the length in characters, where a CJK character counts as three."""
    return len(text) + (CJK_WEIGHT - 1) * len(CJK.findall(text))


def _address(canonical: str, url: str) -> Found:
    """Return the article's identity: the page's canonical address if it is its own to name.

    It must be on the same site, and not the home page of it unless ``url`` is.
    """
    own = canonical_url(url)
    link = resolve(canonical, url) if canonical else ""
    if not is_http_url(link):
        return Found(own, "address")
    named = canonical_url(link)
    is_home = _path(named) == "/" != _path(own)
    return (
        Found(own, "address")
        if is_home or _site(named) != _site(own)
        else Found(named, "canonical")
    )


def _site(url: str) -> str:
    """Return the registrable domain of a canonical URL, or its host where it has none."""
    return registrable_domain(url) or url.split("/")[2]


def _path(url: str) -> str:
    """Return path and query of a canonical URL."""
    return "/" + url.split("/", maxsplit=3)[3]


def _published(
    metadata: Metadata, entry: Entry, html: str, now: datetime
) -> tuple[datetime | None, str]:
    """Return when the article was published, and who says so.

    A page's exact time counts most. Of a mere day the feed knows the hour, if they agree.
    """
    stamp = metadata.published
    if stamp and stamp.is_exact:
        return stamp.at, metadata.published_from
    if entry.published_at and (not stamp or abs(stamp.at - entry.published_at) <= SAME_DAY):
        return entry.published_at, "feed"
    if stamp:
        return stamp.at, metadata.published_from
    guessed = _guessed_day(html, now)
    return guessed, "htmldate" if guessed else ""


def _guessed_day(html: str, now: datetime) -> datetime | None:
    """Return the day that htmldate finds in the page's text and markup, at 00:00 UTC."""
    latest = now.astimezone(UTC).replace(tzinfo=None)
    try:
        day = htmldate.find_date(html, original_date=True, max_date=latest)
    except EXTRACTION_ERRORS:
        return None
    return published_at(day, None, now) if day else None


def _language(text: str, declared: Found | None) -> Found:
    """Return the language by its script where that settles it, else as the page declares."""
    letters = sum(map(str.isalpha, text[:SCRIPT_REACH])) or 1
    for language, script in SCRIPTS.items():
        if len(script.findall(text[:SCRIPT_REACH])) >= MIN_SCRIPT_SHARE * letters:
            return Found(language, "script")
    if declared and declared.value not in SCRIPTS:
        return declared
    return Found("", "")


def _provenance(
    found: dict[str, Found], dated_by: str, text_from: str, entry: Entry
) -> dict[str, str]:
    """Return the origin of each field that has a value."""
    origins = {name: one.origin for name, one in found.items() if one.value}
    origins["text"] = text_from
    if dated_by:
        origins["published_at"] = dated_by
    if entry.source:
        origins["source"] = "feed"
    return origins
