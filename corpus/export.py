"""A notice as JSON: the contract's reading, and a lossless form for storage."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from corpus.model import (
    Block,
    Box,
    Clause,
    Deadline,
    Finding,
    LikelyUnit,
    Notice,
    Role,
    Section,
    Slip,
    Span,
    Task,
    Unit,
    Variant,
)
from corpus.quote import quote_of


def notice_to_dict(notice: Notice) -> dict[str, Any]:
    """What ``zhengwen read --json`` prints for a file."""
    names = (
        "file version text title issued_title doc_number issuer year doc_kind validity disclosure source_url".split()
    )
    out: dict[str, Any] = {name: getattr(notice, name) for name in names}
    for name in ("dated", "printed", "issued"):
        value = getattr(notice, name)
        out[name] = value.isoformat() if value else None
    out["inferred"] = list(notice.inferred)
    out["addressees"] = list(notice.addressees)
    out["copied_to"] = list(notice.copied_to)
    out["sections"] = [asdict(s) for s in notice.sections]
    out["tasks"] = [task_to_dict(task, notice) for task in notice.tasks]
    out["blocks"] = [asdict(b) for b in notice.blocks]
    out["findings"] = [{**asdict(f), "page": notice.page_at(f.start)} for f in notice.findings]
    if notice.corrected:
        out["corrected"] = list(notice.corrected)
    if notice.slips:
        out["slips"] = [asdict(s) for s in notice.slips]
    return out


def task_to_dict(task: Task, notice: Notice) -> dict[str, Any]:
    """One duty of a notice as the contract writes it."""
    quote, pieces = quote_of(notice.text, task.spans)

    def named(role: str) -> list[str]:
        return [u.name for u in task.units if u.role == role]

    where = iter(task.fields.get("deadlines", ()))
    deadlines = []
    for deadline in task.deadlines:
        at = next(where, None)
        deadlines.append(
            {
                "text": deadline.text,
                "kind": deadline.kind,
                "start": deadline.start.isoformat() if deadline.start else None,
                "end": deadline.end.isoformat() if deadline.end else None,
                "every": deadline.every,
                "base": deadline.base,
                "offset": deadline.offset,
                "span": list(at) if at else None,
            }
        )
    out = {
        "source": task.source,
        "ref": task.ref,
        "section": task.section,
        "row": task.row,
        "clause": task.clause,
        "variants": [asdict(v) for v in task.variants],
        "task": task.task,
        "requirement": task.requirement,
        "units": [u.name for u in task.units],
        "lead": named("lead"),
        "support": named("support"),
        "collective": [u.name for u in task.units if u.is_collective],
        "units_likely": [{"unit": item.unit.name, "from_row": item.from_row} for item in task.likely],
        "deadlines": deadlines,
        "quote": quote,
        "pieces": list(pieces) if pieces else None,
        "start": task.spans[0].start if task.spans else None,
        "end": task.spans[-1].end if task.spans else None,
        "page": notice.page_at(task.spans[0].start) if task.spans else None,
        "spans": {name: [list(s) for s in spans] for name, spans in task.fields.items()},
    }
    return out | {"corrected": list(task.corrected)} if task.corrected else out


def dump_notice(notice: Notice) -> str:
    """A lossless JSON form of a notice."""

    def plain(value: object) -> object:
        if isinstance(value, dt.date):
            return value.isoformat()
        raise TypeError(f"cannot store {type(value).__name__}")

    return json.dumps(asdict(notice), ensure_ascii=False, default=plain, separators=(",", ":"))


def load_notice(text: str) -> Notice:
    """The notice that :func:`dump_notice` wrote."""
    raw = json.loads(text)
    raw["dated"], raw["printed"] = _date(raw["dated"]), _date(raw["printed"])
    for name in ("inferred", "addressees", "copied_to"):
        raw[name] = tuple(raw[name])
    raw["sections"] = tuple(Section(**s) for s in raw["sections"])
    raw["clauses"] = tuple(map(_clause, raw["clauses"]))
    raw["tasks"] = tuple(map(_task, raw["tasks"]))
    raw["blocks"] = tuple(Block(**b) for b in raw["blocks"])
    raw["findings"] = tuple(Finding(**f) for f in raw["findings"])
    raw["corrected"] = tuple(raw.get("corrected", ()))
    raw["slips"] = tuple(Slip(**s) for s in raw.get("slips", ()))
    raw["pages"] = tuple(raw.get("pages", ()))
    raw["boxes"] = tuple(map(Box._make, raw.get("boxes", ())))
    return Notice(**raw)


def _clause(raw: dict[str, Any]) -> Clause:
    raw["trail"], raw["spans"] = tuple(raw["trail"]), _spans(raw["spans"])
    return Clause(**raw)


def _task(raw: dict[str, Any]) -> Task:
    raw["units"] = tuple(map(_unit, raw["units"]))
    raw["deadlines"] = tuple(map(_deadline, raw["deadlines"]))
    raw["spans"] = _spans(raw["spans"])
    raw["fields"] = {name: _spans(spans) for name, spans in raw["fields"].items()}
    raw["variants"] = tuple(Variant(**v) for v in raw["variants"])
    raw["likely"] = tuple(LikelyUnit(_unit(item["unit"]), item["from_row"]) for item in raw["likely"])
    raw["corrected"] = tuple(raw.get("corrected", ()))
    return Task(**raw)


def _unit(raw: dict[str, Any]) -> Unit:
    return _one_unit(raw["name"], raw["role"], raw["place"], raw["organ"], tuple(raw["members"]))


@lru_cache(maxsize=65_536)
def _one_unit(name: str, role: Role, place: str, organ: str, members: tuple[str, ...]) -> Unit:
    """A unit, the same object wherever a library names it: there are many duties and few bodies."""
    return Unit(name, role, place, organ, members)


def _deadline(raw: dict[str, Any]) -> Deadline:
    raw["start"], raw["end"] = _date(raw["start"]), _date(raw["end"])
    return Deadline(**raw)


def _spans(raw: list[list[int]]) -> tuple[Span, ...]:
    return tuple(map(Span._make, raw))


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
