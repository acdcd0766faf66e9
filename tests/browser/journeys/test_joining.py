"""A reader writes, joins, opens the letter and publishes; and what they wrote outlives every sign-in."""

import re

from django.conf import settings
from django.core import mail
from playwright.sync_api import expect

from comments.models import Comment, Draft
from newsroom.accounts.models import User
from tests.factories.accounts import PASSWORD
from tests.factories.comments import make_trusted_reader


def test_a_reader_joins_confirms_and_answers(visit, said):
    page = visit(said.discussion.article.get_absolute_url())

    page.click(f"#comment-{said.pk} >> text=Reply")
    page.fill(f"#answer-{said.pk}-body", "It costs less than the next flood.")
    page.click(f"form:has(#answer-{said.pk}-body) >> text=Publish (sign in next)")
    page.wait_for_url("**/account/login/**")
    page.click("main .form-intro a >> text=Join")
    page.fill("input[name=email]", "kira@example.org")
    page.fill("input[name=display_name]", "Kira Iversen")
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")
    page.wait_for_selector("textarea[name=body]")
    kept = page.input_value("textarea[name=body]")
    letter = next(letter for letter in mail.outbox if letter.to == ["kira@example.org"])
    page.goto(re.search(r"http://\S+/confirm-email/\S+", letter.body).group(0))
    # The letter leads back to where the words stand.
    page.click(".write >> text=Publish")
    page.wait_for_selector("text=A person will look at your comment")

    answer = Comment.objects.get(body="It costs less than the next flood.")
    assert kept == answer.body
    assert (answer.parent_id, answer.author) == (said.pk, User.objects.get(email="kira@example.org"))
    assert answer.status == Comment.Status.HELD
    assert not Draft.objects.exists()


def test_a_stranger_writes_in_the_box_under_the_story_and_signs_in_afterwards(visit, said, sign_in_here):
    page = visit(said.discussion.get_absolute_url())
    page.fill("#write-body", "Written before anybody asked.")
    page.click("text=Publish (sign in next)")
    page.wait_for_url("**/account/login/**")
    sign_in_here(page, make_trusted_reader())
    expect(page.locator("#write-body")).to_have_value("Written before anybody asked.")
    page.click("main form.write button.button")
    page.wait_for_selector("text=Your comment is published.")

    assert Comment.objects.filter(body="Written before anybody asked.").exists()


def test_an_answer_outlives_the_session_in_which_it_was_begun(visit, said, script, sign_in_here):
    reader = make_trusted_reader()
    page = visit(said.discussion.get_absolute_url(), reader=reader)
    page.click(f"#actions-{said.pk} >> text=Reply")
    page.wait_for_selector(f"#answer-{said.pk}-body")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    page.fill(f"#answer-{said.pk}-body", "Signed out meanwhile.")
    page.click(f"form:has(#answer-{said.pk}-body) button >> text=Publish")
    sign_in_here(page, reader)
    expect(page.locator(f"#answer-{said.pk}-body")).to_have_value("Signed out meanwhile.")
    page.click("main form.write button.button")
    page.wait_for_selector("text=Your comment is published.")

    assert Comment.objects.get(parent=said).body == "Signed out meanwhile."
    assert not Draft.objects.exists()
    if script:
        assert page.evaluate("localStorage.getItem('drafts') ?? '{}'") == "{}"


def test_a_change_outlives_the_session_in_which_it_was_begun(visit, said, sign_in_here):
    page = visit(said.discussion.get_absolute_url(), reader=said.author)
    page.click(f"#actions-{said.pk} >> text=Change")
    page.wait_for_selector(f"#edit-{said.pk}-body")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    page.fill(f"#edit-{said.pk}-body", "The barrier costs a lot.")
    page.click("text=Publish the change")
    sign_in_here(page, said.author)
    expect(page.locator(f"#edit-{said.pk}-body")).to_have_value("The barrier costs a lot.")
    page.click("text=Publish the change")
    page.wait_for_selector("text=Your change is published.")

    said.refresh_from_db()
    assert said.body == "The barrier costs a lot."
