"""A bad or missing setting stops the start with one sentence that names it; `.env.example` lists them all."""

import os
import re
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings as site_settings
from django.db import connection
from psycopg_pool import ConnectionPool

from newsroom import env
from newsroom.web import uploads
from newsroom.web.pooled.base import has_ended
from tests.local.conftest import ROOT

PRODUCTION = {
    "PATH": os.defpath,
    "SECRET_KEY": "k" * 50,
    "SITE_URL": "https://news.example",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    # Nothing of a developer's own clone may fill a gap.
    "VAR_DIR": "/nonexistent/var",
}


def run(*command, without=(), **over):
    environment = {name: value for name, value in {**PRODUCTION, **over}.items() if name not in without}
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "DATABASE_URL"])
def test_production_does_not_start_without(name):
    said = run("manage.py", "check", without=[name])

    assert said.returncode == 1
    assert re.fullmatch(rf"{name} is not set[^\n]*\.\n", said.stderr)


def test_a_secret_is_asked_for_as_long_as_it_must_be():
    short, missing = run("manage.py", "check", SECRET_KEY="k" * 49), run("manage.py", "check", without=["SECRET_KEY"])

    assert short.stderr == "SECRET_KEY must have at least 50 characters, and has 49.\n"
    assert "at least 50 random characters" in missing.stderr
    assert "At least 50 random characters" in (ROOT / ".env.example").read_text()


def test_a_web_server_with_a_bad_setting_says_one_sentence():
    said = run("-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", WEB_PROCESSES="many")

    assert said.returncode == 1
    assert said.stderr == "WEB_PROCESSES must be a whole number from 1 to 256, not 'many'.\n"


def test_a_web_process_has_loaded_every_view_before_it_serves_without_asking_the_database():
    code = "import sys, newsroom.wsgi; print(*sorted(name for name in sys.modules if name.endswith('views')))"

    loaded = run("-c", code).stdout.split()

    assert {"newsroom.accounts.views", "articles.views", "comments.views", "comments.moderation.views"} <= set(loaded)


def test_a_web_process_has_compiled_every_template_before_it_serves_without_asking_the_database():
    code = """
import newsroom.wsgi
from django.template.loader import get_template
from django.template.loaders.filesystem import Loader
Loader.get_contents = lambda loader, origin: exit(f"{origin} is read only now")
for name in ["base.html", "articles/front.html", "articles/article.html", "comments/_comment.html", "503.html"]:
    get_template(name)
print("nothing is read")
"""

    assert run("-c", code).stdout == "nothing is read\n"


def test_debugging_is_off_unless_asked_for():
    said = run("-c", "from django.conf import settings; print(settings.DEBUG, settings.ALLOWED_HOSTS)")

    assert said.stdout == "False ['news.example']\n"


def test_the_example_lists_every_setting_that_is_read():
    code = "import runpy; runpy.run_path('deploy/gunicorn.conf.py'); from newsroom import env; print(*env.READ)"

    read = set(run("-c", code).stdout.split())

    listed = re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(), flags=re.MULTILINE)
    assert sorted(listed) == sorted(read)


