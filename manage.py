#!/usr/bin/env python3
"""Django's command line. `demo` and `test` first make the virtual environment that they need."""

import os
import sys
from pathlib import Path

from newsroom.local import bootstrap

ROOT = Path(__file__).resolve().parent


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        bootstrap.enter(ROOT, command=command)
    except bootstrap.CannotStart as sentence:
        sys.exit(str(sentence))
    # Only from here on is Django known to be there.
    from newsroom.local.commanding import run  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    run(sys.argv, root=ROOT)


if __name__ == "__main__":
    main()
