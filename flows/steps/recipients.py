"""Who is told, how and when, what keeps it back, and pauses by command. No Prefect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from alerts.cadences import is_paused, is_quiet, next_due
from alerts.lines import rhythm
from alerts.model import Recipient
from flows.runtime.wiring import House
from flows.steps.digest import paused
from flows.steps.tables import table
from storage import outbox, ways
from storage.database import reading, transaction

COLUMNS = ("recipient", "channel", "when", "rules", "waiting", "last message", "next", "held back")


def listed(house: House, now: datetime) -> Iterator[str]:
    """Yield a table of the recipients, in the order of the configuration."""
    if not house.watchlist.recipients:
        yield "Nobody is told: add a [[recipient]] to config/recipients.toml."
        return
    with reading(house.engine) as session:
        pauses = ways.pauses(session)
        final = {(one.recipient, one.address) for one in ways.refused(session) if one.is_final}
        told = {one.name: outbox.told_at(session, one.name) for one in house.watchlist.recipients}
        waiting = {
            one.name: len(outbox.queued(session, one.name)) for one in house.watchlist.recipients
        }
    rows = [COLUMNS]
    for one in house.watchlist.recipients:
        who, last = paused(one, pauses), told[one.name]
        due = next_due(who, now)
        rows.append(
            (
                one.name,
                one.channel.value,
                rhythm(one),
                ", ".join(one.rules),
                str(waiting[one.name]),
                f"{last:%Y-%m-%d %H:%M}" if last else "never",
                f"{due:%Y-%m-%d %H:%M}" if due else "",
                _held_back(who, now, is_refused=(one.name, one.address) in final),
            )
        )
    yield table(rows)
    yield "Times are of UTC."


def pause(house: House, name: str, until: date, now: datetime) -> None:
    """Tell a recipient nothing before a day."""
    with transaction(house.engine) as session:
        ways.pause(session, name, until, now=now, editor=house.settings.editor)


def resume(house: House, name: str) -> bool:
    """End a pause that was made by command; False where there is none."""
    with transaction(house.engine) as session:
        return ways.resume(session, name)


def _held_back(who: Recipient, now: datetime, *, is_refused: bool) -> str:
    if is_refused:
        return "the address takes no mail"
    if is_paused(who, now):
        return f"paused until {who.paused_until}"
    return "quiet hours" if is_quiet(who, now) else ""
