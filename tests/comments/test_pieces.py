"""One comment as HTML: its holes are filled with what was said, and with nothing else."""

import datetime as dt

import pytest

from comments.nodes import Node
from comments.people import Person
from comments.pieces import Manner, pieces
from comments.stencils import Stencil, hole


def node(body="Well said.", **over):
    given = {
        "id": 12, "number": 3, "root_id": None, "parent_id": None, "depth": 0, "path": b"", "status": "published", "body": body,
        "revision": 1, "created_at": dt.datetime(2026, 11, 22, 18, 5, tzinfo=dt.UTC), "author_id": 7, "answers_to_id": None,
        "recommendations": 0, "answers": 0, "below": 0, "author": Person(7, "Ada Lind"),
    }  # fmt: skip
    return Node(**given | over)


def whole(comment, *, is_open=True):
    return "<number>".join(pieces(comment, Manner.current(is_open=is_open)))


def test_a_stencil_fills_each_hole_wherever_it_stands():
    stencil = Stencil(f"{hole('name')} gave 100% %s %(name)s %% to {hole('other')}, {hole('name')}")

    assert stencil.fill({"name": "Ada", "other": "%(name)s"}) == "Ada gave 100% %s %(name)s %% to %(name)s, Ada"


@pytest.mark.parametrize("text", ["%(id)s", "100 %", "{0} {id} {}", "%%", "\\1 \\g1"])
def test_signs_of_formatting_in_words_and_names_are_shown_as_typed(text):
    shown = whole(node(text, id=99, author=Person(7, text), to=(5, Person(8, text))))

    assert shown.count(text) == 8, "words, author, labels of Reply, Recommend, Report, Follow and Link, whom it answers"


def test_the_number_of_recommendations_goes_between_the_two_pieces():
    before, after = pieces(node(), Manner.current(is_open=True))

    assert before.endswith('Recommend<span class="visually-hidden"> what Ada Lind wrote</span>')
    assert after.startswith("</button>")


def test_every_address_of_a_comment_is_its_own():
    shown = whole(node(id=4321, to=(98, Person(8, "Ned Ash"))))

    assert 'href="/comments/4321/"' in shown
    assert 'formaction="/comments/4321/recommend/"' in shown
    assert 'id="reply-4321"' in shown
    assert 'href="/comments/98/"' in shown


def test_the_time_is_that_of_the_site_and_not_of_the_database():
    summer = node(id=5, created_at=dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC))

    shown = whole(summer)

    assert '<time datetime="2026-07-02T00:30:00+01:00">2 Jul 2026, 00:30</time>' in shown


def test_a_closed_conversation_offers_no_reply():
    assert "reply/" in whole(node(id=6))
    assert "reply/" not in whole(node(id=6), is_open=False)
