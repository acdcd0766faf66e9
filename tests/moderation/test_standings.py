"""How a reader stands, chosen by a moderator: in the admin, through one verb, and shown on the desk."""

import pytest
from django.core.exceptions import PermissionDenied

from comments import standing
from comments.models import Comment, Standing
from tests.factories.accounts import make_editor, make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_held_comment, make_trusted_reader

pytestmark = pytest.mark.django_db
ADD = "/admin/comments/standing/add/"


def change_page(reader):
    return f"/admin/comments/standing/{reader.pk}/change/"


def test_a_moderator_watches_a_reader_from_the_desk(client):
    comment = make_held_comment()
    desk = sign_in(client, make_moderator())
    before = desk.get("/moderation/").content.decode()

    answer = desk.post(ADD, {"account": comment.author_id, "level": "watched", "by_hand": "on"})

    assert f"{ADD}?account={comment.author_id}" in before
    assert answer.status_code == 302
    assert Standing.objects.get(account=comment.author_id).level == Standing.Level.WATCHED
    after = desk.get("/moderation/").content.decode()
    assert "(chosen by a moderator)" in after
    assert change_page(comment.author) in after


def test_a_watched_readers_comments_wait_from_then_on():
    reader = make_trusted_reader()

    standing.choose(reader, level=Standing.Level.WATCHED, by=make_moderator())

    assert make_comment(author=reader).status == Comment.Status.HELD


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
