"""The parts that every case on the desk has: each template is rendered once with holes in it, and filled for each case.

A page shows 25 cases with the conversation round some of them, and a form or a record is the same in all of them but for a
few numbers and names: as templates rendered for each they were half of what the page costs. What is rare (a form that came
back with errors, a reader under a sanction) is rendered from the same templates as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import get_language

from comments.models import Comment, Decision
from comments.moderation.desk.records import Record
from comments.moderation.desk.surroundings import Neighbour
from comments.moderation.forms.deciding import DecisionForm, RuleList
from comments.moderation.queue import Case
from comments.pieces import template
from comments.stencils import Stencil, hole
from newsroom.web import addresses

_DECIDE, _RECORD = "moderation/_decide.html", "moderation/_record.html"


def decide_form(case: Case | Neighbour, form: DecisionForm, *, rules: RuleList, token: str) -> SafeString:
    """The form with which a case is approved or removed; `token` is the page's against forged requests."""
    place, open_to, pk = form.place, case.open_to, case.comment.pk
    kind = {
        "may_approve": Decision.Kind.APPROVE in open_to,
        "may_remove": Decision.Kind.REMOVE in open_to,
        "is_beside": bool(place.beside),
        "has_rules": bool(rules),
    }
    values = {
        "pk": pk,
        "address": addresses.numbered("moderation:decide", pk),
        "prefix": place.prefix,
        "token": token,
        "hidden": place.hidden,
        "revision": case.seen.revision,
        "decision": case.seen.decision_id or "",
        "report": case.seen.report_id or "",
    }
    if form.is_bound:
        sent = {"errors": form.errors, "note": form.data.get("note", ""), "options": rules.with_chosen(form.data.get("rule", ""))}
        return _rendered(_DECIDE, kind | values | sent)
    return _filled(_DECIDE, kind, values | {"options": rules.options})


def record_of_author(comment: Comment, record: Record) -> SafeString:
    """How the author of a comment has behaved, and the ways to their page and to their standing."""
    author = comment.author
    kind = {"is_known": author is not None, "is_chosen": record.is_chosen}
    change = "admin:comments_standing_change"
    values = {
        "account": comment.author_id,
        "name": author.display_name if author else "",
        "page": addresses.numbered("moderation:reader", author.pk) if author else "",
        "change": addresses.numbered(change, author.pk) if author and record.is_chosen is not None else "",
        "standing": record.level_in_words,
        "joined": timesince(author.date_joined) if author else "",
        "published": record.published,
        "removed": record.removed,
        "held": record.held,
    }
    if record.sanctions or record.former_names:
        return _rendered(_RECORD, kind | values | {"record": record})
    return _filled(_RECORD, kind, values)


def moment(at: dt.datetime) -> SafeString:
    """A moment as `<time>`, to the minute, in the newspaper's time."""
    local = timezone.localtime(at)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), _to_the_minute(_minute(local), get_language()))


def _minute(at: dt.datetime) -> dt.datetime:
    return at.replace(second=0, microsecond=0)


@lru_cache(maxsize=4096)
def _to_the_minute(at: dt.datetime, language: str | None) -> str:
    return formats.date_format(at, "j M Y, H:i T")


def _rendered(name: str, values: Mapping[str, Any]) -> SafeString:
    return template(name).render({**values, "csrf_token": values.get("token", "")})


def _filled(name: str, kind: Mapping[str, bool | None], values: Mapping[str, object]) -> SafeString:
    stencil = _stencil(name, get_language(), tuple(kind.items()), tuple(values))
    return mark_safe(stencil.fill({key: str(conditional_escape(value)) for key, value in values.items()}))


@lru_cache(maxsize=256)
def _stencil(name: str, language: str | None, kind: tuple[tuple[str, bool | None], ...], holes: tuple[str, ...]) -> Stencil:
    return Stencil(_rendered(name, {**dict(kind), **{key: hole(key) for key in holes}}))
