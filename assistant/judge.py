"""An answer against its gold line: the figures of the contract, as its reference scorer works them out."""

from __future__ import annotations

import html
import re
import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

MAX_PASSAGE, MAX_CITATION, MAX_GAP, MAX_ANSWER, MAX_LIST = 800, 600, 300, 2_000, 12_000
"""Characters, folded: past these a quotation meets no evidence, two pieces do not belong together, an answer is not
read."""
LISTS = frozenset({"responsibility", "list", "compare", "ambiguous"})
LEAST_PRECISION = 0.34
FIGURES = (
    "correct",
    "answered",
    "recall@1",
    "recall@5",
    "recall@10",
    "rr",
    "cited_recall",
    "cited_precision",
    "contains",
    "section",
    "issuer",
    "scope",
    "short",
    "verbatim",
    "quote_length",
)
READ = frozenset({".txt", ".md", ".html", ".htm"})

# Quotation marks, dashes and brackets come in several shapes in the same notices.
_SHAPES = str.maketrans(dict(zip("“”‘’「」〔〕【】—–－·、。《》〈〉", '""\'\'""[][]---.,.<><>', strict=True)))

Sources = Mapping[str, Sequence[str]]
"""Name of a file to its folded text, of a page of HTML also without its tags."""
Judged = dict[str, Any]
"""One question: its id and type, and those of ``FIGURES`` that apply to it."""


