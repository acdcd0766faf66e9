"""Editors' picks: who makes one, where it is shown, and that it comes and goes with what readers see."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from comments import limits, notifying
from comments.models import Decision, Pick
from comments.moderation import decisions
from comments.moderation.decisions import Seen
from tests.comments.reading import css, fragment, read
from tests.factories.accounts import make_editor, make_moderator, make_reader, make_reporter
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_rule, make_thread

FROM_SCRIPT = {"hx-request": "true"}


def picked(client, discussion):
    """The comments under the editors' picks, in their order."""
    page = read(client, f"{discussion.get_absolute_url()}picks/")
    return [int(item.get("id").removeprefix("comment-")) for item in css(page, ".thread .branch")]


def badges(page, comment):
    return [badge.text_content() for badge in css(page, f"#comment-{comment.pk} .comment-head .badge")]


def pick(comment):
    return decisions.feature(comment, by=make_editor())


@pytest.mark.parametrize("make_person", [make_editor, make_moderator])
def test_editors_and_moderators_make_a_pick_and_the_log_says_so(discussion, make_person):
    comment, person = make_comment(discussion=discussion), make_person()

    made = decisions.feature(comment, by=person)
    again = decisions.feature(comment, by=make_editor())
    undone = decisions.unfeature(comment, by=person)

    assert (made.kind, made.by_id, made.status_after) == (Decision.Kind.FEATURE, person.pk, "published")
    assert again is None
    assert undone.kind == Decision.Kind.UNFEATURE
    assert decisions.unfeature(comment, by=person) is None
    assert not Pick.objects.exists()


@pytest.mark.parametrize("make_person", [make_reader, make_reporter])
def test_nobody_else_makes_a_pick(discussion, make_person):
    comment, person = make_comment(discussion=discussion), make_person()
    pick(comment)

    for verb in (decisions.feature, decisions.unfeature):
        with pytest.raises(PermissionDenied, match="Only editors and moderators"):
            verb(comment, by=person)

    assert Pick.objects.count() == 1


def test_nobody_puts_their_own_comment_forward(discussion):
    editor = make_editor()

    with pytest.raises(PermissionDenied, match="their own comment"):
        decisions.feature(make_comment(discussion=discussion, author=editor), by=editor)


def test_only_what_readers_see_can_be_put_forward(discussion):
    with pytest.raises(decisions.Changed):
        pick(make_held_comment(discussion=discussion))


def test_the_latest_pick_stands_first_answers_included(client, discussion):
    first, answer = make_thread(discussion, answers=1)
    later = make_comment(discussion=discussion)
    make_comment(discussion=discussion)
    for comment in (later, answer, first):
        pick(comment)

    assert picked(client, discussion) == [first.pk, answer.pk, later.pk]


def test_an_answer_among_the_picks_names_whom_it_answers(client, discussion):
    first, answer = make_thread(discussion, answers=1)
    pick(answer)

    page = read(client, f"{discussion.get_absolute_url()}picks/")

    assert first.author.display_name in css(page, ".comment-to")[0].text_content()


def test_pages_of_picks_lead_to_each_once(client, discussion, monkeypatch):
    monkeypatch.setattr(limits, "PICKS_ON_A_PAGE", 2)
    comments = [make_comment(discussion=discussion) for _ in range(5)]
    for comment in comments:
        pick(comment)
    Pick.objects.update(at=Pick.objects.first().at)
    address, found = f"{discussion.get_absolute_url()}picks/", []

    while address:
        page = read(client, address)
        found += [int(item.get("id").removeprefix("comment-")) for item in css(page, ".branch") if item.get("id")]
        address = next((link.get("href") for link in css(page, ".more-older")), None)

    assert found == [comment.pk for comment in reversed(comments)]


def test_a_pick_goes_and_comes_back_with_its_comment(client, discussion):
    comment, other = make_comment(discussion=discussion), make_comment(discussion=discussion)
    moderator = make_moderator()
    pick(comment)
    pick(other)

    decisions.remove(comment, by=moderator, rule=make_rule())
    assert picked(client, discussion) == [other.pk]
    decisions.approve(comment, by=moderator)
    assert picked(client, discussion) == [other.pk, comment.pk]
    decisions.take_back(other, by=other.author)

    assert picked(client, discussion) == [comment.pk]


def test_everybody_sees_the_badge_wherever_the_comment_stands(client, discussion):
    comment, other = make_comment(discussion=discussion), make_comment(discussion=discussion)
    addresses = [discussion.get_absolute_url(), discussion.article.get_absolute_url()]
    assert [badges(read(client, address), comment) for address in addresses] == [[], []]

    pick(comment)

    assert [badges(read(client, address), comment) for address in addresses] == [["Editors’ pick"]] * 2
    assert badges(read(client, comment.get_absolute_url()), comment) == ["Editors’ pick"]
    assert badges(read(client, addresses[0]), other) == []


def test_kept_pages_follow_a_pick(committed, client):
    discussion = make_discussion()
    comment = make_comment(discussion=discussion)
    assert picked(client, discussion) == []
    assert badges(read(client, discussion.get_absolute_url()), comment) == []

    pick(comment)

    assert picked(client, discussion) == [comment.pk]
    assert badges(read(client, discussion.get_absolute_url()), comment) == ["Editors’ pick"]


