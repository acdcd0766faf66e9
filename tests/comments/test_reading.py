"""Pages that everybody reads: what stands on them, that they stay exact, and what they cost."""

import pytest
from django.urls import reverse

from articles.models import Article
from comments import opening, recommending
from comments.models import Discussion
from comments.moderation import decisions
from newsroom.accounts import pictures
from newsroom.providers import Offered
from tests.comments.reading import css, fragment, read
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import (
    make_chain,
    make_comment,
    make_discussion,
    make_held_comment,
    make_removed_comment,
    make_rule,
    make_thread,
    make_trusted_reader,
)

pytestmark = pytest.mark.django_db


def test_the_conversation_shows_words_name_time_and_actions(client, discussion):
    comment = make_comment(discussion=discussion, body="The *barrier* holds.")

    page = read(client, discussion.get_absolute_url())

    [shown] = css(page, f"#comment-{comment.pk}")
    assert css(shown, ".comment-body em")[0].text == "barrier"
    assert css(shown, ".comment-author")[0].text == comment.author.display_name
    assert [a.text_content().split()[0] for a in css(shown, ".action")] == ["Reply", "Recommend", "Report", "Follow", "Link"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "with an account here."),
        (["Google"], "with an account here or with Google."),
        (["Google", "Facebook", "Harbour staff"], "with an account here or with Google, Facebook or Harbour staff."),
    ],
)
def test_the_way_to_take_part_names_the_providers_that_are_set_up_and_no_others(client, discussion, settings, names, said):
    settings.PROVIDERS = Offered(names=names)

    [way] = css(read(client, discussion.get_absolute_url()), ".take-part")

    assert way.text_content().endswith(f"You can write first and sign in afterwards, {said}")


def test_answers_are_nested_lists(client, discussion):
    chain = make_chain(discussion, deep=2)

    page = read(client, discussion.get_absolute_url())

    path = " ol.answers ".join(f"li#comment-{c.pk}" for c in chain)
    assert css(page, path)


def test_every_way_on_is_a_plain_link_that_leads_somewhere(client, discussion):
    make_chain(discussion, deep=8)
    for _ in range(19):
        make_comment(discussion=discussion)
    make_thread(discussion, answers=85)

    links = [
        link
        for order in ["newest", "oldest"]
        for kind in ["a.show-more", "a.continue", "a.show-new"]
        for link in css(read(client, f"{discussion.get_absolute_url()}?order={order}"), kind)
    ]

    assert {link.get("class").split()[0] for link in links} == {"show-more", "continue", "show-new"}
    for link in links:
        read(client, link.get("href"))
        if link.get("data-hx-get"):
            assert client.get(link.get("data-hx-get")).status_code == 200


def test_a_parts_answer_is_list_items_that_continue_the_page(client, discussion):
    make_thread(discussion, answers=90)
    page = read(client, discussion.get_absolute_url())
    [more] = [a for a in css(page, "a.show-more") if "branch" in a.get("data-hx-get")]

    part = fragment(client.get(more.get("data-hx-get")))

    assert more.text == f"Show {len(css(part, 'article.comment'))} more answers"
    assert {li.tag for li in part} == {"li"}


def test_a_permalink_shows_the_comment_with_ancestors_and_answers(client, discussion):
    chain = make_chain(discussion, deep=3)

    page = read(client, chain[1].get_absolute_url())

    assert [li.get("id") for li in css(page, ".ancestors .branch")] == [f"comment-{chain[0].pk}"]
    assert css(page, f"#comment-{chain[1].pk}.comment-marked #comment-{chain[3].pk}")


def test_a_comment_that_readers_do_not_see_is_not_found(client, discussion):
    held = make_held_comment(discussion=discussion)
    removed = make_removed_comment(discussion=discussion)

    assert client.get(held.get_absolute_url()).status_code == 404
    assert client.get(removed.get_absolute_url()).status_code == 404
    assert client.get(reverse("comments:comment", args=[2**63])).status_code == 404


def test_a_removed_comments_words_are_on_no_page(client, discussion):
    parent, answer = make_thread(discussion, answers=1)
    decisions.remove(parent, by=make_moderator(), rule=make_rule())

    for address in [discussion.get_absolute_url(), parent.get_absolute_url(), answer.get_absolute_url()]:
        content = client.get(address).content.decode()
        assert parent.body not in content
        assert "removed under the community standards" in content


@pytest.mark.parametrize("over", [{"status": "draft"}, {"status": "withdrawn"}])
def test_the_conversation_of_a_story_that_is_not_public_is_not_found(client, discussion, over):
    comment = make_comment(discussion=discussion)
    Article.objects.filter(pk=discussion.pk).update(**over)

    assert client.get(discussion.get_absolute_url()).status_code == 404
    assert client.get(comment.get_absolute_url()).status_code == 404


def test_a_conversation_switched_off_is_not_found(client):
    discussion = make_discussion(mode=Discussion.Mode.CLOSED)

    assert client.get(discussion.get_absolute_url()).status_code == 404


def test_a_closed_conversation_can_be_read_and_says_that_it_is_closed(client, discussion):
    comment = make_comment(discussion=discussion)
    opening.run_discussion(discussion, mode="read", closes_at=None)

    page = read(client, discussion.get_absolute_url())

    assert "read only" in css(page, ".closed")[0].text
    assert not [a for a in css(page, f"#comment-{comment.pk} a") if a.get("href").endswith("/reply/")]


def test_the_standards_are_numbered_and_each_rule_has_an_address(client):
    make_rule(1), make_rule(2)

    page = read(client, "/standards/")

    assert [li.get("id") for li in css(page, ".rule")] == ["rule-1", "rule-2"]


