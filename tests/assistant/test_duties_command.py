"""``zhengwen duties``: lists on the terminal and in files, and one file for each unit."""

import csv
import json

import pytest
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook

from assistant.cli import main
from assistant.handout import NOT_SPLIT
from assistant.service import Assistant

SCOPE = ["--issuer", "青石区", "--year", "2026"]


@pytest.fixture
def duties(in_folder, sample_library):
    def run(*args):
        return main(["duties", *args, "--index", str(sample_library)])

    return run


def test_a_list_says_the_count_then_each_duty_with_its_citation(duties, capsys):
    assert duties("--unit", "区财政局", *SCOPE) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "区财政局共13项任务（牵头2项、负责4项、配合7项），另有5项集体承担、未单独点名。"
    assert lines[2] == "《2026年青石区政务公开工作要点》"
    assert lines[3].startswith("1. 区本级和各部门的预算")
    assert lines[4].strip() == "——《2026年青石区政务公开工作要点》（青石政办发〔2026〕4号）附件序号1"
    assert "附：集体承担、未单独点名的任务" in lines


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--unit", "青石区财政局", "--year", "2019"], "文件库中没有青石区2019年的公文，最近的是"),
        (["--unit", "区水务局", *SCOPE], "没有点名区水务局的任务。"),
    ],
    ids=["year", "unit"],
)
def test_what_is_missing_is_said_with_exit_code_1(duties, capsys, args, sentence):
    assert duties(*args) == 1
    out, err = capsys.readouterr()
    assert (out, sentence in err) == ("", True)


def test_json_is_one_object(duties, capsys):
    assert duties("--unit", "区财政局", *SCOPE, "--role", "lead", "--json") == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert (found["unit"], found["count"], [d["row"] for d in found["duties"]]) == ("区财政局", 2, ["1", "2"])


def test_csv_and_excel_are_written(duties, in_folder, capsys):
    assert duties("--unit", "区财政局", *SCOPE, "--csv", "a.csv", "--xlsx", "a.xlsx") == 0
    out, err = capsys.readouterr()
    assert (out, "写在 a.csv、a.xlsx" in err) == ("", True)
    assert (in_folder / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (in_folder / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 18
    assert load_workbook(in_folder / "a.xlsx").sheetnames == ["区财政局", "附 集体承担"]


def test_word_and_calendar_are_written_and_what_has_no_day_is_counted(duties, in_folder, capsys):
    assert duties("--unit", "区财政局", *SCOPE, "--docx", "a.docx", "--ics", "a.ics") == 0
    err = capsys.readouterr().err
    assert "写在 a.docx、a.ics；其中8项没有截止日期，不在日历里" in err
    assert len(Document(in_folder / "a.docx").tables) == 2
    assert len(Calendar.from_ical((in_folder / "a.ics").read_bytes()).walk("VEVENT")) == 10


def test_a_file_that_cannot_be_written_is_named(duties, capsys):
    assert duties("--unit", "区财政局", *SCOPE, "--csv", "没有的/a.csv") == 1
    assert "没有的/a.csv：写不进去" in capsys.readouterr().err


def test_due_before_and_several_years_after_one_flag(duties, capsys):
    args = ["--issuer", "青石区", "--year", "2025", "2026", "--due-before", "2026-06-30", "--due-after", "2026-06-30"]
    assert duties(*args) == 0
    assert capsys.readouterr().out.startswith("时限在2026年6月30日至2026年6月30日的共3项任务。")


def test_split_writes_one_file_for_each_unit_and_every_duty_stands_in_one(duties, in_folder, sample_library, capsys):
    assert duties(*SCOPE, "--split-by", "unit", "--out", "分办") == 0
    whole = Assistant.open(sample_library).duties(issuer="青石区", year=2026)
    names = {unit.name for d in whole.duties for unit in d.units if not unit.is_collective}
    files = {path.stem: path for path in (in_folder / "分办").iterdir()}
    assert set(files) - {NOT_SPLIT} == names
    assert len(capsys.readouterr().out.splitlines()) == len(files)
    told = set()
    for name, path in files.items():
        book = load_workbook(path)
        assert book.sheetnames[0] == (name if name != NOT_SPLIT else "任务清单")
        told |= {row[7] for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert told == {d.citation.label for d in whole.duties}
    finance = load_workbook(files["区财政局"])
    assert [len(list(sheet.iter_rows(min_row=2))) for sheet in finance] == [13, 5]


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (["--year", "22"], "--year：年份应写作 2022，现为 22"),
        (["--unit", "区财政局", "--role", "主管"], "--role：应为 lead、support、plain 之一，现为 主管"),
        (["--role", "lead"], "--role 要与 --unit 同用"),
        (["--split-by", "unit"], "--split-by unit 与 --out 文件夹 要一起写"),
        (["--out", "x"], "--split-by unit 与 --out 文件夹 要一起写"),
        (["--split-by", "year", "--out", "x"], "只能写 unit，现为 year"),
        (["--split-by", "unit", "--out", "x", "--unit", "区财政局"], "不与 --unit、--csv、--xlsx、--docx、"),
        (["--due-before", "2026-01-01", "--due-after", "2026-02-01"], "--due-before 不能早于 --due-after"),
    ],
)
def test_wrong_use_is_said_with_exit_code_2(duties, capsys, args, complaint):
    assert duties(*args) == 2
    assert complaint in capsys.readouterr().err
