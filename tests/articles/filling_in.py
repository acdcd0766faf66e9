"""Filling in the newsroom's forms as a browser does: open a page, type over some fields, press a button."""

from django.urls import reverse
from lxml import html


def change_address(story):
    """Where a story is worked on."""
    return reverse("admin:articles_article_change", args=[story.pk])


def page_of(response):
    """An answer as a browser reads it."""
    return html.fromstring(response.content.decode())


def form_of(response, name="story-form"):
    """One form of a page."""
    return page_of(response).get_element_by_id(name)


def values_of(form):
    """What a browser would send of a form that nobody touched."""
    fields = {}
    # A radio button with an empty value sends that; lxml would say "on", as for one without any.
    empty = set(form.xpath('.//input[@type="radio"][@value=""][@checked]/@name'))
    for name, value in form.form_values():
        if name in empty:
            continue
        fields.setdefault(name, []).append(value)
    return fields


def sent(client, address, *, do="save", **over):
    """Open a story's form, type over some of its fields, press a button."""
    return client.post(address, {**values_of(form_of(client.get(address))), **over, "do": do}, follow=True)


def sent_again(client, address, response, *, do="save", **over):
    """Complete a form that came back."""
    return client.post(address, {**values_of(form_of(response)), **over, "do": do}, follow=True)


def words_of(response):
    """Everything that a page says, in one line."""
    return " ".join(page_of(response).text_content().split())
