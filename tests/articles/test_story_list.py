"""The newsroom's list of stories."""

import pytest

from tests.articles.filling_in import page_of
from tests.factories.accounts import sign_in
from tests.factories.articles import make_article, save_again

pytestmark = pytest.mark.django_db


def test_the_list_begins_with_what_was_saved_last_and_says_what_readers_do_not_see_yet(client, editor):
    make_article(headline="Never again")
    changed = make_article(headline="Once more")
    make_article(headline="Newer")
    save_again(changed, standfirst="With a different beginning.")

    rows = page_of(sign_in(client, editor).get("/admin/articles/article/")).xpath('//table[@id="result_list"]/tbody/tr')

    assert [row.xpath('.//th[@class="field-title"]/a')[0].text for row in rows] == ["Once more", "Newer", "Never again"]
    assert [row.xpath('.//td[@class="field-state"]')[0].text for row in rows] == ["public, with changes", "public", "public"]
