"""Comparing two notices as wholes: from their ids to a comparison whose every quotation was checked."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import numpy as np

from assistant.align import CONTAINED, Match, Scores, align, cover_scores, likenesses, shared_words
from assistant.answer import Citation
from assistant.cite import Citer
from assistant.comparison import Comparison, Pair, PairKind
from assistant.differ import Change, changes_between, edits_between
from assistant.errors import NotHeld
from assistant.items import Item, ItemKind, items_of
from assistant.label import quoted
from assistant.normalise import fold
from assistant.verify import stands
from corpus import bare
from index import Held, Library

_LOG = logging.getLogger(__name__)
COVERED, NEAR = 0.256, 0.148
"""An item of the higher level is taken to be implemented by one with such a score (``cover_scores``); from ``NEAR`` on
the best one is shown as near, which only a reader can decide. Fitted on 109 items of six pairs of notices judged by
hand, four of the sample library and two real ones (a city's and its county's, a city's and its district's): of those
taken to be implemented .91 are, and .89 of those that are implemented are found; by wording alone it was 1.00 and .41.
All that is implemented scores ``NEAR`` at least. Moved since to the likenesses of a newer model, by the share of scores
below, and checked on the sample library."""


def find_held(held: Sequence[Held], name: str) -> Held:
    """The notice of a 文号 or a notice id.

    Parameters
    ----------
    held
        The notices of the library.
    name
        A notice id, or a 文号 in brackets of any shape, also without the words before the year.

    Raises
    ------
    NotHeld
        None has it, or several do; the message names the nearest.
    """
    for one in held:
        if one.notice_id == name.strip():
            return one
    wanted = re.sub("第", "", fold(name))
    numbers = {h.notice_id: fold(h.doc_number) for h in held if h.doc_number}
    exact = [h for h in held if numbers.get(h.notice_id) == wanted]
    ends = [h for h in held if (own := numbers.get(h.notice_id)) and (wanted.endswith(own) or own.endswith(wanted))]
    found = exact or (ends if re.search(r"\d.*号$", wanted) else [])
    if len(found) == 1:
        return found[0]
    if found:
        raise NotHeld(f"有{len(found)}份公文的文号是“{name.strip()}”：{_named(found[:4])}，请写全文号或用编号")
    near = sorted(held, key=lambda h: -_nearness(wanted, h))[:3]
    hint = f"，相近的有：{_named(near)}" if near else ""
    raise NotHeld(f"公文库里没有文号或编号为“{name.strip()}”的公文{hint}")


def _nearness(wanted: str, held: Held) -> float:
    names = (held.doc_number or "", held.notice_id, held.name)
    return max(SequenceMatcher(None, wanted, fold(own)).ratio() for own in names)


def _named(held: Sequence[Held]) -> str:
    return "、".join(f"{quoted(h.name)}（{h.doc_number or h.notice_id}）" for h in held)


def compare_notices(library: Library, citer: Citer, first: Held, second: Held, cover: bool = False) -> Comparison:
    """Compare two notices item by item.

    Parameters
    ----------
    library, citer
        Where they are held, and what cites them.
    first, second
        The notices; with ``cover`` the higher level's and this level's.
    cover
        Take each item of the first and look where the second implements it, instead of what changed between them.

    Returns
    -------
    Comparison
        Without a quotation or a difference that could not be found again in its notice; those are logged.
    """
    items = [items_of(library.notice(held.notice_id)) for held in (first, second)]
    scores = likenesses(items[0], items[1], library.likeness_table)
    shares = shared_words([x.words for x in items[0]], [x.words for x in items[1]])
    if cover:
        matches = _best_matches(cover_scores(items[0], items[1], scores, library.likeness_table), shares)
    else:
        matches = align(items[0], items[1], scores, shares)
    pairs: list[Pair] = []
    count = 0
    for match in matches:
        one = items[0][match.first] if match.first is not None else None
        other = items[1][match.second] if match.second is not None else None
        cited = [_cite(citer, h, item) for h, item in ((first, one), (second, other))]
        if any(c is not None and not stands(library, c) for c in cited):
            _LOG.error("引文核对未通过，已略去：%s", "；".join(c.label for c in cited if c is not None))
            continue
        pair = _pair(match, one, other, cited[0], cited[1], cover)
        numbers = [replace(c, n=(count := count + 1)) if c is not None else None for c in (pair.first, pair.second)]
        pairs.append(replace(pair, first=numbers[0], second=numbers[1]))
    return Comparison(first, second, tuple(pairs), cover)


def _best_matches(scores: Scores, shares: Scores) -> list[Match]:
    """For each item of the first side the one of the second that says most of it; alone where none comes near."""
    # one that holds all the words of a short item implements it, however long it is
    worth = np.where(shares >= CONTAINED, np.maximum(scores, COVERED), scores)
    out = []
    for i, row in enumerate(worth):
        j = int(row.argmax()) if len(row) else -1
        out.append(Match(i, j, float(row[j])) if j >= 0 and row[j] >= NEAR else Match(i, None))
    return out


def _cite(citer: Citer, held: Held, item: Item | None) -> Citation | None:
    if item is None:
        return None
    if item.task is not None:
        return citer.of_task(held.notice_id, item.task)
    assert item.clause is not None
    return citer.of_clause(held.notice_id, item.clause, item.spans)


def _covering(match: Match, source: ItemKind, first: Citation, second: Citation | None) -> Pair:
    if second is None or match.score >= COVERED:
        kind: PairKind = "missing" if second is None else "covered"
        return Pair(kind, source, first, second, score=match.score)
    return Pair("missing", source, first, None, score=match.score, near=replace(second, n=0, near=True))


def _pair(
    match: Match, one: Item | None, other: Item | None, first: Citation | None, second: Citation | None, cover: bool
) -> Pair:
    source = (one or other or Item("clause", "", "", None)).kind
    if cover and first is not None:
        return _covering(match, source, first, second)
    if one is None or other is None or first is None or second is None:
        return Pair("new" if one is None else "dropped", source, first, second)
    found = changes_between(one, other)
    if match.is_part:
        # the longer one says more, which is no change of what the shorter one says
        found = tuple(c for c in found if c.field in ("unit", "deadline"))
    changes = tuple(c for c in found if is_printed(c, first, second))
    edits = edits_between(one.words, other.words) if found and not match.is_part else ()
    # a difference that cannot be shown, as its quotation was cut, is still one
    kind: PairKind = "changed" if found else "same"
    return Pair(kind, source, first, second, changes, edits, match.score, match.is_part)


def is_printed(change: Change, first: Citation, second: Citation) -> bool:
    """Whether each unit, date and number that is said of a side stands in what is cited there."""
    for words, citation in ((change.before, first), (change.after, second)):
        told = {*(citation.units or ()), *(d.text for d in citation.deadlines or ())}
        lost = [word for word in words if word not in told and bare(word) not in bare(citation.quote)]
        if lost:
            _LOG.error("不同之处核对未通过，已略去：%s 里没有 %s", citation.label, "、".join(lost))
            return False
    return True
