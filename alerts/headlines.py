"""Words whole lines: an alert's title, a digest's headline, a mail's subject and preheader.

A title says who, what, where and when in the order in which a reader asks. The
subject says the news in its first words, for a phone shows little more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from alerts.model import Alert, Digest, Purpose, Reason
from alerts.outcomes import outcome_of
from alerts.sets import joined, left
from alerts.untrusted import LABEL_LIMIT, TITLE_LIMIT, clean, shortened
from alerts.wording import (
    NOT_ANNOUNCED,
    Names,
    counted,
    evidence,
    level_words,
    number,
    short_day,
    short_span,
    short_states,
    span,
    states,
    where,
)
from parsers.model import Format, GroupingRecord, MeetingRecord, Precision, Status, When

# How the subject of a message begins that tells nothing new.
_MARKS = {Purpose.TEST: "Test: ", Purpose.REPLAY: "Again: "}
SUBJECT_LIMIT = 60  # characters; about what a mail list shows on a wide screen
PREHEADER_LIMIT = 100  # characters; more is cut by every client

_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_VERBS = {
    Status.HELD: "met",
    Status.SCHEDULED: "to meet",
    Status.EXPECTED: "expected to meet",
    Status.PROPOSED: "may meet",
}
_MEETINGS = re.compile(r"\bmeetings? ")
_OFF = frozenset({Status.POSTPONED, Status.CANCELLED})
# States that English names with an article: "in the Philippines".
_WITH_ARTICLE = frozenset(
    {
        *("AE", "BS", "CD", "CF", "DO", "GB", "GM", "KM"),
        *("MH", "MV", "NL", "PH", "SB", "SC", "US"),
    }
)
# News whose verb comes late in a sentence, so that the subject puts its word in front.
_WORD_FIRST = frozenset(
    {"New grouping", "New level", "New name", "Cancelled", "Postponed", "Moved", "Confirmed"}
)


def title(alert: Alert, names: Names) -> str:
    """Return the title of an alert's card, such as who met where."""
    return clean(_line(alert, _who(alert, names), names), TITLE_LIMIT)


def meeting_title(record: MeetingRecord, names: Names) -> str:
    """Return who meets, for a row of the calendar that has day and place beside it."""
    who = clean(record.grouping or "", LABEL_LIMIT) or states(record.participants, names)
    return clean(_joined(who, level_words(record.level)), TITLE_LIMIT)


def headline(digest: Digest) -> str:
    """Return what a digest holds as counts, as in "One new grouping, one date set"."""
    kinds = Counter((kind.one, kind.many) for kind in map(outcome_of, digest.alerts))
    words = [f"{number(n)} {one if n == 1 else many}" for (one, many), n in kinds.items()]
    if digest.left_out:
        words.append(f"{number(digest.left_out)} more")
    line = ", ".join(_without_repeats(words)) or "nothing new"
    return line[0].upper() + line[1:]


def _without_repeats(words: list[str]) -> list[str]:
    """Drop the noun "meeting" after its first use: "one meeting moved, one held"."""
    first = next((at for at, word in enumerate(words) if _MEETINGS.search(word)), len(words))
    return [word if at <= first else _MEETINGS.sub("", word) for at, word in enumerate(words)]


def subject(digest: Digest, names: Names) -> str:
    """Return the lead item's news and how much follows, in at most 60 characters."""
    mark = _MARKS.get(digest.purpose, "")
    return mark + _subject(digest, names, SUBJECT_LIMIT - len(mark))


def _subject(digest: Digest, names: Names, limit: int) -> str:
    alerts = digest.alerts
    if not alerts:
        day = digest.until.astimezone(ZoneInfo(digest.recipient.zone)).date()
        return f"Nothing new up to {short_day(day)} {day.year}"
    more = len(alerts) + digest.left_out - 1
    tail = f" + {more} more" if more else ""
    room = limit - len(tail)
    line = ""
    for option in _subjects(alerts[0], names):
        line = clean(option)
        if len(line) <= room:
            break
    return shortened(line, room) + tail


def preheader(digest: Digest, names: Names) -> str:
    """Return the second most important facts, in at most 100 characters."""
    if not digest.alerts:
        cover = digest.coverage
        read = f"{cover.read} of {counted(cover.feeds, 'feed')} read"
        return f"{read}, {counted(cover.articles, 'article')}."
    lead, *others = digest.alerts
    also = "; ".join(title(alert, names) for alert in others[:2])
    facts = _lead_facts(lead, names)
    return shortened(f"{facts} Also: {also}." if also else facts, PREHEADER_LIMIT)


def _who(alert: Alert, names: Names) -> str:
    return clean(alert.name or "", LABEL_LIMIT) or states(alert.members, names)


