"""What somebody was about to do to a comment when they were asked to sign in, in a sentence."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.models import Comment

# By the name of the page they come back to. Each says what, and that nothing is lost on the way.
ABOUT_A_COMMENT: dict[str, str | Promise] = {
    "comments:recommend": _("Sign in or join to recommend this comment by %(name)s; you will come back to it."),
    "comments:unrecommend": _("Sign in to take back your recommendation of this comment by %(name)s; you will come back to it."),
    "comments:report": _("Sign in or join to report this comment by %(name)s; you will come back to it."),
    "comments:reply": _("Sign in or join to answer %(name)s; you will come back to the comment."),
    "comments:take_back": _("Sign in to take your comment back."),
    "comments:mute": _("Sign in or join to mute %(name)s; you will come back to the comment."),
    "comments:unmute": _("Sign in to unmute %(name)s; you will come back to the comment."),
    "comments:follow_thread": _("Sign in or join to follow the thread of this comment by %(name)s; you will come back to it."),
    "comments:unfollow_thread": _("Sign in to follow this thread no longer."),
}
ANSWER_KEPT = _("Your answer to %(name)s is kept. Sign in or join to publish it; you will come back to it.")
COMMENT_KEPT = _("Your comment is kept. Sign in or join to publish it; you will come back to it.")
OWN = {
    "comments:mine": _("Sign in to see your comments."),
    "comments:muted": _("Sign in to see whom you have muted."),
    "comments:news": _("Sign in to see what is new for you."),
    "comments:followed": _("Sign in to see what you follow."),
    "comments:follow": _("Sign in or join to follow this conversation; you will come back to it."),
    "comments:unfollow": _("Sign in to follow this conversation no longer."),
}


def sentence(address: str) -> str:
    """Why sign-in is asked for on the way to `address`; empty where that is no page of the conversation."""
    parts = urlsplit(address)
    try:
        page = resolve(parts.path)
    except Resolver404:
        return ""
    is_kept = bool(parse_qs(parts.query).get("draft"))
    if page.view_name == "comments:write":
        return str(COMMENT_KEPT) if is_kept else ""
    if page.view_name in OWN:
        return str(OWN[page.view_name])
    words = ANSWER_KEPT if is_kept and page.view_name == "comments:reply" else ABOUT_A_COMMENT.get(page.view_name)
    return str(words) % {"name": _author_of(page.kwargs["comment_id"])} if words else ""


def _author_of(comment_id: int) -> str:
    """Whose comment it is; a stranger is told no name that the page itself would not show.

    The two characters around it part the name's direction from the sentence's; nobody sees them.
    """
    found = Comment.objects.seen().select_related("author").filter(pk=comment_id).first()
    return f"\u2068{found.author}\u2069" if found and found.author else str(_("a reader"))
