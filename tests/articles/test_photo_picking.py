"""Photographs are chosen by looking at them: the newest, or those found by caption, credit or day; with and without script."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import drafting
from articles.admin import photo_picking
from articles.models import Article, Photo
from tests.articles.filling_in import change_address, form_of, page_of, sent, sent_again, words_of
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.articles import make_draft, make_photo, picture_file

pytestmark = pytest.mark.django_db

SEARCH = "/admin/articles/photo/search/"


def offered(response):
    """The numbers of the photographs that can be chosen, in order."""
    values = page_of(response).xpath('//input[@type="radio"][@name="lead_photo"]/@value')
    return [int(value) for value in values if value]


def two_photos():
    """Two photographs that nobody would confuse."""
    gulls = make_photo(caption="Gulls over the fish market.", photographer="Ida Berg", agency="")
    mayor = make_photo(caption="The mayor, resigned.", alt="A man at a desk.", photographer="", agency="Tidewater")
    return gulls, mayor


def test_photographs_are_shown_with_caption_credit_and_day(client, editor):
    gulls, _mayor = two_photos()

    response = sign_in(client, editor).get(change_address(make_draft()))

    [choice] = page_of(response).xpath(f'//li[@data-photo="{gulls.pk}"]')
    text = " ".join(choice.text_content().split())
    assert choice.xpath(".//label/img/@src")
    assert "Gulls over the fish market." in text
    assert "© Ida Berg" in text
    assert str(timezone.localdate().year) in text


def test_the_chosen_photograph_is_saved(client, editor):
    story = make_draft()
    _gulls, mayor = two_photos()

    sent(sign_in(client, editor), change_address(story), lead_photo=str(mayor.pk))

    assert drafting.latest(Article.objects.get(pk=story.pk)).lead_photo == mayor.pk


def test_a_story_can_do_without(client, editor):
    story = make_draft(lead_photo=make_photo())

    sent(sign_in(client, editor), change_address(story), lead_photo="")

    assert drafting.latest(Article.objects.get(pk=story.pk)).lead_photo is None


@pytest.mark.parametrize("chosen", ["0", "x", "-1", "9" * 30, "\x00"])
def test_a_photograph_from_nowhere_is_refused_in_words(client, editor, chosen):
    response = sent(sign_in(client, editor), change_address(make_draft()), lead_photo=chosen)

    assert response.status_code == 422
    assert page_of(response).xpath('//div[@class="errornote"]//a/@href') == ["#id_lead_photo_0"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("gulls", "gulls"),
        ("MARKET over", "gulls"),
        ("berg", "gulls"),
        ("tidewater", "mayor"),
        ("desk", "mayor"),
        ("gulls mayor", ""),
    ],
)
def test_words_of_caption_alternative_text_or_credit_find_it(client, editor, words, found):
    gulls, mayor = two_photos()

    response = sign_in(client, editor).get(SEARCH, {"find-words": words})

    assert offered(response) == [{"gulls": gulls, "mayor": mayor}[found].pk] if found else offered(response) == []


def test_the_day_finds_it(client, editor):
    old, _new = two_photos()
    Photo.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - dt.timedelta(days=400))
    day = timezone.localdate(Photo.objects.get(pk=old.pk).uploaded_at)

    response = sign_in(client, editor).get(SEARCH, {"find-day": day.isoformat()})

    assert offered(response) == [old.pk]


@pytest.mark.parametrize(
    "asked", [{"find-words": "\x00"}, {"find-day": "yesterday"}, {"find-words": "x" * 500}, {"chosen": "\x00"}]
)
def test_what_nobody_can_mean_is_no_failure(client, editor, asked):
    two_photos()

    assert sign_in(client, editor).get(SEARCH, asked).status_code == 200


def test_nothing_found_says_what_to_do(client, editor):
    assert "Fewer words find more." in words_of(sign_in(client, editor).get(SEARCH, {"find-words": "giraffe"}))


def test_without_script_searching_saves_nothing_and_loses_nothing(client, editor):
    story = make_draft(headline="Before")
    gulls, _mayor = two_photos()
    file = picture_file()
    file.name = "quay.jpg"

    response = sent(
        sign_in(client, editor), change_address(story), do="find", headline="Typed", **{"find-words": "gulls", "photo-file": file}
    )

    assert response.status_code == 200
    assert offered(response) == [gulls.pk]
    assert dict(form_of(response).fields)["headline"] == "Typed"
    assert "“quay.jpg” is kept." in words_of(response)
    assert drafting.latest(Article.objects.get(pk=story.pk)).headline == "Before"

    sent_again(client, change_address(story), response, lead_photo=str(gulls.pk), **{"photo-leave": "1"})
    assert drafting.latest(Article.objects.get(pk=story.pk)).lead_photo == gulls.pk


def test_the_chosen_one_stays_on_the_page_however_old(client, editor, monkeypatch):
    monkeypatch.setattr(photo_picking, "SHOWN", 1)
    old, new = two_photos()

    response = sign_in(client, editor).get(change_address(make_draft(lead_photo=old)))

    assert offered(response) == [old.pk, new.pk]


@pytest.mark.parametrize("make_somebody", [make_reader, make_moderator])
def test_others_look_for_no_photographs(client, make_somebody):
    make_photo()

    response = sign_in(client, make_somebody()).get(SEARCH)

    assert response.status_code in {302, 403}


def test_the_first_button_of_the_form_is_the_one_that_enter_presses(client, editor):
    """It searches where something was looked for, and saves otherwise."""
    form = form_of(sign_in(client, editor).get(reverse("admin:articles_article_add")))

    assert form.xpath(".//button[not(@type)]")[0].get("value") == "enter"


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("Gulls over the fish market.", "Gulls over the fish market."),
        (
            "The harbour barrier at low water, seen from the old customs house, on a Sunday.",
            "The harbour barrier at low water, seen from the old customs…",
        ),
        (
            "A line that ends in a comma exactly where it would be cut, and goes on",
            "A line that ends in a comma exactly where it would be cut…",
        ),
        ("x" * 200, "x" * 59 + "…"),
        ("Two\nlines", "Two lines"),
        ("", "A man at a desk."),
    ],
)
def test_a_long_caption_is_cut_after_a_word_and_says_so(caption, name):
    assert str(Photo(caption=caption, alt="A man at a desk.")) == name
