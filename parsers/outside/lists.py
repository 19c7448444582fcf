"""Reads a file that somebody else made, be it a table or a calendar, in any encoding."""

from __future__ import annotations

import re

from parsers.lexicon import Lexicon
from parsers.outside.entries import OutsideList, Remark
from parsers.outside.events import read_events
from parsers.outside.tables import read_table
from parsers.press.charsets import decode

BYTES_MAX = 20_000_000  # some hundred thousand lines: no list of meetings is longer
CALENDAR = re.compile(r"^BEGIN:V(?:CALENDAR|EVENT)\b", re.IGNORECASE | re.MULTILINE)
HEAD = 4_096  # characters in which a calendar says that it is one


def read_list(body: bytes, lexicon: Lexicon) -> OutsideList:
    """Read the meetings of a CSV table or of a calendar file; what it is, its text tells."""
    if len(body) > BYTES_MAX:
        remedy = f"Cut it into lists of at most {BYTES_MAX // 1_000_000} MB."
        return OutsideList(remarks=(Remark(1, "the file is too large", remedy),))
    text, _ = decode(body)
    is_calendar = CALENDAR.search(text[:HEAD]) is not None
    return read_events(text, lexicon) if is_calendar else read_table(text, lexicon)
