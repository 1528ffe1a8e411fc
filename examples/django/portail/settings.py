# SPDX-License-Identifier: Apache-2.0
"""Everything that differs from one place to another is read from the
environment; docs/django.md lists the variables."""
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from . import env

BASE_DIR = Path(__file__).resolve().parent
VAR_DIR = Path(env.text("PORTAIL_VAR", str(BASE_DIR.parent / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("DJANGO_DEBUG")
SECRET_KEY = env.secret("SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY or SECRET_KEY_FILE is required")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

# --- The portal ---

PORTAIL: dict[str, Any] = {
    # "neutral", or "dsfr": the State's design system, whose licence keeps it
    # to sites of the State. Its files are not shipped: DSFR_URL is where their
    # dist/ folder is served.
    "THEME": env.text("PORTAIL_THEME", "neutral"),
    "DSFR_URL": env.text("PORTAIL_DSFR_URL"),
    "CONTACT": env.text("CONTACT_EMAIL"),
    # Files that change thresholds of the pack, offered on the page "what if".
    "REFORMS": env.words("PORTAIL_REFORMS"),
    # Documents that a company may upload within an hour.
    "UPLOADS_PER_HOUR": int(env.text("PORTAIL_UPLOADS_PER_HOUR", "100")),
    # A virus scanner: gets the path of a file, ends with 1 to refuse it.
    "SCAN_COMMAND": env.text("PORTAIL_SCAN_COMMAND"),
    # Folder of a model that classifies; without any, the lesser engine does.
    "MODEL": env.text("PORTAIL_MODEL"),
    # A user whose password stands on the page where one signs in.
    "DEMO": env.flag("PORTAIL_DEMO"),
}

PORTAILRSE: dict[str, Any] = {
    "PACK": env.text("PORTAILRSE_PACK", "fr-rse"),
    "REGISTER": env.text("PORTAILRSE_REGISTER") or None,
    "OFFLINE": env.flag("PORTAILRSE_OFFLINE"),
    "SERVICES": dict(pair.split("=", 1) for pair
                     in env.words("PORTAILRSE_SERVICES")),
    "STORE": "default",
    "BLOB": env.text("PORTAIL_DOCUMENTS", str(VAR_DIR / "documents")),
    "BLOB_KEYS": None,
    "QUEUE": env.text("PORTAIL_QUEUE", f"sqlite:{VAR_DIR / 'travaux.sqlite'}"),
    "SCAN": "portail.scan.command" if PORTAIL["SCAN_COMMAND"] else None,
    "CLASSIFIER": "portail.model.classifier" if PORTAIL["MODEL"] else None,
    "DEADLINE_MS": int(env.text("PORTAILRSE_DEADLINE_MS", "4000")),
}
if key := env.secret("API_SIRENE_KEY"):
    PORTAILRSE["SERVICES"]["sirene.key"] = key
if key := env.secret("S3_ACCESS_KEY"):
    PORTAILRSE["BLOB_KEYS"] = (key, env.secret("S3_SECRET_KEY"))

# --- Django ---

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_portailrse",
    "portail.apps.PortailConfig",
]
MIDDLEWARE = [
    "portail.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portail.unavailable.Unavailable",
]
ROOT_URLCONF = "portail.urls"
WSGI_APPLICATION = "portail.wsgi.application"
DATABASES = {"default": env.database(
    "DATABASE_URL", f"sqlite:{VAR_DIR / 'portail.sqlite'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    # A theme's templates come before the neutral ones.
    "DIRS": [BASE_DIR / "themes" / PORTAIL["THEME"]],
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
        "portail.theme.page",
    ]},
}]

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portail.formats"]
USE_I18N = True
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage."
                               "CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage")

# What a visitor answers stays in the visitor's browser, in a signed cookie that
# ends with it: nothing to lose, nothing to forget, no database to wait for.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_AGE = 2 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
LOGIN_URL = "sign_in"
CSRF_FAILURE_VIEW = "portail.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300

# Behind a proxy that ends TLS.
if env.flag("PORTAIL_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
