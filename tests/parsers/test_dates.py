"""Raw timestamps: every form that feeds and pages were seen to use, and what must be refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.press.dates import MAX_AHEAD, ZONE_OF_COUNTRY, published_at, read_stamp

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

TEN = "2026-01-05T10:00+00:00"
READ = [
    # ISO 8601 and its cousins
    ("2026-01-05T10:00:00Z", None, TEN),
    ("2026-01-05T19:00:00.1234567+09:00", None, TEN),
    ("2026-01-05T19:00:00+0900", None, TEN),
    ("2026-01-05T19:00+09", None, TEN),
    ("2026-01-05T05:00:00-0500", None, TEN),
    ("2026-01-05 10:00:00 UTC", None, TEN),
    ("2026-01-05T10:00:00Z[UTC]", None, TEN),
    ("2026-01-05T19:00:00+0900 (JST)", None, TEN),
    ("2026/01/05 19:00", "JP", TEN),
    ("2026.01.05 19:00", "KR", TEN),
    ("2026-01-05T10:00:00", None, TEN),
    ("2026-01-05T10:00:00", "US", TEN),
    ("20260105T100000Z", None, TEN),
    ("20260105190000", "KR", TEN),
    ("1767607200", None, TEN),
    ("1767607200000", None, TEN),
    # East Asia
    ("2026年1月5日 19時00分", "JP", TEN),
    ("2026年1月5日 19:00", "JP", TEN),
    ("２０２６年１月５日 １９：００", "JP", TEN),
    ("2026년 1월 5일 오후 7:00", "KR", TEN),
    ("2026.01.05. 오후 7:00", "KR", TEN),
    ("2026-01-05 下午6:00", "TW", TEN),
    # RFC 822
    ("Mon, 05 Jan 2026 10:00:00 GMT", None, TEN),
    ("Mon, 5 Jan 2026 10:00 +0000", None, TEN),
    ("05 Jan 26 10:00:00 GMT", None, TEN),
    ("Mon,  05 January 2026 19:00:00 JST", None, TEN),
    ("Mon, 05 Jan 2026 19:00:00 KST", None, TEN),
    ("Mon, 05 Jan 2026 20:00:00 AEST", None, TEN),
    ("Mon, 05 Jan 2026 21:00:00 AEDT", None, TEN),
    ("Mon, 05 Jan 2026 18:00:00 SGT", None, TEN),
    ("Mon, 05 Jan 2026 18:00:00 PHT", None, TEN),
    ("Mon, 05 Jan 2026 18:00:00 HKT", None, TEN),
    ("Mon, 05 Jan 2026 17:00:00 ICT", None, TEN),
    ("Mon, 05 Jan 2026 17:00:00 WIB", None, TEN),
    ("Mon, 05 Jan 2026 23:00:00 NZDT", None, TEN),
    ("Mon, 05 Jan 2026 05:00:00 EST", None, TEN),
    ("Mon, 05 Jan 2026 18:00:00 GMT+0800", None, TEN),
    ("Mon, 05 Jan 2026 15:45:00 NPT", None, TEN),
    # zone names that countries share
    ("Mon, 05 Jan 2026 15:30:00 IST", "IN", TEN),
    ("Mon, 05 Jan 2026 15:30:00 IST", None, TEN),
    ("Mon, 05 Jan 2026 12:00:00 IST", "IL", TEN),
    ("Mon, 05 Jan 2026 18:00:00 CST", "CN", TEN),
    ("Mon, 05 Jan 2026 18:00:00 CST", "TW", TEN),
    ("Mon, 05 Jan 2026 04:00:00 CST", "US", TEN),
    ("Mon, 05 Jan 2026 20:00:00 EST", "AU", TEN),
    ("Mon, 05 Jan 2026 18:00:00 PST", "PH", TEN),
    ("Mon, 05 Jan 2026 02:00:00 PST", "US", TEN),
    # written for people
    ("Jan 5, 2026 10:00 AM", None, TEN),
    ("January 5, 2026, 5:00 a.m. EST", None, TEN),
    ("05 Jan, 2026 03:30 PM", "IN", TEN),
    ("Monday, January 5, 2026 - 10:00", None, TEN),
    ("Senin, 5 Januari 2026 17:00 WIB", "ID", TEN),
    ("lundi 5 janvier 2026 à 11h00", "FR", TEN),
    ("Mon Jan  5 10:00:00 UTC 2026", None, TEN),
    # hours at the edge of a day
    ("2026-01-05T24:00:00Z", None, "2026-01-06T00:00+00:00"),
    ("Mon, 05 Jan 2026 12:30 AM", None, "2026-01-05T00:30+00:00"),
    ("Mon, 05 Jan 2026 12:30 PM", None, "2026-01-05T12:30+00:00"),
    ("2026-06-30T23:59:60Z", None, "2026-07-01T00:00+00:00"),
    # summer time of a country that has it
    ("2026-07-05 11:00", "GB", "2026-07-05T10:00+00:00"),
    # mere days stay the day that was printed
    ("2026-01-05", "JP", "2026-01-05T00:00+00:00"),
    ("2026年1月5日", None, "2026-01-05T00:00+00:00"),
    ("20260105", None, "2026-01-05T00:00+00:00"),
    ("5th January 2026", None, "2026-01-05T00:00+00:00"),
    ("5 juillet 2026", None, "2026-07-05T00:00+00:00"),
    ("5 de enero de 2026", None, "2026-01-05T00:00+00:00"),
    ("5/1/2026", "GB", "2026-01-05T00:00+00:00"),
    ("1/5/2026", "US", "2026-01-05T00:00+00:00"),
    ("13/1/2026", None, "2026-01-13T00:00+00:00"),
]
REFUSED = [
    ("", None),
    ("yesterday", None),
    ("10:00", None),
    ("2026", None),
    ("January 2026", None),
    ("5/1/2026", None),
    ("0000-00-00", None),
    ("0000-00-00 00:00:00", None),
    ("2026-02-30", None),
    ("2026-13-01T00:00:00Z", None),
    ("2026-01-05T25:00:00Z", None),
    ("2026-01-05T10:61:00Z", None),
    ("2026-01-05T10:00:00+99:00", None),
    ("1970-01-01T00:00:00Z", None),
    ("1989-12-31T23:59:59Z", None),
    ("2026-11-22T12:00:01Z", None),
    ("9999-12-31T23:59:59Z", None),
    ("9999999999", None),
    ("2026-01-05T10:00:00Z" + " " * 200 + "x", None),
    ("1" * 5_000, None),
]


@pytest.mark.parametrize(("raw", "country", "instant"), READ)
def test_read(raw: str, country: str | None, instant: str) -> None:
    """Each form is read as the instant beside it, in UTC."""
    found = published_at(raw, country, NOW)
    assert found == datetime.fromisoformat(instant)
    assert found is not None
    assert found.utcoffset() == timedelta(0)


@pytest.mark.parametrize(("raw", "country"), REFUSED)
def test_refused(raw: str, country: str | None) -> None:
    """What is no date, no possible date, or no date of the web is None."""
    assert published_at(raw, country, NOW) is None


@pytest.mark.parametrize(
    ("raw", "is_exact"),
    [
        ("2026-01-05T10:00:00Z", True),
        ("Mon, 05 Jan 2026 10:00:00 JST", True),
        ("1767607200", True),
        ("2026-01-05T10:00:00", False),
        ("2026-01-05", False),
        ("2026-01-05T00:00:00+09:00", False),
        ("Mon, 05 Jan 2026 10:00:00 XYZ", False),
    ],
)
def test_exactness(raw: str, *, is_exact: bool) -> None:
    """Only a stamp with day, time and zone is exact, and midnight sharp is a mere day."""
    stamp = read_stamp(raw, None, NOW)
    assert stamp is not None
    assert stamp.is_exact is is_exact


def test_bounds_are_inclusive() -> None:
    """The latest believable instant is now plus the allowance, to the second."""
    latest = NOW + MAX_AHEAD
    assert published_at(latest.isoformat(), None, NOW) == latest
    assert published_at((latest + timedelta(seconds=1)).isoformat(), None, NOW) is None


@pytest.mark.parametrize("country", ZONE_OF_COUNTRY)
def test_local_time(country: str) -> None:
    """Every country's zone exists, and noon there is within 14 hours of noon in UTC."""
    found = published_at("2026-01-05 12:00", country, NOW)
    assert found is not None
    assert abs(found - datetime(2026, 1, 5, 12, 0, tzinfo=UTC)) <= timedelta(hours=14)


