"""`{% discussion article %}`: the one doorway through which a story's page shows its conversation, and in its head the feed."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from comments import presenting, ranked
from comments.models import Discussion
from newsroom.web import pages, slots, stamps

register = template.Library()


@register.simple_tag(takes_context=True)
def discussion(context: Context, article: Article) -> SafeString:
    """The conversation under a story, in the order of the site; empty where there is none.

    On a page that is not built to be kept (an editor's preview) it is what a stranger would see.
    """
    build = context.get("build")
    if build is not None:
        # It changes with every comment, and the story around it hardly ever.
        return build.inset(conversation, article_id=article.pk)
    found = _open(article.pk)
    if found is None:
        return mark_safe("")
    now = timezone.now()
    shown = presenting.context(ranked.in_order(found, order=settings.COMMENTS_ORDER, now=now), now=now)
    return mark_safe(slots.cut(render_to_string("comments/_discussion.html", shown))[0].decode())


def conversation(build: pages.Build, *, article_id: int) -> str:
    """The same for a page that is built to be kept: it says what the page then depends on."""
    # Also where there is none: it may be opened.
    build.shows(stamps.discussion(article_id))
    found = _open(article_id)
    if found is None:
        return ""
    page = ranked.in_order(found, order=settings.COMMENTS_ORDER, now=build.now)
    presenting.depends_on(build, page)
    shown = presenting.context(page, now=build.now) | {"build": build}
    return render_to_string("comments/_discussion.html", shown)


@register.simple_tag
def discussion_feed(article: Article) -> SafeString:
    """For the head of a story's page: where programs find the feed of its conversation; empty where there is none.

    What it depends on is the story's own stamp: `opening.run_discussion` raises that when it closes or opens a conversation.
    """
    if not Discussion.objects.filter(article=article).exclude(mode=Discussion.Mode.CLOSED).exists():
        return mark_safe("")
    return render_to_string("comments/_feed_link.html", {"discussion_id": article.pk, "headline": article.headline})


def _open(article_id: int) -> Discussion | None:
    found = Discussion.objects.filter(article=article_id).with_switch().with_picks()
    # Asked of the one row there is: putting the question into SQL costs more than its answer.
    return next((discussion for discussion in found if discussion.mode != Discussion.Mode.CLOSED), None)
