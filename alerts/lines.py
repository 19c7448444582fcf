"""Words the frame of a digest: what it covers, what was read, why one gets it.

A reader must be able to tell silence from breakage, so the coverage is always
said, with every feed that could not be read and every kind of item left out.
"""

from __future__ import annotations

from calendar import day_name
from datetime import timedelta
from zoneinfo import ZoneInfo

from alerts.model import Cadence, Coverage, Digest, Purpose, Recipient
from alerts.untrusted import LABEL_LIMIT, clean
from alerts.wording import clock, counted, day, series, short_day

FEEDS_NAMED = 8  # failing feeds named one by one; the rest are counted

# What a message that tells nothing new says first.
_NOTICES = {
    Purpose.TEST: "This is a test of the way to you; nothing happened.",
    Purpose.REPLAY: "You had this before; it is sent again because somebody asked for it.",
}

_DROPPED = {
    "background": "told as history",
    "bilateral": "between two states",
    "confidence": "of low confidence",
    "history": "older than the watch",
    "multilateral": "of large bodies",
    "newsrooms": "from too few newsrooms",
    "no_change": "without a change",
    "no_rule": "that no rule asks for",
}


def edition(digest: Digest) -> str:
    """Return when a digest was made and what time it covers, in its reader's local time."""
    local = digest.until.astimezone(ZoneInfo(digest.recipient.zone))
    made = f"{day(local.date())}, {clock(local)}. Covers the {_length(digest)}."
    return f"{notice} {made}" if (notice := _NOTICES.get(digest.purpose)) else made


def coverage_lines(digest: Digest, zone: ZoneInfo) -> tuple[str, ...]:
    """Return what was read, what could not be read since when, and what was left out."""
    cover = digest.coverage
    read = f"{cover.read:,} of {counted(cover.feeds, 'feed')} read."
    amount = (
        f"{counted(cover.articles, 'article')} in {counted(cover.stories, 'story', 'stories')}."
    )
    lines = (f"{read} {amount}", _failing(cover, zone), _dropped(cover))
    return tuple(line for line in lines if line)


def what_is_left_out(hidden: int) -> str:
    """Return that ``hidden`` alerts are not shown, or nothing where all are."""
    if not hidden:
        return ""
    return f"And {counted(hidden, 'more change')} not shown here, to keep this message short."


def why_you(recipient: Recipient) -> str:
    """Return which rules and which rhythm bring this message to its reader."""
    rules = series(
        [
            f"\N{LEFT DOUBLE QUOTATION MARK}{clean(rule, LABEL_LIMIT)}"
            "\N{RIGHT DOUBLE QUOTATION MARK}"
            for rule in recipient.rules
        ]
    )
    noun = "rule" if len(recipient.rules) == 1 else "rules"
    return f"You get this because you follow the {noun} {rules}, {rhythm(recipient)}."


def rhythm(recipient: Recipient) -> str:
    """Return when a recipient is told, as in "daily at 07:00 Asia/Tokyo time"."""
    at = f"at {recipient.at:%H:%M} {recipient.zone} time"
    rhythms = {
        Cadence.INSTANT: "as it happens",
        Cadence.HOURLY: "hourly",
        Cadence.DAILY: f"daily {at}",
        Cadence.WEEKDAYS: f"Monday to Friday {at}",
        Cadence.WEEKLY: f"every {day_name[recipient.weekday]} {at}",
    }
    return rhythms[recipient.cadence]


def how_to_stop(recipient: Recipient) -> str:
    """Return where the rules, the rhythm and the address are kept."""
    name = clean(recipient.name, LABEL_LIMIT)
    return f"To change or stop it, edit the recipient {name} in config/recipients.toml."


def _length(digest: Digest) -> str:
    length = digest.until - digest.since
    zone = ZoneInfo(digest.recipient.zone)
    since = digest.since.astimezone(zone)
    hours = round(length / timedelta(hours=1))
    # Days of 23 and 25 hours, when the clocks change, are days to a reader.
    if timedelta(hours=22) < length < timedelta(hours=26):
        return "last 24 hours" if hours == 24 else f"day since {clock(since)} yesterday"  # noqa: PLR2004 -- a day
    return f"time since {day(since.date())}, {clock(since)}"


def _failing(cover: Coverage, zone: ZoneInfo) -> str:
    if not cover.failing:
        return ""
    oldest = sorted(cover.failing, key=lambda pair: (pair[1], pair[0]))
    named = [
        f"{clean(name, LABEL_LIMIT)} (since {short_day(since.astimezone(zone).date())})"
        for name, since in oldest[:FEEDS_NAMED]
    ]
    rest = len(oldest) - len(named)
    return f"Not read: {', '.join(named)}{f' and {rest} more' if rest else ''}."


def _dropped(cover: Coverage) -> str:
    words = [
        f"{count:,} {_DROPPED.get(reason, clean(reason, LABEL_LIMIT).replace('_', ' '))}"
        for reason, count in sorted(cover.dropped.items(), key=lambda item: (-item[1], item[0]))
        if count
    ]
    return f"Left out: {', '.join(words)}." if words else ""
