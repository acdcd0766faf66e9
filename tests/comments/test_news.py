"""The page of news: newest first, each thing once, read when its reader says so, and nothing of what is gone."""

import pytest
from django.urls import reverse

from articles import publishing
from comments import news, notifying, telling
from comments.models import Notification
from comments.moderation import decisions
from tests.comments.hearing import NEWS, follow_and_tell, lines, open_first
from tests.comments.reading import css, read
from tests.factories.accounts import make_editor, make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_discussion, make_report, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db


# --- What it says


def test_an_answer_says_who_where_and_leads_to_it(client, answered):
    reader, answer = answered
    sign_in(client, reader)

    page = read(client, NEWS)
    done = open_first(client, page)

    headline = answer.discussion.article.headline
    assert lines(page) == [f"New Mara Quist answered you under {headline}."]
    assert css(page, ".news-words a")[0].get("href") == answer.discussion.article.get_absolute_url()
    assert done.url == answer.get_absolute_url()


def test_a_mention_and_what_one_follows_say_so(client, discussion):
    reader = make_trusted_reader(display_name="Kira Evans")
    make_comment(discussion=discussion, author=reader)
    telling.spread(make_comment(discussion=discussion, body="Ask @Kira Evans.").pk)
    follow_and_tell(reader, make_discussion(), count=1)

    said = lines(read(sign_in(client, reader), NEWS))

    assert "wrote under" in said[0]
    assert "which you follow" in said[0]
    assert "named you under" in said[1]


def test_a_removal_names_its_rule_and_leads_to_the_reasons(client, discussion):
    comment = make_comment(discussion=discussion)
    decision = decisions.remove(comment, by=make_moderator(), rule=make_rule())
    notifying.tell_author(decision_id=decision.pk)
    sign_in(client, comment.author)

    page = read(client, NEWS)
    done = open_first(client, page)

    assert "A moderator has removed your comment under" in lines(page)[0]
    assert f"Rule 1: {make_rule().title}" in css(page, ".news-item")[0].text_content()
    reasons = reverse("comments:reasons", args=[decision.pk])
    assert done.url == reasons
    assert reasons in [link.get("href") for link in css(page, ".news-item a")]
    assert "Read why, and how to object" in css(page, ".news-item")[0].text_content()
    assert make_rule().text in client.get(done.url).content.decode()


def test_a_comment_that_is_back_leads_to_itself_and_not_to_reasons(client, discussion):
    comment = make_comment(discussion=discussion)
    decisions.remove(comment, by=make_moderator(), rule=make_rule())
    back = decisions.approve(comment, by=make_moderator())
    telling.tell_of_decision(back, reader=comment.author, kind=Notification.Kind.DECISION)
    sign_in(client, comment.author)

    assert open_first(client, read(client, NEWS)).url == f"{reverse('comments:mine')}#comment-{comment.pk}"


def test_a_removal_that_an_undoing_brought_back_names_its_rule(client, discussion):
    comment, moderator = make_comment(discussion=discussion), make_moderator()
    removal = decisions.remove(comment, by=moderator, rule=make_rule())
    undone = decisions.undo(decisions.approve(comment, by=moderator), by=moderator)

    notifying.tell_author(decision_id=undone.pk)
    page = read(sign_in(client, comment.author), NEWS)

    assert "Rule 1" in css(page, ".news-item")[0].text_content()
    assert open_first(client, page).url == reverse("comments:reasons", args=[removal.pk])


@pytest.mark.parametrize(("decide", "words"), [("remove", "was removed"), ("approve", "may stay"), ("take_back", "taken back")])
def test_what_came_of_a_report(client, discussion, decide, words):
    report, moderator = make_report(comment=make_comment(discussion=discussion)), make_moderator()
    decision = {
        "remove": lambda: decisions.remove(report.comment, by=moderator, rule=make_rule()),
        "approve": lambda: decisions.approve(report.comment, by=moderator),
        "take_back": lambda: decisions.take_back(report.comment, by=report.comment.author),
    }[decide]()

    notifying.tell_reporters(decision_id=decision.pk)

    [said] = lines(read(sign_in(client, report.reader), NEWS))
    assert words in said


