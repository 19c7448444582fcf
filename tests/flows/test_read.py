"""The batch interface: one JSON object a line in, one a line out, in the shape that is promised."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.steps import read as step
from flows.steps.read import LineUnreadableError, lines, predictions
from parsers.lexicon import load
from parsers.model import Format, Level, Precision, Status
from tests.flows.houses import HELD, HOTLINE, TRAM, News

OUT = {
    "id",
    "is_relevant",
    "groupings",
    "meetings",
    "syndication_cluster",
    "newsroom",
}
GROUPING = {"name", "members", "new_in_article"}
MEETING = {
    "participants",
    "level",
    "format",
    "city",
    "country",
    "start",
    "end",
    "precision",
    "status",
    "is_background",
    "grouping",
    "officials",
    "evidence",
}


def row(identity: str = "a", news: News = HOTLINE, **fields: object) -> str:
    """Return one line of a file."""
    text = "\n\n".join(news.paragraphs)
    url = f"https://harbour.example/{identity}"
    given_ = {"id": identity, "url": url, "published": "2026-03-02", "title": news.title}
    return json.dumps({**given_, "text": text, **fields})


def read(*rows: str) -> list[dict[str, Any]]:
    """Read lines, by way of JSON as the command writes it."""
    made = predictions(list(lines(rows)), load())
    return [json.loads(json.dumps(one, ensure_ascii=False)) for one in made]


class TestShape:
    """What comes out, field by field."""

    def test_one_object_a_line_in_the_same_order(self) -> None:
        """Ids come back as they were given; blank lines are passed over."""
        found = read(row("b", TRAM), "", row("a"), "  \n", row("c", HELD))
        assert [one["id"] for one in found] == ["b", "a", "c"]
        assert all(set(one) == OUT for one in found)

    def test_a_meeting_has_every_field(self) -> None:
        """Words are those of the vocabulary, dates ISO days, evidence a quotation."""
        (one,) = read(row())
        assert one["is_relevant"] is True
        (meeting,) = one["meetings"]
        assert set(meeting) == MEETING
        assert meeting["participants"] == ["IN", "KE", "OM"]
        assert meeting["level"] == Level.FOREIGN_MINISTERS
        assert meeting["format"] in set(Format)
        assert (meeting["city"], meeting["country"]) == ("Muscat", "OM")
        assert (meeting["start"], meeting["end"]) == ("2026-03-05", "2026-03-05")
        assert meeting["precision"] == Precision.DAY
        assert meeting["status"] == Status.SCHEDULED
        assert meeting["is_background"] is False
        assert meeting["grouping"] is None
        assert meeting["evidence"] in " ".join(HOTLINE.paragraphs)
        assert all(
            set(official) == {"name", "office", "state"} for official in meeting["officials"]
        )

    def test_a_grouping_has_every_field(self) -> None:
        """The set that meets is a grouping claim, called new where the text does."""
        (one,) = read(row())
        assert all(set(grouping) == GROUPING for grouping in one["groupings"])
        assert ["IN", "KE", "OM"] in [grouping["members"] for grouping in one["groupings"]]

    def test_an_article_without_a_meeting_is_irrelevant(self) -> None:
        """Empty lists and null, never a missing field."""
        (one,) = read(row("t", TRAM))
        assert one == {
            "id": "t",
            "is_relevant": False,
            "groupings": [],
            "meetings": [],
            "syndication_cluster": None,
            "newsroom": one["newsroom"],
        }

    def test_copies_have_equal_clusters_and_others_none(self) -> None:
        """A reprint shares the string of its original; who is alone has null."""
        reprint = row("b", url="https://coast.example/b", published="2026-03-03")
        first, other, second = (
            one["syndication_cluster"] for one in read(row(), row("t", TRAM), reprint)
        )
        assert first == second
        assert first
        assert other is None

    def test_the_newsroom_is_who_wrote_it(self) -> None:
        """An agency's text is the agency's; without a credit it is the outlet's."""
        text = f"MUSCAT (Reuters) - {' '.join(HOTLINE.paragraphs)}"
        agency, outlet = read(row("a", text=text), row("b", TRAM))
        assert agency["newsroom"] == "reuters"
        assert outlet["newsroom"] == "harbour.example"


