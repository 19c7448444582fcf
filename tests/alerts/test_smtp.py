"""What becomes of one mail at a real SMTP server on loopback, in every case it can answer."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

import pytest

from alerts.channels import Channel
from alerts.channels.smtp import SmtpChannel, TlsMode, mail
from alerts.errors import ChannelMisconfiguredError
from alerts.messages import render
from alerts.model import Delivery, DeliveryState
from tests.alerts.builders import NOW, delivery, names, recipient, sample
from tests.alerts.servers import Authority, Letters, authority, smtp_server

PASSWORD = "open sesame"


@pytest.fixture(scope="module")
def trust() -> Authority:
    """Return one authority for all tests of this file."""
    return authority()


def letter(**fields: object) -> Delivery:
    """Return a delivery with a whole rendered digest."""
    payload = mail(
        render(sample(), names=names),
        recipient(),
        sender="Minilateral Watch <watch@example.org>",
        delivery_id="d1",
        at=NOW,
        domain="example.org",
    )
    return delivery(payload, **fields)


def plain(port: int, **fields: object) -> SmtpChannel:
    """Return a channel to a server on this machine, with short patience."""
    quick = {"connect_timeout": 1.0, "command_timeout": 1.0, "data_timeout": 1.0}
    return SmtpChannel("127.0.0.1", port, TlsMode.NONE, **{**quick, **fields})


def test_the_payload_arrives_unchanged() -> None:
    """What was composed is what the server took, envelope and content."""
    letters, given = Letters(), letter()
    with smtp_server(letters) as port:
        channel: Channel = plain(port)
        receipt = channel.send(given, at=NOW)
    assert (receipt.state, receipt.delivery, receipt.at) == (DeliveryState.SENT, "d1", NOW)
    assert receipt.reference == "2.0.0 OK queued as 4F1B2"
    [(sender, to, body)] = letters.taken
    assert (sender, to) == ("watch@example.org", ["desk@example.org"])
    assert body == given.payload.encode("ascii")
    assert message_from_bytes(body, policy=default)["Subject"].startswith("New grouping: ")


def test_lines_that_begin_with_a_dot_survive() -> None:
    """A dot alone on a line does not end the mail."""
    letters = Letters()
    payload = "From: <watch@example.org>\r\n\r\n.\r\n..two\r\nend\r\n"
    with smtp_server(letters) as port:
        receipt = plain(port).send(delivery(payload), at=NOW)
    assert receipt.state is DeliveryState.SENT
    assert letters.taken[0][2] == payload.encode()


def test_starttls_with_login(trust: Authority) -> None:
    """Mail and password cross in a verified connection."""
    letters = Letters()
    with smtp_server(letters, starttls=trust.server, login=True) as port:
        channel = SmtpChannel(
            "127.0.0.1", port, username="watch", password=PASSWORD, context=trust.client
        )
        assert channel.send(letter(), at=NOW).state is DeliveryState.SENT
    assert len(letters.taken) == 1


def test_implicit_tls(trust: Authority) -> None:
    """A server that speaks TLS from the first octet takes the mail."""
    letters = Letters()
    with smtp_server(letters, implicit=trust.server) as port:
        channel = SmtpChannel("127.0.0.1", port, TlsMode.IMPLICIT, context=trust.client)
        assert channel.send(letter(), at=NOW).state is DeliveryState.SENT
    assert len(letters.taken) == 1


@pytest.mark.parametrize("mode", [TlsMode.STARTTLS, TlsMode.IMPLICIT])
def test_an_untrusted_certificate_is_refused(trust: Authority, mode: TlsMode) -> None:
    """Without trust in the authority nothing is sent: a fault of the configuration."""
    letters = Letters()
    kind = "starttls" if mode is TlsMode.STARTTLS else "implicit"
    with smtp_server(letters, **{kind: trust.server}) as port:
        receipt = SmtpChannel("127.0.0.1", port, mode).send(letter(), at=NOW)
    assert receipt.state is DeliveryState.FAILED
    assert receipt.detail.startswith("configuration TLS: ")
    assert letters.taken == []


def test_starttls_is_never_skipped() -> None:
    """A server without STARTTLS gets neither mail nor password."""
    letters = Letters()
    with smtp_server(letters) as port:
        receipt = SmtpChannel("127.0.0.1", port).send(letter(), at=NOW)
    assert (receipt.state, receipt.detail.split()[0]) == (DeliveryState.FAILED, "configuration")
    assert letters.taken == []


def test_a_wrong_password_is_a_fault_of_the_configuration(trust: Authority) -> None:
    """The attempt does not count against the mail, and the password is not told."""
    with smtp_server(Letters(), starttls=trust.server, login=True) as port:
        channel = SmtpChannel(
            "127.0.0.1", port, username="watch", password="wrong-secret", context=trust.client
        )
        receipt = channel.send(letter(), at=NOW)
    assert receipt.state is DeliveryState.FAILED
    assert receipt.detail.startswith("configuration 535")
    assert "wrong-secret" not in repr(receipt) + repr(channel)


ANSWERS = [
    ("mail_answer", "451 4.7.0 come back", DeliveryState.FAILED, "transient"),
    ("mail_answer", "550 5.7.1 not your sender", DeliveryState.FAILED, "configuration"),
    ("mail_answer", "530 5.7.0 log in first", DeliveryState.FAILED, "configuration"),
    ("rcpt_answer", "450 4.2.0 greylisted", DeliveryState.FAILED, "transient"),
    ("rcpt_answer", "452 4.5.3 too many", DeliveryState.FAILED, "transient"),
    ("rcpt_answer", "550 5.1.1 no such user", DeliveryState.DEAD, "address"),
    ("rcpt_answer", "550 no such user", DeliveryState.DEAD, "address"),
    ("rcpt_answer", "551 5.1.6 moved", DeliveryState.DEAD, "address"),
    ("rcpt_answer", "553 5.1.3 bad syntax", DeliveryState.DEAD, "address"),
    ("rcpt_answer", "550 5.7.1 blocked", DeliveryState.DEAD, "message"),
    ("rcpt_answer", "552 5.2.2 over quota", DeliveryState.DEAD, "message"),
    ("rcpt_answer", "530 5.7.0 log in first", DeliveryState.FAILED, "configuration"),
    ("data_answer", "421 4.3.2 shutting down", DeliveryState.FAILED, "transient"),
    ("data_answer", "451 4.3.0 later", DeliveryState.FAILED, "transient"),
    ("data_answer", "552 5.3.4 too large", DeliveryState.DEAD, "message"),
    ("data_answer", "554 5.6.0 looks like spam", DeliveryState.DEAD, "message"),
    ("data_answer", "550 5.7.515 no DKIM", DeliveryState.DEAD, "message"),
]


@pytest.mark.parametrize(("phase", "answer", "state", "word"), ANSWERS)
def test_refusals(phase: str, answer: str, state: DeliveryState, word: str) -> None:
    """Each answer leads to the state and the word that say what to do next."""
    letters = Letters(**{phase: answer})
    with smtp_server(letters) as port:
        receipt = plain(port).send(letter(), at=NOW)
    assert (receipt.state, receipt.detail) == (state, f"{word} {answer}")
    assert letters.taken == []


def test_an_answer_that_comes_too_late_is_unknown() -> None:
    """The server kept the mail, so a failure would send it twice."""
    letters = Letters(hang=3)
    with smtp_server(letters) as port:
        receipt = plain(port, data_timeout=0.3).send(letter(), at=NOW)
    assert (receipt.state, receipt.detail.split()[0]) == (DeliveryState.UNKNOWN, "lost")
    assert len(letters.taken) == 1


def test_secrets_and_addresses_stay_out_of_receipts() -> None:
    """What a server echoes is cleaned: no address, no password, no control character."""
    letters = Letters(rcpt_answer=f"550 5.1.1 <desk@example.org> or x@y.example {PASSWORD} \x1b[2J")
    with smtp_server(letters) as port:
        receipt = plain(port, password=PASSWORD).send(letter(), at=NOW)
    assert receipt.detail == "address 550 5.1.1 <[redacted]> or [address] [redacted] [2J"


def test_a_server_asks_for_no_pause_by_its_words() -> None:
    """What it says is data; a whole day without mail would follow from it."""
    letters = Letters(rcpt_answer="450 4.2.0 busy not_before=2026-03-04T00:00:00Z")
    with smtp_server(letters) as port:
        receipt = plain(port).send(letter(), at=NOW)
    assert receipt.detail == "transient 450 4.2.0 busy not_before 2026-03-04T00:00:00Z"
    assert receipt.not_before is None


def test_no_server_is_transient() -> None:
    """A server that is down comes back."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    receipt = plain(port).send(letter(), at=NOW)
    assert (receipt.state, receipt.detail.split()[0]) == (DeliveryState.FAILED, "transient")


