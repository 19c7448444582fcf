"""The sample newsroom is whole, within its week, and at one with its expectation."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from alerts.model import Reason
from demo.content import DAYS, Article, Content, ContentError, closing, load
from demo.expectation import Expectation, ExpectedAlert, ExpectedMeeting
from demo.expectation import load as load_expectation
from parsers.lexicon import load as load_lexicon
from parsers.model import Level, Status


@pytest.fixture(scope="module")
def content() -> Content:
    """The sample content."""
    return load()


@pytest.fixture(scope="module")
def expectation() -> Expectation:
    """The expected outcome."""
    return load_expectation()


def words(article: Article) -> int:
    """Count the printed words of an article."""
    return sum(len(paragraph.split()) for paragraph in article.paragraphs)


def seen_by(content: Content, day: int) -> set[str]:
    """Return the slugs that a daily reader has seen by the end of a day."""
    return {
        article.slug
        for outlet in content.outlets
        for read in range(1, day + 1)
        if read not in outlet.fails_on
        for article in content.printed(outlet.slug, read)
    }


def test_newsroom_has_the_promised_size(content: Content) -> None:
    """At least 66 articles come from at least 9 feeds in all four formats."""
    formats = Counter(outlet.format for outlet in content.outlets)
    assert len(content.articles) >= 66
    assert len(content.outlets) >= 9
    assert formats["rss"] >= 3
    assert {"rss", "atom", "rdf", "json"} == set(formats)
    assert {outlet.slug for outlet in content.outlets} == {a.outlet for a in content.articles}


def test_every_promised_fault_is_there(content: Content) -> None:
    """One feed each has a wrong encoding, broken XML, missing pages, an ETag, failing days."""
    quirks = [quirk for outlet in content.outlets for quirk in outlet.quirks]
    assert sorted(quirks) == ["broken_xml", "missing_pages", "wrong_encoding"]
    assert any(outlet.validators == "etag" for outlet in content.outlets)
    assert any(outlet.fails_on for outlet in content.outlets)


def test_outlets_have_own_domains_and_layouts_vary(content: Content) -> None:
    """No two outlets share a domain, and all five page layouts are used."""
    assert len({outlet.domain for outlet in content.outlets}) == len(content.outlets)
    assert len({outlet.layout for outlet in content.outlets}) == 5
    assert len({outlet.country for outlet in content.outlets}) >= 8


def test_articles_are_printed_on_their_day(content: Content) -> None:
    """Every article is published on its simulated day in UTC, before the day closes."""
    for article in content.articles:
        assert article.published.astimezone(UTC).date() == DAYS[article.day - 1], article.slug
        assert article.published < closing(article.day), article.slug


def test_articles_have_the_length_of_news(content: Content) -> None:
    """Texts have 80 to 350 words, a title and a summary of at most two sentences."""
    for article in content.articles:
        assert 80 <= words(article) <= 350, (article.slug, words(article))
        assert article.title
        assert article.byline
        assert 5 <= len(article.summary.split()) <= 40, article.slug


def test_titles_and_texts_are_plain(content: Content) -> None:
    """Nothing holds markup or control characters, and lines of the file are joined."""
    for article in content.articles:
        for text in (article.title, article.summary, *article.paragraphs):
            assert text == " ".join(text.split()), article.slug
            assert "<" not in text, article.slug


def test_wrongly_labelled_outlet_fits_its_encoding(content: Content) -> None:
    """The outlet that sends windows-1252 has letters that differ from UTF-8, and only such."""
    outlet = next(o for o in content.outlets if "wrong_encoding" in o.quirks)
    printed = content.printed(outlet.slug, 5)
    text = "".join(a.title + a.summary + "".join(a.paragraphs) for a in printed)
    assert text.encode("cp1252").decode("cp1252") == text
    assert not text.isascii()
    assert not "".join(a.title + a.summary for a in printed).isascii()


def test_copies_follow_their_originals(content: Content) -> None:
    """Every copy names an original of another outlet and is printed after it."""
    for copy in content.articles:
        if copy.copy_of:
            original = content.article(copy.copy_of)
            assert not original.copy_of
            assert original.outlet != copy.outlet
            assert original.published < copy.published
            assert copy.damage in {"reprint", "cut", "reworded"}


def test_five_agency_stories_with_all_damages(content: Content) -> None:
    """At least five agency stories have two reprints, a cut and a reworded copy each."""
    damages: dict[str, Counter[str]] = {}
    for article in content.articles:
        if article.copy_of:
            damages.setdefault(article.copy_of, Counter())[article.damage] += 1
    assert len(damages) >= 5
    for counts in damages.values():
        assert counts["reprint"] >= 2
        assert counts["cut"] >= 1
        assert counts["reworded"] >= 1


def test_agency_originals_carry_a_dateline_credit(content: Content) -> None:
    """Originals that are copied name their agency in the first 60 characters and the byline."""
    agencies = {"Reuters": "(Reuters)", "AP": "(AP)", "Kyodo": "(Kyodo)", "Yonhap": "(Yonhap)"}
    agencies["Associated Press"] = agencies["AP"]
    for slug in {a.copy_of for a in content.articles if a.copy_of}:
        original = content.article(slug)
        assert agencies[original.byline] in original.paragraphs[0][:60]


def test_copies_are_damaged_as_they_say(content: Content) -> None:
    """Reprints are word for word, cuts end early and add, reworded copies share no sentence."""
    for copy in content.articles:
        if not copy.copy_of:
            continue
        original = content.article(copy.copy_of).paragraphs
        if copy.damage == "reprint":
            assert copy.paragraphs == original
        elif copy.damage == "cut":
            assert 2 < len(copy.paragraphs) - 1 < len(original)
            assert copy.paragraphs[:-1] == original[: len(copy.paragraphs) - 1]
            assert copy.paragraphs[-1] not in original
            assert copy.title != content.article(copy.copy_of).title
        else:
            assert not set(copy.paragraphs) & set(original)


def test_expectation_names_existing_articles_only(
    content: Content, expectation: Expectation
) -> None:
    """Every slug and outlet in the expectation exists, and none is listed twice."""
    slugs = {article.slug for article in content.articles}
    outlets = {outlet.slug for outlet in content.outlets}
    assert set(expectation.must_not_alert) <= slugs
    assert len(set(expectation.must_not_alert)) == len(expectation.must_not_alert)
    assert {slug for group in expectation.independent_reports for slug in group} <= slugs
    for day in expectation.days:
        assert {slug for story in day.stories for slug in story} <= slugs
        assert {*day.feeds_failed, *day.feeds_unchanged} <= outlets


def test_at_least_22_articles_must_not_alert(expectation: Expectation) -> None:
    """The newsroom has the promised number of articles that must stay silent."""
    assert len(expectation.must_not_alert) >= 22


def test_silent_articles_are_no_copies(content: Content, expectation: Expectation) -> None:
    """No article that must not alert belongs to a story that alerts."""
    copied = {a.copy_of for a in content.articles} | {a.slug for a in content.articles if a.copy_of}
    assert not set(expectation.must_not_alert) & copied


def test_expected_counts_follow_from_the_content(
    content: Content, expectation: Expectation
) -> None:
    """Days, failed feeds and new articles in the expectation are those of the content."""
    assert tuple(day.date for day in expectation.days) == DAYS
    for number, day in enumerate(expectation.days, start=1):
        failed = {outlet.slug for outlet in content.outlets if number in outlet.fails_on}
        assert set(day.feeds_failed) == failed
        new = seen_by(content, number) - seen_by(content, number - 1)
        assert day.articles_new == len(new)
        total = day.feeds_read + len(day.feeds_unchanged) + len(day.feeds_failed)
        assert total == len(content.outlets)


def test_expected_stories_follow_from_the_content(
    content: Content, expectation: Expectation
) -> None:
    """The stories of each day are the copies read so far with what they were taken from."""
    for number, day in enumerate(expectation.days, start=1):
        seen = seen_by(content, number)
        groups: dict[str, set[str]] = {}
        for article in content.articles:
            origin = article.copy_of or article.slug
            if article.slug in seen:
                groups.setdefault(origin, set()).add(article.slug)
        true = {frozenset(group) for group in groups.values() if len(group) > 1}
        assert {frozenset(story) for story in day.stories} == true
        assert all(len(set(story)) == len(story) for story in day.stories)


def test_reworded_list_is_complete(content: Content, expectation: Expectation) -> None:
    """The reworded copies that the expectation treats mildly are exactly those marked so."""
    marked = {a.slug for a in content.articles if a.damage == "reworded"}
    assert set(expectation.reworded) == marked


def test_independent_reports_share_no_story(content: Content, expectation: Expectation) -> None:
    """Reports listed as independent come from different texts and different outlets."""
    for group in expectation.independent_reports:
        articles = [content.article(slug) for slug in group]
        assert len({a.copy_of or a.slug for a in articles}) == len(group)
        assert len({a.outlet for a in articles}) == len(group)
        assert len({p for a in articles for p in a.paragraphs}) == sum(
            len(a.paragraphs) for a in articles
        )


def test_expected_members_are_sorted_codes(expectation: Expectation) -> None:
    """Every member is a two-letter code, sorted, with two states only for a 2+2."""
    for day in expectation.days:
        values: list[ExpectedAlert | ExpectedMeeting] = [*day.alerts, *day.meetings]
        for value in values:
            assert list(value.members) == sorted(set(value.members))
            assert all(len(code) == 2 and code.isupper() for code in value.members)
            assert len(value.members) > 2 or value.level is Level.TWO_PLUS_TWO


def test_alerts_agree_with_the_records_of_their_day(expectation: Expectation) -> None:
    """Each alert about a meeting shows the fields that the day's record has."""
    for day in expectation.days:
        records = {(m.members, m.level): m for m in day.meetings}
        for alert in day.alerts:
            if alert.reason is Reason.NEW_NAME:
                continue
            record = records[alert.members, alert.level]
            assert _fields(alert) == _fields(record)


