"""What place a run of items names: a city with its state, a state, a building, "the Lao capital".

Whether anything happens there is asked in parsers.places.sites.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.lexicon import Lexicon
from parsers.model import Place
from parsers.values import value
from parsers.words.function_words import word_at
from parsers.words.items import Item, ItemKind

CAPITALS = re.compile(r"[\s.,-]+")  # between the parts of "Washington, D.C." and "NUSA DUA"
BUILDING = re.compile(r"\b(?:House|Palace|Castle|Villa|Schloss|Hotel|Hall|Guest ?[Hh]ouse)\b")
TOWN_WORDS = frozenset(
    """city town village port resort suburb hometown municipality island base spa hamlet
    """.split(),
)
CAPITAL = "capital"
OF_COUNTRY = frozenset({ItemKind.STATE, ItemKind.REGION})
OWNERS = frozenset({ItemKind.STATE, ItemKind.DEMONYM})
# What may stand between a town and the state it lies in: "Shima, central Japan".
DIRECTIONS = frozenset(
    """in northern southern eastern western central north south east west the northwestern
    northeastern southwestern southeastern north-western north-eastern south-western south-eastern
    """.split(),
)
DIRECTIONS_MAX = 3
# "The Moscow region" is not Moscow.
AREAS = frozenset({"region", "oblast", "governorate", "province", "county"})
DIVISIONS = AREAS | {"state", "department", "district", "prefecture", "canton", "island"}
OPENS = frozenset({",", "(", "["})
BEFORE_COUNTRY = OPENS | {"in"}
CLOSES = frozenset({")", "]"})
ADJECTIVE_REACH = 5  # items before "town" in which a demonym says whose town it is
BESIDE_MAX = 8  # items from a town's comma to the city that it lies beside
SIDES = DIRECTIONS | {"outside", "near", "from", "suburb", "outskirts"}
GEOGRAPHIC = frozenset(
    {ItemKind.CITY, ItemKind.STATE, ItemKind.REGION, ItemKind.METONYM, ItemKind.GROUPING},
)
NAMES = frozenset({ItemKind.NAME, ItemKind.PERSON})


@value(frozen=True, slots=True)
class Locality:
    """A place named by items ``first`` up to ``last``, which is left out.

    ``needs_governor`` for buildings, forums and unknown towns, which go on in no list.
    """

    first: int
    last: int
    place: Place
    needs_governor: bool = False


def may_be_place(item: Item) -> bool:
    """Tell whether a place may begin with an item."""
    return item.kind in GEOGRAPHIC or item.kind in NAMES or item.word == CAPITAL


def locality_at(
    items: Sequence[Item],
    at: int,
    lexicon: Lexicon,
    near: frozenset[str] = frozenset(),
) -> Locality | None:
    """Return the place that begins at item ``at``; None where none does.

    Of a name that several states have, one of ``near`` is meant where it is among them.
    """
    item = items[at]
    if item.values and item.kind in GEOGRAPHIC:
        return _of_term(items, at, lexicon, near)
    if item.word == CAPITAL:
        return _capital(items, at, lexicon)
    return _town(items, at) if item.kind in NAMES else None


def _of_term(
    items: Sequence[Item],
    at: int,
    lexicon: Lexicon,
    near: frozenset[str],
) -> Locality | None:
    """Read a city, a state, a part of one, a government's building or a forum."""
    kind, code = items[at].kind, items[at].values[0]
    if kind is ItemKind.CITY:
        return _city(items, at, lexicon, near)
    if kind is ItemKind.STATE:
        return Locality(at, at + 1, place_of_state(code, lexicon))
    if kind is ItemKind.REGION:
        return _region(items, at)
    if kind is ItemKind.METONYM:
        return Locality(at, at + 1, capital_of(code, lexicon), needs_governor=True)
    return _seat(items, at, lexicon)


