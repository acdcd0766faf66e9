"""The demo newspaper's log: everything in it can be decided again, stands under a seal, and was given its reasons."""

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from comments.models import Comment, Decision, Statement
from comments.moderation import replaying, sealing
from tests.comments.test_seeding import TINY, make


@pytest.fixture(scope="module")
def tiny(django_db_setup, django_db_blocker, tmp_path_factory):
    """One tiny newspaper for all tests of this file, which only read it."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")), transaction.atomic():
        make(TINY, now=timezone.now())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def paper(tiny, db):
    """The tiny newspaper, in a test that may ask the database."""


def test_whatever_a_machine_decided_comes_out_again_as_it_did(paper):
    outcomes = list(replaying.replay(replaying.machines()))

    assert len(outcomes) >= Comment.objects.count()
    assert [outcome.decision.pk for outcome in outcomes if not outcome.is_the_same] == []


def test_everything_is_sealed_and_verifies_with_all_that_stands_behind_it(paper):
    checked = sealing.check(tell=pytest.fail)

    assert checked.entries == Decision.objects.count()
    assert (checked.unsealed, checked.behind.erased, checked.behind.words_alone) == (0, 0, 0)


def test_every_restriction_was_given_its_reasons(paper):
    restricting = Decision.objects.filter(kind__in=Decision.RESTRICTIONS)

    assert set(Statement.objects.values_list("pk", "kind", "reader")) == set(restricting.values_list("pk", "kind", "account_id"))
    assert restricting.exists()
