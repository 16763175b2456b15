"""Two notices side by side, requirement by requirement, with what changed marked in the words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.comparison import Comparison, Pair, PairKind, marked, said_changes
from assistant.differ import Edit, EditKind
from assistant.label import quoted
from assistant.page.badges import badges
from assistant.page.controls import both_buttons
from assistant.page.safe import inert
from index import Held

_KINDS: tuple[PairKind, ...] = ("changed", "new", "dropped", "same")
_COVER_KINDS: tuple[PairKind, ...] = ("missing", "covered")
_SIGNS: dict[PairKind, str] = {
    "changed": "≠",
    "new": "+",
    "dropped": "−",
    "same": "=",
    "covered": "✓",
    "missing": "∅",
}
_WORDING, _CELL = "措辞：", "\u3000"


def compare_html(comparison: Comparison, only_changed: bool = False) -> str:
    """A comparison as HTML: both notices, how many of each kind, the pairs.

    Parameters
    ----------
    comparison
        The comparison.
    only_changed
        Whether what is the same (when covering, what is covered) is out of sight at first; the reader can show it.
    """
    kinds = _COVER_KINDS if comparison.is_cover else _KINDS
    hidden = {"same", "covered"} if only_changed else set()
    counts = {kind: len(comparison.of_kind(kind)) for kind in kinds}
    choices = "".join(
        f'<button type="button" class="zw-kind" data-kind="{kind}" aria-pressed="{str(kind not in hidden).lower()}">'
        f'<span class="zw-kind-sign">{_SIGNS[kind]}</span>{comparison.word_of(kind)} {counts[kind]}</button>'
        for kind in kinds
        if counts[kind]
    )
    shown = sum(count for kind, count in counts.items() if kind not in hidden)
    names = ("上级", "本级") if comparison.is_cover else ("前者", "后者")
    heads = "".join(_head(name, held) for name, held in zip(names, (comparison.first, comparison.second), strict=True))
    pairs = "".join(_pair(comparison, number, pair, hidden) for number, pair in enumerate(comparison.pairs, 1))
    return (
        f'<div class="zw-compare"><p class="zw-count">{inert(comparison.counts_line())}。</p>'
        f'<div class="zw-kinds" role="group" aria-label="显示哪些">{choices}'
        f'<span class="zw-compare-shown" role="status">显示 {shown} / {len(comparison.pairs)}</span></div>'
        f'<div class="zw-sides zw-sides-head">{heads}</div>{pairs}</div>'
    )


def _head(name: str, held: Held) -> str:
    return f'<div class="zw-side"><span class="zw-side-name">{name}</span>{inert(_name(held))}{badges(held)}</div>'


def _name(held: Held) -> str:
    return f"{quoted(held.name)}{f'（{held.doc_number}）' if held.doc_number else ''}"


def _pair(comparison: Comparison, number: int, pair: Pair, hidden: set[str]) -> str:
    said = [words for words in said_changes(pair) if not words.startswith(_WORDING)]
    if pair.is_rewritten:
        said.append("措辞改写")
    changes = "".join(f"<li>{inert(words)}</li>" for words in said)
    changes = f'<ul class="zw-changes">{changes}</ul>' if changes else ""
    edits = pair.edits if not pair.is_rewritten else ()
    first = _side(pair.first, edits, "dropped", "前者没有这一项")
    absent = "本级公文里没有找到相应的规定" if comparison.is_cover else "后者没有这一项"
    second = _side(pair.second, edits, "new", absent, pair.near)
    return (
        f'<section class="zw-pair zw-pair-{pair.kind}" data-kind="{pair.kind}"'
        f'{" hidden" if pair.kind in hidden else ""}><div class="zw-pair-top"><span class="zw-n">{number}</span>'
        f'<span class="zw-kind-word"><span class="zw-kind-sign">{_SIGNS[pair.kind]}</span>'
        f"{comparison.word_of(pair.kind)}</span></div>"
        f'<div class="zw-sides">{first}{second}</div>{changes}</section>'
    )


def _side(
    citation: Citation | None, edits: Sequence[Edit], own: EditKind, absent: str, near: Citation | None = None
) -> str:
    shown = citation or near
    if shown is None:
        return f'<div class="zw-side zw-side-empty">{absent}</div>'
    warning = ""
    if citation is None:
        warning = f'<p class="zw-near">{absent}；最相近的一处（请核对是否算落实）：</p>'
    return (
        f'<div class="zw-side">{warning}<div class="zw-words">{_words(shown, edits if citation else (), own)}</div>'
        f'<div class="zw-side-foot"><span>{inert(shown.label_short)}</span>{both_buttons(shown)}</div></div>'
    )


def _words(citation: Citation, edits: Sequence[Edit], own: EditKind) -> str:
    """The words of one side, each cell of a row apart; those that the other side has not are marked."""
    tag = "del" if own == "dropped" else "ins"
    told = "".join(
        f"<{tag}>{inert(words)}</{tag}>" if is_own else inert(words)
        for words, is_own in marked(citation.words, edits, own)
    )
    return told.replace(_CELL, '<span class="zw-cell-end"> </span>')
