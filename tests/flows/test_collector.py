"""The collector of this process walks seldom, and not through what is kept for good."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from flows.runtime.collector import COLLECT_AFTER, settle


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Leave the collector of the tests as it was."""
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


def test_what_is_there_is_kept_for_good() -> None:
    """It is walked through no more; what comes later is, after many objects."""
    kept = [["a lexicon"]]
    settle()
    assert not any(found is kept for found in gc.get_objects())
    later = [["an article"]]
    assert any(found is later for found in gc.get_objects())
    assert gc.get_threshold()[0] == COLLECT_AFTER


def test_circles_are_still_collected() -> None:
    """Garbage does not pile up for ever: a walk begins by itself."""
    settle()
    before = gc.get_stats()[0]["collections"]
    circles: list[list[object]] = [[] for _ in range(2 * COLLECT_AFTER)]
    for one in circles:
        one.append(one)
    assert gc.get_stats()[0]["collections"] > before
