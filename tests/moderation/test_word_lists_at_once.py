"""Two who put one word on a list at the same moment: it stands there once, and the second reads that it does."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from comments.models import ListedWord, WordList
from comments.moderation.words import wordlist
from tests.comments.waiting import until_it_waits_for_us
from tests.factories.accounts import make_moderator, sign_in

pytestmark = pytest.mark.usefixtures("committed")


def sent(client, address, given):
    try:
        return client.post(address, given)
    finally:
        connections.close_all()


def while_it_is_put_there(word_list, address):
    """The answer to a moderator who saves the word while somebody else puts it on the list in another spelling."""
    client = sign_in(Client(), make_moderator())
    given = {"word_list": word_list.pk, "phrase": "Fool", "note": "", "is_active": "on"}
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            wordlist.save_word(ListedWord(word_list=word_list, phrase="FOOL"), by=make_moderator())
            wanting = pool.submit(sent, client, address, given)
            assert until_it_waits_for_us(wanting)
        return wanting.result()


@pytest.fixture
def word_list():
    """A list of no words yet."""
    return WordList.objects.create(name="Insults")


def test_of_two_who_add_a_word_at_once_the_second_reads_that_it_is_there(word_list):
    answer = while_it_is_put_there(word_list, reverse("admin:comments_listedword_add"))

    assert answer.status_code == 200
    assert "on the list already" in answer.content.decode()
    assert ListedWord.objects.count() == 1


def test_whoever_makes_it_of_another_word_reads_that_too(word_list):
    other = wordlist.save_word(ListedWord(word_list=word_list, phrase="Dolt"), by=make_moderator())

    answer = while_it_is_put_there(word_list, reverse("admin:comments_listedword_change", args=[other.pk]))

    assert "on the list already" in answer.content.decode()
    assert ListedWord.objects.get(pk=other.pk).phrase == "Dolt"
