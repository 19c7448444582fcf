"""How print writes the names of people: honours before them, particles inside, "Jr." behind.

It knows words and spellings alone; parsers.words.items cuts names out of sentences by them, and
parsers.actors.people finds people by their parts.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHORTEST_KEY = 3  # letters; initials and particles find nobody
NAME_PARTICLES = frozenset(
    {"al", "bin", "bint", "ben", "da", "de", "del", "der", "di", "dos", "du", "el", "la", "le",
     "van", "von", "ibn", "abu", "san", "ter", "ul", "ur", "ud", "uz", "ould", "den", "zu"},
)  # fmt: skip
# Honours that stand before a name and are no part of it.
HONOURS = frozenset(
    """mr mrs ms miss mx dr he h.e hon honourable honorable shri shrimati smt sri sir dame lord lady
    baroness prof professor rev gen general lt lieutenant maj major col colonel capt captain adm
    admiral brig brigadier cmdr marshal sheikh sheikha shaikh shaykh prince princess ayatollah
    hojjatoleslam highness majesty eng datuk dato datin seri tun pehin engr ir ing atty maulana
    mullah alhaji haji
    sayyid mme madame madam maulvi lyonpo dasho mawlawi excellency excellencies ambassador amb
    thiru ustaz comrade""".split()
)
# These are honours only before another: "Vice Admiral", "Tan Sri", "Air Chief Marshal".
HALF_HONOURS = frozenset(
    "vice rear tan air chief field right rt maj lt major lieutenant brigadier royal his her".split()
)
# Print puts a full stop behind these inside a name.
CLIPPED = frozenset(
    """mr mrs ms dr he h.e hon rt smt prof rev gen lt maj col capt adm brig cmdr eng engr ir ing
    atty amb jr sr st""".split()
)
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "vi"})
# Given names that are also clipped names of months.
GIVEN_NAMES = frozenset({"Jan"})
# Names of places and months that people are called by too.
GIVEN_PLACES = frozenset(
    """Adama Nancy Florence Sofia Victoria Austin Paris Santiago Jordan Chad Georgia Israel India
    Milan Sydney Lourdes Charlotte Carolina Virginia Adelaide Alexandria Madison Houston Kent
    Hamilton January April May June August""".split()
)
# A run of capitals with one of these is the name of a body or an event, of nobody.
NO_PEOPLE = frozenset(
    """academy agencies agency agreement airlines airport alliance army association authority bank
    board building bureau cabinet centre center chamber club college command commission
    committee company conclave conference congress consultations cooperation corporation corps
    council court daily declaration department dialogue directorate embassy exchange exercise
    federation festival force forces format forum foundation framework front fund government
    group guard head headquarters heads hospital hotel house initiative institute kingdom league
    mansion memorandum ministerial ministry mission mosque movement navy network news newspaper
    office organisation organization palace parliament partnership party police post presidency
    press programme program project province quarter radio reactor regiment report republic
    resort school secretariat senate society stadium staff statement studies summit television
    talks times treaty triangle tribune union university web website""".split()
)
# What ministers are in charge of, and what else a title may end in: "Digital Development and
# Transport", "and MSG Chair".
TITLE_TAILS = frozenset(
    """affairs agriculture aviation chair chairman chairperson citizenship civil climate commerce
    communications cooperation culture defence defense development diaspora digital economic
    economy education emigration employment energy environment europe european expatriates
    external finance fisheries foreign francophonie health immigration industry infrastructure
    innovation integration interior international investment justice labour labor military
    planning production regional relations religious resources science security social sports
    technology telecommunications tourism trade transport transportation urban veterans water
    welfare works youth""".split()
)
# The second syllable of a Korean or Chinese given name, written small: "Kyung-wha", "Ing-wen".
SYLLABLE = re.compile(
    r"(?!run$|led$|era$)[bcdghjklmnprstwy]{0,3}[aeiouwy]{1,3}(?:ng|[bgklmnpthr])?"
)


def is_honour(word: str, after: str) -> bool:
    """Tell whether a lower-case word before ``after`` only honours who is named behind it."""
    if word in HALF_HONOURS:
        return after in HONOURS or after in HALF_HONOURS
    return word in HONOURS


def is_given_syllable(text: str) -> bool:
    """Tell whether small letters behind a hyphen end a given name, as in ``Kyung-wha``."""
    return text.islower() and SYLLABLE.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[str, ...]:
    """Return what a name is known by, in lower case: no initials, particles or generations."""
    parts = name.lower().replace(".", " ").split()
    kept = (p for p in parts if p not in NAME_PARTICLES and p not in GENERATIONS)
    return tuple(part for part in kept if len(part) >= SHORTEST_KEY) or (name.lower(),)


def bare_name(name: str) -> str:
    """Return a name without the clipped honours printed before it: "Dr. S. Jaishankar"."""
    words = name.split()
    plain = (at for at, word in enumerate(words) if word.lower().rstrip(".") not in CLIPPED
             or not word.endswith("."))  # fmt: skip
    return " ".join(words[next(plain, 0) :])
