"""Fingerprints are stable, ignore credits and find cut and reworded copies among candidates."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.copies.candidates import RARE_KEY, SHARED_KEYS, found
from parsers.copies.fingerprints import (
    BODY_BANDS,
    BODY_KEYS,
    LEAD_BANDS,
    LEAD_KEYS,
    SHARED_BANDS,
    Fingerprint,
    band_of,
    fingerprint,
    is_near,
    mask,
    stable_hash,
    tokens,
    tokens_by_line,
)
from parsers.copies.rarity import NAME, RARE, stem, weight
from parsers.model import Article
from tests.parsers.test_stories import CUT, LOCAL, ORIGINAL, REWORDED, RIVAL, article

PHRASE = "Read more about this story here."

# Computed once; whoever changes them makes every kept fingerprint useless.
HASH = -5162674267975591363
KEYS = (
    -1457632513,
    -913046757,
    226188210,
    261907561,
    341630269,
    510783849,
    566331510,
    753965039,
    779796498,
)
BANDS = (
    795,
    2500,
    15351,
    16316,
    19199,
    23474,
    25705,
    34934,
    38895,
    46937,
    49170,
    56637,
    61801,
    63826,
)


def printed(text: str, title: str = "Patrol agreed") -> Fingerprint:
    """Return the fingerprint of a text that is known to hold words."""
    found = fingerprint(article("a", text, title))
    assert found is not None
    return found


def bands(text: str) -> tuple[int, ...]:
    """Return the bands of a text."""
    return printed(text).bands


def meet(left: str, right: str) -> bool:
    """Say whether two texts are worth comparing: found by their keys, and near by their bands."""
    one, other = printed(left), printed(right)
    both = {*one.keys} & {*other.keys}
    return bool(found([[other]] * len(both))) and is_near(one, other)


def test_hashes_never_change() -> None:
    """The literal values hold in every process, on every machine, for ever."""
    assert stable_hash("tuna") == HASH
    found = printed("Fiji, Chile and Portugal open a patrol in Suva.")
    assert found.keys == KEYS
    assert found.bands == BANDS


def test_hashes_do_not_depend_on_the_seed_of_the_interpreter() -> None:
    """Another interpreter with another hash seed finds the same keys and bands."""
    code = (
        "import sys; from parsers.copies.fingerprints import fingerprint; "
        "from parsers.model import Article; "
        "print(fingerprint(Article('a', 'b', 'c', 'd', 'e', sys.argv[1])))"
    )
    run = subprocess.run(  # noqa: S603  # our own interpreter and code
        [sys.executable, "-c", code, ORIGINAL],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert run.stdout.strip() == str(printed(ORIGINAL))


def test_hashes_fit_their_columns() -> None:
    """A key fits a signed number of 32 bits, of which a band is the last 16."""
    one = printed(ORIGINAL)
    assert all(-(2**31) <= key < 2**31 for key in one.keys)
    assert any(key < 0 for key in one.keys)
    assert {band_of(key) for key in one.keys} <= {*one.bands}
    assert all(0 <= band < 2**16 for band in one.bands)


def test_credits_case_and_punctuation_do_not_change_the_fingerprint() -> None:
    """A reprint has the fingerprint of the agency's own text."""
    own = "\n".join(ORIGINAL.split(" - ", 1)[1].split("\n")[:-1])
    assert printed(ORIGINAL) == printed(own) == printed(own.replace(",", ";"))
    assert meet(own, own.upper())
    assert printed(own) != printed(f"Tuvalu too. {own}")


def test_the_title_counts_only_for_a_phrase() -> None:
    """An edited headline changes no story, but two pages of one phrase differ by title."""
    assert printed(ORIGINAL, "One") == printed(ORIGINAL, "Two")
    one, other = printed(PHRASE, "One"), printed(PHRASE, "Two")
    assert not is_near(one, other)
    assert is_near(one, printed(PHRASE.upper(), "One"))
    assert len({*one.keys} & {*printed(PHRASE.upper(), "One").keys}) >= SHARED_KEYS


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
    assert meet(left, right)


def test_other_subjects_share_few_bands() -> None:
    """A text on another subject is no candidate."""
    assert not meet(ORIGINAL, LOCAL)


def test_keys_and_bands_are_bounded_sorted_and_distinct() -> None:
    """A long text costs no more rows than the two samples have."""
    long = "\n".join(f"Word{number} met name{number} in place{number}." for number in range(900))
    one = printed(long)
    assert len(one.keys) <= BODY_KEYS + LEAD_KEYS
    assert len(one.bands) <= BODY_BANDS + LEAD_BANDS
    assert list(one.bands) == sorted(set(one.bands))
    assert list(one.keys) == sorted(set(one.keys))


def test_speech_is_masked_and_terms_are_not() -> None:
    """Quoted sentences are masked; a quoted term stays part of its sentence."""
    spoken = 'The minister said: "We will not draw any lines on the water this year."'
    assert "lines" not in mask(spoken)
    assert "two plus two" in mask('They met in the "two plus two" format.')
    assert "lines" not in mask("Sie sagte: „We draw no lines on this water here.“")
    assert "lines" not in mask("‘We will not draw lines on it,’ she said.")
    assert "Fiji's" in mask("It was Fiji's turn, and the boats' owners were glad of Chile's help.")


def test_speech_left_open_ends_with_its_paragraph() -> None:
    """A paragraph that opens a quotation and never closes it does not swallow the next."""
    text = "“We will go on with the work we began.\nTonga sent four observers to the talks in Suva."
    assert mask(text).strip() == "Tonga sent four observers to the talks in Suva."


def test_scripts_without_spaces_are_cut_into_pairs() -> None:
    """Chinese text has tokens, so that its copies are found; other words beside it stay."""
    assert tokens("三国外长, ASEAN会") == ["三国", "国外", "外长", "asean", "会"]


@pytest.mark.parametrize("word", ["dans", "avec", "sobre", "nicht", "yang", "есть", "için", "में"])
def test_common_words_of_other_languages_tell_no_story(word: str) -> None:
    """They stand in every text of their language, and weigh as little as those of English."""
    (stemmed,) = map(stem, tokens(word))
    assert weight(stemmed) == 0
    assert weight(stemmed, is_name=True) == NAME


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
    """Hostile text raises nothing, and every fingerprint finds its own."""
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
    assert found is None or (len(found.bands) >= SHARED_BANDS and len(found.keys) >= SHARED_KEYS)


@given(st.permutations(RIVAL.split("\n")[2:]))
def test_the_body_sample_does_not_depend_on_the_order_of_paragraphs(lines: list[str]) -> None:
    """Moving later paragraphs leaves the bands as they are."""
    head = ORIGINAL
    assert bands("\n".join([head, *lines])) == bands("\n".join([head, *RIVAL.split("\n")[2:]]))


def test_a_key_that_few_have_counts_twice() -> None:
    """Two rare keys find, or one and another, or three; two that many have do not."""
    rare, many = [1, 2], [1, *range(3, RARE_KEY + 4)]
    assert found([rare, rare]) == [1, 2]
    assert found([rare, many]) == [1]
    assert found([many, many]) == []
    assert found([many] * SHARED_KEYS) == many
    assert found([rare]) == found([]) == []


@given(st.lists(st.text("aU.Σ1,'’0ñกไ的和क्ष “”-", max_size=12), min_size=1, max_size=5))
def test_the_words_of_lines_are_those_of_each(lines: list[str]) -> None:
    """No word, acronym or number goes from one line to the next."""
    assert tokens_by_line("\n".join(lines)) == [tokens(line) for line in lines]
