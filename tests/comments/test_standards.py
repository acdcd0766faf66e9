"""The standards as readers see them: what is in force, every version that was, and what changed between them."""

import datetime as dt

import pytest
import time_machine

from comments.models import Rule
from comments.moderation import revising, standards
from tests.factories.accounts import make_editor
from tests.factories.comments import make_rule

pytestmark = pytest.mark.django_db

SPRING = dt.datetime(2026, 3, 3, 9, tzinfo=dt.UTC)


def read(client, address):
    """A page as it is sent."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def changed(number, *, retires=False, note="", is_wording_only=False, **words):
    """Put a change of one rule in force."""
    rule = Rule.objects.filter(number=number).first() or Rule(number=number, title="New", text="New.")
    said = {name: getattr(rule, name) for name in Rule.WORDS} | words
    editor = make_editor()
    revising.write_change(number, words=said, retires=retires, seen=None, by=editor)
    mark = revising.pending().mark
    return revising.put_in_force(note=note, is_wording_only=is_wording_only, seen=mark, by=editor)


@pytest.fixture
def three_versions():
    with time_machine.travel(SPRING, tick=False) as clock:
        standards.save_rules(
            [Rule(number=1, title="Be kind", text="To people.", fine="A smile."), Rule(number=2, title="Be brief", text="x")]
        )
        clock.shift(dt.timedelta(days=10))
        changed(1, text="To all people.", note="Nobody is left out.\n\nNot even us.")
        clock.shift(dt.timedelta(days=10))
        changed(2, retires=True)
        yield clock


def test_a_site_without_standards_says_that_they_are_being_written(client):
    assert "The standards are being written." in read(client, "/standards/")
    assert client.get("/standards/1/").status_code == 404


def test_the_page_says_version_and_date_and_leads_to_the_older_ones(client, three_versions):
    page = read(client, "/standards/")

    assert "Version 3, in force since 23 March 2026." in page
    assert 'href="/standards/3/#changes"' in page
    assert 'href="/standards/2/"' in page
    assert 'href="/standards/1/"' in page
    assert "3 March 2026 to 13 March 2026" in page


def test_fine_and_not_fine_stand_apart(client, three_versions):
    page = read(client, "/standards/")

    assert page.index(">Fine<") < page.index("A smile.")
    assert ">Not fine<" not in page


def test_an_old_version_stays_readable_with_the_span_in_which_it_held(client, three_versions):
    page = read(client, "/standards/1/")

    assert "In force from 3 March 2026, 09:00 until 13 March 2026, 09:00" in page
    assert "To people." in page
    assert "To all people." not in page
    assert 'href="/standards/2/"' in page


def test_a_version_shows_what_changed_word_by_word_and_why(client, three_versions):
    page = read(client, "/standards/2/")

    assert "To <ins>all </ins>people." in page
    assert "<p>Nobody is left out.</p>" in page
    assert "<del>" not in page


def test_a_retired_rule_is_shown_as_retired(client, three_versions):
    page = read(client, "/standards/3/")

    assert "Retired: this rule no longer holds." in page
    assert page.count("Be brief") == 1


def test_a_reader_who_was_away_sees_all_that_changed_since(client, three_versions):
    page = read(client, "/standards/3/?since=1")

    assert "What is other than in version 1" in page
    assert "<ins>all </ins>" in page
    assert "Retired" in page


@pytest.mark.parametrize("since", ["3", "7", "0", "-1", "x", "9" * 30])
def test_nonsense_as_since_compares_with_the_version_before(client, three_versions, since):
    assert "What is other than in version 2" in read(client, f"/standards/3/?since={since}")


@pytest.mark.parametrize("number", ["0", "4", "9" * 25])
def test_a_version_that_never_was_is_no_page(client, three_versions, number):
    assert client.get(f"/standards/{number}/").status_code == 404


def test_the_version_in_force_ends_when_the_next_begins(client, three_versions):
    assert "In force since 23 March 2026, 09:00" in read(client, "/standards/3/")
    three_versions.shift(dt.timedelta(days=1))
    changed(1, text="To everybody.")

    assert "In force from 23 March 2026, 09:00 until 24 March 2026, 09:00" in read(client, "/standards/3/")


def test_words_of_a_rule_are_never_markup(client):
    make_rule(1)
    changed(1, text="<b>Bold</b> & <script>", title="<i>", note="<u>")

    for address in ("/standards/", "/standards/2/"):
        page = read(client, address)
        assert "<b>" not in page
        assert "<i>" not in page
        assert "<u>" not in page
        assert "&lt;script&gt;" in page


def test_of_many_versions_the_newest_are_listed_and_each_leads_to_older_ones(client):
    rule = make_rule(1)
    for count in range(30):
        rule.title = f"Be kind {count}"
        standards.save_rule(rule)
    read(client, "/standards/")

    page = read(client, "/standards/31/")

    assert page.count(">Version ") == 20
    assert 'href="/standards/11/"' in page
    assert 'href="/standards/10/"' not in page


def test_only_the_wording_is_said_to_have_changed_where_an_editor_says_so(client):
    make_rule(1)
    changed(1, title="Be kinder", is_wording_only=True)

    assert "Only the wording changed" in read(client, "/standards/2/")
