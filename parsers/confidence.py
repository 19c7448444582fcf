"""How sure a claim is: named features in log-odds, summed and brought to a probability.

Each feature is weighed where it is found; here they are only added up and compared
with the two lines that a claim may cross.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

BASE = -0.5  # log-odds of a claim of which nothing is known

# A claim under this is noise more often than not, and is not kept.
STORE_FROM = 0.3


def confidence(features: Mapping[str, float]) -> float:
    """Return the probability, from 0 to 1, that a claim with these features is right."""
    score = BASE + sum(features.values())
    return round(1 / (1 + math.exp(-score)), 3)
