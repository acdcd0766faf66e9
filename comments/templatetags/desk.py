"""What the desk's templates show again and again, without rendering it again and again."""

from __future__ import annotations

import datetime as dt

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from comments.models import Comment
from comments.moderation import rendering
from comments.moderation.desk.records import Record
from comments.moderation.desk.surroundings import Neighbour
from comments.moderation.forms.deciding import DecisionForm
from comments.moderation.queue import Case
from newsroom.web import addresses

register = template.Library()


@register.simple_tag(takes_context=True)
def decide_form(context: Context, case: Case | Neighbour, form: DecisionForm) -> SafeString:
    """`{% decide_form case form %}`: approve a case, or remove it under one of the page's `rules`."""
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
