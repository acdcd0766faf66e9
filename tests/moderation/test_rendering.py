"""What is rendered once and filled for each case says the same as if it were rendered each time, and escapes what goes in."""

import datetime as dt
from dataclasses import replace

import pytest
from django.test.signals import template_rendered
from django.utils import timezone

from comments.moderation import queue, rendering
from comments.moderation.desk.records import Record
from comments.moderation.forms.deciding import DecisionForm, Place, RuleList
from comments.pieces import template
from tests.factories.accounts import make_reader
from tests.factories.comments import make_held_comment, make_rule

pytestmark = pytest.mark.django_db

HOSTILE = '<b>"100%(pk)s"&'


@pytest.fixture
def case():
    """A comment by somebody whose name is made to break pages."""
    make_rule()
    comment = make_held_comment(author=make_reader(display_name=HOSTILE))
    return queue.case_of(comment.pk, now=timezone.now())


@pytest.fixture
def rendered():
    """The names of the templates that were rendered."""
    names = []

    def note(template, **_more):
        names.append(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def test_a_form_is_filled_with_the_numbers_of_its_case(case):
    form = DecisionForm.at(Place())

    html = rendering.decide_form(case, form, rules=RuleList(), token="secret-of-the-page")

    assert f'action="/moderation/case/{case.comment.pk}/decide/"' in html
    assert f'name="seen_decision" value="{case.seen.decision_id}"' in html
    assert 'name="csrfmiddlewaretoken" value="secret-of-the-page"' in html
    assert f'<option value="{make_rule().pk}" data-number="1">' in html
    assert "hole" not in html


def test_a_record_escapes_the_name_that_it_is_filled_with(case):
    html = rendering.record_of_author(case.comment, Record(published=3))

    assert "&lt;b&gt;&quot;100%(pk)s&quot;&amp;</a>" in html
    assert "<b>" not in html


@pytest.mark.parametrize("is_chosen", [None, False, True])
def test_a_record_that_is_filled_is_the_one_that_would_be_rendered(case, monkeypatch, is_chosen):
    record = Record(published=3, removed=1, is_chosen=is_chosen)
    filled = rendering.record_of_author(case.comment, record)
    monkeypatch.setattr(rendering, "_filled", lambda name, kind, values: template(name).render({**kind, **values}))

    assert filled == rendering.record_of_author(case.comment, record)


def test_former_names_are_said_as_well(case):
    until = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)

    html = rendering.record_of_author(case.comment, replace(Record(), former_names=[(HOSTILE, until)]))

    assert html.count("&lt;b&gt;") == 2
    assert "until 4 May 2026" in html


def test_a_form_that_came_back_shows_what_was_sent_and_why(case):
    form = DecisionForm({"kind": "remove", "rule": "", "note": "<i>Why</i>", "seen_revision": "1"})

    html = rendering.decide_form(case, form, rules=RuleList(), token="")

    assert "Choose the rule that the comment breaks" in html
    assert "&lt;i&gt;Why&lt;/i&gt;</textarea>" in html
    assert 'aria-invalid="true"' in html


def test_a_whole_case_escapes_what_it_is_filled_with(desk, case):
    page = desk.get("/moderation/").content.decode()

    assert "Choose what &lt;b&gt;" in page
    assert "<b>" not in page
    assert "%(pk)s&quot;" in page


def test_more_cases_render_no_more_templates(desk, rendered):
    make_rule()
    make_held_comment()
    desk.get("/moderation/")
    for _ in range(4):
        make_held_comment()
    rendered.clear()

    page = desk.get("/moderation/").content.decode()

    assert page.count('class="decide"') == 5
    assert not {f"moderation/_{part}.html" for part in ("case", "harm", "decide", "record")} & set(rendered)
