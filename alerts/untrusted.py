"""Makes text and addresses from feeds harmless at the moment they leave the house.

Text loses what no reader sees and every reader suffers from: control characters,
reversed directions, hidden tags, towers of accents. Addresses become links only
if they are plain web addresses. Nothing here escapes for a format: the template
and the Slack builder do that.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

TITLE_LIMIT = 200  # characters; longer titles push the facts off a phone's screen
SUMMARY_LIMIT = 400  # characters; about two sentences of agency prose
LABEL_LIMIT = 60  # characters; the name of a newsroom or person
URL_LIMIT = 2000  # characters; the longest address that every mail client opens
MARKS_PER_BASE = 3  # Vietnamese and pointed Hebrew need two or three, towers need none

_LINE_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")
_JOINERS = frozenset("\u200c\u200d")
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_UNSAFE_IN_URL = re.compile(r'[\s\x00-\x20\x7f-\x9f<>"|`\\^{}]')
_DEVIATIONS = re.compile(r"[\u00df\u03c2\u200c\u200d]")
_WORD = re.compile(r"\w+")


def clean(text: str, limit: int = SUMMARY_LIMIT) -> str:
    """Return ``text`` as one NFC line of at most ``limit`` characters, "…" included.

    Joiners stay between letters, where Persian needs them, and combining marks
    stay up to three on one letter. Lone surrogates become U+FFFD.
    """
    replaced = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    line = "".join(" " if character in _LINE_BREAKS else character for character in replaced)
    visible = _visible(unicodedata.normalize("NFC", line))
    return shortened(" ".join(_thinned(visible).split()), limit)


def shortened(text: str, limit: int) -> str:
    """Return ``text`` cut to ``limit`` characters, at a word where one ends near the cut."""
    if len(text) <= limit:
        return text
    cut = limit - 1
    while cut > 0 and unicodedata.combining(text[cut]):
        cut -= 1
    head = text[:cut]
    space = head.rfind(" ")
    if space >= limit * 2 // 3:
        head = head[:space]
    return head.rstrip(" ,;:-\N{EN DASH}(") + "…"


def link(url: str) -> str | None:
    """Return ``url`` in ASCII if it is a plain http(s) address, else None.

    A host in another script comes back in punycode. User names, odd ports,
    spaces, quotes, backslashes and schemes other than http and https are refused.
    """
    if len(url) > URL_LIMIT or _UNSAFE_IN_URL.search(url) or "://" not in url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not parts.hostname:
        return None
    host = _ascii_host(parts.hostname)
    if host is None or not (set(".:") & set(host) or host == "localhost"):
        return None
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")
    made = urlunsplit((parts.scheme, netloc, *(_quoted(part) for part in parts[2:])))
    return made if len(made) <= URL_LIMIT else None


def host_label(name: str) -> str:
    """Return ``name``, in punycode where it is a domain that is not plain ASCII."""
    if name.isascii() or "." not in name or " " in name:
        return name
    return _ascii_host(name) or name


def look_alikes(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` that mix Latin with Cyrillic or Greek letters."""
    return tuple(word for word in _WORD.findall(text) if len(_scripts(word)) > 1)


def _visible(text: str) -> str:
    last = len(text) - 1
    return "".join(
        character
        for at, character in enumerate(text)
        if unicodedata.category(character) not in _DROPPED
        or (
            character in _JOINERS
            and 0 < at < last
            and text[at - 1].isalpha()
            and text[at + 1].isalpha()
        )
    )


def _thinned(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= MARKS_PER_BASE:
            kept.append(character)
    return "".join(kept)


def _ascii_host(host: str) -> str | None:
    # IDNA 2003 and 2008 disagree on four characters and would name two hosts.
    if _DEVIATIONS.search(host) or host.startswith(".") or host.endswith(".."):
        return None
    try:
        made = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return made if re.fullmatch(r"[a-z0-9._:-]+", made) else None


def _quoted(part: str) -> str:
    return quote(part, safe="/?&=%:;,+@!$()*~-._[]#")


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha())
    return {name for name in names if name in {"LATIN", "CYRILLIC", "GREEK"}}
