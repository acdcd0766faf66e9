"""Whoever was a moderator a second ago decides nothing more, whatever they have open: each verb asks the database."""

import pytest
from django.core.exceptions import PermissionDenied

from comments import standing, switching
from comments.models import Comment, Decision, Note, Objection, Pick, Sanction, SiteSwitch, Standing
from comments.moderation import decisions, notices, objections, readers, sanctions
from comments.moderation.decisions import Seen
from newsroom.accounts import roles
from newsroom.accounts.models import Role, User
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_comment, make_held_comment, make_rule, make_trusted_reader, sanctioned
from tests.factories.contesting import ANSWER, make_notice, make_objection

pytestmark = pytest.mark.django_db

Kind = Decision.Kind


def approving(by):
    comment = make_held_comment()
    return lambda: decisions.approve(comment, by=by)


def removing(by):
    comment, rule = make_comment(), make_rule()
    return lambda: decisions.remove(comment, by=by, rule=rule)


def undoing(by):
    decision = decisions.remove(make_comment(), by=by, rule=make_rule())
    return lambda: decisions.undo(decision, by=by)


def featuring(by):
    comment = make_comment()
    return lambda: decisions.feature(comment, by=by)


def featuring_no_longer(by):
    comment = make_comment()
    decisions.feature(comment, by=by)
    return lambda: decisions.unfeature(comment, by=by)


def passing_on(by):
    comment = make_held_comment()
    return lambda: decisions.escalate(comment, by=by, note="Is this a threat?")


def passing_on_no_longer(by):
    asked = decisions.escalate(make_held_comment(), by=by)
    return lambda: decisions.undo(asked, by=by)


def upholding(by):
    objection = make_objection()
    return lambda: objections.answer(objection, by=by, upheld=True, words=ANSWER)


def rejecting(by):
    objection = make_objection()
    return lambda: objections.answer(objection, by=by, upheld=False, words=ANSWER)


def undoing_an_answer(by):
    answered = objections.answer(make_objection(), by=by, upheld=True, words=ANSWER)
    return lambda: objections.undo(answered, by=by)


def undoing_a_rejection(by):
    answered = objections.answer(make_objection(), by=by, upheld=False, words=ANSWER)
    return lambda: objections.undo(answered, by=by)


def deciding_a_notice(by):
    notice = make_notice()
    return lambda: notices.decide(notice, by=by, removes=True, words=ANSWER, rule=make_rule())


def undoing_a_notice(by):
    decided = notices.decide(make_notice(), by=by, removes=False, words=ANSWER)
    return lambda: notices.undo(decided, by=by)


def imposing(by):
    reader, rule = make_trusted_reader(), make_rule()
    return lambda: sanctions.mute(reader, by=by, rule=rule, reason="Three insults in one evening.", days=3)


def warning(by):
    reader, rule = make_trusted_reader(), make_rule()
    return lambda: sanctions.warn(reader, by=by, rule=rule, reason="Three insults in one evening.")


def lifting(by):
    sanction = sanctioned(make_trusted_reader())
    return lambda: sanctions.lift(sanction, by=by)


def undoing_a_sanction(by):
    sanction = sanctioned(make_trusted_reader(), by=by)
    decision = Decision.objects.get(pk=sanction.decision_id)
    return lambda: sanctions.undo(decision, by=by)


def noting(by):
    reader = make_reader()
    return lambda: readers.note(reader, by=by, words="Write to him first.")


def trusting(by):
    reader = make_reader()
    return lambda: standing.choose(reader, level=Standing.Level.TRUSTED, by=by)


def trusting_no_longer(by):
    reader = make_trusted_reader()
    return lambda: standing.let_the_record_say(reader, by=by)


def switching_everything(by):
    return lambda: switching.switch(to=SiteSwitch.State.PAUSED, reason="Back tomorrow.", by=by)


VERBS = [
    approving, removing, undoing, featuring, featuring_no_longer, passing_on, passing_on_no_longer,
    upholding, rejecting, undoing_an_answer, undoing_a_rejection, deciding_a_notice, undoing_a_notice,
    imposing, warning, lifting, undoing_a_sanction, noting, trusting, trusting_no_longer, switching_everything,
]  # fmt: skip


def a_second_ago(moderator):
    """Take the role away in another window; what the first window holds still remembers it."""
    assert moderator.is_moderator
    roles.dismiss(User.objects.get(pk=moderator.pk), Role.MODERATOR, by=None)
    assert moderator.is_moderator


def everything():
    """All that a moderator could have changed."""
    return [
        list(rows.order_by("pk").values())
        for rows in (
            Comment.objects,
            Decision.objects,
            Objection.objects,
            Sanction.objects,
            Note.objects,
            Pick.objects,
            Standing.objects,
            SiteSwitch.objects,
        )
    ]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_whose_role_was_taken_away_a_second_ago_does_nothing_more(verb):
    moderator = make_moderator()
    make_rule()
    act = verb(moderator)
    a_second_ago(moderator)
    before = everything()

    with pytest.raises(PermissionDenied):
        act()

    assert everything() == before


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_who_still_has_the_role_does_it(verb):
    act = verb(make_moderator())
    before = everything()

    act()

    assert everything() != before


def test_of_many_at_once_none_is_decided_and_each_is_named():
    moderator, rule = make_moderator(), make_rule()
    comments = [make_comment() for _ in range(3)]
    seen = {comment.pk: Seen.of(comment) for comment in comments}
    a_second_ago(moderator)

    together = decisions.decide_together(seen, kind=Kind.REMOVE, by=moderator, rule=rule)

    assert not together.done
    assert {left.comment.pk for left in together.left_out} == set(seen)
    assert {left.sentence for left in together.left_out} == {"Only moderators decide on comments."}
    assert not Decision.objects.filter(kind=Kind.REMOVE).exists()


def test_of_many_at_once_none_is_undone():
    moderator, rule = make_moderator(), make_rule()
    seen = {comment.pk: Seen.of(comment) for comment in [make_comment() for _ in range(3)]}
    together = decisions.decide_together(seen, kind=Kind.REMOVE, by=moderator, rule=rule)
    a_second_ago(moderator)

    taken_back = decisions.undo_together(together.batch, by=moderator)

    assert (len(taken_back.done), len(taken_back.left_out)) == (0, 3)
    assert not Comment.objects.filter(pk__in=seen).exclude(status=Comment.Status.REMOVED).exists()
