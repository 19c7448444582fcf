"""How the sample newsroom's pages look: five layouts as real sites have them.

Turns one article into HTML with the furniture of a news site around it: navigation,
related headlines, newsletter box, footer. It never serves anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from demo.content import Article, Outlet


@dataclass(frozen=True, slots=True)
class Page:
    """One article with what its page must know: own address and related (title, address)."""

    outlet: Outlet
    article: Article
    url: str
    home: str
    related: Sequence[tuple[str, str]] = ()


def write(page: Page) -> bytes:
    """Return the page in its outlet's layout and encoding."""
    return _LAYOUTS[page.outlet.layout](page).encode(
        encoding_of(page.outlet), errors="xmlcharrefreplace"
    )


def encoding_of(outlet: Outlet) -> str:
    """Return the encoding of an outlet's pages: rightly labelled, unlike its feed."""
    return "windows-1252" if "wrong_encoding" in outlet.quirks else "utf-8"


def _json_ld(page: Page) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.article.title,
        "datePublished": page.article.published.isoformat(),
        "dateModified": page.article.published.isoformat(),
        "author": [{"@type": "Person", "name": page.article.byline}],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": page.outlet.name,
            "url": f"https://{page.outlet.domain}/",
        },
        "mainEntityOfPage": page.url,
    }
    script = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    head = f'<script type="application/ld+json">{script}</script>'
    main = f"""<main><article class="article">
<h1 class="article__headline">{escape(page.article.title)}</h1>
<p class="article__standfirst">{escape(page.article.summary)}</p>
<div class="article__byline">By {escape(page.article.byline)}</div>
<div class="article__body">{_body(page.article)}</div>
</article>{_related(page, "More on this")}</main>"""
    return _document(page, head, main)


def _open_graph(page: Page) -> str:
    published = page.article.published.isoformat()
    head = f"""<meta property="og:type" content="article">
<meta property="og:title" content="{escape(page.article.title)}">
<meta property="og:site_name" content="{escape(page.outlet.name)}">
<meta property="og:url" content="{escape(page.url)}">
<meta property="article:published_time" content="{published}">
<meta name="author" content="{escape(page.article.byline)}">"""
    main = f"""<section id="story"><h1>{escape(page.article.title)}</h1>
<div class="meta"><span class="author">{escape(page.article.byline)}</span>
<time datetime="{published}">{page.article.published:%d %B %Y, %H:%M}</time></div>
<div class="share">Share this story <a href="#">Facebook</a> <a href="#">Email</a></div>
<div class="story-text">{_body(page.article)}</div></section>
<aside>{_related(page, "Most read")}</aside>"""
    return _document(page, head, main)


def _microdata(page: Page) -> str:
    published = page.article.published.isoformat()
    main = f"""<div itemscope itemtype="https://schema.org/NewsArticle" class="full-story">
<h1 itemprop="headline">{escape(page.article.title)}</h1>
<div class="info"><span itemprop="author">{escape(page.article.byline)}</span> | Updated:
<meta itemprop="datePublished" content="{published}">{page.article.published:%B %d, %Y %H:%M}</div>
<div itemprop="articleBody">{_body(page.article)}</div>
<div class="comments"><h4>Comments</h4><p>Comments on this story are closed.</p></div>
</div>{_related(page, "Also read")}"""
    return _document(page, "", main)


def _plain(page: Page) -> str:
    main = f"""<table width="100%"><tr><td class="left">{_related(page, "Headlines")}</td>
<td class="content"><h2>{escape(page.article.title)}</h2>
<p class="date">{page.article.published:%Y-%m-%d %H:%M}</p>
<p class="writer">{escape(page.article.byline)}</p>
<div id="articleText">{_body(page.article)}</div></td></tr></table>"""
    head = f'<meta name="date" content="{page.article.published.isoformat()}">'
    return _document(page, head, main)


def _blog(page: Page) -> str:
    published = page.article.published.isoformat()
    main = f"""<article id="post-{page.article.slug}" class="post type-post hentry">
<header class="entry-header"><h1 class="entry-title">{escape(page.article.title)}</h1>
<span class="posted-on"><time class="entry-date published" datetime="{published}">
{page.article.published:%B %d, %Y}</time></span>
<span class="byline">by <span class="author vcard">{escape(page.article.byline)}</span></span>
</header><div class="entry-content">{_body(page.article)}</div>
<footer class="entry-footer">Posted in <a href="{page.home}">News</a></footer></article>
{_related(page, "You may also like")}"""
    head = f'<meta property="article:published_time" content="{published}">'
    return _document(page, head, main)


_LAYOUTS: dict[str, Callable[[Page], str]] = {
    "json_ld": _json_ld,
    "open_graph": _open_graph,
    "microdata": _microdata,
    "plain": _plain,
    "blog": _blog,
}


def _body(article: Article) -> str:
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)


def _related(page: Page, heading: str) -> str:
    links = "".join(f'<li><a href="{url}">{escape(title)}</a></li>' for title, url in page.related)
    return f'<div class="related-links"><h3>{heading}</h3><ul>{links}</ul></div>' if links else ""


def _document(page: Page, head: str, main: str) -> str:
    sections = "".join(
        f'<li><a href="{page.home}{name.lower()}/">{name}</a></li>'
        for name in ("News", "World", "Business", "Sport", "Culture", "Weather")
    )
    name = escape(page.outlet.name)
    return f"""<!DOCTYPE html>
<html lang="{page.outlet.language}"><head><meta charset="{encoding_of(page.outlet)}">
<title>{escape(page.article.title)} | {name}</title>
<link rel="canonical" href="{escape(page.url)}">
<meta name="description" content="{escape(page.article.summary)}">
{head}
<style>body{{font-family:serif}}nav li{{display:inline}}</style></head>
<body><header><a href="{page.home}">{name}</a><nav><ul>{sections}</ul></nav></header>
<div class="cookie-notice">We use cookies to remember your choices. <button>Accept</button></div>
{main}
<div class="newsletter"><h4>Morning briefing</h4><p>The day's headlines in your inbox.
<a href="{page.home}newsletter">Sign up</a></p></div>
<footer><p>&copy; 2026 {name}. All rights reserved.</p>
<ul><li><a href="{page.home}about">About us</a></li><li><a href="{page.home}terms">Terms</a></li>
</ul></footer>
<script>window.loaded = true;</script></body></html>
"""
