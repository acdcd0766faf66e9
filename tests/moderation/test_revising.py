"""Changing the standards: gathered rule by rule, put in force together; versions never change; readers are told once."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from comments.models import Rule, RuleChange, StandardsVersion
from comments.moderation import revising, standards
from newsroom.web import stamps
from tests.factories.accounts import make_editor, make_moderator, make_reader, sign_in
from tests.factories.comments import make_rule

pytestmark = pytest.mark.django_db
WORDS = {"title": "Be kind", "text": "To people.", "fine": "A smile.", "not_fine": "A shout.", "examples": "", "cited_by": ""}


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def admin(client, editor):
    return sign_in(client, editor)


def write(number=1, *, by, seen=None, retires=False, **over):
    return revising.write_change(number, words=WORDS | over, retires=retires, seen=seen, by=by)


def put(by, *, note="", is_wording_only=False):
    return revising.put_in_force(note=note, is_wording_only=is_wording_only, seen=revising.pending().mark, by=by)


def titles(version):
    return [rule["title"] for rule in version.rules]


def test_what_is_written_is_not_in_force_until_it_is_put_in_force(editor):
    before = stamps.numbers([stamps.standards()])
    write(1, by=editor)
    write(2, by=editor, title="Be brief")

    assert not standards.rules_in_force().exists()
    assert not StandardsVersion.objects.exists()
    assert stamps.numbers([stamps.standards()]) == before

    version = put(editor, note="We begin.")

    assert titles(version) == ["Be kind", "Be brief"]
    assert version.note == "We begin."
    assert not RuleChange.objects.exists()
    assert stamps.numbers([stamps.standards()]) != before


def test_several_changes_make_one_version(editor):
    first, second = make_rule(1), make_rule(2)
    count = StandardsVersion.objects.count()

    write(first.number, by=editor)
    write(second.number, by=editor, retires=True)
    write(3, by=editor, title="Be brief")
    version = put(editor)

    assert StandardsVersion.objects.count() == count + 1
    assert titles(version) == ["Be kind", "Be brief"]
    assert Rule.objects.get(number=2).retired_at


def test_a_retired_rule_keeps_its_number_and_can_come_back(editor):
    make_rule(1)
    write(1, by=editor, retires=True)
    put(editor)
    assert standards.next_number() == 2

    write(1, by=editor)
    version = put(editor)

    assert [rule["number"] for rule in version.rules] == [1]
    assert Rule.objects.get(number=1).retired_at is None


def test_writing_what_holds_already_lets_the_change_go(editor):
    rule = make_rule(1)
    change = write(1, by=editor)

    again = write(1, by=editor, seen=change.at, **{name: getattr(rule, name) for name in Rule.WORDS})

    assert again is None
    assert not RuleChange.objects.exists()


def test_whoever_writes_over_what_a_colleague_wrote_meanwhile_is_told(editor):
    make_rule(1)
    seen = write(1, by=editor).at
    write(1, by=make_editor(), seen=seen, title="Be polite")

    with pytest.raises(revising.Changed, match="colleague"):
        write(1, by=editor, seen=seen, title="Be nice")

    assert RuleChange.objects.get().title == "Be polite"


def test_two_new_rules_written_at_once_get_two_numbers(editor):
    first = write(1, by=editor, title="Be kind")
    second = write(1, by=make_editor(), title="Be brief")

    assert [(row.number, row.title) for row in (first, second)] == [(1, "Be kind"), (2, "Be brief")]


def test_what_was_not_looked_at_is_not_put_in_force(editor):
    write(1, by=editor)
    seen = revising.pending().mark
    write(2, by=make_editor())

    with pytest.raises(revising.Changed):
        revising.put_in_force(note="", is_wording_only=False, seen=seen, by=editor)
    assert not StandardsVersion.objects.exists()


def test_pressing_twice_makes_one_version(editor):
    write(1, by=editor)
    seen = revising.pending().mark
    revising.put_in_force(note="", is_wording_only=False, seen=seen, by=editor)

    with pytest.raises(revising.Changed):
        revising.put_in_force(note="", is_wording_only=False, seen=seen, by=editor)
    assert StandardsVersion.objects.count() == 1


def test_a_version_that_reads_like_the_last_is_told_to_nobody(editor):
    rule = make_rule(1)
    words = {name: getattr(rule, name) for name in Rule.WORDS}
    write(1, by=editor, **words | {"cited_by": "repeats"})

    version = put(editor)

    assert version.is_wording_only
    assert standards.current_standards().cited_by_checks == {"repeats": 1}


@pytest.mark.parametrize("change", [{"rules": []}, {"number": 7}, {"in_force_from": timezone.now()}, {"note": "Other."}])
def test_the_database_refuses_to_change_a_version(change):
    make_rule()

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        StandardsVersion.objects.update(**change)


def test_the_database_refuses_to_delete_a_version():
    make_rule()

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        StandardsVersion.objects.all().delete()


def test_an_editor_gathers_changes_looks_at_them_and_puts_them_in_force(admin):
    make_rule(1)
    asked = admin.get("/admin/comments/rule/add/", follow=True)
    assert asked.redirect_chain[-1][0] == "/admin/comments/rule/number/2/"

    kept = admin.post("/admin/comments/rule/number/2/", WORDS | {"title": "Be brief"}, follow=True)
    page = kept.content.decode()
    assert "not in force yet" in page
    assert "Be brief" in page
    assert not Rule.objects.filter(number=2).exists()

    mark = kept.context["pending"].mark
    done = admin.post("/admin/comments/rule/put-in-force/", {"seen": mark, "note": "Shorter is kinder."}, follow=True)

    assert "Version 2 is in force from now on." in done.content.decode()
    assert StandardsVersion.objects.get(number=2).note == "Shorter is kinder."
    assert (
        "In force with version 2." in admin.get(f"/admin/comments/rule/{Rule.objects.get(number=2).pk}/history/").content.decode()
    )


def test_the_admin_keeps_what_was_typed_over_a_colleagues_change(admin, editor):
    make_rule(1)
    page = admin.get("/admin/comments/rule/number/1/")
    write(1, by=make_editor(display_name="Ada Lind"), title="Be polite")

    mine = WORDS | {"seen": page.context["form"].initial["seen"] or "", "title": "Be nice"}
    answer = admin.post("/admin/comments/rule/number/1/", mine)
    again = admin.post("/admin/comments/rule/number/1/", mine | {"seen": answer.context["form"].data["seen"]})

    content = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Be nice"' in content
    assert "Ada Lind" in content
    assert again.status_code == 302
    assert RuleChange.objects.get().title == "Be nice"


def test_a_form_opened_before_a_colleague_put_changes_in_force_shows_them_first(admin):
    make_rule(1)
    write(1, by=make_editor())

    answer = admin.post("/admin/comments/rule/put-in-force/", {"seen": "stale", "note": "Ours."})

    assert answer.status_code == 422
    assert "Ours." in answer.content.decode()
    assert StandardsVersion.objects.count() == 1


def test_a_change_can_be_let_go(admin, editor):
    make_rule(1)
    write(1, by=editor)

    admin.post("/admin/comments/rule/number/1/drop/")

    assert not RuleChange.objects.exists()


def test_a_rule_without_words_is_asked_for_them_and_keeps_the_rest(admin):
    make_rule(1)
    answer = admin.post("/admin/comments/rule/number/1/", {"title": "", "text": "", "fine": "A fine thing."})

    page = answer.content.decode()
    assert answer.status_code == 422
    for said in ("Give the rule a title", "Write what the rule says.", "A fine thing."):
        assert said in page
    assert not RuleChange.objects.exists()


def test_the_page_of_a_rule_leads_to_its_history_and_says_what_each_check_looks_for(admin):
    rule = make_rule(1)
    history = f"/admin/comments/rule/{rule.pk}/history/"

    page = admin.get("/admin/comments/rule/number/1/").content.decode()

    assert history in page
    assert "near_repeats: nearly the same words again</option>" in page
    assert admin.get(history).status_code == 200
    assert "/history/" not in admin.get("/admin/comments/rule/number/2/").content.decode()


def test_a_rule_cites_only_a_check_that_there_is(admin):
    answer = admin.post("/admin/comments/rule/number/1/", WORDS | {"cited_by": "nothing"})

    assert "not one of the available choices" in answer.content.decode()
    assert not RuleChange.objects.exists()
    assert 'value="repeats"' in answer.content.decode()


@pytest.mark.parametrize("number", [0, 2, 99999999999999999999])
def test_a_number_between_the_rules_is_no_page(admin, number):
    assert admin.get(f"/admin/comments/rule/number/{number}/").status_code == 404


@pytest.mark.parametrize("key", ["0", "abc", "9" * 5000])
def test_a_rule_that_there_is_not_is_no_page(admin, key):
    assert admin.get(f"/admin/comments/rule/{key}/change/").status_code == 404


def test_a_link_to_a_rule_leads_to_the_page_of_its_number(admin):
    rule = make_rule(3)

    assert admin.get(f"/admin/comments/rule/{rule.pk}/change/").url == "/admin/comments/rule/number/3/"


def test_rules_are_retired_and_never_deleted(admin):
    rule = make_rule(1)

    assert admin.post(f"/admin/comments/rule/{rule.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("address", ["number/1/drop/", "put-in-force/", "adopt/"])
def test_a_reader_presses_nothing(client, address):
    sign_in(client, make_reader())

    assert client.post(f"/admin/comments/rule/{address}").status_code in {302, 403}
    assert client.get(f"/admin/comments/rule/{address}").status_code in {302, 403, 405}


def test_moderators_keep_the_standards_too(client):
    sign_in(client, make_moderator())

    assert client.post("/admin/comments/rule/number/1/", WORDS).status_code == 302