@contextmanager
def scripted(*replies: bytes) -> Iterator[int]:
    """Run a server that sends one reply per line it gets, then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def talk() -> None:
            connection, _ = listener.accept()
            with connection, connection.makefile("rb") as lines:
                for reply in replies:
                    connection.sendall(reply)
                    lines.readline()

        thread = threading.Thread(target=talk)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(5)


@pytest.mark.parametrize(
    ("replies", "state", "word"),
    [
        ((b"421 busy\r\n",), DeliveryState.FAILED, "transient"),
        ((b"554 go away\r\n",), DeliveryState.FAILED, "configuration"),
        ((b"220 x\r\n", b"250 x\r\n"), DeliveryState.FAILED, "transient"),
        ((b"220 x\r\n", b"250 x\r\n", b"250 x\r\n"), DeliveryState.FAILED, "transient"),
        ((b"220 x\r\n", *[b"250 x\r\n"] * 3), DeliveryState.FAILED, "transient"),
        ((b"220 x\r\n", *[b"250 x\r\n"] * 3, b"354 go\r\n"), DeliveryState.UNKNOWN, "lost"),
    ],
)
def test_a_server_that_hangs_up(
    replies: tuple[bytes, ...], state: DeliveryState, word: str
) -> None:
    """Before the text a broken connection is a failure, after it the outcome is unknown."""
    with scripted(*replies) as port:
        receipt = plain(port).send(letter(), at=NOW)
    assert (receipt.state, receipt.detail.split()[0]) == (state, word)


def test_the_wrong_tls_mode_gives_a_hint() -> None:
    """A server that waits for TLS says nothing to a plain client; the receipt says why."""
    with scripted() as port, socket.create_server(("127.0.0.1", 0)) as silent:
        receipt = plain(silent.getsockname()[1], connect_timeout=0.2).send(letter(), at=NOW)
        assert (
            receipt.detail == "transient hung up before the mail; does the TLS mode fit the port?"
        )
        with socket.create_connection(("127.0.0.1", port)):
            pass


@pytest.mark.parametrize(
    ("broken", "detail"),
    [
        ({"address": "no mailbox"}, "address not a plain ASCII mail address"),
        ({"payload": "From: a@example.org\r\n\r\nGrüße\r\n"}, "message payload is not ASCII"),
        ({"payload": "Subject: x\r\n\r\nx\r\n"}, "address not a plain ASCII mail address"),
    ],
)
def test_an_unsendable_delivery_is_dead(broken: dict[str, str], detail: str) -> None:
    """What no server could take is not offered to one."""
    payload = broken.pop("payload", letter().payload)
    receipt = plain(1).send(delivery(payload, **broken), at=NOW)
    assert (receipt.state, receipt.detail) == (DeliveryState.DEAD, detail)


def test_plain_text_to_another_machine_is_refused_at_the_start() -> None:
    """The fault shows when the channel is made, with its remedy, not with the first mail."""
    with pytest.raises(ChannelMisconfiguredError, match="starttls"):
        SmtpChannel("mail.example.org", 25, TlsMode.NONE)
    assert SmtpChannel("mail.example.org", 25, TlsMode.NONE, insecure=True).port == 25
