"""What stands in the way of a story leads to where it is mended; dates in the newsroom name their zone."""

import datetime as dt

import pytest
from django.urls import reverse

from articles import gate
from articles.admin.story_findings import FIELDS
from tests.articles.filling_in import change_address, form_of, page_of, sent, words_of
from tests.factories.accounts import make_administrator, sign_in
from tests.factories.articles import make_article, make_draft, make_photo

pytestmark = pytest.mark.django_db

SUMMER = dt.datetime(2126, 7, 2, 12, 0, tzinfo=dt.UTC)


def test_every_requirement_of_the_gate_has_its_field(client, editor):
    page = page_of(sign_in(client, editor).get(change_address(make_draft(lead_photo=make_photo()))))

    assert {requirement.__module__.rpartition(".")[2] for requirement in gate.REQUIREMENTS} == set(FIELDS)
    assert [field for field in FIELDS.values() if not page.xpath(f'//*[@id="{field}"]')] == []


def test_a_story_that_cannot_be_published_says_what_stands_in_the_way_and_leads_there(client, editor):
    response = sent(sign_in(client, editor), change_address(make_draft(standfirst="")), do="publish")

    ways = {link.get("href"): link.text for link in page_of(response).xpath('//ul[@class="messagelist"]//a')}
    assert "This stands in the way" in words_of(response)
    assert ways == {"#id_standfirst": "Write a standfirst: a sentence or two that say what the story is about."}


def test_what_is_missing_is_linked_beside_the_form(client, editor):
    page = page_of(sign_in(client, editor).get(change_address(make_draft(standfirst=""))))

    assert page.xpath('//ul[@class="findings"]//a/@href') == ["#id_standfirst"]


def test_mistakes_are_listed_on_top_and_lead_to_their_fields(client, editor):
    wrong = {"related": ["no such story"], "moment-at": "yesterday"}

    response = sent(sign_in(client, editor), change_address(make_draft()), **wrong)

    links = form_of(response).xpath('.//div[@class="errornote"]//a')
    assert response.status_code == 422
    assert [link.get("href") for link in links] == ["#id_related_0", "#id_moment-at"]
    assert links[0].text.startswith("Related stories: “no such story” is no story.")


@pytest.mark.parametrize(("name", "said"), [("related", "no such story"), ("moment-at", "yesterday"), ("headline", "x" * 300)])
def test_a_field_with_a_mistake_says_so_to_screen_readers(client, editor, name, said):
    response = sent(sign_in(client, editor), change_address(make_draft()), **{name: said})

    page = page_of(response)
    field = page.xpath(f'//form[@id="story-form"]//input[@name="{name}"]')[0]
    assert field.get("aria-invalid") == "true"
    error = next(one for one in field.get("aria-describedby").split() if one.endswith("_error"))
    assert page.get_element_by_id(error).text_content().strip()


def test_a_text_from_outside_is_no_html_in_a_message(client, editor):
    response = sent(sign_in(client, editor), change_address(make_draft(body='<p>x <a href="">&lt;b&gt;</a></p>')), do="publish")

    assert "<b>" not in response.content.decode()


@pytest.mark.parametrize("where", ["articles_article_changelist", "articles_photo_changelist", "accounts_user_changelist"])
def test_moments_in_the_newsrooms_lists_name_their_zone(client, where):
    make_article(), make_photo()

    text = words_of(sign_in(client, make_administrator()).get(reverse(f"admin:{where}")))

    assert " GMT" in text or " BST" in text


def test_a_scheduled_story_names_the_zone_of_its_moment(client, editor):
    story = make_article(at=SUMMER)

    assert "2 Jul 2126, 13:00 BST" in words_of(sign_in(client, editor).get(change_address(story)))


def test_the_preview_says_when_it_was_saved_in_words(client, editor):
    story = make_draft()

    text = words_of(sign_in(client, editor).get(reverse("admin:articles_article_preview", args=[story.pk])))

    assert "Preview of what was saved on" in text
    assert "number 1" not in text
