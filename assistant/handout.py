"""A list of duties for every unit: one Excel file each, and one with what no unit's own file holds."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Collection, Iterator

from assistant.dutylist import DutyList, numbered

NOT_SPLIT = "未分到具体单位的任务"
"""The file of what no unit's own file holds."""
_NAME_LENGTH = 60
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def unit_lists(duties: DutyList) -> Iterator[tuple[str, DutyList]]:
    """The list of each single unit under the name of its file, without ending; last, if there is any, the rest."""
    lists = duties.by_unit()
    told = {(d.notice.notice_id, d.source.ref) for each in lists for d in each.duties}
    taken: set[str] = set()
    for each in lists:
        name = file_name(each.unit, taken)
        taken.add(name.casefold())
        yield name, each
    if rest := numbered(d for d in duties.duties if (d.notice.notice_id, d.source.ref) not in told):
        yield NOT_SPLIT, DutyList("", rest, duties.scope)


def handout_zip(duties: DutyList) -> bytes:
    """The Excel files of all units in one archive, with names in UTF-8."""
    out = io.BytesIO()
    now = time.localtime()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in unit_lists(duties):
            archive.writestr(zipfile.ZipInfo(f"{name}.xlsx", now), each.to_xlsx())
    return out.getvalue()


def file_name(unit: str, taken: Collection[str] = ()) -> str:
    """A name for a unit's file that Windows takes as well, not among those ``taken`` (in lower case)."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "_", unit)[:_NAME_LENGTH].strip(" .") or "单位"
    if _RESERVED.match(name):
        name = f"_{name}"
    base, number = name, 2
    while name.casefold() in taken or name == NOT_SPLIT:
        name, number = f"{base}({number})", number + 1
    return name
