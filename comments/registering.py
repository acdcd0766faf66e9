"""What the conversation adds to the storeys below: counts beside headlines, settings of a story, what is held of a person."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.extensions import AdminPanel, Counts
from articles.models import Article
from comments import leaving, limits, opening
from comments.models import Discussion
from comments.running_forms import DiscussionForm
from newsroom.accounts.holdings import Holding
from newsroom.accounts.models import User
from newsroom.web import pages, stamps


def counts_of(article_ids: Collection[int]) -> Mapping[int, int]:
    """How many comments readers see under each of these stories. One query."""
    shown = Discussion.objects.filter(pk__in=article_ids, visible_count__gt=0).exclude(mode=Discussion.Mode.CLOSED)
    return dict(shown.values_list("pk", "visible_count"))


def in_words(count: int) -> str:
    """34 comments; 1,504 comments."""
    written = formats.number_format(count, force_grouping=True)
    return ngettext("%(count)s comment", "%(count)s comments", count) % {"count": written}


def discussion_form(article: Article, data: Mapping[str, str] | None) -> forms.Form:
    """How the conversation under a story is run, in a form on the story's own admin page."""
    discussion = Discussion.objects.filter(article=article).first() or _to_come(article)
    return DiscussionForm.about(discussion, data, prefix=DISCUSSION.name)


def save_discussion(article: Article, form: forms.Form, by: User) -> None:
    """Carry out what was changed in the form, and nothing else.

    What was left alone goes on following the story's publication, and stays what a moderator made of it meanwhile.
    """
    if not form.has_changed() or not isinstance(form, DiscussionForm):
        return
    with pages.change():
        to_come = {"closes_at": _to_come(article).closes_at}
        discussion, _made = Discussion.objects.get_or_create(article=article, defaults=to_come)
        form.carry_out(discussion, by=by)


def _to_come(article: Article) -> Discussion:
    """The conversation that a story will have; publishing makes its row, unless something is set before."""
    return Discussion(article=article, closes_at=opening.closing_moment(article, days=limits.OPEN_FOR.days))


COMMENTS = Counts(name="comments", of=counts_of, key=stamps.discussion, label=in_words, fragment="conversation")
# A lazy text is a text to whoever shows it.
DISCUSSION = AdminPanel(name="discussion", title=_("Conversation"), form=discussion_form, save=save_discussion)  # type: ignore[arg-type]
HOLDING = Holding("comments", export=leaving.export, erase=leaving.erase, renamed=leaving.renamed)
