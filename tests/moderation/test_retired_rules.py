"""A rule that is retired while somebody is about to name it: at the desk, in a report, by a check, in a letter."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from comments import notifying, posting
from comments.models import Comment, Decision, Notice, Objection, Report, Rule
from comments.moderation import decisions, standards
from comments.moderation.decisions import Seen
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_discussion, make_report, make_rule, make_trusted_reader
from tests.factories.contesting import ANSWER, make_notice, make_reporters_objection

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


# --- In the other forms in which a rule is chosen


def refusal_of(answer):
    assert answer.status_code == 422
    return answer.content.decode()


def test_an_answer_to_an_objection_keeps_its_words(desk, rule):
    objection = make_reporters_objection()
    retired(rule)

    sent = {"outcome": "upheld", "words": ANSWER, "rule": rule.pk, "note": "Too far."}
    page = refusal_of(desk.post(reverse("moderation:objection", args=[objection.pk]), sent))

    assert f"Rule 2 ({rule.title}) was retired while you were here." in page
    assert ANSWER in page
    assert "Too far." in page
    assert Objection.objects.get().outcome == "open"


def test_an_answer_to_a_notice_keeps_its_words(desk, rule):
    notice = make_notice()
    retired(rule)

    sent = {"outcome": "removed", "words": ANSWER, "rule": rule.pk, "seen_revision": 1}
    page = refusal_of(desk.post(reverse("moderation:notice", args=[notice.pk]), sent))

    assert f"Rule 2 ({rule.title}) was retired while you were here." in page
    assert ANSWER in page
    assert Notice.objects.get().outcome == "open"


def test_a_decision_on_many_keeps_who_was_chosen_and_the_note(desk, discussion, rule):
    comments = [make_comment(discussion=discussion) for _ in range(2)]
    chosen = [f"{comment.pk}.1.{decisions.last_on(comment).pk}.0" for comment in comments]
    retired(rule)

    sent = {"kind": "remove", "rule": rule.pk, "chosen": chosen, "note": "All of them."}
    page = refusal_of(desk.post(reverse("moderation:decide_together"), sent))

    assert f"Rule 2 ({rule.title}) was retired while you were here." in page
    assert "All of them." in page
    assert all(token in page for token in chosen)
    assert {comment.status for comment in Comment.objects.all()} == {"published"}


def test_a_rule_that_is_retired_while_many_are_decided_is_named_for_all_of_them_in_the_version_that_has_it(discussion, rule):
    comments = [make_comment(discussion=discussion) for _ in range(2)]
    had_it = standards.current_standards().number
    retired(rule)

    chosen = {comment.pk: Seen.of(comment) for comment in comments}
    decisions.decide_together(chosen, kind=Decision.Kind.REMOVE, by=make_moderator(), rule=rule, batch=uuid.uuid4())

    removals = Decision.objects.filter(kind="remove")
    assert [(removal.rule_number, removal.standards_version) for removal in removals] == [(2, had_it)] * 2
    assert {removal.statement.rule_title for removal in removals} == {rule.title}
