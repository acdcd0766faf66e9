"""`{% slot %}`: a stretch of a page that may show something else to a signed-in viewer.

{% load pages %}
{% slot "account" %}<a href="/account/login/">Sign in</a>{% endslot %}
{% slot "comment" comment.pk %}…what strangers see…{% endslot %}      {# its name is comment:12 #}
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import mark_safe

from newsroom.web import slots

register = template.Library()


class SlotNode(template.Node):
    """Marks the stretch on a page that is being built to be kept, and fills it at once on any other page."""

    def __init__(self, names: list[FilterExpression], default: NodeList) -> None:
        self.names = names
        self.default = default

    def render(self, context: Context) -> str:
        name = ":".join(str(part.resolve(context)) for part in self.names)
        if "build" in context:
            return mark_safe(slots.marked(name, self.default.render(context)))
        fill = _fills(context).get(name)
        return self.default.render(context) if fill is None else mark_safe(str(fill))


def _fills(context: Context) -> dict[str, str]:
    """Asked for once a request, however many slots the page has."""
    request: Any = context.get("request")
    if request is None:
        return {}
    if not hasattr(request, "slots_filled"):
        request.slots_filled = slots.fills_for(request) if slots.is_personal(request) else {}
    return request.slots_filled


@register.tag
def slot(parser: Parser, token: Token) -> SlotNode:
    """`{% slot "name" [number] %}default{% endslot %}`."""
    _tag, *names = token.split_contents()
    if not names:
        raise template.TemplateSyntaxError("A slot needs a name.")
    default = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode([parser.compile_filter(name) for name in names], default)
