"""``python -m tests.quality.copies [FOLDER …]``: how well copies are folded, set by set.

Without a folder the sets of the project are scored: the sample newsroom and the labelled
articles. A folder holds ``docs.jsonl`` (id, slice, title, text, date, source) and ``gold.jsonl``
(id, slice, cluster; event and variant where known), one object a line.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from flows.steps.read import ties
from parsers.copies.clusters import partition
from parsers.copies.edges import Relation
from tests.quality.copies.scores import Scores, scores
from tests.quality.copies.sets import Copy, digest, labelled, newsroom, outside


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the measures of each set; 2 where a folder holds none."""
    parser = argparse.ArgumentParser(prog="tests.quality.copies", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="an outside set")
    options = parser.parse_args(arguments)
    found = {"sample newsroom": newsroom, "labelled articles": labelled}
    try:
        named = [(name, made()) for name, made in found.items()]
        named += [(folder.name, outside(folder)) for folder in options.folders]
    except (OSError, ValueError, KeyError) as error:
        _write(f"No set of copies: {error}. Name a folder with docs.jsonl and gold.jsonl.")
        return 2
    for name, copies in named:
        _write(f"\n{name} (digest {digest(copies)})")
        for part, made in measured(copies).items():
            _write(*_report(part, made))
    return 0


def measured(copies: Sequence[Copy]) -> dict[str, Scores]:
    """Return the measures of each part of a set, folded as the house folds what comes in."""
    parts = groupby(sorted(copies, key=lambda copy: copy.part), key=lambda copy: copy.part)
    return {part: _folded(list(group)) for part, group in parts}


def _folded(copies: Sequence[Copy]) -> Scores:
    articles = [copy.article for copy in copies]
    edges = ties(articles)
    stories = partition({one.id: one.published_at for one in articles}, edges).stories
    joined = [(edge.left, edge.right) for edge in edges if edge.relation is Relation.COPY]
    return scores(copies, stories, joined)


def _report(part: str, made: Scores) -> Iterator[str]:
    yield f"  {part or 'all'}: {made.texts} texts"
    yield f"    stories   pairs P {made.precision:.4f} R {made.recall:.4f}   ARI {made.ari:.4f}"
    yield f"              B3 {made.b3:.4f}   events falsely merged {made.merged} of {made.events}"
    per = 1000 * made.taken / made.rivals if made.rivals else 0.0
    taken = f"false {made.taken} of {made.rivals} ({per:.1f} per 1,000)"
    yield f"    two texts recall {made.alone:.4f}   {taken}"
    for (one, other), share in made.by_damage.items():
        yield f"              {share:.3f}  {one} ~ {other}"


def _write(*rows: str) -> None:
    sys.stdout.writelines(f"{row}\n" for row in rows)


if __name__ == "__main__":
    sys.exit(main())
