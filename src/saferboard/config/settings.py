"""
Every setting, read once from the environment.  docs/guide/settings.md lists them.
"""

from pathlib import Path

import dj_database_url

from saferboard.config.environment import (
    DATABASE_FILE,
    Environment,
    NotReady,
    acts_as_owner,
    keep_to_ourselves,
    refuse_weak_settings,
    require_fit_for_real_cases,
    under_test,
)
from saferboard.sealing import BadKeys, read_keys

_env = Environment()

DATA_FOLDER = _env.folder
DEMO = _env.yes("SAFERBOARD_DEMO")
TODAY = _env.day("SAFERBOARD_TODAY")
"""The day the clock stands at in a demonstration; None for the real day."""

SECRET_KEY = (
    "for tests only, kept in no installation"
    if under_test()
    else _env.needed(
        "SAFERBOARD_SECRET_KEY",
        "It signs everybody's sessions: set it to fifty random characters and keep it secret.",
    )
)
SEALING_KEYS = (
    "tests:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    if under_test()
    else _env.get("SAFERBOARD_SEALING_KEYS")
)
"""The keys that seal personal fields, `name:key,name:key`, the current one first."""
if SEALING_KEYS:
    try:
        read_keys(SEALING_KEYS)
    except BadKeys as error:
        raise NotReady(
            f"SAFERBOARD_SEALING_KEYS is wrong: {error}. Write name:key,name:key, each as"
            " `saferboard keys new` prints it, the current one first."
        ) from None
ERASURES = Path(_env.get("SAFERBOARD_ERASURES") or DATA_FOLDER / "erasures.jsonl")
"""The file that says what was deleted, outside the database and its backups."""
MUNICIPAL_YEAR_STARTS = _env.month_and_day("SAFERBOARD_YEAR_STARTS", "05-01")
"""The month and day from which the numbers of minutes begin again."""
REQUEST_WORKING_DAYS = _env.number("SAFERBOARD_REQUEST_DAYS", "5", largest=60)
"""Working days to answer a request for information in, where its agreement says none."""
REVIEW_NOTICES = _env.numbers("SAFERBOARD_REVIEW_NOTICES", "60,30,7", largest=365)
"""How many days before a review or an end an agreement's owner is told."""
BREAK_GLASS_MINUTES = _env.number("SAFERBOARD_BREAK_GLASS_MINUTES", "60", largest=24 * 60)
"""How long breaking the glass opens a thing."""
LEDGER_ANCHORS = Path(
    _env.get("SAFERBOARD_LEDGER_ANCHORS") or DATA_FOLDER / "ledger-anchors.txt"
).expanduser()
"""The file that anchors of the ledger are added to; best on another machine's disk."""
LEDGER_SECRET = _env.get("SAFERBOARD_LEDGER_SECRET") or SECRET_KEY
"""What the key that signs anchors is made from."""
ALLOWED_HOSTS = [
    host.strip()
    for host in _env.get("SAFERBOARD_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if host.strip()
]
PROXIES = _env.amount("SAFERBOARD_PROXIES", 0, least=0, most=5)
"""How many web servers of ours stand in front, each adding to X-Forwarded-For."""
FILES_HOST = _env.get("SAFERBOARD_FILES_HOST")
"""The host that hands out the files people gave, and nothing else; none for this one."""
if FILES_HOST:
    ALLOWED_HOSTS.append(FILES_HOST.partition(":")[0])
OPEN_SITE = _env.yes("SAFERBOARD_OPEN_SITE", "yes")
"""Whether those outside may read what is public here, or the council publishes it elsewhere."""
DEBUG = False
if not (DEMO or under_test()):
    refuse_weak_settings(SECRET_KEY, ALLOWED_HOSTS, https=_env.yes("SAFERBOARD_HTTPS"))

SITE_ADDRESS = _env.get("SAFERBOARD_ADDRESS", "http://localhost:8000").rstrip("/")
"""What links in letters begin with: a letter is written where no browser says the address."""
if not SITE_ADDRESS.startswith(("https://", "http://")):
    raise NotReady(
        "SAFERBOARD_ADDRESS is not an address. Write it as https://safer.example.gov.uk."
    )
_mail = _env.mail("SAFERBOARD_MAIL_URL")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.starttls, _mail.tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _env.get("SAFERBOARD_MAIL_FROM", "saferboard@localhost")

WRONG_DATABASE = (
    "SAFERBOARD_DATABASE_URL is not an address of a database. Write it as"
    " postgres://user:password@host:5432/name, or leave it out to use SQLite."
)

_application = _env.get("SAFERBOARD_DATABASE_URL")
_owner = _env.get("SAFERBOARD_DATABASE_OWNER_URL")
_database = _owner if _owner and acts_as_owner() else _application
if _database and not _database.startswith(("postgres://", "postgresql://", "sqlite://")):
    raise NotReady(WRONG_DATABASE)
try:
    DATABASES = {
        "default": dj_database_url.parse(_database or f"sqlite:///{DATA_FOLDER / DATABASE_FILE}")
    }
except ValueError as error:
    raise NotReady(WRONG_DATABASE) from error
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A chain of ledger lines can only grow at one end: whoever writes takes the lock first.
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    # With a log written ahead a commit does not wait for the disk, and readers not for writers.
    # Only a power cut loses the newest acts, each with its line: real cases are on PostgreSQL.
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL"
    )
    if not under_test() and DATABASES["default"]["NAME"] != ":memory:":
        keep_to_ourselves(Path(DATABASES["default"]["NAME"]))

