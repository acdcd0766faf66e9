"""A session of `requests`, as allauth wants one, whose every call goes through `outgoing`: https, public, bounded."""

from __future__ import annotations

import io
from typing import Any, cast

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from newsroom.web import outgoing

OWN_HEADERS = {"accept-encoding", "connection"}


def session() -> requests.Session:
    """A session that knows one way to the outside, and nothing of proxies or passwords in the environment."""
    made = requests.Session()
    made.trust_env = False
    # Instead of its own ways; no other scheme leads anywhere.
    made.adapters.clear()
    for scheme in ("https://", "http://"):
        made.mount(scheme, Outgoing())
    return made


class Outgoing(BaseAdapter):
    """Makes the call and says what came of it in the words of `requests`."""

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Ask. What `outgoing` refuses or cannot reach is a `requests.ConnectionError`, which allauth answers with a page."""
        # allauth sends forms, which are short; nothing here streams.
        body = request.body.encode() if isinstance(request.body, str) else cast("bytes | None", request.body)
        # How an answer may be packed is for the client to say that reads it.
        headers = {name: str(value) for name, value in request.headers.items() if name.lower() not in OWN_HEADERS}
        try:
            answer = outgoing.call(str(request.url), method=str(request.method), body=body, headers=headers)
        except (outgoing.Refused, outgoing.Unreachable) as reason:
            raise requests.ConnectionError(str(reason), request=request) from reason
        response = requests.Response()
        response.status_code = answer.status
        response.headers = CaseInsensitiveDict(answer.headers)
        response.raw = io.BytesIO(answer.body)
        response.encoding = requests.utils.get_encoding_from_headers(response.headers)
        response.url = str(request.url)
        response.request = request
        return response

    def close(self) -> None:
        """Every call has closed its own line."""
