"""What reading a sample notice must give, computed from its data."""

from __future__ import annotations

import datetime as dt
from typing import Any

from corpus.model import Deadline, Role
from corpus.sample.catalog import LAYOUTS, Layout
from corpus.sample.load import Sample, SampleDuty, SampleSection, SampleTable
from corpus.sample.tables import section_paths
from corpus.workdays import is_workday

_OWN_ISSUE = ("印发", "印发之日")
"""What counts from the notice itself; 文件公布 speaks of others."""


def expected(sample: Sample, layout: str) -> dict[str, Any]:
    """The reading of ``sample`` in ``layout``, in the fields of the contract of ``zhengwen read``.

    Parameters
    ----------
    sample
        One of ``load_samples``.
    layout
        One of ``LAYOUTS``; a merged cell of units is proved only where the layout shows merging.

    Returns
    -------
    dict
        Metadata, ``sections`` (path, heading) and ``tasks``; ``task`` is the innermost heading of the row. None where
        the layout cannot carry a heading, or has no column of deadlines.
    """
    return expected_as(sample, LAYOUTS[layout])


def expected_as(sample: Sample, style: Layout) -> dict[str, Any]:
    """The reading of ``sample`` where it is laid out in a style; see :func:`expected`."""
    tasks = _table_tasks(sample, sample.table, style) if sample.table else []
    tasks += [_text_task(sample, section.duty, style) for section in sample.sections if section.duty]
    return {
        "title": sample.title,
        "issued_title": sample.issued_title,
        "doc_number": sample.doc_number,
        "issuer": sample.issuer,
        "year": sample.year,
        "doc_kind": sample.doc_kind,
        "dated": sample.dated.isoformat(),
        "printed": sample.printed.isoformat() if sample.printed else None,
        "issued": sample.dated.isoformat(),
        "disclosure": "主动公开" if sample.issued_title else None,
        "validity": None,
        "source_url": None,
        **style.fields(sample),
        "addressees": list(sample.addressees),
        "copied_to": list(sample.copied_to),
        "sections": _sections(sample, style),
        "tasks": tasks,
    }


def _sections(sample: Sample, style: Layout) -> list[dict[str, Any]]:
    numbers = style.numbers(sample)
    found = [(numbers[section.path][1], section) for section in sample.sections]
    return [{"path": path, "heading": _heading(section, style)} for path, section in found if path is not None]


def _heading(section: SampleSection, style: Layout) -> str | None:
    is_glued = not style.parts_headings and len(section.numbers) == 1 and section.text
    return None if is_glued else section.heading


def _table_tasks(sample: Sample, table: SampleTable, style: Layout) -> list[dict[str, Any]]:
    tasks = []
    owner = "1"
    numbers = style.numbers(sample)
    is_numbered = table.is_numbered if style.numbers_rows is None else style.numbers_rows
    for number, duty in enumerate(table.rows, start=1):
        units = duty.printed_units(style.has_columns)
        is_blank = duty.is_shared and not style.proves_merges
        if not duty.is_shared:
            owner = str(number)
        likely = [{"unit": name, "from_row": owner} for name, _ in units] if is_blank else []
        tasks.append(
            {
                "source": "table",
                "section": "附件",
                "row": str(number) if is_numbered else None,
                "clause": numbers[duty.section][1],
                **_duty(sample, duty, () if is_blank else units),
                **_carried(sample, duty, style),
                "units_likely": likely,
            }
        )
    return tasks


def _carried(sample: Sample, duty: SampleDuty, style: Layout) -> dict[str, Any]:
    """What a layout says otherwise of a row: the nearest section row as its task, no deadline without a column."""
    fields: dict[str, Any] = {}
    if style.has_section_rows:
        fields["task"] = sample.trail(section_paths(duty.section)[-1])[-1]
    if not style.has_dues:
        fields["deadlines"] = None
    return fields


def _text_task(sample: Sample, duty: SampleDuty, style: Layout) -> dict[str, Any]:
    return {
        "source": "text",
        "section": style.numbers(sample)[duty.section][1],
        "row": None,
        "clause": None,
        **_duty(sample, duty, duty.printed_units()),
        "units_likely": [],
    }


def _duty(sample: Sample, duty: SampleDuty, units: tuple[tuple[str, Role], ...]) -> dict[str, Any]:
    return {
        "task": sample.trail(duty.section)[-1],
        "requirement": duty.requirement,
        "units": [name for name, _ in units],
        "lead": [name for name, role in units if role == "lead"],
        "support": [name for name, role in units if role == "support"],
        "collective": [name for name, _ in units if name in sample.collective],
        "deadlines": [_deadline(deadline, sample) for deadline in duty.deadlines],
    }


def _deadline(deadline: Deadline, sample: Sample) -> dict[str, Any]:
    end = _from_issue(sample, deadline.offset or "") if deadline.base in _OWN_ISSUE else deadline.end
    return {
        "text": deadline.text,
        "kind": deadline.kind,
        "start": deadline.start.isoformat() if deadline.start else None,
        "end": end.isoformat() if end else None,
        "every": deadline.every,
        "base": deadline.base,
        "offset": deadline.offset,
    }


def _from_issue(sample: Sample, offset: str) -> dt.date:
    """The day that is so many days or working days after the notice was printed or signed."""
    day = sample.printed or sample.dated
    left = int(offset.split()[0])
    while left:
        day += dt.timedelta(days=1)
        left -= offset.endswith(" days") and (not offset.endswith("working days") or is_workday(day))
    return day
