"""The library as HTML: what it holds, what was read of files that are to be added, what was published.

Controls carry what they stand for in ``value``: a notice id, a batch, or a batch and the number of a file in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from assistant.dutylist import say_day
from assistant.page.address import Address
from assistant.page.badges import badges
from assistant.page.safe import inert
from assistant.page.source_view import source_html
from corpus import KINDS, Notice, Remark, bare
from index import Batch, Examination, Examined, Failure, Held, Publication

NONE_HELD = "文件库还是空的。"
NONE_FOUND = "没有题名、文号或机关里有这些字的公文。"
_HEAD = ("题名", "文号", "发文机关", "年份", "条款", "任务", "待看", "")
_NUMBERS = ("条款", "任务", "待看")
_STANDING = {
    "new": ("新增", "ok"),
    "newer": ("更新", "back"),
    "older": ("库里的较新", "none"),
    "copy": ("已有相同的", "none"),
}
_HEAVY = 60
"""From this weight on a finding is one that answers depend on."""


def matching(held: Sequence[Held], words: str) -> list[Held]:
    """The notices whose title, 文号, issuer, year or file has each of some words, white space and case ignored."""
    wanted = [bare(word).lower() for word in words.split()]
    return [one for one in held if all(word in _searched(one) for word in wanted)]


def library_html(held: Sequence[Held], words: str = "") -> str:
    """The table of the library, newest first; with ``words`` only the notices that have them."""
    if not held:
        return f'<p class="zw-library-empty">{NONE_HELD}</p>'
    shown = matching(held, words)
    if not shown:
        return f'<p class="zw-library-empty" role="status">{NONE_FOUND}</p>'
    head = "".join(f'<th scope="col"{_of_numbers(name)}>{name or _unseen("操作")}</th>' for name in _HEAD)
    rows = "".join(_row(one) for one in reversed(shown))
    return (
        f'<p class="zw-library-count" role="status">共 {len(shown)} 份公文</p>'
        '<div class="zw-library-box" tabindex="0" role="group" aria-label="文件库">'
        f'<table class="zw-library"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(one: Held) -> str:
    title = (
        f'<button type="button" class="zw-open zw-library-title" value="{inert(str(Address(one.notice_id)))}">'
        f"{inert(one.name)}</button>{badges(one)}"
    )
    controls = _control("zw-download", one.notice_id, "下载原件", one.name)
    controls += _control("zw-correct", one.notice_id, "更正", one.name)
    cells = (one.doc_number or "—", one.issuer or "—", one.year or "—", one.clauses, one.tasks, one.findings or "—")
    told = "".join(
        f'<td data-name="{name}"{_of_numbers(name)}>{inert(str(cell))}</td>'
        for name, cell in zip(_HEAD[1:-1], cells, strict=True)
    )
    return f'<tr><th scope="row">{title}</th>{told}<td class="zw-library-do">{controls}</td></tr>'


def examination_html(examination: Examination) -> str:
    """The intake report of a batch: each file with what was read, how it stands, and what needs a look."""
    cards = "".join(_card(examination.batch_id, number, one) for number, one in enumerate(examination.files))
    count = f"{len(examination.files)} 个文件，{examination.readable} 个可以发布"
    return (
        f'<div class="zw-intake"><p class="zw-library-count" role="status">{count}</p>{cards}'
        f"{_failures(examination.refused)}</div>"
    )


def _card(batch_id: str, number: int, one: Examined) -> str:
    if one.checked.error is not None:
        return (
            '<div class="zw-card"><div class="zw-card-top"><span class="zw-badge zw-badge-stop">没有读出来</span>'
            f'<span class="zw-label">{inert(one.given)}</span></div>'
            f"<p>{inert(one.checked.error['message'])}</p></div>"
        )
    said, look = _STANDING[one.standing or "new"]
    held = f"库里的是《{one.held.name}》（{one.held.file}）" if one.held else ""
    value = f"{batch_id}|{number}"
    controls = _control("zw-look", value, "对照原文", one.name) + _control("zw-put-right", value, "更正", one.name)
    return (
        f'<div class="zw-card"><div class="zw-card-top"><span class="zw-status zw-intake-{look}">{said}</span>'
        f'<span class="zw-label">{inert(one.given)}</span></div>{_facts(one.checked.facts)}'
        + (f'<p class="zw-intake-held">{inert(held)}</p>' if held else "")
        + f'{_findings(one.checked.remarks)}<div class="zw-actions">{controls}</div></div>'
    )


def _facts(facts: dict[str, Any]) -> str:
    title = facts["issued_title"] or facts["title"]
    rows = {
        "题名": title or "没有读到",
        "文号": facts["doc_number"] or "没有",
        "发文机关": facts["issuer"] or "没有读到",
        "年份": facts["year"] or "没有读到",
        "日期": facts["issued"] or "没有读到",
        "读出": f"{facts['sections']} 节、{facts['clauses']} 个条款、{facts['tasks']} 项任务",
    }
    told = "".join(f"<dt>{name}</dt><dd>{inert(str(value))}</dd>" for name, value in rows.items())
    return f'<dl class="zw-intake-facts">{told}</dl>'


def _findings(remarks: Sequence[Remark]) -> str:
    if not remarks:
        return '<p class="zw-intake-clean">没有需要查看的地方。</p>'
    items = "".join(f"<li>{_remark(remark)}</li>" for remark in remarks)
    return f'<ul class="zw-findings" aria-label="需要查看的地方">{items}</ul>'


def _remark(remark: Remark) -> str:
    look = "stop" if remark.weight >= _HEAVY else "warn"
    page = f"第 {remark.page} 页" if remark.page else ""
    place = f"{page}第 {remark.line} 行" if remark.line else ""
    words = f"<q>{inert(remark.words)}</q>" if remark.words else ""
    return (
        f'<span class="zw-badge zw-badge-{look}">{inert(KINDS[remark.kind].name)}</span>'
        f"<span>{inert(remark.message)}</span>"
        + (f'<span class="zw-finding-place">{inert(place)} {words}</span>' if place else "")
    )


def staged_html(notice: Notice, remarks: Sequence[Remark], chosen: int | None = None, of: str = "") -> str:
    """A file that is to be added: its findings, and beside them its text with their places marked.

    ``chosen`` is the number of the finding whose place alone is marked, and scrolled to; None marks all. ``of`` is what
    stands for the file in the value of a control, before the number of its finding.
    """
    places = {
        number: (remark.start, remark.end or remark.start + 1)
        for number, remark in enumerate(remarks)
        if remark.start is not None
    }
    marked = [places[chosen]] if chosen in places else list(places.values())
    items = "".join(
        f'<li><button type="button" class="zw-finding" value="{inert(of)}#{number}" '
        f'aria-pressed="{str(number == chosen).lower()}"'
        f"{'' if number in places else ' disabled'}>{_remark(remark)}</button></li>"
        for number, remark in enumerate(remarks)
    )
    listed = f'<ul class="zw-findings">{items}</ul>' if items else _findings(())
    return (
        f'<div class="zw-beside"><div class="zw-beside-findings">{listed}</div>'
        '<div class="zw-beside-text" tabindex="0" role="group" aria-label="原文">'
        f"{source_html(notice, marked)}</div></div>"
    )


def waiting_html(batches: Sequence[Batch], shown: str = "") -> str:
    """The batches that wait for being published, but for the one shown; nothing where there are none."""
    items = "".join(
        f"<li><span>{_moment(one.staged.astimezone())}</span> {inert(_some([file.given for file in one.files]))} "
        f"{_control('zw-resume', one.batch_id, '继续', _moment(one.staged.astimezone()))}"
        f"{_control('zw-discard', one.batch_id, '放弃', _moment(one.staged.astimezone()))}</li>"
        for one in batches
        if one.batch_id != shown
    )
    return f'<div class="zw-note">还没有发布的几批：<ul class="zw-waiting-batches">{items}</ul></div>' if items else ""


def _some(names: Sequence[str]) -> str:
    return f"{'、'.join(names[:3])}{f'等 {len(names)} 个文件' if len(names) > 3 else ''}"


def publications_html(publications: Sequence[Publication]) -> str:
    """The publications, the latest first, each with what can be done with it."""
    if not publications:
        return '<p class="zw-library-empty">还没有添加过公文。</p>'
    return f'<ol class="zw-publications">{"".join(map(_publication, publications))}</ol>'


def _publication(one: Publication) -> str:
    when = one.published.astimezone()
    titles = list(dict.fromkeys(f"《{notice.title}》" for notice in one.notices)) or list(one.files)
    files = f"{'、'.join(titles[:5])}{f'等 {len(titles)} 份' if len(titles) > 5 else ''}"
    state, name, words = "", "zw-undo", "撤回"
    if one.undone is not None:
        state, name, words = f"{_moment(one.undone.astimezone())} 撤回", "zw-again", "再次发布"
    elif not one.generation:
        state, name, words = "没有做完，下次建库时完成", "zw-again", "现在完成"
    badge = f'<span class="zw-badge zw-badge-aside">{inert(state)}</span>' if state else ""
    return (
        f'<li class="zw-card"><div class="zw-card-top"><span class="zw-label">{_moment(when)} 发布</span>{badge}</div>'
        f"<p>{inert(files)}</p>{_failures(one.failures)}"
        f'<div class="zw-actions">{_control(name, one.batch_id, words, f"{_moment(when)}的发布")}</div></li>'
    )


def _control(name: str, value: str, words: str, of: str) -> str:
    label = inert(f"{words}：{of}")
    button = f'<button type="button" class="zw-button {name}" value="{inert(value)}" aria-label="{label}">'
    return f"{button}{words}</button>"


def _failures(failures: Sequence[Failure]) -> str:
    if not failures:
        return ""
    items = "".join(f"<li>{inert(failure.message)}</li>" for failure in failures)
    return f'<div class="zw-note">没有收入：<ul>{items}</ul></div>'


def _searched(one: Held) -> str:
    parts = (one.name, one.title, one.doc_number, one.issuer, one.year, one.file)
    return bare(" ".join(str(part) for part in parts if part)).lower()


def _moment(when: dt.datetime) -> str:
    return f"{say_day(when.date())} {when:%H:%M}"


def _of_numbers(name: str) -> str:
    return ' class="zw-number"' if name in _NUMBERS else ""


def _unseen(words: str) -> str:
    return f'<span class="zw-unseen">{words}</span>'
