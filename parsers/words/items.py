"""A sentence as a row of items: states, offices, names, conjunctions and plain words.

It cuts and labels; who belongs to whom is asked in parsers.actors.actors, and what
happens is asked in parsers.meetings.claims.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from parsers.lexicon import Lexicon, Term, TermKind
from parsers.text import Sentence, sentences
from parsers.values import value
from parsers.words.labels import NAME_KINDS, STATE_KINDS, Item, ItemKind, places_of
from parsers.words.personal_names import (
    CLIPPED,
    GIVEN_NAMES,
    GIVEN_PLACES,
    HONOURS,
    NAME_PARTICLES,
    NO_PEOPLE,
    TITLE_TAILS,
    is_given_syllable,
    is_honour,
)
from parsers.words.phrases import lowered
from parsers.words.title_fields import with_whole_titles

__all__ = [
    "JOINERS",
    "LONGEST_SENTENCE",
    "NAME_HYPHENS",
    "NAME_KINDS",
    "STATE_KINDS",
    "Item",
    "ItemKind",
    "Row",
    "places_of",
    "rows",
]

APOSTROPHES = "'’"
IN_NAMES = frozenset({".", *APOSTROPHES})  # marks that part no words of a name
# Not the quotation mark, which stands before a word or after one that does not end in s.
POSSESSIVE = re.compile(r"(?<=[\w.])['’]s\b|(?<=s)['’](?!\w)", re.IGNORECASE)
# Most words are letters of English and no more, which is quickly seen, and stand behind a space,
# at which no look for a token need begin.
TOKEN = re.compile(
    r" ?([A-Za-z]++(?![\w'’.])|[^\W\d_]+(?:(?!['’][sS]\b)['’.][^\W\d_]+)*"
    r"|['’][sS]\b|(?<=[sS])['’](?!\w)|\d+(?:[.,:]\d+)*|\S)",
)
KNOWN_TOKENS = 1 << 14  # texts of tokens of which the kind is remembered
# What a page puts between its paragraphs: headlines of other articles, and what to click.
FURNITURE = re.compile(
    r"\W*(?:also read|read (?:also|more|next|this|too)\b|must read|see also:|related:"
    r"|related (?:news|stor(?:y|ies)|articles?|posts?|topics?|coverage|content)\b"
    r"|(?:read|watch|listen|more|trending|recommended|don['’]t miss|top stories|latest)\s?:"
    r"|more (?:on this|from|stories)\b|you (?:may|might) also like|share this|follow us|subscribe"
    r"|sign up|advertisement|most read|editor['’]?s['’]? picks?)",
    re.IGNORECASE,
)
LONGEST_SENTENCE = 1_500  # characters; what is longer is a list or lost markup, and is cut
LONGEST_ABBREVIATION = 2  # a word so short in capitals at the start is seldom a name
MONTHS = frozenset({"March", "April", "May", "June", "August"})
MONTH_REACH = 12  # characters before a month in which a word says that it is one
BEFORE_MONTH = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:in|of|since|until|by|last|next|this|early|late"
    r"|mid|from|to|and))[ -]$",
)
AFTER_MONTH = re.compile(r",? \d")
PLACE_SENSES = (TermKind.CITY, TermKind.STATE, TermKind.REGION)
PLACE_PREPOSITIONS = frozenset({"in", "at", "to", "from", "near", "via", "outside", "into"})
BEFORE_DATES = frozenset({"of", "since", "until", "last", "next", "this", "early", "late", "mid"})
CONJUNCTIONS = frozenset({"and", "&", ",", "/", "plus"})
NAME_HYPHENS = frozenset({"-", "‑"})
JOINERS = frozenset({"-", "‑", "–", "—", "/"})
STYLES = frozenset({"highness", "majesty", "excellency"})  # "President His Excellency X"
PLACE_KINDS = frozenset({ItemKind.CITY, ItemKind.REGION})
TITLE_KINDS = STATE_KINDS | {ItemKind.OFFICE}
NOT_NAMES = frozenset(
    """A All Also Although Among An And Another Any As At Both But By Days Despite During Each
    Earlier Even Finally First For Four Five From Further He Her His How However I If In It Its
    Last Later Leaders Many Meanwhile Ministers More Most Mr Mrs Ms Neither New Next No Not Now Of
    Officials On Once One Only Or Other Our Over Perhaps Read She Since Six So Some Speaking Such
    Talks Than That The Their Them Then There These They This Those Three Through To Today
    Tomorrow Tonight Two Under Until Upon We What When Where Whether Which While Who Will With
    Yesterday Yet You Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February
    March April May June July August September October November December Jan Feb Mar Apr Jun Jul
    Aug Sep Sept Oct Nov Dec Joint Trilateral Bilateral Foreign Defence Defense Summit Meeting
    Minister President Photo File Live Watch Breaking Update Ahead After Before Senator Women
    Meet Meets Met Hold Holds Held Host Hosts Hosted Visit Visits Says Call Calls Urge Urges
    Discuss Discusses Sign Signs Join Joins Attend Attends Arrive Arrives Vow Vows Agree Agrees
    Welcomes Receives Gather Gathers Present Attending Participants Left Right Image Picture
    Pictured Details Dear Taking Also Here""".split(),
)


PUNCTUATION = ItemKind.PUNCTUATION  # asked of each token, and a member of a class is slow to find
KIND_OF_TERM = {kind: ItemKind(kind.value) for kind in TermKind}


@value(frozen=True, slots=True)
class Row:
    """One sentence with its items in order; the headline is row 0 of a document.

    ``text`` is the sentence in lower case, character for character, for cue words.
    """

    sentence: Sentence
    items: tuple[Item, ...]
    text: str
    is_headline: bool = False


def _repeats(title: str, text: str) -> bool:
    """Tell whether a text begins with its headline, and not with a sentence that begins so."""
    goes_on = text[len(title) : len(title) + 2].strip()
    return text.startswith(title) and not goes_on[:1].islower()


def rows(title: str, text: str, lexicon: Lexicon) -> list[Row]:
    """Cut a headline and a text into rows; spans of the headline count in the headline.

    A text that repeats its headline before it begins is read from where it begins.
    """
    repeated = len(title) if title and _repeats(title, text) else 0
    return [
        *_rows(title, 0, lexicon, is_headline=True),
        *_rows(text, repeated, lexicon, is_headline=False),
    ]


def _rows(text: str, start: int, lexicon: Lexicon, *, is_headline: bool) -> Iterator[Row]:
    terms = deque(lexicon.scan(text))
    for sentence in sentences(text):
        if not is_headline and FURNITURE.match(sentence.text):
            continue
        for piece in _pieces(sentence, start):
            items = items_of(piece, list(_taken(terms, piece)))
            yield Row(piece, items, lowered(piece.text), is_headline)


def _pieces(sentence: Sentence, start: int) -> Iterator[Sentence]:
    """Yield what of a sentence lies after ``start``, cut at spaces where it is too long."""
    first = max(sentence.start, start)
    while first < sentence.end:
        last = min(first + LONGEST_SENTENCE, sentence.end)
        if last < sentence.end:
            space = sentence.text.rfind(" ", first - sentence.start, last - sentence.start)
            last = sentence.start + space + 1 if space >= first - sentence.start else last
        text = sentence.text[first - sentence.start : last - sentence.start]
        is_whole = first == sentence.start and last == sentence.end
        yield sentence if is_whole else replace(sentence, start=first, end=last, text=text)
        first = last


def _taken(terms: deque[Term], sentence: Sentence) -> Iterator[Term]:
    """Take off the terms up to a sentence's end, and keep those that lie inside it."""
    while terms and terms[0].start < sentence.end:
        term = terms.popleft()
        if sentence.start <= term.start and term.end <= sentence.end:
            yield term


