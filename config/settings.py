"""Environment in, constants out: one file, read top to bottom.

Every value that an office may change is an environment variable; docs/settings.md lists them.
"""

import datetime
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from config import servers

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Where data lives -----------------------------------------------------------------------------
DATA_DIR = servers.data_dir()
# Folder of the records that the agency adds to national law; none by default.
AGENCY_LAW = env("AGENCY_LAW", default="")
# Folder of the roots (PEM) whose digital signatures count; none by default: decisions are signed on
# paper.
SIGNING_TRUST = env("SIGNING_TRUST", default="")
MEDIA_ROOT = DATA_DIR / "files"
DATABASES = {"default": env.db_url_config(servers.database_url())}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# The role of the serving programs, if it is not the owner of the tables (units/grants.py).
DATABASE_APP_ROLE = env("DATABASE_APP_ROLE", default="thidua_app")
REDIS_URL = servers.redis_url()
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Secrets and hosts ----------------------------------------------------------------------------
SECRET_KEY = env("SECRET_KEY", default="") or servers.secret_key()
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BEHIND_HTTPS = env.bool("BEHIND_HTTPS", default=False)

# --- The program ----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_htmx",
    "tree_queries",
    "units",
    "campaigns",
    "awards",
    "reports",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "units.carried.CarryingLoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
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
                "config.context.page",
            ],
            "builtins": ["config.tags", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# --- Who signs in ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "units.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

# --- Language and time ----------------------------------------------------------------------------
# Source strings are Vietnamese; English is the one catalogue of ours.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
# Years and keys are numbers too: only what passes the filter `number` is grouped.
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Ho_Chi_Minh"
# The day the office lives on: set for a demonstration in a past year, absent in real life.
OFFICE_TODAY: datetime.date | None = servers.office_today()

# --- Static files ---------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": env("FILE_STORAGE", default="units.storage.WholeFileStorage")},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Files that people attach (no address leads to MEDIA_ROOT) ------------------------------------
FILE_MEGABYTES = env.int("FILE_MEGABYTES", default=20)
FILE_MEGABYTES_A_DAY = env.int("FILE_MEGABYTES_A_DAY", default=500)
FILES_AT_ONCE = env.int("FILES_AT_ONCE", default=5)
FILE_UPLOAD_HANDLERS = [
    "units.uploads.CutTooLarge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- Headers --------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 8 * 60 * 60  # one working day
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
if BEHIND_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

# --- Mail -----------------------------------------------------------------------------------------
# EMAIL_URL: smtp+tls://user:password@host:587 in an office; the console or a folder elsewhere.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
if env("EMAIL_URL", default="").startswith("filemail:"):
    EMAIL_FILE_PATH = env.email_url("EMAIL_URL")["EMAIL_FILE_PATH"]
# From this hour on a working day, what is new for a person leaves as one letter.
DIGEST_HOUR = env.int("DIGEST_HOUR", default=7)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="thi-dua@localhost")
SITE_URL = env("SITE_URL", default=f"http://localhost:{env.int('PORT', default=8000)}")

# --- Background work ------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A killed worker's task comes back within seconds, not after kombu's default of a hundred.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 60 * 60,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}

# --- Logs -----------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
