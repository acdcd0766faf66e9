"""Every number of what moderators do about readers and see of them and of the desk, each with its reason."""

from datetime import timedelta

# A day to cool down, three over a weekend, a week for who came back with the same, a month for who learned nothing.
SANCTION_DAYS = (1, 3, 7, 30)
# Whoever should be away for longer than a year is barred until that is lifted; a longer span is a slip of the keyboard.
LONGEST_SANCTION_DAYS = 365
# One page of a reader's comments on the page that moderators have of them.
COMMENTS_OF_A_READER = 20
# Sanctions and notes of one reader that are shown: nobody who collected more needs another look at the first.
SANCTIONS_SHOWN = 50
NOTES_SHOWN = 50
# Reports of one comment, and what was said about it before, that stand beside it: whoever has read so many knows what a
# campaign says, and a link leads to all of them.
REPORTS_SHOWN = 20
PAST_SHOWN = 20
# The reader's page counts by month, for a year: whether somebody changed is seen in less.
MONTHS_OF_A_RECORD = 12
# What moderators find by a name or an address, on one page; more is no search.
READERS_FOUND = 30
# Two accounts from one household in a month are a hint; in a year they are two flats one after the other.
PLACES_KEPT_FOR = timedelta(days=30)
# A place is written down once a day, however often somebody writes from there.
PLACES_WRITTEN_EVERY = timedelta(days=1)
# A whole office behind one address says nothing about any of them; so many names still fit in a line or two.
ACCOUNTS_FROM_A_PLACE = 12
# What the checks found is added up over so many of a reader's latest comments: a few months of a lively one.
COMMENTS_LOOKED_THROUGH = 200
# All names that anybody has had here, at one in 14 days, in two years.
NAMES_SHOWN = 50
# The desk’s numbers say where it is going: a minute changes nothing of that, and adding up a month takes a second.
NUMBERS_KEPT_FOR = timedelta(minutes=1)
