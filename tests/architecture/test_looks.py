"""The look is one vocabulary: templates use only classes that docs/look.md names, styles only tokens that exist."""

import re

from tests.architecture.sources import ROOT, of_every

STYLES = sorted((ROOT / "static/css").glob("*.css"))
# The admin's pages are Django's, and speak its own vocabulary.
TEMPLATES = sorted(p for p in (ROOT / "templates").rglob("*.html") if "admin" not in p.parts)
PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border)-(?:left|right)"
    r"|(?<![\w-])(?:left|right)\s*:"
    r"|(?:text-align|float):\s*(?:left|right)"
)


def vocabulary():
    """Every class that docs/look.md names, in its HTML or in its prose."""
    text = (ROOT / "docs/look.md").read_text(encoding="utf-8")
    in_html = " ".join(re.findall(r'class="([^"]+)"', text)).split()
    in_code = re.findall(r"`[^`]*`", text)
    return set(in_html) | {word for code in in_code for word in re.findall(r"[a-z][\w-]+", code)}


def classes(template):
    """The classes a template names; those put together from a variable are left out."""
    text = re.sub(r"{%.*?%}|{{.*?}}", "\0", template.read_text(encoding="utf-8"))
    named = {name.strip("\0") for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}
    return {name for name in named if name and "\0" not in name and not name.endswith("-")}


@of_every(*TEMPLATES)
def test_a_template_uses_only_classes_of_the_vocabulary(template):
    unknown = classes(template) - vocabulary()

    assert not unknown, unknown


@of_every(*sorted((ROOT / "templates").rglob("*.html")))
def test_translated_words_hold_no_markup(template):
    # They are printed as they stand: what explains a piece of HTML would become one.
    text = template.read_text(encoding="utf-8")
    words = re.findall(r"""{%\s*translate\s+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", text)

    assert not [sentence for sentence in words if "<" in sentence]


@of_every(*STYLES)
def test_styles_use_only_tokens_that_exist(style):
    text = style.read_text(encoding="utf-8")
    tokens = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
    defined = set(re.findall(r"(--[\w-]+):", tokens + text))

    assert set(re.findall(r"var\((--[\w-]+)", text)) <= defined


@of_every(*STYLES)
def test_styles_turn_round_with_the_direction_of_reading(style):
    text = style.read_text(encoding="utf-8")

    assert not PHYSICAL.findall(text)


@of_every(*STYLES)
def test_nothing_casts_a_shadow(style):
    assert not re.search(r"shadow\s*[:(](?!\s*none)", style.read_text(encoding="utf-8"))


def test_nothing_moves_for_those_who_asked_for_stillness():
    texts = {path.name: path.read_text(encoding="utf-8") for path in STYLES}

    moving = {name for name, text in texts.items() if re.search(r"(?<![\w-])(?:animation|transition)\s*:\s*(?!none)\w", text)}

    assert moving <= {name for name, text in texts.items() if "prefers-reduced-motion: reduce" in text}
