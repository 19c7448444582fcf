"""Keeps secrets out of every log line, whoever writes it.

Records are cleaned when they are made, not by one handler, so that handlers of
other libraries never see a secret either. Nothing here decides what is logged.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field

MASK = "[redacted]"

# Shorter values are ordinary words too often; masking them would garble the log.
SHORTEST_SECRET = 6

# Libraries that log every request with its address: a webhook's address is its secret.
CHATTY = ("alembic.runtime.migration", "httpx", "httpcore", "h2", "hpack", "apprise", "urllib3")

_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(hooks\.slack(?:-gov)?\.com/)(?:services|workflows|triggers)/\S+"), rf"\1{MASK}"),
    (re.compile(r"\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|\bwhsec_[\w+/=-]+"), MASK),
    (re.compile(r"(?i)([?&](?:sig|signature|token|key|api_key|code)=)[^&\s\"'>]+"), rf"\1{MASK}"),
    (re.compile(r"(?i)(\b[a-z][a-z0-9+.-]*://)[^/\s@]+@"), rf"\1{MASK}@"),
    (
        re.compile(r"(?i)(authorization['\"]?\s*[:=,]\s*(?:b?['\"])?)(?:[a-z]+\s+)?[\w.~+/=-]+"),
        rf"\1{MASK}",
    ),
)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Return ``text`` without the given secrets and without anything of a secret's shape."""
    for secret in secrets:
        text = text.replace(secret, MASK)
    for shape, replacement in _SHAPES:
        text = shape.sub(replacement, text)
    return text


@dataclass(frozen=True, slots=True)
class RedactingRecords:
    """Makes log records whose message and traceback hold no secret.

    A record without a secret is left as it was: some formatters read its arguments.
    """

    secrets: tuple[str, ...] = field(repr=False)

    def __call__(self, *args: object, **kwargs: object) -> logging.LogRecord:
        """Make one record, as the logging module asks for it."""
        record = logging.LogRecord(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self._clean_message(record)
        self._clean_traceback(record)
        return record

    def _clean_message(self, record: logging.LogRecord) -> None:
        try:
            said = record.getMessage()
        except (TypeError, ValueError, KeyError):
            return  # a call with wrong arguments: logging reports it by itself
        clean = redact(said, self.secrets)
        if clean != said:
            record.msg, record.args = clean, ()

    def _clean_traceback(self, record: logging.LogRecord) -> None:
        if not record.exc_info or record.exc_info[1] is None:
            return
        said = "".join(traceback.format_exception(record.exc_info[1])).rstrip("\n")
        clean = redact(said, self.secrets)
        if clean != said:
            record.exc_info, record.exc_text = None, clean


def install(level: str, secrets: Iterable[str]) -> None:
    """Log from ``level`` up to standard error, with every secret masked; safe to call twice."""
    long_enough = {secret for secret in secrets if len(secret) >= SHORTEST_SECRET}
    longest_first = tuple(sorted(long_enough, key=lambda secret: (-len(secret), secret)))
    logging.setLogRecordFactory(RedactingRecords(longest_first))
    logging.basicConfig(format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    logging.getLogger().setLevel(level)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
