"""Following a conversation or a thread: by one button with and without script, and by nobody who did not ask for it."""

import pytest
from django.urls import reverse

from articles import publishing
from comments import following, limits, opening
from comments.models import Following
from newsroom.accounts import holdings
from tests.comments.reading import css, fragment, read
from tests.factories.accounts import make_editor, make_unconfirmed_reader, sign_in
from tests.factories.comments import make_comment, make_discussion, make_thread, make_trusted_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(discussion):
    """What begins a thread."""
    return make_comment(discussion=discussion, author=make_trusted_reader(display_name="Mara Quist"))


def follows(reader):
    """What somebody follows: the conversation (None), threads by number."""
    return set(Following.objects.filter(reader=reader).values_list("thread_id", flat=True))


def buttons(page):
    """The buttons that follow something or end it, with whether they are pressed."""
    found = [b for b in css(page, "button.action") if "/follow/" in b.get("formaction", "")]
    return {b.get("formaction"): b.get("aria-pressed") for b in found}


# --- What is kept


def test_following_twice_is_following_once(discussion, comment, reader):
    for _again in range(2):
        assert following.follow(discussion, by=reader)
        assert following.follow(discussion, by=reader, thread=comment)

    assert Following.objects.count() == 2
    assert follows(reader) == {None, comment.pk}


def test_a_thread_is_followed_from_any_comment_of_it(discussion, reader):
    first, answer = make_thread(discussion, answers=1)

    following.follow(discussion, by=reader, thread=answer)
    assert follows(reader) == {first.pk}

    following.unfollow(discussion, by=reader, thread=answer)
    assert follows(reader) == set()


def test_ending_what_one_does_not_follow_changes_nothing(discussion, comment, reader):
    following.follow(discussion, by=reader)

    following.unfollow(discussion, by=reader, thread=comment)
    following.unfollow(make_discussion(), by=reader)

    assert follows(reader) == {None}


def test_nobody_follows_without_end(discussion, comment, reader, monkeypatch):
    monkeypatch.setattr(limits, "FOLLOWED_BY_ONE_READER", 1)

    done = [following.follow(discussion, by=reader, thread=thread) for thread in (None, None, comment)]

    assert [bool(permission) for permission in done] == [True, True, False]
    assert "What you follow" in done[-1].sentence


def test_writing_follows_nothing_by_itself(discussion, comment):
    make_comment(parent=comment)

    assert not Following.objects.exists()


def test_somebody_who_has_left_follows_nothing(discussion, reader):
    holdings.erase(reader)

    assert not following.follow(discussion, by=reader)
    assert not Following.objects.exists()


# --- What readers see and press


def test_a_conversation_and_each_of_its_threads_has_one_and_answers_have_none(client, discussion, comment):
    make_comment(parent=comment)

    page = read(client, discussion.get_absolute_url())

    assert buttons(page) == {
        reverse("comments:follow", args=[discussion.pk]): "false",
        reverse("comments:follow_thread", args=[comment.pk]): "false",
    }
    assert "the thread that Mara Quist began" in css(page, f"#actions-{comment.pk}")[0].text_content()


def test_the_storys_page_shows_ones_own_state_and_the_kept_page_knows_nobody(client, discussion, comment, reader):
    story = discussion.article.get_absolute_url()
    stranger = client.get(story).content
    following.follow(discussion, by=reader)
    following.follow(discussion, by=reader, thread=comment)
    sign_in(client, reader)

    page = read(client, story)

    assert buttons(page) == {
        reverse("comments:unfollow", args=[discussion.pk]): "true",
        reverse("comments:unfollow_thread", args=[comment.pk]): "true",
    }
    client.logout()
    assert client.get(story).content == stranger


@pytest.mark.parametrize("what", ["conversation", "thread"])
def test_without_script_it_asks_acts_and_leads_back(client, discussion, comment, reader, what):
    sign_in(client, reader)
    ways = {
        "conversation": ("follow", "unfollow", discussion.pk),
        "thread": ("follow_thread", "unfollow_thread", comment.pk),
    }
    on, off, number = ways[what]
    place = {"conversation": f"{discussion.article.get_absolute_url()}#conversation", "thread": comment.get_absolute_url()}

    for name, title in ((on, f"Follow this {what}?"), (off, f"Follow this {what} no longer?")):
        address = reverse(f"comments:{name}", args=[number])
        asked = read(client, address)
        answer = client.post(address)

        assert css(asked, "h1")[0].text_content() == title
        assert answer.url == place[what]
        assert bool(follows(reader)) == (name == on)


