"""Very many reports of one comment, and notices about it: the desk shows the first, and leads to the others that it counts."""

import pytest
from django.utils import timezone

from comments.models import Notice, Report
from comments.moderation import awaiting, measures, queue
from comments.moderation.decisions import Seen
from newsroom.accounts.models import User
from tests.factories.comments import make_comment, make_report, make_rule
from tests.factories.contesting import make_notice

pytestmark = pytest.mark.django_db

MANY = 60


def with_many_reports():
    """A comment that a crowd reports; the last of them, under another rule than all others."""
    comment, rule = make_comment(), make_rule()
    readers = [User(email=f"r{n}@example.org", display_name=f"Reporter {n}", password="!") for n in range(MANY - 1)]
    User.objects.bulk_create(readers)
    said = {"comment": comment, "rule": rule, "at": timezone.now()}
    Report.objects.bulk_create([Report(reader=reader, words=f"Number {n}.", **said) for n, reader in enumerate(readers)])
    return comment, make_report(comment=comment, rule=make_rule(2), words="The last one.")


def test_of_very_many_reports_the_first_stand_in_the_list_with_every_rule_and_all_are_counted(desk):
    comment, last = with_many_reports()

    [case] = queue.waiting(now=timezone.now()).items

    assert len(case.reports.shown) == measures.REPORTS_SHOWN + 1
    assert case.reports.left == MANY - measures.REPORTS_SHOWN - 1
    assert case.seen == Seen.of(comment)
    assert case.seen.report_id == last.pk
    assert case.reasons[0].words.startswith(f"{MANY} reports: ")
    assert case.reasons[0].words.endswith(last.rule.title)
    page = desk.get("/moderation/").content.decode()
    assert "Number 0." in page
    assert "Number 30." not in page
    assert f'<a href="/moderation/case/{comment.pk}/?whole">{case.reports.left} more</a>' in page


def test_a_case_shows_them_all_to_whoever_asks(desk):
    comment, _last = with_many_reports()
    address = f"/moderation/case/{comment.pk}/"

    assert "Number 30." not in desk.get(address).content.decode()
    page = desk.get(f"{address}?whole").content.decode()

    assert all(f"Number {n}." in page for n in range(MANY - 1))
    assert "?whole" not in page


def test_of_very_many_notices_the_open_ones_stand_first_and_the_rest_behind_a_link(desk):
    comment = make_comment()
    waiting = make_notice(comment, law="The one that waits")
    answered = {"comment": comment, "law": "Defamation", "good_faith": True, "outcome": Notice.Outcome.GONE}
    Notice.objects.bulk_create(
        [Notice(why=f"Number {n}.", email=f"n{n}@example.org", at=timezone.now(), **answered) for n in range(MANY)]
    )
    awaiting.settle_all()
    address = f"/moderation/case/{comment.pk}/"

    page = desk.get(address).content.decode()

    assert waiting.law in page
    assert page.count("Number ") == measures.PAST_SHOWN - 1
    assert f'<a href="{address}?whole">{MANY + 1 - measures.PAST_SHOWN} more</a>' in page
    assert desk.get(f"{address}?whole").content.decode().count("Number ") == MANY
