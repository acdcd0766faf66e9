"""What the newsroom sets for a conversation is on every page of it at once, for everybody alike."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comments import opening, switching
from comments.models import Discussion, SiteSwitch
from tests.comments.reading import css, fragment, read, typed
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader

WHY = "We are moving the presses until six."
State = SiteSwitch.State


def switch(to, *, reason=WHY):
    switching.switch(to=to, reason=reason, by=make_moderator())


def write_address(discussion):
    return reverse("comments:write", args=[discussion.pk])


def pages_of(discussion):
    return [discussion.article.get_absolute_url(), discussion.get_absolute_url(), write_address(discussion)]


def test_kept_pages_follow_the_switch_at_once_and_forget_it_when_it_is_off(committed, client):
    discussion = make_discussion()
    comment = make_comment(discussion=discussion)
    kept = [discussion.article.get_absolute_url(), discussion.get_absolute_url()]
    replies = f"#comment-{comment.pk} .comment-actions a"

    for address in kept:
        assert WHY not in client.get(address).content.decode()
    switch(State.PAUSED)
    for address in kept:
        page = read(client, address)
        assert WHY in css(page, "p.closed")[0].text
        assert not css(page, ".take-part")
        assert "Reply" not in [link.text for link in css(page, replies)]
    assert WHY not in client.get(comment.get_absolute_url()).content.decode()
    assert "Reply" not in client.get(comment.get_absolute_url()).content.decode()
    switch(State.USUAL)
    for address in kept:
        assert css(read(client, address), ".take-part")


@pytest.mark.django_db
@pytest.mark.parametrize("make", [None, make_reader])
def test_while_everything_is_held_each_comment_box_says_why(client, discussion, make):
    switch(State.HOLD)
    if make:
        sign_in(client, make())

    for address in pages_of(discussion):
        [told] = css(read(client, address), ".expect")
        assert WHY in told.text


@pytest.mark.django_db
def test_while_commenting_is_paused_the_write_page_says_why_and_a_comment_sent_comes_back_with_its_words(client, discussion):
    sign_in(client, make_trusted_reader())
    switch(State.PAUSED)

    empty = read(client, write_address(discussion))
    sent = client.post(write_address(discussion), {"body": "An hour's work."})

    assert WHY in css(empty, ".closed")[0].text
    assert not css(empty, "textarea")
    assert sent.status_code == 422
    assert WHY in css(fragment(sent), ".write-box .notice")[0].text
    assert typed(fragment(sent)) == "An hour's work."


@pytest.mark.django_db
def test_a_strangers_words_come_back_too(client, discussion):
    switch(State.PAUSED)

    sent = client.post(write_address(discussion), {"body": "An hour's work."})

    assert sent.status_code == 422
    assert typed(fragment(sent)) == "An hour's work."


@pytest.mark.django_db
def test_a_note_from_the_newsroom_stands_above_the_threads_as_plain_text_with_its_time(client, discussion):
    make_comment(discussion=discussion)
    opening.run_discussion(discussion, pinned_note="Mind <b>each</b> other.\n\nThe *mayor* answers at six.")

    page = read(client, discussion.get_absolute_url())

    [note] = css(page, ".pinned")
    assert "From the newsroom" in css(note, ".pinned-title")[0].text
    assert css(note, "time")[0].get("datetime")
    assert [p.text_content() for p in css(note, ".pinned-body p")] == ["Mind <b>each</b> other.", "The mayor answers at six."]
    assert note.sourceline <= css(page, "#thread")[0].sourceline


@pytest.mark.django_db
@pytest.mark.parametrize("make", [None, make_reader])
def test_a_question_and_slow_mode_stand_at_every_comment_box(client, discussion, make):
    opening.run_discussion(discussion, question="Did you <i>see</i> it?", pause_seconds=300)
    if make:
        sign_in(client, make())

    for address in pages_of(discussion):
        page = read(client, address)
        assert [p.text for p in css(page, ".question")] == ["Did you <i>see</i> it?"]
        assert "5 minutes" in css(page, ".expect")[0].text


@pytest.mark.django_db
def test_the_question_is_not_asked_of_an_answer(client, discussion):
    opening.run_discussion(discussion, question="Did you see it?", pause_seconds=300)
    comment = make_comment(discussion=discussion)

    page = read(client, reverse("comments:reply", args=[comment.pk]))

    assert not css(page, ".question")
    assert css(page, ".expect")


@pytest.mark.django_db
def test_a_cold_page_asks_for_the_switch_together_with_its_conversation(client, discussion):
    make_comment(discussion=discussion)

    for address in (discussion.article.get_absolute_url(), discussion.get_absolute_url()):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        [about] = [query["sql"] for query in asked if "comments_siteswitch" in query["sql"]]
        assert 'FROM "comments_discussion"' in about


@pytest.mark.django_db
def test_the_switch_costs_a_page_no_query(discussion, django_assert_num_queries):
    with django_assert_num_queries(1):
        [found] = Discussion.objects.filter(pk=discussion.pk).with_switch()
        assert found.switch.state == State.USUAL
