"""``make demo``: five days of a sample newsroom through the real flows, told as they happen."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from alerts.model import Reason
from demo.play import Play, StageError, play, stuck
from flows.runtime.supervisor import (
    SupervisionError,
    free_port,
    prefect_server,
    server_environment,
    stopping_on_signals,
    wait_until_healthy,
)
from parsers.lexicon import load

HOME = Path(".demo")
STOPPED = 130  # what a shell says of a command that Ctrl-C ended


def main() -> int:
    """Play, then say what a person would want to know; 1 where something was not delivered."""
    started = time.monotonic()
    _say("Minilateral Watch: five days of a sample newsroom, read by the real flows.")
    try:
        with stopping_on_signals():
            played = _with_prefect()
    except KeyboardInterrupt:
        _say("Stopped.")
        return STOPPED
    except (SupervisionError, StageError) as error:
        _say(f"The play was broken off: {error}")
        return 1
    for line in _summary(played):
        _say(line)
    _say(f"\nDone in {time.monotonic() - started:.0f} s. To go live:")
    _say("  cp .env.example .env              name your mail server or Slack webhook there")
    _say("  edit config/recipients.toml       say who is told what")
    _say("  .venv/bin/minilateral doctor      see what is missing")
    _say("  .venv/bin/minilateral serve       read the real feeds, every 15 minutes")
    return 1 if stuck(played) else 0


def _with_prefect() -> Play:
    """Play against a Prefect server of our own, which ends with the play."""
    began = time.monotonic()
    port = free_port()
    own = {
        "PREFECT_HOME": str((HOME / "prefect").absolute()),
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
    }
    environment = server_environment("CRITICAL", port) | own
    with prefect_server(environment, port) as server:
        _say("Starting a Prefect server; the first start makes its database: 10 to 40 seconds ...")
        os.environ.update(environment)  # noqa: TID251 -- Prefect reads it when it is imported, below
        from demo.rounds import go_round  # noqa: PLC0415 -- takes seconds, while the server starts

        wait_until_healthy(server, port)
        _say(f"Prefect answers after {time.monotonic() - began:.0f} s.")
        return play(HOME, go_round, _say)


def _say(words: str) -> None:
    print(words, flush=True)


def _summary(played: Play) -> Iterator[str]:
    last = played.days[-1]
    polls = [poll for day in played.days for poll in day.polls]
    failed = sum(not poll.outcome.is_success for poll in polls)
    copies = sum(len(story) - 1 for story in last.stories)
    yield ""
    asked = len({poll.feed for poll in polls})
    yield f"Feeds      {asked}, asked {len(polls)} times, {failed} without an answer"
    yield f"Articles   {last.articles}"
    told = last.articles - copies
    yield f"Stories    {told}, with {copies} copies folded into {len(last.stories)} of them"
    scope = [m for m in last.meetings if m.is_in_scope and not m.is_background]
    yield f"Groupings  {last.groupings} sets of states seen acting together"
    yield f"Meetings   {len(scope)} in scope, {len(last.meetings) - len(scope)} others and history"
    yield f"Alerts     {sum(len(day.alerts) for day in played.days)}"
    yield from _alerts(played)
    words = ", ".join(f"{count} {word}" for word, count in played.deliveries.items())
    arrived = f"{len(played.mails)} mails and {played.posts} Slack posts arrived"
    yield f"Deliveries {words or 'none'} ({arrived})"
    if played.is_repeat:
        yield "Repeat     nothing was new, nobody was told twice; remove .demo to start over"
    for path in _digests(played):
        yield f"Digest     {path}"


def _alerts(played: Play) -> Iterator[str]:
    name = load().state_name
    for day in played.days:
        for alert in day.alerts:
            who = ", ".join(name(code) for code in alert.members)
            called = alert.after if alert.reason is Reason.NEW_NAME else alert.name
            named = f" ({called})" if called else ""
            yield f"  {day.day:%a %d}  {alert.reason.value:<13} {who}{named}"


def _digests(played: Play) -> list[Path]:
    """Write each day's mail as the HTML that a reader sees, and return the latest."""
    for number, raw in enumerate(played.mails, start=1):
        message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
        body = message.get_body(("html",))
        if body is not None:
            path = HOME / f"digest-{number}.html"
            path.write_text(body.get_content(), encoding="utf-8")
    return sorted(path.resolve() for path in HOME.glob("digest-*.html"))[-1:]


if __name__ == "__main__":
    sys.exit(main())
