"""The lexicon: what it finds in text under which name, and what it leaves alone."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.lexicon import Lexicon, Term, TermKind, load
from parsers.lexicon.names import name_keys, name_orders
from parsers.model import Level

Find = tuple[str, str, tuple[str, ...]]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The lexicon of the package."""
    return load()


def finds(text: str) -> list[Find]:
    """Return text, kind and values of each term."""
    return [(term.text, term.kind.value, term.values) for term in load().scan(text)]


def states(text: str) -> list[str]:
    """Return the codes of states named by noun, adjective or metonym, the first value each."""
    kinds = {TermKind.STATE, TermKind.DEMONYM, TermKind.METONYM}
    return [term.values[0] for term in load().scan(text) if term.kind in kinds]


def only(text: str) -> Term:
    """Return the one term of ``text``."""
    (term,) = load().scan(text)
    return term


# ---------------------------------------------------------------- states


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The U.S., Japan and S. Korea agreed", ["US", "JP", "KR"]),
        ("a U.S.-Japan-ROK trilateral", ["US", "JP", "KR"]),
        ("US–Japan–Philippines talks", ["US", "JP", "PH"]),
        ("US/UK/UAE officials", ["US", "GB", "AE"]),
        ("Türkiye's and Turkey’s envoys", ["TR", "TR"]),
        ("Cote d'Ivoire, Côte d’Ivoire and the Ivory Coast", ["CI", "CI", "CI"]),
        ("the Republic of Korea and the Democratic People's Republic of Korea", ["KR", "KP"]),
        ("the People's Republic of China and the Republic of China", ["CN", "TW"]),
        ("DR Congo, the DRC and Congo-Brazzaville", ["CD", "CD", "CG"]),
        ("Guinea-Bissau, Equatorial Guinea and Papua New Guinea", ["GW", "GQ", "PG"]),
        ("Niger and Nigeria; Nigerien and Nigerian", ["NE", "NG", "NE", "NG"]),
        ("Filipino, Emirati, Kyrgyz, Saudi, Dutch and Swiss", ["PH", "AE", "KG", "SA", "NL", "CH"]),
        ("a New Zealander, two Danes and three Poles", ["NZ", "DK", "PL"]),
        ("Czechia, Burma, Swaziland, East Timor", ["CZ", "MM", "SZ", "TL"]),
        ("the White House, the Kremlin and Downing Street", ["US", "RU", "GB"]),
        ("Zhongnanhai, the Élysée and Malacañang", ["CN", "FR", "PH"]),
        ("the Biden administration", ["US"]),
        ("JAPAN, KOREA MEET", ["JP", "KR"]),
        ("PHILIPPINE AND VIETNAMESE SHIPS", ["PH", "VN"]),
        ("Republic Of Korea And Bosnia And Herzegovina", ["KR", "BA"]),
    ],
)
def test_states_are_found_under_all_their_names(text: str, codes: list[str]) -> None:
    """Short, official, clipped, accented and shouted names lead to the same code."""
    assert states(text) == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sino-Indian", "CN"),
        ("Franco-German", "FR"),
        ("Anglo-French", "GB"),
        ("Indo-US", "IN"),
        ("Russo-Turkish", "RU"),
        ("Greco-Cypriot", "GR"),
    ],
)
def test_a_prefix_before_a_hyphen_is_a_demonym(text: str, code: str) -> None:
    """``Sino-Indian`` gives two demonyms, and the prefix's span leaves the hyphen out."""
    first, second = load().scan(text)
    assert (first.kind, first.values) == (TermKind.DEMONYM, (code,))
    assert text[first.start : first.end] == first.text == text.split("-", maxsplit=1)[0]
    assert second.kind in {TermKind.DEMONYM, TermKind.STATE}


@pytest.mark.parametrize(
    "text",
    [
        "they told us to wait, and Us was a film",
        "he ate turkey in china and jersey",
        "Francesca, Germane and Chadwick sell Nigeriana and Japanware",
        "someone@US and user_US",
        "the sino-soviet split",
        "let us meet",
    ],
)
def test_words_that_only_look_like_states_are_left_alone(text: str) -> None:
    """Lower case, longer words and addresses name no state."""
    assert states(text) == []


def test_a_shouted_us_may_be_the_pronoun() -> None:
    """Between shouted words ``US`` is kept but asks for context; elsewhere it is sure."""
    assert only("THEY TELL US LIES").ambiguous
    assert not only("the US said").ambiguous


