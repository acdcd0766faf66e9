"""The tables of storey 1, one job a file."""

from articles.models.address import Address
from articles.models.article import Article, Byline
from articles.models.author import Author
from articles.models.correction import Correction
from articles.models.former_slug import FormerSlug
from articles.models.photo import Photo, Rendition
from articles.models.publication import Publication
from articles.models.related_story import RelatedStory
from articles.models.revision import Revision
from articles.models.search_entry import SearchEntry
from articles.models.section import Section
from articles.models.tag import StoryTag
from articles.models.topic import Topic

__all__ = [
    "Address",
    "Article",
    "Author",
    "Byline",
    "Correction",
    "FormerSlug",
    "Photo",
    "Publication",
    "RelatedStory",
    "Rendition",
    "Revision",
    "SearchEntry",
    "Section",
    "StoryTag",
    "Topic",
]