def test_records_change_only_with_an_alert(expectation: Expectation) -> None:
    """A record that is new or differs from yesterday has exactly one alert, others none."""
    before: dict[tuple[tuple[str, ...], Level | None], ExpectedMeeting] = {}
    for day in expectation.days:
        now = {(m.members, m.level): m for m in day.meetings}
        assert len(now) == len(day.meetings)
        assert set(before) <= set(now)
        changed = {key for key, record in now.items() if before.get(key) != record}
        told = [(a.members, a.level) for a in day.alerts if a.reason is not Reason.NEW_NAME]
        assert Counter(told) == Counter(changed)
        before = dict(now)


def test_the_week_tells_every_kind_of_change(expectation: Expectation) -> None:
    """All reasons but a changed set of participants occur, and all endings of a plan."""
    reasons = {alert.reason for day in expectation.days for alert in day.alerts}
    assert reasons == set(Reason) - {Reason.PARTICIPANTS}
    statuses = {m.status for day in expectation.days for m in day.meetings}
    assert statuses == set(Status) - {Status.EXPECTED}


def test_first_story_is_proposed_dated_moved_and_held(expectation: Expectation) -> None:
    """The trio of foreign ministers goes through the promised steps, one a day."""
    steps = [
        alert.reason
        for day in expectation.days
        for alert in day.alerts
        if alert.members == ("IN", "KE", "OM")
    ]
    assert steps == [Reason.NEW_GROUPING, Reason.CONFIRMED, Reason.MOVED, Reason.HELD]
    dates = [m.start for day in expectation.days for m in day.meetings if "KE" in m.members]
    assert dates[0] is None
    assert dates[2] == dates[1] + timedelta(days=1) if dates[1] else False


