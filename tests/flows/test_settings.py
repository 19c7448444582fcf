"""The environment is read once, its faults are told all at once, and its secrets never."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_settings import EnvSettingsSource

from flows.runtime.logs import MASK, SHORTEST_SECRET, redact
from flows.runtime.settings import (
    DEFAULT_DATABASE,
    PREFIX,
    Settings,
    SettingsError,
    configure_logging,
    load_settings,
)

ROOT = Path(__file__).parents[2]
CANARY = "c4n4ry-in-the-mine"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of ours and no .env from outside the test."""
    for name in EnvSettingsSource(Settings).env_vars:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a handler of another library writes; logging is put back afterwards."""
    factory, root = logging.getLogRecordFactory(), logging.getLogger()
    level, handlers, quiet = root.level, list(root.handlers), logging.getLogger("httpx").level
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
    root.addHandler(handler)
    yield written
    logging.setLogRecordFactory(factory)
    root.setLevel(level)
    root.handlers[:] = handlers
    logging.getLogger("httpx").setLevel(quiet)


def faults(monkeypatch: pytest.MonkeyPatch, **variables: str) -> dict[str, str]:
    """The faults of an environment, by variable; each said in full."""
    for name, value in variables.items():
        monkeypatch.setenv(f"{PREFIX}{name}", value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    return {fault.variable.removeprefix(PREFIX): str(fault) for fault in caught.value.faults}


def test_nothing_need_be_set() -> None:
    """An empty environment gives an installation that works on its own."""
    settings = load_settings()
    assert settings.database_url == DEFAULT_DATABASE
    assert settings.config_dir == Path("config")
    assert (settings.feed_max_bytes, settings.page_max_bytes) == (10_000_000, 5_000_000)
    assert (settings.host_parallel, settings.host_gap) == (2, 5.0)
    assert settings.allow_private_hosts == ()
    assert not settings.can_mail


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A .env in the working directory is read, and a variable of the same name goes before it."""
    Path(".env").write_text(
        'MINILATERAL_CONTACT=desk@example.org\nMINILATERAL_HOST_GAP="2.5"\nPREFECT_HOME=elsewhere\n'
    )
    monkeypatch.setenv("MINILATERAL_HOST_GAP", "1.5")
    settings = load_settings()
    assert settings.contact == "desk@example.org"
    assert settings.host_gap == 1.5


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that is set to nothing keeps its default, whatever its type."""
    for name in ("SMTP_PORT", "PUBLIC_URL", "ALLOW_PRIVATE_HOSTS", "SMTP_HSOT"):
        monkeypatch.setenv(f"{PREFIX}{name}", "")
    settings = load_settings()
    assert (settings.smtp_port, settings.public_url) == (587, None)


def test_every_fault_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten mistakes of ten kinds make one error with ten remedies."""
    found = faults(
        monkeypatch,
        SMTP_PORT="many",
        SMTP_MODE="tls",
        SMTP_HOST="mail.example.org",
        SMTP_PASSWORD=CANARY,
        SMTP_HSOT="x",
        HOST_GAP="-1",
        DATABASE_URL="mysql://db.example.org/x",
        LOG_LEVEL="loud",
        PUBLIC_URL="watch.example.org",
        ALLOW_PRIVATE_HOSTS="good.internal,not good",
        TOTAL_TIMEOUT="nan",
    )
    assert set(found) == {
        "SMTP_PORT",
        "SMTP_MODE",
        "SMTP_PASSWORD",
        "SMTP_SENDER",
        "SMTP_HSOT",
        "HOST_GAP",
        "DATABASE_URL",
        "LOG_LEVEL",
        "PUBLIC_URL",
        "ALLOW_PRIVATE_HOSTS",
        "TOTAL_TIMEOUT",
    }
    assert "'many'" in found["SMTP_PORT"]
    assert found["SMTP_PORT"].endswith("Example: MINILATERAL_SMTP_PORT=587")
    assert found["SMTP_HSOT"].endswith("Did you mean MINILATERAL_SMTP_HOST?")
    assert "'not good'" in found["ALLOW_PRIVATE_HOSTS"]


