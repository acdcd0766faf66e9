"""The policy: pure, versioned, deaf to the order of what it is told."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.models import Discussion, SiteSwitch, Standing
from comments.moderation import checks, policy
from comments.moderation.checks.finding import Finding, Ran
from comments.moderation.policy.verdict import Kind

NOTHING_FOUND = [Finding(check.name) for check in checks.CHECKS]


def decide(findings, *, mode=Discussion.Mode.OPEN, standing=Standing.Level.KNOWN, **over):
    return policy.decide(findings, mode=mode, standing=standing, **over)


def test_a_comment_in_which_nothing_was_found_appears():
    assert decide(NOTHING_FOUND).kind == Kind.PUBLISH


@pytest.mark.parametrize("name", [check.name for check in checks.CHECKS])
def test_whatever_a_check_is_sure_of_makes_a_person_look_and_is_named(name):
    verdict = decide([Finding(name, score=1.0, detail={"mine": 1})])

    assert verdict.kind == Kind.HOLD
    assert verdict.codes == (name,)


def test_a_check_that_did_not_run_makes_a_person_look():
    assert decide([Finding("links", ran=Ran.FAILED)]).codes == ("not_checked",)


def test_by_setting_it_appears_instead_and_its_decision_says_that_it_was_not_checked():
    published = policy.version_3.thresholds(not_checked=policy.NotChecked.PUBLISH_AND_CHECK_AGAIN)

    verdict = decide([Finding("links", ran=Ran.SKIPPED)], thresholds=published)

    assert (verdict.kind, verdict.codes) == (Kind.PUBLISH, ("not_checked",))
    assert verdict.thresholds["not_checked_holds"] == 0


def test_what_else_was_found_holds_it_whatever_the_setting_for_what_was_not_checked():
    published = policy.version_3.thresholds(not_checked=policy.NotChecked.PUBLISH_AND_CHECK_AGAIN)
    findings = [Finding("links", ran=Ran.FAILED), Finding("wordlist", score=0.8)]

    verdict = decide(findings, thresholds=published)

    assert (verdict.kind, verdict.codes) == (Kind.HOLD, ("not_checked", "wordlist"))


@pytest.mark.parametrize("setting", ["hold", "publish"])
def test_the_setting_in_force_is_among_the_thresholds(settings, setting):
    settings.CHECKING = replace(settings.CHECKING, not_checked=setting)

    verdict = decide([Finding("links", ran=Ran.FAILED)], thresholds=policy.thresholds_in_force())

    assert verdict.kind == setting


@pytest.mark.parametrize("version", [1, 2])
def test_earlier_policies_know_no_such_setting_and_hold(version):
    verdict = policy.VERSIONS[version]([Finding("links", ran=Ran.FAILED)], mode="open", standing="known")

    assert (verdict.kind, verdict.policy_version) == (Kind.HOLD, version)
    assert "not_checked_holds" not in verdict.thresholds


def test_the_discussion_and_the_readers_standing_can_ask_for_a_look():
    assert decide(NOTHING_FOUND, mode=Discussion.Mode.LOOKED_AT_FIRST).codes == ("mode",)
    assert decide(NOTHING_FOUND, standing=Standing.Level.WATCHED).codes == ("standing",)


def test_the_switch_for_the_whole_site_asks_for_a_look_at_everything_beside_what_was_found():
    assert decide(NOTHING_FOUND, commenting=SiteSwitch.State.HOLD).codes == ("switch",)
    assert decide([Finding("links", score=1.0)], commenting=SiteSwitch.State.HOLD).codes == ("links", "switch")
    assert decide(NOTHING_FOUND, commenting=SiteSwitch.State.PAUSED).kind == Kind.PUBLISH


def test_the_switch_lets_nothing_through_that_is_refused_without_it():
    said_twice = [Finding("repeats", score=1.0, detail={"mine": 2})]

    verdict = decide(said_twice, rules={"repeats": 4}, commenting=SiteSwitch.State.HOLD)

    assert (verdict.kind, verdict.codes) == (Kind.REFUSE, ("repeats",))


def test_the_first_policy_still_decides_as_it_did():
    verdict = policy.VERSIONS[1](NOTHING_FOUND, mode=Discussion.Mode.LOOKED_AT_FIRST, standing=Standing.Level.KNOWN)

    assert (verdict.kind, verdict.codes, verdict.policy_version) == (Kind.HOLD, ("mode",), 1)


def test_the_same_words_a_third_time_are_refused_under_the_rule_that_names_the_check():
    said_twice = [Finding("repeats", score=1.0, detail={"mine": 2})]

    verdict = decide(said_twice, rules={"repeats": 4}, standards_version=7)

    assert (verdict.kind, verdict.rule_number, verdict.standards_version) == (Kind.REFUSE, 4, 7)


def test_without_a_rule_to_name_nothing_is_refused():
    assert decide([Finding("repeats", score=1.0, detail={"mine": 9})], rules={}).kind == Kind.HOLD


def test_a_verdict_names_its_version_and_thresholds_and_is_reproduced_from_them():
    findings = [Finding("links", score=0.6)]
    first = decide(findings)

    again = policy.VERSIONS[first.policy_version](
        findings, mode=Discussion.Mode.OPEN, standing=Standing.Level.KNOWN, thresholds=first.thresholds
    )

    assert again == first


found = st.builds(
    Finding,
    check=st.sampled_from([check.name for check in checks.CHECKS]),
    score=st.floats(0, 1),
    ran=st.sampled_from(Ran),
    detail=st.fixed_dictionaries({"mine": st.integers(0, 5)}),
)


@given(
    st.lists(found, max_size=4, unique_by=lambda finding: finding.check),
    st.sampled_from(Discussion.Mode),
    st.sampled_from(Standing.Level),
)
def test_the_order_of_checks_never_changes_the_outcome(findings, mode, standing):
    verdicts = {decide(order, mode=mode, standing=standing, rules={"repeats": 1}).codes for order in permutations(findings)}

    assert len(verdicts) == 1
