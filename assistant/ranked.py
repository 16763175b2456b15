"""The ranked passages that come with an answer, as citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.cite import Citer
from assistant.find import Found
from index import Hit, Library


def ranked_passages(
    library: Library, citer: Citer, found: Found, first: Sequence[Citation], top_k: int
) -> tuple[Citation, ...]:
    """The best ``top_k`` passages: what a list of duties shows comes first, then the search's hits."""
    out: list[Citation] = []
    seen: set[tuple[str, str]] = set()
    for citation in first[:top_k]:
        out.append(replace(citation, n=0, score=1.0 - len(out) / 1000))
        seen.add((citation.notice_id, citation.ref))
    for hit in found.retrieved.hits:
        if len(out) >= top_k:
            break
        of_hit = _of_hit(library, citer, hit)
        if of_hit is None or (of_hit.notice_id, hit.passage.ref) in seen:
            continue
        out.append(replace(of_hit, n=0, score=hit.score))
    return tuple(out)


def _of_hit(library: Library, citer: Citer, hit: Hit) -> Citation | None:
    notice = library.notice(hit.passage.notice_id)
    if hit.passage.kind == "task":
        task = next((t for t in notice.tasks if t.ref == hit.passage.ref), None)
        return citer.of_task(hit.passage.notice_id, task) if task is not None else None
    clause = next((c for c in notice.clauses if c.ref == hit.passage.ref), None)
    return citer.of_clause(hit.passage.notice_id, clause, hit.passage.spans) if clause is not None else None
