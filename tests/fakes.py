"""Stand-ins that anyone can compute: an assistant whose answers are written by hand over invented notices."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant import Answer, Citation, Limits, Place, Scope, Status, Turn
from corpus import Block, Deadline, Notice, Section, Span

SLOW = 1.5
"""Seconds that a question with 慢 in it takes, and what may be asked after one with 接着."""

NOTICE_TEXT = """云河市青石区人民政府办公室文件

青政办字〔2026〕7号

云河市青石区人民政府办公室
关于印发2026年青石区政务公开工作要点的通知

各街道、各镇，区政府各部门：

《2026年青石区政务公开工作要点》已由区政府审定，现予印发，请结合实际抓好落实。

云河市青石区人民政府办公室
2026年3月18日

2026年青石区政务公开工作要点

一、做好重点领域信息公开
（一）公开财政信息。区财政局负责在4月30日前公开本级预算，按季度公布地方政府债务的
— 2 —
限额、余额和偿还计划，并对公众提出的疑问作出说明。
（二）公开民生信息。区教体局、区卫生健康局分别公开义务教育招生范围和医疗服务价格。

二、办好依申请公开
（一）压实办理责任。区司法局会同各承办单位，在法定期限内答复申请人，不得推诿。

附件
2026年青石区政务公开任务分解表

| 序号 | 工作任务 | 具体要求 | 责任单位 | 完成时限 |
|------|----------|----------|----------|----------|
| 1 | 公开财政信息 | 公开本级预算，<br>按季度公布债务情况 | 区财政局 | 2026年4月30日前 |
| 2 | 公开民生信息 | 公开招生范围和服务价格 | 区教体局、区卫生健康局 | 长期 |
| 3 | 办好依申请公开 | 在法定期限内答复申请人 | 区司法局、各承办单位 | 全年 |
"""

HOSTILE_TEXT = """<script>window.attacked = 'script'</script>关于<b>试验</b>的通知

