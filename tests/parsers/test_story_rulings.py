"""What people decided of stories, as rulings on articles and as labelled pairs of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from parsers.copies.clusters import Ruling, RulingKind, partition
from parsers.records.rulings import Anchor, Decision, DecisionKind
from parsers.records.story_rulings import RULINGS, is_of_story, labelled, ruling_of

DAY = datetime(2026, 3, 9, 8, tzinfo=UTC)
MERGE, SPLIT, PIN = DecisionKind.STORY_MERGE, DecisionKind.STORY_SPLIT, DecisionKind.STORY_PIN
NAMES = "abcde"


def decision(kind: DecisionKind, left: str, right: str = "", *, day: int = 0) -> Decision:
    """Return a decision on articles that are named by single letters."""
    sides = (tuple(Anchor(one, ()) for one in side) for side in (left, right))
    return Decision(
        f"{kind}-{left}-{right}-{day}", kind, left[0], DAY + timedelta(days=day), *sides
    )


def pairs(made: Sequence[Decision], undone: Sequence[Decision] = ()) -> list[str]:
    """Return the labelled pairs: "=" for copies, "/" for none, "-" before those that hold not."""
    told = labelled([(one, DAY if one in undone else None) for one in made])
    return [
        f"{'' if pair.holds else '-'}{pair.left}{'=' if pair.is_copy else '/'}{pair.right}"
        for pair in told
    ]


def test_a_decision_is_a_ruling_on_its_articles() -> None:
    """Kind, both sides and the instant; what is decided of a record is none."""
    assert ruling_of(decision(SPLIT, "a", "bc", day=2)) == Ruling(
        RulingKind.SPLIT, frozenset("a"), frozenset("bc"), DAY + timedelta(days=2)
    )
    assert ruling_of(decision(PIN, "ab")).kind is RulingKind.PIN
    assert [kind for kind in DecisionKind if is_of_story(decision(kind, "a"))] == [*RULINGS]


def test_each_decision_labels_pairs() -> None:
    """A merger ties across, a split parts across, a pin ties inside."""
    assert pairs([decision(MERGE, "ab", "c")]) == ["a=c", "b=c"]
    assert pairs([decision(SPLIT, "c", "ab")]) == ["a/c", "b/c"]
    assert pairs([decision(PIN, "abc")]) == ["a=b", "a=c", "b=c"]
    assert pairs([decision(PIN, "a")]) == []
    assert pairs([decision(DecisionKind.MERGE, "a", "b")]) == []


def test_of_two_labels_on_a_pair_the_later_holds() -> None:
    """What is undone, or decided otherwise since, is kept and holds no more."""
    merged, parted = decision(MERGE, "ab", "c"), decision(SPLIT, "c", "a", day=1)
    assert pairs([merged, parted]) == ["-a=c", "b=c", "a/c"]
    assert pairs([merged, parted], undone=[parted]) == ["a=c", "b=c", "-a/c"]
    assert pairs([merged], undone=[merged]) == ["-a=c", "-b=c"]


@given(
    st.lists(
        st.builds(
            decision,
            st.sampled_from([MERGE, SPLIT]),
            st.sampled_from(NAMES),
            st.sampled_from(NAMES),
            day=st.integers(0, 2),
        ),
        max_size=5,
        unique_by=lambda one: one.id,
    )
)
def test_a_label_that_parts_is_what_the_stories_follow(made: list[Decision]) -> None:
    """No pair has two labels that hold, and what is called no copy is never of one story."""
    told = [pair for pair in labelled([(one, None) for one in made]) if pair.holds]
    assert len({(pair.left, pair.right) for pair in told}) == len(told)
    rulings = [ruling_of(one) for one in made]
    found = partition(dict.fromkeys(NAMES, DAY), [], rulings).stories
    assert all(found[pair.left] != found[pair.right] for pair in told if not pair.is_copy)
