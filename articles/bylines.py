"""The names printed over stories, as far as accounts must know them: no reader may be called so."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models import Author
from newsroom.accounts.models import User


def names_of_others(account: User | None) -> Iterable[str]:
    """The names of all authors but the one that `account` writes as."""
    authors = Author.objects.all()
    if account is not None and account.pk:
        # NULL is no account, and must not count as this one's.
        authors = authors.filter(account=None) | authors.exclude(account=account)
    return authors.values_list("name", flat=True)
