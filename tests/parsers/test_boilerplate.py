"""What an outlet prints under many articles is learnt and left out; what it reports stays."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.copies.boilerplate import (
    MOST_WORDS,
    Printed,
    Stripped,
    headline,
    keyed_lines,
    learnable,
    strip,
)

NEWSLETTER = "Sign up for the Harbour Post's weekly letter on island affairs."
READ_ALSO = "Read also: The long quarrel over the tuna licences"
STORIES = """Ferries to Kadavu are back in service after a week of repairs at Walu Bay.
The operator blamed a cracked shaft for the delay.

Tonga's assembly voted down a levy on imported cement on Tuesday evening.
Builders had warned of higher rents in the capital.

A school band from Apia won the brass contest in Suva for the third time.
Judges praised its drummers above all others.

Niue will plant ten thousand coconut palms along its windward coast.
The trees are to slow the waves that come with spring tides.""".split("\n\n")


def line_keys(text: str) -> frozenset[int]:
    """Return the keys of the lines of a text."""
    return frozenset(keyed_lines(text))


def learnt(*texts: str, titles: Sequence[str] = [""] * 9) -> frozenset[int]:
    """Return the lines that an outlet's articles teach, under these titles or under none."""
    return learnable(
        {str(at): Printed(headline(titles[at]), line_keys(text)) for at, text in enumerate(texts)}
    )


def test_what_stands_under_three_unlike_articles_is_learnt() -> None:
    """Two articles teach nothing, three do; the stories stay whole and the strip is told."""
    under = [f"{story}\n{NEWSLETTER}" for story in STORIES]
    assert learnt(*under[:2]) == frozenset()
    found = learnt(*under[:3])
    assert found == line_keys(NEWSLETTER)
    assert strip(under[3], found) == Stripped(STORIES[3], (NEWSLETTER,))
    assert strip(STORIES[0], found) == Stripped(STORIES[0])


def test_a_line_may_stand_anywhere_and_differ_in_case_and_marks() -> None:
    """The key of a line is its words."""
    first, *rest = STORIES[3].split("\n")
    text = "\n".join([first, NEWSLETTER.upper().replace("’", "'"), *rest, READ_ALSO])
    found = learnt(*(f"{NEWSLETTER}\n{story}\n{READ_ALSO}" for story in STORIES[:3]))
    assert strip(text, found).text == STORIES[3]
    assert len(strip(text, found).lines) == 2


def test_versions_of_one_text_teach_nothing() -> None:
    """An article that is printed again with a paragraph more shares its lines with itself alone."""
    versions = [STORIES[0], f"{STORIES[0]}\nA diver was hurt.", f"{STORIES[0]}\nHe is well again."]
    assert learnt(*versions) == frozenset()
    assert learnt(*versions, STORIES[1]) == frozenset()


def test_more_boilerplate_than_news_is_learnt() -> None:
    """An outlet that prints seven lines of its own under four of news does not copy itself."""
    own = [f"Our {word} desk is open from nine to five." for word in ("news", "farm", "sea")]
    own += [f"More from our {word} pages this week." for word in ("sport", "farm", "sea", "law")]
    news = [f"{story}\nAbout this: {story[:30]}\nIn brief: {story[:40]}" for story in STORIES]
    assert learnt(*("\n".join([one, *own]) for one in news)) == line_keys("\n".join(own))


def test_a_headline_tells_a_brief_under_much_boilerplate_from_a_version() -> None:
    """One line of news under five of the house is an article of its own under its own headline."""
    own = [f"Our {word} desk is open from nine to five." for word in ("news", "farm", "sea", "law")]
    own.append(NEWSLETTER)
    news = ["Ferries run again to Kadavu.", "Tonga votes down its levy.", "Apia's band wins it."]
    under = ["\n".join([*own, one]) for one in news]
    assert learnt(*under, titles=news) == line_keys("\n".join(own))
    assert learnt(*under, titles=["Ferry: live", "Ferry is back: live", "Ferry, live"]) == set()


def test_versions_count_once() -> None:
    """Two versions and one other article are two articles, not three."""
    under = [f"{story}\n{NEWSLETTER}" for story in (STORIES[0], f"{STORIES[0]}\nMore.", STORIES[1])]
    assert learnt(*under) == frozenset()
    assert learnt(*under, f"{STORIES[2]}\n{NEWSLETTER}") == line_keys(NEWSLETTER)


@pytest.mark.parametrize("line", ["Sport", "Suva, Monday", " ".join(["word"] * (MOST_WORDS + 1))])
def test_cross_heads_and_paragraphs_are_never_learnt(line: str) -> None:
    """A line of two words or of a whole paragraph is part of the text."""
    assert learnt(*(f"{story}\n{line}" for story in STORIES)) == frozenset()


def test_a_text_of_such_lines_alone_stays() -> None:
    """What is nothing but boilerplate is compared as it is, not as an empty text."""
    found = learnt(*(f"{story}\n{NEWSLETTER}" for story in STORIES))
    assert strip(NEWSLETTER, found) == Stripped(NEWSLETTER)
    assert strip(f"{NEWSLETTER}\n\n—", found) == Stripped(f"{NEWSLETTER}\n\n—")


@given(st.data())
def test_more_articles_never_take_a_line_back(data: st.DataObject) -> None:
    """What some articles teach, all teach, in whatever order they came."""
    words = st.frozensets(st.sampled_from("xyz"))
    keys = st.builds(Printed, words, st.frozensets(st.integers(0, 12), max_size=8))
    lines = data.draw(st.dictionaries(st.sampled_from("abcdefgh"), keys))
    some = data.draw(st.sets(st.sampled_from(sorted(lines)))) if lines else set()
    assert learnable({one: lines[one] for one in some}) <= learnable(lines)
    order = data.draw(st.permutations(sorted(lines)))
    assert learnable({one: lines[one] for one in order}) == learnable(lines)
    known = data.draw(st.frozensets(st.sampled_from(sorted(learnable(lines)) or [13])))
    assert known | learnable(lines, known) == known | learnable(lines)


@pytest.mark.timeout(20)
def test_hostile_texts_are_read_in_bounded_time() -> None:
    """A million lines, or one of a million words, are looked at up to a bound."""
    assert len(line_keys("one two three four\n" * 1_000_000)) == 1
    assert line_keys("word " * 1_000_000) == frozenset()
