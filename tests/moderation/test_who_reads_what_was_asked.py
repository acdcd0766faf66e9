"""Who reads the page of an objection or a notice, with the name and the address of whoever sent it; and who is called to it."""

import pytest

from comments.moderation import notices, objections, second_looks
from newsroom.accounts import roles
from newsroom.accounts.models import Role, User
from tests.factories.accounts import make_administrator, make_editor, make_moderator, sign_in
from tests.factories.comments import make_comment
from tests.factories.contesting import ANSWER, make_notice, make_objection, removed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("what", ["notices", "objections"])
def test_who_asked_for_something_is_shown_no_more_to_whoever_answered_it_and_has_lost_the_role(client, what):
    make_moderator()
    former = make_moderator()
    if what == "notices":
        contested = notices.decide(make_notice(), by=former, removes=False, words=ANSWER)
    else:
        contested = objections.answer(make_objection(), by=former, upheld=False, words=ANSWER)
    way = f"/moderation/{what}/{contested.pk}/"
    assert sign_in(client, former).get(way).status_code == 200

    roles.dismiss(former, Role.MODERATOR, by=None)

    assert client.get(way).status_code == 403
    assert client.post(f"{way}undo/").status_code == 403


@pytest.mark.parametrize("what", ["notices", "objections"])
def test_an_editor_who_stepped_in_still_reads_what_they_answered_when_a_moderator_has_come(client, what):
    only, editor = make_moderator(), make_editor()
    if what == "notices":
        contested = notices.decide(make_notice(make_comment(author=only)), by=editor, removes=False, words=ANSWER)
    else:
        contested = objections.answer(make_objection(removed(by=only)), by=editor, upheld=False, words=ANSWER)
    make_moderator()

    assert sign_in(client, editor).get(f"/moderation/{what}/{contested.pk}/").status_code == 200


def test_where_no_moderator_is_left_whoever_may_do_everything_is_called_like_an_administrator():
    only, administrator = make_moderator(), make_administrator()
    everything = User.objects.create_superuser("root@paper.example", "Root")
    User.objects.create_superuser("gone@paper.example", "Gone", is_active=False)
    notice = make_notice(make_comment(author=only))

    assert second_looks.is_left_to_editors(notice)
    assert second_looks.who_steps_in(notice) == [administrator, everything]
    notices.decide(notice, by=everything, removes=False, words=ANSWER)
