"""A rule that is retired while somebody is about to name it: at the desk, in a report, by a check, in a letter."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from comments import notifying, posting
from comments.models import Comment, Decision, Report, Rule
from comments.moderation import decisions, standards
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_discussion, make_report, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db


def retired(rule):
    rule.retired_at = timezone.now()
    return standards.save_rule(rule)


@pytest.fixture
def discussion():
    return make_discussion()


@pytest.fixture
def rule():
    make_rule(1)
    return make_rule(2)


def test_a_moderator_whose_form_was_open_is_told_which_rule_went_and_loses_nothing(desk, discussion, rule):
    comment = make_comment(discussion=discussion)
    seen = decisions.last_on(comment).pk
    asked = {"kind": "remove", "rule": rule.pk, "note": "Too far.", "seen_revision": 1, "seen_decision": seen}
    retired(rule)

    answer = desk.post(reverse("moderation:decide", args=[comment.pk]), asked)

    content = answer.content.decode()
    assert answer.status_code == 422
    assert f"Rule 2 ({rule.title}) was retired while you were here." in content
    assert "Too far." in content
    assert Comment.objects.get().status == "published"


def test_a_rule_retired_between_the_press_and_the_decision_is_named_in_the_version_that_has_it(discussion, rule):
    comment = make_comment(discussion=discussion)
    had_it = standards.current_standards().number
    retired(rule)

    decision = decisions.remove(comment, by=make_moderator(), rule=rule)

    assert decision.standards_version == had_it
    assert standards.rules_named_by([decision])[decision.pk].title == rule.title
    assert decision.statement.rule_text == rule.text


def test_a_reader_who_reports_under_a_rule_that_went_chooses_another(client, discussion, rule):
    comment = make_comment(discussion=discussion)
    sign_in(client, make_reader())
    retired(rule)

    answer = client.post(reverse("comments:report", args=[comment.pk]), {"rule": rule.pk, "words": "Look."})

    content = answer.content.decode()
    assert answer.status_code == 422
    assert "was retired while you were here" in content
    assert "Look." in content
    assert not Report.objects.exists()


@pytest.mark.parametrize("value", ["0", "abc", "9" * 30, "-1"])
def test_a_rule_that_never_was_is_none_of_these(client, discussion, rule, value):
    comment = make_comment(discussion=discussion)
    sign_in(client, make_reader())

    answer = client.post(reverse("comments:report", args=[comment.pk]), {"rule": value, "words": ""})

    assert "Choose one of these rules." in answer.content.decode()


def test_whoever_reported_under_a_rule_that_went_since_reads_it_as_it_was(discussion, rule):
    report = make_report(comment=make_comment(discussion=discussion), rule=rule)
    title = rule.title
    retired(rule)
    decision = decisions.approve(report.comment, by=make_moderator())

    notifying.tell_reporters(decision_id=decision.pk)

    assert f"You named rule 2: {title}" in mail.outbox[0].body


def test_a_check_that_cited_a_rule_which_went_holds_and_refuses_no_longer(discussion):
    rule = standards.save_rule(Rule(number=4, title="No copies", text="Once is enough.", cited_by="repeats"))
    author = make_trusted_reader()
    words = "The barrier held, and it held because it was built well."
    outcomes = []
    for times in range(4):
        if times == 3:
            retired(rule)
        outcomes.append(
            posting.post_comment(discussion, author=author, body=words, now=timezone.now() + timedelta(minutes=times))
        )

    last = Decision.objects.filter(comment_id=outcomes[-1].pk).latest("pk")
    assert outcomes[2].status == "refused"
    assert outcomes[3].status == "held"
    assert last.rule_number is None


def test_an_old_decision_leads_to_the_version_that_has_its_rule(client, discussion, rule):
    decision = decisions.remove(make_comment(discussion=discussion), by=make_moderator(), rule=rule)
    retired(rule)

    page = client.get(reverse("comments:standards_version", args=[decision.standards_version])).content.decode()

    assert f'id="rule-{rule.number}"' in page
    assert f'id="rule-{rule.number}"' not in client.get("/standards/").content.decode()