def test_what_follows_one_another_in_one_conversation_is_one_line(client, discussion, reader):
    names = ["Ann Lee", "Ben Cole", "Cy Dunn", "Dee Egan"]
    for name in names:
        follow_and_tell(reader, discussion, count=1, author=make_trusted_reader(display_name=name))
    first = discussion.comments.order_by("number").first()
    sign_in(client, reader)

    page = read(client, NEWS)
    done = open_first(client, page)

    assert len(css(page, ".news-item")) == 1
    assert "Dee Egan, Cy Dunn and 2 others wrote 4 comments under" in lines(page)[0]
    assert done.url == f"{reverse('comments:new', args=[discussion.pk])}?since={first.number - 1}"
    assert "New" not in lines(read(client, NEWS))[0].split()


def test_two_conversations_are_two_lines(client, discussion, reader):
    follow_and_tell(reader, discussion, count=2)
    follow_and_tell(reader, make_discussion(), count=1)

    assert len(lines(read(sign_in(client, reader), NEWS))) == 2


def test_names_and_headlines_are_text(client, discussion):
    reader = make_trusted_reader()
    discussion.article.headline = '<i>Tide</i> & "time"'
    discussion.article.save(update_fields=["headline"])
    author = make_trusted_reader()
    type(author).objects.filter(pk=author.pk).update(display_name="<b>Mara</b><script>")
    follow_and_tell(reader, discussion, count=1, author=author)

    page = read(sign_in(client, reader), NEWS)

    assert '<b>Mara</b><script> wrote under <i>Tide</i> & "time", which you follow.' in lines(page)[0]
    assert not css(page, ".news script") + css(page, ".news i")


def test_nobody_has_news_at_first_and_is_told_what_comes_here(client, reader):
    page = read(sign_in(client, reader), NEWS)

    assert "Nothing yet." in css(page, ".empty")[0].text_content()
    assert not css(page, "main form")


# --- What is gone, and whose it is


def test_a_comment_removed_later_is_no_news_any_more_and_is_again_once_restored(client, answered):
    reader, answer = answered
    removal = decisions.remove(answer, by=make_moderator(), rule=make_rule())
    sign_in(client, reader)

    assert lines(read(client, NEWS)) == []
    assert news.unread(reader) == 0

    decisions.approve(answer, by=make_moderator())
    assert removal.comment_id == answer.pk
    assert news.unread(reader) == 1


def test_a_withdrawn_story_is_not_named_but_to_whose_comment_was_decided_on(client, answered):
    reader, answer = answered
    decision = decisions.remove(answer, by=make_moderator(), rule=make_rule())
    notifying.tell_author(decision_id=decision.pk)
    publishing.withdraw(answer.discussion.article, by=make_editor())

    assert lines(read(sign_in(client, reader), NEWS)) == []
    assert len(lines(read(sign_in(client, answer.author), NEWS))) == 1


def test_a_stranger_is_asked_to_sign_in_and_told_why(client):
    answer = client.get(NEWS, follow=True)

    assert "Sign in to see what is new for you." in answer.content.decode()


def test_the_page_is_private(client, reader):
    assert sign_in(client, reader).get(NEWS)["Cache-Control"] == "private, no-store"


def test_nobody_opens_or_reads_anothers_news(client, answered):
    _reader, answer = answered
    row = Notification.objects.get(comment=answer)
    sign_in(client, make_reader())

    opened = client.post(reverse("comments:open_news"), {"row": row.pk})
    client.post(reverse("comments:mark_all_as_read"), {"through": row.pk})

    assert opened.url == NEWS
    assert Notification.objects.unread().count() == 1
