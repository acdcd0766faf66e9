"""How often each comment was on a page that somebody read: counted by `newsroom.web.reads`, added up here every ten seconds.

It says nothing about who read, nor whether anybody looked at the comment: only what its recommendations are measured against.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from newsroom.web.reads import Follower

# In the order of ids, so that two processes which write at once wait for each other instead of deadlocking. A comment that
# has gone with its conversation since is left out.
_ADD = """
INSERT INTO comments_exposure (comment_id, reads)
SELECT c.id, shown.times FROM unnest(%s::bigint[], %s::bigint[]) AS shown (id, times)
  JOIN comments_comment AS c ON c.id = shown.id ORDER BY c.id
ON CONFLICT (comment_id) DO UPDATE SET reads = comments_exposure.reads + excluded.reads
"""


def add(times: Mapping[int, int]) -> None:
    """Add to each of these comments how often it was on a page. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [list(times), list(times.values())])


EXPOSURES = Follower("exposures", kind="comment", write=add)
