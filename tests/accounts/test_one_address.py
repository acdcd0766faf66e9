"""Several who want one address at the same moment: one gets it, its owner is told of the others, nobody sees an error."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from newsroom.accounts import closing
from newsroom.accounts.models import User
from tests.comments.waiting import until_it_waits_for_us
from tests.factories.accounts import PASSWORD, make_administrator, make_reader, make_unconfirmed_reader, sign_in

pytestmark = pytest.mark.usefixtures("committed")

WANTED = "kira@example.org"


def on_its_own_connection(work, *args, **named):
    try:
        return work(*args, **named)
    finally:
        connections.close_all()


def while_it_is_taken(taker, work, *args, **named):
    """Let `taker` have the address in a transaction for which `work` waits; what `work` came to, once that is committed."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            User.objects.filter(pk=taker.pk).update(email=WANTED)
            wanting = pool.submit(on_its_own_connection, work, *args, **named)
            assert until_it_waits_for_us(wanting)
        return wanting.result()


def test_of_two_who_mend_a_slip_to_one_address_at_once_the_second_changes_nothing_and_sees_no_error():
    first, second = make_unconfirmed_reader(), make_unconfirmed_reader(email="slip@example.org")
    client = sign_in(Client(), second)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    mail.outbox.clear()

    answer = while_it_is_taken(first, client.post, reverse("account_email"), {"email": WANTED, "action_add": ""})

    assert answer.status_code == 302
    assert User.objects.get(pk=second.pk).email == "slip@example.org"
    assert [letter.to for letter in mail.outbox] == [[WANTED]]
    assert "already" in mail.outbox[0].subject


def test_an_account_is_not_moved_to_an_address_that_was_taken_meanwhile():
    first, second = make_reader(), make_reader(email="second@example.org")

    with pytest.raises(ValidationError, match="Another account uses this address"):
        while_it_is_taken(first, closing.move, second, email=WANTED)

    assert second.email == "second@example.org"
    assert second.emailaddress_set.get().verified


def test_whoever_moves_an_account_reads_that_the_address_was_taken_meanwhile():
    first, second = make_reader(), make_reader(email="second@example.org")
    client = sign_in(Client(), make_administrator())
    page = reverse("admin:accounts_user_change", args=[second.pk])

    said = {"email": WANTED, "display_name": second.display_name}
    answer = while_it_is_taken(first, client.post, page, said, follow=True)

    assert answer.status_code == 200
    assert "Another account uses this address by now" in answer.content.decode()
    assert User.objects.get(pk=second.pk).email == "second@example.org"
