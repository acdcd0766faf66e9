"""Choosing how letters of news come, and stopping them by the address that each of them carries."""

from datetime import timedelta

import pytest
from django.core import signing

from comments import choosing, limits
from comments.models import TellingChoice
from newsroom.accounts import holdings
from tests.comments.reading import css, read
from tests.factories.accounts import sign_in

pytestmark = pytest.mark.django_db

Mail = TellingChoice.Mail
A_MINUTE = timedelta(minutes=1)


def test_the_choice_is_on_the_accounts_page_and_shows_what_holds(client, reader):
    sign_in(client, reader)
    page = read(client, "/account/")
    [form] = [form for form in css(page, "main form") if form.get("action") == "/comments/news/letters/"]
    assert dict(form.form_values())["mail"] == Mail.AT_ONCE

    answer = client.post(form.get("action"), {"mail": Mail.DAILY})

    assert answer.url == "/account/#news"
    assert choosing.mail_for(reader) == Mail.DAILY


def test_a_choice_that_is_none_changes_nothing(client, reader):
    page = sign_in(client, reader).post("/comments/news/letters/", {"mail": "hourly"}, follow=True)

    assert "Please choose one of the three ways." in page.content.decode()
    assert not TellingChoice.objects.exists()


def test_opening_the_address_asks_first_and_its_button_stops(client, reader):
    address = choosing.stopping_address(reader)

    page = read(client, address)
    assert choosing.mail_for(reader) == Mail.AT_ONCE
    answer = client.post(address)

    assert css(page, "main form button")[0].text_content() == "Stop these letters"
    assert reader.display_name not in page.text_content()
    assert "Done. You get no more letters of news from us." in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert choosing.mail_for(reader) == Mail.NEVER


def test_an_address_that_is_forged_cut_short_or_too_old_stops_nothing_and_says_so(client, reader, clock):
    good = choosing.stopping_address(reader)
    stem, _slash = good.rstrip("/").rsplit("/", 1)
    forged = [
        good[:-3] + "/",
        f"{stem}/{signing.dumps(reader.pk)}/",
        f"{stem}/{signing.dumps(reader.pk, salt='another')}/",
        f"{stem}/{reader.pk}/",
        f"{stem}/%00/",
    ]
    clock.shift(limits.STOPPING_WORKS_FOR + A_MINUTE)

    for address in [*forged, good]:
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 404
            assert "so it stops nothing" in answer.content.decode()
    assert not TellingChoice.objects.exists()


def test_the_address_of_somebody_who_left_keeps_nothing_of_them(client, reader):
    address = choosing.stopping_address(reader)
    holdings.erase(reader)

    assert client.post(address).status_code == 200
    assert not TellingChoice.objects.exists()
