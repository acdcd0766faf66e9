"""Search in stories, each in its own language; near misses are found by trigrams, where Postgres has them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db import connection
from django.db.models import F, Func, QuerySet, TextField, Value
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles import extensions, teasers
from articles.indexing import configuration
from articles.models import Article, SearchEntry
from articles.teasers import Teaser, with_teaser_parts
from newsroom.web import pages, pagination

# Each search costs the database some milliseconds and is kept nowhere. A person types a few a minute; a reading room may
# share an address.
MOST_A_MINUTE = 60

# As many as anybody reads; whoever wants all of them takes the newest first, page by page.
MOST = 30
MOST_OF_OTHERS = 10
BEST_FIRST = ("-rank", "-published_at", "-pk")

# Words that nobody would look further through; more would only cost time and memory.
LONGEST_QUERY = 200
# The least part of a headline's trigrams that a misspelt word must share with it: Postgres' own default for whole strings is 0.3,
# for words in a longer text 0.6; in between a typo still finds its word.
NEAR_ENOUGH = 0.45

# Private-use characters that no text of ours contains (they are taken out first) mark what was found until it is safely escaped.
FOUND, END = "\ue000", "\ue001"
# The end of a block, and before it that of a sentence, with the quotation marks, brackets and sentinels that may close it.
BETWEEN_BLOCKS = re.compile(rf"([.!?…:;。؟।][{END}”’»\"')\]]*)?\n")
EXCERPT = f"StartSel={FOUND}, StopSel={END}, MaxFragments=2, MaxWords=24, MinWords=10, FragmentDelimiter= … "


@dataclass(frozen=True)
class Asked:
    """What a reader asked for, in a form that the database can carry."""

    words: str
    language: str

    @classmethod
    def for_words(cls, raw: str, *, language: str) -> Asked:
        """Normal spaces, no control characters, not endless."""
        words = " ".join(re.sub(r"[\x00-\x1f\x7f\ue000\ue001]", " ", raw).encode("utf-8", "ignore").decode().split())
        return cls(words[:LONGEST_QUERY], language)

    @property
    def query(self) -> SearchQuery:
        """Quotes, OR and minus work as readers know them; a word counts as spelt, or by its stem."""
        return SearchQuery(self.words, config=configuration(language_of(self.words, self.language)), search_type="websearch") | (
            SearchQuery(self.words, config="story_simple", search_type="websearch")
        )


@dataclass(frozen=True)
class Hit:
    """A story that was found, and the words around what was asked for."""

    teaser: Teaser
    excerpt: SafeString


@dataclass(frozen=True)
class Others:
    """What a higher storey found."""

    title: str
    hits: Sequence[extensions.Hit]


@dataclass(frozen=True)
class Found:
    """The answer to what a reader asked."""

    hits: Sequence[Hit]
    others: Sequence[Others]
    # The words are spelt differently in what was found.
    nearly: bool
    newest_first: bool
    next: str | None


NOTHING = Found((), (), nearly=False, newest_first=False, next=None)


def look_for(asked: Asked, *, now: dt.datetime, marker: str | None, newest_first: bool) -> Found:
    """Stories with these words, the best first, or the newest first and then page by page; near misses where there are none."""
    if not asked.words:
        return NOTHING
    nearly = False
    stories, next_marker = with_teaser_parts(matching(asked, now=now)), None
    if newest_first:
        values = pagination.read(marker, dt.datetime, int)
        found = pagination.after(stories, by=("-published_at", "-id"), values=values, most=MOST)
        rows, next_marker = list(found.items), found.next
    else:
        rows = list(stories.order_by(*BEST_FIRST)[:MOST])
        if not rows:
            rows = list(with_teaser_parts(nearly_matching(asked, now=now)).order_by(*BEST_FIRST)[:MOST])
            nearly = bool(rows)
    around = excerpts(rows, asked)
    # Teasers tell a build what they show; this page is never kept, so nobody asks it.
    made = teasers.teasers(pages.Build(now=now), rows)
    return Found(
        hits=[Hit(teaser, around.get(teaser.article.pk, mark_safe(""))) for teaser in made],
        others=[
            Others(source.title, hits)
            for source in extensions.SEARCH_SOURCES
            if (hits := source.find(asked.words, MOST_OF_OTHERS)) and not marker
        ],
        nearly=nearly,
        newest_first=newest_first,
        next=next_marker,
    )


def matching(asked: Asked, *, now: dt.datetime) -> QuerySet[Article]:
    """Public stories with these words, each with its `rank`."""
    public = Article.objects.published(now=now)
    return public.filter(search_entry__words=asked.query).annotate(rank=SearchRank(F("search_entry__words"), asked.query))


def nearly_matching(asked: Asked, *, now: dt.datetime) -> QuerySet[Article]:
    """Public stories whose headline has words spelt nearly like these; none where Postgres has no trigrams."""
    public = Article.objects.published(now=now)
    if not asked.words or not has_trigrams():
        return public.none()
    alike = TrigramWordSimilarity(asked.words, "headline")
    return public.annotate(rank=alike).filter(rank__gte=NEAR_ENOUGH)


def excerpts(articles: Sequence[Article], asked: Asked) -> dict[int, SafeString]:
    """Around what was found in each story, the words themselves marked; one query for all."""
    language = configuration(language_of(asked.words, asked.language))
    around = Func(
        Value(language), F("text"), asked.query, Value(EXCERPT), function="ts_headline", template="%(function)s(%(expressions)s)",
        output_field=TextField(),
    )  # fmt: skip
    around.source_expressions[0] = Func(Value(language), template="%(expressions)s::regconfig")
    rows = SearchEntry.objects.filter(article__in=articles).annotate(around=around).values_list("article_id", "around")
    # Found in the headline or among the tags only: then the beginning of the text explains nothing.
    return {number: marked(in_one_line(text)) for number, text in rows if FOUND in text}


def in_one_line(text: str) -> str:
    """Blocks one after another, with a dot between where no sentence ends: a heading does not run into its paragraph."""
    return BETWEEN_BLOCKS.sub(lambda found: f"{found[1]} " if found[1] else " · ", text.strip())


def marked(text: str) -> SafeString:
    """Plain text as safe HTML, with `<mark>` where the sentinels stood."""
    return mark_safe(escape(text).replace(FOUND, "<mark>").replace(END, "</mark>"))


def language_of(words: str, site_language: str) -> str:
    """The language whose stems to look for: by script where a script says it, else the site's."""
    for code, script in (
        ("ru", r"[\u0400-\u04ff]"),
        ("ar", r"[\u0600-\u06ff]"),
        ("el", r"[\u0370-\u03ff]"),
        ("hi", r"[\u0900-\u097f]"),
    ):
        if re.search(script, words):
            return code
    return site_language


@cache
def has_trigrams() -> bool:
    """Whether the migration could install pg_trgm; asked once a process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')")
        return bool(cursor.fetchone()[0])
