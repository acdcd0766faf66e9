"""Pages under /account/ that are ours: the account itself, its data, leaving, and allauth's where its answer needs a change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import ConfirmEmailView, LoginView, SignupView
from allauth.decorators import rate_limit
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.views import SignupView as SocialSignupView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from newsroom.accounts import avatars, confirmation, errands, extensions, forms, holdings, pictures, renaming, returning, showing
from newsroom.accounts.models import User
from newsroom.web import limits

# A wrong cut, a better photograph, once more: nobody looks for longer.
PICTURES_AN_HOUR = 12


class InOneTransaction:
    """A sign-up is one transaction: account, address and letter. Whoever is quicker to a name or address wins, in words."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Make the account, or show the form again when somebody took its name a moment ago."""
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:
            form.add_error(None, _("Somebody took this name or address a moment ago. Please try again."))
            return self.form_invalid(form)


class FewFromOneNetwork:
    """A network makes so many accounts a day; whoever comes after is told, with the form as it was."""

    request: HttpRequest

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Make the account, if there are not too many from this network. Asked before the transaction, so that asking counts."""
        address = limits.client_address(self.request)
        most, day = settings.ACCOUNTS_A_DAY_OF_A_NETWORK, timedelta(days=1)
        if address and not limits.allow(f"joining:{limits.network(address)}", times=most, within=day):
            form.add_error(
                None,
                _(
                    "Many accounts were made from your network today, so we make no more of them until tomorrow. "
                    "From another connection, a telephone's for example, you can join at once."
                ),
            )
            return self.form_invalid(form)  # type: ignore[attr-defined, no-any-return]
        return super().form_valid(form)  # type: ignore[misc, no-any-return]


class SaysWhy:
    """A page that stands between somebody and what they were about to do says what that was."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template needs, with `why`: a sentence, or nothing."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        going_to = get_next_redirect_url(self.request) or returning.remembered(self.request.session)
        return context | {"why": errands.sentence_for(going_to)}


class SignIn(SaysWhy, LoginView):
    """Sign in with an address and a password."""


class SignUp(SaysWhy, FewFromOneNetwork, InOneTransaction, SignupView):
    """Join with an address and a password."""


class SocialSignUp(FewFromOneNetwork, InOneTransaction, SocialSignupView):
    """Join with an account elsewhere."""


@method_decorator(login_not_required, name="dispatch")
class ConfirmEmail(ConfirmEmailView):
    """The page the letter's link opens."""

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Confirm at once for the browser that is signed in to that account; ask for one press in any other.

        Mail programs open links by themselves to look for danger: without a session they confirm nothing.
        """
        key = self.get_object_or_none()
        if key and self.request.user.is_authenticated and key.email_address.user_id == self.request.user.pk:
            return self.post(*args, **kwargs)
        return super().get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Confirm. A link used before, too old, or for an address that another account has by now, gets a page that says so."""
        self.object = self.get_object_or_none()
        if self.object is None:
            return self.render_to_response(self.get_context_data())
        try:
            with transaction.atomic():
                return super().post(*args, **kwargs)
        except IntegrityError:
            messages.error(
                self.request, _("Another account uses this address by now. Please sign in there, or choose another address.")
            )
            return redirect("account_email")

    def get_object_or_none(self) -> Any:
        """What the link's key stands for, or None for one that is too old, used, or never was."""
        return confirmation.from_key(self.kwargs["key"])


@login_required
@require_POST
@rate_limit(action="manage_email")
def confirm_again(request: HttpRequest) -> HttpResponse:
    """Send the confirmation link once more, and go back to where the reader was."""
    if not confirmation.send_again(request, request.user) and not confirmation.is_confirmed(request.user):
        messages.info(request, _("We sent you a link a moment ago. Please look in your mailbox, and in your spam folder."))
    return redirect(get_next_redirect_url(request) or "account")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """One's own account on one page: name, picture, page, and the ways to everything else."""
    if request.method != "POST":
        return _account_page(request)
    form = forms.DisplayNameForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            renaming.rename(request.user, form.cleaned_data["display_name"])
        except ValidationError as refused:
            form.add_error("display_name", refused)
        else:
            messages.success(request, _("Saved. Others see this name from now on."))
            return redirect("account")
    return _account_page(request, form=form)


@never_cache
@login_required
@require_POST
def picture(request: HttpRequest) -> HttpResponse:
    """Choose the picture beside one's name, or have the initials drawn again."""
    if "remove" in request.POST:
        avatars.remove(request.user)
        messages.success(request, _("Your picture is gone. Your initials stand in its place."))
        return redirect("account")
    form = forms.PictureForm(request.POST, request.FILES)
    # Decoding costs the machine far more than sending costs whoever sends.
    limits.demand(f"picture:{request.user.pk}", times=PICTURES_AN_HOUR, within=timedelta(hours=1))
    if form.is_valid():
        try:
            avatars.take_in(request.user, form.cleaned_data["picture"])
        except ValidationError as refused:
            form.add_error("picture", refused)
        else:
            messages.success(request, _("Saved. Others see this picture from now on."))
            return redirect("account")
    return _account_page(request, picture_form=form)


@never_cache
@login_required
@require_POST
def page(request: HttpRequest) -> HttpResponse:
    """Say a few words about oneself, and who may open one's page."""
    form = forms.PageForm(request.POST, instance=request.user)
    if form.is_valid():
        showing.show(request.user, bio=form.cleaned_data["bio"], to=form.cleaned_data["shown_to"])
        messages.success(request, _("Saved."))
        return redirect("account")
    return _account_page(request, page_form=form)


def _account_page(request: HttpRequest, **bound: BaseForm) -> HttpResponse:
    """The page with its three forms; one that was refused brings what was typed and what is wrong with it."""
    user = User.objects.get(pk=request.user.pk)
    context = {
        "form": forms.DisplayNameForm(user=user),
        "picture_form": forms.PictureForm(),
        "page_form": forms.PageForm(instance=user),
        "picture": pictures.url(user.avatar, pictures.LARGE) if user.avatar else "",
        "days_between_names": renaming.BETWEEN_CHANGES.days,
        "free_from": renaming.not_before(user, now=timezone.now()),
        "confirmed": confirmation.is_confirmed(user),
        "providers": get_social_adapter(request).list_providers(request),
        "sections": [section.show(request, user) for section in extensions.SECTIONS],
    }
    return render(request, "account/account.html", context | bound, status=422 if bound else 200)


@never_cache
@login_required
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """Everything we hold about the reader, as one JSON file."""
    held = {"site": settings.SITE_URL, "made": timezone.now(), **holdings.export(request.user)}
    answer = JsonResponse(held, json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="account-{request.user.pk}.json"'
    return answer


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Delete one's account, after asking once."""
    form = forms.LeaveForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        holdings.erase(request.user)
        logout(request)
        messages.success(request, _("Your account is deleted. Thank you for reading."))
        return redirect("/")
    return render(request, "account/leave.html", {"form": form, "objection": holdings.objection_to_leaving(request.user)})
