"""The forms in which print puts actors: states with their titles, names, counterparts and staff.

Each reads one form from where it begins; which form stands there is decided in parsers.scenes.cast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from parsers.actors.actors import Actor
from parsers.actors.people import Person
from parsers.actors.titles import PORTFOLIOS, Titles
from parsers.model import Level
from parsers.words.function_words import after_determiners, word_at
from parsers.words.items import NAME_HYPHENS, NAME_KINDS, STATE_KINDS, Item, ItemKind
from parsers.words.levels import PARTS_OF_TWO_PLUS_TWO
from parsers.words.statelists import StateList, state_list

Owner = Callable[[Item], str | None]
"""Tells the state of whoever bears a name, where it is known."""

COUNTERPARTS = frozenset(
    {
        "counterpart",
        "counterparts",
        "colleague",
        "colleagues",
        "opposite",
        "homologue",
        "homologues",
    }
)
AIDES = frozenset(
    """advisers advisors adviser advisor aides aide assistants assistant deputies envoys envoy
    counsellors secretaries""".split(),
)
STAFF = frozenset(
    """delegation delegations diplomat diplomats negotiator negotiators team teams officials envoys
    experts""".split(),
)
DELEGATES = STAFF | frozenset(
    """side sides partner partners representative representatives government governments
    authorities hosts host parties ministers leaders ministry ministries""".split(),
)
STAND_INS = COUNTERPARTS | DELEGATES
CLOSING = frozenset({",", ".", ";", ")"})
BETWEEN_NAMES = frozenset({"-", "–", "—", "(", ":"})
# Who is called so is not in office, or not yet.
FORMER = frozenset(
    "former ex late ousted deposed onetime opposition shadow incoming designated".split()
)
FORMER_REACH = 3  # items before a title or its state in which it is said to be past
HALVES = 2  # of a "2+2": a side's foreign and its defence minister
HALF_WORDS = {"foreign": Level.FOREIGN_MINISTERS, "defen": Level.DEFENCE_MINISTERS}
HALF_TITLES = {"foreign": "foreign minister", "defen": "defence minister"}
PARTS_OF_STATE = frozenset(
    """governorate province region district state city town village port airport peninsula island
    islands desert river coast border valley mountains county prefecture oblast area""".split(),
)
REPRESENTED = frozenset({"represented", "represents", "representing"})
LEADING = frozenset({"led", "leads", "leading", "headed", "heads", "heading"})
SPEAKING_FOR = REPRESENTED | LEADING
ACTING_FOR = SPEAKING_FOR | {"chairs", "chaired", "presides", "serves", "runs", "governs"}
BEFORE_VERB = (",", "was", "is", "were", "will", "be", "being", "has", "been")
BY_REACH = 5  # items from "represented" to "by": "represented at the talks by"
SIDES = frozenset({"side", "delegation", "team", "party"})
# Of one who signs or sits for a state: "X for Chad and Y for Niger signed".
AFTER_FOR = frozenset({"also", "and", ",", ".", "signed", "attended", "attend", "took", "spoke"})
# Offices that no state fills.
BODY_CHAIRS = frozenset({"president", "chief", "head", "chairman", "chair", "secretary"})
BODY_HEADS = frozenset(
    {
        *("secretary-general", "secretary general", "director-general", "director general"),
        *("deputy secretary-general", "deputy secretary general", "high representative"),
        *("under-secretary-general", "under secretary general"),
    },
)
ROLES_SAID = frozenset(
    """head chief director leader commander secretary chair chairman chairwoman deputy envoy
    representative adviser advisor coordinator boss minister vice-minister speaker""".split()
)
ROLE_REACH = 10  # items behind "X, head of" in which the state is named

# Items of these kinds begin an actor only where a word of the vocabularies above stands.
PLAIN_KINDS = frozenset(
    {
        ItemKind.WORD,
        ItemKind.CONJUNCTION,
        ItemKind.PUNCTUATION,
        ItemKind.NUMBER,
        ItemKind.POSSESSIVE,
    },
)
PROXIES = frozenset({"those", "that", "of"})
STARTING_WORDS = COUNTERPARTS.union(PROXIES, PORTFOLIOS)


def beginnings(items: Sequence[Item]) -> list[int]:
    """Return where an actor may begin; most items of a sentence are plain words."""
    return [
        at
        for at, item in enumerate(items)
        if item.kind not in PLAIN_KINDS or item.word in STARTING_WORDS
    ]


def in_office(
    name: Item,
    state: str,
    first: int,
    last: int,
    titles: Titles,
    *,
    from_table: bool = False,
    is_past: bool = False,
) -> Actor:
    """Make the actor of a person with a title."""
    person = Person(name.text, state, titles.levels, titles.text, from_table, is_past)
    return Actor(state, first, last, levels=titles.levels, person=person, office=titles.text)


def is_former(items: Sequence[Item], first: int, title_at: int) -> bool:
    """Tell whether a title is said to be past: "former Dutch premier", "Peru's ex-minister"."""
    nearby = items[max(0, first - 2) : title_at]
    return any(item.word in FORMER for item in nearby[-FORMER_REACH:])


def listed(
    items: Sequence[Item],
    states: StateList,
    first: int,
    titles: Titles,
    owner: Owner,
) -> list[Actor]:
    """Give each state of a list the titles, and the people named right after the list."""
    people = named_after(items, states.end, len(states.codes))
    last = people[-1][0] + 1 if people else states.end
    shared = Actor(
        "", first, last, levels=titles.levels, office=titles.text,
        is_compound=states.is_compound,
    )  # fmt: skip
    if not people:
        return [shared.of(code) for code, _ in states.codes]
    is_past = is_former(items, first, states.end)
    return [
        shared.of(code, Person(name.text, code, titles.levels, titles.text, is_past=is_past))
        for code, name in paired(states, people, owner)
    ]


def paired(
    states: StateList,
    people: Sequence[tuple[int, Item]],
    owner: Owner,
) -> list[tuple[str, Item]]:
    """Pair names with states: those known of one of the states with it, the others in order."""
    codes = [code for code, _ in states.codes]
    owned = [owner(name) for _, name in people]
    known = [code for code in owned if code in codes]
    if len(set(known)) != len(known) or len(set(codes)) != len(codes):
        known, owned = [], [None] * len(people)
    left = iter([code for code in codes if code not in known])
    return [
        (code if code in known and code is not None else next(left), name)
        for code, (_, name) in zip(owned, people, strict=True)
    ]


def named_after(items: Sequence[Item], at: int, count: int) -> list[tuple[int, Item]]:
    """Find ``, X, Y and Z`` from ``at``: just so many names, else none."""
    found: list[tuple[int, Item]] = []
    if word_at(items, at) in {"and", "&"}:
        return found
    for position in range(at, len(items)):
        item = items[position]
        if item.kind in NAME_KINDS:
            found.append((position, item))
        elif item.kind is not ItemKind.CONJUNCTION and item.text not in BETWEEN_NAMES:
            break
    last = found[-1][0] + 1 if found else at
    # "Ministers of A and B, X of C and Y of D": these names have states of their own.
    is_linked = word_at(items, last) in {"of", "from"} or (
        word_at(items, last) == "("
        and last + 1 < len(items)
        and items[last + 1].kind in STATE_KINDS
    )
    return found if len(found) == count and not (is_linked and count > 1) else []


def delegated(
    items: Sequence[Item],
    states: StateList,
    at: int,
    noun_at: int,
    owner: Owner,
) -> list[Actor]:
    """Read ``his A and B counterparts X and Y``, ``the A counterpart, X``, ``the A delegation``."""
    word = items[noun_at].word
    last = noun_at + 1 + (word_at(items, noun_at + 1) in {"number", "numbers"})
    names: list[tuple[int, Item]] = []
    if word in COUNTERPARTS:
        names = named_after(items, last, len(states.codes))
        if not names and states.only is not None and word.endswith("s"):
            names = named_after(items, last, HALVES)
        if names and names[0][0] > last and not closes(items, names[-1][0] + 1):
            names = []
        last = names[-1][0] + 1 if names else last
    levels = frozenset({Level.OFFICIALS}) if word in STAFF else frozenset[Level]()
    shared = Actor("", at, last, levels=levels, is_counterpart=True)
    if not names:
        return [shared.of(code) for code, _ in states.codes]
    if states.only is not None:
        pairs = [(states.only, name) for _, name in names]
    else:
        pairs = paired(states, names, owner)
    return [shared.of(code, Person(name.text, code)) for code, name in pairs]


def halves(items: Sequence[Item], state: str, first: int, titles: Titles) -> list[Actor]:
    """Read ``A's foreign and defence ministers, X and Y``: two people, each with his half."""
    is_both = Level.TWO_PLUS_TWO in titles.levels or titles.levels == PARTS_OF_TWO_PLUS_TWO
    names = named_after(items, titles.end, HALVES) if is_both else []
    if not names:
        return []
    text = titles.text.lower()
    order = sorted(HALF_WORDS, key=text.find)
    last = names[-1][0] + 1
    return [
        Actor(state, first, last, levels=frozenset({HALF_WORDS[word]}), office=HALF_TITLES[word],
              person=Person(name.text, state, frozenset({HALF_WORDS[word]}), HALF_TITLES[word]))
        for word, (_, name) in zip(order, names, strict=True)
    ]  # fmt: skip


