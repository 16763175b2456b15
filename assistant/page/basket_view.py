"""The reply basket as HTML: what was put aside, and the reply that it makes."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.basket import Kept
from assistant.keep import STANDING_WORDS, Checked, Standing
from assistant.letter import Letter, lines_of
from assistant.page.address import Address
from assistant.page.badges import badges
from assistant.page.safe import inert, one_line
from assistant.punctuation import is_changed, standard_punctuation

EMPTY = "复函篮是空的。在答复的出处上，或者在右侧公文里，按“加入复函篮”，引文就收在这里。"
_CELL = "\u3000"


@dataclass(frozen=True, slots=True)
class _Marks:
    """What of a quotation put aside the badges tell."""

    doc_kind: str
    validity: str | None
    disclosure: str | None
    corrected: tuple[str, ...] = ()


def basket_html(checked: Checked, dropped: str = "") -> str:
    """The basket: each quotation with its number in the reply and what can be done with it.

    Parameters
    ----------
    checked
        The basket, looked up in the library as it is now.
    dropped
        A sentence on what the browser kept and could not be restored.
    """
    count = len(checked.looked_up)
    note = f'<div class="zw-note">{inert(dropped)}</div>' if dropped else ""
    if not count:
        return f'<div class="zw-basket">{note}<p class="zw-basket-empty">{EMPTY}</p></div>'
    cards = []
    number = 0
    for place, (kept, standing) in enumerate(checked.looked_up, 1):
        number += standing == "same"
        cards.append(_card(kept, standing, place, count, number if standing == "same" else 0))
    return f'<div class="zw-basket">{note}{"".join(cards)}</div>'


def _card(kept: Kept, standing: Standing, place: int, count: int, number: int) -> str:
    label = inert(kept.label_short)
    marks = badges(_Marks(kept.doc_kind, kept.validity, kept.disclosure))
    if standing != "same":
        marks += f'<span class="zw-badge zw-badge-stop">{STANDING_WORDS[standing]}</span>'
    cells = "".join(f'<span class="zw-cell">{inert(cell)}</span>' for cell in kept.quote.split(_CELL))
    look = "zw-card" if standing == "same" else "zw-card zw-basket-gone"
    return (
        f'<div class="{look}"><div class="zw-card-top"><span class="zw-n">{number or "—"}</span>'
        f'<span class="zw-label">{label}</span>{marks}</div>'
        f'<blockquote class="zw-quote">{cells}</blockquote>'
        f'<textarea class="zw-basket-note" rows="1" data-place="{place}" maxlength="2000" '
        f'aria-label="第{place}条的说明" placeholder="说明（写进复函，可以不写）">{inert(kept.note)}</textarea>'
        f'<div class="zw-actions">{_reading(kept, standing)}'
        f"{_moving(place, count)}</div></div>"
    )


def _reading(kept: Kept, standing: Standing) -> str:
    """What opens the place and copies the words; nothing that no longer stands can be copied."""
    if standing != "same":
        return ""
    address = inert(str(Address(kept.notice_id, kept.spans)))
    both = f"“{one_line(kept.quote)}”（{kept.label_short}）"
    out = (
        f'<button type="button" class="zw-button zw-open" value="{address}">在原文中查看</button>'
        f'<button type="button" class="zw-button zw-copy" value="{inert(both)}">复制引文和出处</button>'
    )
    if is_changed(kept.quote):
        standard = f"“{standard_punctuation(one_line(kept.quote))}”（{kept.label_short}）"
        out += (
            f'<button type="button" class="zw-button zw-copy" value="{inert(standard)}" '
            'title="标点改为规范写法，与原文不完全一致">复制（标点已规范）</button>'
        )
    return out


def _moving(place: int, count: int) -> str:
    up, down = ' disabled=""' if place == 1 else "", ' disabled=""' if place == count else ""
    return (
        f'<button type="button" class="zw-button" data-do="up" data-place="{place}"{up} '
        f'aria-label="第{place}条上移">上移</button>'
        f'<button type="button" class="zw-button" data-do="down" data-place="{place}"{down} '
        f'aria-label="第{place}条下移">下移</button>'
        f'<button type="button" class="zw-button" data-do="remove" data-place="{place}" '
        f'aria-label="移出第{place}条">移出</button>'
    )


def remarks_html(checked: Checked) -> str:
    """What is to be looked at before the reply goes out; empty where nothing is."""
    remarks = [*checked.left_out, *checked.warnings]
    if not remarks:
        return ""
    items = "".join(f"<li>{inert(words)}</li>" for words in remarks)
    return f'<div class="zw-note zw-basket-remarks"><b>核对提示</b><ul>{items}</ul></div>'


def letter_html(checked: Checked, letter: Letter) -> str:
    """The reply as a sheet of paper, to be read and printed; the remarks are no part of it."""
    if not checked.basket.kept:
        return ""
    out = []
    for line in lines_of(checked, letter):
        if line.kind in ("heading", "remark"):
            continue
        words = inert(line.words).replace("&#10;", "<br>")
        tag = "h2" if line.kind == "title" else "blockquote" if line.kind == "quotation" else "p"
        out.append(f'<{tag} class="zw-letter-{line.kind}">{words}</{tag}>')
    return f'<div class="zw-letter" role="document" aria-label="复函预览">{"".join(out)}</div>'
