"""What this installation is told by its environment, read once, at start.

The only reader of the environment: ``MINILATERAL_…`` variables and a ``.env`` file
in the working directory, where the environment wins. All faults are listed at once,
each with its remedy. Never shows a secret.
"""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Final, Literal
from urllib.parse import unquote, urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    SettingsConfigDict,
)
from pydantic_settings import SettingsError as SourceError

from flows.runtime import logs
from flows.runtime.shapes import hosts_of, is_loopback_name, mail_address, web_address

PREFIX: Final = "MINILATERAL_"
SECRET_PREFIX: Final = f"{PREFIX}SECRET_"
ENV_FILE: Final = Path(".env")

# A worker imports the package from wherever it was installed; the file lives where it is run.
DEFAULT_DATABASE: Final = "sqlite:///data/minilateral.sqlite"

# Apart from the user's own Prefect, which may be of another version.
PREFECT_HOME: Final = Path("data/prefect")

_DATABASES: Final = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}

# What the two encrypted ports speak; a client that expects the other hangs until its time-out.
_PORT_MODES: Final = {587: "starttls", 465: "implicit"}


@dataclass(frozen=True, slots=True)
class SettingsFault:
    """One wrong variable: its name, what is wrong, and what to write instead."""

    variable: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.variable}: {self.problem}. {self.remedy}"


class SettingsError(Exception):
    """The environment cannot be used as it is; ``faults`` holds everything wrong with it."""

    def __init__(self, faults: tuple[SettingsFault, ...]) -> None:
        lines = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(f"{len(faults)} fault(s) in the settings:\n{lines}")
        self.faults = faults


def _known_database(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    if not separator or scheme.lower() not in _DATABASES:
        raise ValueError("is no database address that starts with sqlite:// or postgresql://")
    if _DATABASES[scheme.lower()] != "sqlite" and not urlsplit(url).hostname:
        raise ValueError("names no database host")
    return f"{_DATABASES[scheme.lower()]}://{rest}"


def _split_hosts(value: object) -> object:
    return hosts_of(value) if isinstance(value, str) else value


def _one_host(text: str) -> str:
    is_ipv6 = text.count(":") > 1
    if text and (":" in text) is not is_ipv6:
        raise ValueError("is no host name alone")
    if text and len(hosts_of(f"[{text}]" if is_ipv6 else text)) != 1:
        raise ValueError("is not one host name")
    return text


def _bare_url(url: str) -> str:
    return web_address(url).rstrip("/")


def _upper(value: object) -> object:
    return value.strip().upper() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


LogLevel = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)]
MailMode = Annotated[Literal["starttls", "implicit", "none"], BeforeValidator(_lower)]
Hosts = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_hosts)]


