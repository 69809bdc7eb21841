"""What stops the start, and what production is like."""

import runpy
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from clinic import secret_key

ROOT = Path(__file__).resolve().parent.parent
KEY = "k" * 50
PRODUCTION = {
    "DEMO": "",
    "DEBUG": "",
    "SECRET_KEY": KEY,
    "PUBLIC_URL": "https://plans.example",
    "ALLOWED_HOSTS": "plans.example",
    "DATABASE_URL": "postgres://user:secret@db.example:5432/plans",
}


def settings_with(patch: pytest.MonkeyPatch, **changed: str) -> dict[str, Any]:
    for name, value in (PRODUCTION | changed).items():
        patch.setenv(name, value)
    return runpy.run_path(str(ROOT / "clinic" / "settings.py"))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("PUBLIC_URL", "plans.example"),
        ("PUBLIC_URL", "https://"),
        ("ALLOWED_HOSTS", "*"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://user:secret@db.example/plans"),
        ("DATABASE_URL", "postgres://user:secret@db.example:port/plans"),
        ("EMAIL_URL", "carrier-pigeon"),
        ("DEBUG", "perhaps"),
        ("DEMO", "perhaps"),
        ("BEHIND_PROXY", "perhaps"),
        ("STAFF_IDLE_MINUTES", "soon"),
        ("PORTAL_SESSION_DAYS", "0"),
        ("TRUSTED_PROXY_COUNT", "-1"),
        ("LIBRARY_ZIP_MB", "0"),
        ("EXTRA_FONTS_DIRS", "/no/such/folder"),
        ("EXTRA_FONTS_DIRS", "/etc:/etc/hostname"),
        ("PRINT_SECONDS_MAX", "4"),
        ("PRINT_MEGABYTES_MAX", "much"),
        ("UPLOAD_SCANNER", "no_such_package.scan"),
        ("UPLOAD_SCANNER", "os.name"),
        ("TASKS_BACKEND", "pigeons"),
        ("TASKS_BACKEND", "no_such_package.Backend"),
    ],
)
def test_bad_value_stops_the_start_naming_its_variable(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImproperlyConfigured) as stopped:
        settings_with(monkeypatch, **{variable: value})

    assert str(stopped.value).startswith(variable)
    assert "secret" not in str(stopped.value)


def test_cookies_are_for_tls_only_behind_https(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_with(monkeypatch)

    for cookie in ("SESSION", "CSRF", "PORTAL"):
        assert settings[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
    assert settings["SESSION_COOKIE_SECURE"] and settings["CSRF_COOKIE_SECURE"]
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["SECURE_HSTS_SECONDS"] >= 365 * 24 * 60 * 60
    assert settings["SESSION_COOKIE_SAMESITE"] in ("Lax", "Strict")


def test_proxy_headers_are_believed_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "SECURE_PROXY_SSL_HEADER" not in settings_with(monkeypatch)
    assert "SECURE_PROXY_SSL_HEADER" in settings_with(monkeypatch, BEHIND_PROXY="1")


def test_folders_are_set_apart_by_colons(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "emoji").mkdir()

    settings = settings_with(monkeypatch, EXTRA_FONTS_DIRS=f"{tmp_path}: {tmp_path / 'emoji'}:")

    assert settings["EXTRA_FONTS_DIRS"] == [tmp_path, tmp_path / "emoji"]


def test_first_hasher_is_argon2(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Argon2" in settings_with(monkeypatch)["PASSWORD_HASHERS"][0]


def test_demos_key_is_made_once_and_read_by_its_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret-key"

    first, second = secret_key.kept_in(path), secret_key.kept_in(path)

    assert first == second and len(first) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]
