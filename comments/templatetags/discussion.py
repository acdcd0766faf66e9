"""`{% discussion article %}`: the one doorway through which a story's page shows its conversation."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from comments import presenting, threads
from comments.models import Discussion
from newsroom.web import pages, slots, stamps

register = template.Library()


@register.simple_tag(takes_context=True)
def discussion(context: Context, article: Article) -> SafeString:
    """The conversation under a story, newest threads first; empty where there is none.

    On a page that is not built to be kept (an editor's preview) it is what a stranger would see.
    """
    build = context.get("build")
    if build is not None:
        # It changes with every comment, and the story around it hardly ever.
        return build.inset(conversation, article_id=article.pk)
    found = _open(article.pk)
    if found is None:
        return mark_safe("")
    shown = presenting.context(threads.first_page(found), now=timezone.now())
    return mark_safe(slots.cut(render_to_string("comments/_discussion.html", shown))[0].decode())


def conversation(build: pages.Build, *, article_id: int) -> str:
    """The same for a page that is built to be kept: it says what the page then depends on."""
    # Also where there is none: it may be opened.
    build.shows(stamps.discussion(article_id))
    found = _open(article_id)
    if found is None:
        return ""
    page = threads.first_page(found)
    presenting.depends_on(build, page)
    shown = presenting.context(page, now=build.now) | {"build": build}
    return render_to_string("comments/_discussion.html", shown)


def _open(article_id: int) -> Discussion | None:
    found = Discussion.objects.filter(article=article_id).with_switch().with_picks()
    # Asked of the one row there is: putting the question into SQL costs more than its answer.
    return next((discussion for discussion in found if discussion.mode != Discussion.Mode.CLOSED), None)
