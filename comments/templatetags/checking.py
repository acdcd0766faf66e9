"""How outside checks do, wherever moderators should know."""

from __future__ import annotations

from typing import Any

from django import template

from comments.moderation.outside import resting

register = template.Library()


@register.inclusion_tag("moderation/_outside.html")
def outside_checks() -> dict[str, Any]:
    """Every outside check that is set up: whether it works, and how many comments wait for it. Two queries, or none."""
    return {"states": resting.states()}


@register.inclusion_tag("moderation/_outside_down.html")
def outside_checks_down() -> dict[str, Any]:
    """Those alone that do not answer, for the top of the desk. Two queries, or none."""
    return {"states": [state for state in resting.states() if state.failing_since]}