<img src=x onerror="window.attacked='img'"><svg onload="window.attacked='svg'"></svg>
一、${window.attacked='template'} {{constructor}} 请看[链接](javascript:window.attacked='link')和![图](http://images.invalid/a.png)。
<iframe srcdoc="<script>parent.attacked='frame'</script>"></iframe>详见https://pages.invalid/和 www.pages.invalid 。
| <td onclick="window.attacked='cell'">单元格</td> | <a href="javascript:window.attacked='a'">甲</a> |
"""
HOSTILE_NAME = (
    "<img src=x onerror=\"window.attacked='name'\">![图](http://images.invalid/b.png)[名](javascript:alert(1))"
)


def spans_of(text: str, *words: str) -> tuple[Span, ...]:
    """Where each of ``words`` stands for the first time."""
    return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)


def _block(kind: str, words: str) -> Block:
    (span,) = spans_of(NOTICE_TEXT, words)
    return Block(kind, span.start, span.end)


def _section(path: str, heading: str, first: str, last: str) -> Section:
    return Section(path, heading, NOTICE_TEXT.index(first), NOTICE_TEXT.index(last) + len(last))


def make_notice(**changes: object) -> Notice:
    """The invented notice, changed."""
    notice = Notice(
        file="qingshi2026.txt",
        version="a" * 64,
        text=NOTICE_TEXT,
        title="云河市青石区人民政府办公室关于印发2026年青石区政务公开工作要点的通知",
        issued_title="2026年青石区政务公开工作要点",
        doc_number="青政办字〔2026〕7号",
        issuer="云河市青石区人民政府办公室",
        place="云河市青石区",
        year=2026,
        doc_kind="notice",
        validity=None,
        disclosure=None,
        source_url=None,
        dated=dt.date(2026, 3, 18),
        printed=None,
        inferred=(),
        addressees=(),
        copied_to=(),
        sections=(
            _section("一", "做好重点领域信息公开", "一、做好重点", "医疗服务价格。"),
            _section("一（一）", "公开财政信息", "（一）公开财政", "作出说明。"),
        ),
        clauses=(),
        tasks=(),
        blocks=(
            _block("title", "云河市青石区人民政府办公室\n关于印发2026年青石区政务公开工作要点的通知"),
            _block("doc_number", "青政办字〔2026〕7号"),
            _block("signature", "云河市青石区人民政府办公室\n2026年3月18日"),
            _block("heading", "一、做好重点领域信息公开"),
            _block("furniture", "— 2 —"),
            _block("heading", "二、办好依申请公开"),
        ),
        findings=(),
    )
    return replace(notice, **changes)


def make_citation(notice: Notice | None = None, *words: str, **changes: object) -> Citation:
    """A citation of ``words`` in the notice (one span each), changed."""
    notice = notice or make_notice()
    words = words or ("区财政局负责在4月30日前公开本级预算，按季度公布地方政府债务的", "限额、余额和偿还计划")
    spans = spans_of(notice.text, *words)
    citation = Citation(
        n=1,
        notice_id="qingshi-2026-7",
        version=notice.version,
        title=notice.title,
        issued_title=notice.issued_title,
        issuer=notice.issuer,
        year=notice.year,
        doc_number=notice.doc_number,
        issued=notice.issued,
        section="一（一）",
        heading="公开财政信息",
        quote="".join(words),
        pieces=words if len(words) > 1 else None,
        file=notice.file,
        start=spans[0].start,
        end=spans[-1].end,
        label=f"《{notice.title}》（青政办字〔2026〕7号）第一部分第（一）项",
        label_short="《2026年青石区政务公开工作要点》（青政办字〔2026〕7号）第一部分第（一）项",
        spans=spans,
    )
    return replace(citation, **changes)


def row_citation(**changes: object) -> Citation:
    """A citation of the first row of the task table."""
    deadline = Deadline("2026年4月30日前", "date", end=dt.date(2026, 4, 30))
    (body,) = spans_of(NOTICE_TEXT, "公开财政信息。区财政局负责")
    row = NOTICE_TEXT.index("| 1 |") + len("| 1 | ")
    task = Span(row, row + len("公开财政信息"))
    (requirement,) = spans_of(NOTICE_TEXT, "公开本级预算，<br>按季度公布债务情况")
    cut = requirement.start + len("公开本级预算，")
    spans = (task, Span(requirement.start, cut), Span(cut + len("<br>"), requirement.end))
    cells = ("公开财政信息", "公开本级预算，", "按季度公布债务情况")
    citation = make_citation(
        n=2,
        section="附件",
        heading="",
        row="1",
        quote="".join(cells),
        pieces=cells,
        start=task.start,
        end=spans[-1].end,
        spans=spans,
        units=("区财政局",),
        deadlines=(deadline,),
        label_short="《2026年青石区政务公开工作要点》（青政办字〔2026〕7号）附件序号1",
        also=(Place("qingshi-2026-7", "qingshi2026.txt", "一（一）", None, body.start, body.end),),
    )
    return replace(citation, **changes)


def hostile_notice() -> Notice:
    """A notice whose every field tries to run or to fetch something."""
    return make_notice(
        text=HOSTILE_TEXT,
        file=HOSTILE_NAME,
        title=HOSTILE_NAME,
        issued_title=HOSTILE_NAME,
        doc_number=HOSTILE_NAME,
        issuer=HOSTILE_NAME,
        place=HOSTILE_NAME,
        sections=(Section("一", HOSTILE_NAME, 0, len(HOSTILE_TEXT)),),
        blocks=(),
    )


def hostile_citation() -> Citation:
    """A citation whose every field tries to run or to fetch something."""
    return make_citation(
        hostile_notice(),
        HOSTILE_TEXT.strip(),
        notice_id="hostile",
        title=HOSTILE_NAME,
        heading=HOSTILE_NAME,
        section=HOSTILE_NAME,
        label=HOSTILE_NAME,
        label_short=HOSTILE_NAME,
        disclosure=HOSTILE_NAME,
        validity=f"废止{HOSTILE_NAME}",
        units=(HOSTILE_NAME,),
    )


@dataclass(frozen=True)
class FakeHeld:
    """The light record of one notice."""

    place: str
    year: int | None
    notice_id: str = "qingshi-2026-7"
    name: str = "2026年青石区政务公开工作要点"
    doc_number: str | None = None
    issuer: str | None = "云河市青石区人民政府办公室"
    doc_kind: str = "notice"
    validity: str | None = None
    disclosure: str | None = None
    issued: dt.date | None = None
    corrected: tuple[str, ...] = ()
    due: tuple[tuple[int, ...], ...] = ()
    title: str = ""
    file: str = "qingshi2026.txt"
    clauses: int = 3
    tasks: int = 3
    findings: int = 0


class FakeLibrary:
    """Two notices: one as they are, one that attacks."""

    generation = "g000007"
    folder = Path("nowhere")

    def __init__(self) -> None:
        self._notices = {"qingshi-2026-7": make_notice(), "hostile": hostile_notice()}

    @property
    def held(self) -> Sequence[FakeHeld]:
        return [FakeHeld(notice.place, notice.year) for notice in self._notices.values()]

    def held_as(self, notice_id: str) -> Notice:
        return self._notices[notice_id]

    def notice(self, notice_id: str) -> Notice:
        return self._notices[notice_id]


class FakeLive:
    """An assistant that stays the same."""

    def __init__(self, assistant: FakeAssistant | None = None) -> None:
        self.current = assistant or FakeAssistant()

    def refresh(self) -> FakeAssistant:
        return self.current


class FakeAssistant:
    """Answers by the first word that it knows; what it was asked is kept in ``asked``."""

    def __init__(self) -> None:
        self.library = FakeLibrary()
        self.asked: list[tuple[str, list[Turn]]] = []

    home = ("", "")

    def at_home(self, place: str, unit: str) -> FakeAssistant:
        return self

    def home_places(self) -> list[str]:
        return ["云河市青石区"]

    def home_units(self, place: str = "") -> list[str]:
        return ["区财政局"]

    def duty_list(self, answer: Answer) -> None:
        return None

    def follow_ups(self, answer: Answer, history: Sequence[Turn], limits: Limits) -> tuple[str, ...]:
        if "接着" not in answer.question:
            return ()
        time.sleep(SLOW)
        return ("由谁负责",)

    def ask(self, question: str, history: Sequence[Turn] = (), limits: Limits | None = None) -> Answer:
        self.asked.append((question, list(history)))
        if "慢" in question:
            time.sleep(SLOW)
        if "崩溃" in question:
            raise RuntimeError("index torn")
        for word, answer in fake_answers().items():
            if word in question:
                return replace(answer, question=question)
        return Answer(question, Status.ASK_BACK, "请说明是**哪个地区**、哪一年。")

    def examples(self, n: int = 4) -> list[str]:
        words = ["区财政局今年负责什么", "依申请公开由谁负责", "预算什么时候公开", "2024年的要点是什么"]
        return words[:n]


def fake_answers() -> dict[str, Answer]:
    """Word in the question to answer."""
    note = "“今年”按2026年理解，地区按青石区理解。"
    return {
        "攻击": Answer("", Status.ANSWERED, f"{HOSTILE_TEXT}\n\n{HOSTILE_NAME} [1]", (hostile_citation(),)),
        "财政局": Answer(
            "",
            Status.ANSWERED,
            f"（{note}）\n\n区财政局有**1**项任务：\n\n| 任务 | 时限 | 出处 |\n|---|---|---|\n"
            "| 公开财政信息 | 2026年4月30日前 | [1][2] |",
            (make_citation(), row_citation()),
            scope=Scope(note=note),
        ),
        "预算": Answer("", Status.ANSWERED, "在4月30日前。[1]", (row_citation(n=1),)),
        "依申请": Answer(
            "",
            Status.ANSWERED,
            "> 区司法局会同各承办单位，在法定期限内答复申请人，不得推诿。[1]",
            (
                make_citation(
                    None,
                    "区司法局会同各承办单位，在法定期限内答复申请人，不得推诿。",
                    section="二（一）",
                    heading="压实办理责任",
                    label_short="《2026年青石区政务公开工作要点》（青政办字〔2026〕7号）第二部分第（一）项",
                    doc_kind="interpretation",
                    validity="已废止",
                    disclosure="依申请公开",
                ),
            ),
        ),
        "2024": Answer(
            "",
            Status.NOT_HELD,
            "文库中没有青石区2024年的公文，现有的是2026年的。",
            (make_citation(near=True),),
        ),
    }
