"""Pages of the desk on which an objection or a notice is read and answered."""

import pytest
from django.urls import reverse

from comments.models import Comment, Decision, Notice, Objection
from comments.moderation import awaiting, notices, objections
from tests.comments.reading import css, fragment, read
from tests.factories.accounts import make_editor, make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_report, make_rule, sanctioned
from tests.factories.contesting import ANSWER, WORDS, make_notice, make_objection, make_reporters_objection, removed

pytestmark = pytest.mark.django_db


def page_of(thing):
    return reverse(f"moderation:{'objection' if isinstance(thing, Objection) else 'notice'}", args=[thing.pk])


def fields(page):
    """What the form of the page sends by itself."""
    return {field.get("name"): field.get("value") or "" for field in css(page, "#answer input") if field.get("type") == "hidden"}


def test_the_page_shows_everything_that_is_needed(client, desk):
    parent = make_comment(body="Who paid for the barrier?")
    comment = make_comment(parent=parent, body="The harbour board did.")
    make_comment(parent=comment, body="It did not.")
    objection = make_objection(removed(comment, note="It accuses the board."))

    text = read(desk, page_of(objection)).text_content()

    for said in (WORDS, "It accuses the board.", "Rule 1", "The harbour board did.", "Who paid", "It did not.", "Standing"):
        assert said in text


def test_what_the_author_was_told_is_quoted_as_words_to_them(client, desk):
    objection = make_objection(removed())

    page = read(desk, page_of(objection))

    [told] = [quoted for quoted in css(page, "blockquote") if "A moderator read your comment" in quoted.text_content()]
    assert told.getprevious().text == "What they were told:"


def test_the_reason_of_a_sanction_is_said_once(client, desk):
    reader = make_reader()
    sanction = sanctioned(reader, reason="Shouting at people.")
    objection = objections.object_to(Decision.objects.get(pk=sanction.decision_id), by=reader, words=WORDS)

    text = read(desk, page_of(objection)).text_content()

    assert text.count("Shouting at people.") == 1
    assert "muted" in text.lower()


def test_the_comment_is_shown_as_it_was_decided_on(client, desk):
    objection = make_objection(removed(make_comment(body="As it was.")))
    Comment.objects.filter(pk=objection.comment_id).update(body="Something else.")

    assert "As it was." in read(desk, page_of(objection)).text_content()


@pytest.mark.parametrize("make", [make_objection, make_notice, make_reporters_objection])
def test_what_is_refused_leads_to_the_first_field_at_fault(client, desk, make):
    thing = make()
    page = read(desk, page_of(thing))
    outcome = page.xpath("//input[@name = 'outcome']/@value")[0]

    for sent, at_fault in [({}, "answer-outcome_0"), ({"outcome": outcome}, "answer-words")]:
        refused = fragment(desk.post(page_of(thing), fields(page) | sent))
        assert refused.xpath("//*[@autofocus]/@id") == [at_fault]
    assert not page.xpath("//*[@autofocus]")


def test_answered_by_form_and_undone_by_form(client, desk):
    objection = make_objection()
    sent = {"outcome": "upheld", "words": ANSWER}

    answered = desk.post(page_of(objection), sent, follow=True)
    assert "until then you can undo it" in answered.content.decode()
    assert Comment.objects.get(pk=objection.comment_id).status == "published"
    undone = desk.post(reverse("moderation:undo_objection", args=[objection.pk]), follow=True)

    assert ANSWER in undone.content.decode()
    assert Comment.objects.get(pk=objection.comment_id).status == "removed"
    assert Objection.objects.get(pk=objection.pk).outcome == "open"


@pytest.mark.parametrize(
    "sent", [{}, {"outcome": "upheld"}, {"outcome": "?", "words": ANSWER}, {"outcome": "rejected", "words": "\x00 "}], ids=str
)
def test_a_form_that_decides_nothing_goes_back_with_what_it_said(client, desk, sent):
    objection = make_objection()

    answer = desk.post(page_of(objection), sent)

    assert answer.status_code == 422
    assert sent.get("words", "").strip("\x00 ") in answer.content.decode()
    assert Objection.objects.get(pk=objection.pk).outcome == "open"


def test_a_reporters_objection_names_a_rule_to_remove(client, desk):
    objection = make_reporters_objection()
    rule = make_rule()

    without = desk.post(page_of(objection), {"outcome": "upheld", "words": ANSWER})
    assert without.status_code == 422
    assert ANSWER in without.content.decode()
    desk.post(page_of(objection), {"outcome": "upheld", "words": ANSWER, "rule": rule.pk})

    assert Comment.objects.get(pk=objection.comment_id).status == "removed"


def test_whoever_took_the_decision_reads_why_they_may_not_and_who_does(client, desk, moderator):
    editor = make_editor()
    objection = make_objection(removed(by=moderator))

    page = read(desk, page_of(objection))

    assert "You took this decision yourself" in page.text_content()
    assert editor.display_name in page.text_content()
    assert not css(page, "#answer")
    assert desk.post(page_of(objection), {"outcome": "rejected", "words": ANSWER}).status_code == 403


def test_an_editor_enters_just_this_page_and_only_where_nobody_else_is_left(client):
    moderator = make_moderator()
    objection = make_objection(removed(by=moderator))
    sign_in(client, make_editor())

    assert client.get(page_of(objection)).status_code == 200
    assert client.get(reverse("moderation:queue")).status_code == 403
    client.post(page_of(objection), {"outcome": "upheld", "words": ANSWER})
    # Their own answer they can still read and undo.
    assert client.get(page_of(objection)).status_code == 200
    assert client.post(reverse("moderation:undo_objection", args=[objection.pk])).status_code == 302
    make_moderator()
    assert client.get(page_of(objection)).status_code == 403


