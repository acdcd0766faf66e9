"""What the statement of a removal quotes of the checks: what was found in its words, and made somebody look."""

import pytest
from django.test import Client

from comments.models import Statement
from comments.moderation import checks, decisions
from tests.factories.accounts import make_moderator, sign_in
from tests.factories.comments import make_comment, make_held_comment, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db


def page_of(decision, reader):
    return sign_in(Client(), reader).get(f"/comments/decisions/{decision.pk}/").content.decode()


def test_a_removal_says_what_the_moderator_wrote_and_what_the_checks_had_found():
    comment = make_held_comment(body="Read http://one.example http://two.example http://three.example")
    decision = decisions.remove(comment, by=make_moderator(), rule=make_rule(3), note="No advertising here.")

    said = Statement.objects.get(pk=decision.pk)

    assert said.facts.startswith("No advertising here.")
    assert "our checks said" in said.facts
    assert (said.by_machine, said.machine_helped, decision.machine_helped) == (False, True, True)
    assert (said.rule_number, said.rule_title, said.reader) == (3, make_rule(3).title, comment.author)


def test_what_checks_noted_without_effect_is_neither_quoted_nor_counted():
    comment = make_comment(author=make_trusted_reader(), body="The ferry is soooooooooooo late every evening.")
    assert (comment.status, comment.signals.get(score__gt=0).check_name) == ("published", "shouting")
    decision = decisions.remove(comment, by=make_moderator(), rule=make_rule(), note="No advertising here.")

    said = Statement.objects.get(pk=decision.pk)

    assert said.facts == "No advertising here."
    assert (said.machine_helped, decision.machine_helped) == (False, False)
    assert "No machine had found anything." in page_of(decision, comment.author)


def test_of_a_removed_first_comment_nothing_is_said_about_first_comments():
    comment = make_held_comment(body="The ferry is soooooooooooo late every evening.")
    assert decisions.last_on(comment).codes == ["newcomer"]
    assert set(comment.signals.filter(score__gt=0).values_list("check_name", flat=True)) == {"newcomer", "shouting"}
    decision = decisions.remove(comment, by=make_moderator(), rule=make_rule(), note="No advertising here.")

    said = Statement.objects.get(pk=decision.pk)

    assert said.facts == "No advertising here."
    # A check did ask for a person, and that is said.
    assert (said.machine_helped, decision.machine_helped) == (True, True)
    page = page_of(decision, comment.author)
    assert "one of our checks had asked that a person looks" in page
    assert "had found something" not in page


def test_of_a_removed_first_comment_what_a_check_found_in_its_words_is_said():
    comment = make_held_comment(body="Read http://one.example http://two.example http://three.example")
    assert set(decisions.last_on(comment).codes) == {"newcomer", "links"}
    decision = decisions.remove(comment, by=make_moderator(), rule=make_rule(), note="No advertising here.")

    said = Statement.objects.get(pk=decision.pk)

    assert "more than 2 links" in said.facts
    assert "After that yours appear at once" not in said.facts


@pytest.mark.parametrize("name", sorted(checks.BY_NAME))
def test_every_check_says_whether_it_looks_at_the_words_or_at_their_writer(name):
    looks_at_writer = {"newcomer", "account_age", "history", "reported"}

    assert checks.speaks_of_the_words(name) == (name not in looks_at_writer)
