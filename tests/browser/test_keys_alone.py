"""By keys alone: every action of a comment is reached, and the focus is never lost after what was pressed has changed."""

import pytest

from comments import limits
from comments.models import Comment, Mute
from tests.browser.keys import press, reach
from tests.factories.comments import make_comment, make_discussion, make_rule, make_thread, make_trusted_reader


@pytest.fixture
def said(live_site):
    """A comment by Kira Evans that one can answer."""
    kira = make_trusted_reader(display_name="Kira Evans")
    return make_comment(discussion=make_discussion(), author=kira, body="The barrier costs too much.")


def test_recommending_and_following(browse, said):
    page = browse(said.discussion.get_absolute_url(), reader=make_trusted_reader())
    actions = f"#actions-{said.pk}"

    reach(page, f"{actions} [formaction$='/recommend/']")
    press(page, "Enter", then=f"{actions} [formaction$='/recommend/take-back/'][aria-pressed=true]")
    press(page, "Space", then=f"{actions} [formaction$='/recommend/'][aria-pressed=false]")
    reach(page, f"{actions} [formaction$='/follow/']")
    press(page, "Enter", then=f"{actions} [formaction$='/follow/take-back/'][aria-pressed=true]")
    press(page, "Enter", then=f"{actions} [formaction$='/follow/'][aria-pressed=false]")


def test_answering_quoting_previewing_changing_and_taking_back(browse, said):
    page = browse(said.discussion.get_absolute_url(), reader=make_trusted_reader())
    box = f"#answer-{said.pk}-body"

    reach(page, f"#actions-{said.pk} a[href$='/reply/']")
    press(page, "Enter", then=box)
    page.keyboard.type("Less than a flood.")
    reach(page, f"{box}-form [name=quote]")
    press(page, "Enter", then=box)
    reach(page, f"{box}-form [name=preview]")
    press(page, "Enter", then=".preview-title")
    reach(page, f"{box}-form button:not([name])")
    press(page, "Enter", then=".write-box .notice-good")
    answer = Comment.objects.get(parent=said)
    assert answer.body.endswith("Less than a flood.")

    reach(page, f"#actions-{answer.pk} a[href$='/edit/']")
    press(page, "Enter", then=f"#edit-{answer.pk}-body")
    press(page, "Escape", then=f"#edit-{answer.pk}-body")
    page.keyboard.type(" Much.")
    reach(page, f"#edit-{answer.pk}-body-form button:not([name])")
    press(page, "Enter", then=".write-box .notice-good")

    reach(page, f"#actions-{answer.pk} a[href$='/take-back/']", by="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/take-back/")
    reach(page, "main button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=You have taken your comment back.")


def test_reporting_and_muting(browse, said):
    make_rule()
    page = browse(said.get_absolute_url(), reader=make_trusted_reader())

    reach(page, f"#actions-{said.pk} a[href$='/report/']")
    press(page, "Enter", then="form.report .field-label")
    press(page, "Escape", then=f"#actions-{said.pk} a[href$='/report/']")
    press(page, "Enter", then="form.report .field-label")
    reach(page, "form.report input[name=rule]")
    page.keyboard.press("Space")
    reach(page, "form.report textarea")
    page.keyboard.type("He shouts.")
    reach(page, "form.report button")
    press(page, "Enter", then=f"#reply-{said.pk} .notice-good")
    assert said.reports.get().words == "He shouts."

    reach(page, "main a[href$='/mute/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mute/")
    reach(page, "main button")
    page.keyboard.press("Enter")
    page.wait_for_selector("details.muted")
    assert Mute.objects.count() == 1
    reach(page, "details.muted > summary")
    press(page, "Enter", then="details.muted[open] > summary")
    reach(page, f"#actions-{said.pk} a[href$='/reply/']")


def test_folding_showing_more_and_going_to_what_is_new(browse, live_site, monkeypatch):
    monkeypatch.setattr(limits, "THREADS_ON_A_PAGE", 2)
    monkeypatch.setattr(limits, "COMMENTS_ON_A_PAGE", 5)
    discussion = make_discussion()
    first = make_thread(discussion, answers=4)
    make_comment(discussion=discussion)
    last = make_comment(discussion=discussion)
    reader = make_trusted_reader()
    browse(discussion.get_absolute_url(), reader=reader)
    new = make_comment(discussion=discussion)

    page = browse(discussion.get_absolute_url(), reader=reader)
    press(page, "n", then=f"#comment-{new.pk} > .comment")
    reach(page, f"#comment-{last.pk} > .fold")
    press(page, "Enter", then=f"#comment-{last.pk} > .fold[aria-expanded=false]")
    press(page, "Space", then=f"#comment-{last.pk} > .fold[aria-expanded=true]")
    reach(page, ".show-more")
    press(page, "Enter", then="li.branch .comment")
    reach(page, f"#comment-{first[0].pk} .show-more")
    press(page, "Enter", then=f"#comment-{first[0].pk} .answers .comment")
    make_comment(discussion=discussion)
    reach(page, "#show-new", by="Shift+Tab")
    press(page, "Enter", then=".new-comments .comment")
