"""Physical lines of a source, each with what it is: front matter, furniture, a line of a marked table, or words.

Web pages and crawlers put things around a notice (breadcrumbs, 分享, 字号, front matter); printers put page numbers
into it. All of that stays in the text, but is not words of the notice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal

from corpus.labels import cut_fields, field_of
from corpus.model import Span

LineKind = Literal["words", "blank", "furniture", "markdown_row", "tab_row"]

_PAGE_NUMBER = re.compile(
    r"^(?=.{1,60}$)[\s—－–\-―·.•|]*(?:第\s*[0-9一二三四五六七八九十]+\s*页(?:\s*[/，,]?\s*共\s*[0-9一二三四五六七八九十]+\s*页)?"
    r"|[—－–\-―·•]+\s*[0-9０-９]{1,3}\s*[—－–\-―·•]+|[0-9]{1,3}\s*/\s*[0-9]{1,3}|Page\s*\d+(?:\s*of\s*\d+)?)[\s—－–\-―·.|]*$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^\s*(?:[-*_=—]\s*){3,}$")
_SHARE = re.compile(
    r"^(?:分享(?:到|：|:)?|打印(?:本页)?|关闭(?:窗口|本页)?|【?字[号体]|\[?字体|收藏|微信|微博|QQ空间|全真版|文字版|文件下载|相关链接|附件下载|"
    r"扫一扫|返回顶部|上一篇|下一篇|责任编辑|浏览次数|阅读次数|点击数|点击率|访问量|来源[：:]|信息来源|发布(?:时间|日期)[：:]\s*\d|时间[：:]\s*\d|当前位置|您(?:现在)?的?(?:位置|所在)|首页(?:\s*[>＞»]|[^。，；]{2,60}$)|"
    r"主办单位[：:]|承办单位[：:]|版权所有|网站标识码|备案号|.{0,6}ICP备|.{0,4}公网安备|技术支持|联系我们|网站地图|关于我们|无障碍|长者版|-->|【相关解读】|相关解读)",
)
_FIELD = re.compile(r"^(?P<name>[一-鿿]{2,6})[：:]\s*(?P<value>.*)$")
_BODY_MARK = re.compile(r"^[=\-—]{3,}\s*正文\s*[=\-—]{3,}$")
_CSS = re.compile(r"^\s*+(?:[\w\-., #>:]++\{[^{}]*+\}\s*+)++$|^\s*@(?:media|font-face|charset)")
_LONG_PAGE_NUMBER = 120
_LONG = 260
"""From this length a line is taken for a collapsed document: its blanks are where its line breaks were."""
_LONG_ALONE = 40
"""The same where the text has no other line."""

_NOISE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_COLUMN_NAME = re.compile(r"序\s*号|(?:责任|牵头|配合|承办)(?:单位|部门)|(?:完成)?时限|工作任务")
_HOME = re.compile(r"(?:网站|返回)?首\s*页")
_MENU_ITEM = re.compile(r"[一-鿿·]{2,8}")
_LEAST_MENU = 3
_FOOTER = re.compile(r"网站标识码|ICP备|公网安备|版权所有")
_HEAD_LENGTH = 50
_TITLE_LINES = 30
_HEAD_LINES = 40
_TABLE = re.compile(r"序\s?号\s+(?:[一-鿿]{2,6}/?[一-鿿]{0,6}\s+){2,8}")
_QUOTED = re.compile(r'(?<=\t)"[^"\t]{1,1000}"(?=[\t\n]|\Z)|^"[^"\t]{1,1000}"(?=\t)', re.MULTILINE)
"""A cell of a spreadsheet that is copied in quotation marks, because it has several lines."""
_MEASURE = re.compile(r"[年月日号时分个项件次家名期元%]")


@dataclass(slots=True)
class Line:
    """One line, or one stretch between blanks of a collapsed line: ``text[start:end]`` without outer white space."""

    start: int
    end: int
    kind: LineKind
    soft: bool = False


@dataclass(slots=True)
class Lines:
    """The lines of a source and the fields of its front matter."""

    lines: list[Line]
    fields: dict[str, str] = field(default_factory=dict)


def split_lines(text: str, furniture: Collection[Span] = ()) -> Lines:
    """Cut a text into lines and say what each is.

    Parameters
    ----------
    text
        The decoded text.
    furniture
        Lines that the format tells to be running heads, feet or page numbers.

    Returns
    -------
    Lines
        In order; blank lines are kept as such.
    """
    out = Lines([])
    spans = list(_physical(text))
    at = _front_matter(text, spans, out)
    rest = spans[at:]
    is_alone = sum(bool(text[start:end].strip()) for start, end in rest) == 1
    known = dict(furniture)
    for start, end in rest:
        if start in known:
            out.lines.append(Line(start, known[start], "furniture"))
            continue
        out.lines.extend(_label(text, start, end, _LONG_ALONE if is_alone else _LONG))
    _note_fields(text, out)
    _mark_menus(text, out.lines)
    _mark_running_heads(text, out.lines)
    return out


def _note_fields(text: str, out: Lines) -> None:
    """Fields that a web page prints in a line of its own furniture (信息来源：… 发布日期：…) above the text."""
    filled = [line for line in out.lines if line.kind != "blank"]
    for line in filled[:_HEAD_LINES]:
        if line.kind == "furniture" and (field_read := field_of(text[line.start : line.end])):
            out.fields.setdefault(*field_read)


def _mark_menus(text: str, lines: list[Line]) -> None:
    """A menu of a web page, one name a line, begins with 首页: short lines without any mark."""
    filled = [line for line in lines if line.kind != "blank"]
    for at, line in enumerate(filled):
        if line.kind != "words" or not _HOME.fullmatch(text[line.start : line.end]):
            continue
        menu = [line]
        for item in filled[at + 1 :]:
            if item.kind != "words" or not _MENU_ITEM.fullmatch(text[item.start : item.end]):
                break
            menu.append(item)
        if len(menu) >= _LEAST_MENU:
            for item in menu:
                item.kind = "furniture"


def _mark_running_heads(text: str, lines: list[Line]) -> None:
    """A short line that stands behind most page numbers is a running head; a table's header is left to its table."""
    behind: dict[str, list[Line]] = {}
    pages, is_top = 0, False
    for line in lines:
        if line.kind == "blank":
            continue
        words = text[line.start : line.end]
        if is_top and line.kind == "words" and len(words) <= _HEAD_LENGTH and len(_COLUMN_NAME.findall(words)) < 2:
            behind.setdefault(_NOISE.sub("", words), []).append(line)
        is_top = line.kind == "furniture" and bool(_PAGE_NUMBER.match(words))
        pages += is_top
    first = {_NOISE.sub("", text[line.start : line.end]) for line in lines[:_TITLE_LINES]}
    for words, repeated in behind.items():
        least = 2 if len(words) >= 10 and words in first else 3
        if len(repeated) >= max(least, pages * 0.4):
            for line in repeated:
                line.kind = "furniture"


