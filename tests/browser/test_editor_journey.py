"""An editor writes, illustrates, previews and publishes a story: in the real editor, and with script off."""

import pytest
from lxml import html

from articles import drafting
from articles.models import Article, Photo
from tests.browser.signing_in import sign_in
from tests.factories.accounts import make_editor
from tests.factories.articles import make_author, make_draft, make_photo, make_section, picture_file

EVERYTHING = (
    '<h2>After</h2><p>One <strong>two</strong> <a href="/x/" rel="noopener">three</a> <abbr title="Metre">m</abbr>'
    " <q>four</q></p>"
    '<p lang="ar" dir="rtl">خمسة</p><figure data-photo="{photo}"></figure><figure data-embed="https://video.example/1"></figure>'
    '<aside data-related=""></aside><blockquote class="pullquote"><p>Six</p><p><cite>Seven</cite></p></blockquote>'
    "<ul><li>Eight</li></ul><ol><li>Nine</li></ol>"
    "<table><caption>Boats</caption><thead><tr><th>Year</th><th>Boats</th></tr></thead>"
    "<tbody><tr><td>2026</td><td>23</td></tr></tbody></table><p>Ten</p>"
)


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def quay(tmp_path):
    file = tmp_path / "quay.jpg"
    file.write_bytes(picture_file(size=(640, 480)).getvalue())
    return str(file)


def write(page, *, quay, author, section):
    """Everything but the text, which is written differently without script."""
    page.fill("[name=headline]", "The tide comes in")
    page.fill("[name=standfirst]", "Nobody had expected anything else.")
    page.select_option("[name=section]", label=section.name)
    page.locator("[name=authors]").first.select_option(label=author.name)
    page.click("details.new-photo > summary")
    page.set_input_files("[name=photo-file]", quay)
    page.fill("[name=photo-photographer]", "Ned Ash")
    page.fill("[name=photo-alt]", "Boats along a quay.")


def test_an_editor_writes_illustrates_previews_and_publishes(page, live_site, quay):
    author, section = make_author("Kira Evans"), make_section("Harbour")
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    sign_in(page, live_site, make_editor(), to="/admin/articles/article/add/")
    write(page, quay=quay, author=author, section=section)
    page.click(".ProseMirror[contenteditable=true]")
    page.keyboard.type("It came in at noon.")

    page.click("button[value=preview]")
    page.wait_for_url("**/preview/")
    assert page.inner_text("h1") == "The tide comes in"
    page.click("text=Back to writing")
    page.click("button[value=publish]")
    page.wait_for_selector("text=View on the site")
    page.click("text=View on the site")

    assert page.inner_text("h1") == "The tide comes in"
    assert "It came in at noon." in page.inner_text(".story-body")
    assert page.inner_text(".figure-lead .credit") == "© Ned Ash"
    assert complaints == []


def test_without_script_a_story_is_published_all_the_same(browser, live_site, quay):
    author, section = make_author("Kira Evans"), make_section("Harbour")
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_site, make_editor(), to="/admin/articles/article/add/")
    write(page, quay=quay, author=author, section=section)
    page.fill("[name=body]", "<p>It came in at noon.</p>")

    page.click("button[value=publish]")

    story = Article.objects.get()
    assert story.status == "published"
    assert story.lead_photo == Photo.objects.get()
    page.context.close()


def test_whatever_a_text_may_hold_survives_the_editor(page, live_site):
    photo = make_photo()
    story = make_draft(body=EVERYTHING.format(photo=photo.pk))
    before = drafting.latest(story).body
    sign_in(page, live_site, make_editor(), to=f"/admin/articles/article/{story.pk}/change/")

    page.click(".ProseMirror[contenteditable=true] > p:last-of-type")
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.click(".story-beside button[value=save]")
    page.wait_for_selector("text=Readers see nothing of it yet")

    story.refresh_from_db()
    after = drafting.latest(story).body
    assert after == before.replace("Ten</p>", "Ten!</p>")


def test_a_photograph_is_inserted_where_the_cursor_is(page, live_site):
    photo = make_photo()
    story = make_draft(body="<p>One</p><p>Two</p>")
    sign_in(page, live_site, make_editor(), to=f"/admin/articles/article/{story.pk}/change/")

    page.click(".ProseMirror[contenteditable=true] > p:first-of-type")
    page.keyboard.press("End")
    page.click(f"[data-insert-photo='{photo.pk}']")
    page.click(".story-beside button[value=save]")
    page.wait_for_selector("text=Readers see nothing of it yet")

    story.refresh_from_db()
    body = html.fragment_fromstring(drafting.latest(story).body, create_parent=True)
    assert [part.get("data-photo") or part.text for part in body] == ["One", str(photo.pk), "Two"]
