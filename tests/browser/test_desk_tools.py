"""What else moderators press: a colleague's eye, a pick, the comments beside a case, keys of other alphabets."""

import pytest

from comments import limits
from comments.models import Comment, Decision, Pick
from comments.moderation import awaiting
from tests.browser.waiting import wait_until
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_report, make_rule
from tests.factories.contesting import make_objection

Status = Comment.Status
TOLD = "document.getElementById('told').textContent"
FOCUSED = "selector => document.activeElement.matches(selector)"


@pytest.fixture
def waiting(live_site):
    """A reported comment on top, which a held one answers; and another held one."""
    make_rule(1)
    discussion = make_discussion()
    reported = make_comment(discussion=discussion, body="Nobody from the north side ever pays.")
    make_report(comment=reported)
    return reported, make_held_comment(parent=reported, body="That is not so."), make_held_comment(discussion=discussion)


@pytest.fixture
def desk(browse, waiting):
    page = browse("/moderation/", reader=make_moderator(), viewport={"width": 1200, "height": 700})
    page.wait_for_selector(f"#case-{waiting[0].pk}[aria-current=true]")
    return page


def status(comment):
    return Comment.objects.get(pk=comment.pk).status


def test_a_case_is_passed_on_with_a_note_by_keys_and_taken_back(desk, waiting):
    reported, held, _other = waiting

    desk.keyboard.press("e")
    wait_until(desk, FOCUSED, f"#pass-on-{reported.pk}")
    assert "Enter passes it on" in desk.evaluate(TOLD)
    desk.keyboard.type("a u r: is this satire?")
    desk.keyboard.press("Enter")
    wait_until(desk, FOCUSED, f"#case-{held.pk}")
    desk.wait_for_selector(f"#case-{reported.pk}.case-done:has-text('Passed on to your colleagues.')")

    asked = Decision.objects.get(comment_id=reported.pk, kind="escalate")
    assert asked.evidence.note == "a u r: is this satire?"
    desk.keyboard.press("u")
    desk.wait_for_selector(f"#case-{reported.pk}[aria-current=true] .decide")
    assert Decision.objects.filter(undoes_id=asked.pk, kind="unescalate").exists()


def test_what_readers_see_is_featured_by_a_key_and_by_the_same_no_longer(desk, waiting):
    reported, held, _other = waiting

    desk.keyboard.press("f")
    desk.wait_for_selector(f"#feature-{reported.pk} [aria-pressed=true]")
    assert Pick.objects.filter(comment=reported).exists()
    desk.keyboard.press("u")
    desk.wait_for_selector(f"#feature-{reported.pk} [aria-pressed=false]")

    assert not Pick.objects.exists()
    desk.keyboard.press("j")
    desk.keyboard.press("f")
    assert "only what they see can be featured" in desk.evaluate(TOLD)
    assert desk.evaluate("document.activeElement.id") == f"case-{held.pk}"


def test_keys_act_on_the_comment_beside_a_case_that_has_the_focus(desk, waiting):
    reported, held, _other = waiting
    desk.keyboard.press("j")
    beside = f"#beside-{held.pk}-{reported.pk}"
    desk.wait_for_selector(f"#case-{held.pk}[aria-current=true] {beside}")
    place = f"document.querySelector('#case-{held.pk} .comment-body').getBoundingClientRect().top"

    desk.focus(f"{beside} summary")
    desk.keyboard.press("r")
    before = desk.evaluate(place)
    desk.keyboard.press("1")
    desk.wait_for_selector(f"{beside}.neighbour-done")

    assert (status(reported), status(held)) == (Status.REMOVED, Status.HELD)
    assert desk.evaluate("document.activeElement.closest('.case').id") == f"case-{held.pk}"
    assert abs(desk.evaluate(place) - before) <= 1
    desk.keyboard.press("u")
    desk.wait_for_selector(f"{beside} .decide", state="attached")
    assert status(reported) == Status.PUBLISHED


def test_keys_of_other_alphabets_mean_the_letter_on_their_place(desk, waiting):
    _reported, held, other = waiting
    typed = "(key, code) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true }))"

    desk.evaluate(f"({typed})('о', 'KeyJ')")
    assert desk.evaluate("document.activeElement.id") == f"case-{held.pk}"
    desk.evaluate(f"({typed})('α', 'KeyA')")
    desk.wait_for_selector(f"#case-{held.pk}.case-done")
    desk.evaluate(f"({typed})('к', 'KeyR')")
    desk.evaluate(f"({typed})('&', 'Digit1')")
    desk.wait_for_selector(f"#case-{other.pk}.case-done")

    assert [status(comment) for comment in waiting] == [Status.PUBLISHED, Status.PUBLISHED, Status.REMOVED]


def test_all_keys_are_named_by_one_and_the_focus_comes_back(desk, waiting):
    desk.keyboard.press("?")
    assert desk.is_visible("#all-keys[open]")
    # What is read there decides nothing.
    desk.keyboard.press("a")
    desk.keyboard.press("Escape")

    assert not desk.is_visible("#all-keys")
    assert desk.evaluate("document.activeElement.id || 'body'") in {f"case-{waiting[0].pk}", "body"}
    assert status(waiting[1]) == Status.HELD
    assert not Decision.objects.filter(kind="approve").exists()


