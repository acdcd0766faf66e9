"""What a signed-in reader sees laid over kept pages: their own state, and nothing that anybody else could see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from comments import (
    accepting,
    following,
    limits,
    muting,
    own,
    people,
    permissions,
    rendering,
    sanctioned,
    setting_aside,
    standing,
    visiting,
)
from comments.following import Followed
from comments.forms import CommentForm
from comments.models import Comment, Discussion, Recommendation
from comments.permissions import Permission
from newsroom.accounts.models import Audience, User


def fill(request: HttpRequest, noted: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """The slots of the conversation for this viewer. Twelve queries at most.

    `act`, `follow:…`, `write:…`, `own:…` and `place:…` of a page; `comment:…`, `name:…`, `new:…`, `begins:…`, `ends:…` and
    `mute:…` of comments.
    """
    user = request.user
    if not user.is_authenticated:
        return {}
    fills: dict[str, str] = {"act": render_to_string("comments/_act.html", {}, request)}
    shown = list(noted.get("comment", ()))
    discussions = list(noted.get("discussion", ()))
    if not discussions:
        return fills
    mine = _own_comments(user, shown, discussions)
    muted = muting.names_of_muted(user, shown=shown)
    fills |= _folds(muted) | {f"mute:{pk}": "" for pk in [*muted, *(row.pk for row in mine)]}
    fills |= _names(noted.get("led_from", ()))
    for discussion in Discussion.objects.filter(pk__in=discussions).with_switch():
        permission = permissions.accepts_comments(discussion, now=timezone.now())
        held = [row for row in mine if row.status == Comment.Status.HELD and row.discussion_id == discussion.pk]
        expected = standing.expected_of(user) if permission else standing.Expected()
        may_write = bool(permission) and not sanctioned.keeps_silent(expected.held)
        fills[f"write:{discussion.pk}"] = _write(request, user, discussion, permission, expected)
        fills[f"own:{discussion.pk}"] = own_held(held, may_write=may_write)
        followed = following.followed_by(user, discussion_id=discussion.pk)
        fills[f"follow:{discussion.pk}"] = _follow(discussion, followed, is_open=bool(permission))
        fills |= _actions(user, shown, mine, followed, is_open=bool(permission), may_write=may_write)
        # Nobody is led to what they do not want to read.
        fills |= _place(request, user, discussion, [pk for pk in shown if pk not in muted])
        _remember(request, user, discussion, reached=noted.get("reached", ()))
    return fills


def _names(led_from: Sequence[int]) -> dict[str, str]:
    """The names above comments by those who show their page to whoever is signed in, each leading there."""
    if not led_from:
        return {}
    theirs = Comment.objects.filter(pk__in=led_from, author__is_active=True, author__shown_to=Audience.READERS)
    return {
        f"name:{pk}": rendering.name_leading_to(account_id, name=name)
        for pk, account_id, name in theirs.values_list("pk", "author_id", "author__display_name")
        if account_id is not None
    }


def _folds(muted: Mapping[int, str]) -> dict[str, str]:
    """What stands around comments by people whom the viewer has muted: they are there, and one press away."""
    begins = render_to_string("comments/_muted_begins.html") if muted else ""
    fills = {f"begins:{pk}": begins for pk in muted}
    return fills | {
        f"ends:{pk}": render_to_string("comments/_muted_ends.html", {"id": pk, "name": name}) for pk, name in muted.items()
    }


def own_held(comments: Sequence[Comment], *, may_write: bool = True) -> str:
    """One's own held comments, each with the reason why a person looks first; empty if there are none."""
    if not comments:
        return ""
    return render_to_string("comments/_own.html", {"held": explained(comments, may_write=may_write)})


def explained(comments: Sequence[Comment], *, may_write: bool = True) -> list[tuple[own.Own, people.Person]]:
    """One's own comments, each with what is said of it and one's name."""
    return [(o, people.itself(o.comment.author)) for o in own.explain(comments, may_write=may_write)]


def _own_comments(user: User, shown: Sequence[int], discussions: Sequence[int]) -> list[Comment]:
    held_here = Q(discussion__in=discussions, status=Comment.Status.HELD)
    rows = Comment.objects.filter(Q(pk__in=shown) | held_here, author=user).select_related("tally", "author")
    return list(rows.order_by("created_at", "pk"))


