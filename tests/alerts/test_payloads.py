"""What each kind of channel is handed, made of one digest."""

from __future__ import annotations

from email import message_from_string
from email.message import EmailMessage
from email.policy import default

from alerts.messages import render
from alerts.model import ChannelKind, Digest
from alerts.payloads import Frame, payload
from tests.alerts.builders import NOW, alert, digest, grouping_alert, names, recipient

FRAME = Frame("Watch <watch@example.org>", "example.org", "d1", NOW)


def made(told: Digest) -> str:
    """Return what the recipient's channel is handed."""
    return payload(told, render(told, names=names), FRAME, names)


def mailed(told: Digest) -> EmailMessage:
    """Return the mail of a digest as a client reads it."""
    read = message_from_string(made(told), policy=default)
    assert isinstance(read, EmailMessage)
    return read


def test_a_mail_has_a_calendar_where_a_day_is_known() -> None:
    """Only a mail that tells of a dated meeting has something to attach."""
    dated = mailed(digest(alert(), grouping_alert()))
    assert [part.get_filename() for part in dated.iter_attachments()] == ["meetings.ics"]
    undated = mailed(digest(grouping_alert()))
    assert undated.get_content_type() == "multipart/alternative"


def test_a_webhook_of_slack_gets_the_blocks() -> None:
    """The body is the one that was rendered."""
    told = digest(alert(), recipient=recipient(channel=ChannelKind.SLACK, address="", secret="s"))
    assert made(told) == render(told, names=names).slack
