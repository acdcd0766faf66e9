"""Reading pages in tests: fetch, parse as a browser would, and find by id, class and tag."""

import re

from lxml import html

_PIECE = re.compile(r"([#.]?)([\w-]+)")


def read(client, address):
    """The page at an address, parsed."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return html.fromstring(response.content)


def fragment(response):
    """A part of a page, parsed inside an element that stands for the page around it."""
    return html.fromstring(f"<div>{response.content.decode()}</div>")


def css(node, selector):
    """Elements below `node` by tags, #ids and .classes, one inside the other: `#comment-3 .actions a`."""
    steps = [_xpath(step) for step in selector.split()]
    return node.xpath("." + "".join(f"//{step}" for step in steps))


def _xpath(step):
    tag, conditions = "*", []
    for kind, name in _PIECE.findall(step):
        if kind == "#":
            conditions.append(f"@id='{name}'")
        elif kind == ".":
            conditions.append(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')")
        else:
            tag = name
    return tag + "".join(f"[{condition}]" for condition in conditions)


def fields(page):
    """What a browser would send of the comment form on a page."""
    [form] = css(page, "form.write")
    return {name: value or "" for name, value in form.fields.items()} | {"body": typed(page)}


def typed(page):
    """What stands in the form's field; a browser drops the line end that HTML puts before it."""
    [field] = css(page, "textarea")
    return field.text_content().removeprefix("\n")
