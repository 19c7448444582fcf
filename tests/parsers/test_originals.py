"""Whose text a story is: twelve stories of one writer, twelve of several, and the rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.copies.clusters import partition
from parsers.copies.edges import Edge, Tier
from parsers.copies.originals import Member, Method, Original, original
from parsers.model import Article, Credit
from parsers.press.newsrooms import Basis, Imprint, Newsrooms
from parsers.press.wire import credit

NOON = datetime(2031, 4, 7, 12, tzinfo=UTC)
BODY = "The foreign ministers of Fiji, Samoa and Tonga met on Monday. " * 12
KNOWN = Newsrooms(
    hosts={
        "harbour-north.example": "harbour.example",
        "harbour.example": "harbour.example",
        "portal.example": "portal.example",
        "clippings.example": "clippings.example",
    },
    aggregators=frozenset({"portal.example", "clippings.example"}),
)
REUTERS_FOOT = "(Reporting by Ana Tui; Editing by Jo Lim)"
HELPED = "The Associated Press contributed to this report."
SYNDICATE = "Copyright: Project Syndicate, 2031."
RELEASE = "SUVA, Fiji, April 7, 2031 /PRNewswire/ --"


def printed(
    outlet: str,
    hours: float | None = 0,
    *,
    head: str = "",
    foot: str = "",
    body: str = BODY,
    byline: str = "",
    source: str = "",
    source_url: str = "",
) -> Member:
    """Return a member as an outlet printed it; what it tells is read from its text."""
    text = f"{head} {body}\n{foot}".strip() if head else f"{body}\n{foot}".strip()
    at = None if hours is None else NOON + timedelta(hours=hours)
    name = f"{outlet}@{hours}"
    url = f"https://{outlet}/talks"
    one = Article(
        name, url, "feed", outlet, "Talks", text, None, at, byline, source, source_url
    )  # fmt: skip
    claimed = credit(one)
    told = KNOWN.attribution(Imprint.of(one), claimed)
    return Member(name, told.publisher, told.newsroom, told.basis, claimed, at, len(text))


def tied(members: Sequence[Member], tier: Tier = Tier.NEAR) -> list[Edge]:
    """Return proofs that make the members one story."""
    return [
        Edge(one.id, other.id, tier, 0.95, "1", {"c5": 0.95}) for one, other in pairwise(members)
    ]


def of(*members: Member, tier: Tier = Tier.NEAR) -> Original:
    """Return whose text a story of these members is."""
    return original(members, tied(members, tier))


ONE_WRITER = {
    "an agency on fourteen sites": (
        [printed(f"site{number}.example", number, head="SUVA (AP) —") for number in range(14)],
        "ap",
        Method.CREDIT,
    ),
    "copies that dropped the credit inherit it": (
        [
            printed("strait.example", 0),
            printed("sound.example", 1),
            printed("harbour.example", 2, head="SUVA, April 7 (Reuters) -"),
        ],
        "reuters",
        Method.CREDIT,
    ),
    "the agency's own page, the last to be dated": (
        [printed("strait.example", 0), printed("apnews.com", 5), printed("sound.example", 1)],
        "ap",
        Method.AGENCY_TEXT,
    ),
    "credits at dateline, byline and foot": (
        [
            printed("strait.example", 0, head="SUVA (AP) —"),
            printed("sound.example", 1, byline="Ana Tui, Associated Press"),
            printed("harbour.example", 2, foot="© 2031 The Associated Press"),
        ],
        "ap",
        Method.CREDIT,
    ),
    "editions of one publisher": (
        [printed("harbour-north.example", 0), printed("harbour.example", 1)],
        "harbour.example",
        Method.INFERRED,
    ),
    "a press release on two sites": (
        [printed("strait.example", 0, head=RELEASE), printed("sound.example", 1, head=RELEASE)],
        "pr-newswire",
        Method.CREDIT,
    ),
    "a column of a syndicate": (
        [
            printed("strait.example", 0, foot=SYNDICATE),
            printed("sound.example", 3),
            printed("harbour.example", 9, foot=SYNDICATE),
        ],
        "project-syndicate",
        Method.CREDIT,
    ),
    "two agencies, of which one is named more": (
        [
            printed("strait.example", 0, head="SUVA (AFP) —"),
            printed("sound.example", 1, head="SUVA (AP) —"),
            printed("harbour.example", 2, head="SUVA (AP) —"),
        ],
        "ap",
        Method.CREDIT,
    ),
    "partner content that the feed names": (
        [
            printed("portal.example", 0, source="Strait", source_url="https://strait.example/"),
            printed("clippings.example", 1),
            printed("strait.example", 2),
        ],
        "strait.example",
        Method.SOURCE,
    ),
    "a piece that two co-published": (
        [
            printed("strait.example", 0, foot="This article was co-published with Sound."),
            printed("sound.example", 0.5, foot="This article was co-published with Strait."),
        ],
        "strait.example",
        Method.INFERRED,
    ),
    "a paper's own text, reprinted by aggregators that were dated earlier": (
        [
            printed("portal.example", -2),
            printed("clippings.example", -1),
            printed("strait.example", 0),
        ],
        "strait.example",
        Method.INFERRED,
    ),
    "aggregators alone": (
        [printed("clippings.example", 1), printed("portal.example", 0)],
        "portal.example",
        Method.REPRINT,
    ),
    "a paper's own text with an agency's help, and its copy": (
        [printed("strait.example", 0, foot=HELPED), printed("sound.example", 4, foot=HELPED)],
        "strait.example",
        Method.INFERRED,
    ),
    "a reworded copy of an agency's text": (
        [
            printed("spun.example", 1),
            printed("strait.example", 0, foot=REUTERS_FOOT),
            printed("sound.example", 2, foot=REUTERS_FOOT),
        ],
        "reuters",
        Method.CREDIT,
    ),
}


@pytest.mark.parametrize("name", ONE_WRITER)
def test_a_story_has_one_writer(name: str) -> None:
    """Whoever prints it, and in whatever order it is asked."""
    members, writer, method = ONE_WRITER[name]
    found = of(*members)
    assert (found.writer, found.method) == (writer, method)
    assert original(members[::-1], tied(members)[::-1]) == found
    assert {one.article for one in found.members} == {one.id for one in members}
    assert 0 < found.confidence <= 1


# Each a list of stories; who wrote them all together.
SEVERAL: dict[str, tuple[list[list[Member]], set[str]]] = {
    "independent reports, to one of which an agency contributed": (
        [[printed("strait.example", 0, foot=HELPED)], [printed("sound.example", 1)]],
        {"strait.example", "sound.example"},
    ),
    "an agency's text, and a report that it contributed to": (
        [
            [printed("strait.example", 0, head="SUVA (AP) —")],
            [printed("sound.example", 1, foot=HELPED)],
        ],
        {"ap", "sound.example"},
    ),
    "two reports that the same agency contributed to": (
        [[printed("strait.example", 0, foot=HELPED)], [printed("sound.example", 0, foot=HELPED)]],
        {"strait.example", "sound.example"},
    ),
    "two agencies with a report each": (
        [
            [printed("strait.example", 0, head="SUVA (AP) —")],
            [printed("strait.example", 1, head="SUVA (AFP) —")],
        ],
        {"ap", "afp"},
    ),
    "two agencies' own pages": (
        [[printed("apnews.com", 0)], [printed("reuters.com", 0)]],
        {"ap", "reuters"},
    ),
    "a press release and a report of it": (
        [[printed("strait.example", 0, head=RELEASE)], [printed("sound.example", 1)]],
        {"pr-newswire", "sound.example"},
    ),
    "press releases of two wires": (
        [
            [printed("strait.example", 0, head=RELEASE)],
            [printed("sound.example", 0, head="SUVA--(BUSINESS WIRE)--")],
        ],
        {"pr-newswire", "business-wire"},
    ),
    "rivals of like names": (
        [
            [printed("thestar.com", 0)],
            [printed("thestar.com.my", 0)],
            [printed("the-star.co.ke", 0)],
        ],
        {"thestar.com", "thestar.com.my", "the-star.co.ke"},
    ),
    "an edition and a rival that is named like it": (
        [[printed("harbour-north.example", 0)], [printed("harbour-east.example", 0)]],
        {"harbour.example", "harbour-east.example"},
    ),
    "a syndicate's column and the paper's answer": (
        [[printed("strait.example", 0, foot=SYNDICATE)], [printed("strait.example", 1)]],
        {"project-syndicate", "strait.example"},
    ),
    "an aggregator with texts of two publishers": (
        [
            [printed("portal.example", 0, source_url="https://strait.example/")],
            [printed("portal.example", 1, source_url="https://sound.example/")],
        ],
        {"strait.example", "sound.example"},
    ),
    "partner content beside the printer's own report": (
        [
            [printed("strait.example", 0, source="Sound", source_url="https://sound.example/")],
            [printed("strait.example", 1)],
        ],
        {"strait.example", "sound.example"},
    ),
    "a co-published piece and each partner's later report": (
        [
            [printed("strait.example", 0), printed("sound.example", 1)],
            [printed("sound.example", 20)],
        ],
        {"strait.example", "sound.example"},
    ),
    "an agency quoted in running text": (
        [
            [printed("strait.example", 0, body=f"{BODY} Officials told Reuters so.")],
            [printed("sound.example", 0, head="SUVA (Reuters) -")],
        ],
        {"strait.example", "reuters"},
    ),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_several_stories_have_several_writers(name: str) -> None:
    """Independent texts stay independent, however alike their printers are."""
    stories, writers = SEVERAL[name]
    assert {of(*members).writer for members in stories} == writers


def test_there_are_enough_stories() -> None:
    """A dozen of each at least."""
    assert len(ONE_WRITER) >= 12
    assert len(SEVERAL) >= 12
    assert all(len(stories) > 1 and len(writers) > 1 for stories, writers in SEVERAL.values())


def test_each_member_says_who_wrote_it_and_how_that_is_known() -> None:
    """A credit is printed with its words; a copy without one has its story's writer, inferred."""
    found = of(
        printed("strait.example", 0),
        printed("sound.example", 1, head="SUVA, April 7 (Reuters) -"),
        printed("harbour.example", 2, foot=HELPED),
    )
    told = [(one.writer, one.is_printed, one.evidence) for one in found.members]
    assert told == [
        ("reuters", False, ""),
        ("reuters", True, "dateline: SUVA, April 7 (Reuters) -"),
        ("reuters", False, "foot: The Associated Press contributed to th"),
    ]
    assert (found.article, found.agency) == ("sound.example@1", "reuters")


