"""One settings file; what differs between installations is `NHANAI_*` (docs/operating.md)."""

from pathlib import Path
from urllib.parse import unquote, urlparse

from nhanai.project import env

ROOT = Path(__file__).resolve().parents[3]
STATE_DIR = Path(env.text("NHANAI_STATE_DIR", str(ROOT / "var")))
DEMO = env.boolean("NHANAI_DEMO", default=False)
DEBUG = env.boolean("NHANAI_DEBUG", default=False)


def _secret_key() -> str:
    """The installation's own key, made on first use; a file that only its owner reads."""
    given = env.text("NHANAI_SECRET_KEY", "")
    if given:
        return given
    from nhanai.project.secret import made_once  # noqa: PLC0415 (only an installation needs it)

    return made_once(STATE_DIR / "secret_key")


def _database(url: str) -> dict[str, object]:
    """SQLite below the state directory, or the PostgreSQL that the address names."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": STATE_DIR / "nhanai.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # 64 MB of pages at most; without it all of a province's tasks are read anew
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
                ),
            },
            "CONN_MAX_AGE": 60,
        }
    parts = urlparse(url)
    host = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair).get("host")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host or parts.hostname or ""),
        "PORT": str(parts.port or ""),
        # a roll-up is done in less time than its statement takes to be compiled, and its sorts of
        # some megabytes need no disk
        "OPTIONS": {"options": "-c jit=off -c work_mem=16MB"},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = _secret_key()
DATABASES = {"default": _database(env.text("NHANAI_DATABASE_URL", ""))}
ALLOWED_HOSTS = env.words("NHANAI_HOSTS", "localhost,127.0.0.1,[::1]")
TRUST_PROXY = env.boolean("NHANAI_TRUST_PROXY", default=False)
CSRF_TRUSTED_ORIGINS = env.words("NHANAI_ORIGINS", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "nhanai.web",
    "nhanai.search",
    "nhanai.journal",
    "nhanai.units",
    "nhanai.periods",
    "nhanai.identity",
    "nhanai.sending",
    "nhanai.facts",
    "nhanai.ledger",
    "nhanai.people",
    "nhanai.documents",
    "nhanai.plans",
    "nhanai.activities",
    "nhanai.banking",
    "nhanai.stock",
    "nhanai.funds",
    "nhanai.aid",
    "nhanai.distributions",
    "nhanai.feedback",
    "nhanai.trips",
    "nhanai.allocation",
    "nhanai.figures",
    "nhanai.exchange",
    "nhanai.reporting",
    "nhanai.submissions",
    "nhanai.publishing",
    "nhanai.reminders",
    "nhanai.portal",
    "nhanai.desk",
    "nhanai.api",
    "nhanai.project",
]
MIDDLEWARE = [
    "nhanai.project.public.kept",
    "nhanai.web.middleware.strict_headers",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "nhanai.project.public.before_accounts",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nhanai.web.middleware.say_after_fragment",
    "nhanai.journal.http.OriginMiddleware",
    "nhanai.identity.http.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "nhanai.project.urls"
WSGI_APPLICATION = "nhanai.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "nhanai.desk.pages.shell.shell",
            ],
            "builtins": ["nhanai.web.templatetags.ui"],
        },
    }
]

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
]
LOGIN_URL = "identity:sign-in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "identity:sign-in"
NHANAI_ROLES = "nhanai.project.roles.ROLES"
NHANAI_FACT_SOURCES = [
    *("nhanai.people.facts", "nhanai.activities.facts", "nhanai.banking.facts"),
    *("nhanai.aid.facts", "nhanai.funds.facts", "nhanai.distributions.facts"),
    "nhanai.figures.facts",
]

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "nhanai.identity.http.locked_out"
AXES_CLIENT_IP_CALLABLE = "nhanai.journal.http.client_address"

LANGUAGE_CODE = "vi"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = "nhanai.web.formats"

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "nhanai.web.assets.PrintedFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 365 * 24 * 3600  # an address changes with its file
MEDIA_ROOT = STATE_DIR / "files"
FILE_UPLOAD_HANDLERS = [
    "nhanai.documents.http.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
API_LIMIT = env.integer("NHANAI_API_LIMIT", 300)
UPLOAD_LIMIT = env.integer("NHANAI_UPLOAD_LIMIT_MB", 50) * 1024 * 1024
TRUST_DIR = env.path("NHANAI_TRUST_DIR", is_folder=True)
PKCS11_MODULE = env.path("NHANAI_PKCS11_MODULE")
PKCS11_TOKEN = env.text("NHANAI_PKCS11_TOKEN", "")
ADDRESS = env.text("NHANAI_ADDRESS", "http://localhost:8000")
_MAIL = env.mail("NHANAI_EMAIL_URL")
SENDS_MAIL = _MAIL is not None
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _MAIL else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = (_MAIL.host, _MAIL.port) if _MAIL else ("localhost", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (_MAIL.user, _MAIL.password) if _MAIL else ("", "")
EMAIL_USE_SSL, EMAIL_USE_TLS = (_MAIL.is_ssl, _MAIL.is_tls) if _MAIL else (False, False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("NHANAI_EMAIL_FROM", "Nhân Ái <nhanai@localhost>")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A page that was refused or not found is an answer, not an accident.
    "loggers": {"django": {"handlers": [], "level": "INFO"}, "django.request": {"level": "ERROR"}},
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600  # one working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.boolean("NHANAI_HTTPS", default=False)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []
