"""Brings what is stored in step with what is now known of publishers.

Who wrote an article is noted when it comes in. After a change of ``config/newsrooms.toml``, or
of the rules, it is found anew for all articles from what was noted beside their texts, and the
stories that they are part of find their writers again. Records count by it when they are next
touched; nobody is told anything by it.
"""

from __future__ import annotations

import logging

from flows.runtime.wiring import House
from parsers.press.newsrooms import Attribution
from storage import newsrooms, set_reports, stories
from storage.database import reading, transaction

logger = logging.getLogger(__name__)

BATCH = 1_000  # articles in one transaction; it takes about a tenth of a second


def attribute(house: House) -> int:
    """Find the newsrooms of all articles by today's edition; return how many changed.

    An interrupted one begins anew. Where the edition is the same, nothing is read.
    """
    known = house.watchlist.newsrooms
    edition = known.edition
    with reading(house.engine) as session:
        if newsrooms.edition(session) == edition:
            return 0
    changed, after = 0, ""
    while True:
        with transaction(house.engine) as session:
            some = newsrooms.noted(session, after, BATCH)
            if not some:
                newsrooms.settle(session, edition)
                break
            found: dict[str, Attribution] = {}
            for one in some:
                attribution = known.attribution(one.imprint, one.credit)
                if attribution != one.attribution:
                    found[one.article] = attribution
            newsrooms.attribute(session, found)
            writers = stories.rewritten(session, found)
            for newsroom in sorted(set(writers.values())):
                told = {article for article, writer in writers.items() if writer == newsroom}
                set_reports.written_by(session, told, newsroom)
        changed, after = changed + len(found), some[-1].article
    logger.info("attributed articles=%d edition=%s", changed, edition)
    return changed
