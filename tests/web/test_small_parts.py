"""Slots in templates, parts for script, and what a browser's headers ask for."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from newsroom.web import htmx, pages, slots
from newsroom.web.negotiation import accepts_gzip, has_already

TEMPLATE = '{% load pages %}<p>{% slot "account" %}Sign in{% endslot %}</p>{% slot "comment" number %}Reply{% endslot %}'


@pytest.fixture
def greeting(monkeypatch):
    asked = []

    def fill(request, noted):
        asked.append(dict(noted))
        return {"account": "<b>Ann</b>"}

    monkeypatch.setattr(slots, "OVERLAYS", [slots.Overlay("test", fill)])
    monkeypatch.setattr(slots, "is_personal", lambda request: request.user is not None)
    return asked


def asked_by(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_on_a_page_that_is_built_a_slot_is_cut_out_with_its_place_remembered():
    text = Template(TEMPLATE).render(Context({"build": object(), "number": 12}))

    plain, found = slots.cut("é" + text)

    assert plain.decode() == "é<p>Sign in</p>Reply"
    assert [slot.name for slot in found] == ["account", "comment:12"]
    assert slots.laid_over(plain, found, {"comment:12": "Leave é"}).decode() == "é<p>Sign in</p>Leave é"
    assert slots.laid_over(plain, found, {}) == plain


def test_on_any_other_page_a_slot_is_filled_at_once_and_asked_for_once(greeting):
    text = Template(TEMPLATE).render(Context({"request": asked_by(AnonymousUser()), "number": 12}))

    assert text == "<p><b>Ann</b></p>Reply"
    assert greeting == [{}]


def test_for_a_stranger_a_slot_asks_nobody(greeting):
    text = Template(TEMPLATE).render(Context({"request": asked_by(None), "number": 12}))

    assert text == "<p>Sign in</p>Reply"
    assert greeting == []


def test_without_a_request_a_slot_shows_its_default():
    assert Template(TEMPLATE).render(Context({"number": 1})) == "<p>Sign in</p>Reply"


def test_what_a_variable_says_inside_a_slot_is_escaped():
    text = Template('{% load pages %}{% slot "a" %}{{ name }}{% endslot %}').render(Context({"build": 1, "name": "<b>"}))

    assert slots.cut(text)[0] == b"&lt;b&gt;"


def test_a_slot_within_a_slot_is_refused():
    nested = Template('{% load pages %}{% slot "a" %}{% slot "b" %}{% endslot %}{% endslot %}')

    with pytest.raises(ValueError, match="inside the slot a"):
        slots.cut(nested.render(Context({"build": 1})))


def test_a_slot_without_a_name_is_refused():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load pages %}{% slot %}{% endslot %}")


def test_every_overlay_is_named():
    names = [overlay.name for overlay in pages.OVERLAYS]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip, deflate, br", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("*", True),
        ("deflate, *;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, *", False),
        ("*;q=0", False),
        ("identity", False),
        ("br", False),
        ("", False),
        ("gzip;q=0.1", True),
    ],
)
def test_gzip_goes_to_those_who_ask_for_it(header, accepted):
    assert accepts_gzip(header) is accepted


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ('"a"', True),
        ('W/"a"', True),
        ('"b", "a"', True),
        ("*", True),
        ('"b"', False),
        ("a", False),
        ("", False),
        ('"a-gzip"', False),
    ],
)
def test_a_tag_is_compared_weakly(header, known):
    assert has_already(header, '"a"') is known


@pytest.mark.parametrize(("headers", "is_part"), [({"hx-request": "true"}, True), ({}, False), ({"hx-request": "false"}, False)])
def test_script_gets_a_part_and_others_the_way_back(headers, is_part):
    assert htmx.wants_part(RequestFactory().post("/", headers=headers)) is is_part


def test_a_browser_that_goes_back_in_history_gets_a_whole_page():
    request = RequestFactory().get("/", headers={"hx-request": "true", "hx-history-restore-request": "true"})

    assert not htmx.wants_part(request)
