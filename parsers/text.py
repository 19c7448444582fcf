"""What a text says once its dress is off: clean characters, plain prose, sentences, words.

It judges no meaning, and it never raises: whatever a feed sends is a text, if need be an
empty one. Spans always count characters of the very text that was passed in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from bs4.exceptions import ParserRejectedMarkup

from parsers.values import value


def _listed(names: str) -> frozenset[str]:
    """Return the set of the words in ``names``."""
    return frozenset(names.split())


JOINERS = "\u200c\u200d"
# Scripts whose spelling needs joiners (Arabic, Indic, ...) start here; in Latin, Greek and
# Cyrillic words a joiner only hides the word from a search.
FIRST_JOINED_SCRIPT = "\u0590"
# The last two code points of every Unicode plane are no characters.
NONCHARACTER = 0xFFFE
LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
SPACE_RUN = re.compile(r" {2,}")
BLANK_LINES = re.compile(r"\n{3,}")

MARKUP = re.compile(r"<[A-Za-z/!?]")
INSTRUCTION = re.compile(r"<\?[^>]*>?")
CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
WHITESPACE = re.compile(r"\s+")
SILENT = _listed("head iframe noscript object script select style svg template textarea title")
BREAKS = frozenset({"br", "hr"})
BLOCKS = _listed(
    """address article aside blockquote body caption center dd details dialog div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header html legend li main nav ol
    p pre section summary table tbody td tfoot th thead tr ul"""
)

# The longest token worth looking at before a full stop ("approximately."), in characters.
TOKEN_REACH = 24
# Closing quotes and brackets may follow a full stop, opening ones start the next sentence;
# written as escapes because many of them look like each other.
CLOSING = "\"'\u2019\u201d\u00bb"
OPENING = "\"'\u2018\u201c\u00ab(["
APOSTROPHES = "'\u2019"
# It could be said more shortly, but `re` skips to where one of a few characters opens a pattern.
TERMINATOR = re.compile(
    rf"(?P<stop>\.(?:\.+|(?:[!?][.!?]*)?)|![.!?]*|\?[.!?]*|\u2026)(?P<close>[{CLOSING})\]]*)"
)
LAST_TOKEN = re.compile(r"[^\s(\[\u201c\"\u2018\u2014\u2013/-]+$")
NEXT_WORD = re.compile(rf"[{re.escape(OPENING)}]*([^\W_]+(?:[{APOSTROPHES}][^\W_]+)?)?")
INITIAL = re.compile(r"[^\W\d_]\.?")
DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
ITEM_NUMBER = re.compile(r"\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])", re.IGNORECASE)
RUN_ON = re.compile(rf"[{re.escape(OPENING)}]*[A-Z](?:[a-z]|[{APOSTROPHES} ])")
SPOKEN = re.compile(
    rf" *(?:[A-Z][\w.{APOSTROPHES}-]*,? ){{1,4}}(?:said|says|asked|told|added|wrote|replied)\b"
)
UNDERSECRETARY = re.compile(r"\s+Under[ -]Secretar")  # "the U.S. Under Secretary" goes on
ADDRESS = re.compile(r"@|^https?:|^www")
DOMAIN_ENDS = frozenset({"com", "net", "org", "gov", "co", "info", "js"})
TITLES = _listed(
    """adm amb brig capt cmdr cmdt col cpl dr e.g eg eng fr gen gens gov govs hon i.e ie insp lt
    maj messrs mgr mr mrs ms mt msgr pres prof profs pte pvt rep reps rev rt sen sens sgt supt
    viz vs v cf ft h.e"""
)
CLIPPED = _listed(
    """jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat
    sun inc corp co cos ltd plc llc bros jr sr st ave blvd rd etc al dept est univ assn intl
    govt min sec asst dep dir ariz ark calif colo conn del fla ga ill ind kan ky la mass md
    mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo n s e w aus
    phil dem ph.d a.m p.m am pm approx fig art ch par ed eds op vol d.c"""
)
NUMBERED = frozenset({"no", "nos", "res", "pp", "p", "para", "paras"})
OPENERS = _listed(
    """a about according across additionally after again against ahead all along also although
    amid among an and another any are around as asked at because before being below beside
    besides between both but by despite did do does during each earlier either even every few
    finally first following for from further furthermore given had has have having he hence her
    here his how however if in indeed instead into is it it's its just last late later let like
    many meanwhile moreover most much my neither never nevertheless next no nor not nothing now
    of on once one only or other others our out over per perhaps previously rather regarding
    several she should similarly since so some soon speaking still such than that the their them
    then there therefore these they this those though three through throughout thus to today
    tomorrow together two under unlike until upon was we were what when where whereas whether
    which while who whose why will with within without would yes yesterday yet you your
    """
)

APOSTROPHE_LIKE = re.compile("[\u2019\u02bc\u2018\u02bb\u0060\u00b4]")
# Letters that have a stroke or are two in one, which no decomposition takes apart.
LETTER_FOLD = str.maketrans(
    {"\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u0131": "i", "\u00e6": "ae", "\u00df": "ss"}
    | {"\u0141": "L", "\u00d8": "O", "\u0110": "D", "\u0153": "oe", "\u00c6": "AE"}
)
ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
# What an acronym and a thousand have inside comes first: `re` skips to it.
INNER_LETTER = re.compile(r"\.[^\W\d_]\.")
THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")
# Short runs, so that each is remembered and hostile text fills no memory, in characters.
NOT_ASCII = re.compile(r"[^\x00-\x7f]{1,16}")
WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_]+(?:'[^\W_]+)*")
# Vowel signs of the scripts of India and Sri Lanka: to `re` they are no letters.
SIGNS = "".join(
    char for char in map(chr, range(0x0900, 0x0E00)) if unicodedata.category(char) in {"Mc", "Mn"}
)
SIGN = re.compile(f"[{SIGNS}]")
SIGNED_WORD = re.compile(WORD.pattern.replace("[^\\W_]", f"(?:[^\\W_]|[{SIGNS}])"))


@value(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text`` is the characters ``start`` to ``end`` (half open) of its source.

    ``index`` counts sentences and ``paragraph`` paragraphs, both from 0.
    """

    index: int
    start: int
    end: int
    text: str
    paragraph: int


