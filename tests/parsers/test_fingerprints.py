"""Fingerprints are stable, ignore credits and find cut and reworded copies among candidates."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.copies.fingerprints import (
    BODY_BANDS,
    LEAD_BANDS,
    SHARED_BANDS,
    Fingerprint,
    bands,
    fingerprint,
    mask,
    shingles,
    stable_hash,
    tokens,
)
from parsers.copies.rarity import NAME, RARE, stem, weight
from parsers.model import Article
from tests.parsers.test_stories import CUT, LOCAL, ORIGINAL, REWORDED, RIVAL, article

PHRASE = "Read more about this story here."

# Computed once; whoever changes them makes every kept fingerprint useless.
HASH = -5162674267975591363
DIGEST = "8a3b5763fb00ded88089eae84ac2e8b7e3f1c7bc68fbe6c6930977d1d7794f03"
BANDS = (
    -6260483969669631627,
    -3921505959955001437,
    971470966578596505,
    1467290836731295267,
    2193799927848691959,
    2432375317820511358,
)
SHINGLES = [-6886403639865294677, -5457005676747837596]


def printed(text: str, title: str = "Patrol agreed") -> Fingerprint:
    """Return the fingerprint of a text that is known to hold words."""
    found = fingerprint(article("a", text, title))
    assert found is not None
    return found


def shared(left: str, right: str) -> int:
    """Return how many bands two texts share."""
    return len({*bands(left)} & {*bands(right)})


def test_hashes_never_change() -> None:
    """The literal values hold in every process, on every machine, for ever."""
    assert stable_hash("tuna") == HASH
    found = printed("Fiji, Chile and Portugal open a patrol in Suva.")
    assert found.digest == DIGEST
    assert found.bands == BANDS
    assert sorted(found.shingles)[:2] == SHINGLES


def test_hashes_do_not_depend_on_the_seed_of_the_interpreter() -> None:
    """Another interpreter with another hash seed finds the same bands."""
    code = "import sys; from parsers.copies.fingerprints import bands; print(bands(sys.argv[1]))"
    run = subprocess.run(  # noqa: S603  # our own interpreter and code
        [sys.executable, "-c", code, ORIGINAL],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert run.stdout.strip() == str(bands(ORIGINAL))


def test_hashes_fit_a_signed_column() -> None:
    """Every hash fits a signed 64-bit integer, as databases keep it."""
    values = [*bands(ORIGINAL), *shingles(ORIGINAL)]
    assert all(-(2**63) <= value < 2**63 for value in values)
    assert any(value < 0 for value in values)


def test_credits_case_and_punctuation_do_not_change_the_digest() -> None:
    """A reprint has the digest of the agency's own text."""
    own = "\n".join(ORIGINAL.split(" - ", 1)[1].split("\n")[:-1])
    assert printed(ORIGINAL).digest == printed(own).digest == printed(own.upper()).digest
    assert printed(own).digest != printed(f"{own} Tuvalu too.").digest


def test_the_title_counts_only_for_a_phrase() -> None:
    """An edited headline leaves a story's digest, but two pages of one phrase differ by title."""
    assert printed(ORIGINAL, "One").digest == printed(ORIGINAL, "Two").digest
    assert printed(PHRASE, "One").digest != printed(PHRASE, "Two").digest


@pytest.mark.parametrize("text", ["", " \n ", "—", "(Reuters) - "])
def test_a_text_without_words_has_no_fingerprint(text: str) -> None:
    """Nothing to compare is None, not an empty fingerprint that all empty pages would share."""
    assert fingerprint(article("a", text)) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (ORIGINAL, CUT),
        (ORIGINAL, f"{CUT}\n{LOCAL}"),
        (ORIGINAL, f"{LOCAL}\n{ORIGINAL}"),
        (ORIGINAL, REWORDED),
        (ORIGINAL, f"{REWORDED}\n{LOCAL}"),
        (ORIGINAL, ORIGINAL.split("\n")[0]),
        (f"{LOCAL}\n{REWORDED}", CUT),
    ],
)
def test_copies_share_enough_bands(left: str, right: str) -> None:
    """Cut, padded and reworded copies become candidates."""
    assert shared(left, right) >= SHARED_BANDS


def test_other_subjects_share_few_bands() -> None:
    """A text on another subject is no candidate."""
    assert shared(ORIGINAL, LOCAL) < SHARED_BANDS


def test_bands_are_bounded_sorted_and_distinct() -> None:
    """A long text costs no more rows than the two samples have."""
    long = "\n".join(f"Word{number} met name{number} in place{number}." for number in range(900))
    found = bands(long)
    assert len(found) <= BODY_BANDS + LEAD_BANDS
    assert list(found) == sorted(set(found))


def test_speech_is_masked_and_terms_are_not() -> None:
    """Quoted sentences leave no shingles; a quoted term stays part of its sentence."""
    spoken = 'The minister said: "We will not draw any lines on the water this year."'
    assert "lines" not in mask(spoken)
    assert "two plus two" in mask('They met in the "two plus two" format.')
    assert "lines" not in mask("Sie sagte: „We draw no lines on this water here.“")
    assert "lines" not in mask("‘We will not draw lines on it,’ she said.")
    assert "Fiji's" in mask("It was Fiji's turn, and the boats' owners were glad of Chile's help.")
    assert shingles(spoken) == frozenset()


def test_speech_left_open_ends_with_its_paragraph() -> None:
    """A paragraph that opens a quotation and never closes it does not swallow the next."""
    text = "“We will go on with the work we began.\nTonga sent four observers to the talks in Suva."
    assert mask(text).strip() == "Tonga sent four observers to the talks in Suva."


def test_scripts_without_spaces_are_cut_into_characters() -> None:
    """Chinese text has tokens, so that its copies are found."""
    assert tokens("三国外长会晤") == [*"三国外长会晤"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ministers", "minister"),
        ("agreed", "agree"),
        ("defences", "defence"),
        ("organisation", "organization"),
        ("organised", "organize"),
        ("neighbour", "neighbor"),
        ("parties", "party"),
        ("planning", "plans"),
        ("fiji's", "fiji"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    """Plural, tense, possessive and spelling do not make another word."""
    assert stem(one) == stem(other)


def test_rarer_words_weigh_more() -> None:
    """Function word, news word, field word, rare word and name stand in this order."""
    weights = [weight(stem(word)) for word in ("the", "announced", "minister", "skipjack")]
    assert weights == sorted(weights)
    assert len(set(weights)) == 4
    assert weight(stem("skipjack")) == RARE < weight(stem("raduva"), is_name=True) == NAME


@given(st.text(max_size=300))
def test_any_text_can_be_fingerprinted(text: str) -> None:
    """Hostile text raises nothing, and what has a fingerprint has words."""
    found = fingerprint(
        Article(
            "a",
            "https://a.example/",
            "f",
            "a.example",
            "",
            text,
            published_at=datetime(2026, 3, 9, tzinfo=UTC),
        )
    )
    assert found is None or found.words > 0


@given(st.permutations(RIVAL.split("\n")[2:]))
def test_the_body_sample_does_not_depend_on_the_order_of_paragraphs(lines: list[str]) -> None:
    """Moving later paragraphs leaves the bands as they are."""
    head = ORIGINAL
    assert bands("\n".join([head, *lines])) == bands("\n".join([head, *RIVAL.split("\n")[2:]]))
