"""The first of the two commands, as a person at a terminal meets it."""

import errno
import http.client
import http.server
import io
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import nullcontext, suppress
from pathlib import Path
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import OperationalError

from newsroom.local import cluster, serve
from newsroom.local.passwords import demo_accounts, demo_password
from newsroom.management.commands import demo as demo_command
from tests.local.conftest import ROOT, folder_for_everybody
from tests.local.test_postgres import nobody_keeps

# The command itself, past the installation that the tests of the bootstrap are about.
DEMO = """
import signal
import sys
from pathlib import Path
from newsroom.local.commanding import run
# As from a terminal, also where this run was started in the background, which ignores Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
run(["manage.py", "demo", *sys.argv[1:]], root=Path.cwd())
"""


class Demo:
    """The demo on a folder of its own, with its own private server and without stories; started when a test needs it."""

    def __init__(self, var):
        self.var = var
        self.port = free_port()
        self.process = None

    def start(self, port=None, **over):
        """Start one more in the same folder."""
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "LC_ALL", "POSTGRES_BIN"}}
        environment = {**kept, "VAR_DIR": str(self.var), "DJANGO_SETTINGS_MODULE": "newsroom.settings", **over}
        return subprocess.Popen(
            [sys.executable, "-u", "-c", DEMO, "--empty", "--port", str(port or self.port)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self):
        """See to it that one runs and has said so; returns what it said."""
        if self.process is None or self.process.poll() is not None:
            self.process = self.start()
        said = []
        for line in self.process.stdout:
            said.append(line)
            if "Ctrl-C stops everything" in line:
                return "".join(said)
        pytest.fail("the demo ended: " + "".join(said))

    def processes(self):
        """Every process that was started for this folder, however it was re-parented since."""
        mark = f"VAR_DIR={self.var}".encode()
        found = []
        for environ in Path("/proc").glob("[0-9]*/environ"):
            with suppress(OSError):
                if mark in environ.read_bytes().split(b"\0"):
                    found.append(int(environ.parent.name))
        return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def demo():
    """One for the whole file, as every first start makes a cluster and runs every migration."""
    with folder_for_everybody() as folder:
        demo = Demo(folder / "var")
        yield demo
        if demo.process and demo.process.poll() is None:
            demo.process.terminate()
            demo.process.communicate(timeout=60)


@pytest.fixture
def running(demo):
    """The demo, up and answering."""
    if demo.process is None or demo.process.poll() is not None:
        demo.run()
    return demo


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Host": f"localhost:{port}"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def answers(port):
    try:
        return get(port, "/healthz")[0].status == 200
    except OSError:
        return False


def test_one_command_serves_readers_and_does_jobs(demo, eventually):
    said = demo.run()

    assert f"http://localhost:{demo.port}" in said
    answer, body = get(demo.port, "/healthz")
    assert (answer.status, body) == (200, b"ok\n")
    assert answer.headers["X-Request-ID"]
    eventually(lambda: get(demo.port, "/readyz")[0].status == 200, "database, migrations and worker are there")
    worker = next(pid for pid in demo.processes() if Path(f"/proc/{pid}/cmdline").read_bytes().endswith(b"manage.py\0work\0"))
    assert os.getpriority(os.PRIO_PROCESS, worker) == 10


def test_a_second_demo_says_where_the_first_one_is(running):
    second = running.start(free_port())

    assert f"already runs at http://localhost:{running.port}" in second.communicate(timeout=60)[0]
    assert second.returncode == 0


def test_a_killed_keeper_of_the_database_is_started_again_and_nobody_meets_a_fault(running, eventually):
    keeper = next(pid for pid in running.processes() if b"newsroom.local.keeper" in Path(f"/proc/{pid}/cmdline").read_bytes())

    os.kill(keeper, signal.SIGKILL)

    assert next(line for line in running.process.stdout if "The database server has ended with its keeper" in line)
    met = [get(running.port, "/account/login/")[0].status]
    eventually(lambda: met.append(get(running.port, "/account/login/")[0].status) or met[-1] == 200, "it is back")
    # Whoever comes in between waits a few seconds for it, and then is told to come back.
    assert set(met) <= {200, 503}


def test_a_killed_web_server_is_started_again(running, eventually):
    arbiter = next(pid for pid in running.processes() if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes())

    os.kill(arbiter, signal.SIGKILL)

    assert next(line for line in running.process.stdout if "The web server has ended (-9); starting it again" in line)
    eventually(lambda: answers(running.port), "it answers again")


def test_a_killed_demo_takes_everything_along_and_can_be_started_again(running, eventually):
    os.kill(running.process.pid, signal.SIGKILL)
    running.process.communicate()

    eventually(lambda: not running.processes(), "web server, worker and Postgres end after their roof was killed")
    running.run()
    assert answers(running.port)


def test_ctrl_c_stops_everything_that_it_started(running, eventually):
    os.kill(running.process.pid, signal.SIGINT)
    said, _ = running.process.communicate(timeout=60)

    assert running.process.returncode == 0
    assert said.index("Stopping…") < said.index("Stopped.")
    eventually(lambda: not running.processes(), "nothing that it started is left")
    assert nobody_keeps(cluster.locate(running.var))


@pytest.mark.parametrize("before", [signal.SIG_DFL, signal.SIG_IGN], ids=["at a terminal", "under nohup"])
def test_closing_the_terminal_stops_it_unless_that_is_ignored(before, monkeypatch):
    monkeypatch.setattr(serve, "only_site", lambda var, url: nullcontext("http://localhost:1"))
    kept = {each: signal.getsignal(each) for each in (signal.SIGHUP, signal.SIGTERM)}
    signal.signal(signal.SIGHUP, before)
    try:
        call_command("demo")

        assert signal.getsignal(signal.SIGHUP) is (demo_command.stop if before == signal.SIG_DFL else signal.SIG_IGN)
        assert signal.getsignal(signal.SIGTERM) is demo_command.stop
    finally:
        for each, handler in kept.items():
            signal.signal(each, handler)


def test_a_terminal_that_is_gone_is_told_nothing(monkeypatch):
    class Gone(io.StringIO):
        """A terminal that was closed."""

        def write(self, text):
            raise OSError(errno.EIO, "Input/output error")

    def stopped(var, url):
        raise KeyboardInterrupt

    monkeypatch.setattr(serve, "only_site", stopped)
    monkeypatch.setattr(signal, "signal", lambda number, handler: None)

    call_command("demo", stdout=Gone())


def test_a_taken_port_is_a_sentence_that_names_the_option(demo):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        said = demo.start(port).communicate(timeout=60)[0]

    assert f"Port {port} is taken: choose another with --port, as in --port {port + 1}." in said
    assert "Traceback" not in said


def test_with_an_address_the_private_server_is_not_started(tmp_path):
    said, _ = Demo(tmp_path).start(DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing").communicate(timeout=60)

    assert said == 'CommandError: The database of DATABASE_URL cannot be used: Connection refused (at "127.0.0.1", port 1).\n'
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        (
            'connection failed: connection to server at "10.0.0.9", port 5432 failed: Connection refused\n\tIs it running?',
            'Connection refused (at "10.0.0.9", port 5432)',
        ),
        (
            'connection failed: connection to server at "::1", port 5 failed: FATAL: password authentication failed for user "a"',
            'password authentication failed for user "a" (at "::1", port 5)',
        ),
        (
            'connection is bad: connection to server on socket "/run/a b/.s" failed: No such file or directory\n\tIs …',
            'No such file or directory (on socket "/run/a b/.s")',
        ),
        (
            "failed to resolve host 'db.example': [Errno -2] Name or service not known",
            "failed to resolve host 'db.example': Name or service not known",
        ),
        ("connection timeout expired", "connection timeout expired"),
    ],
)
def test_why_a_database_cannot_be_used_is_one_cause(said, cause):
    assert demo_command.plainly(OperationalError(said)) == cause


def test_demo_passwords_are_made_once_and_kept_from_others(settings, tmp_path):
    settings.VAR_DIR = tmp_path

    password = demo_password("editor@demo.example", role="editor")

    assert demo_password("editor@demo.example", role="editor") == password
    assert demo_password("moderator@demo.example", role="moderator") != password
    assert re.fullmatch(r"[a-z]{8}(-[a-z]{8}){2}", password)
    assert [account.role for account in demo_accounts()] == ["editor", "moderator"]
    assert (tmp_path / "passwords.txt").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("status", "is_up"), [(200, True), (301, True), (400, True), (503, False)])
def test_a_site_that_leads_to_https_is_up_and_one_without_its_database_is_not(status, is_up):
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.end_headers()

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.handle_request).start()

        assert serve.answers(server.server_port) is is_up


@pytest.mark.parametrize("address", ["http://localhost:8000", "https://news.example"])
def test_whoever_set_an_address_for_the_site_is_told_where_its_links_lead(settings, address):
    settings.SITE_URL = address

    assert ("links lead to https://news.example" in demo_command.welcome("http://localhost:8000")) is (address[4] == "s")