@pytest.mark.parametrize(
    ("variables", "variable", "words"),
    [
        ({"SMTP_HOST": "mail.example.org"}, "SMTP_SENDER", "is missing"),
        ({"SMTP_SENDER": "nobody"}, "SMTP_SENDER", "is no mail address"),
        ({"SMTP_SENDER": "A <a@x.example>\nBcc: b@x.example"}, "SMTP_SENDER", "no mail address"),
        ({"SMTP_USERNAME": "watch"}, "SMTP_PASSWORD", "is missing, but"),
        ({"SMTP_HOST": "https://mail.example.org"}, "SMTP_HOST", "is no host"),
        (
            {"SMTP_HOST": "mail.example.org", "SMTP_MODE": "none", "SMTP_SENDER": "a@x.example"},
            "SMTP_MODE",
            "in the clear",
        ),
        (
            {"SMTP_HOST": "mail.example.org", "SMTP_PORT": "465", "SMTP_SENDER": "a@x.example"},
            "SMTP_MODE",
            "speaks implicit",
        ),
        ({"DATABASE_URL": "postgresql:///x"}, "DATABASE_URL", "names no database host"),
        ({"PUBLIC_URL": "https://name:word@x.example"}, "PUBLIC_URL", "holds a login"),
        ({"CONTACT": "Größe"}, "CONTACT", "plain ASCII"),
        ({"PAGE_MAX_BYTES": "1"}, "PAGE_MAX_BYTES", "greater than or equal to"),
        ({"SECRET": '{"slack": "x"'}, "SECRET", "no variable of its own"),
        ({"SECRET_": "x"}, "SECRET_", "no such setting"),
    ],
)
def test_one_fault(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], variable: str, words: str
) -> None:
    """Each mistake is told once, under its own name, in words that say what it is."""
    found = faults(monkeypatch, **variables)
    assert variable in found
    assert words in found[variable]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_mail_in_the_clear_stays_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    """Without encryption a mail server on this machine may be used, or one that is listed."""
    monkeypatch.setenv("MINILATERAL_SMTP_HOST", host)
    monkeypatch.setenv("MINILATERAL_SMTP_PORT", "2525")
    monkeypatch.setenv("MINILATERAL_SMTP_MODE", "none")
    monkeypatch.setenv("MINILATERAL_SMTP_SENDER", "watch@x.example")
    assert load_settings().smtp_mode == "none"
    monkeypatch.setenv("MINILATERAL_SMTP_HOST", "mail.internal")
    monkeypatch.setenv("MINILATERAL_ALLOW_PRIVATE_HOSTS", "mail.internal:2525")
    assert load_settings().can_mail


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://u:p@db.example.org/x", "postgresql+psycopg://u:p@db.example.org/x"),
        ("postgresql://db.example.org/x", "postgresql+psycopg://db.example.org/x"),
        ("postgresql+psycopg://db/x", "postgresql+psycopg://db/x"),
        ("sqlite:////var/lib/watch.sqlite", "sqlite:////var/lib/watch.sqlite"),
    ],
)
def test_databases(monkeypatch: pytest.MonkeyPatch, url: str, expected: str) -> None:
    """Every common spelling of an address leads to the driver that is installed."""
    monkeypatch.setenv("MINILATERAL_DATABASE_URL", url)
    assert load_settings().database_url == expected


