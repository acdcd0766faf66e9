"""Pages of readers, and what stands beside their comments: pictures, badges, a way to the page."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from articles.models import Article
from comments import limits, people
from comments.models import Comment, Discussion
from comments.moderation import decisions
from newsroom.accounts import avatars, closing, holdings, pictures, renaming, showing, vouching
from newsroom.accounts.models import User
from tests.comments.reading import css, read
from tests.factories.accounts import make_administrator, make_moderator, make_reader, make_reporter, sign_in
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def writer():
    return make_trusted_reader(display_name="Kira Evans")


@pytest.fixture
def comment(writer):
    return make_comment(author=writer, body="It costs less than the next flood.")


def page_of(account):
    return reverse("comments:reader", args=[account.pk])


def say(writer, body, **over):
    """A comment of `writer`, who need not wait between two."""
    comment = make_comment(body=body, **over)
    Comment.objects.filter(pk=comment.pk).update(author=writer)
    comment.refresh_from_db()
    return comment


def show(account, to, bio=""):
    showing.show(account, bio=bio, to=to)


def show_picture(account):
    target = io.BytesIO()
    Image.new("RGB", (300, 300), (200, 30, 30)).save(target, format="JPEG")
    avatars.take_in(account, target)


@pytest.mark.parametrize(("to", "stranger", "signed_in"), [("nobody", 404, 404), ("readers", 404, 200), ("everyone", 200, 200)])
def test_a_page_is_as_private_as_its_owner_wants(client, writer, comment, to, stranger, signed_in):
    show(writer, to)

    as_stranger = client.get(page_of(writer))
    as_reader = sign_in(client, make_reader()).get(page_of(writer))
    as_owner = sign_in(client, writer).get(page_of(writer))

    assert (as_stranger.status_code, as_reader.status_code, as_owner.status_code) == (stranger, signed_in, 200)
    assert "no-store" in as_owner["Cache-Control"]
    assert "private" in as_reader["Cache-Control"]


def test_a_private_page_answers_exactly_like_none(client, writer):
    private = client.get(page_of(writer))
    none = client.get(reverse("comments:reader", args=[writer.pk + 1000]))
    beyond = client.get(reverse("comments:reader", args=[10**30]))

    assert (private.status_code, private.content) == (none.status_code, none.content)
    assert set(private.headers) == set(none.headers)
    assert beyond.status_code == 404


def test_a_page_says_who_somebody_is_and_what_they_said(client, writer, comment):
    show(writer, "everyone", bio="I keep bees: https://bees.example/ <b>&</b>\n\nAsk me.")
    vouching.vouch(writer, expertise="bees", by=make_moderator())

    page = read(client, page_of(writer))

    assert css(page, "h1")[0].text == "Kira Evans"
    assert css(page, ".badge")[0].text == "Expert: bees"
    assert f"Member since {timezone.localtime(writer.date_joined):%B %Y}" in page.text_content()
    assert css(page, ".comment-body a")[0].get("rel") == "nofollow ugc noopener"
    assert not css(page, ".comment-body b")
    assert css(page, ".branch .comment-body")[0].text_content() == comment.body
    assert css(page, ".branch .meta a")[0].get("href") == comment.get_absolute_url()
    assert "noindex" in [meta.get("content") for meta in css(page, "meta")]


def test_a_page_shows_only_comments_that_readers_see(client, writer):
    show(writer, "everyone")
    taken_back, held, switched_off, withdrawn = (say(writer, body) for body in ["Taken back.", "Held.", "Off.", "Gone."])
    decisions.take_back(taken_back, by=writer)
    Comment.objects.filter(pk=held.pk).update(status=Comment.Status.HELD)
    Discussion.objects.filter(pk=switched_off.discussion_id).update(mode=Discussion.Mode.CLOSED)
    Article.objects.filter(pk=withdrawn.discussion.article_id).update(status=Article.Status.WITHDRAWN)

    page = client.get(page_of(writer)).content.decode()

    assert not any(comment.body in page for comment in (taken_back, held, switched_off, withdrawn))
    assert "No comments yet." in page


def test_a_long_list_goes_on_by_marker_and_costs_the_same(client, writer, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(limits, "OWN_ON_A_PAGE", 3)
    show(writer, "everyone")
    discussion = make_discussion()
    said = [say(writer, f"Thought {number} of many.", discussion=discussion) for number in range(5)]

    with django_assert_max_num_queries(6):
        first = read(client, page_of(writer))
    older = read(client, page_of(writer) + css(first, "a.more-older")[0].get("href"))

    shown = [row.get("id") for page in (first, older) for row in css(page, ".branch")]
    assert shown == [f"comment-{comment.pk}" for comment in reversed(said)]
    assert not css(older, "a.more-older")


def test_a_name_leads_to_the_page_only_where_everyone_may_open_it(client, writer, comment):
    address = comment.discussion.get_absolute_url()
    leads = []
    for to in ("nobody", "readers", "everyone", "nobody"):
        show(writer, to)
        leads.append([link.get("href") for link in css(read(client, address), "a.comment-author")])

    assert leads == [[], [], [page_of(writer)], []]


def test_a_name_leads_readers_who_are_signed_in_to_a_page_that_is_theirs_to_open(client, writer, comment):
    address = comment.discussion.get_absolute_url()
    leads = {}
    for to in ("nobody", "readers", "everyone", "readers", "nobody"):
        show(writer, to)
        for viewer, browser in (("stranger", Client()), ("reader", sign_in(client, make_reader()))):
            page = read(browser, address)
            assert css(page, ".comment-author")[0].text == "Kira Evans"
            leads.setdefault(viewer, []).append([link.get("href") for link in css(page, "a.comment-author")])

    theirs = [page_of(writer)]
    assert leads == {"stranger": [[], [], theirs, [], []], "reader": [[], theirs, theirs, theirs, []]}


@pytest.mark.parametrize("many", [1, 5])
def test_the_way_to_pages_for_readers_costs_the_same_for_any_number(client, comment, many, django_assert_max_num_queries):
    for number in range(many):
        show(make_comment(discussion=comment.discussion, body=f"Thought {number}.").author, "readers")
    sign_in(client, make_reader())
    address = comment.discussion.get_absolute_url()
    client.get(address)

    with django_assert_max_num_queries(18):
        page = read(client, address)

    assert len(css(page, "a.comment-author")) == many


def test_the_name_of_a_closed_account_leads_nowhere(client, writer, comment):
    show(writer, "everyone")
    client.get(comment.discussion.get_absolute_url())

    closing.close(writer, by=make_administrator())

    assert not css(read(client, comment.discussion.get_absolute_url()), "a.comment-author")
    assert client.get(page_of(writer)).status_code == 404


def test_a_picture_stands_beside_a_comment_and_goes_with_its_owners_wish(client, writer, comment):
    address = comment.discussion.get_absolute_url()
    before = css(read(client, address), "img.avatar")

    show_picture(writer)
    [shown] = css(read(client, address), "img.avatar")
    avatars.remove(writer)
    after = css(read(client, address), "img.avatar")

    assert (before, after) == ([], [])
    assert shown.get("src").startswith("/media/avatars/")
    assert {name: shown.get(name) for name in ("alt", "width", "height", "loading")} == {
        "alt": "",
        "width": "32",
        "height": "32",
        "loading": "lazy",
    }


@pytest.mark.parametrize("change", ["name", "picture", "expertise"])
def test_what_stands_beside_a_comment_is_another_at_once(client, writer, comment, change):
    address = comment.discussion.get_absolute_url()
    before = client.get(address)
    again = client.get(address)

    if change == "name":
        renaming.rename(writer, "Kira Lind")
    elif change == "picture":
        show_picture(writer)
    else:
        vouching.vouch(writer, expertise="floods", by=make_moderator())
    after = client.get(address)

    assert before["ETag"] == again["ETag"]
    assert before["ETag"] != after["ETag"]


def test_an_expert_is_called_so_after_author_moderator_and_staff(writer, comment):
    reporter, moderator = make_reporter(), make_moderator()
    User.objects.filter(pk__in=[writer.pk, reporter.pk, moderator.pk]).update(expertise="bees")

    known = people.known_by_id([writer.pk, reporter.pk, moderator.pk], article_id=comment.discussion_id)

    badges = [known[account.pk].badge for account in (writer, reporter, moderator)]
    assert badges == ["Expert: bees", "Staff", "Moderator"]


def test_erasing_an_account_takes_its_page_and_its_picture_from_every_conversation(client, writer, comment):
    show(writer, "everyone", bio="I keep bees.")
    show_picture(writer)
    client.get(comment.discussion.get_absolute_url())

    holdings.erase(writer)

    page = read(client, comment.discussion.get_absolute_url())
    assert not css(page, "img.avatar") + css(page, "a.comment-author")
    assert client.get(page_of(writer)).status_code == 404


def test_a_hostile_bio_is_text(client, writer, shared_data):
    hostile = (shared_data / "hostile-text/xss-html5sec.jsonl").read_text(encoding="utf-8")[:300]
    show(writer, "everyone", bio=hostile)

    page = read(client, page_of(writer))

    assert {node.tag for node in css(page, "header + .comment-body *")} <= {"p", "br", "a", "em", "blockquote"}


def test_addresses_of_pictures_are_ours(writer):
    show_picture(writer)

    assert pictures.url(writer.avatar, pictures.SMALL).startswith("/media/")
