"""What a keeper puts right beside a notice (NAME.meta.toml)."""

import datetime as dt

import pytest
from texts import BODY, LETTER, meaning, read, unit_names

from corpus import apply_corrections, dump_notice, load_notice, notice_to_dict, parse_corrections, read_corrected

TABLE = """附件
任务分解表
| 序号 | 工作任务 | 具体要求 | 责任单位 | 完成时限 |
|---|---|---|---|---|
| 1 | 公幵预算 | 公开本级预算和决算 | 区财攻局 | 6月底前 |
| 2 | 解读政策 | 同步编制解读材料 | 区司法局 | 年底前 |
"""
NOTICE = LETTER + BODY + TABLE


def corrected(toml, text=NOTICE):
    return apply_corrections(read(text), parse_corrections(toml.encode(), "通知.meta.toml"))


def row(notice, number):
    return next(task for task in notice.tasks if task.row == number)


def complaints(notice):
    return [finding.message for finding in notice.findings if finding.kind == "correction"]


def test_metadata_that_is_entered_replaces_what_was_read():
    notice = corrected(
        'doc_number = "青石政办发〔2024〕6号"\ndated = 2024-04-10\naddressees = ["各镇"]\ndoc_kind = "解读"\n'
    )
    assert notice.doc_number == "青石政办发〔2024〕6号"
    assert (notice.dated, notice.addressees, notice.doc_kind) == (dt.date(2024, 4, 10), ("各镇",), "interpretation")
    assert notice.corrected == ("doc_number", "dated", "addressees", "doc_kind")
    assert notice.title == read(NOTICE).title
    assert complaints(notice) == []


def test_a_date_may_be_written_in_chinese():
    assert corrected('printed = "二〇二四年四月十一日"').printed == dt.date(2024, 4, 11)


def test_an_empty_value_says_that_there_is_none_and_nothing_is_missing_then():
    text = NOTICE.replace("青石政办字〔2024〕5号\n\n", "")
    assert [f.message for f in read(text).findings if f.kind == "missing"] == ["没有读到文号"]
    notice = corrected('doc_number = ""', text)
    assert notice.doc_number is None
    assert [f.message for f in notice.findings if f.kind == "missing"] == []


def test_the_right_issuer_moves_the_bodies_of_its_duties():
    notice = corrected('issuer = "云河市白鹭区人民政府办公室"')
    assert notice.place == "云河市白鹭区"
    assert {unit.place for unit in row(notice, "2").units} == {"云河市白鹭区"}


def test_the_right_year_moves_the_deadlines_that_name_none():
    notice = corrected("year = 2023")
    assert meaning(row(notice, "1").deadlines[0]) == ("date", None, "2023-06-30")
    (printed,) = [task for task in notice.tasks if task.section == "一（一）"]
    assert meaning(printed.deadlines[0]) == ("date", None, "2024-06-30")


def test_the_units_of_a_row_are_put_right_and_the_printed_words_stay():
    notice = corrected('[[task]]\nrow = "1"\nunits = ["区财政局", "区教育局"]\nlead = ["区财政局"]\n')
    task = row(notice, "1")
    assert unit_names(task) == [("区财政局", "lead"), ("区教育局", "plain")]
    assert [unit.organ for unit in task.units] == ["财政局", "教育局"]
    assert task.corrected == ("units",)
    start, end = task.fields["units"][0]
    assert notice.text[start:end] == "区财攻局"
    assert row(notice, "2").corrected == ()


def test_a_lead_alone_keeps_the_other_units():
    notice = corrected('[[task]]\nrow = 2\nlead = ["区委宣传部"]\n')
    assert unit_names(row(notice, "2")) == [("区司法局", "plain"), ("区委宣传部", "lead")]


def test_deadlines_are_understood_as_printed_ones_are():
    notice = corrected('[[task]]\nrow = "2"\ndeadlines = ["9月底前", "每季度"]\n')
    task = row(notice, "2")
    assert [(d.text, d.kind, d.end) for d in task.deadlines] == [
        ("9月底前", "date", dt.date(2024, 9, 30)),
        ("每季度", "recurring", None),
    ]
    assert task.corrected == ("deadlines",)


