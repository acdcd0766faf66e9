"""The form of a sanction: on its page, and in place by script, as the desk opens it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.models import Decision, Sanction
from comments.moderation import sanctions, standards
from newsroom.accounts import roles
from newsroom.accounts.models import Role
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_rule, make_trusted_reader, sanctioned
from tests.moderation.desk import BY_SCRIPT

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    """Somebody who is about to be sanctioned."""
    return make_trusted_reader(display_name="Ned Ash")


def address(account):
    return reverse("moderation:sanction", args=[account.pk])


def send(desk, account, *, headers=None, **over):
    """Send the form as it is now."""
    said = {
        "kind": "muted",
        "length": "7",
        "rule": over.pop("rule", None) or make_rule().pk,
        "reason": "Three insults in one evening.",
        "seen": sanctions.newest_on(account),
        **over,
    }
    return desk.post(address(account), {f"sanction-{name}": value for name, value in said.items()}, headers=headers)


@pytest.mark.parametrize("headers", [None, BY_SCRIPT])
def test_the_desk_opens_it_as_a_warning_about_one_comment(desk, reader, headers):
    comment = make_comment(author=reader, body="The words in question.")
    make_rule()

    page = desk.get(address(reader), {"comment": comment.pk, "kind": "warning"}, headers=headers).content.decode()

    assert f'name="sanction-comment" value="{comment.pk}"' in page
    assert f'value="warning" required id="id_{comment.pk}_sanction-kind_0" checked' in page
    assert ("autofocus" in page) is (headers is not None)
    assert ("<!doctype html>" in page.lower()) is (headers is None)
    assert ("The words in question." in page) is (headers is None)


@pytest.mark.parametrize(("length", "days", "lasts"), [("3", "", 3), ("30", "5", 30), ("other", "12", 12)])
def test_it_imposes_what_was_chosen(desk, reader, length, days, lasts):
    answer = send(desk, reader, length=length, days=days)

    sanction = Sanction.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("moderation:reader", args=[reader.pk]))
    assert (sanction.ends_at - sanction.starts_at).days == lasts


def test_until_it_is_lifted(desk, reader):
    send(desk, reader, kind="barred", length="until-lifted")

    assert Sanction.objects.get().ends_at is None


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ({"kind": ""}, "Choose what to do."),
        ({"kind": "executed"}, "Select a valid choice"),
        ({"length": "other"}, "Write for how many days."),
        ({"length": "other", "days": "100000"}, "less than or equal to 365"),
        ({"length": "other", "days": "-1"}, "greater than or equal to 1"),
        ({"length": "until-lifted"}, "Say for how many days"),
        ({"reason": "  "}, "Write why"),
        ({"rule": "999999"}, "no longer in force"),
        ({"rule": "x"}, "no longer in force"),
    ],
)
@pytest.mark.parametrize("headers", [None, BY_SCRIPT])
def test_what_makes_no_sense_comes_back_with_a_sentence(desk, reader, over, sentence, headers):
    answer = send(desk, reader, headers=headers, **over)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Sanction.objects.exists()


def test_a_rule_retired_meanwhile_is_answered_kindly(desk, reader):
    rule = make_rule()
    rule.retired_at = timezone.now()
    standards.save_rule(rule)

    answer = send(desk, reader, rule=rule.pk)

    assert "That rule is no longer in force." in answer.content.decode()


def test_by_script_the_answer_takes_the_forms_place_and_can_be_undone(desk, reader, clock):
    done = send(desk, reader, headers=BY_SCRIPT).content.decode()
    undo = reverse("moderation:undo_sanction", args=[Decision.objects.latest("pk").pk])

    undone = desk.post(undo, headers=BY_SCRIPT).content.decode()

    assert "Done: muted until" in done
    assert undo in done
    assert 'data-seconds="40"' in done
    # Whoever is under it reads it on every page at once: only the letter has not gone.
    assert "Undone. No letter was sent." in undone
    assert not Sanction.objects.in_force(now=timezone.now()).exists()


def test_without_script_it_is_undone_on_the_readers_page_which_says_how_long(desk, reader, clock):
    send(desk, reader)
    undo = reverse("moderation:undo_sanction", args=[Decision.objects.latest("pk").pk])
    clock.shift(25)

    page = desk.get(reverse("moderation:reader", args=[reader.pk])).content.decode()
    assert undo in page
    assert "15 seconds left" in page
    desk.post(undo)

    assert undo not in desk.get(reverse("moderation:reader", args=[reader.pk])).content.decode()


def test_a_second_press_finds_what_the_first_has_done_and_the_way_to_undo_it(desk, reader):
    rule = make_rule().pk
    send(desk, reader, headers=BY_SCRIPT, rule=rule, seen=0)

    answer = send(desk, reader, headers=BY_SCRIPT, rule=rule, seen=0).content.decode()

    assert "You have just done this: muted until" in answer
    assert reverse("moderation:undo_sanction", args=[Sanction.objects.get().decision_id]) in answer


def test_what_one_did_long_ago_is_not_to_be_undone_by_doing_it_again(desk, reader, clock):
    rule = make_rule().pk
    send(desk, reader, rule=rule, seen=0)
    clock.shift(120)

    answer = send(desk, reader, headers=BY_SCRIPT, rule=rule).content.decode()

    assert "This holds already: muted until" in answer
    assert "/undo/" not in answer


@pytest.mark.parametrize("headers", [None, BY_SCRIPT])
def test_a_colleague_was_first_with_the_same(desk, reader, headers):
    sanctioned(reader, by=make_moderator(display_name="Iris Vale"))

    answer = send(desk, reader, headers=headers, seen=0)
    page = answer.content.decode() if headers else desk.get(answer.url).content.decode()

    assert "Iris Vale has just done this: muted until" in page
    assert Sanction.objects.count() == 1


@pytest.mark.parametrize("headers", [None, BY_SCRIPT])
def test_a_colleague_was_first_with_something_else(desk, reader, headers):
    sanctioned(reader, kind="first", days=3)

    answer = send(desk, reader, headers=headers, seen=0, reason="My own words.")
    again = answer.content.decode()

    assert answer.status_code == 200
    assert "Somebody has decided about this reader since" in again
    assert "My own words." in again
    assert f'name="sanction-seen" value="{sanctions.newest_on(reader)}"' in again
    assert Sanction.objects.count() == 1


def test_somebody_elses_comment_is_left_out(desk, reader):
    other = make_comment()

    page = desk.get(address(reader), {"comment": other.pk, "kind": "nonsense"}).content.decode()
    send(desk, reader, comment=other.pk)

    assert f'name="sanction-comment" value="{other.pk}"' not in page
    assert Sanction.objects.get().comment is None


def test_not_about_oneself_nor_about_a_colleague_nor_without_the_role(desk, reader, moderator):
    colleague = make_moderator()
    for account in [moderator, colleague]:
        assert desk.get(address(account)).status_code == 403
        assert send(desk, account).status_code == 403
    roles.dismiss(moderator, Role.MODERATOR, by=None)

    assert send(desk, reader).status_code == 403
    assert not Sanction.objects.exists()


def test_lifting_asks_first_and_tells_the_reader_why(desk, reader):
    sanction = sanctioned(reader)
    lift = reverse("moderation:lift", args=[sanction.pk])

    asked = desk.get(lift).content.decode()
    desk.post(lift, {"note": "Well argued."})
    again = desk.post(lift, {"note": "Again."}, follow=True).content.decode()

    assert "Three insults in one evening." in asked
    assert Decision.objects.get(kind="lift").evidence.note == "Well argued."
    assert "You have just done this." in again


@pytest.mark.parametrize("place", ["sanctions/999999/lift/", "readers/999999/sanction/"])
def test_what_is_not_there_is_not_found(desk, place):
    assert desk.get(f"/moderation/{place}").status_code == 404


def test_a_decision_on_a_comment_is_not_undone_here(desk):
    decision = Decision.objects.get(comment_id=make_comment().pk)

    assert desk.post(reverse("moderation:undo_sanction", args=[decision.pk])).status_code == 404


@pytest.mark.parametrize("number", ["x", "-1", "9" * 19, "9" * 5000, "1e3", "\u0661"])
def test_a_number_that_is_no_comments_is_left_out(desk, reader, number):
    assert desk.get(address(reader), {"comment": number}).status_code == 200
    assert send(desk, reader, comment=number).status_code in {302, 422}


@pytest.mark.parametrize("over", [{"length": "other", "days": ""}, {"length": "other", "days": "-3"}, {"length": "gone"}])
def test_a_warning_leaves_out_whatever_stands_where_its_length_would(desk, reader, over):
    send(desk, reader, kind="warning", **over)

    sanction = Sanction.objects.get()
    assert (sanction.kind, sanction.ends_at) == ("warning", None)
