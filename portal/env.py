"""Settings out of the environment: each reader fails with the name of the variable."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class SettingError(Exception):
    """A variable of the environment is missing or cannot be read; the message names it."""


def read_str(name: str, default: str | None = None) -> str:
    """Return the variable, or ``default``; without either, raise :class:`SettingError`."""
    value = os.environ.get(name, default)
    if value is None:
        raise SettingError(f"{name} is not set")
    return value


def read_bool(name: str, *, default: bool) -> bool:
    """Return the variable read as yes or no."""
    value = os.environ.get(name, str(default)).strip().lower()
    if value not in TRUE | FALSE:
        raise SettingError(f"{name} must be 1 or 0, not {value!r}")
    return value in TRUE


def read_int(name: str, default: int) -> int:
    """Return the variable read as a whole number."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise SettingError(f"{name} must be a whole number, not {value!r}") from None


def read_list(name: str, default: str = "") -> list[str]:
    """Return the parts of a comma-separated variable, without empty ones."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def read_secret(name: str, default: str | None = None) -> str:
    """Return the variable, or the content of the file that ``<name>_FILE`` names."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as problem:
            raise SettingError(f"{name}_FILE cannot be read: {problem}") from problem
    return read_str(name, default)


def database(url: str) -> dict[str, Any]:
    """Turn ``postgres://user:password@host:port/name`` (or ``…/name?host=/socket/dir``) into Django's form."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError("DATABASE_URL must start with postgres://")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
    }


def redis_urls(url: str) -> tuple[str, str]:
    """
    Return the address for the cache and the one for Celery's broker.

    redis-py and kombu spell a unix socket differently: ``unix:///path`` and
    ``redis+socket:///path?virtual_host=0``.
    """
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db=1", f"redis+socket://{parts.path}?virtual_host=0"
    if parts.scheme not in {"redis", "rediss"}:
        raise SettingError("REDIS_URL must start with redis://, rediss:// or unix://")
    return url, url