@pytest.mark.parametrize("name", ["Georgia", "Jordan", "Chad", "Turkey", "Guinea", "Dominica"])
def test_names_with_another_sense_ask_for_context(name: str) -> None:
    """A state whose name is also a person's, a bird's or a region's is marked."""
    term = only(name)
    assert term.kind is TermKind.STATE
    assert term.ambiguous


def test_korea_and_congo_leave_two_states_open() -> None:
    """A name of two states has both, the likelier first, and asks for context."""
    assert only("Korea").values == ("KR", "KP")
    assert only("Congolese").values == ("CD", "CG")
    assert only("Congo").ambiguous


def test_a_state_goes_before_a_city_of_its_name() -> None:
    """Singapore, Luxembourg and Djibouti are states; Kuwait City and Mexico City are cities."""
    kinds = [term.kind for term in load().scan("Singapore, Luxembourg, Djibouti")]
    assert kinds == [TermKind.STATE] * 3
    assert [term.kind for term in load().scan("Kuwait City, Mexico City")] == [TermKind.CITY] * 2
    assert TermKind.CITY in {other.kind for other in only("Singapore").alternatives}


# ---------------------------------------------------------------- places


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Anchorage", "US"),
        ("Camp David", "US"),
        ("Sharm el-Sheikh", "EG"),
        ("Sharm El Sheikh", "EG"),
        ("Nur-Sultan", "KZ"),
        ("Kiev", "UA"),
        ("Cuzco", "PE"),
        ("Nuku'alofa", "TO"),
        ("N’Djamena", "TD"),
        ("Xi'an", "CN"),
        ("The Hague", "NL"),
        ("Chişinău", "MD"),
        ("Port Moresby", "PG"),
        ("Chiang Rai", "TH"),
    ],
)
def test_cities_give_their_country(name: str, country: str) -> None:
    """Places where states meet are known, with their other spellings."""
    term = only(f"in {name}'s streets")
    assert (term.kind, term.values) == (TermKind.CITY, (country,))
    assert load().cities_named(name)[0].country == country


def test_homonyms_come_with_the_likeliest_country_first(lexicon: Lexicon) -> None:
    """Tripoli is Libya's before Lebanon's; a city goes before a region of its name."""
    assert only("Tripoli").values == ("LY", "LB")
    assert [city.country for city in lexicon.cities_named("Hyderabad")] == ["IN", "PK"]
    victoria = only("Victoria")
    assert victoria.kind is TermKind.CITY
    assert [other.kind for other in victoria.alternatives] == [TermKind.REGION]


def test_a_dateline_in_capitals_is_a_city() -> None:
    """``MANILA (AP)`` opens an article; the adjective ``MALE`` in a shouted line is no city."""
    assert finds("MANILA (AP) — Talks")[0] == ("MANILA", "city", ("PH",))
    assert finds("MALE, March 3 (AP) - Talks")[0] == ("MALE", "city", ("MV",))
    assert finds("the MALE body") == []


# ---------------------------------------------------------------- offices


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("president", Level.LEADERS),
        ("Prime Ministers", Level.LEADERS),
        ("taoiseach", Level.LEADERS),
        ("PM", Level.LEADERS),
        ("FOREIGN MINISTERS", Level.FOREIGN_MINISTERS),
        ("Minister for Foreign Affairs", Level.FOREIGN_MINISTERS),
        ("minister of Foreign Affairs", Level.FOREIGN_MINISTERS),
        ("External Affairs Minister", Level.FOREIGN_MINISTERS),
        ("top diplomats", Level.FOREIGN_MINISTERS),
        ("Secretary of Defense", Level.DEFENCE_MINISTERS),
        ("Defence Secretary", Level.DEFENCE_MINISTERS),
        ("Minister of the Armed Forces", Level.DEFENCE_MINISTERS),
        ("foreign and defence ministers", Level.TWO_PLUS_TWO),
        ("national security advisors", Level.NSA),
        ("Security Council Secretary", Level.NSA),
        ("water resources minister", Level.MINISTERS_OTHER),
        ("Minister of Trade and Industry", Level.MINISTERS_OTHER),
        ("finance ministers", Level.MINISTERS_OTHER),
        ("Deputy Prime Minister", Level.MINISTERS_OTHER),
        ("vice foreign minister", Level.OFFICIALS),
        ("Assistant Secretary of State", Level.OFFICIALS),
        ("armed forces chiefs", Level.OFFICIALS),
        ("Ambassador", Level.OFFICIALS),
    ],
)
def test_titles_have_their_level(lexicon: Lexicon, text: str, level: Level) -> None:
    """British, American and Indian titles, in any case, one and many."""
    term = only(f"the {text}'s aides")
    office = lexicon.office(term.values)
    assert office is not None
    assert (term.text, office.level) == (text, level)


