"""site.js: links and forms marked with data-hx-… are shortened, and lose nothing when a trip fails."""

import pytest

from tests.architecture.sources import ROOT
from tests.browser.waiting import wait_until

SITE = "http://site.test"
SCRIPT = (ROOT / "static/js/site.js").read_text(encoding="utf-8")
FRAME = """<!doctype html><title>A page</title><p id="swap-failed" hidden>That did not get through.</p>
<p id="tally">1</p><div id="here">old</div>{body}<script type="module" src="/site.js"></script>"""


class Site:
    """A site of one page and the parts it asks for; remembers every request beyond the page and the script."""

    def __init__(self, page):
        self.page = page
        self.asked = []
        self.parts = {}
        page.route(f"{SITE}/**", self._answer)

    def shows(self, body, **parts):
        """Open a page with this body; `parts` answer its further requests, by the last word of their address."""
        self.body, self.parts = body, parts
        self.page.goto(SITE + "/page")
        self.page.wait_for_load_state("networkidle")

    def _answer(self, route):
        request = route.request
        name = request.url.removeprefix(SITE + "/").split("?")[0]
        if name == "site.js":
            return route.fulfill(body=SCRIPT, content_type="text/javascript")
        if name == "page":
            return route.fulfill(body=FRAME.format(body=self.body), content_type="text/html")
        self.asked.append(request)
        part = self.parts.get(name)
        return route.abort() if part is None else route.fulfill(**{"content_type": "text/html", **part})


@pytest.fixture
def site(page):
    return Site(page)


def test_a_link_brings_its_part_and_the_page_stays(site, page):
    site.shows('<a href="/whole" data-hx-get="/part" data-hx-target="#here">More</a>', part={"body": "<b>new</b>"})

    page.click("text=More")

    page.wait_for_selector("#here b")
    assert page.url == f"{SITE}/page"
    assert site.asked[0].headers["hx-request"] == "true"


def test_a_click_that_asks_for_another_tab_is_the_browsers(site, page):
    site.shows('<a href="/whole" data-hx-get="/part" data-hx-target="#here">More</a>', whole={"body": "whole"})

    with page.context.expect_page() as opened:
        page.click("text=More", modifiers=["Control"])

    opened.value.close()
    assert page.inner_text("#here") == "old"


def test_a_form_sends_its_fields_and_the_button_that_was_pressed(site, page):
    site.shows(
        '<form method="post" action="/whole" data-hx-post="/part" data-hx-target="#here">'
        '<input name="words" value="Well said"><button name="kind" value="approve">Send</button></form>',
        part={"body": "<b>sent</b>"},
    )

    page.click("text=Send")

    page.wait_for_selector("#here b")
    assert "Well said" in site.asked[0].post_data
    assert "approve" in site.asked[0].post_data


def test_a_refusal_is_shown_like_an_answer(site, page):
    site.shows(
        '<form method="post" data-hx-post="/part" data-hx-swap="outerHTML"><button>Send</button></form>',
        part={"status": 422, "body": '<form><p class="error">Too long</p><textarea autofocus>words</textarea></form>'},
    )

    page.click("text=Send")

    page.wait_for_selector(".error")
    assert page.evaluate("document.activeElement.value") == "words"


def test_a_trip_that_fails_says_so_and_keeps_what_was_typed(site, page):
    site.shows('<form method="post" data-hx-post="/nowhere"><textarea name="words"></textarea><button>Send</button></form>')
    page.fill("textarea", "An hour's work")

    page.click("text=Send")

    page.wait_for_selector("#swap-failed", state="visible")
    assert page.input_value("textarea") == "An hour's work"
    assert page.is_enabled("button")


def test_a_refusal_of_the_site_is_told_in_its_own_words_and_a_lost_connection_in_ours(site, page):
    refused = (
        '<div class="wrong-page"><p class="wrong-code">403</p><h1>This form has expired</h1><p>Open it again.</p>'
        '<p class="field">What you wrote</p></div>'
    )
    site.shows(
        '<form method="post" data-hx-post="/part"><textarea name="words"></textarea><button>Send</button></form>',
        part={"status": 403, "body": refused},
    )
    page.fill("textarea", "An hour's work")

    page.click("text=Send")
    page.wait_for_selector("#swap-failed", state="visible")
    told = page.inner_text("#swap-failed")
    site.parts = {}
    page.click("text=Send")
    wait_until(page, "document.getElementById('swap-failed').textContent.startsWith('That did not get through')")

    assert told == "This form has expired. Open it again."
    assert page.input_value("textarea") == "An hour's work"


def test_a_strangers_action_is_not_shortened(site, page):
    site.shows(
        '<form id="act" method="get" action="/act"></form>'
        '<button form="act" formaction="/recommend" data-hx-post="/part" data-hx-target="#here">Recommend</button>',
        recommend={"body": "Please sign in"},
    )

    page.click("text=Recommend")

    page.wait_for_url(f"{SITE}/recommend*")
    assert [request.method for request in site.asked] == ["GET"]


def test_an_action_of_somebody_signed_in_is_shortened_with_the_forms_token(site, page):
    site.shows(
        '<form id="act" method="post" action="/act"><input type="hidden" name="token" value="secret"></form>'
        '<button form="act" formaction="/recommend" data-hx-post="/part" data-hx-target="#here">Recommend</button>',
        part={"body": '<b>done</b><p id="tally" data-hx-swap-oob="true">2</p>'},
    )

    page.click("text=Recommend")

    page.wait_for_selector("#here b")
    assert "secret" in site.asked[0].post_data
    assert page.inner_text("#tally") == "2"
    assert page.inner_text("#here") == "done"


def test_an_answer_that_leads_elsewhere_is_followed_by_the_whole_page(site, page):
    site.shows(
        '<form method="post" data-hx-post="/part"><button>Send</button></form>',
        part={"headers": {"HX-Redirect": "/elsewhere"}, "body": ""},
        elsewhere={"body": "There"},
    )

    page.click("text=Send")

    page.wait_for_url(f"{SITE}/elsewhere")


def test_a_second_press_while_waiting_sends_nothing(site, page):
    site.shows(
        '<form method="post" data-hx-post="/part" data-hx-target="#here"><button>Send</button></form>', part={"body": "once"}
    )

    page.evaluate("const b = document.querySelector('button'); b.click(); b.form.requestSubmit(); b.click();")

    wait_until(page, "document.getElementById('here').textContent === 'once'")
    assert len(site.asked) == 1
