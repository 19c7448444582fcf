"""What people do with messages, over real SMTP and a real web hook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.doubts import may_repeat
from alerts.model import Purpose
from demo.sinks import DROPPED, Answer, SlackSink, SmtpSink, smtp_sink
from flows.runtime.wiring import House, opened
from flows.steps.deliver import deliver
from flows.steps.deliveries import words_of
from flows.steps.digest import compose
from storage import outbox, posted, ways
from storage.database import reading, transaction
from storage.model import Posted
from tests.alerts import builders as alert
from tests.flows.houses import CHANNEL, NOW, RULES, Command, furnish
from tests.storage import builders as make

DESK = """
[[recipient]]
name = "desk"
channel = "email"
cadence = "instant"
address = "desk@newsroom.example"
rules = ["all-minilaterals"]
"""
AT = ("--now", f"{NOW:%Y-%m-%dT%H:%M}")


@pytest.fixture
def smtp() -> Iterator[SmtpSink]:
    """A mail server."""
    with smtp_sink() as sink:
        yield sink


@pytest.fixture
def house(home: Path, smtp: SmtpSink, slack: SlackSink) -> Iterator[House]:
    """A house whose two instant recipients lead to the sinks."""
    settings = {
        "SMTP_HOST": smtp.host,
        "SMTP_PORT": str(smtp.port),
        "SMTP_MODE": "none",
        "SMTP_SENDER": "Watch <watch@watch.example>",
        "SECRET_SLACK_NEWS": slack.url,
    }
    furnish(home, rules=RULES, recipients=DESK + CHANNEL, settings=settings)
    with opened() as made:
        yield made


def news(house: House, *names: str, number: int = 1) -> None:
    """Raise an alert, queue it, and put it into messages."""
    one = alert.alert(id=f"alert-{number}", raised_at=NOW, rules=("all-minilaterals",))
    with transaction(house.engine) as session:
        assert outbox.raise_alert(session, one, names)
    compose(house, NOW)


def only(house: House) -> Posted:
    """Return the one message there is."""
    with reading(house.engine) as session:
        (one,) = posted.latest(session, limit=9)
    return one


def test_messages_are_listed_and_shown(house: House, minilateral: Command, tmp_path: Path) -> None:
    """With their life and their words; the file holds the very bytes."""
    news(house, "desk")
    deliver(house, NOW)
    one = only(house)
    told = minilateral("deliveries", "list").output
    assert one.delivery.id[:10] in told
    assert "desk" in told
    assert "sent" in told
    assert "No such message." in minilateral("deliveries", "list", "--state", "dead").output
    file = tmp_path / "one.eml"
    shown = minilateral("deliveries", "show", one.delivery.id[:8], "--eml", str(file)).output
    assert "To: desk@newsroom.example" in shown
    assert "tells of alert-1" in shown
    assert file.read_text() == one.delivery.payload.replace("\r\n", "\n")


def test_an_id_that_fits_none_or_several_is_refused(house: House, minilateral: Command) -> None:
    """With the remedy."""
    news(house, "desk", "channel")
    assert "no such message" in minilateral("deliveries", "show", "nothing", status=2).output
    assert "no such message" in minilateral("deliveries", "show", "%", status=2).output


def test_a_message_of_unknown_outcome_is_settled_by_hand(
    house: House, minilateral: Command, slack: SlackSink
) -> None:
    """Somebody saw it: it counts as sent, and there is nothing more to decide."""
    news(house, "channel")
    slack.script.append(DROPPED)
    deliver(house, NOW)
    identity = only(house).delivery.id
    assert "counts as sent" in minilateral("deliveries", "arrived", identity).output
    assert "nothing to decide" in minilateral("deliveries", "retry", identity, status=2).output
    assert deliver(house, NOW + timedelta(hours=1)).total == 0


def test_what_is_given_up_is_sent_only_when_asked_for(
    house: House, minilateral: Command, slack: SlackSink
) -> None:
    """Given up, it stays; put back, the next round sends it."""
    news(house, "channel")
    identity = only(house).delivery.id
    minilateral("deliveries", "give-up", identity)
    assert deliver(house, NOW).total == 0
    minilateral("deliveries", "retry", identity, *AT)
    assert deliver(house, NOW).as_dict() == {"sent": 1}
    assert len(slack.payloads) == 1


def test_an_alert_by_mail_whose_answer_was_lost_is_sent_once_more(
    house: House, smtp: SmtpSink
) -> None:
    """Ten minutes later, the same bytes under the same Message-ID; after that a person decides."""
    news(house, "desk")
    smtp.drops = 2
    assert deliver(house, NOW).as_dict() == {"unknown": 1}
    assert deliver(house, NOW + timedelta(minutes=9)).total == 0
    assert deliver(house, NOW + timedelta(minutes=10)).as_dict() == {"unknown": 1}
    assert deliver(house, NOW + timedelta(days=1)).total == 0
    assert len(smtp.mails) == 2
    assert smtp.mails[0].raw == smtp.mails[1].raw


@pytest.mark.parametrize(
    ("purpose", "unknown", "repeats"),
    [
        (Purpose.ALERT, 1, True),
        (Purpose.ALERT, 2, False),
        (Purpose.DIGEST, 1, False),
        (Purpose.TEST, 1, False),
    ],
)
def test_a_digest_is_never_sent_twice_on_a_doubt(
    purpose: Purpose, unknown: int, *, repeats: bool
) -> None:
    """An alert once; all else waits for a person."""
    assert may_repeat(make.delivery(purpose=purpose), unknown) is repeats


def test_a_closed_way_is_told_and_opened(
    house: House, minilateral: Command, slack: SlackSink
) -> None:
    """A revoked webhook costs one attempt a round, whatever waits; mended, all of it goes out."""
    news(house, "channel", number=1)
    news(house, "channel", number=2)
    slack.script.append(Answer(404, "no_service"))
    assert deliver(house, NOW).as_dict() == {"failed": 1}
    assert deliver(house, NOW + timedelta(minutes=5)).total == 0
    assert "closed: slack:slack_news is set up wrongly" in minilateral("deliveries", "list").output
    assert "slack:slack_news is closed until" in minilateral("status").output
    doctor = minilateral("doctor", status=1).output
    assert "set up wrongly: slack:slack_news" in doctor
    minilateral("deliveries", "reopen", "slack:slack_news")
    assert deliver(house, NOW + timedelta(minutes=6)).as_dict() == {"sent": 2}
    assert "neither" in minilateral("deliveries", "reopen", "slack:slack_news", status=2).output


def test_a_refused_address_is_written_to_again_when_it_takes_mail(
    house: House, minilateral: Command, smtp: SmtpSink
) -> None:
    """What is told meanwhile waits in the queue and comes as one message."""
    smtp.refusals.append("550 5.1.1 no such user")
    news(house, "desk", number=1)
    assert deliver(house, NOW).as_dict() == {"dead": 1}
    news(house, "desk", number=2)
    assert deliver(house, NOW).total == 0
    assert "desk takes no mail since" in minilateral("status").output
    assert "refused: desk is written to no more" in minilateral("deliveries", "list").output
    minilateral("deliveries", "reopen", "desk")
    assert [one.delivery.alerts for one in compose(house, NOW).composed] == [("alert-2",)]


def test_what_was_sent_is_sent_again_marked_so(
    house: House, minilateral: Command, smtp: SmtpSink
) -> None:
    """With an id of its own; a dry run sends nothing, and a replay is not replayed."""
    news(house, "desk")
    deliver(house, NOW)
    since = ("--since", f"{NOW:%Y-%m-%d}")
    minilateral("deliveries", "replay", *since, "--dry-run", *AT)
    assert len(smtp.mails) == 1
    minilateral("deliveries", "replay", *since, *AT)
    first, again = (mail.message for mail in smtp.mails)
    assert again["Subject"] == f"Again: {first['Subject']}"[: len(again["Subject"])]
    assert again["Message-ID"] != first["Message-ID"]
    assert "sent again because somebody asked" in again.get_body(("plain",)).get_content()
    minilateral("deliveries", "replay", *since, "--now", f"{NOW:%Y-%m-%d}T23:00")
    assert len(smtp.mails) == 3
    nobody = minilateral("deliveries", "replay", *since, "--recipient", "channel", status=2)
    assert "Nothing was sent" in nobody.output


def test_a_test_goes_by_the_real_way_and_says_so(
    house: House, minilateral: Command, smtp: SmtpSink, slack: SlackSink
) -> None:
    """It is marked in subject and text, on both ways, and takes nothing from the queue."""
    news(house, "desk")
    assert "email to desk: sent" in minilateral("deliveries", "test", "desk", *AT).output
    mail = smtp.mails[0].message
    assert mail["Subject"].startswith("Test: ")
    assert "This is a test" in mail.get_body(("plain",)).get_content()
    assert "sent" in minilateral("deliveries", "test", "channel", *AT).output
    assert "This is a test" in str(slack.payloads)
    assert deliver(house, NOW).as_dict() == {"sent": 1}


def test_a_test_that_fails_says_what_to_do(
    house: House, minilateral: Command, slack: SlackSink
) -> None:
    """And is not tried again."""
    slack.script.append(Answer(403, "invalid_token"))
    told = minilateral("deliveries", "test", "channel", *AT, status=1).output
    assert "configuration 403 invalid_token" in told
    assert "set up wrongly" in told
    with transaction(house.engine) as session:
        assert ways.reopen(session, "slack", "slack_news")
    assert deliver(house, NOW + timedelta(hours=2)).total == 0
    assert "no such recipient" in minilateral("deliveries", "test", "nobody", status=2).output


def test_words_of_a_message_are_clean(house: House) -> None:
    """Terminal codes in a payload do not reach the terminal."""
    hostile = make.delivery(payload="Subject: x\r\n\r\nred \x1b[31m words\r\n")
    assert "\x1b" not in "".join(words_of(hostile))


def test_a_recipient_is_paused_and_told_again(
    house: House, minilateral: Command, slack: SlackSink
) -> None:
    """Nothing goes out meanwhile; what has gathered comes as one message."""
    until = f"{NOW + timedelta(days=2):%Y-%m-%d}"
    assert (
        "is not ahead"
        in minilateral(
            "recipients", "pause", "channel", "--until", f"{NOW:%Y-%m-%d}", *AT, status=2
        ).output
    )
    minilateral("recipients", "pause", "channel", "--until", until, *AT)
    news(house, "channel", number=1)
    news(house, "channel", number=2)
    told = minilateral("recipients", "list", *AT).output
    assert f"paused until {until}" in told
    assert "as it happens" in told
    assert compose(house, NOW).composed == ()
    minilateral("recipients", "resume", "channel")
    (made,) = compose(house, NOW).composed
    assert made.delivery.alerts == ("alert-1", "alert-2")
    assert "not paused" in minilateral("recipients", "resume", "channel", status=2).output
    assert "no such recipient" in minilateral("recipients", "resume", "boss", status=2).output
    assert slack.answered == []


def test_without_recipients_the_list_says_what_to_do(home: Path, minilateral: Command) -> None:
    """A new installation tells nobody."""
    furnish(home, rules=RULES)
    assert "add a [[recipient]]" in minilateral("recipients", "list").output
