"""How often this process looks for garbage in circles: seldom, as reading leaves hardly any."""

from __future__ import annotations

import gc

# Objects made and not yet let go. An article makes some thousands and lets all of them go; one of
# a hundred thousand words holds twice as many to its end, and would be walked through in vain.
COLLECT_AFTER = 250_000


def settle() -> None:
    """Keep for good what is there by now, and walk through what comes later only seldom.

    It is called when the lexicon is loaded, which the collector would else walk through for
    each long text.
    """
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, *gc.get_threshold()[1:])