def buttons(client, person, comment):
    """Where the buttons that make or unmake a pick lead, for this person."""
    client.force_login(person)
    page = read(client, comment.discussion.get_absolute_url())
    return [b.get("formaction") for b in css(page, f"#actions-{comment.pk} button") if "feature" in b.get("formaction")]


def test_editors_and_moderators_have_a_button_and_readers_none(client, discussion):
    comment = make_comment(discussion=discussion)
    address = comment.get_absolute_url()

    assert buttons(client, make_editor(), comment) == [f"{address}feature/"]
    assert buttons(client, make_moderator(), comment) == [f"{address}feature/"]
    assert buttons(client, make_reader(), comment) == []
    pick(comment)

    assert buttons(client, make_editor(), comment) == [f"{address}feature/take-back/"]


def test_there_is_no_button_on_ones_own_comment(client, discussion):
    editor = make_editor()

    assert buttons(client, editor, make_comment(discussion=discussion, author=editor)) == []


def test_pressing_the_button_makes_a_pick_and_leads_back(client, discussion):
    comment = make_comment(discussion=discussion)
    client.force_login(make_editor())

    answer = client.post(f"{comment.get_absolute_url()}feature/")

    assert (answer.status_code, answer.url) == (302, comment.get_absolute_url())
    assert Pick.objects.filter(comment=comment).exists()
    client.post(f"{comment.get_absolute_url()}feature/take-back/")
    assert not Pick.objects.exists()


def test_with_script_the_button_changes_in_its_place_and_keeps_the_focus(client, discussion):
    comment = make_comment(discussion=discussion)
    client.force_login(make_editor())

    answer = client.post(f"{comment.get_absolute_url()}feature/", headers=FROM_SCRIPT)

    [button] = [b for b in css(fragment(answer), "button") if "feature" in b.get("formaction")]
    assert (button.get("aria-pressed"), "autofocus" in button.attrib) == ("true", True)
    assert button.get("formaction") == f"{comment.get_absolute_url()}feature/take-back/"


def test_with_script_the_badge_comes_and_goes_with_the_button(client, discussion):
    comment = make_comment(discussion=discussion)
    client.force_login(make_editor())
    place = css(read(client, discussion.get_absolute_url()), f"#pick-{comment.pk}")

    ways = ["feature/", "feature/take-back/"]
    answers = [client.post(f"{comment.get_absolute_url()}{way}", headers=FROM_SCRIPT) for way in ways]
    [came], [went] = [css(fragment(answer), f"#pick-{comment.pk}") for answer in answers]

    assert came.get("data-hx-swap-oob") == went.get("data-hx-swap-oob") == "true"
    assert [("hidden" in span.attrib, span.text_content()) for span in (*place, came, went)] == [
        (True, ""),
        (False, "Editors’ pick"),
        (True, ""),
    ]


@pytest.mark.parametrize("way", ["feature/", "feature/take-back/"])
def test_strangers_sign_in_readers_may_not_and_looking_does_nothing(client, discussion, way):
    comment = make_comment(discussion=discussion)
    address = f"{comment.get_absolute_url()}{way}"

    assert "/login/" in client.post(address).url
    client.force_login(make_reader())
    assert client.post(address).status_code == 403
    client.force_login(make_editor())
    assert client.get(address).status_code == 405
    assert client.post("/comments/404404/feature/").status_code == 404
    assert not Pick.objects.exists()


def test_what_was_removed_meanwhile_is_not_picked_and_says_why(client, discussion):
    comment, _answer = make_thread(discussion, answers=1)
    decisions.take_back(comment, by=comment.author)
    client.force_login(make_editor())

    answer = client.post(f"{comment.get_absolute_url()}feature/", follow=True)
    by_script = client.post(f"{comment.get_absolute_url()}feature/", headers=FROM_SCRIPT)

    assert "no longer shown" in answer.content.decode()
    assert by_script.headers["HX-Redirect"] == discussion.get_absolute_url()


def test_a_pick_is_no_decision_on_whether_readers_see_a_comment(discussion):
    comment, moderator = make_comment(discussion=discussion), make_moderator()
    seen = Seen.of(comment)
    removal = decisions.remove(comment, by=moderator, rule=make_rule(), seen=seen)
    decisions.undo(removal, by=moderator)
    seen = Seen.of(comment)

    pick(comment)

    assert Seen.of(comment) == seen
    decisions.remove(comment, by=moderator, rule=make_rule(), seen=seen)


def test_an_undo_is_possible_across_a_pick_and_a_letter_is_still_sent(discussion):
    comment, moderator = make_held_comment(discussion=discussion), make_moderator()
    approval = decisions.approve(comment, by=moderator)
    pick(comment)

    notifying.tell_author(decision_id=approval.pk)

    assert [letter.to for letter in mail.outbox] == [[comment.author.email]]
    assert decisions.undo(approval, by=moderator).undoes_id == approval.pk
