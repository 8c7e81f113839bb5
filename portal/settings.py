"""All settings, by section. Each value is read once from the environment; README lists them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF

from portal import env

ROOT = Path(__file__).resolve().parent.parent

# --- What kind of installation this is -------------------------------------------------------------------------------

DEBUG = env.read_bool("DEBUG", default=False)
LOCAL = env.read_bool("LOCAL", default=DEBUG)  # tried out or developed on one machine; never in service
DEMO = env.read_bool("DEMO", default=False)  # shows the demo strip and the demo logins on the login page
SECRET_KEY = env.read_secret("SECRET_KEY", "development-only-not-a-secret" if LOCAL else None)
ALLOWED_HOSTS = env.read_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if LOCAL else "")
BASE_URL = env.read_str("BASE_URL", "http://localhost:8000").rstrip("/")  # printed in QR codes and e-mails
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []
DATA_DIR = Path(env.read_str("DATA_DIR", str(ROOT / ".data"))).resolve()

# --- Apps ------------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "portal.core",
    "portal.pages",
    "units",
    "accounts",
    "councils",
    "campaigns",
    "initiatives",
    "awards",
    "reports",
]

MIDDLEWARE = [
    "portal.core.middleware.request_context",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.core.middleware.composed_text",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.second_factor",
    "accounts.middleware.last_seen",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.pages.viewing.viewing",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.core.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "portal.pages.navigation.frame",
            ],
            "builtins": ["django.templatetags.i18n", "portal.core.templatetags.look", "portal.core.templatetags.vi"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Servers ---------------------------------------------------------------------------------------------------------

DATABASES = {
    "default": env.database(env.read_secret("DATABASE_URL"))
    | {"CONN_MAX_AGE": env.read_int("CONN_MAX_AGE", 60), "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
}
CACHE_URL, BROKER_URL = env.redis_urls(env.read_secret("REDIS_URL"))
CACHES = {"default": {"BACKEND": "portal.core.cache.CalmRedisCache", "LOCATION": CACHE_URL}}

# --- Celery ----------------------------------------------------------------------------------------------------------

CELERY_BROKER_URL = BROKER_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A page must answer when the broker is away: the row in the database is the truth and a sweep sends it again.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "max_retries": 1,  # left alone it tries for six seconds, with a person waiting for the page
    "interval_start": 0,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "beat-alive": {"task": "core.beat_alive", "schedule": timedelta(seconds=30)},
    "apply-unit-changes": {"task": "units.apply_due_changes", "schedule": timedelta(minutes=10)},
    "seal-audit": {"task": "core.seal_audit", "schedule": timedelta(seconds=5)},
    "purge-expired": {"task": "core.purge_expired", "schedule": crontab(hour="2", minute="20")},
    "verify-audit": {"task": "core.verify_audit", "schedule": crontab(hour="1", minute="30")},
    "warn-of-broken-trail": {"task": "pages.warn_of_broken_trail", "schedule": timedelta(minutes=10)},
    "make-trail-months": {"task": "core.make_trail_months", "schedule": crontab(hour="0", minute="20")},
    "finish-waiting-exports": {"task": "pages.finish_waiting_exports", "schedule": timedelta(seconds=60)},
    "drop-expired-files": {"task": "core.drop_expired_files", "schedule": timedelta(hours=1)},
    "deliver-outbox": {"task": "core.deliver_outbox", "schedule": timedelta(seconds=20)},
    "send-waiting-codes": {"task": "accounts.send_waiting_codes", "schedule": timedelta(seconds=30)},
    "tidy-accounts": {"task": "accounts.tidy", "schedule": timedelta(minutes=5)},
    "finish-waiting-documents": {"task": "awards.finish_waiting_documents", "schedule": timedelta(seconds=60)},
    "finish-waiting-launches": {"task": "campaigns.finish_waiting_notices", "schedule": timedelta(seconds=60)},
    "remind-late-scorers": {"task": "councils.remind_late", "schedule": timedelta(hours=3)},
    "close-public-notices": {"task": "awards.close_public_notices", "schedule": timedelta(minutes=10)},
    "open-due-reports": {"task": "reports.open_due", "schedule": timedelta(minutes=10)},
    "finish-waiting-sheets": {"task": "units.finish_waiting_sheets", "schedule": timedelta(seconds=60)},
    "finish-waiting-reports": {"task": "reports.finish_waiting", "schedule": timedelta(seconds=60)},
}

# --- Signing in ------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "units.User"
AUTHENTICATION_BACKENDS = ["accounts.adapters.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.WeakPasswordValidator"},
    {"NAME": "accounts.passwords.OwnWordsValidator"},
    {"NAME": "accounts.passwords.BreachedPasswordValidator"},
]
BREACH_URL = env.read_str("BREACH_URL", "")  # a list of leaked passwords, asked by range
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {"login": "accounts.forms.LoginForm"}
# Wrong passwords are counted in accounts.trying, never by account. What stands here for "login_failed" guards second
# factors alone: whoever reaches them has shown the password already.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "5/5m/key"}
REAUTH_MINUTES = env.read_int("REAUTH_MINUTES", 10)  # before signing, a sign-in may be this old
ACCOUNT_REAUTHENTICATION_TIMEOUT = REAUTH_MINUTES * 60
MFA_REQUIRED = env.read_bool("MFA_REQUIRED", default=not (LOCAL or DEMO))  # of those who approve or sign
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # clocks of phones are half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.pages.errors.csrf_failure"

# One-time codes, and the slips of paper that open accounts.
CODE_MINUTES = 5
CODE_KEPT_DAYS = 30  # to see what became of one; then they go
CODE_TRIES = 5
CODE_WAIT_SECONDS = 60
CODES_PER_PHONE = env.read_int("CODES_PER_PHONE", 10)  # a day; devices known from before have as many of their own
CODES_PER_ADDRESS = env.read_int("CODES_PER_ADDRESS", 200)  # a day; a factory goes out by one address
SLIP_DAYS = 30
SLIP_TRIES = 5
MESSAGE_URL = env.read_str("MESSAGE_URL", "")
MESSAGE_TOKEN = env.read_secret("MESSAGE_TOKEN", "")
MESSAGE_SENDER = env.read_str("MESSAGE_SENDER", "")
MESSAGE_BODY = env.read_str("MESSAGE_BODY", '{"to": "{phone}", "text": "{text}", "sender": "{sender}"}')
MESSAGE_GATEWAY = env.read_str("MESSAGE_GATEWAY", "http" if MESSAGE_URL else "console" if LOCAL else "off")
if MESSAGE_GATEWAY not in {"http", "file", "console", "off"}:
    raise env.SettingError(f"MESSAGE_GATEWAY must be http, file, console or off, not {MESSAGE_GATEWAY!r}")
MESSAGE_FILE = DATA_DIR / "messages.jsonl"  # where the gateway "file" writes

# An identity provider of the union or the state; without OIDC_ISSUER there is none.
OIDC_ISSUER = env.read_str("OIDC_ISSUER", "").rstrip("/")
OIDC_NAME = env.read_str("OIDC_NAME", "Tài khoản Công đoàn")
OIDC_CLAIM = env.read_str("OIDC_CLAIM", "member_code")  # the claim that carries the member code
OIDC_ID = "cong-doan"  # stands in the address that the provider sends people back to
OIDC_APP = {
    "provider_id": OIDC_ID,
    "name": OIDC_NAME,
    "client_id": env.read_str("OIDC_CLIENT_ID", ""),
    "secret": env.read_secret("OIDC_CLIENT_SECRET", ""),
    "settings": {"server_url": OIDC_ISSUER, "fetch_userinfo": True, "scope": ["openid", "profile", "email", "phone"]},
}
SOCIALACCOUNT_ADAPTER = "accounts.adapters.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [OIDC_APP] if OIDC_ISSUER else [], "OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # accounts.adapters decides who is meant

# --- Security --------------------------------------------------------------------------------------------------------

HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
BEHIND_PROXY = env.read_bool("BEHIND_PROXY", default=False)  # believe X-Forwarded-Proto and X-Forwarded-For
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
# Grouping is asked for (|number, |vnd): left to Django it would also print the year 2.026 and break ids in pages.
USE_THOUSAND_SEPARATOR = False

# --- Files -----------------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = ROOT / "staticfiles"
STATICFILES_DIRS = [ROOT / "static"]
WHITENOISE_USE_FINDERS = LOCAL
WHITENOISE_MAX_AGE = 0 if LOCAL else 3600
STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if LOCAL
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "files"}},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
FILE_MAX_BYTES = env.read_int("FILE_MAX_MB", 20) * 1024 * 1024  # one uploaded file
FILE_QUOTA_BYTES = env.read_int("FILE_QUOTA_MB", 500) * 1024 * 1024  # all files of one person
# A little above the limit of one file, so that the form can say which file is too large.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Mail ------------------------------------------------------------------------------------------------------------

EMAIL_HOST = env.read_str("EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = env.read_int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.read_str("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.read_secret("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.read_bool("EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.read_str("EMAIL_FROM", "Cổng Thi đua <thidua@localhost>")

# --- Logs ------------------------------------------------------------------------------------------------------------

LOG_JSON = env.read_bool("LOG_JSON", default=not LOCAL)
SHARED_LOG_STEPS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
LOG_FORMAT: list[Any] = (
    [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    if LOG_JSON
    else [structlog.dev.ConsoleRenderer(colors=False)]
)
structlog.configure(
    processors=[*SHARED_LOG_STEPS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *LOG_FORMAT],
            "foreign_pre_chain": SHARED_LOG_STEPS,
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.read_str("LOG_LEVEL", "INFO")},
    "loggers": {"django.request": {"level": "ERROR"}, "fontTools": {"level": "WARNING"}},
}
