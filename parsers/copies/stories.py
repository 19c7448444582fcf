"""Which articles are copies of one text, each join with its proof.

A story is a set of articles that print one text: equal, cut, edited or reworded. Independent
reports of one event are different stories, also where they quote the same speech or statement.
A wrong join is worse than a missed one, and neither the order of arrival nor the order of the
arguments changes the result. Nothing here searches for candidates or keeps anything.
"""

from __future__ import annotations

import math
import re
from dataclasses import asdict
from datetime import timedelta

from parsers.copies.alignment import Likeness, Prepared, compare, prepare
from parsers.copies.edges import Edge, Tier
from parsers.copies.fingerprints import PHRASE_WORDS, digest, tokens
from parsers.copies.rarity import stem, weight
from parsers.model import Article

# Changes with any rule, weight, threshold, or word list: an edge is re-derivable by its version.
VERSION = "stories-2"

# Copies appear within days; the same text later is a recurring notice or an archive page.
WINDOW = timedelta(days=7)
# Below this a text has too few sentences to align, in words.
SHORT_WORDS = 60
SHORT_CONTAINMENT = 0.8
# A brief that is all speech proves nothing: so many of its words must stand outside quotes.
SHORT_UNQUOTED = 15
# Near verbatim: the share of 5-grams, the match of the leads, and the words that prove it.
VERBATIM_CONTAINMENT, VERBATIM_LEAD, VERBATIM_WORDS = 0.45, 0.5, 40
# Two texts of one outlet are one text only when so much of the shorter is in the longer.
OWN_CONTAINMENT = 0.8
# Light edit: the share of 3-grams, mean best sentence match, match of the leads, and words.
LIGHT_CONTAINMENT, LIGHT_MEAN, LIGHT_LEAD, LIGHT_WORDS = 0.22, 0.45, 0.4, 60
# Brief and reworded: too few sentences to count, so all must match in order, and closely; below
# these words two reports of one announcement can be as alike.
DENSE_WORDS = 75
DENSE_MEAN, DENSE_CONTAINMENT, DENSE_COVER, DENSE_MATCHED = 0.6, 0.15, 0.9, 3
# Reworded: least probability. Highest of 1,260 pairs of independent reports of one event: 0.85.
SPUN_PROBABILITY = 0.9
# The share of matches with other names in the same words from which a text is a form filled anew;
# of 2,700 pairs of reworded copies fewer than one in a hundred has more.
TEMPLATE = 0.67
# A round-up tells other stories after the one it shares: the share of such sentences, the part of
# it that the shared story covers at most, and the words the shared story must have to tell.
STRAY, STRAY_COVER, STRAY_WORDS = 0.9, 0.5, 100
ROUND_UP_TITLE = re.compile(
    r"\b(?:briefs|digest|headlines|in brief|live (?:blog|updates)|morning briefing|news wrap|"
    r"newsletter|round-?up|top stories|week in review)\b",
    re.IGNORECASE,
)
# Logistic weights, none negative: more likeness never makes a copy less likely.
INTERCEPT = -5.75
WEIGHTS = {
    "c3": 0.07,
    "c2": 0.26,
    "cover": 0.87,
    "cover3": 1.33,
    "worse3": 1.87,
    "order": 1.08,
    "lead": 0.91,
    "mean": 0.20,
}
# Counts are capped: a dozen matched sentences prove as much as fifty.
COUNTS = {"matched": (1.64, 12), "matched3": (2.04, 12), "run": (1.88, 10)}


def judge(left: Article, right: Article) -> Edge | None:
    """Return the proof that two articles print one text, or None; symmetric and pure.

    Articles more than ``WINDOW`` apart, or in two known languages, are joined by their
    canonical address alone. The edge's ``left`` is the smaller id.
    """
    if left.id == right.id:
        return None
    if right.id < left.id:
        left, right = right, left
    if left.url == right.url:
        return _edge(left, right, Tier.EXACT, 1.0, {"rule": "url"})
    if not _may_be_copies(left, right):
        return None
    one, other = prepare(left.text), prepare(right.text)
    if not one.body or not other.body:
        return None
    return _equal(left, right, one, other) or _near(left, right, one, other)


def probability(likeness: Likeness) -> float:
    """Return the probability that ``likeness`` is that of a reworded copy."""
    values: dict[str, float] = asdict(likeness)
    score = INTERCEPT + sum(heavy * values[name] for name, heavy in WEIGHTS.items())
    score += sum(heavy * min(values[name], cap) / cap for name, (heavy, cap) in COUNTS.items())
    return 1 / (1 + math.exp(-score))