def clean(text: str) -> str:
    r"""Return ``text`` in NFC without invisible characters; a line break is ``\n``.

    Runs of spaces of any kind become one space and lines lose their edges; at most one
    empty line stays between two lines. Applying it twice changes nothing.
    """
    text = LINE_ENDS.sub("\n", text)
    if not text.isascii() or not text.isprintable():
        text = text.translate({ord(char): _visible(char) for char in set(text)})
        text = unicodedata.normalize("NFC", _without_stray_joiners(text))
    lines = (SPACE_RUN.sub(" ", line).strip(" ") for line in text.split("\n"))
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def plain(fragment: str) -> str:
    r"""Return the visible prose of an HTML ``fragment``, one ``\n`` between blocks.

    Entities are decoded once, so a twice-escaped tag comes out as text. A fragment without
    markup comes back cleaned, its line breaks kept.
    """
    fragment = clean(fragment)
    if not MARKUP.search(fragment):
        return clean(unescape(fragment))
    markup = INSTRUCTION.sub(" ", CDATA.sub("", fragment))
    try:
        soup = BeautifulSoup(f"<html><body>{markup}", "lxml")
    except ParserRejectedMarkup:
        return clean(unescape(markup))
    return clean("".join(_prose(soup)))


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of ``text`` in order; a line break always ends one."""
    found: list[Sentence] = []
    paragraph = 0
    for line in re.finditer(r"[^\n]+", text):
        spans = list(_spans(text, line.start(), line.end()))
        for start, end in spans:
            found.append(Sentence(len(found), start, end, text[start:end], paragraph))
        paragraph += bool(spans)
    return found


def words(text: str) -> list[str]:
    """Return the lower-case words of ``text`` for comparison, accents folded.

    Apostrophes are all ``'`` and stay inside a word; dotted acronyms lose their dots, so
    that "U.S." equals "US" ("us"); thousands lose their commas; decimals stay whole.
    """
    spelt = _spelt(text)
    return _word_in(spelt).findall(spelt)


def words_by_line(text: str) -> list[list[str]]:
    """Return what ``words`` returns of each line, with one look at the whole."""
    spelt = _spelt(text)
    word = _word_in(spelt)
    return [word.findall(line) for line in spelt.split("\n")]


def _spelt(text: str) -> str:
    """Return ``text`` in the one spelling in which words are compared; lines stay lines."""
    text = APOSTROPHE_LIKE.sub("'", text)
    if not text.isascii():
        text = NOT_ASCII.sub(lambda run: _folded(run[0]), text)
    if INNER_LETTER.search(text):
        text = ACRONYM.sub(lambda match: match[0].replace(".", ""), text)
    return THOUSANDS.sub("", text).lower()


def _word_in(text: str) -> re.Pattern[str]:
    """Return what a word of ``text`` is."""
    return SIGNED_WORD if not text.isascii() and SIGN.search(text) else WORD


@lru_cache(maxsize=16384)
def _folded(run: str) -> str:
    """Return some characters without accents; each is folded by itself, so any cut will do."""
    apart = unicodedata.normalize("NFKD", run.translate(LETTER_FOLD))
    return "".join(char for char in apart if not unicodedata.combining(char))


def _visible(char: str) -> str:
    """Return what ``char`` is worth: itself, a plain space, or nothing."""
    if char == "\n" or char in JOINERS:
        return char
    category = unicodedata.category(char)
    if category == "Zs" or char == "\t":
        return " "
    is_nothing = category in {"Cc", "Cf", "Cs"} or ord(char) & NONCHARACTER == NONCHARACTER
    return "" if is_nothing else char


def _without_stray_joiners(text: str) -> str:
    """Drop each joiner that does not stand inside a word of a script that needs it."""
    if not any(joiner in text for joiner in JOINERS):
        return text
    kept: list[str] = []
    for char, following in zip(text, f"{text[1:]} ", strict=True):
        if char not in JOINERS or (kept and _is_joined(kept[-1]) and _is_joined(following)):
            kept.append(char)
    return "".join(kept)


def _is_joined(char: str) -> bool:
    """Say whether ``char`` is a letter or mark of a script that is written joined."""
    return char >= FIRST_JOINED_SCRIPT and unicodedata.category(char)[0] in "LM"


def _prose(soup: BeautifulSoup) -> Iterator[str]:
    """Yield the visible texts of ``soup`` with a line break wherever the block changes."""
    last = ""
    # The block that each tag's text belongs to, or "" where it is not shown. A parent comes
    # before its children, so one look-up each keeps deep nesting linear.
    blocks = {id(soup): "0"}
    for count, node in enumerate(soup.descendants, 1):
        around = blocks[id(node.parent)]
        if isinstance(node, Tag):
            blocks[id(node)] = _block_of(node, around, str(count))
            if node.name in BREAKS:
                yield "\n"
        # Comments, declarations and scripts are subclasses: their text is not prose.
        elif type(node) is NavigableString and around:
            yield WHITESPACE.sub(" ", node) if around == last else f"\n{WHITESPACE.sub(' ', node)}"
            last = around


def _block_of(tag: Tag, around: str, own: str) -> str:
    """Return the block that text in ``tag`` is in: its ``own``, that ``around``, or none."""
    if not around or tag.name in SILENT:
        return ""
    return own if tag.name in BLOCKS else around


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentence spans of the one line ``text[start:end]``, edges trimmed."""
    for match in TERMINATOR.finditer(text, start, end):
        if match.end() < end and _is_end(text, match, start, end):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span without its outer spaces, or nothing where it is empty."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        yield start + left, start + len(piece.rstrip())


