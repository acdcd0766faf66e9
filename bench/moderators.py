"""The part of the desk's measurements that runs inside the site: what waits, in bulk, and moderators with ready sessions.

python -m bench.moderators grow                  fills the newspaper: COMMENTS comments in all, WAITING of them on the desk
python -m bench.moderators ready <how many>      prints JSON: sessions of moderators with their tokens, and a rule
python -m bench.moderators queries               prints how many queries the queue, a case and a decision make
python -m bench.moderators left                  prints how many still wait, and proves what waits
"""

from __future__ import annotations

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.test import RequestFactory  # noqa: E402

from bench.inside import asked  # noqa: E402
from bench.writers import browser, sessions  # noqa: E402
from comments import counting  # noqa: E402
from comments.models import Awaiting, Comment, Discussion, Rule  # noqa: E402
from comments.moderation import awaiting  # noqa: E402
from comments.moderation.decisions import Seen  # noqa: E402
from newsroom.accounts import roles  # noqa: E402
from newsroom.accounts.models import Role, User  # noqa: E402

COMMENTS = int(os.environ.get("BENCH_COMMENTS", "200000"))
WAITING = int(os.environ.get("BENCH_WAITING", "5000"))

# Three fifths of what waits are held, a third is reported, the rest was not checked.
_COMMENTS = """
CREATE TEMPORARY TABLE made AS
SELECT nextval(pg_get_serial_sequence('comments_comment', 'id')) AS id, n, d.article_id AS discussion_id, d.last_number,
       r.id AS author_id, (n - 1) / stories.count AS place,
       CASE WHEN n > %(waiting)s THEN '' WHEN n %% 15 < 9 THEN 'held' WHEN n %% 15 < 14 THEN 'reported'
            ELSE 'unchecked' END AS fate,
       now() - (n %% 40000) * interval '10 seconds' AS at
  FROM generate_series(1, %(comments)s) AS n
 CROSS JOIN (SELECT count(*) FROM comments_discussion) AS stories
  JOIN (SELECT *, row_number() OVER (ORDER BY article_id) - 1 AS place FROM comments_discussion) AS d
    ON d.place = n %% stories.count
  JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS count
          FROM accounts_user WHERE NOT is_staff) AS r ON r.place = (n * 7) %% r.count;
INSERT INTO comments_comment (id, discussion_id, author_id, depth, path, number, status, body, body_key, revision,
                              idempotency_key, created_at)
SELECT id, discussion_id, author_id, 0, int8send(id),
       CASE WHEN fate <> 'held' THEN last_number + 1 + place END, CASE WHEN fate = 'held' THEN 'held' ELSE 'published' END,
       'The quay was dry in March, and the council knew, number ' || n || ': the tide tables hang in the hall.',
       decode(md5(n::text), 'hex'), 1, gen_random_uuid(), at
  FROM made;
INSERT INTO comments_decision (comment_id, account_id, revision, kind, status_after, initiative, automatic, thresholds, codes,
                               policy_version, at)
SELECT id, author_id, 1, CASE WHEN fate = 'held' THEN 'hold' ELSE 'publish' END,
       CASE WHEN fate = 'held' THEN 'held' ELSE 'published' END, 'policy', TRUE, '{}',
       CASE fate WHEN 'held' THEN '["links"]' WHEN 'unchecked' THEN '["not_checked"]' ELSE '[]' END::jsonb, 2, at
  FROM made;
INSERT INTO comments_signal (comment_id, revision, decision_id, check_name, check_version, ran, score, detail, microseconds)
SELECT made.id, 1, decision.id, checks.name, 1,
       CASE WHEN fate = 'unchecked' AND checks.name = 'pace' THEN 'failed' ELSE 'ran' END,
       CASE WHEN fate = 'held' AND checks.name = 'links' THEN 0.5 + (n %% 50) / 100.0 ELSE 0 END,
       CASE WHEN checks.name = 'links' THEN '{"links": 3, "limit": 2}' ELSE '{}' END::jsonb, 20
  FROM made JOIN comments_decision AS decision ON decision.comment_id = made.id
 CROSS JOIN unnest(ARRAY['links', 'wordlist', 'pace', 'repeats', 'newcomer', 'history', 'robots']) AS checks (name)
 WHERE fate <> '';
INSERT INTO comments_report (comment_id, reader_id, rule_id, words, at, outcome)
SELECT made.id, reader.id, (SELECT min(id) FROM comments_rule), '', at + interval '5 minutes', 'open'
  FROM made CROSS JOIN LATERAL (
    SELECT id FROM accounts_user WHERE NOT is_staff AND id <> author_id ORDER BY id LIMIT 1 + n %% 3) AS reader
 WHERE fate = 'reported';
INSERT INTO web_reads (article_id, minute, count)
SELECT article_id, date_trunc('minute', now()) - m * interval '1 minute', 1 + (article_id + m) %% 40
  FROM comments_discussion CROSS JOIN generate_series(0, 180) AS m
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def grow() -> None:
    """Copy the comments in bulk, and let what waits and every number follow from them."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(_COMMENTS, {"comments": COMMENTS, "waiting": WAITING})
    for discussion in Discussion.objects.order_by("pk"):
        counting.recount(discussion)
    awaiting.settle_all()


def moderators(many: int) -> list[User]:
    """So many moderators, ready to decide."""
    made = User.objects.bulk_create(
        User(email=f"desk-{number}-{os.getpid()}@example.org", display_name=f"Desk {number} {os.getpid()}", password="!")
        for number in range(many)
    )
    for user in made:
        roles.appoint(user, Role.MODERATOR, by=None)
    return list(User.objects.filter(pk__in=[user.pk for user in made]))


def ready(many: int) -> None:
    """Print what the measurement needs."""
    tokens = []
    for _ in range(many):
        request = RequestFactory().get("/")
        get_token(request)
        tokens.append(request.META["CSRF_COOKIE"])
    keys = sessions(moderators(many))
    told = {
        "rule": Rule.objects.order_by("number").values_list("pk", flat=True).first(),
        "waiting": Awaiting.objects.count(),
        "moderators": [{"session": key, "token": token} for key, token in zip(keys, tokens, strict=True)],
    }
    print(json.dumps(told))


def queries() -> None:
    """Print the number of queries of the queue's page, of one case and of one decision, sessions included."""
    [user] = moderators(1)
    desk = browser(user)
    comment = Comment.objects.filter(status="held").order_by("pk").first()
    desk.get("/moderation/")
    seen = Seen.of(comment)
    form = {"kind": "approve", "seen_revision": seen.revision, "seen_decision": seen.decision_id}
    print(
        json.dumps({
            "queue": asked(lambda: desk.get("/moderation/")),
            "case": asked(lambda: desk.get(f"/moderation/case/{comment.pk}/")),
            "decision": asked(
                lambda: desk.post(f"/moderation/case/{comment.pk}/decide/", form, headers={"HX-Request": "true"})
            ),
        })
    )  # fmt: skip


def left() -> None:
    """Print what still waits, if every row of it follows from the truth."""
    awaiting.prove()
    print(json.dumps({"waiting": Awaiting.objects.count()}))


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    {"grow": grow, "ready": ready, "queries": queries, "left": left}[what](*(int(argument) for argument in arguments))