@pytest.mark.parametrize(
    "junk", ["order=best", "order=", "after=-5", "after=x", "after=99999999999999999999", "after=0", "since=-1", "after=%00"]
)
def test_junk_in_the_address_gives_the_first_page(client, discussion, junk):
    comment = make_comment(discussion=discussion)

    for name in ["discussion", "new", "threads", "new_comments", "new_count"]:
        assert client.get(f"{reverse(f'comments:{name}', args=[discussion.pk])}?{junk}").status_code == 200
    assert client.get(f"{comment.get_absolute_url()}?{junk}").status_code == 200


def test_a_marker_beyond_the_end_says_so_and_leads_back(client, discussion):
    make_comment(discussion=discussion)

    page = read(client, f"{discussion.get_absolute_url()}?order=oldest&after=4000000000")

    assert "nothing further back" in css(page, ".empty")[0].text_content()


def test_new_comments_are_counted_and_shown(client, discussion):
    make_comment(discussion=discussion)
    address = css(read(client, discussion.get_absolute_url()), "#show-new")[0]
    new = make_comment(discussion=discussion)

    [link] = css(fragment(client.get(address.get("data-poll"))), "#show-new")
    page = read(client, link.get("href"))

    assert link.text == "Show new comments (1)"
    assert [li.get("id") for li in css(page, ".new-comments .branch")] == [f"comment-{new.pk}"]
    assert css(page, "#show-new")[0].get("data-count") == "0"


def test_a_new_answer_says_whom_it_answers(client, discussion):
    parent, answer = make_thread(discussion, answers=1)

    page = read(client, f"{reverse('comments:new', args=[discussion.pk])}?since=1")

    [to] = css(page, f"#comment-{answer.pk} .comment-to a")
    assert (to.text, to.get("href")) == (parent.author.display_name, parent.get_absolute_url())


def test_a_page_costs_a_fixed_number_of_queries(client, discussion, django_assert_max_num_queries):
    make_thread(discussion, answers=30)
    chain = make_chain(discussion, deep=8)

    for address in [discussion.get_absolute_url(), chain[4].get_absolute_url()]:
        with django_assert_max_num_queries(14):
            client.get(address)


def test_a_signed_in_reader_costs_a_few_more(client, discussion, django_assert_max_num_queries):
    make_thread(discussion, answers=30)
    reader = make_reader()
    make_held_comment(discussion=discussion, author=reader)
    sign_in(client, reader)

    with django_assert_max_num_queries(18 + 3):  # in a test, Django adds savepoints around the build
        client.get(discussion.get_absolute_url())


def test_the_page_names_one_form_for_actions_and_a_stranger_is_asked_to_sign_in(client, discussion):
    comment = make_comment(discussion=discussion)
    page = read(client, discussion.get_absolute_url())
    button = css(page, f"#comment-{comment.pk} button")[0]

    answer = client.get(button.get("formaction"))

    assert css(page, "form#act")[0].get("method") == "get"
    assert button.get("form") == "act"
    assert answer.url == f"/account/login/?next={button.get('formaction')}"


def test_a_signed_in_reader_sees_which_comments_they_recommend_and_which_are_theirs(client, discussion):
    reader = make_trusted_reader()
    other, mine = make_comment(discussion=discussion), make_comment(discussion=discussion, author=reader)
    recommending.recommend(other, by=reader)

    page = read(sign_in(client, reader), discussion.get_absolute_url())

    assert css(page, f"#comment-{other.pk} button")[0].get("aria-pressed") == "true"
    assert [a.text for a in css(page, f"#comment-{mine.pk} a.action")][1:] == ["Change", "Take back", "Link"]
    assert css(page, "form#act")[0].get("method") == "post"


def test_a_moderator_is_led_from_every_comment_but_their_own_to_its_case(client, discussion, reader):
    moderator = make_moderator()
    other, mine = make_comment(discussion=discussion), make_comment(discussion=discussion, author=moderator)

    as_reader = read(sign_in(client, reader), discussion.get_absolute_url())
    as_moderator = read(sign_in(client, moderator), discussion.get_absolute_url())

    case = reverse("moderation:case", args=[other.pk])
    assert [a.get("href") for a in css(as_moderator, f"#comment-{other.pk} a.action")][-1] == case
    assert "Moderate" not in "".join(a.text_content() for a in css(as_moderator, f"#comment-{mine.pk} .action"))
    assert "Moderate" not in "".join(a.text_content() for a in css(as_reader, ".comment-actions .action"))


def test_ones_own_held_comment_stands_on_top_with_the_reason_for_oneself_alone(client, discussion, reader):
    held = make_held_comment(discussion=discussion, author=reader, body="Not yet for everyone.")
    stranger = client.get(discussion.get_absolute_url()).content.decode()

    page = read(sign_in(client, reader), discussion.get_absolute_url())

    assert "Not yet for everyone." not in stranger
    [own] = css(page, f".own-comments #comment-{held.pk}")
    assert "first 2 comments" in css(own, ".held")[0].text_content()


def test_ones_own_held_comment_has_ones_own_picture(client, discussion, reader):
    type(reader).objects.filter(pk=reader.pk).update(avatar="abc")
    held = make_held_comment(discussion=discussion, author=reader)

    page = read(sign_in(client, reader), discussion.get_absolute_url())

    [picture] = css(page, f".own-comments #comment-{held.pk} img.avatar")
    assert picture.get("src") == pictures.url("abc", pictures.SMALL)


def test_another_reader_does_not_see_a_held_comment(client, discussion, reader):
    make_held_comment(discussion=discussion, body="Not yet for everyone.")

    assert "Not yet for everyone." not in sign_in(client, reader).get(discussion.get_absolute_url()).content.decode()
