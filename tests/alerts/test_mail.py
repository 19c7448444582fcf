"""The whole mail: parsed back, its headers hold what was meant and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from alerts.calendars import calendar, occasions
from alerts.channels.mail import POLICY, mail, mailbox
from alerts.errors import AddressUnusableError
from alerts.messages import render
from alerts.model import Cadence, Message
from parsers.model import content_id
from tests.alerts.builders import NOW, alert, names, recipient, sample

ID = "a1b2c3d4e5f6a1b2c3d4e5f6"


def built(subject: str = "News", **fields: object) -> str:
    """Build a mail around a short message."""
    message = Message(subject, "", "<p>Grüße</p>", "Grüße\n.dot\n", "{}")
    values: dict[str, object] = {
        "sender": "Minilateral Watch <watch@example.org>",
        "delivery_id": ID,
        "at": NOW,
        "domain": "watch.example.org",
    }
    who = fields.pop("recipient", recipient())
    return mail(message, who, **{**values, **fields})


def parsed(raw: str) -> EmailMessage:
    """Read a mail as a client does."""
    made = message_from_bytes(raw.encode("ascii"), policy=default)
    assert isinstance(made, EmailMessage)
    return made


def test_headers() -> None:
    """Each header of a bulk mail stands once, with the value that was meant."""
    made = parsed(built())
    assert {name: str(value) for name, value in made.items()} == {
        "From": "Minilateral Watch <watch@example.org>",
        "To": "desk@example.org",
        "Subject": "News",
        "Date": "Tue, 03 Mar 2026 22:00:00 +0000",
        "Message-ID": f"<{ID}@watch.example.org>",
        "List-Id": "Minilateral Watch digest <digest.watch.example.org>",
        "List-Unsubscribe": "<mailto:watch@example.org?subject=unsubscribe%20desk>",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "X-Watch-Kind": "daily",
        "X-Watch-Delivery": ID,
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative; boundary="=_{content_id(ID)}"',
    }


def test_text_and_html_are_alternatives() -> None:
    """The plain text comes first, both are quoted-printable and read back the same."""
    parts = list(parsed(built()).iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert {part["Content-Transfer-Encoding"] for part in parts} == {"quoted-printable"}
    read = [part.get_content().strip().replace("\r\n", "\n") for part in parts]
    assert read == ["Grüße\n.dot", "<p>Grüße</p>"]


def test_the_same_delivery_gives_the_same_bytes() -> None:
    """A retry cannot be told from the first try; CRLF ends every line."""
    raw = built()
    assert raw == built()
    assert raw.isascii()
    assert "\n" not in raw.replace("\r\n", "")


def test_a_real_digest_fits_line_limits_and_reads_back() -> None:
    """No line has more than 998 octets, and the rendered message survives."""
    message = render(sample(), names=names)
    raw = mail(message, recipient(), sender="w@example.org", delivery_id=ID, at=NOW, domain="x.org")
    assert max(map(len, raw.split("\r\n"))) <= 998
    text, html = parsed(raw).iter_parts()
    assert text.get_content().replace("\r\n", "\n") == message.text
    assert html.get_content().replace("\r\n", "\n").strip() == message.html.strip()


@pytest.mark.parametrize(
    "subject",
    [
        "\u6f22" * 180,
        "\U0001f91d " * 60,
        "New grouping: Côte d\N{RIGHT SINGLE QUOTATION MARK}Ivoire",
    ],
)
def test_subjects_in_any_script(subject: str) -> None:
    """Encoded words are short, lines too, and the subject reads back the same."""
    raw = built(subject)
    header = raw.split("\r\n\r\n", maxsplit=1)[0]
    assert max(len(line) for line in header.split("\r\n")) <= 78
    assert str(parsed(raw)["Subject"]) == subject.strip()


@given(st.text(max_size=80))
def test_a_subject_adds_no_header(subject: str) -> None:
    """Whatever a subject holds, the mail has the same headers."""
    made = parsed(built(f"x {subject}\r\nBcc: a@evil.example"))
    assert made.keys() == parsed(built()).keys()
    assert made["Bcc"] is None


def test_long_ids_stay_whole_and_unencoded() -> None:
    """An id beyond a line's length is neither broken nor encoded."""
    token = "k" * 120
    raw = built(delivery_id=token, domain="a" * 60 + ".example")
    lines = raw.split("\r\n")
    assert f"Message-ID: <{token}@{'a' * 60}.example>" in " ".join(lines).replace("  ", " ")
    assert "=?" not in raw.split("\r\n\r\n", maxsplit=1)[0]


def test_several_references_fold_at_spaces() -> None:
    """A thread's ids stand on lines of their own and read back in order."""
    made = EmailMessage(policy=POLICY)
    ids = [f"<{letter * 60}@watch.example>" for letter in "abc"]
    made["References"] = " ".join(ids)
    lines = made.as_bytes().decode("ascii").strip().split("\r\n")
    assert [line.strip() for line in lines] == [f"References: {ids[0]}"[:12] + ids[0], *ids[1:]]


def test_the_list_of_instant_alerts_is_another() -> None:
    """Filters can tell alerts from digests."""
    made = parsed(built(recipient=recipient(cadence=Cadence.INSTANT)))
    assert made["List-Id"] == "Minilateral Watch alert <alert.watch.example.org>"
    assert made["X-Watch-Kind"] == "instant"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a b@example.org",
        "a@b@example.org",
        "a@example.org, b@example.org",
        "ü@example.org",
        "a@exämple.org",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org>",
        "<a@example.org",
    ],
)
def test_an_unusable_address_is_refused(address: str) -> None:
    """What is no plain mailbox raises before anything is built."""
    with pytest.raises(AddressUnusableError, match="name@example"):
        built(recipient=recipient(address=address))


def test_a_hostile_name_stays_a_name() -> None:
    """Quotes, commas and brackets in a display name do not alter the address."""
    with pytest.raises(AddressUnusableError):
        mailbox('"Watch <x@evil.example>" <watch@example.org>')
    raw = built(sender='"Watch, \\"the\\"" <watch@example.org>')
    assert parsed(raw)["From"].addresses[0].addr_spec == "watch@example.org"
    assert len(parsed(raw)["From"].addresses) == 1


def test_the_date_is_the_instant_given() -> None:
    """The date is fixed when the mail is built."""
    at = NOW + timedelta(hours=5)
    found: datetime = parsedate_to_datetime(str(parsed(built(at=at))["Date"]))
    assert found == at


def test_a_calendar_is_attached_beside_the_alternatives() -> None:
    """Clients show one body and offer the dates; nobody is asked to accept anything."""
    dates = calendar(occasions([alert()]), names, domain="watch.example.org", at=NOW)
    raw = built(calendar=dates)
    made = parsed(raw)
    assert made.get_content_type() == "multipart/mixed"
    body, attached = made.iter_parts()
    assert body.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in body.iter_parts()] == ["text/plain", "text/html"]
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_content_disposition() == "attachment"
    assert attached.get_filename() == "meetings.ics"
    kind = attached["Content-Type"].params
    assert (kind["method"], kind["charset"]) == ("PUBLISH", "utf-8")
    read = Calendar.from_ical(attached.get_content())
    assert [str(event["UID"]) for event in read.walk("VEVENT")] == ["meeting-m1@watch.example.org"]
    assert raw == built(calendar=dates)
    assert "\n" not in raw.replace("\r\n", "")
    assert {name: made[name] for name in ("Message-ID", "List-Id", "To")} == {
        name: parsed(built())[name] for name in ("Message-ID", "List-Id", "To")
    }
