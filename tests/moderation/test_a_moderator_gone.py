"""A moderator whose account is gone: what they decided stands, and no page names them."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment, Decision, Notice, Objection, Pick, Sanction
from comments.moderation import decisions, notices, numbers, objections, readers, sealing
from comments.moderation.decisions import Seen
from comments.moderation.desk import claims, watching
from comments.moderation.numbers import Period
from newsroom.accounts import holdings, roles
from newsroom.accounts.models import Role, User
from tests.factories.accounts import make_moderator, sign_in
from tests.factories.comments import make_comment, make_held_comment, make_rule, make_trusted_reader, sanctioned
from tests.factories.contesting import ANSWER, make_notice, make_objection
from tests.moderation.test_claims import key_of

pytestmark = pytest.mark.django_db

NAME = "Cleo Marsh"


def erase(account):
    """As a colleague leaves: by the page of their own account, once their role has ended."""
    roles.dismiss(account, Role.MODERATOR, by=None)
    holdings.erase(User.objects.get(pk=account.pk))


def delete(account):
    """As nobody should: the row itself."""
    User.objects.get(pk=account.pk).delete()


@pytest.fixture(params=[erase, delete], ids=["erased", "deleted"])
def went(request):
    """What a moderator left behind in every corner of the desk, who has gone since."""
    cleo, rule, author = make_moderator(display_name=NAME), make_rule(), make_trusted_reader()
    removed, kept, passed_on, opened = make_comment(author=author), make_comment(), make_held_comment(), make_held_comment()
    done = {
        "author": author,
        "removed": removed,
        "passed_on": passed_on,
        "opened": opened,
        "removal": decisions.remove(removed, by=cleo, rule=rule, note="Please stay with the subject."),
        "pick": decisions.feature(kept, by=cleo),
        "kept": kept,
        "sanction": sanctioned(author, by=cleo),
        "objection": objections.answer(make_objection(), by=cleo, upheld=False, words=ANSWER),
        "contested": make_objection(decisions.remove(make_comment(), by=cleo, rule=rule)),
        "notice": notices.decide(make_notice(), by=cleo, removes=True, rule=rule, words=ANSWER),
    }
    decisions.escalate(passed_on, by=cleo, note="Is this a threat?")
    claims.claim(key_of(opened), by=cleo)
    readers.note(author, by=cleo, words="Write to him first.")
    watching.watch(removed.discussion, by=cleo)
    raid = make_comment()
    done["batch"] = decisions.decide_together({raid.pk: Seen.of(raid)}, kind=Decision.Kind.APPROVE, by=cleo).batch
    sealing.seal_log()
    request.param(cleo)
    return done


def test_what_they_decided_stands(went):
    removed, contested = Comment.objects.get(pk=went["removed"].pk), Comment.objects.get(pk=went["contested"].comment_id)

    assert (removed.status, contested.status) == ("removed", "removed")
    assert Pick.objects.filter(comment=went["kept"]).exists()
    assert Sanction.objects.get(pk=went["sanction"].pk).by is None
    assert Objection.objects.get(pk=went["objection"].pk).outcome == "rejected"
    assert Notice.objects.get(pk=went["notice"].pk).outcome == "removed"
    assert Decision.objects.get(batch=went["batch"]).kind == "approve"
    assert sealing.check(tell=pytest.fail).unsealed == 0


def test_no_page_of_the_desk_names_them_and_each_opens(went, desk):
    pages = [
        "/moderation/",
        "/moderation/?queue=escalated",
        "/moderation/log/",
        "/moderation/numbers/",
        "/moderation/readers/",
        "/moderation/switch/",
        *(reverse("moderation:case", args=[went[name].pk]) for name in ("removed", "kept", "passed_on", "opened")),
        reverse("moderation:reader", args=[went["author"].pk]),
        reverse("moderation:objection", args=[went["objection"].pk]),
        reverse("moderation:objection", args=[went["contested"].pk]),
        reverse("moderation:notice", args=[went["notice"].pk]),
        reverse("moderation:discussion", args=[went["removed"].discussion_id]),
        reverse("moderation:lift", args=[went["sanction"].pk]),
    ]

    answers = {page: desk.get(page) for page in pages}

    assert {page: answer.status_code for page, answer in answers.items()} == dict.fromkeys(pages, 200)
    shown = {page: answer.content.decode() for page, answer in answers.items()}
    assert [page for page, words in shown.items() if NAME in words or "Former reader" in words] == []
    assert "somebody who has left" in shown["/moderation/log/"]


def test_their_reader_reads_the_reasons_and_objects_and_somebody_else_answers(went):
    reader = sign_in(Client(), went["author"])
    reasons = reader.get(reverse("comments:reasons", args=[went["removal"].pk]))
    way = reverse("comments:object", args=[went["removal"].pk])

    sent = reader.post(way, {"words": "I quoted the council.", "key": str(uuid.uuid4())}, follow=True)

    assert "Please stay with the subject." in reasons.content.decode()
    assert NAME not in reasons.content.decode() + sent.content.decode()
    objection = Objection.objects.get(decision_id=went["removal"].pk)
    objections.answer(objection, by=make_moderator(), upheld=True, words=ANSWER)
    assert Comment.objects.get(pk=went["removed"].pk).status == "published"


def test_what_they_looked_at_or_passed_on_is_there_for_others(went):
    other = make_moderator()

    assert claims.claim(key_of(went["opened"]), by=other)
    decisions.approve(went["passed_on"], by=other)
    assert Comment.objects.get(pk=went["passed_on"].pk).status == "published"


def test_the_numbers_still_count_what_they_decided(went):
    found = numbers.gather(Period.DAY, now=timezone.now())

    cited = {row.number: row.cited for row in found.rules}
    # Two removals, one after a notice, and a sanction; the removal of an objection that another moderator's answer is about.
    assert cited[1] == Decision.objects.filter(kind__in=Decision.RESTRICTIONS).count() == 5