def _line(alert: Alert, who: str, names: Names) -> str:
    if alert.reason is Reason.NEW_LEVEL:
        level = alert.after or level_words(alert.level)
        return f"{who} for the first time at the level of {level}"
    if alert.reason is Reason.NEW_NAME:
        return f"{states(alert.members, names)} now called {alert.after or who}"
    if alert.meeting is None:
        return _grouping_line(alert, who, names)
    return _meeting_line(alert, alert.meeting, _joined(who, level_words(alert.level)), names)


def _grouping_line(alert: Alert, who: str, names: Names) -> str:
    everybody = states(alert.members, names)
    if alert.reason is Reason.CONFIRMED:
        return f"{who}: a second newsroom reports the grouping"
    if alert.reason is Reason.PARTICIPANTS and alert.grouping and alert.grouping.former:
        return _membership_line(alert, alert.grouping, names)
    named = "" if who == everybody else f"{who}: "
    return f"{named}{everybody} act together as a new grouping"


def _membership_line(alert: Alert, record: GroupingRecord, names: Names) -> str:
    """Say who joined and who left, as in "Canada joined AUKUS"."""
    name = clean(alert.name or "", LABEL_LIMIT)
    club = (f"the {name}" if " " in name else name) or states(record.former, names)
    moves = ((joined(record), "joined"), (left(record), "left"))
    told = [f"{states(who, names)} {verb}" for who, verb in moves if who]
    return f"{' and '.join(told)} {club}"


def _meeting_line(alert: Alert, record: MeetingRecord, body: str, names: Names) -> str:
    of = f"{body}{_APOSTROPHE}" if alert.level else body
    if alert.reason is Reason.MOVED:
        return _joined(of, "meeting moved to", _moved_to(alert, record))
    if alert.reason is Reason.PARTICIPANTS:
        return _joined(of, "meeting", _venue(record, names), "has other participants")
    place, when = _venue(record, names), _on(record.when)
    if record.status in _OFF:
        return _joined(of, "meeting", place, when, str(record.status))
    verb = _VERBS[record.status] if record.status else ""
    if not verb:
        return _joined(of, "meeting", place, when)
    if record.format is Format.PHONE:
        verb = verb.replace("meet", "speak").replace("met", "spoke")
    # A title of the past needs no day: the facts below it have one.
    return _joined(body, verb, place, "" if record.status is Status.HELD else when)


def _moved_to(alert: Alert, record: MeetingRecord) -> str:
    is_date = alert.after == span(record.when)
    return short_span(record.when) if is_date else alert.after


def _venue(record: MeetingRecord, names: Names) -> str:
    if record.format in {Format.VIRTUAL, Format.PHONE}:
        return where(record.place, record.format, names)
    city, country = clean(record.place.city or "", LABEL_LIMIT), record.place.country
    if city:
        return f"in {city}"
    if not country:
        return ""
    return f"in {'the ' if country in _WITH_ARTICLE else ''}{clean(names(country), LABEL_LIMIT)}"


def _on(when: When) -> str:
    if when.start is None:
        return ""
    is_vague = when.precision in {Precision.MONTH, Precision.YEAR}
    return f"{'in' if is_vague else 'on'} {short_span(when)}"


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


def _subjects(alert: Alert, names: Names) -> Iterator[str]:
    """Yield the lead's news from the fullest line to the shortest."""
    chip = outcome_of(alert).chip
    short = clean(alert.name or "", LABEL_LIMIT) or short_states(alert.members, names)
    if chip not in _WORD_FIRST:
        yield title(alert, names)
        yield _line(alert, short, names)
    if alert.reason is Reason.MOVED and alert.meeting:
        chip = f"Moved to {_moved_to(alert, alert.meeting)}"
    venue = _venue(alert.meeting, names) if alert.meeting else ""
    level = level_words(alert.level)
    yield f"{chip}: {_joined(_who(alert, names), level, venue)}"
    yield f"{chip}: {_joined(short, level, venue)}"
    yield f"{chip}: {_joined(short, level)}"
    yield f"{chip}: {short}"
    yield f"{chip}: {short_states(alert.members, names)}"
    yield f"{chip}: {' '.join(sorted(alert.members))}"


def _lead_facts(alert: Alert, names: Names) -> str:
    facts = []
    if alert.meeting:
        place = where(alert.meeting.place, alert.meeting.format, names)
        facts = [span(alert.meeting.when), "" if place == NOT_ANNOUNCED else place]
    else:
        facts = [states(alert.members, names)]
    facts = [fact for fact in facts if fact and fact != NOT_ANNOUNCED]
    return ". ".join([", ".join(facts), evidence(alert.newsrooms, alert.copies)]).strip(". ") + "."
