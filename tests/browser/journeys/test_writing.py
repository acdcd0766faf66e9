"""A reader answers, quotes, names, previews, is nudged, changes and takes back what they said."""

import re

from playwright.sync_api import expect

from comments.models import Comment, Draft, Mention
from tests.factories.comments import make_comment, make_trusted_reader

LINKS = "https://a.example https://b.example https://c.example"


def focused(page):
    return page.evaluate("document.activeElement.textContent")


def open_answer(page, comment):
    """Press Reply and wait for the form."""
    page.click(f"#actions-{comment.pk} >> text=Reply")
    page.wait_for_selector(f"#answer-{comment.pk}-body")


def test_a_reader_answers_in_the_thread_and_a_second_press_makes_no_second_comment(visit, said, script):
    story = said.discussion.article.get_absolute_url()
    page = visit(story, reader=make_trusted_reader())
    open_answer(page, said)

    page.fill(f"#answer-{said.pk}-body", "Not if you count the harbour dues.")
    page.dblclick(f"form:has(#answer-{said.pk}-body) button >> text=Publish")
    page.wait_for_selector("text=Not if you count the harbour dues.")

    answer = Comment.objects.get(parent=said)
    page.wait_for_selector(f"#comment-{answer.pk}")
    assert page.locator(f"#comment-{answer.pk}").count() == 1
    if script:
        assert page.url.endswith(story)
        assert focused(page).startswith("Your comment is published.")


def test_a_reader_quotes_previews_and_publishes(visit, said, script):
    page = visit(said.discussion.get_absolute_url(), reader=make_trusted_reader(display_name="Ned Ash"))
    open_answer(page, said)
    box = f"#answer-{said.pk}-body"

    page.fill(box, "Less than a flood, @Kira Evans.")
    page.click(f"{box}-form >> text=Quote")
    if script:
        expect(page.locator(box)).to_have_value(re.compile(f"^> #{said.pk}"))
    quoted = page.input_value(box)
    page.click(f"{box}-form >> text=Preview")
    page.wait_for_selector(".preview")
    shown = page.inner_text(".preview .comment-body")
    kept = page.input_value(box)
    if script:
        assert focused(page) == "This is how it will look"
    page.click(f"{box}-form >> text=Publish")
    page.wait_for_selector("text=Your comment is published.")

    answer = Comment.objects.get(parent=said)
    assert quoted == kept == f"> #{said.pk}, Kira Evans:\n> The barrier costs too much.\n\nLess than a flood, @Kira Evans."
    assert "Kira Evans wrote:" in shown
    assert "@Kira Evans" in shown
    assert Mention.objects.get(comment=answer).reader == said.author
    assert "Kira Evans wrote:" in page.inner_text(f"#comment-{answer.pk} .comment-body")
    assert not Draft.objects.exists()


def test_a_nudge_can_be_heeded_or_not(visit, said, script):
    page = visit(said.discussion.get_absolute_url(), reader=make_trusted_reader())
    page.fill("#write-body", f"Look: {LINKS}")
    page.click("#write-body-form >> text=Publish")
    page.wait_for_selector("text=It has more than 2 links")
    if script:
        assert "Nothing is posted yet" in focused(page)

    page.click("[role=alert] a")
    assert page.evaluate("document.activeElement.id") == "write-body" or not script
    page.fill("#write-body", f"Look again: {LINKS}")
    page.click("form.write >> text=Post it anyway")
    page.wait_for_selector("text=It has more than 2 links")
    assert not Comment.objects.filter(body__startswith="Look").exists()
    page.click("form.write >> text=Post it anyway")
    page.wait_for_selector("text=A person will look at your comment")

    assert Comment.objects.get(body__startswith="Look").status == Comment.Status.HELD


def test_a_reader_changes_what_they_said(visit, said, script):
    page = visit(said.discussion.get_absolute_url(), reader=said.author)

    page.click(f"#actions-{said.pk} >> text=Change")
    page.wait_for_selector(f"#edit-{said.pk}-body")
    assert page.input_value(f"#edit-{said.pk}-body") == "The barrier costs too much."
    assert page.evaluate("document.activeElement.name") == "body"
    page.fill(f"#edit-{said.pk}-body", "The barrier costs a lot.")
    page.click("text=Publish the change")
    page.wait_for_selector("text=Your change is published.")

    assert "The barrier costs a lot." in page.inner_text(f"#comment-{said.pk} .comment-body")
    assert re.search(r"edited \d\d:\d\d", page.inner_text(f"#comment-{said.pk} .comment-head"))
    if script:
        assert page.url.endswith(said.discussion.get_absolute_url())
        assert focused(page).startswith("Your change is published.")
        assert page.locator(f"#comment-{said.pk}").count() == 1


def test_a_change_that_a_person_looks_at_says_so_where_the_comment_stood(visit, said, script):
    page = visit(said.discussion.get_absolute_url(), reader=said.author)
    page.click(f"#actions-{said.pk} >> text=Change")
    page.fill(f"#edit-{said.pk}-body", f"Look: {LINKS}")
    page.click("text=Publish the change")
    page.click("form.write >> text=Post it anyway")
    page.wait_for_selector("text=A person will look at your comment before it appears")

    assert "more than 2 links" in page.inner_text(f"#comment-{said.pk}")
    if script:
        assert "Your change is kept" in focused(page)


def test_a_reader_takes_back_what_they_said_and_the_answer_keeps_its_place(visit, said):
    answer = make_comment(parent=said, body="An answer that stays.")
    page = visit(said.discussion.get_absolute_url(), reader=said.author)

    page.click(f"#actions-{said.pk} >> text=Take back")
    page.click("text=Take it back")
    page.wait_for_selector("text=You have taken your comment back.")
    page.goto(said.discussion.get_absolute_url())

    assert "Its author took this comment back." in page.inner_text(f"#comment-{said.pk} > .comment")
    assert page.locator(f"#comment-{said.pk} #comment-{answer.pk}").is_visible()
