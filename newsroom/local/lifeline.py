"""A process that starts others holds one end of a pipe; those that hold the other end learn of its death at once.

Needs no polling, no /proc and no signal: the system closes the pipe however the holder ends, `kill -9` included.
"""

import os
import signal
import threading
import time

# Names the end of the pipe to a started program.
VARIABLE = "NEWSROOM_LIFELINE"
# How long an orderly end may take before it is a disorderly one.
GRACE = 15.0


class Lifeline:
    """The holder's end."""

    def __init__(self) -> None:
        self.watched, self._held = os.pipe()

    def as_process(self) -> dict:
        """Arguments that hand the watched end to a program that `subprocess` starts."""
        return {"pass_fds": [self.watched], "env": {**os.environ, VARIABLE: str(self.watched)}}


def follow() -> None:
    """In a started program: end as at SIGTERM when the starter has died. Does nothing if nobody holds a lifeline."""
    end = os.environ.pop(VARIABLE, "")
    if end:
        threading.Thread(target=_wait_for_the_end, args=[int(end)], name="lifeline", daemon=True).start()


def _wait_for_the_end(end: int) -> None:
    os.read(end, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os.kill(os.getpid(), signal.SIGKILL)
