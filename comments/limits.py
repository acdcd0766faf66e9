"""Every number of the conversation and its moderation, each with its reason."""

from datetime import timedelta

# --- Reading -------------------------------------------------------------------------------------------------------

# An hour's worth of scanning on a telephone; a reader who wants more asks for it.
THREADS_ON_A_PAGE = 20
# What one page shows at most, whichever comes first: about 15 minutes of reading, and under 30 kB compressed.
COMMENTS_ON_A_PAGE = 80
CHARACTERS_ON_A_PAGE = 24_000
# Every thread shows its first answers before a long one gets more: three say whether an exchange is worth opening.
FIRST_ANSWERS = 3
# One press of "show more" brings a screenful or three, and stays quick on a slow line.
COMMENTS_IN_A_BRANCH = 50
# Six steps of indentation still leave 40 characters a line at 390 px; deeper goes on under "continue this thread".
INDENTED_TO = 6
# A permalink shows so many of what it answers, nearest last; the rest is one link away.
ANCESTORS_SHOWN = 10
# "Show new comments" brings at most so many at once.
NEW_AT_ONCE = 50
# What somebody has missed is counted up to here; nobody reads on to learn the rest.
NEW_COUNTED = 1_000
# Opening page after page of one conversation within a minute is one visit.
VISITS_APART = timedelta(minutes=1)
# Who comes back after a year starts afresh.
VISITS_KEPT = timedelta(days=365)
# One page of a reader's own comments.
OWN_ON_A_PAGE = 30
# Characters of rendered comments kept in a process: some 8,000 comments, 16 to 32 MB.
RENDERED_KEPT = 16_000_000

# --- Orders that move ----------------------------------------------------------------------------------------------

# A ranking is made at most so often: nobody sees an order change while they read it, and what is new is found in time.
RANKING_MADE_EVERY = timedelta(minutes=1)
# Older than this, an order is news from before: it is made anew at once, where that is quick or the worker is away.
RANKING_SHOWN_FOR = timedelta(minutes=5)
# Ranking so many takes some 20 ms, which a reader need not notice; 33,000 take 220.
THREADS_RANKED_AT_ONCE = 3_000
# A conversation with half as many has a first ranking of each kind before it is too long for one that a reader waits for.
THREADS_RANKED_AHEAD = 1_500
# A worker begins a job within a second or two; one that has been waiting for so long waits for a worker that is away.
RANKING_AWAITED_FOR = timedelta(seconds=10)
# Long enough to page through a thousand threads and come back from a call; 8 bytes a thread and minute.
RANKING_KEPT_FOR = timedelta(minutes=30)
# "Best" goes by what a comment has surely earned: in nine of ten cases its true share is above the bound (one-sided).
BEST_DOUBT = 1.2816
# Before anybody has seen it, a comment counts as if so many readers had had it before them and liked it twice as well as is
# usual in its conversation. It then begins a little below what most readers passed over, far above what they did, and rises
# with its first recommendations. With five times, the new fill the first page; with none, they wait behind everything.
BEST_HEAD_START_READS = 60
BEST_HEAD_START_RATE = 2.0
# What is usual where nobody has said anything yet: one in a hundred who have a comment before them recommends it.
BEST_USUAL_READS = 100
BEST_USUAL_RECOMMENDATIONS = 1
# No conversation is so fond of its comments that a new one counts as recommended by more than half of its readers.
BEST_HEAD_START_MOST = 0.5
# Editors choose a handful; a page of them is a page of single comments.
PICKS_ON_A_PAGE = 20
# A feed reader that asks every hour misses little of a busy conversation.
COMMENTS_IN_A_FEED = 50

# --- Writing -------------------------------------------------------------------------------------------------------