def bare(items: Sequence[Item], states: StateList, at: int) -> list[Actor]:
    """Read states of whom nobody is named; an address or a mere adjective is none."""
    ends_in_possessive = items[states.end - 1].kind is ItemKind.POSSESSIVE
    only_adjective = states.is_adjective and not states.is_compound
    if _is_address(items, at) or ends_in_possessive or only_adjective:
        return []
    if states.only is not None and items[at].ambiguous and items[at].text.isupper():
        return []
    return [Actor(code, at, states.end, is_compound=states.is_compound) for code, _ in states.codes]


def _is_address(items: Sequence[Item], at: int) -> bool:
    """Tell whether a state only says where a city lies: "Busan, South Korea"."""
    return word_at(items, at - 1) == "," and at > 1 and items[at - 2].kind is ItemKind.CITY


def closes(items: Sequence[Item], at: int) -> bool:
    """Tell whether an insertion may end at ``at``: there is a mark, or nothing more."""
    return at >= len(items) or items[at].text in CLOSING


def is_possessed_name(items: Sequence[Item], at: int) -> bool:
    """Tell whether a name follows a possessive: the second word of "Kenya's Rojas"."""
    is_name = at < len(items) and items[at].kind in NAME_KINDS
    is_place = word_at(items, at + 1) in PARTS_OF_STATE
    return is_name and not is_place and items[at - 1].kind is ItemKind.POSSESSIVE


