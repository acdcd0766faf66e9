"""What the desk says of an author beside their comment."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from comments.moderation.desk import records
from newsroom.accounts import renaming
from tests.factories.comments import make_comment, make_held_comment, make_report, make_trusted_reader
from tests.moderation.desk import BY_SCRIPT, decide

pytestmark = pytest.mark.django_db


def rename(reader, *called, since=dt.timedelta(days=100)):
    for number, name in enumerate(called):
        renaming.rename(reader, name, now=timezone.now() - since + number * renaming.BETWEEN_CHANGES)


def formerly(page):
    """What stands under "Formerly" in the first case of a page of the desk."""
    return [row.text_content() for row in html.fromstring(page).xpath("//dd[preceding-sibling::dt[1] = 'Formerly']")]


@pytest.mark.parametrize("where", ["case", "queue"])
def test_the_desk_says_what_an_author_was_called_before(desk, where):
    comment = make_held_comment()
    comment.author.display_name, until = "Kira Evans", timezone.localtime() - dt.timedelta(days=100)
    comment.author.save(update_fields=["display_name"])
    address = reverse("moderation:case", args=[comment.pk]) if where == "case" else "/moderation/"
    before = formerly(desk.get(address).content)

    rename(comment.author, "Ned <b>Ash</b>")
    after = desk.get(address).content

    assert before == []
    assert formerly(after) == [f"Kira Evans until {until:%-d %b %Y}"]
    assert "Ned &lt;b&gt;Ash" in after.decode()


def test_what_waits_though_readers_see_it_is_not_said_to_be_held(desk):
    comment = make_report().comment

    page = html.fromstring(desk.get(reverse("moderation:case", args=[comment.pk])).content)

    said = {dt.text: dt.getnext().text_content() for dt in page.xpath("//dl[@data-follow]/dt")}
    assert (said["Published"], said["Held"]) == ("1", "0")
    assert "Waiting" not in said
    # Where its figure led, there it waits.
    [way] = page.xpath("//a[text() = 'all of theirs that waits']/@href")
    assert f"case-{comment.pk}" in desk.get(way).content.decode()


def test_a_decision_by_script_keeps_the_former_names(desk):
    comment = make_held_comment()
    rename(comment.author, "Ned Ash")

    answer = decide(desk, comment, headers=BY_SCRIPT).content.decode()

    assert "<dt>Formerly</dt>" in answer


def test_of_many_names_the_last_three_are_shown_the_latest_first():
    reader = make_trusted_reader()
    make_comment(author=reader)
    rename(reader, "Ada One", "Ada Two", "Ada Three", "Ada Four", "Ada Five")

    record = records.of_authors([reader.pk])[reader.pk]

    assert [name for name, _until in record.former_names] == ["Ada Four", "Ada Three", "Ada Two"]


def test_records_cost_the_same_for_any_number_of_authors(django_assert_num_queries):
    authors = [make_comment().author for _ in range(4)]
    for author in authors:
        rename(author, f"Somebody {author.pk}")

    with django_assert_num_queries(1):
        found = records.of_authors([author.pk for author in authors])

    assert all(len(found[author.pk].former_names) == 1 for author in authors)


def test_a_record_is_counted_in_an_index_however_much_somebody_wrote():
    comment = make_comment()
    with CaptureQueriesContext(connection) as asked:
        records.of_authors([comment.author_id])
    [statement] = [query["sql"] for query in asked]
    with connection.cursor() as cursor:
        # Among so few rows any index of an author's comments costs the same: left is the one that has all that is counted.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DROP INDEX comments_of_a_reader, comments_comment_author_id_334ce9e2")
        cursor.execute("ALTER TABLE comments_comment DROP CONSTRAINT a_form_makes_one_comment")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute("EXPLAIN " + statement)
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "Index Only Scan using states_of_a_reader on comments_comment" in plan, plan
