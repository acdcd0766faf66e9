"""How files look: small, named for their job, saying what they promise; no signals, no script in pages."""

import ast
import re

from tests.architecture.sources import ROOT, imports, is_in, of_every, python_files, tree

# 300 lines of code are what one can hold in mind; a longer file has two jobs.
LONGEST_FILE = 300
# A view fetches, asks, acts, answers.
LONGEST_VIEW = 40

TEXT_OF_THE_DEMO = ("comments/seeding/",)
SOURCES = [p for p in python_files() if not str(p).startswith(TEXT_OF_THE_DEMO)]
OTHERS = [
    path.relative_to(ROOT)
    for folder, ending in [
        ("templates", "*.html"),
        ("static/css", "*.css"),
        ("static/js", "*.js"),
        ("tests", "*.py"),
        ("bench", "*.py"),
    ]
    for path in (ROOT / folder).rglob(ending)
]
VIEWS = [p for p in python_files() if p.stem.endswith("views") or "views" in p.parts]
ADMIN = [p for p in python_files() if "admin" in p.parts or p.stem == "admin" or p.stem.endswith("_admin")]
TEMPLATES = sorted(p for p in OTHERS if p.suffix == ".html")


@of_every(*SOURCES, *OTHERS)
def test_a_file_has_at_most_300_lines(path):
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@of_every(*python_files())
def test_no_file_is_named_for_nothing(path):
    assert not {"utils", "helpers", "services", "managers", "signals", "misc", "common"} & {path.stem, *path.parts}


@of_every(*python_files())
def test_there_are_no_signals(path):
    found = [
        f"{path}:{line} imports {name}"
        for name, line in imports(path)
        if is_in(name, "django.dispatch") or (name.startswith("django.") and ".signals" in name)
    ]

    assert not found, found


@of_every(*VIEWS)
def test_no_view_is_over_40_lines(path):
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > LONGEST_VIEW
    ]

    assert not long, long


@of_every(*VIEWS)
def test_views_neither_save_nor_filter(path):
    calls = [
        f"{path}:{node.lineno} .{node.func.attr}()"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"save", "filter", "delete", "bulk_create"}
    ]

    assert not calls, calls


def views_in(path):
    """The functions of an admin's file that answer a request with a page."""
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]
    return [node for node in functions if node.returns and "HttpResponse" in ast.unparse(node.returns)]


@of_every(*ADMIN)
def test_no_view_of_the_admin_is_over_40_lines_and_none_writes_a_row(path):
    # A verb of ours is told what it saves; a row or a form saves itself. To filter is allowed here: the admin's own log of
    # deletions asks for a query set.
    long = [view.name for view in views_in(path) if view.end_lineno - view.lineno + 1 > LONGEST_VIEW]
    writes = [
        f"{path}:{node.lineno} .{node.func.attr}()"
        for view in views_in(path)
        for node in ast.walk(view)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in {"bulk_create", "bulk_update"} or (node.func.attr in {"save", "delete"} and not node.args))
    ]

    assert not long, long
    assert not writes, writes


def test_the_views_are_known_by_their_files_and_by_what_they_answer():
    assert {"views.py", "deciding.py", "running.py", "writing.py"} <= {path.name for path in VIEWS}
    assert {"edit", "take_down", "discard", "adopt_view"} <= {view.name for path in ADMIN for view in views_in(path)}


@of_every(*python_files())
def test_public_things_say_what_they_promise(path):
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for node in ast.iter_child_nodes(tree(path))
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]

    assert not silent, silent


# What Django, gunicorn or a base class of ours calls by a name that says it already.
CALLED_BY_NAME = {"handle", "add_arguments", "render"}


@of_every(*[p for p in python_files() if p.parts[0] == "newsroom" and "migrations" not in p.parts])
def test_public_methods_of_the_ground_say_what_they_promise(path):
    silent = [
        f"{path}:{method.lineno} {holder.name}.{method.name}"
        for holder in ast.iter_child_nodes(tree(path))
        if isinstance(holder, ast.ClassDef) and not holder.name.startswith("_")
        for method in ast.iter_child_nodes(holder)
        if isinstance(method, ast.FunctionDef)
        and not method.name.startswith("_")
        and method.name not in CALLED_BY_NAME
        and not ast.get_docstring(method)
    ]

    assert not silent, silent


def test_migrations_are_named_by_hand():
    assert not [p for room in ("newsroom", "articles", "comments") for p in (ROOT / room).rglob("migrations/*_auto_*.py")]


@of_every(*TEMPLATES)
def test_a_template_has_no_script_and_no_style_of_its_own(path):
    text = (ROOT / path).read_text(encoding="utf-8")

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text)
    assert not [tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag and "application/" not in tag]


@of_every(*TEMPLATES)
def test_a_template_part_says_what_it_needs(path):
    if not path.name.startswith("_"):
        return

    assert (ROOT / path).read_text(encoding="utf-8").startswith("{#")


@of_every(*TEMPLATES)
def test_addresses_of_others_are_in_no_template(path):
    text = (ROOT / path).read_text(encoding="utf-8")

    loaded = re.findall(r"<(?:script|link|img|iframe|source|video|audio)[^>]*(?:src|href)=\"(?:https?:)?//[^\"]+\"", text)

    assert not [tag for tag in loaded if 'rel="canonical"' not in tag]
