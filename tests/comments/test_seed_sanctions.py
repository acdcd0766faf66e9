"""What the demo's moderators have done about readers."""

import datetime as dt

import pytest
from django.utils import timezone

from comments import same_place
from comments.models import Comment, Note, Rule, Sanction, Statement
from comments.seeding import sanctioning
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_removed_comment

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)


def sanction(moderators, *, now):
    moments = (now - MINUTE * number for number in range(9, 0, -1))
    sanctioning.sanction(moderators, moments, rules={rule.number: rule for rule in Rule.objects.all()}, now=now)


def test_one_of_each_kind_each_with_reasons_a_note_and_two_accounts_from_one_place():
    for _ in range(6):
        make_removed_comment()
    now = timezone.now()

    sanction([make_moderator(), make_moderator()], now=now)

    imposed = {row.kind: row for row in Sanction.objects.in_force(now=timezone.now())}
    assert set(imposed) == set(Sanction.Kind.values)
    assert [now - row.starts_at for row in Sanction.objects.order_by("pk")] == [MINUTE * number for number in (9, 8, 7, 6)]
    assert Statement.objects.filter(kind__in=["warn", "look_first", "mute", "bar"]).count() == 4
    assert Note.objects.get().account == imposed["muted"].account
    [neighbour] = same_place.others_at_places_of(imposed["muted"].account, now=now)
    assert neighbour.id == imposed["first"].account_id


def test_the_reasons_say_how_many_were_removed_and_of_nothing_that_was_not_done():
    often, moderators = make_removed_comment(), [make_moderator(), make_moderator()]
    Comment.objects.filter(pk__in=[make_removed_comment().pk for _ in range(2)]).update(author=often.author)
    make_removed_comment()
    now = timezone.now()

    sanction(moderators, now=now)

    barred, muted = Sanction.objects.get(kind="barred"), Sanction.objects.get(kind="muted")
    assert barred.account == often.author
    assert barred.reason.startswith("We have removed 3 comments of yours.")
    assert muted.reason.startswith("We had to remove a comment of yours.")


def test_a_paper_where_nothing_was_removed_has_no_sanctions():
    sanction([make_moderator()], now=timezone.now())

    assert not Sanction.objects.exists()
