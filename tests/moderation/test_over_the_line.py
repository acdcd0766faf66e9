"""From a comment that is posted to what a stranger says: however they behave, none is without a record of it."""

from dataclasses import replace

import pytest

from comments.models import Awaiting, Comment, Decision, Signal, Unchecked
from comments.moderation import checking_again, checks
from comments.moderation.outside import resting
from newsroom.web import outgoing
from tests.factories.comments import make_comment, make_discussion
from tests.stranger import by_host, in_less_time, said, score


@pytest.mark.django_db
class TestOverTheLine:
    """From a comment that is posted to what the stranger says, through the one door."""

    @pytest.mark.parametrize("not_checked", ["hold", "publish"])
    @pytest.mark.parametrize("trouble", ["killed", "slow", "nonsense"])
    def test_no_comment_is_without_a_recorded_not_checked_and_all_are_checked_once_it_is_back(
        self, server, settings, monkeypatch, trouble, not_checked, clock
    ):
        settings.CHECKING = replace(settings.CHECKING, not_checked=not_checked, akismet_key="abcdef123456")
        server.answers = by_host(score(2), said(b"nonsense"))
        server.is_down, server.is_slow = trouble == "killed", trouble == "slow"
        discussion = make_discussion()
        written = [make_comment(discussion=discussion) for _ in range(12)]

        with monkeypatch.context() as hurried:
            hurried.setattr(outgoing, "call", in_less_time(outgoing.call))
            for comment in written:
                checking_again.check_again(comment_id=comment.pk)
            for _ in range(3):
                checking_again.work_off(0)
                clock.shift(60)
        without = without_a_record([comment.pk for comment in written])
        waiting, calls = Awaiting.objects.filter(is_unchecked=True).count(), server.calls
        server.is_down = server.is_slow = False
        server.over.set()
        server.answers = by_host(score(0), said(b"false"))
        checking_again.work_off(0)

        assert (without, waiting) == (0, 12)
        # Two servers: three calls each until they rest, and then one a minute.
        assert calls <= 2 * (3 + 3)
        assert not Awaiting.objects.exists()
        assert Comment.objects.filter(status=Comment.Status.PUBLISHED).count() == 12
        assert not Unchecked.objects.exists()

    def test_in_a_burst_every_comment_has_a_finding_of_every_check(self, server, settings):
        settings.CHECKING = replace(settings.CHECKING, akismet_key="abcdef123456")
        answers = iter([score(0), score(7), said(b"false"), said(b"what?"), said(b"", status="500 No")] * 20)
        server.answers = lambda head, body: next(answers)
        discussion = make_discussion()

        for _ in range(20):
            checking_again.check_again(comment_id=make_comment(discussion=discussion).pk)

        names = {check.name for check in checks.in_force()}
        for comment in Comment.objects.all():
            newest = Decision.objects.filter(comment_id=comment.pk).latest("pk")
            signals = Signal.objects.filter(comment=comment, decision_id=newest.pk)
            assert {signal.check_name for signal in signals} == names
            has_run = all(signal.ran == "ran" for signal in signals)
            assert ("not_checked" in newest.codes) == (not has_run)
            assert Unchecked.objects.filter(comment=comment).exists() == (not has_run)

    def test_how_a_server_does_is_known(self, server):
        comment = make_comment()
        unknown = resting.states()
        checking_again.check_again(comment_id=comment.pk)

        [before], [after] = unknown, resting.states()
        assert (before.waiting, before.answered_at, before.failing_since) == (1, None, None)
        assert (after.waiting, after.failing_since) == (0, None)
        assert after.answered_at is not None


def without_a_record(comment_ids):
    """How many of these comments have neither been checked nor say that they were not."""
    recorded = Signal.objects.filter(comment__in=comment_ids).exclude(ran="ran").values_list("comment_id", flat=True)
    named = {entry.comment_id for entry in Decision.objects.filter(comment_id__in=comment_ids) if "not_checked" in entry.codes}
    return len(set(comment_ids) - (set(recorded) & named))
