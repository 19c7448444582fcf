"""Renews the time-valid office-holders: asks a source, compares, and keeps what is sound.

What the source says is text of strangers. It reaches the file through one writer that
quotes it, and only a file that the lexicon can be built from replaces the old one.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from flows.runtime.answers import Cause, Fetched, FetchFailure, FetchRequest, FetchResult
from flows.runtime.settings import Settings
from flows.runtime.sheets import Paper
from flows.runtime.vocabulary import (
    HOLDERS,
    LEXICON,
    lexicon_of,
    read_additions,
    read_terms,
)
from flows.runtime.web import open_web
from parsers.lexicon import Lexicon
from parsers.lexicon.succession import Term, succession
from parsers.lexicon.wikidata import ACCEPT, QUERY, SourceUnreadableError, Told
from parsers.lexicon.wikidata import read_terms as told

HEADER: Final = """\
# Office-holders from Wikidata (CC0), beside those that come with the product.
# Written by `minilateral lexicon refresh`, which writes it anew: put your own into lexicon.toml.
"""
KEY: Final = ("state", "office", "name", "since")
KEYS: Final = ("name", "state", "office", "level", "since", "until", "source")
DOUBTS_SHOWN: Final = 20


class RefreshError(Exception):
    """The source gave nothing to use; the old file stands. The text says what to do."""


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a source changed against the file as it was; ``left`` counts what it told in vain."""

    told: int
    added: tuple[str, ...]
    ended: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]
    doubts: tuple[str, ...]
    left: Mapping[str, int]
    file: Path | None

    @property
    def is_change(self) -> bool:
        """Whether the file differs from what it was."""
        return bool(self.added or self.ended or self.changed or self.withdrawn)

    def lines(self) -> Iterator[str]:
        """Yield the report, a line for each term."""
        yield f"told      {self.told} terms of office"
        for word, count in sorted(self.left.items()):
            yield f"          {count} left out: {word}"
        named = ("added", "ended", "changed", "withdrawn")
        for word, terms in zip(
            named, (self.added, self.ended, self.changed, self.withdrawn), strict=True
        ):
            yield f"{word:<10}{len(terms)}"
            yield from (f"  {term}" for term in terms)
        if self.doubts:
            yield f"{'doubtful':<10}{len(self.doubts)}, not taken over"
            yield from (f"  {doubt}" for doubt in self.doubts[:DOUBTS_SHOWN])
        if len(self.doubts) > DOUBTS_SHOWN:
            yield f"  and {len(self.doubts) - DOUBTS_SHOWN} more"
        yield f"written to {self.file}" if self.file else "nothing was written"


def refreshed(settings: Settings, source: str, *, is_kept: bool = True) -> RefreshReport:
    """Ask ``source`` and keep what it changes; with ``is_kept`` false, say so only.

    Raises RefreshError where the source gave nothing of use, and WatchlistError where the
    configuration as it stands has a fault.
    """
    path = settings.config_dir / HOLDERS
    additions = read_additions(settings.config_dir / LEXICON)
    known = lexicon_of(additions)  # a faulty file of an editor is told before anybody is asked
    terms, left = _read(_body(settings, source), known)
    found = succession(known.holders.values(), terms)
    text = written(found.terms)
    lexicon_of(additions, Paper(HOLDERS, text, tomllib.loads(text)))
    report = _report(_old_rows(path), found.terms, len(terms), found.doubts, left)
    if not (is_kept and report.is_change):
        return report
    _replace(path, text)
    return replace(report, file=path)


def _read(body: bytes, known: Lexicon) -> tuple[list[Told], Mapping[str, int]]:
    states = {code for code, row in known.states.items() if not row.territory}
    try:
        terms, left = told(body, states)
    except SourceUnreadableError as error:
        raise RefreshError(f"The answer {error}. Nothing was changed; try again later.") from None
    if not terms:
        raise RefreshError("The answer tells no term of office. Nothing was changed.")
    return terms, left


