"""A notice as a file's text, in the layouts in which the sample library is written."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from corpus.sample import tables
from corpus.sample.load import Sample, SampleDuty, SampleSection

INDENT = "　　"
PAGE_LINES, PAGE_WIDTH = 22, 30

Marks = Callable[[SampleSection], str]
"""The mark of numbering that a section is printed with."""
Duties = Callable[[SampleDuty], str]
"""The words of a duty in the text."""
Kind = Literal["head", "number", "title", "addressees", "paragraph", "right", "note", "issued", "section", "caption"]


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of a notice: what it is, and its words (one item a line in a title)."""

    kind: Kind
    lines: tuple[str, ...]
    section: SampleSection | None = None

    @property
    def text(self) -> str:
        """The words in one line."""
        return "".join(self.lines)


def day_words(sample: Sample) -> str:
    """成文日期 as printed: 2026年2月9日."""
    return f"{sample.dated.year}年{sample.dated.month}月{sample.dated.day}日"


def duty_words(duty: SampleDuty) -> str:
    """A duty in the text: （责任单位：…）, or （牵头单位：…；配合单位：…）, with 完成时限 where the text has none."""
    units = duty.printed_units()
    support = "、".join(name for name, role in units if role == "support")
    others = "、".join(name for name, role in units if role != "support")
    words = f"牵头单位：{others}；配合单位：{support}" if support else f"责任单位：{others}"
    due = "，".join(deadline.text for deadline in duty.deadlines)
    return f"（{words}）" if duty.has_due_in_text or not due else f"（{words}；完成时限：{due}）"


def other_duty_words(duty: SampleDuty) -> str:
    """A duty in other words than :func:`duty_words`, each notice having all of them: who does it by verbs, or lines."""
    units = duty.printed_units()
    support = "、".join(name for name, role in units if role == "support")
    others = "、".join(name for name, role in units if role != "support")
    due = "" if duty.has_due_in_text else "，".join(deadline.text for deadline in duty.deadlines)
    form = len(duty.requirement) % 4
    if form == 0:
        words = f"牵头单位：{others}\n配合单位：{support}" if support else f"责任单位：{others}"
        return f"\n{words}" + (f"\n完成时限：{due}" if due else "")
    if support:
        words = ("{}牵头，{}配合", "牵头部门：{}，配合部门：{}", "由{}牵头，{}配合")[form - 1].format(others, support)
    else:
        words = ("{}负责", "责任部门：{}", "{}按职责分工负责")[form - 1].format(others)
    return f"（{words}；完成时间：{due}）" if due else f"（{words}）"


def usual_mark(section: SampleSection) -> str:
    """一、 （一） 1. as in GB/T 9704."""
    mark = section.numbers[-1]
    if mark.startswith("（"):
        return mark
    return mark + ("." if mark.isdigit() else "、")


def section_words(section: SampleSection, marks: Marks = usual_mark, duties: Duties = duty_words) -> tuple[str, str]:
    """The mark with the heading, and the words under it with the duty that they carry."""
    return marks(section) + section.heading, section.text + (duties(section.duty) if section.duty else "")


def opening_parts(sample: Sample) -> list[Part]:
    """From the red head to （此件公开发布）; a notice that issues nothing (解读) has only its title."""
    if not sample.issued_title:
        return [Part("title", sample.title_lines)]
    parts = [Part("head", (f"{sample.issuer}文件",))]
    parts += [Part("number", (sample.doc_number,))] if sample.doc_number else []
    return [
        *parts,
        Part("title", sample.title_lines),
        Part("addressees", ("，".join(sample.addressees) + "：",)),
        Part("paragraph", (sample.preface,)),
        *signature_parts(sample),
        Part("note", ("（此件公开发布）",)),
        Part("issued", (sample.issued_title,)),
    ]


def signature_parts(sample: Sample) -> list[Part]:
    """Who signs, and 成文日期."""
    return [Part("right", (sample.issuer,)), Part("right", (day_words(sample),))]


def body_parts(sample: Sample, marks: Marks = usual_mark, duties: Duties = duty_words) -> list[Part]:
    """The numbered text, and where it has one the line that names the attachment."""
    parts = [Part("paragraph", (sample.opening,))] if sample.opening else []
    parts += [Part("section", section_words(section, marks, duties), section) for section in sample.sections]
    if not sample.issued_title:
        parts += signature_parts(sample)
    if sample.table:
        parts.append(Part("paragraph", (f"附件：{sample.table.caption}",)))
    return parts


