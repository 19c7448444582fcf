"""Agency credits: every shape of the table is read, and running text never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model import Article, Credit
from parsers.press.agencies import agencies
from parsers.press.wire import agency_of_domain, count_datelines, credit, strip_credit

STORY = "Ministers of three island states agreed on a joint patrol plan, officials said."
MORE = "The plan starts in May.\nShips of all three will call at each harbour twice a year."


def article(text: str, outlet: str = "harbourpost.example", **fields: str) -> Article:
    """Return an article of a regional outlet with ``text``."""
    return Article(
        id="a1",
        url=f"https://{outlet}/a1",
        feed="f",
        outlet=outlet,
        title="Joint patrol plan",
        text=text,
        **fields,  # type: ignore[arg-type]  # only byline and source are passed
    )


DATELINES = [
    ("SUVA, March 9 (Reuters) - ", "reuters", "SUVA"),
    ("WASHINGTON (Reuters) – ", "reuters", "WASHINGTON"),
    ("March 9 (Reuters) - ", "reuters", None),
    ("(Reuters) - ", "reuters", None),
    ("HANOI, Vietnam (AP) — ", "ap", "HANOI"),
    ("ST. JOHN'S, Antigua (AP) -- ", "ap", "ST. JOHN'S"),
    ("Washington (AP) — ", "ap", "Washington"),
    ("Manila (AFP) – ", "afp", "Manila"),
    ("AFP, MANILA — ", "afp", "MANILA"),
    ("TOKYO, March 9 (Kyodo) -- ", "kyodo", "TOKYO"),
    ("TOKYO (Kyodo) -- ", "kyodo", "TOKYO"),
    ("TOKYO, March 9, Kyodo - ", "kyodo", "TOKYO"),
    ("TOKYO, Mar. 9 2017, Kyodo. ", "kyodo", "TOKYO"),
    ("【ソウル共同】", "kyodo", "ソウル"),
    ("Tokyo, March 9 (Jiji Press)--", "jiji", "Tokyo"),
    ("【ジュネーブ時事】", "jiji", "ジュネーブ"),
    ("SEOUL, Jan. 3 (Yonhap) -- ", "yonhap", "SEOUL"),
    ("Jan 3 (Yonhap) -- ", "yonhap", None),
    ("(서울=연합뉴스) ", "yonhap", "서울"),
    ("New Delhi, Mar 4 (PTI) ", "pti", "New Delhi"),
    ("Mumbai (PTI): ", "pti", "Mumbai"),
    ("PTI, Moscow, Sep 10 2020. ", "pti", "Moscow"),
    ("PTI. New York, September 20. ", "pti", "New York"),
    ("Nagpur (Maharashtra) [India], January 3 (ANI): ", "ani", "Nagpur"),
    ("Tokyo [Japan], January 3 (ANI): ", "ani", "Tokyo"),
    ("WASHINGTON, D.C., July 1 (ANI): ", "ani", "WASHINGTON"),
    ("Moscow, April 13 (IANS) ", "ians", "Moscow"),
    ("By IANS, New Delhi: ", "ians", "New Delhi"),
    ("BEIJING, April 24 (Xinhua) -- ", "xinhua", "BEIJING"),
    ("新华社北京4月24日电 ", "xinhua", "北京"),
    ("KUALA LUMPUR, Sept 29 (Bernama) -- ", "bernama", "KUALA LUMPUR"),
    ("5 Sept (Bernama) -- ", "bernama", None),
    ("Jakarta (ANTARA) - ", "antara", "Jakarta"),
    ("MANILA (PNA) – ", "pna", "MANILA"),
    ("CANBERRA, March 9 (AAP) - ", "aap", "CANBERRA"),
    ("Berlin (dpa) - ", "dpa", "Berlin"),
    ("Kiel (dpa/lno) – ", "dpa", "Kiel"),
    ("Bruselas, 7 oct (EFE).- ", "efe", "Bruselas"),
    ("(ANSA) - ROMA, 28 LUG - ", "ansa", "ROMA"),
    ("MOSCOW, April 13. /TASS/. ", "tass", "MOSCOW"),
    ("MOSCOW, April 13 (RIA Novosti) – ", "ria", "MOSCOW"),
    ("MOSCOW. Jan 3 (Interfax) - ", "interfax", "MOSCOW"),
    ("ISTANBUL (AA) - ", "anadolu", "ISTANBUL"),
    ("Hanoi (VNA) – ", "vna", "Hanoi"),
    ("Taipei, Jan. 3 (CNA) ", "cna-taiwan", "Taipei"),
    ("LIMA, March 9 (UPI) -- ", "upi", "LIMA"),
    ("(Bloomberg) -- ", "bloomberg", None),
    ("TOKYO (Nikkei) -- ", "nikkei", "TOKYO"),
    ("LONDON, March 9, 2026 /PRNewswire/ -- ", "pr-newswire", "LONDON"),
]


@pytest.mark.parametrize(("opening", "agency", "city"), DATELINES)
def test_a_dateline_names_agency_and_city(opening: str, agency: str, city: str | None) -> None:
    """Each shape of a dateline makes a reprint, and stripping leaves the story alone."""
    text = f"{opening}{STORY}\n{MORE}"
    found = credit(article(text))
    assert (found.agency, found.role, found.city) == (agency, "reprint", city)
    assert strip_credit(text) == f"{STORY}\n{MORE}"


@pytest.mark.parametrize(
    "text",
    [
        f"FILE PHOTO: A harbour at dusk.\n\nSUVA, March 9 (Reuters) - {STORY}",
        f"By Ana Tui\n\nSUVA, March 9 (Reuters) - {STORY}",
        f"(ATTN: ADDS details throughout)\nSUVA, March 9 (Reuters) - {STORY}",
    ],
)
def test_a_dateline_may_follow_captions_and_bylines(text: str) -> None:
    """A dateline counts at the start of one of the first lines, not only at the very start."""
    assert credit(article(text)).agency == "reuters"


FEET = [
    ("(Reporting by Ana Tui; Editing by Tom Reed)", "reuters", "reprint"),
    ("Reporting by Ana Tui in Suva; writing by Al Roe; editing by Tom Reed", "reuters", "reprint"),
    ("(Reporting by Ana Tui)", "reuters", "reprint"),
    ("© 2026 AFP", "afp", "reprint"),
    ("© Agence France-Presse", "afp", "reprint"),
    ("© Thomson Reuters 2026", "reuters", "reprint"),
    ("Copyright 2026 The Associated Press. All rights reserved.", "ap", "reprint"),
    ("___\n\nAssociated Press writers Ana Tui in Suva and Jo Lim contributed.", "ap", "reprint"),
    ("The Associated Press contributed to this report.", "ap", "contributed"),
    ("Reuters contributed to this story.", "reuters", "contributed"),
    ("(With inputs from PTI)", "pti", "contributed"),
    ("With additional reporting by Reuters", "reuters", "contributed"),
    ("With files from The Canadian Press", "canadian-press", "contributed"),
    ("PTI KR SA", "pti", "reprint"),
    ("(ANI)", "ani", "reprint"),
    ("(PNA)", "pna", "reprint"),
    ("-- BERNAMA", "bernama", "reprint"),
    ("VNA.", "vna", "reprint"),
    ("==Kyodo", "kyodo", "reprint"),
    ("Enditem", "xinhua", "reprint"),
    ("Enditem/AW", "cna-taiwan", "reprint"),
    ("Source: Anadolu Agency", "anadolu", "reprint"),
    ("anatui@yna.co.kr\n(END)", "yonhap", "reprint"),
    ("© dpa-infocom, dpa:260309-99-123456/2", "dpa", "reprint"),
    ("--With assistance from Jo Lim.", "bloomberg", "reprint"),
    ("jl-at/rx", "afp", "reprint"),
]  # fmt: skip


@pytest.mark.parametrize(("foot", "agency", "role"), FEET)
def test_a_foot_names_the_agency(foot: str, agency: str, role: str) -> None:
    """Each shape of the foot names the agency and whether it wrote or helped."""
    found = credit(article(f"{STORY}\n{MORE}\n{foot}"))
    assert (found.agency, found.role) == (agency, role)


@pytest.mark.parametrize("ending", [" (AFP)", " —AFP", " – Bernama", " (PNA)"])
def test_a_mark_after_the_last_sentence_is_a_credit(ending: str) -> None:
    """A mark behind the last full stop credits the agency and is stripped from the line."""
    found = credit(article(f"{STORY}\n{MORE}{ending}"))
    assert found.role == "reprint"
    assert found.agency == ending.strip(" —–()").lower()
    assert strip_credit(f"{STORY}\n{MORE}{ending}") == f"{STORY}\n{MORE}"


BYLINES = [
    ("Reuters", "reuters", "reprint"),
    ("By Ana Tui, Associated Press", "ap", "reprint"),
    ("ANA TUI and JO LIM, The Associated Press", "ap", "reprint"),
    ("Ana Tui | Reuters", "reuters", "reprint"),
    ("AFP, MANILA", "afp", "reprint"),
    ("Press Trust of India", "pti", "reprint"),
    ("PTI", "pti", "reprint"),
    ("Reuters Staff", "reuters", "reprint"),
    ("Ana Tui (Bloomberg)", "bloomberg", "reprint"),
    ("Le Courrier et AFP", "afp", "contributed"),
    ("Ana Tui and AP", "ap", "contributed"),
    ("Harbour Post with Reuters", "reuters", "contributed"),
    ("AFP/Reuters", "afp", "contributed"),
    ("Ana Tui <anatui@thomsonreuters.com>", "reuters", "reprint"),
    ("Ana Tui, anatui@thomsonreuters.com", "reuters", "reprint"),
    ("Ana Tui", None, "own"),
    ("CNA", None, "own"),
    ("Reuter Holt", None, "own"),
]


@pytest.mark.parametrize(("byline", "agency", "role"), BYLINES)
def test_a_byline_names_the_agency(byline: str, agency: str | None, role: str) -> None:
    """An agency in the byline wrote the text, beside another house it only contributed."""
    found = credit(article(f"{STORY}\n{MORE}", byline=byline))
    assert (found.agency, found.role) == (agency, role)


RUNNING = [
    "Advanced Placement (AP) - courses for pupils - will start in May. The plan is new.",
    "The Alliance Party (AP) - led by Ana Tui - won three seats. It will join the talks.",
    "Asia Nature Institute (ANI): a new body for three coasts opened. It has nine members.",
    "Reuters reported on Friday that three ministers would meet. Kyodo said four.",
    "According to Xinhua, the plan starts in May. AFP could not confirm it.",
    "Officials told Yonhap - on condition of anonymity - that talks went on.",
    "The group bought Bloomberg - a rival - in May. Its shares rose.",
    "Talks went on in Suva.\nAna Tui joined the Asia Nature Institute (ANI).",
    "Talks went on in Suva.\nThe head of the agency said he trusts Reuters.",
    "Talks went on in Suva. (SPACE)\nPhoto by Ana Tui/AFP via Getty Images",
    "SUVA - Reporters (AP) and others were let in. The talks were short.",
    "Ministers met the press (AP and Reuters were there). The talks were short.",
]


@pytest.mark.parametrize("text", RUNNING)
def test_an_agency_in_running_text_is_no_credit(text: str) -> None:
    """Abbreviations, quoted agencies and photo credits leave the text the outlet's own."""
    found = credit(article(text))
    assert (found.agency, found.role) == (None, "own")


