"""Every page that the admin makes of a table, as an administrator sees it: for axe, in both schemes."""

from django.contrib import admin
from django.core.management import call_command
from django.urls import reverse

from tests.browser.axe import BOTH, LIGHT, objections
from tests.browser.test_editor_desk import sign_in
from tests.factories.accounts import make_administrator

SMALL = {"articles": 6, "comments": 40, "largest": 20, "depth": 4, "readers": 12}


def addresses():
    """The list of each table, what a search finds and misses, a new row, an old row; and in which looks to look at each.

    What is found, missed or new is the same list and form with other rows in them: looked at by day alone.
    """
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        listed = reverse(f"{name}_changelist")
        yield listed, BOTH
        for address in (f"{listed}?q=e", f"{listed}?q=no-such-thing", reverse(f"{name}_add")):
            yield address, [LIGHT]
        if row := model._default_manager.order_by("pk").first():
            yield reverse(f"{name}_change", args=[row.pk]), BOTH


def test_axe_objects_to_no_table_of_the_admin(browser, live_site):
    call_command("seed", **SMALL, verbosity=0)
    page = browser.new_context().new_page()
    sign_in(page, live_site, make_administrator(), to="/admin/")
    found, seen = [], 0

    for address, looks in addresses():
        if page.goto(live_site.url + address).status == 403:
            continue
        if "/articles/article/" in address:
            # The editor of a story stands in its place, and nothing changes its colour any more.
            page.wait_for_load_state("networkidle")
        seen += 1
        found += objections(page, looks=looks)

    page.context.close()
    assert seen > 20
    assert not found, "\n".join(found)
