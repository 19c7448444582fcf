"""Sends one mail to one mailbox by SMTP and says what the server made of it.

One envelope per recipient, so nobody sees who else is told. TLS is required and
verified unless the server is on this machine. A connection that breaks once the
text is on its way is a lost answer, never a failure: the mail may have arrived.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_string
from enum import StrEnum
from ipaddress import ip_address

from alerts.channels.mail import mail, mailbox
from alerts.errors import AddressUnusableError, ChannelMisconfiguredError
from alerts.model import Delivery, DeliveryState, Receipt
from alerts.untrusted import clean

__all__ = ["SmtpChannel", "TlsMode", "mail"]

CONNECT_TIMEOUT = 10.0  # seconds; a server that does not answer by then is down
COMMAND_TIMEOUT = 30.0  # seconds; greylisting servers think long over RCPT
DATA_TIMEOUT = 60.0  # seconds; content filters run before the answer to DATA
FAREWELL_TIMEOUT = 5.0  # seconds; the mail is settled, QUIT is a courtesy
PAUSE = "not_before="  # as ``alerts.channels`` has it
REPLY_LIMIT = 160  # characters of the server's words kept in a receipt

_OK = range(200, 300)
_GO_AHEAD = 354
_TEMPORARY = range(400, 500)
_NEEDS_LOGIN = frozenset({530, 534, 535, 538})
_NO_SUCH_ADDRESS = frozenset({550, 551, 553})
_POLICY_SUBJECT = "7"  # RFC 3463: X.7.X is security or policy, not the address
_ENHANCED = re.compile(r"^([245])\.(\d{1,3})\.(\d{1,3})\b")
_ADDRESS = re.compile(r"[^\s<>()\"',;:]+@[^\s<>()\"',;:]+")


class TlsMode(StrEnum):
    """How the connection is protected; ``none`` is for a server on this machine."""

    STARTTLS = "starttls"
    IMPLICIT = "implicit"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's reply: its code, and its words."""

    code: int
    text: str


class _RefusedError(Exception):
    """The server answered and did not take the mail, or could not be asked."""

    def __init__(self, state: DeliveryState, word: str, detail: str) -> None:
        super().__init__(word)
        self.state, self.word, self.detail = state, word, detail


