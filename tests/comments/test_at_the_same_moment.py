"""Two at once: whoever comes second waits, then sees what the first has done."""

from concurrent.futures import ThreadPoolExecutor

from django.core import mail
from django.db import connections, transaction

from comments import notifying
from comments.models import Rule, StandardsVersion
from comments.moderation import decisions, standards
from tests.comments.waiting import until_it_waits_for_us
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_rule


def on_its_own_connection(work, *args, **named):
    try:
        return work(*args, **named)
    finally:
        connections.close_all()


def test_a_message_waits_for_an_undo_under_way_and_is_then_told_to_nobody(committed):
    comment, moderator = make_comment(), make_moderator()
    decision = decisions.remove(comment, by=moderator, rule=make_rule())

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            decisions.undo(decision, by=moderator)
            telling = pool.submit(on_its_own_connection, notifying.tell_author, decision_id=decision.pk)
            waited = until_it_waits_for_us(telling)
        telling.result()

    assert waited
    assert not mail.outbox


def test_two_who_edit_the_standards_at_once_make_two_versions(committed):
    make_rule(1)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            standards.save_rule(Rule(number=2, title="Stay with the subject", text="This one."))
            saving = pool.submit(on_its_own_connection, standards.save_rule, Rule(number=3, title="No copies", text="Once."))
            waited = until_it_waits_for_us(saving)
        saving.result()

    assert waited
    numbers = [[rule["number"] for rule in version.rules] for version in StandardsVersion.objects.order_by("number")]
    assert numbers == [[1], [1, 2], [1, 2, 3]]
