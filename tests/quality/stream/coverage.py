"""How newsrooms tell of the meetings: when, in which articles, with what beside it, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from parsers.model import Meeting, Precision, Status, When
from tests.quality.stream.companions import companions, is_old
from tests.quality.stream.draws import pick
from tests.quality.stream.telling import recalled, told
from tests.quality.stream.values import Event, Report, Told
from tests.quality.stream.wording import written

ARTICLES_MAX = 40
MIDDLE, SPREAD = 1.7, 0.95  # of the logarithm of the articles on a meeting of fame 1
# How much is written at each step, before a meeting, and of it long after.
WEIGHT = {
    Status.PROPOSED: 1.0, Status.EXPECTED: 1.0, Status.SCHEDULED: 2.0, Status.POSTPONED: 2.5,
    Status.CANCELLED: 3.0, Status.HELD: 5.0,
}  # fmt: skip
CURTAIN_RAISERS, LATER = 1.5, 1.0
BURST = 9.0  # hours after a step, on average
BURST_MAX = timedelta(days=3)
LAGGARD = 0.015  # of articles that do not know yet what changed
LATER_DAYS = (5, 60)
OUTLETS = tuple(
    f"{name}.example"
    for name in """
    harbour-times north-star daily-ledger the-beacon capital-post river-herald morning-bell
    island-courier plain-dealer east-gazette south-tribune west-observer the-lantern city-echo
    delta-news summit-review public-voice old-mill-press bay-chronicle the-compass hill-mercury
    valley-record union-standard evening-mail new-dispatch green-sentinel the-ferry blue-argus
    """.split()
)
AGENCIES = ("Meridian Press", "Anchor News Agency", "Continental Wire")
BY_AGENCY = 0.22
COPIES = {0: 3, 1: 4, 2: 4, 3: 3, 4: 2, 5: 1, 6: 1, 9: 0.5}
CREDITED = 0.5  # of copies, those that name the agency
NO_DATE, NO_DAY_WITHOUT = 0.04, 0.75  # pages without a date; claims on them without days
CORRECTED = 0.03  # of meetings, those of which a newsroom corrects the date
EXACT = frozenset({Precision.DAY, Precision.RANGE})
MISTAKES = (-9, -7, -4, -2, 2, 3, 7, 10, 30)
DELAYS = {(3, 90): 80.0, (90, 1200): 14.0, (1440, 6000): 5.5, (9000, 17000): 0.5}  # minutes


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it has a text: what it is about, by whom, and what else it tells.

    ``note`` says what is wrong in print of the first meeting that it tells of.
    """

    at: datetime
    newsroom: str
    agency: str | None
    claims: tuple[tuple[str, Meeting], ...]
    copies: int = 0
    note: str = ""


def coverage(events: Sequence[Event], seed: int) -> tuple[Report, ...]:
    """Return all articles in the order in which they come in."""
    rng = Random(f"coverage {seed}")  # noqa: S311 -- a repeatable draw, no secret
    reports: list[Report] = []
    for event in events:
        for draft in _drafts(event, events, rng):
            original = _printed(draft, f"a{len(reports):05}", rng)
            reports += [original, *_copies(original, draft.copies, len(reports) + 1, rng)]
    return tuple(sorted(reports, key=lambda report: (report.arrives_at, report.id)))


def _count(event: Event, rng: Random) -> int:
    """How many articles tell of a meeting, copies among them."""
    return max(1, min(ARTICLES_MAX, int(rng.lognormvariate(MIDDLE, SPREAD) * event.fame)))


def _drafts(event: Event, events: Sequence[Event], rng: Random) -> list[Draft]:
    weights = dict(_phases(event))
    left, drafts = _count(event, rng), []
    while left > 0:
        draft = _draft(event, events, weights, rng)
        drafts.append(replace(draft, copies=min(left - 1, draft.copies)))
        left -= 1 + drafts[-1].copies
    return _with_correction(drafts, rng) if rng.random() < CORRECTED else drafts


def _draft(
    event: Event, events: Sequence[Event], weights: Mapping[tuple[int, str], float], rng: Random
) -> Draft:
    number, phase = pick(rng, weights)
    step, at = event.steps[number], _moment(event, number, phase, rng)
    claim = recalled(event, step, at, rng) if is_old(event, at) else told(event, step, at, rng)
    beside = companions(event, at, events, rng)
    agency = rng.choice(AGENCIES) if rng.random() < BY_AGENCY else None
    copies = pick(rng, COPIES) if agency else 0
    return Draft(at, agency or rng.choice(OUTLETS), agency, ((event.id, claim), *beside), copies)