def imprint_lines(sample: Sample) -> list[str]:
    """抄送 and 印发日期."""
    lines = [f"抄送：{'，'.join(sample.copied_to)}。"] if sample.copied_to else []
    if sample.printed:
        day = sample.printed
        lines.append(f"{sample.issuer}{INDENT}{day.year}年{day.month}月{day.day}日印发")
    return lines


def text_lines(sample: Sample, marks: Marks = usual_mark, duties: Duties = duty_words) -> list[str]:
    """The parts as plain text in the style of GB/T 9704, a paragraph a line."""
    lines: list[str] = []
    for part in opening_parts(sample) + body_parts(sample, marks, duties):
        lines += _text_part(part)
    return lines


def _text_part(part: Part) -> list[str]:
    if part.kind in ("head", "number", "issued"):
        return ["", part.text, ""]
    if part.kind == "title":
        return [*part.lines, ""]
    if part.kind == "addressees":
        return [part.text]
    if part.kind == "right":
        return [f"{INDENT * 6}{part.text}"]
    if part.kind == "section" and part.section:
        heading, text = part.lines
        is_part = len(part.section.numbers) == 1
        if is_part and text:
            return [INDENT + heading, INDENT + text]
        return [INDENT + (f"{heading}。{text}" if text else heading)]
    return [INDENT + part.text]


def plain(sample: Sample) -> list[str]:
    """Paragraphs in one line each, a table parted by tabs with every cell filled."""
    return with_table(sample, tables.tab_separated(sample, sample.table, is_merged=False) if sample.table else [])


def tabbed(sample: Sample) -> list[str]:
    """As ``plain``, but merged cells are blank and nothing is indented."""
    table = tables.tab_separated(sample, sample.table, is_merged=True) if sample.table else []
    return [line.lstrip("　") for line in with_table(sample, table)]


def flattened(sample: Sample) -> list[str]:
    """As ``plain``, but the table has lost its lines: a cell after the other."""
    rows = tables.flattened(sample, sample.table) if sample.table else []
    return with_table(sample, [tables.FLAT_HEADER, *(line for row in rows for line in row)])


def with_table(sample: Sample, table: list[str], marks: Marks = usual_mark, duties: Duties = duty_words) -> list[str]:
    """The text, the lines of the table as its attachment, the imprint."""
    attachment = ["", "附件", "", sample.table.caption, "", *table] if sample.table else []
    return [*text_lines(sample, marks, duties), *attachment, "", *imprint_lines(sample)]


def wrapped(sample: Sample) -> list[str]:
    """As text taken from a PDF: lines of thirty characters, a page number every 22 lines, the table flattened."""
    return paged(sample).joined(dashed)


def paged(sample: Sample) -> Pages:
    """The pages of a PDF as lines of text."""
    pages = Pages()
    for line in text_lines(sample):
        for piece in tables.broken(line, PAGE_WIDTH) or [""]:
            pages.add([piece])
    if sample.table:
        pages.add(["附件", sample.table.caption, tables.FLAT_HEADER])
        for row in tables.flattened(sample, sample.table):
            pages.add(row, header=tables.FLAT_HEADER)
    for line in imprint_lines(sample):
        pages.add(tables.broken(line, 36))
    return pages


class Pages:
    """Lines on numbered pages; what is added together is not torn apart."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]

    def add(self, lines: list[str], header: str | None = None) -> None:
        """Add lines to the page, or to the next one, where ``header`` is printed again."""
        if len(self.pages[-1]) + len(lines) > PAGE_LINES:
            self.pages.append([header] if header else [])
        self.pages[-1] += lines

    def joined(self, turn: Callable[[int, int], list[str]]) -> list[str]:
        """All lines; behind each page those that ``turn`` gives for its number and the number of pages."""
        count = len(self.pages)
        return [line for at, page in enumerate(self.pages, start=1) for line in (*page, *turn(at, count))]


def dashed(page: int, _: int) -> list[str]:
    """A page number as printed at the foot: — 3 —."""
    return ["", f"— {page} —", ""]


def markdown(sample: Sample) -> list[str]:
    """Headings with #, third-level numbers run into their text, a pipe table."""
    return markdown_lines(sample, tables.markdown(sample, sample.table) if sample.table else [])