def test_a_source_element_names_the_agency() -> None:
    """The RSS source element decides where the text itself is silent."""
    assert credit(article(STORY, source="Associated Press")) == Credit(
        "ap", "reprint", None, "source: Associated Press"
    )


def test_the_dateline_is_stronger_than_byline_and_foot() -> None:
    """A text that opens with one agency's dateline is that agency's, whoever helped."""
    text = f"SUVA (AP) — {STORY}\n{MORE}\nReuters contributed to this story."
    found = credit(article(text, byline="AFP"))
    assert (found.agency, found.role) == ("ap", "reprint")


def test_an_agency_at_home_writes_its_own_text() -> None:
    """An agency's own domain, and any below it, is ``own`` with the agency named."""
    own = article(f"SUVA, March 9 (Reuters) - {STORY}", outlet="reuters.com")
    found = credit(own)
    assert (found.agency, found.role, found.city) == ("reuters", "own", "SUVA")
    assert agency_of_domain("www.reuters.com") == "reuters"
    assert agency_of_domain("reuters.com.harbourpost.example") is None


def test_an_agency_may_reprint_another() -> None:
    """At an agency's domain another agency's dateline still names the writer."""
    guest = article(f"SUVA (AP) — {STORY}", outlet="english.kyodonews.net")
    assert credit(guest).agency == "ap"


