"""The people of a document: what the text says of them, and what the table would add."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.actors.people import People, Person, agrees, is_same_name
from parsers.lexicon import load
from parsers.model import Level
from parsers.words.items import Item, rows
from parsers.words.personal_names import bare_name, is_given_syllable, is_honour, name_parts

DAY = date(2010, 5, 10)
MINISTER = frozenset({Level.FOREIGN_MINISTERS})


def item(name: str) -> Item:
    """Return the one item of a name."""
    (row,) = rows("", name, load())
    return next(found for found in row.items if found.text == name)


def people(*states: str) -> People:
    """Return the people of a document that names these states."""
    return People(load(), DAY, frozenset(states))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Rojas", ("ana", "rojas")),
        ("Kang Kyung-wha", ("kang", "kyung-wha")),
        ("S. Jaishankar", ("jaishankar",)),
        ("Mohammed bin Salman", ("mohammed", "salman")),
        ("Ramon Cruz Jr.", ("ramon", "cruz")),
        ("U Nu", ("u nu",)),
    ],
)
def test_a_name_is_known_by_its_parts(name: str, parts: tuple[str, ...]) -> None:
    """Initials, particles and generations are no part that finds anybody."""
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dr. S. Jaishankar", "S. Jaishankar"),
        ("Gen. Ali Rahim", "Ali Rahim"),
        ("Gen Nakatani", "Gen Nakatani"),
        ("Dr.", "Dr."),
    ],
)
def test_honours_are_no_part_of_a_name(name: str, expected: str) -> None:
    """A clipped honour is cut, as long as a name is left; without its stop it is a given name."""
    assert bare_name(name) == expected


def test_some_honours_need_another_behind() -> None:
    """The word "Tan" is a surname too, and "vice" no honour by itself."""
    assert is_honour("tan", "sri")
    assert not is_honour("tan", "see")
    assert is_honour("vice", "admiral")
    assert not is_honour("rojas", "")


def test_syllables_of_given_names_are_told_from_words() -> None:
    """What stands behind a hyphen in small letters may be a given name's end, or a word."""
    assert all(map(is_given_syllable, ("wha", "hyun", "in", "wen", "yeol", "jeou")))
    assert not any(map(is_given_syllable, ("led", "backed", "era", "Wha", "style")))


@pytest.mark.parametrize(
    ("left", "right", "is_same"),
    [
        ("Ana Rojas", "Rojas", True),
        ("Rojas", "Ana Rojas", True),
        ("Ana Rojas", "Rojas Ana", True),
        ("Ana Rojas", "Ana Lind", False),
        ("Ana Rojas", "Luis Rojas", False),
    ],
)
def test_names_are_one_person_where_parts_agree(left: str, right: str, *, is_same: bool) -> None:
    """A shared given name or surname alone is not enough where others differ."""
    assert is_same_name(left, right) is is_same


def test_a_given_name_finds_no_namesake() -> None:
    """Ana Lind is not taken for Ana Rojas, but Rojas is found in either order."""
    known = people("KE")
    known.learn(Person("Ana Rojas", "KE", MINISTER, "Foreign Minister"))
    assert known.find(item("Ana Lind")) is None
    assert known.find(item("Rojas")) == Person("Ana Rojas", "KE", MINISTER, "Foreign Minister")


def test_two_of_one_surname_are_told_apart_by_the_whole_name() -> None:
    """A surname that two bear finds neither; the whole name finds its own."""
    known = people("KE", "PE")
    known.learn(Person("Ana Rojas", "KE"))
    known.learn(Person("Luis Rojas", "PE"))
    assert known.find(item("Rojas")) is None
    luis = known.find(item("Luis Rojas"))
    assert luis is not None
    assert luis.state == "PE"


def test_what_the_text_adds_completes_a_person() -> None:
    """A name said first without an office gets that of a later sentence, and the fuller name."""
    known = people("KE")
    known.learn(Person("Rojas", "KE"))
    known.learn(Person("Ana Rojas", "KE", MINISTER, "Foreign Minister"))
    assert list(known) == [Person("Ana Rojas", "KE", MINISTER, "Foreign Minister")]


def test_a_title_finds_its_holder_though_his_state_is_not_named() -> None:
    """The table knows one foreign minister of that name that day; a bare surname is too little."""
    found = people().find(item("Clinton"), MINISTER)
    assert found is not None
    assert (found.state, found.from_table) == ("US", True)
    assert people().find(item("Clinton")) is None
    assert people("US").find(item("Clinton")) is not None


def test_a_surname_alone_does_not_make_another_the_holder() -> None:
    """A given name that no holder of the surname has leaves the person unknown."""
    assert people().find(item("Rosa Merkel")) is None
    assert people().find(item("Angela Merkel")) is not None


@pytest.mark.parametrize(
    ("name", "holder", "fits"),
    [
        ("Antony John Blinken", "Antony Blinken", True),
        ("Sergei Lavrov", "Sergey Lavrov", True),
        ("Xi Jinping", "Xi Jinping", True),
        ("Pedro Ruiz Lara", "Pedro Ruiz", True),
        ("Rojas", "Ana Rojas", True),
        ("Mohamed Kamal Amin", "Ana Mohamed", False),
        ("Abdul Rashid Zaki", "Abdul Latif Rashid", False),
        ("Wu Lin", "Peter Wu", False),
        ("Jim Grant", "James Grant", False),
    ],
)
def test_a_name_fits_a_holder_in_all_its_parts(name: str, holder: str, *, fits: bool) -> None:
    """A middle name may lack, and a given name be spelled otherwise; one shared part is no name."""
    assert agrees(name, (holder,)) is fits


def test_a_given_name_told_otherwise_needs_its_first_letter() -> None:
    """Jim is James where more speaks for him; Ruth is not."""
    assert agrees("Jim Grant", ("James Grant",), 1)
    assert not agrees("Ruth Grant", ("James Grant",), 1)


def test_who_holds_no_office_any_more_gives_no_state() -> None:
    """A former minister may speak for a body by now; with his state named he is known."""
    assert people().find(item("Ban Ki-moon")) is None
    found = people("KR").find(item("Ban Ki-moon"))
    assert found is not None
    assert found.state == "KR"