def markdown_lines(sample: Sample, table: list[str]) -> list[str]:
    """The parts in Markdown around the lines of a table."""
    lines: list[str] = []
    for part in opening_parts(sample) + body_parts(sample):
        lines += [*_markdown_part(part), ""]
    if sample.table:
        lines += ["# 附件", "", f"## {sample.table.caption}", "", *table, ""]
    imprint = [text for line in imprint_lines(sample) for text in (line, "")]
    return [*lines, "---", "", *imprint] if imprint else lines


def _markdown_part(part: Part) -> list[str]:
    if part.kind in ("head", "title", "issued"):
        return [f"# {part.text}"]
    if part.kind == "section" and part.section:
        heading, text = part.lines
        depth = len(part.section.numbers)
        if part.section.numbers[-1].isdigit():
            return [f"{heading.replace('.', '. ', 1)}。{text}"]
        return [f"{'#' * (depth + 1)} {heading}", *(["", text] if text else [])]
    return [part.text]


def web(sample: Sample) -> list[str]:
    """A page of a government site, its table with merged cells."""
    return _page(sample, tables.web(sample, sample.table) if sample.table else [])


def columns(sample: Sample) -> list[str]:
    """As ``web``, the table with columns 牵头单位 and 配合单位 under a second header row."""
    return _page(sample, tables.web_columns(sample, sample.table) if sample.table else [])


def _page(sample: Sample, table: list[str]) -> list[str]:
    title = html.escape(sample.title)
    crumbs = " &gt; ".join(f'<a href="#">{name}</a>' for name in ("首页", "政务公开", "政策文件"))
    lines = ["<!DOCTYPE html>", '<html lang="zh-CN">', '<head><meta charset="utf-8">']
    lines += [f"<title>{title}_{sample.place}政府网站</title>", "<style>p { text-indent: 2em }</style>"]
    lines += ["<script>var share = true;</script></head>", "<body>"]
    lines += ['<div class="nav"><ul><li>首页</li><li>新闻动态</li><li>政务公开</li><li>政务服务</li></ul></div>']
    lines += [f'<div class="crumbs">当前位置：{crumbs}</div>', *_metadata(sample)]
    lines += ['<div class="tools">字体：【大 中 小】 打印 分享到：微信 微博</div>', '<div class="article">']
    for part in opening_parts(sample) + body_parts(sample):
        lines += _web_part(part)
    if sample.table:
        lines += ["<p>附件</p>", f'<p style="text-align:center"><b>{html.escape(sample.table.caption)}</b></p>', *table]
    lines += [f"<p>{html.escape(line)}</p>" for line in imprint_lines(sample)]
    lines += ["</div>", '<div class="near">上一篇：没有了<br>下一篇：没有了</div>']
    return [*lines, f'<div class="foot">主办：{sample.issuer} 网站地图 联系我们</div>', "</body>", "</html>"]


def _metadata(sample: Sample) -> list[str]:
    day = (sample.printed or sample.dated).isoformat()
    fields = {
        "索 引 号": f"YH{sample.year}-{sample.dated:%m%d}",
        "发文机关": sample.issuer,
        "发文字号": sample.doc_number,
        "标　　题": sample.title,
        "成文日期": day_words(sample),
        "发布日期": day,
        "有 效 性": "有效",
    }
    rows = [f"<li><b>{name}：</b>{html.escape(value)}</li>" for name, value in fields.items() if value]
    return ['<ul class="metadata">', *rows, "</ul>"]


def _web_part(part: Part) -> list[str]:
    if part.kind == "title":
        return [f"<h1>{'<br>'.join(html.escape(line) for line in part.lines)}</h1>"]
    if part.kind in ("head", "issued"):
        return [f"<h2>{html.escape(part.text)}</h2>"]
    if part.kind == "number":
        return [f'<p style="text-align:center">{part.text}</p>']
    if part.kind == "right":
        return [f'<p style="text-align:right">{html.escape(part.text)}</p>']
    if part.kind == "section" and part.section:
        heading, text = map(html.escape, part.lines)
        if len(part.section.numbers) == 1:
            return [f"<p><strong>{heading}</strong></p>", *([f"<p>{text}</p>"] if text else [])]
        return [f"<p><strong>{heading}。</strong>{text}</p>" if text else f"<p><strong>{heading}</strong></p>"]
    return [f"<p>{html.escape(part.text)}</p>"]
