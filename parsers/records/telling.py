"""Where a claim comes from, and the step in a record's life that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parsers.model import Change, ChangeKind

# What changed, from what, to what, in words that people read.
Difference = tuple[ChangeKind, str, str]


@dataclass(frozen=True, slots=True)
class Telling:
    """The article of a claim, its newsroom, when it was published and when we saw it."""

    article: str
    newsroom: str
    published_at: datetime
    seen_at: datetime

    def change(self, record: str, rule: str, difference: Difference) -> Change:
        """Return the step that a claim, found by ``rule``, makes in the life of a record."""
        kind, before, after = difference
        return Change(
            record, kind, before, after, self.article, rule, self.seen_at, self.published_at
        )
