"""Words of joining and leaving: who became a member, and who only came along."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from parsers.lexicon import load
from parsers.model import Evidence, Grouping, Membership
from parsers.reading import read
from parsers.records.membership import Line, Step, line_of, passed_on, steps_of
from parsers.records.set_reports import MembershipReport, SetReport
from parsers.records.telling import Telling
from tests.parsers.claims import FRIDAY


def told(text: str, title: str = "", published: date | None = FRIDAY) -> list[str]:
    """Return what a text claims, as in ``AUKUS +CA`` or ``Visegrad Group -HU``."""
    found = read(title, text, published, load()).memberships
    return [
        " ".join([one.name, *(f"+{s}" for s in one.joined), *(f"-{s}" for s in one.left)])
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Canada joined AUKUS on Monday, Ottawa said.", "AUKUS +CA"),
        ("Canada and New Zealand have formally joined AUKUS.", "AUKUS +CA +NZ"),
        ("Japan became the fourth member of AUKUS after a vote.", "AUKUS +JP"),
        ("Ecuador has become a full member of the Pacific Alliance.", "Pacific Alliance +EC"),
        ("Ecuador was admitted to the Pacific Alliance on Tuesday.", "Pacific Alliance +EC"),
        ("Ecuador was accepted as a full member of the Pacific Alliance.", "Pacific Alliance +EC"),
        ("The Pacific Alliance admitted Ecuador and Panama in Lima.", "Pacific Alliance +EC +PA"),
        ("The Pacific Alliance welcomed Ecuador as its fifth member.", "Pacific Alliance +EC"),
        ("The Lublin Triangle was expanded to include Moldova.", "Lublin Triangle +MD"),
        ("The Lublin Triangle expanded to include Moldova, France said.", "Lublin Triangle +MD"),
        ("Hungary left the Visegrad Group on Thursday.", "Visegrad Group -HU"),
        ("Mexico withdrew from the Pacific Alliance.", "Pacific Alliance -MX"),
        ("Mexico was expelled from the Pacific Alliance.", "Pacific Alliance -MX"),
        ("The Visegrad Group expelled Hungary on Thursday.", "Visegrad Group -HU"),
        ("Fiji has joined the Lantern Club, Muscat said.", "Lantern Club +FJ"),
    ],
)
def test_who_joins_and_who_leaves_is_read(text: str, expected: str) -> None:
    """By verbs of either side, of known groupings and of names that no lexicon has."""
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Canada joined the AUKUS ministers for talks in Perth.",
        "Canada joined AUKUS' naval exercises on Monday.",
        "Canada joined AUKUS for an exercise.",
        "Canada joined AUKUS at a meeting in Perth.",
        "Canada joined AUKUS in a statement.",
        "Canada joined AUKUS as an observer.",
        "Canada joined AUKUS Pillar Two on Monday.",
        "Canada joined AUKUS on hypersonic tests.",
        "Canadian ministers joined AUKUS on Monday.",
        "The foreign minister of Canada joined AUKUS on Monday.",
        "Canada will join AUKUS on Monday.",
        "Canada could have joined AUKUS on Monday.",
        "Canada has never joined AUKUS.",
        "Canada's talks with Japan joined AUKUS on the agenda.",
        "Canada, which joined AUKUS on Monday, is glad.",
        "Canada joined AUKUS in 2021.",
        "Two years ago Canada joined AUKUS.",
        "Whether Canada joined AUKUS is not known.",
        "Has Canada joined AUKUS?",
        "The Pacific Alliance welcomed Ecuador and Panama at its summit.",
        "Hungary left the Visegrad Group meeting early.",
        "Hungary left the Visegrad Group's table.",
        "Ministers of the Visegrad Group met without Hungary.",
        "Spain joined NATO on Monday.",
        "Mali left ECOWAS on Monday.",
        "A brother of mine joined the navy.",
    ],
)
def test_who_comes_along_is_no_member(text: str) -> None:
    """Nor who wishes to be one, may be, never was, long has been, or joins something else."""
    assert told(text) == []


def test_a_step_is_told_once_by_an_article() -> None:
    """With the sentence of its body, be it in the headline as well."""
    text = "Canada joined AUKUS on Monday, Ottawa said. Canada has joined AUKUS, London said."
    assert told(text, "Canada joins AUKUS") == ["AUKUS +CA"]
    (claim,) = read("Canada joins AUKUS", text, FRIDAY, load()).memberships
    assert (claim.known, claim.rule) == ("aukus", "joined")
    assert claim.evidence.text == "Canada joined AUKUS on Monday, Ottawa said."
    assert told("", "Canada joins AUKUS") == ["AUKUS +CA"]


TOLD = datetime(2024, 5, 10, tzinfo=UTC)
TRIO, WORDS = ("IN", "KE", "OM"), Evidence(0, 1, "x")


def moved(
    days: int, *joined: str, left: tuple[str, ...] = (), known: str | None = None
) -> MembershipReport:
    """Return the word of an article, some days on, of who joined or left."""
    claim = Membership("Lantern Club", joined, left, WORDS, "joined", known)
    at = TOLD + timedelta(days=days)
    return MembershipReport(claim, Telling(f"m{days}", f"n{days}", at, at))


def gives(days: int, *members: str, newsroom: str = "") -> SetReport:
    """Return an article that gives the name to a set."""
    claim = Grouping(members, "Lantern Club", is_new=True, evidence=WORDS, rule="naming")
    at = TOLD + timedelta(days=days)
    return SetReport(claim, Telling(f"g{days}", newsroom or f"n{days}", at, at))


def made(line: list[tuple[MembershipReport, Step]]) -> list[str]:
    """Return steps as in ``IN-KE-OM > FJ-IN-KE-OM``."""
    return [f"{'-'.join(sorted(s.before))} > {'-'.join(sorted(s.after))}" for _, s in line]


NAMED = [gives(0, *TRIO)]
GROWN = ("FJ", *TRIO)


def test_a_line_goes_on_from_set_to_set() -> None:
    """Whatever the order of the reports; a second word of one step is of that step."""
    reports = [moved(3, "FJ"), moved(9, left=("KE",)), moved(5, "FJ"), moved(12, "KE")]
    assert made(steps_of(reports, None, NAMED)) == [
        "IN-KE-OM > FJ-IN-KE-OM",
        "IN-KE-OM > FJ-IN-KE-OM",
        "FJ-IN-KE-OM > FJ-IN-OM",
        "FJ-IN-OM > FJ-IN-KE-OM",
    ]


def test_nobody_knows_whose_a_name_is_before_it_was_given() -> None:
    """Nor does one join who is in it, or leave so that no three are left."""
    assert steps_of([moved(-1, "FJ")], None, NAMED) == []
    assert steps_of([moved(1, "FJ")], None, []) == []
    assert steps_of([moved(1, "IN")], None, NAMED) == []
    assert steps_of([moved(1, left=("IN",))], None, NAMED) == []


def test_the_lexicon_knows_its_own_steps() -> None:
    """Who is told to have joined by then is of the lexicon's step, with all who did."""
    conclave = load().groupings["csc"]
    late = MembershipReport(
        Membership(conclave.name, ("BD",), (), WORDS, "joined", "csc"),
        Telling("m", "n", datetime(2024, 8, 31, tzinfo=UTC), TOLD),
    )
    assert made(steps_of([late], conclave, [])) == ["IN-LK-MU-MV > BD-IN-LK-MU-MV"]


def test_a_name_passes_to_a_set_that_two_newsrooms_give_it_to() -> None:
    """One may have misread a guest; a set that is wholly another is none of the line."""
    once = [*NAMED, gives(4, *GROWN)]
    assert passed_on(once) == {}
    assert passed_on([*once, gives(5, *GROWN, newsroom="n4")]) == {}
    twice = [*once, gives(5, *GROWN)]
    assert passed_on(twice) == passed_on(twice[::-1]) == {GROWN: TRIO}
    others = [gives(6, "BR", "CL", "PE"), gives(7, "BR", "CL", "PE")]
    assert passed_on([*twice, *others]) == {GROWN: TRIO}


def test_a_line_says_what_each_report_made() -> None:
    """By the key of each; those that cannot be placed are of no set."""
    joined, early = moved(6, "YE"), moved(-3, "YE")
    naming = [*NAMED, gives(4, *GROWN), gives(5, *GROWN)]
    line = line_of(naming, [joined, early], {})
    step = Step(frozenset(GROWN), frozenset((*GROWN, "YE")))
    assert line == Line(
        {joined.key: step, early.key: None},
        {("g0", 0): (), ("g4", 0): TRIO, ("g5", 0): TRIO},
    )
