"""A reader's picture and page, set on the account page and seen by a stranger; and what pictures cost a story's page."""

import io

import pytest
from PIL import Image

from newsroom.accounts import avatars, showing
from newsroom.accounts.models import User
from tests.browser.axe import BOTH, objections
from tests.browser.signing_in import sign_in
from tests.factories.accounts import make_reader
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader

# PRODUCT, "Numbers": what a story's page may ask for until it is loaded.
MOST_REQUESTS = 12


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture():
    target = io.BytesIO()
    Image.new("RGB", (300, 400), (200, 30, 30)).save(target, format="JPEG")
    return target


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_reader_chooses_a_picture_and_shows_a_page(live_site, browser, script):
    page = browser.new_context(java_script_enabled=script, viewport={"width": 390, "height": 844}).new_page()
    reader = make_reader(display_name="Kira Evans")
    sign_in(page, live_site, reader, to="/account/")

    page.get_by_label("A picture of yours").set_input_files(
        {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": picture().getvalue()}
    )
    page.get_by_role("button", name="Save the picture").click()
    page.get_by_alt_text("Your picture as others see it").wait_for()
    page.get_by_label("About you").fill("I keep bees.")
    page.get_by_label("everyone").check()
    page.get_by_role("button", name="Save the page").click()
    page.get_by_text("Saved.").wait_for()

    stranger = browser.new_context(java_script_enabled=script).new_page()
    stranger.goto(f"{live_site.url}/reader/{reader.pk}/")
    shown = stranger.locator("main img.avatar")
    assert stranger.get_by_role("heading", name="Kira Evans").is_visible()
    assert stranger.get_by_text("I keep bees.").is_visible()
    assert shown.evaluate("image => image.complete && image.naturalWidth") == 192
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") if script else True

    page.get_by_role("button", name="Remove it").click()
    page.get_by_text("Your initials stand in its place").wait_for()
    assert User.objects.get(pk=reader.pk).avatar == ""


def test_a_readers_page_is_open_to_every_reader(live_site, browser):
    writer = make_trusted_reader(display_name="Kira Evans")
    make_comment(author=writer)
    avatars.take_in(writer, picture())
    showing.show(writer, bio="I keep bees: https://bees.example/", to="everyone")
    page = browser.new_context().new_page()

    page.goto(f"{live_site.url}/reader/{writer.pk}/")

    assert not objections(page, looks=BOTH)


def test_pictures_in_a_conversation_are_asked_for_as_one_comes_near(live_site, browser):
    discussion = make_discussion()
    for number in range(20):
        writer = make_trusted_reader()
        avatars.take_in(writer, picture())
        make_comment(author=writer, discussion=discussion, body=f"Thought {number} of many.")
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{live_site.url}{discussion.article.get_absolute_url()}")
    pictures_until_loaded = sum("/avatars/" in url for url in asked)
    others_until_loaded = len(asked) - pictures_until_loaded
    furthest = page.locator("#thread img.avatar").last
    furthest.scroll_into_view_if_needed()
    furthest.evaluate("image => image.decode()")

    assert others_until_loaded <= MOST_REQUESTS
    assert pictures_until_loaded < 20
    assert furthest.evaluate("image => image.naturalWidth") == 64
