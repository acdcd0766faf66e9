"""What the tests ask of axe finds what they are there to find, also where most of a long list is passed over."""

import pytest

from tests.browser.axe import BOTH, in_turns, objections

PAGE = """<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1>
<ul>{rows}</ul><img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="></main>"""
FAINT = '<li style="color: #aaa; background: #fff">Hardly to be read</li>'
FINE = '<li style="color: #222; background: #fff">Well to be read</li>'


@pytest.mark.parametrize("looks", [None, BOTH], ids=["as it is", "by day and by night"])
def test_faint_words_and_a_picture_without_words_are_found(page, looks):
    page.set_content(PAGE.format(rows=FAINT + FINE * 9))

    found = objections(page, looks=looks)

    assert sum("color-contrast" in one for one in found) == len(looks or [1])
    assert sum("image-alt" in one for one in found) == len(looks or [1])


def test_each_address_has_one_look_by_day_and_by_night_in_turns():
    assert list(in_turns("abc")) == [("a", BOTH[:1]), ("b", BOTH[1:]), ("c", BOTH[:1])]
