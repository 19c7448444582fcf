"""Messages over real SMTP and a real web hook: sent once, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from alerts.cadences import GRACE
from alerts.channels import Channel
from alerts.model import Alert, Cadence, ChannelKind, Delivery, DeliveryState, Receipt, Recipient
from demo.sinks import DROPPED, Answer, SlackSink, SmtpSink, smtp_sink
from flows.runtime.wiring import House, opened
from flows.steps import deliver as step
from flows.steps import digest as making
from flows.steps.deliver import LEASE, deliver
from flows.steps.deliveries import retry
from flows.steps.digest import compose, is_failure, is_partial, preview
from flows.steps.status import status_of
from storage import outbox
from storage.database import reading, transaction
from storage.model import Lease
from tests.alerts import builders as make
from tests.flows.houses import CHANNEL, NOW, RULES, furnish

DESK = """
[[recipient]]
name = "desk"
channel = "email"
address = "desk@newsroom.example"
rules = ["all-minilaterals"]
at = 18:00:00
zone = "Europe/Berlin"
"""
SIX = NOW.replace(hour=17)  # 18:00 in Berlin

Opened = Callable[[str], House]


@pytest.fixture
def smtp() -> Iterator[SmtpSink]:
    """A mail server."""
    with smtp_sink() as sink:
        yield sink


@pytest.fixture
def told(home: Path, smtp: SmtpSink, slack: SlackSink) -> Iterator[Opened]:
    """Opens a house with these recipients, whose channels lead to the sinks."""
    settings = {
        "SMTP_HOST": smtp.host,
        "SMTP_PORT": str(smtp.port),
        "SMTP_MODE": "none",
        "SMTP_SENDER": "Watch <watch@watch.example>",
        "SECRET_SLACK_NEWS": slack.url,
    }
    houses = []

    def made(recipients: str) -> House:
        furnish(home, rules=RULES, recipients=recipients, settings=settings)
        house = opened()
        houses.append(house)
        return house.__enter__()

    yield made
    for house in houses:
        house.__exit__(None, None, None)


def news(house: House, *names: str, number: int = 1, at: datetime = NOW) -> Alert:
    """Raise an alert and queue it."""
    alert = make.alert(id=f"alert-{number}", raised_at=at, rules=("all-minilaterals",))
    with transaction(house.engine) as session:
        assert outbox.raise_alert(session, alert, names)
    return alert


def states(house: House) -> list[str]:
    """Return the state of every delivery."""
    with reading(house.engine) as session:
        return [delivery.state.value for delivery in outbox.deliveries(session)]


class TestCompose:
    """Who is written to, and when."""

    def test_instant_recipients_hear_at_once(self, told: Opened, slack: SlackSink) -> None:
        """News makes a message; without news there is none, and nothing is counted."""
        house = told(CHANNEL)
        assert compose(house, NOW).as_counts() == {"composed": 0, "empty": 0}
        news(house, "channel")
        assert len(compose(house, NOW).composed) == 1
        assert deliver(house, NOW).as_dict() == {"sent": 1}
        assert len(slack.payloads) == 1
        assert compose(house, NOW).composed == ()
        assert deliver(house, NOW).total == 0

    def test_daily_recipients_hear_at_their_time(self, told: Opened, smtp: SmtpSink) -> None:
        """Before six in Berlin nothing is made; then one mail holds what has gathered."""
        house = told(DESK)
        news(house, "desk", number=1)
        assert compose(house, SIX - timedelta(minutes=1)).composed == ()
        news(house, "desk", number=2)
        (composed,) = compose(house, SIX).composed
        assert composed.delivery.alerts == ("alert-1", "alert-2")
        assert deliver(house, SIX).as_dict() == {"sent": 1}
        (mail,) = smtp.mails
        assert mail.recipients == ("desk@newsroom.example",)
        assert mail.message["Subject"] == composed.message.subject
        news(house, "desk", number=3)
        assert compose(house, SIX + timedelta(hours=1)).composed == ()
        assert len(compose(house, SIX + timedelta(days=1)).composed) == 1

    def test_a_day_without_news_is_settled_once(self, told: Opened) -> None:
        """Nothing is sent; what comes later that day waits for the next."""
        house = told(DESK)
        assert compose(house, SIX).empty == 1
        news(house, "desk")
        later = compose(house, SIX + timedelta(minutes=15))
        assert (later.empty, later.composed) == (0, ())
        assert len(compose(house, SIX + timedelta(days=1)).composed) == 1

    def test_a_digest_that_is_half_a_day_late_joins_the_next(self, told: Opened) -> None:
        """After a long silence nobody gets yesterday's digest beside today's."""
        house = told(DESK)
        news(house, "desk")
        assert compose(house, SIX + GRACE[Cadence.DAILY]).composed == ()
        assert len(compose(house, SIX + timedelta(days=1)).composed) == 1

    @pytest.mark.parametrize(
        ("keys", "until"),
        [
            ('quiet = "17:00-19:30"', timedelta(hours=2)),
            (f"paused_until = {NOW.date() + timedelta(days=1)}", timedelta(hours=8)),
        ],
    )
    def test_what_is_held_back_comes_as_one_message(
        self, told: Opened, keys: str, until: timedelta
    ) -> None:
        """In quiet hours and pauses news gathers; afterwards one message has it all."""
        zoned = CHANNEL.replace("rules =", f'{keys}\nzone = "Europe/Berlin"\nrules =')
        house = told(zoned)
        news(house, "channel", number=1)
        assert compose(house, SIX).composed == ()
        news(house, "channel", number=2)
        (made,) = compose(house, SIX + until).composed
        assert made.delivery.alerts == ("alert-1", "alert-2")

    def test_a_week_without_a_word_ends_with_a_sign_of_life(self, told: Opened) -> None:
        """Who had a message a week ago gets one that says nothing happened; then a week of none."""
        house = told(DESK + CHANNEL)
        assert compose(house, SIX).empty == 1
        days = [compose(house, SIX + timedelta(days=number)) for number in range(1, 15)]
        told_on = [number for number, one in enumerate(days, start=1) if one.composed]
        assert told_on == [7, 14]
        assert days[6].composed[0].message.subject.startswith("Nothing new")

    def test_an_empty_digest_is_sent_where_somebody_wants_it(self, told: Opened) -> None:
        """Once a day, also without news."""
        house = told(DESK.replace("rules =", 'empty = "send"\nrules ='))
        assert len(compose(house, SIX).composed) == 1
        assert compose(house, SIX + timedelta(hours=1)).composed == ()
        assert len(compose(house, SIX + timedelta(days=1)).composed) == 1

    def test_an_hourly_digest_gathers_an_hour(self, told: Opened) -> None:
        """The second news of an hour waits for the next."""
        house = told(CHANNEL.replace('"instant"', '"hourly"'))
        news(house, "channel", number=1)
        assert len(compose(house, SIX).composed) == 1
        news(house, "channel", number=2)
        assert compose(house, SIX + timedelta(minutes=50)).composed == ()
        assert len(compose(house, SIX + timedelta(hours=1)).composed) == 1

    def test_one_recipient_can_be_asked_for(self, told: Opened) -> None:
        """The others stay in the queue."""
        house = told(DESK + CHANNEL)
        news(house, "desk", "channel")
        (composed,) = compose(house, SIX, only="channel").composed
        assert composed.delivery.recipient == "channel"
        (other,) = compose(house, SIX).composed
        assert other.delivery.recipient == "desk"

    def test_a_message_that_cannot_be_made_stops_no_other(
        self, told: Opened, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The recipient is named and the log holds the traceback; the other one is told."""
        house = told(DESK + CHANNEL)
        news(house, "desk", "channel")
        monkeypatch.setattr(making, "mail", _broken)
        report = compose(house, SIX)
        assert report.failed == ("desk",)
        assert report.as_counts() == {"composed": 1, "empty": 0, "not_composed": 1}
        assert any(record.exc_info for record in caplog.records)
        sends = deliver(house, SIX)
        assert sends.as_dict() == {"sent": 1}
        assert is_partial(report, sends)
        assert not is_failure(report, sends)