# "No" is an answer; one letter is a slip.
SHORTEST_COMMENT = 2
# A long letter to the editor. Longer texts are essays, and drown the others.
LONGEST_COMMENT = 3_000
# Levels of answers that are stored; far beyond any quarrel, and 808 bytes of path (an index row may have 2,704).
DEEPEST = 100
# Slower than a script, faster than a thought.
PAUSE = timedelta(seconds=20)
PAUSE_WHEN_TRUSTED = timedelta(seconds=10)
# What slow mode may ask of one reader between two comments of one conversation: from a breath to an evening's few words.
PAUSES_HERE = (60, 300, 900, 3600)
LONGEST_PAUSE_HERE = timedelta(seconds=max(PAUSES_HERE))
# Time to mend a typo or a slip of the temper, short enough that answers still answer what was said.
EDIT_WINDOW = timedelta(minutes=15)
# Nobody mends more often in earnest; each change is looked at by every check.
EDITS_IN_THE_WINDOW = 30
# A round at a table. Whoever calls more wants attention, and each of them would be told.
MENTIONED_AT_ONCE = 10
# Signs that are looked at for a name behind them: more than may be named, so that naming more is noticed.
AT_SIGNS_READ = 60
# A list one takes in at a glance.
NAMES_OFFERED = 6
# Two letters say whom one means; with one, half of the conversation would be offered.
NAME_BEGINS_WITH = 2
# Enough to know a comment by; its author's every word need not stand there twice.
QUOTED_AT_ONCE = 400
# More sources than anybody quotes in 3,000 characters.
SOURCES_READ = 20
# While one types: once in two seconds, and what script sends by a slip of its own is stopped.
KEPT_PER_MINUTE = 40
PREVIEWED_PER_MINUTE = 60
NAMES_ASKED_PER_MINUTE = 120
# Texts of one reader that are kept at once; the oldest go. Nobody comes back to more, and a script would fill the table.
DRAFTS_OF_ONE_READER = 50
# A text on its way to being shortened is kept too; a book is not.
LONGEST_DRAFT = 20_000
# A letter may lie in a mailbox for weeks before its writer confirms the address.
SET_ASIDE_FOR = timedelta(days=30)
# Nobody needs to be told more than once a minute that nothing was lost; a script would fill the table.
SET_ASIDE_PER_HOUR = 20
# What strangers behind one address set aside: a school class that was told to write, each twice; not a script's thousands.
SET_ASIDE_PER_HOUR_OF_A_NETWORK = 80
# A conversation stays open while its story is news.
OPEN_FOR = timedelta(days=14)
# What one reader can recommend, or report, in earnest; a script does it in a second.
RECOMMENDATIONS_PER_MINUTE = 30
REPORTS_PER_HOUR = 20
# Whoever would mute more people does not want this conversation; the list is one page.
MUTED_BY_ONE_READER = 200
# A school or an office has one address. Thirty who write at once, each as fast as the pause lets them, send 90 a minute;
# accounts made by a script stop here however many they are.
WRITTEN_PER_MINUTE_OF_A_NETWORK = 120
# Ten readers behind one address who recommend as fast as each may.
RECOMMENDATIONS_PER_MINUTE_OF_A_NETWORK = 300
# A class that found the same comment reports it once each; a hundred reports an hour from one house are a campaign.
REPORTS_PER_HOUR_OF_A_NETWORK = 100
# A report's own words: what a moderator reads in a glance.
LONGEST_REPORT = 1_000

# --- Following and news --------------------------------------------------------------------------------------------

# Readers told of one comment in one transaction: some 30 ms, so that a decision on it never waits longer.
TOLD_AT_ONCE = 1_000
# Nobody hears from more conversations than these and still reads what they hear.
FOLLOWED_BY_ONE_READER = 500
# A screenful or two of news.
NEWS_ON_A_PAGE = 30
FOLLOWED_ON_A_PAGE = 50
# What waits is counted up to here; the next one would say "99+" as well.
NEWS_COUNTED = 99
# Who has read it could still want to find it again, for a season.
NEWS_KEPT_ONCE_READ = timedelta(days=90)
# Whoever did not come for a year starts afresh.
NEWS_KEPT = timedelta(days=365)
# A lively conversation is one letter an hour; what came meanwhile stands in it together.
LETTERS_APART = timedelta(hours=1)
# A letter says what there is; the page shows all of it.
NEWS_IN_A_LETTER = 20
# Two lines of a letter: enough to know whether one wants to read on.
EXCERPT_IN_A_LETTER = 200
# A letter found again a year later can still be answered by "stop".
STOPPING_WORKS_FOR = timedelta(days=365)

# --- Standing ------------------------------------------------------------------------------------------------------

