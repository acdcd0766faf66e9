"""Facts: what is known when a comment arrives, in a fixed number of queries."""

import datetime as dt

import pytest
from django.utils import timezone

from comments import limits
from comments.models import ListedWord, Rule, Standing
from comments.moderation import decisions, facts, standards
from comments.moderation.words import wordlist
from tests.factories.accounts import make_editor, make_moderator, make_reader
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def discussion():
    return make_discussion()


def gather(discussion, *, author=None, parent=None, body="Well said.", now=None):
    return facts.gather(
        discussion=discussion, author=author or make_reader(), parent=parent, body=body, now=now or timezone.now()
    )


def test_a_stranger_has_no_record(discussion):
    found = gather(discussion)

    assert (found.published_before, found.seconds_since_last, found.standing) == (0, None, Standing.Level.NEW)


def test_the_record_counts_what_was_published_and_when(discussion):
    author = make_trusted_reader()
    then = timezone.now() - dt.timedelta(minutes=5)
    make_comment(discussion=discussion, author=author, now=then)

    found = gather(discussion, author=author, now=then + dt.timedelta(minutes=5))

    assert found.published_before == 1
    assert found.seconds_since_last == 300


def test_the_same_words_are_counted_for_oneself_and_for_others(discussion):
    author = make_trusted_reader()
    make_comment(discussion=discussion, author=author, body="Sell the ferry!")
    make_comment(discussion=discussion, body="sell THE ferry")

    found = gather(discussion, author=author, body="Sell the\u200b ferry.")

    assert (found.same_words_by_author, found.same_words_by_others) == (1, 1)


def test_the_same_words_of_yesterday_do_not_count(discussion):
    author = make_trusted_reader()
    make_comment(
        discussion=discussion,
        author=author,
        body="Sell it!",
        now=timezone.now() - limits.REPEATS_WINDOW - dt.timedelta(minutes=1),
    )

    assert gather(discussion, author=author, body="Sell it!").same_words_by_author == 0


def test_answers_in_one_thread_are_counted_for_ten_minutes(discussion):
    author, first = make_trusted_reader(), make_comment(discussion=discussion)
    now = timezone.now()
    for minutes in (12, 4, 2):
        make_comment(parent=first, author=author, now=now - dt.timedelta(minutes=minutes))

    assert gather(discussion, author=author, parent=first, now=now).answers_in_branch == 2


def test_only_what_people_judged_counts_as_a_record_of_removals(discussion):
    author, moderator, rule = make_reader(), make_moderator(), make_rule()
    now = timezone.now()
    held = [make_held_comment(discussion=discussion, author=author, now=now - dt.timedelta(minutes=n)) for n in (9, 8)]
    decisions.approve(held[0], by=moderator)
    decisions.remove(held[1], by=moderator, rule=rule)

    found = gather(discussion, author=author)

    assert (found.judged_recently, found.rejected_recently) == (2, 1)


def test_a_word_counts_from_the_next_comment_on_and_no_longer_once_it_is_dropped(discussion):
    assert gather(discussion, body="You blitherer.").listed_words == ()

    word = wordlist.save_word(ListedWord(phrase="Blitherer"), by=make_editor())
    assert gather(discussion, body="You blitherer.").listed_words == ("Blitherer",)

    wordlist.drop_words([word])
    assert gather(discussion, body="You blitherer.").listed_words == ()


def test_the_rules_are_those_of_the_newest_version(discussion):
    standards.save_rule(Rule(number=4, title="No copies", text="Once is enough.", cited_by="repeats"))
    found = gather(discussion)

    assert found.rules == {"repeats": 4}
    assert found.standards_version == standards.current_standards().number


@pytest.mark.parametrize("earlier", [0, 12])
def test_gathering_costs_the_same_at_any_length_of_a_record(discussion, earlier, django_assert_max_num_queries):
    author, parent = make_trusted_reader(), make_comment(discussion=discussion)
    now = timezone.now()
    for hours in range(earlier, 0, -1):
        make_comment(discussion=discussion, author=author, now=now - dt.timedelta(hours=hours))
    gather(discussion)

    with django_assert_max_num_queries(4):
        gather(discussion, author=author, parent=parent, body="https://a.example https://b.example", now=now)


def test_links_are_found_with_and_without_a_scheme(discussion):
    body = "See https://a.example/x, www.b.example and http://c.example/?q=1"

    assert len(gather(discussion, body=body).links) == 3


def test_a_judgement_that_was_undone_or_reversed_is_no_removal(discussion):
    author, moderator, rule = make_reader(), make_moderator(), make_rule()
    now = timezone.now()
    first, second = [make_held_comment(discussion=discussion, author=author, now=now - dt.timedelta(minutes=n)) for n in (9, 8)]
    decisions.undo(decisions.remove(first, by=moderator, rule=rule), by=moderator)
    decisions.remove(second, by=moderator, rule=rule)
    decisions.approve(second, by=moderator)

    found = gather(discussion, author=author)

    assert (found.judged_recently, found.rejected_recently) == (1, 0)
