"""The ledger of runs: what each took and kept, and what it dropped, by reason.

A run's figures are those that its verb counted; here they are only told apart and explained.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from alerts.model import Skip
from flows.runtime.tally import Tally
from flows.runtime.wiring import House
from flows.steps.tables import Shape, as_csv, as_json, table
from storage import runs
from storage.database import reading
from storage.model import EntryOutcome, Run

COLUMNS = ("run", "verb", "started", "status", "fate", "reason", "count", "meaning")
SKIPPED = "skipped_"
NO_MEETING = "no_meeting"
# What is dropped, and why. Every other figure of a run is of what it took, kept or sent.
REASONS: Mapping[str, str] = {
    "no_text": "the page holds no article, and the feed too little text",
    "no_link": "an entry of a feed without an address",
    "bad_link": "an entry of a feed whose address is none of the web",
    "too_old": "older than what is read",
    "too_large": "a page larger than the limit of the settings",
    "not_a_page": "what answered is no page",
    "http_error": "the server refused",
    "unreachable": "the server did not answer; tried again at the next polls",
    "timed_out": "the server was too slow; tried again at the next polls",
    "blocked": "an address that may not be asked",
    "no_date": "a backfilled entry without a date",
    "outside_window": "a backfilled entry of other days",
    "left_to_ingest": "still news, so left to ingest",
    "page_unavailable": "an older page of a feed that could not be had",
    "page_limit_reached": "a feed with more older pages than are read",
    "feed_unavailable": "a feed that did not answer with one",
    "feeds_http_error": "a feed whose server refused",
    "feeds_unreachable": "a feed whose server did not answer",
    "feeds_too_large": "a feed larger than the limit of the settings",
    "feeds_not_a_feed": "what answered is no feed",
    "feeds_blocked": "a feed at an address that may not be asked",
    "feeds_timed_out": "a feed whose server was too slow",
    "unreadable": "an article that broke the reader, put aside",
    NO_MEETING: "an article without news of a meeting or a set of states",
    "skipped_history": "a change told by an archive, or too long after",
    "skipped_background": "a meeting told as history alone",
    "skipped_no_change": "nothing in it is news",
    "skipped_bilateral": "two states, and no rule that asks for them",
    "skipped_multilateral": "more than nine states, and no rule that asks for them",
    "skipped_no_rule": "no rule of config/watchlist.toml asks for it",
    "skipped_confidence": "less sure than its rule asks for",
    "skipped_newsrooms": "told by fewer newsrooms than its rule asks for",
    "skipped_told": "told before",
    "skipped_withdrawn": "waited, and is of a meeting that no article tells of any more",
    "skipped_dismissed": "a meeting that a person dismissed",
    "skipped_muted": "a set of states that a person muted",
    "skipped_known": "a set of states that a person called known",
    "skipped_no_record": "no record comes of its articles, as they are read today",
    "not_composed": "a message that could not be made",
    "failed": "a message that was refused; tried again",
    "unknown": "a message whose answer was lost",
    "dead": "a message that was given up",
    "files_not_written": "a feed or calendar that could not be written; see the log",
}


def why(skip: Skip) -> str:
    """Return why a change is not told: the word for it, what it means, and the nearest rule."""
    meaning = REASONS.get(SKIPPED + skip.reason, "")
    detail = f" ({skip.detail})" if skip.detail else ""
    return f"{skip.reason}: {meaning}{detail}" if meaning else f"{skip.reason}{detail}"


@dataclass(frozen=True, slots=True)
class Ledger:
    """One run with what it kept and what it dropped, the largest first."""

    run: Run
    kept: Tally
    dropped: Tally


def latest(house: House, verb: str | None, limit: int) -> list[Ledger]:
    """Return the ledgers of the latest runs, of one verb or of all, the latest first."""
    with reading(house.engine) as session:
        return [ledger(run) for run in runs.recent(session, verb, limit)]


def ledger(run: Run) -> Ledger:
    """Part the figures of a run into what was kept and what was dropped."""
    counts = dict(run.counts)
    if "articles" in counts and "relevant" in counts:
        read = counts["articles"] - counts.get("unreadable", 0)
        counts[NO_MEETING] = read - counts["relevant"]
    dropped = {word: count for word, count in counts.items() if is_dropped(word) and count > 0}
    kept = {word: count for word, count in counts.items() if not is_dropped(word)}
    return Ledger(run, Tally() + Tally(kept), Tally() + Tally(dropped))


def is_dropped(word: str) -> bool:
    """Tell whether a figure of a run counts what was dropped."""
    return word in REASONS or word.startswith(SKIPPED) or word in _LOST


_LOST = frozenset(outcome.value for outcome in EntryOutcome if not outcome.is_kept)


def written(found: Sequence[Ledger], shape: Shape) -> str:
    """Write ledgers for people, with what each reason means, or row by row for programs."""
    if shape is Shape.CSV:
        return as_csv(COLUMNS, _rows(found))
    if shape is Shape.JSON:
        return as_json(_rows(found))
    return "\n".join(_lines(found))


def _lines(found: Sequence[Ledger]) -> Iterator[str]:
    heading = ("started", "verb", "status", "kept", "dropped")
    yield table([heading, *(_line(one) for one in found)])
    words = {word for one in found for word in one.dropped.counts}
    if words:
        yield "\ndropped:"
    width = max(map(len, words), default=0)
    yield from (f"  {word:{width}}  {REASONS.get(word, '')}".rstrip() for word in sorted(words))


def _line(one: Ledger) -> tuple[str, ...]:
    run = one.run
    figures = (", ".join(f"{n} {word}" for word, n in part.counts.items()) or "nothing"
               for part in (one.kept, one.dropped))  # fmt: skip
    return (f"{run.started_at:%Y-%m-%d %H:%M}", run.verb, run.status.value, *figures)


def _rows(found: Sequence[Ledger]) -> Iterator[dict[str, object]]:
    for one in found:
        for fate, tally in (("kept", one.kept), ("dropped", one.dropped)):
            for word, count in tally.counts.items():
                run = one.run
                at = run.started_at.isoformat()
                values = (run.id, run.verb, at, run.status.value, fate, word, count,
                          REASONS.get(word, ""))  # fmt: skip
                yield dict(zip(COLUMNS, values, strict=True))
