"""The lexicon's masks, its behaviour on any text, its speed, and whether its data agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.lexicon import Lexicon, TermKind, build, load, problems, tables
from parsers.lexicon.keys import fold
from parsers.model import Level
from parsers.records.known_sets import is_new_name

# UN members, observers, Kosovo, Taiwan, the Cook Islands and Niue.
STATES_AT_MEETINGS = 193 + 2 + 1 + 1 + 2
ISO_CODES_AND_KOSOVO = 249 + 1
FEWEST_HOLDERS = 2400
FEWEST_CITIES = 2000
FEWEST_GROUPINGS = 300
FEWEST_DATED_NAMES = 50
# A tenth of the speed measured on an idle core, for machines that are busy.

Rows = dict[str, Any]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The lexicon of the package."""
    return load()


@pytest.fixture(scope="module")
def rows() -> dict[str, Rows]:
    """The content of the data files."""
    return {file: tables.read(f"{file}.toml") for file in tables.FILES}


def found(text: str) -> list[tuple[str, str]]:
    """Return text and kind of each term."""
    return [(term.text, term.kind.value) for term in load().scan(text)]


# ---------------------------------------------------------------- masks


@pytest.mark.parametrize(
    "text",
    [
        "South China Sea",
        "SOUTH CHINA SEA",
        "Sea of Japan",
        "Gulf of Mexico",
        "Indo-Pacific",
        "Latin American",
        "South China Morning Post",
        "Times of India",
        "Japan Times",
        "Bank of Japan",
        "University of Tokyo",
        "Singapore Airlines",
        "Air India",
        "Georgia Tech",
        "Atlanta, Georgia",
        "Michael Jordan",
        "US Open",
        "French Open",
        "US dollar",
        "US$",
        "Japanese yen",
        "quad bike",
        "Quad bikes",
        "quad-core",
        "Iran-backed",
        "pro-Russian",
        "anti-American",
        "Seoul-based",
        "opposition leader",
        "chief minister",
        "5 PM",
        "101.5 FM",
        "Korean War",
        "Vietnam War",
        "Minsk agreements",
    ],
)
def test_names_that_hold_other_names_are_masks(text: str) -> None:
    """Seas, papers, firms, clubs, wars and leanings come as one mask over the whole name."""
    (term,) = load().scan(f"about {text} again")
    assert term.kind is TermKind.MASK
    assert term.text in text
    assert term.values == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("China Open to Talks", ["state"]),
        ("Indo-US ties", ["demonym", "state"]),
        ("Japan and the China Sea", ["state", "mask"]),
        ("the Japanese team", ["demonym"]),
        ("a US-led meeting", ["state"]),
        ("Georgia and Moldova", ["state", "state"]),
        ("Quad leaders", ["grouping", "office"]),
        ("Prime Minister Modi", ["office", "person"]),
        ("European Council President", ["grouping", "mask"]),
    ],
)
def test_masks_end_where_the_name_ends(text: str, kinds: list[str]) -> None:
    """What only resembles a masked name, or stands beside one, still counts."""
    assert [kind for _, kind in found(text)] == kinds


def test_a_mask_tells_what_it_hides() -> None:
    """A mask made by the words beside a term keeps the term as its alternative."""
    (term,) = load().scan("Bank of Korea")
    assert term.alternatives[0].values == ("KR", "KP")


# ---------------------------------------------------------------- any text

NAMES = [
    "Japan",
    "US",
    "U.S.",
    "Sino-",
    "Quad",
    "C5+1",
    "May",
    "Kyiv's",
    "’s",
    "-",
    "\n",
    " ",
    "é",
    "İ",
]


@given(st.lists(st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), max_size=30).map("".join))
def test_terms_are_ordered_spans_of_the_text(text: str) -> None:
    """Whatever the text, terms do not overlap and each quotes its own span."""
    terms = load().scan(text)
    assert all(text[term.start : term.end] == term.text for term in terms)
    assert all(left.end <= right.start for left, right in pairwise(terms))
    assert all(term.start < term.end for term in terms)
    assert all(bool(term.values) != (term.kind is TermKind.MASK) for term in terms)


