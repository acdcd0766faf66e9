"""What every test can ask for: a browser, a running site, the newsroom's shared data, and a memory without pages."""

import fcntl
import gc
import hashlib
import os
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as site_settings
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases
from procrastinate.periodic import PeriodicDeferrer

from newsroom.local import browser as chromium
from newsroom.web import pages
from tests import live

ROOT = Path(__file__).resolve().parent.parent
# More runs at once than anybody starts on one machine.
MOST_RUNS = 16
# A suite makes millions of things that live for one test: looking for circles among them less often saves a twentieth.
gc.set_threshold(200_000, 50, 100)
# No test fails because a machine was busy, on CI or elsewhere.
hypothesis.settings.register_profile(
    "untimed", hypothesis.settings(), deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")
# Files that take longest, so they begin first: the last one to begin would keep one process at work, and the others waiting.
LONGEST = ("test_every_page.py", "test_admin_pages.py", "test_editor_desk.py")


def pytest_addoption(parser):
    """Let a run ask less: of a test with many cases, the first alone."""
    parser.addoption("--one-case-each", action="store_true", help="of every test with several cases run the first")


def pytest_collection_modifyitems(config, items):
    """Leave out what was not asked for; mark the tests that drive a browser, and let their files come last, the longest first.

    Playwright's event loop stays in the thread that runs the tests, where `asyncio.run` then refuses to begin another.
    Whole files, because a run in several processes deals out files.
    """
    if config.getoption("one_case_each"):
        first = {item.nodeid.partition("[")[0]: item for item in reversed(items)}.values()
        asked_for = {item.nodeid for item in first}
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in asked_for])
        items[:] = [item for item in items if item.nodeid in asked_for]
    in_browser = set()
    for item in items:
        if "browser_type_launch_args" in item.fixturenames:
            item.add_marker("browser")
            in_browser.add(item.path)
    items.sort(key=lambda item: (item.path in in_browser, item.path.name not in LONGEST))


@pytest.fixture(autouse=True)
def forget_pages():
    """No test sees a page that another one built."""
    pages.forget()
    yield
    pages.forget()


@pytest.fixture(scope="session", autouse=True)
def _own_media(tmp_path_factory):
    """No test writes among the developer's pictures, nor among those of another process."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(autouse=True)
def _no_job_of_the_clock(monkeypatch):
    """No worker of a test queues what is due every minute: at the turn of one, it would stand beside what was asked for."""

    async def none_is_due(_deferrer):
        """Queue nothing."""

    monkeypatch.setattr(PeriodicDeferrer, "worker", none_is_due)


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """Give every run of the suite a database of its own, so that two runs at once do not empty each other's.

    The first gets the usual name; the lock is released however the run ends.
    """
    database = site_settings.DATABASES["default"]
    folder = site_settings.VAR_DIR / "test-runs"
    folder.mkdir(parents=True, exist_ok=True)
    which = hashlib.sha256(repr([database.get(key) for key in ("HOST", "PORT", "NAME", "OPTIONS")]).encode()).hexdigest()[:8]
    for number in range(1, MOST_RUNS + 1):
        lock = (folder / f"{which}-{number}.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        suffix = "" if number == 1 else f"_{number}"
        database.setdefault("TEST", {})["NAME"] = f"test_{database['NAME']}{suffix}"
        yield
        lock.close()
        return
    pytest.exit(f"{MOST_RUNS} test runs are already under way in this folder.")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """Make the test database.

    The plug-in's own version makes none when every test of a run commits for itself; those would then write to the
    developer's database.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set())
    # Closed between the two: a test that asks for no database must fail, not write into the one that all others share.
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """A fresh copy of the migrated database in which the test really commits, for whatever has connections of its own.

    Used instead of `db`, never with it.
    """
    with django_db_blocker.unblock(), live.copied_database():
        yield


@pytest.fixture
def live_site(committed, settings):
    """The whole site, served through its real WSGI application on a port of its own: `live_site.url`."""
    with live.served() as site:
        settings.SITE_URL = site.url
        settings.CSRF_TRUSTED_ORIGINS = [site.url]
        yield site


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """How Playwright starts the browser: Debian's Chromium, which also runs as root and calls nobody."""
    path = chromium.find()
    if path is None:
        sentence = "No Chromium here: `python3 manage.py test --with-browser` installs Debian's."
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return {"executable_path": path, "headless": True, "args": live.CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def shared_data():
    """The newsroom's collection of hostile texts, photographs and imports, where it lies beside the project."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"THE SHARED DATA IS NOT HERE: {folder} is missing, so this test has nothing to try.")
    return folder
