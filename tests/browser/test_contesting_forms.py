"""Objecting, and giving notice: by keys alone, and as a screen reader is told the forms, also when something is missing."""

from comments.models import Notice, Objection
from newsroom.accounts.models import User
from tests.browser.keys import reach
from tests.browser.test_accessibility_tree import Tree
from tests.factories.comments import make_comment
from tests.factories.contesting import WORDS, removed

TYPED = {
    "law": "Defamation Act, section 1",
    "why": "It says that our company bribed the council. It did not.",
    "name": "Ruth Calder",
    "email": "ruth@calder.example",
}


def told(page, *roles):
    """Each field by its name: what it says besides, and whether it is said to be wrong."""
    tree = Tree(page)
    fields = {}
    for node in tree.of(*roles):
        properties = {prop["name"]: prop["value"].get("value") for prop in node["properties"]}
        wrong = properties.get("invalid", "false") != "false"
        fields[tree.name(node)] = (node.get("description", {}).get("value", ""), wrong)
    return fields


def test_a_notice_is_given_by_keys_alone_and_every_field_says_what_it_wants(browse, live_site):
    comment = make_comment()
    page = browse(f"/notice/?comment={comment.pk}")
    fields = told(page, "textbox", "checkbox")
    assert "Which law does it break?" in fields
    assert "For example: defamation" in fields["Which law does it break?"][0]

    for name, words in TYPED.items():
        reach(page, f"main form #id_{name}")
        page.keyboard.type(words)
    reach(page, "#id_good_faith")
    page.keyboard.press("Space")
    reach(page, "main form .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notice/*-*/")

    notice = Notice.objects.get()
    assert (notice.comment, notice.name, notice.why) == (comment, TYPED["name"], TYPED["why"])


def test_what_is_missing_in_a_notice_is_told_with_its_field(browse, live_site):
    page = browse("/notice/")

    reach(page, "main form .button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#id_address[aria-invalid=true]")

    fields = told(page, "textbox", "checkbox")
    wrong = {name: said for name, (said, is_wrong) in fields.items() if is_wrong}
    assert len(wrong) == 6
    assert "Which comment do you mean?" in wrong["Address of the comment"]
    assert all(said for said in wrong.values())


def test_an_objection_is_made_by_keys_alone_and_what_is_missing_is_told(browse, live_site):
    decision = removed()
    page = browse(f"/comments/decisions/{decision.pk}/object/", reader=User.objects.get(pk=decision.account_id))

    reach(page, "main form .button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#id_words[aria-invalid=true]")
    said, is_wrong = told(page, "textbox")["Why was this decision wrong?"]
    assert is_wrong
    assert "Say in a sentence why" in said
    assert "Somebody else than who decided" in said

    reach(page, "main form #id_words", by="Shift+Tab")
    page.keyboard.type(WORDS)
    reach(page, "main form .button")
    page.keyboard.press("Enter")
    page.wait_for_selector("main :text('Somebody else than who decided looks at it again.')")
    assert Objection.objects.get().words == WORDS
