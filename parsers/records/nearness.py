"""Which known sets of states are most like one, in words: "Squad without AU"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NEAREST_FROM = 0.6  # Jaccard similarity from which another set is worth naming


def nearest(
    members: Sequence[str],
    others: Iterable[tuple[str, Sequence[str]]],
    limit: int = 2,
) -> tuple[str, ...]:
    """Name the known sets most like one, as in "Squad without AU" or "Weimar Triangle plus UA".

    ``others`` are names with their states, of two for one set the first; at most ``limit`` of
    them are named.
    """
    ours = frozenset(members)
    named: dict[frozenset[str], str] = {}
    for name, states in others:
        named.setdefault(frozenset(states), name)
    scored = [
        (-_similarity(ours, theirs), name, _unlike(ours, theirs))
        for theirs, name in named.items()
        if is_like(ours, theirs)
    ]
    return tuple(f"{name}{words}" for _, name, words in sorted(scored)[:limit])


def is_like(left: Iterable[str], right: Iterable[str]) -> bool:
    """Tell whether two sets differ, and by so few states that one may be the other grown."""
    ours, theirs = frozenset(left), frozenset(right)
    return ours != theirs and _similarity(ours, theirs) >= NEAREST_FROM


def _similarity(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return len(ours & theirs) / (len(ours | theirs) or 1)


def _unlike(ours: frozenset[str], theirs: frozenset[str]) -> str:
    more, less = sorted(ours - theirs), sorted(theirs - ours)
    words = f" plus {', '.join(more)}" if more else ""
    return words + (f" without {', '.join(less)}" if less else "")
