"""Near repeats: a few words changed are found, two comments on one subject are not, and neither costs more on a larger site."""

import datetime as dt
import json
from itertools import combinations
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import leaving, limits
from comments.editing import edit_comment
from comments.models import Comment, Likeness
from comments.moderation import facts
from comments.moderation.words import likeness
from tests.factories.accounts import make_reader
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader

PETITION = (
    "The council has to answer for the harbour barrier: sign the petition at the egg stall on Saturday morning, before they sell "
    "the ferry as well, and tell your neighbours to sign it too."
)

# Each with what somebody made of it who wants it to look like another: some words changed, added, left out.
CHANGED = [
    (
        PETITION,
        "The council must answer for the harbour barrier! Please sign the petition at the egg stall on "
        "Saturday, before they sell "
        "the ferry as well, and tell all your neighbours to sign it too.",
    ),
    (
        PETITION,
        "Friends, THE COUNCIL has to answer for the harbour barrier: s\u200bign the petition at the egg stall on Sunday morning, "
        "before they sell the ferry as well, and tell your family to sign it too. Thanks!",
    ),
    (
        "Genuine watches, half price until Sunday only, we deliver to every island, write to us now and mention this newspaper.",
        "Genuine handbags, half price until Sunday only, we deliver to every island, write to us today and "
        "mention this newspaper.",
    ),
    (
        "Der Damm hätte schon vor Jahren gebaut werden müssen, und jeder im Rathaus hat das ganz genau gewusst und geschwiegen.",
        "Der Damm hätte schon vor zehn Jahren gebaut werden müssen, und jeder im Rathaus hat es ganz genau "
        "gewusst und geschwiegen.",
    ),
    (
        "Дамбу надо было построить ещё в прошлом году, и все в ратуше об этом прекрасно знали, но никто "
        "ничего не сделал для людей.",
        "Дамбу надо было построить ещё в позапрошлом году, и все в ратуше об этом прекрасно знали, но никто "
        "не сделал ничего для людей.",
    ),
    (
        "这座堤坝早就应该修好了，市政厅里的每一个人都清楚这一点，但是没有人愿意承担责任。",
        "这座堤坝早就应该修好了，市政府里的每一个人都很清楚这一点，但是没有人愿意承担责任。",
    ),
    (
        "كان يجب بناء السد منذ سنوات طويلة وكل من في البلدية كان يعرف ذلك جيدا ولكن لا أحد منهم يريد أن يتحمل المسؤولية",
        "كان يجب بناء السد منذ سنوات كثيرة وكل من في البلدية كان يعرف هذا جيدا ولكن لا أحد منهم يريد أن يتحمل المسؤولية",
    ),
]

# All about one barrier, and by people who know what the others said.
ON_ONE_SUBJECT = [
    "The harbour barrier should have been built in 2019, when the money was there and the sea was lower than it is now.",
    "I live behind the harbour barrier, or rather where it should have been, and my cellar is full of the sea every winter.",
    "Nobody on the council ever wanted the barrier, they wanted the photograph of the barrier, which they have had three times.",
    (
        "The barrier will not help Fish Street at all: the water there comes from the hill, as anybody who "
        "lives there will tell you."
    ),
    "As an engineer I would say that the barrier is fine and the pumps are not, and the pumps are what the council has cut.",
    "Why is it always the harbour barrier that gets the money, and never the school, whose roof has been a tarpaulin since May?",
    (
        "If the council had built the barrier in 2019 it would have been too low by now, so I am glad that "
        "somebody was late for once."
    ),
    "The sea does not read the newspaper. Build the barrier, build it high, and argue about who pays once our feet are dry.",
    "My grandfather was against the first barrier because of the herring. There have been no herring for forty years. Build it.",
    (
        "You all write about the barrier as if it were a wall. It is a gate, it stands open for most of the "
        "year, and boats go through."
    ),
]

needs_data = pytest.mark.skipif(
    not (Path(__file__).parents[3] / "shared" / "data" / "comments").is_dir(),
    reason="../shared/data/comments is not here, so nothing is known about comments that people really wrote.",
)


def alike(one, other):
    return likeness.similarity(likeness.of(one), likeness.of(other))


def meet(one, other):
    return bool({*likeness.of(one).bands} & {*likeness.of(other).bands})


@pytest.mark.parametrize(("one", "other"), CHANGED)
def test_a_few_words_changed_are_found(one, other):
    assert alike(one, other) >= limits.ALIKE
    assert meet(one, other)


@pytest.mark.parametrize(("one", "other"), list(combinations(ON_ONE_SUBJECT, 2)))
def test_two_comments_on_one_subject_are_not(one, other):
    assert alike(one, other) < limits.ALIKE / 2


@pytest.mark.parametrize(
    "body", ["Thank you!", "Well said, for the 12th time.", "I agree with every word of this.", "", "👏👏👏"]
)
def test_a_short_comment_is_like_nothing(body):
    assert likeness.of(body) == likeness.NOBODY


def test_who_quote_the_same_words_have_not_said_them():
    quoted = f"> {PETITION}\n\n"

    assert alike(quoted + ON_ONE_SUBJECT[0], quoted + ON_ONE_SUBJECT[1]) < limits.ALIKE / 2


def test_the_longest_comment_is_like_itself_and_its_copy():
    long = " ".join(f"word{n}" for n in range(375))[: limits.LONGEST_COMMENT]

    assert alike(long, long.replace("word30 ", "other ")) > 0.9


