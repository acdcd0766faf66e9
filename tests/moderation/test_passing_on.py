"""A colleague should look: who asks, what it says, and what ends it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from comments import leaving
from comments.models import Awaiting, Comment, Decision
from comments.moderation import decisions
from comments.moderation.desk import history, past
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_comment, make_held_comment, make_rule
from tests.moderation.desk import BY_SCRIPT, decide

pytestmark = pytest.mark.django_db


def asked(comment):
    """The questions to colleagues about a comment that nobody has answered, each by its note."""
    return [entry.note for entry in past.of(comment).passed_on]


def waits(comment):
    return Awaiting.objects.filter(comment=comment, is_escalated=True).exists()


def pass_on(desk, comment, *, note="Is this satire?", headers=BY_SCRIPT, **fields):
    return desk.post(reverse("moderation:pass_on", args=[comment.pk]), {"note": note, **fields}, headers=headers)


def test_what_was_passed_on_waits_with_who_asked_and_why(desk):
    comment = make_comment()

    answer = pass_on(desk, comment).content.decode()
    page = desk.get(reverse("moderation:case", args=[comment.pk])).content.decode()

    assert "Passed on to your colleagues." in answer
    assert f'id="case-{comment.pk}"' in answer
    assert waits(comment)
    assert "Mara Holt</bdi> asks a colleague to look" in page
    assert "Is this satire?" in page


def test_it_says_nothing_about_whether_readers_see_the_comment(moderator):
    comment = make_comment()
    before = decisions.last_on(comment)

    entry = decisions.escalate(comment, by=moderator, note="Is this satire?")

    comment.refresh_from_db()
    assert comment.status == Comment.Status.PUBLISHED
    assert decisions.last_on(comment) == before
    assert entry.evidence.note == "Is this satire?"


def test_a_colleague_decides_on_what_they_had_before_their_eyes_although_it_was_passed_on_meanwhile(moderator):
    comment = make_held_comment()
    seen = decisions.Seen.of(comment)

    decisions.escalate(comment, by=moderator)
    decisions.approve(comment, by=make_moderator(), seen=seen)

    comment.refresh_from_db()
    assert comment.status == Comment.Status.PUBLISHED


def test_a_decision_ends_it_and_undoing_that_brings_it_back(desk, moderator):
    comment = make_held_comment()
    pass_on(desk, comment)

    decision = decisions.remove(comment, by=moderator, rule=make_rule())
    ended = asked(comment), waits(comment)
    decisions.undo(decision, by=moderator)

    assert ended == ([], False)
    assert asked(comment) == ["Is this satire?"]
    assert waits(comment)


def test_it_is_taken_back_once_and_leaves_the_log_of_what_readers_see_alone(desk, moderator):
    comment = make_comment()
    approved = decisions.approve(comment, by=make_moderator())
    pass_on(desk, comment)
    entry = Decision.objects.get(comment_id=comment.pk, kind="escalate")
    assert [done.decision for done in history.undoable(by=moderator).newest] == [entry]

    decisions.undo(entry, by=moderator)

    assert not waits(comment)
    assert asked(comment) == []
    assert decisions.last_on(comment) == approved
    assert history.undoable(by=moderator).newest == []
    with pytest.raises(decisions.TooLate):
        decisions.undo(entry, by=moderator)


def test_without_script_it_leads_back_to_the_queue_with_a_way_to_take_it_back(desk):
    comment = make_held_comment()

    page = desk.post(reverse("moderation:pass_on", args=[comment.pk]), {"note": ""}, follow=True).content.decode()

    assert "Passed on to your colleagues." in page
    assert reverse("moderation:undo", args=[Decision.objects.latest("pk").pk]) in page


def test_what_readers_do_not_see_and_nobody_holds_is_decided_anew_and_not_passed_on(desk, moderator):
    comment = make_comment()
    decisions.remove(comment, by=moderator, rule=make_rule())

    answer = pass_on(desk, comment)

    assert "Look again" in answer.content.decode()
    assert not Decision.objects.filter(kind="escalate").exists()


def test_only_moderators_pass_on_and_not_what_they_wrote_themselves(moderator):
    with pytest.raises(PermissionDenied):
        decisions.escalate(make_comment(), by=make_reader())
    with pytest.raises(PermissionDenied):
        decisions.escalate(make_comment(author=moderator), by=moderator)


def test_a_note_too_long_is_sent_back(desk):
    comment = make_held_comment()

    answer = pass_on(desk, comment, note="a" * 1001)

    assert answer.status_code == 422
    assert not waits(comment)


def test_what_moderators_write_to_each_other_is_no_note_to_the_author_and_goes_with_them(desk):
    comment = make_held_comment()
    pass_on(desk, comment)

    assert leaving.export(comment.author)["notes_to_you"] == []
    decide(desk, comment)
    leaving.erase(comment.author)

    assert Decision.objects.get(kind="escalate").evidence.note == ""
