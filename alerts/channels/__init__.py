"""The ways by which a message leaves the house, all behind one question: what became of it?

A channel makes one attempt and answers with a receipt. It never retries, never
keeps anything, and never lets a secret or an address into what it answers.

``Receipt.detail`` begins with one word that says what to do next:

``transient``      try again later; ``not_before=<ISO instant>`` follows where the server asked
``configuration``  this channel is set up wrongly: tell the operator, the attempt does not count
``address``        this address takes no mail: do not try it again
``message``        this message will never be taken: do not try it again
``lost``           the answer was lost after the message was sent: it may have arrived
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Protocol, runtime_checkable

from alerts.model import ChannelKind, Delivery, Receipt

# Seconds between two messages by one way, as its owner asks: Slack wants one a second at most.
GAPS: Final[Mapping[ChannelKind, float]] = {ChannelKind.SLACK: 1.0}


class Channel(Protocol):
    """One way to send."""

    def send(self, delivery: Delivery, *, at: datetime) -> Receipt:
        """Make one attempt at ``delivery`` and return what became of it at ``at``."""
        ...


@runtime_checkable
class Settling(Protocol):
    """A way that can be asked later whether a message arrived."""

    def settled(self, delivery: Delivery, *, at: datetime) -> Receipt | None:
        """Return ``sent`` where it arrived, ``pending`` where it did not, None where unclear."""
        ...
