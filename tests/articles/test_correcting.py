"""A correction has a page of its own, reached from the top of a public story's form."""

import pytest
from django.urls import reverse

from articles import drafting
from articles.models import Article, Correction
from tests.articles.filling_in import change_address, page_of, words_of
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.articles import make_article, make_correction, make_draft, save_again

pytestmark = pytest.mark.django_db


def correct_address(story):
    return reverse("admin:articles_article_correct", args=[story.pk])


def ways_from(client, story):
    """The links above the form of a story."""
    return page_of(client.get(change_address(story))).xpath('//nav[@class="story-ways"]//a/@href')


def test_a_public_story_leads_to_its_correction_and_a_draft_does_not(client, editor):
    public, draft = make_article(), make_draft()

    sign_in(client, editor)

    assert correct_address(public) in ways_from(client, public)
    assert correct_address(draft) not in ways_from(client, draft)


def test_reporters_are_not_led_there(client, reporter):
    story = make_article()

    assert correct_address(story) not in ways_from(sign_in(client, reporter), story)


def test_a_correction_leads_back_to_the_story_with_a_sentence(client, editor):
    story = make_article()
    note = {"kind": "correction", "text": "The ferry sails at 18.10."}

    response = sign_in(client, editor).post(correct_address(story), note, follow=True)

    assert response.redirect_chain == [(change_address(story), 302)]
    assert "The note stands under the story" in words_of(response)
    assert "The ferry sails at 18.10." in words_of(client.get(story.get_absolute_url()))


def test_the_mended_text_is_shown_in_the_same_step(client, editor):
    story = save_again(make_article(headline="Ferry sails at 18.40"), headline="Ferry sails at 18.10")
    note = {"kind": "correction", "text": "Not at 18.40.", "with_text": "on"}

    sign_in(client, editor).post(correct_address(story), note)

    assert Article.objects.get(pk=story.pk).headline == "Ferry sails at 18.10"
    assert story.corrections.count() == 1


def test_the_text_stays_as_it_is_where_that_is_not_wished(client, editor):
    story = save_again(make_article(headline="Before"), headline="After")

    sign_in(client, editor).post(correct_address(story), {"kind": "correction", "text": "Not so."})

    assert Article.objects.get(pk=story.pk).headline == "Before"
    assert drafting.latest(story).headline == "After"


def test_a_text_that_is_not_ready_takes_the_note_with_it(client, editor):
    story = save_again(make_article(), standfirst="")
    note = {"kind": "correction", "text": "Not at 18.40.", "with_text": "on"}

    response = sign_in(client, editor).post(correct_address(story), note)

    assert response.status_code == 422
    assert "Write a standfirst" in words_of(response)
    assert "Not at 18.40." in response.content.decode()
    assert not Correction.objects.exists()


def test_an_empty_note_is_asked_for_and_its_field_marked(client, editor):
    response = sign_in(client, editor).post(correct_address(make_article()), {"kind": "correction", "text": " "})

    page = page_of(response)
    [field] = page.xpath('//textarea[@name="text"]')
    assert response.status_code == 422
    assert page.xpath('//div[@class="errornote"]//a/@href') == ["#" + field.get("id")]
    assert field.get("aria-invalid") == "true"
    assert "id_text_error" in field.get("aria-describedby")


def test_notes_that_stand_already_are_shown(client, editor):
    story = make_article()
    make_correction(story, text="The quay is on the east side.")

    assert "The quay is on the east side." in words_of(sign_in(client, editor).get(correct_address(story)))


def test_a_story_that_nobody_sees_has_nothing_to_correct(client, editor):
    response = sign_in(client, editor).get(correct_address(make_draft()))

    assert "edit it instead" in words_of(response)
    assert not page_of(response).xpath('//textarea[@name="text"]')


@pytest.mark.parametrize("make_somebody", [make_reader, make_moderator])
def test_others_correct_nothing(client, make_somebody):
    response = sign_in(client, make_somebody()).post(correct_address(make_article()), {"kind": "correction", "text": "No."})

    assert response.status_code in {302, 403}
    assert not Correction.objects.exists()


def test_a_reporter_corrects_nothing(client, reporter):
    response = sign_in(client, reporter).post(correct_address(make_article()), {"kind": "correction", "text": "No."})

    assert response.status_code == 403
    assert not Correction.objects.exists()