def _may_be_copies(left: Article, right: Article) -> bool:
    """Say whether dates and languages allow a copy; what is unknown allows it."""
    if (left.language or "")[:2].lower() != (right.language or "")[:2].lower() and (
        left.language and right.language
    ):
        return False
    if left.published_at is None or right.published_at is None:
        return True
    return abs(left.published_at - right.published_at) <= WINDOW


def _equal(left: Article, right: Article, one: Prepared, other: Prepared) -> Edge | None:
    """Return an edge where both texts are equal but for credits, case and punctuation."""
    if digest(left.title, one.body) != digest(right.title, other.body):
        return None
    if len(one.body) < SHORT_WORDS and not _is_about_titles(left, right, one):
        return None
    return _edge(left, right, Tier.EXACT, 1.0, {"rule": "digest", "words": len(one.body)})


def _near(left: Article, right: Article, one: Prepared, other: Prepared) -> Edge | None:
    """Return an edge where one text is the other cut, edited or reworded."""
    likeness = compare(one, other)
    if likeness.template >= TEMPLATE or _is_round_up(left, right, one, other, likeness):
        return None
    chance = probability(likeness)
    shorter = min(one, other, key=lambda text: len(text.body))
    if len(shorter.body) < SHORT_WORDS:
        is_copy = _is_short_copy(likeness, shorter) and _is_about_titles(left, right, shorter)
        rule = "contained" if is_copy else None
    else:
        rule = _rule(likeness, chance)
    if rule is None or _is_update(left, right, likeness):
        return None
    score = chance if rule == "spun" else max(chance, likeness.c5)
    values = {name: round(value, 4) for name, value in asdict(likeness).items()}
    return _edge(left, right, Tier.NEAR, score, {"rule": rule, "p": round(chance, 4), **values})


def _is_update(left: Article, right: Article, likeness: Likeness) -> bool:
    """Say whether one outlet tells the next step of a story in much the same words.

    An outlet has no need to reword its own text; a later announcement in set phrases
    is news, and folding it would hide what changed.
    """
    return bool(left.outlet) and left.outlet == right.outlet and likeness.c5 < OWN_CONTAINMENT


def _is_round_up(
    left: Article, right: Article, one: Prepared, other: Prepared, likeness: Likeness
) -> bool:
    """Say whether one side tells several stories, of which the other may be one."""
    if (one.datelines > 1) != (other.datelines > 1):
        return True
    titles = [ROUND_UP_TITLE.search(article.title) is not None for article in (left, right)]
    if titles[0] != titles[1] and likeness.worse3 < STRAY_COVER:
        return True
    is_long = min(len(one.body), len(other.body)) >= STRAY_WORDS
    return is_long and likeness.stray >= STRAY and likeness.worse3 < STRAY_COVER


def _rule(likeness: Likeness, chance: float) -> str | None:
    """Return the strictest rule that ``likeness`` meets."""
    if (
        likeness.c5 >= VERBATIM_CONTAINMENT
        and likeness.lead >= VERBATIM_LEAD
        and likeness.unquoted >= VERBATIM_WORDS
    ):
        return "verbatim"
    if (
        likeness.c3 >= LIGHT_CONTAINMENT
        and likeness.mean >= LIGHT_MEAN
        and likeness.lead >= LIGHT_LEAD
        and likeness.unquoted >= LIGHT_WORDS
    ):
        return "light"
    if chance >= SPUN_PROBABILITY:
        return "spun"
    is_dense = (
        likeness.mean >= DENSE_MEAN
        and likeness.c3 >= DENSE_CONTAINMENT
        and likeness.cover3 >= DENSE_COVER
        and likeness.matched3 >= DENSE_MATCHED
        and likeness.unquoted >= DENSE_WORDS
    )
    return "dense" if is_dense else None


def _is_short_copy(likeness: Likeness, shorter: Prepared) -> bool:
    """Say whether a text too short to align stands in the other nearly word for word."""
    is_enough = len(shorter.body) >= PHRASE_WORDS and likeness.unquoted >= SHORT_UNQUOTED
    return is_enough and likeness.c5 >= SHORT_CONTAINMENT


def _is_about_titles(left: Article, right: Article, shorter: Prepared) -> bool:
    """Say whether a short text has a word of both titles: a subscription notice has none."""
    body = {stem(word) for word in shorter.body}
    titles = [{stem(word) for word in tokens(article.title)} for article in (left, right)]
    return all(not title or any(weight(word) > 0 for word in title & body) for title in titles)


def _edge(
    left: Article, right: Article, tier: Tier, score: float, proof: dict[str, float | int | str]
) -> Edge:
    """Return the edge of two articles in order of their ids."""
    return Edge(left.id, right.id, tier, round(score, 4), VERSION, proof)
