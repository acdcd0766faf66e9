"""The parts that every case on the desk has: each template is rendered once with holes in it, and filled for each case.

A page shows 25 cases, or one with the conversation round it, and they are all the same but for their words, names and
numbers: as templates rendered for each they were two thirds of what the page costs. What is rare (a form that came back with
errors, a reader under a sanction) is rendered from the same templates as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comments import people
from comments.models import Comment, Decision
from comments.moderation.desk.records import Record
from comments.moderation.desk.surroundings import Neighbour
from comments.moderation.forms.deciding import DecisionForm, RuleList
from comments.moderation.queue import Case
from comments.moderation.queue.listing import Claim, Row
from comments.pieces import template
from comments.rendering import words
from comments.stencils import Stencil, hole
from newsroom.accounts.models import User
from newsroom.web import addresses

_NOT_CHECKED = mark_safe(' class="not-checked"')
_CASE, _HARM, _DECIDE, _RECORD = (f"moderation/_{part}.html" for part in ("case", "harm", "decide", "record"))


@dataclass(frozen=True, slots=True)
class Opened:
    """What a case on a page of its own has besides: its other tools, and what stands beside it."""

    tools: SafeString
    beside: SafeString


def case(
    case: Case,
    form: DecisionForm,
    *,
    rules: RuleList,
    token: str,
    viewer_id: int | None,
    opened: Opened | None = None,
    news: SafeString | None = None,
) -> SafeString:
    """One comment and all it takes to decide, as a list item; with `news` of what followed where it replaces itself."""
    comment, row, place, answered = case.comment, case.row, form.place, case.answers
    pk, author, article = comment.pk, comment.author, comment.discussion.article
    is_own = comment.author_id == viewer_id
    can_be_decided = bool(case.open_to) and not is_own
    kind = {
        "waits": case.since is not None,
        "has_row": row.key is not None,
        "is_redrawn": news is not None,
        "is_choosable": can_be_decided and not place.is_alone,
        "is_answer": answered is not None,
        "is_own": is_own,
        "is_opened": opened is not None,
        "is_alone": place.is_alone,
        "is_published": comment.status == Comment.Status.PUBLISHED,
        "is_known": author is not None,
    }
    beside = addresses.numbered("moderation:beside", pk)
    values = {
        "pk": pk,
        "row": row.key,
        "claim": addresses.numbered("moderation:claim", row.key) if row.key else "",
        "leave": addresses.numbered("moderation:leave", row.key) if row.key else "",
        "news": news or "",
        "reasons": _reasons(case),
        "time": timesince(case.since) if case.since else "",
        "harm": harm(row, viewer_id=viewer_id),
        "answeredname": _name(answered.author) if answered else "",
        "answeredat": moment(answered.created_at) if answered else "",
        "answeredwords": words(answered.body, case.names) if answered else "",
        "avatar": _avatar(case.person),
        "name": _name(author),
        "address": place.way_to(addresses.numbered("moderation:case", pk)),
        "at": moment(comment.created_at),
        "words": words(comment.body, case.names),
        "decide": decide_form(case, form, rules=rules, token=token) if can_be_decided else "",
        "tools": opened.tools if opened else "",
        "story": article.get_absolute_url(),
        "headline": article.headline,
        "place": addresses.numbered("comments:comment", pk),
        "discussion": addresses.numbered("moderation:discussion", comment.discussion_id),
        "record": record_of_author(comment, case.record),
        "account": comment.author_id,
        "raid": addresses.numbered("moderation:raid", author.pk) if author else "",
        "reports": _reports(case, viewer_id=viewer_id),
        "signals": _signals(case),
        "beside": f"{beside}?{place.encoded}" if place.fields else beside,
        "opened": opened.beside if opened else "",
    }
    return _filled(_CASE, kind, values)


def harm(row: Row, *, viewer_id: int | None) -> SafeString:
    """Why something is where it is, and which colleague looks at it; empty for what waits no more."""
    if row.harm is None:
        return mark_safe("")
    factors = ((factor.words, factor.written) for factor in row.harm.telling)
    claim = row.claim if row.claim and row.claim.by_id != viewer_id else None
    values = {
        "factors": format_html_join(" × ", "{} <span>({})</span>", factors) or _("nothing makes it urgent yet"),
        "total": row.harm.written,
        "claim": _looks(claim) if claim else "",
    }
    return _filled(_HARM, {"has_row": row.key is not None}, values)


def _looks(claim: Claim) -> str:
    # Words for less than a minute would say that none has passed.
    if timezone.now() - claim.at < dt.timedelta(minutes=1):
        return _("%(name)s has just begun to look at this") % {"name": claim.name}
    return _("%(name)s has been looking at this for %(time)s") % {"name": claim.name, "time": timesince(claim.at)}


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


def _reports(case: Case, *, viewer_id: int | None) -> str:
    if not case.reports.many:
        return ""
    context = {"reports": case.reports, "comment": case.comment, "viewer_id": viewer_id}
    return template("moderation/_reports.html").render(context)


def _reasons(case: Case) -> SafeString:
    if not case.reasons:
        return format_html('<span class="reason">{}</span>', case.comment.get_status_display())
    classes = ((" reason-grave" if reason.is_grave else "", reason.words) for reason in case.reasons)
    return format_html_join(" ", '<strong class="reason{}">{}</strong>', classes)


def _signals(case: Case) -> SafeString:
    rows = (("" if has_run else _NOT_CHECKED, name, said) for name, said, has_run in case.signals)
    found = format_html_join("", '<li{}><span class="signal-name">{}</span> {}</li>', rows)
    if case.silent:
        nothing = _("nothing found: %(names)s") % {"names": ", ".join(case.silent)}
    else:
        nothing = "" if case.signals else _("none kept")
    return format_html('{}<li class="quiet">{}</li>', found, nothing) if nothing else found


def _name(author: User | None) -> str:
    return author.display_name if author else _("a reader who has left")


@lru_cache(maxsize=4096)
def _avatar(person: people.Person) -> SafeString:
    return mark_safe(template("comments/_avatar.html").render({"person": person}).strip())


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


def _filled(name: str, kind: Mapping[str, bool | None], values: Mapping[str, Any]) -> SafeString:
    stencil = _stencil(name, get_language(), tuple(kind.items()), tuple(values))
    return mark_safe(stencil.fill({key: str(conditional_escape(value)) for key, value in values.items()}))


@lru_cache(maxsize=256)
def _stencil(name: str, language: str | None, kind: tuple[tuple[str, bool | None], ...], holes: tuple[str, ...]) -> Stencil:
    return Stencil(_rendered(name, {**dict(kind), **{key: hole(key) for key in holes}}))