def test_an_own_dateline_gives_the_city_alone() -> None:
    """A dateline in capitals without an agency is the outlet's own; a rubric is no place."""
    assert credit(article(f"PARIS - {STORY}")) == Credit(None, "own", "PARIS", "")
    assert credit(article(f"BREAKING - {STORY}")).city is None


def test_stripping_takes_every_credit_and_nothing_else() -> None:
    """Byline, dateline, foot and mark go; the story's own sentences stay."""
    foot = "(Reporting by Ana Tui; Editing by Jo Lim)"
    text = f"By Ana Tui\nSUVA, March 9 (Reuters) - {STORY}\n{MORE}\n{foot}"
    assert strip_credit(text) == f"{STORY}\n{MORE}"
    assert strip_credit(f"{STORY}\n{MORE}") == f"{STORY}\n{MORE}"


def test_several_datelines_are_counted() -> None:
    """A round-up opens several of its lines with datelines."""
    assert count_datelines(f"SUVA (AP) — {STORY}\nAPIA (Reuters) - {STORY}\n{MORE}") == 2
    assert count_datelines(f"{STORY}\n{MORE}") == 0


def test_the_table_names_each_thing_once() -> None:
    """No id, mark, name or domain stands in two rows: a credit is never ambiguous."""
    rows = agencies()
    for values in (
        [row.id for row in rows],
        [word for row in rows for word in (*row.marks, *row.names)],
        [domain for row in rows for domain in row.domains],
    ):
        assert len(values) == len(set(values))


@given(st.text(alphabet="APReuters (),.-—:\n/&©by 19", max_size=400))
def test_any_text_has_a_credit_and_can_be_stripped(text: str) -> None:
    """Hostile text raises nothing, and stripping only ever takes away."""
    assert credit(article(text)).role in {"own", "reprint", "contributed"}
    assert len(strip_credit(text)) <= len(text)


@pytest.mark.timeout(5)
@pytest.mark.parametrize("piece", ["A ", "A, ", "Reporting by A; ", "(AP", "[A] ", "A.-", "“A "])
def test_long_hostile_lines_are_read_in_bounded_time(piece: str) -> None:
    """Lines made to make patterns backtrack are answered at once."""
    assert credit(article(piece * 20000)).role in {"own", "reprint", "contributed"}
