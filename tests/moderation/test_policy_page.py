"""The page that says today's policy in words: it asks the policy, so it cannot say anything else."""

import datetime as dt

import pytest
from django.utils import timezone

from comments import limits
from comments.models import Comment, ListedWord, Rule
from comments.moderation import agreement, checks, decisions, policy, standards
from comments.moderation.policy import in_words
from comments.moderation.words import wordlist
from newsroom import checking
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_rule, make_trusted_reader

ADDRESS = "/moderation/policy/"


def in_one_line(response):
    return " ".join(response.content.decode().split())


def said_of(name, **over):
    found = in_words.in_words(rules=over.pop("rules", {}), thresholds=over.pop("thresholds", policy.thresholds_in_force()))
    return next(check for check in found.checks if check.name == name)


def test_every_check_in_force_is_said_in_its_order():
    assert [check.name for check in in_words.in_words(rules={}).checks] == [check.name for check in checks.in_force()]


def test_another_threshold_makes_another_page():
    assert said_of("links").lines[0].follows == "a person looks first"
    assert said_of("newcomer").holds_from == 0.1

    other = {**policy.thresholds_in_force(), "links": 1.1, "newcomer": 0.25}

    assert said_of("links", thresholds=other).lines[0].follows.startswith("nothing by itself")
    assert said_of("links", thresholds=other).holds_from is None
    assert said_of("newcomer", thresholds=other).holds_from == 0.25


def test_another_limit_makes_another_page(monkeypatch):
    assert "more than 2 links" in said_of("links").lines[0].what

    monkeypatch.setattr(limits, "LINKS_BEFORE_A_LOOK", 7)

    assert "more than 7 links" in said_of("links").lines[0].what


def test_what_is_refused_is_said_with_the_rule_that_names_the_check():
    assert "rule 4" in said_of("repeats", rules={"repeats": 4}).refuses
    assert "would be refused if a rule named this check" in said_of("repeats").refuses
    assert said_of("links", rules={"links": 4}).refuses == ""


@pytest.mark.parametrize(("holds", "words"), [(1, "waits until"), (0, "is checked again")])
def test_what_not_checked_means_follows_the_setting(holds, words):
    thresholds = {**policy.thresholds_in_force(), "not_checked_holds": holds}

    found = in_words.in_words(rules={}, thresholds=thresholds)
    assert words in found.not_checked
    assert words not in found.not_checked_otherwise


def test_modes_standings_and_the_switch_say_once_what_is_usual_and_then_what_the_site_does_otherwise():
    found = in_words.in_words(rules={})

    assert found.usual == "the comment appears at once"
    assert [list(ways.as_usual) for ways in (found.modes, found.standings, found.switches)] == [
        ["open"],
        ["new", "known", "trusted"],
        ["as each conversation is set"],
    ]
    assert found.modes.otherwise[0].follows == "a person looks first"
    assert "read only" in found.modes.otherwise[1].follows
    assert [line.follows for line in found.standings.otherwise] == ["a person looks first"]
    assert [line.follows for line in found.switches.otherwise] == ["a person looks first", "Nobody can comment at the moment."]


def test_older_versions_stand_there_in_words_with_what_came_after_them():
    found = in_words.in_words(rules={})

    assert [version.number for version in found.older] == sorted(set(policy.VERSIONS) - {policy.CURRENT}, reverse=True)
    by_number = {version.number: {line.what: line.follows for line in version.changes} for version in found.older}
    assert any("a person looks at every comment first" in what for what in by_number[1])
    [new] = [what for what, follows in by_number[2].items() if follows.startswith("a person looks first from 0.5 on; before: no")]
    assert "capitals and rows of marks" in new
    assert "new accounts" in new
    assert any("lets them appear" in what for what in by_number[2])


def test_no_version_shows_a_name_of_the_log_for_what_it_made_otherwise(monkeypatch):
    later = {**in_words.thresholds_of(3), "links": 0.7, "repeats_refused_after": 4}
    del later["near_repeats"]
    monkeypatch.setitem(policy.VERSIONS, 4, lambda findings, *, mode, standing, thresholds=later: None)

    for older in (1, 2):
        assert not [line for line in in_words.differences(older, older + 1) if "_" in line.what + line.follows]
    monkeypatch.setattr(in_words, "_cases", list)
    said = {line.what: line.follows for line in in_words.differences(3, 4)}

    assert said == {
        "links": "a person looks first from 0.7 on; before: from 0.5 on",
        "nearly the same words again": "no number of its own any more; before: a person looks first from 0.5 on",
        "the same words, refused": "after so many times before: 4; before: 2",
    }


def test_every_threshold_and_every_check_has_words():
    named = {*in_words.thresholds_of(policy.CURRENT), *(check.name for check in checks.BY_NAME.values())} - {"not_checked_holds"}

    assert not [name for name in named if in_words.threshold_in_words(name) == name.replace("_", " ") and name != "links"]


