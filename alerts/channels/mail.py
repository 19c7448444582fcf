"""Builds the whole mail once, so that every retry sends the same bytes.

The ids of a mail are long words that must stay whole: the default email policy
writes them as encoded words, which breaks threads and unsubscribing.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from urllib.parse import quote

from alerts.errors import AddressUnusableError
from alerts.model import Cadence, Message, Recipient
from alerts.untrusted import LABEL_LIMIT, TITLE_LIMIT, clean
from parsers.model import content_id

_WHOLE = frozenset(
    {
        *("message-id", "references", "in-reply-to"),
        *("list-id", "list-unsubscribe", "x-watch-delivery"),
    }
)
_LINE = 78  # octets, RFC 5322 section 2.1.1: lines should not be longer
_TOKEN = re.compile(r"[^\s<>()@,;:\\\"\[\]]+")
_NAMED = re.compile(r"([^<>\r\n]*)<([^<>]*)>")
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


class WholeIdPolicy(EmailPolicy):
    """The SMTP policy, but headers of ids fold at spaces alone and are never encoded."""

    def fold(self, name: str, value: str) -> str:
        """Return one header with its line ends."""
        if name.lower() not in _WHOLE:
            folded: str = super().fold(name, value)
            return folded
        return _folded(name, str(value), self.linesep)

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return one header with its line ends as octets."""
        if name.lower() not in _WHOLE:
            return super().fold_binary(name, value)
        return self.fold(name, value).encode("ascii", "backslashreplace")


POLICY = WholeIdPolicy(linesep="\r\n", cte_type="7bit", max_line_length=SMTP.max_line_length)


def mail(
    message: Message,
    recipient: Recipient,
    *,
    sender: str,
    delivery_id: str,
    at: datetime,
    domain: str,
) -> str:
    """Return ``message`` as one RFC 5322 mail in ASCII with CRLF line ends.

    ``sender`` is a mailbox, with or without a name. ``domain`` ends the Message-ID
    and the List-Id. Text and HTML are alternatives, both quoted-printable. Raises
    ``AddressUnusableError`` where sender or recipient is no plain ASCII mailbox.
    """
    made = EmailMessage(policy=POLICY)
    _address(made, message, recipient, sender)
    made["Date"] = format_datetime(at)
    made["Message-ID"] = f"<{_token(delivery_id)}@{domain}>"
    _list_headers(made, recipient, sender, domain)
    made["X-Watch-Kind"] = recipient.cadence.value
    made["X-Watch-Delivery"] = _token(delivery_id)
    made.set_content(message.text, subtype="plain", cte="quoted-printable")
    made.add_alternative(message.html, subtype="html", cte="quoted-printable")
    # "=_" cannot occur in quoted-printable text, so this boundary cannot either.
    made.set_boundary(f"=_{content_id(delivery_id)}")
    return made.as_bytes().decode("ascii")


def mailbox(text: str) -> Address:
    """Return a mailbox with its name cleaned; raise ``AddressUnusableError`` if it is none."""
    named = _NAMED.fullmatch(text.strip())
    name, address = named.groups() if named else ("", text.strip())
    if not _MAILBOX.fullmatch(address):
        raise AddressUnusableError(
            clean(text, LABEL_LIMIT) or "(empty)",
            "not a plain ASCII mail address",
            "Write it as name@example.org; a domain in another script as xn--...",
        )
    local, _, domain = address.rpartition("@")
    shown = clean(name.replace('"', " ").replace("\\", " "), LABEL_LIMIT)
    return Address(shown, username=local, domain=domain)


def _address(made: EmailMessage, message: Message, recipient: Recipient, sender: str) -> None:
    made["From"] = mailbox(sender)
    made["To"] = mailbox(recipient.address)
    made["Subject"] = clean(message.subject, TITLE_LIMIT)


def _list_headers(made: EmailMessage, recipient: Recipient, sender: str, domain: str) -> None:
    kind = "alert" if recipient.cadence is Cadence.INSTANT else "digest"
    asks = quote(f"unsubscribe {recipient.name}")
    made["List-Id"] = f"Minilateral Watch {kind} <{kind}.{domain}>"
    made["List-Unsubscribe"] = f"<mailto:{mailbox(sender).addr_spec}?subject={asks}>"
    made["Auto-Submitted"] = "auto-generated"
    made["Precedence"] = "bulk"
    made["X-Auto-Response-Suppress"] = "OOF, AutoReply"


def _token(text: str) -> str:
    return "".join(_TOKEN.findall(text))


def _folded(name: str, value: str, linesep: str) -> str:
    lines = [f"{name}:"]
    for token in value.split():
        if len(lines[-1]) + len(token) >= _LINE and lines[-1].strip() != f"{name}:":
            lines.append("")
        lines[-1] += f" {token}"
    return linesep.join(lines) + linesep
