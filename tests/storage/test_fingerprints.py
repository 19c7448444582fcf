"""The index of rare words: what might be a copy is found, in bounded time and in any order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Engine, event, text
from sqlmodel import Session, func, select

from parsers.copies.candidates import NEAREST, RARE_KEY, SHARED_KEYS
from parsers.copies.fingerprints import SHARED_BANDS, Fingerprint, band_of
from parsers.copies.fingerprints import fingerprint as fingerprint_of
from storage import fingerprints, stories
from storage.database import downgrade, transaction, upgrade
from storage.tables.fingerprints import FingerprintRow, PostingRow, bands_in, keys_in, packed
from tests.storage import builders as make

WEEK = timedelta(days=7)
OWN = range(100, 100 + SHARED_BANDS)
WORDS = (
    "The foreign ministers of Denmark, Finland and Sweden agreed on Monday in Lund to "
    "patrol the strait together from May, and to share what their radars see. Their "
    "fleets have trained side by side for years, but never under one plan. The three "
    "said that the door stays open to neighbours who want to take part later on."
)
OTHER = (
    "The harbour board of Lund raised the fee for small boats by a tenth, and said that "
    "the money would pay for a new breakwater. Fishermen called the step a surprise and "
    "asked for a year's delay, which the board will discuss at its next sitting in June."
)


def marks(name: str, keys: Sequence[int], bands: Sequence[int] = OWN) -> Fingerprint:
    """Return a fingerprint with these keys, and bands that are enough for a candidate."""
    every = {*bands, *map(band_of, keys)}
    return Fingerprint(name, tuple(sorted(keys)), tuple(sorted(every)))


def keep(session: Session, one: Fingerprint, hours: float | None = 0) -> None:
    """Keep an article, told some hours after NOW, with its fingerprint."""
    article = make.article(one.article_id, hours=hours)
    make.keep_article(session, article)
    fingerprints.keep(session, one, article.published_at or make.NOW)


def found(session: Session, one: Fingerprint, hours: float = 0) -> list[str]:
    """Return the ids of the candidates."""
    told_at = make.NOW + timedelta(hours=hours)
    return [one.id for one in fingerprints.candidates(session, one, told_at, window=WEEK)]


def test_two_rare_keys_find(engine: Engine) -> None:
    """Two keys that few have are enough, one is not, and nobody is his own candidate."""
    one = marks("one", [1, 2, 3])
    with transaction(engine) as session:
        for other in (one, marks("two", [2, 3, 4]), marks("three", [3, 4, 5])):
            keep(session, other)
        assert found(session, one) == ["two"]


def test_what_is_found_has_enough_bands(engine: Engine) -> None:
    """Equal keys are not enough where the other bands differ."""
    with transaction(engine) as session:
        keep(session, marks("near", [1, 2], range(100, 100 + SHARED_BANDS - 2)))
        keep(session, marks("far", [1, 2], range(100, 100 + SHARED_BANDS - 3)))
        assert found(session, marks("one", [1, 2])) == ["near"]


def test_candidates_lie_within_the_window(engine: Engine) -> None:
    """Both rims belong to the window; without a date an article counts when it was fetched."""
    one = marks("one", [1, 2])
    others = {"rim": 168, "early": -168, "past": 168.1, "undated": None}
    with transaction(engine) as session:
        for name, hours in others.items():
            keep(session, marks(name, [1, 2]), hours)
        assert found(session, one) == ["early", "rim", "undated"]
        assert found(session, one, hours=336) == ["past", "rim"]


@pytest.mark.parametrize("keys", [[2**31 - 1, -(2**31)], [-1, 0]])
def test_all_bits_of_a_key_count(engine: Engine, keys: list[int]) -> None:
    """The greatest and the least key are kept and found."""
    with transaction(engine) as session:
        keep(session, marks("one", keys))
        assert found(session, marks("two", keys)) == ["one"]
        assert found(session, marks("two", [1, 2])) == []


def test_a_new_fingerprint_takes_the_place_of_the_old(engine: Engine) -> None:
    """A text that was fetched again is found by its new keys alone, also on another day."""
    with transaction(engine) as session:
        keep(session, marks("one", [1, 2]))
        fingerprints.keep(session, marks("one", [8, 9]), make.NOW + timedelta(days=2))
        assert found(session, marks("two", [1, 2])) == []
        assert found(session, marks("two", [8, 9])) == ["one"]
        assert session.exec(select(func.count()).select_from(PostingRow)).one() == 2


def test_what_is_forgotten_is_not_found(engine: Engine) -> None:
    """An article taken out leaves nothing; to take out what is not there harms nobody."""
    with transaction(engine) as session:
        keep(session, marks("one", [1, 2]))
        for _ in range(2):
            fingerprints.forget(session, "one")
        assert found(session, marks("two", [1, 2])) == []
        assert session.exec(select(func.count()).select_from(PostingRow)).one() == 0
        assert session.exec(select(func.count()).select_from(FingerprintRow)).one() == 0


def test_a_posting_left_behind_finds_nothing(engine: Engine) -> None:
    """Where an article was deleted by hand, its number may come again: bands are compared."""
    with transaction(engine) as session:
        keep(session, marks("gone", [1, 2]))
        session.connection().execute(text("DELETE FROM entry"))
        session.connection().execute(text("DELETE FROM article"))
        keep(session, marks("new", [8, 9], range(300, 320)))
        assert found(session, marks("two", [1, 2])) == []


@make.ON_ONE_DATABASE
@example([0, 2**16], [])
@given(
    st.lists(st.integers(-(2**31), 2**31 - 1), max_size=24, unique=True),
    st.lists(st.integers(0, 2**16 - 1), max_size=46),
)
def test_a_fingerprint_survives_packing(engine: Engine, keys: list[int], bands: list[int]) -> None:
    """Keys and bands come back from their bytes; two keys may have one band."""
    assert engine
    one = marks("one", keys, bands)
    kept = packed(one)
    assert keys_in(kept[0]) == one.keys
    assert sorted(set(bands_in(*kept))) == list(one.bands)


def test_names_in_every_article_find_none(engine: Engine) -> None:
    """Two keys that many have find nothing, three do; what is rare beside them does too."""
    crowd = RARE_KEY + 4
    with transaction(engine) as session:
        for number in range(crowd):
            keep(session, marks(f"a{number:02}", [1, 2], range(300, 320)))
        keep(session, marks("hot", [1, 2, 7]))
        keep(session, marks("rare", [1, 2, 5]))
        assert found(session, marks("one", [1, 2])) == []
        assert found(session, marks("one", [1, 2, 5])) == ["rare"]
        assert SHARED_KEYS == 3


def test_copies_without_number_are_found(engine: Engine) -> None:
    """A story that more print than are looked at still finds copies, whatever came in between."""
    keys = range(10)
    with transaction(engine) as session:
        for number in range(2 * NEAREST):
            keep(session, marks(f"a{number:03}", keys), hours=-number / 60)
        for hours in (0, -72, 72):
            assert len(found(session, marks("one", keys), hours=hours)) == NEAREST


@make.ON_ONE_DATABASE
@given(order=st.permutations(range(24)), hot=st.integers(0, 3))
def test_no_copy_is_missed_in_any_order(engine: Engine, order: list[int], hot: int) -> None:
    """In whatever order articles arrive, all copies meet, be they found by one or the other.

    Twenty-four articles in six groups, each with keys of its own and some that all have.
    """
    prints = [marks(f"a{n:02}", [*range(hot), 10 * (n % 6) + 10, n % 6 + 90]) for n in range(24)]
    with make.scratch(engine) as session:
        pairs = set()
        for number in order:
            near = found(session, prints[number])
            pairs |= {frozenset({prints[number].article_id, other}) for other in near}
            keep(session, prints[number], hours=number)
    wanted = {
        frozenset({f"a{n:02}", f"a{m:02}"}) for n in range(24) for m in range(n) if n % 6 == m % 6
    }
    assert wanted <= pairs


def test_real_copies_are_candidates(engine: Engine) -> None:
    """A reprint of a text of our own is found by real fingerprints; another text is not."""
    texts = {"one": WORDS, "two": f"(Quay Press) {WORDS}", "three": OTHER}
    with transaction(engine) as session:
        for name, words in texts.items():
            article = make.article(name, text=words, title="Three fleets, one plan")
            make.keep_article(session, article)
            kept = fingerprint_of(article)
            assert kept is not None
            fingerprints.keep(session, kept, make.NOW)
        one = fingerprint_of(make.article("one", text=WORDS))
        assert one is not None
        assert found(session, one) == ["two"]


def test_an_older_index_is_converted_both_ways(engine: Engine) -> None:
    """An upgrade finds the copies that an older program indexed, and a downgrade keeps them."""
    texts = {"one": WORDS, "two": f"(Quay Press) {WORDS}", "three": OTHER, "empty": ""}
    with transaction(engine) as session:
        for name, words in texts.items():
            make.keep_article(session, make.article(name, text=words))
            stories.join(session, name, [])
    one = fingerprint_of(make.article("one", text=WORDS))
    assert one is not None
    downgrade(engine, "0010")
    with engine.connect() as connection:
        shared = text(
            """SELECT count(*) FROM fingerprint_band a JOIN fingerprint_band b
            ON a.band = b.band WHERE a.article = 'one' AND b.article = 'two'"""
        )
        assert connection.execute(shared).scalar_one() >= SHARED_BANDS
        digests = text("SELECT count(DISTINCT digest), count(*) FROM fingerprint")
        assert tuple(connection.execute(digests).one()) == (3, 3)
    upgrade(engine)
    with transaction(engine) as session:
        assert found(session, one) == ["two"]
        keep(session, marks("new", [1, 2]))
        assert found(session, marks("newer", [1, 2])) == ["new"]


def test_a_look_up_asks_few_questions(engine: Engine) -> None:
    """However many keys and candidates there are, a look-up is a handful of statements."""
    with transaction(engine) as session:
        for number in range(40):
            keep(session, marks(f"a{number}", range(24)))
        asked: list[str] = []
        event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        assert len(found(session, marks("one", range(24)))) == 40
    assert len(asked) <= 3
