"""A set report: what one article says of one set of states, with its telling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from parsers.model import Grouping, Membership
from parsers.records.reports import Key
from parsers.records.telling import Telling

# Rules of parsers.meetings.groupings: a set takes a name, or a known name is dropped in passing.
NAMING = "naming"
PASSING = frozenset({"named"})
# The first place among an article's claims for what it says of joining and leaving.
JOINING = 10_000


@dataclass(frozen=True, slots=True)
class SetReport:
    """One claim with its telling; ``ordinal`` is its place among the claims of the article.

    In an article a set ``acts`` that meets, is founded or takes a name. ``former`` is the set
    of which the article says that states joined it or left it, so that it became this one.
    """

    claim: Grouping
    telling: Telling
    ordinal: int = 0
    acts: bool = True
    former: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """The article and the claim's place in it."""
        return self.telling.article, self.ordinal

    @property
    def published(self) -> date:
        """The UTC day on which the article came out."""
        return self.telling.published_at.date()

    @property
    def counts(self) -> bool:
        """Tell whether a record can rest on it: a name dropped in passing founds none."""
        return self.acts or self.claim.rule not in PASSING

    @property
    def is_naming(self) -> bool:
        """Tell whether the text gives its name to just these states."""
        return self.claim.rule == NAMING and self.claim.name is not None


@dataclass(frozen=True, slots=True)
class MembershipReport:
    """One article's word that states joined a named grouping, or left it."""

    claim: Membership
    telling: Telling
    ordinal: int = 0

    @property
    def key(self) -> Key:
        """The article and the claim's place in it."""
        return self.telling.article, self.ordinal

    @property
    def published(self) -> date:
        """The UTC day on which the article came out."""
        return self.telling.published_at.date()

    def of_set(self, members: tuple[str, ...], former: tuple[str, ...]) -> SetReport:
        """Return what it says of the set that a former one so became."""
        claim = Grouping(
            members=members,
            name=self.claim.name,
            is_new=False,
            evidence=self.claim.evidence,
            rule=self.claim.rule,
            known=self.claim.known,
        )
        return SetReport(claim, self.telling, JOINING + self.ordinal, former=former)


@dataclass(frozen=True, slots=True)
class Told:
    """All that was told of one set: who told it, and the reports, at least those that count.

    Of reports that say the same the first suffices, with the last of all; ``sources`` and
    ``newsrooms`` are nevertheless those of all.
    """

    reports: tuple[SetReport, ...]
    sources: tuple[str, ...]
    newsrooms: tuple[str, ...]


def told_by(reports: Iterable[SetReport]) -> Told:
    """Return what reports of one set tell together, in order; those that do not count left out."""
    counting = tuple(sorted((report for report in reports if report.counts), key=in_order))
    return Told(
        counting,
        tuple(sorted({report.telling.article for report in counting})),
        tuple(sorted({report.telling.newsroom for report in counting})),
    )


def in_order(report: SetReport | MembershipReport) -> tuple[object, ...]:
    """Order reports by publication; those of one instant by article, whichever came first."""
    return report.telling.published_at, report.telling.article, report.ordinal


def folded_name(name: str) -> str:
    """Return what spellings of one name have in common: its words without case."""
    return " ".join(name.casefold().split())
