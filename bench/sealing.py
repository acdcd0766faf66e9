"""What sealing and checking a long log takes: time and memory, each in a process of its own.

    DATABASE_URL=postgres://… python -m bench.sealing [--entries 200000]

Makes a small scratch newspaper, appends so many entries with words behind each, seals them, and runs `check_log`. The memory is
what the process had at most, beside what Django alone has.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psycopg

from bench.measuring import table
from bench.newspapers import newspaper

COMMENTS = 100

# Each with the digest that evidence.py would give these words.
FILL = """
WITH made AS (
  INSERT INTO comments_decision (comment_id, revision, kind, status_after, initiative, automatic, thresholds, codes, at,
                                 evidence_digest)
  SELECT (SELECT min(id) FROM comments_comment), 1, 'approve', 'published', 'own', FALSE,
         '{"links": 0.5, "pace": 0.5, "history": 0.3}', '["links", "pace"]', now() - n * interval '1 minute',
         sha256(decode('00', 'hex') || convert_to('["These words were approved.","",{}]', 'UTF8'))
    FROM generate_series(1, %s) AS n
  RETURNING id
)
INSERT INTO comments_evidence (decision_id, salt, body, note, facts)
SELECT id, decode('00', 'hex'), 'These words were approved.', '', '{}' FROM made
"""

INSIDE = """
import json, resource, time
from io import StringIO
from django.core.management import call_command
from comments.moderation import sealing
most = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, began = most(), time.monotonic()
if {check}:
    said = StringIO()
    call_command("check_log", stdout=said)
    came = said.getvalue().splitlines()[0]
else:
    came = f"{{sealing.seal_log():,}} seals"
print(json.dumps([came, time.monotonic() - began, before, most()]))
"""


def main() -> None:
    """Make the log, seal it, check it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=200_000)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        counts = {"depth": 10, "readers": 20}
        made = stack.enter_context(
            newspaper(os.environ["DATABASE_URL"], COMMENTS, folder=folder, keep=False, name="seals", **counts)
        )
        with psycopg.connect(made.url) as connection:
            connection.execute(FILL, [options.entries])
        rows = []
        for what in ("seal_log", "check_log"):
            code = INSIDE.format(check=what == "check_log")
            came, took, before, most = json.loads(made.run("manage.py", "shell", "--no-imports", "-c", code).splitlines()[-1])
            rows.append([what, came, f"{took:.1f} s", f"{most - before:.0f} MB", f"{most:.0f} MB"])
    table(f"{options.entries:,} entries more", ["what", "came", "took", "memory for it", "with Django"], rows)


if __name__ == "__main__":
    sys.exit(main())
