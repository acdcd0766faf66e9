"""The list of what one follows: each with its way out, and nobody else's."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse

from articles import publishing
from comments import following, limits
from comments.models import Following
from comments.moderation import decisions
from newsroom.accounts import holdings
from tests.comments.reading import css, read
from tests.factories.accounts import make_editor, make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(discussion):
    """What begins a thread."""
    return make_comment(discussion=discussion, author=make_trusted_reader(display_name="Mara Quist"))


def follows(reader):
    """What somebody follows: the conversation (None), threads by number."""
    return set(Following.objects.filter(reader=reader).values_list("thread_id", flat=True))


def test_it_names_what_is_followed_and_each_has_a_way_out(client, discussion, comment, reader):
    following.follow(discussion, by=reader)
    following.follow(discussion, by=reader, thread=comment)
    sign_in(client, reader)

    page = read(client, reverse("comments:followed"))
    text = css(page, "main")[0].text_content()
    client.post(css(page, ".news-item form")[0].get("action"))

    assert "The thread that Mara Quist began" in text
    assert "The whole conversation" in text
    # The latest stands first.
    assert follows(reader) == {None}


def test_a_thread_whose_beginning_was_removed_names_nobody(client, discussion, comment, reader):
    following.follow(discussion, by=reader, thread=comment)
    decisions.remove(comment, by=make_moderator(), rule=make_rule())

    page = sign_in(client, reader).get(reverse("comments:followed")).content.decode()

    assert "Mara Quist" not in page
    assert "One thread" in page


def test_nobody_ends_what_another_reader_follows(client, discussion, reader):
    following.follow(discussion, by=reader)
    row = Following.objects.get()

    answer = sign_in(client, make_reader()).post(reverse("comments:unfollow_listed", args=[row.pk]))

    assert answer.url == reverse("comments:followed")
    assert follows(reader) == {None}


def test_a_withdrawn_story_is_not_named(client, discussion, reader):
    following.follow(discussion, by=reader)
    publishing.withdraw(discussion.article, by=make_editor())

    page = sign_in(client, reader).get(reverse("comments:followed"))

    assert discussion.article.headline not in page.content.decode()


def test_a_long_list_goes_on_by_marker_and_junk_leads_to_its_beginning(client, discussion, reader, monkeypatch):
    monkeypatch.setattr(limits, "FOLLOWED_ON_A_PAGE", 2)
    for first in [make_comment(discussion=discussion) for _ in range(3)]:
        following.follow(discussion, by=reader, thread=first)
    sign_in(client, reader)

    first_page = read(client, reverse("comments:followed"))
    second = read(client, reverse("comments:followed") + css(first_page, ".more a")[0].get("href"))
    junk = read(client, reverse("comments:followed") + "?after=%00nonsense")

    assert [len(css(page, ".news-item")) for page in (first_page, second, junk)] == [2, 1, 2]


def test_what_one_follows_is_handed_over_and_erased(discussion, comment, reader):
    following.follow(discussion, by=reader, thread=comment)

    held = json.loads(json.dumps(holdings.export(reader), cls=DjangoJSONEncoder))
    holdings.erase(reader)

    assert [(row["discussion_id"], row["thread_id"]) for row in held["comments"]["followed"]] == [(discussion.pk, comment.pk)]
    assert not Following.objects.exists()
