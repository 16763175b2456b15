"""What reading a sample notice must give, computed from its data."""

from __future__ import annotations

from typing import Any

from corpus.model import Deadline, Role
from corpus.sample.layouts import LAYOUTS, Layout
from corpus.sample.load import Sample, SampleDuty, SampleTable


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
        Metadata, ``sections`` (path, heading) and ``tasks``; ``task`` is the innermost heading of the row.
    """
    style = LAYOUTS[layout]
    tasks = _table_tasks(sample, sample.table, style) if sample.table else []
    tasks += [_text_task(sample, section.duty) for section in sample.sections if section.duty]
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
        "addressees": list(sample.addressees),
        "copied_to": list(sample.copied_to),
        "sections": [{"path": section.path, "heading": section.heading} for section in sample.sections],
        "tasks": tasks,
    }


def _table_tasks(sample: Sample, table: SampleTable, style: Layout) -> list[dict[str, Any]]:
    tasks = []
    owner = "1"
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
                "row": str(number) if table.is_numbered or style.is_flat else None,
                "clause": duty.section,
                **_duty(sample, duty, () if is_blank else units),
                "units_likely": likely,
            }
        )
    return tasks


def _text_task(sample: Sample, duty: SampleDuty) -> dict[str, Any]:
    return {
        "source": "text",
        "section": duty.section,
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
        "deadlines": [_deadline(deadline) for deadline in duty.deadlines],
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "text": deadline.text,
        "kind": deadline.kind,
        "start": deadline.start.isoformat() if deadline.start else None,
        "end": deadline.end.isoformat() if deadline.end else None,
        "every": deadline.every,
        "base": deadline.base,
        "offset": deadline.offset,
    }
