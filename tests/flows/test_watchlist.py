"""What editors write is taken whole or not at all, with every fault told at once."""

from __future__ import annotations

from contextlib import suppress
from datetime import time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model import Cadence, ChannelKind, Reason, Recipient, Rule
from alerts.waits import WAIT
from flows.runtime.settings import Settings
from flows.runtime.watchlist import Watchlist, WatchlistError, load_watchlist, undeliverable
from parsers.model import GroupingKind, Level, Status
from parsers.press.newsrooms import Newsrooms
from storage.model import FeedSource

ROOT = Path(__file__).parents[2]

FEED = """\
[[feed]]
slug = "harbour"
name = "The Harbour Post"
url = "https://harbour.example/rss.xml"
home = "https://harbour.example/"
country = "NZ"
kind = "media"
language = "en"
"""
RULE = '[[rule]]\nname = "all-news"\n'
RECIPIENT = """\
[[recipient]]
name = "desk"
channel = "email"
address = "desk@harbour.example"
rules = ["all-news"]
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A directory with a valid configuration of one of each."""
    write(tmp_path)
    return tmp_path


def write(where: Path, feeds: str = FEED, rules: str = RULE, recipients: str = RECIPIENT) -> None:
    """Write the four files."""
    (where / "newsrooms.toml").write_text("", encoding="utf-8")
    (where / "feeds.toml").write_text(feeds, encoding="utf-8")
    (where / "watchlist.toml").write_text(rules, encoding="utf-8")
    (where / "recipients.toml").write_text(recipients, encoding="utf-8")


def faults(where: Path) -> list[str]:
    """What is wrong with a configuration, each fault in full."""
    with pytest.raises(WatchlistError) as caught:
        load_watchlist(where, states={"JP", "PH", "US"})
    assert str(caught.value).count("\n") == len(caught.value.faults)
    return [str(fault) for fault in caught.value.faults]


def test_all_keys(config: Path) -> None:
    """Each key of each file arrives in the value that the house knows."""
    write(
        config,
        FEED + 'enabled = false\nnote = "Off: moved."\n',
        """
        [[rule]]
        name = "all-news"
        states = ["JP", "PH"]
        groupings = ["quad"]
        levels = ["leaders", "two_plus_two"]
        statuses = ["held"]
        reasons = ["new_grouping"]
        kinds = ["minilateral", "bilateral"]
        min_confidence = 0.75
        min_newsrooms = 3
        bilateral = true
        words = ["rare earths", "Câble"]

        [wait]
        minutes = 30
        """,
        """
        [[recipient]]
        name = "room"
        channel = "slack"
        secret = "slack_news"
        rules = ["all-news"]
        cadence = "instant"
        at = 08:30:00
        zone = "Asia/Tokyo"
        """,
    )
    assert load_watchlist(config) == Watchlist(
        (
            FeedSource(
                slug="harbour",
                name="The Harbour Post",
                url="https://harbour.example/rss.xml",
                home="https://harbour.example/",
                country="NZ",
                kind="media",
                language="en",
                enabled=False,
                note="Off: moved.",
            ),
        ),
        (
            Rule(
                "all-news",
                states=("JP", "PH"),
                groupings=("quad",),
                levels=(Level.LEADERS, Level.TWO_PLUS_TWO),
                statuses=(Status.HELD,),
                reasons=(Reason.NEW_GROUPING,),
                kinds=(GroupingKind.MINILATERAL, GroupingKind.BILATERAL),
                min_confidence=0.75,
                min_newsrooms=3,
                bilateral=True,
                words=("rare earths", "Câble"),
            ),
        ),
        (
            Recipient(
                "room",
                ChannelKind.SLACK,
                ("all-news",),
                cadence=Cadence.INSTANT,
                secret="slack_news",
                at=time(8, 30),
                zone="Asia/Tokyo",
            ),
        ),
        timedelta(minutes=30),
        Newsrooms(names={"harbour post": "harbour.example", "harbour": "harbour.example"}),
    )


