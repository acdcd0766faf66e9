"""How gunicorn serves the site, on a production machine and in the demo: `python -m gunicorn -c deploy/gunicorn.conf.py`."""

import os
import sys

# Read by the settings: a process that answers requests keeps its connections.
os.environ["NEWSROOM_SERVING"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
sys.path.insert(0, os.getcwd())

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from newsroom import env
from newsroom.local import lifeline

try:
    trusted = settings.TRUSTED_PROXIES
    bind = env.text("BIND", default="127.0.0.1:8000")
    workers = env.number("WEB_PROCESSES", default=2, least=1, most=256)
    threads = settings.WEB_THREADS
except ImproperlyConfigured as sentence:
    # A bad setting stops the start with one sentence, before any process is made.
    sys.exit(str(sentence))

wsgi_app = "newsroom.wsgi"
worker_class = "gthread"
# Longer than a proxy keeps an idle connection, so that it is never ours that closes one in use.
keepalive = 75
timeout = 60
graceful_timeout = 20
# No `max_requests`: a new process begins with an empty page memory.
# Gunicorn's heartbeat is a file that must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") and os.access("/dev/shm", os.W_OK) else None  # noqa: S108
control_socket_disable = True
# Whose `X-Forwarded-Proto` is believed.
forwarded_allow_ips = ",".join(trusted)
# The site writes a line for each request itself (newsroom/journal.py), with the request's id.
accesslog = None
loglevel = "warning"
proc_name = "newsroom"


def when_ready(server):
    """Under the demo, end when the demo does."""
    lifeline.follow()