def place_of_state(code: str, lexicon: Lexicon) -> Place:
    """A city state is a city as well."""
    state = lexicon.states.get(code)
    is_city = state is not None and state.capital == state.name
    return Place(state.name if state is not None and is_city else None, code)


def capital_of(code: str, lexicon: Lexicon) -> Place:
    """Return the capital of a state, or the state alone where it has none."""
    state = lexicon.states.get(code)
    return Place(state.capital or None if state is not None else None, code)


def city_name(text: str, country: str, lexicon: Lexicon) -> str:
    """Return a city's name as printed; its usual name for a building or what is in capitals."""
    rows = lexicon.cities_named(text)
    usual = next((row.name for row in rows if row.country == country), None)
    if any(len(part) > 1 and part.isupper() for part in CAPITALS.split(text)):
        return usual or text.title()
    is_more = usual is not None and (text.startswith(usual) or BUILDING.search(text) is not None)
    return usual if usual is not None and is_more else text


def _city(items: Sequence[Item], at: int, lexicon: Lexicon, near: frozenset[str]) -> Locality:
    item = items[at]
    said = _country_after(items, at + 1)
    last = said[1] if said is not None and _may_be(item, said[0], items, at) else at + 1
    if said is not None and last > at + 1:
        country = said[0]
    else:
        owner = _owner(items, at)
        favoured = [code for code in item.values if code == owner or code in near]
        country = owner if owner in item.values else (favoured or item.values)[0]
    is_area = last == at + 1 and word_at(items, last) in AREAS
    name = None if is_area else city_name(item.text, country, lexicon)
    return Locality(at, last, Place(name, country))


def _may_be(item: Item, country: str, items: Sequence[Item], at: int) -> bool:
    """A state behind a comma is the city's own, or its name is one of many."""
    if country in item.values:
        return True
    is_region = any(i.kind is ItemKind.REGION for i in items[at + 1 : at + 3])
    return item.ambiguous and is_region


def _country_after(items: Sequence[Item], at: int) -> tuple[str, int] | None:
    """Read ", Japan", ", central Japan", " (Japan)", ", Hawaii, United States".

    A second name in brackets is passed over.
    """
    is_alias = word_at(items, at) == "(" and word_at(items, at + 2) == ")"
    if is_alias and items[at + 1].kind in NAMES:
        at += 3
    if word_at(items, at) not in BEFORE_COUNTRY:
        return None
    position = at + 1
    while position < at + 1 + DIRECTIONS_MAX and word_at(items, position) in DIRECTIONS:
        position += 1
    if position >= len(items) or items[position].kind not in OF_COUNTRY:
        return None
    if not items[position].values:
        return None
    last = position + 1
    if word_at(items, last) in CLOSES:
        last += 1
    code = items[position].values[0]
    further = _country_after(items, last) if items[position].kind is ItemKind.REGION else None
    if further is not None and further[0] == code:
        return further
    return code, last


def _owner(items: Sequence[Item], at: int) -> str | None:
    """Return whose a city is said to be: "Lebanon's", "the Lebanese city of"."""
    for position in range(at - 1, max(-1, at - 1 - ADJECTIVE_REACH), -1):
        item = items[position]
        if item.kind in OWNERS and item.values:
            is_own = item.kind is ItemKind.DEMONYM or word_at(items, position + 1) in {"'s", "’s"}
            return item.values[0] if is_own else None
        if item.word in {"in", "at", "near", "to", "into"}:
            return None
    return None


def _region(items: Sequence[Item], at: int) -> Locality:
    code = items[at].values[0]
    said = _country_after(items, at + 1)
    last = said[1] if said is not None and said[0] == code else at + 1
    return Locality(at, last, Place(None, code))


def _seat(items: Sequence[Item], at: int, lexicon: Lexicon) -> Locality | None:
    for body in items[at].values:
        known = lexicon.groupings.get(body)
        if known is not None and known.seat is not None:
            return Locality(at, at + 1, Place(*known.seat), needs_governor=True)
    return None


