"""The part of `bench.operations` that runs inside the site.

python -m bench.operators gather <readers>             makes readers whom nothing holds up, and moderators
python -m bench.operators run <operations> <seed>      does so many operations, prints JSON: what came of them
python -m bench.operators decide <events> <seed>       does so many at the desk, proves them, prints JSON: what came of it
python -m bench.operators prove                        counts every conversation anew
"""

from __future__ import annotations

import json
import sys

# First, because it sets Django up.
from bench.inside import settings  # noqa: F401
from bench.moderating import Decider, prove_decisions
from bench.operating import Operator, Town, prove
from bench.writers import writers
from comments.models import Comment, Discussion, Rule
from newsroom.accounts import confirmation, roles
from newsroom.accounts.models import Role, User
from newsroom.web import changing

MODERATORS = 4
# The few conversations that all meet in.
DISCUSSIONS = 4


def gather(readers: int) -> None:
    """Make the people."""
    writers(readers)
    for number in range(MODERATORS):
        moderator = User.objects.create_user(f"desk-{number}@example.org", f"Desk {number}", None)
        confirmation.mark_confirmed([moderator])
        roles.appoint(moderator, Role.MODERATOR, by=None)


def town() -> Town:
    """The conversations and the people, as every process finds them."""
    discussions = list(Discussion.objects.order_by("-visible_count", "pk")[:DISCUSSIONS])
    Discussion.objects.filter(pk__in=[row.pk for row in discussions]).update(closes_at=None, mode=Discussion.Mode.OPEN)
    return Town(
        discussions=discussions,
        readers=list(User.objects.filter(email__startswith="writer-").order_by("pk")),
        moderators=list(User.objects.filter(email__startswith="desk-").order_by("pk")),
        rules=list(Rule.objects.filter(retired_at__isnull=True)),
    )


def run(operations: int, seed: str) -> None:
    """Do it, and print what came of it."""
    operator = Operator(town(), seed=seed)
    operator.run(operations)
    print(json.dumps({"done": operator.done, "failures": operator.failures, "again": changing.retried}))


def decide(events: int, seed: int) -> None:
    """Do it, prove it, and print what came of it."""
    decider = Decider(town(), seed=str(seed))
    decider.run(events)
    print(json.dumps({"done": decider.done, "failures": decider.failures, "proved": prove_decisions(decider.town, seed=seed)}))


def prove_all() -> None:
    """Count every conversation anew, and print how many comments that were."""
    for discussion in Discussion.objects.order_by("pk"):
        prove(discussion)
    print(json.dumps({"discussions": Discussion.objects.count(), "comments": Comment.objects.count()}))


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    if what == "gather":
        gather(int(arguments[0]))
    elif what == "run":
        run(int(arguments[0]), arguments[1])
    elif what == "decide":
        decide(int(arguments[0]), int(arguments[1]))
    else:
        prove_all()
