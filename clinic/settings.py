"""Settings, read from the environment. A bad value stops the start and names its variable."""

from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from clinic import environment, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

# --- what kind of place this is ------------------------------------------------------------------

DEBUG = environment.flag("DEBUG")
DEMO = environment.flag("DEMO")  # sign-ins are printed; mail goes to a folder
SECRET_KEY = environment.text("SECRET_KEY")
if not SECRET_KEY and (DEMO or DEBUG):
    SECRET_KEY = secret_key.kept_in(VAR_DIR / "secret-key")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is empty. Set it to 50 or more random characters.")
if not (DEMO or DEBUG) and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is too short. It needs 50 or more random characters.")

# What goes into QR codes and mails: the address by which a patient's phone reaches this server.
PUBLIC_URL = environment.web_address("PUBLIC_URL", "http://127.0.0.1:8000")
HTTPS = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
if "*" in ALLOWED_HOSTS and not (DEMO or DEBUG):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name hosts; * is for the demo only.")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if HTTPS else []

# --- parts ---------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its templates for single fields, which FORM_RENDERER looks for
    "crispy_forms",
    "crispy_bootstrap5",
    "django_include_bootstrap",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "clinic",
    "patients",
    "programs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "clinic.access.ClinicMiddleware",
    "programs.plans.once.OnceMiddleware",
]

ROOT_URLCONF = "clinic.urls"
WSGI_APPLICATION = "clinic.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clinic.context.page",
            ],
            "builtins": ["django.templatetags.static", "clinic.templatetags.page"],
        },
    },
]

# --- database ------------------------------------------------------------------------------------

_database = environment.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'homestretch.db'}")
DATABASES = {"default": _database}
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # With Django's defaults, writers that meet fail as "database is locked" (DESIGN.md 10.1).
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        # 16 MB of pages in memory for each connection: a library of 5,000 exercises fits.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
        ),
    }
else:
    _database.setdefault("CONN_MAX_AGE", 60)
    _database["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits are counted in the cache, so all processes must share it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
    # Drafts as they would be printed. A table of their own: they are large, and must never push
    # out what counts the tries.
    "previews": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "previews",
        "TIMEOUT": 10 * 60,
        "OPTIONS": {"MAX_ENTRIES": 60},
    },
}

# Background work waits in the database, and `manage.py work` does it. Another queue brings workers
# of its own.
TASKS = {
    "default": {
        "BACKEND": environment.dotted_path("TASKS_BACKEND", "django_tasks_db.DatabaseBackend"),
    }
}

# --- people and sign-in --------------------------------------------------------------------------

AUTH_USER_MODEL = "clinic.Member"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": _VALIDATION + "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "clinic:home"
ACCOUNT_ADAPTER = "clinic.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "clinic.adapter.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"  # the owner who adds a member vouches for the address
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
PASSWORD_RESET_TIMEOUT = 60 * 60
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Homestretch"

SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day, whatever happens in it
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
STAFF_IDLE_MINUTES = environment.number("STAFF_IDLE_MINUTES", default=15, least=3)
PORTAL_SESSION_DAYS = environment.number("PORTAL_SESSION_DAYS", default=90, least=1)

# --- safety --------------------------------------------------------------------------------------

_cookie_prefix = "__Host-" if HTTPS else ""  # browsers refuse that prefix without TLS
SESSION_COOKIE_NAME = _cookie_prefix + "session"
CSRF_COOKIE_NAME = _cookie_prefix + "csrf"
PORTAL_COOKIE_NAME = _cookie_prefix + "portal"
DEVICE_COOKIE_NAME = _cookie_prefix + "device"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if environment.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
TRUSTED_PROXY_COUNT = environment.number("TRUSTED_PROXY_COUNT", default=0, least=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # data: is for Bootstrap's own icons (select arrows, check marks) inside its stylesheet
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# The largest file that anybody may send is a clinic's library. Units: megabytes.
LIBRARY_ZIP_MB = environment.number("LIBRARY_ZIP_MB", default=1000, least=1)
FILE_UPLOAD_HANDLERS = [
    "clinic.upload_limit.LimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Called with each file that people send: docs/operations.md has its form.
UPLOAD_SCANNER = environment.function("UPLOAD_SCANNER")

# The longest that setting a PDF may take, and the memory it may ask for: 3 MB for each exercise. A
# hundred sheets of five exercises as one PDF take 10 seconds and 1800 MB.
PRINT_SECONDS_MAX = environment.number("PRINT_SECONDS_MAX", default=60, least=5)
PRINT_MEGABYTES_MAX = environment.number("PRINT_MEGABYTES_MAX", default=4000, least=300)

# --- files ---------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"


def _fonts_folder() -> Path:
    spec = find_spec("fontpkg_atkinson_hyperlegible")
    if spec is None or not spec.submodule_search_locations:
        raise ImproperlyConfigured("The package fontpkg-atkinson-hyperlegible is not installed.")
    return Path(spec.submodule_search_locations[0]) / "files"


FONTS_DIR = _fonts_folder()
EXTRA_FONTS_DIRS = environment.folders("EXTRA_FONTS_DIRS")
# The smaller copies for phones; manage.py build_fonts makes them.
WEB_FONTS_DIR = VAR_DIR / "fonts"
STATICFILES_DIRS = [("fonts", folder) for folder in (WEB_FONTS_DIR, FONTS_DIR) if folder.is_dir()]
MEDIA_ROOT = Path(environment.text("MEDIA_ROOT", str(VAR_DIR / "media")))
STORAGES = {
    # Never served by address: every file goes out through a view that asks who wants it.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- mail, words, logs ---------------------------------------------------------------------------

if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
else:
    globals().update(environment.mail_server("EMAIL_URL", "smtp://localhost:25"))
DEFAULT_FROM_EMAIL = environment.text("FROM_EMAIL", "Homestretch <homestretch@localhost>")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"  # each request runs in its clinic's own zone
USE_TZ = True

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
