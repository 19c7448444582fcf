"""The other ways out of the house, from the queue to a real server and back to the receipt."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.model import Alert, DeliveryState, Reason
from flows.runtime.wiring import House, opened
from flows.steps.deliver import deliver
from flows.steps.digest import compose
from parsers.model import Status
from storage import outbox
from storage.database import reading, transaction
from tests.alerts import builders as make
from tests.alerts.servers import Webhook, webhook_server
from tests.alerts.workspace import CHANNEL, TOKEN, Trouble, Workspace, workspace
from tests.flows.houses import NOW, RULES, furnish

KEY = b"a key of thirty-two octets......"
PARTNER = """
[[recipient]]
name = "partner"
channel = "webhook"
secret = "partner"
rules = ["all-minilaterals"]
cadence = "instant"
"""
APP = f"""
[[recipient]]
name = "channel"
channel = "slack_app"
secret = "bot"
address = "{CHANNEL}"
rules = ["all-minilaterals"]
cadence = "instant"
"""

Opened = Callable[..., House]


@pytest.fixture
def told(home: Path) -> Iterator[Opened]:
    """Opens a house with these recipients and settings."""
    houses = []

    def made(recipients: str, **settings: str) -> House:
        furnish(home, rules=RULES, recipients=recipients, settings=settings)
        house = opened()
        houses.append(house)
        return house.__enter__()

    yield made
    for house in houses:
        house.__exit__(None, None, None)


@pytest.fixture
def room() -> Iterator[Workspace]:
    """A Slack-shaped workspace."""
    with workspace() as made:
        made.clock = NOW.timestamp()
        yield made


def news(house: House, name: str, number: int = 1, **fields: object) -> Alert:
    """Raise an alert about the same meeting and queue it."""
    alert = make.alert(id=f"alert-{number}", raised_at=NOW, rules=("all-minilaterals",), **fields)
    with transaction(house.engine) as session:
        assert outbox.raise_alert(session, alert, [name])
    return alert


def states(house: House) -> list[DeliveryState]:
    """Return the state of every delivery."""
    with reading(house.engine) as session:
        return [delivery.state for delivery in outbox.deliveries(session)]


class TestWebhook:
    """A program of somebody else's."""

    def secrets(self, url: str) -> dict[str, str]:
        """Return the settings of the partner."""
        key = f"whsec_{base64.b64encode(KEY).decode()}"
        return {"SECRET_PARTNER": url, "SECRET_PARTNER_KEY": key}

    def test_the_facts_arrive_signed_and_once(self, told: Opened) -> None:
        """After a failure the same id comes again, and the receiver can verify it."""
        hook = Webhook(status=500)
        with webhook_server(hook) as url:
            house = told(PARTNER, **self.secrets(url))
            alert = news(house, "partner")
            (made,) = compose(house, NOW).composed
            assert deliver(house, NOW).as_dict() == {"failed": 1}
            hook.status = 202
            assert deliver(house, NOW + timedelta(minutes=2)).as_dict() == {"sent": 1}
            assert deliver(house, NOW + timedelta(hours=1)).total == 0
        (_, first, _), (_, headers, body) = hook.taken
        assert first["webhook-id"] == headers["webhook-id"] == made.delivery.id
        said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        mark = base64.b64encode(hmac.new(KEY, said, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{mark}"
        (fact,) = json.loads(body)["data"]["alerts"]
        assert (fact["id"], fact["record"]) == (alert.id, "m1")

    def test_a_private_target_is_refused(self, told: Opened) -> None:
        """Without leave in the settings nothing of our network is reached."""
        hook = Webhook()
        with webhook_server(hook) as url:
            house = told(PARTNER, **self.secrets(url), ALLOW_PRIVATE_HOSTS="feeds.internal")
            news(house, "partner")
            compose(house, NOW)
            assert deliver(house, NOW).as_dict() == {"failed": 1}
        assert hook.taken == []
        with reading(house.engine) as session:
            (delivery,) = outbox.deliveries(session)
            (attempt,) = outbox.attempts(session, delivery.id)
        assert attempt.detail == "configuration its host lies in a private network"


class TestSlackApp:
    """A channel with threads."""

    def house(self, told: Opened, room: Workspace) -> House:
        """Return a house that posts to the workspace."""
        return told(APP, SECRET_BOT=TOKEN, SLACK_API_URL=room.url)

    def test_news_of_one_meeting_is_one_thread(self, told: Opened, room: Workspace) -> None:
        """What happens to it later is a reply; another meeting begins another thread."""
        house = self.house(told, room)
        off = make.meeting(status=Status.CANCELLED)
        other = make.meeting(id="m2", participants=("AU", "IN", "JP"))
        news(house, "channel", 1)
        compose(house, NOW)
        deliver(house, NOW)
        news(house, "channel", 2, reason=Reason.CANCELLED, meeting=off)
        compose(house, NOW + timedelta(hours=1))
        deliver(house, NOW + timedelta(hours=1))
        news(house, "channel", 3, meeting=other)
        compose(house, NOW + timedelta(hours=2))
        deliver(house, NOW + timedelta(hours=2))
        first, second, third = room.messages
        assert second["thread_ts"] == first["ts"]
        assert second["reply_broadcast"] is True
        assert "thread_ts" not in third
        assert states(house) == [DeliveryState.SENT] * 3

    @pytest.mark.parametrize("is_posted", [True, False])
    def test_a_lost_answer_is_cleared_up(
        self, told: Opened, room: Workspace, *, is_posted: bool
    ) -> None:
        """The channel is read later: what stands there is sent, what does not is posted once."""
        house = self.house(told, room)
        news(house, "channel")
        compose(house, NOW)
        room.troubles.append(Trouble(drops=True, after=is_posted))
        assert deliver(house, NOW).as_dict() == {"unknown": 1}
        deliver(house, NOW + timedelta(minutes=15))
        assert states(house) == [DeliveryState.SENT]
        assert len(room.messages) == 1
        assert len([method for method, _ in room.calls if method == "chat.postMessage"]) == (
            1 if is_posted else 2
        )

    def test_a_channel_that_is_gone_closes_no_other(self, told: Opened, room: Workspace) -> None:
        """The token is sound: whoever else it serves is still told."""
        gone = APP.replace('"channel"\nchannel', '"gone"\nchannel').replace(CHANNEL, "C0000000000")
        house = told(APP + gone, SECRET_BOT=TOKEN, SLACK_API_URL=room.url)
        alert = make.alert(raised_at=NOW, rules=("all-minilaterals",))
        with transaction(house.engine) as session:
            assert outbox.raise_alert(session, alert, ["channel", "gone"])
        compose(house, NOW)
        assert deliver(house, NOW).as_dict() == {"failed": 1, "sent": 1}
        assert len(room.messages) == 1
