"""A row is read again only where something that it asked is answered otherwise by now."""

from __future__ import annotations

from functools import partial

from parsers.actors.actors import Actor
from parsers.scenes.readings import Readings


def test_a_row_is_read_again_where_an_answer_has_changed() -> None:
    """What it asked counts, and what other rows asked does not."""
    readings, known = Readings(), {"Petrov": "XK", "Silva": "BR"}
    times: list[str] = []

    def read(name: str) -> list[Actor]:
        times.append(name)
        return [Actor(readings.ask(lambda: known[name]), 0, 1)]

    def states() -> list[str]:
        return [readings.of(name, partial(read, name))[0].state for name in ("Petrov", "Silva")]

    assert states() == ["XK", "BR"]
    known["Petrov"] = "BG"
    assert states() == ["BG", "BR"]
    assert times == ["Petrov", "Silva", "Petrov"]