def test_secrets_are_found_by_the_name_that_recipients_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Secrets of the file and of the environment are held under their names, in any case."""
    Path(".env").write_text("MINILATERAL_SECRET_TEAM=https://hooks.example.org/1\n")
    monkeypatch.setenv("MINILATERAL_SECRET_SLACK_NEWS", "https://hooks.example.org/2")
    settings = load_settings()
    assert settings.secret_named("team") == "https://hooks.example.org/1"
    assert settings.secret_named("slack_news") == "https://hooks.example.org/2"
    assert settings.secret_named("SLACK_NEWS") == "https://hooks.example.org/2"
    assert settings.secret_named("other") is None


def test_an_unreadable_file_is_named() -> None:
    """A .env that is no text is a fault with a remedy, not a traceback."""
    Path(".env").write_bytes(b"MINILATERAL_CONTACT=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"\.env: cannot be read .* UTF-8"):
        load_settings()


def secretive(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings that hold a secret in each place that can."""
    values = {
        "DATABASE_URL": f"postgresql://watch:{CANARY}-db@db.example.org/x",
        "SMTP_USERNAME": "watch",
        "SMTP_PASSWORD": f"{CANARY}-mail",
        "SECRET_SLACK_NEWS": f"https://hooks.example.org/{CANARY}-hook",
    }
    for name, value in values.items():
        monkeypatch.setenv(f"{PREFIX}{name}", value)
    return load_settings()


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the settings nor their faults show a secret when they are printed."""
    settings = secretive(monkeypatch)
    assert CANARY not in f"{settings!r} {settings}"
    monkeypatch.setenv("MINILATERAL_DATABASE_URL", f"oracle://watch:{CANARY}@db.example.org/x")
    monkeypatch.setenv("MINILATERAL_SMTP_USERNAME", "")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert len(caught.value.faults) == 2
    assert CANARY not in f"{caught.value!r} {caught.value}"
    assert caught.value.__cause__ is None


def test_secrets_do_not_reach_a_log(monkeypatch: pytest.MonkeyPatch, log: io.StringIO) -> None:
    """No logger shows a secret, in a message, an argument or a traceback, to any handler."""
    settings = secretive(monkeypatch)
    configure_logging(settings)
    for secret in settings.secrets():
        logging.getLogger("other.library").warning("sent to %s", secret)
        error = ConnectionError(f"no answer from {secret}")
        logging.getLogger("other.library").error("gave up", exc_info=error)
    said = log.getvalue()
    assert said.count("ConnectionError") >= len(settings.secrets())
    assert MASK in said
    assert CANARY not in said


def test_ordinary_lines_pass_as_they_are(monkeypatch: pytest.MonkeyPatch, log: io.StringIO) -> None:
    """A line without a secret keeps its arguments, and requests are not logged one by one."""
    monkeypatch.setenv("MINILATERAL_LOG_LEVEL", "info")
    kept: list[object] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append(record.args)

    configure_logging(load_settings())
    logging.getLogger().addHandler(Keep())
    logging.getLogger("flows").info("read %d of %s", 3, "feeds")
    logging.getLogger("flows").debug("unseen")
    logging.getLogger("httpx").info("GET https://x.example/")
    assert log.getvalue() == "flows INFO read 3 of feeds\n"
    assert kept == [(3, "feeds")]


def test_a_short_secret_does_not_garble_the_log(
    monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    """A password of a few letters is not cut out of every word."""
    monkeypatch.setenv("MINILATERAL_SECRET_SHORT", "e" * (SHORTEST_SECRET - 1))
    configure_logging(load_settings())
    logging.getLogger("flows").warning("eeeeee seen")
    assert log.getvalue() == "flows WARNING eeeeee seen\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://hooks.slack.com/services/T1/B2/abc ok", f"https://hooks.slack.com/{MASK} ok"),
        ("token xoxb-12-ab-CD.", f"token {MASK}."),
        ("whsec_ab+/c= end", f"{MASK} end"),
        ("GET /x?id=7&token=abc&b=1", f"GET /x?id=7&token={MASK}&b=1"),
        ("/x?sig=a%2Fb", f"/x?sig={MASK}"),
        ("https://name:word@x.example/p", f"https://{MASK}@x.example/p"),
        ("Authorization: Bearer abc.def", f"Authorization: {MASK}"),
        ("{'authorization': 'Basic YWJj=='}", f"{{'authorization': '{MASK}'}}"),
        ("(b'Authorization', b'Bearer abc')", f"(b'Authorization', b'{MASK}')"),
        ("mail desk@x.example about https://x.example/a?id=1", None),
        ("no authorization was asked for", None),
    ],
)
def test_shapes_of_secrets(text: str, expected: str | None) -> None:
    """What looks like a secret is masked although nobody told us of it; the rest stays."""
    assert redact(text) == (expected or text)


@given(st.text(min_size=SHORTEST_SECRET), st.text(), st.text())
def test_a_known_secret_never_stays(secret: str, before: str, after: str) -> None:
    """A secret is gone from any text around it."""
    if secret not in MASK:
        assert secret not in redact(f"{before}{secret}{after}", [secret]).replace(MASK, "\0")


def test_we_say_who_we_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The agent has a name, a version and the contact that was set."""
    monkeypatch.setenv("MINILATERAL_CONTACT", "https://watch.example.org/about")
    agent = load_settings().user_agent
    assert re.fullmatch(r"MinilateralWatch/[\w.]+ \(\+https://watch\.example\.org/about\)", agent)


def example() -> dict[str, str]:
    """The variables of the example file, which all stand in comments, with their values."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    lines: list[tuple[str, str]] = re.findall(rf"^# ({PREFIX}\w+)=(.*)$", text, re.MULTILINE)
    assert len(lines) == len(dict(lines))
    return dict(lines)


def test_the_example_lists_every_variable() -> None:
    """Each setting stands in the example once, and nothing else does."""
    expected = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    secrets = {name for name in example() if name.startswith(f"{PREFIX}SECRET_")}
    assert f"{PREFIX}SECRET_SLACK_NEWS" in secrets
    assert set(example()) - secrets == expected - {f"{PREFIX}SECRET"}


def test_the_example_loads() -> None:
    """With all its lines in force the example is a valid environment."""
    Path(".env").write_text("\n".join(f"{name}={value}" for name, value in example().items()))
    settings = load_settings()
    assert settings.can_mail
    assert settings.secret_named("slack_news")


def test_the_example_shows_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a setting has a default that is not empty, the example shows that one."""
    bare = load_settings().model_dump(exclude={"smtp_password", "secret"})
    for name, value in example().items():
        monkeypatch.setenv(name, value)
    shown = load_settings().model_dump()
    assert {name: shown[name] for name, value in bare.items() if value} == {
        name: value for name, value in bare.items() if value
    }
