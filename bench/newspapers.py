"""Scratch newspapers to measure with: each in a database of its own beside the one in DATABASE_URL, seeded, then dropped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench.measuring import ROOT

ARTICLES = 12

# A newspaper that was finished says by which recipe it was made.
MADE_BY = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"

LARGEST = """
SELECT article.id FROM articles_article article
LEFT JOIN comments_discussion discussion ON discussion.article_id = article.id
WHERE article.status = 'published' AND article.published_at <= now()
ORDER BY discussion.visible_count DESC NULLS LAST, article.id LIMIT 1
"""


@dataclass(frozen=True)
class Newspaper:
    """A scratch database with one large conversation."""

    comments: int
    url: str
    environ: Mapping[str, str]

    def run(self, *arguments: str) -> str:
        """Run Python inside this newspaper and return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**os.environ, **self.environ},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(arguments)} failed:\n{done.stderr[-3000:]}")
        return done.stdout

    def lines(self, *arguments: str) -> Iterator[Any]:
        """Run Python inside this newspaper, and give each line that it prints, as JSON, when it comes."""
        with subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env={**os.environ, **self.environ}, stdout=subprocess.PIPE, text=True
        ) as process:
            for line in process.stdout:
                yield json.loads(line)
        if process.returncode:
            raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}.")

    @contextmanager
    def inside(self, path: str) -> Iterator[Callable[[str], Any]]:
        """A process that measures one page of this newspaper; call it with what it shall measure."""
        with subprocess.Popen(
            [sys.executable, "-m", "bench.inside", "page", path],
            cwd=ROOT,
            env={**os.environ, **self.environ},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:

            def ask(what: str) -> Any:
                print(what, file=process.stdin, flush=True)
                return json.loads(process.stdout.readline())

            yield ask
            process.stdin.close()

    def path(self) -> tuple[int, str]:
        """The story with the largest conversation: its number and its path."""
        with psycopg.connect(self.url) as connection:
            [article] = connection.execute(LARGEST).fetchone() or [None]
        code = f"from articles.models import Article; print(Article.objects.get(pk={article}).get_absolute_url())"
        return int(article), self.run("manage.py", "shell", "--no-imports", "-c", code).strip().splitlines()[-1]


@contextmanager
def newspaper(
    url: str, comments: int, *, folder: Path, keep: bool, name: str = "", then: str = "", **more: int
) -> Iterator[Newspaper]:
    """A newspaper of its own, dropped at the end unless it is to be kept.

    One that an earlier run has kept is used as that run left it, if it was made to the end and by the same numbers; else it is
    made anew. `name` tells it from others with as many comments; the module `then` is told to `grow` it further, by whatever
    `BENCH_…` says; `more` are other numbers for the seeder, as `depth=100`.
    """
    parts = urlsplit(url)
    database = f"{parts.path.lstrip('/')}_bench_{name or comments}"
    scratch = urlunsplit(parts._replace(path=f"/{database}"))
    environ = {
        "DATABASE_URL": scratch,
        "DEBUG": "0",
        "LOG_LEVEL": "WARNING",
        "LOG_STYLE": "json",
        "NEWSROOM_SERVING": "1",
        "SECRET_KEY": "only-for-measuring-" + "x" * 40,
        "SITE_URL": "http://localhost:8000",
        "VAR_DIR": str(folder),
    }
    made = Newspaper(comments, scratch, environ)
    counts = {"articles": ARTICLES, "comments": comments, "largest": comments, **more}
    told = {what: said for what, said in os.environ.items() if what.startswith("BENCH_")} if then else {}
    recipe = json.dumps([counts, then, told], sort_keys=True)
    with psycopg.connect(url, autocommit=True) as connection:
        is_kept = connection.execute(MADE_BY, [database]).fetchone() == (recipe,)
        if not is_kept:
            _drop(connection, database)
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
    try:
        made.run("manage.py", "migrate", "--verbosity", "0")
        print(f"a newspaper with {comments:,} comments on one story{', kept' if is_kept else ''} …", flush=True)
        if not is_kept:
            made.run("manage.py", "seed", *(f"--{name}={count}" for name, count in counts.items()))
            if then:
                made.run("-m", then, "grow")
        with psycopg.connect(scratch, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
            said = sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(database), sql.Literal(recipe))
            connection.execute(said)
        yield made
    finally:
        if not keep:
            with psycopg.connect(url, autocommit=True) as connection:
                _drop(connection, database)


def _drop(connection: psycopg.Connection, database: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
