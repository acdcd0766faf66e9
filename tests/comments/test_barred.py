"""What a bar leaves its reader, and that every place says the same of it."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from comments import permissions
from comments.models import Comment, Following, Mute
from newsroom.accounts import holdings
from tests.factories.accounts import sign_in
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader, sanctioned
from tests.moderation.letters import let_them_go

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return make_trusted_reader(display_name="Ned Ash")


@pytest.fixture
def theirs(client, reader):
    return sign_in(client, reader)


def test_what_concerns_nobody_else_stays_a_barred_readers_own(theirs, reader):
    other = make_comment()
    followed = reverse("comments:follow", args=[other.discussion_id])
    sanctioned(reader, kind="barred")

    theirs.post(followed)
    theirs.post(reverse("comments:mute", args=[other.pk]))
    assert Following.objects.filter(reader=reader, discussion=other.discussion).exists()
    assert Mute.objects.filter(reader=reader, muted=other.author).exists()
    theirs.post(reverse("comments:unfollow", args=[other.discussion_id]))
    theirs.post(reverse("comments:unmute", args=[other.pk]))
    assert not Following.objects.filter(reader=reader).exists()
    assert not Mute.objects.filter(reader=reader).exists()
    assert theirs.get(reverse("comments:news")).status_code == 200


def test_every_place_says_the_same_of_what_a_barred_reader_may(theirs, reader):
    sanction = sanctioned(reader, kind="barred")
    let_them_go()

    told = {
        "where one writes": permissions.can_comment(reader, make_discussion(), now=timezone.now()).sentence,
        "their page": theirs.get(reverse("comments:mine")).content.decode(),
        "the letter": mail.outbox[-1].body,
        "the reasons": theirs.get(reverse("comments:reasons", args=[sanction.decision_id])).content.decode(),
    }

    for place, said in told.items():
        assert "not write, recommend or report" in said, place
        assert "follow, mute, take back what you wrote" in said, place


def test_a_barred_reader_signs_in_reads_takes_back_and_takes_their_data_along(theirs, reader):
    own = make_comment(author=reader)
    sanctioned(reader, kind="barred")

    assert theirs.get(own.get_absolute_url()).status_code == 200
    assert theirs.get(reverse("comments:mine")).status_code == 200
    theirs.post(reverse("comments:take_back", args=[own.pk]))

    own.refresh_from_db()
    assert own.status == Comment.Status.TAKEN_BACK
    assert holdings.export(reader)["comments"]["sanctions"][0]["kind"] == "barred"
