"""A comment's state and the log have one writer, so that whoever asks how something came about reads one file."""

import ast

from tests.architecture.sources import module_name, of_every, python_files, tree

SOLE_WRITER = "comments.moderation.decisions.recording"
# What changes a state after posting, and what appends to the log. The seeder copies in bulk and then proves the counts.
WRITES = {("counting", "show"), ("counting", "hide"), ("counting", "leave"), ("evidence", "log")}


def calls_of(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            yield (node.func.value.id, node.func.attr), node.lineno


def test_the_sole_writer_of_state_and_log_does_write_both():
    [path] = [path for path in python_files() if module_name(path) == SOLE_WRITER]

    assert {call for call, _line in calls_of(path)} >= WRITES


@of_every(*[p for p in python_files() if p.parts[0] == "comments"])
def test_nobody_else_writes_a_comments_state_or_the_log(path):
    if module_name(path) == SOLE_WRITER:
        return

    others = [f"{path}:{line} {'.'.join(call)}()" for call, line in calls_of(path) if call in WRITES]

    assert not others, others
