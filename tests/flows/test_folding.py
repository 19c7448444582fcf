"""What outlets print under many articles makes no copies, whenever it was learnt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from flows.runtime.wiring import House, opened
from flows.steps.folding import fold
from parsers.copies.edges import Edge
from storage import stories, ties
from storage.database import reading, transaction
from storage.model import StoredArticle, Verdict
from tests.flows.houses import NOW, furnish
from tests.storage import builders as make

HOUSE_LINES = """Thank you for reading the free edition of the island papers, out every day.
Our readers pay for the work of forty reporters between Port Moresby and Papeete each year.
Join them for the price of a coffee and have the morning letter in your inbox before six.
The crossword, the tide tables and the complete archive since 1971 come with every subscription.
Questions about your account are answered by Salote and her team at the Thomson Street counter."""

FERRY = """Ferries to Kadavu run again after a week of repairs at the slip in Walu Bay.
The operator blamed a cracked shaft and promised refunds."""
CEMENT = """Tonga's assembly voted down a levy on imported cement on Tuesday evening.
Builders had warned of higher rents in Nuku'alofa."""
BAND = """A school band from Apia won the brass contest of the islands for the third time.
Judges praised its drummers above all."""
PALMS = """Niue plants ten thousand coconut palms along its windward coast this year.
The trees are to slow the spring tides."""

# Name, outlet, news. Two outlets of one house print the same lines over what they report.
PRINTED = [
    ("ferry", "harbour.example", FERRY),
    ("cement", "harbour.example", CEMENT),
    ("band", "harbour.example", BAND),
    ("reef-palms", "reef.example", PALMS),
    ("reef-band", "reef.example", BAND),
    ("reef-cement", "reef.example", CEMENT),
]


@pytest.fixture(autouse=True)
def _home(home: Path) -> None:
    furnish(home)


def stored(name: str, outlet: str, news: str) -> StoredArticle:
    """Return an article with the lines of its house over the news."""
    article = make.article(name, text=f"{HOUSE_LINES}\n{news}", outlet=outlet, title=news[:40])
    return StoredArticle(article, Verdict.LIVE, NOW, outlet)


def print_all(house: House, printed: Sequence[tuple[str, str, str]]) -> list[Edge]:
    """Keep and fold articles one by one; return all proofs."""
    made: list[Edge] = []
    for row in printed:
        one = stored(*row)
        with transaction(house.engine) as session:
            make.keep_article(session, one.article, newsroom=one.newsroom)
        made += fold(house, one, NOW)
    return made


def told(house: House) -> dict[str, str | None]:
    """Return the story of every article."""
    with reading(house.engine) as session:
        return {name: stories.story_of(session, name) for name, _, _ in PRINTED}


def test_the_lines_of_a_house_make_copies_until_they_are_learnt() -> None:
    """Two outlets look alike by what both print first; when that is known they are parted."""
    with opened() as house:
        first = [PRINTED[0], PRINTED[3]]
        (edge,) = print_all(house, first)
        assert edge.relation.value == "copy"
        print_all(house, [one for one in PRINTED if one not in first])
        found = told(house)
        assert found["ferry"] == "ferry"
        assert found["reef-palms"] == "reef-palms"
        # The same news in both outlets is one text, with or without the lines.
        assert found["band"] == found["reef-band"]
        assert found["cement"] == found["reef-cement"]


def test_a_proof_says_what_was_left_out() -> None:
    """The number of lines that were dropped stands beside the evidence."""
    with opened() as house:
        print_all(house, PRINTED)
        with reading(house.engine) as session:
            (edge,) = ties.at(session, ["band"])
        assert edge.evidence["left_lines_dropped"] == edge.evidence["right_lines_dropped"] == 5


@pytest.mark.parametrize("order", list(permutations(range(6)))[::79])
def test_stories_do_not_depend_on_when_a_line_was_learnt(order: Sequence[int]) -> None:
    """Ten orders of arrival, one partition."""
    with opened() as house:
        print_all(house, [PRINTED[number] for number in order])
        found = told(house)
    groups = {frozenset(n for n in found if found[n] == story) for story in found.values()}
    assert groups == {
        frozenset({"ferry"}),
        frozenset({"reef-palms"}),
        frozenset({"band", "reef-band"}),
        frozenset({"cement", "reef-cement"}),
    }


def test_what_older_rules_took_for_a_proof_is_forgotten() -> None:
    """An article that is read anew keeps what is still found, and nothing of before."""
    with opened() as house:
        print_all(house, PRINTED)
        with transaction(house.engine) as session:
            stories.join(session, "ferry", [make.edge("band", "ferry", version="stories-0")])
        assert told(house)["ferry"] == told(house)["band"]
        fold(house, stored(*PRINTED[0]), NOW)
        assert told(house)["ferry"] == "ferry"
        assert told(house)["band"] == told(house)["reef-band"]
        with reading(house.engine) as session:
            assert ties.at(session, ["ferry"]) == []
