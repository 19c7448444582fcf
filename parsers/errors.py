"""What can go wrong while reading: each error names the thing and the remedy.

ParseError
├── FeedUnreadableError   the bytes are not a feed
└── PageUnreadableError   the bytes hold no article
"""

from __future__ import annotations


class ParseError(Exception):
    """A thing could not be read; ``identity`` says which, ``remedy`` what to do."""

    def __init__(self, identity: str, reason: str, remedy: str) -> None:
        super().__init__(f"{identity}: {reason}. {remedy}")
        self.identity = identity
        self.reason = reason
        self.remedy = remedy


class FeedUnreadableError(ParseError):
    """The bytes that a feed's address answered are not a feed."""


class PageUnreadableError(ParseError):
    """The bytes that an article's address answered hold no article."""
