"""From a list that is narrowed down through what is answered in writing, and on: the list is the same until it is empty."""

import pytest
from django.urls import reverse

from comments.models import Awaiting
from tests.comments.reading import css, read
from tests.factories.accounts import sign_in
from tests.factories.comments import make_comment, make_held_comment
from tests.factories.contesting import ANSWER, make_notice, make_objection

pytestmark = pytest.mark.django_db
LIST = "/moderation/?queue=objections&order=newest"
ONLY = {"queue": "objections", "order": "newest"}


def sent(page, form):
    """What a form of the page sends by itself."""
    return {field.get("name"): field.get("value") or "" for field in css(page, f"{form} input") if field.get("type") == "hidden"}


def page_of(plea, kind="objection"):
    return f"{reverse(f'moderation:{kind}', args=[plea.pk])}?{LIST.partition('?')[2]}"


def test_the_next_objection_is_taken_from_the_same_list_until_nothing_of_it_is_left(desk):
    pleas = {page_of(make_objection()) for _ in range(2)}
    make_held_comment()
    make_notice(make_comment())

    taken = []
    page = read(desk, LIST)
    while (address := desk.post(reverse("moderation:next"), sent(page, ".take-next")).url) in pleas:
        taken.append(address)
        page = read(desk, address)
        answer = sent(page, "#answer") | {"outcome": "rejected", "words": ANSWER}
        assert desk.post(address.partition("?")[0], answer).url == address
        page = read(desk, address)

    assert set(taken) == pleas
    assert address == LIST
    assert "There is nothing left to take here" in desk.get(LIST).content.decode()
    assert Awaiting.objects.count() == 2


def test_the_way_back_leads_to_the_list_from_which_it_was_opened(desk):
    objection, notice = make_objection(), make_notice(make_comment())
    assert read(desk, LIST).xpath("//a[@data-answer]/@href")[0] == page_of(objection)

    for page in (read(desk, page_of(objection)), read(desk, page_of(notice, "notice"))):
        assert page.xpath("//a[@data-key='k']/@href") == [LIST]
        assert sent(page, ".take-next").items() >= ONLY.items()


def test_whoever_takes_an_answer_back_stays_in_the_list(desk):
    objection, notice = make_objection(), make_notice(make_comment())

    for plea, kind, outcome in ((objection, "objection", "rejected"), (notice, "notice", "stays")):
        address = page_of(plea, kind)
        desk.post(address, sent(read(desk, address), "#answer") | {"outcome": outcome, "words": ANSWER})
        undone = desk.post(reverse(f"moderation:undo_{kind}", args=[plea.pk]), sent(read(desk, address), "form.undo"))

        assert undone.url == address
        assert css(read(desk, address), "#answer")


def test_whoever_signs_in_again_is_back_in_the_list(client, desk, moderator):
    objection = make_objection()
    address = page_of(objection)
    answer = sent(read(desk, address), "#answer") | {"outcome": "rejected", "words": ANSWER}
    client.session.flush()

    to_sign_in = client.post(address.partition("?")[0], answer).url

    assert to_sign_in.endswith("%3Fqueue%3Dobjections%26order%3Dnewest")
    assert ANSWER in sign_in(client, moderator).get(address).content.decode()


def test_a_case_opened_from_a_list_leads_on_in_that_list(desk):
    comment = make_held_comment()

    [link] = css(read(desk, "/moderation/?queue=held&order=newest"), f"#case-{comment.pk} a.comment-time")

    assert link.get("href") == f"{reverse('moderation:case', args=[comment.pk])}?queue=held&order=newest"
    page = read(desk, link.get("href"))
    assert sent(page, ".take-next").items() >= {"queue": "held", "order": "newest"}.items()
    assert page.xpath("//*[@class='desk-nav']//a/@href")[1] == "/moderation/?queue=reported&order=newest"
