"""Where a claim stands: in a sentence, or in the headline alone, and never in both."""

from __future__ import annotations

import pytest

from tests.parsers.claims import only, who


@pytest.mark.parametrize(
    ("title", "sets"),
    [
        ("Polish, German and French foreign ministers to meet in Weimar", "DE-FR-PL"),
        ("Japan, Philippines, US leaders hold first trilateral summit", "JP-PH-US"),
        ("C5+1 leaders to gather in New York", "KG-KZ-TJ-TM-US-UZ"),
        ("Norway, Sweden, Finland defence ministers meet", "FI-NO-SE"),
        ("Presidents of Kenya, Somalia and Ethiopia agree to meet in Nairobi", "ET-KE-SO"),
        ("Fiji, Tonga, Samoa foreign ministers cancel meeting", "FJ-TO-WS"),
        ("Sahel ministers meet in Bamako", ""),
        ("Kenya, Uganda and Tanzania in trade row", ""),
        ("Who won when Peru, Chile and Ecuador met?", ""),
        ("Wine from Chile, Peru and Argentina", ""),
        ("Storm nears Fiji, Tonga and Samoa", ""),
        ("The Japan-ROK-US trilateral", ""),
    ],
)
def test_a_headline_alone_is_enough(title: str, sets: str) -> None:
    """A headline that no sentence repeats is read like a sentence, as weaker evidence."""
    assert who("", title) == sets


def test_a_repeated_headline_is_not_read_twice() -> None:
    """A page's text often opens with its headline; the text begins behind it."""
    title = "Nickname for the trilateral of Chile, Peru and Bolivia"
    text = f"{title} By Ana Rojas LIMA, May 9 (Andes) - Officials have begun to use a nickname."
    assert who(text, title) == ""


def test_evidence_is_the_sentence() -> None:
    """The span of the evidence holds the words that tell of the meeting."""
    text = "It rained. The leaders of Fiji, Tonga and Samoa met in Nadi. It stopped."
    evidence = only(text).evidence
    assert text[evidence.start : evidence.end] == evidence.text
    assert evidence.text == "The leaders of Fiji, Tonga and Samoa met in Nadi."
