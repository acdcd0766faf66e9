"""How two versions of the standards differ: exact, the same every time, and quick for texts of any length."""

from hypothesis import given
from hypothesis import strategies as st

from comments.moderation.standards import comparing
from comments.moderation.standards.comparing import Kind, Run, compare, runs
from comments.moderation.standards.worded import WordedRule


def rule(number=1, title="Be kind", text="To people.", **over):
    return WordedRule(number, title, text, **over)


def before(found):
    return "".join(text for kind, text in found if kind != Run.NEW)


def after(found):
    return "".join(text for kind, text in found if kind != Run.GONE)


def test_words_taken_out_and_put_in_stand_beside_each_other():
    found = runs("Be kind to people.", "Be polite to all people.")

    assert found == (
        (Run.SAME, "Be "),
        (Run.GONE, "kind"),
        (Run.NEW, "polite"),
        (Run.SAME, " to"),
        (Run.NEW, " all"),
        (Run.SAME, " people."),
    )


def test_a_phrase_is_changed_as_one_and_not_word_for_word():
    found = runs("No insults at all here.", "No mockery of anyone here.")

    assert found == (
        (Run.SAME, "No "),
        (Run.GONE, "insults at all"),
        (Run.NEW, "mockery of anyone"),
        (Run.SAME, " here."),
    )


def test_scripts_without_spaces_are_compared_sign_by_sign():
    assert runs("請保持友善", "請保持禮貌") == ((Run.SAME, "請保持"), (Run.GONE, "友善"), (Run.NEW, "禮貌"))


@given(st.text(max_size=120), st.text(max_size=120))
def test_both_texts_can_be_read_from_what_is_shown(older, newer):
    found = runs(older, newer)

    assert before(found) == older
    assert after(found) == newer
    assert found == runs(older, newer)


@given(
    st.lists(st.sampled_from(["a ", "b ", "c", "\n", " "]), max_size=30),
    st.lists(st.sampled_from(["a ", "b ", "c", "\n"]), max_size=30),
)
def test_texts_of_few_words_are_read_back_too(older, newer):
    found = runs("".join(older), "".join(newer))

    assert before(found) == "".join(older)
    assert after(found) == "".join(newer)


def test_nothing_is_marked_where_nothing_differs():
    assert runs("Be kind.", "Be kind.") == ((Run.SAME, "Be kind."),)
    assert runs("", "") == ()


def test_long_texts_that_have_nothing_in_common_are_shown_whole(monkeypatch):
    compared = []
    longest = comparing._longest
    monkeypatch.setattr(comparing, "_longest", lambda a, b: compared.append(len(a) * len(b)) or longest(a, b))
    older, newer = " ".join(f"old{n}" for n in range(20_000)), " ".join(f"new{n}" for n in range(20_000))

    found = runs(older, newer)

    assert [kind for kind, _text in found] == [Run.GONE, Run.NEW]
    assert sum(compared) <= comparing.MOST_PAIRS


def test_of_a_long_text_only_the_lines_that_differ_are_compared_word_by_word():
    lines = [f"Line {n} of a very long rule, which nobody reads." for n in range(600)]
    newer = [*lines]
    newer[300] = newer[300].replace("nobody", "somebody")

    found = runs("\n".join(lines), "\n".join(newer))

    assert [text for kind, text in found if kind != Run.SAME] == ["nobody", "somebody"]


def test_rules_are_added_retired_and_reworded_in_the_order_of_their_numbers():
    older = [rule(1), rule(2, title="Gone"), rule(4)]
    newer = [rule(1), rule(3, title="New"), rule(4, text="To everybody.")]

    found = compare(older, newer)

    assert [(difference.number, difference.kind) for difference in found] == [
        (2, Kind.RETIRED),
        (3, Kind.ADDED),
        (4, Kind.REWORDED),
    ]
    assert found[0].title == ((Run.SAME, "Gone"),)
    assert found[2].text == ((Run.SAME, "To "), (Run.GONE, "people"), (Run.NEW, "everybody"), (Run.SAME, "."))


def test_an_example_that_moved_from_one_side_to_the_other_is_shown_on_both():
    [found] = compare([rule(fine=("Shouting.",))], [rule(not_fine=("Shouting.",))])

    assert found.fine == ((Run.GONE, "Shouting."),)
    assert found.not_fine == ((Run.NEW, "Shouting."),)


def test_examples_of_old_versions_are_set_apart_by_their_own_words():
    row = {"number": 1, "title": "Be kind", "text": "To people.", "examples": "Fine: a smile.\nNot fine: a shout.\nA wink.\n"}

    worded = WordedRule.from_version(row)

    assert (worded.fine, worded.not_fine, worded.others) == (("A smile.",), ("A shout.",), ("A wink.",))
    assert compare([worded], [rule(fine=("A smile.",), not_fine=("A shout.",), others=("A wink.",))]) == []
