"""What is taken out of every text that somebody else will read, whoever wrote it, and what stays in it."""

import pytest

from comments import switching, wording
from comments.models import Evidence, Sanction, Statement
from comments.moderation import decisions, notices, objections, readers, sanctions
from tests.factories.accounts import make_administrator, make_moderator
from tests.factories.comments import make_comment, make_report, make_rule, make_trusted_reader, sanctioned
from tests.factories.contesting import make_notice, make_objection

# Turned around, everything behind the mark is read backwards: "fdp.exe" for "exe.pdf".
TURNED = "You wrote \u202efdp.exe\u202c, \u2067twice\u2069,\u2060 and nobody \ufeffanswered."
PLAIN = "You wrote fdp.exe, twice, and nobody answered."


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x2070), 0xFEFF], ids=hex)
def test_no_mark_turns_words_around_or_hides_in_them(code):
    assert wording.clean(f"the{chr(code)} ferry") == "the ferry"


@pytest.mark.parametrize(
    "typed",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d🚒 and 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "ខ្ញុំ\u200bចង់",
        "שלום\u200f! (C++\u200e)",
        "\u061cعربي",
    ],
    ids=["Persian", "Hindi", "emoji", "Khmer", "Hebrew", "Arabic"],
)
def test_what_languages_and_emoji_need_stays(typed):
    assert wording.clean(typed) == typed


@pytest.mark.django_db
def test_a_comment_holds_none_of_them():
    assert make_comment(body=TURNED).body == PLAIN


@pytest.mark.django_db
def test_neither_does_what_a_moderator_writes_to_a_reader():
    moderator, reader = make_moderator(), make_trusted_reader()
    sanction = sanctioned(reader, reason=TURNED)
    removal = decisions.remove(make_comment(), by=moderator, rule=make_rule(), note=TURNED)
    lifting = sanctions.lift(sanction, by=moderator, note=TURNED)

    assert Sanction.objects.get(pk=sanction.pk).reason == PLAIN
    for decision_id in (sanction.decision_id, removal.pk):
        assert Statement.objects.get(pk=decision_id).facts == PLAIN
    for decision_id in (sanction.decision_id, removal.pk, lifting.pk):
        assert Evidence.objects.get(pk=decision_id).note == PLAIN


@pytest.mark.django_db
def test_nor_what_moderators_write_to_each_other():
    moderator = make_moderator()
    passed_on = decisions.escalate(make_comment(), by=moderator, note=TURNED)
    note = readers.note(make_trusted_reader(), by=moderator, words=TURNED)

    assert Evidence.objects.get(pk=passed_on.pk).note == PLAIN
    assert note.words == PLAIN


@pytest.mark.django_db
def test_nor_objections_notices_reports_and_their_answers():
    objection = objections.answer(make_objection(words=TURNED), by=make_moderator(), upheld=False, words=TURNED)
    notice = make_notice(law=TURNED, why=TURNED, name=TURNED)
    answered = notices.decide(notice, by=make_moderator(), removes=True, words=TURNED, rule=make_rule(), note=TURNED)

    assert (objection.words, objection.answer) == (PLAIN, PLAIN)
    assert (answered.law, answered.why, answered.name, answered.answer) == (PLAIN,) * 4
    assert Statement.objects.get(pk=answered.decision_id).facts == PLAIN
    assert make_report(words=TURNED).words == PLAIN


@pytest.mark.django_db
def test_nor_what_stands_at_every_comment_box():
    assert switching.switch(to="hold", reason=TURNED, by=make_administrator()).reason == PLAIN
