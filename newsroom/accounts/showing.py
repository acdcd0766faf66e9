"""What somebody's own page says about them, and who may open it."""

from __future__ import annotations

from newsroom.accounts import holdings
from newsroom.accounts.models import Audience, User
from newsroom.web import pages, plain


@pages.verb
def show(user: User, *, bio: str, to: str) -> None:
    """Let `to` (an `Audience`) open the page of `user`, with these words on it."""
    with pages.change():
        before = User.objects.select_for_update(no_key=True).get(pk=user.pk).shown_to
        user.bio, user.shown_to = plain.clean(bio), to
        user.save(update_fields=["bio", "shown_to"])
        # A name leads to the page only for those who may open it.
        if before != to:
            for holding in holdings.HOLDINGS:
                holding.renamed(user)


def is_shown(user: User, *, viewer: User | None) -> bool:
    """Whether `viewer` (None: a stranger) may open the page of `user`. One's own is always there."""
    if not user.is_active:
        return False
    return viewer == user or user.shown_to == Audience.EVERYONE or (user.shown_to == Audience.READERS and viewer is not None)
