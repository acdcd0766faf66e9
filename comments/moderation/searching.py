"""Looking for words in everything that was ever said here, whatever became of it."""

from __future__ import annotations

import re

from comments import limits

# One sentinel of the database cannot be in a text at all; the others are no words.
_NO_WORDS = re.compile(r"[\x00-\x1f\x7f]")

# The expression that the index `words_of_comments` is made of. Quotes, OR and minus work as in the site's search; a word
# counts in every language as it is spelt, with or without its accents.
MATCHES = "to_tsvector('story_simple'::regconfig, comment.body) @@ websearch_to_tsquery('story_simple'::regconfig, %(text)s)"


def asked(raw: str) -> str:
    """What somebody typed as a search box sends it, in a form that the database can carry; not endless."""
    words = " ".join(_NO_WORDS.sub(" ", raw).encode("utf-8", "ignore").decode().split())
    return words[: limits.LONGEST_SEARCH]
