"""What a clone is given when it starts for the first time."""

import threading

from newsroom.local import surroundings


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
