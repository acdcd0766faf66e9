"""What the log says about the sanctions of one reader."""

from __future__ import annotations

from django.db.models import Max

from comments.models import Decision, Sanction
from newsroom.accounts.models import User


def newest_on(account: User) -> int:
    """The newest entry about any sanction of `account`; 0 without any. What a form carries as seen. One query."""
    theirs = Sanction.objects.filter(account=account).values("pk")
    return Decision.objects.filter(sanction_id__in=theirs).aggregate(pk=Max("pk"))["pk"] or 0


def last_on(sanction: Sanction) -> Decision | None:
    """The newest entry that says whether a sanction holds. One query."""
    return Decision.objects.on_sanctions().filter(sanction_id=sanction.pk).order_by("-pk").first()
