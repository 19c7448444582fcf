"""Keeps the machine's own settings out of the tests of the flows, and gives them a house."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from pydantic_settings import EnvSettingsSource
from typer.testing import CliRunner

from alerts.model import Cadence, ChannelKind, Recipient, Rule
from demo.play import play
from demo.sinks import SlackSink, slack_sink
from flows.cli import app
from flows.runtime.settings import PREFIX, Settings
from flows.runtime.wiring import House, opened
from tests.flows.archives import one_round
from tests.flows.houses import (
    CHANNEL,
    HOTLINE,
    TRAM,
    Command,
    Listening,
    feeds_toml,
    furnish,
    item,
    print_feed,
    print_page,
)
from tests.flows.loopback import Newsroom, newsroom


@pytest.fixture
def room() -> Iterator[Newsroom]:
    """A web server whose answers the test writes."""
    with newsroom() as served:
        yield served


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An empty folder to work in, without settings from outside; logging is put back."""
    for name in EnvSettingsSource(Settings).env_vars:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    factory, level = logging.getLogRecordFactory(), logging.getLogger().level
    handlers = list(logging.getLogger().handlers)
    yield tmp_path
    logging.setLogRecordFactory(factory)
    logging.getLogger().setLevel(level)
    logging.getLogger().handlers[:] = handlers


@pytest.fixture
def house(home: Path, room: Newsroom) -> Iterator[House]:
    """A house with two feeds of the room and nobody to tell."""
    furnish(home, feeds=feeds_toml(room, "harbour", "coast"))
    with opened() as found:
        yield found


@pytest.fixture
def listening(house: House) -> Listening:
    """The house with other rules."""

    def made(*, rules: Sequence[Rule]) -> House:
        listeners = [
            Recipient(rule.name, ChannelKind.SLACK, (rule.name,), Cadence.INSTANT, secret="hook")
            for rule in rules
        ]
        watchlist = replace(house.watchlist, rules=tuple(rules), recipients=tuple(listeners))
        return replace(house, watchlist=watchlist)

    return made


@pytest.fixture
def slack() -> Iterator[SlackSink]:
    """A web hook."""
    with slack_sink() as sink:
        yield sink


@pytest.fixture
def minilateral(home: Path) -> Command:
    """Runs the command in the test's folder; no command ever shows a traceback."""

    def command(*words: str, status: int = 0) -> Result:
        result = CliRunner().invoke(app, list(words))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        assert "Traceback" not in result.output
        assert result.exit_code == status, result.output
        return result

    return command


@pytest.fixture
def watch(home: Path, room: Newsroom, slack: SlackSink) -> Newsroom:
    """A folder with two feeds, one channel and all settings; the feeds print one meeting."""
    settings = {"SECRET_SLACK_NEWS": slack.url}
    feeds = feeds_toml(room, "harbour", "coast")
    furnish(home, feeds=feeds, recipients=CHANNEL, settings=settings)
    print_feed(room, "harbour", [item(room.url("/hotline"), HOTLINE.title)])
    print_feed(room, "coast", [item(room.url("/tram"), TRAM.title)])
    print_page(room, "/hotline", HOTLINE.page())
    print_page(room, "/tram", TRAM.page())
    return room


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the sample newsroom's days were played."""
    folder = tmp_path_factory.mktemp("week")
    play(folder, one_round, [].append)
    return folder


@pytest.fixture
def week(home: Path, played: Path) -> Iterator[House]:
    """The house of a copy of that folder, which is entered."""
    shutil.copytree(played, home, dirs_exist_ok=True)
    with opened() as found:
        yield found
