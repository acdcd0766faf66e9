"""What search may find of a story: its live words, stemmed in its own language."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from articles.bodies import Outline
from articles.models import Article
from newsroom.jobs import job

# Postgres' stemmers by the language's code; any other language is searched word for word.
STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip

# A tsvector may hold 1 MB; a text of 200,000 characters is a book's chapter and stays below that in every script.
LONGEST_TEXT = 200_000
# So many stories are indexed by one job: some seconds of work.
AT_ONCE = 200

INDEX = """
INSERT INTO articles_searchentry (article_id, text, words)
VALUES (%(article)s, %(text)s,
    setweight(to_tsvector(%(language)s::regconfig, %(headline)s), 'A')
    || setweight(to_tsvector('story_simple', %(headline)s), 'A')
    || setweight(to_tsvector('story_simple', concat_ws(' ',
        (SELECT string_agg(name, ' ' ORDER BY position, byline.id)
            FROM articles_byline byline JOIN articles_author author ON author.id = author_id WHERE article_id = %(article)s),
        (SELECT string_agg(name, ' ' ORDER BY item.id)
            FROM taggit_taggeditem item JOIN taggit_tag tag ON tag.id = tag_id
            WHERE object_id = %(article)s AND content_type_id = %(kind)s))), 'B')
    || setweight(to_tsvector(%(language)s::regconfig, %(standfirst)s), 'B')
    || setweight(to_tsvector(%(language)s::regconfig, %(text)s), 'D'))
ON CONFLICT (article_id) DO UPDATE SET text = excluded.text, words = excluded.words
"""


def index(article: Article, *, text: str) -> None:
    """Let search know the live words of a story. Called by `copying` alone, inside its transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            INDEX,
            {
                "article": article.pk,
                "language": configuration(article.language),
                "headline": article.headline,
                "standfirst": article.standfirst,
                "kind": ContentType.objects.get_for_model(Article).pk,
                "text": text[:LONGEST_TEXT],
            },
        )


def configuration(language: str) -> str:
    """The text search configuration of a language's code, made by our migration."""
    return f"story_{STEMMERS.get(language.split('-', maxsplit=1)[0], 'simple')}"


@job(retry=3)
def index_again(article_ids: list[int]) -> None:
    """Bring these stories up to date after a name in them changed."""
    for article in Article.objects.filter(pk__in=article_ids, live_revision__isnull=False):
        index(article, text=Outline.of(article.body).text)
