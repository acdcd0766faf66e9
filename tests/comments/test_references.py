"""Naming readers and quoting comments: kept as numbers, resolved whenever they are shown."""

import pytest

from comments import limits, mentioning, quoting, references, wording
from comments.models import Mention
from comments.moderation import decisions
from comments.posting import Refused, post_comment
from newsroom.accounts import holdings, renaming
from tests.comments.hostile import OWN
from tests.comments.reading import css, read
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_comment, make_removed_comment, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def kira(discussion):
    """A comment by Kira Evans."""
    return make_comment(
        discussion=discussion, author=make_trusted_reader(display_name="Kira Evans"), body="The barrier costs too much."
    )


def body_of(client, comment):
    """A comment's body on its conversation's page."""
    [body] = css(read(client, comment.discussion.get_absolute_url()), f"#comment-{comment.pk} .comment-body")[:1]
    return body


def text_of(client, comment):
    return " ".join(body_of(client, comment).text_content().split())


def test_a_name_after_an_at_sign_is_kept_as_a_number_and_shown_as_the_name(client, discussion, kira):
    comment = make_comment(discussion=discussion, body="I asked @Kira Evans, and @kira evans’s neighbour.")

    assert "Kira" not in comment.body
    assert references.readers_in(comment.body) == [kira.author_id]
    assert Mention.objects.get(comment=comment).reader == kira.author
    assert text_of(client, comment) == "I asked @Kira Evans, and @Kira Evans’s neighbour."


def test_the_longer_of_two_names_that_fit_is_meant(discussion, kira):
    other = make_comment(discussion=discussion, author=make_trusted_reader(display_name="Kira"))
    comment = make_comment(discussion=discussion, body="@Kira Evans said so. @Kira did not.")

    assert references.readers_in(comment.body) == [kira.author_id, other.author_id]


@pytest.mark.parametrize("body", ["@Mina Holm was right.", "kira@Kira Evans", "https://example.org/@Kira Evans", "@ Kira Evans"])
def test_what_names_nobody_here_stays_as_it_was_typed(discussion, kira, body):
    make_reader(display_name="Mina Holm")

    comment = make_comment(discussion=discussion, body=body)

    assert comment.body == body
    assert not Mention.objects.exists()


def test_somebody_renamed_is_called_by_the_new_name_at_once(client, discussion, kira):
    comment = make_comment(discussion=discussion, body="@Kira Evans is right.")
    text_of(client, comment)

    renaming.rename(kira.author, "Kira Holm", by=make_moderator())

    assert text_of(client, comment) == "@Kira Holm is right."


def test_somebody_who_left_is_named_no_more(client, discussion, kira):
    comment = make_comment(discussion=discussion, body="@Kira Evans is right.")
    text_of(client, comment)

    holdings.erase(kira.author)

    assert "Kira" not in body_of(client, comment).text_content()
    assert f"@Former reader {kira.author_id} is right." in text_of(client, comment)
    assert not Mention.objects.exists()


def test_nobody_can_write_a_reference_by_hand(client, discussion, kira):
    comment = make_comment(discussion=discussion, body=f"{references.to_reader(kira.author_id)} and @12 and #{kira.pk}")

    assert references.BEGIN not in comment.body
    assert text_of(client, comment) == f"@{kira.author_id} and @12 and #{kira.pk}"


def test_ones_own_name_is_shown_and_nobody_is_told(discussion, kira):
    comment = make_comment(discussion=discussion, author=kira.author, body="I am @Kira Evans.", now=later(kira))

    assert references.readers_in(comment.body) == [kira.author_id]
    assert not Mention.objects.exists()


def later(comment):
    return comment.created_at + limits.PAUSE


@pytest.mark.parametrize("many", [limits.MENTIONED_AT_ONCE + 1, 30])
def test_a_comment_that_calls_half_the_conversation_comes_back_with_a_sentence(discussion, many):
    names = [make_comment(discussion=discussion).author.display_name for _ in range(many)]

    with pytest.raises(Refused) as refused:
        make_comment(discussion=discussion, body=" ".join(f"@{name}," for name in names))

    assert "10 readers with @ at most" in refused.value.sentence


def test_thousands_of_at_signs_cost_one_question(discussion, kira, django_assert_num_queries):
    typed = "@Kira Evans " + "@a " * 900

    with django_assert_num_queries(1):
        body = mentioning.with_references(wording.clean(typed), discussion_id=discussion.pk)

    assert references.readers_in(body) == [kira.author_id]


def test_names_are_offered_by_their_beginning_to_those_in_this_conversation(discussion, kira):
    make_reader(display_name="Kirsten Abroad")

    assert mentioning.names_beginning("ki", discussion_id=discussion.pk) == ["Kira Evans"]
    assert mentioning.names_beginning("ki%_", discussion_id=discussion.pk) == []


