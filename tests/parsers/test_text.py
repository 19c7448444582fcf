"""Texts lose their dress, keep their words, and fall into sentences where readers would stop."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.text import (
    ACRONYM,
    APOSTROPHE_LIKE,
    LETTER_FOLD,
    SIGNED_WORD,
    Sentence,
    clean,
    plain,
    sentences,
    words,
)
from tests.parsers.growth import grows_with_length_alone

# Any character at all, lone surrogates too, and more of those that matter here.
ANY_TEXT = st.text(
    st.characters(codec=None) | st.sampled_from("\r\n\t .<>&;/pb\u200d\u00a0\u2028\"'U.S")
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\u2028b\u2029c\x85d", "a\nb\nc\nd"),
        ("Kuala\u00a0Lumpur\u2009\t  talks", "Kuala Lumpur talks"),
        ("  edge \n  other  ", "edge\nother"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("cafe\u0301", "caf\u00e9"),
        ("min\u200bis\u00adter\ufeff", "minister"),
        ("\u202eevil\u202c \u2066text\u2069", "evil text"),
        ("mee\u200dting", "meeting"),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
        ("a\x00b\x07c\x1b", "abc"),
        ("lone \ud800 half", "lone half"),
        ("not\ufffea\uffffcharacter", "notacharacter"),
        ("", ""),
        (" \n \u200b\n ", ""),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    """Invisible characters go, spaces and line breaks become plain, letters are composed."""
    assert clean(raw) == expected


@given(ANY_TEXT)
def test_clean_is_stable_and_encodable(raw: str) -> None:
    """Whatever comes in, cleaning twice is cleaning once, and the result is NFC and UTF-8."""
    once = clean(raw)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once.encode().decode() == once
    assert "\n\n\n" not in once
    assert "  " not in once


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("No markup at all,\nin two lines", "No markup at all,\nin two lines"),
        ("Fish &amp; chips &#8211; &eacute;t&eacute;", "Fish & chips \u2013 \u00e9t\u00e9"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<p>broken over\n  two lines</p>", "broken over two lines"),
        ("<p>in<b>line</b> <i>tags</i></p>", "inline tags"),
        ("<ul><li>Peru<li>Chile</ul>after", "Peru\nChile\nafter"),
        ("<div>a<p>b</p>c</div>", "a\nb\nc"),
        ("<table><tr><td>Oslo</td><td>Rome</td></tr></table>", "Oslo\nRome"),
        ("<p>seen</p><script>var hidden=1</script><style>p{}</style>", "seen"),
        ("<noscript><img src=x>pixel</noscript>seen<!-- hidden -->", "seen"),
        ("<p>twice &amp;lt;b&amp;gt;</p>", "twice &lt;b&gt;"),
        ("<![CDATA[<p>kept</p>]]>", "kept"),
        ("<?xml version='1.0'?><p>kept</p>", "kept"),
        ("<!DOCTYPE html><html><head><title>T</title></head><body>B</body></html>", "B"),
        ("<p>unclosed <b>tags <i>all over", "unclosed tags all over"),
        ("<p>Quito&nbsp;&nbsp;talks&#8203;</p>", "Quito talks"),
        ("<>", "<>"),
        ("https://example.org/feed", "https://example.org/feed"),
        ("<", "<"),
        ("", ""),
    ],
)
def test_plain(fragment: str, expected: str) -> None:
    """Feed HTML becomes the prose that a reader sees, entities decoded once."""
    assert plain(fragment) == expected


@given(ANY_TEXT | st.text("<>!/?-[]&;#xap= \"'"))
def test_plain_never_raises_and_is_clean(fragment: str) -> None:
    """No fragment, however broken, raises or warns; the prose needs no second cleaning."""
    prose = plain(fragment)
    assert clean(prose) == prose


def test_plain_reads_deep_nesting_in_linear_time() -> None:
    """Open tags by the thousand, each with text."""
    assert plain("<b>x" * 20_000) == "x" * 20_000
    assert grows_with_length_alone(plain, "<b>x")


@pytest.mark.parametrize(
    "expected",
    [
        ["The envoys met in Quito.", "They left at noon."],
        ["U.S. Secretary of State Ida Holm flew to Oslo.", "Nobody else did."],
        ["The deal was struck in the U.S.", "The minister then left."],
        ["Officials from the U.S. Navy met S. Korean and N. Korean aides.", "It was brief."],
        ["Talks open on Jan. 5 in Lima.", "Lt. Gen. A. B. Okoro and Dr. Ruiz will speak."],
        ["Sen. Mary J. Blunt, Gov. Ray Cole and Rep. Lee dined at No. 10.", "All agreed."],
        ["Mr. Abe vs. Mrs. May, St. Petersburg.", "Acme Corp. Ltd. Inc. paid."],
        ["It rose 3.5 percent by 5 p.m. Monday.", "It fell again."],
        ["They spoke until 5 p.m.", "The hosts then rested."],
        ['He said, "We are ready."', "Then he sat down."],
        ["\u201cWe are ready.\u201d", "\u201cSo are we.\u201d", "All left."],
        ['"Who comes?" asked Tran.', "Nobody knew."],
        ['"Who comes?" Mr. Tran asked.', "Nobody knew."],
        ["HANOI (Reuters) - Three ministers met.", "They said little."],
        ["A pause... and it went on.", "Another one...", "Then silence."],
        ["Is it true?", "Yes!", "It is."],
        ["She holds a Ph.D. in law.", "He holds none."],
        ["Visit example.com or Booking.com today.", "Do it."],
        ["Plan B. succeeded.", "Nobody minded."],
        ["1. Sign the pact.", "2. Go home."],
        ["Leaders of the U.A.E. Greece and Cyprus met.", "It was held in Nicosia."],
        ["No.", "That is wrong."],
        ["The session closed in 2021.", "It will reopen."],
    ],
)
def test_sentences_end_where_a_reader_stops(expected: list[str]) -> None:
    """Abbreviations, initials, decimals and quotes do not end a sentence; stops do."""
    assert [sentence.text for sentence in sentences(" ".join(expected))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They ended talks.The minister left.", ["They ended talks.", "The minister left."]),
        ("It was in 2021.It rained.", ["It was in 2021.", "It rained."]),
        ('He said "no."The rest is silence.', ['He said "no."', "The rest is silence."]),
        ("Read Amazon.Com and U.S.A. news", ["Read Amazon.Com and U.S.A. news"]),
        ("Trio meets in Lima\nThree states met.", ["Trio meets in Lima", "Three states met."]),
        ("  spaced out.   Twice.  ", ["spaced out.", "Twice."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences_of_rough_text(text: str, expected: list[str]) -> None:
    """A missing space, a headline without a stop and stray spaces are read as meant."""
    assert [sentence.text for sentence in sentences(text)] == expected


def test_sentences_count_paragraphs() -> None:
    """Sentences and paragraphs are numbered from 0, empty lines not counted."""
    found = sentences("Title\n\nOne. Two.\n \nThree.")
    assert [(s.index, s.paragraph, s.text) for s in found] == [
        (0, 0, "Title"),
        (1, 1, "One."),
        (2, 1, "Two."),
        (3, 2, "Three."),
    ]
    assert found[0] == Sentence(0, 0, 5, "Title", 0)


@given(ANY_TEXT)
def test_sentences_are_spans_of_the_text(text: str) -> None:
    """Spans hold their own text, run forward, and leave out nothing but white space."""
    found = sentences(text)
    at = 0
    for sentence in found:
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip()
        assert sentence.text
        assert not text[at : sentence.start].strip()
        at = sentence.end
    assert not text[at:].strip()


@pytest.mark.parametrize("piece", ["U.S. ", "a.B", "...", "1.", '."', "No. 5 ", "x" * 50])
def test_sentences_take_linear_time(piece: str) -> None:
    """Stops by the thousand."""
    assert grows_with_length_alone(sentences, piece)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan\u2019s MINISTER didn't", ["japan's", "minister", "didn't"]),
        ("The U.S. and the US, U.K.'s", ["the", "us", "and", "the", "us", "uk's"]),
        (
            "\u00c9lys\u00e9e, S\u00e3o Tom\u00e9, \u0141\u00f3d\u017a",
            ["elysee", "sao", "tome", "lodz"],
        ),
        (
            "1,000 men, 3.5 per cent, March 15,2021",
            ["1000", "men", "3.5", "per", "cent", "march", "15", "2021"],
        ),
        ("2+2 talks\u2014long-range", ["2", "2", "talks", "long", "range"]),
        ("\ufb01ve __ \u2460", ["five", "1"]),
        ("विदेश मंत्री, दिल्ली।", ["विदेश", "मंतरी", "दिलली"]),
        ("தமிழ் நாடு", ["தமிழ", "நாடு"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Words compare equal whatever their case, accents, apostrophes and acronym dots."""
    assert words(text) == expected


def folded_letter_by_letter(text: str) -> list[str]:
    """Return the words of a text as the plainest code finds them."""
    text = APOSTROPHE_LIKE.sub("'", text).translate(LETTER_FOLD)
    apart = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in apart if not unicodedata.combining(char))
    text = ACRONYM.sub(lambda match: match[0].replace(".", ""), text)
    return SIGNED_WORD.findall(re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text).lower())


@given(
    st.text(
        st.characters(codec=None)
        | st.sampled_from("aAzé\u0301\u0323\ufb01\uac00\u1100\u1161U.S.,,1234.0'\u2019 ")
    )
)
def test_words_are_those_of_plainer_code(text: str) -> None:
    """What makes it fast changes no word: short runs are folded, and patterns skip ahead."""
    assert words(text) == folded_letter_by_letter(text)


@given(ANY_TEXT)
def test_words_never_raise(text: str) -> None:
    """Any text has words, none of them empty or with white space inside."""
    assert all(word and not any(char.isspace() for char in word) for word in words(text))
