"""Accounts in the admin: find somebody, give and take roles, close an account. Passwords are nobody's to see or set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from newsroom.accounts import avatars, closing, names, permissions, pictures, renaming, reserving, roles, vouching
from newsroom.accounts.models import Role, User


class AccountForm(forms.ModelForm):
    """An account as those see it who look after it: the name, the picture, what somebody is expert in, the roles."""

    take_down = forms.CharField(
        label=_("Take the picture down, because"),
        required=False,
        max_length=300,
        help_text=_("In words that its owner gets by letter."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What this person does at the newspaper. Readers have none. A role works from the next page on."),
    )

    class Meta:
        model = User
        fields = ["email", "display_name", "expertise"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "roles" in self.fields:
            held = self.instance.groups.filter(name__in=Role.values)
            self.fields["roles"].initial = [group.name for group in held]

    def clean_email(self) -> str:
        """The address in small letters, as all are kept."""
        return self.cleaned_data["email"].lower()

    def clean_display_name(self) -> str:
        """The name, tidied, if nobody else has it."""
        name = names.tidy(self.cleaned_data["display_name"])
        if reserving.is_reserved(name, but=self.instance) or renaming.is_taken(name, but=self.instance):
            raise forms.ValidationError(_("Somebody already uses this name."), code="taken")
        return name


class RoleFilter(admin.SimpleListFilter):
    """By what people do here."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The roles, and everybody else."""
        return [*((role.value, role.value) for role in Role), ("none", _("Readers"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        """Those who have the role that was chosen."""
        if self.value() == "none":
            return queryset.filter(is_staff=False)
        if self.value() in Role.values:
            return queryset.filter(groups__name=self.value())
        return queryset


@admin.register(User)
class AccountAdmin(admin.ModelAdmin):
    """Everybody who has joined."""

    form = AccountForm
    readonly_fields = ["confirmed", "is_active", "date_joined", "last_login", "former_names", "picture"]
    list_display = ["display_name", "email", "confirmed", "what_they_do", "expertise", "is_active", "date_joined"]
    list_filter = [RoleFilter, "is_active", "date_joined"]
    search_fields = ["display_name", "email"]
    search_help_text = _("Name or e-mail address")
    ordering = ["-date_joined", "-pk"]
    list_per_page = 50
    # Counting every account for one line of text takes longer than finding the page.
    show_full_result_count = False
    actions = ["close", "open_again"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Accounts with what the list shows, in two queries for any number."""
        confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), email=OuterRef("email"), verified=True)
        return super().get_queryset(request).annotate(has_confirmed=Exists(confirmed)).prefetch_related("groups")

    @admin.display(description=_("confirmed"), boolean=True)
    def confirmed(self, user: User) -> bool:
        """Whether the address was confirmed."""
        return user.has_confirmed

    @admin.display(description=_("roles"))
    def what_they_do(self, user: User) -> str:
        """The roles, in words."""
        return ", ".join(group.name for group in user.groups.all())

    @admin.display(description=_("former names"))
    def former_names(self, user: User) -> str:
        """What somebody was called before, and until when."""
        called = [(row.name, formats.date_format(timezone.localtime(row.until), "j F Y")) for row in user.former_names.all()]
        return format_html_join(mark_safe("<br>"), _("{}, until {}"), called) or "–"

    @admin.display(description=_("picture"))
    def picture(self, user: User) -> str:
        """The picture beside the name, if there is one."""
        address = pictures.url(user.avatar, pictures.LARGE)
        return format_html('<img src="{}" alt="" width="96" height="96">', address) if user.avatar else "–"

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """What there is to see, and fields only for what the viewer may do."""
        may = permissions.may(request.user, obj)
        seen = ["display_name", *(["former_names"] if obj else []), "email", "confirmed"]
        shown = [*(["picture"] if obj else []), *(["take_down"] if may.take_down else []), "expertise"]
        return [
            (None, {"fields": seen if may.see_address else ["display_name"]}),
            (_("Beside comments"), {"fields": shown}),
            *([(_("At the newspaper"), {"fields": ["roles"]})] if request.user.is_administrator else []),
            (_("Standing"), {"fields": ["is_active", "date_joined", "last_login"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """With what the viewer may not change."""
        may = permissions.may(request.user, obj)
        closed = {"email": may.change_all, "display_name": may.rename, "expertise": may.vouch}
        return [*self.readonly_fields, *(name for name, open_ in closed.items() if not open_)]

    def get_list_display(self, request: HttpRequest) -> Any:
        """Without addresses for those who need none for their work."""
        return [name for name in self.list_display if name != "email" or permissions.may(request.user).see_address]

    def get_search_fields(self, request: HttpRequest) -> Any:
        """As the list: whoever sees no address finds nobody by one."""
        return self.search_fields if permissions.may(request.user).see_address else ["display_name"]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Whether there is anything about an account that the viewer may change."""
        may = permissions.may(request.user, obj)
        return may.change_all or may.rename or may.vouch

    def has_close_permission(self, request: HttpRequest) -> bool:
        """Closing an account is for those who look after accounts altogether."""
        return permissions.may(request.user).change_all

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        """Write the account by the verbs: a new one gets no password, its owner sets one by a letter."""
        expertise, obj.expertise = obj.expertise, form.initial.get("expertise", "")
        if not change:
            obj.set_unusable_password()
            obj.save()
            self.message_user(request, _("They set their password under “Forgotten your password?” on the sign-in page."))
        if change and "display_name" in form.changed_data:
            self._say_refusal(request, renaming.rename, obj, obj.display_name, by=request.user)
        if change and "email" in form.changed_data:
            self._say_refusal(request, closing.move, obj, email=obj.email)
        if "expertise" in form.changed_data:
            vouching.vouch(obj, expertise=expertise, by=request.user)
        if change and form.cleaned_data.get("take_down") and permissions.may(request.user, obj).take_down:
            avatars.take_down(obj, by=request.user, reason=form.cleaned_data["take_down"])
        if request.user.is_administrator:
            self._settle_roles(obj, wanted=set(form.cleaned_data["roles"]), by=request.user)

    def _say_refusal(self, request: HttpRequest, verb: Callable[..., None], *args: Any, **named: Any) -> None:
        try:
            verb(*args, **named)
        except forms.ValidationError as taken:
            # Somebody chose the same name or address while this page was open.
            self.message_user(request, taken.messages[0], messages.ERROR)

    def _settle_roles(self, user: User, *, wanted: set[str], by: User) -> None:
        held = set(user.groups.filter(name__in=Role.values).values_list("name", flat=True))
        for role in Role:
            if role.value in wanted - held:
                roles.appoint(user, role, by=by)
            elif role.value in held - wanted:
                roles.dismiss(user, role, by=by)

    @admin.action(description=_("Close these accounts"), permissions=["close"])
    def close(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """Sign these people out for good; what they wrote stays."""
        done = [user for user in chosen if closing.close(user, by=request.user)]
        left = chosen.count() - len(done)
        if done:
            self.message_user(
                request, ngettext("%d account is closed.", "%d accounts are closed.", len(done)) % len(done), messages.SUCCESS
            )
        if left:
            self.message_user(
                request, _("People with a role, and you yourself, were left alone: end their roles first."), messages.WARNING
            )

    @admin.action(description=_("Open these accounts again"), permissions=["close"])
    def open_again(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """Let these people sign in again."""
        done = [user for user in chosen if closing.open_again(user, by=request.user)]
        self.message_user(
            request, ngettext("%d account is open.", "%d accounts are open.", len(done)) % len(done), messages.SUCCESS
        )

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody deletes an account here: closing keeps what others answered, and erasing is its owner's."""
        return False
