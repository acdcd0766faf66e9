"""How long the demo newspaper takes: `python bench/seed.py [--comments 100000]`.

It is made in a database of its own, which is dropped afterwards. Prints wall-clock seconds, and processor seconds of this
process and of those that draw; those of Postgres are not in it.
"""

import argparse
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from comments.seeding import newspaper  # noqa: E402
from comments.seeding.newspaper import Measure  # noqa: E402


def main():
    """Measure one newspaper."""
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--articles", type=int, default=60)
    asking.add_argument("--comments", type=int, default=3000)
    asking.add_argument("--largest", type=int, default=None, help="otherwise half of all comments")
    asked = asking.parse_args()
    measure = Measure(articles=asked.articles, comments=asked.comments, largest=asked.largest or asked.comments // 2)

    name = f"bench_seed_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    home = settings.DATABASES["default"]["NAME"]
    connection.close()
    try:
        connection.settings_dict["NAME"] = name
        call_command("migrate", verbosity=0)
        with tempfile.TemporaryDirectory() as media:
            settings.MEDIA_ROOT = media
            run(measure)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = home
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def run(measure):
    """Make it and print a line for each part as it begins."""
    began, before = time.monotonic(), os.times()

    def progress(part):
        now = os.times()
        print(
            f"{time.monotonic() - began:7.1f} s  {now.user + now.system - before.user - before.system:7.1f} s here"
            f"  {now.children_user + now.children_system - before.children_user - before.children_system:7.1f} s drawing  {part}",
            flush=True,
        )

    newspaper.make(measure, password_of=lambda email, *, role: secrets.token_urlsafe(), progress=progress)
    progress(f"done: {measure.articles} stories, {measure.comments:,} comments, {measure.largest:,} of them under one story")


if __name__ == "__main__":
    main()
