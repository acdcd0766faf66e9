"""Typed readers for settings: each refuses a bad value at start, in one sentence that names the setting."""

import ipaddress
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

_environ = environ.Env()

# Every name that was asked for: a test holds `.env.example` equal to it.
READ: set[str] = set()
# Means: there is no default, so the start is refused without a value.
REQUIRED: Any = object()


class BadSetting(ImproperlyConfigured):
    """A setting that is missing or makes no sense; its message is one sentence that names it."""


def load(path: Path) -> None:
    """Take what a `.env` file says for whatever the environment itself does not say."""
    if path.exists():
        environ.Env.read_env(path)


def given(name: str) -> str | None:
    """The raw value of a setting; None where it is missing or empty."""
    READ.add(name)
    return _environ.str(name, default="").strip() or None


def or_default(name: str, default: Any, *, hint: str = "") -> Any:
    """What to use for a setting without a value."""
    if default is REQUIRED:
        raise BadSetting(f"{name} is not set{': ' + hint if hint else ''}.")
    return default


def text(name: str, default: Any = REQUIRED, *, shortest: int = 0, hint: str = "") -> str:
    """Any words."""
    value = given(name)
    if value is None:
        return or_default(name, default, hint=hint)
    if len(value) < shortest:
        raise BadSetting(f"{name} must have at least {shortest} characters, and has {len(value)}.")
    return value


def pair(name: str, other: str) -> tuple[str, str] | None:
    """Two settings that make sense only together; None where neither is set."""
    value, partner = given(name), given(other)
    if value is None and partner is None:
        return None
    if value is None or partner is None:
        raise BadSetting(f"{name} and {other} are set together or not at all, and only {other if value is None else name} is.")
    return value, partner


def key(name: str, default: Any = REQUIRED) -> str:
    """A key that a service has given us: letters and digits alone, so that a slip of the mouse is found at start."""
    value = given(name)
    if value is None:
        return or_default(name, default)
    if not re.fullmatch(r"[0-9A-Za-z]{8,64}", value):
        raise BadSetting(f"{name} must be 8 to 64 letters and digits, as the service shows it.")
    return value


def flag(name: str, default: Any = REQUIRED) -> bool:
    """Yes or no."""
    value = given(name)
    if value is None:
        return or_default(name, default)
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(f"{name} must be yes or no, not {value!r}.")


def number(name: str, default: Any = REQUIRED, *, least: int, most: int) -> int:
    """A whole number between two bounds."""
    value = given(name)
    if value is None:
        return or_default(name, default)
    if not re.fullmatch(r"-?\d{1,12}", value) or not least <= int(value) <= most:
        raise BadSetting(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def choice(name: str, default: Any = REQUIRED, *, among: list[str]) -> str:
    """One of a few words."""
    value = given(name)
    if value is None:
        return or_default(name, default)
    if value not in among:
        raise BadSetting(f"{name} must be one of {', '.join(among)}, not {value!r}.")
    return value


def words(name: str, default: Any = REQUIRED) -> list[str]:
    """Several values, separated by commas."""
    value = given(name)
    if value is None:
        return or_default(name, default)
    return [word.strip() for word in value.split(",") if word.strip()]


def hosts(name: str, default: Any = REQUIRED) -> list[str]:
    """Host names, separated by commas; a leading dot means every host below."""
    found = words(name, default)
    for host in found:
        if not re.fullmatch(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", host, flags=re.IGNORECASE):
            raise BadSetting(f"{name} must hold host names without scheme or port, and {host!r} is none.")
    return found


def site(name: str, default: Any = REQUIRED) -> str:
    """The address of a site: scheme and host, perhaps a port, and nothing after it."""
    value = given(name) or or_default(name, default)
    try:
        parts = urlsplit(value)
        whole = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or True)
    except ValueError:
        whole = False
    if not whole or parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise BadSetting(f"{name} must be an address such as https://news.example, not {value!r}.")
    return value.rstrip("/")


def address(name: str, default: Any = REQUIRED, *, example: str) -> str:
    """The address of somebody else's service, with or without a path: over https, as `outgoing` calls nothing else."""
    value = given(name)
    if value is None:
        return or_default(name, default)
    try:
        parts = urlsplit(value)
        whole = parts.scheme == "https" and parts.hostname and parts.port in {None, 443}
    except ValueError:
        whole = False
    if not whole or parts.query or parts.fragment or "@" in parts.netloc:
        raise BadSetting(f"{name} must be an address such as {example}, over https and at port 443, not {value!r}.")
    return value.rstrip("/")


def networks(name: str, default: Any = REQUIRED) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """Addresses or networks of machines, separated by commas."""
    found = []
    for word in words(name, default):
        try:
            found.append(ipaddress.ip_network(word))
        except ValueError:
            raise BadSetting(f"{name} must hold addresses or networks such as 10.0.0.0/8, and {word!r} is none.") from None
    return found


def time_zone(name: str, default: Any = REQUIRED) -> str:
    """The name of a time zone that this machine knows."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise BadSetting(f"{name} must be a time zone such as Europe/London, not {value!r}.") from None
    return value


def folder(name: str, default: Path) -> Path:
    """A folder; a relative one counts from where the command was started."""
    value = given(name)
    return Path(value).expanduser().resolve() if value else default


def database(name: str, *, hint: str) -> dict[str, Any]:
    """The address of a PostgreSQL database, as Django's settings want it."""
    value = text(name, hint=hint)
    config = parsed(name, value, environ.Env.db_url_config, ["postgres", "postgresql"], "postgres://user:password@host/name")
    if not config.get("NAME"):
        raise BadSetting(f"{name} must name a database, as in postgres://user:password@host/name.")
    return config


def mail(name: str) -> dict[str, Any] | None:
    """The address of a mail server, as `EMAIL_…` settings; None where there is none."""
    value = given(name)
    if value is None:
        return None
    return parsed(
        name, value, environ.Env.email_url_config, ["smtp", "smtp+tls", "smtp+ssl"], "smtp+tls://user:password@host:587"
    )


def mailbox(name: str, default: Any = REQUIRED) -> str:
    """Somebody's e-mail address."""
    value = given(name)
    if value is None:
        return or_default(name, default)
    try:
        validate_email(value)
    except ValidationError:
        raise BadSetting(f"{name} must be an e-mail address such as desk@news.example, not {value!r}.") from None
    return value


def parsed(name: str, value: str, parse: Any, schemes: list[str], example: str) -> dict[str, Any]:
    """Take an address to pieces, without ever printing it: it holds a password."""
    scheme = value.partition("://")[0]
    if scheme not in schemes:
        raise BadSetting(f"{name} must be an address such as {example}.")
    try:
        return dict(parse(value))
    except Exception:
        raise BadSetting(f"{name} is not a whole address; it should look like {example}.") from None


def given_outside(name: str) -> bool:
    """Whether an internal mark was set by the program that started this one; no setting of the operator's."""
    return os.environ.get(name) == "1"
