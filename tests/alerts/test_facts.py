"""What programs are told: facts under fixed names, all of them, in less than 20 KB."""

from __future__ import annotations

import json
from typing import Any

import pytest

from alerts.facts import BODY_LIMIT, TYPE, body
from alerts.model import Digest
from tests.alerts.builders import NOW, alert, digest, many, names, sample, source


def read(told: Digest, **options: str) -> dict[str, Any]:
    """Return a digest's message as a receiver reads it."""
    made = body(told, names, delivery="d1", at=NOW, **options)
    assert len(made.encode()) < BODY_LIMIT
    return json.loads(made)


def test_a_message_has_type_timestamp_and_data() -> None:
    """The frame of Standard Webhooks, with who is told of which hours."""
    made = read(sample())
    assert (made["type"], made["timestamp"]) == (TYPE, NOW.isoformat())
    assert {key: made["data"][key] for key in ("delivery", "recipient", "cadence", "left_out")} == {
        "delivery": "d1",
        "recipient": "desk",
        "cadence": "daily",
        "left_out": 0,
    }
    assert made["data"]["coverage"]["read"] == 31


def test_each_alert_is_told_in_facts() -> None:
    """States, days with their precision, status, the step and the sources, all readable alone."""
    told = read(sample(), public_url="https://watch.example.org")["data"]["alerts"]
    assert [one["reason"] for one in told] == ["new_grouping", "cancelled", "moved", "held"]
    moved = told[2]
    assert moved["states"] == ["JP", "PH"]
    assert (moved["before"], moved["after"]) == ("Thursday 12 March 2026", "Thursday 19 March 2026")
    assert moved["url"] == "https://watch.example.org/records/m2"
    meeting = moved["meeting"]
    assert (meeting["start"], meeting["end"]) == ("2026-03-19", "2026-03-19")
    assert (meeting["precision"], meeting["status"]) == ("day", "scheduled")
    assert (meeting["level"], meeting["city"], meeting["country"]) == (
        "two_plus_two",
        "Tokyo",
        "JP",
    )
    new = told[0]
    assert (new["newsrooms"], new["copies"], new["meeting"]) == (5, 14, None)
    assert new["grouping"]["standing"] == "candidate"
    assert new["sources"][0]["is_official"] is True
    assert len(new["sources"]) == 5


@pytest.mark.parametrize("count", [1, 8, 48, 500])
def test_the_body_is_below_the_limit(count: int) -> None:
    """Sources are left out before alerts, alerts from the end, and all that is missing counted."""
    alerts = [
        alert(
            id=each.id,
            record=each.record,
            meeting=each.meeting,
            sentence=each.sentence,
            sources=tuple(source(f"paper{at}.example") for at in range(30)),
        )
        for each in many(count)
    ]
    data = read(digest(*alerts))["data"]
    assert len(data["alerts"]) + data["left_out"] == count
    assert all(len(one["sources"]) + one["more_sources"] == 30 for one in data["alerts"])
    assert len(data["alerts"]) >= min(count, 12)


def test_an_address_that_is_no_link_is_left_out() -> None:
    """A receiver may turn addresses into links: only plain web addresses are handed on."""
    bad = source(url="javascript:alert(1)", title="line\nbreak\x00")
    (told,) = read(digest(alert(sources=(bad,))))["data"]["alerts"]
    assert told["sources"][0]["url"] is None
    assert told["sources"][0]["title"] == "line break"
