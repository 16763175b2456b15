"""An invented notice of 云河市青石区, and how tests read a text and look at what was read."""

from __future__ import annotations

from collections.abc import Iterable

from corpus import Deadline, Notice, Task, read_bytes

LETTER = """青石政办字〔2024〕5号

云河市青石区人民政府办公室
关于印发2024年青石区政务公开工作要点的通知

各镇人民政府、街道办事处，区政府各部门、各直属单位：
《2024年青石区政务公开工作要点》经区政府研究同意，现予印发，请抓好落实。

云河市青石区人民政府办公室
2024年4月9日
（此件公开发布）

2024年青石区政务公开工作要点

为做好全区政务公开工作，制定本要点。
"""

BODY = """一、加强政策解读
（一）提高解读质量。对重要政策同步编制解读材料。（责任单位：区司法局、区政府各部门；完成时限：2024年6月底前）
（二）丰富解读形式。用图片、视频和问答解读政策。（牵头单位：区融媒体中心；配合单位：区教育体育局、各街道办事处）
二、办好政府公报
1.按月出版，每期出版后五日内上网。
2.向村居和图书馆免费赠送。
"""

IMPRINT = """
抄送：区委各部门，区人大常委会办公室。
云河市青石区人民政府办公室                    2024年4月10日印发
"""

NOTICE = LETTER + BODY + IMPRINT


def read(text: str, name: str = "通知.txt") -> Notice:
    """The notice that a text is."""
    return read_bytes(text.encode(), name)


def headings(notice: Notice) -> list[tuple[str, str]]:
    """Path and heading of each section."""
    return [(section.path, section.heading) for section in notice.sections]


def paths(notice: Notice) -> list[str]:
    """The path of each section."""
    return [section.path for section in notice.sections]


def words_at(notice: Notice, spans: Iterable[tuple[int, int]]) -> list[str]:
    """What spans cut out of the text of a notice."""
    return [notice.text[start:end] for start, end in spans]


def unit_names(task: Task) -> list[tuple[str, str]]:
    """Name and role of each unit of a duty."""
    return [(unit.name, unit.role) for unit in task.units]


def meaning(deadline: Deadline) -> tuple[str, str | None, str | None]:
    """Kind, start and end of a deadline."""
    start, end = deadline.start, deadline.end
    return deadline.kind, start.isoformat() if start else None, end.isoformat() if end else None