def fold(text: str) -> str:
    """NFKC, without white space, with punctuation folded to one shape."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_SHAPES).split())


def source_files(folders: Iterable[Path]) -> list[Path]:
    """The files in some folders in which quotations are looked up."""
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in READ and path.is_file()]


def read_sources(folders: Iterable[Path]) -> Sources:
    """The folded texts of all notices in some folders."""
    sources: dict[str, list[str]] = {}
    for path in source_files(folders):
        sources.setdefault(path.name, []).extend(_visible(path))
    return sources


def judge(gold: Mapping[str, Any], answer: Mapping[str, Any], sources: Sources) -> Judged:
    """The figures of one answer.

    Parameters
    ----------
    gold
        A gold line of the contract.
    answer
        The answer line; empty where there is none.
    sources
        The notices that the answer was given from.
    """
    citations = answer.get("citations") or []
    quotes = [_quotation(citation) for citation in citations]
    is_answered = answer.get("status") == "answered" and bool(answer.get("answered"))
    row: Judged = {"id": gold["id"], "type": gold["type"], "answered": is_answered}
    is_verbatim = all(_stands(citation, sources) for citation in citations)
    if citations:
        row["quote_length"] = statistics.median(map(len, quotes))
        row["verbatim"] = is_verbatim
    if gold["type"] == "unanswerable":
        row["correct"] = answer.get("status") in ("not_held", "help")
        return row
    text = fold(answer.get("answer") or "")
    row["contains"] = all(fold(want) in text for want in gold.get("answer_contains") or [])
    row |= _evidence(gold.get("evidence") or [], answer, quotes, sources)
    row |= _place(gold, citations, text)
    row["short"] = len(text) <= (MAX_LIST if gold["type"] in LISTS else MAX_ANSWER)
    # A reader can use it: it answers, cites all the evidence from the right notice, says what it must, is not mostly
    # noise, and can be read.
    row["correct"] = (
        is_answered
        and is_verbatim
        and row["contains"]
        and row["cited_recall"] == 1.0
        and row["short"]
        and row.get("scope", True)
        and row.get("cited_precision", 1.0) >= LEAST_PRECISION
    )
    if gold["type"] == "ambiguous":  # to name every candidate and let the reader choose is as good
        is_open = answer.get("status") in ("answered", "ask_back") and is_verbatim and row["issuer"]
        row["correct"] = row["correct"] or is_open
    return row


def figures_of(rows: Sequence[Judged], answers: Mapping[Any, Mapping[str, Any]]) -> dict[str, Any]:
    """The figures over many questions, under the names that the reference scorer gives them.

    Parameters
    ----------
    rows
        The questions, judged.
    answers
        Id to answer line.

    Returns
    -------
    dict
        ``all`` and each type to its figures and their number ``n``; ``missing_answers``; ``elapsed_ms`` (p50, p95)
        where the answers tell it.
    """
    by_type: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        by_type[row["type"]].append(row)
    figures: dict[str, Any] = {
        name: {"n": len(of_type), **{figure: _mean(of_type, figure) for figure in FIGURES}}
        for name, of_type in {"all": rows, **dict(sorted(by_type.items()))}.items()
    }
    figures["missing_answers"] = sum(row["id"] not in answers for row in rows)
    elapsed = sorted(answer["elapsed_ms"] for answer in answers.values() if "elapsed_ms" in answer)
    if elapsed:
        figures["elapsed_ms"] = {"p50": elapsed[len(elapsed) // 2], "p95": elapsed[int(len(elapsed) * 0.95)]}
    return figures


def _mean(rows: Sequence[Judged], figure: str) -> float | None:
    values = [float(row[figure]) for row in rows if figure in row]
    return statistics.fmean(values) if values else None


def _evidence(
    groups: Sequence[Sequence[str]], answer: Mapping[str, Any], quotes: Sequence[str], sources: Sources
) -> Judged:
    if not groups:
        return {"cited_recall": 1.0}
    row: Judged = {}
    passages = [_quotation(p) if _counts(p, sources) else "" for p in answer.get("passages") or []]
    cited = [quote if len(quote) <= MAX_CITATION else "" for quote in quotes]
    for depth in (1, 5, 10):
        row[f"recall@{depth}"] = _met(groups, passages[:depth]) / len(groups)
    first = next((rank for rank, passage in enumerate(passages, 1) if _met(groups, [passage])), None)
    row["rr"] = 1 / first if first else 0.0
    row["cited_recall"] = _met(groups, cited) / len(groups)
    useful = sum(any(_met([group], [quote]) for group in groups) for quote in cited)
    row["cited_precision"] = useful / len(cited) if cited else 0.0
    return row


def _place(gold: Mapping[str, Any], citations: Sequence[Mapping[str, Any]], text: str) -> Judged:
    """Whether section, issuer and year are those of the gold line."""
    row: Judged = {}
    if gold.get("section") and citations:
        labels = [str(at.get("section", "")) for c in citations for at in [c, *(c.get("also") or [])]]
        row["section"] = all(any(fold(want) in fold(label) for label in labels) for want in gold["section"])
    if gold.get("issuer"):
        wanted = {fold(issuer) for issuer in gold["issuer"]}
        named = [fold(citation.get("issuer") or "") for citation in citations]
        row["issuer"] = all(issuer in named or issuer in text for issuer in wanted)
        mine = [issuer in wanted for issuer in named]
        row["scope"] = bool(mine) and sum(mine) >= len(mine) / 2
        if gold.get("year"):
            row["scope"] = row["scope"] and set(gold["year"]) <= {citation.get("year") for citation in citations}
    return row


def _met(groups: Sequence[Sequence[str]], texts: Sequence[str]) -> int:
    """How many groups of evidence have an alternative inside one of the folded texts."""
    return sum(any(fold(words) in text for words in group for text in texts) for group in groups)


def _quotation(item: Mapping[str, Any]) -> str:
    return fold(item.get("quote") or "")


def _counts(passage: Mapping[str, Any], sources: Sources) -> bool:
    return len(_quotation(passage)) <= MAX_PASSAGE and _stands(passage, sources)


def _stands(item: Mapping[str, Any], sources: Sources) -> bool:
    """Whether a quotation, or each of its pieces in order and close together, stands in the file that it names."""
    pieces = [fold(piece) for piece in item.get("pieces") or [item.get("quote") or ""]]
    if "".join(pieces) != _quotation(item) or not all(pieces) or any(len(piece) < 6 for piece in pieces[1:-1]):
        return False
    name = Path(str(item.get("file") or "")).name
    return any(_stand_in(pieces, source) for source in sources.get(name, []))


def _stand_in(pieces: Sequence[str], source: str) -> bool:
    at = source.find(pieces[0])
    while at >= 0:
        end = at + len(pieces[0])
        for piece in pieces[1:]:
            following = source.find(piece, end)
            if following < 0 or following - end > MAX_GAP:
                break
            end = following + len(piece)
        else:
            return True
        at = source.find(pieces[0], at + 1)
    return False


def _visible(path: Path) -> list[str]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    texts = [fold(text)]
    if path.suffix in {".html", ".htm"} or "<td" in text or "<p" in text:
        bare = re.sub(r"(?s)<(script|style).*?</\1>|<!--.*?-->|<[^>]*>", "", text)
        texts.append(fold(html.unescape(bare)))
    return texts
