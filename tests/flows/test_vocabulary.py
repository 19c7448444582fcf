"""What an installation adds to the lexicon: taken whole or not at all, each fault told at once."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from flows.runtime.vocabulary import HOLDERS, LEXICON, load_configuration, load_lexicon
from flows.runtime.watchlist import WatchlistError
from parsers.lexicon import Lexicon, TermKind, load
from parsers.reading import read
from tests.flows.houses import RULES

ROOT = Path(__file__).parents[2]

ADDITIONS = """\
[[grouping]]
id = "harbour_three"
name = "Harbour Three"
states = ["NZ", "AU", "FJ"]
aliases = ["Harbour Triangle"]
aliases_ci = ["harbour talks"]
name_since = 2026-03-01
level = "foreign_ministers"

[[alias]]
name = "Weimar Trefoil"
grouping = "weimar"

[[alias]]
name = "Lantern"
grouping = "harbour_three"
any_case = true
needs_context = true

[[state]]
code = "NZ"
names = ["Aotearoa Whanui"]
demonyms = ["Zedlander"]
metonyms = ["Ninth Floor"]

[[city]]
name = "Lighthouse Bay"
country = "FJ"
alternates = ["Vale ni Cina"]

[[city]]
name = "Upper Reef"
country = "FJ"
type = "region"
ambiguous = true

[[title]]
titles = ["minister for lighthouses"]
level = "ministers_other"

[[title]]
titles = ["keeper of the seal"]
level = "foreign_ministers"
state = "FJ"

[[holder]]
name = "Ratu Cakau"
state = "FJ"
office = "Keeper of the Seal"
level = "foreign_ministers"
since = "2026-01"
also = ["Ratu J. Cakau"]

[[holder]]
name = "Joe Biden"
state = "US"
office = "President"
level = "leaders"
since = "2021-01-20"
until = "2025-01-19"

[[mask]]
phrase = "Fiji Lantern Weekly"

[[off]]
name = "Three Brothers"
of = "azpktr"

[[off]]
name = "Nice"
kind = "city"
"""


def write(folder: Path, text: str = "", holders: str | None = None) -> Path:
    """Write the two files, of which neither need be there."""
    if text:
        (folder / LEXICON).write_text(text, encoding="utf-8")
    if holders is not None:
        (folder / HOLDERS).write_text(holders, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The lexicon with all kinds of additions."""
    return load_lexicon(write(tmp_path_factory.mktemp("config"), ADDITIONS))