def _is_end(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Say whether the stop that ``match`` found, with text after it, ends a sentence."""
    after = text[match.end() : min(end, match.end() + TOKEN_REACH * 4)]
    token = LAST_TOKEN.search(text[max(start, match.start() - TOKEN_REACH) : match.start()])
    word = token[0] if token else ""
    if not after[0].isspace():
        return _is_run_on(word, after)
    following = _first_word(after.lstrip())
    if following[:1].islower():
        return False
    if match["stop"] != ".":
        return not (match["close"] and SPOKEN.match(after))
    is_first = not text[start : match.start() - len(word)].strip()
    if (is_first and ITEM_NUMBER.fullmatch(word)) or UNDERSECRETARY.match(after):
        return False
    return _is_full_stop(word, following)


def _first_word(text: str) -> str:
    """Return the word at the start of ``text``, opening quotes skipped, or nothing."""
    opening = NEXT_WORD.match(text)
    return (opening[1] or "") if opening else ""


def _is_run_on(word: str, after: str) -> bool:
    """Say whether a stop without a space after it ends a sentence ("talks.The")."""
    opener = _first_word(after).lower()
    if not RUN_ON.match(after) or opener in DOMAIN_ENDS:
        return False
    if ADDRESS.search(word) or INITIAL.fullmatch(word) or word.lower() in TITLES:
        return False
    if "." in word or word.lower() in CLIPPED or word.lower() in NUMBERED:
        return opener in OPENERS
    return word[-1:].islower() or word[-1:].isdigit() or word[-1:] in {"%", ")"}


def _is_full_stop(word: str, following: str) -> bool:
    """Say whether the full stop after ``word`` and before ``following`` ends a sentence."""
    key = word.lower().strip(f",;{APOSTROPHES}")
    if key in TITLES:
        return False
    if key in NUMBERED:
        return not following[:1].isdigit()
    if key in CLIPPED or INITIAL.fullmatch(word) or DOTTED.fullmatch(word):
        return following.lower() in OPENERS
    return True
