"""Every page that the admin makes of a table, as an administrator sees it: for axe, by day and by night in turns."""

from django.contrib import admin
from django.urls import reverse

from tests.browser.axe import in_turns, objections
from tests.browser.signing_in import sign_in
from tests.factories.accounts import make_administrator

# Stories and photographs have pages of their own making, which `test_editor_desk.py` looks at.
ELSEWHERE = {"articles.article", "articles.photo"}


def addresses():
    """The list of each table and the form of one of its rows; where there is none, the form of a new one.

    What a search finds or misses, and a row that is new, are the same list and form with other rows in them: a search that
    finds nothing is looked at once.
    """
    for model in admin.site._registry:
        if model._meta.label_lower in ELSEWHERE:
            continue
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        row = model._default_manager.order_by("pk").first()
        yield reverse(f"{name}_change", args=[row.pk]) if row else reverse(f"{name}_add")
    yield f"{reverse('admin:accounts_user_changelist')}?q=no-such-thing"


def test_axe_objects_to_no_table_of_the_admin(browser, paper):
    page = browser.new_context().new_page()
    sign_in(page, paper, make_administrator(), to="/admin/")
    found, seen = [], 0

    for address, looks in in_turns(addresses()):
        if page.goto(paper.url + address).status == 403:
            continue
        seen += 1
        found += objections(page, looks=looks)

    page.context.close()
    assert seen > 20
    assert not found, "\n".join(found)
