"""A notice as JSON: what the contract prints, and a form that loses nothing."""

import json

import pytest
from texts import BODY, LETTER, NOTICE, read

from corpus import dump_notice, load_notice, notice_to_dict

TABLE = """
附件1
任务分解表
| 序号 | 工作任务 | 具体要求 | 责任单位 | 完成时限 |
|---|---|---|---|---|
| 1 | 政策解读 | 对重要政策同步<br>编制材料。 | 区司法局牵头，区财政局、区政府各部门配合 | 2024年6月底前，每季度更新 |
| 2 | 政府公报 | 出版后五日内上网。 |  | 印发之日起20个工作日内 |
"""
DATED = "---\n发文机关: 云河市\n状态: 废止\n---\n关于放假的通知\n第二、放假。\n"


@pytest.mark.parametrize("text", [NOTICE, LETTER + BODY + TABLE, BODY, DATED, "公开。"])
def test_a_notice_comes_back_from_storage_as_it_was(text):
    notice = read(text)
    assert load_notice(dump_notice(notice)) == notice


def test_what_is_stored_is_one_line_of_json():
    stored = dump_notice(read(NOTICE))
    assert "\n" not in stored and json.loads(stored)["doc_number"] == "青石政办字〔2024〕5号"


def test_what_is_printed_is_json():
    printed = notice_to_dict(read(LETTER + BODY + TABLE))
    assert json.loads(json.dumps(printed, ensure_ascii=False)) == printed


def test_dates_are_printed_in_iso_and_absent_ones_as_null():
    printed = notice_to_dict(read(NOTICE))
    assert [printed[name] for name in ("dated", "printed", "issued")] == ["2024-04-09", "2024-04-10", "2024-04-09"]
    assert [notice_to_dict(read(BODY))[name] for name in ("dated", "printed", "issued")] == [None, None, None]


def test_every_field_of_the_contract_is_printed():
    assert set(notice_to_dict(read(NOTICE))) == set(
        "file version text title issued_title doc_number issuer year doc_kind validity disclosure source_url dated "
        "printed issued inferred addressees copied_to sections tasks blocks findings".split()
    )


def row(number):
    notice = read(LETTER + BODY + TABLE)
    return notice, next(task for task in notice_to_dict(notice)["tasks"] if task["row"] == number)


def test_a_row_prints_its_units_by_role():
    _, task = row("1")
    assert task["units"] == ["区司法局", "区财政局", "区政府各部门"]
    assert (task["lead"], task["support"]) == (["区司法局"], ["区财政局", "区政府各部门"])
    assert task["collective"] == ["区政府各部门"]
    assert task["units_likely"] == []


def test_a_row_with_a_blank_cell_prints_who_is_likely():
    _, task = row("2")
    assert task["units"] == []
    assert task["units_likely"] == [
        {"unit": "区司法局", "from_row": "1"},
        {"unit": "区财政局", "from_row": "1"},
        {"unit": "区政府各部门", "from_row": "1"},
    ]


def test_a_row_prints_what_its_deadlines_mean():
    (date, recurring), (relative,) = row("1")[1]["deadlines"], row("2")[1]["deadlines"]
    assert (date["text"], date["kind"], date["start"], date["end"]) == ("2024年6月底前", "date", None, "2024-06-30")
    assert (recurring["kind"], recurring["every"], recurring["end"]) == ("recurring", "quarter", None)
    assert (relative["kind"], relative["base"], relative["offset"]) == ("relative", "印发之日", "20 working days")


def test_a_deadline_prints_where_it_stands():
    notice, task = row("2")
    start, end = task["deadlines"][0]["span"]
    assert notice.text[start:end] == "印发之日起20个工作日内"


def test_a_quotation_that_a_tag_interrupts_has_pieces():
    notice, task = row("1")
    assert task["pieces"][:2] == ["对重要政策同步", "编制材料。"]
    assert task["quote"] == "".join(task["pieces"])
    assert notice.text[task["start"] : task["end"]].startswith("对重要政策同步<br>编制")
    assert [notice.text[a:b] for a, b in task["spans"]["requirement"]] == ["对重要政策同步", "编制材料。"]


def test_a_quotation_in_one_piece_has_none():
    notice = read(NOTICE)
    task = notice_to_dict(notice)["tasks"][0]
    assert task["pieces"] is None
    assert task["quote"] == notice.text[task["start"] : task["end"]]
    assert (task["source"], task["ref"], task["section"], task["row"]) == ("text", "一（一）/t1", "一（一）", None)