def test_new_name_is_never_a_new_grouping(expectation: Expectation) -> None:
    """The set that gets a name is told as an alias only."""
    told: list[ExpectedAlert] = [a for day in expectation.days for a in day.alerts]
    named = [alert for alert in told if alert.reason is Reason.NEW_NAME]
    assert [(a.members, a.name) for a in named] == [(("JP", "KR", "US"), "KORJUS")]
    assert [a for a in told if a.members == ("JP", "KR", "US")] == named


def test_new_sets_are_new_and_the_others_known(expectation: Expectation) -> None:
    """Told as new are sets that no known grouping has; every other set of three has one."""
    lexicon = load_lexicon()
    for day in expectation.days:
        for alert in day.alerts:
            known = lexicon.grouping_by_states(alert.members)
            if alert.reason is Reason.NEW_GROUPING:
                assert known == []
            elif alert.reason in {Reason.NEW_LEVEL, Reason.NEW_NAME, Reason.NEW_MEETING}:
                assert known or len(alert.members) == 2


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ('outlet = "nobody"\npublished = 2026-03-02T10:00:00Z', "no outlet"),
        ('outlet = "one"\npublished = 2026-03-02T10:00:00', "no offset"),
        (
            'outlet = "one"\npublished = 2026-03-02T10:00:00Z\ncopy_of = "lost"',
            "copy_of",
        ),
    ],
)
def test_contradictions_are_refused(tmp_path: Path, row: str, complaint: str) -> None:
    """An unknown outlet, a naive time and a lost original are refused with the slug."""
    outlet = {
        "slug": "one",
        "name": "One",
        "domain": "one.example",
        "country": "GB",
        "language": "en",
        "kind": "media",
        "format": "rss",
        "layout": "plain",
        "dates": "gmt",
        "validators": "none",
    }
    lines = [f'{name} = "{value}"' for name, value in outlet.items()]
    (tmp_path / "outlets.toml").write_text("\n".join(["[[outlet]]", *lines]))
    head = '[[article]]\nslug = "odd"\ntitle = "T"\nbyline = "B"\nsummary = "S"\ntext = "x"\n'
    (tmp_path / "day1.toml").write_text(head + row)
    for day in range(2, 6):
        (tmp_path / f"day{day}.toml").write_text("article = []")
    with pytest.raises(ContentError, match=f"odd: .*{complaint}"):
        load(tmp_path)


def _fields(value: ExpectedAlert | ExpectedMeeting) -> tuple[object, ...]:
    names = ("members", "level", "status", "start", "end", "city", "country")
    return tuple(getattr(value, name) for name in names)
