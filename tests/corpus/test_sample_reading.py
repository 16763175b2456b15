"""Reading each sample notice in each layout gives what its data say."""

import datetime as dt
import re
import unicodedata
from pathlib import Path

import pytest

from corpus import notice_to_dict, read_notice
from corpus.sample import LAYOUTS, SHIPPED, expected, load_samples, render

TODAY = dt.date(2026, 3, 20)
TRAPS = {sample.slug: sample for sample in load_samples(TODAY, Path(__file__).parent / "data")}
"""Notices that are not shipped: their words look like numbers of sections and of rows."""
SAMPLES = {sample.slug: sample for sample in load_samples(TODAY)} | TRAPS
TABLES = [slug for slug, sample in SAMPLES.items() if sample.table]
TEXTS = [slug for slug, sample in SAMPLES.items() if any(part.duty for part in sample.sections)]
QUICK = ("bailu_0", "traps_table")
"""The notices that the default run reads in layouts that are not shipped: three levels, and a table of traps."""
ALL = ""
_NO_NUMBERS = "flat.py: one cell a line without 序号: a row torn between two cells that could both be words"
_NOISE = "flat.py: a character lost or doubled by a scan at the edge of a cell"
_UNITS_FIRST = "runs.py: units printed before the requirement without a blank: the seam is not always told"
_SEAM = "runs.py: where units and requirement meet: 公布区级…办, 分局, 部门办, 会同"
KNOWN = [
    (_NO_NUMBERS, "rows units deadlines links", "cells_unnumbered", "bailu_0 qingshi_1"),
    (_NOISE, "rows", "scanned", "bailu_0 bailu_1 bailu_2 traps_table"),
    (_NOISE, "units", "scanned", "qingshi_0"),
    (_NOISE, "deadlines", "scanned", "bailu_2"),
    (_UNITS_FIRST, "rows", "run_together_units_first", "bailu_0 bailu_1 bailu_2 qingshi_0 qingshi_2 traps_table"),
    (_UNITS_FIRST, "units", "run_together_units_first", ALL),
    (_SEAM, "rows units", "run_together solid", "traps_table"),
]
"""What is not read yet: cause, aspects, layouts, notices (all when empty)."""
_VARIANTS = str.maketrans("後馀[]【】〔〕", "后余()()()")


def cases(aspect, slugs=tuple(SAMPLES)):
    """Each notice in each layout; where the layout is not shipped all but a few are slow."""
    return pytest.mark.parametrize(
        ("slug", "layout"),
        [pytest.param(slug, layout, marks=_marks(aspect, slug, layout)) for layout in LAYOUTS for slug in slugs],
    )


def _marks(aspect, slug, layout):
    slow = [] if layout in SHIPPED or slug in QUICK else [pytest.mark.slow]
    known = [
        pytest.mark.xfail(strict=True, reason=cause)
        for cause, aspects, layouts, slugs in KNOWN
        if aspect in aspects.split() and layout in layouts.split() and (not slugs or slug in slugs.split())
    ]
    return slow + known


def meant(text):
    """The words without blanks, in one form of digits, brackets and variants: noise is kept as printed."""
    text = unicodedata.normalize("NFKC", re.sub(r"[\s\u200b-\u200f\ufeff]", "", text or ""))
    return text.translate(_VARIANTS)


