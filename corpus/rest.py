"""Words that no other reader took: paragraphs of an attachment without numbers, what stands between its parts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from corpus.flow import Flow, Paragraph
from corpus.head_facts import Header
from corpus.labels import parted_at
from corpus.outline import Outline
from corpus.runs import RunTable

_TITLE_LINES = 2
_LONGEST_TITLE = 60
_LEAST = 6
_LONGEST = 400


def find_titles(flow: Flow, outline: Outline) -> list[Paragraph]:
    """The lines below 附件1 that are its title: short, without a full stop, no heading."""
    starts = [p.start for p in flow.paragraphs]
    headings = {h.start for h in outline.headings}
    out: list[Paragraph] = []
    for at, _ in outline.attachments:
        first = bisect_right(starts, at)
        for paragraph in flow.paragraphs[first : first + _TITLE_LINES]:
            words = flow.text[paragraph.start : paragraph.end]
            if len(words) > _LONGEST_TITLE or paragraph.start in headings or words.endswith(("。", "；", "：")):
                break
            out.append(paragraph)
    return out


def find_rest(flow: Flow, outline: Outline, header: Header, runs: list[RunTable]) -> list[tuple[int, int, str]]:
    """Paragraphs that are in no section, no part of head or tail and no table.

    Parameters
    ----------
    flow, outline, header, runs
        What was read of the notice.

    Returns
    -------
    list
        Start, end and the attachment's name (empty outside of attachments), short neighbours joined.
    """
    taken = {part.start for part in header.parts} | {p.start for p in find_titles(flow, outline)}
    taken |= {at for at, _ in outline.attachments} | set(outline.dividers)
    own = sorted((h.start, h.own_end) for h in outline.stretches)
    own_starts = [start for start, _ in own]
    places = [at for at, _ in outline.attachments]
    tables = sorted((run.start, run.end) for run in runs)
    ends = [end for _, end in tables]
    out: list[tuple[int, int, str]] = []
    follows = False
    parted = parted_at((p.start, flow.text[p.start : p.end]) for p in flow.paragraphs)
    for paragraph in flow.paragraphs:
        before = bisect_right(own_starts, paragraph.start)
        is_own = before and paragraph.start < own[before - 1][1]
        at = bisect_left(ends, paragraph.start + 1)
        in_table = at < len(tables) and tables[at][0] < paragraph.end
        if paragraph.start in taken or is_own or in_table:
            follows = False
            continue
        behind = bisect_right(places, paragraph.start)
        name = outline.attachments[behind - 1][1] if behind else ""
        apart = paragraph.start in parted
        if follows and not apart and out[-1][2] == name and paragraph.end - out[-1][0] <= _LONGEST:
            out[-1] = (out[-1][0], paragraph.end, name)
        else:
            out.append((paragraph.start, paragraph.end, name))
        follows = True
    return [item for item in out if item[1] - item[0] >= _LEAST]
