"""``python -m benchmarks.outbox``: what is lost or doubled when senders are killed at work.

Four processes at a time send alerts by mail to a server on loopback, and each is killed after a
moment; on SQLite in a temporary file, and on PostgreSQL where a server can be started. What was
killed between sending and noting it may have arrived, so it is sent once more under its
Message-ID: there may be as many doubles, and nothing may be lost.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy import Engine

from alerts.channels.mail import mail
from alerts.model import (
    Cadence,
    ChannelKind,
    Delivery,
    DeliveryState,
    Message,
    Purpose,
    Recipient,
)
from benchmarks.outbox.nursery import EPOCH, at
from benchmarks.stores import stores, used
from demo.sinks import SmtpSink, smtp_sink
from storage import outbox
from storage.database import reading, transaction, upgrade

ROOT = Path(__file__).parents[2]
KILLS, PROCESSES = 200, 4
MESSAGES_PER_KILL = 8  # about what a sender sends before it is killed
LONGEST_LIFE = 0.25  # seconds
PATIENCE = 120.0  # seconds in which the last ones must go out
DOMAIN = "watch.example"


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of the messages: arrived, arrived again, of unknown outcome, and lost.

    ``doubts`` counts the attempts of unknown outcome, ``strangers`` doubles under another id.
    """

    messages: int
    kills: int
    doubts: int
    again: int
    unknown: int
    lost: int
    strangers: int

    @property
    def is_good(self) -> bool:
        """Nothing lost, and no more doubles than doubts, each under its own id."""
        return not self.lost and not self.strangers and self.again <= self.doubts


def counted(
    kills: int, states: Mapping[str, DeliveryState], doubts: int, received: Iterable[str]
) -> Figures:
    """Count what became of messages, by the ids under which they arrived."""
    times = Counter(received)
    unknown = {one for one, state in states.items() if state is DeliveryState.UNKNOWN}
    return Figures(
        messages=len(states),
        kills=kills,
        doubts=doubts,
        again=sum(count - 1 for count in times.values()),
        unknown=len(unknown),
        lost=sum(one not in times for one in states if one not in unknown),
        strangers=len(times.keys() - states.keys()),
    )


def main(arguments: Sequence[str]) -> int:
    """Print the figures; 1 where something was lost, or doubled without need."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.outbox")
    parser.add_argument("--kills", type=int, default=KILLS, metavar="N")
    kills = parser.parse_args(arguments).kills
    is_good = True
    with stores() as opened:
        for name, databases in opened:
            with used(databases("outbox")) as engine, smtp_sink() as sink:
                upgrade(engine)
                found = _killed(engine, sink, kills)
            print(
                f"{name}: {found.messages} messages, {found.kills} senders killed, "
                f"{found.doubts} between sending and noting it: {found.lost} lost, {found.again} "
                f"sent again under their id, {found.strangers} under another, "
                f"{found.unknown} left to a person",
                flush=True,
            )
            is_good &= found.is_good
    print("goal: 0 lost, and no more doubles than doubts:", "met" if is_good else "missed")
    return 0 if is_good else 1


def _killed(engine: Engine, sink: SmtpSink, kills: int) -> Figures:
    _fill(engine, kills * MESSAGES_PER_KILL)
    lot = Random(1)  # noqa: S311 -- a repeatable draw, no secret
    started = time.time()
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "benchmarks.outbox.nursery", url, str(sink.port), str(started)]
    with subprocess.Popen(  # noqa: S603 -- our own module
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as nursery:
        senders = [_born(nursery) for _ in range(PROCESSES)]
        for number in range(kills):
            time.sleep(lot.random() * LONGEST_LIFE / PROCESSES)
            os.kill(senders[number % PROCESSES], signal.SIGKILL)
            senders[number % PROCESSES] = _born(nursery)
        _finished(engine, started)
        for sender in senders:
            os.kill(sender, signal.SIGKILL)
        nursery.communicate()
    return _figures(engine, sink, kills)


def _fill(engine: Engine, count: int) -> None:
    to = Recipient(
        "desk", ChannelKind.EMAIL, ("all",), Cadence.INSTANT, address="desk@desk.example"
    )
    words = Message("A meeting", "", "<p>A meeting</p>", "A meeting\n", "")
    with transaction(engine) as session:
        for number in range(count):
            name = f"m{number:06}"
            payload = mail(
                words, to, sender="watch@watch.example", delivery_id=name, at=EPOCH, domain=DOMAIN
            )
            one = Delivery(
                name, name, to.name, to.channel, to.address, "", words.subject, payload,
                purpose=Purpose.ALERT,
            )  # fmt: skip
            outbox.keep(session, one, EPOCH)


def _born(nursery: subprocess.Popen[str]) -> int:
    assert nursery.stdin is not None  # noqa: S101 -- a pipe, as it was begun
    assert nursery.stdout is not None  # noqa: S101 -- and this
    nursery.stdin.write("\n")
    nursery.stdin.flush()
    return int(nursery.stdout.readline())


def _finished(engine: Engine, started: float) -> None:
    """Wait until nothing is left to send or to look into."""
    until = time.time() + PATIENCE
    while time.time() < until:
        with reading(engine) as session:
            counts = outbox.counts(session)
            doubtful = outbox.doubtful(session, at(started) + timedelta(days=1))
        if not doubtful and not counts.get("pending", 0) + counts.get("leased", 0):
            return
        time.sleep(0.2)


def _figures(engine: Engine, sink: SmtpSink, kills: int) -> Figures:
    with reading(engine) as session:
        states = {one.id: one.state for one in outbox.deliveries(session)}
        tried = [one for name in states for one in outbox.attempts(session, name)]
    doubts = sum(one.detail == outbox.LOST_SENDER for one in tried)
    ids = [str(one.message["Message-ID"]) for one in sink.mails]
    return counted(kills, states, doubts, [one.strip("<>").partition("@")[0] for one in ids])


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        sys.exit(main(sys.argv[1:]))
