"""What can go wrong on this floor: each error names the thing and the remedy.

What a server answers to an attempt is a receipt, not an error. These are faults
that no later attempt can mend.

AlertError
├── ChannelMisconfiguredError   a channel cannot be used as it was set up
├── AddressUnusableError        a recipient's address cannot stand in a message
└── TargetRefusedError          a host may not be reached from here
"""

from __future__ import annotations


class AlertError(Exception):
    """A thing cannot be sent; ``identity`` says which, ``remedy`` what to do."""

    def __init__(self, identity: str, reason: str, remedy: str) -> None:
        super().__init__(f"{identity}: {reason}. {remedy}")
        self.identity = identity
        self.reason = reason
        self.remedy = remedy


class ChannelMisconfiguredError(AlertError):
    """A channel's settings contradict each other or would be unsafe."""


class AddressUnusableError(AlertError):
    """An address is no plain ASCII mailbox, so no header or envelope can hold it."""


class TargetRefusedError(AlertError):
    """A host lies in a private network that nobody allowed; its name is in no message."""
