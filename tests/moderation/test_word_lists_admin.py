"""Word lists in the admin: taken by form, each word with what it found, switched off, deleted, given back as text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comments.models import ListedWord, WordList
from comments.moderation import decisions
from comments.moderation.words import importing, wordlist
from tests.comments.reading import css, read
from tests.factories.accounts import make_editor, make_moderator, sign_in
from tests.factories.comments import make_comment, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db

IMPORT = "/admin/comments/wordlist/import/"
WORDS = "/admin/comments/listedword/"


@pytest.fixture
def english():
    return wordlist.save_list(WordList(name="English", language="en"))


def listed(word_list):
    return list(ListedWord.objects.filter(word_list=word_list).order_by("pk").values_list("phrase", flat=True))


def found(text):
    return [entry.phrase for entry in wordlist.found_in(text)]


def take(text, into):
    return importing.take_lines(text, into=into, by=make_moderator())


class TestInTheAdmin:
    def test_words_are_pasted_into_a_new_list(self, desk):
        answer = desk.post(IMPORT, {"name": "Deutsch", "language": "de", "lines": "Depp\n\nDepp"})

        page = answer.content.decode()
        assert "1 phrase was taken into “Deutsch”." in page
        assert "1 line is empty (line 2)." in page
        assert WordList.objects.get().language == "de"
        assert listed(WordList.objects.get()) == ["Depp"]

    def test_a_file_is_sent_into_a_list_that_there_is(self, desk, english):
        desk.post(IMPORT, {"word_list": english.pk, "file": SimpleUploadedFile("words.txt", b"fool\ncrook\n")})

        assert listed(english) == ["fool", "crook"]

    @pytest.mark.parametrize(
        ("over", "words"),
        [
            ({"lines": "fool"}, "Choose a list, or name a new one."),
            ({"name": "New"}, "Paste the words or choose a file"),
            ({"name": "English", "lines": "fool"}, "There is a list of this name"),
            ({"name": "New", "lines": "fool\x00"}, "Null characters are not allowed"),
        ],
    )
    def test_a_form_that_says_too_little_is_shown_again(self, desk, english, over, words):
        answer = desk.post(IMPORT, over)

        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert not ListedWord.objects.exists()

    def test_a_program_sent_by_mistake_is_refused_with_a_sentence(self, desk, english):
        answer = desk.post(IMPORT, {"word_list": english.pk, "file": SimpleUploadedFile("a.out", b"\x7fELF\x00")})

        assert answer.status_code == 422
        assert "This is no text file. Nothing was taken" in answer.content.decode()

    def test_a_million_lines_are_refused_with_a_sentence_whether_pasted_or_as_a_file(self, desk, english):
        words = b"word%d\n" * 1000 % tuple(range(1000)) * 1000
        file = desk.post(IMPORT, {"word_list": english.pk, "file": SimpleUploadedFile("words.txt", words)})
        pasted = desk.post(IMPORT, {"word_list": english.pk, "lines": words.decode()})

        assert (file.status_code, pasted.status_code) == (422, 413)
        assert "This is more than 4 MB. Nothing was taken: send it in parts." in file.content.decode()
        assert "One form brings 5 MB at most: send it in parts." in pasted.content.decode()
        assert not ListedWord.objects.exists()

    def test_broken_encodings_are_named_by_line_and_break_nothing(self, desk, english):
        words = b"fool\nidi\xffot\n\xed\xa0\x80\n\xc3\ncrook\n"
        page = desk.post(IMPORT, {"word_list": english.pk, "file": SimpleUploadedFile("words.txt", words)}).content.decode()
        half = b"\xff\xfe" + "fool\nhalf".encode("utf-16-le") + b"\x00\xd8\x41"
        desk.post(IMPORT, {"word_list": english.pk, "file": SimpleUploadedFile("half.txt", half)})

        assert "3 lines have characters that are not UTF-8 (lines 2, 3, 4)." in page
        assert listed(english) == ["fool", "crook"]

    def test_a_list_is_given_as_a_text_file(self, desk, english):
        take(b"fool\ncrook", english)

        answer = desk.get(f"/admin/comments/wordlist/{english.pk}/export/")

        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert "attachment" in answer["Content-Disposition"]
        assert answer.content.decode() == "crook\nfool\n"

    @pytest.mark.parametrize("address", [IMPORT, "/admin/comments/wordlist/1/export/", "/admin/comments/wordlist/"])
    def test_editors_do_not_keep_the_lists(self, client, address):
        assert sign_in(client, make_editor()).get(address).status_code == 403

    def test_each_word_shows_what_it_found_and_how_often_people_agreed(self, desk, moderator, english):
        take(b"fool\nidiot\ncad", english)
        removed = make_comment(author=make_trusted_reader(), body="A fool and an idiot.")
        approved = make_comment(author=make_trusted_reader(), body="What a fool he is.")
        decisions.remove(removed, by=moderator, rule=make_rule())
        decisions.approve(approved, by=moderator)

        rows = desk.get(WORDS, {"o": "-3"}).context["cl"].result_list

        said = {word.phrase: (word.of_held, word.of_judged, word.of_removed) for word in rows}
        assert said == {"fool": (2, 2, 1), "idiot": (1, 1, 1), "cad": (0, 0, 0)}
        assert "1 of 2" in desk.get(WORDS).content.decode()

    @pytest.mark.parametrize("order", ["3", "-3", "4", "-4"])
    def test_the_words_can_be_put_in_the_order_of_both(self, desk, moderator, english, order):
        take(b"fool\nidiot", english)
        for body in ("A fool and an idiot.", "What a fool he is."):
            comment = make_comment(author=make_trusted_reader(), body=body)
            decide = decisions.approve if "what" in body.lower() else decisions.remove
            decide(comment, by=moderator, **({} if decide is decisions.approve else {"rule": make_rule()}))

        rows = [word.phrase for word in desk.get(WORDS, {"o": order}).context["cl"].result_list]

        assert rows == {"3": ["fool", "idiot"], "-3": ["idiot", "fool"], "4": ["fool", "idiot"], "-4": ["idiot", "fool"]}[order]

    @pytest.mark.parametrize("many", [2, 90])
    def test_the_page_costs_the_same_at_any_length_of_a_list(self, desk, english, many, django_assert_max_num_queries):
        take("\n".join(f"word{n}" for n in range(many)).encode(), english)
        desk.get(WORDS)

        with django_assert_max_num_queries(12):
            desk.get(WORDS)

    def test_many_words_are_deleted_or_switched_off_in_one_step(self, desk, english, django_assert_max_num_queries):
        take("\n".join(f"word{n}" for n in range(30)).encode(), english)
        pks = list(ListedWord.objects.values_list("pk", flat=True))

        desk.post(WORDS, {"action": "switch_off", "_selected_action": pks[:10]})
        assert ListedWord.objects.filter(is_active=True).count() == 20

        with django_assert_max_num_queries(60):
            desk.post(WORDS, {"action": "delete_selected", "_selected_action": pks[10:], "post": "yes"})
        assert list(ListedWord.objects.values_list("pk", flat=True)) == pks[:10]

    def test_a_list_is_deleted_with_its_words_which_are_counted_first(self, desk, english):
        take(b"fool\ncrook", english)
        chosen = {"action": "delete_selected", "_selected_action": [english.pk]}

        asked = desk.post("/admin/comments/wordlist/", chosen).content.decode()
        desk.post("/admin/comments/wordlist/", {**chosen, "post": "yes"})

        assert "Listed words: 2" in asked or "listed words: 2" in asked
        assert not ListedWord.objects.exists()
        assert found("The fool!") == []

    @pytest.mark.parametrize("phrase", ["(a+)+$", "4", "Á", "х"])
    def test_what_comes_down_to_one_letter_is_no_word(self, desk, english, phrase):
        answer = desk.post(f"{WORDS}add/", {"word_list": english.pk, "phrase": phrase, "is_active": "on"})

        assert "This comes down to a single letter or digit" in answer.content.decode()
        assert listed(english) == []

    def test_a_word_of_one_chinese_character_is_taken(self, desk, english):
        desk.post(f"{WORDS}add/", {"word_list": english.pk, "phrase": "狗", "is_active": "on"})

        assert listed(english) == ["狗"]

    def test_a_word_is_refused_on_a_list_it_stands_on_and_taken_on_another(self, desk, english):
        take(b"fool", english)
        german = wordlist.save_list(WordList(name="Deutsch"))

        again = desk.post(f"{WORDS}add/", {"word_list": english.pk, "phrase": "F\u200bOOL", "is_active": "on"})
        assert "This word is on the list already" in again.content.decode()

        desk.post(f"{WORDS}add/", {"word_list": german.pk, "phrase": "Fool", "is_active": "on"})
        assert listed(german) == ["Fool"]


class TestANewWord:
    def chosen(self, desk, query=""):
        options = css(read(desk, f"{WORDS}add/{query}"), "#id_word_list option")
        return [option.text_content() for option in options if option.get("selected") is not None]

    def test_goes_on_the_list_that_was_looked_at_or_on_the_first(self, desk, english):
        german = wordlist.save_list(WordList(name="Deutsch"))

        assert self.chosen(desk) == ["English"]
        assert self.chosen(desk, f"?_changelist_filters=word_list__id__exact%3D{german.pk}") == ["Deutsch"]
        assert self.chosen(desk, "?_changelist_filters=word_list__id__exact%3Dx") == ["English"]

    def test_that_is_none_is_answered_in_words(self, desk, english):
        page = desk.post(f"{WORDS}add/", {}).content.decode()

        assert "Choose the list that it stands on." in page
        assert "Write a word or a phrase." in page

    def test_where_there_is_no_list_the_page_says_how_to_begin(self, desk):
        assert "There is no list yet." in desk.get("/admin/comments/wordlist/").content.decode()


def test_lists_are_narrowed_down_to_a_language_or_to_those_of_none(client, english):
    WordList.objects.create(name="anywhere")
    sign_in(client, make_moderator())

    def shown(**choice):
        return [word_list.name for word_list in client.get("/admin/comments/wordlist/", choice).context["cl"].result_list]

    everything = client.get("/admin/comments/wordlist/")
    assert "no one language" in everything.content.decode()
    assert set(shown()) == {english.name, "anywhere"}
    assert shown(**{"in": "none"}) == ["anywhere"]
    assert shown(**{"in": english.language}) == [english.name]
