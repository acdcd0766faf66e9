"""A reader's news: the page, its buttons, and the choice of letters. Nothing is marked as read by opening an address:
browsers and mail programs open some by themselves, so each line is opened by a button that posts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments import choosing
from comments import news as reading
from comments.forms import LettersForm
from newsroom.web import pages

AFTER = pages.Marker("after", *reading.MARKER)
NUMBER = pages.Number("row")


@require_safe
@login_required
def news(request: HttpRequest) -> HttpResponse:
    """What is new for whoever asks, newest first."""
    after = AFTER.normal(request.GET.get("after"))
    page = reading.page_of(request.user, after=after, now=timezone.now())
    return render(request, "comments/news.html", {"page": page, "later": bool(after)})


@require_POST
@login_required
def open_news(request: HttpRequest) -> HttpResponse:
    """Mark a line as read, and go where it leads."""
    given = [NUMBER.normal(value) for value in request.POST.getlist("row")]
    return redirect(reading.open_news(request.user, row_ids=[number for number in given if number is not None]))


@require_POST
@login_required
def mark_all_as_read(request: HttpRequest) -> HttpResponse:
    """Mark everything as read that was there when the page was made."""
    through = NUMBER.normal(request.POST.get("through"))
    if through is not None:
        reading.mark_all_as_read(request.user, through=through)
    return redirect("comments:news")


@require_POST
@login_required
def choose_letters(request: HttpRequest) -> HttpResponse:
    """Have letters of news at once, once a day, or never."""
    form = LettersForm(request.POST)
    if form.is_valid():
        choosing.choose(request.user, mail=form.cleaned_data["mail"])
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Please choose one of the three ways."))
    return redirect(f"{reverse('account')}#news")


# Mail programs press the button themselves (RFC 8058), and bring no token; the signed address is what counts.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Stop letters of news by the address in each of them, signed in or not."""
    reader = choosing.reader_who_stops(token)
    is_stopped = reader is not None and request.method == "POST"
    if reader is not None and is_stopped:
        choosing.choose(reader, mail=choosing.Mail.NEVER)
    context = {"is_known": reader is not None, "is_stopped": is_stopped}
    return render(request, "comments/stop_letters.html", context, status=404 if reader is None else 200)