def items_of(sentence: Sentence, terms: Sequence[Term]) -> tuple[Item, ...]:
    """Label one sentence: the lexicon's terms first, then what stands between them."""
    found: list[Item] = []
    cursor = sentence.start
    for term in terms:
        if _is_month(term, sentence):
            continue
        found += _tokens(sentence, cursor, term.start)
        found.append(_item_of_term(_in_context(term, found)))
        cursor = term.end
    found += _tokens(sentence, cursor, sentence.end)
    return tuple(_join_names(with_whole_titles(found, sentence)))


def _in_context(term: Term, before: Sequence[Item]) -> Term:
    """A surname that is a city too is the city after "in": "in Muscat", "to Austin"."""
    if not before or before[-1].word not in PLACE_PREPOSITIONS or term.kind is not TermKind.PERSON:
        return term
    return next((other for other in term.alternatives if other.kind in PLACE_SENSES), term)


def _is_month(term: Term, sentence: Sentence) -> bool:
    """A surname that is a month too is the month next to a number, or after "in"."""
    if term.text not in MONTHS:
        return False
    start, end = term.start - sentence.start, term.end - sentence.start
    if BEFORE_MONTH.search(sentence.text, max(0, start - MONTH_REACH), start):
        return True
    return AFTER_MONTH.match(sentence.text, end) is not None


