"""One page per reader, for moderators: all that is known here about somebody, in a fixed number of queries."""

from comments.moderation.readers.noting import note
from comments.moderation.readers.page import MARKER, ReaderPage, imposed_on, page_of
from comments.moderation.readers.searching import Found, comment_by, front, search

__all__ = ["MARKER", "Found", "ReaderPage", "comment_by", "front", "imposed_on", "note", "page_of", "search"]
