"""How a person's name is used in print: alone, and in its second order.

Knows the customs of naming by state; never who anybody is.
"""

from __future__ import annotations

# Print gives these names with the family name first, as "Xi Jinping", "Moon Jae-in".
FAMILY_FIRST = frozenset({"CN", "HK", "KP", "KR", "TW"})
# Print puts the family name last, but these people and their press put it first.
FAMILY_FIRST_AT_HOME = frozenset({"HU", "JP"})

_PARTICLES = frozenset(
    "al bin ben da de del della den der di do dos du el ibn la le ten ter van von".split()
)
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "II", "III", "IV", "V", "VI", "VII", "VIII", "X", "XIV"})


def name_keys(name: str, state: str) -> tuple[str, ...]:
    """Return the part of ``name`` that stands for the person, with particles: ``Le Drian``."""
    words = [word for word in name.split() if word not in _SUFFIXES]
    if state in FAMILY_FIRST:
        return (words[0],)
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return (" ".join(words[start:]),)


def name_orders(name: str, state: str) -> tuple[str, ...]:
    """Return the other spellings of the whole name, such as ``Kishida Fumio``."""
    first, _, second = name.partition(" ")
    if not second or " " in second:
        return ()
    if state in FAMILY_FIRST_AT_HOME:
        return (f"{second} {first}",)
    if state not in FAMILY_FIRST or first[0].islower():
        return ()
    given = second.split("-")
    joined = "".join([given[0], *(part.lower() for part in given[1:])])
    apart = " ".join(part[:1].upper() + part[1:] for part in given)
    return tuple(dict.fromkeys([f"{second} {first}", f"{first} {apart}", f"{first} {joined}"]))
