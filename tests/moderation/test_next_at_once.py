"""Several moderators press "next" at the same moment until nothing is left: everything is decided once, nothing twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django.test import Client
from django.urls import reverse

from comments.models import Awaiting, Decision
from comments.moderation import awaiting
from tests.factories.accounts import make_moderator, sign_in
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_report
from tests.moderation.desk import form

MODERATORS, HELD, REPORTED = 4, 14, 4


def test_everything_is_taken_and_decided_once(committed):
    discussion = make_discussion()
    comments = [make_held_comment(discussion=discussion) for _ in range(HELD)]
    comments += [make_report(comment=make_comment(discussion=discussion)).comment for _ in range(REPORTED)]
    known = {reverse("moderation:case", args=[comment.pk]): comment for comment in comments}
    desks = [sign_in(Client(), make_moderator()) for _ in range(MODERATORS)]

    def work(desk):
        taken = []
        try:
            while (address := desk.post(reverse("moderation:next")).url) in known:
                taken.append(address)
                answer = desk.post(f"{address}decide/", form(known[address]))
                assert answer.status_code == 302
        finally:
            connections.close_all()
        return taken

    with ThreadPoolExecutor(MODERATORS) as pool:
        taken = Counter(address for addresses in pool.map(work, desks) for address in addresses)

    assert taken == Counter(dict.fromkeys(known, 1))
    assert Decision.objects.filter(kind="approve").count() == len(comments)
    assert not Awaiting.objects.exists()
    awaiting.prove()
