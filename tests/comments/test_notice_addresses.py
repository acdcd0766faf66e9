"""Addresses in notices: any form in which one may have a comment's own is understood, no forged one leads anywhere."""

import pytest

from comments.models import Notice
from tests.comments.reading import css
from tests.comments.test_legal_notices import NOTICE, filled, parsed
from tests.factories.comments import make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_address(settings):
    settings.SITE_URL = "https://testserver"


FORMS = [
    "https://testserver/comments/{pk}/",
    "https://testserver/comments/{pk}",
    "http://testserver/comments/{pk}/",
    "https://TESTSERVER/comments/{pk}/",
    "https://www.testserver/comments/{pk}/",
    "https://testserver:443/comments/{pk}/?utm_source=x#top",
    "testserver/comments/{pk}/",
    "//testserver/comments/{pk}/",
    "/comments/{pk}/",
    "comments/{pk}",
    "  https://testserver/comments/{pk}/\n",
    "https://testserver/comments/{pk}/report/",
    "https://testserver/discussion/{discussion}/#comment-{pk}",
    "https://testserver{story}#comment-{pk}",
    "https://testserver/comments/000{pk}/",
]


@pytest.mark.parametrize("form", FORMS)
def test_an_address_is_understood_in_any_form_in_which_one_has_it(client, form):
    comment = make_comment()
    story = comment.discussion.article.get_absolute_url()

    client.post(NOTICE, filled(address=form.format(pk=comment.pk, discussion=comment.discussion_id, story=story)))

    assert Notice.objects.get().comment == comment


STRANGE = [
    "https://elsewhere.example/comments/{pk}/",
    "https://testserver.elsewhere.example/comments/{pk}/",
    "https://testserver@elsewhere.example/comments/{pk}/",
    "https://elsewhere.example\\@testserver/comments/{pk}/",
    "https://testserver/",
    "https://testserver/comments/",
    "https://testserver/comments/0/",
    "https://testserver/comments/99999999999999999999/",
    "https://testserver/comments/9223372036854775807/",
    "https://testserver/comments/-{pk}/",
    "https://testserver/comments/١٢/",
    "https://[::1/comments/{pk}/",
    "javascript:alert(1)//comments/{pk}/",
    "data://comments/{pk}/",
    "comment {pk}",
    "𝕙𝕥𝕥𝕡𝕤://\u202etestserver/\u200bcomments/x",
    "https://testserver/comments/{pk}\x00/x\ud800"[:-1],
    "https://testserver:99999999/comments/x/",
    # Credentials before the host, also our own host's name as if it were somebody's.
    "https://editor:secret@testserver/comments/{pk}/",
    "https://testserver:443@elsewhere.example/comments/{pk}/",
    "https://testserver%40elsewhere.example/comments/{pk}/",
    # The address of a comment as the query or the fragment of somebody else's page.
    "https://elsewhere.example/?next=https://testserver/comments/{pk}/",
    "https://elsewhere.example/#https://testserver/comments/{pk}/",
    "https://elsewhere.example/#comment-{pk}",
    "https://testserver/?next=/comments/{pk}/",
    "https://testserver/#/comments/{pk}/",
    "https://testserver/somewhere/../comments/{pk}/",
    # Names that look like ours: a Cyrillic and a wide letter, its form in ASCII, a dot of another script, a dot at the end.
    "https://tеstserver/comments/{pk}/",
    "https://ｔestserver/comments/{pk}/",
    "https://xn--tstserver-q4i/comments/{pk}/",
    "https://testserver。elsewhere.example/comments/{pk}/",
    "https://testserver./comments/{pk}/",
    "https://[testserver]/comments/{pk}/",
    # What runs, and what is no page at all.
    "javascript:alert('https://testserver/comments/{pk}/')",
    "JaVaScRiPt://testserver/%0aalert(1)//comments/{pk}/",
    "data:text/html,<script>alert(1)</script>#comment-{pk}",
    "mailto:editor@testserver?subject=/comments/{pk}/",
    # Longer than any address is.
    "https://testserver/comments/{pk}/?" + "x" * 5_000,
    "https://" + "a." * 3_000 + "testserver/comments/{pk}/",
    "/" * 6_000,
]


@pytest.mark.parametrize("form", STRANGE)
def test_an_address_that_is_none_is_answered_kindly_and_nothing_is_stored(client, form):
    comment = make_comment()
    address = form.format(pk=comment.pk)

    answer = client.post(NOTICE, filled(address=address, why="Something that took an hour to write."))

    if "\x00" in address:
        # A byte that nobody types is passed over, and what is left may be an address.
        assert answer.status_code in {302, 422}
        return
    assert answer.status_code == 422
    assert not Notice.objects.exists()
    assert "Something that took an hour to write." in answer.content.decode()
    assert css(parsed(answer), "#id_address_error")


@pytest.mark.parametrize("scheme", ["ftp", "file", "javascript", "data", "ws"])
def test_an_address_of_another_kind_is_nowhere_a_link(client, scheme):
    comment = make_comment()

    answer = client.post(NOTICE, filled(address=f"{scheme}://testserver/comments/{comment.pk}/"), follow=True)

    links = [link.get("href", "") for link in css(parsed(answer), "a")]
    assert not [link for link in links if link.startswith(f"{scheme}:")]
