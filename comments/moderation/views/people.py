"""Readers, for moderators: finding one, their page, and what is done about them. Every form has an address of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comments import accepting, limits, references
from comments.models import Comment, Decision, Sanction
from comments.moderation import readers, sanctions, signing_in_again
from comments.moderation.access import ModeratorRequest, moderators_only, sent_only, waiting_counts
from comments.moderation.forms.people import LiftForm, NoteForm, SanctionForm, SearchForm
from comments.moderation.sanctions import refusing
from newsroom.accounts.models import User
from newsroom.web import pages

GET_AND_POST = ["GET", "HEAD", "POST"]
AFTER = pages.Marker("after", *readers.MARKER)


@require_GET
@moderators_only
def find(request: ModeratorRequest) -> HttpResponse:
    """Find a reader by name or address; without words, whom to know about."""
    form = SearchForm(request.GET)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    found = readers.search(typed) if typed.strip() else readers.front()
    context = {"form": form, "typed": typed.strip(), "found": found, "counts": waiting_counts(request)}
    return render(request, "moderation/people/readers.html", context)


@require_GET
@moderators_only
def reader(request: ModeratorRequest, account_id: int) -> HttpResponse:
    """All that is known here about one reader."""
    account = get_object_or_404(User, pk=account_id)
    kept = signing_in_again.take_up(request, sent_to=reverse("moderation:note", args=[account_id]))
    return _page(request, account, SanctionForm.about(account), NoteForm(kept))


@require_http_methods(GET_AND_POST)
@moderators_only
def sanction(request: ModeratorRequest, account_id: int) -> HttpResponse:
    """Do something about a reader: on a page of its own, or, for script, in place below the comment it is about."""
    account = get_object_or_404(User, pk=account_id)
    refusing.must_be_allowed(account, by=request.user)
    if request.method != "POST":
        comment = readers.comment_by(account, number=request.GET.get("comment", ""))
        kept = signing_in_again.take_up(request, sent_to=request.path)
        new = SanctionForm.about(account, kind=request.GET.get("kind", ""), comment=comment)
        return _ask(request, account, SanctionForm.sent(kept) if kept else new, comment)
    form = SanctionForm.sent(request.POST)
    is_valid = form.is_valid()
    comment = readers.comment_by(account, number=str(form.cleaned_data.get("comment") or ""))
    if not is_valid:
        return _ask(request, account, form, comment, status=422)
    try:
        done = form.carry_out(account, by=request.user, comment=comment)
    except sanctions.AlreadyDone as already:
        return _answered(request, already.sanction, sentence=str(already), is_own=already.is_fresh)
    except sanctions.Changed as changed:
        # Nothing is written, and it is no error: the form comes back over what holds by now.
        form.carry(seen=sanctions.newest_on(account))
        return _ask(request, account, form, comment, sentence=str(changed))
    except sanctions.NotDone as not_done:
        form.add_error(None, str(not_done))
        return _ask(request, account, form, comment, status=422)
    return _answered(request, done, sentence=_("Done: %(what)s.") % {"what": sanctions.in_words(done)}, is_own=True)


@require_http_methods(GET_AND_POST)
@moderators_only
def lift(request: ModeratorRequest, sanction_id: int) -> HttpResponse:
    """End a sanction before its time."""
    row = get_object_or_404(Sanction.objects.select_related("account"), pk=sanction_id)
    refusing.must_be_allowed(row.account, by=request.user)
    form = LiftForm(signing_in_again.sent_or_kept(request))
    if request.method != "POST" or not form.is_valid():
        context = {"sanction": row, "words": sanctions.in_words(row), "form": form, "counts": waiting_counts(request)}
        return render(request, "moderation/people/lift.html", context, status=422 if request.method == "POST" else 200)
    try:
        sanctions.lift(row, by=request.user, note=form.cleaned_data["note"])
    except sanctions.NotDone as not_done:
        messages.info(request, str(not_done))
    else:
        messages.success(request, _("Lifted. It counts at once; the reader is written to in 40 seconds."))
    return redirect("moderation:reader", row.account_id)


@require_POST
@moderators_only
def undo(request: ModeratorRequest, decision_id: int) -> HttpResponse:
    """Take back what was just done about a reader."""
    decision = get_object_or_404(Decision, pk=decision_id, sanction_id__isnull=False)
    row = get_object_or_404(Sanction, pk=decision.sanction_id)
    try:
        sanctions.undo(decision, by=request.user)
    except sanctions.TooLate as late:
        sentence, level = str(late), messages.WARNING
    else:
        sentence, level = _("Undone. No letter was sent."), messages.SUCCESS
    if request.htmx:
        return render(request, "moderation/people/_done.html", {"sentence": sentence, "account_id": row.account_id})
    messages.add_message(request, level, sentence)
    return redirect("moderation:reader", row.account_id)


@sent_only
@moderators_only
def note(request: ModeratorRequest, account_id: int) -> HttpResponse:
    """Leave a note about a reader."""
    account = get_object_or_404(User, pk=account_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, account, SanctionForm.about(account), form, status=422)
    if readers.note(account, by=request.user, words=form.cleaned_data["words"]):
        messages.success(request, _("Your note is kept."))
    return redirect("moderation:reader", account_id)


def _page(
    request: ModeratorRequest, account: User, form: SanctionForm, note_form: NoteForm, *, status: int = 200
) -> HttpResponse:
    page = readers.page_of(account, viewer=request.user, after=AFTER.normal(request.GET.get("after")))
    may_decide = not (account.pk == request.user.pk or (account.is_staff and not request.user.is_administrator))
    context = {"page": page, "form": form, "note_form": note_form, "may_decide": may_decide, "counts": waiting_counts(request)}
    context["accepted"] = accepting.accepted_by(account)
    return render(request, "moderation/people/reader.html", context, status=status)


def _ask(
    request: ModeratorRequest,
    account: User,
    form: SanctionForm,
    comment: Comment | None,
    *,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    """The form with what is to be said: on its page or, for script, alone."""
    context = {"account": account, "form": form, "comment": comment, "sentence": sentence}
    if request.htmx:
        # Opened by a key: the next one chooses the rule.
        form.fields["rule"].widget.attrs["autofocus"] = True
        return render(request, "moderation/people/_sanction_form.html", context, status=status)
    names = references.known([comment.body]) if comment else {}
    holding = [row for row in readers.imposed_on(account, now=timezone.now()) if row.holds]
    context |= {"names": names, "holding": holding, "counts": waiting_counts(request)}
    return render(request, "moderation/people/sanction.html", context, status=status)


def _answered(request: ModeratorRequest, done: Sanction, *, sentence: str, is_own: bool) -> HttpResponse:
    """What was done, with a way to undo it; what a colleague has just done, without."""
    if request.htmx:
        left = done.starts_at + limits.UNDO_WINDOW - timezone.now()
        context = {"sentence": sentence, "account_id": done.account_id, "undo_id": done.decision_id if is_own else None}
        context["seconds"] = int(left.total_seconds())
        return render(request, "moderation/people/_done.html", context)
    (messages.success if is_own else messages.info)(request, sentence)
    return redirect("moderation:reader", done.account_id)
