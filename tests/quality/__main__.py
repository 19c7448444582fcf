"""``make quality``: the reader's score on the development set, as it is."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from flows.steps.read import lines, predictions
from parsers.lexicon import load
from tests.quality import score

HERE = Path(__file__).parent


def main() -> int:
    """Read the development set and print the scorer's table."""
    articles, labels = HERE / "articles.jsonl", HERE / "labels.jsonl"
    with articles.open(encoding="utf-8") as rows:
        made = [json.dumps(one) for one in predictions(list(lines(rows)), load())]
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "predictions.jsonl"
        written.write_text("\n".join(made) + "\n", encoding="utf-8")
        sys.argv = ["score.py", str(articles), str(labels), str(written), *sys.argv[1:]]
        return int(score.main())


if __name__ == "__main__":
    sys.exit(main())