def test_defaults_are_those_of_the_values(config: Path) -> None:
    """A key that is left out has the default that the value has by itself."""
    watchlist = load_watchlist(config)
    assert watchlist.rules == (Rule("all-news"),)
    assert watchlist.recipients == (
        Recipient("desk", ChannelKind.EMAIL, ("all-news",), address="desk@harbour.example"),
    )
    assert watchlist.feeds[0].enabled
    assert watchlist.enabled_feeds == watchlist.feeds
    assert watchlist.wait == WAIT


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (
            f"{RULE}words = ['rare earths', '--']",
            (
                "watchlist.toml:1: rule \"all-news\": words '--' holds no word that a text could "
                'hold. Example: words = ["critical minerals", "undersea cable"]'
            ),
        ),
        (
            f"{RULE}words = ['a', 'a']",
            (
                'watchlist.toml:1: rule "all-news": words names a twice. '
                'Example: words = ["critical minerals", "undersea cable"]'
            ),
        ),
        (
            f"{RULE}\n[wait]\nminutes = -5",
            (
                "watchlist.toml:4: wait: minutes -5 should be greater than or equal to 0. "
                "Example: minutes = 90"
            ),
        ),
        (
            f"{RULE}\n[wait]\nminuts = 5",
            "watchlist.toml:4: wait: minutes is missing. Example: minutes = 90",
        ),
        (
            f"{RULE}\n[[wait]]\nminutes = 5",
            (
                "watchlist.toml: wait: is no single table. "
                "Write [wait] on a line of its own, once, and its keys below."
            ),
        ),
        (
            "minutes = 5",
            (
                "watchlist.toml: minutes: is unknown at the top of this file. "
                "Begin each entry with [[rule]], [wait] on a line of its own."
            ),
        ),
    ],
)
def test_faults_of_words_and_waits_name_the_remedy(config: Path, rules: str, words: str) -> None:
    """With file, line and what to write instead."""
    write(config, rules=rules)
    assert words in faults(config)


def test_nobody_need_be_told(config: Path) -> None:
    """Files without an entry are valid: a new installation has no recipients."""
    write(config, recipients="# nobody yet\n")
    assert load_watchlist(config).recipients == ()


