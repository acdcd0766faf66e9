"""`manage.py demo`: from whatever there is to a running newspaper."""

import gc
import multiprocessing
import re
import signal
from contextlib import suppress

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.utils import OperationalError

from newsroom import health
from newsroom.local import postgres, serve
from newsroom.local.passwords import demo_accounts
from newsroom.local.progress import CannotStart, say

USUAL_PORT = 8000
SERVER_SAID = re.compile(r"connection to server (?P<where>(?:at|on) .+?) failed: (?:FATAL:\s*)?(?P<why>.+)")


class Command(BaseCommand):
    """The first of the two commands: everything on this machine, nothing to configure."""

    help = "Set up whatever is missing and run the demo newspaper until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=port, default=USUAL_PORT, help=f"where to listen (default {USUAL_PORT})")
        parser.add_argument("--empty", action="store_true", help="begin without the stories and readers of the demo newspaper")

    def handle(self, *, port, empty, **options):
        url = f"http://localhost:{port}"
        signal.signal(signal.SIGTERM, stop)
        # Its terminal is closed. Under nohup that is ignored from the start, and stays so.
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
            signal.signal(signal.SIGHUP, stop)
        try:
            with serve.only_site(settings.VAR_DIR, url=url) as running:
                if running:
                    self.stdout.write(f"The site of this folder already runs at {running}; Ctrl-C there stops it.")
                    return
                serve.refuse_taken(port)
                self.run_site(url, port, seeded=not empty)
        except KeyboardInterrupt:
            # The terminal may be what went.
            with suppress(OSError):
                self.stdout.write("Stopped. Everything that was written stays in var/.")
                self.stdout.flush()
        except CannotStart as sentence:
            raise CommandError(str(sentence)) from None

    def run_site(self, url, port, *, seeded):
        """Prepare what is missing, and serve until a signal comes."""
        look_for_rubbish_less_often()
        roof = serve.Roof(settings.BASE_DIR, port=port, database=postgres.held)
        static = collect_static_files()
        seeded = seeded and "seed" in get_commands()

        def make_ready():
            make_tables()
            finish(static)

        try:
            reach_database()
            if seeded and not connection.introspection.table_names():
                # Pictures take longest and need no tables, so they are begun before there are any.
                # Loading the web server takes a second of a core that is free once they are there; nobody knows its address yet.
                call_command("seed", meanwhile=make_ready, once_drawn=lambda: roof.start("web server"))
            else:
                make_ready()
                roof.start("web server")
                if seeded:
                    call_command("seed", if_empty=True)
            roof.start("worker")
            roof.wait_until_it_answers()
            self.stdout.write(welcome(url))
            self.stdout.flush()
            roof.stay()
        except KeyboardInterrupt:
            # The terminal may be what went.
            with suppress(OSError):
                say("Stopping…")
            raise
        finally:
            # From here on a second one changes nothing: the end is bounded anyway.
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            static.terminate()
            roof.stop()


def look_for_rubbish_less_often():
    """Let Python's search for circles take less of a start: every model of every migration is made and thrown away."""
    # What is loaded stays, in the processes that are forked from this one too.
    gc.freeze()
    # Instead of 700 new objects, 50,000: a fifth of the time that making the tables takes, for a megabyte or two.
    gc.set_threshold(50_000, 20, 50)


def collect_static_files():
    """Begin to bring the static files to what this code wants, in a process of its own."""
    # Forked, with everything imported: a fresh process would load Django for a second before it began.
    process = multiprocessing.get_context("fork").Process(target=copy_static_files, daemon=True)
    process.start()
    return process


def copy_static_files():
    """In the process of its own: its end is the demo's business, whatever key is pressed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    call_command("collectstatic", interactive=False, verbosity=0)


def finish(static):
    """Return once the static files are there."""
    static.join()
    if static.exitcode != 0:
        raise CannotStart("The static files could not be collected; what went wrong stands above.")


def make_tables():
    """Bring the tables to what this code wants."""
    if health.missing_migrations():
        say("Preparing the database")
        call_command("migrate", interactive=False, verbosity=0)


def reach_database():
    """Return once the database answers; say so if it cannot be reached, rather than let the first query fail."""
    if postgres.held:
        postgres.held.wait()
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise CannotStart(f"The database of DATABASE_URL cannot be used: {plainly(error)}.") from None


def plainly(error):
    """The one cause in what the driver says of a connection that failed, and where it was tried."""
    # The lines below it are advice for whoever runs that server, and a list of the other addresses of the same host.
    words = str(error).strip().partition("\n")[0]
    if found := SERVER_SAID.search(words):
        words = f"{found['why']} ({found['where']})"
    return re.sub(r"\[Errno -?\d+\] ", "", words).rstrip(".")


def welcome(url):
    """What somebody who has just started the site wants to know."""
    lines = ["", f"  {settings.SITE_NAME} runs at {url}", ""]
    if url != settings.SITE_URL:
        lines[-1:] = [
            f"  SITE_URL is set: its links lead to {settings.SITE_URL}, and without that address it may answer nobody.",
            "",
        ]
    for account in demo_accounts():
        lines.append(f"  {account.role:<14} {account.email:<36} {account.password}")
    return "\n".join([*lines, "", f"  The desk is at {url}/admin/. Ctrl-C stops everything.", ""])


def port(text):
    """A port that a program can listen at."""
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError(text)
    return number


def stop(number, frame):
    """Any polite signal ends the site as Ctrl-C does."""
    raise KeyboardInterrupt