def actions_after(comment: Comment, *, reader: User, pressed: str) -> str:
    """The actions of one comment for somebody who has just `pressed` one of them, and keeps the focus there."""
    mine = [comment] if comment.author_id == reader.pk else []
    is_open = bool(permissions.accepts_comments(comment.discussion, now=timezone.now()))
    followed = following.followed_by(reader, discussion_id=comment.discussion_id)
    return _actions(reader, [comment.pk], mine, followed, is_open=is_open, pressed=pressed).get(f"comment:{comment.pk}", "")


def _follow(discussion: Discussion, followed: Followed, *, is_open: bool) -> str:
    """The button at the head of a conversation; where nothing new can come, only for whoever follows it."""
    if not (is_open or followed.whole):
        return ""
    context = {"base": discussion.get_absolute_url(), "follows": followed.whole}
    return render_to_string("comments/_follow.html", context)


def _actions(
    user: User,
    shown: Sequence[int],
    mine: Sequence[Comment],
    followed: Followed,
    *,
    is_open: bool,
    may_write: bool = True,
    pressed: str = "",
) -> dict[str, str]:
    """The actions that differ from a stranger's: one's own comments', recommended ones', those of threads one follows; a
    moderator's and an editor's, all."""
    own_ids = {row.pk for row in mine}
    recommended = set(Recommendation.objects.filter(reader=user, comment__in=shown).values_list("comment_id", flat=True))
    now = timezone.now()
    changeable = {
        row.pk
        for row in mine
        if is_open and may_write and permissions.can_still_change(row, is_answered=row.tally.answers > 0, now=now)
    }
    moderates, picks = user.is_moderator, bool(permissions.can_pick(user))
    differs = shown if moderates or picks or pressed else own_ids | recommended | followed.threads.intersection(shown)
    rows = Comment.objects.seen().filter(pk__in=differs) if differs else Comment.objects.none()
    known = ["pk", "author__display_name", "root_id", "tally__recommendations", "pick__comment_id"]
    return {
        f"comment:{pk}": rendering.actions_for_viewer(
            comment_id=pk,
            name=name or "",
            recommendations=count,
            is_root=root is None,
            is_open=is_open,
            followed=pk in followed.threads,
            recommended=pk in recommended,
            own=pk in own_ids,
            changeable=pk in changeable,
            pressed=pressed,
            moderates=moderates,
            picked=pick is not None if picks else None,
        )
        for pk, name, root, count, pick in rows.values_list(*known)
    }


def _place(request: HttpRequest, user: User, discussion: Discussion, shown: Sequence[int]) -> dict[str, str]:
    """How much is new since this viewer's last visit, and a mark beside each such comment that leads to the next."""
    place = visiting.place_of(user, discussion_id=discussion.pk, shown=shown)
    if place is None:
        return {}
    said = {"discussion": discussion, "since": place.since, "count": place.count, "most": limits.NEW_COUNTED}
    new = [pk for pk in shown if pk in place.new]
    marks = {
        f"new:{pk}": f" {render_to_string('comments/_new_mark.html', {'to': following})}"
        for pk, following in zip_longest(new, new[1:])
    }
    return {f"place:{discussion.pk}": render_to_string("comments/_place.html", said)} | marks


def _remember(request: HttpRequest, user: User, discussion: Discussion, *, reached: Sequence[int]) -> None:
    """Move this viewer's place to what was there when the page was made, if it was opened to read the conversation."""
    # What a browser fetches before anybody asks for it has been read by nobody.
    is_opened = request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")
    if reached and is_opened:
        visiting.reached(user, discussion_id=discussion.pk, number=max(reached), pause=limits.VISITS_APART)


def _write(request: HttpRequest, user: User, discussion: Discussion, permission: Permission, expected: standing.Expected) -> str:
    """The comment box, with words set aside earlier; or the sentence why nobody can write, or why this reader cannot."""
    permission = permission and permissions.may_write(expected.held)
    draft = setting_aside.begun(discussion, parent=None, by=user) if permission else None
    context = {
        "discussion": discussion,
        "permission": permission,
        "form": CommentForm.fresh(draft=draft),
        "begun": draft,
        "terms": accepting.terms_for(user) if permission and expected.accepts else None,
        "expected": expected,
    }
    return render_to_string("comments/_write_here.html", context, request)
