"""Confidence is the sum of what speaks for a claim and against it, as a probability."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.meetings.confidence import ALERT_FROM, STORE_FROM, confidence
from tests.parsers.claims import only

WEIGHTS = st.dictionaries(st.text(min_size=1), st.floats(-5, 5), max_size=8)


def test_the_lines_lie_between_nothing_known_and_much() -> None:
    """Doubt alone is not kept, a plain claim is kept, and one that much speaks for alerts."""
    assert confidence({"headline": -0.8, "no_level": -0.7}) < STORE_FROM < ALERT_FROM
    assert confidence({"trigger": 0.5, "offices": 1.0, "explicit": 0.6}) > ALERT_FROM


@given(WEIGHTS, st.floats(0.01, 5))
def test_what_speaks_for_a_claim_makes_it_no_less_sure(
    features: dict[str, float],
    weight: float,
) -> None:
    """One more feature of positive weight never lowers the confidence."""
    more = {**features, "one more": weight}
    assert 0 <= confidence(features) <= confidence(more) <= 1


def test_a_meeting_said_outright_is_surer_than_a_clipped_headline() -> None:
    """The same states, told in a full sentence and in a headline alone."""
    told = only("The foreign ministers of Kenya, Uganda and Rwanda met in Kigali on Thursday.")
    clipped = only("", "Kenya, Uganda, Rwanda ministers meet")
    assert told.confidence > clipped.confidence


def test_confidence_is_what_the_features_add_up_to() -> None:
    """A claim carries every weight that made its confidence."""
    claim = only("The leaders of Fiji, Tonga and Samoa held a trilateral summit in Apia.")
    assert claim.features["collective"] > 0
    assert claim.confidence == confidence(claim.features)
