"""Whatever a machine decided is decided again from what was stored of it, and comes out as it did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.editing import edit_comment
from comments.models import Decision, Discussion, Evidence, Signal, SiteSwitch, Standing
from comments.moderation import checks, decisions, policy, replaying
from comments.moderation.checks.finding import Finding, Ran
from newsroom.accounts import holdings
from tests.comments.test_reasons import say_it_three_times
from tests.factories.comments import make_comment, make_discussion, make_held_comment
from tests.factories.comments import make_trusted_reader as trusted

WEIGHTS = [4.0, 2.5, 1.5]


def replayed():
    return list(replaying.replay(replaying.machines()))


def last(comment):
    return Decision.objects.filter(comment_id=comment.pk, automatic=True).latest("pk")


@pytest.mark.django_db
def test_each_kind_of_a_machines_decision_comes_out_as_it_did():
    make_comment()
    make_held_comment(discussion=make_discussion(mode=Discussion.Mode.LOOKED_AT_FIRST))
    refused = say_it_three_times(trusted())
    reported = make_comment()
    decisions.hold_for_reports(reported, weights=WEIGHTS)

    outcomes = replayed()

    assert {outcome.decision.kind for outcome in outcomes} == {"publish", "hold", "refuse"}
    assert all(outcome.is_the_same for outcome in outcomes)
    [of_refused] = [outcome for outcome in outcomes if outcome.decision == last(refused)]
    assert of_refused.verdict.rule_number == 3


@pytest.mark.django_db
def test_what_readers_had_hidden_before_it_was_changed_stays_hidden_again():
    comment = make_comment()
    decisions.hold_for_reports(comment, weights=WEIGHTS)
    edit_comment(comment, by=comment.author, body="I have thought better of it.", revision=1)

    entry = last(comment)

    assert (entry.initiative, entry.codes) == ("policy", ["reports"])
    assert all(outcome.is_the_same for outcome in replaying.replay([entry]))


@pytest.mark.django_db
@pytest.mark.parametrize("version", list(policy.VERSIONS))
def test_a_decision_comes_out_as_the_version_made_it_that_made_it(version, monkeypatch):
    monkeypatch.setattr(policy, "decide", lambda findings, **known: _as(version, findings, **known))
    comment = make_held_comment(body="Read http://one.example http://two.example http://three.example")

    [outcome] = replaying.replay([last(comment)])

    assert outcome.decision.policy_version == version
    assert outcome.is_the_same


def _as(version, findings, *, commenting, thresholds, **known):
    known |= {"commenting": commenting} if version > 1 else {}
    return policy.VERSIONS[version](findings, **known)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "forge",
    [
        lambda entry: Signal.objects.filter(decision_id=entry.pk, check_name="newcomer").update(score=0),
        lambda entry: Signal.objects.filter(decision_id=entry.pk, check_name="links").update(ran="failed"),
        lambda entry: Evidence.objects.filter(pk=entry.pk).update(facts={**entry.evidence.facts, "standing": "watched"}),
        lambda entry: Evidence.objects.filter(pk=entry.pk).update(facts={**entry.evidence.facts, "standards_version": 77}),
    ],
    ids=["finding", "failure", "standing", "version"],
)
def test_what_was_stored_otherwise_comes_out_otherwise(forge):
    comment = make_held_comment()
    assert all(outcome.is_the_same for outcome in replaying.replay([last(comment)]))

    forge(last(comment))

    assert not any(outcome.is_the_same for outcome in replaying.replay([last(comment)]))


@pytest.mark.django_db
def test_weights_that_hide_nothing_come_out_as_nothing_hidden():
    comment = make_comment()
    entry = decisions.hold_for_reports(comment, weights=WEIGHTS)

    Evidence.objects.filter(pk=entry.pk).update(facts={"weights": [4.0, 1.0]})

    assert [outcome.verdict.kind for outcome in replaying.replay([entry])] == ["publish"]


@pytest.mark.django_db
def test_what_was_known_of_somebody_who_left_is_known_no_more():
    comment = make_held_comment()
    holdings.erase(comment.author)

    outcomes = replayed()

    assert {outcome.verdict for outcome in outcomes if outcome.decision.account_id == comment.author_id} == {None}


@pytest.mark.django_db
def test_many_decisions_cost_as_many_queries_as_one(django_assert_max_num_queries):
    for _again in range(5):
        make_comment()

    with django_assert_max_num_queries(4):
        assert len(replayed()) >= 5


found = st.builds(
    Finding,
    check=st.sampled_from(sorted(check.name for check in checks.CHECKS)),
    score=st.floats(0, 1),
    ran=st.sampled_from(Ran),
    detail=st.fixed_dictionaries({"mine": st.integers(0, 5)}),
)


@given(
    st.sampled_from(sorted(policy.VERSIONS)),
    st.lists(found, max_size=8, unique_by=lambda finding: finding.check).flatmap(
        lambda findings: st.tuples(st.just(findings), st.permutations(findings))
    ),
    st.sampled_from(Discussion.Mode),
    st.sampled_from(Standing.Level),
    st.sampled_from(SiteSwitch.State),
    st.sampled_from([{}, {"repeats": 1}]),
)
def test_the_order_in_which_checks_ran_changes_nothing_under_any_version(version, orders, mode, standing, switch, rules):
    known = {"mode": mode, "standing": standing, "rules": rules, "standards_version": 5}
    known |= {"commenting": switch} if version > 1 else {}

    one, other = (policy.VERSIONS[version](findings, **known) for findings in orders)

    assert one == other
