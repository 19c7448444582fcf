"""The rows of entries, articles and readings."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy import Row as Selected
from sqlmodel import Field

from parsers.model import Article, Credit, Entry, TextSource
from parsers.press.newsrooms import Basis
from storage.columns import Json, UtcDateTime, Words
from storage.model import EntryOutcome, StoredArticle, Verdict
from storage.tables.rows import Row


class EntryRow(Row, table=True):
    """One feed entry and what became of it; ``article`` is None where nothing was kept."""

    __tablename__ = "entry"

    id: str = Field(primary_key=True)
    feed: str = Field(index=True)
    url: str = Field(sa_type=Words)
    title: str = Field(sa_type=Words)
    summary: str = Field(sa_type=Words)
    published_at: datetime | None = Field(sa_type=UtcDateTime)
    published_text: str = Field(sa_type=Words)
    author: str = Field(sa_type=Words)
    source: str = Field(sa_type=Words)
    source_url: str | None = Field(sa_type=Words)
    outcome: str
    verdict: str
    article: str | None = Field(index=True, foreign_key="article.id", ondelete="SET NULL")
    run: str
    attempts: int
    seen_at: datetime = Field(sa_type=UtcDateTime, index=True)

    @classmethod
    def of(
        cls,
        value: Entry,
        *,
        outcome: EntryOutcome,
        verdict: Verdict,
        article: str | None,
        run: str,
        now: datetime,
    ) -> "EntryRow":
        """Return the row that keeps ``value`` and its outcome at its first attempt."""
        return cls(
            id=value.id,
            feed=value.feed,
            url=value.url,
            title=value.title,
            summary=value.summary,
            published_at=value.published_at,
            published_text=value.published_text,
            author=value.author,
            source=value.source,
            source_url=value.source_url or None,
            outcome=outcome.value,
            verdict=verdict.value,
            article=article,
            run=run,
            attempts=1,
            seen_at=now,
        )

    @property
    def value(self) -> Entry:
        """The entry as the feed had it."""
        return Entry(
            id=self.id,
            feed=self.feed,
            url=self.url,
            title=self.title,
            summary=self.summary,
            published_at=self.published_at,
            published_text=self.published_text,
            author=self.author,
            source=self.source,
            source_url=self.source_url or "",
        )


class ArticleRow(Row, table=True):
    """One printed text; its id is made from its canonical URL.

    ``publisher``, ``basis`` and ``length`` (of the text, in characters) are None where they
    were not noted yet.
    """

    __tablename__ = "article"
    __table_args__ = (Index(None, "published_at", "id"),)

    id: str = Field(primary_key=True)
    url: str = Field(sa_type=Words)
    feed: str = Field(index=True)
    outlet: str = Field(sa_type=Words)
    title: str = Field(sa_type=Words)
    text: str = Field(sa_type=Words)
    language: str | None
    published_at: datetime | None = Field(sa_type=UtcDateTime)
    byline: str = Field(sa_type=Words)
    source: str = Field(sa_type=Words)
    source_url: str | None = Field(sa_type=Words)
    text_source: str
    provenance: Any = Field(sa_type=Json)
    verdict: str
    newsroom: str = Field(sa_type=Words)
    publisher: str | None = Field(sa_type=Words)
    basis: str | None
    length: int | None
    agency: str | None = Field(sa_type=Words)
    credit_role: str
    credit_city: str | None = Field(sa_type=Words)
    credit_evidence: str = Field(sa_type=Words)
    run: str
    fetched_at: datetime = Field(sa_type=UtcDateTime, index=True)

    @classmethod
    def of(cls, value: StoredArticle, *, run: str) -> "ArticleRow":
        """Return the row that keeps ``value``."""
        article, credit = value.article, value.credit
        return cls(
            id=article.id,
            url=article.url,
            feed=article.feed,
            outlet=article.outlet,
            title=article.title,
            text=article.text,
            language=article.language,
            published_at=article.published_at,
            byline=article.byline,
            source=article.source,
            source_url=article.source_url or None,
            text_source=article.text_source.value,
            provenance=dict(article.provenance),
            verdict=value.verdict.value,
            newsroom=value.newsroom,
            publisher=value.publisher or None,
            basis=value.basis.value if value.basis else None,
            length=len(article.text),
            agency=credit.agency,
            credit_role=credit.role,
            credit_city=credit.city,
            credit_evidence=credit.evidence,
            run=run,
            fetched_at=value.fetched_at,
        )

    @property
    def value(self) -> StoredArticle:
        """The article with what was noted when it came in."""
        return StoredArticle(
            article=self.article,
            verdict=Verdict(self.verdict),
            fetched_at=self.fetched_at,
            newsroom=self.newsroom,
            credit=self.credit,
            publisher=self.publisher or "",
            basis=Basis(self.basis) if self.basis else None,
        )

    @property
    def credit(self) -> Credit:
        """Whose words it prints."""
        return Credit(
            agency=self.agency,
            role=self.credit_role,
            city=self.credit_city,
            evidence=self.credit_evidence,
        )

    @property
    def article(self) -> Article:
        """The printed text alone."""
        return article_of(self)


# The columns of which ``article_of`` makes an article.
PRINTED = tuple(one.name for one in fields(Article))


def article_of(row: "ArticleRow | Selected[Any]") -> Article:
    """Return the printed text that a row has, or any other with these columns by name."""
    return Article(
        id=row.id,
        url=row.url,
        feed=row.feed,
        outlet=row.outlet,
        title=row.title,
        text=row.text,
        language=row.language,
        published_at=row.published_at,
        byline=row.byline,
        source=row.source,
        source_url=row.source_url or "",
        text_source=TextSource(row.text_source),
        provenance=dict(row.provenance),
    )


class ReadingRow(Row, table=True):
    """That one version of the reader has read one article."""

    __tablename__ = "reading"

    article: str = Field(
        primary_key=True,
        foreign_key="article.id",
        ondelete="CASCADE",
    )
    version: str = Field(primary_key=True)
    read_at: datetime = Field(sa_type=UtcDateTime)
