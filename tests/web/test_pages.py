"""Kept pages: what is kept, for whom, and for how long."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.web import keeping, pages, stamps
from newsroom.web.answering import STORE
from tests.web import site
from tests.web.site import rename

pytestmark = pytest.mark.usefixtures("committed", "test_site")

JUNK = [
    "?utm_source=paper",
    "?order=sideways",
    "?after=-1",
    "?after=0",
    "?after=99999999999999999999",
    "?after=1e3",
    "?after=%00",
    "?order=",
]


def address(group):
    return f"/groups/{group.pk}/"


def test_a_page_is_built_once_and_answered_with_one_query(client, harbour, django_assert_num_queries):
    first = client.get(address(harbour))

    with django_assert_num_queries(1):
        second = client.get(address(harbour))

    assert site.builds == ["group"]
    assert first.content == second.content
    assert b"Harbour" in second.content


def test_a_change_is_in_the_very_next_answer(client, harbour):
    client.get(address(harbour))

    rename(harbour, to="Haven")

    assert b"Haven" in client.get(address(harbour)).content


def test_a_stamp_that_had_no_row_counts_when_it_gets_one(client, harbour):
    client.get("/list/")
    assert stamps.numbers([stamps.front()]) == {}

    with pages.change() as change:
        Group.objects.create(name="Haven")
        change.raises(stamps.front())

    assert b"Haven" in client.get("/list/").content


def test_numbers_are_never_repeated_even_by_a_restored_backup(harbour):
    seen = set()
    for name in ("Haven", "Port", "Quay"):
        rename(harbour, to=name)
        seen.update(stamps.numbers([stamps.article(harbour.pk)]).values())

    assert len(seen) == 3
    assert min(seen) > 2**32


def test_what_is_shown_nearly_may_lag_ten_seconds_and_no_longer(client, harbour, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(keeping, "monotonic", lambda: clock[0])
    client.get(address(harbour))
    clock[0] += 50
    client.get(address(harbour))
    with pages.change() as change:
        change.raises(stamps.tally(harbour.pk))

    clock[0] += 9.9
    client.get(address(harbour))
    assert site.builds == ["group"]

    clock[0] += 0.1
    client.get(address(harbour))
    assert site.builds == ["group", "group"]


def test_a_page_that_time_changes_is_built_anew_at_that_moment(client):
    opens = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
    User.objects.create_user("reader@example.com", "Reader", date_joined=opens)

    with time_machine.travel(opens - timedelta(milliseconds=1), tick=False):
        assert client.get("/later/").content == b"closed"
    with time_machine.travel(opens, tick=False):
        assert client.get("/later/").content == b"open"


def test_a_whole_page_ends_at_midnight_of_the_site(client, settings):
    settings.TIME_ZONE = "Europe/London"
    build = pages.Build(now=datetime(2026, 7, 1, 12, 0, tzinfo=UTC))

    build.page("429.html")

    assert build.until == datetime(2026, 7, 1, 23, 0, tzinfo=UTC)
    assert stamps.chrome() in build.exact


def test_the_earliest_moment_counts():
    build = pages.Build(now=timezone.now())
    early, late = timezone.now(), timezone.now() + timedelta(hours=1)

    for moment in (late, None, early, late):
        build.true_until(moment)

    assert build.until == early


@pytest.mark.parametrize("junk", JUNK)
def test_junk_in_the_query_makes_no_new_entry_and_is_never_printed(client, harbour, junk):
    clean = client.get(address(harbour)).content

    answer = client.get(address(harbour) + junk)

    assert answer.content == clean
    assert len(STORE) == 1


def test_a_declared_parameter_has_one_form(client, harbour):
    for spelling in ("?after=7", "?after=007", "?x=1&after=7"):
        client.get(address(harbour) + spelling)
        client.get(address(harbour) + spelling)

    assert len(STORE) == 1
    assert b"newest 7" in client.get(address(harbour) + "?after=7").content


def test_another_host_is_refused_and_makes_no_entry(client, harbour):
    answer = client.get(address(harbour), headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert len(STORE) == 0


def test_a_kept_page_says_so_in_its_headers(client, harbour):
    answer = client.get(address(harbour))

    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers["Vary"] == "Accept-Encoding, Cookie"
    assert answer.headers["ETag"].startswith('"')
    assert not answer.cookies


def test_what_is_not_kept_may_not_be_stored(client):
    assert client.get("/form/").headers["Cache-Control"] == "private, no-store"
    assert client.get("/moved/").headers["Cache-Control"] == "private, no-store"
    assert client.get("/nowhere/").headers["Cache-Control"] == "private, no-store"


def test_only_a_page_that_was_found_is_kept(client):
    assert client.get("/groups/404404/").status_code == 404
    assert client.get("/moved/").status_code == 301
    assert len(STORE) == 0


def test_the_bytes_are_compressed_for_those_who_can_read_them(client, harbour):
    packed = client.get(address(harbour), headers={"accept-encoding": "br, gzip;q=0.8"})
    plain = client.get(address(harbour), headers={"accept-encoding": "gzip;q=0"})

    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["ETag"] != plain.headers["ETag"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_a_browser_that_has_the_bytes_gets_none(client, harbour, form):
    etag = client.get(address(harbour)).headers["ETag"]

    answer = client.get(address(harbour), headers={"if-none-match": form.format(etag)})

    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["ETag"] == etag
    assert answer.headers["Cache-Control"] == "public, no-cache"


def test_a_browser_that_has_older_bytes_gets_the_new_ones(client, harbour):
    etag = client.get(address(harbour)).headers["ETag"]
    rename(harbour, to="Haven")

    answer = client.get(address(harbour), headers={"if-none-match": etag})

    assert answer.status_code == 200
    assert answer.headers["ETag"] != etag


def test_head_has_the_headers_of_get_and_no_body(client, harbour):
    whole = client.get(address(harbour))

    head = client.head(address(harbour))

    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(whole.content))
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_a_kept_page_is_only_read(client, harbour):
    assert client.post(address(harbour)).status_code == 405


def test_what_is_built_inside_someone_elses_transaction_is_not_kept(client, harbour):
    with pages.change():
        Group.objects.filter(pk=harbour.pk).update(name="Half done")
        assert b"Half done" in client.get(address(harbour)).content

    assert len(STORE) == 0


def test_a_build_cannot_write(client, harbour):
    from django.db import InternalError

    @pages.kept("test-writing")
    def writing(build):
        Group.objects.create(name="Written while reading")

    with pytest.raises(InternalError, match="read-only"):
        writing(site.request("/"))


def test_after_a_build_the_connection_writes_again(client, harbour):
    client.get(address(harbour))

    assert Group.objects.filter(pk=harbour.pk).update(name="Still writable") == 1


def test_two_builders_cannot_keep_pages_under_one_name():
    with pytest.raises(ImproperlyConfigured, match=r"tests\.web\.site\.\w+ and .*imposter both keep pages named 'test-group'"):

        @pages.kept("test-group")
        def imposter(build):
            """Would be shown in the place of another page."""
