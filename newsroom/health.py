"""Two questions for machines: is this process alive (`/healthz`), and can it serve readers (`/readyz`)."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache

import psycopg
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import ProcrastinateWorker

from newsroom.web import asking

# The worker says every 10 s that it lives; missing twice is bad luck, three times is trouble.
HEARTBEAT_WITHIN = timedelta(seconds=30)
SILENT = "the database does not answer"


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database, so that its trouble does not restart every web process."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Everything that readers need is there: 200 if so, 503 if not, and in either case what was found."""
    found: dict[str, str] = {}
    for name, check in CHECKS.items():
        # Once the database is silent, whoever asks it again only waits.
        found[name] = SILENT if SILENT in found.values() else checked(check)
    return JsonResponse(found, status=200 if set(found.values()) == {"ok"} else 503)


def checked(check: Callable[[], str]) -> str:
    """What one check found; a database that does not answer is a finding, not an error page."""
    try:
        return check()
    except Error:
        return SILENT


def database() -> str:
    """Postgres answers, on a connection of the question's own: those of readers may all be waiting for it."""
    try:
        with asking.straight() as line:
            line.execute("SELECT 1")
    except psycopg.Error:
        return SILENT
    return "ok"


def migrations() -> str:
    """The tables are the ones that this code was written for."""
    return "ok" if not missing_migrations() else "not all migrations have been run"


def worker() -> str:
    """Somebody does the jobs."""
    alive = ProcrastinateWorker.objects.filter(last_heartbeat__gt=timezone.now() - HEARTBEAT_WITHIN).exists()
    return "ok" if alive else "no worker has been heard of lately"


def missing_migrations() -> bool:
    """Whether the database lacks migrations of this code. Reads every migration file, so a good answer is kept."""
    if known_to_be_migrated.cache_info().currsize:
        return False
    executor = MigrationExecutor(connection)
    missing = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not missing:
        known_to_be_migrated()
    return missing


@cache
def known_to_be_migrated() -> bool:
    """Remembered once it was true."""
    return True


CHECKS = {"database": database, "migrations": migrations, "worker": worker}
