"""Texts that nobody writes and any feed may send: endless, monotonous, without an end."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice

from benchmarks.prose import article, topics
from benchmarks.read.articles import DIPLOMACY, mixture


def _repeated(words: str) -> Callable[[int], str]:
    """Return the text that says these words over and over, so many words in all."""
    return lambda number: " ".join(islice(cycle(words.split()), number))


def _news(number: int) -> str:
    """Return articles one after another."""
    texts = "\n".join(one.text for one in mixture(-(-number // 500)))
    return _cut(texts, number)


def _one_sentence(number: int) -> str:
    """Return diplomatic news without a full stop or a line break."""
    text = article(topics(DIPLOMACY)[0], 1, number + 100).text
    return _cut(" ".join(text.replace(".", "").split()), number)


def _capitals(number: int) -> str:
    return _news(number).upper()


def _one_word(number: int) -> str:
    return "met" * (number * 2)


def _cut(text: str, number: int) -> str:
    """Return the first so many words, line breaks kept."""
    left = number
    kept: list[str] = []
    for line in text.split("\n"):
        words = line.split(" ")[:left]
        kept.append(" ".join(words))
        left -= len(words)
        if left <= 0:
            break
    return "\n".join(kept)


def parts(text: str, number: int) -> list[str]:
    """Cut a text into so many, of as many characters each."""
    size = -(-len(text) // number)
    return [text[start : start + size] for start in range(0, len(text), size)]


TEXTS: dict[str, Callable[[int], str]] = {
    "news": _news,
    "one sentence": _one_sentence,
    "all capitals": _capitals,
    "only names": _repeated("Anna Maria Lopez Juan Carlos Li Wei Ivan Petrov"),
    "only leaders": _repeated("President Putin Prime Minister Modi Foreign Minister Lavrov"),
    "only states": _repeated("France, Italy and Japan, the United States,"),
    "only 'met with'": _repeated("met with"),
    "only dates": _repeated("on March 3, 2024, next week, last Friday, from 4 to 6 May"),
    "only commas": lambda number: ", " * number,
    "only brackets": lambda number: "( [ { " * (number // 3),
    "only brackets, unspaced": lambda number: "([{" * number,
    "only quotation marks": lambda number: "\" ' “ ” " * (number // 4),
    "only full stops": lambda number: ". " * number,
    "only line breaks": lambda number: "a\n" * number,
    "one word": _one_word,
}