REAL_CASES = _env.yes("SAFERBOARD_REAL_CASES")
"""Whether real people's cases are kept here: then only where the ledger cannot be altered."""
require_fit_for_real_cases(
    REAL_CASES, demo=DEMO, engine=DATABASES["default"]["ENGINE"].rpartition(".")[2]
)
APPLICATION_ROLE = dj_database_url.parse(_application)["USER"] if _application else ""
"""The role of the database that the site runs as; its owner is another, where it is split."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "saferboard.ui",
    "saferboard.ledger",
    "saferboard.partners",
    "saferboard.search",
    "saferboard.letters",
    "saferboard.accounts",
    "saferboard.places",
    "saferboard.library",
    "saferboard.instruments",
    "saferboard.measures",
    "saferboard.bodies",
    "saferboard.sharing",
    "saferboard.sheets",
    "saferboard.meetings",
    "saferboard.questions",
    "saferboard.plans",
    "saferboard.drafting",
    "saferboard.returns",
    "saferboard.packs",
    "saferboard.keeping",
    "saferboard.oversight",
    "saferboard.home",
    "saferboard.public",
    "saferboard.demo",
    "saferboard.config",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
AUTH_USER_MODEL = "partners.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:front"
LOGOUT_REDIRECT_URL = "public:front"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "saferboard.config.middleware.TrueAddress",
    "saferboard.config.middleware.ContentSecurityPolicy",
    "saferboard.config.middleware.FilesWithoutCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "saferboard.config.middleware.Whence",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "saferboard.accounts.middleware.StandingSessions",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "saferboard.config.middleware.PlainAddresses",
    "saferboard.config.middleware.RefusedInWords",
    "saferboard.accounts.middleware.TriedTooOften",
    "saferboard.config.middleware.OpenSite",
]
ROOT_URLCONF = "saferboard.config.urls"
WSGI_APPLICATION = "saferboard.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "saferboard.ui.context.site",
            ],
        },
    }
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
# Served from where the packages keep them: no second copy to go stale.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
IDLE_MINUTES = _env.amount("SAFERBOARD_IDLE_MINUTES", 30, least=5, most=480)
"""A session in which nothing is done for so long ends."""
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_secure = _env.yes("SAFERBOARD_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _secure
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
if _secure:
    # A browser takes a cookie of this name only over HTTPS, from this host, for all of it.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, and only ever for tests
    if under_test()
    else ["django.contrib.auth.hashers.ScryptPasswordHasher"]
)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "saferboard.accounts.passwords.LongEnough"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "email", "signed_in_as")},
    },
    {"NAME": "saferboard.accounts.passwords.NotTheFirstThought"},
]

# What is counted and what was used once must be known to every process that serves.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
    }
}

ACCOUNT_ADAPTER = "saferboard.accounts.adapters.AccountAdapter"
# Addresses of accounts are ours to keep; nothing a provider says changes one.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Our own limits come first; see `domain/tries.py`.
ACCOUNT_RATE_LIMITS = {"login_failed": "100/m/ip,20/5m/key"}
MFA_ADAPTER = "saferboard.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "saferboard.accounts.passkeys.AddForm",
    "authenticate_webauthn": "saferboard.accounts.passkeys.AuthenticateForm",
    "login_webauthn": "saferboard.accounts.passkeys.SignInByPasskeyForm",
    "reauthenticate_webauthn": "saferboard.accounts.passkeys.ReauthenticateForm",
}
MFA_WEBAUTHN_USER_VERIFICATION = "required"
SOCIALACCOUNT_ADAPTER = "saferboard.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": _env.providers()}}

SAFERBOARD_SITE = {
    "name": _env.get("SAFERBOARD_NAME", "Safer Bromley Partnership" if DEMO else "Saferboard"),
    "area": _env.get("SAFERBOARD_AREA", "London Borough of Bromley" if DEMO else ""),
    "place": _env.get("SAFERBOARD_PLACE", "bromley"),
    "demo": DEMO,
    "today": TODAY,
    "home": "public:front",
    "signed_in_navigation": [("Home", "home:front")],
    "navigation": [
        ("Board", "bodies:bodies"),
        ("Meetings", "meetings:meetings"),
        ("Strategy", "plans:strategy"),
        ("Figures", "measures:dashboard"),
        ("Search", "search:search"),
    ],
    "footer": [
        ("About this site", "public:about"),
        ("Where the figures come from", "measures:sources"),
        ("Accessibility", "public:accessibility"),
    ],
    "sign_in": "account_login",
    "sign_out": "account_logout",
    "account": "accounts:own",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name} {message}", "style": "{"}},
    "filters": {"without tokens": {"()": "saferboard.config.redaction.WithoutTokens"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["without tokens"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