def _physical(text: str) -> Iterator[tuple[int, int]]:
    """Lines of the text; a line break within a quoted cell ends none."""
    start = 0
    quoted = [match.span() for match in _QUOTED.finditer(text) if "\n" in match.group()]
    quoted.reverse()
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        while quoted and quoted[-1][0] < end:
            a, b = quoted.pop()
            if a >= start and b > end:
                end = text.find("\n", b)
                end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _front_matter(text: str, spans: list[tuple[int, int]], out: Lines) -> int:
    """Fields that a crawler or an editor put before the notice: ``---`` fenced, or ended by a line 正文."""
    rows = [text[a:b].strip() for a, b in spans[:40]]
    first = next((i for i, row in enumerate(rows) if row), 0)
    end = None
    if rows and rows[first] == "---" and "---" in rows[first + 1 :]:
        end = rows.index("---", first + 1) + 1
    else:
        for i, row in enumerate(rows):
            if _BODY_MARK.match(row):
                end = i + 1
                break
    if end is None:
        return 0
    for i in range(end):
        match = _FIELD.match(rows[i])
        if match and match["value"].strip():
            out.fields.setdefault(match["name"], match["value"].strip())
        a, b = spans[i]
        out.lines.append(Line(a, b, "furniture" if rows[i] else "blank"))
    return end


def _label(text: str, start: int, end: int, long: int = _LONG) -> Iterator[Line]:
    raw = text[start:end]
    words = raw.strip()
    if not words:
        yield Line(start, start, "blank")
        return
    if words.startswith("|") and words.count("|") >= 2:
        a = start + raw.index(words[0])
        yield Line(a, a + len(words), "markdown_row")
    elif raw.count("\t") >= 2 or (raw.count("\t") >= 1 and not raw.startswith("\t") and words.count("\t") >= 1):
        yield Line(start, end, "tab_row")
    elif cut := cut_fields(words):
        a = start + raw.index(words[0])
        for b, c in cut:
            yield Line(a + b, a + c, "furniture" if _is_furniture(words[b:c]) else "words")
    elif _is_furniture(words):
        a = start + raw.index(words[0])
        yield Line(a, a + len(words), "furniture")
    elif len(words) > long and re.search(r"\s", words):
        yield from _stretches(text, start, end)
    else:
        a = start + raw.index(words[0])
        yield Line(a, a + len(words), "words")


def _is_furniture(words: str) -> bool:
    if len(words) < _LONG_PAGE_NUMBER and _PAGE_NUMBER.match(words):
        return True
    if _RULE.match(words) or _CSS.match(words):
        return True
    if words.startswith("> ") and len(words) < 400:
        return True
    if len(words) < _LONG_PAGE_NUMBER and _FOOTER.search(words):
        return not words.endswith("。")
    return bool(_SHARE.match(words)) and len(words) < 90 and not re.search(r"。$", words)


def _stretches(text: str, start: int, end: int) -> Iterator[Line]:
    """A collapsed line, cut at the blanks that stand between Chinese characters or marks, or between cells."""
    header = _TABLE.search(text, start, end)
    table = header.start() if header else end
    at = start
    for match in re.finditer(r"[\s\u3000\xa0]+", text[start:end]):
        a, b = start + match.start(), start + match.end()
        before, after = text[a - 1 : a], text[b : b + 1]
        behind, ahead = bool(re.match(r"[0-9A-Za-z.%]", before)), bool(re.match(r"[0-9A-Za-z]", after))
        if a >= table:
            glued = behind and (ahead or bool(_MEASURE.match(after)))
        else:
            glued = (behind or ahead) and not re.match(r"[0-9]{1,2}[.．、]|[12][0-9]{3}年", text[b : b + 5])
        if glued and b - a < 2:
            continue
        if a > at:
            yield _stretch(text, at, a)
        at = b
    if at < end:
        yield _stretch(text, at, end)


def _stretch(text: str, start: int, end: int) -> Line:
    kind: LineKind = "furniture" if _is_furniture(text[start:end]) else "words"
    return Line(start, end, kind, soft=True)
