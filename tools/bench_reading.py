"""How fast notices are read, by shape of text: ``python tools/bench_reading.py [--mb 2] [SHAPE…]``.

All text is invented: it is made of the sample library's notices, made longer.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import html
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, cycle

from corpus import NoticeError, read_bytes
from corpus.sample import LAYOUTS, Sample, load_samples, render

_TODAY = dt.date(2026, 3, 20)
_DIGITS = "零一二三四五六七八九"
_UNITS = ("区财政局", "区教育局、区民政局", "区发展改革局牵头，区住房城乡建设局配合", "各街道办事处", "区政府各部门")
_DUE = ("2026年6月底前", "每季度", "12月底前", "印发后20个工作日内", "长期坚持")
_HEADER = ("序号", "工作任务", "具体要求", "责任单位", "完成时限")
_HOSTILE = (
    "（",
    "(（",
    "（）",
    "、",
    "各",
    "区",
    "局",
    "区局",
    "市政",
    "政府",
    "责任单位：",
    "牵头单位：区财政局",
    "由",
    "由区",
    "配合",
    "和",
    "一、",
    "（一）",
    "1.",
    "第一条",
    "1",
    "一",
    "二〇二二年",
    "2022年",
    "2022年6月",
    "每",
    "自",
    "之日起",
    "按",
    "《",
    "》",
    "〔2022〕",
    "号",
    "关于",
    "印发",
    "的通知",
    "附件",
    "抄送：",
    " ",
    "　",
    "\u200b",
    "\t",
    "|",
    "| ",
    "a|",
    "-",
    "—",
    "=",
    "#",
    "*",
    "**",
    "_",
    "&",
    "&amp;",
    "<",
    "<p>",
    "<p ",
    "</p>",
    "<!--",
    "<br>",
    "{",
    "a{",
    "a{}",
    "a{} ",
    ".a{}",
    ".a ",
    "，",
    "。",
    "；",
    "：",
    "“",
    "a",
    "a ",
    "1 ",
    "1\t",
    "首页>",
    "局、",
    "区财政局、",
    "区财政局 ",
    "序号",
    "序号工作任务责任单位",
    "责任单位：区财政局。",
    "（责任单位：区财政局）",
    "由区财政局牵头，",
    "区财政局",
    "1.做好工作。",
    "2022年3月1日",
    "第1页",
    "1 序号 工作任务 责任单位 ",
    "| a ",
    "|a|b|",
    "a\tb\t",
    "附件：",
    "附件1",
    "附件1\n",
    "序号\n工作任务\n责任单位\n1\n做好工作\n",
    "---",
    "> ",
    "标题：",
    "文号",
    "区人民政府关于",
    "抄送：区委，",
    "（此件公开发布）",
    "区人民政府\n2022年3月1日",
    "<td>",
    "<?xml ",
)
_FORMS = {"run of": ("做好工作", "", "做好工作。"), "line of": ("", "", ""), "lines of": ("", "\n", "")}


def numeral(number: int) -> str:
    """A number below 1000 in Chinese."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


def _samples() -> tuple[Sample, ...]:
    return load_samples(_TODAY)


def _sentences() -> Iterator[str]:
    """Sentences of the samples, for ever."""
    texts = [section.text for sample in _samples() for section in sample.sections if section.text]
    yield from cycle([text if text.endswith("。") else text + "。" for text in texts])


def _until(size: int, parts: Iterator[str], joint: str = "\n") -> str:
    """Parts joined until they have ``size`` bytes."""
    out: list[str] = []
    length = 0
    for part in parts:
        out.append(part)
        length += len(part.encode()) + len(joint)
        if length >= size:
            break
    return joint.join(out) + "\n"


def _head() -> str:
    return render(_samples()[0], "plain").split("一、")[0]


def _notice(size: int) -> str:
    """One notice, its numbering growing: 一、 to 九百九十九、 with （一） to （九） under each, then an annex."""

    def parts() -> Iterator[str]:
        sentences = _sentences()
        yield _head()
        for annex in count(1):
            for number in range(1, 1000):
                yield f"　　{numeral(number)}、加强第{number}项工作"
                for below in range(1, 10):
                    yield f"　　（{numeral(below)}）做好有关工作。{next(sentences)}（责任单位：{_UNITS[below % 5]}）"
            yield f"附件{annex}"

    return _until(size, parts())


def _layout(name: str) -> Callable[[int], str]:
    def build(size: int) -> str:
        return _until(size, (render(sample, name) for sample in cycle(_samples())))

    return build


def _paragraph(size: int) -> str:
    return _head() + _until(size, _sentences(), "")


def _collapsed(size: int) -> str:
    """Everything on one line, blanks where lines ended."""
    return " ".join(_notice(size).split())


def _headings(size: int) -> str:
    def parts() -> Iterator[str]:
        yield _head()
        for number in count(1):
            yield f"{numeral(number % 999 + 1)}、做好第{number}项工作"

    return _until(size, parts())


def _articles(size: int) -> str:
    sentences = _sentences()
    return _head() + _until(size, (f"第{numeral(n % 999 + 1)}条　{next(sentences)}" for n in count()))


def _annexes(size: int) -> str:
    return _head() + _until(size, (f"附件{n % 99 + 1}\n第{n}项工作要点\n一、总体要求\n做好工作。" for n in count(1)))


def _rows() -> Iterator[tuple[str, ...]]:
    sentences = _sentences()
    for number in count(1):
        yield str(number), f"第{(number - 1) // 4 + 1}项工作", next(sentences), _UNITS[number % 5], _DUE[number % 5]


