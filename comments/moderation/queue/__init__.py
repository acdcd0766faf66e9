"""What waits for a moderator, what harms most on top: the list, its filters and its numbers."""

from comments.moderation.queue.cases import Case, Listing, Plea, Reason, case_of, waiting
from comments.moderation.queue.counts import Found, Overview, arrived_since, counts, newest_waiting, overview
from comments.moderation.queue.filters import EVERYTHING, Filters, Order, Queue
from comments.moderation.queue.listing import Claim

__all__ = [
    "EVERYTHING",
    "Case",
    "Claim",
    "Filters",
    "Found",
    "Listing",
    "Order",
    "Overview",
    "Plea",
    "Queue",
    "Reason",
    "arrived_since",
    "case_of",
    "counts",
    "newest_waiting",
    "overview",
    "waiting",
]
