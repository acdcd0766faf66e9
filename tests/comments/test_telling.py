"""Who is told of a comment: once, as the strongest that fits, and nobody whom it does not concern."""

from datetime import timedelta

import pytest

from comments import following, limits, muting, opening, telling
from comments.models import Following, Notification
from comments.moderation import decisions
from newsroom.accounts import holdings
from newsroom.accounts.models import User
from tests.comments.hearing import told
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_comment, make_discussion, make_rule, make_thread, make_trusted_reader

pytestmark = pytest.mark.django_db

Kind = Notification.Kind


# --- Whom it concerns


def test_whoever_was_answered_is_told(discussion):
    parent, answer = make_thread(discussion, answers=1)

    telling.spread(answer.pk)

    assert told(answer) == {parent.author_id: Kind.ANSWER}


def test_an_answer_below_the_deepest_comment_is_told_to_whom_it_answers(discussion, monkeypatch):
    monkeypatch.setattr(limits, "DEEPEST", 1)
    _first, deep = make_thread(discussion, answers=1)

    beside = make_comment(parent=deep)
    telling.spread(beside.pk)

    assert beside.answers_to_id == deep.pk
    assert told(beside) == {deep.author_id: Kind.ANSWER}


def test_whoever_is_named_is_told(discussion):
    named = make_trusted_reader(display_name="Kira Evans")
    make_comment(discussion=discussion, author=named)

    comment = make_comment(discussion=discussion, body="As @Kira Evans said.")
    telling.spread(comment.pk)

    assert told(comment) == {named.pk: Kind.MENTION}


def test_whoever_follows_the_conversation_or_the_thread_is_told_and_of_another_thread_not(discussion):
    first, second = make_comment(discussion=discussion), make_comment(discussion=discussion)
    of_all, of_first, of_second = make_reader(), make_reader(), make_reader()
    following.follow(discussion, by=of_all)
    following.follow(discussion, by=of_first, thread=first)
    following.follow(discussion, by=of_second, thread=second)

    deep = make_comment(parent=make_comment(parent=first))
    telling.spread(deep.pk)

    assert told(deep) == {deep.parent.author_id: Kind.ANSWER, of_all.pk: Kind.FOLLOWED, of_first.pk: Kind.FOLLOWED}


def test_a_new_thread_is_told_to_followers_of_the_conversation_alone(discussion):
    of_all, of_thread, elsewhere = make_reader(), make_reader(), make_reader()
    following.follow(discussion, by=of_all)
    following.follow(discussion, by=of_thread, thread=make_comment(discussion=discussion))
    following.follow(make_discussion(), by=elsewhere)

    comment = make_comment(discussion=discussion)
    telling.spread(comment.pk)

    assert told(comment) == {of_all.pk: Kind.FOLLOWED}


def test_an_answer_that_names_its_reader_who_follows_too_is_told_once_as_an_answer(discussion):
    parent = make_comment(discussion=discussion, author=make_trusted_reader(display_name="Kira Evans"))
    following.follow(discussion, by=parent.author)
    following.follow(discussion, by=parent.author, thread=parent)

    answer = make_comment(parent=parent, body="You are right, @Kira Evans.")
    telling.spread(answer.pk)

    assert told(answer) == {parent.author_id: Kind.ANSWER}
    assert Notification.objects.filter(comment=answer).count() == 1


def test_a_mention_of_a_follower_is_told_once_as_a_mention(discussion):
    named = make_trusted_reader(display_name="Kira Evans")
    make_comment(discussion=discussion, author=named)
    following.follow(discussion, by=named)

    comment = make_comment(discussion=discussion, body="@Kira Evans knows.")
    telling.spread(comment.pk)

    assert told(comment) == {named.pk: Kind.MENTION}


# --- Whom it does not


def test_nobody_is_told_of_their_own_comment(discussion):
    writer = make_trusted_reader()
    following.follow(discussion, by=writer)
    parent = make_comment(discussion=discussion, author=writer)

    answer = make_comment(parent=parent, author=writer, now=parent.created_at + timedelta(minutes=5))
    telling.spread(answer.pk)

    assert told(answer) == {}


def test_whoever_has_muted_the_author_is_told_nothing_and_what_was_told_goes(discussion):
    parent, before = make_thread(discussion, answers=1)
    telling.spread(before.pk)
    following.follow(discussion, by=parent.author)

    muting.mute(before.author, by=parent.author)
    after = make_comment(parent=before, author=before.author, now=before.created_at + timedelta(minutes=5))
    telling.spread(after.pk)

    assert not Notification.objects.filter(reader=parent.author).exists()


def test_accounts_that_are_closed_or_erased_are_told_nothing(discussion):
    parent = make_comment(discussion=discussion)
    erased = make_reader()
    for reader in (parent.author, erased):
        following.follow(discussion, by=reader)
    answer = make_comment(parent=parent)

    User.objects.filter(pk=parent.author_id).update(is_active=False)
    holdings.erase(erased)
    telling.spread(answer.pk)

    assert told(answer) == {}
    assert not Following.objects.filter(reader=erased).exists()


def test_a_comment_that_is_gone_when_the_job_comes_to_it_is_told_to_nobody(discussion):
    _parent, removed = make_thread(discussion, answers=1)
    taken_back, hidden = make_comment(parent=_parent), make_comment(parent=_parent)
    decisions.remove(removed, by=make_moderator(), rule=make_rule())
    decisions.take_back(taken_back, by=taken_back.author)
    telling.spread(removed.pk)
    telling.spread(taken_back.pk)
    opening.run_discussion(discussion, mode="closed")
    telling.spread(hidden.pk)

    assert not Notification.objects.filter(kind__in=Notification.ABOUT_COMMENTS).exists()


def test_a_comment_that_does_not_exist_is_told_to_nobody():
    telling.spread(10**12)

    assert not Notification.objects.exists()


# --- Once


@pytest.mark.parametrize("first_told_as", list(Notification.ABOUT_COMMENTS))
def test_a_job_that_runs_twice_tells_once_whatever_it_was_told_as(discussion, first_told_as):
    parent, answer = make_thread(discussion, answers=1)

    telling.spread(answer.pk)
    Notification.objects.update(kind=first_told_as)
    telling.spread(answer.pk)

    assert list(Notification.objects.values_list("reader_id", "kind")) == [(parent.author_id, first_told_as)]


def test_a_comment_restored_after_a_removal_is_news_only_to_whoever_was_not_told(discussion):
    parent, answer = make_thread(discussion, answers=1)
    telling.spread(answer.pk)
    decisions.remove(answer, by=make_moderator(), rule=make_rule())
    late = make_reader()
    following.follow(discussion, by=late)

    decisions.approve(answer, by=make_moderator())
    telling.spread(answer.pk)

    assert told(answer) == {parent.author_id: Kind.ANSWER, late.pk: Kind.FOLLOWED}
