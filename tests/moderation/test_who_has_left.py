"""Who has left is told by the account itself: an address that somebody takes changes nothing for the log."""

import pytest
from django.db import IntegrityError, connection, transaction

from comments.models import Decision
from comments.moderation import decisions, evidence, standards
from comments.moderation.desk import history
from newsroom.accounts.models import User
from tests.factories.comments import make_held_comment, make_removed_comment, make_rule
from tests.moderation.tampered import found, tamper

pytestmark = pytest.mark.django_db


def take_the_address_of_the_erased(account):
    """As one could who knew the number that their account would get."""
    User.objects.filter(pk=account.pk).update(email=f"erased-{account.pk}@erased.invalid")


def test_nothing_restricts_somebody_with_such_an_address_without_reasons():
    comment, version = make_held_comment(), standards.current_standards()
    make_rule()
    take_the_address_of_the_erased(comment.author)

    def restrict():
        entry = Decision(
            comment_id=comment.pk, account_id=comment.author_id, kind="remove", status_after="removed", initiative="own",
            rule_number=1, standards_version=version.number, at=comment.created_at,
        )  # fmt: skip
        evidence.log(entry, body="")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="without a statement of reasons"), transaction.atomic():
        restrict()


def test_words_that_are_missing_behind_their_entries_are_named():
    comment = make_removed_comment()
    removal = Decision.objects.get(comment_id=comment.pk, kind="remove")
    take_the_address_of_the_erased(comment.author)

    tamper("DELETE FROM comments_evidence WHERE decision_id = %s", removal.pk)

    assert f"The words behind entry {removal.pk} are missing." in found()


def test_they_are_named_in_the_log(moderator):
    comment = make_held_comment()
    take_the_address_of_the_erased(comment.author)

    approval = decisions.approve(comment, by=moderator)

    assert history.in_words(approval).author == comment.author.display_name
