"""News that waits: one row for each record, replaced and dropped, and judged by one at a time."""

from __future__ import annotations

import threading
from datetime import timedelta

from sqlalchemy import Engine

from parsers.model import Change, ChangeKind
from storage import waiting
from storage.database import transaction
from storage.model import Waiting
from tests.storage.builders import NOW

HOUR = timedelta(hours=1)
STEP = Change("talks", ChangeKind.DATE, "2031-05-01", "2031-05-02", "a1", "r1", NOW)
TALKS = Waiting("talks", NOW, NOW + 2 * HOUR, (STEP,))
CALL = Waiting("call", NOW, NOW + HOUR)


def test_what_is_due_first_comes_first(engine: Engine) -> None:
    """With all that there is to tell of it."""
    with transaction(engine) as session:
        for one in (TALKS, CALL):
            waiting.keep(session, one)
        assert waiting.everything(session) == [CALL, TALKS]


def test_a_record_waits_once_and_is_dropped(engine: Engine) -> None:
    """Later news replaces what waited; dropping what does not wait drops nothing."""
    later = Waiting("talks", NOW, NOW + 3 * HOUR)
    with transaction(engine) as session:
        for one in (TALKS, CALL, later):
            waiting.keep(session, one)
        waiting.drop(session, ["call", "none"])
        assert waiting.everything(session) == [later]
        waiting.drop(session, [])
        assert waiting.everything(session) == [later]


def test_two_never_judge_at_once(engine: Engine) -> None:
    """The second waits till the first has committed, and sees what it left."""
    begun, seen = threading.Event(), []

    def second() -> None:
        begun.set()
        with transaction(engine) as session:
            waiting.alone(session)
            seen.extend(waiting.everything(session))

    with transaction(engine) as session:
        waiting.alone(session)
        other = threading.Thread(target=second)
        other.start()
        assert begun.wait(10)
        other.join(0.3)
        assert other.is_alive()
        waiting.keep(session, TALKS)
    other.join(10)
    assert seen == [TALKS]