# Ten comments that stand say more than two, and nothing removed in a season says that it was no accident.
PUBLISHED_BEFORE_TRUST = 10
CLEAN_BEFORE_TRUST = timedelta(days=90)

# --- What is looked at first (moderation) --------------------------------------------------------------------------

# The first two comments of a reader wait for a person: most who come to shout do it at once.
FIRST_COMMENTS = 2
# More links than this are nearly always an advertisement.
LINKS_BEFORE_A_LOOK = 2
# The same words again within a day are no coincidence.
REPEATS_WINDOW = timedelta(hours=24)
# "Thank you!" from two readers is a coincidence, from four a campaign.
SAME_WORDS_FROM_OTHERS = 3
# Short words coincide without anybody's plan.
SHORTEST_CAMPAIGN = 40
# Three answers in one thread in ten minutes are a quarrel.
BRANCH_ANSWERS = 3
BRANCH_WINDOW = timedelta(minutes=10)
# A record needs enough judgements to be one, and not older than a month.
HISTORY_AT_LEAST = 5
HISTORY_WINDOW = timedelta(days=30)
HISTORY_SHARE = 0.3
# A paraphrase with a few words changed keeps two thirds of its pairs of words; two readers on one subject share a tenth.
ALIKE = 0.5
# Of "Thank you all, that was a lovely evening" somebody says nearly the same by chance; of a sentence or two nobody does.
FEWEST_PAIRS_ALIKE = 12
# So many like it say that it is a campaign; nobody needs the exact number.
ALIKE_COUNTED = 100
# Shorter, and "BBC" or "NO WAY" would be shouting.
LETTERS_TO_SHOUT = 20
# A sentence with three names of offices in it stays well below; a locked key is at 100 %.
CAPITALS_OF_A_SHOUT = 0.7
# "Noooo!!!" is speech; twice as many are a finger that stayed on its key.
RUN_OF_A_SHOUT = 8
# A row of hearts is a kind word; a screen of them pushes others away.
SIGNS_WITHOUT_A_WORD = 12
# A poem has as many lines, but more on each.
LINES_OF_A_LADDER = 20
LETTERS_ON_A_RUNG = 6
# A refrain comes three times; whoever says forty words made of eight is filling the page.
WORDS_TO_REPEAT = 40
TIMES_OVER = 5
# Half of the longest comment in one block: pasted, as a rule, and read by nobody.
LETTERS_OF_A_WALL = 1_500
# A round at a table is called by name; more than five are an audience.
MENTIONS_BEFORE_A_LOOK = 5
# Made for one quarrel, an account is minutes old; after an hour the quarrel has moved on.
ACCOUNT_IS_FRESH = timedelta(hours=1)
# Two may be one bad evening.
REPORTS_ON_AN_AUTHOR = 3

# --- What waits, and in which order ----------------------------------------------------------------------------------

# Somebody says that the law forbids it: more than ten readers who report it, less than fifty at once.
NOTICE_WEIGHS = 12.0
# Somebody who was refused or removed waits for an answer in writing: behind what readers see and report, before what
# only a check has noticed.
OBJECTION_WEIGHS = 4.0
# A colleague has looked and was not sure: it is worth twice the attention.
ESCALATED_WEIGHS = 2.0
# A thousand readings in the last hour make it one and three quarters, a hundred one and a half: where many are reading comes
# first among equals, but no crowd of readers outweighs a handful who report.
READERS_DAMPED_BY = 4.0
# What nobody sees meanwhile harms its author's patience only.
UNSEEN_WEIGHS = 0.25
# After so many days everything is twice as urgent as when it came, after twice as many three times: nothing waits for ever.
WAITING_COUNTS_DAYS = 3.0
# On the last of the days in which they are answered, objections and notices are so many times as urgent as on the first.
DUE_WEIGHS = 8.0
READING_COUNTS = timedelta(hours=1)  # What was busy this morning is quiet by noon.
# More than anybody looks for at once; a pasted text is looked for by its beginning.
LONGEST_SEARCH = 200
FOUND_COUNTED = 1000  # Who finds more looks for more words.
# Who opened something and went to lunch is not looking at it any more.
CLAIM_HOLDS = timedelta(minutes=10)
# What one decides at once is still read through before the button is pressed; a raid has several such pages.
DECIDED_TOGETHER = 200
# Nobody waits longer for one press, and most of the time in which it can be taken back is left; what it did not reach is shown.
DECIDED_WITHIN = timedelta(seconds=15)
# A raid is an hour's work or a night's; nobody means last month.
LONGEST_RAID = timedelta(days=7)
RAID_HOURS = (1, 6, 24, 72, 168)
RAID_USUALLY = 24  # What one means without saying so: since this time yesterday.

