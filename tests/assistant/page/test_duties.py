"""Duties on the page: the table, the tab's files, the view of a day."""

import datetime as dt
import html
import io
import re
import zipfile
from dataclasses import replace
from types import SimpleNamespace

import pytest
from fakes import HOSTILE_NAME, HOSTILE_TEXT
from openpyxl import load_workbook

from assistant.morning import morning
from assistant.page.address import Address
from assistant.page.answers import render
from assistant.page.desk import Desk
from assistant.page.duties_tab import FAILED, FILES, START, Order, duties_for, handed_out, made, show
from assistant.page.duty_table import duty_table
from assistant.page.today_view import today_html

DAY = dt.date(2026, 11, 27)
TAG = re.compile(r"</?([a-z][a-z0-9]*)")
FINANCE = ("云河市青石区", "2026", "区财政局", "", "", "")


@pytest.fixture(scope="module")
def finance(assistant):
    return assistant.duties("区财政局", issuer="青石区", year=2026)


@pytest.fixture
def desk(assistant):
    return Desk(SimpleNamespace(current=assistant))


def rows(table):
    return re.findall(r"<tr[^>]*><td.*?</tr>", table)


def cell(row, name):
    return re.sub("<[^>]*>", "", html.unescape(re.search(f'<td class="zw-d-{name}"[^>]*>(.*?)</td>', row)[1]))


def test_the_table_tells_the_count_and_each_duty_once(finance):
    table = duty_table(finance, DAY)
    assert finance.summary in html.unescape(table)
    assert "<b>已过期限 5 项</b>、<b>30天内到期 2 项</b>" in table
    assert [cell(row, "n") for row in rows(table)] == [str(n) for n in (*range(1, 14), *range(1, 6))]
    named, annex = table.split('<details class="zw-more zw-annex">')
    assert (len(rows(named)), len(rows(annex))) == (13, 5)
    assert "集体承担、未单独点名的任务 · 5 项" in annex


def test_a_row_tells_role_others_deadline_and_place(finance):
    row = rows(duty_table(finance, DAY))[3]
    assert cell(row, "who") == "配合牵头：区发展改革局；配合：区工业和信息化局"
    assert cell(row, "due") == "4月底前已过期限211天"
    assert 'title="2026-04-30"' in row and row.startswith('<tr class="zw-overdue">')
    assert cell(row, "from").startswith("附件序号4《2026年青石区政务公开工作要点》（青石政办发〔2026〕4号）")


def test_each_row_opens_and_keeps_the_duty_itself(finance):
    for duty, row in zip(finance.duties, rows(duty_table(finance, DAY)), strict=True):
        assert re.findall(r'value="(.*?)"', html.unescape(row)) == [str(Address.of(duty.citation))] * 2


def test_more_duties_than_are_shown_are_said(finance):
    table = duty_table(finance, DAY, most=5)
    assert len(rows(table)) == 5
    assert "这里只列出前5项，导出的文件是全的" in table


def test_a_list_without_duties_says_so(assistant):
    for missing in (
        assistant.duties("区气象局", issuer="青石区", year=2026),
        assistant.duties("区财政局", issuer="青石区", year=2026, due_after=dt.date(2030, 1, 1)),
    ):
        table = duty_table(missing, DAY)
        assert missing.summary.rstrip("。") in html.unescape(table)
        assert "<table" not in table


def test_hostile_words_are_inert_and_on_one_line(finance):
    duty = finance.duties[0]
    source = replace(duty.source, task=HOSTILE_NAME, requirement=HOSTILE_TEXT)
    citation = replace(duty.citation, label_short=HOSTILE_NAME, disclosure=HOSTILE_NAME)
    hostile = replace(finance, unit=HOSTILE_NAME, duties=(replace(duty, source=source, citation=citation),))
    table = duty_table(hostile, DAY)
    assert "\n" not in table
    assert set(TAG.findall(table)) <= set("div span b table thead tbody tr th td button input".split())
    assert "![" not in table and "javascript:" not in table


def test_an_answer_shows_the_table_and_folds_its_cards(assistant, today):
    answer = assistant.ask("青石区财政局2026年负责什么", today=today)
    shown = render(answer, assistant.duty_list(answer), today)
    assert shown.index("zw-status") < shown.index("zw-duty-table") < shown.index('<details class="zw-more zw-sources">')
    assert len(rows(shown)) == 18
    assert "\n1. " not in shown  # the list of the words is not told twice


def test_an_answer_with_the_duties_of_all_units_is_a_table_too(assistant, today):
    answer = assistant.ask("青石区2026年政务公开工作要点有哪些任务", today=today)
    shown = render(answer, assistant.duty_list(answer), today)
    assert "共22项任务。" in shown and len(rows(shown)) == 22
    due = assistant.ask("青石区2026年上半年要完成的任务有哪些", today=today)
    own = [d for d in assistant.duty_list(due).duties if d.citation.doc_number == "青石政办发〔2026〕4号"]
    assert [d.source.row for d in own] == ["4", "8", "16", "18", "20", "21"]
    saying = replace(answer, text="> 清单共有22项：2026年青石区政务公开工作要点\n")  # a quotation, not the answer
    assert assistant.duty_list(replace(saying, text=saying.text + answer.text)) is None
    quoted = assistant.ask("适老化改造有哪些任务", today=today)
    assert assistant.duty_list(quoted) is None


