"""Other people's lists: what a cell, a line or an event says, and what becomes of broken ones."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.lexicon import load
from parsers.model import Level, Place, Status
from parsers.outside.cells import (
    States,
    country_in,
    days_in,
    level_in,
    place_in,
    states_in,
    states_named,
    status_in,
)
from parsers.outside.entries import OutsideList, OutsideMeeting, Remark, listed, shown
from parsers.outside.events import read_events
from parsers.outside.lists import BYTES_MAX, read_list
from parsers.outside.tables import read_table

LEXICON = load()
DAY = date(2026, 3, 5)
TABLE = """who;when;until;where;level;status;title
"JP; KR, and the Philippines";2026-03-05;;Tokyo, Japan;foreign ministers;held;First talks
Quad;13/03/2026;14/03/2026;;2+2;;
Japan / Ruritania;2026-03-05;;;;;
"India; Oman";some day;;;;;
Oman;2026-03-05;;;;;
"India; Oman";2026-03-05;2026-12-05;;;;
"India; Oman";2026-03-05;;Muscat;grand;odd;
"India; Oman";0001-01-01;;;;;
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260305
DTEND;VALUE=DATE:20260307
SUMMARY:US-Japan-ROK Foreign Ministers' Meeting
LOCATION:Iikura Guest House\\, Tokyo
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Asia/Tokyo:20260308T230000
DURATION:PT3H
SUMMARY:Quad Leaders
 ' Summit
