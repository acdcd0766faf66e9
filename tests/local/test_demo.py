"""The first of the two commands, as a person at a terminal meets it."""

import http.client
import os
import re
import signal
import socket
from pathlib import Path

import pytest

from newsroom.local import cluster
from newsroom.local.passwords import demo_accounts, demo_password
from tests.local.test_postgres import nobody_keeps

# The command itself, past the installation that the tests of the bootstrap are about.
DEMO = """
import sys
from pathlib import Path
from newsroom.local.commanding import run
run(["manage.py", "demo", *sys.argv[1:]], root=Path.cwd())
"""


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def demo(start, var):
    """Start the demo on a folder of its own, on its own private server, without stories."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "LC_ALL", "POSTGRES_BIN"}}
    environment = {**kept, "VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    return lambda port, **over: start(DEMO, "--empty", "--port", port, env={**environment, **over})


def until_ready(process):
    """What the demo says until it invites its visitor."""
    said = []
    for line in process.stdout:
        said.append(line)
        if "Ctrl-C stops everything" in line:
            return "".join(said)
    pytest.fail("the demo ended: " + "".join(said))


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Host": f"localhost:{port}"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def processes_of(var):
    """Every process that was started for a folder, however it was re-parented since."""
    mark = f"VAR_DIR={var}".encode()
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in environ.read_bytes().split(b"\0"):
                found.append(int(environ.parent.name))
        except OSError:
            continue
    return found


def test_one_command_serves_readers_and_does_jobs_until_ctrl_c(demo, port, var, eventually):
    process = demo(port)

    said = until_ready(process)

    assert f"http://localhost:{port}" in said
    answer, body = get(port, "/healthz")
    assert (answer.status, body) == (200, b"ok\n")
    eventually(lambda: get(port, "/readyz")[0].status == 200, "database, migrations and worker are there")
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(timeout=60) == 0
    eventually(lambda: not processes_of(var), "nothing that it started is left")
    assert nobody_keeps(cluster.locate(var))


def test_a_second_demo_says_where_the_first_one_is(demo, port, var):
    until_ready(demo(port))

    second = demo(port + 1)

    assert f"already runs at http://localhost:{port}" in second.communicate(timeout=60)[0]
    assert second.returncode == 0


def test_a_killed_demo_takes_everything_along_and_can_be_started_again(demo, port, var, eventually):
    first = demo(port)
    until_ready(first)

    os.kill(first.pid, signal.SIGKILL)

    eventually(lambda: not processes_of(var), "web server, worker and Postgres end after their roof was killed")
    until_ready(demo(port))
    assert get(port, "/healthz")[0].status == 200


def test_a_killed_web_server_is_started_again(demo, port, var, eventually):
    process = demo(port)
    until_ready(process)
    arbiter = next(pid for pid in processes_of(var) if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes())

    os.kill(arbiter, signal.SIGKILL)

    next(line for line in process.stdout if "The web server has ended (-9); starting it again" in line)

    def answers():
        try:
            return get(port, "/healthz")[0].status == 200
        except OSError:
            return False

    eventually(answers, "it answers again")


def test_a_taken_port_is_a_sentence_that_names_the_option(demo, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()

        said = demo(port).communicate(timeout=60)[0]

    assert f"Port {port} is taken: choose another with --port, as in --port {port + 1}." in said
    assert "Traceback" not in said


def test_with_an_address_no_server_is_started(demo, port, var):
    process = demo(port, DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing")

    said = process.communicate(timeout=60)[0]

    assert process.returncode == 1
    assert "DATABASE_URL" in said
    assert "Traceback" not in said
    assert not (var / "postgres").exists()


def test_demo_passwords_are_made_once_and_kept_from_others(settings, tmp_path):
    settings.VAR_DIR = tmp_path

    password = demo_password("editor@demo.example", role="editor")

    assert demo_password("editor@demo.example", role="editor") == password
    assert demo_password("moderator@demo.example", role="moderator") != password
    assert re.fullmatch(r"[a-z]{8}(-[a-z]{8}){2}", password)
    assert [account.role for account in demo_accounts()] == ["editor", "moderator"]
    assert (tmp_path / "passwords.txt").stat().st_mode & 0o777 == 0o600