def _markdown_table(size: int) -> str:
    rows = (f"| {' | '.join(row)} |" for row in _rows())
    return f"{_head()}附件\n\n| {' | '.join(_HEADER)} |\n|---|---|---|---|---|\n{_until(size, rows)}"


def _tab_table(size: int) -> str:
    head = "\t".join(_HEADER)
    return f"{_head()}附件\n\n{head}\n" + _until(size, ("\t".join(row) for row in _rows()))


def _web_table(size: int) -> str:
    def row(cells: tuple[str, ...], tag: str = "td") -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    head = "".join(f"<p>{line}</p>" for line in _head().split("\n"))
    rows = _until(size, (row(cells) for cells in _rows()))
    return f"<!DOCTYPE html><html><body>{head}<p>附件</p><table>{row(_HEADER, 'th')}\n{rows}</table></body></html>"


def _flat_table(size: int) -> str:
    """A cell a line; its numbers begin anew with each annex, as no mark of a row has more than three digits."""

    def parts() -> Iterator[str]:
        for number, cells in enumerate(_rows()):
            if number % 900 == 0:
                yield "附件\n" + " ".join(_HEADER)
            yield "\n".join((str(number % 900 + 1), *cells[1:]))

    return _head() + _until(size, parts())


def _run_table(size: int) -> str:
    rows = (f"{(n % 900) + 1}.{row[2]}{_UNITS[n % 2]}" for n, row in enumerate(_rows()))
    return f"{_head()}附件\n序号工作任务具体要求责任单位{_until(size, rows, '')}"


def _linked_table(size: int) -> str:
    """A body and a table that say the same, row by clause."""
    text = _notice(size // 2)
    rows = (f"| {' | '.join(row)} |" for row in _rows())
    return f"{text}\n附件\n\n| {' | '.join(_HEADER)} |\n|---|---|---|---|---|\n{_until(size // 2, rows)}"


def _nested_tags(size: int) -> str:
    depth = size // 12
    return "<!DOCTYPE html><html><body>" + "<div>" * depth + "做好工作。" + "</div>" * depth + "</body></html>"


def _nested_tables(size: int) -> str:
    depth = size // 36
    return "<html><body>" + "<table><tr><td>" * depth + "做好工作。" + "</td></tr></table>" * depth + "</body></html>"


def _nested_brackets(size: int) -> str:
    depth = size // 6
    return _head() + "一、总体要求\n" + "（" * depth + "区财政局负责" + "）" * depth + "\n"


def _nested_tags_in_text(size: int) -> str:
    depth = size // 8
    return _head() + "一、总体要求\n" + "<b>" * depth + "做好工作。" + "</b>" * depth + "\n"


def _hostile(mark: str, form: str) -> Callable[[int], str]:
    before, joint, after = _FORMS[form]

    def build(size: int) -> str:
        times = size // len((mark + joint).encode()) + 1
        return f"{_head()}一、总体要求\n{before}{joint.join([mark] * times)}{after}\n"

    return build


SHAPES: dict[str, Callable[[int], str]] = {
    "notice": _notice,
    **{f"samples, {name}": _layout(name) for name in LAYOUTS},
    "one paragraph": _paragraph,
    "one line": _collapsed,
    "headings only": _headings,
    "articles": _articles,
    "annexes": _annexes,
    "table, Markdown": _markdown_table,
    "table, tabs": _tab_table,
    "table, HTML": _web_table,
    "table, flattened": _flat_table,
    "table, run together": _run_table,
    "table and body": _linked_table,
    "nested tags": _nested_tags,
    "nested tables": _nested_tables,
    "nested tags in text": _nested_tags_in_text,
    "nested brackets": _nested_brackets,
}
"""What arrives in an office, made long, and what never should."""
HOSTILE: dict[str, Callable[[int], str]] = {
    f"{form} {mark!r}": _hostile(mark, form) for form in _FORMS for mark in _HOSTILE
}
"""One mark over and over, for patterns that try every way to read it."""


def read_text(text: str) -> None:
    """Read a text as the file of a notice."""
    read_bytes(text.encode(), "长文.txt")


def seconds_to_read(text: str, read: Callable[[str], object] = read_text) -> float:
    """How long one core works on reading a text; what else this process holds costs nothing."""
    with _others_aside():
        start = time.process_time()
        read(text)
        return time.process_time() - start


@contextmanager
def _others_aside() -> Iterator[None]:
    """Garbage is collected as ever, but among new objects only.

    A full collection is due after so many new objects, and goes through all that there are: with a million of others
    it takes as long as reading a text, and may be due in the longer of two texts each time, and never in the shorter.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def main() -> None:
    """Print MB/s of each shape."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="*", help="names of shapes; all when none is given")
    parser.add_argument("--mb", type=float, default=2.0, help="size of each text")
    parser.add_argument("--hostile", action="store_true", help="runs of one mark too")
    args = parser.parse_args()
    known = SHAPES | HOSTILE
    for name in args.shapes or (known if args.hostile else SHAPES):
        text = known[name](int(args.mb * 1_000_000))
        size = len(text.encode()) / 1_000_000
        try:
            seconds = seconds_to_read(text)
        except NoticeError as refusal:
            print(f"{name:32} {refusal}")
            continue
        print(f"{name:32} {size:6.2f} MB  {seconds:7.2f} s  {size / seconds:7.2f} MB/s", flush=True)


if __name__ == "__main__":
    main()
