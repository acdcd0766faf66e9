"""What is compiled ahead: all of our own, and of the packages only what is there."""

import sys
import sysconfig
from pathlib import Path

from newsroom.local import compiling


def test_what_a_start_will_import_is_compiled_beside_it(tmp_path, eventually):
    room = tmp_path / "a clone" / "articles" / "models"
    room.mkdir(parents=True)
    (room / "story.py").write_text("WORDS = 300\n")

    compiling.our_own(tmp_path / "a clone", python=sys.executable)

    eventually(lambda: list(room.glob("__pycache__/story.*.pyc")), "the file is compiled")


def test_nobody_is_left_to_ask_what_became_of_it(tmp_path, start):
    code = """
import os, sys
from pathlib import Path
from newsroom.local import compiling
compiling.our_own(Path(sys.argv[1]), python=sys.executable)
print(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())
"""

    assert start(code, tmp_path).stdout.read() == "[]\n"


def test_every_package_that_is_compiled_ahead_is_one_of_ours():
    library = Path(sysconfig.get_path("purelib"))

    assert [name for name in compiling.THEIRS if not (library / name).is_dir()] == []