def _item_of_term(term: Term) -> Item:
    kind = KIND_OF_TERM[term.kind]
    word = term.text.lower()
    return Item(kind, term.start, term.end, term.text, word, term.values, term.ambiguous)


def _tokens(sentence: Sentence, start: int, end: int) -> list[Item]:
    """Return the items of a stretch; only spaces part one token from where the next is found."""
    offset, whole = sentence.start, sentence.text
    found: list[Item] = []
    last = start - offset
    for text in TOKEN.findall(whole, last, end - offset):
        at = whole.find(text, last)
        last = at + len(text)
        kind, word = _kind_of_token(text) if at else _kind_of_first(text)
        if kind is PUNCTUATION and text[0] in APOSTROPHES and POSSESSIVE.match(whole, at):
            kind = ItemKind.POSSESSIVE
        found.append(Item(kind, at + offset, last + offset, text, word))
    return found


@lru_cache(KNOWN_TOKENS)
def _kind_of_token(text: str) -> tuple[ItemKind, str]:
    """Return what a token is by itself, and its text in lower case."""
    return _kind_and_word(text, at_start=False)


@lru_cache(KNOWN_TOKENS)
def _kind_of_first(text: str) -> tuple[ItemKind, str]:
    """Return the same for the first token of a sentence, whose capital says less."""
    return _kind_and_word(text, at_start=True)


def _kind_and_word(text: str, *, at_start: bool) -> tuple[ItemKind, str]:
    word = text.lower()
    if word in CONJUNCTIONS:
        return ItemKind.CONJUNCTION, word
    if text[0].isalpha():
        is_name = text[0].isupper() and _is_name_part(text, at_start=at_start)
        return ItemKind.NAME if is_name else ItemKind.WORD, word
    return ItemKind.NUMBER if text[0].isdigit() else ItemKind.PUNCTUATION, word


def _is_name_part(text: str, *, at_start: bool) -> bool:
    if (text.lower() in HONOURS and text != "He") or text in GIVEN_NAMES:
        return True
    if text in NOT_NAMES or text.capitalize() in NOT_NAMES:
        return False
    return not at_start or len(text) > LONGEST_ABBREVIATION


def _join_names(items: Sequence[Item]) -> Sequence[Item]:
    """Join runs such as ``Sheikh Abdullah bin Zayed`` and ``S. Jaishankar`` into one name.

    A person of the lexicon inside such a run names the whole run.
    """
    if not any(item.kind in NAME_KINDS for item in items):
        return items
    joined: list[Item] = []
    run: list[Item] = []
    for position, printed in enumerate(items):
        if not run and printed.kind not in NAME_KINDS and printed.text not in GIVEN_PLACES:
            joined.append(printed)
            continue
        is_given = printed.text in GIVEN_PLACES and _is_given_name(items, position)
        is_glued = bool(run) and printed.kind in PLACE_KINDS and _is_glued(items, position)
        is_name = is_given or is_glued
        item = replace(printed, kind=ItemKind.NAME, values=()) if is_name else printed
        if item.kind in NAME_KINDS or (run and _continues_name(items, position, len(run))):
            run.append(item)
            continue
        if run:
            _close(run, joined)
            run = []
        joined.append(item)
    if run:
        _close(run, joined)
    return joined


def _close(run: Sequence[Item], joined: list[Item]) -> None:
    """Put the name of a run behind what is ``joined``, without the words before "Honourable"."""
    if len(run) > 1 and len(joined) > 1 and _ends_title(joined[-2]):
        is_style = run[0].word in STYLES and joined[-1].word in {"his", "her"}
        if is_style or (run[0].word in HONOURS and joined[-1].word == "the"):
            joined.pop()
    joined += _named(run)


def _ends_title(item: Item) -> bool:
    """Tell whether a name may follow: "the Prime Minister of Fiji, the Honourable X"."""
    return item.kind in TITLE_KINDS or item.word == ","


def _is_glued(items: Sequence[Item], position: int) -> bool:
    """Tell whether a place's name is part of a person's: "Yoav Bar-Lev", "Al-Sabah".

    It is where a hyphen ties it to a particle or to a name, or where an honour is before it.
    """
    before, behind = items[position - 1], items[position + 1 : position + 3]
    is_named = len(behind) > 0 and behind[0].kind in NAME_KINDS
    if before.word in HONOURS and is_named:
        return True
    if before.text in NAME_HYPHENS and before.end == items[position].start:
        return position > 1 and items[position - 2].word.split()[-1:] in (["al"], ["el"], ["ben"])
    is_tied = len(behind) > 1 and behind[0].text in NAME_HYPHENS
    is_tight = is_tied and behind[0].start == items[position].end
    return is_tight and before.kind is ItemKind.NAME and behind[1].kind in NAME_KINDS