def represented_by(items: Sequence[Item], at: int) -> int | None:
    """Return where the name stands in "[A] was represented by X, [B] by Y"; its title may precede.

    Or in "[A's delegation] was led by X".
    """
    verb_at = at
    while word_at(items, verb_at) in BEFORE_VERB and verb_at < at + len(BEFORE_VERB):
        verb_at += 1
    if word_at(items, verb_at) in SPEAKING_FOR:
        near = range(verb_at + 1, verb_at + 1 + BY_REACH)
        by_at = next((place for place in near if word_at(items, place) == "by"), None)
        return None if by_at is None else _after_counterpart(items, by_at + 1)
    if word_at(items, at) == "by" and any(i.word in SPEAKING_FOR for i in items[:at]):
        return _after_counterpart(items, at + 1)
    return None


def _after_counterpart(items: Sequence[Item], at: int) -> int:
    """Step over "his counterpart," before a name."""
    start = after_determiners(items, at)
    if word_at(items, start) not in COUNTERPARTS:
        return at
    return start + 2 if word_at(items, start + 1) == "," else start + 1


def names_before(items: Sequence[Item], at: int) -> tuple[list[tuple[int, Item]], int]:
    """Read "X, Y and Z, the" from ``at``: the names, and where what is said of them begins."""
    found: list[tuple[int, Item]] = []
    position = at
    while position < len(items):
        item = items[position]
        if item.kind in NAME_KINDS:
            found.append((position, item))
        elif item.kind is not ItemKind.CONJUNCTION:
            break
        position += 1
    is_said = word_at(items, position - 1) == ","
    return (found, position) if len(found) > 1 and is_said else ([], at)


