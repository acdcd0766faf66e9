"""What machines read of a story: schema.org's NewsArticle as JSON-LD, and OpenGraph."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe

from articles.stories import Story
from newsroom.web.pages import Site

# Google's guidelines for articles cut a headline beyond this.
HEADLINE_LENGTH = 110

# In a script element only these can end it, or begin a comment that swallows the page (HTML standard, "Restrictions for contents
# of script elements"); the last two end a line in old JavaScript.
ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True)
class Share:
    """A plain link with which a reader tells others."""

    name: str
    address: str


@dataclass(frozen=True)
class ForMachines:
    """What `_metadata.html` needs besides the story."""

    structured: SafeString
    locale: str
    picture: str | None


def for_machines(story: Story, *, site: Site) -> ForMachines:
    """Everything about a story that stands in the head of its page."""
    language, _hyphen, country = story.language.partition("-")
    return ForMachines(
        structured=as_script(news_article(story, site=site)),
        # OpenGraph writes en_GB where HTML writes en-gb.
        locale=f"{language}_{country.upper()}" if len(country) == 2 else language,
        picture=absolute(story.lead.largest, site=site) if story.lead else None,
    )


def news_article(story: Story, *, site: Site) -> dict[str, Any]:
    """The story by the vocabulary of https://schema.org/NewsArticle."""
    article = story.article
    published = article.first_published_at
    address = site.url + article.get_absolute_url()
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": story.headline[:HEADLINE_LENGTH],
        "description": story.standfirst,
        "inLanguage": story.language,
        "wordCount": story.word_count,
        "isAccessibleForFree": True,
        "datePublished": published.isoformat() if published else None,
        "dateModified": (article.updated_at or published).isoformat() if published else None,
        "author": [
            {"@type": "Person", "name": author.name, "url": site.url + author.get_absolute_url()} for author in story.authors
        ],
        "publisher": {"@type": "NewsMediaOrganization", "name": site.name, "url": site.url + "/"},
        "articleSection": story.section.name if story.section else None,
        "keywords": [tag.name for tag in story.tags],
        "about": {"@type": "Thing", "name": story.topic.name, "url": site.url + story.topic.get_absolute_url()}
        if story.topic
        else None,
        "correction": [
            {"@type": "CorrectionComment", "text": correction.text, "datePublished": correction.at.isoformat()}
            for correction in story.corrections
            if correction.kind == correction.Kind.CORRECTION
        ],
    }
    if story.lead is not None:
        described["image"] = [
            {
                "@type": "ImageObject",
                "url": absolute(story.lead.largest, site=site),
                "caption": story.lead.caption or story.lead.alt,
                "creditText": story.lead.credit,
            }
        ]
    return {name: value for name, value in described.items() if value not in (None, "", [])}


def as_script(data: dict[str, Any]) -> SafeString:
    """JSON that may stand in a script element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for letter, escape in ESCAPES.items():
        text = text.replace(letter, escape)
    return mark_safe(text)


def shares(story: Story, *, site: Site) -> Sequence[Share]:
    """Where readers tell each other about stories; plain addresses, nobody's script."""
    address, headline = quote(site.url + story.article.get_absolute_url(), safe=""), quote(story.headline, safe="")
    return [
        Share("E-mail", f"mailto:?subject={headline}&body={address}"),
        Share("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={address}"),
        Share("Bluesky", f"https://bsky.app/intent/compose?text={headline}%20{address}"),
        Share("WhatsApp", f"https://wa.me/?text={headline}%20{address}"),
        Share("Telegram", f"https://t.me/share/url?url={address}&text={headline}"),
    ]


def absolute(address: str, *, site: Site) -> str:
    """An address that stands alone; storage may already give one."""
    return address if "://" in address else site.url + address
