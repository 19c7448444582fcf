"""The meeting of those who come together over several sentences.

Who they are is added up in parsers.scenes.gatherings; here the sentence that says that they talk
becomes a frame of all of them, and one that names only a part is made whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from parsers.scenes.clauses import Clause
from parsers.scenes.discourse import Memory
from parsers.scenes.frames import BACK_REFERENCE, Frame, frame
from parsers.scenes.gatherings import Gathering
from parsers.scenes.scenes import Scene
from parsers.words.counts import SET_SIZE

ELSEWHERE = frozenset({"counted-elsewhere", "referred", "recalled"})
GATHERED = "gathered"  # the rule of frames of those who come together


def told_at(index: int, memory: Memory) -> Gathering | None:
    """Return those who come together over several sentences, of which a scene is one."""
    return next((each for each in memory.gatherings if each.first <= index <= each.last), None)


def completed(made: Iterable[Frame], scene: Scene, memory: Memory) -> Iterator[Frame]:
    """Yield the frames of a scene, those of a part of a gathering as of the whole of it."""
    told = told_at(scene.index, memory)
    if told is None or (told.is_weak and len(memory.foremost()) >= SET_SIZE):
        yield from made
        return
    is_told = memory.told[told.states] > 0
    if is_told and told.is_at_once:
        yield from made
        return
    is_known, is_told = is_told, is_told and told.word.is_noun
    for each in made:
        whole = _whole(each, told, is_known=is_known)
        is_told |= whole.states >= told.states
        yield whole
    if scene.index == told.told and not is_told:
        yield _of_gathering(scene, told)


def _whole(made: Frame, told: Gathering, *, is_known: bool) -> Frame:
    """Return the frame of all who came where one names some and speaks of the meeting of all.

    ``is_known`` where a sentence before tells of it.
    """
    borrows = not made.states <= {actor.state for actor in made.clause.actors}
    if made.states == told.states and borrows and made.is_anaphoric and not is_known:
        return _as_of(made, told)
    is_told = made.clause.scene.index == told.told
    if made.states == told.states and made.rule in ELSEWHERE and is_told:
        return replace(made, rule=GATHERED)
    if not made.states < told.states:
        return made
    if len(made.states) < SET_SIZE and not (borrows and is_told):
        return made
    return _as_of(made, told)


def _of_gathering(scene: Scene, told: Gathering) -> Frame:
    word = told.word
    end = len(scene.text) + 1
    clause = Clause(scene, 0, end, scene.row.text, (word,), (word,), word, scene.actors)
    return _as_of(frame(clause, told.states, GATHERED, scene.actors), told)


def _as_of(made: Frame, told: Gathering) -> Frame:
    """Return a frame as one of all who came; people whom its sentence does not name are moved."""
    own = made.clause.actors
    at = next((at for at, i in enumerate(made.clause.scene.items) if made.clause.holds(i)), 0)
    actors = tuple(a if a in own else replace(a, first=at, last=at) for a in told.actors)
    return replace(
        made,
        states=told.states,
        actors=actors,
        rule=GATHERED,
        features={**made.features, "back_reference": BACK_REFERENCE},
        is_anaphoric=False,
    )
