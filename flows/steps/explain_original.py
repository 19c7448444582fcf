"""Puts into plain text whose a story is: its original, how that was found, who wrote each copy."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from alerts.untrusted import LABEL_LIMIT, clean
from parsers.copies.originals import Method, Original, Written
from storage import stories

FOUND_BY = {
    Method.AGENCY_TEXT: "it stands on the agency's own pages",
    Method.CREDIT: "copies print the agency's credit",
    Method.SOURCE: "feeds name it as the source",
    Method.OWN: "a lone article that names nobody else",
    Method.INFERRED: "nobody is named; the earliest of those with the longest shared text",
    Method.REPRINT: "nobody is named, and only aggregators print it",
}


def original_lines(session: Session, story: str) -> Iterator[str]:
    """Say who wrote a story, which member stands for the original, and who wrote each member."""
    found = stories.original_of(session, story)
    if found is None:
        return
    sure = f"{found.method}, confidence {found.confidence:.2f}"
    yield f"  written by {clean(found.writer, LABEL_LIMIT)} ({sure}): {_why(found)}"
    yield f"  nearest to the original: article {found.article}"
    outlets = {one.id: clean(one.outlet, LABEL_LIMIT) for one in stories.members(session, story)}
    for one in found.members:
        writer = clean(one.writer, LABEL_LIMIT)
        yield f"    {one.article}  {outlets[one.article]}: {writer}, {_told_by(one)}"


def _why(found: Original) -> str:
    """Say how the writer was found, and who else is named."""
    others = {one.writer for one in found.members if one.is_printed} - {found.writer}
    named = ", ".join(clean(name, LABEL_LIMIT) for name in sorted(others))
    return FOUND_BY[found.method] + (f"; others name {named}" if others else "")


def _told_by(one: Written) -> str:
    """Say whether a member prints its writer, and where, or the copies tell."""
    evidence = f": {clean(one.evidence)}" if one.evidence else ""
    return f"printed{evidence}" if one.is_printed else f"inferred{evidence}"