def test_titles_know_their_number_and_their_deputies(lexicon: Lexicon) -> None:
    """One minister is not many; an envoy ranks below a minister, a minister below a premier."""
    offices = lexicon.offices
    assert offices["foreign-ministers"].plural
    assert not offices["foreign-minister"].plural
    ranks = [offices[name].rank for name in ("prime-minister", "foreign-minister", "envoy")]
    assert ranks == sorted(ranks)
    assert offices["ambassador"].ambassador
    assert offices["president"].bare


@pytest.mark.parametrize(
    ("title", "state", "level"),
    [
        ("Foreign Secretary", "GB", Level.FOREIGN_MINISTERS),
        ("Foreign Secretary", "PH", Level.FOREIGN_MINISTERS),
        ("Foreign Secretary", None, Level.FOREIGN_MINISTERS),
        ("Foreign Secretary", "IN", Level.OFFICIALS),
        ("Foreign Secretary", "NP", Level.OFFICIALS),
        ("Secretary of State", "US", Level.FOREIGN_MINISTERS),
        ("Secretary of State", None, Level.FOREIGN_MINISTERS),
        ("Secretary of State", "PL", Level.OFFICIALS),
        ("Defence Secretary", "GB", Level.DEFENCE_MINISTERS),
        ("Defence Secretary", "IN", Level.OFFICIALS),
        ("General Secretary", "VN", Level.LEADERS),
        ("General Secretary", None, Level.OFFICIALS),
    ],
)
def test_one_title_has_its_level_by_state(
    lexicon: Lexicon, title: str, state: str | None, level: Level
) -> None:
    """India's Foreign Secretary is an official, Britain's a minister."""
    office = lexicon.office(only(title).values, state)
    assert office is not None
    assert office.level is level


def test_no_title_no_office(lexicon: Lexicon) -> None:
    """A term without rows has no office, and a state without a row no reading."""
    assert lexicon.office(()) is None
    assert lexicon.office(["foreign-secretary-in"], "PH") is None


# ---------------------------------------------------------------- persons


def test_whole_names_are_sure_and_surnames_ask_for_context(lexicon: Lexicon) -> None:
    """Either order of a Japanese name is found; a surname alone is marked."""
    for name in ("Fumio Kishida", "Kishida Fumio", "Moon Jae-in", "Moon Jae In", "Viktor Orban"):
        term = only(name)
        assert (term.kind, term.ambiguous, term.text) == (TermKind.PERSON, False, name)
    both = load().scan("Blinken and Austin")
    assert [(term.kind, term.ambiguous) for term in both] == [(TermKind.PERSON, True)] * 2
    assert [other.kind for other in both[1].alternatives] == [TermKind.CITY]
    assert "Austin" in lexicon.ordinary_keys


def test_initials_do_not_hide_a_whole_name() -> None:
    """``Antony J. Blinken`` is as sure as ``Antony Blinken``; a stranger's initial adds nothing."""
    for name in ("Antony J. Blinken", "Enrique A. Manalo", "Joseph R. Biden"):
        term = only(f"and {name} said")
        assert (term.text, term.kind, term.ambiguous) == (name, TermKind.PERSON, False)
    assert finds("Ann B. Blinken")[0][0] == "Blinken"


def test_a_month_is_a_surname_only_for_those_who_ask(lexicon: Lexicon) -> None:
    """``May`` is found but marked, and never in lower case or capitals alone."""
    assert only("on May 3").ambiguous
    assert "May" in lexicon.ordinary_keys
    assert finds("it may, and MAY") == []


@pytest.mark.parametrize(
    ("key", "when", "name"),
    [
        ("Kishida", date(2016, 4, 11), "Fumio Kishida"),
        ("Zelenskyy", date(2023, 5, 21), "Volodymyr Zelensky"),
        ("bin Salman", date(2024, 1, 1), "Mohammed bin Salman"),
        ("ERDOĞAN", date(2024, 1, 1), "Recep Tayyip Erdoğan"),
        ("Abe Shinzo", date(2007, 1, 1), "Shinzo Abe"),
    ],
)
def test_holders_are_known_by_key_and_date(
    lexicon: Lexicon, key: str, when: date, name: str
) -> None:
    """A surname, a second order or another spelling leads to the holder of that day."""
    assert {holder.name for holder in lexicon.holders_at(key, when)} == {name}


