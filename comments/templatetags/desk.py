"""What the desk's templates show again and again, without rendering it again and again."""

from __future__ import annotations

import datetime as dt

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from comments import pieces
from comments.models import Comment
from comments.moderation import rendering
from comments.moderation.desk.records import Record
from comments.moderation.desk.surroundings import Neighbour
from comments.moderation.forms.deciding import DecisionForm, Place
from comments.moderation.queue import Case
from comments.moderation.queue.listing import Row
from newsroom.web import addresses

register = template.Library()


@register.simple_tag(takes_context=True)
def case(context: Context, case: Case, form: DecisionForm) -> SafeString:
    """`{% case case form %}`: one comment and all it takes to decide; on a page of its own with its `surroundings`."""
    news = _part(context, "_messages.html", "moderation/_followed.html") if context.get("is_redrawn") else None
    return rendering.case(
        case,
        form,
        rules=context["rules"],
        token=str(context.get("csrf_token", "")),
        viewer_id=context["request"].user.pk,
        opened=_opened(context, case, form.place) if news is None and "surroundings" in context else None,
        news=news,
    )


def _opened(context: Context, case: Case, place: Place) -> rendering.Opened:
    with context.push(comment=case.comment, case=context["surroundings"].itself, place=place):
        return rendering.Opened(_part(context, "moderation/_tools.html"), _part(context, "moderation/_beside.html"))


def _part(context: Context, *names: str) -> SafeString:
    """These templates as the page would include them."""
    return mark_safe("".join(pieces.template(name).template.render(context) for name in names))


@register.simple_tag(takes_context=True)
def harm(context: Context, row: Row) -> SafeString:
    """`{% harm plea.row %}`: why something is where it is, and who looks at it."""
    return rendering.harm(row, viewer_id=context["request"].user.pk)


@register.simple_tag(takes_context=True)
def decide_form(context: Context, case: Case | Neighbour, form: DecisionForm) -> SafeString:
    """`{% decide_form neighbour form %}`: approve a comment, or remove it under one of the page's `rules`."""
    return rendering.decide_form(case, form, rules=context["rules"], token=str(context.get("csrf_token", "")))


@register.simple_tag
def record_of_author(comment: Comment, record: Record) -> SafeString:
    """`{% record_of_author comment record %}`: how its author has behaved."""
    return rendering.record_of_author(comment, record)


@register.simple_tag
def moment(at: dt.datetime) -> SafeString:
    """`{% moment comment.created_at %}`: a moment as `<time>`, to the minute."""
    return rendering.moment(at)


@register.filter
def at(number: int, name: str) -> str:
    """`{{ comment.pk|at:"moderation:case" }}`: the address of what has this number."""
    return addresses.numbered(name, number)
