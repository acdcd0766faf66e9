"""What a browser's headers ask of a kept page: gzip or plain, and whether it has these very bytes already."""

from __future__ import annotations

from functools import lru_cache


# Browsers send a handful of values; a thousand invented ones push each other out.
@lru_cache(maxsize=64)
def accepts_gzip(accept_encoding: str) -> bool:
    """Whether gzip may be sent (RFC 9110, 12.5.3): named, or covered by a star, and not at quality 0."""
    star = False
    for part in accept_encoding.lower().split(","):
        coding, _, quality = part.partition(";")
        coding = coding.strip()
        if coding in {"gzip", "x-gzip"}:
            return not _is_zero(quality)
        if coding == "*":
            star = not _is_zero(quality)
    return star


def _is_zero(quality: str) -> bool:
    name, _, value = quality.strip().partition("=")
    return name.strip() == "q" and value.strip() in {"0", "0.", "0.0", "0.00", "0.000"}


def has_already(if_none_match: str, etag: str) -> bool:
    """Whether the tag of these bytes is among those the browser holds (RFC 9110, 13.1.2: weak comparison)."""
    if if_none_match == etag:
        return True
    tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return etag in tags or "*" in tags