STATUS:CANCELLED
RRULE:FREQ=DAILY
END:VEVENT
BEGIN:VEVENT
DTSTART:garbage
SUMMARY:Japan and India
END:VEVENT
BEGIN:VEVENT
SUMMARY;=:x
BEGIN:VEVENT
DTSTART:20260310T000000Z
DTEND:20260312T000000Z
SUMMARY:Trilateral
ATTENDEE;CN=Japan:mailto:one@example.org
ATTENDEE;CN="Embassy of India":mailto:two@example.org
END:VEVENT
BEGIN:VEVENT
DTSTART:20260310T000000Z
SUMMARY:Lunch
DESCRIPTION:With the ambassadors of Chile and Peru
END:VEVENT
BEGIN:VEVENT
DTSTART:20260310T000000Z
SUMMARY:Lunch in Lima
END:VEVENT
END:VCALENDAR
"""


def remarks(found: OutsideList) -> list[tuple[int, bool]]:
    """Return the lines that have a remark, and whether they are lost."""
    return [(remark.line, remark.is_lost) for remark in found.remarks]


class TestCells:
    """What one cell means."""

    @pytest.mark.parametrize(
        ("words", "codes"),
        [
            ("JP;KR;US", "JP KR US"),
            ("jp, us", "JP US"),
            ("Japan, South Korea and the United States", "JP KR US"),
            ("Japan/Philippines/US", "JP PH US"),
            ("India – France – UAE", "AE FR IN"),
            ("Bosnia and Herzegovina, Korea, Republic of and Trinidad and Tobago", "BA KR TT"),
            ("TÜRKIYE & Greece + Cyprus", "CY GR TR"),
            ("Foreign Minister of Oman / Indian EAM", "IN OM"),
            ("AUKUS", "AU GB US"),
            ("EU; Japan; United States", "JP US"),
            ("", ""),
        ],
    )
    def test_states_are_read_as_people_list_them(self, words: str, codes: str) -> None:
        """By code or name, parted by any usual mark; a name with a comma or "and" stays whole."""
        assert states_in(words, DAY, LEXICON) == States(tuple(codes.split()))

    @pytest.mark.parametrize(
        ("words", "unknown"), [("Japan; Ruritania", "Ruritania"), ("Japan and friends", "friends")]
    )
    def test_what_is_no_state_is_named(self, words: str, unknown: str) -> None:
        """A piece that names no state, or several, makes the set another one."""
        assert states_in(words, DAY, LEXICON).unknown == unknown

    def test_running_text_names_states(self) -> None:
        """Chains, demonyms, clubs and office-holders count; towns and offices do not."""
        assert states_named("US-Japan-ROK talks in Lund", DAY, LEXICON) == ("JP", "KR", "US")
        assert states_named("AUKUS and Indian ministers", DAY, LEXICON) == ("AU", "GB", "IN", "US")
        early = date(2022, 5, 5)
        assert states_named("Macron hosts Modi", early, LEXICON) == ("FR", "IN")
        assert states_named("NATO ministers in Oslo", DAY, LEXICON) == ()

    @pytest.mark.parametrize(
        ("words", "days"),
        [
            ("2026-03-05", "2026-03-05 2026-03-05"),
            ("2026/3/5 10:00", "2026-03-05 2026-03-05"),
            ("20260305T100000Z", "2026-03-05 2026-03-05"),
            ("2026-03-05/2026-03-06", "2026-03-05 2026-03-06"),
            ("2026-03-05 to 2026-03-06", "2026-03-05 2026-03-06"),
            ("05.03.2026", "2026-03-05 2026-03-05"),
            ("13/03/2026", "2026-03-13 2026-03-13"),
            ("03/13/2026", "2026-03-13 2026-03-13"),
            ("03/03/2026", "2026-03-03 2026-03-03"),
            ("5-6 March 2026", "2026-03-05 2026-03-06"),
            ("March 5, 2026", "2026-03-05 2026-03-05"),
            ("March 2026", "2026-03-01 2026-03-31"),
        ],
    )
    def test_days_are_read_in_any_usual_form(self, words: str, days: str) -> None:
        """A day, several, or a month; the larger of two numbers can only be the day."""
        first, last = map(date.fromisoformat, days.split())
        assert days_in(words) == (first, last)

    @pytest.mark.parametrize("words", ["", "soon", "5 March", "2026-02-30", "03/04/2026", "0/0/0"])
    def test_a_day_is_never_guessed(self, words: str) -> None:
        """No year, no such day, or an order that is open: no day."""
        assert days_in(words) is None

    def test_the_order_of_a_list_settles_its_days(self) -> None:
        """Where the list tells which comes first, no day is open."""
        assert days_in("03/04/2026", month_first=True) == (date(2026, 3, 4), date(2026, 3, 4))
        assert days_in("03/04/2026", month_first=False) == (date(2026, 4, 3), date(2026, 4, 3))

    @pytest.mark.parametrize(
        ("words", "place"),
        [
            ("Tokyo", Place("Tokyo", "JP")),
            ("Kyiv, Ukraine", Place("Kyiv", "UA")),
            ("Customs House, Muscat, Oman", Place("Muscat", "OM")),
            ("Oman", Place(None, "OM")),
            ("om", Place(None, "OM")),
            ("Lighthouse Quay", Place("Lighthouse Quay", None)),
            ("Online", Place()),
            ("Zoom, Tokyo", Place()),
            ("", Place()),
        ],
    )
    def test_places_are_cities_and_states(self, words: str, place: Place) -> None:
        """The city is that of the state beside it; a call has no place."""
        assert place_in(words, LEXICON) == place

    def test_a_country_is_a_state(self) -> None:
        """By code or name, with or without its article."""
        found = [country_in(words, LEXICON) for words in ("de", "the Netherlands", "Lund", "")]
        assert found == ["DE", "NL", None, None]

    @pytest.mark.parametrize(
        ("words", "level"),
        [
            ("foreign_ministers", Level.FOREIGN_MINISTERS),
            ("Foreign Ministers", Level.FOREIGN_MINISTERS),
            ("Leaders' Summit", Level.LEADERS),
            ("summit", Level.LEADERS),
            ("summit of defence ministers", Level.DEFENCE_MINISTERS),
            ("2+2", Level.TWO_PLUS_TWO),
            ("Trade Ministerial", Level.MINISTERS_OTHER),
            ("senior officials", Level.OFFICIALS),
            ("grand", None),
            ("", None),
        ],
    )
    def test_levels_are_read_in_words(self, words: str, level: Level | None) -> None:
        """An office tells the level, and "summit" that of leaders where none is named."""
        assert level_in(words, LEXICON) is level

    def test_a_status_is_one_that_we_know(self) -> None:
        """Our words, and the usual others."""
        found = [status_in(words) for words in ("Held", "called  off", "tentative", "odd", "")]
        assert found == [Status.HELD, Status.CANCELLED, Status.EXPECTED, None, None]


class TestTables:
    """A CSV file."""

    def test_lines_become_meetings(self) -> None:
        """Whatever the order of the columns and their names; fields left out are open."""
        first, quad, last = read_table(TABLE, LEXICON).meetings
        assert first == OutsideMeeting(
            line=2,
            participants=("JP", "KR", "PH"),
            start=DAY,
            end=DAY,
            place=Place("Tokyo", "JP"),
            level=Level.FOREIGN_MINISTERS,
            status=Status.HELD,
            title="First talks",
        )
        assert (quad.participants, quad.end) == (("AU", "IN", "JP", "US"), date(2026, 3, 14))
        assert (quad.level, quad.place) == (Level.TWO_PLUS_TWO, Place())
        assert (last.line, last.level, last.status) == (8, None, None)

    def test_what_cannot_be_read_is_named(self) -> None:
        """Each with its line, the problem and the remedy; a line is lost or compared without."""
        found = read_table(TABLE, LEXICON)
        assert remarks(found) == [
            (4, True), (5, True), (6, True), (7, True), (8, False), (8, False),
            (9, True),
        ]  # fmt: skip
        assert found.lost == 5
        told = [str(remark) for remark in found.remarks]
        assert told[0].startswith('line 4: "Ruritania" is no state that we know. Write ISO codes')
        assert "is no day" in told[1]
        assert "fewer than two states" in told[2]
        assert "2026-12-05 is no time of a meeting" in told[3]
        assert '"grand" is no level' in told[4]

    def test_lines_are_counted_as_an_editor_counts_them(self) -> None:
        """Cells over several lines and empty lines do not shift the numbers."""
        text = 'who,start,title\n\n"JP\nKR",2026-03-05,"a\nb"\nJP,2026-03-05,\n'
        found = read_table(text, LEXICON)
        assert [(one.line, one.participants) for one in found.meetings] == [(3, ("JP", "KR"))]
        assert found.meetings[0].title == "a b"
        assert remarks(found) == [(6, True)]

    def test_one_clear_day_settles_the_order_of_all(self) -> None:
        """03/04 is the third of April where another line has 13/04; else it is open."""
        text = "who,start\nJP; KR,03/04/2026\nJP; KR,{}\n"
        found = read_table(text.format("13/04/2026"), LEXICON)
        assert [one.start for one in found.meetings] == [date(2026, 4, 3), date(2026, 4, 13)]
        found = read_table(text.format("04/13/2026"), LEXICON)
        assert found.meetings[0].start == date(2026, 3, 4)
        assert remarks(read_table(text.format("04/05/2026"), LEXICON)) == [(2, True), (3, True)]

    def test_a_table_without_a_heading_is_refused(self) -> None:
        """The remark says which columns there must be."""
        found = read_table("JP; KR,2026-03-05\n", LEXICON)
        assert found.meetings == ()
        assert "Name the columns in the first line" in str(found.remarks[0])

    @pytest.mark.parametrize(
        "heading",
        ["Participants,Start date", "State,When", "Who (ISO codes);Date (UTC)", "COUNTRIES\tFrom"],
    )
    def test_columns_have_many_names(self, heading: str) -> None:
        """In any case, with a remark behind them, parted by any usual mark."""
        mark = next(mark for mark in ",;\t" if mark in heading)
        for end in ("\n", "\r\n", "\r"):
            text = f'{heading}{end}"JP/KR"{mark}2026-03-05{end}'
            (one,) = read_table(text, LEXICON).meetings
            assert one.participants == ("JP", "KR")

    def test_a_country_column_places_the_city(self) -> None:
        """A city that several countries have is that of the country beside it."""
        text = "who,start,city,country\nJP; KR,2026-03-05,Sofia,Bulgaria\nJP; KR,2026-03-05,,BG\n"
        found = read_table(text, LEXICON).meetings
        assert [one.place for one in found] == [Place("Sofia", "BG"), Place(None, "BG")]

    def test_an_endless_cell_costs_its_line(self) -> None:
        """The line is named, and those before it are read."""
        text = f'who,start\nJP; KR,2026-03-05\n"JP; {"K" * 200_000}",2026-03-05\n'
        found = read_table(text, LEXICON)
        assert len(found.meetings) == 1
        assert [remark.line for remark in found.remarks if "no line of a table" in str(remark)]


class TestEvents:
    """A calendar file."""

    def test_events_become_meetings(self) -> None:
        """States of the guests, the summary or the description; days as a clock has them."""
        found = read_events(CALENDAR.replace("\n", "\r\n"), LEXICON).meetings
        told = [(one.line, " ".join(one.participants), one.start.day, one.end.day) for one in found]
        assert told == [
            (3, "JP KR US", 5, 6),
            (9, "AU IN JP US", 8, 9),
            (23, "IN JP", 10, 11),
            (30, "CL PE", 10, 10),
        ]
        assert found[0].place == Place("Tokyo", "JP")
        assert (found[0].level, found[0].status) == (Level.FOREIGN_MINISTERS, None)
        assert (found[1].level, found[1].status) == (Level.LEADERS, Status.CANCELLED)

    def test_a_broken_event_costs_itself_alone(self) -> None:
        """Each is named with the line on which it begins; one that repeats counts once."""
        assert remarks(read_events(CALENDAR, LEXICON)) == [
            (9, False), (17, True), (21, True), (35, True),
        ]  # fmt: skip

    def test_a_calendar_without_events_says_so(self) -> None:
        """A remark, and no meeting."""
        found = read_events("BEGIN:VCALENDAR\nEND:VCALENDAR\n", LEXICON)
        assert (found.meetings, remarks(found)) == ((), [(1, True)])


class TestLists:
    """Any file."""

    def test_the_text_tells_what_it_is(self) -> None:
        """A calendar or a table, whatever its name and encoding."""
        assert len(read_list(CALENDAR.encode(), LEXICON).meetings) == 4
        assert len(read_list(TABLE.encode("utf-16"), LEXICON).meetings) == 3
        assert len(read_list(TABLE.encode("utf-8-sig"), LEXICON).meetings) == 3

    def test_a_huge_file_is_not_read(self) -> None:
        """It is told with the limit."""
        found = read_list(b"x" * (BYTES_MAX + 1), LEXICON)
        assert "20 MB" in str(found.remarks[0])

    @pytest.mark.parametrize("cell", [" " * 90_000, "a, " * 30_000, "-" * 90_000, "1/" * 45_000])
    def test_endless_cells_are_read_in_no_time(self, cell: str) -> None:
        """A hostile list costs no more than its length."""
        body = f'who,start,place,level\n"JP;{cell}","{cell}","{cell}","{cell}"\n'.encode()
        began = time.process_time()
        assert read_list(body, LEXICON).meetings == ()
        assert time.process_time() - began < 2

    @given(st.binary(max_size=300))
    def test_any_bytes_are_a_list_with_remarks(self, body: bytes) -> None:
        """Nothing that a file may hold raises."""
        found = read_list(b"who,start\n" + body, LEXICON)
        assert isinstance(found, OutsideList)

    @given(st.lists(st.sampled_from(CALENDAR.splitlines()), max_size=30), st.text(max_size=30))
    def test_any_lines_are_a_calendar_with_remarks(self, lines: list[str], text: str) -> None:
        """Lines left out, repeated, torn or foreign raise nothing."""
        body = "\n".join(["BEGIN:VCALENDAR", *lines, text, "DTSTART:99991231T240000Z"])
        assert isinstance(read_list(body.encode(errors="replace"), LEXICON), OutsideList)


def test_remarks_are_parted_from_meetings() -> None:
    """In the order in which they were read."""
    meeting = OutsideMeeting(2, ("JP", "KR"), DAY, DAY)
    remark = Remark(1, "is odd", "Mend it.")
    assert listed([remark, meeting]) == OutsideList((meeting,), (remark,))


def test_quoted_words_are_short_and_visible() -> None:
    """What a list says cannot break the line on which it is quoted."""
    assert shown("a\x1b[31m\nb") == '"a [31m b"'
    assert len(shown("x" * 500)) <= 62