@dataclass(frozen=True, slots=True)
class SmtpChannel:
    """Sends by one SMTP server; safe to share, each send has its own connection.

    ``password`` stays out of the representation. ``context`` replaces the system's
    trust store, for a server with a private authority. ``helo`` names this machine
    to the server. ``insecure`` permits mode ``none`` to a server elsewhere.
    """

    host: str
    port: int
    mode: TlsMode = TlsMode.STARTTLS
    username: str = ""
    password: str = field(default="", repr=False)
    helo: str | None = None
    context: ssl.SSLContext | None = field(default=None, repr=False)
    insecure: bool = False
    connect_timeout: float = CONNECT_TIMEOUT
    command_timeout: float = COMMAND_TIMEOUT
    data_timeout: float = DATA_TIMEOUT

    def __post_init__(self) -> None:
        if self.mode is TlsMode.NONE and not self.insecure and not _is_loopback(self.host):
            raise ChannelMisconfiguredError(
                f"SMTP server {self.host}",
                "mail and password would cross the network in the clear",
                "Use mode starttls (port 587) or implicit (port 465)",
            )

    def send(self, delivery: Delivery, *, at: datetime) -> Receipt:
        """Offer ``delivery`` once and return the receipt; the payload goes out unchanged."""
        try:
            answer = self._offer(delivery)
        except _RefusedError as refused:
            detail = f"{refused.word} {self._redacted(refused.detail, delivery)}".strip()
            return Receipt(delivery.id, refused.state, at, detail)
        return Receipt(
            delivery.id, DeliveryState.SENT, at, "", self._redacted(answer.text, delivery)
        )

    def _offer(self, delivery: Delivery) -> Answer:
        sender, to, body = _envelope(delivery)
        server = self._connected()
        try:
            _ask(server, f"MAIL FROM:<{sender}>", _sender_refusal)
            _ask(server, f"RCPT TO:<{to}>", _recipient_refusal)
            _ask(server, "DATA", _content_refusal)
            _patience(server, self.data_timeout)
            answer = _text(server, body)
        finally:
            _part(server)
        return answer

    def _connected(self) -> smtplib.SMTP:
        try:
            return self._greeted()
        except smtplib.SMTPNotSupportedError as error:
            raise _RefusedError(DeliveryState.FAILED, "configuration", str(error)) from None
        except ssl.SSLError as error:
            detail = f"TLS: {getattr(error, 'verify_message', '') or error.reason or 'failed'}"
            raise _RefusedError(DeliveryState.FAILED, "configuration", detail) from None
        except smtplib.SMTPResponseException as error:
            raise _sender_refusal(Answer(error.smtp_code, _decoded(error.smtp_error))) from None
        except smtplib.SMTPServerDisconnected:
            detail = "hung up before the mail; does the TLS mode fit the port?"
            raise _RefusedError(DeliveryState.FAILED, "transient", detail) from None
        except OSError as error:
            detail = f"not reachable: {error.strerror or type(error).__name__}"
            raise _RefusedError(DeliveryState.FAILED, "transient", detail) from None

    def _greeted(self) -> smtplib.SMTP:
        context = self.context or ssl.create_default_context()
        timeout = self.connect_timeout
        server: smtplib.SMTP
        if self.mode is TlsMode.IMPLICIT:
            server = smtplib.SMTP_SSL(
                self.host, self.port, self.helo, timeout=timeout, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, self.helo, timeout=timeout)
        try:
            self._prepare(server, context)
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
        return server

    def _prepare(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        if self.mode is TlsMode.STARTTLS:
            server.starttls(context=context)
        _patience(server, self.command_timeout)
        server.ehlo_or_helo_if_needed()
        if self.username:
            server.login(self.username, self.password)

    def _redacted(self, text: str, delivery: Delivery) -> str:
        for secret in (self.password, self.username, delivery.address):
            text = text.replace(secret, "[redacted]") if secret else text
        # A pause is asked for by our own words alone, never by those of a server.
        text = text.replace(PAUSE, PAUSE.replace("=", " "))
        return clean(_ADDRESS.sub("[address]", text), REPLY_LIMIT)


def _ask(server: smtplib.SMTP, command: str, refusal: Callable[[Answer], _RefusedError]) -> None:
    try:
        code, text = server.docmd(command)
    except (smtplib.SMTPServerDisconnected, OSError):
        detail = f"connection broke at {command.partition(':')[0]}"
        raise _RefusedError(DeliveryState.FAILED, "transient", detail) from None
    if code not in _OK and code != _GO_AHEAD:
        raise refusal(Answer(code, _decoded(text)))


def _text(server: smtplib.SMTP, body: bytes) -> Answer:
    try:
        server.send(body)
        code, text = server.getreply()
    except (smtplib.SMTPServerDisconnected, OSError):
        detail = "no answer after the text was sent"
        raise _RefusedError(DeliveryState.UNKNOWN, "lost", detail) from None
    answer = Answer(code, _decoded(text))
    if code not in _OK:
        raise _content_refusal(answer)
    return answer


def _sender_refusal(answer: Answer) -> _RefusedError:
    """No server refuses a sender or a login for good because of one mail."""
    if answer.code in _TEMPORARY:
        return _refusal(DeliveryState.FAILED, "transient", answer)
    return _refusal(DeliveryState.FAILED, "configuration", answer)


def _recipient_refusal(answer: Answer) -> _RefusedError:
    enhanced = _ENHANCED.match(answer.text)
    is_policy = enhanced is not None and enhanced[2] == _POLICY_SUBJECT
    if answer.code in _NO_SUCH_ADDRESS and not is_policy:
        return _refusal(DeliveryState.DEAD, "address", answer)
    return _content_refusal(answer)


def _content_refusal(answer: Answer) -> _RefusedError:
    if answer.code in _TEMPORARY or answer.code < 0:
        return _refusal(DeliveryState.FAILED, "transient", answer)
    if answer.code in _NEEDS_LOGIN:
        return _refusal(DeliveryState.FAILED, "configuration", answer)
    return _refusal(DeliveryState.DEAD, "message", answer)


def _refusal(state: DeliveryState, word: str, answer: Answer) -> _RefusedError:
    return _RefusedError(state, word, f"{answer.code} {answer.text}")


def _envelope(delivery: Delivery) -> tuple[str, str, bytes]:
    try:
        sender = mailbox(message_from_string(delivery.payload).get("From", "")).addr_spec
        to = mailbox(delivery.address).addr_spec
        body = delivery.payload.encode("ascii")
    except AddressUnusableError as error:
        raise _RefusedError(DeliveryState.DEAD, "address", error.reason) from None
    except UnicodeEncodeError:
        raise _RefusedError(DeliveryState.DEAD, "message", "payload is not ASCII") from None
    lines = body.removesuffix(b"\r\n").split(b"\r\n")
    # RFC 5321 section 4.5.2: a line that begins with a dot gets another one.
    stuffed = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)
    return sender, to, stuffed + b"\r\n.\r\n"


def _part(server: smtplib.SMTP) -> None:
    _patience(server, FAREWELL_TIMEOUT)
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _patience(server: smtplib.SMTP, seconds: float) -> None:
    if server.sock is not None:
        server.sock.settimeout(seconds)


def _decoded(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
