"""Reading each sample notice in each layout gives what its data say."""

import datetime as dt
import re

import pytest

from corpus import notice_to_dict, read_notice
from corpus.sample import LAYOUTS, expected, load_samples, render

SAMPLES = {sample.slug: sample for sample in load_samples(dt.date(2026, 3, 20))}
every_sample = pytest.mark.parametrize("slug", SAMPLES)
every_layout = pytest.mark.parametrize("layout", LAYOUTS)
every_table = pytest.mark.parametrize("slug", [slug for slug, sample in SAMPLES.items() if sample.table])
every_text = pytest.mark.parametrize("slug", [slug for slug, s in SAMPLES.items() if any(p.duty for p in s.sections)])


def squeezed(text):
    return re.sub(r"\s", "", text or "")


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


@every_layout
@every_sample
def test_the_metadata_are_read(reading, slug, layout):
    read, want = reading(slug, layout)
    fields = [name for name in want if name not in ("sections", "tasks")]
    assert {name: read[name] for name in fields} == {name: want[name] for name in fields}


@every_layout
@every_sample
def test_the_sections_are_read(reading, slug, layout):
    read, want = reading(slug, layout)
    sections = [(s["path"], squeezed(s["heading"])) for s in read["sections"] if not s["path"].startswith("附件")]
    assert sections == [(s["path"], s["heading"]) for s in want["sections"]]


def of_source(reading, source):
    return [task for task in reading["tasks"] if task["source"] == source]


def pairs(read, want, source):
    found, wanted = of_source(read, source), of_source(want, source)
    assert len(found) == len(wanted)
    return list(zip(found, wanted, strict=True))


def roles(task):
    names = {name: [squeezed(unit) for unit in task[name]] for name in ("units", "lead", "support", "collective")}
    return names, task["units_likely"]


def meaning(deadline):
    return {name: deadline[name] for name in ("kind", "start", "end", "every", "offset")}


def same_words(one, other):
    """Where a wording ends is open (6月底前完成, 6月底前), what it is about is not."""
    return one is other or (
        bool(one and other) and (squeezed(one) in squeezed(other) or squeezed(other) in squeezed(one))
    )


@every_layout
@every_table
def test_the_rows_of_a_table_are_read(reading, slug, layout):
    for found, wanted in pairs(*reading(slug, layout), "table"):
        assert (found["row"], squeezed(found["requirement"])) == (wanted["row"], wanted["requirement"])
        assert wanted["task"] in squeezed(found["task"])


@every_layout
@every_table
def test_the_units_of_a_table_are_read(reading, slug, layout):
    found, wanted = zip(*pairs(*reading(slug, layout), "table"), strict=True)
    assert [roles(task) for task in found] == [roles(task) for task in wanted]


@every_layout
@every_table
def test_the_deadlines_of_a_table_are_read(reading, slug, layout):
    for found, wanted in pairs(*reading(slug, layout), "table"):
        assert [meaning(d) for d in found["deadlines"]] == [meaning(d) for d in wanted["deadlines"]], wanted["row"]
        for here, there in zip(found["deadlines"], wanted["deadlines"], strict=True):
            assert same_words(here["text"], there["text"])
            assert same_words(here["base"], there["base"])


@every_layout
@every_table
def test_the_rows_of_a_table_are_linked_to_their_clauses(reading, slug, layout):
    found, wanted = zip(*pairs(*reading(slug, layout), "table"), strict=True)
    assert [task["clause"] for task in found] == [task["clause"] for task in wanted]


@every_layout
@every_text
def test_duties_in_the_text_are_read(reading, slug, layout):
    found, wanted = zip(*pairs(*reading(slug, layout), "text"), strict=True)
    assert all(there["requirement"] in squeezed(here["requirement"]) for here, there in zip(found, wanted, strict=True))
    assert [task["section"] for task in found] == [task["section"] for task in wanted]
    assert [roles(task) for task in found] == [roles(task) for task in wanted]


@every_layout
@every_text
def test_deadlines_in_the_text_are_read(reading, slug, layout):
    for found, wanted in pairs(*reading(slug, layout), "text"):
        held = [meaning(deadline) for deadline in found["deadlines"]]
        assert [d["text"] for d in wanted["deadlines"] if meaning(d) not in held] == [], found["deadlines"]
