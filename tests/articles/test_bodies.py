"""The text of a story: what is in it, and what its references become."""

import json

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from articles import bodies
from articles.bodies import Outline
from newsroom.web import markup


def expanded(body, **how):
    settled = {"photo": lambda number: f"[photo {number}]", "stories": lambda numbers: f"[stories {numbers}]"}
    return bodies.expand(body, **{**settled, **how})


def test_an_outline_counts_words_and_names_references():
    outline = Outline.of(
        '<h2>One</h2><p>two <em>thr</em>ee</p><figure data-photo="7"></figure>'
        '<figure data-photo="7"></figure><aside data-related="3,4"></aside>'
        '<p><a href="/x/">four</a></p>'
    )

    assert (outline.text, outline.word_count) == ("One\ntwo three\nfour", 4)
    assert (outline.figures, outline.stories) == ((7,), (3, 4))
    assert [(link.target, link.words) for link in outline.links] == [("/x/", "four")]


def test_references_are_replaced_with_all_they_hold():
    assert expanded('<p>a</p><figure data-photo="7"><figcaption>old</figcaption></figure><p>b</p>') == "<p>a</p>[photo 7]<p>b</p>"
    assert expanded('<aside data-related=""><p>x</p></aside>') == "[stories []]"


def test_what_may_not_be_shown_leaves_nothing_behind():
    assert expanded('<p>a</p><figure data-photo="7"></figure>', photo=lambda number: "") == "<p>a</p>"


def test_a_figure_within_a_figure_does_not_swallow_the_rest():
    assert expanded('<figure data-photo="1"><figure data-photo="2"></figure></figure><p>b</p>') == "[photo 1]<p>b</p>"


def test_entities_and_attributes_stay_as_they_are():
    body = '<p lang="de">5 &lt; 6 &amp; 7&nbsp;&#8211; <abbr title="a &gt; b">c</abbr><br></p>'

    assert expanded(body) == body


def test_a_table_scrolls_under_its_captions_name():
    body = expanded('<table><caption>Boats "and" &amp; tides</caption><tbody><tr><td>1</td></tr></tbody></table>')

    region = html.fragment_fromstring(body)
    assert (region.get("class"), region.get("aria-label"), region.get("tabindex")) == ("table-scroll", 'Boats "and" & tides', "0")


def test_only_secure_addresses_become_links_to_other_sites():
    for address in ("http://x.example/", "javascript:alert(1)", "https://", "//x.example"):
        assert bodies.embed(address) == ""
    assert 'href="https://x.example/?a=1&amp;b=2"' in bodies.embed("https://x.example/?a=1&b=2")


@given(st.text(alphabet=st.sampled_from(list("<>/\"'= &;abipt1-figure datahref!")), max_size=200))
def test_expanding_never_adds_a_dangerous_element(text):
    tree = html.fragment_fromstring(expanded(markup.editor_html(text)), create_parent=True)

    assert not [element for element in tree.iter() if element.tag in {"script", "iframe", "img", "svg", "object"}]
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]


def test_what_sanitisers_are_tested_with_survives_expansion_harmless(shared_data):
    for line in (shared_data / "sanitiser" / "cases.jsonl").open():
        tree = html.fragment_fromstring(expanded(markup.editor_html(json.loads(line)["input"])), create_parent=True)

        assert not [element for element in tree.iter() if element.tag in {"script", "iframe", "object", "embed", "style"}], line
        assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")], line
        assert not [
            href for href in tree.xpath("//@href") if href.strip().lower().startswith(("javascript:", "data:", "vbscript:"))
        ], line


def test_numbers_in_a_table_are_marked_with_the_headings_above_them():
    page = html.fromstring(
        expanded(
            "<table><thead><tr><th>Quay</th><th>Berths</th><th>Depth</th></tr></thead><tbody>"
            "<tr><th>East</th><td>1,504</td><td>−3.5&nbsp;</td></tr><tr><th>2026</th><td>12 %</td><td>unknown</td></tr>"
            "</tbody></table>"
        )
    )

    marked = [cell.text_content().strip() for cell in page.iter("td", "th") if cell.get("class") == "number"]

    assert marked == ["Berths", "1,504", "−3.5", "12 %"]


def test_a_cell_with_words_is_no_number_however_it_begins():
    assert 'class="number"' not in expanded("<table><tr><td>7 boats</td><td>2026: never</td><td></td><td>%</td></tr></table>")
