"""Every test here begins with an empty memory, and may ask the test site."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import connection

from newsroom.accounts.models import User
from newsroom.web import pages
from newsroom.web.models import Counter, Reads, Stamp
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


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """A database in which tests really commit, so that other connections see it; only what these tests touch is emptied.

    Pages built inside a transaction are never kept, so the usual wrapping of each test would show nothing.
    """
    with django_db_blocker.unblock():
        kept_groups = set(Group.objects.values_list("pk", flat=True))
        yield
        Group.objects.exclude(pk__in=kept_groups).delete()
        for model in (Session, User, Stamp, Counter, Reads):
            model.objects.all().delete()
        connection.close()
