"""What these tests share: a site of their own, a database in which they commit, and somebody else who changes things."""

import os
import subprocess
import sys
import threading
from urllib.parse import quote, urlencode

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import connection

from newsroom.accounts.models import User
from newsroom.web import asking
from newsroom.web.models import Counter, Reads, Stamp
from tests.web import site
from tests.web.asker import Asker


@pytest.fixture(autouse=True)
def no_builds_yet():
    site.builds.clear()


@pytest.fixture
def test_site(settings):
    settings.ROOT_URLCONF = "tests.web.site"


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """A database in which tests really commit, so that other connections see it.

    The suite's own `committed` copies the whole database for each test; here it is enough to empty what is touched.
    """
    with django_db_blocker.unblock():
        groups = set(Group.objects.values_list("pk", flat=True))
        yield
        asking.hang_up()
        Group.objects.exclude(pk__in=groups).delete()
        for model in (Session, User, Stamp, Counter, Reads):
            model.objects.all().delete()
        connection.close()


@pytest.fixture
def harbour(committed):
    return Group.objects.create(name="Harbour")


@pytest.fixture
def asker():
    return Asker()


@pytest.fixture
def url(harbour, asker):
    """The address of a page that is kept, and whose headers are known."""
    asker.get(f"/groups/{harbour.pk}/")
    return f"/groups/{harbour.pk}/"


def elsewhere(function, *arguments, **keywords):
    """Run something on another connection, in another thread, and wait until it is done."""
    outcome = []

    def run():
        try:
            outcome.append((function(*arguments, **keywords), None))
        except BaseException as error:
            outcome.append((None, error))
        finally:
            asking.hang_up()
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    value, error = outcome[0]
    if error is not None:
        raise error
    return value


def in_another_process(code):
    """Run Python against the same database in a process of its own. Returns what it printed."""
    # What this process connects with, wherever the settings keep it: a socket's folder stands among the options.
    one = connection.get_connection_params()
    asked = {name: str(one[name]) for name in ("host", "port") if one.get(name)}
    url = f"postgres://{quote(one.get('user') or '')}:{quote(one.get('password') or '')}@/{one['dbname']}?{urlencode(asked)}"
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()\n" + code],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings", "DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