def _phases(event: Event) -> Iterator[tuple[tuple[int, str], float]]:
    """Yield each step that is written of, with how much is; the end of a life also later."""
    for number, step in enumerate(event.steps):
        yield (number, "news"), WEIGHT[step.status]
        is_dated = step.status is Status.SCHEDULED and _gap(event, number) > timedelta(days=3)
        if is_dated:
            yield (number, "ahead"), CURTAIN_RAISERS
    yield (len(event.steps) - 1, "later"), LATER


def _gap(event: Event, number: int) -> timedelta:
    """The time until the next step; none after the last."""
    if number + 1 == len(event.steps):
        return timedelta(0)
    return event.steps[number + 1].at - event.steps[number].at


def _moment(event: Event, number: int, phase: str, rng: Random) -> datetime:
    step = event.steps[number]
    if phase == "ahead":
        back = timedelta(hours=rng.uniform(2, 70))
        return max(step.at, event.steps[number + 1].at - back)
    if phase == "later":
        return step.at + timedelta(days=rng.uniform(*LATER_DAYS))
    after = min(timedelta(hours=rng.expovariate(1 / BURST)), BURST_MAX)
    if step.status is Status.HELD and step.when.start and step.when.end:
        after += rng.randint(0, (step.when.end - step.when.start).days) * timedelta(days=1)
    gap = _gap(event, number)
    is_slow = rng.random() < LAGGARD
    return step.at + (min(after, gap * 0.95) if gap and not is_slow else after)


def _with_correction(drafts: list[Draft], rng: Random) -> list[Draft]:
    """Let one newsroom print a wrong date, and the right one some hours later."""
    for number, draft in enumerate(drafts):
        event, claim = draft.claims[0]
        is_plan = claim.status is Status.SCHEDULED and claim.when.precision in EXACT
        if is_plan and claim.when.start and claim.when.end:
            by = timedelta(days=rng.choice(MISTAKES))
            when = replace(claim.when, start=claim.when.start + by, end=claim.when.end + by)
            mistaken = ((event, replace(claim, when=when)), *draft.claims[1:])
            wrong = replace(draft, claims=mistaken, note="wrong day in print")
            later = draft.at + timedelta(hours=rng.uniform(3, 30))
            right = replace(draft, at=later, claims=((event, claim),), copies=0)
            return [*drafts[:number], wrong, right, *drafts[number + 1 :]]
    return drafts


def _printed(draft: Draft, identity: str, rng: Random) -> Report:
    is_dated = rng.random() >= NO_DATE
    claims = [claim for _, claim in draft.claims]
    if not is_dated:
        claims = [replace(c, when=When()) if rng.random() < NO_DAY_WITHOUT else c for c in claims]
    text, found = written(claims)
    meant = [(event, "" if at else draft.note) for at, (event, _) in enumerate(draft.claims)]
    return Report(
        id=identity,
        newsroom=draft.newsroom,
        agency=draft.agency,
        written_at=draft.at,
        published_at=draft.at if is_dated else None,
        arrives_at=draft.at + _delay(rng),
        text=text,
        tells=tuple(
            Told(event, claim, claim, note=note)
            for (event, note), claim in zip(meant, found, strict=True)
        ),
    )


def _copies(original: Report, count: int, begin: int, rng: Random) -> Iterator[Report]:
    """Yield what other newsrooms print of an agency's text."""
    for number, outlet in enumerate(rng.sample(OUTLETS, count)):
        at = original.written_at + timedelta(minutes=rng.uniform(10, 1800))
        is_credited = rng.random() < CREDITED
        yield replace(
            original,
            id=f"a{begin + number:05}",
            newsroom=original.newsroom if is_credited else outlet,
            agency=original.agency if is_credited else None,
            written_at=at,
            published_at=at if rng.random() >= NO_DATE else None,
            arrives_at=at + _delay(rng),
            copy_of=original.id,
        )


def _delay(rng: Random) -> timedelta:
    """How long an article takes until it is found: minutes, hours, at times days."""
    return timedelta(minutes=rng.uniform(*pick(rng, DELAYS)))
