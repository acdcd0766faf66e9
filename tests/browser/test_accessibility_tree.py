"""What a screen reader is given: threads are lists in lists to their real depth; every action says whose comment it is for."""

import pytest
from django.utils import timezone

from tests.factories.accounts import make_editor, make_moderator
from tests.factories.comments import make_chain, make_comment, make_discussion, make_thread, make_trusted_reader

# What one can do something with.
ACTS = {"button", "link"}


class Tree:
    """The accessibility tree of a page, as Chromium gives it."""

    def __init__(self, page):
        session = page.context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        self.nodes = {node["nodeId"]: node for node in nodes}

    def name(self, node):
        return node.get("name", {}).get("value", "")

    def role(self, node):
        # What is ignored has no role that anybody hears; its children have.
        return "" if node["ignored"] else node["role"]["value"]

    def above(self, node):
        """Everything that a node stands in, the nearest first."""
        while (node := self.nodes.get(node.get("parentId"))) is not None:
            yield node

    def of(self, *roles):
        return [node for node in self.nodes.values() if self.role(node) in roles]

    def item(self, node):
        """The nearest item of a list around a node."""
        return next((above["nodeId"] for above in self.above(node) if self.role(above) == "listitem"), None)

    def saying(self, words):
        """The one piece of text with these words."""
        [found] = [node for node in self.of("StaticText") if self.name(node) == words]
        return found


@pytest.fixture
def discussion(live_site):
    return make_discussion()


def test_threads_are_lists_in_lists_to_their_real_depth(browse, discussion):
    chain = make_chain(discussion, deep=6)
    wide = make_thread(discussion, answers=3)
    tree = Tree(browse(discussion.get_absolute_url()))

    found = {
        comment.pk: sum(tree.role(above) == "list" for above in tree.above(tree.saying(comment.body)))
        for comment in [*chain, *wide]
    }

    assert found == {comment.pk: comment.depth + 1 for comment in [*chain, *wide]}
    assert max(found.values()) == 7


@pytest.mark.parametrize("make_viewer", [None, make_trusted_reader, make_editor, make_moderator])
def test_every_action_says_whose_comment_it_is_for(browse, discussion, make_viewer):
    viewer = make_viewer() if make_viewer else None
    comments = [*make_chain(discussion, deep=2), make_comment(discussion=discussion)]
    mine = make_comment(discussion=discussion, author=viewer, body="My own words.") if viewer else None
    tree = Tree(browse(discussion.get_absolute_url(), reader=viewer))

    for comment in [*comments, *([mine] if mine else [])]:
        item = tree.item(tree.saying(comment.body))
        named = [tree.name(node) for node in tree.of(*ACTS) if tree.item(node) == item]
        # A time is the comment's address; it stands beside the name.
        acts = [name for name in named if not name.startswith(str(timezone.localtime(comment.created_at).day))]
        whose = ("your comment", comment.author.display_name) if comment == mine else (comment.author.display_name,)
        assert len(acts) >= 4
        assert [name for name in acts if not any(words in name for words in whose)] == []


def test_what_opens_and_what_has_been_pressed_is_told(browse, discussion):
    first, _answer = make_thread(discussion, answers=1)
    page = browse(discussion.get_absolute_url(), reader=make_trusted_reader())
    page.click(f"#actions-{first.pk} button >> text=Recommend")
    page.wait_for_selector(f"#actions-{first.pk} button[aria-pressed=true]")
    page.click(f"#comment-{first.pk} > .fold")
    folded = Tree(page)
    page.click(f"#comment-{first.pk} > .fold")
    tree = Tree(page)

    def told(tree, words, what):
        [node] = [node for node in tree.of("button") if words in tree.name(node)]
        return next(prop["value"]["value"] for prop in node["properties"] if prop["name"] == what)

    assert told(folded, "1 answer hidden", "expanded") is False
    assert told(tree, f"Hide this thread: {first.author}", "expanded") is True
    [recommended] = [node for node in tree.of("button") if tree.name(node).startswith(f"Recommend what {first.author} wrote")]
    pressed = next(prop["value"]["value"] for prop in recommended["properties"] if prop["name"] == "pressed")
    assert pressed == "true"
