"""Stories in lists: two queries for any number, and no picture whose rights have ended."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import teasers
from articles.models import Article, Photo
from articles.pictures import Ratio
from newsroom.web import pages
from tests.factories.articles import make_article, make_photo

pytestmark = pytest.mark.django_db


def shown(*ratios, **over):
    wanted = teasers.with_teaser_parts(Article.objects.order_by("pk"), *ratios)
    return teasers.teasers(pages.Build(now=timezone.now()), wanted, **over)


@pytest.mark.parametrize("number", [1, 6])
def test_two_queries_and_one_for_each_number_beside_the_headline(number):
    for _ in range(number):
        make_article(lead_photo=make_photo())

    with CaptureQueriesContext(connection) as asked:
        assert len(shown()) == number

    assert len(asked) == 2 + len(teasers.extensions.COUNTS)


def test_the_text_of_a_story_is_not_fetched_for_a_list():
    make_article()

    assert "body" in shown()[0].article.get_deferred_fields()


def test_a_picture_whose_rights_end_is_shown_until_then_and_not_after():
    photo = make_photo()
    make_article(lead_photo=photo)
    ends = timezone.now() + dt.timedelta(minutes=5)
    Photo.objects.filter(pk=photo.pk).update(rights_until=ends)

    build = pages.Build(now=timezone.now())
    (teaser,) = teasers.teasers(build, teasers.with_teaser_parts(Article.objects.all()))
    assert teaser.picture is not None

    Photo.objects.filter(pk=photo.pk).update(rights_until=timezone.now() - dt.timedelta(minutes=1))
    assert shown()[0].picture is None


def test_the_lead_alone_has_the_large_cut():
    lead = make_article(lead_photo=make_photo())
    make_article(lead_photo=make_photo())

    large, small = shown(Ratio.CLASSIC, Ratio.WIDE, lead=lead)

    assert large.picture.is_lead
    assert not small.picture.is_lead