def test_of_two_agencies_a_member_keeps_what_it_prints() -> None:
    """The story is one agency's, and the other's credit is shown where it stands."""
    found = of(*ONE_WRITER["two agencies, of which one is named more"][0])
    assert [one.writer for one in found.members] == ["afp", "ap", "ap"]
    alone = of(*ONE_WRITER["an agency on fourteen sites"][0])
    assert found.confidence < alone.confidence


def test_of_two_agencies_named_equally_the_earliest_wins() -> None:
    """A tie goes to the agency of the earliest member, and then of the smaller id."""
    early = printed("strait.example", 0, head="SUVA (AFP) —")
    late = printed("sound.example", 1, head="SUVA (AP) —")
    assert of(early, late).writer == of(late, early).writer == "afp"
    same = printed("sound.example", 0, head="SUVA (AP) —")
    assert of(early, same).writer == "ap"


def test_a_publisher_has_one_voice() -> None:
    """Three editions with one desk's credit do not outvote two papers."""
    editions = [printed("harbour.example", hours, head="SUVA (AFP) —") for hours in (0, 1)] + [
        printed("harbour-north.example", 0.5, head="SUVA (AFP) —")
    ]
    others = [printed(name, 2, head="SUVA (AP) —") for name in ("strait.example", "sound.example")]
    assert of(*editions, *others).writer == "ap"