@pytest.mark.parametrize(
    ("reader", "value", "options"),
    [
        (env.flag, "perhaps", {}),
        (env.number, "12 apples", {"least": 0, "most": 100}),
        (env.number, "101", {"least": 0, "most": 100}),
        (env.number, "9" * 500, {"least": 0, "most": 100}),
        (env.choice, "xml", {"among": ["json", "console"]}),
        (env.text, "short", {"shortest": 40}),
        (env.hosts, "https://news.example", {}),
        (env.hosts, "news.example, *", {}),
        (env.site, "news.example", {}),
        (env.site, "https://news.example/path", {}),
        (env.site, "https://user:pw@news.example", {}),
        (env.site, "https://news.example:port", {}),
        (env.networks, "10.0.0.0/99", {}),
        (env.networks, "the office", {}),
        (env.address, "http://accounts.example/realm", {"example": "https://accounts.example"}),
        (env.address, "accounts.example", {"example": "https://accounts.example"}),
        (env.time_zone, "Europe/Atlantis", {}),
        (env.time_zone, "../../etc/passwd", {}),
        (env.database, "mysql://user:hunter2@host/name", {"hint": ""}),
        (env.database, "postgres://user:hunter2@host:port/name", {"hint": ""}),
        (env.database, "postgres://user:hunter2@host", {"hint": ""}),
        (env.mail, "mail.example", {}),
    ],
)
def test_a_bad_value_is_refused_in_a_sentence_that_names_the_setting(monkeypatch, reader, value, options):
    monkeypatch.setenv("SOME_SETTING", value)

    with pytest.raises(env.BadSetting) as refusal:
        reader("SOME_SETTING", **options)

    sentence = str(refusal.value)
    assert sentence.startswith("SOME_SETTING ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "hunter2" not in sentence


@pytest.mark.parametrize(
    ("reader", "value", "meant", "options"),
    [
        (env.flag, "Yes", True, {}),
        (env.flag, "off", False, {}),
        (env.number, " 12 ", 12, {"least": 0, "most": 100}),
        (env.words, "a, b,,c ", ["a", "b", "c"], {}),
        (env.hosts, "news.example,.news.example,[::1]", ["news.example", ".news.example", "[::1]"], {}),
        (env.site, "https://news.example:8443/", "https://news.example:8443", {}),
        (env.time_zone, "Asia/Kolkata", "Asia/Kolkata", {}),
    ],
)
def test_a_good_value_is_read_as_it_was_meant(monkeypatch, reader, value, meant, options):
    monkeypatch.setenv("SOME_SETTING", value)

    assert reader("SOME_SETTING", **options) == meant


def test_a_socket_in_a_folder_with_a_space_is_understood(monkeypatch):
    monkeypatch.setenv("SOME_SETTING", "postgres://newsroom@/newsroom?host=%2Fsrv%2Fnews+room%2Fsocket")

    assert env.database("SOME_SETTING", hint="")["OPTIONS"] == {"host": "/srv/news room/socket"}


def test_a_restart_of_the_database_is_seen_by_no_reader():
    code = """
import django, psycopg
django.setup()
from django.db import connection

def asked():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number = cursor.fetchone()[0]
    connection.close()
    return number

first = asked()
with psycopg.connect(**connection.get_connection_params()) as other:
    other.execute("SELECT pg_terminate_backend(%s, 5000)", [first])
print("another" if asked() != first else "the same")
"""

    said = run("-c", code, NEWSROOM_SERVING="1", DATABASE_URL=os.environ["DATABASE_URL"])

    assert said.stdout == "another\n", said.stderr


def test_a_process_has_a_connection_for_each_of_its_threads():
    code = """
import runpy
from django.conf import settings
threads = runpy.run_path("deploy/gunicorn.conf.py")["threads"]
pool = settings.DATABASES["default"]["OPTIONS"]["pool"]
print(threads, pool["max_size"], pool["timeout"])
"""

    said = run("-c", code, WEB_THREADS="9", NEWSROOM_SERVING="1")

    assert said.stdout == "9 9 5\n", said.stderr


@pytest.fixture
def idle(committed):
    """A connection as it lies in the pool."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as line:
        yield line


def test_a_connection_that_lives_is_not_asked_whether_it_does(idle, monkeypatch):
    monkeypatch.setattr(ConnectionPool, "check_connection", lambda line: pytest.fail("a round trip on every request"))

    assert not has_ended(idle)


def test_a_notice_ends_no_connection(idle):
    idle.execute("LISTEN harbour")
    with connection.cursor() as cursor:
        cursor.execute("NOTIFY harbour")

    assert not has_ended(idle)
    assert idle.execute("SELECT 1").fetchone() == (1,)


def test_a_server_that_left_has_ended_its_connections(idle):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [idle.info.backend_pid])

    assert has_ended(idle)


def test_half_a_sign_in_provider_is_refused():
    said = run("-c", "import newsroom.settings", GOOGLE_CLIENT_ID="123")

    assert "GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET are set together or not at all" in said.stderr


def test_a_provider_is_known_once_it_is_set_up():
    code = "from newsroom import settings; print(settings.SOCIALACCOUNT_PROVIDERS, settings.INSTALLED_APPS[-1])"
    oidc = {"OIDC_CLIENT_ID": "o", "OIDC_CLIENT_SECRET": "s", "OIDC_SERVER_URL": "https://accounts.example/realm"}

    said = run("-c", code, **oidc)

    assert "'settings': {'server_url': 'https://accounts.example/realm'}" in said.stdout
    assert said.stdout.endswith("allauth.socialaccount.providers.openid_connect\n")


def test_only_the_desk_takes_photographs():
    """As read by nginx: a body may be longer only where photographs are uploaded."""
    text = (ROOT / "deploy" / "nginx.conf").read_text()

    sizes = {}
    for path, block in re.findall(r"location (\S+) \{(.*?)\n    \}", text, flags=re.DOTALL):
        sizes[path] = re.findall(r"client_max_body_size (\d+)m;", block)
    [everywhere] = re.findall(r"^    client_max_body_size (\d+)m;", text, flags=re.MULTILINE)
    assert int(everywhere) * 1024 * 1024 > site_settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert int(everywhere) < 10
    assert sizes.pop("/admin/") == [str(uploads.MOST_BYTES // 1024 // 1024 + 1)]
    assert not any(sizes.values())