@pytest.mark.parametrize("make", [make_reader, make_editor], ids=["a reader", "an editor"])
def test_nobody_else_enters(client, make):
    things = [make_objection(), make_notice()]
    make_moderator()
    assert client.get(page_of(things[0])).status_code == 302
    sign_in(client, make())

    for thing in things:
        assert client.get(page_of(thing)).status_code == 403
        assert client.post(page_of(thing), {"outcome": "rejected", "words": ANSWER}).status_code == 403


def test_somebody_else_was_quicker_and_that_is_no_error(client, desk):
    objection, notice = make_objection(), make_notice()
    seen, rule = fields(read(desk, page_of(notice))), make_rule().pk
    objections.answer(objection, by=make_moderator(), upheld=False, words=ANSWER)
    notices.decide(notice, by=make_moderator(), removes=False, words=ANSWER)

    answers = [
        desk.post(page_of(objection), {"outcome": "upheld", "words": "Another answer."}, follow=True),
        desk.post(page_of(notice), seen | {"outcome": "removed", "words": "Another answer.", "rule": rule}, follow=True),
    ]

    for answer in answers:
        assert answer.status_code == 200
        assert "Nothing was changed" in answer.content.decode()
    assert Comment.objects.get(pk=notice.comment_id).status == "published"


def test_a_notice_is_decided_by_form_together_with_another(client, desk):
    comment = make_comment()
    first, second = make_notice(comment), make_notice(comment, email="b@example.org")
    page = read(desk, page_of(first))
    assert "Ruth Calder" in page.text_content()
    assert "ruth@calder.example" in page.text_content()

    desk.post(
        page_of(first),
        fields(page) | {"outcome": "removed", "words": ANSWER, "rule": make_rule().pk, "also": [second.pk]},
    )

    assert set(Notice.objects.values_list("outcome", flat=True)) == {"removed"}
    desk.post(reverse("moderation:undo_notice", args=[first.pk]))
    assert set(Notice.objects.values_list("outcome", flat=True)) == {"open"}


def test_a_report_that_came_meanwhile_redraws_the_page_and_keeps_the_words(client, desk):
    notice = make_notice()
    seen = fields(read(desk, page_of(notice)))
    make_report(comment=notice.comment)

    answer = desk.post(page_of(notice), seen | {"outcome": "stays", "words": ANSWER})

    assert answer.status_code == 200
    assert ANSWER in answer.content.decode()
    assert "reported" in answer.content.decode()
    assert Notice.objects.get(pk=notice.pk).outcome == "open"


def test_its_sender_is_named_to_nobody_but_moderators(client):
    notice = make_notice()
    notices.decide(notice, by=make_moderator(), removes=True, rule=make_rule(), words=ANSWER)
    author = notice.comment.author
    sign_in(client, author)
    notice.refresh_from_db()

    for address in (
        reverse("comments:mine"),
        reverse("comments:news"),
        reverse("comments:object", args=[notice.decision_id]),
        notice.comment.discussion.article.get_absolute_url(),
    ):
        assert "Calder" not in client.get(address).content.decode()


def test_a_moderator_who_wrote_the_comment_reads_the_notice_and_not_who_sent_it(client):
    author = make_moderator()
    notice = make_notice(make_comment(author=author))

    page = sign_in(client, author).get(page_of(notice)).content.decode()

    assert notice.why in page
    assert "Calder" not in page
    assert "calder.example" not in page
    assert "Calder" in sign_in(client, make_moderator()).get(page_of(notice)).content.decode()


def test_the_pages_cost_the_same_however_much_stands_round(client, desk, django_assert_max_num_queries):
    comment = make_comment()
    for _ in range(8):
        make_report(comment=make_comment(parent=comment))
    objection = make_objection(removed(comment))
    other = make_comment()
    notice, *_others = [make_notice(other, email=f"{n}@example.org") for n in range(10)]

    for thing in (objection, notice):
        with django_assert_max_num_queries(45):
            desk.get(page_of(thing))


def test_the_keys_stand_with_what_they_choose(client, desk):
    pages = {thing: read(desk, page_of(thing)) for thing in (make_objection(), make_reporters_objection(), make_notice())}

    for page in pages.values():
        keys = {field.get("data-key"): field for field in css(page, "#answer input") if field.get("data-key")}
        assert set(keys) == {"a", "r"}
    removing = [page for page in pages.values() if page.xpath("//*[@data-names-rule]")]
    assert all(page.xpath("//*[@data-names-rule]")[0].get("data-key") == "r" for page in removing)
    assert len(removing) == 2


def test_what_is_needed_is_called_so(client, desk):
    for thing in (make_objection(), make_notice()):
        page = read(desk, page_of(thing))
        [words] = page.xpath("//*[@id='answer']//textarea[@name='words']")
        [label] = page.xpath("//label[@for='answer-words']")
        assert words.get("required") is not None
        assert "optional" not in label.text_content()
    [rule] = page.xpath("//label[@for='answer-rule']")
    assert "needed if the comment is removed" in rule.text_content()


def test_from_either_page_one_takes_the_next_thing_and_finds_the_author(client, desk):
    first, second = make_objection(), make_objection()
    for objection in (first, second):
        awaiting.settle_objection(objection)
    page = read(desk, page_of(first))

    sent = {field.get("name"): field.get("value") for field in css(page, ".take-next input")}

    assert desk.post(reverse("moderation:next"), sent).url == page_of(second)
    assert page.xpath(f"//a[@href='{reverse('moderation:reader', args=[first.comment.author_id])}']")
    notice = make_notice(make_comment())
    assert css(read(desk, page_of(notice)), ".take-next button")
