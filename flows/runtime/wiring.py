"""The composition root: settings and configuration in, everything a step needs out.

The one place where database, web, channels and lexicon meet. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path

from sqlalchemy import Engine

from alerts.channels import Channel
from alerts.channels.apprise import AppriseChannel
from alerts.channels.slack import SlackWebhookChannel
from alerts.channels.slack_app import SlackAppChannel
from alerts.channels.smtp import SmtpChannel, TlsMode
from alerts.channels.teams import TeamsChannel
from alerts.channels.webhook import WebhookChannel
from alerts.model import ChannelKind
from flows.runtime.addresses import AllowedHosts
from flows.runtime.dialling import CheckedTransport
from flows.runtime.settings import DEFAULT_DATABASE, Settings, configure_logging, load_settings
from flows.runtime.vocabulary import load_configuration
from flows.runtime.watchlist import Watchlist
from parsers.lexicon import Lexicon
from storage import database
from storage.errors import StorageError


@dataclass(frozen=True, slots=True)
class House:
    """What every step needs: settings, editorial configuration, database and lexicon."""

    settings: Settings
    watchlist: Watchlist
    engine: Engine
    lexicon: Lexicon

    @property
    def mail_domain(self) -> str:
        """The domain that ends our Message-IDs: the sender's."""
        return parseaddr(self.settings.smtp_sender)[1].rpartition("@")[2] or "localhost"


def open_house() -> House:
    """Read settings and configuration, open the database and bring its schema up to date.

    Raises SettingsError, WatchlistError or StorageError, each naming the remedy.
    """
    settings = load_settings()
    configure_logging(settings)
    lexicon, watchlist = load_configuration(settings.config_dir)
    return House(settings, watchlist, open_database(settings.database_url), lexicon)


def open_database(url: str) -> Engine:
    """Open a database and bring its schema up to date; the default one gets its folder.

    Raises StorageError, naming the remedy.
    """
    _make_room(url)
    engine = database.connect(url)
    try:
        if database.pending(engine):
            database.upgrade(engine)
    except StorageError:
        engine.dispose()
        raise
    return engine


@contextmanager
def opened() -> Iterator[House]:
    """Open the house and close its database at the end."""
    house = open_house()
    try:
        yield house
    finally:
        house.engine.dispose()


def channels(settings: Settings) -> Mapping[ChannelKind, Channel]:
    """Return the channels that the settings make possible."""
    allowed = AllowedHosts.of(settings.allow_private_hosts)
    found: dict[ChannelKind, Channel] = {
        ChannelKind.SLACK: SlackWebhookChannel(settings.secret_named),
        ChannelKind.SLACK_APP: SlackAppChannel(settings.secret_named, settings.slack_api_url),
        ChannelKind.TEAMS: TeamsChannel(settings.secret_named),
        ChannelKind.APPRISE: AppriseChannel(settings.secret_named),
        ChannelKind.WEBHOOK: WebhookChannel(
            settings.secret_named, lambda: CheckedTransport(allowed)
        ),
    }
    if settings.can_mail:
        found[ChannelKind.EMAIL] = SmtpChannel(
            settings.smtp_host,
            settings.smtp_port,
            TlsMode(settings.smtp_mode),
            settings.smtp_username,
            settings.smtp_password.get_secret_value(),
            insecure=_is_allowed(settings),
        )
    return found


def _make_room(database_url: str) -> None:
    """Make the folder of the default database; one that a person names must be there."""
    if database_url == DEFAULT_DATABASE:
        with suppress(OSError):  # connecting to it then says what is missing
            Path("data").mkdir(exist_ok=True)


def _is_allowed(settings: Settings) -> bool:
    host, port = settings.smtp_host, settings.smtp_port
    return not {host, f"{host}:{port}"}.isdisjoint(settings.allow_private_hosts)
