"""A vocabulary finds what its pattern finds, and looks only where it may find something."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TypeVar

import pytest

import parsers
from parsers.text import sentences
from parsers.words.phrases import phrases, throughout
from parsers.words.vocabularies import REGISTER, Choice, Sections, Vocabulary

Kind = TypeVar("Kind")
FAMILIES = Path(__file__).parents[1] / "quality" / "families.jsonl"


def of_the_house(kind: type[Kind]) -> Iterator[tuple[str, Kind]]:
    """Yield the vocabularies of the reader, or their like, with their names."""
    for module in walk_packages(parsers.__path__, "parsers."):
        for name, found in vars(import_module(module.name)).items():
            if isinstance(found, kind):
                yield f"{module.name}.{name}", found


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Return the sentences of the open families, as printed, in capitals and in lower case."""
    articles = [json.loads(line) for line in FAMILIES.read_text(encoding="utf-8").splitlines()]
    whole = [text for one in articles for text in (one["title"], one["text"])]
    printed = [sentence.text for text in whole for sentence in sentences(text)]
    return [*printed, *map(str.upper, printed), *map(str.lower, printed)]


def test_no_vocabulary_of_the_house_misses_a_match(texts: list[str]) -> None:
    """The literals of each are in all that it matches."""
    vocabularies = dict(of_the_house(Vocabulary))
    assert len(vocabularies) > 50
    for name, vocabulary in vocabularies.items():
        pattern = re.compile(vocabulary.pattern, vocabulary.flags)
        for text in texts:
            wanted = [match.span() for match in pattern.finditer(text)]
            assert [match.span() for match in vocabulary.finditer(text)] == wanted, name
            assert bool(vocabulary.search(text)) == bool(wanted), name


def test_sections_match_as_one_pattern(texts: list[str]) -> None:
    """What the sections of the house find is what one pattern with all of them finds."""
    each = dict(of_the_house(Sections))
    assert len(each) > 1
    for name, sections in each.items():
        pattern = re.compile(sections.pattern)
        for text in texts:
            wanted = [match.span() for match in pattern.finditer(text)]
            assert [match.span() for _, match in sections.finditer(text)] == wanted, name


def test_of_two_sections_the_leftmost_and_then_the_first_matches() -> None:
    """Each match tells its section, and none overlaps another."""
    found = Sections([r"\bred kites?\b", r"\bkites? fly\b", r"\bkites?\b", r"\bnever met\b"])
    text = "kites fly where red kites fly, and kite after kite"
    assert [(number, match[0]) for number, match in found.finditer(text)] == [
        (1, "kites fly"),
        (0, "red kites"),
        (2, "kite"),
        (2, "kite"),
    ]


def test_methods_answer_as_those_of_a_pattern() -> None:
    """A stretch may be given, and case may be left aside."""
    found = Vocabulary(r"\b(?P<who>minister|envoy)s?\b", re.IGNORECASE)
    text = "Ministers and one envoy met"
    assert [match["who"] for match in found.finditer(text)] == ["Minister", "envoy"]
    assert [match.start() for match in found.finditer(text, 5, 30)] == [18]
    assert found.search(text, 5, 12) is None
    assert found.match(text, 18) is not None
    assert found.fullmatch("envoys") is not None
    assert found.sub("guest", text) == "guest and one guest met"
    assert found.search("Nobody met") is None


def test_a_vocabulary_made_late_is_sought_in_texts_known_already() -> None:
    """What was said of a text before does not count for it."""
    text = "the zebras were late"
    assert phrases("summits?").search(text) is None
    assert phrases("zebras?").search(text) is not None


def test_a_text_tells_which_vocabularies_it_may_hold() -> None:
    """One whose literals it lacks is not among them."""
    first, second = REGISTER.add([frozenset({"quokka"})]), REGISTER.add([frozenset({"wombat"})])
    assert REGISTER.lacking("A Wombat met") & (first | second) == first
    assert REGISTER.add([]) == 0


def test_a_vocabulary_is_sought_where_all_that_it_needs_is_met() -> None:
    """Of each of its sets of literals the text must hold one."""
    both = REGISTER.add([frozenset({"quokka", "wombat"}), frozenset({"dingo"})])
    assert REGISTER.lacking("the wombat and the quokka") & both not in {0, both}
    assert REGISTER.lacking("the wombat and the dingo") & both == 0


def test_what_needs_nothing_is_sought_by_itself() -> None:
    """It is met where the others are not possible, and they are where what they need is."""
    found = phrases("quokkas?\nif\nwombats? (?=sleep)")
    assert found.is_possible("nobody met")
    assert [match[0] for match in found.finditer("ask if it met")] == ["if"]
    assert found.search("nobody met") is None
    assert found.findall("if quokkas and wombats sleep") == ["if", "quokkas", "wombats "]


def test_sections_are_sought_from_a_place_on() -> None:
    """What stands before it is not met."""
    found = Sections([r"\bkites?\b", r"\bzebras?\b"])
    text = "kites and zebras and a kite"
    assert [match.start() for _, match in found.finditer(text, 4)] == [10, 23]


def test_possible_ones_are_those_that_may_be_met() -> None:
    """They keep their order; one that nothing is known of may always be."""
    summits, letters, guests = phrases("summits?"), Vocabulary("[a-z]"), phrases("guests?")
    each = Choice(summits, letters, guests)
    assert each.possible("the guest left") == (letters, guests)
    assert [one.is_possible("the guest left") for one in (summits, guests)] == [False, True]


def test_words_sought_throughout_a_text_are_those_of_a_vocabulary() -> None:
    """No look goes before the search of a text that is long."""
    lines = "zebras?|kites? fly\nred kites?"
    text = "red kites fly where zebras graze, and a zebra flies"
    assert throughout(lines).findall(text) == phrases(lines).findall(text)