def test_every_fault_of_every_file_is_told(config: Path) -> None:
    """Faults of all three files come in one error, with file, line, item and remedy."""
    write(
        config,
        FEED.replace('kind = "media"', 'kind = "medai"').replace("country", "contry"),
        "\n" + RULE.replace("all-news", "al") + 'levels = ["leader"]\nstates = ["ph"]\n',
        RECIPIENT + 'zone = "Asia/Tokio"\nat = "25:00"\n',
    )
    found = faults(config)
    assert found == [
        'feeds.toml:1: feed "harbour": country is missing. Example: country = "JP"',
        (
            "feeds.toml:1: feed \"harbour\": kind 'medai' is no word of its list. "
            "Did you mean media? One of: government, media, wire, thinktank."
        ),
        'feeds.toml:1: feed "harbour": there is no key contry. Did you mean country?',
        (
            "watchlist.toml:2: rule \"al\": states 'ph' is no state code of two upper-case "
            'letters. Example: states = ["JP", "PH"]'
        ),
        (
            "watchlist.toml:2: rule \"al\": levels 'leader' is no word of its list. "
            "Did you mean leaders? One of: leaders, foreign_ministers, defence_ministers, "
            "two_plus_two, nsa, ministers_other, officials."
        ),
        (
            "recipients.toml:1: recipient \"desk\": at '25:00' is no time of day. "
            'Example: at = "07:00"'
        ),
        (
            "recipients.toml:1: recipient \"desk\": zone 'Asia/Tokio' is no IANA time zone. "
            'Example: zone = "Asia/Tokyo"'
        ),
        (
            "recipients.toml:1: recipient \"desk\": there is no rule 'all-news'. "
            "Rules in watchlist.toml: al."
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"harbour"', '"Harbour Post"', "slug 'Harbour Post' is not spelled"),
        ('"The Harbour Post"', '""', "name is empty"),
        ('"The Harbour Post"', "7", "name 7 is no text between quotes"),
        ('"The Harbour Post"', '"a\\nb"', "name 'a\\nb' is not spelled"),
        ("https://harbour.example/rss.xml", "ftp://harbour.example/x", "is no web address"),
        ("https://harbour.example/rss.xml", "https://a:b@harbour.example/", "holds a login"),
        ("https://harbour.example/rss.xml", "https://harbour.example:x/", "is no web address"),
        ('home = "https://harbour.example/"', "", "home is missing"),
        ('"NZ"', '"NZL"', "country 'NZL' is no state code"),
        ('"en"', '"English, mostly"', "language 'English, mostly' is not spelled"),
        ('"en"', '"en"\nenabled = "no"', "enabled 'no' is neither true nor false"),
        ('"en"', '"en"\nenable = true', "Did you mean enabled?"),
        ('"en"', '"en"\nxyzzy = 1', "there is no key xyzzy. Keys: slug, name, url"),
    ],
)
def test_a_feed_with_a_fault(config: Path, old: str, new: str, words: str) -> None:
    """Each key of a feed is checked, and the message says what to write."""
    assert old in FEED
    write(config, FEED.replace(old, new))
    (found,) = faults(config)
    assert found.startswith("feeds.toml:1: feed ")
    assert words in found


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('states = ["JP", "XX"]', "states 'XX' is the code of no state"),
        ('states = "JP"', "states 'JP' is no list in square brackets"),
        ('states = ["JP", "JP"]', "states names JP twice"),
        ('kinds = ["trilateral"]', "One of: minilateral, bilateral, multilateral."),
        ('reasons = ["canceled"]', "Did you mean cancelled?"),
        ("min_confidence = 1.5", "min_confidence 1.5 should be less than or equal to 1"),
        ('min_confidence = "0.5"', "min_confidence '0.5' is no number"),
        ("min_newsrooms = 1.0", "min_newsrooms 1.0 is no whole number"),
        ("min_newsrooms = 0", "min_newsrooms 0 should be greater than or equal to 1"),
        ("bilateral = 1", "bilateral 1 is neither true nor false"),
    ],
)
def test_a_rule_with_a_fault(config: Path, line: str, words: str) -> None:
    """Each key of a rule is checked, without turning one type into another."""
    write(config, rules=RULE + line)
    (found,) = faults(config)
    assert found.startswith('watchlist.toml:1: rule "all-news": ')
    assert words in found


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"email"', '"mail"', "Did you mean email?"),
        ('"desk@harbour.example"', '"desk"', "address 'desk' is no mail address"),
        ('address = "desk@harbour.example"', "", "address is no mail address"),
        ('"desk@harbour.example"', '"a@b.example, c@d.example"', "is no mail address"),
        ('["all-news"]', "[]", "rules is empty"),
        ('["all-news"]', '["al-news"]', "Did you mean all-news?"),
        ('["all-news"]', '["all-news"]\nsecret = "x"', "secret 'x' is for Slack"),
        ('["all-news"]', '["all-news"]\nat = 7', "at 7 is no time of day"),
        ('["all-news"]', '["all-news"]\nat = "7am"', "at '7am' is no time of day"),
        ('["all-news"]', '["all-news"]\nat = "07:00+09:00"', "the key zone"),
        ('["all-news"]', '["all-news"]\nzone = "../etc"', "is no IANA time zone"),
        ('["all-news"]', '["all-news"]\nweekday = "funday"', "is no weekday; use one of monday"),
        ('["all-news"]', '["all-news"]\nweekday = 3', "is no weekday"),
        ('["all-news"]', '["all-news"]\nquiet = "at night"', "write it like 22:00-07:00"),
        ('["all-news"]', '["all-news"]\nquiet = "22:00-27:00"', "is no time of day"),
        ('["all-news"]', '["all-news"]\nquiet = "22:00-22:00"', "begins when it ends"),
        ('["all-news"]', '["all-news"]\nempty = "never"', "empty 'never'"),
        ('["all-news"]', '["all-news"]\npaused_until = "soon"', "paused_until"),
        ('["all-news"]', '["all-news"]\nzone = ""', "zone is no IANA time zone"),
    ],
)
def test_a_recipient_with_a_fault(config: Path, old: str, new: str, words: str) -> None:
    """Each key of a recipient is checked, and so is what his channel needs."""
    assert old in RECIPIENT
    write(config, recipients=RECIPIENT.replace(old, new))
    found = faults(config)
    assert len(found) == 1
    assert found[0].startswith('recipients.toml:1: recipient "desk": ')
    assert words in found[0]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("", "secret is missing"),
        ('secret = "https://hooks.slack.com/services/x"', "secret 'https"),
        ('secret = "news"\naddress = "a@b.example"', "address 'a@b.example' is for email"),
    ],
)
def test_a_slack_recipient_with_a_fault(config: Path, keys: str, words: str) -> None:
    """For Slack the file names the secret, and never holds it."""
    write(
        config,
        recipients=f'[[recipient]]\nname="s"\nchannel="slack"\nrules=["all-news"]\n{keys}\n',
    )
    (found,) = faults(config)
    assert words in found


