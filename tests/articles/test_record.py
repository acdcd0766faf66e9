"""The record of publishing: each verb leaves a row, and no row is ever changed."""

import datetime as dt

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import IntegrityError
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Correction, Publication
from tests.factories.accounts import sign_in
from tests.factories.articles import make_article, make_draft, save_again

pytestmark = pytest.mark.django_db


def recorded(story):
    """What the record says of a story, the oldest first."""
    return list(Publication.objects.filter(article_id=story.pk).order_by("pk").values_list("kind", "revision", "by_id"))


def test_each_verb_says_what_it_did_with_which_revision_and_by_whom(editor):
    later = timezone.now() + dt.timedelta(hours=1)
    story = make_draft()

    publishing.schedule(story, by=editor, at=later)
    publishing.update(save_again(story, headline="Second"), by=editor)
    publishing.withdraw(story, by=editor)
    publishing.publish(story, by=editor)
    publishing.update(save_again(story, headline="Third"), by=None)
    publishing.correct(story, kind=Correction.Kind.UPDATE, text="More.", by=editor)
    publishing.withdraw(story, by=editor, at=later)
    publishing.keep(story, by=editor)
    publishing.withdraw(story, by=editor)

    me = editor.pk
    assert recorded(story) == [
        ("schedule", 1, me), ("update", 2, me), ("unschedule", 2, me), ("publish", 2, me), ("update", 3, None),
        ("correct", 3, me), ("plan", 3, me), ("keep", 3, me), ("withdraw", 3, me),
    ]  # fmt: skip


def test_what_was_refused_leaves_no_row():
    story = make_draft(standfirst="")

    with pytest.raises(publishing.NotReady):
        publishing.publish(story, by=None)

    assert recorded(story) == []


@pytest.mark.parametrize(
    "sql", ["UPDATE articles_publication SET by_id = 0", "DELETE FROM articles_publication", "TRUNCATE articles_publication"]
)
def test_the_database_refuses_to_alter_the_record(sql):
    make_article()

    refused = pytest.raises((InternalError, IntegrityError), match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_record_stands_in_the_history_of_the_story(client, editor):
    story = make_article(by=editor)
    publishing.withdraw(story, by=None)

    text = sign_in(client, editor).get(reverse("admin:articles_article_revisions", args=[story.pk])).content.decode()

    shown = text.split("What readers were given")[1]
    assert shown.index("Withdrawn") < shown.index("Published") < shown.index(editor.display_name)
