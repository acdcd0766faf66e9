"""The desk's numbers: what waits, how quickly it is decided, what the checks and the rules are worth; read from log and queue."""

from comments.moderation.numbers.gathered import Numbers, gather
from comments.moderation.numbers.keeping import forget, lately
from comments.moderation.numbers.periods import Period

__all__ = ["Numbers", "Period", "forget", "gather", "lately"]
