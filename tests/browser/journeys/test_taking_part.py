"""A reader recommends, reports, mutes, and thinks better of it."""

from comments.models import Comment, Mute
from tests.factories.accounts import make_reader
from tests.factories.comments import make_comment, make_rule, make_trusted_reader


def press(page, words):
    """Press what says so, by the key."""
    page.locator("main").get_by_text(words, exact=True).locator("visible=true").first.press("Enter")


def test_a_reader_recommends_and_thinks_better_of_it(visit, said, script):
    whole = f"{said.discussion.get_absolute_url()}?order=oldest"
    page = visit(whole, reader=make_reader())
    button = page.locator(f"#comment-{said.pk} button", has_text="Recommend")

    button.click()
    page.wait_for_selector(f"#comment-{said.pk} button[aria-pressed=true]")
    assert said.recommendations.count() == 1
    assert page.url.endswith(whole if script else f"{whole}#comment-{said.pk}")
    button.click()
    page.wait_for_selector(f"#comment-{said.pk} button[formaction$='/recommend/']")

    assert said.recommendations.count() == 0
    if script:
        assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "false"


def test_a_reader_reports_and_is_thanked_where_they_were(visit, said, script):
    rule = make_rule()
    story = said.discussion.article.get_absolute_url()
    page = visit(story, reader=make_reader())

    page.click(f"#actions-{said.pk} >> text=Report")
    page.wait_for_selector("text=Which rule does it break?")
    focused_in_form = page.evaluate("Boolean(document.activeElement.closest('form.report'))") if script else None
    page.check(f"input[name=rule][value='{rule.pk}']")
    page.fill("textarea[name=words]", "He shouts.")
    page.click("main form:has(textarea[name=words]) button >> text=Report")
    page.wait_for_selector("text=Thank you. A moderator will look at it")

    assert said.reports.get().words == "He shouts."
    if script:
        assert focused_in_form
        assert page.url.endswith(story)
        assert page.locator(f"#reply-{said.pk} .notice-good").count() == 1
        assert page.evaluate("document.activeElement.textContent").startswith("Thank you.")
    else:
        assert page.url.endswith(said.get_absolute_url())


def test_a_strangers_report_leads_through_sign_in_back_to_the_comment(visit, said, sign_in_here):
    rule, reader = make_rule(), make_reader()
    page = visit(said.discussion.article.get_absolute_url())

    page.click(f"#actions-{said.pk} >> text=Report")
    page.wait_for_selector(f"text=/Sign in or join to report this comment by .*{said.author}.*; you will come back to it./")
    sign_in_here(page, reader)
    page.wait_for_selector(f".quoted >> text={said.body}")
    page.check(f"input[name=rule][value='{rule.pk}']")
    page.click("main form button >> text=Report")
    page.wait_for_selector("text=Thank you. A moderator will look at it")

    assert page.url.endswith(said.get_absolute_url())
    assert said.reports.get().reader == reader


def test_muting_folds_a_comment_and_keys_open_it_answer_it_and_take_it_back(visit, said):
    make_comment(parent=said, body="An answer that stays.")
    page = visit(said.get_absolute_url(), reader=make_trusted_reader())
    press(page, "Mute Kira Evans")
    press(page, "Mute")
    page.wait_for_url(f"**{said.get_absolute_url()}")
    page.goto(said.discussion.article.get_absolute_url())
    words = page.locator(f"#comment-{said.pk} > .comment .comment-body")

    assert not words.is_visible()
    assert page.locator("text=An answer that stays.").is_visible()

    press(page, "A comment by somebody you muted")
    assert words.is_visible()
    page.locator(f"#actions-{said.pk} a").first.press("Enter")
    page.fill(f"#answer-{said.pk}-body", "Even so, a fair point.")
    page.locator(f"#answer-{said.pk}-body-form button.button").press("Enter")
    page.wait_for_selector("text=Your comment is published.")
    assert Comment.objects.seen().filter(parent=said, body="Even so, a fair point.").exists()

    page.goto(said.get_absolute_url())
    press(page, "A comment by somebody you muted")
    press(page, "Unmute Kira Evans")
    press(page, "Unmute")
    page.wait_for_url(f"**{said.get_absolute_url()}")
    assert words.is_visible()
    assert not page.locator("details.muted").count()
    assert not Mute.objects.exists()