@given(st.text())
def test_folding_keeps_every_position(text: str) -> None:
    """Folding is idempotent and changes no length, so that spans hold in the text itself."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


# ---------------------------------------------------------------- data


def test_the_data_contradict_themselves_nowhere() -> None:
    """No unknown code, no alias claimed twice, no term of office that ends before it begins."""
    assert problems() == []


def test_every_state_is_there(lexicon: Lexicon) -> None:
    """Each has a demonym and a capital that is found; territories are marked as such."""
    states = [row for row in lexicon.states.values() if not row.territory]
    assert len(states) == STATES_AT_MEETINGS
    assert len(lexicon.states) == ISO_CODES_AND_KOSOVO
    assert not {"TW", "XK", "PS", "VA", "CK", "NU"} & {
        row.code for row in lexicon.states.values() if row.territory
    }
    for state in states:
        assert state.demonyms, state.code
        assert state.capital
        assert state.code in {city.country for city in lexicon.cities_named(state.capital)} or (
            state.capital in state.names
        )


def test_every_name_of_a_state_leads_to_it(lexicon: Lexicon) -> None:
    """Each name, demonym and metonym, alone in a sentence, is found and has the state's code."""
    for state in lexicon.states.values():
        for name in (*state.names, *state.demonyms, *state.metonyms, *state.headline):
            (term,) = lexicon.scan(f"for {name} then")
            assert state.code in term.values, (state.code, name, term)


def test_every_name_of_a_grouping_leads_to_it(lexicon: Lexicon) -> None:
    """Each alias is found, as the grouping or as a city that bears the same name."""
    for grouping in lexicon.groupings.values():
        for alias in (*grouping.aliases, *grouping.aliases_ci):
            (term,) = lexicon.scan(f"for {alias} then")
            senses = {value for sense in (term, *term.alternatives) for value in sense.values}
            assert grouping.id in senses, (grouping.id, alias, term)


def test_every_holder_is_found_by_name(lexicon: Lexicon) -> None:
    """Each whole name in each of its spellings leads to the holder's row."""
    for holder in lexicon.holders.values():
        for name in (holder.name, *holder.orders):
            (term,) = lexicon.scan(f"for {name} then")
            assert holder.id in term.values, (holder.id, name, term)
            assert holder in lexicon.holders_at(name, holder.since)


# The states whose office-holders have to be known, beside the members of the EU.
G20 = "AR AU BR CA CN DE FR GB ID IN IT JP KR MX RU SA TR US ZA".split()
INDO_PACIFIC = (
    "AU NZ PG BN ID KH LA MM MY PH SG TH TL VN CN TW JP KR KP MN IN PK BD LK NP BT MV".split()
)
CENTRAL_ASIA = "KG KZ TJ TM UZ".split()
# Of all years of all these states: shares known, just below what the data hold.
KNOWN_SHARES = {
    Level.LEADERS: 0.99,
    Level.FOREIGN_MINISTERS: 0.98,
    Level.DEFENCE_MINISTERS: 0.86,
    Level.NSA: 0.28,  # most states have none
}


@pytest.mark.parametrize("level", KNOWN_SHARES)
def test_office_holders_are_known_from_2005_on(lexicon: Lexicon, level: Level) -> None:
    """In March of each year somebody is known to hold the office, in nearly all states."""
    states = {*G20, *INDO_PACIFIC, *CENTRAL_ASIA, *lexicon.groupings["eu"].states}
    cells = [(state, date(year, 3, 1)) for state in states for year in range(2005, 2027)]
    known = [
        any(
            row.state == state and row.level is level and row.since <= day <= (row.until or day)
            for row in lexicon.holders.values()
        )
        for state, day in cells
    ]
    assert sum(known) / len(cells) >= KNOWN_SHARES[level]