def test_for_script_it_answers_with_the_button_as_it_is_now(client, discussion, comment, reader):
    sign_in(client, reader)

    for name, pressed in (("follow_thread", "true"), ("unfollow_thread", "false")):
        answer = client.post(reverse(f"comments:{name}", args=[comment.pk]), headers={"HX-Request": "true"})
        [button] = css(fragment(answer), "button")

        assert button.get("aria-pressed") == pressed
        assert button.get("formaction") == button.get("data-hx-post")
        assert "autofocus" in button.attrib
        assert "Mara Quist" in button.text_content()
        assert button.text == ("Following" if pressed == "true" else "Follow")


def test_a_full_list_is_said_in_a_sentence_and_shown(client, discussion, reader, monkeypatch):
    monkeypatch.setattr(limits, "FOLLOWED_BY_ONE_READER", 0)
    address = reverse("comments:follow", args=[discussion.pk])
    sign_in(client, reader)

    by_script = client.post(address, headers={"HX-Request": "true"})
    page = client.post(address, follow=True)

    assert by_script["HX-Redirect"] == reverse("comments:followed")
    assert "You follow a great many conversations." in page.content.decode()


def test_a_stranger_is_asked_to_sign_in_and_told_why(client, discussion, comment):
    for name, number, why in (
        ("follow", discussion.pk, "to follow this conversation"),
        ("follow_thread", comment.pk, "to follow the thread of this comment"),
    ):
        address = reverse(f"comments:{name}", args=[number])
        answer = client.get(address, follow=True)
        posted = client.post(address)

        assert why in answer.content.decode()
        assert posted.url == f"/account/login/?next={address}"
    assert not Following.objects.exists()


def test_an_unconfirmed_reader_may_follow(client, discussion):
    newcomer = make_unconfirmed_reader()

    sign_in(client, newcomer).post(reverse("comments:follow", args=[discussion.pk]))

    assert follows(newcomer) == {None}


def test_what_has_closed_is_offered_to_nobody_and_can_still_be_ended(client, discussion, comment, reader):
    following.follow(discussion, by=reader)
    opening.run_discussion(discussion, mode="read")

    assert buttons(read(client, discussion.get_absolute_url())) == {}
    page = read(sign_in(client, reader), discussion.get_absolute_url())
    assert buttons(page) == {reverse("comments:unfollow", args=[discussion.pk]): "true"}


def test_what_is_not_public_answers_like_what_does_not_exist(client, discussion, comment, reader):
    publishing.withdraw(discussion.article, by=make_editor())
    sign_in(client, reader)

    for address in (
        reverse("comments:follow", args=[discussion.pk]),
        reverse("comments:follow_thread", args=[comment.pk]),
        reverse("comments:follow", args=[10**15]),
        reverse("comments:follow_thread", args=[10**15]),
    ):
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
    assert not Following.objects.exists()


def test_whoever_answers_is_offered_the_thread(client, discussion, comment):
    sign_in(client, make_trusted_reader())

    sent = {"body": "A fair point.", "key": "0d7a8e1c-98c9-44f0-a2e8-3a5f0b7d1c11"}
    answer = client.post(reverse("comments:reply", args=[comment.pk]), sent, headers={"HX-Request": "true"})

    offered = buttons(css(fragment(answer), ".write-box")[0])
    assert offered == {reverse("comments:follow_thread", args=[comment.pk]): "false"}
    assert "We tell you when somebody answers it." in answer.content.decode()


def test_a_page_costs_the_same_however_much_one_follows(client, discussion, reader, django_assert_max_num_queries):
    for first in [make_comment(discussion=discussion) for _ in range(15)]:
        following.follow(discussion, by=reader, thread=first)
    sign_in(client, reader).get(discussion.get_absolute_url())

    with django_assert_max_num_queries(20):
        page = read(client, discussion.get_absolute_url())

    assert list(buttons(page).values()).count("true") == 15
