"""Whole titles: "Additional Foreign Secretary", "Minister of Planning and Investment".

The lexicon knows the usual titles. Ranks before one and the field behind it are open classes,
and make one item with it here. Whose title it is, is asked in parsers.actors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.text import Sentence
from parsers.words.field_words import FIELD_ADJECTIVES, FIELD_NOUNS
from parsers.words.labels import Item, ItemKind, places_of

# A rank before a title; those of the first row make its bearer an official.
LOWERING = frozenset("additional deputy vice assistant associate joint principal special".split())
KEEPING = frozenset("acting interim caretaker federal union senior chief first second".split())
RANKS = LOWERING | KEEPING
RANKS_MAX = 3
OFFICIAL = ("deputy-minister",)
OFFICIALS = ("deputy-ministers",)
# What a minister of nothing said is by the words of his field, alone and with others.
FIELDS_OF_THEIR_OWN = (
    ({"foreign", "affairs"}, ("foreign-minister",), ("foreign-ministers",)),
    ({"external", "affairs"}, ("foreign-minister",), ("foreign-ministers",)),
    ({"foreign", "relations"}, ("foreign-minister",), ("foreign-ministers",)),
    ({"external", "relations"}, ("foreign-minister",), ("foreign-ministers",)),
    ({"defence"}, ("defence-minister",), ("defence-ministers",)),
    ({"defense"}, ("defence-minister",), ("defence-ministers",)),
)
LOWERED = frozenset(
    "minister ministers secretary secretaries fm fms eam nsa nsas adviser advisor".split()
)
# Titles that have fields, by their last word.
MINISTERS = frozenset({"minister", "ministers"})
STAFF = frozenset(
    """secretary secretaries undersecretary under-secretary undersecretaries director directors
    director-general directors-general general envoy envoys representative representatives
    coordinator adviser advisor commissioner negotiator state""".split(),
)
HOLDERS = MINISTERS | STAFF
WITH_FIELD_BEFORE = frozenset({"minister", "secretary", "director", "director-general", "general"})
SENT = frozenset({"envoy", "envoys", "representative", "representatives", "coordinator"})
OPENERS = frozenset({"of", "for", "on"})
BODY_OPENERS = frozenset({"of", "at", "in", "to"})
BODIES = frozenset({"ministry", "department", "bureau", "directorate", "secretariat", "office"})
BODY_REACH = 5  # words of "the Asian and Oceanian Affairs Bureau"
JOINING = frozenset({"and", "&", ","})
# Ministers "of" these come from there; one "for" them is in charge of them.
CONTINENTS = (
    ["africa"],
    ["america"],
    ["americas"],
    ["asia"],
    ["caribbean"],
    ["europe"],
    ["pacific"],
)
FIELD_REACH = 16  # items of a field
PLACES = frozenset({ItemKind.STATE, ItemKind.DEMONYM, ItemKind.REGION, ItemKind.GROUPING})
PARTS = frozenset({ItemKind.DEMONYM, ItemKind.REGION, ItemKind.MASK})
PLAIN = frozenset({ItemKind.NAME, ItemKind.WORD})
FIELD_KINDS = PLAIN | {ItemKind.REGION, ItemKind.MASK}


def with_whole_titles(items: Sequence[Item], sentence: Sentence) -> Sequence[Item]:
    """Make one item of each title with its ranks and its field; others stay as they are.

    ``items`` are those of one sentence, of which no two words are joined yet.
    """
    found: list[Item] = []
    last = 0
    for at in places_of(ItemKind.OFFICE, items):
        if at < last:
            continue
        found += items[last:at]
        last = _after_field(items, at)
        if last == at + 1 and found and _is_owner(found[-1]):
            last = _after_ministry(items, last)
        first = _first_rank(found, items[at])
        whole = [*found[first:], *items[at:last]]
        del found[first:]
        found.append(_merged(whole, items[at], sentence) if len(whole) > 1 else items[at])
    return [*found, *items[last:]] if found else items


def _merged(whole: Sequence[Item], title: Item, sentence: Sentence) -> Item:
    start, end = whole[0].start, whole[-1].end
    text = sentence.text[start - sentence.start : end - sentence.start]
    values = _values(whole, title)
    return replace(title, start=start, end=end, text=text, word=text.lower(), values=values)


def _values(whole: Sequence[Item], title: Item) -> tuple[str, ...]:
    """Return the ids of what a whole title is: a deputy is an official, whatever his field."""
    words = [item.word for item in whole]
    last = title.word.split()[-1]
    if last in LOWERED and not LOWERING.isdisjoint(words[: words.index(title.word)]):
        return OFFICIALS if last.endswith("s") else OFFICIAL
    if title.word not in MINISTERS:
        return title.values
    said = {word for item in whole if item is not title for word in item.word.split()}
    for fields, one, several in FIELDS_OF_THEIR_OWN:
        if fields <= said:
            return several if last.endswith("s") else one
    return title.values


# ---------------------------------------------------------------- before the title


def _first_rank(before: Sequence[Item], title: Item) -> int:
    """Return where in what stands ``before`` a title its ranks and its field begin."""
    first = _after_ranks(before, len(before), title)
    field = _first_field(before[:first], title, is_ranked=first < len(before))
    return _after_ranks(before, field, title) if field < first else first


def _after_ranks(before: Sequence[Item], end: int, title: Item) -> int:
    is_written = title.text[0].isupper()
    first = end
    while first > max(0, end - RANKS_MAX) and _is_rank(before[first - 1], is_written=is_written):
        first -= 1
    return first


def _is_rank(item: Item, *, is_written: bool) -> bool:
    """Tell whether a word is a rank: in small letters only one that makes an official."""
    if item.kind not in PLAIN:
        return False
    if item.text[0].isupper():
        return is_written and item.word in RANKS
    return item.word in LOWERING and item.word != "special"


def _first_field(before: Sequence[Item], title: Item, *, is_ranked: bool) -> int:
    """Return where "Energy, Commerce and" begins before "Industry Minister"."""
    last = title.word.split()[-1]
    end = len(before)
    if last not in WITH_FIELD_BEFORE or not title.text[0].isupper():
        return end
    first = end
    if end and before[end - 1].text.lower() in BODIES and before[end - 1].text[0].isupper():
        first -= 1  # "Foreign Ministry Political Director"
    while first and end - first < BODY_REACH and _is_written_field(before[first - 1]):
        first -= 1
    if first < end:  # "Foreign Affairs Principal Secretary"
        return first
    return end if is_ranked else _first_joined(before, title)


def _first_joined(before: Sequence[Item], title: Item) -> int:
    """Return where fields begin that a conjunction joins to that of a title."""
    end = first = len(before)
    needed = "and" if " and " not in title.word else ","
    while first > 1 and before[first - 1].word in {needed, ","}:
        field = first - 1
        while field and _is_written_field(before[field - 1]):
            field -= 1
        is_field = field < first - 1 and before[first - 2].word in FIELD_NOUNS
        if not is_field or title.word in MINISTERS or title.word == "secretary":
            break
        first, needed = field, ","
    is_owned = first > 0 and _is_owner(before[first - 1])
    return first if is_owned or first == 0 else end


def _is_owner(item: Item) -> bool:
    """Tell whether an item may stand before a whole title, and no other noun does."""
    return item.kind in PLACES or item.kind is ItemKind.POSSESSIVE or item.word == "the"


def _is_written_field(item: Item) -> bool:
    is_field = item.word in FIELD_NOUNS or item.word in FIELD_ADJECTIVES
    is_plain = item.kind in PLAIN or item.kind is ItemKind.REGION
    return is_plain and is_field and item.text[0].isupper()


# ---------------------------------------------------------------- behind the title


def _after_field(items: Sequence[Item], at: int) -> int:
    """Return where the field of the title at ``at`` ends; right behind it where it has none."""
    title, end = items[at], at + 1
    words = title.word.split()
    if words[-1] in HOLDERS:
        end = _after_opened(items, end, words[-1])
    elif not any(word.removesuffix("s") in {"minister", "secretary"} for word in words):
        return end
    if end > at + 1 or words[-1] not in HOLDERS:
        end = _after_joined(items, end, is_written=title.text[0].isupper())
    return _after_bracket(items, end) if words[-1] in STAFF else end


def _after_opened(items: Sequence[Item], at: int, last: str) -> int:
    """Step over "of Planning", "for East Asian Affairs", "in the Ministry of Defence"."""
    opener = _word(items, at)
    start = at + 2 if _word(items, at + 1) == "the" else at + 1
    if opener in OPENERS:
        end = _after_conjunct(items, start)
        is_where = opener == "of" and _word(items, end - 1).split()[-1:] in CONTINENTS
        if end > start and not is_where:
            return end
    if opener in BODY_OPENERS and last in STAFF:
        end = _after_body(items, start)
        if end > start:
            return end
    is_sent = last in SENT and opener in {"for", "to", "on"}
    if is_sent and start < len(items) and items[start].kind in PLACES:
        behind = items[start + 1 : start + 2]
        is_closed = not behind or behind[0].kind in (ItemKind.NAME, ItemKind.PERSON)
        if is_closed or behind[0].word in {"of", "from"}:
            return start + 1
    return at


def _after_joined(items: Sequence[Item], at: int, *, is_written: bool) -> int:
    """Step over further fields: "[Minister of Investment], Industry and Trade"."""
    end = at
    while _word(items, end) in FIELD_NOUNS and items[end].text[0].isupper() == is_written:
        at = end = end + 1  # "[Minister of Digital] Development"
    limit = min(len(items), at + FIELD_REACH)
    joints: list[str] = []
    while end < limit and _word(items, end) in JOINING:
        start = end + 1
        while _word(items, start) in JOINING or _word(items, start) == "the":
            start += 1
        stop = _after_conjunct(items, start)
        is_fitting = stop > start and items[start].text[0].isupper() == is_written
        if not is_fitting or (_word(items, end) == "," and not is_written):
            break
        joints += [item.word for item in items[end:start]]
        end = stop
    is_closed = end >= len(items) or items[end].kind in (ItemKind.NAME, ItemKind.PERSON)
    is_closed = is_closed or _word(items, end) in {"of", ",", "from", "for"}
    return end if "and" in joints or "&" in joints or is_closed else at


def _after_conjunct(items: Sequence[Item], at: int) -> int:
    """Step over one field: "Legal", "East Asian", "Public Works", "economic affairs"."""
    end = at
    position = at
    while position < min(len(items), at + BODY_REACH):
        item = items[position]
        is_field = item.kind in FIELD_KINDS and item.word.split()[-1] in FIELD_NOUNS
        is_part = is_field or item.kind in PARTS
        is_part = is_part or (item.kind in PLAIN and item.word in FIELD_ADJECTIVES)
        is_part = is_part or _is_hyphen(items, position)
        is_name = item.kind is ItemKind.NAME and _ends_field(items, position + 1, at)
        if not (is_part or is_name):
            break
        position += 1
        if is_field or _is_of_two(items, position, item):
            end = position
    return end


def _is_hyphen(items: Sequence[Item], at: int) -> bool:
    """Tell whether a hyphen parts two halves of one word: "Asia-Pacific"."""
    is_tight = 0 < at < len(items) - 1 and items[at - 1].end == items[at].start
    return is_tight and items[at].text == "-" and items[at].end == items[at + 1].start


def _is_of_two(items: Sequence[Item], at: int, item: Item) -> bool:
    """Tell whether an adjective ends its half of "Legal and International Affairs"."""
    if item.word not in FIELD_ADJECTIVES and item.kind not in PARTS:
        return item.kind is ItemKind.NAME and _word(items, at) in JOINING
    if _word(items, at) not in JOINING:
        return False
    return _after_conjunct(items, at + 1) > at + 1


def _ends_field(items: Sequence[Item], at: int, first: int) -> bool:
    """Tell whether an unknown word in capitals belongs to a field: "Arms Control"."""
    for position in range(at, min(len(items), first + BODY_REACH)):
        item = items[position]
        if item.word in FIELD_NOUNS and item.text[0].isupper():
            return True
        if item.kind not in PLAIN or not item.text[0].isupper():
            return False
    return False


def _after_body(items: Sequence[Item], at: int) -> int:
    """Step over "Ministry of Foreign Affairs" and "National Security Secretariat"."""
    for position in range(at, min(len(items), at + BODY_REACH)):
        item = items[position]
        if item.kind not in PLAIN:
            return at
        if item.word in BODIES:
            end = position + 1
            if _word(items, end) not in OPENERS:
                return end
            start = end + 1
            stop = _after_conjunct(items, start)
            return _after_joined(items, stop, is_written=True) if stop > start else end
    return at


def _after_ministry(items: Sequence[Item], at: int) -> int:
    """Step over "in the Ministry of External Affairs" behind one whose state is named before."""
    place = at + 2 if _word(items, at + 1) == "the" else at + 1
    is_there = _word(items, at) in {"at", "in"} and place < len(items)
    if not is_there or items[place].kind is not ItemKind.METONYM:
        return at
    return place + 1 if BODIES.intersection(items[place].word.split()) else at


def _after_bracket(items: Sequence[Item], at: int) -> int:
    """Step over "(Security Policy)" behind a title."""
    if _word(items, at) != "(":
        return at
    for position in range(at + 1, min(len(items), at + BODY_REACH)):
        if items[position].text == ")":
            return position + 1 if position > at + 1 else at
        is_field = _is_written_field(items[position]) or items[position].word in {"east", "west"}
        if not is_field:
            return at
    return at


def _word(items: Sequence[Item], at: int) -> str:
    return items[at].word if 0 <= at < len(items) else ""