def test_once_is_said_in_the_singular():
    once = {**policy.thresholds_in_force(), "repeats_refused_after": 1}

    assert said_of("repeats", thresholds=once).refuses.startswith("said 1 time before")
    assert said_of("repeats", rules={"repeats": 4}).refuses.startswith("said 2 times before")
    assert "the same 1 time in" in checks.BY_NAME["repeats"].when_refused({"mine": 1, "others": 0})
    assert "the same 3 times in" in checks.BY_NAME["repeats"].when_refused({"mine": 3, "others": 0})
    assert checks.for_moderators("near_repeats", {"mine": 1, "others": 0}).endswith("1 time in a day")
    assert "from 4 other readers" in checks.for_moderators("near_repeats", {"mine": 0, "others": 4})


@pytest.mark.django_db
class TestThePage:
    def test_moderators_read_it_and_reach_it_from_the_desk(self, desk):
        page = in_one_line(desk.get(ADDRESS))

        assert "more than 2 links: <strong>a person looks first</strong>" in page
        assert ADDRESS in in_one_line(desk.get("/moderation/"))

    def test_a_rule_that_names_a_check_is_on_it(self, desk):
        standards.save_rule(Rule(number=4, title="No copies", text="Once is enough.", cited_by="repeats"))

        assert "refused under rule 4" in in_one_line(desk.get(ADDRESS))

    def test_each_number_brings_the_name_of_its_column_and_what_is_usual_is_said_once(self, desk):
        page = in_one_line(desk.get(ADDRESS))

        assert page.count('data-label="Held in 30 days"') == len(checks.in_force())
        assert page.count("the comment appears at once") == 1
        assert "<dt>new, known, trusted</dt><dd>as a rule</dd>" in page

    @pytest.mark.parametrize(("is_set", "today"), [("hold", "the comment waits until"), ("publish", "the comment appears, is")])
    def test_it_says_what_becomes_today_of_what_was_not_checked(self, desk, settings, is_set, today):
        settings.CHECKING = checking.SetUp(not_checked=is_set)

        assert f"As this site is set today: <strong>{today}" in in_one_line(desk.get(ADDRESS))

    def test_it_names_the_outside_checks_that_are_set_up(self, desk, settings):
        settings.CHECKING = checking.SetUp()
        assert "None is set up: comments are checked on this site alone" in in_one_line(desk.get(ADDRESS))

        settings.CHECKING = checking.SetUp(akismet_key="abcdef123456")
        page = in_one_line(desk.get(ADDRESS))
        assert "<dt>Akismet</dt><dd>not asked yet;" in page
        assert "None is set up" not in page

    def test_nobody_else_reads_it(self, client):
        assert sign_in(client, make_reader()).get(ADDRESS).status_code == 403

    @pytest.mark.parametrize("held", [1, 6])
    def test_it_costs_the_same_however_much_was_held(self, desk, held, django_assert_max_num_queries):
        for _number in range(held):
            make_comment(author=make_reader())
        desk.get(ADDRESS)

        with django_assert_max_num_queries(11):
            desk.get(ADDRESS)


@pytest.mark.django_db
class TestAgreement:
    def test_people_agree_where_they_remove_what_was_held(self, moderator):
        kept, gone, waiting = (make_comment(author=make_reader()) for _ in range(3))
        decisions.approve(kept, by=moderator)
        decisions.remove(gone, by=moderator, rule=make_rule())

        found = agreement.by_check(now=timezone.now())["newcomer"]

        assert waiting.status == Comment.Status.HELD
        assert (found.held, found.judged, found.removed, found.percent) == (3, 2, 1, 50)

    def test_what_was_undone_is_no_judgement_and_the_last_word_counts(self, moderator):
        first, second = (make_comment(author=make_reader()) for _ in range(2))
        decisions.undo(decisions.remove(first, by=moderator, rule=make_rule()), by=moderator)
        decisions.approve(second, by=moderator)
        decisions.remove(second, by=moderator, rule=make_rule())

        found = agreement.by_check(now=timezone.now())["newcomer"]

        assert (found.held, found.judged, found.removed) == (2, 1, 1)

    def test_nothing_is_said_where_nobody_has_decided(self):
        make_comment(author=make_reader())

        assert agreement.by_check(now=timezone.now())["newcomer"].percent is None

    def test_each_entry_of_a_list_has_its_own_record_of_thirty_days(self, moderator):
        words = [wordlist.save_word(ListedWord(phrase=phrase), by=make_moderator()) for phrase in ("fool", "idiot", "cad")]
        now = timezone.now()
        old = now - limits.HISTORY_WINDOW - dt.timedelta(days=1)
        make_comment(author=make_trusted_reader(), body="An old fool of last month.", now=old)
        both = make_comment(author=make_trusted_reader(), body="A fool and an idiot.")
        one = make_comment(author=make_trusted_reader(), body="What a fool he is.")
        decisions.remove(both, by=moderator, rule=make_rule())
        decisions.approve(one, by=moderator)

        found = agreement.by_entry(now=timezone.now())

        assert [found.get(word.pk) for word in words] == [
            agreement.Agreement(held=2, judged=2, removed=1),
            agreement.Agreement(held=1, judged=1, removed=1),
            None,
        ]
