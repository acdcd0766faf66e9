"""The house, as a table: imports run down, or sideways inside their own room, never up."""

import ast

from tests.architecture.sources import ROOMS, imports, is_in, module_name, of_every, python_files, tree

GROUND = {"newsroom.web", "newsroom.jobs", "newsroom.migrating", "newsroom.accounts.models", "newsroom.accounts.holdings"}
# Of the ground, what else the storeys above may use: rules and verbs that belong to accounts alone.
ACCOUNTS = {
    "newsroom.accounts.confirmation",
    "newsroom.accounts.errands",
    "newsroom.accounts.extensions",
    "newsroom.accounts.granting",
    "newsroom.accounts.pictures",
    "newsroom.accounts.reserving",
    "newsroom.accounts.returning",
    "newsroom.accounts.showing",
    "newsroom.accounts.admin_site",
}

MAY_IMPORT = {
    "newsroom.web": set(),
    "newsroom.local": set(),
    "newsroom.accounts": {"newsroom.web", "newsroom.jobs"},
    "articles": GROUND | ACCOUNTS,
    "comments": GROUND | ACCOUNTS | {"articles.models", "articles.extensions"},
}

# The seeder writes the whole demo newspaper, so it calls the verbs of every storey, and it hands out the passwords that
# the local machine made. It is the one exception that the architecture names.
SEEDER = "comments.seeding"
SEEDER_ALSO = {"articles", "newsroom.local", "newsroom.accounts"}

# Nothing may stand in a function to dodge a circle. These start a bare machine, where what they import may not be there.
LATE_IMPORTS_ALLOWED = {"newsroom.local", "newsroom.management"}

OWN = tuple(ROOMS)


def room_of(name):
    return max((room for room in MAY_IMPORT if is_in(name, room)), key=len, default=None)


@of_every(*python_files())
def test_imports_run_down(path):
    name = module_name(path)
    room = room_of(name)
    if room is None:
        return
    allowed = MAY_IMPORT[room] | {room}
    if is_in(name, SEEDER) or name == "comments.management.commands.seed":
        allowed = allowed | SEEDER_ALSO

    upward = [
        f"{path}:{line} imports {imported}"
        for imported, line in imports(path)
        if imported.split(".")[0] in OWN
        and imported not in OWN
        and not any(is_in(imported, to) or is_in(to, imported) for to in allowed)
    ]

    assert not upward, upward


@of_every(*[p for p in python_files() if p.parts[0] == "newsroom" and len(p.parts) == 2])
def test_the_ground_names_the_storeys_above_as_strings_only(path):
    assert not [name for name, _line in imports(path) if name.split(".")[0] in {"articles", "comments"}]


@of_every(*python_files())
def test_no_import_hides_in_a_function(path):
    if any(is_in(module_name(path), room) for room in LATE_IMPORTS_ALLOWED):
        return
    hidden = [
        f"{path}:{inner.lineno}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        # Models exist only once every app is ready; that is where Django wants a register's fill imported.
        if not (path.name == "apps.py" and node.name == "ready")
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]

    assert not hidden, hidden


@of_every(*python_files())
def test_nobody_imports_views_but_their_addresses(path):
    if path.name == "urls.py":
        return
    own_package = module_name(path).rsplit(".", 1)[0]

    borrowed = [
        f"{path}:{line} imports {name}"
        for name, line in imports(path)
        if name.split(".")[0] in OWN and "views" in name.split(".") and not is_in(own_package, name.split(".views")[0] + ".views")
    ]

    assert not borrowed, borrowed


RULES = ["comments.moderation.checks", "comments.moderation.policy", "comments.moderation.facts", "articles.gate"]


@of_every(*python_files())
def test_rule_files_never_see_a_request(path):
    if not any(is_in(module_name(path), room) for room in RULES):
        return

    assert not [name for name, _line in imports(path) if is_in(name, "django.http") or is_in(name, "django.shortcuts")]
    assert "request" not in {node.arg for node in ast.walk(tree(path)) if isinstance(node, ast.arg)}


# Inside an app, from the ground up. A file may use its own storey and those below.
STOREYS_OF_COMMENTS = [
    {"limits", "spans", "moderation.charts", "moderation.measures"},
    {"models"},
    {"references", "wording"},
    {
        "permissions",
        "accepting",
        "sanctioned",
        "same_place",
        "threads",
        "composing",
        "mentioning",
        "quoting",
        "reasons",
        "best",
        "rankings",
        "ranked",
        "standing",
        "counting",
        "placing",
    },
    {
        "moderation.outside",
        "moderation.agreement",
        "moderation.harm",
        "moderation.searching",
        "moderation.facts",
        "moderation.checks",
        "moderation.policy",
        "moderation.standards",
        "moderation.suggested",
        "moderation.words",
    },
    {
        "moderation.awaiting",
        "moderation.second_looks",
        "objection_letters",
        "notice_letters",
        "notice_turns",
        "moderation.overtaking",
        "moderation.evidence",
        "moderation.statements",
        "moderation.sealing",
        "moderation.decisions",
        "notifying",
        "choosing",
        "telling",
        "news_letters",
        "announcing",
    },
    {"switching", "moderation.checking_again"},
    {
        "posting",
        "editing",
        "following",
        "news",
        "nudging",
        "muting",
        "recommending",
        "reporting",
        "acknowledging",
        "setting_aside",
        "moderation.desk",
        "moderation.queue",
        "moderation.replaying",
        "moderation.revising",
        "moderation.numbers",
        "moderation.sanctions",
        "moderation.readers",
    },
    {"moderation.objections", "moderation.notices"},
    {
        "forms",
        "objection_forms",
        "notice_forms",
        "moderation.forms",
        "moderation.following",
        "moderation.rendering",
        "moderation.signing_in_again",
    },
    {"views", "admin", "moderation.views", "moderation.admin"},
    {"urls", "moderation.urls"},
]


def storey_of_comments(name):
    inside = name.removeprefix("comments.")
    return next((at for at, names in enumerate(STOREYS_OF_COMMENTS) if any(is_in(inside, n) for n in names)), None)


@of_every(*[p for p in python_files() if p.parts[0] == "comments"])
def test_inside_comments_imports_run_from_views_down_to_limits(path):
    mine = storey_of_comments(module_name(path))
    if mine is None:
        return

    upward = [
        f"{path}:{line} imports {name}"
        for name, line in imports(path)
        if is_in(name, "comments") and (theirs := storey_of_comments(name)) is not None and theirs > mine
    ]

    assert not upward, upward
