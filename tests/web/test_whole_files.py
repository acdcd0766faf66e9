"""No stored file is ever seen by half, whoever writes, is killed, or looks meanwhile."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from newsroom.web.whole_files import UNFINISHED

NAME = "photos/ab/" + "ab" * 16 + ".jpg"
CONTENT = bytes(range(256)) * 4096


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def save(content=CONTENT):
    return default_storage.save(NAME, ContentFile(content))


def left_behind():
    return default_storage.listdir(UNFINISHED)[1]


def test_those_who_write_the_same_at_once_have_one_name_and_whoever_looks_sees_all_of_it():
    def write_and_look(_turn):
        named = save()
        with default_storage.open(NAME) as file:
            return named, file.read() == CONTENT

    with ThreadPoolExecutor(8) as together:
        seen = set(together.map(write_and_look, range(200)))

    assert seen == {(NAME, True)}
    assert default_storage.listdir("photos/ab")[1] == [NAME.rpartition("/")[2]]
    assert not left_behind()


def test_what_was_there_stays_while_it_is_being_replaced(monkeypatch):
    save(b"before")

    def killed(*_anything):
        raise OSError("The disk is full.")

    monkeypatch.setattr(os, "fsync", killed)
    with pytest.raises(OSError, match="full"):
        save()

    assert default_storage.open(NAME).read() == b"before"
    assert not left_behind()


def test_the_disk_has_a_file_before_its_name_does(monkeypatch):
    steps = []
    for step in ("fsync", "replace"):
        real = getattr(os, step)
        monkeypatch.setattr(os, step, lambda *given, real=real, step=step: (steps.append(step), real(*given))[1])

    save()

    assert steps == ["fsync", "replace"]