def test_what_an_answer_tells_besides_the_duties_stays(library_of):
    text = (
        "云河市青石区人民政府办公室关于印发2026年防汛工作方案的通知\n青政办字〔2026〕3号\n\n各部门：\n\n"
        "现将方案印发给你们。\n\n一、重点工作\n\n（一）备足物资。沙袋按清单备足。（责任单位：区水务局）\n\n"
        "二、工作保障\n\n（一）加强调度。遇险情时由总值班室会商，区水务局到场研判，会后通报结果。\n\n"
        "云河市青石区人民政府办公室\n2026年2月6日\n"
    )
    assistant = library_of(方案=text)
    answer = assistant.ask("区水务局负责什么", today=DAY)
    assert "正文里另有1处提到它" in answer.text
    shown = render(answer, assistant.duty_list(answer), DAY)
    assert "zw-duty-table" in shown
    assert shown.count("正文里另有1处提到它") == 1 and "区水务局到场研判" in shown


def test_the_files_hold_the_list(desk):
    names = {words: made(desk, *FILES[words], None, *FINANCE) for words in FILES}
    assert names["Excel"][0] == "云河市青石区2026年区财政局任务清单.xlsx"
    book = load_workbook(io.BytesIO(names["Excel"][1]))
    assert book.worksheets[0].max_row == 1 + 13
    assert names["CSV"][1].startswith(b"\xef\xbb\xbf")
    # by hand: of the 18 the days of 4, 7, 11, 17, 22, 一1, 一2, 三8 and of the collective 18 and 21
    assert names["日历"][1].count(b"BEGIN:VEVENT") == 10
    assert zipfile.is_zipfile(io.BytesIO(names["Word"][1]))


def test_every_unit_of_the_place_has_a_file_whatever_unit_is_chosen(desk):
    name, content = handed_out(desk, None, *FINANCE)
    assert name == "云河市青石区2026年各单位任务清单.zip"
    files = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert {"区财政局.xlsx", "区民政局.xlsx"} <= set(files)


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (("", "", "", "", "", ""), "请先选一个地区或单位"),
        (("云河市青石区", "2026", "", "lead", "", ""), "请同时选一个单位"),
        ((*FINANCE[:4], "昨天", ""), "时限起应写作 2026-06-30，现为 昨天"),
        ((*FINANCE[:4], "2026-06-30", "2026-01-01"), "早于时限起"),
        (("云河市青石区", "2026", "区气象局", "", "", ""), "区气象局"),
    ],
    ids=["nothing", "role", "day", "order", "nobody"],
)
def test_what_makes_no_file_is_said(desk, order, words):
    with pytest.raises(ValueError, match=words):
        made(desk, *FILES["Excel"], None, *order)


def test_a_day_may_be_written_as_people_write_it(desk):
    order = Order(*FINANCE[:4], "2026年10月1日", "2026-11-30")
    assert [duty.citation.row or duty.citation.section for duty in duties_for(desk, None, order).named] == [
        "7",
        "11",
        "一1",
    ]


def test_what_breaks_is_words_for_the_reader_and_an_entry_in_the_log(caplog):
    def broken(*_, **__):
        raise RuntimeError("index torn")

    shown = show(Desk(SimpleNamespace(current=SimpleNamespace(duties=broken))), None, *FINANCE)
    assert shown == FAILED
    assert "index torn" in caplog.text


def test_nothing_is_listed_before_a_place_or_a_unit_is_chosen(desk):
    assert show(desk, None, "", "2026", "", "", "", "") == START


def test_the_day_of_a_unit_on_the_page(at_home):
    shown = html.unescape(today_html(morning(at_home, DAY)))
    assert "2026年11月27日 星期五" in shown
    assert '<div class="zw-tile zw-tile-soon"><b>2</b>' in shown and "<b>5</b><span>已过期限</span>" in shown
    assert shown.count("zw-open") == 7 + 5  # the duties and the notices
    assert "只看2025年和2026年的公文" in shown
    assert 'value="云河市青石区|区财政局|2026-11-27|2026-12-27"' in shown


def test_the_day_without_a_unit_on_the_page(assistant):
    shown = html.unescape(today_html(morning(assistant, DAY)))
    assert "<b>12</b><span>份公文</span>" in shown
    assert "zw-to-home" in shown


def test_hostile_names_on_the_day_are_inert(at_home):
    view = morning(at_home, DAY)
    held = replace(view.published[0], issued_title=HOSTILE_NAME, issuer=HOSTILE_NAME, doc_number=HOSTILE_NAME)
    shown = today_html(replace(view, published=(held,), note=HOSTILE_NAME, unit=HOSTILE_NAME))
    assert set(TAG.findall(shown)) <= set("div span b p h2 h3 section button".split())
