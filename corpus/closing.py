"""What stands below the last section of a notice and is no part of it: contacts, 附件：…, how long it holds."""

from __future__ import annotations

import re
from bisect import bisect_left

from corpus.attachments import find_lists
from corpus.dates import find_days
from corpus.flow import Flow
from corpus.head_facts import Part, PartKind
from corpus.head_words import NOTE, ORGAN_LINE
from corpus.outline import Heading, is_article

_CONTACT = re.compile(
    r"^[（(]?(?:(?:业务|政策|技术|材料|项目)?(?:联系|咨询|监督|举报|投诉|服务|受理)(?:人员?|单位|部门|科室|处室|电话|方式|地址|邮箱|热线)"
    r"|(?:电子)?邮箱|电子邮件|(?:邮寄|通讯|通信|办公|报送)?地址|传真|邮编|邮政编码|联系人及电话|电话)\s*[:：]"
)
_ANNEXES = re.compile(r"^附\s*(?:件|表)\s*[0-9０-９一二三四五六七八九十]{0,2}\s*[:：]")
_TERM = re.compile(
    r"^本(?:通知|意见|政策|办法|方案|措施|规定|细则|计划|实施细则|实施方案|若干措施|实施意见|政策措施)"
    r"(?:[^，。；]{0,6}(?:执行期|有效期|施行|实施|执行)|(?:自|从|由))"
)
_FORMULA = re.compile(r"^(?:特此|专此)(?:通知|通报|公告|通告|函告|函复|批复|报告|请示|函达)[。！]?$")
_LONGEST = 400


def find_closing(flow: Flow, headings: list[Heading], close: int) -> list[Part]:
    """The paragraphs between the last section and the signature, or the end, that are no part of that section.

    Parameters
    ----------
    flow
        The paragraphs.
    headings
        The sections of the notice.
    close
        Where its own text ends in the view (attachments or the imprint follow).

    Returns
    -------
    list of Part
        In order: contacts, the list of attachments, sentences on the notice itself (本政策执行期…, 特此通知).
    """
    own = [h for h in headings if not h.attachment and h.start < close]
    if not own:
        return []
    starts = [p.start for p in flow.paragraphs]
    first, stop = bisect_left(starts, own[-1].start + 1), bisect_left(starts, close)
    lists = find_lists(flow)
    out: list[Part] = []
    for paragraph in reversed(flow.paragraphs[first:stop]):
        words = flow.text[paragraph.start : paragraph.end]
        is_listed = any(start <= paragraph.start < end for start, end in lists)
        kind = "annexes" if is_listed else _kind_of(words, is_article(own[-1]))
        if kind is not None:
            out.append(Part(kind, paragraph.start, paragraph.end))
        elif not _is_signed(words):
            break
    return out[::-1]


def _kind_of(words: str, is_regulation: bool) -> PartKind | None:
    if len(words) > _LONGEST:
        return None
    if _CONTACT.match(words):
        return "contact"
    if _ANNEXES.match(words):
        return "annexes"
    if _FORMULA.match(words) or (_TERM.match(words) and not is_regulation):
        return "closing"
    return None


def _is_signed(words: str) -> bool:
    """Whether a paragraph is a line of a signature, or a note in brackets below it."""
    if len(words) > _LONGEST // 4:
        return False
    days = find_days(words)
    organ = words[: days[-1][0]] if days and days[-1][1] == len(words) else words
    return not organ or bool(ORGAN_LINE.match(organ)) or bool(NOTE.match(words))
