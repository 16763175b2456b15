"""The library, the intake of files and the publications as they are drawn."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from factories import make_notice
from fakes import HOSTILE_NAME

from assistant.page.library_view import (
    NONE_FOUND,
    NONE_HELD,
    examination_html,
    library_html,
    matching,
    publications_html,
    staged_html,
)
from corpus import Checked, Finding, Remark
from index import Admitted, Examination, Examined, Failure, Publication
from index.store import make_record

NOTICE = make_notice("公开预算", "修建公路")
HELD = make_record("云政字2022-3", NOTICE).held
OTHER = replace(
    HELD, notice_id="x", title="关于清河的通知", doc_number=None, issuer="青石区水利局", year=2024, findings=0
)
WHEN = dt.datetime(2026, 3, 2, 9, 5).astimezone()
FACTS = {
    "title": "关于做好甲事的通知",
    "issued_title": None,
    "doc_number": None,
    "issuer": "云河市人民政府",
    "year": 2022,
    "issued": "2022-03-01",
    "sections": 2,
    "clauses": 2,
    "tasks": 0,
}


def words_of(html):
    return re.sub(r"<[^>]*>", " ", html)


def remark(words, kind="damage", **changes):
    start = NOTICE.text.index(words)
    return replace(Remark("甲.txt", kind, "看一看", start, start + len(words), 2, words), **changes)


def test_a_row_tells_what_is_known_and_opens_the_notice():
    html = library_html([make_record("云政字2022-3", replace(NOTICE, findings=(Finding("damage", "错字"),) * 3)).held])
    row = html[html.index("<tbody>") :]
    assert 'class="zw-open zw-library-title" value="云政字2022&#45;3&#124;&#124;"' in row
    assert re.findall(r'data-name="([^"]*)" class="zw-number">(.*?)</td>', row) == [
        ("条款", "2"),
        ("任务", "0"),
        ("待看", "3"),
    ]
    assert 'class="zw-button zw-download" value="云政字2022&#45;3"' in row


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("清河", ["x"]),
        ("2024 水利", ["x"]),
        ("〔2022〕3号", ["云政字2022-3"]),
        ("清河 2022", []),
        ("", ["云政字2022-3", "x"]),
    ],
)
def test_the_filter_wants_each_word(words, found):
    assert [held.notice_id for held in matching([HELD, OTHER], words)] == found


def test_the_latest_comes_first_and_nothing_is_said():
    html = library_html([HELD, OTHER])
    assert html.index("关于清河的通知") < html.index("关于做好甲事的通知")
    assert NONE_FOUND in library_html([HELD], "没有")
    assert NONE_HELD in library_html([])


def examined(**changes):
    one = Examined("甲.txt", "包.zip/甲.txt", Checked("甲.txt", FACTS, None, (remark("公开"),)), "newer", HELD)
    return replace(one, **changes)


def test_the_intake_tells_of_each_file_what_was_read_and_how_it_stands():
    refused = (Failure("乙.exe", "unsupported", "乙.exe：不是公文文件"),)
    unread = Examined("空.txt", "空.txt", Checked("空.txt", error={"kind": "empty", "message": "空.txt：文件是空的"}))
    said = words_of(examination_html(Examination("20260302-090500-abcdef", (examined(), unread), refused)))
    for words in (
        "2 个文件，1 个可以发布",
        "更新",
        "库里的是《关于做好甲事的通知》（甲&#46;txt）",
        "识别错误",
        "第 2 行",
        "乙&#46;exe：不是公文文件",
    ):
        assert words in said
    assert "没有读出来" in said


def test_findings_stand_beside_the_text_with_their_places_marked():
    remarks = [remark("公开"), remark("公路"), Remark("甲.txt", "missing", "没有读到日期")]
    html = staged_html(NOTICE, remarks)
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", html) == ["公开", "公路"]
    chosen = staged_html(NOTICE, remarks, 1, "b|0")
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", chosen) == ["公路"]
    assert 'value="b&#124;0#1" aria-pressed="true">' in chosen
    assert 'value="b&#124;0#2" aria-pressed="false" disabled>' in chosen


def publication(**changes):
    one = Publication(
        "20260302-090500-abcdef",
        WHEN,
        ("甲.txt",),
        (Admitted("甲.txt", "云政字2022-3", "关于做好甲事的通知", "new"),),
        generation="g000002",
    )
    return replace(one, **changes)


def test_a_publication_can_be_taken_back_or_made_again():
    html = publications_html([publication(), publication(undone=WHEN), publication(generation="")])
    assert re.findall(r'class="zw-button (zw-\w+)"', html) == ["zw-undo", "zw-again", "zw-again"]
    assert "2026年3月2日 09&#58;05 撤回" in html
    assert "没有做完" in html


def test_nothing_that_data_say_becomes_markup():
    held = replace(HELD, title=HOSTILE_NAME, issuer=HOSTILE_NAME, file=HOSTILE_NAME, notice_id='"><script>')
    facts = {**FACTS, "title": HOSTILE_NAME, "doc_number": HOSTILE_NAME}
    bad = replace(remark("公开"), message=HOSTILE_NAME, words=HOSTILE_NAME)
    one = examined(given=HOSTILE_NAME, checked=Checked("甲.txt", facts, None, (bad,)), held=held)
    drawn = [
        library_html([held]),
        examination_html(Examination("b", (one,), (Failure(HOSTILE_NAME, "damaged", HOSTILE_NAME),))),
        staged_html(NOTICE, [bad]),
        publications_html([publication(notices=(Admitted("甲", "x", HOSTILE_NAME, "new"),))]),
    ]
    for html in drawn:
        assert "<script" not in html
        assert "<img" not in html
        assert "onerror=" not in re.sub(r'"[^"]*"', "", html)
