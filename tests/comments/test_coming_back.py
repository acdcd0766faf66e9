"""Without script a button leads back to the page it was pressed on, and nowhere else."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from tests.factories.accounts import make_editor, make_reader, sign_in
from tests.factories.comments import make_comment

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
ELSEWHERE = [
    "",
    "https://elsewhere.example/discussion/1/",
    "//elsewhere.example/discussion/1/",
    "http://testserver.elsewhere.example/discussion/1/",
    "http://testserver@elsewhere.example/discussion/1/",
    "javascript:alert(1)",
    "http://[",
    f"{HERE}//elsewhere.example/",
    f"{HERE}/%2Felsewhere.example/discussion/1/",
    f"{HERE}/\\elsewhere.example/",
    f"{HERE}/account/logout/",
    f"{HERE}/comments/1/recommend/",
    f"{HERE}/nowhere/at/all/",
]


@pytest.fixture
def comment(discussion):
    return make_comment(discussion=discussion)


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_recommending_leads_back_to_the_page_and_place_and_says_so(client, discussion, comment):
    sign_in(client, make_reader())
    whole = discussion.get_absolute_url()
    pages = [
        whole,
        f"{whole}?order=oldest&after=20",
        f"{whole}new/?since=3",
        f"{whole}picks/",
        comment.get_absolute_url(),
        discussion.article.get_absolute_url(),
    ]

    for page in pages:
        on = client.post(reverse("comments:recommend", args=[comment.pk]), headers={"Referer": HERE + page})
        off = client.post(reverse("comments:unrecommend", args=[comment.pk]), headers={"Referer": HERE + page})

        assert on.url == off.url == f"{page}#comment-{comment.pk}"
        assert "You recommend this comment." in said(on)
        assert "You no longer recommend this comment." in said(off)


def test_a_refusal_is_said_on_the_same_page(client, discussion, comment):
    sign_in(client, comment.author)
    page = discussion.get_absolute_url()

    answer = client.post(reverse("comments:recommend", args=[comment.pk]), headers={"Referer": HERE + page})

    assert answer.url == f"{page}#comment-{comment.pk}"
    assert len(said(answer)) == 1


def test_following_leads_back_to_its_button(client, discussion, comment):
    sign_in(client, make_reader())
    page = f"{discussion.get_absolute_url()}?order=best"
    places = {("follow", discussion.pk): "conversation", ("follow_thread", comment.pk): f"comment-{comment.pk}"}

    for (name, number), place in places.items():
        answer = client.post(reverse(f"comments:{name}", args=[number]), headers={"Referer": HERE + page})

        assert answer.url == f"{page}#{place}"


def test_a_pick_leads_back_to_where_it_was_made(client, discussion, comment):
    sign_in(client, make_editor())
    page = discussion.get_absolute_url()

    answer = client.post(reverse("comments:feature", args=[comment.pk]), headers={"Referer": HERE + page})

    assert answer.url == f"{page}#comment-{comment.pk}"
    assert "This comment is an editors’ pick now." in said(answer)


@pytest.mark.parametrize("referer", ELSEWHERE)
def test_nobody_is_led_to_another_site_or_to_another_page_of_ours(client, discussion, comment, referer):
    sign_in(client, make_reader())
    headers = {"Referer": referer}

    recommended = client.post(reverse("comments:recommend", args=[comment.pk]), headers=headers)
    followed = client.post(reverse("comments:follow", args=[discussion.pk]), headers=headers)

    assert recommended.url == comment.get_absolute_url()
    assert followed.url == f"{discussion.article.get_absolute_url()}#conversation"
