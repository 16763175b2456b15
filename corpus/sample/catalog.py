"""Every layout by name, and what it can carry of a notice's data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from corpus.sample import layouts, numbering, portals, states, tables
from corpus.sample.load import Sample
from corpus.sample.numbering import Numbers


def _nothing(_: Sample) -> dict[str, str]:
    return {}


def _valid(_: Sample) -> dict[str, str]:
    return {"validity": "有效"}


def _linked(sample: Sample) -> dict[str, str]:
    return {"source_url": portals.source_url(sample)}


def _valid_and_linked(sample: Sample) -> dict[str, str]:
    return {**_valid(sample), **_linked(sample)}


@dataclass(frozen=True, slots=True)
class Layout:
    """How a notice is laid out, and what the layout cannot carry.

    ``proves_merges`` tells whether a merged cell can be told from a blank one; ``has_columns`` that 牵头单位 and
    配合单位 are columns; ``numbers_rows`` that the table prints 序号, whatever the data say (None: as they say);
    ``has_dues`` that it has a column 完成时限; ``has_section_rows`` that sections are rows between the others and
    the task of a row is the nearest of them; ``parts_headings`` that the heading of 一、 is parted from its text.
    ``numbers`` are the marks of the sections, ``fields`` what is printed about the notice beside it.
    """

    suffix: str
    lines: Callable[[Sample], list[str]]
    proves_merges: bool = True
    has_columns: bool = False
    numbers_rows: bool | None = None
    has_dues: bool = True
    has_section_rows: bool = False
    parts_headings: bool = True
    numbers: Callable[[Sample], Numbers] = numbering.usual
    fields: Callable[[Sample], dict[str, str]] = _nothing


def _numbered(numbers: Callable[[Sample], Numbers], sample: Sample) -> list[str]:
    table = tables.tab_separated(sample, sample.table, is_merged=False) if sample.table else []
    marks = numbers(sample)
    return layouts.with_table(sample, table, lambda section: marks[section.path][0])


def _in_other_numbers(numbers: Callable[[Sample], Numbers]) -> Layout:
    return Layout(".txt", partial(_numbered, numbers), numbers=numbers)


def _in_markdown(sample: Sample, table: Callable[..., list[str]], **kinds: bool) -> list[str]:
    return layouts.markdown_lines(sample, table(sample, sample.table, **kinds) if sample.table else [])


def _pages(sample: Sample) -> list[str]:
    return _in_markdown(sample, tables.markdown_pages, has_headers=True)


def _torn_rows(sample: Sample) -> list[str]:
    return _in_markdown(sample, tables.markdown_torn)


def _headless_pages(sample: Sample) -> list[str]:
    return _in_markdown(sample, tables.markdown_pages, has_headers=False)


def _tags(sample: Sample) -> list[str]:
    return _in_markdown(sample, tables.markdown_tags)


def _other_words(sample: Sample) -> list[str]:
    table = tables.other_columns(sample, sample.table) if sample.table else []
    return layouts.with_table(sample, table, duties=layouts.other_duty_words)


def _in_parts(sample: Sample) -> list[str]:
    return layouts.with_table(sample, tables.in_parts(sample, sample.table) if sample.table else [])


_flat = partial(Layout, ".txt", proves_merges=False, numbers_rows=True)
_run = partial(Layout, ".txt", has_columns=True, numbers_rows=True, has_dues=False)

SHIPPED: dict[str, Layout] = {
    "plain": Layout(".txt", layouts.plain),
    "wrapped": _flat(layouts.wrapped),
    "tabbed": Layout(".txt", layouts.tabbed, proves_merges=False),
    "flattened": _flat(layouts.flattened),
    "markdown": Layout(".md", layouts.markdown, proves_merges=False),
    "web": Layout(".html", layouts.web, fields=_valid),
    "columns": Layout(".html", layouts.columns, has_columns=True, fields=_valid),
}
"""The layouts in which the sample library is written."""

LAYOUTS: dict[str, Layout] = {
    **SHIPPED,
    "cells": _flat(states.one_cell_a_line),
    "cells_unnumbered": _flat(states.one_cell_a_line_unnumbered, numbers_rows=False),
    "collapsed": _flat(states.collapsed),
    "ideographic": _flat(states.ideographic),
    "glued": _flat(states.glued, parts_headings=False),
    "run_together": _run(states.run_together, has_section_rows=True),
    "run_together_units_first": _run(states.run_together_units_first),
    "solid": _run(states.solid, has_section_rows=True, parts_headings=False),
    "double_spaced": _flat(states.double_spaced),
    "half_width": Layout(".txt", states.half_width),
    "chinese_dates": Layout(".txt", states.chinese_dates),
    "other_words": Layout(".txt", _other_words),
    "in_parts": Layout(".txt", _in_parts),
    "tag_soup": Layout(".html", portals.tag_soup),
    "scanned": _flat(states.scanned),
    "crawled": _flat(portals.crawled, fields=_linked),
    "portal": Layout(".txt", portals.portal, proves_merges=False),
    "front_matter": Layout(".md", portals.front_matter, proves_merges=False, fields=_valid_and_linked),
    "metadata_lines": Layout(".txt", portals.metadata_lines, proves_merges=False, fields=_valid),
    "metadata_words": _flat(portals.metadata_words, fields=_valid),
    "markdown_pages": Layout(".md", _pages, proves_merges=False),
    "markdown_headless": Layout(".md", _headless_pages, proves_merges=False),
    "markdown_torn": Layout(".md", _torn_rows, proves_merges=False),
    "markdown_tags": Layout(".md", _tags, proves_merges=False),
    "comma_numbers": _in_other_numbers(numbering.behind_digits("、")),
    "wide_point_numbers": _in_other_numbers(numbering.behind_digits("．")),
    "circled_numbers": _in_other_numbers(numbering.circled),
    "parts": _in_other_numbers(numbering.parts),
    "chapters": _in_other_numbers(numbering.chapters),
    "articles": _in_other_numbers(numbering.articles),
}
"""All layouts: those shipped, and the states in which files of other hands come."""


def render(sample: Sample, layout: str) -> str:
    """The text of ``sample`` in ``layout``, lines parted by LF.

    Parameters
    ----------
    sample
        One of ``load_samples``.
    layout
        One of ``LAYOUTS``.

    Returns
    -------
    str
        What a file of this layout holds.
    """
    return "\n".join(LAYOUTS[layout].lines(sample)) + "\n"