def test_a_date_chooses_among_terms_of_office(lexicon: Lexicon) -> None:
    """Kishida was foreign minister in 2016 and prime minister in 2023; nobody in 1990."""
    (earlier,) = lexicon.holders_at("Kishida", date(2016, 4, 11))
    (later,) = lexicon.holders_at("Kishida", date(2023, 8, 18))
    assert (earlier.level, later.level) == (Level.FOREIGN_MINISTERS, Level.LEADERS)
    assert lexicon.holders_at("Kishida", date(1990, 1, 1)) == []
    assert lexicon.holders_at("Nobody", None) == []
    everyone = lexicon.holders_at("Kishida", None)
    assert [holder.since for holder in everyone] == [later.since, earlier.since]


def test_name_customs() -> None:
    """Particles stay with the family name; Chinese names begin with it, Vietnamese end with it."""
    assert name_keys("Jean-Yves Le Drian", "FR") == ("Le Drian",)
    assert name_keys("Ferdinand Marcos Jr.", "PH") == ("Marcos",)
    assert name_keys("Xi Jinping", "CN") == ("Xi",)
    assert name_keys("Pham Minh Chinh", "VN") == ("Chinh",)
    assert name_orders("Viktor Orban", "HU") == ("Orban Viktor",)
    assert name_orders("Yoon Suk-yeol", "KR") == ("Suk-yeol Yoon", "Yoon Suk Yeol", "Yoon Sukyeol")
    assert name_orders("Emmanuel Macron", "FR") == ()


# ---------------------------------------------------------------- groupings


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("AUKUS", "aukus"),
        ("the C5+1's reach", "c5p1"),
        ("the P5+1", "p5p1"),
        ("the C5", "central_asia"),
        ("the Quartet on Sudan", "sudan_quad"),
        ("Weimar+", "weimar_plus"),
        ("the Visegrád Group", "v4"),
        ("Coalition of the Willing", "cotw"),
        ("six-party talks", "six_party"),
        ("SIX-PARTY TALKS", "six_party"),
        ("Indo-Pacific Economic Framework", "ipef"),
        ("Russia-India-China", "ric"),
        ("G-7", "g7"),
        ("Baltic States", "baltics"),
        ("SHANGRI-LA DIALOGUE", "sld"),
    ],
)
def test_groupings_are_found_by_alias(text: str, identity: str) -> None:
    """Signs, hyphens and case are part of an alias, and a longer alias wins."""
    term = only(text)
    assert (term.kind, term.values) == (TermKind.GROUPING, (identity,))


def test_a_longer_chain_of_states_is_no_known_grouping() -> None:
    """``Russia-India-China-Pakistan`` names four states, not the three of RIC."""
    assert states("Russia-India-China-Pakistan") == ["RU", "IN", "CN", "PK"]
    assert states("Brazil-Russia-India-China") == ["BR", "RU", "IN", "CN"]


def test_a_shared_name_has_its_usual_grouping_first() -> None:
    """Quad is the one of AU, IN, JP and US unless the text says otherwise."""
    term = only("the Quad")
    assert term.ambiguous
    assert term.values[:2] == ("quad", "sudan_quad")


def test_aliases_are_case_sensitive() -> None:
    """A quad, a squad, the basic group and an eac are no groupings."""
    assert finds("a quad, the squad, basic countries, quint countries and the un") == []


def test_groupings_by_their_set(lexicon: Lexicon) -> None:
    """The exact set leads to the groupings, minilaterals first; a near set to none."""
    assert [row.id for row in lexicon.grouping_by_states(["US", "JP", "PH"])] == ["jaropus"]
    assert [row.kind for row in lexicon.grouping_by_states({"EE", "LV", "LT"})] == [
        "minilateral",
        "region",
    ]
    assert lexicon.grouping_by_states(["JP", "PH"]) == []
    assert lexicon.grouping_by_states([]) == []


def test_dates_of_groupings(lexicon: Lexicon) -> None:
    """A month or year in the data becomes its first day."""
    jaropus = lexicon.groupings["jaropus"]
    assert jaropus.name_since == date(2023, 6, 1)
    assert jaropus.levels_since["leaders"] == date(2024, 1, 1)
    assert jaropus.level is Level.LEADERS
    assert lexicon.groupings["six_party"].status == "ended"
    assert lexicon.groupings["baltics"].level is None
