"""The small version of `python -m bench.operations`: whatever happens at once, every number is what a recount says."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from bench.operating import Operator, Town, prove
from comments.models import Comment
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_discussion, make_rule, make_trusted_reader

AT_ONCE, EACH = 4, 60


@pytest.mark.parametrize("seed", [1, 2])
def test_after_random_operations_at_once_every_number_is_what_a_recount_says(committed, seed):
    discussions = [make_discussion() for _ in range(2)]
    for discussion in discussions:
        make_comment(discussion=discussion)
    town = Town(
        discussions=discussions,
        readers=[make_trusted_reader() for _ in range(80)],
        moderators=[make_moderator() for _ in range(2)],
        rules=[make_rule()],
    )

    def operate(number):
        try:
            operator = Operator(town, seed=f"{seed}-{number}")
            operator.run(EACH)
            return operator
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        operators = list(pool.map(operate, range(AT_ONCE)))

    assert [failure for operator in operators for failure in operator.failures] == []
    assert sum(sum(operator.done.values()) for operator in operators) == AT_ONCE * EACH
    assert Comment.objects.count() > 30
    for discussion in discussions:
        prove(discussion)
