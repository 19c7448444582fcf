"""Who joined a set of states and who left it, and how a reader is told."""

from __future__ import annotations

from alerts.headlines import subject, title
from alerts.model import Reason
from alerts.sets import joined, left
from parsers.model import GroupingRecord
from tests.alerts.builders import digest, grouping, grouping_alert, names

REEF = ("FJ", "TO", "WS")


def record(*members: str, former: tuple[str, ...] = REEF) -> GroupingRecord:
    """Return a set that was another before."""
    return grouping(members=tuple(sorted(members)), former=former, names=("Reef Table",))


def test_who_came_and_who_went_is_told_by_both_sets() -> None:
    """Nobody did where no former set is known."""
    grown = record("FJ", "TO", "VU", "WS")
    assert (joined(grown), left(grown)) == (("VU",), ())
    shrunk = record("FJ", "TO")
    assert (joined(shrunk), left(shrunk)) == ((), ("WS",))
    assert joined(record("FJ", "TO", former=())) == ()
    assert left(record("FJ", "TO", former=())) == ()


def told(changed: GroupingRecord, name: str = "Reef Table") -> str:
    """Return the title of the alert of a set whose members changed."""
    alert = grouping_alert(
        reason=Reason.PARTICIPANTS, members=changed.members, name=name, grouping=changed,
        meeting=None,
    )  # fmt: skip
    assert subject(digest(alert), names).startswith(title(alert, names)[:30])
    return title(alert, names)


def test_a_title_says_who_joined_and_who_left() -> None:
    """By the names of the states and of the grouping; one of several words has an article."""
    assert told(record("FJ", "TO", "VU", "WS")) == f"{names('VU')} joined the Reef Table"
    assert told(record("FJ", "TO")) == f"{names('WS')} left the Reef Table"
    assert told(record("FJ", "TO", "VU", "WS"), "REEF") == f"{names('VU')} joined REEF"
    both = f"{names('VU')} joined and {names('WS')} left the Reef Table"
    assert told(record("FJ", "TO", "VU")) == both
