"""What a column of a task table holds, where its name alone does not tell: by its cells and by where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.dates import parse_deadline_cell
from corpus.model import Role
from corpus.tables import ColumnRole, GridCell, role_of

UNIT_ROLES: dict[str, Role] = {"lead": "lead", "support": "support", "units": "plain"}
"""The columns of units, and the role that they give."""
_BEGAN = re.compile(
    "(?:发现|立项|开始|开工|启动|起始|反馈|列入|交办|移交|受理|收到|登记|下达|签收|批复).{0,4}(?:时间|日期|日|月份|年份)$"
)
"""The name of a column that says when something was found or began."""
_ENDS = re.compile("[完止限期]|节点|时间安排")
_UNTIL = re.compile("[前底内]|季度|全年|长期")
_TARGET = re.compile("(?:指标|目标|内容|标准|任务|要求|规模|数量)$")
_BARE = re.compile(
    r"[0-9０-９.,，]+\s*(?:分|[百千万亿]*元)?"
    r"|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁][一-鿿]{1,2}"
)
"""A number, a sum or a person's name."""


def _is_deadline(cell: GridCell) -> bool:
    """Whether a cell holds a time and nothing else, whatever its column is called."""
    return any(deadline.kind != "unknown" for deadline in parse_deadline_cell(cell.text, 2000) or ())


def told_by_column(
    roles: list[ColumnRole | None], names: tuple[GridCell, ...], rows: tuple[tuple[GridCell, ...], ...]
) -> list[ColumnRole | None]:
    """A header in which the name and the cells of a column tell more of one that the list of names does not have.

    A column of times is that of deadlines, if its name or its cells say that something ends then; one that says when
    something began is a note. Behind the units stands what is said about the row (分值, 签收人, 资金来源): a note too,
    but where the name is that of a target and the cells are no bare numbers, sums or persons.
    """
    out = list(roles)
    units = min((i for i, role in enumerate(roles) if role in UNIT_ROLES), default=len(roles))
    for i, role in enumerate(roles):
        name = names[i].text
        if role_of(name) is not None or role not in ("unknown", "requirement", "deadline"):
            continue
        column = [row[i] for row in rows if len(row) == len(roles) and row[i].text and row[i] is not row[i - 1]]
        if _BEGAN.match(name):
            out[i] = "note"
        elif role == "unknown" and "deadline" not in out and _are_deadlines(name, column):
            out[i] = "deadline"
        elif i > units and role in ("unknown", "requirement"):
            is_note = role == "unknown" and not _TARGET.search(name)
            out[i] = "note" if is_note or _mostly(bool(_BARE.fullmatch(cell.text)) for cell in column) else role
    return out


def _are_deadlines(name: str, column: list[GridCell]) -> bool:
    """Whether a column holds times by which something is to be done."""
    says_end = bool(_ENDS.search(name)) or _mostly(bool(_UNTIL.search(cell.text)) for cell in column)
    return says_end and _mostly(_is_deadline(cell) for cell in column)


def _mostly(told: Iterable[bool]) -> bool:
    those = list(told)
    return sum(those) * 2 > len(those)


def with_unknown(roles: list[ColumnRole | None]) -> list[ColumnRole | None] | None:
    """The header with a role for a column of unknown name, by where it stands; None when that does not tell.

    A column without a name may be that of another one's second level, or none: the words of each row tell.
    One before the known names of tasks says what the row is about; any other (星级, 任务数量) says more of what is
    to be done, and is part of 具体要求. Where no column is 具体要求, the last 工作任务 behind an
    unknown one takes that place, or else the unknown ones between 工作任务 and the units.
    """
    if None in roles:
        return None
    unknown = [i for i, role in enumerate(roles) if role == "unknown"]
    if not unknown:
        return roles
    units = min((i for i, role in enumerate(roles) if role in UNIT_ROLES), default=0)
    tasks = [i for i, role in enumerate(roles) if role == "task" and i < units]
    before = [i for i in unknown if i < units]
    out = list(roles)
    if "requirement" in roles:
        first = tasks[-1] if tasks else out.index("requirement")
    elif tasks and (not before or before[-1] < tasks[-1]):
        first = tasks[-1]
        out[first] = "requirement"
    elif tasks or len(before) == 1:
        first = tasks[-1] if tasks else before[0]
    else:
        return None
    for i in unknown:
        out[i] = "task" if i < first else "requirement"
    return out