def role_state(items: Sequence[Item], at: int) -> int | None:
    """Return where the state is named in "[X,] head of the Kenyan agency", "[X,] who heads A's"."""
    start = after_determiners(items, at)
    if word_at(items, start) == "at" and word_at(items, start + 1) == "the":
        start += 2
    is_who = word_at(items, start) == "who" and _says_whose(items, start + 1)
    if not is_who and word_at(items, start) not in ROLES_SAID:
        return None
    for position in range(start + 1, min(len(items), start + ROLE_REACH)):
        if items[position].kind in STATE_KINDS:
            return position
        if items[position].kind in NAME_KINDS or items[position].text in CLOSING:
            return None
    return None


def _says_whose(items: Sequence[Item], at: int) -> bool:
    """Tell whether a verb makes somebody a state's: "now chairs the", "is Kenya's"."""
    at += word_at(items, at) in {"now", "also", "currently", "presently"}
    if word_at(items, at) in ACTING_FOR:
        return True
    is_owned = at + 1 < len(items) and items[at + 1].kind in STATE_KINDS
    return word_at(items, at) in {"is", "was"} and is_owned


def heads_body(items: Sequence[Item], at: int) -> bool:
    """Tell whether a name follows a title in a body: "UN Secretary-General X", "EU President Y"."""
    word = word_at(items, at - 1)
    is_of_body = at > 0 and items[at - 1].kind is ItemKind.MASK and word in BODY_CHAIRS
    return is_of_body or word in BODY_HEADS


def own_state(
    items: Sequence[Item],
    at: int,
    blocs: Mapping[str, tuple[str, ...]],
) -> tuple[str | None, int]:
    """Read the state right behind a name, "of A" or "(A)", and where that ends.

    In "X of A and B's Y" or "X of A and B Minister Y" the second state is Y's.
    """
    word = word_at(items, at)
    # "Nurses from A" names nobody.
    is_from = word == "from" and " " in items[at - 1].text
    if word not in {"of", "for", "("} and not is_from:
        return None, at
    states = state_list(items, after_determiners(items, at + 1), blocs)
    after = word_at(items, states.end)
    if not states.codes or (word == "(" and after != ")"):
        return None, at
    if word == "for" and (after not in AFTER_FOR or states.only is None):
        return None, at
    code, place = states.codes[0]
    end = place + 1 if len(states.codes) > 1 else states.end
    return code, end + 1 if word == "(" else end


def is_tied_to_body(items: Sequence[Item], at: int, end: int) -> bool:
    """Tell whether a hyphen ties a region to a body: "the EU-Western Balkans summit" is of many."""
    if items[at].kind is not ItemKind.GROUPING:
        return False
    before = (
        at > 1 and items[at - 1].text in NAME_HYPHENS and items[at - 2].kind is ItemKind.GROUPING
    )
    behind = items[end : end + 2]
    is_behind = len(behind) > 1 and behind[0].text in NAME_HYPHENS
    return before or (is_behind and behind[1].kind is ItemKind.GROUPING)


def without_owner(items: Sequence[Item], states: StateList) -> StateList:
    """Leave out a last state that owns what follows: "of A, B and C's Foreign Minister".

    "Leaders of Kenya's parties" are no leaders of Kenya.
    """
    if not states.codes or items[states.end - 1].kind is not ItemKind.POSSESSIVE:
        return states
    kept = tuple(pair for pair in states.codes if pair[1] != states.codes[-1][1])
    behind = items[states.end : states.end + 1]
    is_title = bool(behind) and behind[0].kind is ItemKind.OFFICE
    if not is_title or any(items[at + 1].kind is ItemKind.POSSESSIVE for _, at in kept):
        return replace(states, codes=())
    return replace(states, codes=kept, end=states.codes[-1][1] - 1 if kept else states.end)


def of_aides(items: Sequence[Item], at: int, titles: Titles) -> Titles:
    """Read "advisers to the Presidents of A and B" at "Presidents" as of those they send."""
    before = at - 2 if word_at(items, at - 1) in {"the", "their"} else at - 1
    aide = word_at(items, before - 1).split()[-1:] if word_at(items, before) == "to" else []
    if not AIDES.intersection(aide):
        return titles
    is_security = any("security" in item.word for item in items[max(0, before - 5) : before])
    levels = frozenset({Level.NSA if is_security else Level.OFFICIALS})
    return replace(titles, levels=levels, text=items[before - 1].text)
