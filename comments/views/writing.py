"""Writing a comment or an answer: one page for everyone, with and without script; what was typed is never lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import (
    accepting,
    following,
    limits,
    nudging,
    overlay,
    own,
    permissions,
    posting,
    quoting,
    reasons,
    rendering,
    same_place,
    setting_aside,
    standing,
    threads,
    tokens,
    wording,
)
from comments.forms import CommentForm
from comments.models import Comment, Discussion, Draft
from comments.permissions import Permission, Way
from comments.previewing import preview
from newsroom.accounts import returning
from newsroom.web import htmx, refusals
from newsroom.web import limits as limiter

Status = Comment.Status

# What cannot be sent today, and how long its words are kept.
_KEPT_UNTIL = {
    Way.CONFIRM: gettext_lazy("%(why)s What you wrote is kept under “Your comments” until then."),
    Way.ACKNOWLEDGE: gettext_lazy("%(why)s What you wrote is kept until then."),
    Way.READ_REASONS: gettext_lazy("%(why)s What you wrote is kept under “Your comments” for 30 days."),
}


# The token is asked for below: Django's refusal would be a page without the reader's words in their place.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, article_id: int) -> HttpResponse:
    """Start a thread under a story."""
    return _answer(request, _discussion(request, article_id), parent=None)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Answer a comment."""
    parent = get_object_or_404(Comment.objects.visible_to(request.user), pk=comment_id)
    return _answer(request, _discussion(request, parent.discussion_id), parent=parent)


def _discussion(request: HttpRequest, article_id: int) -> Discussion:
    """The conversation one writes in. One that was switched off while somebody wrote is found, to give the words back."""
    if request.method == "POST":
        # Without the story's own words: they are only needed where the form goes back.
        rows = Discussion.objects.of_public_stories(now=timezone.now()).select_related(None)
    else:
        rows = Discussion.objects.shown(now=timezone.now())
    return get_object_or_404(rows, pk=article_id)


def _answer(request: HttpRequest, discussion: Discussion, *, parent: Comment | None) -> HttpResponse:
    if request.method != "POST":
        return _empty_page(request, discussion, parent)
    limiter.demand_of_network(
        request, "write", times=limits.WRITTEN_PER_MINUTE_OF_A_NETWORK, within=timedelta(minutes=1), sentence=_too_many_write()
    )
    try:
        form = CommentForm.sent(request.POST, parent=parent)
    except RequestDataTooBig:
        return refusals.too_long(request, sentence=wording.at_most())
    # The other buttons of the form: each gives it back with something done, and nothing is posted.
    for name, do in _OTHER_BUTTONS.items():
        if name in request.POST and tokens.is_good(request):
            return do(request, discussion, parent, form)
    return _take(request, discussion, parent, form)


def _take(request: HttpRequest, discussion: Discussion, parent: Comment | None, form: CommentForm) -> HttpResponse:
    """Post what was sent, or give it back with the sentence why not."""
    if not form.is_valid():
        return _page(request, discussion, parent, form, status=422)
    if not (tokens.is_good(request) or (not request.user.is_authenticated and tokens.is_from_here(request))):
        return _page(request, discussion, parent, form, status=422, sentence=_open_too_long())
    draft = setting_aside.find(form.cleaned_data["draft"], discussion=discussion)
    if not request.user.is_authenticated:
        return _sign_in_first(request, discussion, parent, form, draft)
    body = form.cleaned_data["body"]
    try:
        comment = posting.post_comment(
            discussion,
            author=request.user,
            body=body,
            parent=parent,
            idempotency_key=form.cleaned_data["key"],
            signs=form.signs(),
            terms=accepting.version_from(request.POST.get("terms")),
            nudge=not nudging.was_heard(form.cleaned_data["heard"], by=request.user, typed=body),
        )
    except posting.Refused as refused:
        return _refused(request, discussion, parent, form, draft=draft, refused=refused)
    except posting.Nudged as nudged:
        form.carry(heard=nudging.marker(request.user, body))
        return _page(request, discussion, parent, form, status=422, nudge=nudging.sentences(nudged))
    if draft is not None:
        setting_aside.let_go(draft)
    same_place.seen(request, request.user)
    return _posted(request, comment)


