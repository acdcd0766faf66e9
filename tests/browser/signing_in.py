"""Signing somebody in without the form: that is a journey of its own, and would cost every other test a second."""

from django.conf import settings
from django.test import Client

from tests.factories.accounts import sign_in as signed_in


def let_in(context, site, user):
    """Give a browser the session of somebody who has signed in."""
    session = signed_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site.url}])


def sign_in(page, site, user, *, to):
    """The same, and open a page."""
    let_in(page.context, site, user)
    page.goto(site.url + to)