# --- Quoting -------------------------------------------------------------------------------------------------------


def test_a_quotation_names_its_source_and_leads_to_it(client, discussion, kira):
    answer = make_comment(parent=kira, body=quoting.quotation(kira) + "Less than a flood.")

    [quoted] = css(body_of(client, answer), "blockquote")
    assert f"> {references.to_comment(kira.pk)}" in answer.body
    assert [part.text_content() for part in css(quoted, "p")] == ["Kira Evans wrote:", "The barrier costs too much."]
    assert css(quoted, "a")[0].get("href") == kira.get_absolute_url()


@pytest.mark.parametrize("end", ["removed", "taken back"])
def test_what_is_no_longer_shown_is_no_longer_quoted(client, discussion, kira, end):
    answer = make_comment(parent=kira, body=quoting.quotation(kira) + "Less than a flood.\n\n> Too much\n\nReally.")
    assert "The barrier costs too much." in text_of(client, answer)

    if end == "removed":
        decisions.remove(kira, by=make_moderator(), rule=make_rule())
    else:
        decisions.take_back(kira, by=kira.author)

    said = text_of(client, answer)
    assert "costs too much" not in said
    assert ("has been taken back" if end == "taken back" else "is no longer shown") in said
    assert "Less than a flood." in said
    assert "Kira" not in said


def test_words_that_the_source_does_not_have_are_not_quoted_from_it(discussion, kira):
    typed = f"> #{kira.pk}, Kira Evans:\n> I hate the harbour.\n\nReally?"

    assert make_comment(parent=kira, body=typed).body == typed


def test_words_may_be_left_out_of_a_quotation(discussion, kira):
    answer = make_comment(parent=kira, body=f"> #{kira.pk}:\n> The barrier […] too much.\n\nHow much is it?")

    assert references.to_comment(kira.pk) in answer.body


def test_what_is_gone_cannot_be_quoted_anew(discussion):
    gone = make_removed_comment(discussion=discussion, body="Words that hurt.")

    with pytest.raises(Refused) as refused:
        make_comment(discussion=discussion, body=f"> #{gone.pk}, Somebody:\n> Words that hurt.\n\nListen to that.")

    assert f"(#{gone.pk}) is no longer shown" in refused.value.sentence


def test_a_comment_of_another_conversation_is_not_quoted_here(discussion):
    foreign = make_comment(body="Elsewhere.")
    typed = quoting.quotation(foreign) + "Here."

    assert make_comment(discussion=discussion, body=typed).body == wording.clean(typed)


def test_a_quotation_is_of_the_comments_own_words_and_not_endless(discussion, kira):
    long = make_comment(parent=kira, body=quoting.quotation(kira) + " ".join(f"Own words, {number}." for number in range(150)))

    quoted = quoting.quotation(long)

    assert "barrier" not in quoted
    assert len(quoted) < limits.QUOTED_AT_ONCE + 100
    assert references.to_comment(long.pk) in make_comment(parent=long, body=quoted + "Yes.").body


def test_a_page_asks_once_for_all_references(client, discussion, kira, django_assert_num_queries):
    for _ in range(6):
        make_comment(parent=kira, body=quoting.quotation(kira) + "@Kira Evans, no.")
    bodies = [answer.body for answer in kira.answers.all()]

    with django_assert_num_queries(1):
        references.known(bodies)
    with django_assert_num_queries(0):
        references.known(["@nobody", "> #12:"])


def test_what_was_typed_is_spelled_out_again(discussion, kira):
    typed = quoting.quotation(kira) + "As @Kira Evans says."
    comment = make_comment(parent=kira, body=typed)

    assert references.spelled_out(comment.body, references.known([comment.body])) == typed


@pytest.mark.parametrize("text", OWN)
def test_a_hostile_name_and_hostile_words_are_quoted_as_text(text):
    names = {"@1": references.Named("@1", text), "#2": references.Named("#2", text, "published")}
    reader, quoted = references.to_reader(1), references.to_comment(2)
    body = f"> {quoted}\n> {wording.clean(text)}\n\nhttps://example.org/{reader} *{reader}*"

    html = references.as_html(body, names)

    assert "<script" not in html.lower()
    assert "<img" not in html.lower()
    assert 'href="https://example.org/"' in html
    assert references.BEGIN not in html


def test_posting_without_references_asks_nothing_more(discussion, django_assert_max_num_queries):
    author = make_trusted_reader()

    with django_assert_max_num_queries(17):
        post_comment(discussion, author=author, body="Nobody is named here.")
