"""The feed of a conversation: Atom (RFC 4287), for those who follow it in their own program."""

from __future__ import annotations

import re

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comments import limits, presenting, references, threads
from comments.models import Discussion
from comments.pieces import permalink
from newsroom.web import pages, stamps

CONTENT_TYPE = "application/atom+xml; charset=utf-8"

# What may not stand in XML 1.0 at all (2.2, Char), not even as a number.
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@pages.kept("discussion_feed")
def feed(build: pages.Build, *, article_id: int) -> pages.Page:
    """The comments that readers came to see last, newest first, with all their words."""
    found = get_object_or_404(Discussion.objects.shown(now=build.now), pk=article_id)
    presenting.depends_on_story(build, found)
    build.shows(stamps.discussion(found.pk))
    site, headline = pages.Site.ours(), found.article.headline
    written = Atom1Feed(
        title=_fit(_("Conversation: %(headline)s") % {"headline": headline}),
        link=site.url + found.get_absolute_url(),
        description=site.name,
        feed_url=site.url + reverse("comments:feed", args=[found.pk]),
        language=get_language(),
    )
    for node in threads.newest(found, most=limits.COMMENTS_IN_A_FEED).nodes:
        address = site.url + permalink(node.id)
        written.add_item(
            title=_fit(_("%(name)s on “%(headline)s”") % {"name": node.author.name, "headline": headline}),
            link=address,
            description=_fit(references.as_html(node.body, {named.mark: named for named in node.refers_to}, site=site.url)),
            author_name=_fit(node.author.name),
            pubdate=node.created_at,
            updateddate=node.edited_at or node.created_at,
            unique_id=address,
        )
    return build.answer(written.writeString("utf-8"), content_type=CONTENT_TYPE)


def _fit(text: str) -> str:
    return _NO_CHARACTER.sub("", text)