def _body(settings: Settings, source: str) -> bytes:
    if urlsplit(source).scheme.lower() not in {"http", "https"}:
        try:
            return Path(source).read_bytes()
        except (OSError, ValueError) as error:
            words = f"{source}: cannot be read ({error}). Give an address or a file."
            raise RefreshError(words) from None
    answer = asyncio.run(_asked(settings, question(source)))
    if isinstance(answer, Fetched):
        return answer.body
    raise RefreshError(_why(answer) if isinstance(answer, FetchFailure) else "no new answer came")


async def _asked(settings: Settings, url: str) -> FetchResult:
    async with open_web(settings) as web:
        request = FetchRequest(url, max_bytes=settings.feed_max_bytes, accept=ACCEPT)
        return await web.fetch(request)


def question(source: str) -> str:
    """Return the address to ask: a service's with our question, one with a question as it is."""
    if urlsplit(source).query:
        return source
    return f"{source}?{urlencode({'query': QUERY, 'format': 'json'})}"


def _why(failure: FetchFailure) -> str:
    host = urlsplit(failure.url).netloc
    if failure.cause is Cause.RATE_LIMITED:
        seconds = failure.retry_after.total_seconds() if failure.retry_after else 60
        return f"{host} was asked too often; try again in {seconds:.0f} seconds. Nothing changed."
    status = f" with status {failure.status}" if failure.status else ""
    remedy = {
        Cause.TIMED_OUT: "Raise MINILATERAL_READ_TIMEOUT and MINILATERAL_TOTAL_TIMEOUT.",
        Cause.DENIED: "Set MINILATERAL_CONTACT, so that it knows who asks.",
        Cause.PRIVATE_ADDRESS: "Name the host in MINILATERAL_ALLOW_PRIVATE_HOSTS.",
    }.get(failure.cause, "Save its answer to a file elsewhere and give that with --from.")
    words = failure.cause.value.replace("_", " ")
    said = f" ({failure.detail})" if failure.detail else ""
    return f"{host} gave no answer{status}: {words}{said}. {remedy} Nothing was changed."


def written(terms: Sequence[Term]) -> str:
    """Return the file that holds these terms; every text in it is quoted."""
    tables = (_table(term.as_row()) for term in terms)
    return HEADER + "".join(f"\n{table}" for table in tables)


def _table(row: Mapping[str, Any]) -> str:
    # A JSON string is a TOML basic string, but for DEL, which no checked text holds.
    lines = (f"{key} = {json.dumps(row[key], ensure_ascii=False)}" for key in KEYS if key in row)
    return "[[holder]]\n" + "".join(f"{line}\n" for line in lines)


def _old_rows(path: Path) -> list[Mapping[str, Any]]:
    """Return the rows of the file as it is; of one with a fault none, for it is replaced."""
    rows = read_terms(path).content.get("holder")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _report(
    before: Sequence[Mapping[str, Any]],
    terms: Sequence[Term],
    count: int,
    doubts: tuple[str, ...],
    left: Mapping[str, int],
) -> RefreshReport:
    old = {_key(row): row for row in before}
    new = {term.key: term for term in terms}
    fresh = [term for key, term in new.items() if key not in old]
    moved = [t for key, t in new.items() if key in old and old[key].get("until") != t.until]
    return RefreshReport(
        told=count,
        added=tuple(_line(term) for term in fresh if not term.is_ours),
        ended=tuple(
            _line(term)
            for term in (*(t for t in fresh if t.is_ours), *moved)
            if term.until and not old.get(term.key, {}).get("until")
        ),
        changed=tuple(_line(term) for term in moved if old[term.key].get("until")),
        withdrawn=tuple(" ".join(key) for key in old if key not in new),
        doubts=doubts,
        left=left,
        file=None,
    )


def _key(row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    state, office, name, since = (str(row.get(key)) for key in KEY)
    return state, office, name, since


def _line(term: Term) -> str:
    return f"{term.state} {term.office}: {term.name}, {term.since} to {term.until or 'now'}"


def _replace(path: Path, text: str) -> None:
    """Put the new file in the old one's place at once, or leave the old one as it is."""
    made: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            made = Path(file.name)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(0o644)
        made.replace(path)
    except OSError as error:
        if made is not None:
            with suppress(OSError):
                made.unlink()
        words = f"{path}: cannot be written ({error.strerror}). The old file stands."
        raise RefreshError(words) from None
