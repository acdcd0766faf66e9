"""The answer in front of Django: the same as Django's, from the same memory, for strangers only."""

import gzip

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from newsroom.accounts.models import User
from newsroom.web import pages, reads, stamps
from newsroom.web.answering import STORE
from tests.web import site
from tests.web.conftest import in_another_process
from tests.web.site import rename

pytestmark = pytest.mark.usefixtures("committed", "test_site")


def test_a_stranger_is_answered_without_django(asker, url):
    answer = asker.get(url)

    assert not answer.by_django
    assert answer.status == 200
    assert b"Harbour" in answer.body


def test_the_answer_is_the_one_django_gives(asker, harbour):
    django = asker.get(f"/groups/{harbour.pk}/", accept_encoding="gzip")

    front = asker.get(f"/groups/{harbour.pk}/", accept_encoding="gzip")

    assert (django.by_django, front.by_django) == (True, False)
    assert front.body == django.body
    assert front.headers == django.headers
    assert "content-security-policy" in front.headers
    assert front.headers["x-content-type-options"] == "nosniff"


def test_headers_of_one_request_are_not_repeated(asker, harbour):
    django = asker.django

    def with_more(environ, start_response):
        more = [("X-Took", "3 ms"), ("Set-Cookie", "a=b")]
        return django(environ, lambda status, headers, *rest: start_response(status, headers + more, *rest))

    asker.django = with_more
    asker.get(f"/groups/{harbour.pk}/")

    assert {"x-took", "set-cookie"}.isdisjoint(asker.get(f"/groups/{harbour.pk}/").headers)


def test_a_change_is_in_the_very_next_answer(asker, url, harbour):
    in_another_process(
        "from django.contrib.auth.models import Group\n"
        "from tests.web.site import rename\n"
        f"rename(Group.objects.get(pk={harbour.pk}), to='Haven')"
    )

    answer = asker.get(url)

    assert b"Haven" in answer.body
    assert answer.by_django
    assert not asker.get(url).by_django


def test_gzip_plain_head_and_304(asker, url):
    packed = asker.get(url, accept_encoding="gzip")
    plain = asker.get(url)
    head = asker.get(url, method="HEAD")
    known = asker.get(url, if_none_match=plain.headers["etag"])
    weak = asker.get(url, accept_encoding="gzip", if_none_match=f"W/{packed.headers['etag']}")

    assert not any(answer.by_django for answer in (packed, plain, head, known, weak))
    assert gzip.decompress(packed.body) == plain.body
    assert (head.body, head.headers) == (b"", plain.headers)
    assert (known.status, known.body, weak.status) == (304, b"", 304)
    assert "content-type" not in known.headers
    assert known.headers["etag"] == plain.headers["etag"]


@pytest.mark.parametrize("query", ["utm_source=paper", "order=sideways", "after=junk", "after=-1", "%00=%ff"])
def test_junk_is_answered_from_the_same_entry(asker, url, query):
    answer = asker.get(url, query=query)

    assert not answer.by_django
    assert len(STORE) == 1
    assert len(STORE.routes) == 1


def test_a_declared_parameter_is_another_page(asker, url):
    asker.get(url, query="order=oldest")

    answer = asker.get(url, query="order=oldest")

    assert not answer.by_django
    assert b"oldest" in answer.body


def test_another_host_is_djangos_to_refuse(asker, url):
    answer = asker.get(url, host="elsewhere.example")

    assert answer.by_django
    assert answer.status == 400


def test_hosts_are_remembered_only_up_to_a_number(asker, url):
    for port in range(1, 300):
        assert asker.get(url, host=f"localhost:{port}").status == 200

    assert len(asker.front.hosts) <= 100


@pytest.mark.parametrize("cookie", ["sessionid=abc", "messages=abc", "other=1; sessionid=abc"])
def test_whoever_may_be_somebody_is_djangos(asker, url, cookie):
    assert asker.get(url, cookie=cookie).by_django
    assert not asker.get(url, cookie="consent=none").by_django


def test_a_signed_in_reader_never_gets_a_strangers_bytes(asker, url):
    browser = Client()
    browser.force_login(User.objects.create_user("ann@example.com", "Ann"))

    answer = asker.get(url, cookie=f"sessionid={browser.cookies['sessionid'].value}")

    assert answer.by_django
    assert answer.headers["cache-control"] == "private, no-store"


def test_forms_are_djangos(asker, url):
    assert asker.get(url, method="POST").by_django


def test_the_scheme_decides_which_headers_go_along(asker, url, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    first = asker.get(url, x_forwarded_proto="https")
    second = asker.get(url, x_forwarded_proto="https")

    assert first.by_django
    assert not second.by_django


def test_a_page_that_is_gone_is_djangos(asker, url, harbour):
    with pages.change() as change:
        change.raises(stamps.article(harbour.pk))
        harbour.delete()

    assert asker.get(url).status == 404


def test_every_answer_to_a_reader_is_a_reading(asker, url, harbour):
    reads.forget()

    asker.get(url)
    asker.get(url, if_none_match="*")
    asker.get(url, cookie="sessionid=forged")
    asker.get(url, method="HEAD")
    asker.get(url, sec_purpose="prefetch;prerender")

    assert reads.waiting() == 3


def test_a_page_pushed_out_of_memory_leaves_no_way_to_it(asker, url):
    STORE.first.most = 1
    try:
        Group.objects.create(name="Haven")
        STORE.keep(next(iter(STORE.first.pages)), STORE.get(next(iter(STORE.first.pages))))
        assert STORE.routes == {}
        assert asker.get(url).status == 200
    finally:
        STORE.forget()


def test_rows_that_share_stamps_are_seen_by_the_front(asker, harbour):
    asker.get("/list/")
    assert not asker.get("/list/").by_django

    with pages.change() as change:
        rename(harbour, to="Haven")
        change.raises(stamps.front())

    assert b"Haven" in asker.get("/list/").body
    assert site.builds.count("names") == 2
