"""From a bare clone to an environment that holds the lock: by uv, by pip, twice at once, and after being killed half-way.

Real installers and real environments, but a lock of two packages that the test makes, so that no index is asked.
"""

import base64
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import venv
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newsroom.local import bootstrap, packages
from newsroom.local.progress import CannotStart
from tests.local.conftest import ROOT

STANDARD_LIBRARY_ONLY = ["__init__", "bootstrap", "compiling", "packages", "progress"]
INSTALL = "import sys; from pathlib import Path; from newsroom.local import bootstrap; bootstrap.install(Path(sys.argv[1]))"


def make_wheel(folder, name, files):
    """A wheel as an index would serve it; returns the line that pins it."""
    info = f"{name}-1.0.dist-info"
    contents = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={digest(text)},{len(text.encode())}\n" for path, text in contents.items())
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in {**contents, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = 0o100755 << 16  # a regular file that may be run
            archive.writestr(entry, text)
    return f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def digest(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A clone in a path with a space, whose lock pins a small package and a `uv` that hands on to the real one."""
    folder, wheels = tmp_path / "a clone", tmp_path / "wheels"
    folder.mkdir()
    wheels.mkdir()
    real = shutil.which("uv", path=os.path.dirname(sys.executable))
    assert real, "uv is one of the locked packages"
    uv = make_wheel(wheels, "uv", {"uv-1.0.data/scripts/uv": f'#!/bin/sh\n$SLOWLY\nexec "{real}" "$@"\n'})
    small = make_wheel(wheels, "small", {"small.py": "SIZE = 1\n"})
    (folder / "requirements.lock").write_text(small + uv)
    for name, value in {
        "PIP_FIND_LINKS": str(wheels),
        "PIP_NO_INDEX": "1",
        "PIP_CONFIG_FILE": os.devnull,
        "UV_FIND_LINKS": str(wheels),
        "UV_NO_INDEX": "1",
        "UV_CACHE_DIR": str(tmp_path / "cache"),
        # A machine on which nobody has installed uv.
        "PATH": os.pathsep.join(each for each in os.environ["PATH"].split(os.pathsep) if not os.path.exists(f"{each}/uv")),
    }.items():
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture
def index(clone, monkeypatch):
    """The wheels as an index serves them to uv; gives what it was asked for."""
    asked = []

    class Index(SimpleHTTPRequestHandler):
        def log_message(self, form, *arguments):
            asked.append(arguments[0])

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Index, directory=clone.parent / "wheels")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("UV_FIND_LINKS", f"http://127.0.0.1:{server.server_port}/")
        yield asked
        server.shutdown()


def fill_by_hand(clone, *, lock):
    """An environment with the small package in it, as an installation from some lock has left it."""
    folder = clone / ".venv"
    venv.create(folder, with_pip=False)
    with zipfile.ZipFile(clone.parent / "wheels" / "small-1.0-py3-none-any.whl") as wheel:
        wheel.extractall(next(folder.glob("lib/python*/site-packages")))
    bootstrap.write_stamp(folder, hashlib.sha256(lock).hexdigest())


def installed(folder, *, version):
    """A folder of programs with a uv that says it has this version, and hands on to the real one."""
    folder.mkdir()
    real = shutil.which("uv", path=os.path.dirname(sys.executable))
    (folder / "uv").write_text(f'#!/bin/sh\n[ "$1" = --version ] && exec echo uv {version}\nexec "{real}" "$@"\n')
    (folder / "uv").chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def has_small(clone):
    asked = subprocess.run([clone / ".venv" / "bin" / "python", "-c", "import small"], capture_output=True, check=False)
    return asked.returncode == 0


def test_uv_fills_the_environment_with_exactly_the_lock(clone, capsys):
    bootstrap.install(clone)

    assert has_small(clone)
    assert "trying pip" not in capsys.readouterr().err
    assert bootstrap.stamp_of(clone / ".venv") == hashlib.sha256((clone / "requirements.lock").read_bytes()).hexdigest()


def test_what_uv_has_kept_is_installed_again_without_an_index(clone, capsys, index):
    bootstrap.install(clone)
    assert index
    shutil.rmtree(clone / ".venv")
    index.clear()
    capsys.readouterr()

    bootstrap.install(clone)

    assert has_small(clone)
    assert not index
    assert capsys.readouterr().err.splitlines() == ["Making the virtual environment .venv", "Installing 2 packages"]


def test_a_uv_that_somebody_installed_fetches_what_is_not_kept(clone, capsys, monkeypatch, tmp_path, index):
    monkeypatch.setenv("PATH", installed(tmp_path / "programs", version="0.13.9"))

    bootstrap.install(clone)

    assert has_small(clone)
    said = capsys.readouterr().err
    assert "Fetching those that are not kept here" in said
    assert "Fetching the installer" not in said


def test_a_uv_that_is_too_old_is_left_alone(clone, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", installed(tmp_path / "programs", version="0.4.30"))

    bootstrap.install(clone)

    assert has_small(clone)
    assert "Fetching the installer" in capsys.readouterr().err


def test_pip_takes_over_where_uv_does_not_run(clone, capsys, monkeypatch):
    monkeypatch.setenv("SLOWLY", "exit 3")

    bootstrap.install(clone)

    assert has_small(clone)
    assert "trying pip" in capsys.readouterr().err


def test_a_package_that_is_not_what_was_locked_is_refused(clone):
    lock = clone / "requirements.lock"
    first, _, rest = lock.read_text().partition("sha256:")
    lock.write_text(f"{first}sha256:{'0' * 64}{rest[64:]}")

    with pytest.raises(CannotStart, match=r"requirements\.lock could not be installed"):
        bootstrap.install(clone)

    assert bootstrap.stamp_of(clone / ".venv") == bootstrap.UNFINISHED


def test_the_second_time_nothing_is_run(clone, monkeypatch):
    fill_by_hand(clone, lock=(clone / "requirements.lock").read_bytes())
    monkeypatch.setattr(packages, "run", lambda *arguments, **environment: pytest.fail("nothing was to be installed"))

    bootstrap.install(clone)


def test_a_changed_lock_is_followed(clone):
    fill_by_hand(clone, lock=b"another")
    assert has_small(clone)
    (clone / "requirements.lock").write_text(packages.section_of(clone / "requirements.lock", package="uv"))

    bootstrap.install(clone)

    assert not has_small(clone)


def test_two_at_once_install_once(clone, start):
    both = [start(INSTALL, clone) for _ in range(2)]

    said = "".join(process.communicate()[0] for process in both)

    assert [process.returncode for process in both] == [0, 0]
    assert said.count("Installing 2 packages") == 1
    assert has_small(clone)


def test_an_installation_that_was_killed_is_made_anew(clone, start, monkeypatch, capsys):
    monkeypatch.setenv("SLOWLY", "sleep 60")
    killed = start(INSTALL, clone)
    assert next(line for line in killed.stdout if "Installing 2 packages" in line)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    assert bootstrap.stamp_of(clone / ".venv") == bootstrap.UNFINISHED
    monkeypatch.setenv("SLOWLY", "")

    bootstrap.install(clone)

    assert has_small(clone)
    assert "Making the virtual environment" in capsys.readouterr().err


def test_what_one_process_compiles_serves_the_others(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "small.py").write_text("SIZE = 1\n")

    bootstrap.keep_bytecode()
    subprocess.run([sys.executable, "-c", "import small"], cwd=tmp_path, check=True)

    assert list((tmp_path / "__pycache__").glob("small.*.pyc"))
    assert not sys.dont_write_bytecode


def test_an_old_python_gets_a_sentence():
    with pytest.raises(CannotStart, match=r"needs Python 3\.11 or newer, and this is Python 3\.9"):
        bootstrap.refuse_old_python((3, 9, 2))


def test_a_command_without_django_says_what_to_do_first(tmp_path):
    # Without site-packages, as on a machine that has nothing but Python.
    (tmp_path / "newsroom" / "local").mkdir(parents=True)
    names = ["newsroom/__init__.py", *(f"newsroom/local/{name}.py" for name in STANDARD_LIBRARY_ONLY)]
    for path in ("manage.py", *names):
        shutil.copy(ROOT / path, tmp_path / path)

    said = subprocess.run(
        [sys.executable, "-S", "manage.py", "migrate"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert said.returncode == 1
    assert said.stderr == "Django is not installed here: run `python3 manage.py demo` or `python3 manage.py test` once.\n"


def test_the_lock_names_no_index_and_no_folder():
    text = (ROOT / "requirements.lock").read_text()

    assert not [line for line in text.splitlines() if "://" in line or line.startswith("-") or "file:" in line]
