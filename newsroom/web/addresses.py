"""Addresses that differ in one number alone, put together from their shape: a page with many need not resolve each of them."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language


def numbered(name: str, number: int) -> str:
    """What `reverse` gives for the pattern `name` and this number."""
    return _shape(name, get_language()).format(number)


@lru_cache(maxsize=256)
def _shape(name: str, language: str | None) -> str:
    # Between its slashes, so that no other digit of an address is taken for the number.
    return reverse(name, args=[0]).replace("{", "{{").replace("}", "}}").replace("/0/", "/{}/", 1)
