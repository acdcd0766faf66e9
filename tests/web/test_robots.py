"""Forms that programs fill in: what the two fields say."""

import pytest
import time_machine
from django import forms

from newsroom.web import robots


class Form(robots.PressedByAPerson):
    """A form that asks for one thing."""

    wish = forms.CharField()


def sent(**fields):
    return Form({"wish": "A bridge.", "homepage_url": "", **fields})


def test_a_form_that_a_person_sent_is_taken():
    assert sent(made=robots.made(seconds_ago=5)).is_valid()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"made": robots.made(seconds_ago=60), "homepage_url": "https://pills.example"}, "not shown was filled in"),
        ({"made": ""}, "press the button once more"),
        ({}, "press the button once more"),
        ({"made": "12345"}, "press the button once more"),
        ({"made": robots.made(seconds_ago=60) + "x"}, "press the button once more"),
        ({"made": "\x00\udce4"}, "press the button once more"),
    ],
)
def test_a_form_that_a_program_sent_comes_back_with_a_sentence_and_what_was_typed(fields, says):
    form = sent(**fields)

    assert not form.is_valid()
    assert says in form.non_field_errors()[0]
    assert 'value="A bridge."' in form.as_p()
    assert "pills" not in form.as_p()


def test_whoever_was_too_fast_presses_once_more():
    with time_machine.travel("2026-03-01 12:00:00", tick=False) as clock:
        page = {"made": robots.made()}
        clock.shift(1.5)
        first = sent(**page)
        too_fast = not first.is_valid()
        clock.shift(1)
        again = Form(first.data)

        assert too_fast
        assert "faster than most people type" in first.non_field_errors()[0]
        assert again.is_valid()


def test_a_stamp_is_good_for_a_day():
    old = sent(made=robots.made(seconds_ago=robots.OLDEST_FORM + 60))

    assert not old.is_valid()
    assert "open for a long time" in old.non_field_errors()[0]


def test_the_field_is_shown_to_nobody():
    html = str(Form()["homepage_url"])

    assert 'aria-hidden="true"' in html
    assert 'class="visually-hidden"' in html
    assert 'tabindex="-1"' in html
    assert 'autocomplete="off"' in html