def test_a_slip_is_noted_at_each_of_its_places_and_the_text_is_not_touched():
    notice = corrected('[[text]]\nold = "公 幵预算"\nnew = "公开预算"\n')
    (slip,) = notice.slips
    assert notice.text[slip.start : slip.end] == "公幵预算"
    assert (slip.old, slip.new) == ("公幵预算", "公开预算")
    assert notice.text == NOTICE


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ('tilte = "甲"', "通知.meta.toml：没有“tilte”这个字段，是不是“title”"),
        ('year = "2024"', '通知.meta.toml：year 应为四位整数，如 2022，现为 "2024"'),
        ("dated = 5", "通知.meta.toml：dated 应为日期，如 2022-03-01，现为 5"),
        ('[[task]]\nrow = "9"\nunits = ["区财政局"]', "通知.meta.toml：[[task]] 第 1 条：公文里没有序号“9”的任务"),
        ('[[task]]\nrow = "1"\nsection = "附件2"\nunits = ["区财政局"]', "附件2里没有序号“1”的任务"),
        ('[[task]]\nunits = ["区财政局"]', "通知.meta.toml：[[task]] 第 1 条：没有写 row（序号）"),
        ('[[task]]\nrow = "1"\nunits = "区财政局"', '[[task]] 第 1 条：units 应为名称的列表，如 ["区财政局"]'),
        ('[[task]]\nrow = "1"\nunit = ["区财政局"]', "[[task]] 第 1 条：没有“unit”这个字段，是不是“units”"),
        ('[[task]]\nrow = "1"\ndeadlines = ["尽力而为"]', "[[task]] 第 1 条：时限“尽力而为”没有理解，照原样保存"),
        ('[[text]]\nold = "不在文中"\nnew = "甲"', "通知.meta.toml：[[text]] old “不在文中”在公文里找不到"),
        ('[[text]]\nold = "公幵"', "通知.meta.toml：[[text]] 第 1 条：没有写 new"),
        ('task = "1"', "通知.meta.toml：task 应写作 [[task]]"),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_is_applied(toml, complaint):
    notice = corrected(f'validity = "有效"\n{toml}\n')
    (message,) = complaints(notice)
    assert complaint in message
    assert notice.validity == "有效"


def test_a_file_that_is_no_toml_changes_nothing():
    notice = corrected("title = 甲")
    assert complaints(notice) == ["通知.meta.toml：第 1 行第 9 列不是正确的 TOML，整个文件没有生效"]
    assert notice.corrected == ()


def test_a_row_number_that_two_tables_have_needs_the_section():
    text = LETTER + BODY + TABLE.replace("附件\n", "附件1\n") + TABLE.replace("附件\n", "附件2\n")
    toml = '[[task]]\nrow = "1"\nunits = ["区财政局"]\n'
    (message,) = complaints(corrected(toml, text))
    assert "2 行序号是“1”（附件1、附件2），请写明 section" in message
    notice = corrected(toml + 'section = "附件2"\n', text)
    assert [task.corrected for task in notice.tasks if task.row == "1"] == [(), ("units",)]


def test_a_notice_that_was_put_right_is_stored_without_loss():
    notice = corrected(
        'validity = "有效"\n[[task]]\nrow = "1"\nunits = ["甲局"]\n[[text]]\nold = "公幵"\nnew = "公开"\n'
    )
    assert load_notice(dump_notice(notice)) == notice
    printed = notice_to_dict(notice)
    assert printed["corrected"] == ["validity"]
    assert [(slip["old"], slip["new"]) for slip in printed["slips"]] == [("公幵", "公开")]


@pytest.mark.parametrize("name", ["通知.txt.meta.toml", "通知.meta.toml"])
def test_the_corrections_lie_beside_the_notice_under_its_name(tmp_path, name):
    (tmp_path / "通知.txt").write_text(NOTICE, "utf-8")
    assert read_corrected(tmp_path / "通知.txt").validity is None
    (tmp_path / name).write_text('validity = "废止"', "utf-8-sig")
    assert read_corrected(tmp_path / "通知.txt").validity == "废止"
