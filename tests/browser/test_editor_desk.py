"""The newsroom's pages in a browser: chosen by keys, found while one types, mended where a sentence leads; for axe."""

from itertools import cycle

import pytest
from django.urls import reverse

from articles import drafting
from articles.models import Article
from tests.browser.axe import objections
from tests.browser.signing_in import sign_in
from tests.factories.accounts import make_editor
from tests.factories.articles import make_article, make_draft, make_photo, picture_file, save_again


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def change_address(story):
    return reverse("admin:articles_article_change", args=[story.pk])


def test_a_photograph_is_found_while_one_types_and_chosen_by_keys(page, live_site):
    gulls = make_photo(caption="Gulls over the market.")
    make_photo(file=picture_file(colour="red"), caption="The mayor, resigned.")
    story = make_draft()
    sign_in(page, live_site, make_editor(), to=change_address(story))

    page.fill("[name=find-words]", "gulls")
    page.wait_for_selector(".picker-found [data-photo] >> nth=1", state="detached")
    page.focus("#id_lead_photo_0")
    page.keyboard.press("ArrowDown")
    page.click(".story-beside button[value=save]")
    page.wait_for_selector("text=Readers see nothing of it yet")

    assert drafting.latest(Article.objects.get(pk=story.pk)).lead_photo == gulls.pk


def test_the_chosen_photograph_stays_chosen_while_one_looks_for_another(page, live_site):
    gulls, mayor = make_photo(caption="Gulls."), make_photo(file=picture_file(colour="red"), caption="The mayor.")
    sign_in(page, live_site, make_editor(), to=change_address(make_draft()))

    page.check(f"#id_lead_photo_{gulls.pk}")
    page.fill("[name=find-words]", "mayor")
    page.wait_for_selector(f".picker-current [data-photo='{gulls.pk}']")

    assert page.is_checked(f"#id_lead_photo_{gulls.pk}")
    assert page.locator(".picker-found [data-photo]").evaluate_all("all => all.map(one => one.dataset.photo)") == [str(mayor.pk)]


def test_a_photograph_found_since_is_shown_in_the_text(page, live_site):
    old = make_photo(caption="Gulls over the market.")
    sign_in(page, live_site, make_editor(), to=change_address(make_draft()))
    page.evaluate("document.querySelector('.picker-found').replaceChildren()")

    page.fill("[name=find-words]", "gulls")
    page.click(f"[data-insert-photo='{old.pk}']")

    assert "Gulls over the market." in page.inner_text(".ProseMirror .body-reference")


def test_without_script_enter_finds_where_one_looks_and_saves_where_one_writes(browser, live_site):
    gulls = make_photo(caption="Gulls.")
    make_photo(file=picture_file(colour="red"), caption="The mayor.")
    story = make_draft(headline="The tide comes in")
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_site, make_editor(), to=change_address(story))

    page.fill("[name=headline]", "The tide goes out")
    page.fill("[name=find-words]", "gulls")
    with page.expect_navigation():
        page.press("[name=find-words]", "Enter")
    found = page.locator(".picker-found [data-photo]").evaluate_all("all => all.map(one => one.dataset.photo)")
    unsaved = drafting.latest(Article.objects.get(pk=story.pk)).headline
    page.press("[name=headline]", "Enter")
    page.wait_for_selector("text=Readers see nothing of it yet")

    page.context.close()
    assert found == [str(gulls.pk)]
    assert unsaved == "The tide comes in"
    assert drafting.latest(Article.objects.get(pk=story.pk)).headline == "The tide goes out"


def test_what_is_missing_leads_into_the_text(page, live_site):
    sign_in(page, live_site, make_editor(), to=change_address(make_draft(body="")))
    page.wait_for_selector(".ProseMirror[contenteditable=true]")

    page.click(".findings a[href='#id_body']")

    assert page.evaluate("document.activeElement.classList.contains('ProseMirror')")


def test_no_two_buttons_of_the_toolbar_look_the_same_and_the_sheet_is_as_wide(page, live_site):
    sign_in(page, live_site, make_editor(), to=change_address(make_draft()))
    page.wait_for_selector(".ProseMirror[contenteditable=true]")

    faces = page.locator(".prose-menubar__button:visible").evaluate_all("all => all.map(one => one.innerHTML)")
    widths = [
        page.locator(part).first.bounding_box()["width"] for part in (".prose-menubar", ".ProseMirror[contenteditable=true]")
    ]

    assert len(faces) == len(set(faces))
    assert abs(widths[0] - widths[1]) < 1


LOOKS = [("light", 1440), ("dark", 820), ("dark", 390)]


def test_axe_objects_to_no_page_of_our_own_and_none_is_too_wide(browser, live_site):
    story, editor = save_again(make_article(lead_photo=make_photo()), standfirst=""), make_editor()
    make_draft(by=editor)
    page = browser.new_context().new_page()
    sign_in(page, live_site, editor, to="/admin/")
    found = []

    addresses = [
        "/admin/",
        reverse("admin:articles_article_changelist"),
        f"{reverse('admin:articles_article_changelist')}?q=harbour",
        reverse("admin:articles_article_add"),
        change_address(story),
        reverse("admin:articles_photo_changelist"),
        reverse("admin:articles_photo_add"),
        f"{change_address(story)[:-7]}correct/",
        f"{change_address(story)[:-7]}preview/",
        f"{change_address(story)[:-7]}revisions/?from=1&to=2",
    ]
    for address, looked_at_by_axe in zip(addresses, cycle(LOOKS), strict=False):
        page.goto(live_site.url + address)
        if page.locator("#id_body").count():
            # The editor of a story stands in its place, and nothing changes its colour any more.
            page.wait_for_selector(".ProseMirror[contenteditable=true]")
        found += objections(page, looks=[looked_at_by_axe])
        for _scheme, width in LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append(f"{address}: too wide at {width}")

    page.context.close()
    assert not found, "\n".join(found)
