"""From a permalink to its thread in the whole conversation."""

import pytest

from comments import limits
from tests.comments.reading import css, read
from tests.factories.comments import make_comment, make_thread

pytestmark = pytest.mark.django_db


def led_to(client, comment, *, query=""):
    """The page that a permalink calls the whole conversation, and the address it gave."""
    [link] = css(read(client, f"{comment.get_absolute_url()}{query}"), ".conversation-intro a")
    address = link.get("href")
    return read(client, address.partition("#")[0]), address


@pytest.mark.parametrize("order", ["newest", "oldest", "best"])
@pytest.mark.parametrize("which", [0, 1, 3], ids=["a thread", "its first answer", "its last answer"])
def test_a_permalink_leads_to_its_thread_among_the_others_however_many_are_newer(client, discussion, settings, which, order):
    settings.COMMENTS_ORDER = order
    older = make_comment(discussion=discussion)
    thread = make_thread(discussion, answers=3)
    for _ in range(limits.THREADS_ON_A_PAGE + 1):
        make_comment(discussion=discussion)

    page, address = led_to(client, thread[which])

    shown = [item.get("id") for item in css(page, "#thread")[0].xpath("./li[starts-with(@id, 'comment-')]")]
    assert shown == [f"comment-{thread[0].pk}", f"comment-{older.pk}"]
    assert address.endswith(f"#comment-{thread[0].pk}")


def test_a_later_page_of_answers_leads_to_the_whole_conversation(client, discussion):
    thread = make_thread(discussion, answers=3)
    answers = [make_comment(parent=thread[1]) for _ in range(2)]

    _page, address = led_to(client, thread[1], query=f"?after={answers[0].pk}")

    assert address == discussion.get_absolute_url()
