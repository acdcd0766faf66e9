"""Search in stories: each in its own language, by Postgres' full text search, with near misses by trigrams where those are installed."""

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

from articles.models import Article, SearchEntry

# Postgres' stemmers by the language's code; any other language is searched word for word.
STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "eu": "basque",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip

# Words that nobody would look further through; more would only cost time and memory.
LONGEST_QUERY = 200
# A tsvector may hold 1 MB; a text of 200,000 characters is a book's chapter and stays below that in every script.
LONGEST_TEXT = 200_000
# The least part of a headline's trigrams that a misspelt word must share with it: Postgres' own default for whole strings is 0.3,
# for words in a longer text 0.6; in between a typo still finds its word.
NEAR_ENOUGH = 0.45

# Private-use characters that no text of ours contains (they are taken out first) mark what was found until it is safely escaped.
FOUND, END = "\ue000", "\ue001"
EXCERPT = f"StartSel={FOUND}, StopSel={END}, MaxFragments=2, MaxWords=24, MinWords=10, FragmentDelimiter= … "

INDEX = """
INSERT INTO articles_searchentry (article_id, text, words)
VALUES (%(article)s, %(text)s,
    setweight(to_tsvector(%(language)s::regconfig, %(headline)s), 'A')
    || setweight(to_tsvector('story_simple', %(headline)s), 'A')
    || setweight(to_tsvector('story_simple', %(names)s), 'B')
    || setweight(to_tsvector(%(language)s::regconfig, %(standfirst)s), 'B')
    || setweight(to_tsvector(%(language)s::regconfig, %(text)s), 'D'))
ON CONFLICT (article_id) DO UPDATE SET text = excluded.text, words = excluded.words
"""


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
        """Quotes, OR and minus work as readers know them; a word counts as spelt, or by its stem in the language of its letters."""
        return SearchQuery(self.words, config=configuration(language_of(self.words, self.language)), search_type="websearch") | (
            SearchQuery(self.words, config="story_simple", search_type="websearch")
        )


def index(article: Article, *, text: str) -> None:
    """Let search know the live words of a story. Called by `publishing` alone, inside its transaction."""
    names = [author.name for author in article.authors.all()] + list(article.tags.names())
    with connection.cursor() as cursor:
        cursor.execute(
            INDEX,
            {
                "article": article.pk,
                "language": configuration(article.language),
                "headline": article.headline,
                "standfirst": article.standfirst,
                "names": " ".join(names),
                "text": text[:LONGEST_TEXT].replace(FOUND, "").replace(END, ""),
            },
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
    return {number: marked(text) for number, text in rows}


def marked(text: str) -> SafeString:
    """Plain text as safe HTML, with `<mark>` where the sentinels stood."""
    return mark_safe(escape(text).replace(FOUND, "<mark>").replace(END, "</mark>"))


def configuration(language: str) -> str:
    """The text search configuration of a language's code, made by our migration."""
    return f"story_{STEMMERS.get(language.split('-')[0], 'simple')}"


def language_of(words: str, site_language: str) -> str:
    """The language whose stems to look for: by script where a script says it, else the site's."""
    for code, script in (("ru", r"[\u0400-\u04ff]"), ("ar", r"[\u0600-\u06ff]"), ("el", r"[\u0370-\u03ff]"), ("hi", r"[\u0900-\u097f]")):
        if re.search(script, words):
            return code
    return site_language


@cache
def has_trigrams() -> bool:
    """Whether the migration could install pg_trgm; asked once a process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')")
        return bool(cursor.fetchone()[0])
