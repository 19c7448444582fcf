"""Reads what editors decide: which feeds, which rules, which recipients (``config/*.toml``).

All faults of all files are raised at once, each with file, line, item and remedy;
nothing is used of a configuration with a fault. Knows no secret.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from alerts.channels.webhook import KEY_SUFFIX
from alerts.model import ChannelKind, Recipient, Rule
from alerts.waits import WAIT
from flows.runtime.newsrooms import NEWSROOMS, Directory, load_directory
from flows.runtime.rows import FeedRow, RecipientRow, RuleRow, WaitRow
from flows.runtime.settings import PREFIX, SECRET_PREFIX, Settings, SettingsFault
from flows.runtime.sheets import (
    ConfigFault,
    Entry,
    Paper,
    RowT,
    Sheet,
    nearest,
    read_paper,
    read_sheet,
    sheet_of,
    single,
    strangers,
)
from parsers.press.newsrooms import Newsrooms
from storage.model import FeedSource

FEEDS: Final = "feeds.toml"
RULES: Final = "watchlist.toml"
RECIPIENTS: Final = "recipients.toml"


# The secrets that each way needs: what follows the recipient's own name for it, and an example.
_SECRETS: Final[dict[ChannelKind, dict[str, str]]] = {
    ChannelKind.SLACK: {"": "https://hooks.slack.com/services/…"},
    ChannelKind.SLACK_APP: {"": "xoxb-…"},
    ChannelKind.TEAMS: {"": "https://example.logic.azure.com/workflows/…"},
    ChannelKind.APPRISE: {"": "ntfy://ntfy.example.org/watch"},
    ChannelKind.WEBHOOK: {"": "https://partner.example.org/watch", KEY_SUFFIX: "whsec_…"},
}


class WatchlistError(Exception):
    """The configuration cannot be used; ``faults`` holds everything that is wrong with it."""

    def __init__(self, faults: tuple[ConfigFault, ...]) -> None:
        lines = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(f"{len(faults)} fault(s) in the configuration:\n{lines}")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Watchlist:
    """What is read, what is news, and who is told; all in the order of the files.

    ``wait`` is how long what one newsroom says waits for a second; zero for not at all.
    ``newsrooms`` says which outlets are one newsroom.
    """

    feeds: tuple[FeedSource, ...]
    rules: tuple[Rule, ...]
    recipients: tuple[Recipient, ...]
    wait: timedelta = WAIT
    newsrooms: Newsrooms = field(default_factory=Newsrooms)

    @property
    def enabled_feeds(self) -> tuple[FeedSource, ...]:
        """The feeds that are polled."""
        return tuple(feed for feed in self.feeds if feed.enabled)


def load_watchlist(config_dir: Path, *, states: Collection[str] = ()) -> Watchlist:
    """Read the four files of ``config_dir``; raises WatchlistError with every fault in them.

    ``states`` are the codes that a rule may name; without them any two letters will do.
    """
    feeds = read_sheet(config_dir / FEEDS, "feed", FeedRow, states)
    paper = read_paper(config_dir / RULES)
    rules = _rules(paper, states)
    wait, wait_faults = single(paper, "wait", WaitRow)
    recipients = read_sheet(config_dir / RECIPIENTS, "recipient", RecipientRow, states)
    known = tuple(row.value() for row in feeds.rows)
    directory, newsroom_faults = load_directory(config_dir, _namable(feeds, known))
    faults = (
        *feeds.faults,
        *_repeated(feeds, "slug"),
        *_repeated(feeds, "url"),
        *wait_faults,
        *rules.faults,
        *_repeated(rules, "name"),
        *recipients.faults,
        *_repeated(recipients, "name"),
        *_unknown_rules(recipients, rules),
        *newsroom_faults,
    )
    if faults:
        raise WatchlistError(faults)
    return Watchlist(
        known,
        tuple(row.value() for row in rules.rows),
        tuple(row.value() for row in recipients.rows),
        WAIT if wait is None else wait.value(),
        directory.newsrooms,
    )


def _namable(sheet: Sheet[FeedRow], known: tuple[FeedSource, ...]) -> tuple[FeedSource, ...] | None:
    """Return the feeds that newsrooms may name; None where a fault hides which there are."""
    return known if sheet.is_read and not sheet.faults else None


def load_newsrooms(config_dir: Path) -> Directory:
    """Read what is known of publishers; raises WatchlistError with every fault in it.

    The feeds that it may name are read too, where there are any.
    """
    feeds = read_sheet(config_dir / FEEDS, "feed", FeedRow, ())
    known = tuple(row.value() for row in feeds.rows)
    directory, faults = load_directory(config_dir, _namable(feeds, known))
    if faults:
        raise WatchlistError(faults)
    return directory


def newsrooms_if_any(config_dir: Path) -> Newsrooms:
    """Return what is known of publishers, nothing where there is no file; faults are raised."""
    if not (config_dir / NEWSROOMS).exists():
        return Newsrooms()
    return load_newsrooms(config_dir).newsrooms


def with_rules(watchlist: Watchlist, path: Path, *, states: Collection[str] = ()) -> Watchlist:
    """Return the watchlist with the rules and the wait of a file that need not be installed.

    Raises WatchlistError with every fault of the file. Recipients may name rules that it lacks.
    """
    paper = read_paper(path)
    rules = _rules(paper, states)
    wait, wait_faults = single(paper, "wait", WaitRow)
    faults = (*wait_faults, *rules.faults, *_repeated(rules, "name"))
    if faults:
        raise WatchlistError(faults)
    found = tuple(row.value() for row in rules.rows)
    return replace(watchlist, rules=found, wait=WAIT if wait is None else wait.value())


def _rules(paper: Paper, states: Collection[str]) -> Sheet[RuleRow]:
    if paper.fault:
        return Sheet(paper.file, faults=(paper.fault,), is_read=False)
    sheet = sheet_of(paper, "rule", RuleRow, states)
    return replace(sheet, faults=(*strangers(paper, ("rule",), ("wait",)), *sheet.faults))


def undeliverable(recipients: Iterable[Recipient], settings: Settings) -> tuple[SettingsFault, ...]:
    """Return what the settings lack to reach these recipients, one fault per variable."""
    faults: dict[str, SettingsFault] = {}
    for recipient in recipients:
        for fault in _lacking(recipient, settings):
            faults.setdefault(fault.variable, fault)
    return tuple(faults.values())


def _lacking(recipient: Recipient, settings: Settings) -> Iterator[SettingsFault]:
    if recipient.channel is ChannelKind.EMAIL and not settings.can_mail:
        yield _unset(f"{PREFIX}SMTP_HOST", "smtp.example.org", recipient)
    for suffix, example in _SECRETS.get(recipient.channel, {}).items():
        name = recipient.secret + suffix
        if not settings.secret_named(name):
            yield _unset(f"{SECRET_PREFIX}{name.upper()}", example, recipient)


def _unset(variable: str, example: str, recipient: Recipient) -> SettingsFault:
    problem = f"is not set, but recipient {recipient.name} needs it"
    return SettingsFault(variable, problem, f"Example: {variable}={example}")


def _repeated(sheet: Sheet[RowT], key: str) -> list[ConfigFault]:
    first: dict[object, Entry] = {}
    faults = []
    for entry in sheet.entries:
        value = entry.keys.get(key)
        if not isinstance(value, str):
            continue
        earlier = first.setdefault(value, entry)
        if earlier is not entry:
            where = f" in line {earlier.line}" if earlier.line else ""
            problem = f"has the same {key} as {earlier.label}{where}"
            remedy = f"Give each its own {key}, or remove one."
            faults.append(ConfigFault(sheet.file, entry.line, entry.label, problem, remedy))
    return faults


def _unknown_rules(recipients: Sheet[RecipientRow], rules: Sheet[RuleRow]) -> list[ConfigFault]:
    """Find names that no rule has; a rule with a fault of its own still counts as one."""
    known = {str(entry.keys.get("name")) for entry in rules.entries}
    return [
        _unknown_rule(recipients.file, entry, name, known)
        for entry in recipients.entries
        for name in _listed(entry.keys.get("rules"))
        if rules.is_read and name not in known
    ]


def _listed(value: object) -> list[str]:
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, str)]


def _unknown_rule(file: str, entry: Entry, name: str, known: Collection[str]) -> ConfigFault:
    guess = nearest(name, known)
    listed = f"Rules in {RULES}: {', '.join(sorted(known)) or 'none'}."
    remedy = f"Did you mean {guess}? {listed}" if guess else listed
    return ConfigFault(file, entry.line, entry.label, f"there is no rule {name!r}", remedy)
