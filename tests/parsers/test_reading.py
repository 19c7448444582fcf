"""An article read as a whole: relevance, order, sport, and any text at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.lexicon import load
from parsers.meetings.confidence import STORE_FROM
from parsers.model import Precision
from parsers.reading import doubtful, is_sport, read
from tests.parsers.growth import grows_with_length_alone

DAY = date(2024, 5, 10)
THREE = "The foreign ministers of Serbia, Greece and Bulgaria met in Sofia on Monday."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (THREE, True),
        ("India and Japan held a 2+2 meeting of ministers.", True),
        ("Fiji, Tonga and Samoa launched a trilateral dialogue of ministers.", True),
        ("The foreign ministers of Kenya and Oman met.", False),
        ("In 2009 the foreign ministers of Norway, Sweden and Iceland met in Oslo.", False),
        ("AUKUS is a pact.", False),
        ("It rained.", False),
        ("", False),
    ],
)
def test_relevance_is_news_of_few_states(text: str, *, expected: bool) -> None:
    """Meetings of three and more, 2+2s and new sets count; pairs and history do not."""
    assert read("", text, DAY, load()).is_relevant is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fiji beat Tonga in the rugby final by a penalty, and Samoa's coach praised players.",
            True,
        ),
        ("The league's striker scored a goal in the cup match.", True),
        (THREE, False),
        (THREE + " They had seen a football match." + " They spoke of roads." * 20, False),
        ("", False),
    ],
)
def test_sport_is_left(text: str, *, expected: bool) -> None:
    """Where three words of a hundred are of sport, states meet on a field."""
    assert is_sport(text) is expected


def test_the_same_article_gives_the_same_reading() -> None:
    """Nothing but text, headline and day counts."""
    assert read("", THREE, DAY, load()) == read("", THREE, DAY, load())


def test_claims_come_in_the_order_of_the_text() -> None:
    """The first meeting told is the first claim."""
    text = f"{THREE} The leaders of Fiji, Tonga and Samoa will meet in Nadi on June 2."
    found = read("", text, DAY, load()).meetings
    assert [m.participants[0] for m in found] == ["BG", "FJ"]


PIECES = st.lists(
    st.sampled_from(
        [
            *("Kenya", "Oman", "India", "Kenyan", "the Quad", "Weimar Triangle", "C5+1", "Tokyo"),
            *("foreign ministers of", "Foreign Minister", "Ana Rojas", "his counterparts", "he"),
            *("met", "will meet", "held talks", "trilateral", "summit", "the three", "by phone"),
            *("in", "on", "with", "and", ",", ";", "from", "after", "said", "not", "cancelled"),
            *("Monday", "May 20", "2019", "in June", "moved from", "next", "dubbed", "“X1”", "?"),
            *(".", "\n", "İ", "(", "-", "—", "'s", "’", "\u0000", "2+2", "visited", "hosted"),
        ]
    ),
    max_size=40,
).map(" ".join)
DAYS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))


@settings(max_examples=300)
@given(PIECES | st.text(max_size=120), PIECES, DAYS)
def test_any_text_can_be_read(text: str, title: str, published: date | None) -> None:
    """No text raises; states are valid and sorted, spans lie inside, days are in order."""
    lexicon = load()
    reading = read(title, text, published, lexicon)
    for meeting in reading.meetings:
        assert list(meeting.participants) == sorted(set(meeting.participants))
        assert all(code in lexicon.states for code in meeting.participants)
        assert len(meeting.participants) > 1
        assert STORE_FROM <= meeting.confidence <= 1
        assert meeting.status is not None
        assert (meeting.when.start is None) == (meeting.when.end is None)
        if meeting.when.start is not None and meeting.when.end is not None:
            assert meeting.when.start <= meeting.when.end
            assert meeting.when.precision in set(Precision)
        evidence = meeting.evidence
        if evidence.end:
            assert text[evidence.start : evidence.end] == evidence.text
        else:
            assert evidence.text in title
    members = [grouping.members for grouping in reading.groupings]
    assert len(members) == len(set(members))
    assert all(list(one) == sorted(set(one)) and len(one) >= 3 for one in members)


@pytest.mark.parametrize(
    "piece",
    [
        "The foreign ministers of Japan, India and Kenya met; ",
        "foreign minister ",
        "Japan, India, Kenya, ",
        "the three ministers. ",
        "was cancelled the meeting ",
        "the Quad met Iran ",
        "“(",
    ],
)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    """Whatever a text repeats."""
    lexicon = load()
    assert grows_with_length_alone(lambda text: read("", text, DAY, lexicon), piece)


def test_doubtful_claims_are_those_that_are_not_kept() -> None:
    """What is told by the way of many states is a claim, and too unsure a one to keep."""
    title = "Swedish prime minister opens a fair of bakers"
    text = (
        "Sweden's prime minister opened a fair of bakers in Lund and praised the smell of rye. She "
        "said that bread needs time, and that a loaf tells more of a town than its mayor does. The "
        "bakers gave her a braided loaf, and she promised to eat all of it before the end of the "
        "week, with butter and without any help.\n\n"
        "Officials of Chile, Peru, Bolivia, Ecuador, Panama, Cuba and Haiti met in another hall."
    )
    published = date(2026, 3, 2)
    assert read(title, text, published, load()).meetings == ()
    (claim,) = doubtful(title, text, published, load())
    assert claim.participants == ("BO", "CL", "CU", "EC", "HT", "PA", "PE")
    assert claim.confidence < STORE_FROM
    assert doubtful(title, text.partition("\n\n")[0], published, load()) == []
    assert doubtful("Cup final", f"A match, a cup, a goal. {text}", published, load()) == []
