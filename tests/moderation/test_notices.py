"""Notices of illegal content: stored, acknowledged, decided by a person in writing, looked at again by somebody else."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from comments import limits
from comments.models import Awaiting, Comment, Decision, Notice
from comments.moderation import awaiting, decisions, notices
from comments.moderation.decisions import Seen
from newsroom.accounts import roles
from newsroom.accounts.models import Role, User
from tests.factories.accounts import make_editor, make_moderator, make_reader
from tests.factories.comments import make_comment, make_report, make_rule
from tests.factories.contesting import ANSWER, make_notice
from tests.moderation.letters import let_them_go

pytestmark = pytest.mark.django_db

Outcome = Notice.Outcome
RUTH = "ruth@calder.example"


def to(address):
    return [letter for letter in mail.outbox if letter.to == [address]]


def test_a_notice_waits_and_its_sender_gets_a_receipt_with_number_and_way():
    notice = make_notice()

    let_them_go()

    assert Awaiting.objects.get(notice=notice).is_seen
    [receipt] = to(RUTH)
    assert f"no. {notice.pk}" in receipt.subject
    assert f"/notice/{notice.key}/" in receipt.body
    awaiting.prove()


def test_pressed_twice_it_is_one_notice():
    comment = make_comment()

    first, second = make_notice(comment), make_notice(comment, email="Ruth@Calder.example")

    assert first == second


@pytest.mark.parametrize(
    "over",
    [
        {"law": "Copyright"},
        {"why": "It says that our company bribed the council. I have the judgement here."},
        {"email": "counsel@calder.example"},
    ],
    ids="".join,
)
def test_a_notice_that_says_anything_else_is_a_second_one(over):
    first = make_notice(make_comment())

    second = make_notice(first.comment, **over)

    assert first != second
    assert Awaiting.objects.filter(notice__in=[first, second]).count() == 2


def test_the_same_words_about_another_comment_are_a_second_one():
    assert make_notice(make_comment()) != make_notice(make_comment())


def test_removed_the_author_reads_the_rule_and_that_a_notice_came_but_not_from_whom():
    notice = make_notice()
    moderator = make_moderator()

    notices.decide(notice, by=moderator, removes=True, rule=make_rule(), words=ANSWER, note="It accuses a company.")
    mail.outbox.clear()
    let_them_go()

    notice.refresh_from_db()
    decision = Decision.objects.get(pk=notice.decision_id)
    author = User.objects.get(pk=notice.comment.author_id)
    assert (notice.outcome, notice.answered_by_id, decision.kind) == (Outcome.REMOVED, moderator.pk, "remove")
    assert (decision.initiative, decision.notice_id) == ("notice", notice.pk)
    assert decision.statement.initiative == "notice"
    assert ANSWER in to(RUTH)[-1].body
    for letter in to(author.email):
        assert "Calder" not in letter.body
        assert ANSWER not in letter.body


def test_a_comment_that_stays_is_a_decision_in_the_log_too_with_redress(settings):
    settings.REDRESS = "You can also turn to the press council."
    notice = make_notice()

    notices.decide(notice, by=make_moderator(), removes=False, words=ANSWER)
    let_them_go()

    notice.refresh_from_db()
    decision = Decision.objects.get(pk=notice.decision_id)
    assert (notice.outcome, decision.kind, decision.notice_id) == (Outcome.STAYS, "approve", notice.pk)
    [_receipt, letter] = to(RUTH)
    for said in (ANSWER, "court", "press council", "somebody else looks at it again", str(notice.key)):
        assert said in letter.body
    assert not Awaiting.objects.filter(notice=notice).exists()


def test_a_removal_after_a_notice_names_a_rule_and_an_answer_has_words():
    notice = make_notice()

    with pytest.raises(ValidationError):
        notices.decide(notice, by=make_moderator(), removes=True, words=ANSWER)
    with pytest.raises(ValidationError):
        notices.decide(notice, by=make_moderator(), removes=False, words=" ")

    notice.refresh_from_db()
    assert notice.outcome == Outcome.OPEN


def test_several_notices_about_one_comment_are_answered_together_or_one_by_one():
    comment = make_comment()
    first, second, third = (make_notice(comment, email=f"{n}@example.org") for n in "abc")

    notices.decide(first, by=make_moderator(), removes=False, words=ANSWER, also=[second.pk])

    outcomes = dict(Notice.objects.values_list("pk", "outcome"))
    assert outcomes == {first.pk: Outcome.STAYS, second.pk: Outcome.STAYS, third.pk: Outcome.OPEN}
    notices.decide(third, by=make_moderator(), removes=True, rule=make_rule(), words=ANSWER)
    assert Notice.objects.get(pk=third.pk).outcome == Outcome.REMOVED
    awaiting.prove()


def test_removed_together_each_sender_gets_the_same_answer_once():
    comment = make_comment()
    first, second, other = (make_notice(comment, email=f"{n}@example.org") for n in "abc")

    notices.decide(first, by=make_moderator(), removes=True, rule=make_rule(), words=ANSWER, also=[second.pk])
    let_them_go()

    assert [len([letter for letter in to(n.email) if ANSWER in letter.body]) for n in (first, second, other)] == [1, 1, 0]
    assert Notice.objects.get(pk=other.pk).outcome == Outcome.GONE
    [letter] = [letter for letter in to(other.email) if "not shown any more" in letter.body]
    assert letter


def test_notices_about_other_comments_are_not_answered_along():
    notice, other = make_notice(), make_notice()

    notices.decide(notice, by=make_moderator(), removes=False, words=ANSWER, also=[other.pk])

    other.refresh_from_db()
    assert other.outcome == Outcome.OPEN


@pytest.mark.parametrize("how", ["removed for another reason", "taken back"])
def test_what_is_gone_meanwhile_settles_its_notices_by_itself_and_says_so(how):
    notice = make_notice()
    comment = Comment.objects.get(pk=notice.comment_id)

    if how == "taken back":
        decisions.take_back(comment, by=comment.author)
    else:
        decisions.remove(comment, by=make_moderator(), rule=make_rule())
    let_them_go()

    notice.refresh_from_db()
    assert notice.outcome == Outcome.GONE
    assert "not shown any more" in to(RUTH)[-1].body
    assert not Awaiting.objects.filter(notice=notice).exists()


def test_undone_everything_is_open_again_and_nobody_is_told():
    notice = make_notice()
    moderator = make_moderator()
    for removes in (True, False):
        notices.decide(notice, by=moderator, removes=removes, rule=make_rule(), words=ANSWER)
        notice.refresh_from_db()
        notices.undo(notice, by=moderator)
        notice.refresh_from_db()
        assert (notice.outcome, notice.answered_by_id) == (Outcome.OPEN, None)
    let_them_go()

    assert Comment.objects.get(pk=notice.comment_id).status == "published"
    assert not [letter for letter in mail.outbox if ANSWER in letter.body]
    awaiting.prove()


def test_a_removal_that_is_undone_gives_its_notices_back():
    notice = make_notice()
    moderator = make_moderator()
    removal = decisions.remove(Comment.objects.get(pk=notice.comment_id), by=moderator, rule=make_rule())

    decisions.undo(removal, by=moderator)

    notice.refresh_from_db()
    assert notice.outcome == Outcome.OPEN
    awaiting.prove()


def test_of_two_who_decide_the_second_writes_nothing():
    notice = make_notice()
    notices.decide(notice, by=make_moderator(), removes=False, words=ANSWER)

    with pytest.raises(notices.Answered):
        notices.decide(notice, by=make_moderator(), removes=True, rule=make_rule(), words=ANSWER)

    assert Comment.objects.get(pk=notice.comment_id).status == "published"


def test_a_report_that_came_meanwhile_is_not_dismissed_unread():
    notice = make_notice()
    seen = Seen.of(notice.comment)
    make_report(comment=notice.comment)

    with pytest.raises(decisions.Changed):
        notices.decide(notice, by=make_moderator(), removes=False, words=ANSWER, seen=seen)

    notice.refresh_from_db()
    assert notice.outcome == Outcome.OPEN


@pytest.mark.parametrize("who", ["a reader", "an editor", "the author", "a moderator no more"])
def test_only_a_moderator_whom_it_does_not_concern_decides(who):
    author = make_moderator()
    make_moderator()
    notice = make_notice(make_comment(author=author))
    person = {"a reader": make_reader, "an editor": make_editor, "the author": lambda: author}.get(who, make_moderator)()
    if who == "a moderator no more":
        assert person.is_moderator
        roles.dismiss(User.objects.get(pk=person.pk), Role.MODERATOR, by=None)

    with pytest.raises(PermissionDenied):
        notices.decide(notice, by=person, removes=False, words=ANSWER)


def test_a_moderator_decides_no_notice_that_they_sent_themselves_alone_or_along_with_another():
    sender = make_moderator()
    own = make_notice(by=sender)
    other = make_notice(own.comment, email="other@example.org")

    with pytest.raises(PermissionDenied, match="You sent this notice yourself"):
        notices.decide(own, by=sender, removes=False, words=ANSWER)
    notices.decide(other, by=sender, removes=False, words=ANSWER, also=[own.pk])

    own.refresh_from_db()
    assert own.outcome == Outcome.OPEN


def test_where_the_only_moderator_sent_it_or_wrote_the_comment_an_editor_decides():
    only, editor = make_moderator(), make_editor()
    sent, about = make_notice(by=only), make_notice(make_comment(author=only), email="other@example.org")
    let_them_go()
    called = " ".join(letter.body for letter in to(editor.email))
    assert all(f"/moderation/notices/{notice.pk}/" in called for notice in (sent, about))

    for notice in (sent, about):
        with pytest.raises(PermissionDenied):
            notices.decide(notice, by=only, removes=False, words=ANSWER)
        notices.decide(notice, by=editor, removes=False, words=ANSWER)

    assert not Notice.objects.filter(outcome=Outcome.OPEN).exists()


def test_editors_are_called_for_no_notice_that_a_moderator_may_decide_and_a_few_times_an_hour_for_thousands():
    editor = make_editor()
    only, other = make_moderator(), make_moderator()
    comment = make_comment(author=only)
    make_notice(comment)
    let_them_go()
    assert to(editor.email) == []
    roles.dismiss(other, Role.MODERATOR, by=None)

    for number in range(limits.RECEIPTS_PER_HOUR + 3):
        make_notice(comment, email=f"n{number}@example.org")
    let_them_go()

    assert len(to(editor.email)) == limits.RECEIPTS_PER_HOUR


def test_an_address_gets_a_few_letters_an_hour_and_every_notice_is_stored_and_answered():
    made = [make_notice() for _ in range(limits.RECEIPTS_PER_HOUR + 3)]
    let_them_go()
    assert len(to(RUTH)) == limits.RECEIPTS_PER_HOUR
    moderator = make_moderator()

    for notice in made:
        notices.decide(notice, by=moderator, removes=False, words=ANSWER)
    let_them_go()

    answers = [letter for letter in to(RUTH) if ANSWER in letter.body]
    assert len(answers) == limits.RECEIPTS_PER_HOUR
    assert set(Notice.objects.values_list("outcome", flat=True)) == {Outcome.STAYS}
    # The others wait for their hour.
    assert let_them_go() == 3
