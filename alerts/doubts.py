"""Whether a message of unknown outcome is sent once more.

It may have arrived. A second copy does harm unless whoever gets it can tell that it is one: a mail
store drops a mail whose Message-ID it has, often; a webhook's receiver is told to. An alert that
is lost does more harm than one that comes twice, a digest less.
"""

from __future__ import annotations

from alerts.model import ChannelKind, Delivery, Purpose


def may_repeat(delivery: Delivery, unknown: int) -> bool:
    """Say whether to send a delivery again after so many attempts of unknown outcome."""
    is_urgent = delivery.purpose is Purpose.ALERT
    return delivery.channel is ChannelKind.EMAIL and is_urgent and unknown == 1