def test_the_proof_weighs_the_credit() -> None:
    """Two credits on reworded copies weigh less than two on plain ones, and are less sure."""
    plain = [printed("strait.example", 3, head="SUVA (AP) —"), printed("sound.example", 4)]
    spun = [printed("spun.example", 0, head="SUVA (AFP) —")]
    edges = [
        *tied(plain),
        Edge(plain[1].id, spun[0].id, Tier.REWRITTEN, 0.99, "1", {"c5": 0.02, "mean": 0.6}),
    ]
    assert original([*spun, *plain], edges).writer == "ap"
    sure = [of(*plain, tier=tier).confidence for tier in (Tier.NEAR, Tier.REWRITTEN)]
    assert sure[0] > sure[1]


def test_a_text_that_came_first_without_a_credit_makes_it_less_sure() -> None:
    """A copy follows its original: hours before the first credit there is something wrong."""
    credited = printed("strait.example", 5, head="SUVA (AP) —")
    early, late = printed("sound.example", 0), printed("sound.example", 6)
    assert of(early, credited).writer == of(late, credited).writer == "ap"
    assert of(early, credited).confidence < of(late, credited).confidence


def test_help_decides_a_tie_and_nothing_more() -> None:
    """Of two agencies named equally the one that also contributed elsewhere; alone it is none."""
    members = [
        printed("strait.example", 0, head="SUVA (AFP) —"),
        printed("sound.example", 1, head="SUVA (AP) —"),
    ]
    assert of(*members, printed("harbour.example", 2, foot=HELPED)).writer == "ap"
    assert of(printed("harbour.example", 2, foot=HELPED)).writer == "harbour.example"


