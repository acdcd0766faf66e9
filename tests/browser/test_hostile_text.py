"""Two hundred attacks as comments, in a real browser and without the policy that would stop a script: nothing runs."""

from urllib.parse import urlsplit

import pytest

from comments import counting, wording
from comments.models import Comment
from tests.comments.growing import copied
from tests.comments.hostile import letters, texts_of
from tests.factories.comments import make_discussion, make_trusted_reader

# One in sixteen, so that every family of the collection is among them.
TRIED = 200

# Whatever a reader might do to a text: touch it, point at it, reach it by key.
TOUCH = """() => {
  for (const element of document.querySelectorAll('.comment-body, .comment-body *')) {
    for (const kind of ['mouseover', 'mouseenter', 'focus', 'pointerdown', 'keydown', 'toggle', 'load', 'error'])
      element.dispatchEvent(new Event(kind, { bubbles: true }));
  }
}"""


@pytest.fixture
def attacked(live_site, shared_data):
    """Conversations full of attacks, written straight into their tables: how they are posted is tried in `tests/comments`."""
    texts = texts_of(shared_data, "xss-payloads.jsonl", "xss-html5sec.jsonl")
    chosen = texts[:: len(texts) // TRIED][:TRIED]
    discussions, author = [make_discussion() for _ in range(TRIED // 20)], make_trusted_reader()
    for number, text in enumerate(chosen):
        copied(discussions[number // 20], parent=None, author=author, body=wording.clean(text))
    for discussion in discussions:
        counting.recount(discussion)
    return discussions


@pytest.fixture
def browser_context_args(browser_context_args):
    """The templates alone have to hold: the policy is switched off."""
    return {**browser_context_args, "bypass_csp": True}


def test_nothing_of_200_attacks_runs(page, live_site, attacked):
    ran, asked = [], []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(
        "for (const name of ['alert', 'prompt', 'confirm', 'print']) window[name] = (words) => (window.ran = name);"
    )

    for discussion in attacked:
        page.goto(f"{live_site.url}{discussion.get_absolute_url()}")
        page.evaluate(TOUCH)
        bodies = dict(
            zip(
                page.eval_on_selector_all("#thread .branch", "items => items.map(item => Number(item.id.slice(8)))"),
                page.eval_on_selector_all("#thread .comment-body", "items => items.map(item => item.textContent)"),
                strict=True,
            )
        )
        assert page.evaluate("window.ran") is None
        assert page.url == f"{live_site.url}{discussion.get_absolute_url()}"
        written = Comment.objects.seen().filter(discussion=discussion)
        assert len(written) == 20
        for comment in written:
            assert letters(bodies[comment.pk]) == letters(comment.body)

    assert not ran
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(live_site.url).netloc}