class Settings(BaseSettings):
    """Everything an installation may set; each field is the variable MINILATERAL_<FIELD>.

    Times are seconds, sizes bytes. ``secret`` maps a lower-case name to the value of
    ``MINILATERAL_SECRET_<NAME>``; ask it through ``secret_named``.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,  # of the working directory, looked for when the settings are loaded
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        env_nested_delimiter="_",
        env_nested_max_split=1,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    database_url: Annotated[str, AfterValidator(_known_database)] = Field(
        default=DEFAULT_DATABASE, repr=False, examples=[DEFAULT_DATABASE]
    )
    config_dir: Path = Field(default=Path("config"), examples=["config"])
    log_level: LogLevel = Field(default="INFO", examples=["INFO"])
    public_url: Annotated[str, AfterValidator(_bare_url)] | None = Field(
        default=None, examples=["https://watch.example.org"]
    )

    files_dir: Path | None = Field(default=None, examples=["public"])

    editor: str = Field(default="", max_length=60, examples=["Ana Lind"])

    contact: str = Field(default="", max_length=200, examples=["https://watch.example.org/about"])
    allow_private_hosts: Hosts = Field(default=(), examples=["127.0.0.1:8080,feeds.internal"])
    feed_max_bytes: int = Field(
        default=10_000_000, ge=10_000, le=100_000_000, examples=["10000000"]
    )
    page_max_bytes: int = Field(default=5_000_000, ge=10_000, le=100_000_000, examples=["5000000"])
    connect_timeout: float = Field(default=10.0, ge=0.1, le=120, examples=["10"])
    read_timeout: float = Field(default=20.0, ge=0.1, le=300, examples=["20"])
    total_timeout: float = Field(default=45.0, ge=0.1, le=600, examples=["45"])
    fetch_parallel: int = Field(default=16, ge=1, le=200, examples=["16"])
    host_parallel: int = Field(default=2, ge=1, le=10, examples=["2"])
    host_gap: float = Field(default=5.0, ge=0, le=300, examples=["5"])

    smtp_host: Annotated[str, AfterValidator(_one_host)] = Field(
        default="", examples=["smtp.example.org"]
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, examples=["587"])
    smtp_mode: MailMode = Field(default="starttls", examples=["starttls"])
    smtp_username: str = Field(default="", examples=["watch@example.org"])
    smtp_password: SecretStr = Field(default=SecretStr(""), examples=["the mail server's password"])
    smtp_sender: str = Field(default="", examples=["Minilateral Watch <watch@example.org>"])

    slack_api_url: Annotated[str, AfterValidator(_bare_url)] = Field(
        default="https://slack.com/api", examples=["https://slack.com/api"]
    )

    prefect_port: int = Field(default=4200, ge=1024, le=65535, examples=["4200"])

    secret: dict[str, SecretStr] = Field(
        default_factory=dict, examples=["MINILATERAL_SECRET_SLACK_NEWS=https://hooks.slack.com/…"]
    )

    @field_validator("contact")
    @classmethod
    def _contact_fits_a_header(cls, value: str) -> str:
        if not value.isascii() or not value.isprintable() or set(value) & set("()"):
            raise ValueError("must be plain ASCII without brackets, a web or a mail address")
        return value

    @field_validator("smtp_mode")
    @classmethod
    def _mail_is_encrypted(cls, value: str, info: ValidationInfo) -> str:
        host, port = info.data.get("smtp_host", ""), info.data.get("smtp_port")
        if not host:
            return value
        allowed = info.data.get("allow_private_hosts", ())
        if (
            value == "none"
            and not is_loopback_name(host)
            and not {host, f"{host}:{port}"} & {*allowed}
        ):
            raise ValueError(
                f"would send mail to {host} in the clear; "
                f"use starttls, or name the host in {PREFIX}ALLOW_PRIVATE_HOSTS"
            )
        if value != "none" and _PORT_MODES.get(port or 0, value) != value:
            raise ValueError(f"does not fit port {port}, which speaks {_PORT_MODES[port or 0]}")
        return value

    @field_validator("smtp_password")
    @classmethod
    def _login_is_whole(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        username = info.data.get("smtp_username", "")
        if username and not value.get_secret_value():
            raise ValueError(f"is missing, but {PREFIX}SMTP_USERNAME is set")
        if value.get_secret_value() and not username:
            raise ValueError(f"is set, but {PREFIX}SMTP_USERNAME is missing")
        return value

    @field_validator("smtp_sender")
    @classmethod
    def _sender_is_an_address(cls, value: str, info: ValidationInfo) -> str:
        if value:
            mail_address(value)
        elif info.data.get("smtp_host"):
            raise ValueError(f"is missing, but {PREFIX}SMTP_HOST is set")
        return value

    @property
    def user_agent(self) -> str:
        """Who we say we are to every server: name, version and where to complain."""
        about = f" (+{self.contact})" if self.contact else ""
        return f"MinilateralWatch/{installed_version()}{about}"

    @property
    def can_mail(self) -> bool:
        """Whether a mail server is set."""
        return bool(self.smtp_host)

    def secret_named(self, name: str) -> str | None:
        """Return the value of ``MINILATERAL_SECRET_<NAME>``, or None where it is not set."""
        found = self.secret.get(name.lower())
        return found.get_secret_value() if found else None

    def secrets(self) -> tuple[str, ...]:
        """Return every value that must never be seen, for the log to mask."""
        password = urlsplit(self.database_url).password or ""
        held = [value.get_secret_value() for value in self.secret.values()]
        held += [self.smtp_password.get_secret_value(), password, unquote(password)]
        return tuple(value for value in held if value)


def installed_version() -> str:
    """Return the version of this product as installed, or ``0`` from a bare checkout."""
    try:
        return version("minilateral-watch")
    except PackageNotFoundError:
        return "0"


def load_settings() -> Settings:
    """Read the environment and ``.env``; raises SettingsError with every fault in them."""
    try:
        unknown = _unknown_variables()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError((_unreadable(error),)) from None
    try:
        settings = Settings()
    except ValidationError as error:
        wrong = tuple(_fault_of(detail) for detail in error.errors(include_url=False))
        raise SettingsError((*unknown, *wrong)) from None
    except SourceError:
        raise SettingsError((*unknown, _SECRET_AS_A_WHOLE)) from None
    if unknown:
        raise SettingsError(unknown)
    return settings


_SECRET_AS_A_WHOLE = SettingsFault(
    f"{PREFIX}SECRET",
    "is no variable of its own",
    f"Name each secret: {SECRET_PREFIX}<NAME>=…",
)


def child_environment(log_level: str, **more: str) -> dict[str, str]:
    """Return the environment for the Prefect processes we start: ours, with nothing phoned home.

    What they keep stands beside our own data, unless the environment says where. Scripts of theirs
    must not look for our modules among their own files.
    """
    home = {"PREFECT_HOME": str(PREFECT_HOME.absolute())}
    quiet = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    level = {"PREFECT_LOGGING_LEVEL": log_level, "PYTHONSAFEPATH": "1"}
    return {**home, **os.environ, **quiet, **level, **more}  # noqa: TID251 -- this module is the one reader


def configure_logging(settings: Settings) -> None:
    """Log at the chosen level to standard error; no record of any library shows a secret."""
    logs.install(settings.log_level, settings.secrets())


def _unreadable(error: OSError | UnicodeDecodeError) -> SettingsFault:
    return SettingsFault(
        str(ENV_FILE), f"cannot be read ({error})", "Save it as UTF-8 text, readable to this user."
    )


def _unknown_variables() -> tuple[SettingsFault, ...]:
    """Find names with our prefix that nothing reads: a misspelt setting is a silent default."""
    names = {
        name.upper()
        for source in (EnvSettingsSource(Settings), DotEnvSettingsSource(Settings))
        for name, value in source.env_vars.items()
        if value
    }
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} - {f"{PREFIX}SECRET"}
    strays = (name for name in names if name.startswith(PREFIX) and name not in known)
    return tuple(
        _unknown(name, known)
        for name in sorted(strays)
        if not re.fullmatch(rf"{SECRET_PREFIX}[A-Z0-9][A-Z0-9_]*", name)
    )


def _unknown(name: str, known: set[str]) -> SettingsFault:
    nearest = difflib.get_close_matches(name, sorted(known), n=1)
    remedy = f"Did you mean {nearest[0]}?" if nearest else "Remove it; .env.example lists them all."
    return SettingsFault(name, "no such setting", remedy)


def _fault_of(detail: ErrorDetails) -> SettingsFault:
    field = str(detail["loc"][0])
    variable = "_".join(str(part) for part in detail["loc"][:2]) if field == "secret" else field
    example = str((Settings.model_fields[field].examples or [""])[0])
    written = example if example.startswith(PREFIX) else f"{PREFIX}{field.upper()}={example}"
    return SettingsFault(
        f"{PREFIX}{variable.upper()}", _problem(field, detail), f"Example: {written}"
    )


def _problem(field: str, detail: ErrorDetails) -> str:
    """Say what is wrong; the value is shown only where it can be no secret."""
    said = detail["msg"].removeprefix("Value error, ").removeprefix("Input ")
    said = f"{said[:1].lower()}{said[1:]}"
    given = detail.get("input")
    is_shown = isinstance(given, str) and given and field in _SHOWN
    return f"{given!r} {said}" if is_shown else said


_SHOWN: Final = frozenset(
    {
        "config_dir", "files_dir", "log_level", "public_url", "contact", "allow_private_hosts",
        "feed_max_bytes", "page_max_bytes", "connect_timeout", "read_timeout", "total_timeout",
        "fetch_parallel", "host_parallel", "host_gap",
        "smtp_host", "smtp_port", "smtp_mode", "smtp_sender", "slack_api_url",
        "prefect_port",
    }
)  # fmt: skip
