"""What the demo's moderators have done about readers."""

import pytest
from django.utils import timezone

from comments import same_place
from comments.models import Note, Rule, Sanction, Statement
from comments.seeding import sanctioning
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_removed_comment

pytestmark = pytest.mark.django_db


def test_one_of_each_kind_each_with_reasons_a_note_and_two_accounts_from_one_place():
    for _ in range(6):
        make_removed_comment()
    now = timezone.now()

    sanctioning.sanction([make_moderator(), make_moderator()], rules={rule.number: rule for rule in Rule.objects.all()}, now=now)

    imposed = {row.kind: row for row in Sanction.objects.in_force(now=timezone.now())}
    assert set(imposed) == set(Sanction.Kind.values)
    assert Statement.objects.filter(kind__in=["warn", "look_first", "mute", "bar"]).count() == 4
    assert Note.objects.get().account == imposed["muted"].account
    [neighbour] = same_place.others_at_places_of(imposed["muted"].account, now=now)
    assert neighbour.id == imposed["first"].account_id


def test_a_paper_where_nothing_was_removed_has_no_sanctions():
    sanctioning.sanction([make_moderator()], rules={}, now=timezone.now())

    assert not Sanction.objects.exists()
