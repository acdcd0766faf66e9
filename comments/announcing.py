"""Announcing that the community standards changed: to whoever accepted an older version, as news and in letters of news.

`tell_later` is queued in the transaction that puts a version in force; the job tells a thousand readers in a transaction and
queues itself for the rest. Letters go by the rules of all others (`news_letters`), to those who want any.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils import timezone

from comments import limits, news_letters
from comments.models import StandardsVersion
from newsroom.jobs import job

# Accounts are locked against being erased meanwhile. Of several changes that somebody has not heard of, the newest is told.
_TELL = """
WITH concerned AS (
    SELECT DISTINCT account_id FROM comments_acceptance WHERE account_id > %(after)s ORDER BY account_id LIMIT %(most)s
), untold AS (
    SELECT account.id FROM concerned JOIN accounts_user AS account ON account.id = concerned.account_id
     WHERE account.is_active AND NOT EXISTS (
        SELECT FROM comments_acceptance AS accepted WHERE accepted.account_id = account.id AND accepted.version >= %(version)s)
       FOR KEY SHARE OF account
), overtaken AS (
    DELETE FROM comments_notification USING untold
     WHERE reader_id = untold.id AND kind = 'standards' AND read_at IS NULL AND standards_version < %(version)s
), written AS (
    INSERT INTO comments_notification (reader_id, kind, standards_version, at)
    SELECT id, 'standards', %(version)s, %(now)s FROM untold ON CONFLICT DO NOTHING RETURNING reader_id
)
SELECT (SELECT count(*) FROM concerned), (SELECT max(account_id) FROM concerned), ARRAY(SELECT reader_id FROM written)
"""


def tell_later(version: int) -> None:
    """Queue, in the caller's transaction, that readers who accepted an older version are told of this one."""
    tell_of_change.defer(version=version)


@job(retry=8, once=True)
def tell_of_change(version: int, after: int = 0) -> None:
    """Tell a thousand readers that the standards changed, in the order of their accounts; queue the rest.

    Nothing where a newer version tells the same people. Running twice tells nobody twice. Three queries, however many they are.
    """
    if StandardsVersion.objects.filter(number__gt=version, is_wording_only=False).exists():
        return
    asked: dict[str, Any] = {"version": version, "after": after, "most": limits.TOLD_AT_ONCE, "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute(_TELL, asked)
        concerned, last, told = cursor.fetchone()
    news_letters.write_of_standards_later(told)
    if concerned == limits.TOLD_AT_ONCE:
        tell_of_change.defer(version=version, after=last)