def test_the_lexicon_is_as_large_as_it_says(lexicon: Lexicon) -> None:
    """A file lost from the package, or cut short, shows at once."""
    assert len(lexicon.holders) >= FEWEST_HOLDERS
    assert len(lexicon.cities) >= FEWEST_CITIES
    assert len(lexicon.groupings) >= FEWEST_GROUPINGS
    kinds = Counter(row.kind for row in lexicon.groupings.values())
    assert set(kinds) == {"minilateral", "multilateral", "venue", "region", "bilateral"}


def test_a_name_is_news_until_ninety_days_after_the_press_could_know_it(lexicon: Lexicon) -> None:
    """Before its name and in its first months a grouping is new, whatever the lexicon holds."""
    dated = [row for row in lexicon.groupings.values() if row.name_since is not None]
    assert len(dated) > FEWEST_DATED_NAMES
    for row in dated:
        since = row.name_since or date.min
        days = [since - timedelta(days=400), since, since + timedelta(days=89)]
        assert [is_new_name(row, day) for day in days] == [True] * 3, row.id
        assert not is_new_name(row, since + timedelta(days=90)), row.id
    undated = next(row for row in lexicon.groupings.values() if row.name_since is None)
    assert not is_new_name(undated, date(1950, 1, 1))


def test_a_name_with_another_sense_asks_for_context(lexicon: Lexicon) -> None:
    """Every alias in needs_context is marked, and every other one of a club is sure."""
    for row in lexicon.groupings.values():
        for alias in (*row.aliases, *row.aliases_ci):
            (term,) = lexicon.scan(f"for {alias} then")
            if term.kind is not TermKind.GROUPING:
                continue
            is_shared = alias in lexicon.shared or len(term.values) > 1
            assert term.ambiguous is (alias in row.needs_context or is_shared), (row.id, alias)


@pytest.mark.parametrize(
    ("identity", "kind"),
    [
        ("gcc", "multilateral"),
        ("asean", "multilateral"),
        ("mercosur", "multilateral"),
        ("andean", "multilateral"),
        ("caricom", "multilateral"),
        ("eac", "multilateral"),
        ("eaeu", "multilateral"),
        ("csto", "multilateral"),
        ("benelux", "minilateral"),
        ("v4", "minilateral"),
        ("baltic3", "minilateral"),
        ("nordic5", "minilateral"),
        ("northern_triangle", "minilateral"),
        ("pacific_alliance", "minilateral"),
        ("gulf", "region"),
        ("central_asia", "region"),
        ("western_balkans", "region"),
        ("sld", "venue"),
    ],
)
def test_bodies_of_treaties_are_context_and_clubs_are_news(
    lexicon: Lexicon, identity: str, kind: str
) -> None:
    """A body with organs of its own is no minilateral, however few its members are."""
    assert lexicon.groupings[identity].kind == kind


@pytest.mark.parametrize(
    ("identity", "members"),
    [
        ("quad", "AU IN JP US"),
        ("squad", "AU JP PH US"),
        ("jpkrus", "JP KR US"),
        ("cjk", "CN JP KR"),
        ("c5p1", "KG KZ TJ TM US UZ"),
        ("b9", "BG CZ EE HU LT LV PL RO SK"),
        ("i2u2", "AE IL IN US"),
        ("aes", "BF ML NE"),
        ("msg", "FJ PG SB VU"),
        ("nb8", "DK EE FI IS LT LV NO SE"),
        ("pacific_alliance", "CL CO MX PE"),
        ("asean", "BN ID KH LA MM MY PH SG TH TL VN"),
        ("gcc", "AE BH KW OM QA SA"),
        ("mercosur", "AR BO BR PY UY"),
        ("eac", "BI CD KE RW SO SS TZ UG"),
        ("baltics", "EE LT LV"),
        ("nordics", "DK FI IS NO SE"),
        ("western_balkans", "AL BA ME MK RS XK"),
        ("south_caucasus", "AM AZ GE"),
        ("central_asia", "KG KZ TJ TM UZ"),
        ("maghreb", "DZ LY MA MR TN"),
        ("mekong", "KH LA MM TH VN"),
        ("indochina", "KH LA VN"),
        ("melanesia", "FJ PG SB VU"),
        ("micronesia", "FM KI MH NR PW"),
        ("sahel_three", "BF ML NE"),
        ("central_america", "BZ CR GT HN NI PA SV"),
        ("arctic_states", "CA DK FI IS NO RU SE US"),
        ("black_sea_states", "BG GE RO RU TR UA"),
    ],
)
def test_members_of_known_groupings(lexicon: Lexicon, identity: str, members: str) -> None:
    """The sets that identify well-known groupings are right and sorted."""
    assert lexicon.groupings[identity].states == tuple(members.split())


