"""What sealing and checking a long log takes: time and memory, each in a process of its own.

    DATABASE_URL=postgres://… python -m bench.sealing [--entries 200000]

Makes a small scratch newspaper, appends so many entries with words and 13 findings behind each, seals them, and runs
`check_log`. The memory is what the process had at most, beside what Django alone has.
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

# As many as there are checks.
FINDINGS = 13

INSIDE = """
import json, resource, time
from io import StringIO
from django.core.management import call_command
from comments.moderation import sealing
most = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, began, worked = most(), time.monotonic(), time.process_time()
if {check}:
    said = StringIO()
    call_command("check_log", stdout=said)
    came = said.getvalue().splitlines()[0]
else:
    came = f"{{sealing.seal_log():,}} seals"
print(json.dumps([came, time.monotonic() - began, time.process_time() - worked, before, most()]))
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
        made.run("-m", "bench.long_log", str(options.entries), str(FINDINGS))
        with psycopg.connect(made.url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        rows = []
        for what in ("seal_log", "check_log"):
            code = INSIDE.format(check=what == "check_log")
            came, took, worked, before, most = json.loads(
                made.run("manage.py", "shell", "--no-imports", "-c", code).splitlines()[-1]
            )
            rows.append([what, came, f"{took:.1f} s", f"{worked:.1f} s", f"{most - before:.0f} MB", f"{most:.0f} MB"])
    table(f"{options.entries:,} entries more", ["what", "came", "took", "of our processor", "memory for it", "with Django"], rows)


if __name__ == "__main__":
    sys.exit(main())
