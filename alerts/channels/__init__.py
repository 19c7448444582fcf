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

from datetime import datetime
from typing import Protocol

from alerts.model import Delivery, Receipt


class Channel(Protocol):
    """One way to send."""

    def send(self, delivery: Delivery, *, at: datetime) -> Receipt:
        """Make one attempt at ``delivery`` and return what became of it at ``at``."""
        ...