def found(lexicon: Lexicon, text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return text, kind and values of each term."""
    return [(term.text, term.kind.value, term.values) for term in lexicon.scan(text)]


def faults(folder: Path) -> list[str]:
    """Return every fault of a configuration in full."""
    with pytest.raises(WatchlistError) as caught:
        load_lexicon(folder)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Harbour Three", "grouping", "harbour_three"),
        ("the Harbour Triangle", "grouping", "harbour_three"),
        ("Harbour Talks", "grouping", "harbour_three"),
        ("harbour talks", "grouping", "harbour_three"),
        ("Weimar Trefoil", "grouping", "weimar"),
        ("lantern", "grouping", "harbour_three"),
        ("Aotearoa Whanui", "state", "NZ"),
        ("AOTEAROA WHANUI", "state", "NZ"),
        ("Zedlander", "demonym", "NZ"),
        ("the Ninth Floor", "metonym", "NZ"),
        ("Lighthouse Bay", "city", "FJ"),
        ("Vale ni Cina", "city", "FJ"),
        ("Upper Reef", "region", "FJ"),
        ("Minister for Lighthouses", "office", "minister-for-lighthouses"),
        ("keeper of the seal", "office", "keeper-of-the-seal-fj"),
        ("Ratu Cakau", "person", "ratu-cakau-fj-keeper-of-the-seal-2026-01"),
        ("Ratu J. Cakau", "person", "ratu-cakau-fj-keeper-of-the-seal-2026-01"),
        ("Fiji Lantern Weekly", "mask", None),
    ],
)
def test_every_kind_of_addition_is_found(
    lexicon: Lexicon, text: str, kind: str, value: str | None
) -> None:
    """An addition is found as the package's own rows are: longest first, masks, shouted, cased."""
    ((_, found_kind, values),) = found(lexicon, f"about {text} now")
    assert found_kind == kind
    assert values == (() if value is None else (value,))
    assert found(load(), f"about {text} now") != found(lexicon, f"about {text} now")


def test_an_addition_needs_context_where_it_says_so(lexicon: Lexicon) -> None:
    """An alias with another sense, and a doubtful place, are marked; the others are sure."""
    marked = {name: lexicon.scan(name)[0].ambiguous for name in ("Lantern", "Upper Reef")}
    assert marked == {"Lantern": True, "Upper Reef": True}
    assert not lexicon.scan("Harbour Three")[0].ambiguous


def test_what_is_off_is_not_found(lexicon: Lexicon) -> None:
    """A name that is switched off counts for nothing; what it was part of stands."""
    assert found(lexicon, "the Three Brothers met") == []
    assert "azpktr" in lexicon.groupings
    assert [one for one in found(lexicon, "in Nice on") if one[1] == "city"] == []
    assert found(load(), "in Nice on")[0][1] == "city"


def test_a_holder_with_a_known_first_day_changes_that_row(lexicon: Lexicon) -> None:
    """The editor ends a term; no second row of the same term comes into being."""
    rows = [
        row
        for row in lexicon.holders.values()
        if row.name == "Joe Biden" and row.office == "President"
    ]
    assert [(row.since, row.until) for row in rows] == [(date(2021, 1, 20), date(2025, 1, 19))]
    assert rows[0].orders  # the spellings of the package are kept


def test_a_grouping_with_a_known_id_replaces_it(tmp_path: Path) -> None:
    """A member more: the editor's set is the set."""
    own = (
        '[[grouping]]\nid = "slavkov"\nname = "Slavkov Format"\nstates = ["AT", "CZ", "HU", "SK"]\n'
    )
    lexicon = load_lexicon(write(tmp_path, own))
    assert lexicon.groupings["slavkov"].states == ("AT", "CZ", "HU", "SK")
    assert [row.id for row in lexicon.grouping_by_states(["AT", "CZ", "SK"])] == []


def test_the_reader_reads_with_additions(lexicon: Lexicon) -> None:
    """A meeting of a grouping that only this installation knows is read with its members."""
    text = (
        "SUVA - The foreign ministers of the Harbour Three met in Lighthouse Bay on Tuesday "
        "to discuss lights, the host said."
    )
    plain = read("Ministers meet", text, date(2026, 6, 10), load())
    richer = read("Ministers meet", text, date(2026, 6, 10), lexicon)
    assert [meeting.participants for meeting in plain.meetings] == []
    assert [meeting.participants for meeting in richer.meetings] == [("AU", "FJ", "NZ")]


def test_without_files_the_lexicon_is_the_package_s(tmp_path: Path) -> None:
    """Neither file need be there, an empty one adds nothing, and nothing is built twice."""
    assert load_lexicon(tmp_path) is load()
    assert load_lexicon(write(tmp_path, "# nothing yet\n")) is load()
    assert load_lexicon(ROOT / "config") is load()


def test_the_edition_follows_what_editors_write(tmp_path: Path) -> None:
    """Same additions, same edition; others, another; refreshed holders leave it alone."""
    one = load_lexicon(write(tmp_path, '[[mask]]\nphrase = "Fiji Lantern"\n')).edition
    again = load_lexicon(write(tmp_path, '# a remark\n[[mask]]\nphrase="Fiji Lantern"\n')).edition
    other = load_lexicon(write(tmp_path, '[[mask]]\nphrase = "Fiji Lamp"\n')).edition
    assert one == again != other
    assert len(one) == 8
    term = (
        '[[holder]]\nname = "Vula Nene"\nstate = "FJ"\noffice = "Head of State"\n'
        'level = "leaders"\nsince = "2026-02"\nsource = "Q1"\n'
    )
    renewed = load_lexicon(write(tmp_path, '[[mask]]\nphrase = "Fiji Lamp"\n', term))
    assert renewed.edition == other
    assert renewed.holders_at("Vula Nene", date(2026, 3, 1))


def test_an_editor_s_holder_goes_before_a_refreshed_one(tmp_path: Path) -> None:
    """Of two rows for one term the editor's end counts."""
    row = (
        '[[holder]]\nname = "Vula Nene"\nstate = "FJ"\noffice = "Head of State"\n'
        'level = "leaders"\nsince = "2026-02"\nuntil = "{}"\n'
    )
    lexicon = load_lexicon(write(tmp_path, row.format("2026-05-01"), row.format("2026-09-01")))
    (holder,) = lexicon.holders_at("Vula Nene", None)
    assert holder.until == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n[[mask]]\n", 'lexicon.toml:2: mask number 1: phrase is missing. Example: phrase = "'),
        ("[[gruoping]]\n", "lexicon.toml: gruoping: is unknown at the top of this file"),
        ("grouping = 3\n", "lexicon.toml: grouping: is no list of tables"),
        ("[[alias\n", "lexicon.toml:1: is no TOML"),
        (
            '[[state]]\ncode = "NZ"\ndemonym = ["Kiwi"]\n',
            "there is no key demonym. Did you mean demonyms?",
        ),
        ('[[state]]\ncode = "QQ"\n', "code 'QQ' is the code of no state"),
        (
            '[[alias]]\nname = "Lantern"\ngrouping = "aucus"\n',
            "alias \"Lantern\": there is no grouping 'aucus'. Did you mean aukus?",
        ),
        (
            '[[alias]]\nname = "AUKUS"\ngrouping = "quad"\n',
            "'AUKUS' is a name of the grouping aukus already. Give it back first: [[off]] with",
        ),
        (
            '[[grouping]]\nid = "x"\nname = "Weimar Triangle"\nstates = ["DE", "FR"]\n',
            "'Weimar Triangle' is a name of the grouping weimar already",
        ),
        (
            '[[grouping]]\nid = "x"\nname = "Xx"\nstates = ["DE"]\n',
            "states has fewer than two states",
        ),
        (
            '[[grouping]]\nid = "x"\nname = "Xx"\nstates = ["DE", "FR"]\nneeds_context = ["Yy"]\n',
            "needs_context names 'Yy', which is none of the aliases",
        ),
        (
            (
                '[[grouping]]\nid = "x"\nname = "Xx"\nstates = ["DE", "FR"]\n'
                '[[grouping]]\nid = "x"\nname = "Yy"\nstates = ["DE", "IT"]\n'
            ),
            'lexicon.toml:5: grouping "x": has the same id as an earlier grouping',
        ),
        (
            (
                '[[holder]]\nname = "Ada Reef"\nstate = "FJ"\noffice = "Queen"\nlevel = "leaders"\n'
                'since = "2020"\nuntil = "2019"\n'
            ),
            "until '2019' is before since, 2020",
        ),
        (
            (
                '[[holder]]\nname = "Ada Reef"\nstate = "US"\noffice = "President"\nlevel = "nsa"\n'
                'since = "2020"\n'
            ),
            'is at another level than this office of this state. Write level = "leaders".',
        ),
        (
            (
                '[[holder]]\nname = "Ada Reef"\nstate = "FJ"\noffice = "Queen"\nlevel = "leaders"\n'
                'since = "2020-02-30"\n'
            ),
            "since '2020-02-30' is no day of the calendar",
        ),
        (
            (
                '[[holder]]\nname = "Ada Reef"\nstate = "US"\noffice = "President"\n'
                'level = "leaders"\n'
                'since = "2017"\n'
            ),
            "still in office long after",
        ),
        ('[[title]]\ntitles = []\nlevel = "nsa"\n', "titles is empty"),
        ('[[title]]\ntitles = ["keeper"]\nlevel = "minister"\n', "is no word of its list"),
        ('[[mask]]\nphrase = "x"\n', "phrase 'x' is too short"),
        ('[[mask]]\nphrase = "Fiji\\u0007Sun"\n', "is not spelled as it has to be"),
        ('[[mask]]\nphrase = "Fiji Sun "\n', "begins or ends with a space"),
        ('[[off]]\nname = "Nobody Knows It"\n', "nothing in the lexicon has this name"),
        ('[[off]]\nname = "Nice"\nkind = "grouping"\n', "nothing in the lexicon has this name"),
    ],
)
def test_each_fault_is_named_with_its_remedy(tmp_path: Path, text: str, told: str) -> None:
    """File, line, entry, reason and what to write instead."""
    (said,) = faults(write(tmp_path, text))
    assert told in said
    assert said.startswith("lexicon.toml")
    assert said.rstrip().endswith((".", "?", "]", '"', "false"))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Faults of both files of the lexicon and of the other files of the configuration."""
    write(tmp_path, '[[city]]\nname = "X1"\n[[mask]]\n[[foo]]\n', '[[grouping]]\nid = "x"\n')
    (tmp_path / "feeds.toml").write_text("[[feed]]\n", encoding="utf-8")
    (tmp_path / "watchlist.toml").write_text(RULES, encoding="utf-8")
    (tmp_path / "recipients.toml").write_text("", encoding="utf-8")
    (tmp_path / "newsrooms.toml").write_text("", encoding="utf-8")
    with pytest.raises(WatchlistError) as caught:
        load_configuration(tmp_path)
    files = {fault.file for fault in caught.value.faults}
    assert files == {LEXICON, HOLDERS, "feeds.toml"}
    assert len([f for f in caught.value.faults if f.file == LEXICON]) == 3


def test_rules_may_name_any_state_although_the_lexicon_has_a_fault(tmp_path: Path) -> None:
    """One fault does not bring forth others."""
    write(tmp_path, "[[foo]]\n")
    (tmp_path / "feeds.toml").write_text("", encoding="utf-8")
    rule = '[[rule]]\nname = "pacific"\nstates = ["FJ", "NZ"]\n'
    (tmp_path / "watchlist.toml").write_text(rule, encoding="utf-8")
    (tmp_path / "recipients.toml").write_text("", encoding="utf-8")
    (tmp_path / "newsrooms.toml").write_text("", encoding="utf-8")
    with pytest.raises(WatchlistError) as caught:
        load_configuration(tmp_path)
    assert [fault.file for fault in caught.value.faults] == [LEXICON]


def test_the_examples_that_ship_are_valid(tmp_path: Path) -> None:
    """Every kind of table stands in the file as a comment, and works once the # is removed."""
    text = (ROOT / "config" / LEXICON).read_text(encoding="utf-8")
    examples = re.sub(r"^# (?=\[\[|\w+ = )", "", text, flags=re.MULTILINE)
    lexicon = load_lexicon(write(tmp_path, examples))
    kinds = ("grouping", "alias", "state", "city", "title", "holder", "mask", "off")
    assert [f"[[{kind}]]" for kind in kinds] == re.findall(r"^\[\[\w+\]\]", examples, re.MULTILINE)
    assert lexicon.groupings["harbour_three"].states == ("AU", "FJ", "NZ")
    assert lexicon.scan("Weimar Trio")[0].kind is TermKind.GROUPING
