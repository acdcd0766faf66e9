"""The browser that the tests drive: Debian's Chromium without a window, installed only where somebody asked for it."""

import os
import shutil
import subprocess
import sys

from newsroom.local.progress import CannotStart, Failed, run

# The shell is the same engine without what only a window needs: a fifth less work for every page.
SHELL = "chromium-headless-shell"
NAMES = [SHELL, "chromium", "chromium-browser", "google-chrome"]


def find() -> str | None:
    """The path of a Chromium on this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def asked_for(arguments: list[str]) -> bool:
    """Whether installing a browser is wanted: on a machine that only runs tests, or by name."""
    return os.environ.get("CI") == "true" or "--with-browser" in arguments


def install() -> None:
    """Install Debian's Chromium."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise CannotStart("Installing Chromium needs root and Debian's apt: install it yourself, then run the tests again.")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        run("Reading Debian's package lists", ["apt-get", "update", "-qq"], **quiet)
        run(
            "Installing Chromium",
            ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", SHELL, "fonts-dejavu-core"],
            **quiet,
        )
    except (Failed, subprocess.SubprocessError) as failure:
        raise CannotStart(f"Chromium could not be installed: {getattr(failure, 'last_line', failure)}.") from None


def see_to_it(arguments: list[str]) -> None:
    """Install the browser if that is wanted and it is not here; else say in one line what will be skipped."""
    if shutil.which(SHELL):
        return
    if asked_for(arguments):
        try:
            install()
        except CannotStart:
            # Another Chromium does as well.
            if not find():
                raise
    elif not find():
        sys.stderr.write("No Chromium here: tests in a browser are skipped. `--with-browser` installs Debian's.\n")
