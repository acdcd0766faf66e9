"""What is done at the same time while the demo newspaper is made: tables, pictures, stories, and what waits for a free core."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.models import Article, Photo
from comments.models import Comment
from comments.seeding import gallery, newspaper, printing
from comments.seeding.newspaper import Measure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "media", tmp_path


def test_the_tables_may_be_made_while_pictures_are_being_drawn(django_assert_num_queries):
    class Stopped(Exception):
        pass

    def stop():
        raise Stopped

    # Nothing is asked of a database that has no tables yet, and nobody waits for the pictures when it fails.
    with django_assert_num_queries(0), pytest.raises(Stopped):
        call_command("seed", articles=60, meanwhile=stop)


def test_a_photograph_is_taken_in_when_a_story_first_asks_for_it():
    wanted = printing.pictures_of(printing.choose(1), now=timezone.now())[:3]

    with gallery.developing(wanted) as developed:
        wall = gallery.Wall(wanted, developed, by=None)
        second = wall[wanted[1].key]

        assert Photo.objects.count() == 2
        assert wall[wanted[1].key] is second
        assert "nobody-drew-it" not in wall


def test_once_the_pictures_are_there_a_core_is_free_for_something_else():
    found = []

    newspaper.make(
        Measure(articles=1, comments=60, largest=60, depth=8, readers=12),
        password_of=lambda email, *, role: "tide-lamp-quay",
        progress=lambda part: None,
        once_drawn=lambda: found.append((Article.objects.count(), Comment.objects.count())),
    )

    assert found == [(1, 0)]
