"""The scope of a question as chips above the input: what was understood, each to be taken away or changed."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Chip
from assistant.chips import Choice, Choices
from assistant.page.safe import inert
from assistant.page.scope import FIELDS

KINDS = {"place": "地区", "year": "年份", "unit": "单位", "notice": "公文"}
"""What can limit a question, in the order of the chips, with its Chinese name."""
_LOOKS = {
    "typed": ("", "问题里写的"),
    "assumed": (" zw-chip-assumed", "推定的"),
    "earlier": (" zw-chip-assumed", "沿用上文"),
    "set": (" zw-chip-set", "您设定的"),
}
"""By where a limit comes from: the class of its chip, and what the chip says of it."""
_SHOWN = 2_000
"""So many values of a kind are offered; any other may be typed."""


def chips_html(chips: Sequence[Chip], is_asked: bool) -> str:
    """The chips of the last question, and what adds one of a kind that is not there; nothing before a question."""
    if not is_asked:
        return '<div class="zw-chips"></div>'
    shown = "".join(_chip(chip) for kind in KINDS for chip in chips if chip.kind == kind)
    missing = [kind for kind in KINDS if not any(chip.kind == kind for chip in chips)]
    add = "".join(
        f'<button type="button" class="zw-chip-add zw-chip-edit" value="{kind}">＋{KINDS[kind]}</button>'
        for kind in missing
    )
    name = '<span class="zw-chips-name">范围</span>'
    return f'<div class="zw-chips" role="group" aria-label="本次提问的范围">{name}{shown}{add}</div>'


def _chip(chip: Chip) -> str:
    kind, label, value = KINDS[chip.kind], inert(chip.label), inert(f"{chip.kind}:{chip.value}")
    look, hint = _LOOKS[chip.origin]
    return (
        f'<span class="zw-chip{look}"><button type="button" class="zw-chip-edit" value="{value}" '
        f'title="{kind}：{label}（{hint}，点击可改）"><span>{kind}</span>{label}</button>'
        f'<button type="button" class="zw-chip-drop" value="{value}" aria-label="去掉{kind}：{label}">×</button></span>'
    )


def choices_html(choices: Choices) -> str:
    """What a chip can be changed to, for the dialog: of each kind its values with their labels."""
    lists = "".join(
        f'<datalist id="zw-choices-{kind}">{"".join(map(_option, getattr(choices, FIELDS[kind])[:_SHOWN]))}</datalist>'
        for kind in KINDS
    )
    return f"<div hidden>{lists}</div>"


def _option(choice: Choice) -> str:
    return f'<option value="{inert(choice.label)}" data-value="{inert(str(choice.value))}"></option>'
