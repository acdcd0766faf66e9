"""The project's own source files, read as syntax: what the architecture tests look at."""

import ast
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["newsroom", "articles", "comments"]


@lru_cache
def python_files():
    """Every source file of the three storeys, migrations left out, as paths relative to the root."""
    found = [path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


@lru_cache
def tree(path):
    """The syntax tree of one file."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))


def module_name(path):
    """`comments/moderation/queue.py` → `comments.moderation.queue`."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@lru_cache
def imports(path):
    """Every module or name that a file imports, as dotted names with their line: `from a import b` gives both a and a.b."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative imports hide where a thing comes from"
            found.append((node.module, node.lineno))
            found += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
    return found


def is_in(name, package):
    """Whether a dotted name is a package or lies in it."""
    return name == package or name.startswith(package + ".")


def of_every(*paths):
    """Make one test of a rule about one file: it asks it of every file and, when it fails, lists all that break it.

    One test a rule instead of one a file: thousands of tests that each look at one file take longer to count than to run.
    """

    def decorate(rule):
        def test():
            broken = []
            for path in paths:
                try:
                    rule(path)
                except AssertionError as error:
                    broken.append(f"{path}: {error}")
            assert paths
            assert not broken, "\n".join(broken)

        test.__name__, test.__doc__, test.__module__ = rule.__name__, rule.__doc__, rule.__module__
        return test

    return decorate
