"""Whose role was taken away looks at nothing any more: colleagues may take it, and their own next key says why it is refused."""

import pytest

from comments.models import Awaiting
from comments.moderation.desk import claims
from newsroom.accounts import roles
from newsroom.accounts.models import Role, User
from tests.factories.accounts import make_administrator, make_moderator, sign_in
from tests.factories.comments import make_held_comment
from tests.moderation.desk import BY_SCRIPT, decide

pytestmark = pytest.mark.django_db


def test_what_they_were_looking_at_is_free_for_the_next():
    moderator, comment = make_moderator(), make_held_comment()
    key = Awaiting.objects.get(comment=comment).pk
    claims.claim(key, by=moderator)
    roles.dismiss(User.objects.get(pk=moderator.pk), Role.MODERATOR, by=None)

    taken = claims.take_next(by=make_moderator())

    assert taken.key == key


def test_who_is_left_with_another_role_that_decides_goes_on_looking():
    moderator, comment = make_administrator(), make_held_comment()
    roles.appoint(moderator, Role.MODERATOR, by=None)
    claims.claim(Awaiting.objects.get(comment=comment).pk, by=moderator)
    roles.dismiss(User.objects.get(pk=moderator.pk), Role.MODERATOR, by=None)

    assert Awaiting.objects.get(comment=comment).claimed_by == moderator


def test_their_next_decision_says_that_they_are_no_longer_a_moderator(client):
    moderator, comment = make_moderator(), make_held_comment()
    desk = sign_in(client, moderator)
    roles.dismiss(User.objects.get(pk=moderator.pk), Role.MODERATOR, by=None)

    answer = decide(desk, comment, headers=BY_SCRIPT)

    assert answer.status_code == 403
    assert "You are no longer a moderator, so nothing was done." in answer.content.decode()
    assert "The moderation desk is for moderators." in desk.get("/moderation/").content.decode()
