"""What visual editors leave behind in a text, made what an editor of a newspaper would have written by hand."""

from __future__ import annotations

import re

# A cell or an entry of a list with a single paragraph in it: the paragraph says nothing. Bodies are sanitised before,
# so a tag is a tag.
LONELY_PARAGRAPH = re.compile(r"(<(td|th|li)\b[^>]*>)<p>((?:(?!</?(?:p|ul|ol|table|blockquote)\b).)*)</p>(</\2>)", re.DOTALL)
# Rows of headings only, at the top of a table that has no head.
ROWS_OF_HEADINGS = re.compile(r"<tbody>((?:<tr>(?:<th\b(?:(?!</?t[dr]\b).)*</th>)+</tr>)+)(?=<tr>)", re.DOTALL)
# Paragraphs that somebody left empty at the end.
EMPTY_END = re.compile(r"(?:<p>(?:\s|<br>|&nbsp;)*</p>\s*)+\Z")


def tidy(body: str) -> str:
    """The same text without paragraphs that say nothing, and with the head of a table as its head."""
    body = LONELY_PARAGRAPH.sub(r"\1\3\4", body)
    body = ROWS_OF_HEADINGS.sub(r"<thead>\1</thead><tbody>", body)
    return EMPTY_END.sub("", body)
