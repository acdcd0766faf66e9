"""The texts of the demo newspaper: how they are set, and that nobody reads the same sentence twice on one page."""

import re
from collections import Counter

import pytest

from comments.seeding import manuscripts, people, threads
from comments.seeding.debates import KINDS, REPLIES, debate, voices
from comments.seeding.newspaper import Measure, conversations
from comments.seeding.reading import TEXTS, read_table, typographic
from comments.seeding.talking import NEIGHBOURHOOD, Talk

DEBATES = sorted(path.stem for path in (TEXTS / "debates").glob("*.txt"))
THREADS = sorted(path.stem for path in threads.FOLDER.glob("*.txt"))

# Nobody minds that two people say "Fair enough."; a sentence longer than this is remembered.
REMEMBERED = 45
ENDS = re.compile(r"(?<=[.!?…])[”’)]*\s+|\n+")


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
    written = [line.text for slug in THREADS for thread in threads.written(slug) for line in thread]
    told = [part for story in manuscripts.read_all() for part in (story.headline, story.standfirst, story.text, *story.facts)]
    waiting, rules = str(list(read_table("waiting").values())), [rule["text"] for rule in read_table("standards")["rules"]]

    assert not [text for text in [*said, *spoken, *written, *told, *rules] if '"' in text or "'" in text]
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
    remarks = talk_about("islanders-fill-the-hall", remarks=1500).remarks
    answers = [remark for remark in remarks if remark.kind in REPLIES]

    assert answers
    for answer in answers:
        above = remarks[answer.parent]
        asked = above.point.texts[REPLIES[answer.kind]].index(above.words)
        assert answer.words == above.point.texts[answer.kind][asked]


def test_no_sentence_stands_twice_nearby_while_there_are_others():
    talk = talk_about("islanders-fill-the-hall", remarks=1500)
    last, near = {}, 0
    for position, remark in enumerate(talk.remarks):
        near += position - last.get(remark.words, -NEIGHBOURHOOD) < NEIGHBOURHOOD
        last[remark.words] = position

    assert near == 0
    assert len(last) > 250


def sentences(texts):
    return Counter(sentence for text in texts for sentence in ENDS.split(text) if len(sentence) > REMEMBERED)


@pytest.fixture(scope="module", params=[1, 2, 3])
def newspaper(request):
    """The conversations of the demo as it comes, and with other seed numbers: 3,000 comments, half of them under one story."""
    measure = Measure(seed=request.param)
    stories = [story for story in manuscripts.read_all() if story.is_read]
    readers = people.cast(people.crowd(measure.readers, seed=measure.seed))
    return conversations(measure, stories, readers, is_open=[True] * len(stories))


def test_nine_sentences_in_ten_are_read_only_once(newspaper):
    said = sentences(remark.text for talk in newspaper for remark in talk.remarks)

    assert said.total() > 2000
    assert len(said) >= 0.95 * said.total()


def test_no_sentence_stands_more_than_four_times_in_the_newspaper(newspaper):
    said = sentences(remark.text for talk in newspaper for remark in talk.remarks)

    assert not [sentence for sentence, times in said.items() if times > 4]


def test_nobody_reads_a_sentence_twice_under_one_story(newspaper):
    # Those who repeat themselves are held for it, and what was removed nobody reads.
    for talk in newspaper:
        said = sentences(remark.text for remark in talk.remarks if remark.fate is None)

        assert not [sentence for sentence, times in said.items() if times > 1], talk.story.slug


def test_a_written_thread_is_told_as_it_was_written_by_as_many_people():
    talk = talk_about("islanders-fill-the-hall", remarks=0)
    thread = next(thread for thread in talk.threads if len(thread) > 5)
    talk.tell(thread)

    assert [(remark.text, remark.depth, remark.parent) for remark in talk.remarks] == [
        (line.text, line.depth, line.parent) for line in thread
    ]
    speakers = {(line.speaker, remark.author.number) for line, remark in zip(thread, talk.remarks, strict=True)}
    assert len(speakers) == len({line.speaker for line in thread}) == len({remark.author.number for remark in talk.remarks})


def test_the_deepest_chain_of_the_demo_was_written():
    talk = talk_about("islanders-fill-the-hall", remarks=0)
    talk.go_deep(Measure().depth)

    assert [remark.depth for remark in talk.remarks] == list(range(Measure().depth + 1))
    assert {remark.kind for remark in talk.remarks} == {"written"}


def test_a_chain_deeper_than_any_that_was_written_is_made_of_points():
    talk = talk_about("islanders-fill-the-hall", remarks=0)
    talk.go_deep(80)

    assert talk.remarks[-1].depth == 80


@pytest.mark.parametrize("slug", THREADS)
def test_written_threads_stand_under_a_story_that_readers_see(slug):
    assert threads.written(slug)
    assert slug in {story.slug for story in manuscripts.read_all() if story.is_read}


def test_every_story_that_readers_see_begins_with_threads_that_answer_each_other():
    seen = [story.slug for story in manuscripts.read_all() if story.is_read]
    deepest = {slug: max((line.depth for told in threads.written(slug) for line in told), default=0) for slug in seen}

    assert not [slug for slug, depth in deepest.items() if depth < 1]
    assert sum(depth > 1 for depth in deepest.values()) > 0.8 * len(seen)


@pytest.mark.parametrize(
    "block", ["> a Nobody began this.", "a One.\nb Two begins again.", "a One.\n>> b Too deep.", "a One.\n> B Who?", "a"]
)
def test_a_thread_that_cannot_be_read_is_named(block):
    with pytest.raises(threads.Misprint):
        threads.thread(block)
