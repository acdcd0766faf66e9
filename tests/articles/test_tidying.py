"""What visual editors leave behind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.bodies import Outline
from articles.tidying import tidy
from newsroom.web import markup

NAMES = ("p", "ul", "li", "table", "tr", "th", "td")
TAGS = [*(f"<{name}>" for name in NAMES), *(f"</{name}>" for name in NAMES)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<ul><li><p>One</p></li><li><p>Two <em>x</em></p></li></ul>", "<ul><li>One</li><li>Two <em>x</em></li></ul>"),
        ("<ul><li><p>One</p><p>Two</p></li></ul>", "<ul><li><p>One</p><p>Two</p></li></ul>"),
        (
            "<ul><li><p>One</p><ul><li><p>Two</p></li></ul></li></ul>",
            "<ul><li><p>One</p><ul><li>Two</li></ul></li></ul>",
        ),
        (
            "<table><tbody><tr><th><p>A</p></th><th>B</th></tr><tr><td><p>1</p></td><td>2</td></tr></tbody></table>",
            "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        ),
        (
            "<table><tbody><tr><th>A</th><td>1</td></tr><tr><th>B</th><td>2</td></tr></tbody></table>",
            "<table><tbody><tr><th>A</th><td>1</td></tr><tr><th>B</th><td>2</td></tr></tbody></table>",
        ),
        ("<p>One</p><p></p><p> <br> </p>", "<p>One</p>"),
        ("<p>One</p><p></p><p>Two</p>", "<p>One</p><p></p><p>Two</p>"),
    ],
)
def test_a_text_is_as_somebody_would_have_written_it(before, after):
    assert tidy(before) == after


@given(st.lists(st.sampled_from([*TAGS, "word", "&lt;"])))
def test_tidying_loses_no_word_and_is_done_once(parts):
    body = markup.editor_html(" ".join(parts))

    tidied = tidy(body)

    assert Outline.of(tidied).text == Outline.of(body).text
    assert tidy(tidied) == tidied
