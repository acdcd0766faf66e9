"""Pictures of a test go to a folder of its own."""

import pytest

from tests.factories.accounts import make_editor, make_reporter


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def editor(db):
    return make_editor()


@pytest.fixture
def reporter(db):
    return make_reporter()
