"""A moderator whose own comment is on the desk: a colleague decides, and who complained of it stays untold."""

import pytest
from django.urls import reverse

from tests.factories.accounts import make_moderator, sign_in
from tests.factories.comments import make_comment, make_report, make_trusted_reader
from tests.factories.contesting import make_reporters_objection
from tests.moderation.desk import decide

pytestmark = pytest.mark.django_db
QUEUE = "/moderation/"


def test_one_does_not_decide_on_ones_own_comment(desk, moderator):
    comment = make_report(comment=make_comment(author=moderator)).comment

    assert decide(desk, comment).status_code == 403
    for address in (reverse("moderation:case", args=[comment.pk]), QUEUE):
        html = desk.get(address).content.decode()
        assert "Nobody decides on their own comment. Ask a colleague." in html
        assert not any(tool in html for tool in ('class="decide"', "Warn the author", 'class="pass-on"', 'name="comment"'))


def test_the_author_does_not_learn_at_the_desk_who_complained_of_them(client, desk, moderator):
    comment = make_comment(author=moderator)
    objection = make_reporters_objection(make_report(comment=comment, by=make_trusted_reader(display_name="Omar Haddad")))
    make_report(comment=comment, by=make_trusted_reader(display_name="Nora Lind"))
    pages = [reverse("moderation:case", args=[comment.pk]), QUEUE, f"{QUEUE}?queue=objections"]
    pages.append(reverse("moderation:objection", args=[objection.pk]))

    for address in pages:
        html = desk.get(address).content.decode()
        assert "who, the author never sees" in html
        assert not any(name in html for name in ("Nora Lind", "Omar Haddad"))
    colleague = sign_in(client, make_moderator())
    assert "Nora Lind" in colleague.get(pages[0]).content.decode()
    assert "Omar Haddad" in colleague.get(pages[2]).content.decode()
