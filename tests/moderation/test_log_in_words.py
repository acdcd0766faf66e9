"""The log in words: what was done, on whose initiative, with a machine's help or without; by whom, as long as they are here."""

import pytest
from django.core.exceptions import PermissionDenied

from comments.models import Comment, Decision, Statement
from comments.moderation import decisions, sanctions, sealing
from comments.moderation.decisions import Occasion
from comments.moderation.desk import history
from newsroom.accounts import holdings, roles
from newsroom.accounts.models import Role
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_comment, make_held_comment, make_report, make_rule

pytestmark = pytest.mark.django_db


def leave(account):
    """End their role and erase the account, as a colleague who leaves."""
    roles.dismiss(account, Role.MODERATOR, by=None)
    account.refresh_from_db()
    holdings.erase(account)


def test_whoever_has_left_decided_unnamed_and_their_decisions_stand(desk):
    comment, gone = make_comment(), make_moderator(display_name="Cleo Marsh")
    removal = decisions.remove(comment, by=gone, rule=make_rule(), note="Please stay with the subject.")
    sealing.seal_log()

    leave(gone)

    comment.refresh_from_db()
    assert comment.status == "removed"
    assert Statement.objects.get(pk=removal.pk).facts == "Please stay with the subject."
    assert history.in_words(removal).by == "somebody who has left"
    page = desk.get("/moderation/log/").content.decode()
    assert "somebody who has left" in page
    assert "Cleo" not in page
    assert "Former reader" not in page
    assert sealing.check(tell=pytest.fail).unsealed == 0


def test_whoever_has_left_decides_no_more():
    gone = make_moderator()
    leave(gone)

    with pytest.raises(PermissionDenied):
        decisions.remove(make_comment(), by=gone, rule=make_rule())


def test_an_author_who_has_left_is_not_named_either(moderator):
    comment = make_held_comment()
    approval = decisions.approve(comment, by=moderator)

    holdings.erase(comment.author)

    assert history.in_words(approval).author == ""


def test_an_account_that_is_only_switched_off_keeps_its_name(moderator):
    comment = make_held_comment()
    approval = decisions.approve(comment, by=moderator)
    moderator.is_active = False
    moderator.save()

    assert history.in_words(approval).by == "Mara Holt"


def test_an_entry_says_on_whose_initiative_and_whether_a_check_had_helped(moderator):
    plain, helped, reported = make_comment(), make_held_comment(), make_comment()
    make_report(comment=reported)

    said = [history.in_words(decisions.approve(comment, by=moderator)).why for comment in (plain, helped, reported)]

    assert said == ["own initiative", "own initiative, a check had found something", "reported by readers"]


@pytest.mark.parametrize(
    ("occasion", "words"),
    [(Decision.Initiative.NOTICE, "notice of illegal content"), (Decision.Initiative.OBJECTION, "objection")],
)
def test_every_initiative_has_its_words(occasion, words, moderator):
    removal = decisions.remove(make_comment(), by=moderator, rule=make_rule())
    removal.initiative = occasion

    assert history.in_words(removal).why.endswith(words)


def test_a_sanction_is_said_as_what_it_is(moderator, desk):
    sanction = sanctions.mute(make_reader(), by=moderator, rule=make_rule(2), reason="Please calm down.", days=1)
    entry = history.in_words(Decision.objects.get(pk=sanction.decision_id))

    assert entry.sentence == f"Muted under rule 2 ({make_rule(2).title})."
    assert "Please calm down." in desk.get("/moderation/log/").content.decode()


def test_what_is_decided_together_is_undone_together_by_its_number(moderator):
    batch = Occasion(batch="5b7e1f8e-0000-4000-8000-000000000001")
    removed = [decisions.remove(make_comment(), by=moderator, rule=make_rule(), occasion=batch) for _again in range(2)]

    undone = [decisions.undo(removal, by=moderator, occasion=batch) for removal in removed]

    entries = Decision.objects.filter(pk__in=[entry.pk for entry in (*removed, *undone)])
    assert {str(entry.batch) for entry in entries} == {batch.batch}
    assert set(Comment.objects.values_list("status", flat=True)) == {"published"}
