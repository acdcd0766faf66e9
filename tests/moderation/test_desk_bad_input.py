"""The desk and what nobody would send: a clear answer, nothing decided, never a 500."""

import pytest
from django.urls import reverse

from comments import limits
from comments.models import Decision
from comments.moderation.decisions import Seen
from tests.factories.accounts import make_moderator, sign_in
from tests.factories.comments import make_held_comment

pytestmark = pytest.mark.django_db
QUEUE = "/moderation/"


@pytest.fixture
def desk(client):
    return sign_in(client, make_moderator())


@pytest.mark.parametrize(
    "query",
    [
        "queue=nothing",
        "from=-1",
        "from=99999999999999999999",
        "from=%00",
    ],
)
def test_a_query_that_makes_no_sense_is_the_beginning(desk, query):
    assert desk.get(f"{QUEUE}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["before=x", "before=-1", "before=99999999999999999999", "before=%00"])
def test_a_marker_from_nowhere_is_the_first_page_of_the_log(desk, query):
    assert desk.get(f"/moderation/log/?{query}").status_code == 200


@pytest.mark.parametrize(
    "over",
    [
        {"kind": "delete"},
        {"seen_revision": ""},
        {"seen_revision": "99999999999"},
        {"seen_decision": "-1"},
        {"seen_decision": "9" * 30},
        {"kind": "remove", "rule": "999"},
        {"kind": "remove", "rule": "\x00"},
        {"note": "x" * (limits.LONGEST_NOTE + 1)},
        {"note": "\x00"},
    ],
)
def test_a_form_that_makes_no_sense_decides_nothing(desk, over):
    comment = make_held_comment()
    before = Decision.objects.count()

    seen = Seen.of(comment)
    fields = {"kind": "approve", "seen_revision": seen.revision, "seen_decision": seen.decision_id, **over}
    answer = desk.post(reverse("moderation:decide", args=[comment.pk]), fields)

    assert answer.status_code == 422
    assert Decision.objects.count() == before


@pytest.mark.parametrize("address", ["/moderation/case/999/", "/moderation/case/99999999999999999999/"])
def test_a_comment_that_is_not_there_is_a_404(desk, address):
    assert desk.get(address).status_code == 404