def _quote(request: HttpRequest, discussion: Discussion, parent: Comment | None, form: CommentForm) -> HttpResponse:
    """Put what is answered above the words, as a quotation."""
    if parent is not None and permissions.can_be_answered(parent, discussion=discussion):
        quoted = quoting.quotation(parent)
        form.carry(body=form.typed if quoted.strip() in form.typed else quoted + form.typed)
    return _page(request, discussion, parent, form)


def _preview(request: HttpRequest, discussion: Discussion, parent: Comment | None, form: CommentForm) -> HttpResponse:
    """Show the words as readers will see them, above the form with the words still in it."""
    shown = preview(form.typed, discussion=discussion, by=request.user)
    return _page(request, discussion, parent, form, preview=shown)


def _let_go(request: HttpRequest, discussion: Discussion, parent: Comment | None, form: CommentForm) -> HttpResponse:
    """Forget what was begun here, and begin anew."""
    key = setting_aside.key_from(form.data.get("draft"))
    if key is not None and request.user.is_authenticated:
        setting_aside.let_go_of_own(key, by=request.user)
    return _page(request, discussion, parent, CommentForm.fresh(parent=parent))


_OTHER_BUTTONS = {"quote": _quote, "preview": _preview, "let_go": _let_go}


def _empty_page(request: HttpRequest, discussion: Discussion, parent: Comment | None) -> HttpResponse:
    """The form, with what was begun here earlier: what the address names, or what is the writer's own."""
    draft = setting_aside.find(setting_aside.key_from(request.GET.get("draft")), discussion=discussion)
    if request.user.is_authenticated:
        found = setting_aside.begun(discussion, parent=parent, by=request.user) if draft is None else None
        draft = setting_aside.adopt(draft, by=request.user) if draft is not None else found
    return _page(request, discussion, parent, CommentForm.fresh(draft=draft, parent=parent), begun=draft)


def _sign_in_first(
    request: HttpRequest, discussion: Discussion, parent: Comment | None, form: CommentForm, draft: Draft | None
) -> HttpResponse:
    """Set a stranger's words aside and lead through sign-in back to them."""
    permission = _permission(request, discussion, parent)
    if permission.way != Way.SIGN_IN:
        return _page(request, discussion, parent, form, status=422, sentence=permission.sentence)
    limiter.demand_of_network(
        request,
        "set-aside",
        times=limits.SET_ASIDE_PER_HOUR_OF_A_NETWORK,
        within=timedelta(hours=1),
        sentence=_("A great many texts were set aside from your connection. Sign in first, then paste what you wrote."),
    )
    draft = setting_aside.set_aside(
        discussion,
        body=form.cleaned_data["body"],
        parent=parent,
        key=draft.key if draft and draft.account_id is None else None,
    )
    back = f"{request.path}?{urlencode({'draft': draft.key})}"
    returning.remember(request.session, back)
    where = f"{reverse('account_login')}?{urlencode({'next': back})}"
    return HttpResponse(headers={"HX-Redirect": where}) if htmx.wants_part(request) else redirect(where)


def _refused(
    request: HttpRequest,
    discussion: Discussion,
    parent: Comment | None,
    form: CommentForm,
    *,
    draft: Draft | None,
    refused: posting.Refused,
) -> HttpResponse:
    """Show the sentence above the form; what cannot be sent today is set aside for the day it can."""
    sentence, back = refused.sentence, request.path
    if refused.way in _KEPT_UNTIL and limiter.allow(
        f"set-aside:{request.user.pk}", times=limits.SET_ASIDE_PER_HOUR, within=timedelta(hours=1)
    ):
        kept = setting_aside.set_aside(
            discussion,
            body=form.cleaned_data["body"],
            parent=parent,
            account=request.user,
            key=draft.key if draft and draft.account_id == request.user.pk else None,
        )
        # Sent again, the words are set aside in the same place.
        form.carry(draft=kept.key)
        sentence = str(_KEPT_UNTIL[refused.way]) % {"why": sentence}
        back = f"{request.path}?{urlencode({'draft': kept.key})}"
    return _page(request, discussion, parent, form, status=422, sentence=sentence, back=back)


