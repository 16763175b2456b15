"""Libraries that are asked: the sample, one notice of many duties, notices that come later. All is invented."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from corpus.sample import write_sample
from index import StaticEncoder, build_library

PLACES = ("青石区", "白鹭区", "云河市")
FORMS = (
    "{place}财政局{year}年负责什么",
    "{place}教育局{year}年牵头哪些工作",
    "{place}{year}年对政策解读有什么要求",
    "{place}{year}年6月底前要完成哪些任务",
    "{place}{year}年政务公开工作要点的文号是多少",
    "{place}{year}年政务公开工作要点讲了什么",
    "{place}老旧小区改造信息公开由谁负责",
    "{place}{year}年政务公开培训每年至少几次",
    "{place}{year}年和{before}年对政策解读的要求有什么不同",
    "{place}{before}年对依申请公开有什么要求",
)
"""Kinds of questions, each asked of each place: 30 in all."""

HEADER = ("序号", "工作任务", "具体要求", "责任单位", "完成时限")
THINGS = ("水库", "河道", "泵站", "堤防", "水闸", "渠道", "塘坝", "井房", "水厂", "管网")
DEEDS = ("巡查", "清淤", "加固", "测量", "登记", "供电检查", "水质监测", "护栏维修", "标牌更新", "值守安排")
SITES = ("东村", "西村", "南村", "北村", "新村")
BUSY_UNIT = "区水务局"
"""The unit of the notice of many duties."""

LATER = {
    "防汛物资": "防汛物资仓库每十五日盘点一次，短缺的沙袋、水泵由区应急局补足。",
    "古树名木": "古树名木挂牌编号，由区园林局每季度查看树势，记入古树台账。",
    "渡口渡船": "渡口渡船满五年的由区交通运输局组织检验，检验不合格的不得载客。",
}
"""Notices that are published while others ask."""
LATER_QUESTION = "防汛物资仓库多久盘点一次"
LATER_WORDS = "每十五日盘点一次"
"""Words that only an answer from the new notice has."""


def questions(today: dt.date) -> list[str]:
    """Return thirty different questions about the sample library of this year."""
    year = today.year
    return [form.format(place=place, year=year, before=year - 1) for form in FORMS for place in PLACES]


def sample(folder: Path, today: dt.date) -> Path:
    """Write the sample notices into ``folder`` and build their library; returns the library's folder."""
    write_sample(folder / "notices", today)
    return build(folder)


def many_duties(folder: Path, today: dt.date, count: int) -> Path:
    """Write one notice whose table gives ``count`` duties to one unit, and build its library."""
    assert count <= len(THINGS) * len(DEEDS) * len(SITES), count
    rows = [" | ".join(HEADER), "|".join(["---"] * len(HEADER))]
    for at in range(count):
        place, rest = SITES[at % len(SITES)], at // len(SITES)
        thing, deed = THINGS[rest % len(THINGS)], DEEDS[rest // len(THINGS)]
        what, due = f"{place}{thing}{deed}", f"{today.year}年{at % 12 + 1}月底前"
        rows.append(f"{at + 1} | {what} | 完成{place}{thing}的{deed}，结果报备案 | {BUSY_UNIT} | {due}")
    table = "\n".join(f"| {row} |" for row in rows)
    title = f"{today.year}年青石区水务工作要点"
    text = (
        f"云河市青石区人民政府办公室\n关于印发{title}的通知\n\n青石政办发〔{today.year}〕90号\n\n"
        f"各街道办事处，区政府各部门：\n\n《{title}》已经区政府同意，现印发给你们，请认真抓好落实。\n\n"
        f"云河市青石区人民政府办公室\n{today.year}年1月5日\n\n附件\n{title}任务分解表\n\n{table}\n"
    )
    _write(folder / "notices" / "水务工作要点.md", text)
    return build(folder)


def add_later(notices: Path, today: dt.date) -> None:
    """Write the three notices that are published while others ask."""
    for number, (subject, words) in enumerate(LATER.items(), 71):
        title = f"关于做好{today.year}年{subject}管理工作的通知"
        text = (
            f"云河市青石区人民政府办公室\n{title}\n\n青石政办发〔{today.year}〕{number}号\n\n"
            f"各街道办事处，区政府各部门：\n\n为做好{subject}管理工作，现将有关事项通知如下。\n\n"
            f"一、管理要求\n{words}\n\n二、工作保障\n各单位明确专人负责，及时报送情况。\n\n"
            f"云河市青石区人民政府办公室\n{today.year}年1月6日\n"
        )
        _write(notices / f"{subject}.txt", text)


def build(folder: Path) -> Path:
    """Build ``folder/library`` from ``folder/notices``."""
    build_library(folder / "library", [folder / "notices"], StaticEncoder.load())
    return folder / "library"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
