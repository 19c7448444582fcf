"""A labelled stream of made-up news: who copied whom is known, since it was made that way.

Events are told by rival newsrooms, each in its own words, with names and spoken words in common;
some of these reports are printed by others: as they are, cut, reordered, reworded as by a
translation there and back, or under paragraphs of another's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.syndication.words import FUNCTION, NEWS, ranks, sentence, word
from parsers.model import Article, content_id

FIRST = datetime(2031, 3, 3, 6, tzinfo=UTC)
DAYS = 14
RIVALS = 3  # independent reports of one event, at most
# How many copies a report has, by lot: most have none, agency stories have many.
COPIES = (0, 0, 0, 0, 0, 0, 1, 2, 4, 7)
FACTS, TOLD, SPOKEN = 26, 16, 3  # of an event, by one report, and quotations in common
CAST = 12  # names of an event
BACKGROUND = 9  # sentences that only one report has
REPLACED, KEPT_NAMES = 0.35, 0.95  # by a rewording, of other words and of names
CUT_TO = 0.45


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article, the text it is a copy of (``story``), and what was done to it."""

    article: Article
    story: str
    damage: str


Paragraphs = list[str]
Damage = Callable[[Paragraphs, Random], Paragraphs]


def stream(events: int, seed: int) -> list[Labelled]:
    """Return the articles on some events in the order of their publication."""
    made = [one for number in range(events) for one in _event(number, seed)]
    return sorted(made, key=lambda one: (one.article.published_at, one.article.id))


def outside(folder: Path) -> list[Labelled]:
    """Read ``docs.jsonl`` and ``gold.jsonl``; of the documents those that have a label."""
    gold = {row["id"]: row["cluster"] for row in _rows(folder / "gold.jsonl")}
    found = []
    for row in _rows(folder / "docs.jsonl"):
        if row["id"] not in gold:
            continue
        at = datetime.fromisoformat(row["date"][:10]).replace(tzinfo=UTC) if row["date"] else None
        url = f"https://set.example/{row['id']}"
        article = Article(
            row["id"], url, "set", row["source"], row["title"], row["text"], row["lang"], at
        )
        found.append(Labelled(article, gold[row["id"]], row["slice"]))
    return found


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _event(number: int, seed: int) -> Iterator[Labelled]:
    lot = Random(f"{seed} {number}")  # noqa: S311 -- a repeatable draw, no secret
    at = FIRST + timedelta(hours=lot.uniform(0, 24 * DAYS))
    cast = [word(rank - rank % 4) for rank in ranks(lot, CAST)]
    facts = [_fact(lot, cast) for _ in range(FACTS)]
    spoken = [f"“{sentence(lot, _fact(lot, cast))}”" for _ in range(SPOKEN)]
    for rival in range(lot.randint(1, RIVALS)):
        story = f"event{number}-report{rival}"
        report = _report(lot, cast, facts, spoken)
        copies = lot.sample(sorted(DAMAGES), lot.choice(COPIES))
        for damage in ("original", *copies):
            text = DAMAGES[damage](report, lot) if damage in DAMAGES else report
            article = _article(f"{seed}-{story}-{damage}", "\n".join(text), at, lot)
            yield Labelled(article, story, damage)


def _article(name: str, text: str, at: datetime, lot: Random) -> Article:
    title = " ".join(text.split()[:3] + lot.choices(NEWS, k=4))
    outlet, told = f"site{lot.randrange(400)}.example", at + timedelta(hours=lot.uniform(0, 40))
    url = f"https://{outlet}/{name}"
    return Article(content_id(name), url, "made", outlet, title, text, "en", told)


def _fact(lot: Random, cast: Sequence[str]) -> list[str]:
    """Return the weighty words of one sentence: names of the event among others."""
    weighty = [
        *lot.sample(cast, lot.choice((1, 1, 2))),
        *map(word, ranks(lot, lot.choice((2, 3, 4)))),
    ]
    lot.shuffle(weighty)
    return weighty


def _report(
    lot: Random, cast: Sequence[str], facts: Sequence[list[str]], spoken: Sequence[str]
) -> Paragraphs:
    """Return what one newsroom makes of an event: its choice of facts in its own words."""
    told = [_retold(lot, fact) for fact in lot.sample(facts, TOLD)]
    told += [sentence(lot, _fact(lot, cast)) for _ in range(BACKGROUND)]
    told += lot.sample(list(spoken), min(2, len(spoken)))
    lot.shuffle(told)
    return [" ".join(told[start : start + 2]) for start in range(0, len(told), 2)]


def _retold(lot: Random, fact: Sequence[str]) -> str:
    """Return a fact in other words: its names, and half of the rest."""
    kept = [one for one in fact if one[0].isupper() or lot.random() < 1 / 2]
    kept += map(word, ranks(lot, 1))
    lot.shuffle(kept)
    return sentence(lot, kept)


def _cut(report: Paragraphs, _lot: Random) -> Paragraphs:
    return report[: max(2, int(len(report) * CUT_TO))]


def _reordered(report: Paragraphs, lot: Random) -> Paragraphs:
    head, rest = report[:2], report[2:]
    at = lot.randrange(1, len(rest) - 1)
    return [*head, *rest[at:], *rest[:at]]


def _reworded(report: Paragraphs, lot: Random) -> Paragraphs:
    return [" ".join(_other(one, lot) for one in part.split()) for part in report]


def _other(one: str, lot: Random) -> str:
    """Return a word as a translation there and back leaves it: another, or itself."""
    bare = one.strip("“”.")
    if bare.lower() in FUNCTION:
        other = lot.choice(FUNCTION) if lot.random() < REPLACED else bare
    elif lot.random() < (1 - KEPT_NAMES if bare[:1].isupper() else REPLACED):
        other = word(ranks(lot, 1)[0])
    else:
        return one
    return one.replace(bare, other.capitalize() if bare[:1].isupper() else other)


def _padded(report: Paragraphs, lot: Random) -> Paragraphs:
    own = [sentence(lot, list(map(word, ranks(lot, 4)))) for _ in range(4)]
    return [*report[:3], " ".join(own[:2]), *report[3:], " ".join(own[2:])]


def _signed(report: Paragraphs, _lot: Random) -> Paragraphs:
    return [
        f"LUND, March 3 (Reuters) - {report[0]}",
        *report[1:],
        "Reporting by Ana Ruk; Editing by Bo Tarn",
    ]


DAMAGES: dict[str, Damage] = {
    "signed": _signed,
    "cut": _cut,
    "reordered": _reordered,
    "reworded": _reworded,
    "padded": _padded,
    "cut and padded": lambda report, lot: _padded(_cut(report, lot), lot),
    "cut and reworded": lambda report, lot: _reworded(_cut(report, lot), lot),
}
