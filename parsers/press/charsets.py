"""Which characters are these bytes? The text of a feed or page, whatever its labels say.

Labels are hints: bytes that are valid UTF-8 are UTF-8, and only encodings of the web are
tried, since others can execute or explode. Nothing here raises; bytes that fit nowhere
come back with replacement characters.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A "<" or "{" as the first character betrays a wide encoding without a mark.
WIDE_STARTS = (
    (re.compile(rb"[<{]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0[<{]"), "utf-32-be"),
    (re.compile(rb"[<{]\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\0[<{]\0[^\0]"), "utf-16-be"),
)
ISO_2022_JP = re.compile(rb"\x1b\$[@B]")

# As the WHATWG Encoding Standard §4.2 maps labels: to the superset that browsers use.
LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "iso8859-1": "cp1252", "windows-1252": "cp1252", "cp1252": "cp1252",
    "iso-8859-2": "iso8859-2", "windows-1250": "cp1250", "windows-1251": "cp1251",
    "cp1251": "cp1251", "koi8-r": "koi8-r", "koi8-u": "koi8-u", "iso-8859-5": "iso8859-5",
    "windows-1253": "cp1253", "iso-8859-7": "iso8859-7", "windows-1254": "cp1254",
    "iso-8859-9": "cp1254", "windows-1255": "cp1255", "windows-1256": "cp1256",
    "windows-1257": "cp1257", "windows-1258": "cp1258", "iso-8859-15": "iso8859-15",
    "windows-874": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "gb18030": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "euc-jp": "euc_jp", "x-euc-jp": "euc_jp", "shift_jis": "cp932", "shift-jis": "cp932",
    "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "cp949": "cp949", "windows-949": "cp949",
}  # fmt: skip
# Tried in this order where no label helps.
GUESSED = ("euc_jp", "cp932", "cp949", "gb18030", "big5hkscs", "cp1251", "koi8_r", "cp1252")
# Enough letters to tell legacy encodings apart; more only costs time. In bytes.
SAMPLE_SIZE = 32_768
# The label stands in the document's first bytes (HTML §13.2.3.2 reads 1,024).
LABEL_REACH = 4_096
WRITTEN_LABEL = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""")
HEADER_LABEL = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
# Text that is UTF-8 but for a few torn characters: legacy text has hardly a sound one. In
# characters outside ASCII to one fault.
SOUND_PER_FAULT = 2
# Accents stand alone between letters, other scripts in runs. Mean length in bytes.
LONGEST_ACCENT_RUN = 1.6
HIGH_RUN = re.compile(rb"[\x80-\xff]+")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def decode(body: bytes, content_type: str = "") -> tuple[str, bool]:
    """Return the text of ``body`` without byte order mark, and whether its label told lies.

    ``content_type`` is the HTTP header. The second value is also True where characters had
    to be replaced.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return _forced(body[len(mark) :], encoding)
    for start, encoding in WIDE_STARTS:
        if start.match(body):
            return _forced(body, encoding)
    labels = _labels(body, content_type)
    if ISO_2022_JP.search(body[:SAMPLE_SIZE]):
        return _forced(body, "iso2022_jp")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(body, labels)
    return text, not text.isascii() and bool(labels) and not labels[0].startswith("utf-8")


def _legacy(body: bytes, labels: list[str]) -> tuple[str, bool]:
    """Decode bytes that are not sound UTF-8: torn UTF-8, else as labelled, else as guessed."""
    torn = body.decode("utf-8", errors="replace")
    faults = torn.count(REPLACEMENT)
    sound = sum(char > "\x7f" for char in torn) - faults
    if sound > faults * SOUND_PER_FAULT:
        return torn, True
    for label in labels:
        encoding = LABELS.get(label)
        if encoding:
            text, is_damaged = _forced(body, encoding)
            if not is_damaged:
                return text, False
    return _forced(body, _guess(body))[0], True


def _guess(body: bytes) -> str:
    """Return the likeliest legacy encoding of ``body``; Western where nothing speaks."""
    first = HIGH_RUN.search(body)
    start = max(0, first.start() - SAMPLE_SIZE // 2) if first else 0
    sample = body[start : start + SAMPLE_SIZE]
    runs = HIGH_RUN.findall(sample)
    if len(b"".join(runs)) <= LONGEST_ACCENT_RUN * len(runs):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=list(GUESSED)).best()
    return best.encoding if best else "cp1252"


def _forced(body: bytes, encoding: str) -> tuple[str, bool]:
    """Decode as ``encoding``; the second value says whether characters were replaced."""
    try:
        return body.decode(encoding), False
    except UnicodeDecodeError:
        return body.decode(encoding, errors="replace"), True


def _labels(body: bytes, content_type: str) -> list[str]:
    """Return the encodings that header and document name, in lower case, header first."""
    header = HEADER_LABEL.search(content_type)
    written = WRITTEN_LABEL.search(body[:LABEL_REACH])
    found = [header[1]] if header else []
    if written:
        found.append(written[1].decode("ascii"))
    return [label.lower() for label in found]
