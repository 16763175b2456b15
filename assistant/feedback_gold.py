"""From what readers said to lines of a gold file: useful answers as they are, wrong ones for a person to fill in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from assistant.feedback import VERDICT_WORDS, Cited, Feedback
from assistant.gold import TYPES
from assistant.kinds import Kind
from corpus import bare
from index import Library

TODO = "todo"
"""The field of a line that a person has to fill in; its type is null, so that no figure is made of it unseen."""
_TYPE_OF: dict[str, str] = {
    kind: {"yesno": "clause", "count": "list", "summary": "list", "due": "deadline"}.get(kind, kind)
    for kind in get_args(Kind)
}
_FILL = "请按原文填写 type、issuer、year、evidence、answer_contains、section、row，再删去 todo 和 got"
_BRIEF = 200


def gold_lines(kept: Sequence[Feedback], library: Library) -> list[dict[str, Any]]:
    """Lines of a gold file in the form of the contract.

    Parameters
    ----------
    kept
        What readers said.
    library
        The library as it is now, in whose notices the quotations must still stand.

    Returns
    -------
    list of dict
        One for each, in order; with ``type`` null and ``todo``, which says what is to be done, unless it can be used as
        it is.
    """
    versions = {held.notice_id: held.version for held in library.held}
    return [_gold_line(feedback, lambda cited: _stands(cited, versions, library)) for feedback in kept]


def _gold_line(feedback: Feedback, stands: Callable[[Cited], bool]) -> dict[str, Any]:
    line: dict[str, Any] = {"id": feedback.feedback_id, "question": feedback.question, "today": feedback.today}
    if feedback.history:
        line["history"] = [{"role": turn.role, "content": turn.content} for turn in feedback.history]
    line["note"] = "；".join(part for part in (f"读者反馈：{VERDICT_WORDS[feedback.verdict]}", feedback.remark) if part)
    firm = [cited for cited in feedback.citations if not cited.near]
    kind = _type_of(feedback, firm)
    if why := _unusable(feedback, firm, kind, stands):
        got = {"status": feedback.status, "answer": feedback.answer[:_BRIEF], "labels": [c.label for c in firm[:5]]}
        return line | {"type": None, "got": got, TODO: f"{why}；{_FILL}"}
    line["type"] = kind
    if kind == "unanswerable":
        return line
    rows = [int(cited.row) if cited.row.isdigit() else cited.row for cited in firm if cited.row]
    return line | {
        "issuer": list(dict.fromkeys(cited.issuer for cited in firm if cited.issuer)),
        "year": list(dict.fromkeys(cited.year for cited in firm if cited.year)),
        "evidence": [[quote] for quote in dict.fromkeys(cited.quote for cited in firm)],
        "answer_contains": [],
        "section": list(dict.fromkeys(cited.section for cited in firm if cited.section)),
        "row": rows or None,
    }


def _type_of(feedback: Feedback, firm: list[Cited]) -> str:
    """The type of a gold line; empty where the answer tells none."""
    if feedback.status == "not_held":
        return "unanswerable"
    if feedback.status == "ask_back":
        return "ambiguous"
    if feedback.status != "answered" or not firm:
        return ""
    found = "followup" if feedback.history else _TYPE_OF.get(str(feedback.scope.get("kind")), "clause")
    return found if found in TYPES else "clause"


def _unusable(feedback: Feedback, firm: list[Cited], kind: str, stands: Callable[[Cited], bool]) -> str:
    """Why a line must be filled in by a person; empty where it can be used as it is."""
    if feedback.verdict == "wrong":
        return f"读者认为有误：{feedback.remark}" if feedback.remark else "读者认为有误"
    if feedback.limits is not None:
        return "问题是在读者设定的范围内回答的，问题本身没有写出这个范围"
    if {"question", "history", "citations"} & set(feedback.cut):
        return "问题、上文或依据太长，没有存全"
    if not kind:
        return "没有可以核对的依据"
    if kind == "ambiguous" and not any(cited.issuer for cited in firm):
        return "反问里没有列出是哪些机关"
    gone = [cited.label for cited in firm if not stands(cited)]
    return f"现在的公文库里核对不到的依据：{'、'.join(gone[:3])}" if gone else ""


def _stands(cited: Cited, versions: Mapping[str, str], library: Library) -> bool:
    """Whether the words cited stand in the notice as the library holds it now."""
    version = versions.get(cited.notice_id)
    if version is None or not cited.quote:
        return False
    # a quotation that page furniture interrupts does not stand in one piece: the same bytes are proof enough
    return version == cited.version or bare(cited.quote) in bare(library.notice(cited.notice_id).text)