def test_of_two_agencies_own_pages_the_credited_one_wrote_it() -> None:
    """Credits decide between two own pages; without any the earlier one wrote it."""
    own = [printed("reuters.com", 0), printed("apnews.com", 1)]
    assert of(*own).writer == "reuters"
    credited = printed("strait.example", 2, head="SUVA (AP) —")
    found = of(*own, credited)
    assert (found.writer, found.article) == ("ap", "apnews.com@1")
    assert (
        of(own[1]).confidence
        > of(own[1], printed("sound.example", 1, head="SUVA (AFP) —")).confidence
    )


def test_the_earliest_with_the_longest_shared_text() -> None:
    """A cut copy is no original though it came first; of equally long ones the earliest is."""
    cut = printed("cut.example", 0, body=BODY[:200])
    early, late = printed("strait.example", 1), printed("sound.example", 2)
    found = of(cut, early, late)
    assert (found.article, found.method) == ("strait.example@1", Method.INFERRED)
    assert found.confidence < of(early, late).confidence


def test_a_longer_text_of_its_own_is_no_longer_shared_text() -> None:
    """Local paragraphs after the shared text make no original of a later copy."""
    early = printed("strait.example", 0)
    late = printed("sound.example", 1, body=BODY + "The harbour board sat on Tuesday. " * 40)
    assert of(early, late).writer == "strait.example"


def test_a_day_without_an_hour_is_no_early_hour() -> None:
    """Midnight sharp is all that is known of a day, and comes after the day's other hours."""
    dated = printed("strait.example", -12)
    timed = printed("sound.example", 6)
    assert dated.published_at is not None
    assert dated.published_at.hour == 0
    assert of(dated, timed).writer == "sound.example"
    assert of(dated, printed("sound.example", 13)).writer == "strait.example"
    assert of(printed("undated.example", None), timed).writer == "sound.example"


def test_equal_ones_go_by_id() -> None:
    """Of one instant and one length the smaller id stands for the original, and less surely."""
    found = of(printed("strait.example", 0), printed("sound.example", 0))
    assert found.writer == "sound.example"
    assert (
        found.confidence < of(printed("strait.example", 0), printed("sound.example", 1)).confidence
    )


@pytest.mark.parametrize(
    ("member", "method"),
    [
        (printed("strait.example"), Method.OWN),
        (printed("apnews.com"), Method.AGENCY_TEXT),
        (printed("strait.example", head="SUVA (AP) —"), Method.CREDIT),
        (printed("strait.example", source="Sound Gazette"), Method.SOURCE),
        (printed("portal.example"), Method.REPRINT),
    ],
)
def test_a_lone_article_is_what_it_says(member: Member, method: Method) -> None:
    """Alone it is its own newsroom's, without a proof."""
    found = original([member], [])
    assert (found.method, found.writer, found.article) == (method, member.newsroom, member.id)
    assert found.members[0].is_printed is (method is not Method.REPRINT)


MEMBERS = [member for members, *_ in ONE_WRITER.values() for member in members[:4]]


@given(
    picked=st.lists(st.sampled_from(range(len(MEMBERS))), min_size=1, max_size=7, unique=True),
    order=st.randoms(use_true_random=False),
    tier=st.sampled_from(Tier),
)
def test_no_order_counts(picked: list[int], order: object, tier: Tier) -> None:
    """Members and proofs shuffled, turned round or doubled: the same original."""
    chosen = [
        Member(
            f"m{at}",
            one.publisher,
            one.newsroom,
            one.basis,
            one.credit,
            one.published_at,
            one.length,
        )
        for at in picked
        for one in [MEMBERS[at]]
    ]
    edges = tied(chosen, tier)
    found = original(chosen, edges)
    turned = [Edge(e.right, e.left, e.tier, e.score, e.version, e.evidence) for e in edges]
    shuffled = [*chosen]
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    order.shuffle(turned)  # type: ignore[attr-defined]
    assert original(shuffled, [*turned, *edges]) == found
    assert found.writer in {one.newsroom for one in chosen}
    published = {one.id: one.published_at for one in chosen}
    stories = partition(published, edges).stories
    assert tier is Tier.REWRITTEN or len(set(stories.values())) == 1


def test_what_the_credit_says_is_kept_apart_from_the_basis() -> None:
    """An agency that no table knows is one by its credit."""
    wire = Credit("Quay Press", "reprint", None, "dateline: LUND (QP)")
    one = Member("a", "harbour.example", "Quay Press", Basis.CREDIT, wire, NOON, 100)
    assert original([one], []).agency == "Quay Press"
