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
from newsroom.web import slots, stamps

register = template.Library()


@register.simple_tag(takes_context=True)
def discussion(context: Context, article: Article) -> SafeString:
    """The conversation under a story, newest threads first; empty where there is none.

    On a page that is built to be kept it says what the page then depends on. On any other (an editor's preview) it is
    what a stranger would see.
    """
    build = context.get("build")
    if build is not None:
        # Also where there is none: it may be opened.
        build.shows(stamps.discussion(article.pk))
    found = Discussion.objects.exclude(mode=Discussion.Mode.CLOSED).filter(article=article).first()
    if found is None:
        return mark_safe("")
    page = threads.first_page(found)
    if build is None:
        html = render_to_string("comments/_discussion.html", presenting.context(page, now=timezone.now()))
        return mark_safe(slots.cut(html)[0].decode())
    presenting.depends_on(build, page)
    shown = presenting.context(page, now=build.now) | {"build": build}
    return mark_safe(render_to_string("comments/_discussion.html", shown))
