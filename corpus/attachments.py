"""Where the attachments of a notice (附件) begin, and what only names them.

附件1 on a line of its own begins one. A line 附件1：标题 may as well be an item of the list below the text, or stand
in a row of links on a web page: it begins an attachment where words of that attachment follow.
"""

from __future__ import annotations

import re

from corpus.dates import find_days
from corpus.flow import Flow
from corpus.head_words import IMPRINT, NOTE, ORGAN_LINE
from corpus.numerals import parse_number

_NUMBER = "[0-9０-９一二三四五六七八九十]{0,3}"
_ALONE = re.compile(rf"^附\s*(?:件|表)\s*(?P<number>{_NUMBER})\s*[:：]?\s*$")
_GLUED = re.compile(
    r"^附\s*件\s*(?P<number>[0-9０-９]{0,2})(?=[^\s:：0-9、，。；）)》”下是为所中的和与及至内载]|(?:19|20)\d\d年)"
)
_TITLED = re.compile(rf"^附\s*(?:件|表)\s*(?P<number>{_NUMBER})\s*[:：](?![0-9０-９]{{1,2}}[.．、])[^。；：:]{{2,80}}$")
_LISTED = re.compile(r"^附\s*(?:件|表)")
_LIST = re.compile(r"^附\s*(?:件|表)?\s*[:：]\s*[1１][.．、]")
_REMARKS = re.compile(r"^(?:备\s?注|注|说\s?明|填表说明)\s*[:：]\s*[1１][.．、]")
_ITEM = re.compile(r"(?<![0-9０-９.．])([0-9０-９]{1,2})[.．、](?:(?![0-9０-９])|(?=(?:19|20)[0-9]{2}年))")
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|ofd)$", re.IGNORECASE)
_LONGEST = 60
_TABLE = 20


def find_attachments(flow: Flow) -> list[tuple[int, str]]:
    """Where attachments begin in the view, and the name that they have in a path (附件, 附件1)."""
    out = []
    for i, paragraph in enumerate(flow.paragraphs):
        words = flow.text[paragraph.start : paragraph.end]
        match = _ALONE.match(words[:12]) if len(words) <= 8 else None
        if match is None and len(words) > 4:
            match = _TITLED.match(words)
            if match is None and (len(words) > 8 or paragraph.marked):
                match = _GLUED.match(words)
            if match and not _has_words(flow, i):
                match = None
        if match:
            out.append((paragraph.start, f"附件{match['number']}"))
    return out


def find_lists(flow: Flow) -> list[tuple[int, int]]:
    """The lists of attachments below a text (附件：1.… 2.…): their numbers are no headings."""
    return _numbered_below(flow, _LIST)


def find_remarks(flow: Flow) -> list[tuple[int, int]]:
    """Remarks below a table (注：1.… 2.…): their numbers are no headings either."""
    return _numbered_below(flow, _REMARKS)


def _numbered_below(flow: Flow, begins: re.Pattern[str]) -> list[tuple[int, int]]:
    """The ranges of paragraphs that begin with a word and 1., with those that go on counting behind them."""
    out: list[tuple[int, int]] = []
    number: int | None = None
    for paragraph in flow.paragraphs:
        item = _ITEM.match(flow.text, paragraph.start, paragraph.end)
        if begins.match(flow.text[paragraph.start : paragraph.end]):
            out.append((paragraph.start, paragraph.end))
            number = len(_ITEM.findall(flow.text, paragraph.start, paragraph.end))
        elif number is not None and item and parse_number(item[1]) == number + 1:
            out[-1] = (out[-1][0], paragraph.end)
            number += 1
        else:
            number = None
    return out


def _has_words(flow: Flow, i: int) -> bool:
    """Whether words of an attachment follow a line that names it: not the next name, a signature or an imprint."""
    paragraph = flow.paragraphs[i]
    words = flow.text[paragraph.start : paragraph.end]
    following = flow.paragraphs[i + 1 : i + 2]
    source = flow.view.source
    stop = flow.view.at(following[0].start) if following else len(source)
    if len(re.sub(r"\s", "", source[flow.view.end(paragraph.end) : stop])) >= _TABLE:
        return True  # a table, which is no paragraph
    if _FILE.search(words):
        return False
    if not following:
        return len(words) > _LONGEST
    text = flow.text[following[0].start : following[0].end]
    is_signed = len(text) < _LONGEST and (ORGAN_LINE.match(text) or (find_days(text)[-1:] and text.endswith("日")))
    return not (is_signed or _LISTED.match(text) or NOTE.match(text) or IMPRINT.search(text))
