"""The site's own settings with what only tests want: cheap passwords, mail in memory, no build of static files."""

import os

# Set before the real settings are read; what a developer has set already wins.
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("SITE_URL", "http://localhost:8000")
os.environ.setdefault("LOG_STYLE", "console")
os.environ.setdefault("LOG_LEVEL", "WARNING")
# Playwright runs an event loop in the thread of the test that also asks the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from newsroom.settings import *  # noqa: F403
from newsroom.settings import MIDDLEWARE, STORAGES

# One argon2 hash costs 0.16 s, which is its purpose; a suite that makes hundreds of accounts has another.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Nothing is collected for tests, and the files of the sources are listed once.
STATIC_ROOT = None  # type: ignore[assignment]
WHITENOISE_USE_FINDERS = True
MIDDLEWARE = [
    "tests.static_files.ListedOnce" if name == "whitenoise.middleware.WhiteNoiseMiddleware" else name for name in MIDDLEWARE
]