def _capital(items: Sequence[Item], at: int, lexicon: Lexicon) -> Locality | None:
    """Read "the Lao capital", "Poland's capital" and "the capital of Laos"; a city goes before."""
    if word_at(items, at + 1) == "of":
        position = at + 3 if word_at(items, at + 2) == "the" else at + 2
        if position < len(items) and items[position].kind is ItemKind.STATE:
            place = capital_of(items[position].values[0], lexicon)
            return Locality(at, position + 1, place)
        return None
    follows = at + 2 if word_at(items, at + 1) in OPENS else at + 1
    if follows < len(items) and items[follows].kind is ItemKind.CITY:
        return None
    owner = _owner(items, at)
    return Locality(at, at + 1, capital_of(owner, lexicon)) if owner is not None else None


def _town(items: Sequence[Item], at: int) -> Locality | None:
    """Read a town that the lexicon lacks: "Bojnice, Slovakia", "the Slovak town of Bojnice"."""
    before = at - 2 if word_at(items, at - 1) == "of" else at - 1
    is_town = word_at(items, before) in TOWN_WORDS
    said = _country_after(items, at + 1)
    name = items[at].text
    if said is not None and (is_town or word_at(items, at - 1) in {"in", "at", "near", "to"}):
        return Locality(at, said[1], Place(name, said[0]), needs_governor=True)
    if is_town and word_at(items, at + 1) in {",", "in", "near"} and at + 2 < len(items):
        behind = items[at + 2]  # "the town of Calakmul in Campeche"
        if behind.kind is ItemKind.CITY and behind.values:
            return Locality(at, at + 3, Place(name, behind.values[0]), needs_governor=True)
    within = _area_behind(items, at + 1)
    if within is not None and word_at(items, at - 1) in {"in", "at", "near"}:
        return Locality(at, within[1], Place(name, within[0]), needs_governor=True)
    beside = _city_beside(items, at + 1)
    if beside is not None and word_at(items, at - 1) in {"in", "at", "near"}:
        return Locality(at, beside, Place(name, items[beside - 1].values[0]), needs_governor=True)
    owner = _owner(items, at) if is_town else _owner_behind(items, at + 1)
    return Locality(at, at + 1, Place(name, owner), needs_governor=True) if owner else None


def _area_behind(items: Sequence[Item], at: int) -> tuple[str, int] | None:
    """Read ", in the Mexican state of Campeche": the state, and where such words end."""
    if word_at(items, at) not in OPENS or word_at(items, at + 1) not in {"in", "on"}:
        return None
    for position in range(at + 2, min(at + 2 + ADJECTIVE_REACH, len(items) - 2)):
        is_area = items[position + 1].word in DIVISIONS and word_at(items, position + 2) == "of"
        if items[position].kind is ItemKind.DEMONYM and is_area:
            return items[position].values[0], position + 4
    return None


def _city_beside(items: Sequence[Item], at: int) -> int | None:
    """Read ", a little north of Helsinki" and ", outside Accra": where such words end."""
    if word_at(items, at) not in OPENS:
        return None
    for position in range(at + 1, min(at + 1 + BESIDE_MAX, len(items))):
        item, before = items[position], word_at(items, position - 1)
        if item.kind is ItemKind.CITY and item.values:
            side = word_at(items, position - 2) if before == "of" else before
            return position + 1 if side in SIDES else None
    return None


def _owner_behind(items: Sequence[Item], at: int) -> str | None:
    """Read ", a Slovak border town": whose town a name before it is."""
    if word_at(items, at) != "," or word_at(items, at + 1) not in {"a", "the"}:
        return None
    behind = items[at + 2 : at + 2 + ADJECTIVE_REACH]
    owner = next((i.values[0] for i in behind if i.kind is ItemKind.DEMONYM and i.values), None)
    return owner if any(item.word in TOWN_WORDS for item in behind) else None
