"""The texts of the demo newspaper: how they are set, and that nobody reads the same sentence twice on one page."""

import pytest

from comments.seeding import manuscripts, people
from comments.seeding.debates import KINDS, debate, voices
from comments.seeding.reading import TEXTS, read_table, typographic
from comments.seeding.talking import NEIGHBOURHOOD, REPLIES, Talk

DEBATES = sorted(path.stem for path in (TEXTS / "debates").glob("*.txt"))


@pytest.mark.parametrize(
    ("straight", "set_"),
    [
        ('"It is our road," she said.', "“It is our road,” she said."),
        ("the island's shop, don't you know", "the island’s shop, don’t you know"),
        ("He said, \"'Yes, some,'\" once.", "He said, “‘Yes, some,’” once."),
        ("mended in '53, so tell 'em", "mended in ’53, so tell ’em"),
        ('(a "hide") and ["x"]—"y"', "(a “hide”) and [“x”]—“y”"),
        ('It says "have *regard*"; *"some"* of it.', "It says “have *regard*”; *“some”* of it."),
        ('<a title="it\'s" href="/x?a=\'b\'">"his"</a>', '<a title="it\'s" href="/x?a=\'b\'">“his”</a>'),
        ("see https://papers.example/it's/a'b for 'more'", "see https://papers.example/it's/a'b for ‘more’"),
        ("“already” set – isn’t it", "“already” set – isn’t it"),
    ],
)
def test_straight_marks_become_typographic_ones(straight, set_):
    assert typographic(straight) == set_
    assert typographic(set_) == set_


def test_readers_see_no_straight_marks():
    said = [text for name in DEBATES for point in debate(name) for texts in point.texts.values() for text in texts]
    spoken = [text for voice in voices() for texts in (voice.opens, voice.closes, voice.turns, voice.concedes) for text in texts]
    told = [part for story in manuscripts.read_all() for part in (story.headline, story.standfirst, story.text, *story.facts)]
    waiting, rules = str(list(read_table("waiting").values())), [rule["text"] for rule in read_table("standards")["rules"]]

    assert not [text for text in [*said, *spoken, *told, *rules] if '"' in text or "'" in text]
    assert "”" in "".join(told)
    assert "https://papers.example/wall/annex-a" in waiting


@pytest.mark.parametrize("name", DEBATES)
def test_every_objection_and_every_question_has_its_answer(name):
    for point in debate(name):
        assert all(point.texts[kind] for kind in KINDS.values())
        for reply, to in REPLIES.items():
            assert len(point.texts[reply]) == len(point.texts[to])


def talk_about(slug, *, remarks):
    story = next(story for story in manuscripts.read_all() if story.slug == slug)
    talk = Talk(story, people.crowd(200, seed=1), seed=1)
    talk.go_on(remarks)
    return talk


def test_an_objection_is_answered_by_what_answers_it():
    remarks = talk_about("islanders-fill-the-hall", remarks=400).remarks
    answers = [remark for remark in remarks if remark.kind in REPLIES]

    assert answers
    for answer in answers:
        above = remarks[answer.parent]
        asked = above.point.texts[REPLIES[answer.kind]].index(above.words)
        assert answer.words == above.point.texts[answer.kind][asked]


def test_no_sentence_stands_twice_nearby_while_there_are_others():
    talk = talk_about("islanders-fill-the-hall", remarks=400)
    last, near = {}, 0
    for position, remark in enumerate(talk.remarks):
        near += position - last.get(remark.words, -NEIGHBOURHOOD) < NEIGHBOURHOOD
        last[remark.words] = position

    assert near == 0
    assert len(last) > 250
