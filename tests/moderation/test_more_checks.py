"""What the checks of shape, of voice and of record find, and what they leave alone."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from comments import limits
from comments.models import Comment, Discussion, Signal, Standing
from comments.moderation import checks, policy
from comments.moderation.checks import account_age, length, mentions, near_repeats, reported, shouting
from comments.moderation.checks.finding import Check
from comments.moderation.facts import Facts
from comments.moderation.policy.verdict import Kind
from tests.factories.accounts import sign_in
from tests.factories.comments import make_comment


def facts(**over):
    return Facts(**{"body": "The barrier should have been built in 2019.", "published_before": 5, **over})


def verdict(found):
    return policy.decide(found, mode=Discussion.Mode.OPEN, standing=Standing.Level.KNOWN)


@pytest.mark.parametrize(
    "body",
    [
        "NOBODY HAS ASKED THE PEOPLE OF FISH STREET",
        "ПОЧЕМУ НИКТО НЕ СПРОСИЛ ЖИТЕЛЕЙ УЛИЦЫ",
        "ΚΑΝΕΙΣ ΔΕΝ ΡΩΤΗΣΕ ΤΟΥΣ ΚΑΤΟΙΚΟΥΣ",
        "ＮＯＢＯＤＹ　ＡＳＫＥＤ　ＵＳ　ＡＢＯＵＴ　ＩＴ　ＡＴ　ＡＬＬ",
    ],
)
def test_capitals_are_shouting_in_every_script_that_has_them(body):
    assert shouting.look(facts(body=body))[0] >= 0.5


@pytest.mark.parametrize(
    "body",
    [
        "NO WAY!",
        "The BBC, NATO and the RNLI all said so, and the RSPB too.",
        "没有人问过鱼街的居民，这是不对的，应该先问他们",
        "لم يسأل أحد سكان شارع السمك عن رأيهم",
        "See https://EXAMPLE.ORG/A/VERY/LONG/ADDRESS/IN/CAPITALS for it.",
        "one\n----------\ntwo",
        "And then ............ nothing.",
        "The number is 10000000000.",
    ],
)
def test_names_of_offices_other_scripts_and_lines_are_no_shouting(body):
    assert shouting.look(facts(body=body))[0] == 0


def test_a_letter_held_down_is_noted_and_holds_nothing_by_itself():
    score, detail = shouting.look(facts(body="Nooooooooooo!"))

    assert 0 < score < 0.5
    assert "11 times" in shouting.for_moderators(detail)


@pytest.mark.parametrize(
    ("body", "shape"),
    [
        ("!" * 13, "signs"),
        ("👎" * 30, "signs"),
        ("\n".join("abc" for _ in range(30)), "ladder"),
        ("Resign now you lot. " * 12, "over"),
        (" ".join(f"word{n}" for n in range(260)), "wall"),
        (" ".join(f"word{n}" for n in range(130)) + "\n\n" + " ".join(f"word{n}" for n in range(130)), None),
        ("👏👏👏", None),
        ("10 000", None),
        ("\n".join(f"By tide {n} the boats{n} had gone" for n in range(40)), None),
    ],
)
def test_shapes(body, shape):
    score, detail = length.look(facts(body=body))

    assert (detail.get("shape"), bool(score)) == (shape, shape is not None)
    if shape:
        assert length.for_moderators(detail)
        assert length.for_author(detail)


@pytest.mark.parametrize(
    ("mine", "others", "finds"),
    [(0, 0, False), (1, 0, True), (0, limits.SAME_WORDS_FROM_OTHERS - 1, False), (0, limits.SAME_WORDS_FROM_OTHERS, True)],
)
def test_nearly_the_same_counts_at_once_from_one_reader_and_late_from_many(mine, others, finds):
    score, detail = near_repeats.look(facts(alike_by_author=mine, alike_by_others=others))

    assert (score >= 0.5) is finds
    if finds:
        assert near_repeats.for_moderators(detail)
        assert near_repeats.for_author(detail)


@pytest.mark.parametrize(("many", "finds"), [(0, False), (5, False), (6, True)])
def test_calling_more_than_a_round_at_a_table_makes_a_person_look(many, finds):
    assert bool(mentions.look(facts(mentioned=many))[0]) is finds


@pytest.mark.parametrize(
    ("over", "finds"),
    [
        ({}, False),
        ({"account_age": 3599.0}, True),
        ({"account_age": 3600.0}, False),
        ({"account_age": 60.0, "published_before": 0}, False),  # the newcomer's check looks at these
        ({"account_age": 60.0, "standing": Standing.Level.TRUSTED}, False),
    ],
)
def test_an_account_that_is_minutes_old_is_noted(over, finds):
    assert bool(account_age.look(facts(**over))[0]) is finds


def test_an_account_that_is_minutes_old_is_no_reason_to_wait_once_its_first_comments_were_looked_at():
    young = facts(account_age=60.0)

    assert verdict(checks.run_all(young, checks.CHECKS)).kind == Kind.PUBLISH
    assert verdict(checks.run_all(facts(account_age=60.0, published_before=0), checks.CHECKS)).kind == Kind.HOLD


@pytest.mark.parametrize(("upheld", "waiting", "finds", "holds"), [(0, 0, 0, 0), (1, 1, 1, 0), (3, 0, 1, 1), (1, 2, 1, 1)])
def test_reports_on_an_author_are_noted_and_hold_from_three_on(upheld, waiting, finds, holds):
    score, _detail = reported.look(facts(reports_upheld=upheld, reports_open=waiting))

    assert (bool(score), score >= 0.5) == (bool(finds), bool(holds))


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.name)
def test_every_check_says_what_it_looks_for_and_what_scores_it_gives(check):
    kinds = check.kinds()

    assert kinds
    assert all(kind.words.strip() and "%(" not in kind.words and 0 < kind.score <= 1 for kind in kinds)


# Of the processor: what is asked is what they find.
NO_MATTER_HOW_LONG = 3_600_000
FACTS = st.builds(
    Facts,
    body=st.sampled_from(["Well said.", "!" * 40, "NOBODY HAS ASKED THE PEOPLE OF FISH STREET", "no no no " * 20]),
    links=st.sampled_from([(), ("a", "b", "c")]),
    listed_words=st.sampled_from([(), ("fool",)]),
    mentioned=st.integers(0, 8),
    account_age=st.none() | st.floats(0, 9000),
    seconds_writing=st.none() | st.floats(0, 9),
    trapped=st.booleans(),
    answers_in_branch=st.integers(0, 5),
    same_words_by_author=st.integers(0, 4),
    same_words_by_others=st.integers(0, 5),
    alike_by_author=st.integers(0, 2),
    alike_by_others=st.integers(0, 5),
    published_before=st.integers(0, 3),
    judged_recently=st.integers(5, 9),
    rejected_recently=st.integers(0, 5),
    reports_upheld=st.integers(0, 4),
    reports_open=st.integers(0, 4),
    standing=st.sampled_from(Standing.Level.values),
)


@given(FACTS, st.permutations(checks.CHECKS), st.sampled_from(Discussion.Mode.values), st.sampled_from(list(policy.VERSIONS)))
def test_the_order_of_the_checks_changes_neither_what_they_find_nor_what_becomes_of_a_comment(found, order, mode, version):
    def outcome(listed):
        findings = checks.run_all(found, listed, milliseconds=NO_MATTER_HOW_LONG)
        said = {(finding.check, finding.ran, finding.score, repr(finding.detail)) for finding in findings}
        return said, policy.VERSIONS[version](findings, mode=mode, standing=found.standing, rules={"repeats": 4})

    assert outcome(order) == outcome(checks.CHECKS)


@given(FACTS)
def test_a_comment_in_which_the_new_checks_find_nothing_fares_as_it_did_before_there_were_any(found):
    new = {"near_repeats", "length", "mentions", "shouting", "account_age", "reported"}
    findings = checks.run_all(found, checks.CHECKS, milliseconds=NO_MATTER_HOW_LONG)
    if any(finding.score for finding in findings if finding.check in new):
        return

    before = [finding for finding in findings if finding.check not in new]

    assert verdict(findings).kind == verdict(before).kind
    assert verdict(findings).codes == verdict(before).codes


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.name)
def test_no_check_lets_through_what_the_others_would_hold(check):
    held = checks.run_all(facts(links=("a", "b", "c")), [checks.BY_NAME["links"]])

    assert verdict([*held, *checks.run_all(facts(), [check])]).kind == Kind.HOLD


def test_a_finding_of_a_check_that_nobody_knows_any_more_stays_readable():
    assert checks.for_moderators("humming", {"bars": 12}) == "bars: 12"
    assert checks.for_moderators("humming", {}) == "humming"
    assert checks.for_author("humming", {"bars": 12}) is None


def test_a_finding_of_an_older_version_that_kept_other_things_stays_readable():
    assert checks.for_moderators("links", {"addresses": 4}) == "addresses: 4"
    assert checks.for_author("links", {"addresses": 4}) is None


@pytest.mark.django_db
def test_the_finding_of_a_retired_check_is_shown_on_the_desk_and_on_its_authors_page(desk, monkeypatch):
    hums = Check("humming", 1, lambda facts: (0.9, {"bars": 12}), lambda detail: "12 bars", lambda detail: "It hums.")
    monkeypatch.setattr(checks, "CHECKS", [hums])
    comment = make_comment()
    assert comment.status == Comment.Status.HELD
    assert Signal.objects.get(comment=comment).check_name == "humming"
    monkeypatch.undo()

    page = desk.get(f"/moderation/case/{comment.pk}/").content.decode()
    mine = sign_in(Client(), comment.author).get("/comments/mine/")

    assert "bars: 12" in page
    assert mine.status_code == 200
    assert "A moderator is looking at it." in mine.content.decode()
