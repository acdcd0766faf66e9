"""What the demo's reader follows, and what is new for them: told by the verbs that tell everybody."""

from __future__ import annotations

from collections.abc import Sequence

from comments import choosing, following, telling
from comments.models import Comment, Discussion
from newsroom.accounts.models import User

# So much was said in a conversation since the reader was last there.
NEW = 4


def hear(discussions: Sequence[Discussion], *, reader: User) -> None:
    """Let `reader` follow the largest conversation, with unread news of it, and a thread of the next."""
    # One letter in the morning: a demo has other things to show than mail.
    choosing.choose(reader, mail=choosing.Mail.DAILY)
    following.follow(discussions[0], by=reader)
    # New threads alone: an answer would also be told to whom it answers, and nobody reads these people's mail.
    begun = Comment.objects.seen().filter(depth=0)
    for pk in sorted(begun.filter(discussion=discussions[0]).order_by("-number").values_list("pk", flat=True)[:NEW]):
        telling.spread(pk)
    for discussion in discussions[1:2]:
        longest = begun.filter(discussion=discussion).order_by("-tally__below", "pk").first()
        if longest is not None:
            following.follow(discussion, by=reader, thread=longest)