class TestInput:
    """What a line may lack, and what it may not."""

    @pytest.mark.parametrize("published", [None, ""])
    def test_without_a_day_relative_dates_stay_open(self, published: str | None) -> None:
        """A null date is no error; "on Thursday" then resolves to nothing."""
        (one,) = read(row(news=HELD, published=published))
        assert all(meeting["start"] is None for meeting in one["meetings"])

    def test_a_month_alone_holds_what_it_must(self) -> None:
        """Where only the month is known, "on Thursday" was up to its last Thursday."""
        (one,) = read(row(news=HELD, published="2026-03"))
        days = {(m["start"], m["end"], m["precision"]) for m in one["meetings"] if m["start"]}
        assert days == {("2026-03-01", "2026-03-26", "range")}

    def test_a_time_beside_the_day_is_fine(self) -> None:
        """An ISO instant is read as its day."""
        assert read(row(published="2026-03-02T09:00:00+09:00")) == read(row())

    @pytest.mark.parametrize("field", ["title", "text", "url"])
    @pytest.mark.parametrize("value", ["", None])
    def test_an_empty_field_is_no_error(self, field: str, value: str | None) -> None:
        """An article may lack its headline, its text or its address."""
        (one,) = read(row(**{field: value}))
        assert set(one) == OUT

    def test_a_field_that_is_missing_is_empty(self) -> None:
        """Only the id has to be there."""
        (one,) = read('{"id": "x"}')
        assert one["is_relevant"] is False

    def test_an_id_may_come_twice(self) -> None:
        """Two lines of one id are two articles."""
        first, second = read(row("a"), row("a", TRAM))
        assert first["meetings"] != second["meetings"]
        assert first["syndication_cluster"] is None

    def test_half_a_character_is_no_error(self) -> None:
        """JSON can hold what UTF-8 cannot; it is replaced."""
        (one,) = read(row("a").replace("hotline for", "\\ud83d hotline for"))
        json.dumps(one, ensure_ascii=False).encode("utf-8")

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("{", "is no JSON"),
            ("[]", "has no id"),
            ('{"id": 7}', "has no id"),
            ('{"id": ""}', "has no id"),
            ('{"id": "a", "text": ["x"]}', "text is no text"),
            ('{"id": "a", "published": "soon"}', "published is 'soon'"),
            ('{"id": "a", "published": 2026}', "published is 2026"),
        ],
    )
    def test_a_bad_line_is_named_with_the_remedy(self, line: str, words: str) -> None:
        """The message says which line, what is wrong and what a line looks like."""
        with pytest.raises(LineUnreadableError, match="JSON object a line") as caught:
            list(lines(["\n", line]))
        assert str(caught.value).startswith("line 2: ")
        assert words in str(caught.value)

    @given(st.text(max_size=300), st.text(max_size=60))
    def test_any_text_can_be_read(self, text: str, title: str) -> None:
        """No text of a feed breaks the reader or the shape."""
        (one,) = read(row(text=text, title=title))
        assert set(one) == OUT

    def test_an_article_that_breaks_the_reader_stops_no_other(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Its line is there and empty, the log holds the traceback, and the next is read."""
        real = step.read

        def broken(title: str, *rest: object) -> object:
            if title == TRAM.title:
                raise RecursionError("too deep")
            return real(title, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(step, "read", broken)
        first, second = read(row("t", TRAM), row("a"))
        assert (first["is_relevant"], first["meetings"]) == (False, [])
        assert second["meetings"]
        assert any(record.exc_info for record in caplog.records)


def test_reading_is_repeatable() -> None:
    """The same file gives the same lines, and an article's reading does not depend on others."""
    rows = [row("a"), row("b", HELD), row("c", TRAM)]
    assert read(*rows) == read(*rows)
    alone = [one for single in rows for one in read(single)]
    assert alone == read(*rows)