PIECES = st.sampled_from(
    ["2026", "26", "01", "5", "-", "/", ".", " ", "T", ":", "10", "Z", "+09:00", "JST", "Jan",
     "Mon,", "年", "月", "日", "오후", "PM", "24", "60", "99", ",", "(", "[", "½", "٣", "th",
     "at", "\0"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=14).map("".join)),
    st.sampled_from([None, "JP", "US", "IN", "XX"]),
)
def test_anything(raw: str, country: str | None) -> None:
    """No string raises or warns, and every answer is aware UTC within the bounds."""
    found = published_at(raw, country, NOW)
    if found is not None:
        assert found.tzinfo is UTC
        assert datetime(1990, 1, 1, tzinfo=UTC) <= found <= NOW + MAX_AHEAD


@settings(max_examples=100, deadline=None)
@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2026, 11, 20), timezones=st.just(UTC)),  # noqa: DTZ001 - the strategy adds the zone
    st.integers(-14 * 60, 14 * 60),
)
def test_round_trip(instant: datetime, minutes: int) -> None:
    """An instant written in ISO 8601 or RFC 822 in any zone is read as itself."""
    instant = instant.replace(microsecond=0)
    sign, ahead = ("-" if minutes < 0 else "+"), abs(minutes)
    offset = f"{sign}{ahead // 60:02}{ahead % 60:02}"
    local = (instant + timedelta(minutes=minutes)).replace(tzinfo=None)
    assert published_at(f"{local.isoformat()}{offset}", None, NOW) == instant
    assert published_at(f"{local:%a, %d %b %Y %H:%M:%S} {offset}", None, NOW) == instant
