"""A moderator clears a queue: by keys alone, and by buttons with script off."""

import datetime as dt

import pytest
from django.utils import timezone

from comments import limits
from comments.models import Comment, Decision
from comments.moderation import queue
from newsroom.accounts.models import User
from tests.browser.signing_in import sign_in
from tests.browser.waiting import follow
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_report, make_rule

Status = Comment.Status
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def waiting(live_site):
    """Two held comments and a reported one, and somebody to decide on them."""
    make_rule(1)
    rule = make_rule(2)
    discussion = make_discussion()
    reported = make_comment(discussion=discussion, body="Nobody from the north side ever pays.")
    make_report(comment=reported, rule=rule, words="This is about people.")
    held = [make_held_comment(discussion=discussion, body=body) for body in ("First words here.", "And mine.")]
    return make_moderator(), reported, held


def test_a_moderator_clears_a_queue_by_keys_alone(page, live_site, waiting):
    moderator, reported, held = waiting
    sign_in(page, live_site, moderator, to="/moderation/")
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true]")

    page.keyboard.press("r")
    page.keyboard.press("2")
    page.wait_for_selector(f"#case-{reported.pk}.case-done")
    page.keyboard.press("a")
    page.wait_for_selector(f"#case-{held[0].pk}.case-done")
    page.keyboard.press("a")
    page.wait_for_selector(f"#case-{held[1].pk}.case-done")

    assert queue.counts()[queue.Queue.ALL] == 0
    reported.refresh_from_db()
    assert reported.status == Status.REMOVED
    assert Decision.objects.get(comment_id=reported.pk, kind="remove").rule_number == 2
    assert set(Comment.objects.filter(pk__in=[c.pk for c in held]).values_list("status", flat=True)) == {Status.PUBLISHED}


def test_with_more_than_nine_rules_the_digits_choose_and_enter_removes(page, live_site, waiting):
    moderator, reported, _held = waiting
    for number in range(3, 13):
        make_rule(number)
    sign_in(page, live_site, moderator, to="/moderation/")
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true]")

    page.keyboard.press("r")
    page.keyboard.press("1")
    page.keyboard.press("2")
    chosen = page.evaluate("document.activeElement.selectedOptions[0].dataset.number")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#case-{reported.pk}.case-done")

    assert chosen == "12"
    assert Decision.objects.get(comment_id=reported.pk, kind="remove").rule_number == 12


def test_one_key_undoes_and_the_case_is_where_one_looks(page, live_site, waiting):
    moderator, reported, held = waiting
    sign_in(page, live_site, moderator, to="/moderation/")
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true]")

    page.keyboard.press("a")
    page.wait_for_selector(f"#case-{reported.pk}.case-done")
    page.wait_for_selector(f"#case-{held[0].pk}[aria-current=true]")
    page.keyboard.press("u")
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true] .decide")

    assert page.evaluate("document.activeElement.id") == f"case-{reported.pk}"
    assert queue.counts()[queue.Queue.REPORTED] == 1


def test_keys_move_and_are_left_alone_in_a_field(page, live_site, waiting):
    moderator, reported, held = waiting
    sign_in(page, live_site, moderator, to="/moderation/")
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true]")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == f"case-{held[0].pk}"

    # The note opens with a rule chosen: it is read beside one.
    page.select_option(f"#rule-{held[0].pk}", index=1)
    page.focus(f"#note-{held[0].pk}")
    page.keyboard.type("jar and rule")
    assert page.input_value(f"#note-{held[0].pk}") == "jar and rule"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == f"case-{held[0].pk}"
    assert queue.counts()[queue.Queue.ALL] == 3


def test_a_key_held_down_decides_once(page, live_site, waiting):
    moderator, reported, held = waiting
    sign_in(page, live_site, moderator, to="/moderation/")
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true]")

    for _ in range(3):
        page.keyboard.down("a")
    page.keyboard.up("a")
    page.wait_for_selector(f"#case-{reported.pk}.case-done")

    # Nothing else was pressed: pressing now decides on the next case, and only then two are done.
    page.keyboard.press("a")
    page.wait_for_selector(f"#case-{held[0].pk}.case-done")
    assert queue.counts()[queue.Queue.ALL] == 1


def test_a_moderator_clears_a_queue_with_script_off(browser, live_site, waiting):
    moderator, reported, held = waiting
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_site, moderator, to="/moderation/")

    page.select_option(f"#rule-{reported.pk}", label="2. Stay with the subject")
    page.fill(f"#note-{reported.pk}", "Write about the fare.")
    follow(page, f"#case-{reported.pk} button[value=remove]")
    assert "Removed under rule 2" in page.inner_text(".undo")
    follow(page, ".undo button")
    assert "Undone" in page.inner_text("main, .messages")
    for comment in [reported, *held]:
        follow(page, f"#case-{comment.pk} button[value=approve]")

    assert "Nothing waits" in page.inner_text("main")
    assert User.objects.get(pk=moderator.pk).is_moderator
    page.context.close()


