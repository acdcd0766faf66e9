"""The small version of `python -m bench.decisions`: whatever is decided, objected to and undone, all of it can be defended."""

import pytest

from bench.moderating import Decider, prove_decisions
from bench.operating import Town
from comments.models import Decision
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_discussion, make_rule, make_trusted_reader

EVENTS = 300


@pytest.mark.parametrize("seed", [1])
def test_after_random_events_at_the_desk_everything_that_was_decided_can_be_defended(committed, seed):
    discussions = [make_discussion() for _ in range(2)]
    for discussion in discussions:
        make_comment(discussion=discussion)
    town = Town(
        discussions=discussions,
        readers=[make_trusted_reader() for _ in range(40)],
        moderators=[make_moderator() for _ in range(3)],
        rules=[make_rule()],
    )
    decider = Decider(town, seed=str(seed))

    decider.run(EVENTS)

    assert decider.failures == []
    proved = prove_decisions(town, seed=seed)
    assert sum(decider.done.values()) == EVENTS
    kinds = set(Decision.objects.values_list("kind", flat=True))
    assert {"remove", "approve", "undo", "escalate", "mute", "lift", "confirm", "take_back"} <= kinds
    altered = {what: many for what, many in proved.items() if what.endswith(" altered, all named")}
    assert len(altered) == 4
    assert sum(altered.values()) > 100
