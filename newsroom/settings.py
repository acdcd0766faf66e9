"""The one settings file. Every knob is read by a typed reader that refuses bad values at start; `.env.example` lists them."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from newsroom import checking, env, journal, providers
from newsroom.job_modules import JOB_MODULES
from newsroom.web import policy

BASE_DIR = Path(__file__).resolve().parent.parent
env.load(BASE_DIR / ".env")

# What the machine is ------------------------------------------------------------------------------------------------

DEBUG = env.flag("DEBUG", default=False)
# Everything that is made while running: uploads, collected static files, and on a demo machine the database.
VAR_DIR = env.folder("VAR_DIR", default=BASE_DIR / "var")
# Set by gunicorn's configuration: only a process that answers requests keeps connections open.
SERVING = env.given_outside("NEWSROOM_SERVING")

SECRET_KEY = env.text(
    "SECRET_KEY",
    default="only-for-development-" + "x" * 40 if DEBUG else env.REQUIRED,
    shortest=50,
    hint="give it at least 50 random characters, and keep them to yourself",
)
# Older keys that still open what they signed, while a new one takes over.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", default=[])

# Who we are -----------------------------------------------------------------------------------------------------------

SITE_URL = env.site("SITE_URL", default="http://localhost:8000" if DEBUG else env.REQUIRED)
SITE_NAME = env.text("SITE_NAME", default="The Harbour Courier")
# Who answers for what is printed: a sentence or two at the foot of every page.
SITE_IMPRINT = env.text("SITE_IMPRINT", default="")
# A sentence that names the body to which one may turn outside of the courts, for whoever a decision went against.
REDRESS = env.text("REDRESS", default="")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
ALLOWED_HOSTS = env.hosts(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if SITE_HOST == "localhost" else [SITE_HOST]
)
# Addresses or networks of the proxies in front of us, nearest last, whose word on a reader's address and scheme is taken.
# Empty: the socket's own address counts.
TRUSTED_PROXIES = [str(network) for network in env.networks("TRUSTED_PROXIES", default=[])]

INSTALLED_APPS = [
    "newsroom.web",
    "newsroom.accounts",
    "newsroom",
    "articles",
    "comments",
    "newsroom.accounts.admin_config.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "django_prose_editor",
    "django_htmx",
    "template_partials",
    "csp",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "newsroom.web.middleware.OnlyKeptPagesArePublic",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "newsroom.web.policy.PermissionsPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "newsroom.accounts.middleware.OurNameOnAllauthsPages",
    "newsroom.accounts.middleware.RefusedForms",
    "newsroom.accounts.middleware.SecondFactorForStaff",
    "newsroom.web.middleware.TooManyRequests",
    "newsroom.web.middleware.DatabaseIsSilent",
]

# What one web process may hold of pages as they were built. A story's page is 10 to 30 kB, so this is a few thousand.
PAGES_MEMORY_BYTES = env.number("PAGES_MEMORY_MB", default=64, least=1, most=16_384) * 1024 * 1024

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "newsroom.web.context.page",
            ],
        },
    }
]

# What it keeps ------------------------------------------------------------------------------------------------------

DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        hint="set it to postgres://user:password@host/name, or run `python3 manage.py demo`, which brings its own server",
    )
}
# How many requests a web process answers at once; gunicorn is told the same.
WEB_THREADS = env.number("WEB_THREADS", default=4, least=1, most=64)
if SERVING:
    # A pool gave 1.2 to 2.5 times the throughput of a connection for each request; commands and tests open one connection
    # and gain nothing from it. Ours hides a restart of the server from readers.
    DATABASES["default"] |= {"ENGINE": "newsroom.web.pooled", "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    # One for each thread. Where the server is gone, nobody waits longer than this for a page that says so.
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": WEB_THREADS, "timeout": 5}

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "newsroom.web.whole_files.WholeFiles"},
    "staticfiles": {"BACKEND": "newsroom.web.static_files.HashedFiles"},
}

TAGGIT_CASE_INSENSITIVE = True

PROCRASTINATE_IMPORT_PATHS = JOB_MODULES
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# How it speaks ------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = env.text("LANGUAGE_CODE", default="en-gb")
TIME_ZONE = env.time_zone("TIME_ZONE", default="Europe/London")
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["newsroom.formats"]

# The order in which a conversation is read where nobody has asked for another: what `comments.sorts` offers.
COMMENTS_ORDER = env.choice("COMMENTS_ORDER", default="newest", among=["best", "newest", "oldest", "answered"])

# What becomes of a comment that was not checked, and which servers of strangers check it too.
CHECKING = checking.set_up()

LOG_STYLE = env.choice("LOG_STYLE", default="console" if DEBUG else "json", among=["json", "console"])
LOG_LEVEL = env.choice("LOG_LEVEL", default="INFO", among=["DEBUG", "INFO", "WARNING", "ERROR"])
LOGGING = journal.logging_settings(style=LOG_STYLE, level=LOG_LEVEL)

# Queues a job in the caller's transaction; the job delivers by the server below, or to the console and var/mail/.
EMAIL_BACKEND = "newsroom.accounts.mail.EmailBackend"
EMAIL_SERVER = env.mail("EMAIL_URL")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", default=f"{SITE_NAME} <newsroom@{SITE_HOST}>")
if EMAIL_SERVER:
    EMAIL_HOST = EMAIL_SERVER["EMAIL_HOST"]
    EMAIL_PORT = EMAIL_SERVER["EMAIL_PORT"] or 587
    EMAIL_HOST_USER = EMAIL_SERVER["EMAIL_HOST_USER"] or ""
    EMAIL_HOST_PASSWORD = EMAIL_SERVER["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS = EMAIL_SERVER.get("EMAIL_USE_TLS", False)
    EMAIL_USE_SSL = EMAIL_SERVER.get("EMAIL_USE_SSL", False)
# A mail server that does not answer must not hold a job for ever.
EMAIL_TIMEOUT = 10
# Who gets the last seal of the moderators' log every day, and keeps it outside. Empty: nobody.
OPERATOR_EMAIL = env.mailbox("OPERATOR_EMAIL", default="")

# How it is guarded --------------------------------------------------------------------------------------------------

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    # Still read, for accounts that come from elsewhere; the next sign-in writes argon2.
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.BCryptSHA256PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "display_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# The address of the site says whether it is served over TLS. Whether one request came that way, gunicorn decides: it
# believes `X-Forwarded-Proto` from TRUSTED_PROXIES and from nobody else.
HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", default=int(timedelta(days=30).total_seconds()), least=0, most=63_072_000)
if not HTTPS:
    SECURE_HSTS_SECONDS = 0
# These two promise something for hosts that are not this site's, and cannot be taken back for months.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.flag("HSTS_WHOLE_DOMAIN", default=False)
SILENCED_SYSTEM_CHECKS = [] if SECURE_HSTS_PRELOAD else ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_ENGINE = "newsroom.web.sessions"
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# A request without files is small: a comment of 3,000 characters, or a story's document.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Shared by all processes: sign-in limits that each counted for itself would be no limits.
CACHES = {"default": {"BACKEND": "newsroom.web.limits.LimiterCache"}}

# Who signs in, and how ---------------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "newsroom.web.refusals.csrf_failure"

ACCOUNT_ADAPTER = "newsroom.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Whoever joins may read on at once; the address must be confirmed before the first comment (`accounts.confirmation`).
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "newsroom.accounts.forms.SignInForm",
    "signup": "newsroom.accounts.forms.SignUpForm",
    "add_email": "newsroom.accounts.forms.ChangeEmailForm",
    "change_password": "newsroom.accounts.forms.ChangePasswordForm",
    "set_password": "newsroom.accounts.forms.SetPasswordForm",
    "reset_password": "newsroom.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "newsroom.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "newsroom.accounts.forms.ReauthenticateForm",
}

# How many accounts one network makes in a day. A school or a telephone company is one network, and so is a farm of robots.
ACCOUNTS_A_DAY_OF_A_NETWORK = env.number("ACCOUNTS_A_DAY_OF_A_NETWORK", default=30, least=1, most=100_000)
# Whoever gives addresses away for minutes is on a list (`disposable-email-domains`); these add to it and take away.
REFUSED_MAIL_DOMAINS = [domain.lower() for domain in env.words("REFUSED_MAIL_DOMAINS", default=[])]
ACCEPTED_MAIL_DOMAINS = [domain.lower() for domain in env.words("ACCEPTED_MAIL_DOMAINS", default=[])]

# Whether those who work at the newspaper need a second factor (an app's code or a passkey) before they reach their desks.
STAFF_SECOND_FACTOR = env.flag("STAFF_SECOND_FACTOR", default=False)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
# A passkey that its owner marks so signs in by itself: it is two factors in one, and no password can be fished for.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "newsroom.accounts.passkeys.AddPasskeyForm",
    "login_webauthn": "newsroom.accounts.passkeys.PasskeySignInForm",
}

# Sign-in with an account elsewhere.
SOCIALACCOUNT_ADAPTER = "newsroom.accounts.adapter.SocialAdapter"
SOCIALACCOUNT_FORMS = {"signup": "newsroom.accounts.forms.SocialSignUpForm"}
# A provider's name for somebody may be taken or official-sounding here, so everybody chooses theirs.
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_REQUIRED = True
PROVIDERS = providers.offered()
INSTALLED_APPS += PROVIDERS.apps
SOCIALACCOUNT_PROVIDERS = PROVIDERS.settings

CONTENT_SECURITY_POLICY = policy.directives(sign_in=PROVIDERS.origins)
