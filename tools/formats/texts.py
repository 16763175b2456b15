"""A notice as plain text and as Markdown."""

from __future__ import annotations

from formats.document import Document, Grid, Paragraph

_RIGHT = "　" * 12


def write_text(document: Document) -> bytes:
    """UTF-8 text, a paragraph a line, the cells of a row parted by tabs."""
    lines = []
    for item in document.items:
        if isinstance(item, Grid):
            lines += ["\t".join(words) for words in item.filled()]
        elif isinstance(item, Paragraph):
            lines += _lines(item, document.form.has_indents)
    return ("\n".join(lines) + "\n").encode()


def _lines(item: Paragraph, has_indents: bool) -> list[str]:
    if item.kind in ("head", "number", "issued", "annex", "caption"):
        return ["", item.words, ""]
    if item.kind in ("title", "addressees"):
        return [item.words]
    if item.kind == "right":
        return [_RIGHT + item.words]
    return [("　　" if has_indents else "") + item.words]


def write_markdown(document: Document) -> bytes:
    """Markdown: headings with #, the table with pipes."""
    lines: list[str] = []
    for item in document.items:
        if isinstance(item, Grid):
            rows = [f"| {' | '.join(words)} |" for words in item.filled()]
            rule = f"|{'---|' * len(item.widths)}"
            lines += [*rows[: item.heads], rule, *rows[item.heads :], ""]
        elif isinstance(item, Paragraph):
            marks = "# " if item.kind in ("head", "title", "issued", "caption") else "#" * (item.depth + 1) + " "
            is_heading = item.kind in ("head", "title", "issued", "caption", "heading")
            lines += [(marks if is_heading else "") + item.words, ""]
    return "\n".join(lines).encode()