def counts_on(page):
    """What the title, the heading, the masthead and the tabs say that waits."""
    return [
        page.title().split("(")[1].split(")")[0],
        page.inner_text("#waiting"),
        page.inner_text(".masthead [data-follow=count-all]"),
        *(page.inner_text(f".desk-nav [data-follow=count-{name}]") for name in ("all", "reported", "held")),
    ]


def test_counts_and_records_follow_every_key_and_nothing_else_moves(page, live_site, waiting):
    moderator, reported, held = waiting
    author = held[0].author
    second = make_held_comment(discussion=held[0].discussion, author=author, body="And another.", now=timezone.now() + MINUTE)
    sign_in(page, live_site, moderator, to="/moderation/")
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true]")
    facts = f"#case-{second.pk} .facts"
    assert "Published\n0" in page.inner_text(facts)
    assert counts_on(page) == ["4", "4", "4", "4", "1", "3"]

    page.keyboard.press("a")
    page.wait_for_selector(f"#case-{reported.pk}.case-done")
    assert counts_on(page) == ["3", "3", "3", "3", "0", "3"]
    page.keyboard.press("a")
    page.wait_for_selector(f"#case-{held[0].pk}.case-done")
    height = page.evaluate(f"document.querySelector('#case-{second.pk}').getBoundingClientRect().height")
    page.wait_for_selector(f"{facts} dt:text-is('Published') + dd:text-is('1')")

    assert counts_on(page) == ["2", "2", "2", "2", "0", "2"]
    assert page.evaluate(f"document.querySelector('#case-{second.pk}').getBoundingClientRect().height") == height
    page.keyboard.press("u")
    page.wait_for_selector(f"#case-{held[0].pk} .decide")
    assert counts_on(page) == ["3", "3", "3", "3", "0", "3"]
    assert "Published\n0" in page.inner_text(facts)


def test_on_the_page_of_one_comment_its_state_and_its_log_follow_every_key(page, live_site, waiting):
    moderator, _reported, held = waiting
    sign_in(page, live_site, moderator, to="/moderation/")
    page.goto(f"{live_site.url}/moderation/case/{held[0].pk}/")
    page.wait_for_selector(f"#case-{held[0].pk}[aria-current=true]")
    before = page.locator(".log tbody tr").count()

    page.keyboard.press("a")
    page.wait_for_selector(f"#case-{held[0].pk}.case-done")
    approved = page.inner_text(".desk-title"), page.locator(".log tbody tr").count()
    page.keyboard.press("u")
    page.wait_for_selector(f"#case-{held[0].pk} .decide")

    assert "published" in approved[0].lower()
    assert approved[1] == before + 1
    assert "published" not in page.inner_text(".desk-title").lower()
    assert page.locator(".log tbody tr").count() == before + 2


def test_after_the_last_decision_the_desk_says_that_nothing_waits(page, live_site, waiting):
    moderator, reported, held = waiting
    sign_in(page, live_site, moderator, to="/moderation/")
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true]")

    # All at once, as somebody does who has read them: the last answer decides what is said.
    for _ in range(3):
        page.keyboard.press("a")
    page.wait_for_selector(".ending-title:focus")

    assert page.inner_text(".ending-title") == "Nothing waits."
    assert page.get_attribute("#ending", "aria-live") == "polite"
    page.keyboard.press("u")
    page.wait_for_selector(f"#case-{held[1].pk} .decide")
    assert not page.is_visible(".ending-title")


def test_at_the_end_of_one_queue_the_desk_leads_to_what_waits_elsewhere(page, live_site, waiting):
    moderator, _reported, held = waiting
    sign_in(page, live_site, moderator, to="/moderation/")
    page.goto(f"{live_site.url}/moderation/?queue=reported")

    page.keyboard.press("a")
    page.wait_for_selector(".ending-title:focus")
    assert page.inner_text(".ending-title") == "This queue is empty."
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_selector(f"#case-{held[0].pk}[aria-current=true]")


def test_the_next_page_begins_behind_the_last_of_this_one(page, live_site, waiting):
    moderator, reported, held = waiting
    others = [make_held_comment(discussion=held[0].discussion, body=f"Word number {n}.") for n in range(limits.CASES_ON_A_PAGE)]
    sign_in(page, live_site, moderator, to="/moderation/")
    page.wait_for_selector(f"#case-{reported.pk}[aria-current=true]")

    page.keyboard.press("a")
    page.wait_for_selector(f"#case-{reported.pk}.case-done")
    page.click("#further")
    page.wait_for_url("**after=*")

    # Three more than a page, one of those decided: nothing is passed over between the two pages.
    assert page.locator(".case").count() == 3
    assert page.locator(f"#case-{others[-1].pk}").count() == 1
