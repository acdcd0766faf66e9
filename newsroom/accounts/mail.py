"""Mail: sending queues a job in the caller's transaction; the job delivers, and tries again while nobody answers.

So a letter goes out if and only if what it speaks of was committed, and a mail server that is down costs no reader a
second: what waits is in the job table. Without a mail server (`EMAIL_URL`) letters go to the console and, one `.eml` file
each, to `var/mail/`.
"""

from __future__ import annotations

import base64
import email.policy
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage as Letter
from pathlib import Path
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as Smtp

from newsroom.jobs import job

# 3, 9, 27, … seconds: the eleventh attempt comes about a day after the first. A server that is down over a night loses nothing.
ATTEMPTS = 11

# RFC 3834, and what Exchange goes by: a program wrote this, so no program answers that its owner is on holiday.
WRITTEN_BY_A_PROGRAM = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class EmailBackend(BaseEmailBackend):
    """Django's mail, queued: one job a letter, in the transaction of whoever sends."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the letters that have somebody to go to. Returns how many."""
        queued = 0
        for message in email_messages:
            if recipients := message.recipients():
                message.extra_headers = {**WRITTEN_BY_A_PROGRAM, **message.extra_headers}
                whole = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own, not Python's
                # Bytes and not words: a letter may hold any charset, and attachments.
                deliver.defer(sender=message.from_email, recipients=recipients, letter=base64.b64encode(whole).decode("ascii"))
                queued += 1
        return queued


@dataclass(frozen=True)
class Whole:
    """A letter in the bytes it was written in."""

    letter: bytes

    def as_bytes(self, **_line_ends: str) -> bytes:
        """What goes to the server."""
        return self.letter


class Sealed(EmailMessage):
    """A letter that was written when it was queued, its Message-ID too: a second attempt sends the same bytes."""

    def __init__(self, *, sender: str, recipients: list[str], letter: bytes) -> None:
        super().__init__(from_email=sender, to=recipients)
        self.letter = letter

    def message(self) -> Whole:  # type: ignore[override]
        """The letter as it was written."""
        return Whole(self.letter)


@job(retry=ATTEMPTS, queue="mail", once=True)
def deliver(*, sender: str, recipients: list[str], letter: str) -> None:
    """Hand one letter to the mail server, or write it down where there is none. Raises what the server answers.

    No mail server takes part in our transaction: if the worker dies after it took the letter and before that is committed,
    it gets the same letter again. Rather twice than never; the Message-ID lets mail programs show it once.
    """
    sealed = Sealed(sender=sender, recipients=recipients, letter=base64.b64decode(letter))
    if not settings.EMAIL_SERVER:
        write_down(sealed)
        return
    try:
        Smtp().send_messages([sealed])
    except SMTPRecipientsRefused as refused:
        # 5xx means that this address will never take it: trying again would only annoy the server.
        if any(code < 500 for code, _why in refused.recipients.values()):
            raise


def write_down(sealed: Sealed) -> Path:
    """Put a letter into `var/mail/` as a file that any mail program opens, and say on the console what came."""
    letter: Letter = message_from_bytes(sealed.letter, policy=email.policy.default)
    folder = Path(settings.VAR_DIR) / "mail"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    to = re.sub(r"[^a-z0-9.@+-]", "_", sealed.to[0].lower())[:80]
    path = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{to}.eml"
    # Written aside first: whoever watches the folder never reads half a letter.
    aside = path.with_suffix(".part")
    aside.write_bytes(sealed.letter)
    os.replace(aside, path)
    body = letter.get_body(("plain",))
    words = body.get_content().strip() if body else ""
    sys.stdout.write(f"\n--- {path}\nTo: {', '.join(sealed.to)}\nSubject: {letter['subject']}\n\n{words}\n---\n")
    sys.stdout.flush()
    return path
