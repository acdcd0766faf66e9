"""How long a stranger waits: from a bare clone to the largest story, stage by stage.

    python3 bench/first_start.py [--times 1] [--port 8190]

Clones the committed state into a new folder, runs `python3 manage.py demo` there, and asks for the front page and, through
the first answer's links, for the story with the most comments until each answers 200. Packages come from the cache of the
package client, as on a machine that has had any Python project before; empty that cache first to measure the other case.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 180.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--port", type=int, default=8190)
    parser.add_argument("--story", help="path of the page to wait for (default: the first start's largest story)")
    options = parser.parse_args()
    for _ in range(options.times):
        with tempfile.TemporaryDirectory(prefix="first start ") as scratch:
            measure(Path(scratch) / "clone", options)


def measure(clone, options):
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-u", "manage.py", "demo", "--port", str(options.port)],
        cwd=clone,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = []
    reader = threading.Thread(target=listen, args=(process, started, said), daemon=True)
    reader.start()
    try:
        path = options.story or wait_for_largest(said, process)
        answer = fetch_until_200(f"http://localhost:{options.port}{path}", process)
        print(f"{time.monotonic() - started:6.2f} s  HTTP 200 of {path}, {len(answer):,} bytes")
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


def wait_for_largest(said, process):
    """The path of the story with the most comments, which the start names last; else the front page."""
    deadline = time.monotonic() + LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        everything = "".join(said)
        if "Ctrl-C stops everything" in everything:
            found = re.search(r"https?://localhost:\d+(/\d{4}/\S+)", everything)
            return found.group(1) if found else "/"
        time.sleep(0.02)
    raise SystemExit("the site did not start")


def fetch_until_200(url, process):
    deadline = time.monotonic() + LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url) as answer:
                return answer.read()
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise SystemExit(f"{url} never answered 200")


if __name__ == "__main__":
    main()
