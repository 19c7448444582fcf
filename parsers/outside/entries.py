"""The values of an outside list: its meetings, and what in it could not be read.

Nothing here reads a file or judges what a list says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from parsers.model import Level, Place, Status

NOWHERE = Place()
# Diplomacy that anybody lists; further days are slips, and leave no room to count from them.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LONGEST = 92  # days; what a list dates to more than a quarter can be compared with nothing


@dataclass(frozen=True, slots=True)
class OutsideMeeting:
    """One meeting as somebody else lists it; ``line`` is where in his file it begins.

    ``participants`` are the sorted codes of two states and more, and ``start`` to ``end``
    the days, both included. What the list leaves open is None or empty.
    """

    line: int
    participants: tuple[str, ...]
    start: date
    end: date
    place: Place = NOWHERE
    level: Level | None = None
    status: Status | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What could not be read on a line, and what to write instead.

    ``is_lost`` says that the whole line does not count; else it is compared without that.
    """

    line: int
    problem: str
    remedy: str
    is_lost: bool = True

    def __str__(self) -> str:
        return f"line {self.line}: {self.problem}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class OutsideList:
    """All meetings of a file in its order, and the remarks on its lines."""

    meetings: tuple[OutsideMeeting, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def lost(self) -> int:
        """How many lines could not be read."""
        return sum(remark.is_lost for remark in self.remarks)


def may_be(first: date, last: date) -> bool:
    """Tell whether a meeting can have these first and last days."""
    return EARLIEST <= first <= last <= LATEST and (last - first).days <= LONGEST


def listed(read: Iterable[OutsideMeeting | Remark]) -> OutsideList:
    """Part what was read from what could not be."""
    found = list(read)
    return OutsideList(
        tuple(one for one in found if isinstance(one, OutsideMeeting)),
        tuple(one for one in found if isinstance(one, Remark)),
    )


def shown(words: str) -> str:
    """Return words of a list as a remark may quote them: one short line of visible text."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return f'"{line[:57]}…"' if len(line) > 60 else f'"{line}"'  # noqa: PLR2004 - a line's half
