"""Settings for the tests: the product's own, with what a test machine needs otherwise."""

import os
import tempfile
from pathlib import Path

os.environ["DEMO"] = "1"
os.environ["SECRET_KEY"] = "only-for-tests"
os.environ.setdefault("DATABASE_URL", "sqlite:///homestretch-tests.db")

from clinic.settings import *  # noqa: F403
from clinic.settings import DATABASES, STORAGES

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {
        "NAME": str(Path(tempfile.gettempdir()) / f"homestretch-tests-{os.getpid()}.db")
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 is slow on purpose
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "previews")
}
# The manifest's hashed names make static files 404 in live-server tests.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="homestretch-media-"))
STATIC_ROOT = Path(tempfile.mkdtemp(prefix="homestretch-static-"))  # whitenoise wants it to exist
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
