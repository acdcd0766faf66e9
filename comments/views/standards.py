"""The community standards as everybody reads them: what is in force, and every version that was. All kept."""

from __future__ import annotations

from django.http import Http404

from comments.moderation.standards import versions
from newsroom.web import pages, stamps

SINCE = pages.Number("since")


@pages.kept("standards")
def in_force(build: pages.Build) -> pages.Page:
    """The rules, each at an address of its own; with the versions before."""
    build.shows(stamps.standards())
    found = versions.in_force()
    before = versions.before(found.number) if found else []
    return build.page("comments/standards.html", {"version": found, "before": before})


@pages.kept("standards_version", parameters=[SINCE])
def version(build: pages.Build, *, version: int, since: int | None) -> pages.Page:
    """One version as it was, with what it changed: against the one before it, or against an older one."""
    build.shows(stamps.standards())
    found = versions.version(version)
    if found is None:
        raise Http404
    changes = versions.changes(found, since=since or version - 1) or versions.changes(found, since=version - 1)
    context = {"version": found, "changes": changes, "before": versions.before(version), "newer": found.until and version + 1}
    return build.page("comments/standards_version.html", context)
