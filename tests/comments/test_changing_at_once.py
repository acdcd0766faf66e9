"""A change and something else at the same moment: whoever comes second waits, then reads in a sentence what came between."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from comments import counting, editing
from comments.models import Comment, Decision, EarlierWording
from comments.moderation import decisions
from comments.moderation.decisions import Changed, Seen
from comments.posting import Refused
from tests.comments.test_at_the_same_moment import on_its_own_connection
from tests.comments.waiting import until_it_waits_for_us
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_rule, make_trusted_reader


def change(comment, body="The barrier held.", revision=1):
    return editing.edit_comment(comment, by=comment.author, body=body, revision=revision)


def meanwhile(first, second, *args, **named):
    """Do `first` in a transaction that ends only once `second`, begun in another one, waits for it; then let that end."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            doing = pool.submit(on_its_own_connection, second, *args, **named)
            assert until_it_waits_for_us(doing)
        return doing.result()


def test_a_change_waits_for_an_answer_under_way_and_is_then_refused(committed):
    said = make_comment(body="The barier held.")
    writer = make_trusted_reader()

    with pytest.raises(Refused) as refused:
        meanwhile(lambda: make_comment(parent=said, author=writer), change, said)

    assert "Somebody has answered" in refused.value.sentence
    assert Comment.objects.get(pk=said.pk).body == "The barier held."


def test_an_answer_waits_for_a_change_under_way_and_answers_the_new_words(committed):
    said = make_comment(body="The barier held.")

    answer = meanwhile(lambda: change(said), make_comment, parent=said, author=make_trusted_reader())

    assert answer.status == Comment.Status.PUBLISHED
    assert Comment.objects.get(pk=said.pk).body == "The barrier held."
    counting.prove(said.discussion)


def test_of_two_changes_at_once_the_second_is_asked_to_look(committed):
    said = make_comment(body="The barier held.")

    with pytest.raises(Refused) as refused:
        meanwhile(lambda: change(said), change, said, body="Other words.")

    assert "in another window" in refused.value.sentence
    assert EarlierWording.objects.count() == 1


def test_a_change_waits_for_a_removal_under_way_and_is_then_refused(committed):
    said, moderator, rule = make_comment(), make_moderator(), make_rule()

    with pytest.raises(Refused) as refused:
        meanwhile(lambda: decisions.remove(said, by=moderator, rule=rule), change, said)

    assert "not shown any more" in refused.value.sentence


def test_a_moderator_decides_on_no_words_they_have_not_seen(committed):
    said, moderator, rule = make_comment(), make_moderator(), make_rule()
    seen = Seen.of(said)

    with pytest.raises(Changed):
        meanwhile(lambda: change(said), decisions.remove, said, by=moderator, rule=rule, seen=seen)

    assert Decision.objects.filter(comment_id=said.pk).latest("pk").revision == 2
