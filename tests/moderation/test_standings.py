"""How a reader stands, chosen by a moderator: in the admin, through one verb, and shown on the desk."""

import pytest
from django.core.exceptions import PermissionDenied

from comments import standing
from comments.models import Comment, Standing
from tests.factories.accounts import make_administrator, make_editor, make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_held_comment, make_trusted_reader, sanctioned

pytestmark = pytest.mark.django_db
ADD = "/admin/comments/standing/add/"


def change_page(reader):
    return f"/admin/comments/standing/{reader.pk}/change/"


def test_a_moderator_chooses_how_a_reader_stands_from_the_desk(client):
    comment = make_held_comment()
    desk = sign_in(client, make_moderator())
    before = desk.get("/moderation/").content.decode()

    answer = desk.post(ADD, {"account": comment.author_id, "level": "trusted", "by_hand": "on"})

    assert f"{ADD}?account={comment.author_id}" in before
    assert answer.status_code == 302
    assert Standing.objects.get(account=comment.author_id).level == Standing.Level.TRUSTED
    after = desk.get("/moderation/").content.decode()
    assert "(chosen by a moderator)" in after
    assert change_page(comment.author) in after


def test_the_admin_watches_nobody_without_telling_them(client):
    reader = make_reader()

    answer = sign_in(client, make_moderator()).post(ADD, {"account": reader.pk, "level": "watched", "by_hand": "on"})

    assert answer.status_code == 200
    assert "watched" not in client.get(ADD).content.decode()
    assert not Standing.objects.exists()


def test_who_was_watched_before_stays_so_until_a_moderator_chooses(client):
    reader = make_trusted_reader()
    Standing.objects.filter(account=reader).update(level=Standing.Level.WATCHED)
    desk = sign_in(client, make_moderator())

    desk.post(change_page(reader), {"level": "watched", "by_hand": "on"})
    assert make_comment(author=reader).status == Comment.Status.HELD
    desk.post(change_page(reader), {"level": "trusted", "by_hand": "on"})

    assert Standing.objects.get(account=reader).level == Standing.Level.TRUSTED


def test_a_choice_taken_back_lets_the_record_say(client):
    reader = make_trusted_reader()

    sign_in(client, make_moderator()).post(change_page(reader), {"level": "trusted"})

    found = Standing.objects.get(account=reader)
    assert (found.level, found.by_hand) == (Standing.Level.NEW, False)


def test_nobody_else_chooses_and_nobody_their_own(client):
    reader, moderator = make_reader(), make_moderator()

    for by, account in [(make_reader(), reader), (moderator, moderator)]:
        with pytest.raises(PermissionDenied):
            standing.choose(account, level=Standing.Level.TRUSTED, by=by)
    assert sign_in(client, make_editor()).get(ADD).status_code == 403
    assert not Standing.objects.exists()


def test_administrators_look_through_sanctions_and_change_none(client):
    sanction = sanctioned(make_reader())
    listed, one = "/admin/comments/sanction/", f"/admin/comments/sanction/{sanction.pk}/change/"
    desk = sign_in(client, make_administrator())

    assert f"/moderation/readers/{sanction.account_id}/" in desk.get(listed).content.decode()
    assert desk.get(one).status_code == 200
    assert desk.post(one, {"reason": "Other."}).status_code == 403
    assert desk.get(f"{listed}add/").status_code == 403
    assert sign_in(client, make_editor()).get(listed).status_code == 403
