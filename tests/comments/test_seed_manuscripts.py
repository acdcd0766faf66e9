"""What the demo newspaper is printed from: its stories, their markup, and the names of its readers."""

import pytest

from articles.models import Correction
from comments.seeding import manuscripts, people, printing
from comments.seeding.pictures.catalogue import CATALOGUE
from newsroom.accounts import names


def test_sixty_stories_in_eight_sections_and_ten_storylines_by_twelve_authors():
    stories = manuscripts.read_all()

    assert len(stories) == 60
    assert len({story.section for story in stories}) == 8
    assert len({story.storyline for story in stories if story.storyline}) == 10
    assert len({author for story in stories for author in story.authors}) == 12
    assert len([story for story in stories if story.hours > 0]) == 3
    assert len([story for story in stories if story.status == "draft"]) == 4
    assert [story.authors[0] for story in stories if story.status == "draft"].count("jonah-pike") == 2
    assert {note.kind for story in stories for note in story.notes} == set(Correction.Kind.values)


@pytest.mark.parametrize("story", manuscripts.read_all(), ids=lambda story: story.slug)
def test_a_manuscript_is_whole(story):
    known = {other.slug for other in manuscripts.read_all()}

    assert 300 <= len(story.text.split()) <= 600
    assert set(story.pictures) <= set(CATALOGUE)
    assert set(story.related) | set(story.boxed) <= known - {story.slug}
    assert story.facts
    assert "<h2>" in story.body(photos=dict.fromkeys(story.pictures, 1), stories={})


def test_more_stories_than_were_written_come_from_the_archive():
    stories = printing.choose(75)

    assert len({story.slug for story in stories}) == 75
    assert all(story.headline.startswith(printing.ARCHIVED) for story in stories[60:])
    assert all(story.hours < -printing.ISSUE_HOURS for story in stories[60:])


def test_every_reader_bears_a_name_that_the_site_accepts():
    readers = people.crowd(600, seed=1)

    assert len({reader.name.casefold() for reader in readers}) == 600
    for reader in readers:
        names.validate_for_a_reader(reader.name)


def test_a_text_in_plain_markup_becomes_the_newsrooms_html():
    story = manuscripts.read_all()[0]
    text = "## Why\n\nOne & *two*.\n\n- a\n- b\n\n| A | B |\n| 1 | 2 |\n\n![x]\n\n>> Said | She\n\n[[related: y, z]]"

    html = type(story).body(
        manuscripts.Manuscript(
            **{name: getattr(story, name) for name in story.__dataclass_fields__ if name != "text"}, text=text
        ),
        photos={"x": 12},
        stories={"y": 7},
    )

    assert html.splitlines() == [
        "<h2>Why</h2>",
        "<p>One &amp; <em>two</em>.</p>",
        "<ul><li>a</li><li>b</li></ul>",
        '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
        '<tbody><tr><th scope="row">1</th><td>2</td></tr></tbody></table>',
        '<figure data-photo="12"></figure>',
        '<blockquote class="pullquote"><p>Said</p><p><cite>She</cite></p></blockquote>',
        '<aside data-related="7"></aside>',
    ]
