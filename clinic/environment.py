"""Settings from the environment: a bad value stops the start, and the message names its variable.

No message repeats what was set: addresses hold passwords.
"""

import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

YES = ("1", "true", "yes", "on")
NO = ("", "0", "false", "no", "off")
ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")

_env = environ.Env()


def text(name: str, default: str = "") -> str:
    found: str = _env.str(name, default=default)
    return found.strip()


def flag(name: str) -> bool:
    """Whether it is switched on. Errors: ImproperlyConfigured when it is neither 1 nor 0."""
    word = text(name).lower()
    if word not in YES + NO:
        raise ImproperlyConfigured(f"{name} must be 1 or 0.")
    return word in YES


def number(name: str, *, default: int, least: int) -> int:
    """Errors: ImproperlyConfigured when it is no whole number, or below the least."""
    word = text(name) or str(default)
    if not word.isdecimal() or int(word) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number, {least} or more.")
    return int(word)


def dotted_path(name: str, default: str) -> str:
    """Errors: ImproperlyConfigured when it does not lead into a package that is installed."""
    path = text(name) or default
    package, _, rest = path.partition(".")
    if not rest or not package.isidentifier() or find_spec(package) is None:
        raise ImproperlyConfigured(
            f"{name} must be the dotted path of a class, and its package installed."
        )
    return path


def web_address(name: str, default: str) -> str:
    """Errors: ImproperlyConfigured when it does not start with http:// or https:// and a host."""
    address = text(name) or default
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured(
            f"{name} must start with http:// or https:// and a host, like https://plans.example."
        )
    return address.rstrip("/")


def hosts(name: str, default: list[str]) -> list[str]:
    return [host.strip() for host in text(name).split(",") if host.strip()] or default


def folders(name: str) -> list[Path]:
    """Those of a list with colons. Errors: ImproperlyConfigured when one of them is not there."""
    found = [Path(word.strip()) for word in text(name).split(":") if word.strip()]
    if not all(folder.is_dir() for folder in found):
        raise ImproperlyConfigured(f"{name} must be folders that exist, with colons between them.")
    return found


def database(name: str, default: str) -> dict[str, Any]:
    """Errors: ImproperlyConfigured when it is neither SQLite's nor PostgreSQL's address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # environ warns of engines that we refuse below
        try:
            found: dict[str, Any] = environ.Env.db_url_config(text(name) or default)
        except ValueError:
            found = {}
    if found.get("ENGINE") not in ENGINES or not found.get("NAME"):
        raise ImproperlyConfigured(
            f"{name} must be like sqlite:////folder/file.db"
            " or postgres://user:password@host:5432/name."
        )
    return found


def mail_server(name: str, default: str) -> dict[str, Any]:
    """Errors: ImproperlyConfigured when it is not a mail server's address."""
    try:
        found: dict[str, Any] = environ.Env.email_url_config(text(name) or default)
    except (ImproperlyConfigured, ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            f"{name} must be like smtp+tls://user:password@host:587."
        ) from error
    return found


def function(name: str) -> Callable[..., Any] | None:
    """What a dotted path names, or None when nothing is set.

    Errors: ImproperlyConfigured when there is no such function.
    """
    path = text(name)
    if not path:
        return None
    try:
        found = import_string(path)
    except ImportError as error:
        raise ImproperlyConfigured(
            f"{name} must name a function, like package.module.scan."
        ) from error
    if not callable(found):
        raise ImproperlyConfigured(f"{name} must name a function, like package.module.scan.")
    called: Callable[..., Any] = found
    return called
