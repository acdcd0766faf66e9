"""The one form of a story: its buttons call the verbs, on every path."""

import datetime as dt
import re

import pytest
from django import forms
from django.urls import reverse
from lxml import html

from articles import drafting, extensions, publishing
from articles.models import Article, Photo
from tests.articles.filling_in import change_address, sent
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.articles import (
    make_article,
    make_author,
    make_draft,
    make_photo,
    make_section,
    picture_file,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"


def complete(**over):
    """What a new story needs."""
    return {
        "headline": "The tide comes in",
        "standfirst": "Nobody had expected anything else.",
        "body": "<p>It came in.</p>",
        "section": make_section().pk,
        "authors": [make_author().pk],
        **over,
    }


def test_a_reporter_saves_half_a_thought(client, reporter):
    response = sent(sign_in(client, reporter), ADD, headline="Something about the tide")

    story = Article.objects.get()
    assert "Readers see nothing of it yet" in response.content.decode()
    assert (story.headline, story.status, story.latest_revision.by) == ("Something about the tide", "draft", reporter)


def test_an_editor_publishes_what_is_ready(client, editor):
    sent(sign_in(client, editor), ADD, do="publish", **complete())

    story = Article.objects.get()
    assert story.status == "published"
    assert client.get(story.get_absolute_url()).status_code == 200


def test_what_is_not_ready_is_saved_and_the_page_says_what_is_missing(client, editor):
    response = sent(sign_in(client, editor), ADD, do="publish", **complete(standfirst=""))

    assert Article.objects.get().status == "draft"
    assert "Write a standfirst" in response.content.decode()


def test_a_reporter_cannot_publish_by_sending_the_button(client, reporter):
    response = sent(sign_in(client, reporter), ADD, do="publish", **complete())

    assert response.status_code == 403
    assert Article.objects.get().status == "draft"


@pytest.mark.parametrize("make_somebody", [make_reader, make_moderator])
def test_others_write_no_stories(client, make_somebody):
    response = sign_in(client, make_somebody()).post(ADD, {**complete(), "do": "save"})

    assert response.status_code in {302, 403}
    assert not Article.objects.exists()


def test_a_story_is_scheduled_by_its_button(client, editor):
    story = make_draft()

    sent(sign_in(client, editor), change_address(story), do="schedule", **{"moment-at": "2126-01-02T03:04"})

    story.refresh_from_db()
    assert (story.status, story.published_at.year) == ("published", 2126)


def test_the_form_prints_no_part_of_a_story_where_it_explains_one(client, editor):
    page = sign_in(client, editor).get(ADD).content.decode()

    # What stands in the text's own field is text; anywhere else a figure without a picture would be a slip of the template.
    shown = html.fromstring(re.sub(r"(?s)<(textarea|script)\b.*?</\1>", "", page))
    assert not shown.xpath("//figure[not(.//img)]")
    assert shown.xpath('//p[contains(@class, "no-script")]/code')[0].text == '<figure data-photo="12"></figure>'


def test_a_planned_withdrawal_is_seen_and_called_off_by_its_button(client, editor):
    story = make_article()

    publishing.withdraw(story, by=editor, at=dt.datetime(2126, 1, 2, 3, 4, tzinfo=dt.UTC))

    planned = sign_in(client, editor).get(change_address(story))
    called_off = sent(client, change_address(story), do="keep")

    story.refresh_from_db()
    assert "Public until 2 Jan 2126" in planned.content.decode()
    assert "until 2 Jan" not in called_off.content.decode()
    assert story.withdraw_at is None


def test_scheduling_without_a_time_says_so(client, editor):
    story = make_draft()

    response = sent(sign_in(client, editor), change_address(story), do="schedule")

    assert "Say when the story should appear." in response.content.decode()


def test_saving_a_public_story_changes_nothing_for_readers_until_it_is_updated(client, editor):
    story = make_article(headline="Before")

    sent(sign_in(client, editor), change_address(story), headline="After")
    story.refresh_from_db()
    saved = story.headline
    sent(client, change_address(story), do="update")
    story.refresh_from_db()

    assert (saved, story.headline) == ("Before", "After")


def test_the_second_of_two_editors_is_told_and_loses_nothing(client, editor):
    story = make_draft(headline="First")
    drafting.save(story, drafting.Document(headline="Theirs"), by=None, based_on=1)

    response = sent(sign_in(client, editor), change_address(story), headline="Mine", based_on="1")

    text = response.content.decode()
    assert "Somebody else saved this story" in text
    assert "Mine" in text
    assert "Theirs" in text
    assert drafting.latest(Article.objects.get()).headline == "Theirs"


def test_a_set_aside_version_is_made_the_newest_by_its_button(client, editor):
    story = make_draft(headline="First")
    drafting.save(story, drafting.Document(headline="Theirs"), by=None, based_on=1)
    with pytest.raises(drafting.Conflict):
        drafting.save(story, drafting.Document(headline="Mine"), by=None, based_on=1)

    sign_in(client, editor).post(reverse("admin:articles_article_revisions", args=[story.pk]), {"revision": "3"})

    assert drafting.latest(Article.objects.get()).headline == "Mine"


def test_a_photograph_is_added_on_the_same_page_with_its_credit(client, editor):
    story = make_draft()
    file = picture_file()
    file.name = "quay.jpg"
    photo = {"photo-file": file, "photo-photographer": "Ned Ash", "photo-alt": "Boats."}

    sent(sign_in(client, editor), change_address(story), **photo)

    assert drafting.latest(Article.objects.get()).lead_photo == Photo.objects.get().pk


def test_a_photograph_without_credit_is_refused_and_the_text_is_still_there(client, editor):
    story = make_draft()
    file = picture_file()
    file.name = "quay.jpg"

    response = sent(sign_in(client, editor), change_address(story), headline="Typed just now", **{"photo-file": file})

    text = response.content.decode()
    assert response.status_code == 422
    assert "Say who took the photograph" in text
    assert "Typed just now" in text
    assert "“quay.jpg” is kept." in text
    assert not Photo.objects.exists()


def test_a_file_that_is_no_photograph_is_refused_in_words(client, editor, tmp_path):
    story = make_draft()
    fake = tmp_path / "quay.jpg"
    fake.write_bytes(b"<script>alert(1)</script>")

    with fake.open("rb") as file:
        response = sent(sign_in(client, editor), change_address(story), **{"photo-file": file})

    assert response.status_code == 422
    assert "not a photograph" in response.content.decode()


def test_bulk_publishing_passes_the_same_gate(client, editor):
    ready, unready = make_draft(), make_draft(standfirst="")
    chosen = {"action": "publish_chosen", "_selected_action": [ready.pk, unready.pk]}

    response = sign_in(client, editor).post("/admin/articles/article/", chosen, follow=True)

    ready.refresh_from_db()
    unready.refresh_from_db()
    assert (ready.status, unready.status) == ("published", "draft")
    assert "Write a standfirst" in response.content.decode()


def test_a_reporter_has_no_bulk_publishing(client, reporter):
    story = make_draft()
    chosen = {"action": "publish_chosen", "_selected_action": [story.pk]}

    sign_in(client, reporter).post("/admin/articles/article/", chosen, follow=True)

    story.refresh_from_db()
    assert story.status == "draft"


def test_related_stories_are_named_by_number_address_or_short_code(client, editor):
    story, first, second, third = make_draft(), make_article(), make_article(), make_article()
    named = [f"{second.pk} some words", f"https://news.example{first.get_absolute_url()}", third.short_code, ""]

    sent(sign_in(client, editor), change_address(story), related=named)

    assert drafting.latest(Article.objects.get(pk=story.pk)).related == (second.pk, first.pk, third.pk)


def test_what_is_no_story_is_named(client, editor):
    story = make_draft()

    response = sent(sign_in(client, editor), change_address(story), related=["9" * 30])

    assert response.status_code == 422
    assert "is no story" in response.content.decode()


def test_the_preview_shows_the_newest_document_and_only_to_the_newsroom(client, editor):
    story = make_draft(headline="Not yet told", lead_photo=make_photo())
    preview = reverse("admin:articles_article_preview", args=[story.pk])

    stranger = client.get(preview)
    response = sign_in(client, editor).get(preview)

    assert stranger.status_code == 302
    assert "Not yet told" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_the_form_shows_what_the_gate_finds(client, editor):
    story = make_draft(standfirst="", authors=(make_author(),))

    text = sign_in(client, editor).get(change_address(story)).content.decode()

    assert "Write a standfirst" in text
    assert "Say who wrote the story" not in text


def test_the_editor_survives_the_content_security_policy(client, editor):
    response = sign_in(client, editor).get(change_address(make_draft()))

    nonce = response.headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
    page = html.fromstring(response.content.decode())
    inline = [script for script in page.iter("script") if not script.get("src") and script.get("type") != "application/json"]
    assert [script.get("type") for script in inline] == ["importmap"]
    assert {script.get("nonce") for script in inline} == {nonce}


@pytest.mark.parametrize("state", ["draft", "scheduled", "public", "changed", "withdrawn"])
def test_the_list_is_filtered_by_state(client, editor, state):
    make_draft(headline="A draft")

    response = sign_in(client, editor).get(f"/admin/articles/article/?state={state}")

    assert response.status_code == 200
    assert ("A draft" in response.content.decode()) is (state == "draft")


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "-1", "x"])
def test_numbers_from_nowhere_are_no_page(client, editor, number):
    response = sign_in(client, editor).get(f"/admin/articles/article/{number}/change/")

    assert response.status_code == 404


@pytest.mark.parametrize(("make", "times"), [(make_draft, 1), (make_article, 0)])
def test_a_reporter_runs_what_belongs_to_a_story_until_it_is_public(client, reporter, monkeypatch, make, times):
    saved = []
    panel = extensions.AdminPanel(
        name="below", title="Below", form=lambda story, data: forms.Form(data), save=lambda story, form, by: saved.append(by)
    )
    monkeypatch.setattr(extensions, "ADMIN_PANELS", [panel])
    story = make()

    sent(sign_in(client, reporter), change_address(story), headline="Another")

    assert saved == [reporter] * times