# --- Deciding ------------------------------------------------------------------------------------------------------

# Time to take a slip back before anybody is told of it.
UNDO_WINDOW = timedelta(seconds=40)
# The newest decisions stay in sight, to be undone; a column of all of them would push away what waits.
DECISIONS_SHOWN = 3
# Far more than a site decides within that window, comments posted included.
DECISIONS_TO_LOOK_BACK = 2_000
# A moderator has read it and approved it: one reader more who disagrees is no news, two may have seen what was overlooked.
REPORTS_TO_REOPEN = 2
# Twice right is no accident; a reader with fewer upheld reports counts for the queue, not for hiding.
UPHELD_BEFORE_WEIGHT = 2
# An account made for one quarrel is younger than this.
REPORTER_IS_NEW = timedelta(days=30)
# Nobody's word is worth four others', however often they report; who was right long ago still counts as one.
LEAST_WEIGHT = 1.0
MOST_WEIGHT = 4.0
# A season: who was right last spring may be somebody else by the next.
WEIGHT_HALVES_IN = timedelta(days=90)
# Two of the most reliable, and a third who agrees; or eight who were right now and then.
WEIGHT_TO_HIDE = 8.0
READERS_TO_HIDE = 3
# A screenful or two of decisions; fewer would make a moderator wait for pages, more would be stale before their turn.
CASES_ON_A_PAGE = 25
# Of what a comment answers, the nearest are read with it; whoever needs the beginning of the quarrel opens the rest.
ABOVE_SHOWN = 3
# Enough to see what a comment has set off; the conversation itself is one link away.
ANSWERS_BESIDE = 8
# Beside a comment: enough to know somebody again. At a change in 14 days this is six weeks; the account's page has them all.
FORMER_NAMES_SHOWN = 3
# A page of the log: what one reads, not what one searches.
DECISIONS_ON_A_PAGE = 50
# Several screenfuls: nobody keeps to a rule that they cannot read to its end. Also of what an editor says about a change.
LONGEST_RULE = 5_000
# A moderator's shift before lunch: long enough that one raid is not the trend, short enough to notice that a colleague has left.
LOAD_MEASURED_OVER = timedelta(hours=3)
# What the author reads besides the rule: an explanation, not a correspondence.
LONGEST_NOTE = 1_000

# --- Objections and notices ----------------------------------------------------------------------------------------

# Six months, whichever they are: none have more days. Regulation (EU) 2022/2065 asks for at least as long.
OBJECT_WITHIN = timedelta(days=184)
# What was right about the decision in everybody's eyes needs no words; what was wrong needs more than "no".
SHORTEST_OBJECTION = 10
LONGEST_OBJECTION = 3_000
# "You were right, it is back." is an answer; two letters are none.
SHORTEST_ANSWER = 10
LONGEST_ANSWER = 3_000
# When somebody who waits for an answer begins to feel forgotten; what waits longer is marked on the desk.
ANSWERED_WITHIN = timedelta(days=7)
# A law's name and paragraph; and the case made from it, which may be a lawyer's letter.
LONGEST_LAW = 300
LONGEST_NOTICE = 10_000
SHORTEST_NOTICE = 20
# Whoever reads through a conversation for a client finds some; a script sends thousands. For one address by mail, and in all
# from one network, where an office may sit: anybody can write down an address, and shuts nobody out elsewhere with it.
NOTICES_PER_HOUR = 20
NOTICES_PER_HOUR_OF_A_NETWORK = 60
# An address that somebody else wrote down gets a letter or two from us, not a hundred; the page says everything at once.
RECEIPTS_PER_HOUR = 5
# As long as courts may ask who it was; then numbers and reasons are enough.
SENDERS_KEPT_FOR = timedelta(days=180)
# Notices of one comment that are answered with the same words: a campaign is more, and then a second press takes the rest.
NOTICES_TOGETHER = 100