def _broken(*_given: object, **_more: object) -> str:
    raise ZeroDivisionError


class TestDeliver:
    """What can happen to a message on its way."""

    def test_a_failure_is_tried_again_and_arrives_once(
        self, told: Opened, slack: SlackSink
    ) -> None:
        """A server that is down for a moment delays a message; it is neither lost nor doubled."""
        house = told(CHANNEL)
        news(house, "channel")
        report = compose(house, NOW)
        slack.script.append(Answer(503, "service_unavailable"))
        sends = deliver(house, NOW)
        assert sends.as_dict() == {"failed": 1}
        assert is_failure(report, sends)
        assert "to channel: pending after 1 attempt(s): transient 503" in status_of(house, NOW)
        assert deliver(house, NOW + timedelta(seconds=30)).total == 0
        assert deliver(house, NOW + timedelta(minutes=2)).as_dict() == {"sent": 1}
        assert deliver(house, NOW + timedelta(hours=2)).total == 0
        assert len(slack.payloads) == 1
        assert states(house) == ["sent"]

    def test_a_lost_answer_is_never_sent_again_blindly(
        self, told: Opened, slack: SlackSink
    ) -> None:
        """The message may have arrived: it waits for a person, who can ask for it again."""
        house = told(CHANNEL)
        news(house, "channel")
        compose(house, NOW)
        slack.script.append(DROPPED)
        assert deliver(house, NOW).as_dict() == {"unknown": 1}
        assert deliver(house, NOW + timedelta(days=1)).total == 0
        assert "unknown after 1 attempt(s): lost" in status_of(house, NOW)
        assert len(slack.answered) == 1
        assert retry(house, "no-such", NOW) is None
        with reading(house.engine) as session:
            (delivery,) = outbox.deliveries(session)
        again = retry(house, delivery.id[:8], NOW)
        assert again is not None
        assert deliver(house, NOW).as_dict() == {"sent": 1}
        assert len(slack.answered) == 2
        assert retry(house, delivery.id, NOW) is None

    def test_a_sender_that_died_leaves_an_unknown_outcome(
        self, told: Opened, slack: SlackSink
    ) -> None:
        """A send that had begun when the process ended is not begun again."""
        house = told(CHANNEL)
        news(house, "channel")
        compose(house, NOW)
        lease = claimed(house)
        with transaction(house.engine) as session:
            assert outbox.begin(session, lease, NOW)
        assert deliver(house, NOW + LEASE / 2).total == 0
        assert deliver(house, NOW + LEASE).as_dict() == {"unknown": 1}
        assert slack.answered == []

    def test_a_sender_that_died_before_the_send_costs_only_time(
        self, told: Opened, slack: SlackSink
    ) -> None:
        """A message that was claimed and never begun is sent when the lease has run out."""
        house = told(CHANNEL)
        news(house, "channel")
        compose(house, NOW)
        claimed(house)
        assert deliver(house, NOW + LEASE).as_dict() == {"sent": 1}
        assert len(slack.payloads) == 1

    def test_a_channel_that_breaks_leaves_an_unknown_outcome(
        self, told: Opened, smtp: SmtpSink, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An error nobody foresaw is no proof that nothing went out; the other one is sent."""
        house = told(DESK + CHANNEL)
        news(house, "desk", "channel")
        compose(house, SIX)
        ways: Mapping[ChannelKind, Channel] = step.channels(house.settings)
        broken = {**ways, ChannelKind.SLACK: Broken()}
        monkeypatch.setattr(step, "channels", lambda _settings: broken)
        assert deliver(house, SIX).as_dict() == {"sent": 1, "unknown": 1}
        assert len(smtp.mails) == 1

    def test_a_channel_that_is_not_set_up_is_named(self, told: Opened, home: Path) -> None:
        """Without a mail server the message waits, and the reason says what is missing."""
        house = told(DESK)
        news(house, "desk")
        compose(house, SIX)
        furnish(home, rules=RULES, recipients=DESK)
        with opened() as poorer:
            assert deliver(poorer, SIX).as_dict() == {"failed": 1}
            assert "configuration no email channel is set up" in status_of(poorer, SIX)
        assert states(house) == ["pending"]

    def test_the_same_bytes_are_sent_again(self, told: Opened, slack: SlackSink) -> None:
        """A message is fixed when it is composed; news of the next hour is another message."""
        house = told(CHANNEL)
        news(house, "channel", number=1)
        (first,) = compose(house, NOW).composed
        slack.script.append(Answer(503, "service_unavailable"))
        deliver(house, NOW)
        news(house, "channel", number=2)
        compose(house, NOW + timedelta(hours=1))
        assert deliver(house, NOW + timedelta(hours=1)).as_dict() == {"sent": 2}
        assert len(slack.payloads) == 2
        with reading(house.engine) as session:
            kept = outbox.get_delivery(session, first.delivery.id)
        assert kept is not None
        assert kept.payload == first.delivery.payload
        assert kept.state is DeliveryState.SENT


class Broken:
    """A channel with a defect."""

    def send(self, delivery: Delivery, *, at: datetime) -> Receipt:
        """Break."""
        raise ZeroDivisionError(delivery.id, at)


def claimed(house: House) -> Lease:
    """Claim the one delivery that is due, as another process would."""
    with transaction(house.engine) as session:
        (lease,) = outbox.claim(session, now=NOW, limit=10, lease=LEASE)
    return lease


def test_a_preview_shows_the_day_and_keeps_nothing(told: Opened, slack: SlackSink) -> None:
    """The message of one day is rendered for a recipient; nothing is queued, kept or sent."""
    house = told(CHANNEL)
    alert = news(house, "channel")
    recipient = house.watchlist.recipients[0]
    message = preview(house, recipient, NOW.date(), SIX)
    assert alert.sentence in message.text
    assert states(house) == []
    assert slack.answered == []
    other = Recipient("other", ChannelKind.EMAIL, ("no-such",), Cadence.DAILY, at=time(7))
    assert alert.sentence not in preview(house, other, NOW.date(), SIX).text
