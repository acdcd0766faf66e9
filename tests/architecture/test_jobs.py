"""A worker can die at its last line, and the next one does the job again: each job is made so that nobody notices."""

import ast
from importlib import import_module

from procrastinate.contrib.django import app

from newsroom.job_modules import JOB_MODULES
from tests.architecture.sources import ROOMS, imports, module_name, of_every, python_files, tree

# What comes to the same if it is done twice, each with the reason. Whatever is not here says `once`.
THE_SAME_TWICE = {
    "newsroom.jobs.resume": "queues nothing that is queued",
    "newsroom.jobs.forget_what_is_over": "deletes what is over",
    "newsroom.accounts.pictures.clear": "deletes what nobody shows",
    "newsroom.accounts.sessions.forget": "deletes what is left of an account",
    "newsroom.accounts.sessions.sweep": "deletes what is over",
    "articles.indexing.index_again": "writes what follows from the story",
    "articles.photos.clearing.clear_away": "deletes what has no row",
    "articles.photos.storing.make_the_rest": "makes what is missing",
    "comments.moderation.checking_again.check_again": "looks whose turn it is, and asks strangers outside of any transaction",
    "comments.moderation.checking_again.work_off": "the same",
    "comments.moderation.words.likeness.forget_the_old": "deletes what is old",
    "comments.moderation.notices.forgetting.forget_senders": "empties what is old",
    "comments.moderation.outside.teaching.teach": "tells a stranger's server the same again, outside of any transaction",
    "comments.moderation.sealing.rounds.mail_the_seal": "checks the log at one moment; the letter at its end is done once",
    "comments.moderation.sealing.rounds.seal": "seals what is not sealed",
    "comments.news.let_go_of_old_news": "deletes what is old",
    "comments.rankings.let_old_ones_go": "deletes what is old",
    "comments.rankings.make_again": "makes a ranking where there is none of this minute",
    "comments.rankings.make_first_ones": "the same",
    "comments.same_place.forget_old_places": "deletes what is old",
    "comments.setting_aside.let_go_of_old_drafts": "deletes what is old",
    "comments.standing.settle_recent_writers": "writes what follows from the record",
    "comments.visiting.forget_old_visits": "deletes what is old",
}


def our_jobs():
    """The names of all jobs that the worker knows, without those of the library."""
    for module in JOB_MODULES:
        import_module(module)
    return {name for name in app.tasks if name.split(".")[0] in ROOMS}


def functions_of(path):
    return [node for node in tree(path).body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def says_once(function):
    """Whether a function is marked `@job(…, once=True)`."""
    return any(
        keyword.arg == "once"
        for mark in function.decorator_list
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "job"
        for keyword in mark.keywords
    )


def test_every_job_is_done_once_or_does_twice_what_comes_to_the_same():
    once = {
        f"{module_name(path)}.{function.name}"
        for path in python_files()
        for function in functions_of(path)
        if says_once(function)
    }

    assert our_jobs() == once | THE_SAME_TWICE.keys()
    assert not once & THE_SAME_TWICE.keys()


@of_every(*[path for path in python_files() if module_name(path) in JOB_MODULES])
def test_a_module_with_jobs_that_sends_letters_does_so_once(path):
    sends = [name for name, _line in imports(path) if name in {"django.core.mail.send_mail", "django.core.mail.EmailMessage"}]
    source = ast.unparse(tree(path))

    assert not sends or "once=True" in source or "doing_once()" in source