def test_what_is_there_twice(config: Path) -> None:
    """Names and addresses that two entries share are told with the line of the first."""
    write(config, FEED + "\n" + FEED, RULE + RULE, RECIPIENT + RECIPIENT)
    assert faults(config) == [
        (
            'feeds.toml:10: feed "harbour": has the same slug as feed "harbour" in line 1. '
            "Give each its own slug, or remove one."
        ),
        (
            'feeds.toml:10: feed "harbour": has the same url as feed "harbour" in line 1. '
            "Give each its own url, or remove one."
        ),
        (
            'watchlist.toml:3: rule "all-news": has the same name as rule "all-news" in line 1. '
            "Give each its own name, or remove one."
        ),
        (
            'recipients.toml:6: recipient "desk": has the same name as recipient "desk" in line 1. '
            "Give each its own name, or remove one."
        ),
    ]


def test_a_rule_with_a_fault_is_still_a_rule(config: Path) -> None:
    """One fault in a rule does not make its recipients faulty too."""
    write(config, rules=RULE + "min_newsrooms = 0\n")
    assert len(faults(config)) == 1


def test_a_faulty_recipient_is_checked_to_the_end(config: Path) -> None:
    """A fault in one key does not hide an unknown rule in another."""
    write(config, recipients=RECIPIENT.replace("all-news", "nothing") + 'zone = "Nowhere"\n')
    assert len(faults(config)) == 2


def test_missing_files(tmp_path: Path) -> None:
    """Each file that is not there is named with its path and the remedy."""
    found = faults(tmp_path / "nowhere")
    assert len(found) == 4
    assert found[0].startswith(str(tmp_path / "nowhere" / "feeds.toml") + ": is missing. ")
    assert "MINILATERAL_CONFIG_DIR" in found[0]


def test_an_unreadable_file_does_not_hide_the_others(config: Path) -> None:
    """What is no TOML is told with its line, and the other files are checked all the same."""
    write(config, FEED + "slug = no quotes\n", recipients=RECIPIENT + "at = 9\n")
    first, second = faults(config)
    assert first.startswith("feeds.toml:9: is no TOML: ")
    assert second.startswith("recipients.toml:1: ")


def test_what_is_no_text(config: Path) -> None:
    """Bytes that are no UTF-8 and a directory in a file's place are faults."""
    (config / "feeds.toml").write_bytes(b'name = "\xff"')
    (config / "watchlist.toml").unlink()
    (config / "watchlist.toml").mkdir()
    first, second = faults(config)
    assert "feeds.toml: cannot be read" in first
    assert "watchlist.toml: cannot be read" in second


@pytest.mark.parametrize(
    "text", ["[[feeds]]\nslug = 1\n", "slug = 1\n", '[feed]\nslug = "x"\n', "feed = [1]\n"]
)
def test_other_tables(config: Path, text: str) -> None:
    """A file with other tables than its own, or one where a list belongs, is refused."""
    write(config, text)
    (found,) = faults(config)
    assert "[[feed]]" in found


def test_lines_are_not_guessed(config: Path) -> None:
    """Where the text does not plainly show where entries begin, no line is given."""
    inline = FEED.replace("[[feed]]\n", "").strip().replace("\n", ", ").replace('"NZ"', '"nz"')
    write(config, f"feed = [{{{inline}}}]\n")
    (found,) = faults(config)
    assert found.startswith('feeds.toml: feed "harbour": country ')


@given(st.text(alphabet='[]="\n abcfe.1', max_size=60))
def test_no_text_raises_anything_else(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever a file holds, it is valid or its faults are told."""
    where = tmp_path_factory.mktemp("config")
    write(where, feeds=text)
    with suppress(WatchlistError):
        assert load_watchlist(where).feeds == ()


def test_what_the_settings_lack(config: Path) -> None:
    """Recipients that cannot be reached are told by the variable that is missing, once each."""
    slack = '[[recipient]]\nname = "{}"\nchannel = "slack"\nsecret = "news"\nrules = ["all-news"]\n'
    write(config, recipients=RECIPIENT + slack.format("one") + slack.format("two"))
    recipients = load_watchlist(config).recipients
    lacking = undeliverable(recipients, Settings.model_construct(smtp_host="", secret={}))
    assert [fault.variable for fault in lacking] == [
        "MINILATERAL_SMTP_HOST",
        "MINILATERAL_SECRET_NEWS",
    ]
    assert "recipient one needs it" in str(lacking[1])
