"""Words a proof of what two articles are to each other, so that an editor believes or refutes it.

Pure: it says what a proof holds, and for two articles without one what was lacking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from alerts.untrusted import LABEL_LIMIT, clean
from parsers.copies.edges import Edge, Relation
from parsers.copies.likeness import compare
from parsers.copies.prepared import prepare
from parsers.copies.stories import REWRITTEN, TEMPLATE, WINDOW, probability
from parsers.model import Article

RELATIONS: Mapping[Relation, str] = {
    Relation.COPY: "is one text with",
    Relation.POSSIBLE: "is possibly one text with",
    Relation.DERIVED: "has a passage in common with",
    Relation.STATEMENT: "prints the same statement as",
    Relation.UPDATE: "is another version, or the next step, of",
    Relation.ROUND_UP: "tells several stories, one of them also in, or is one of those in",
}
RULES: Mapping[str, str] = {
    "url": "both have one canonical address",
    "digest": "equal but for credits, case and punctuation",
    "contained": "the shorter text stands in the other nearly word for word",
    "verbatim": "much of the shorter text, its lead too, stands word for word in the other",
    "light": "edited lightly: sentence by sentence much the same words",
    "rewritten": "reworded: names and sentences come in one order, unlike two reports of an event",
    "possible": "perhaps reworded, which is not proven: it joins nothing",
    "part": "a passage of one stands in the other, or both took it from a third",
    "headline": "one outlet or agency, and nearly one headline or lead",
    "speech": "one statement quoted in both, and little else in common",
}


def _share(words: str) -> Callable[[float], str]:
    return lambda value: f"{value:.0%} {words}"


def _number(words: str) -> Callable[[float], str]:
    return lambda value: f"{words} {value:.2f}"


SHORT = 10  # so many digits of an id tell articles apart for whoever reads
Words = Mapping[str, Callable[[float], str]]

# What the values of the evidence say, those of one line together.
LINES: tuple[Words, ...] = (
    {"words": lambda value: f"{value:.0f} words are equal"},
    {"runs": lambda value: f"{value:.0f} runs of five words inside quotation marks are the same"},
    {
        "c5": _share("of the shorter text's five-word runs stand in the other"),
        "c3": _share("of its three-word runs"),
        "unquoted": lambda value: f"speech is left out, {value:.0f} words or more of each are not",
    },
    {
        "order": _number("order of names and rare words (0: a common topic, 1: one order alone):"),
        "opening": _number("of the beginnings:"),
        "plain_order": _number("without names and numbers, which protocol orders:"),
        "plain_opening": _number("of the beginnings:"),
    },
    {"contrast": _number("sentences agree in order, less twice what they agree backwards:")},
    {
        "lead": _share("of the words' weight is common to the likest sentences of the leads"),
        "mean": _share("on average to a sentence and the one likest to it"),
        "worse": _share("or more of each text is in matched sentences"),
    },
    {"template": _share("of the matches say the same of other names, as filled forms do")},
    {"stray": _share("of the sentences after the last match tell something else")},
    {"p": lambda value: f"probability that one is the other reworded: {value:.1%}"},
)
# Said in lines of their own, or of no interest where they are nothing.
TOLD_APART = frozenset({"rule", "matched", "run", "left_credit", "right_credit", "hours"})
IF_ANY = frozenset({"template", "stray"})
# What is measured of two articles that are none of this.
MEASURED = ("c5", "c3", "order", "plain_order", "contrast", "lead", "mean", "worse")


def headline(edge: Edge) -> str:
    """Say in a line what two articles are to each other, how that was found and how surely."""
    rule = str(edge.evidence.get("rule", ""))
    words = f"{edge.left[:SHORT]} {RELATIONS[edge.relation]} {edge.right[:SHORT]}"
    found = f"{edge.tier}, rule {clean(rule, LABEL_LIMIT)}, score {edge.score:.2f}"
    return f"{words} ({edge.relation}; {found}; {clean(edge.version, LABEL_LIMIT)})"


def reasons(edge: Edge, left: Article, right: Article) -> Iterator[str]:
    """Yield the proof in words, one reason a line; the articles are those of the edge."""
    said = RULES.get(str(edge.evidence.get("rule", "")))
    if said is not None:
        yield said
    yield from _matched(edge)
    yield from _measured(edge.evidence)
    if edge.terms:
        yield f"rarest words in both: {', '.join(clean(term, LABEL_LIMIT) for term in edge.terms)}"
    yield _credits(edge)
    yield _time(left, right)


def why_not(left: Article, right: Article) -> Iterator[str]:
    """Yield what speaks against two articles being one text, where nothing proves that they are."""
    gap = _gap(left, right)
    if gap is not None and gap > WINDOW:
        yield f"published {_span(gap)} apart: copies appear within {_span(WINDOW)}"
    if left.language and right.language and left.language[:2] != right.language[:2]:
        yield f"in two languages: {clean(left.language, 8)} and {clean(right.language, 8)}"
    if not left.text.strip() or not right.text.strip():
        yield "one of them has no text"
        return
    found = compare(prepare(left.text), prepare(right.text))
    if found is None:
        yield "hardly a run of words in common, and no order of names and rare words"
        return
    likeness, _ = found
    if likeness.template >= TEMPLATE:
        yield from _measured({"template": likeness.template})
    chance = probability(likeness, gap)
    yield f"probability that one is the other reworded: {chance:.1%}; a copy has {REWRITTEN:.0%}"
    yield f"{likeness.matched} sentences match in order"
    yield from _measured({name: getattr(likeness, name) for name in MEASURED})


def _measured(evidence: Mapping[str, float | str]) -> Iterator[str]:
    """Yield what values say, those that have no words under their own names."""
    known = {name for line in LINES for name in line}
    for line in LINES:
        told = [
            word(value)
            for name, word in line.items()
            if isinstance(value := evidence.get(name), int | float)
            and (value or name not in IF_ANY)
        ]
        if told:
            yield "; ".join(told)
    for name in sorted(evidence.keys() - known - TOLD_APART):
        yield f"{clean(name, LABEL_LIMIT)}: {clean(str(evidence[name]), LABEL_LIMIT)}"


def _matched(edge: Edge) -> Iterator[str]:
    matched, run = edge.evidence.get("matched"), edge.evidence.get("run")
    if matched is not None:
        is_run = isinstance(run, int) and run > 1
        in_a_row = f", {run} of them one after the other in both" if is_run else ""
        yield f"{matched} sentences match in order{in_a_row}"


def _credits(edge: Edge) -> str:
    sides = (edge.evidence.get("left_credit"), edge.evidence.get("right_credit"))
    if not any(sides):
        return "neither credits an agency"
    one, other = (clean(str(side), LABEL_LIMIT) if side else "nobody" for side in sides)
    return f"both credit {one}" if one == other else f"the first credits {one}, the second {other}"


def _time(left: Article, right: Article) -> str:
    """Say how far apart both were published, and which came later."""
    gap = _gap(left, right)
    if gap is None or left.published_at is None or right.published_at is None:
        return "when one of them was published is not known"
    if not gap:
        return "published at the same time"
    late = left if left.published_at > right.published_at else right
    return f"{late.id[:SHORT]} was published {_span(gap)} later"


def _gap(left: Article, right: Article) -> timedelta | None:
    if left.published_at is None or right.published_at is None:
        return None
    return abs(left.published_at - right.published_at)


def _span(gap: timedelta) -> str:
    """Return a length of time in its two largest units."""
    minutes = round(gap / timedelta(minutes=1))
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    told = ((days, "d"), (hours, "h"), (minutes, "min"))
    return " ".join(f"{count} {unit}" for count, unit in told if count) or "less than a minute"
