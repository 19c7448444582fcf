"""Who is of a state and does not act for it: those out of office, opponents, citizens, firms.

"Opposition leaders from A, B and C", "the late president of A", "students from A and B": their
states do not meet. It looks at the words beside an actor; parsers.scenes.cast tells who is in
office.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.actors.actors import Actor
from parsers.words.function_words import MODIFIERS, word_at
from parsers.words.items import Item, ItemKind

# Before an office these take it away from who bears it.
OUT_OF_OFFICE = frozenset(
    """former ex late retired ousted deposed exiled self-styled self-proclaimed would-be one-time
    onetime erstwhile shadow disgraced fictional imaginary jailed imprisoned toppled""".split(),
)
SHARED_WITH_TIME = frozenset({"late"})  # "in late May", but "the late president"
# People and bodies that a state is the home of, and no more.
CITIZENS = frozenset(
    """opponents dissidents exiles rebels insurgents separatists fighters militants students pupils
    scholars researchers scientists historians physicists doctors nurses surgeons engineers experts
    economists analysts journalists reporters editors writers artists actors singers dancers
    musicians choirs bands players teams captains coaches clubs fans athletes champions bishops
    priests monks clerics pilgrims believers farmers fishermen workers unions companies firms banks
    bankers businessmen entrepreneurs executives investors traders exporters importers buyers
    suppliers manufacturers airlines operators utilities shipyards airports universities schools
    colleges academies federations associations committees chambers exchanges hospitals museums
    charities volunteers activists campaigners refugees migrants tourists visitors travellers
    residents citizens villagers mourners guests readers viewers voters women youths veterans
    cadets soldiers sailors troops warships ships vessels navies elders tribes lawmakers
    parliamentarians mps senators deputies judges justices lawyers prosecutors socialists greens
    liberals conservatives politicians passengers families children parliaments
    legislatures speakers""".split(),
)
# Before "leaders" and the like these name another kind of head than that of a state.
# Of "its A and B partners": whose partners they are.
FIRMS = frozenset(
    """shipyard carmaker firm company airline bank operator utility manufacturer club university
    studio retailer brewer miner refiner group publisher hospital charity orchestra""".split(),
)
PARTNERS = frozenset({"partner", "partners", "subsidiary", "subsidiaries", "rivals", "suppliers"})
OF_ANOTHER_BODY = frozenset(
    """opposition party union student scout church faith religious business industry community
    parliamentary inter-parliamentary
    tribal rebel militia protest youth women labour labor civic corporate team club airline
    football rowing cricket rugby hockey chess olympic exchange federation association university
    college school bank company court guild chapter society charity resistance""".split(),
)
HEADS = frozenset(
    """leader leaders head heads chief chiefs president presidents chairman chairmen boss bosses
    captain captains secretary secretaries""".split(),
)
# What has a president or a head, and is no state.
BODIES = frozenset(
    """association associations federation federations union unions club clubs committee committees
    board boards bank banks company companies party parties parliament parliaments senate assembly
    court courts chamber chambers university universities institute academy church society societies
    foundation league guild chapter chapters congregation corporation exchange airline opposition
    resistance community diaspora minority""".split(),
)
# "Leaders of the far-right parties of A and B"; the parties to a conflict are states.
PARTY_KINDS = frozenset(
    """far-right far-left right-wing left-wing right left wing ruling governing populist
    nationalist socialist communist green conservative liberal centrist democratic labour
    sister""".split(),
)
BODY_REACH = 3  # items after "president of the A" in which his body is named
KIN = frozenset(
    """descendants grandson grandsons heirs portrait portraits statue statues busts graves tombs
    memoirs letters doubles lookalikes impersonators biographer biographers interpreters chefs
    drivers bodyguards photographs caricatures masks puppets figures""".split(),
)
FROM = frozenset({"from", "of", "between", "among", "for"})
BEFORE = 2  # items before an actor in which he is said to be out of office


def in_service(items: Sequence[Item], actors: Iterable[Actor]) -> list[Actor]:
    """Return the actors of a sentence who act for their states, or may."""
    found = list(actors)
    if not found:
        return found
    outside = {actor.group for actor in found if _is_of_outsiders(items, actor)}
    listed = {actor.group for actor in found if _is_listed(items, actor)}
    return [
        actor
        for actor in found
        if not _is_out_of_office(items, actor)
        and not (actor.group in outside and (actor.is_bare or actor.is_counterpart))
        and not (actor.group in listed and actor.office is None)
    ]


def _is_out_of_office(items: Sequence[Item], actor: Actor) -> bool:
    """Read "former", "the late" before somebody in office, or before his title in his state."""
    if actor.is_bare or actor.is_counterpart:
        return False
    if actor.person is not None and actor.person.is_past:
        return True
    if _is_kin(items, actor) or _is_of_body(items, actor) or _leads_others(items, actor):
        return True
    return any(
        items[at].word in OUT_OF_OFFICE and _is_of_person(items, at)
        for at in range(max(0, actor.first - BEFORE), min(actor.last, len(items)))
        if at >= actor.first or _reaches(items, at, actor.first)
    )


def _reaches(items: Sequence[Item], at: int, first: int) -> bool:
    """Tell whether only modifiers stand between a word and an actor."""
    return all(item.word in MODIFIERS for item in items[at + 1 : first])


def _is_of_person(items: Sequence[Item], at: int) -> bool:
    return items[at].word not in SHARED_WITH_TIME or word_at(items, at - 1) == "the"


def _is_kin(items: Sequence[Item], actor: Actor) -> bool:
    """Read "the descendants of the A and B envoys", who are not the envoys."""
    at = actor.first - 1
    while at > 0 and items[at].word in MODIFIERS:
        at -= 1
    return word_at(items, at) == "of" and word_at(items, at - 1) in KIN


def _leads_others(items: Sequence[Item], actor: Actor) -> bool:
    """Read "scout leaders from A", and "Soldiers of A" where a capital makes them a name."""
    first = items[actor.first]
    if actor.person is not None and first.word in CITIZENS:
        return True
    is_head = first.kind is ItemKind.OFFICE and first.word in HEADS
    return is_head and word_at(items, actor.first - 1) in OF_ANOTHER_BODY


def _is_of_body(items: Sequence[Item], actor: Actor) -> bool:
    """Read "the president of the A football association"; "of A, and the company" is none."""
    last = actor.last - 1
    if items[last].kind is not ItemKind.DEMONYM or items[actor.first].kind is not ItemKind.OFFICE:
        return False
    for item in items[actor.last : actor.last + BODY_REACH]:
        if item.word in BODIES:
            return True
        if item.kind is not ItemKind.WORD:
            return False
    return False


def _is_listed(items: Sequence[Item], actor: Actor) -> bool:
    """Read "the operators X of A and Y of B", whose names are no officials'."""
    is_named = actor.person is not None and actor.office is None
    return is_named and word_at(items, actor.first - 1) in CITIZENS


def _is_of_firm(items: Sequence[Item], actor: Actor) -> bool:
    """Read "the shipyard said that its A and B partners"."""
    is_partner = items[actor.last - 1].word in PARTNERS
    return is_partner and any(item.word in FIRMS for item in items[: actor.first])


def _is_of_outsiders(items: Sequence[Item], actor: Actor) -> bool:
    """Read "students from A, B and C" and "A, B and C students"."""
    if not actor.is_bare:
        return _is_of_firm(items, actor)
    if word_at(items, actor.last) in CITIZENS:
        return True
    at = actor.first - 1
    while at > 0 and items[at].word in MODIFIERS:
        at -= 1
    if word_at(items, at) not in FROM:
        return False
    head = items[at - 1]
    before = word_at(items, at - 2)
    words = head.word.split()
    is_masked = head.kind is ItemKind.MASK and words[0] in OF_ANOTHER_BODY
    is_party = head.word == "parties" and before in PARTY_KINDS
    return is_party or is_masked or head.word in CITIZENS or before in OF_ANOTHER_BODY
