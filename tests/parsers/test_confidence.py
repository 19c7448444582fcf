"""Confidence is the sum of what speaks for a claim and against it, as a probability."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.confidence import BASE, confidence
from tests.parsers.claims import only

WEIGHTS = st.dictionaries(st.text(min_size=1), st.floats(-5, 5), max_size=8)


def test_without_features_only_the_base_counts() -> None:
    """A claim of which nothing is known is less likely right than wrong."""
    assert BASE < 0
    assert confidence({}) < 0.5


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