def meant_all(value):
    """A field of metadata as meant."""
    if isinstance(value, str):
        return meant(value)
    return [meant(name) for name in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    """What the reader made of a sample in a layout, and what was expected; each is read once."""
    folder, held = tmp_path_factory.mktemp("samples"), {}

    def read(slug, layout):
        if (slug, layout) not in held:
            path = folder / f"{slug}-{layout}{LAYOUTS[layout].suffix}"
            path.write_text(render(SAMPLES[slug], layout), encoding=SAMPLES[slug].encoding)
            held[slug, layout] = notice_to_dict(read_notice(path)), expected(SAMPLES[slug], layout)
        return held[slug, layout]

    return read


@cases("metadata")
def test_the_metadata_are_read(reading, slug, layout):
    read, want = reading(slug, layout)
    fields = [name for name in want if name not in ("sections", "tasks")]
    assert {name: meant_all(read[name]) for name in fields} == {name: meant_all(want[name]) for name in fields}


@cases("sections")
def test_the_sections_are_read(reading, slug, layout):
    read, want = reading(slug, layout)
    sections = [(s["path"], s["heading"]) for s in read["sections"] if not s["path"].startswith("附件")]
    assert [path for path, _ in sections] == [s["path"] for s in want["sections"]]
    told = [
        (meant(found[1]), meant(s["heading"]))
        for found, s in zip(sections, want["sections"], strict=True)
        if s["heading"] is not None
    ]
    assert [found for found, _ in told] == [wanted for _, wanted in told]


def of_source(reading, source):
    return [task for task in reading["tasks"] if task["source"] == source]


def pairs(read, want, source):
    found, wanted = of_source(read, source), of_source(want, source)
    assert len(found) == len(wanted)
    return list(zip(found, wanted, strict=True))


def roles(task):
    names = {name: [meant(unit) for unit in task[name]] for name in ("units", "lead", "support", "collective")}
    return names, task["units_likely"]


def meaning(deadline):
    return {name: deadline[name] for name in ("kind", "start", "end", "every", "offset")}


def same_words(one, other):
    """Where a wording ends is open (6月底前完成, 6月底前), what it is about is not."""
    return one is other or (bool(one and other) and (meant(one) in meant(other) or meant(other) in meant(one)))


@cases("rows", TABLES)
def test_the_rows_of_a_table_are_read(reading, slug, layout):
    for found, wanted in pairs(*reading(slug, layout), "table"):
        assert (found["row"], meant(found["requirement"])) == (wanted["row"], meant(wanted["requirement"]))
        assert wanted["task"] in meant(found["task"])


@cases("units", TABLES)
def test_the_units_of_a_table_are_read(reading, slug, layout):
    found, wanted = zip(*pairs(*reading(slug, layout), "table"), strict=True)
    assert [roles(task) for task in found] == [roles(task) for task in wanted]


@cases("deadlines", TABLES)
def test_the_deadlines_of_a_table_are_read(reading, slug, layout):
    for found, wanted in pairs(*reading(slug, layout), "table"):
        if wanted["deadlines"] is None:
            continue
        assert [meaning(d) for d in found["deadlines"]] == [meaning(d) for d in wanted["deadlines"]], wanted["row"]
        for here, there in zip(found["deadlines"], wanted["deadlines"], strict=True):
            assert same_words(here["text"], there["text"])
            assert same_words(here["base"], there["base"])


@cases("links", TABLES)
def test_the_rows_of_a_table_are_linked_to_their_clauses(reading, slug, layout):
    found, wanted = zip(*pairs(*reading(slug, layout), "table"), strict=True)
    assert [task["clause"] for task in found] == [task["clause"] for task in wanted]


@cases("duties", TEXTS)
def test_duties_in_the_text_are_read(reading, slug, layout):
    found, wanted = zip(*pairs(*reading(slug, layout), "text"), strict=True)
    assert all(
        meant(there["requirement"]) in meant(here["requirement"]) for here, there in zip(found, wanted, strict=True)
    )
    assert [task["section"] for task in found] == [task["section"] for task in wanted]
    assert [roles(task) for task in found] == [roles(task) for task in wanted]


@cases("dues", TEXTS)
def test_deadlines_in_the_text_are_read(reading, slug, layout):
    for found, wanted in pairs(*reading(slug, layout), "text"):
        held = [meaning(deadline) for deadline in found["deadlines"]]
        assert [d["text"] for d in wanted["deadlines"] if meaning(d) not in held] == [], found["deadlines"]


@cases("blocks")
def test_hardly_a_word_is_left_over(reading, slug, layout):
    read, _ = reading(slug, layout)
    left = sum(block["end"] - block["start"] for block in read["blocks"] if block["kind"] == "leftover")
    assert left <= 0.01 * len(read["text"])


@cases("furniture")
def test_what_stands_around_a_notice_is_in_none_of_its_duties_and_sections(reading, slug, layout):
    read, _ = reading(slug, layout)
    outside = r"云河政务网|您现在的位置|QQ空间|网站标识码|上一篇|— \d+ —|第\d+页"
    assert [task["quote"] for task in read["tasks"] if re.search(outside, task["quote"] or "")] == []
    last = max([section["end"] for section in read["sections"] if not section["path"].startswith("附件")])
    words = [b for b in read["blocks"] if b["kind"] in ("heading", "clause", "table") and b["start"] < last]
    assert [b for b in words if re.search(outside, read["text"][b["start"] : b["end"]])] == []
