"""Words by which states join a grouping, leave it or are let in; not those of coming to a day.

It reads words alone, in lower case. Who is meant, and which grouping, is told in
parsers.meetings.memberships.
"""

from __future__ import annotations

import re

_ADVERBS = r"(?:(?:formally|officially|finally|now|today|also|newly|duly|on \w+day) ){0,2}"
_HAS = r"(?:has |have )?"
_MEMBER = (
    r"(?:(?:full|new|fully[- ]fledged|permanent|the|its|an?|\w+(?:th|rd|nd)|first) ){0,3}"
    r"members?(?: states?| countr(?:y|ies))?"
)
_THE = r"(?:the |so-called ){0,2}[\"“‘']?$"

# What stands right before a grouping's name, from the verb on: "has formally joined the".
JOINED = re.compile(
    rf"\b{_HAS}{_ADVERBS}(?:joined|joins|acceded to|accedes to|entered|enters)"
    rf"(?: as {_MEMBER}(?: of)?| formally| officially)? {_THE}"
    rf"|\b(?:became|becomes|(?:has|have) become) {_MEMBER} (?:of|in) {_THE}"
    rf"|\b(?:was|were|is|are|has been|have been) {_ADVERBS}(?:admitted|accepted|welcomed|received"
    rf"|taken)(?: as {_MEMBER} (?:of|in|to|into)| in| into| to) {_THE}",
)
LEFT = re.compile(
    rf"\b{_HAS}{_ADVERBS}(?:left|leaves|quit|quits|exited|exits"
    rf"|(?:withdrew|withdrawn|withdraws) from|(?:pulled|pulls) out of) {_THE}"
    rf"|\b(?:was|were|has been|have been) {_ADVERBS}expelled from {_THE}",
)
# What stands between a grouping's name and those it lets in, or puts out.
ADMITS = re.compile(
    rf" {_HAS}{_ADVERBS}(?:(?:was |is |were |are |been )?(?:expanded|expands|enlarged|enlarges|grew"
    r"|grows|widened|widens)(?: from \w+)? (?:to|by) (?:\w+ )?(?:include|take in|admitting"
    rf"|bring in)|admitted|admits|took in|takes in|accepted|accepts|welcomed|welcomes) {_THE}",
)
EXPELS = re.compile(rf" {_HAS}{_ADVERBS}(?:expelled|expels) {_THE}")
# A guest is welcomed or accepted too; only as a member is it one.
DOUBTFUL = re.compile(r"welcom|accept")
AS_MEMBER = re.compile(rf"[^.;]{{0,40}}\b(?:as {_MEMBER}\b|into its ranks)")

# Behind the name: it is a meeting, a project or a statement of theirs that one joins or leaves.
_DAYS = r"(?:on (?:\w+day|\d|\w+ \d))"
NO_MEMBERSHIP = re.compile(
    r"[\"”’']?(?:\s?\([^)]{0,20}\))?(?:['’]s?(?: [\w-]+){0,2})?[ -](?:leaders?|ministers?"
    r"|officials?|envoys?|countries|nations|members?|partners|states|allies|powers|capitals|foreign|defen[cs]e"
    r"|summits?|meetings?|talks|calls?|sessions?|statements?|declarations?|initiatives?|pillars?"
    r"|projects?|programmes?|programs?|exercises?|drills?|partnership|working|dialogue|process"
    r"|plus|format talks|consultations|video|online|gathering|conference|forum|table|room|venue"
    r"|delegations?|battlegroup|brigade|fund|network|effort|efforts|appeal|condemnation"
    r"|(?:in|by|for|with) (?!(?:the )?(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december|\d{4}|effect|protest))"
    rf"|at |(?!{_DAYS})on "
    r"|(?:[^.;]{0,60} )?as (?:an? |its |their |the )?(?:\w+ )?(?:observers?|guests?|invitees?"
    r"|partners?|associates?|chair\w*|hosts?|mediators?|facilitators?))",
)
# Before the verb: it is wished, supposed, denied, asked or told as what was.
UNREAL = re.compile(
    r"\b(?:if|whether|unless|until|once|since|when|as if|as though|suppose|imagine|had|not|never"
    r"|without|would|could|might|may|should|wants?|hopes?|wish(?:es)?|rumou?rs?|reports? that"
    r"|denied|denies|asked)\b|n['’]t\b"
)
LONG_AGO = re.compile(
    r"\b(?:(?:years?|decades?|months) ago|in the \d{4}s|last year|formerly|had been)\b"
)
# Between those who join and the verb nothing may stand but time and place.
ADVERBIAL = re.compile(r"[ ,]*(?:(?:on|last|this|earlier|late|early|in) (?:[\w.]+ ?){1,3}[ ,]*)?")
# Words of which one is in every sentence that the above can match.
MOVES = re.compile(
    r"\b(?:join|acced|enter|bec[ao]me|admi|accept|welcom|receiv|taken|left\b|leaves\b|quit|exit"
    r"|withdr|pull|expel|expan|enlarg|grew|grow|widen|took|takes)"
)
