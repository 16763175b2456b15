"""What a list of duties is handed out as: Word, calendar, and one archive for all units."""

import datetime as dt
import io
import time
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook

from assistant.dutylist import HEADERS
from assistant.handout import NOT_SPLIT, file_name, handout_zip


@pytest.fixture(scope="module")
def whole(assistant):
    return assistant.duties(issuer="青石区", year=2026)


@pytest.fixture(scope="module")
def finance(assistant):
    return assistant.duties("区财政局", issuer="青石区", year=2026)


def events(duties):
    return {str(event["uid"]): event for event in Calendar.from_ical(duties.to_ics()).walk("VEVENT")}


def test_word_has_the_count_and_a_table_for_the_unit_and_for_each_annex(finance):
    paper = Document(io.BytesIO(finance.to_docx()))
    words = [paragraph.text for paragraph in paper.paragraphs]
    assert words[:2] == [
        "区财政局任务清单",
        "区财政局共13项任务（牵头2项、负责4项、配合7项），另有5项集体承担、未单独点名。",
    ]
    assert "附：集体承担、未单独点名的任务" in words
    assert [[cell.text for cell in table.rows[0].cells] for table in paper.tables] == [list(HEADERS)] * 2
    assert [len(table.rows) for table in paper.tables] == [14, 6]
    first = [cell.text for cell in paper.tables[0].rows[4].cells]
    assert (first[1], first[2], first[5], first[6]) == ("配合", "优化营商环境公开", "4月底前", "2026-04-30")
    assert first[7] == "《2026年青石区政务公开工作要点》（青石政办发〔2026〕4号）附件序号4"


def test_the_calendar_has_one_all_day_event_for_each_day_and_says_what_has_none(finance):
    found = events(finance)
    event = found["青石政办发2026-4#附件/r4@zhengwen"]
    assert event["dtstart"].dt == dt.date(2026, 4, 30)
    assert not isinstance(event["dtstart"].dt, dt.datetime)
    assert event["summary"] == "优化营商环境公开"
    words, label = event["description"].split("\n")
    assert words.startswith("编制惠企政策直达清单")
    assert "区发展改革局牵头，区财政局、区工业和信息化局配合" in words
    assert label.endswith("（青石政办发〔2026〕4号）附件序号4")
    assert (len(found), finance.undated) == (10, 8)
    assert "另有8项没有截止日期，未列入。" in Calendar.from_ical(finance.to_ics())["x-wr-caldesc"]


def test_an_event_keeps_its_identity_when_the_day_is_put_right(finance):
    duty = next(d for d in finance.duties if d.source.ref == "附件/r4")
    (deadline,) = duty.deadlines
    later = replace(deadline, text="5月底前", end=dt.date(2026, 5, 31))
    twice = replace(deadline, text="6月底前", end=dt.date(2026, 6, 30))
    moved = replace(finance, duties=(replace(duty, source=replace(duty.source, deadlines=(later, twice))),))
    assert {uid: event["dtstart"].dt for uid, event in events(moved).items()} == {
        "青石政办发2026-4#附件/r4@zhengwen": dt.date(2026, 5, 31),
        "青石政办发2026-4#附件/r4/2@zhengwen": dt.date(2026, 6, 30),
    }


def test_words_of_a_duty_make_no_line_of_a_calendar(finance):
    duty = next(d for d in finance.duties if d.source.ref == "附件/r4")
    hostile = "甲\r\nEND:VEVENT\r\nATTACH:file:///x,;\\n\x00"
    listed = replace(finance, duties=(replace(duty, source=replace(duty.source, task=hostile)),))
    (event,) = events(listed).values()
    assert event["summary"] == "甲 END:VEVENT ATTACH:file:///x,;\\n"
    assert "attach" not in event


def test_the_archive_holds_a_workbook_for_each_unit_and_one_for_the_rest(whole):
    archive = zipfile.ZipFile(io.BytesIO(handout_zip(whole)))
    names = {unit.name for duty in whole.duties for unit in duty.units if not unit.is_collective}
    assert {name.removesuffix(".xlsx") for name in archive.namelist()} - {NOT_SPLIT} == names
    assert all(info.flag_bits & 0x800 for info in archive.infolist())  # names are UTF-8
    told = set()
    for name in archive.namelist():
        for sheet in load_workbook(io.BytesIO(archive.read(name))):
            told |= {row[7] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert told == {duty.citation.label for duty in whole.duties}


def test_five_hundred_duties_are_ready_within_three_seconds(whole):
    many = replace(whole, duties=tuple(whole.duties[n % len(whole.duties)] for n in range(500)))
    for make in (many.to_docx, many.to_ics):
        start = time.perf_counter()
        make()
        assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("区财政局", "区财政局"),
        ("区委宣传部/网信办", "区委宣传部_网信办"),
        ('a<b>:"c"|?*', "a_b___c____"),
        ("局. ", "局"),
        ("CON", "_CON"),
        ("lpt1.局", "_lpt1.局"),
        ("...", "单位"),
        (NOT_SPLIT, f"{NOT_SPLIT}(2)"),
        ("局" * 99, "局" * 60),
    ],
)
def test_names_of_files_are_safe_on_windows(unit, name):
    assert file_name(unit) == name


def test_names_that_differ_only_in_case_get_a_number():
    assert file_name("A局", {"a局"}) == "A局(2)"
    assert file_name("A局", {"a局", "a局(2)"}) == "A局(3)"


def test_what_xml_forbids_is_left_out_of_excel(finance):
    duty = replace(finance.duties[0], source=replace(finance.duties[0].source, task="甲\x01\ufffe\ud800乙"))
    sheet = load_workbook(io.BytesIO(replace(finance, unit="甲\ufffe局", duties=(duty,)).to_xlsx())).active
    assert (sheet.title, sheet.cell(2, 3).value) == ("甲局", "甲乙")