def _is_given_name(items: Sequence[Item], position: int) -> bool:
    """Tell whether a place or a month belongs to the name behind: "Nancy Tembo", not "in Nancy"."""
    if position + 1 >= len(items) or items[position + 1].kind not in NAME_KINDS:
        return False
    before = items[position - 1].word if position else ""
    return before not in PLACE_PREPOSITIONS and before not in BEFORE_DATES


def _continues_name(items: Sequence[Item], position: int, length: int) -> bool:
    """Tell whether an item goes on with a name of so many items: "bin", "." of "S.", "-wha"."""
    item, before = items[position], items[position - 1]
    if item.text == "." and before.end == item.start:
        return _is_clipped(before) and position + 1 < len(items)
    if item.kind is ItemKind.WORD and before.text in NAME_HYPHENS:
        return before.end == item.start and is_given_syllable(item.text)
    if position + 1 >= len(items):
        return False
    after = items[position + 1]
    if len(item.text) == 1 and item.text.isupper():  # "James A. Kelly"
        return after.text == "." and after.start == item.end
    if item.text in NAME_HYPHENS:
        return _is_hyphened(before, item, after, length)
    is_particle = item.word in NAME_PARTICLES or (
        item.text in APOSTROPHES and before.word == "dato"
    )
    return is_particle and _leads_to_name(items, position + 1)


def _is_hyphened(before: Item, hyphen: Item, after: Item, length: int) -> bool:
    """Tell whether a hyphen ties the next part to a name: "Tae-yul", "Al-Sabah"."""
    is_tight = before.end == hyphen.start and hyphen.end == after.start
    is_given = length > 1 and is_given_syllable(after.text)
    is_place = after.kind in PLACE_KINDS and before.word.split()[-1] in {"al", "el", "ben"}
    return is_tight and (after.kind in NAME_KINDS or is_given or is_place)


def _is_clipped(item: Item) -> bool:
    return len(item.text) == 1 or "." in item.text or item.word in CLIPPED


def _leads_to_name(items: Sequence[Item], at: int) -> bool:
    """Tell whether a name, another particle, or a hyphen and a name follow a particle."""
    after = items[at]
    if after.text in NAME_HYPHENS and after.start == items[at - 1].end:
        return at + 1 < len(items) and items[at + 1].kind in NAME_KINDS
    return after.kind in NAME_KINDS or after.word in NAME_PARTICLES


def _named(run: Sequence[Item]) -> Iterator[Item]:
    """Yield the name of a run without the honours before it; a body's name is no person's."""
    first = _after_honours(run)
    is_known = any(item.kind is ItemKind.PERSON for item in run)
    is_body = any(item.word in NO_PEOPLE for item in run)
    is_tail = all(item.word in TITLE_TAILS for item in run)
    if first == len(run) or (not is_known and (is_body or is_tail)):
        yield from (replace(item, kind=_kind_alone(item)) for item in run)
    else:
        yield _joined(run[first:])


def _kind_alone(item: Item) -> ItemKind:
    return ItemKind.WORD if item.kind is ItemKind.NAME else item.kind


def _after_honours(run: Sequence[Item]) -> int:
    """Return where in a run the name begins, behind "H.E. Dr." and "Lt. Gen."."""
    words = [at for at, item in enumerate(run) if item.text not in IN_NAMES]
    for at, after in zip(words, [*words[1:], None], strict=True):
        following = run[after].word if after is not None else ""
        if run[at].kind is not ItemKind.NAME or not is_honour(run[at].word, following):
            return at
    return len(run)


def _joined(run: Sequence[Item]) -> Item:
    people = [item for item in run if item.kind is ItemKind.PERSON]
    text = run[0].text
    for before, item in pairwise(run):
        text += (" " if item.start > before.end else "") + item.text
    start, end, word = run[0].start, run[-1].end, text.lower()
    if not people:
        return Item(ItemKind.NAME, start, end, text, word)
    values = people[0].values
    for person in people[1:]:
        common = tuple(v for v in values if v in person.values)
        values = common or (*values, *person.values)
    ambiguous = all(person.ambiguous for person in people) and len(run) == 1
    return Item(ItemKind.PERSON, start, end, text, word, values, ambiguous)