@needs_data
def test_of_comments_that_people_really_wrote_hardly_any_is_like_another():
    path = Path(__file__).parents[3] / "shared" / "data" / "comments" / "civil-comments.jsonl"
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()[:2000]]
    by_band = {}
    met = 0
    wrong = set()
    for number, text in enumerate(texts):
        like = likeness.of(text)
        others = {other for band in like.bands for other in by_band.get(band, ())}
        met += len(others)
        wrong |= {(other, number) for other in others if alike(texts[other], text) >= limits.ALIKE}
        for band in like.bands:
            by_band.setdefault(band, []).append(number)

    # What is found is the same text with a word more: nobody else's.
    assert len(wrong) <= len(texts) / 200
    assert met <= len(texts)


def gather(discussion, *, author, body, now=None):
    return facts.gather(discussion=discussion, author=author, parent=None, body=body, now=now or timezone.now())


@pytest.mark.django_db
class TestOnTheSite:
    def test_nearly_the_same_words_are_counted_for_oneself_and_for_others(self):
        discussion, author = make_discussion(), make_trusted_reader()
        make_comment(discussion=discussion, author=author, body=PETITION)
        for _reader in range(2):
            make_comment(discussion=discussion, body=CHANGED[1][1])

        found = gather(make_discussion(), author=author, body=CHANGED[0][1])

        assert (found.alike_by_author, found.alike_by_others) == (1, 2)

    def test_the_very_same_words_are_the_business_of_the_other_check(self):
        discussion, author = make_discussion(), make_trusted_reader()
        make_comment(discussion=discussion, author=author, body=PETITION)

        found = gather(discussion, author=author, body=PETITION.upper())

        assert (found.alike_by_author, found.same_words_by_author) == (0, 1)

    def test_a_second_copy_with_a_few_words_changed_waits_for_a_person(self):
        discussion, author = make_discussion(), make_trusted_reader()
        now = timezone.now()
        make_comment(discussion=discussion, author=author, body=PETITION, now=now - dt.timedelta(minutes=5))

        again = make_comment(discussion=discussion, author=author, body=CHANGED[0][1], now=now)

        assert again.status == Comment.Status.HELD
        assert again.signals.get(check_name="near_repeats").detail == {"mine": 1, "others": 0}

    def test_a_changed_comment_is_not_like_itself_and_is_found_by_its_new_words(self):
        discussion, author = make_discussion(), make_trusted_reader()
        comment = make_comment(discussion=discussion, author=author, body=PETITION)
        edited = edit_comment(comment, by=author, body=ON_ONE_SUBJECT[0], revision=1)
        assert edited.status == Comment.Status.PUBLISHED

        assert gather(discussion, author=author, body=CHANGED[0][1]).alike_by_author == 0
        assert gather(discussion, author=author, body=ON_ONE_SUBJECT[0] + " Still.").alike_by_author == 1

        edit_comment(edited, by=author, body="Never mind.", revision=2)
        assert not Likeness.objects.exists()

    def test_what_is_older_than_a_day_neither_counts_nor_stays(self):
        discussion, author = make_discussion(), make_trusted_reader()
        now = timezone.now()
        make_comment(
            discussion=discussion, author=author, body=PETITION, now=now - limits.REPEATS_WINDOW - dt.timedelta(minutes=1)
        )
        make_comment(discussion=discussion, author=author, body=ON_ONE_SUBJECT[0], now=now - dt.timedelta(hours=1))

        assert gather(discussion, author=author, body=CHANGED[0][1], now=now).alike_by_author == 0
        likeness.forget_the_old.func(timestamp=int(now.timestamp()))

        assert Likeness.objects.count() == 1

    def test_whoever_leaves_takes_it_along(self):
        author = make_reader()
        make_comment(author=author, body=PETITION)

        leaving.erase(author)

        assert not Likeness.objects.exists()

    def test_looking_walks_the_index_at_any_size_of_a_site(self):
        discussion, author = make_discussion(), make_trusted_reader()
        make_comment(discussion=discussion, author=author, body=PETITION)
        with connection.cursor() as cursor:
            cursor.execute(
                """INSERT INTO comments_comment (id, discussion_id, author_id, depth, path, status, body, body_key, revision,
                                                 idempotency_key, created_at)
                   SELECT 1000000 + n, %s, %s, 0, int8send(1000000 + n), 'held', 'Words.', decode(md5(n::text), 'hex'), 1,
                          gen_random_uuid(), now() FROM generate_series(1, 20000) AS n""",
                [discussion.pk, author.pk],
            )
            cursor.execute(
                """INSERT INTO comments_likeness (comment_id, author_id, at, bands, pairs)
                   SELECT 1000000 + n, %s, now(), (SELECT array_agg(hashtext(n || '-' || b)) FROM generate_series(1, 20) AS b),
                          (SELECT array_agg(hashtext(n || '+' || p)) FROM generate_series(1, 40) AS p)
                     FROM generate_series(1, 20000) AS n""",
                [author.pk],
            )
            cursor.execute("ANALYZE comments_likeness, comments_comment")
        with CaptureQueriesContext(connection) as asked:
            found = gather(discussion, author=author, body=CHANGED[0][1])
        sql = next(query["sql"] for query in asked if "comments_likeness" in query["sql"])
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN " + sql)
            plan = "\n".join(row[0] for row in cursor.fetchall())

        assert found.alike_by_author == 1
        assert "likeness_by_band" in plan
        assert "Seq Scan on comments_likeness" not in plan
