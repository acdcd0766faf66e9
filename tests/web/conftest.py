"""Every test here begins with an empty memory, and may ask the test site."""

import pytest

from newsroom.web import pages
from tests.web import site


@pytest.fixture(autouse=True)
def empty_memory():
    pages.forget()
    site.builds.clear()
    yield
    pages.forget()


@pytest.fixture
def test_site(settings):
    settings.ROOT_URLCONF = "tests.web.site"
