"""The scope of a question as chips above the input: what was understood, each to be taken away or changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Protocol

from assistant.page.safe import inert

KINDS = {"place": "地区", "year": "年份", "unit": "单位", "notice": "公文"}
"""What can limit a question, in the order of the chips, with its Chinese name."""
_SHOWN = 2_000
"""So many values of a kind are offered; any other may be typed."""


class Chip(Protocol):
    """One limit of a question."""

    @property
    def kind(self) -> str:
        """One of ``KINDS``."""

    @property
    def value(self) -> str:
        """What limits: a place, a year, a unit's name, a notice id."""

    @property
    def label(self) -> str:
        """The same as it is shown."""

    @property
    def assumed(self) -> bool:
        """Whether it was assumed (the home district) rather than said."""


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
    look = "zw-chip zw-chip-assumed" if chip.assumed else "zw-chip"
    hint = "（推定，点击可改）" if chip.assumed else "（点击可改）"
    return (
        f'<span class="{look}"><button type="button" class="zw-chip-edit" value="{value}" '
        f'title="{kind}：{label}{hint}"><span>{kind}</span>{label}</button>'
        f'<button type="button" class="zw-chip-drop" value="{value}" aria-label="去掉{kind}：{label}">×</button></span>'
    )


def choices_html(choices: Mapping[str, Iterable[tuple[str, str]]]) -> str:
    """What a chip can be changed to, for the dialog: of each kind its values with their labels."""
    lists = "".join(
        f'<datalist id="zw-choices-{kind}">{"".join(_option(*one) for one in islice(values, _SHOWN))}</datalist>'
        for kind, values in choices.items()
    )
    return f"<div hidden>{lists}</div>"


def _option(value: str, label: str) -> str:
    return f'<option value="{inert(label)}" data-value="{inert(value)}"></option>'
