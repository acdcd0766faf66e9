"""What a clone is given when it starts for the first time."""

import threading

import pytest

from newsroom.local import surroundings
from newsroom.local.progress import CannotStart


def test_two_first_starts_at_once_have_one_key(tmp_path, monkeypatch):
    both_look = threading.Barrier(2)
    exists = type(tmp_path).exists
    looked = threading.local()

    def look(path, **options):
        """Both find that there is no key before either makes one."""
        found = exists(path, **options)
        if path.name == "secret-key" and not getattr(looked, "once", False):
            looked.once = True
            both_look.wait(timeout=20)
        return found

    monkeypatch.setattr(type(tmp_path), "exists", look)
    keys = []
    starts = [threading.Thread(target=lambda: keys.append(surroundings.secret_key(tmp_path / "var"))) for _ in range(2)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()

    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert keys[0] == (tmp_path / "var" / "secret-key").read_text().strip()
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("folder", ["/proc/nope", "/proc", "file", "file/below"])
def test_a_folder_that_cannot_be_used_is_one_sentence_that_names_it(tmp_path, monkeypatch, folder):
    (tmp_path / "file").write_text("in the way")
    folder = str(tmp_path / folder)
    monkeypatch.setenv("VAR_DIR", folder)

    with pytest.raises(CannotStart) as refusal:
        surroundings.furnish(tmp_path, arguments=["demo"])

    assert str(refusal.value).startswith(f"VAR_DIR names {folder}, where nothing can be written (")


def test_without_a_choice_the_sentence_says_how_to_make_one(tmp_path, monkeypatch):
    monkeypatch.delenv("VAR_DIR", raising=False)
    (tmp_path / "var").write_text("in the way")

    with pytest.raises(CannotStart, match=r"or set VAR_DIR to a folder of yours\.$"):
        surroundings.furnish(tmp_path, arguments=["demo"])


@pytest.mark.parametrize("port", ["99999", "0", "-1", "eight", "8000x", "٨٠٠٠"])
@pytest.mark.parametrize("spelled", ["--port {}", "--port={}"])
def test_a_port_that_is_none_is_refused_by_its_own_name(port, spelled):
    with pytest.raises(CannotStart, match=r"^--port must be a whole number from 1 to 65535, not "):
        surroundings.port_in(["demo", *spelled.format(port).split()])


@pytest.mark.parametrize(
    ("arguments", "port"),
    [(["demo"], "8000"), (["demo", "--empty", "--port", "8001"], "8001"), (["test", "--port=x"], "8000"), ([], "8000")],
)
def test_the_port_is_part_of_the_address(arguments, port):
    assert surroundings.port_in(arguments) == port