def _posted(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Lead to the comment; one that is held or refused, to the page that says why."""
    if htmx.wants_part(request):
        return _posted_part(request, comment)
    if comment.status == Status.PUBLISHED:
        messages.success(request, _("Your comment is published. We tell you when somebody answers it."))
        return redirect(comment)
    if own.appears_by_itself(comment):
        messages.info(request, _("Thank you. It appears once our checks are done."))
    elif comment.status == Status.HELD:
        messages.info(request, _("Thank you. A person will look at your comment before it appears; below is why."))
    if told := reasons.address_of(comment):
        return redirect(told)
    return redirect(f"{reverse('comments:mine')}#comment-{comment.pk}")


def _posted_part(request: HttpRequest, comment: Comment) -> HttpResponse:
    """What takes the place of the form's empty answer: the new comment, or why it is not there yet."""
    context: dict[str, Any] = {"comment": comment, "discussion": comment.discussion, "reasons": reasons.address_of(comment)}
    if comment.status == Status.PUBLISHED:
        page = threads.branch(comment.discussion, of=comment.pk)
        comment.discussion.refresh_from_db(fields=["visible_count"])
        context["new"] = rendering.for_author(page)
        if comment.root is not None:
            followed = following.followed_by(request.user, discussion_id=comment.discussion_id)
            context |= {"thread": comment.root.get_absolute_url(), "followed": comment.root_id in followed.threads}
    else:
        context |= {"held": overlay.own_held([comment]), "appears_by_itself": own.appears_by_itself(comment)}
    return render(request, "comments/_posted.html", context)


def _page(
    request: HttpRequest,
    discussion: Discussion,
    parent: Comment | None,
    form: CommentForm,
    *,
    status: int = 200,
    sentence: str = "",
    **more: Any,
) -> HttpResponse:
    """The form with what is to be said: on its page or, for script, alone. `more`: `preview`, `nudge`, `begun`, `back`."""
    permission = _permission(request, discussion, parent)
    # Whoever opened a form means to write in it; on the story's page, where it stands anyway, it takes no focus.
    form.fields["body"].widget.attrs["autofocus"] = True
    context = {
        "discussion": discussion,
        "parent": parent,
        "words": "" if discussion.mode == Discussion.Mode.CLOSED else rendering.quotable(parent, by=request.user),
        "form": form,
        "action": request.path,
        "permission": permission,
        "sentence": sentence or (permission.sentence if permission.way in _KEPT_UNTIL else ""),
        # Somebody who cannot write here now still gets their words back.
        "shows_form": bool(permission or form.is_bound or more.get("begun")) or permission.way in {Way.SIGN_IN, Way.CONFIRM},
        "expected": standing.expected_of(request.user),
        "terms": accepting.terms_for(request.user),
        **more,
    }
    template = "comments/_write.html" if htmx.wants_part(request) else "comments/write.html"
    return render(request, template, context, status=status)


def _permission(request: HttpRequest, discussion: Discussion, parent: Comment | None) -> Permission:
    now = timezone.now()
    if parent is not None:
        return permissions.can_reply(request.user, parent, discussion=discussion, now=now)
    return permissions.can_comment(request.user, discussion, now=now)


def _open_too_long() -> str:
    return _("This page was open for a long time, so we make sure that it is you: press “Publish” once more. Nothing is lost.")


def _too_many_write() -> str:
    return _("A great many people write from your connection at this moment. Please wait a minute, then send it again.")
