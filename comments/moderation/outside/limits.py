"""Every number of what was not checked, and is checked again, each with its reason."""

from datetime import timedelta

# Of the processor, for one check while its writer waits: all of them together take under 5. One that takes so long is broken.
CHECK_MILLISECONDS = 100
# And once nobody waits, when a comment is checked again.
CHECK_AGAIN_MILLISECONDS = 2_000
# A score and a sentence; whoever says more does not answer the question.
OUTSIDE_ANSWER_BYTES = 10_000
# Two lines beside a comment on the desk.
OUTSIDE_WORDS = 300
# One call in three may be lost on the way to a server that is well; three in a row are not.
FAILURES_BEFORE_REST = 3
# A server that does not answer is asked once a minute: nobody who comes back is kept waiting, nobody who is down is hammered.
OUTSIDE_RESTS = timedelta(minutes=1)
# A comment on which a check fails while it runs on others: after 1, 2, 4, … minutes, and at last every hour.
CHECKED_AGAIN_FIRST = timedelta(minutes=1)
CHECKED_AGAIN_AT_LAST = timedelta(hours=1)
# One run of the job that works off what was not checked: before the next begins, and so much that it never comes to it.
BACKLOG_SECONDS = 50
BACKLOG_AT_ONCE = 1_000
# Whoever posts sees their comment appear within seconds when all is well; one that appeared later is told of by letter.
WAIT_WORTH_A_LETTER = timedelta(minutes=10)
