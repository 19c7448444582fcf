"""A proof of copies in words: each value says what it means, and what was lacking is named."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from alerts.proofs import LINES, RELATIONS, RULES, TOLD_APART, headline, reasons, why_not
from parsers.copies.edges import Edge, Relation, Tier
from parsers.copies.likeness import Likeness
from parsers.copies.stories import WINDOW, judge
from parsers.model import Article

AT = datetime(2026, 3, 9, 8, tzinfo=UTC)
TEXT = (
    "The foreign ministers of Kenya and Oman met in Lund on Monday and agreed on a hotline for "
    "ships in distress, to be staffed by both navies. A fund of four million will pay for radios "
    "on the small boats that carry dates and timber along the coast. Officials of both states said "
    "that the first call should be answered in May. Two of the vessels that were taken in January "
    "are still held near the northern cape, and their crews have not been heard of since."
)
OTHER = (
    "Bakers in the old town of Halmstad raised the price of rye bread by a tenth after the third "
    "dry summer. A mill owner said that he had never bought grain from so far away, and that the "
    "river was too low for his wheel. The town council will talk of a grant in its next sitting. "
    "Children were seen to feed the swans with biscuits, which the keeper of the park regretted."
)


def article(name: str, text: str = TEXT, hours: float | None = 0, **fields: str) -> Article:
    """Return an article, published some hours after the first."""
    at = None if hours is None else AT + timedelta(hours=hours)
    url = f"https://{name}.example/talks"
    given = {"outlet": f"{name}.example", "title": "Ministers agree on a hotline"} | fields
    return Article(name, url, "feed", text=text, published_at=at, **given)


def edge(**evidence: float | str) -> Edge:
    """Return a proof with this evidence."""
    return Edge("harbour", "strait", Tier.NEAR, 0.9, "stories-0", dict(evidence))


def told(one: Edge, right: Article | None = None) -> list[str]:
    """Return the reasons of a proof between two articles."""
    return list(reasons(one, article("harbour"), right or article("strait", hours=26.5)))


def test_what_the_verifier_finds_is_said_in_words() -> None:
    """No value of a real proof is told by its bare name, and each rule and relation has words."""
    right = article("strait", TEXT.replace("four million", "much money"))
    found = judge(article("harbour"), right)
    assert found is not None
    words = "\n".join(told(found, right))
    assert "stand in the other" in words
    assert "sentences match in order" in words
    assert "rarest words in both: " in words
    assert not [name for name in found.evidence if f"\n{name}: " in f"\n{words}"]
    known = {name for line in LINES for name in line} | TOLD_APART
    assert known >= {one.name for one in fields(Likeness)}
    assert {*RELATIONS} == {*Relation}
    assert found.evidence["rule"] in RULES


def test_values_are_put_as_an_editor_reads_them() -> None:
    """Shares as per cent of what, counts with what they count, those of one matter in one line."""
    words = told(edge(rule="light", c5=0.1234, c3=0.62, matched=12, run=7, unquoted=211, p=0.987))
    runs = "12% of the shorter text's five-word runs stand in the other; 62% of its three-word runs"
    assert words[:4] == [
        "edited lightly: sentence by sentence much the same words",
        "12 sentences match in order, 7 of them one after the other in both",
        f"{runs}; speech is left out, 211 words or more of each are not",
        "probability that one is the other reworded: 98.7%",
    ]


def test_what_is_nothing_is_not_said_and_what_is_new_is() -> None:
    """No form was filled anew; and a value of a later version comes under its own name."""
    words = told(edge(template=0.0, stray=0.0, later=0.5, kind="x\x1b[2J"))
    assert not any("forms" in line or "last match" in line for line in words)
    assert "later: 0.5" in words
    assert "kind: x[2J" in words
    assert any("forms" in line for line in told(edge(template=0.8)))


@pytest.mark.parametrize(
    ("signed", "said"),
    [
        ({}, "neither credits an agency"),
        ({"left_credit": "Quay Press", "right_credit": "Quay Press"}, "both credit Quay Press"),
        ({"right_credit": "Quay Press"}, "the first credits nobody, the second Quay Press"),
    ],
)
def test_credits_of_both_sides_are_told(signed: dict[str, str], said: str) -> None:
    """Also that there are none."""
    assert said in told(edge(**signed))


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (26.5, "strait was published 1 d 2 h 30 min later"),
        (-1, "harbour was published 1 h later"),
        (0.001, "strait was published less than a minute later"),
        (0, "published at the same time"),
        (None, "when one of them was published is not known"),
    ],
)
def test_the_time_between_is_told(hours: float | None, said: str) -> None:
    """With who came later."""
    assert told(edge(), article("strait", hours=hours))[-1] == said


def test_the_headline_names_both_tier_rule_score_and_version() -> None:
    """In one line, for each relation."""
    assert headline(edge(rule="light")) == (
        "harbour is one text with strait (copy; near, rule light, score 0.90; stories-0)"
    )
    part = replace(edge(rule="part"), relation=Relation.DERIVED, tier=Tier.REWRITTEN)
    assert "has a passage in common with" in headline(part)


def test_what_is_no_copy_says_what_was_lacking() -> None:
    """Other words, other languages, too long ago, no text, or some likeness and not enough."""
    one = article("harbour", language="en")
    assert list(why_not(one, article("strait", OTHER))) == [
        "hardly a run of words in common, and no order of names and rare words"
    ]
    late = article("strait", hours=24 * WINDOW.days + 5, language="sv")
    words = list(why_not(one, late))
    assert words[0] == "published 7 d 5 h apart: copies appear within 7 d"
    assert words[1] == "in two languages: en and sv"
    assert list(why_not(one, article("strait", " "))) == ["one of them has no text"]
    words = list(why_not(one, article("strait", f"{TEXT[:120]} said a man. {OTHER}")))
    assert any(line.startswith("probability that one is the other reworded: ") for line in words)
    assert any("five-word runs stand in the other" in line for line in words)


def test_a_form_filled_anew_is_said_to_be_one() -> None:
    """The same words of other names are no copy, however many they are."""
    forms = [
        " ".join(
            f"The ministry said that Ambassador {name} of {state} presented his letters of "
            "credence in the marble hall before noon and inspected the guard."
            for name, state in pairs
        )
        for pairs in (
            (("Okello", "Kenya"), ("Lind", "Sweden"), ("Sato", "Japan"), ("Haddad", "Oman")),
            (("Moreau", "France"), ("Petrov", "Bulgaria"), ("Silva", "Brazil"), ("Kim", "Korea")),
        )
    ]
    one, other = article("harbour", forms[0]), article("strait", forms[1])
    assert judge(one, other) is None
    assert any("as filled forms do" in line for line in why_not(one, other))
