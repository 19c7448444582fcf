"""The places that a sentence makes the scene of something, and by which words.

"In Busan", "to the Lao capital", "at the White House", "on the sidelines of" a forum with a
seat of its own. Which of them is where a meeting is, parsers.meetings.places says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from parsers.actors.roles import SPEECH
from parsers.lexicon import Lexicon
from parsers.model import Place
from parsers.places.localities import Locality, locality_at, may_be_place
from parsers.values import value
from parsers.words.function_words import word_at
from parsers.words.items import Item, ItemKind, Row

STATIC = frozenset({"in", "at", "near", "outside", "inside"})
ISLANDS = frozenset({"island", "islands", "peninsula", "outskirts"})
SETTLEMENTS = frozenset(
    """city town village port capital resort suburb island province region district state
    prefecture hometown municipality outskirts peninsula base county borough township""".split(),
)
BEFORE_PLACE = SETTLEMENTS | frozenset(
    """the nearby neighbouring neighboring central downtown northern southern eastern western
    north-western north-eastern south-western south-eastern northwestern northeastern
    southwestern southeastern coastal border seaside lakeside mountain historic ancient upper
    lower greater""".split(),
)
# The last word of the name of a house, before the comma and the town it stands in.
VENUES = frozenset(
    """house palace castle chateau château hotel hall villa residence lodge centre center resort
    building ministry mansion airport base university secretariat headquarters guesthouse
    estate club museum library academy manor monastery abbey pavilion complex parliament embassy
    school barracks fort farm ranch""".split(),
)
VENUE_MAX = 7  # items from "at" to the comma behind the name of a house
DESCRIPTION_MAX = 7  # items from "in" to the town that they describe
UNDESCRIPTIVE = frozenset({ItemKind.PUNCTUATION, ItemKind.OFFICE, ItemKind.PERSON})
LINKS = frozenset({",", "(", "of", "-"})
NOT_DESCRIPTIVE = frozenset(
    "to for from with by and after before on about over who which that".split(),
)

# What one does to be somewhere, with the words between it and the place.
GOES_TO = frozenset(
    """travel travels travelled traveled travelling traveling trip trips visit visits tour flies fly
    flew flown flying goes go going went gone come comes came coming head heads headed heading
    journey journeyed invite invites invited inviting moved moving shifted relocated brought bring
    brings bringing welcomed welcome welcomes welcoming rushed summoned paid pays returns way
    route""".split(),
)
LEAVES_FOR = frozenset(
    """left leave leaves leaving depart departs departed departing headed heads heading head bound
    set sets planned scheduled slated due fixed booked billed""".split(),
)
VISITS = frozenset({"visit", "visits", "visited", "visiting", "toured", "touring", "reached"})
TOURS = frozenset({"tour", "tours", "leg"})
GOALS = {"to": GOES_TO, "into": GOES_TO, "for": LEAVES_FOR}
LEADING_THERE = STATIC.union(GOALS)
TRAVEL_REACH = 9  # items from "travel" to its "to"

SIDELINES = frozenset({"sidelines", "margins", "sideline", "margin", "fringes", "edges", "edge"})
AT_FORUM = frozenset(
    {"at", "during", "beside", "alongside", "in", "of", "for", "attend", "attending"}
)
SEATS = frozenset({"headquarters", "secretariat", "hq", "headquarter"})
VENUE = "venue"
BUILDING_GOVERNORS = frozenset({"at", "in", "inside", "to", "outside"})

# What may follow the name of a state that is a place, and no mere word for whose.
AFTER_PLACE = frozenset(
    """for on from to in at this last next where which as after before during with by and or today
    yesterday tomorrow late early later earlier amid between until when while following that who
    will would is are was were has had have but since over about again together alone also then
    soon within near under because if through throughout instead twice once the a an his her
    their""".split(),
)
# Words before "in": what follows is no meeting's place.
ELSEWHERE = frozenset(
    """born raised educated studied schooled based headquartered seat seated living lives lived
    resident residents located stationed deployed detained jailed imprisoned killed died buried
    wounded exiled embassy embassies ambassador ambassadors consulate mission envoy envoys troops
    forces soldiers war wars conflict conflicts fighting crisis crises situation violence attack
    attacks strike strikes bombing bombings explosion explosions blast unrest protest protests
    coup coups election elections vote referendum government regime opposition rebels peace
    stability security ceasefire truce hostilities operation operations invasion intervention
    presence interests investment investments project projects plant plants factory factories
    bases development developments events transition democracy rights people citizens refugees
    earthquake flood floods fire disaster famine drought outbreak parliament court courts stadium
    newspaper professor university institute analyst analysts expert experts reporters journalists
    correspondent markets market stocks office offices
    """.split(),
)
SETTLED = frozenset(
    """agreement agreements deal deals accord accords pact treaty communique declaration statement
    memorandum protocol charter""".split(),
)
SETTLING = frozenset(
    "signed reached agreed brokered struck concluded issued adopted made negotiated".split(),
)
FIRM_KINDS = frozenset(
    {
        ItemKind.NAME,
        ItemKind.PERSON,
        ItemKind.OFFICE,
        ItemKind.STATE,
        ItemKind.DEMONYM,
        ItemKind.GROUPING,
        ItemKind.NUMBER,
        ItemKind.CONJUNCTION,
        ItemKind.PUNCTUATION,
        ItemKind.CITY,
        ItemKind.METONYM,
    },
)
MEETING_WORDS = frozenset(
    """met meet meets meeting meetings talks summit summits dialogue dialogues ministerial
    trilateral consultations conference session sessions gathering gatherings retreat
    negotiations discussions round rounds consultation dinner lunch breakfast luncheon
    encounter gathered gather gathers convened convene convenes conferred confer together held
    hold holds holding hosted host hosts place opened open opens opening began begin begins
    started start starts concluded ended ends underway convening sat sit assembled assemble
    assembles assembling reconvene reconvened huddled
    dined table 2+2
    """.split(),
)
FIRM = frozenset(
    """forum assembly congress workshop council continued resumed resume arrived arrive arrives
    arriving landed lands is are was were be been being counterpart counterparts colleague
    colleagues leaders ministers officials delegations sides today tomorrow yesterday tonight
    monday tuesday wednesday thursday friday saturday sunday week month year weekend morning
    afternoon evening night day days hours january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec spring
    summer autumn winter online sidelines margins palace hotel headquarters residence summit-level
    again later earlier ago here there both each other not also then first second third fourth
    fifth visit stop stopover trip gala banquet ceremony exercise reception house scheduled set
    slated planned due staying stayed speaking spoke wrapped agreed agree agrees pledged vowed
    decided kicked off up out back attended attend participated chaired
    """.split(),
)


class Bond(Enum):
    """What stands before "in X": a meeting or its verb, a word that fits, or any other noun."""

    CLOSE = "close"
    FIRM = "firm"
    LOOSE = "loose"


TIME_MAX = 6  # items of a time between a meeting word and its place
TIME_WORDS = frozenset(
    """on in at this next last the of early late later earlier today tomorrow yesterday tonight week
    month year weekend morning afternoon evening night january february march april may june july
    august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    st nd rd th""".split(),
)


@value(frozen=True, slots=True)
class Site:
    """A place at characters ``start`` to ``end`` of its sentence, and what governs it.

    ``governor`` is the item of the preposition, or of the verb whose object the place is.
    ``bond`` says how it goes with what stands before it; ``is_goal`` for where somebody goes;
    ``is_forum`` for the seat of a conference.
    """

    at: int
    last: int
    start: int
    end: int
    place: Place
    governor: int
    bond: Bond
    is_goal: bool = False
    is_forum: bool = False

    @property
    def is_firm(self) -> bool:
        """Whether what stands before it can happen at a place."""
        return self.bond is not Bond.LOOSE


def sites(row: Row, lexicon: Lexicon, near: frozenset[str] = frozenset()) -> list[Site]:
    """Return the governed places of a sentence in order.

    Of a name that several states have, one of ``near`` is meant where it is among them.
    """
    return list(_sites(row, lexicon, near))


def _sites(row: Row, lexicon: Lexicon, near: frozenset[str]) -> Iterator[Site]:
    items, last = row.items, 0
    before: Site | None = None
    for at in (at for at, item in enumerate(items) if may_be_place(item)):
        named = locality_at(items, at, lexicon, near) if at >= last else None
        if named is None:
            continue
        found = _governed(row, named, lexicon) or _listed(row, named, before)
        if found is not None:
            yield found
            before = found
        last = named.last


def _site(row: Row, found: Locality, governor: int, bond: Bond, **marks: bool) -> Site:
    offset = row.sentence.start
    items = row.items
    return Site(
        found.first,
        found.last,
        items[found.first].start - offset,
        items[found.last - 1].end - offset,
        found.place,
        governor,
        bond,
        **marks,
    )


def _listed(row: Row, found: Locality, before: Site | None) -> Site | None:
    """Read on in "to Tokyo, Seoul and Manila": only conjunctions part one from the next."""
    if before is None or found.needs_governor:
        return None
    between = row.items[before.last : found.first]
    if not between or not all(_links(item) for item in between):
        return None
    return _site(row, found, before.governor, before.bond, is_goal=before.is_goal)


def _links(item: Item) -> bool:
    return item.kind is ItemKind.CONJUNCTION or item.word in {"the", "then", "to", "in"}


def _governed(row: Row, found: Locality, lexicon: Lexicon) -> Site | None:
    items, first = row.items, found.first
    if items[first].kind is ItemKind.GROUPING:
        return _of_forum(row, found, lexicon)
    governor = governor_of(items, first)
    word = word_at(items, governor)
    is_aloof = items[first].kind is ItemKind.METONYM and word not in BUILDING_GOVERNORS
    if is_aloof or word_at(items, found.last) in SPEECH:
        return None
    if word in STATIC or (word == "on" and _is_island(items, governor, found)):
        bond = bond_at(items, governor)
        return _site(row, found, governor, bond) if bond is not None else None
    if _is_modifier(items, found, word):
        return None
    is_tour = word == "of" and word_at(items, governor - 1) in TOURS
    is_goal = word in VISITS or is_tour or (word in GOALS and _goes(items, governor, GOALS[word]))
    return _site(row, found, governor, Bond.FIRM, is_goal=True) if is_goal else None


def _is_modifier(items: Sequence[Item], found: Locality, governor: str) -> bool:
    """Tell whether a state only describes a noun: "visited U.S. troops", "in UK waters"."""
    item = items[found.first]
    if item.kind is not ItemKind.STATE or found.last >= len(items):
        return False
    is_clipped = item.text.replace(".", "").isupper()
    after = items[found.last]
    is_plain = after.kind is ItemKind.WORD and after.word not in AFTER_PLACE
    return (is_plain or after.kind is ItemKind.NAME) and (is_clipped or governor in VISITS)


def _is_island(items: Sequence[Item], governor: int, found: Locality) -> bool:
    """Read "on the island of Jeju" and "on Sal Island"."""
    words = {item.word for item in items[governor : found.last]}
    return bool(words & ISLANDS) or items[found.first].word.endswith("island")


def _goes(items: Sequence[Item], governor: int, words: frozenset[str]) -> bool:
    return any(item.word in words for item in items[max(0, governor - TRAVEL_REACH) : governor])


def _of_forum(row: Row, found: Locality, lexicon: Lexicon) -> Site | None:
    """Read "on the sidelines of" and "at" a forum that has one seat, or "at its headquarters"."""
    items, at = row.items, found.first
    known = next((lexicon.groupings[v] for v in items[at].values if v in lexicon.groupings), None)
    position = at - 1
    while word_at(items, position) in {"the", "annual", "this", "year", "'s"} or (
        position >= 0 and items[position].kind is ItemKind.NUMBER
    ):
        position -= 1
    after = word_at(items, at + 1)
    if known is None or known.kind != VENUE:
        is_there = after in SEATS and (word_at(items, position) in STATIC or position < 0)
    else:
        word = word_at(items, position)
        is_beside = word == "of" and word_at(items, position - 1) in SIDELINES
        is_there = is_beside or (word in AT_FORUM and word != "of") or after in SIDELINES
    return _site(row, found, position, Bond.FIRM, is_forum=True) if is_there else None


def bond_at(items: Sequence[Item], governor: int) -> Bond | None:
    """Tell whether what stands before "in X" happens there; None where it is something else."""
    position = governor - 1
    while position >= 0 and _is_adverb(items[position]):
        position -= 1
    if position < 0:
        return Bond.FIRM
    item, before = items[position], word_at(items, position - 1)
    is_settled = item.word in SETTLING and before in SETTLED
    is_spoken = item.word in SPEECH or _is_listener(items, position)
    if is_settled or item.word in ELSEWHERE or is_spoken:
        return None
    if word_at(items, _before_time(items, position)) in MEETING_WORDS:
        return Bond.CLOSE
    is_firm = item.word in FIRM or item.kind in FIRM_KINDS or item.word.endswith("day")
    return Bond.FIRM if is_firm else Bond.LOOSE


def _is_listener(items: Sequence[Item], position: int) -> bool:
    """Tell whether "in X" is where somebody "told reporters": at most two words behind "told"."""
    told = [word_at(items, at) for at in (position - 1, position - 2) if at >= 0]
    return "told" in told and items[position].kind not in (ItemKind.PUNCTUATION, ItemKind.NUMBER)


def _before_time(items: Sequence[Item], position: int) -> int:
    """Step back over "on Friday", "in June 2025", "next week" to what they are said of."""
    floor = position - TIME_MAX
    while position > max(floor, 0) and is_of_time(items[position]):
        position -= 1
    return position


def is_of_time(item: Item) -> bool:
    """Tell whether a word is of a time: "Friday", "21", "June", "last"."""
    return item.kind is ItemKind.NUMBER or item.word in TIME_WORDS or item.word.endswith("day")


def _is_adverb(item: Item) -> bool:
    return item.kind is ItemKind.WORD and (item.word.endswith("ly") or item.word == "separately")


def is_governed_place(items: Sequence[Item], at: int) -> bool:
    """Tell whether "in", "at" or "near", or a way there, stands before item ``at``."""
    governor = governor_of(items, at)
    word = word_at(items, governor)
    return word in STATIC or (word in GOALS and _goes(items, governor, GOALS[word]))


def governor_of(items: Sequence[Item], first: int) -> int:
    """Return where the word stands that governs a place, before all that describes it.

    Such as "the Lao city of", "the nearby", "the Turkish capital,", "Kazakhstan's".
    """
    position = first - 1
    venue = _before_venue(items, position) if word_at(items, position) == "," else None
    if venue is not None:
        return venue
    if word_at(items, position) in LINKS and word_at(items, position - 1) in SETTLEMENTS:
        position -= 1
    is_of_house = word_at(items, position) == "of" and word_at(items, position - 1) in VENUES
    if is_of_house:
        return _before_description(items, position - 1)
    if word_at(items, position) in SETTLEMENTS:
        return _before_description(items, position)
    while position >= 0 and _describes(items[position]):
        position -= 2 if items[position].kind is ItemKind.POSSESSIVE else 1
    return position


def _before_venue(items: Sequence[Item], at: int) -> int | None:
    """Step back from the comma of "at State House, Entebbe" to its preposition."""
    position, floor = at - 1, max(-1, at - 1 - VENUE_MAX)
    is_venue = False
    while position > floor and _is_of_venue(items[position]):
        is_venue = is_venue or not VENUES.isdisjoint(items[position].word.split())
        position -= 1
    is_governed = position > floor and word_at(items, position) in STATIC
    return position if is_venue and is_governed else None


def _is_of_venue(item: Item) -> bool:
    is_capital = item.text[:1].isupper() and item.kind is not ItemKind.CITY
    return is_capital or item.word in {"the", "of", "a"} or item.word in VENUES


def _describes(item: Item) -> bool:
    kinds = (ItemKind.DEMONYM, ItemKind.POSSESSIVE)
    return item.word in BEFORE_PLACE or item.kind in kinds


def _before_description(items: Sequence[Item], noun: int) -> int:
    """Step back from "city" to the preposition, over at most a few words that describe it."""
    position = noun - 1
    floor = noun - DESCRIPTION_MAX
    while position > max(floor, -1) and items[position].word not in LEADING_THERE:
        item = items[position]
        if item.kind in UNDESCRIPTIVE or item.word in NOT_DESCRIPTIVE:
            break
        if item.word in VISITS or item.word == "on":
            break
        position -= 1
    return position
