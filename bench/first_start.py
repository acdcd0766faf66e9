"""How long a stranger waits: from a bare clone to the largest story, stage by stage.

    python3 bench/first_start.py [--times 1] [--port 8190] [--empty-cache]

Clones the committed state into a new folder, runs `python3 manage.py demo` there until it prints its address, and asks for the
story with the most comments. Beside the seconds on the wall stand those of the processors, of everything that the start has
run, and how busy the machine was: where others work on it too, only they can be compared.

Packages come from the caches of the package clients, as on a machine that has had any Python project before. With
`--empty-cache` pip and uv are pointed at empty folders, so that every package crosses the network: then the figure says as
much about the connection as about us.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 600.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--port", type=int, default=8190)
    parser.add_argument("--story", help="path of the page to ask for (default: the story with the most comments)")
    parser.add_argument("--empty-cache", action="store_true", help="let the package clients begin with nothing")
    options = parser.parse_args()
    for _ in range(options.times):
        with tempfile.TemporaryDirectory(prefix="first start ") as scratch:
            # Reachable for the user that runs Postgres, or the database would be left behind in the system's state folder.
            Path(scratch).chmod(0o755)
            measure(Path(scratch) / "clone", options)


def measure(clone, options):
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
    caches = clone.with_name("caches")
    # uv links from its cache into the environment where both are on one file system, as they mostly are at home.
    emptied = {"PIP_CACHE_DIR": str(caches / "pip"), "UV_CACHE_DIR": str(caches / "uv")} if options.empty_cache else {}
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-u", "manage.py", "demo", "--port", str(options.port)],
        cwd=clone,
        env={**os.environ, **emptied},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = []
    reader = threading.Thread(target=listen, args=(process, started, said), daemon=True)
    reader.start()
    try:
        wait_for_welcome(said, process)
        ready, busy = time.monotonic() - started, processor_time(process.pid)
        # Asking the database which story that is takes a second that a reader would not wait.
        path = options.story or largest_story(clone)
        asked = time.monotonic()
        answer = fetch(f"http://localhost:{options.port}{path}")
        taken = ready + time.monotonic() - asked
        print(f"{taken:6.2f} s  HTTP 200 of {path}, {len(answer):,} bytes")
        print(f"{busy:6.2f} s  of processor time; load {' '.join(f'{load:.1f}' for load in os.getloadavg())}")
    finally:
        process.terminate()
        process.wait(timeout=60)
        print(f"{time.monotonic() - started:6.2f} s  stopped\n")
        shutil.rmtree(clone / ".venv", ignore_errors=True)


def listen(process, started, said):
    """Print what the start says, with the second at which it says it."""
    for line in process.stdout:
        said.append(line)
        if line.strip():
            print(f"{time.monotonic() - started:6.2f} s  {line.rstrip()}", flush=True)


def wait_for_welcome(said, process):
    """Return once the start has printed its address."""
    deadline = time.monotonic() + LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        if "Ctrl-C stops everything" in "".join(said):
            return
        time.sleep(0.02)
    raise SystemExit("the site did not start")


def processor_time(pid):
    """Seconds of processor that a process and all that it started have used, those that have ended included."""
    # From /proc/<pid>/stat, after the name: the parent, then (the 12th to 15th) own and awaited children's time.
    stats = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            stats[int(path.parent.name)] = path.read_text().rpartition(")")[2].split()
    ours = {pid}
    while more := {each for each, fields in stats.items() if int(fields[1]) in ours} - ours:
        ours |= more
    return sum(sum(map(int, stats[each][11:15])) for each in ours) / os.sysconf("SC_CLK_TCK")


def largest_story(clone):
    """The path of the story with the most comments."""
    code = (
        "from comments.models import Discussion;"
        "found = Discussion.objects.select_related('article').order_by('-visible_count').first();"
        "print(found.article.get_absolute_url() if found else '/')"
    )
    asked = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code], cwd=clone, capture_output=True, text=True, check=True
    )
    return asked.stdout.strip().splitlines()[-1]


def fetch(url):
    """The bytes of a page; anything but 200 ends the measurement."""
    with urllib.request.urlopen(url) as answer:
        return answer.read()


if __name__ == "__main__":
    main()
