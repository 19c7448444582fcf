"""How sure a claim is: named features in log-odds, summed and brought to a probability.

Each feature is weighed where it is found; here they are only added up, calibrated and
compared with the two lines that a claim may cross.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from parsers.model import Meeting

BASE = -0.5  # log-odds of a claim of which nothing is known

# Platt scaling, fitted to labelled articles together with parsers.meetings.prominence: of the
# claims of a confidence of 0.9, about nine in ten are right. tests.quality.calibration checks it.
SLOPE, SHIFT = 0.8, 0.9

# A claim under the first is noise too often to be kept. Under the second it is kept as
# evidence, and waits for a second newsroom before anybody is told.
STORE_FROM, ALERT_FROM = 0.4, 0.7


def confidence(features: Mapping[str, float]) -> float:
    """Return the probability, from 0 to 1, that a claim with these features is right."""
    score = BASE + sum(features.values())
    return round(1 / (1 + math.exp(-(SLOPE * score + SHIFT))), 3)


def marked(claim: Meeting, feature: str, weight: float) -> Meeting:
    """Return a claim with one more feature, and the confidence that it then has."""
    features = {**claim.features, feature: weight}
    return replace(claim, features=features, confidence=confidence(features))
