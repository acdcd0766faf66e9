"""Reporting on the site: on a page of its own or in place; what was written is kept through an expired session."""

import pytest
from django.urls import reverse

from comments import limits
from tests.comments.reading import css, fragment, read, typed
from tests.factories.accounts import PASSWORD, make_reader, make_unconfirmed_reader, sign_in
from tests.factories.comments import make_comment, make_rule

pytestmark = pytest.mark.django_db

SCRIPT = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def said(discussion):
    """A comment that somebody may report."""
    make_rule()
    return make_comment(discussion=discussion)


def report_address(comment):
    return reverse("comments:report", args=[comment.pk])


def chosen(page):
    return [box.get("value") for box in css(page, "input") if box.get("type") == "radio" and box.get("checked") is not None]


def test_without_script_a_report_leads_back_to_the_comment_with_thanks(client, said, reader):
    sign_in(client, reader)

    page = read(client, report_address(said))
    answer = client.post(report_address(said), {"rule": make_rule().pk, "words": "He shouts."}, follow=True)

    assert css(page, "main form h1") == []
    assert said.body in css(page, ".quoted")[0].text_content()
    assert answer.redirect_chain == [(said.get_absolute_url(), 302)]
    assert "Thank you. A moderator will look at it" in answer.content.decode()
    assert said.reports.get().words == "He shouts."


def test_with_script_the_form_comes_alone_and_is_thanked_for_in_its_place(client, said, reader):
    sign_in(client, reader)

    form = fragment(client.get(report_address(said), **SCRIPT))
    answer = client.post(report_address(said), {"rule": make_rule().pk}, **SCRIPT)

    assert not css(form, "h1")
    assert css(form, "form")[0].get("data-hx-post") == report_address(said)
    assert answer.status_code == 200
    assert "Thank you" in css(fragment(answer), ".write-box .notice-good")[0].text
    assert said.reports.count() == 1


def test_with_script_a_report_without_a_rule_comes_back_with_its_words(client, said, reader):
    sign_in(client, reader)

    answer = client.post(report_address(said), {"words": "He shouts."}, **SCRIPT)

    page = fragment(answer)
    assert answer.status_code == 422
    assert "Choose the rule" in css(page, ".error")[0].text_content()
    assert typed(page) == "He shouts."


def test_with_script_a_second_report_is_answered_in_place(client, said, reader):
    sign_in(client, reader)
    client.post(report_address(said), {"rule": make_rule().pk}, **SCRIPT)

    answer = client.post(report_address(said), {"rule": make_rule().pk}, **SCRIPT)

    assert "already reported" in css(fragment(answer), ".notice")[0].text
    assert said.reports.count() == 1


@pytest.mark.parametrize(("outcome", "what"), [("open", "will look at it"), ("dismissed", "has kept it")])
def test_who_comes_to_report_again_reads_what_came_of_it_before_writing_a_word(client, said, reader, outcome, what):
    sign_in(client, reader)
    client.post(report_address(said), {"rule": make_rule().pk})
    said.reports.update(outcome=outcome)

    for page in (fragment(client.get(report_address(said), **SCRIPT)), read(client, report_address(said))):
        assert what in page.text_content()
        assert not css(page, "textarea")


@pytest.mark.parametrize("how", [{}, SCRIPT])
def test_a_report_that_is_one_too_many_goes_back_with_its_words(client, said, reader, monkeypatch, how):
    monkeypatch.setattr(limits, "REPORTS_PER_HOUR", 0)
    sign_in(client, reader)

    answer = client.post(report_address(said), {"rule": make_rule().pk, "words": "He shouts."}, **how)

    assert answer.status_code == 422
    assert "a great many comments" in fragment(answer).text_content()
    assert typed(fragment(answer)) == "He shouts."
    assert not said.reports.exists()


def test_who_has_not_confirmed_reads_why_and_can_have_the_link_sent_again(client, said):
    sign_in(client, make_unconfirmed_reader())

    for page in (fragment(client.get(report_address(said), **SCRIPT)), read(client, report_address(said))):
        assert "Confirm your e-mail address first" in css(page, ".notice-warning")[0].text
        assert reverse("account_confirm_again") in {form.get("action") for form in css(page, "form")}


def test_a_strangers_report_leads_through_sign_in_back_to_the_form(client, said):
    reader = make_reader()

    asked = client.get(report_address(said))
    done = client.post(asked.url, {"login": reader.email, "password": PASSWORD, "next": report_address(said)})

    assert asked.url == f"{reverse('account_login')}?next={report_address(said)}"
    assert done.url == report_address(said)


@pytest.mark.parametrize("more", [{}, SCRIPT], ids=["without script", "with script"])
def test_a_report_sent_after_the_session_expired_is_there_again_after_sign_in(client, said, reader, more):
    sign_in(client, reader)
    client.get(report_address(said))
    client.logout()

    asked = client.post(report_address(said), {"rule": make_rule().pk, "words": "He shouts."}, **more)
    client.post(asked.url, {"login": reader.email, "password": PASSWORD})
    page = read(client, report_address(said))

    assert asked.url == f"{reverse('account_login')}?next={report_address(said)}"
    assert typed(page) == "He shouts."
    assert chosen(page) == [str(make_rule().pk)]
    assert typed(read(client, report_address(said))) == ""


def test_a_report_set_aside_is_not_put_into_the_form_of_another_comment(client, said, reader):
    other = make_comment(discussion=said.discussion)

    client.post(report_address(said), {"rule": make_rule().pk, "words": "He shouts."})
    sign_in(client, reader)

    assert typed(read(client, report_address(other))) == ""
