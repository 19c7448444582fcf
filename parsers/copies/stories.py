"""What two articles are to each other: copies of one text, or tied in a way that joins nothing.

A story is a set of articles that print one text: equal, cut, edited or reworded. Independent
reports of one event are different stories, also where they quote the same speech or statement.
A wrong join is worse than a missed one, and neither the order of arrival nor the order of the
arguments changes the result. Nothing here searches for candidates or keeps anything.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import timedelta

from parsers.copies.alignment import Alignment
from parsers.copies.edges import Edge, Relation, Tier
from parsers.copies.fingerprints import PHRASE_WORDS, digest, tokens
from parsers.copies.likeness import Likeness, compare, shared_terms
from parsers.copies.prepared import Prepared, prepare
from parsers.copies.rarity import stem, weight
from parsers.model import Article
from parsers.press.wire import credit

# Changes with any rule, weight, threshold, or word list: an edge is re-derivable by its version.
VERSION = "stories-4"

# Copies appear within days; the same text later is a recurring notice or an archive page.
WINDOW = timedelta(days=7)
# Below this a text has too few sentences to align, in words.
SHORT_WORDS = 60
SHORT_CONTAINMENT = 0.8
# A brief that is all speech proves nothing: so many of its words must stand outside quotes.
SHORT_UNQUOTED = 15
# Less of its words in sentences, and a text is a list: items in one order prove nothing.
LIST_PROSE = 0.5
# Near verbatim: the share of 5-grams, the match of the leads, and the words that prove it.
VERBATIM_CONTAINMENT, VERBATIM_LEAD, VERBATIM_WORDS = 0.45, 0.5, 40
# Two texts of one outlet are one text only when so much of the shorter is in the longer.
OWN_CONTAINMENT = 0.8
# Light edit: the share of 3-grams, mean best sentence match, match of the leads, and words.
LIGHT_CONTAINMENT, LIGHT_MEAN, LIGHT_LEAD, LIGHT_WORDS = 0.22, 0.45, 0.4, 60
# Rewritten: least probability, and least to be told as possible; one passage alone is no copy.
REWRITTEN, POSSIBLE, REWRITTEN_MATCHED = 0.62, 0.4, 2
# The share of matches with other names in the same words from which a text is a form filled anew;
# of 2,700 pairs of damaged copies one has as much.
TEMPLATE = 0.67
# A round-up tells other stories after the one it shares: the share of such sentences, the part of
# it that the shared story covers at most, and the words the shared story must have to tell.
STRAY, STRAY_COVER, STRAY_WORDS = 0.9, 0.5, 100
ROUND_UP_TITLE = re.compile(
    r"\b(?:briefs|digest|headlines|in brief|live (?:blog|updates)|morning briefing|news wrap|"
    r"newsletter|round-?up|top stories|week in review)\b",
    re.IGNORECASE,
)
# Taken over in part: sentences in a row, or the share of 5-grams.
DERIVED_RUN, DERIVED_CONTAINMENT = 3, 0.15
# The next version by one writer: how much of the shorter headline is in the other, or of the leads.
UPDATE_TITLE, UPDATE_LEAD = 0.6, 0.6
# One statement in two reports: so many runs of five words inside quotation marks.
SPEECH_RUNS = 15
# A fixture comes again under its title with another day in it; what changed is the news.
DATED_WORD = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|"
    r"august|(?:septem|octo|novem|decem)ber|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?|"
    r"\d+(?:st|nd|rd|th)?|today|tonight|morning|evening|noon)\b",
    re.IGNORECASE,
)
FIXTURE_GAP = timedelta(hours=12)

# Logistic weights, none negative: more likeness never makes a copy less likely. Fitted on 60 events
# with round trips through three languages, cuts, synonyms and briefs, and on reports of diplomacy,
# rivals weighing fourfold; 40 other events were kept for the proof.
INTERCEPT = -7.47
WEIGHTS = {
    "c3": 3.13,
    "mean": 5.62,
    "contrast": 4.42,
    "order": 2.70,
    "opening": 2.76,
    "plain_order": 3.73,
    "plain_opening": 3.74,
}
# Sentences that agree forwards alone are counted from -1 to so many: three prove as much as ten.
LEAST_CONTRAST, MOST_CONTRAST = -1.0, 3.0
# Copies are printed within hours; for each day after the first a report of what came next is
# likelier, in log-odds.
LAG = 1.5
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# So many pairs of sentences are kept as proof.
MOST_MATCHES = 12

COPY = Relation.COPY
Proof = dict[str, float | int | str]


def judge(left: Article, right: Article) -> Edge | None:
    """Return what two articles are to each other, or None for nothing; symmetric and pure.

    Articles more than ``WINDOW`` apart, or in two known languages, are joined by their
    canonical address alone. The edge's ``left`` is the smaller id.
    """
    if left.id == right.id:
        return None
    if right.id < left.id:
        left, right = right, left
    if left.url == right.url:
        return _edge((left, right), Tier.EXACT, 1.0, {"rule": "url"})
    if not _may_be_copies(left, right):
        return None
    one, other = prepare(left.text), prepare(right.text)
    if not one.body or not other.body:
        return None
    return _equal(left, right, one, other) or _alike(left, right, one, other)


def probability(likeness: Likeness, gap: timedelta | None = None) -> float:
    """Return the probability that ``likeness`` is that of a copy reworded within ``gap``."""
    values = likeness.values()
    values["contrast"] = max(LEAST_CONTRAST, min(values["contrast"], MOST_CONTRAST))
    score = INTERCEPT + sum(heavy * values[name] for name, heavy in WEIGHTS.items())
    late = max(gap / DAY - 1, 0.0) if gap else 0.0
    return 1 / (1 + math.exp(LAG * late - score))


def _may_be_copies(left: Article, right: Article) -> bool:
    """Say whether dates and languages allow a copy; what is unknown allows it."""
    if (left.language or "")[:2].lower() != (right.language or "")[:2].lower() and (
        left.language and right.language
    ):
        return False
    gap = _gap(left, right)
    return gap is None or gap <= WINDOW


def _gap(left: Article, right: Article) -> timedelta | None:
    """Return the time between two publications, where both are known."""
    if left.published_at is None or right.published_at is None:
        return None
    return abs(left.published_at - right.published_at)


def _equal(left: Article, right: Article, one: Prepared, other: Prepared) -> Edge | None:
    """Return an edge where both texts are equal but for credits, case and punctuation."""
    if digest(left.title, one.body) != digest(right.title, other.body):
        return None
    if len(one.body) < SHORT_WORDS and not _is_about_titles(left, right, one):
        return None
    return _edge((left, right), Tier.EXACT, 1.0, {"rule": "digest", "words": len(one.body)})


def _alike(left: Article, right: Article, one: Prepared, other: Prepared) -> Edge | None:
    """Return an edge where one text is the other cut, edited or reworded, or has a part of it."""
    found = compare(one, other)
    if found is None:
        return _of_one_speech(left, right, one, other)
    likeness, aligned = found
    if likeness.template >= TEMPLATE:
        return None
    chance = probability(likeness, _gap(left, right))
    named = _relation(left, right, (one, other), likeness, chance)
    if named is None:
        return _of_one_speech(left, right, one, other)
    relation, rule = named
    is_near = rule in {"contained", "verbatim", "light"}
    score = max(chance, likeness.c5) if is_near else chance
    values = {name: round(value, 4) for name, value in likeness.values().items()}
    proof: Proof = {"rule": rule, "p": round(chance, 4), **values}
    tier = Tier.NEAR if is_near else Tier.REWRITTEN
    edge = _edge((left, right), tier, score, proof, relation)
    return _with_sentences(edge, aligned, one, other)


def _relation(
    left: Article,
    right: Article,
    texts: tuple[Prepared, Prepared],
    likeness: Likeness,
    chance: float,
) -> tuple[Relation, str] | None:
    """Return what ``likeness`` makes of two articles, and by which rule."""
    rule = _copy_rule(left, right, texts, likeness, chance)
    if rule is None and not _is_part(texts, likeness):
        is_next = _is_one_writer(left, right) and _tells_on(left, right, likeness)
        return (Relation.UPDATE, "headline") if is_next else None
    named = rule or "part"
    if _is_round_up(left, right, texts, likeness):
        return Relation.ROUND_UP, named
    if _is_update(left, right, likeness):
        return Relation.UPDATE, named
    if rule is None:
        return Relation.DERIVED, named
    return Relation.POSSIBLE if rule == "possible" else Relation.COPY, named


def _copy_rule(
    left: Article,
    right: Article,
    texts: tuple[Prepared, Prepared],
    likeness: Likeness,
    chance: float,
) -> str | None:
    """Return the strictest rule by which two texts are one."""
    shorter = min(texts, key=lambda text: len(text.body))
    if len(shorter.body) < SHORT_WORDS:
        is_copy = _is_contained(likeness, shorter) and _is_about_titles(left, right, shorter)
        return "contained" if is_copy else None
    if min(text.prose for text in texts) < LIST_PROSE:
        return "contained" if _is_contained(likeness, shorter) else None
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
    if likeness.matched < REWRITTEN_MATCHED or chance < POSSIBLE:
        return None
    return "rewritten" if chance >= REWRITTEN else "possible"


def _is_part(texts: tuple[Prepared, Prepared], likeness: Likeness) -> bool:
    """Say whether one text took over a passage of the other, or both of a third."""
    is_long = min(len(text.body) for text in texts) >= SHORT_WORDS
    is_shared = likeness.run >= DERIVED_RUN or likeness.c5 >= DERIVED_CONTAINMENT
    return is_long and is_shared


def _is_contained(likeness: Likeness, shorter: Prepared) -> bool:
    """Say whether a text too short to align stands in the other nearly word for word."""
    is_enough = len(shorter.body) >= PHRASE_WORDS and likeness.unquoted >= SHORT_UNQUOTED
    return is_enough and likeness.c5 >= SHORT_CONTAINMENT


def _is_about_titles(left: Article, right: Article, shorter: Prepared) -> bool:
    """Say whether a short text has a word of both titles: a subscription notice has none."""
    titles = [{stem(word) for word in tokens(article.title)} for article in (left, right)]
    return all(
        not title or any(weight(word) > 0 for word in title & shorter.stems) for title in titles
    )


def _is_update(left: Article, right: Article, likeness: Likeness) -> bool:
    """Say whether one text tells the next step of the other in much the same words.

    An outlet has no need to reword its own text; a later announcement in set phrases
    is news, and folding it would hide what changed. So is the next issue of a fixture.
    """
    is_own = bool(left.outlet) and left.outlet == right.outlet
    return likeness.c5 < OWN_CONTAINMENT and (is_own or _is_fixture(left, right))


def _is_fixture(left: Article, right: Article) -> bool:
    """Say whether two texts came at different times under one title, but for its day."""
    gap = _gap(left, right)
    titles = [tokens(DATED_WORD.sub(" ", article.title)) for article in (left, right)]
    is_dated = any(DATED_WORD.search(article.title) for article in (left, right))
    return gap is not None and gap >= FIXTURE_GAP and is_dated and titles[0] == titles[1]


def _is_one_writer(left: Article, right: Article) -> bool:
    """Say whether one outlet or one agency wrote both texts."""
    if left.outlet and left.outlet == right.outlet:
        return True
    agency = credit(left).agency
    return agency is not None and agency == credit(right).agency


def _tells_on(left: Article, right: Article, likeness: Likeness) -> bool:
    """Say whether two texts have nearly one headline, or one lead."""
    one, other = (
        {word for word in map(stem, tokens(article.title)) if weight(word) > 0}
        for article in (left, right)
    )
    shorter = min(len(one), len(other))
    is_titled = shorter > 1 and len(one & other) >= UPDATE_TITLE * shorter
    return is_titled or likeness.lead >= UPDATE_LEAD


def _is_round_up(
    left: Article, right: Article, texts: tuple[Prepared, Prepared], likeness: Likeness
) -> bool:
    """Say whether one side tells several stories, of which the other may be one."""
    one, other = texts
    if (one.datelines > 1) != (other.datelines > 1):
        return True
    titles = [ROUND_UP_TITLE.search(article.title) is not None for article in (left, right)]
    if titles[0] != titles[1] and likeness.worse < STRAY_COVER:
        return True
    is_long = min(len(one.body), len(other.body)) >= STRAY_WORDS
    return is_long and likeness.stray >= STRAY and likeness.worse < STRAY_COVER


def _of_one_speech(left: Article, right: Article, one: Prepared, other: Prepared) -> Edge | None:
    """Return an edge where two reports print one statement and have little else in common."""
    runs = len(one.speech & other.speech)
    if runs < SPEECH_RUNS:
        return None
    proof: Proof = {"rule": "speech", "runs": runs}
    shorter = min(len(one.speech), len(other.speech))
    return _edge((left, right), Tier.NEAR, runs / shorter, proof, Relation.STATEMENT)


def _with_sentences(edge: Edge, aligned: Alignment, one: Prepared, other: Prepared) -> Edge:
    """Return ``edge`` with the sentences that match and the rarest words that both texts have."""
    return replace(edge, matches=aligned.matches[:MOST_MATCHES], terms=shared_terms(one, other))


def _edge(
    pair: tuple[Article, Article], tier: Tier, score: float, proof: Proof, relation: Relation = COPY
) -> Edge:
    """Return the edge of two articles in order of their ids, with credits and the time between."""
    left, right = pair
    gap = _gap(left, right)
    signs = {"left_credit": credit(left).agency, "right_credit": credit(right).agency}
    signed = {name: agency for name, agency in signs.items() if agency}
    timed = {} if gap is None else {"hours": round(gap / HOUR, 1)}
    evidence = {**proof, **signed, **timed}
    return Edge(left.id, right.id, tier, round(score, 4), VERSION, evidence, relation)
