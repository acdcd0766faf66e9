"""How a reader wants letters of news, and the address in each of them that stops them with one press."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from comments import limits
from comments.models import TellingChoice
from newsroom.accounts.models import User
from newsroom.web import pages

Mail = TellingChoice.Mail

# Signed with a salt of their own: nothing else that this site signs can stand for one of these.
_SALT = "comments.choosing.stop"


def mail_for(reader: User) -> str:
    """How `reader` wants letters of news. One query."""
    chosen = TellingChoice.objects.filter(reader=reader).values_list("mail", flat=True).first()
    return chosen or Mail.AT_ONCE


@pages.verb
def choose(reader: User, *, mail: str) -> None:
    """Write letters of news to `reader` in this way from now on; what came before is in none of them.

    Choosing what holds already changes nothing: what waits for a letter is still in it.
    """
    with pages.change():
        # Somebody who leaves at this moment leaves no choice behind.
        is_active = User.objects.select_for_update(no_key=True).get(pk=reader.pk).is_active
        if is_active and mail_for(reader) != mail:
            TellingChoice.objects.update_or_create(reader=reader, defaults={"mail": mail, "told_until": timezone.now()})


def stopping_address(reader: User) -> str:
    """Where letters to `reader` can be stopped by whoever has one in their mailbox, without signing in."""
    return reverse("comments:stop_letters", args=[signing.dumps(reader.pk, salt=_SALT)])


def reader_who_stops(token: str) -> User | None:
    """Whose letters an address stops; None for one that is forged, cut short, or older than a year."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=limits.STOPPING_WORKS_FOR)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk).first()