def test_ambiguous_and_alternate_places_are_places(rows: dict[str, Rows]) -> None:
    """No flag or second spelling hangs on a name that the country does not list."""
    capitals = {row["code"]: row.get("capital") for row in rows["states"]["state"]}
    for country, table in rows["cities"]["country"].items():
        cities = table.get("cities", [])
        names = {*cities, *table.get("regions", []), capitals[country]}
        assert len(set(cities)) == len(cities), country
        assert {*table.get("ambiguous", []), *table.get("alternates", {})} <= names, country


def _reverse(rows: dict[str, Rows]) -> None:
    rows["holders"]["post"][0]["terms"][0] |= {"since": "2001", "until": "1999"}


def _crowd(rows: dict[str, Rows]) -> None:
    del rows["holders"]["post"][0]["terms"][0]["until"]


def _misplace(rows: dict[str, Rows]) -> None:
    rows["groupings"]["grouping"][0]["states"] = ["AU", "QQ"]


def _steal(rows: dict[str, Rows]) -> None:
    rows["groupings"]["grouping"][1]["aliases"].append("JAROPUS")


def _shrink(rows: dict[str, Rows]) -> None:
    rows["groupings"]["grouping"][0]["states"] = ["AU"]


def _double(rows: dict[str, Rows]) -> None:
    rows["groupings"]["grouping"][0]["states"] = ["AU", "AU", "JP"]


def _admit(rows: dict[str, Rows]) -> None:
    rows["groupings"]["grouping"][0]["joined"] = {"FR": "2020"}


def _expel(rows: dict[str, Rows]) -> None:
    rows["groupings"]["grouping"][0]["left"] = {"AU": "2020"}


def _stray(rows: dict[str, Rows]) -> None:
    rows["groupings"]["grouping"][1]["needs_context"] = ["Nobody"]


def _unshare(rows: dict[str, Rows]) -> None:
    rows["groupings"]["shared"]["Quad"] = ["quad", "quod"]


def _silence(rows: dict[str, Rows]) -> None:
    del rows["states"]["state"][0]["demonyms"], rows["states"]["state"][0]["capital"]


def _misname(rows: dict[str, Rows]) -> None:
    rows["states"]["state"][0]["ambiguous_names"] = ["Atlantis"]


def _invent(rows: dict[str, Rows]) -> None:
    rows["holders"]["ordinary"].append("Nobody")


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (_reverse, "ends 1999-12-31 before it begins 2001-01-01"),
        (_crowd, "still in office long after"),
        (_misplace, "no state has the code QQ"),
        (_steal, "has the alias 'JAROPUS' too"),
        (_shrink, "fewer than 2 states"),
        (_double, "named twice"),
        (_admit, "FR joined, but is no member"),
        (_expel, "AU left, but is a member"),
        (_stray, "needs_context names 'Nobody'"),
        (_unshare, "no grouping has the id quod"),
        (_silence, "no demonym"),
        (_silence, "no capital"),
        (_misname, "ambiguous_names has 'Atlantis'"),
        (_invent, "ordinary name 'Nobody'"),
    ],
)
def test_each_contradiction_is_named(
    rows: dict[str, Rows], spoil: Callable[[dict[str, Rows]], None], word: str
) -> None:
    """Spoiling one row brings one complaint that names it; unspoilt data bring none."""
    spoilt = deepcopy(rows)
    spoil(spoilt)
    assert any(word in problem for problem in problems(build(spoilt)))
