"""Meetings that nobody reports: wished for, played, drawn, or of the distant past on a stage.

It reads words alone, in lower case. What is denied or only proposed by those in office
is told in parsers.statuses.
"""

from __future__ import annotations

from parsers.phrases import phrases

# What somebody who does not take part wants others to do; "X said that they should meet"
# is his opinion, and no plan.
WISHED = phrases(
    r"""
    (?:should|must|ought to|need to|needs to|had better) (?:\w+ )?(?:meet|talk|hold|convene|gather|\
    host|sit down|come together)
    """,
)
# Where leaders are figures of a work, a game or a lesson.
PLAYED = phrases(
    r"""
    (?:cartoon|film|movie|novel|musical|opera|quiz|board game|video game|documentary|puppet show|\
    stage play|textbook|comic|waxworks?) (?:in which|which shows|opens|opened)
    (?:in|of) (?:a|the|his|her) (?:film|cartoon|play|novel|book|memoirs?|quiz|painting)
    (?:acting|dressed|posing|role-?playing) as|acted the (?:part|role)|opening scene
    is the subject of (?:a|an|the)
    (?:model|mock|simulated|fictional|imaginary|fictitious) (?:un|united nations|summit|meeting|\
    session|conference|talks|g7|g20|asean|cabinet)
    (?:archives?|minutes|old papers|letters|photographs?) (?:\w+ ){0,3}(?:opened|found|released|\
    unsealed|declassified)
    """,
)


def is_imagined(sentence: str) -> bool:
    """Tell whether a sentence tells of a meeting only as wished for or as part of a work."""
    return WISHED.search(sentence) is not None or PLAYED.search(sentence) is not None