def test_further_cases_are_there_before_the_last_one_is_decided(live_site, waiting, browse):
    for n in range(limits.CASES_ON_A_PAGE):
        make_held_comment(discussion=waiting[0].discussion, body=f"Word number {n}.")
    page = browse("/moderation/", reader=make_moderator())
    page.wait_for_selector("#further")

    for _ in range(limits.CASES_ON_A_PAGE - 4):
        page.keyboard.press("j")
    wait_until(page, f"document.querySelectorAll('.case').length === {limits.CASES_ON_A_PAGE + 3}")

    assert not page.locator("#further").count()


def test_the_author_is_warned_from_the_case_by_keys_and_that_is_undone_by_one(desk, waiting):
    reported = waiting[0]

    desk.keyboard.press("w")
    wait_until(desk, FOCUSED, f"#room-{reported.pk} select, #room-{reported.pk} textarea, #room-{reported.pk} input")
    desk.keyboard.press("Escape")
    assert desk.evaluate("document.activeElement.id") == f"case-{reported.pk}"
    assert not desk.locator(f"#room-{reported.pk} form").count()
    desk.keyboard.press("w")
    desk.wait_for_selector(f"#room-{reported.pk} form")
    # A warning has no length to choose.
    assert desk.is_hidden(f"#room-{reported.pk} select[name$=length]")
    desk.check(f"#room-{reported.pk} [value=muted]")
    assert desk.is_visible(f"#room-{reported.pk} select[name$=length]")
    desk.check(f"#room-{reported.pk} [value=warning]")
    desk.select_option(f"#room-{reported.pk} select[name$=rule]", index=1)
    desk.fill(f"#room-{reported.pk} textarea", "People are not cargo. Say what you think of the fare instead.")
    desk.click(f"#room-{reported.pk} .button-danger")
    desk.wait_for_selector(f"#room-{reported.pk} .undo")

    warning = Decision.objects.get(kind="warn")
    assert (warning.account_id, status(reported)) == (reported.author_id, Status.PUBLISHED)
    desk.keyboard.press("u")
    desk.wait_for_selector(f"#room-{reported.pk} :text('Undone. No letter was sent.')")
    assert Decision.objects.filter(sanction_id=warning.sanction_id, undoes_id=warning.pk).exists()


def test_cases_are_chosen_by_a_key_and_decided_on_together(desk, waiting):
    reported, held, other = waiting

    desk.keyboard.press("j")
    desk.keyboard.press("x")
    desk.keyboard.press("j")
    desk.keyboard.press("x")
    assert desk.inner_text(".together-many") == "2 chosen"
    assert "Enter decides" in desk.evaluate(TOLD)
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/together/")

    shown = desk.inner_text("main")
    assert all(comment.body in shown for comment in (held, other))
    assert reported.body not in shown
    # The rule is chosen by its number, as everywhere; one key takes all of it back.
    assert desk.evaluate("document.activeElement.name") == "rule"
    desk.keyboard.press("1")
    for key in ("Tab", "Tab", "Enter"):
        desk.keyboard.press(key)
    desk.wait_for_selector(".just-decided:has-text('2 comments removed') kbd:visible")
    assert [status(comment) for comment in waiting] == [Status.PUBLISHED, Status.REMOVED, Status.REMOVED]
    desk.keyboard.press("u")
    desk.wait_for_selector("text=Undone. 2 comments are as they were before.")
    assert [status(comment) for comment in waiting] == [Status.PUBLISHED, Status.HELD, Status.HELD]


def test_from_an_objection_the_key_of_next_goes_on(browse, live_site):
    first, second = make_objection(), make_objection()
    for objection in (first, second):
        awaiting.settle_objection(objection)
    page = browse(f"/moderation/objections/{first.pk}/", reader=make_moderator())

    page.keyboard.press("j")
    page.wait_for_url(f"**/moderation/objections/{second.pk}/")
    page.keyboard.press("k")
    page.wait_for_url("**/moderation/")


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_the_first_case_is_opened_and_nothing_moves(live_site, waiting, browse, width):
    for n in range(8):
        make_comment(parent=waiting[0], body=f"An answer of some length, number {n}.")
    page = browse("about:blank", reader=make_moderator(), viewport={"width": width, "height": 900})
    page.add_init_script(
        "window.moved = []; new PerformanceObserver((list) => moved.push(...list.getEntries()))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    # Without the paper's face: one that arrives after the first words were painted moves them by a hair.
    page.route("**/fonts/**", lambda route: route.abort())
    page.goto("/moderation/")
    page.wait_for_selector(f"#case-{waiting[0].pk} .neighbour")
    page.wait_for_timeout(200)

    assert page.evaluate("moved.filter((entry) => !entry.hadRecentInput).map((entry) => entry.value)") == []
    words = page.locator(f"#case-{waiting[0].pk} > .case-words")
    tools, decide = (words.locator(part).bounding_box() for part in (".at-hand", ".decide"))
    assert tools["y"] - decide["y"] - decide["height"] < 12


def test_the_words_to_search_for_are_typed_after_a_key_and_left_by_another(desk, waiting):
    desk.keyboard.press("/")
    assert desk.evaluate("document.activeElement.id") == "desk-words"
    desk.keyboard.type("a u")
    desk.keyboard.press("Escape")

    assert desk.evaluate("document.activeElement.id") == f"case-{waiting[0].pk}"
    assert desk.input_value("#desk-words") == "a u"
    assert not Decision.objects.filter(kind="approve").exists()
