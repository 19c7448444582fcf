"""Turns a digest into what its message shows: cards, rows, links and lines, all in clean words.

HTML, plain text and Slack are three layouts of the same page, so that they say
the same facts. Nothing here escapes; every text on a page is cleaned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.headlines import headline, meeting_title, preheader, subject, title
from alerts.lines import coverage_lines, edition, how_to_stop, what_is_left_out, why_you
from alerts.model import Alert, Digest, Reason, Source
from alerts.outcomes import Tone, outcome_of
from alerts.untrusted import LABEL_LIMIT, SUMMARY_LIMIT, clean, host_label, link, look_alikes
from alerts.wording import (
    NOT_ANNOUNCED,
    Names,
    brief_span,
    clock,
    confidence_reason,
    confidence_word,
    is_official,
    level_words,
    place_words,
    series,
    short_day,
    short_span,
    span,
    states,
    where,
)
from parsers.model import MeetingRecord

LINKS = 3  # sources named on a card; a fourth wraps on a phone
OFFICIALS = 4  # persons named on a card

_FIELDS = {
    Reason.DATED: "Date",
    Reason.MOVED: "Date",
    Reason.HELD: "Status",
    Reason.CONFIRMED: "Status",
    Reason.POSTPONED: "Status",
    Reason.CANCELLED: "Status",
    Reason.NEW_LEVEL: "Level",
    Reason.NEW_NAME: "Name",
    Reason.PARTICIPANTS: "Participants",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A label, and an address that passed the gate; None where there is none to follow."""

    label: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled line of a card; ``strong`` is a lead word set in bold."""

    label: str
    value: str
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What changed: the field, its old value and its new one."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """One alert in full."""

    chip: str
    tone: Tone
    kicker: str
    title: str
    url: str | None
    record_url: str | None
    step: Step | None
    sentence: str
    facts: tuple[Fact, ...]
    sources: tuple[Link, ...]
    more_sources: int
    warning: str


@dataclass(frozen=True, slots=True)
class Row:
    """One alert, or one meeting ahead, in a line or two."""

    head: str
    title: str
    url: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Page:
    """A whole message before its layout."""

    subject: str
    preheader: str
    headline: str
    edition: str
    cards: tuple[Card, ...]
    rows: tuple[Row, ...]
    upcoming: tuple[Row, ...]
    hidden: int
    coverage: tuple[str, ...]
    why: str
    how: str

    @property
    def left_out(self) -> str:
        """Say how many alerts are neither a card nor a row; "" where all are shown."""
        return what_is_left_out(self.hidden)


def page(
    digest: Digest, names: Names, *, cards: int, rows: int, public_url: str | None = None
) -> Page:
    """Return what ``digest`` shows with at most so many full cards and rows below them."""
    zone = ZoneInfo(digest.recipient.zone)
    alerts = digest.alerts
    full, compact = alerts[:cards], alerts[cards : cards + rows]
    hidden = digest.left_out + len(alerts) - len(full) - len(compact)
    return Page(
        subject=subject(digest, names),
        preheader=preheader(digest, names),
        headline=headline(digest),
        edition=edition(digest),
        cards=tuple(card(alert, names, zone, public_url) for alert in full),
        rows=tuple(row(alert, names) for alert in compact),
        upcoming=tuple(ahead(record, names) for record in digest.upcoming),
        hidden=hidden,
        coverage=coverage_lines(digest, zone),
        why=why_you(digest.recipient),
        how=how_to_stop(digest.recipient),
    )


def card(alert: Alert, names: Names, zone: ZoneInfo, public_url: str | None = None) -> Card:
    """Return one alert in full, its instants in the local time of ``zone``."""
    kind = outcome_of(alert)
    sources = ranked(alert.sources)
    shown = tuple(Link(newsroom(source), link(source.url)) for source in sources[:LINKS])
    headed, sentence = title(alert, names), clean(alert.sentence, SUMMARY_LIMIT)
    return Card(
        chip=kind.chip,
        tone=kind.tone,
        kicker=_first_seen(alert, zone),
        title=headed,
        url=_first_link(sources),
        record_url=f"{public_url.rstrip('/')}/records/{alert.record}" if public_url else None,
        step=_step(alert),
        sentence=sentence,
        facts=tuple(_facts(alert, names)),
        sources=shown,
        more_sources=len(sources) - len(shown),
        warning=_warning(headed, sentence, *(each.label for each in shown)),
    )


def row(alert: Alert, names: Names) -> Row:
    """Return one alert as a row: its kind, its title, and what the title does not say."""
    sources, headed = ranked(alert.sources), title(alert, names)
    facts = _when_and_where(alert.meeting, names) if alert.meeting else []
    notes = [fact for fact in facts if fact.split(",")[0] not in headed]
    notes.append(f"{_confidence(alert)[0].lower()} confidence")
    if sources:
        notes.append(newsroom(sources[0]))
    return Row(outcome_of(alert).chip, headed, _first_link(sources), _capitalised(", ".join(notes)))


def ahead(record: MeetingRecord, names: Names) -> Row:
    """Return one meeting of the coming days as a row."""
    return Row(
        brief_span(record.when),
        meeting_title(record, names),
        None,
        place_words(record.place, names),
    )


def ranked(sources: Iterable[Source]) -> list[Source]:
    """Return sources with official notices first, otherwise in the given order."""
    return sorted(sources, key=lambda source: not is_official(source))


def newsroom(source: Source) -> str:
    """Return who wrote a source; a domain in another script as punycode."""
    return host_label(clean(source.newsroom, LABEL_LIMIT)) or "unnamed source"


def _facts(alert: Alert, names: Names) -> Iterable[Fact]:
    yield Fact("Who", states(alert.members, names))
    if alert.level:
        yield Fact("Level", _capitalised(level_words(alert.level)))
    if alert.meeting:
        yield Fact("When", _capitalised(span(alert.meeting.when)))
        yield Fact("Where", _capitalised(where(alert.meeting.place, alert.meeting.format, names)))
        yield from _officials(alert.meeting, names)
    if alert.nearest:
        yield Fact("Nearest", "; ".join(_spelled(name, names) for name in alert.nearest))
    word, reason = _confidence(alert)
    yield Fact("Evidence", reason, strong=f"{word}.")


def _officials(record: MeetingRecord, names: Names) -> Iterable[Fact]:
    people = [
        clean(who.name, LABEL_LIMIT) + (f" ({names(who.state)})" if who.state else "")
        for who in record.officials[:OFFICIALS]
    ]
    if people:
        yield Fact("Persons", series(people))


def _spelled(nearest: str, names: Names) -> str:
    """Return a nearest grouping with the state codes after its name spelled out."""
    words = clean(nearest, LABEL_LIMIT * 2).split(" ")
    return " ".join(
        names(word.rstrip(",")) + word[len(word.rstrip(",")) :]
        if len(word.rstrip(",")) == 2 and word.rstrip(",").isupper()  # noqa: PLR2004 -- alpha-2
        else word
        for word in words
    )


def _confidence(alert: Alert) -> tuple[str, str]:
    officials = sum(map(is_official, alert.sources))
    word = confidence_word(alert.confidence, alert.newsrooms, official=officials > 0)
    return word, confidence_reason(alert.newsrooms, alert.copies, officials)


def _step(alert: Alert) -> Step | None:
    if not alert.before or not alert.after:
        return None
    return Step(_field(alert), clean(alert.before), clean(alert.after))


def _field(alert: Alert) -> str:
    is_moved = alert.reason is Reason.MOVED
    if is_moved and alert.meeting and alert.after != span(alert.meeting.when):
        return "Place"
    return _FIELDS.get(alert.reason, "Changed")


def _first_seen(alert: Alert, zone: ZoneInfo) -> str:
    record = alert.grouping or alert.meeting
    if record is None:
        return ""
    seen: datetime = record.first_seen.astimezone(zone)
    year = "" if seen.year == alert.raised_at.astimezone(zone).year else f" {seen.year}"
    return f"first seen {short_day(seen.date())}{year}, {clock(seen)}"


def _first_link(sources: Iterable[Source]) -> str | None:
    return next((url for source in sources if (url := link(source.url))), None)


def _when_and_where(record: MeetingRecord, names: Names) -> list[str]:
    facts = (short_span(record.when), where(record.place, record.format, names))
    return [fact for fact in facts if fact and fact != NOT_ANNOUNCED]


def _warning(*texts: str) -> str:
    mixed = sorted({word for text in texts for word in look_alikes(text)})
    return f"Letters of two alphabets in one word: {', '.join(mixed)}." if mixed else ""


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
