"""``zhengwen check``, and what a build says of the notices that it read."""

import json

import pytest
from texts import BODY, IMPRINT, LETTER

from assistant.cli import main
from assistant.commands.build import SHOWN, remark_lines
from corpus import Remark

NOTICE = LETTER + BODY + IMPRINT
TABLE = """附件
| 序号 | 工作任务 | 责任单位 |
|---|---|---|
| 1 | 公开预算和决算报告 | |
| 2 | 解读政策文件 | 区司法局 |
"""


@pytest.fixture
def folder(in_folder):
    path = in_folder / "公文"
    path.mkdir()
    (path / "甲.txt").write_text(NOTICE, "utf-8")
    return path


def run(capsys, *args):
    """Exit code, lines of the result, and what was said besides."""
    code = main(list(map(str, args)))
    out, err = capsys.readouterr()
    return code, out.splitlines(), err


def run_json(capsys, *args):
    code, lines, _ = run(capsys, "check", *args, "--json")
    return code, [json.loads(line) for line in lines]


def test_a_notice_with_nothing_to_look_at_ends_with_zero(folder, capsys):
    code, lines, _ = run(capsys, "check", folder / "甲.txt")
    assert code == 0
    assert "《2024年青石区政务公开工作要点》  青石政办字〔2024〕5号  云河市青石区人民政府办公室" in lines[1]
    assert "成文 2024-04-09，印发 2024-04-10" in lines[1]
    assert lines[-1] == "共 1 个文件，0 处需要查看"


def test_what_was_understood_is_counted(folder, capsys):
    code, (one,) = run_json(capsys, folder)
    assert code == 0
    assert (one["doc_number"], one["dated"], one["printed"]) == ("青石政办字〔2024〕5号", "2024-04-09", "2024-04-10")
    # 一, 一（一）, 一（二）, 二, 二1, 二2; the duties of 一（一） and 一（二）
    assert (one["sections"], one["tasks"]) == (6, 2)
    assert one["findings"] == []


def test_each_finding_has_its_weight_and_place_the_weightiest_first(folder, capsys):
    text = NOTICE.replace("青石政办字〔2024〕5号\n", "").replace("二、办好", "四、办好")
    (folder / "甲.txt").write_text(text.replace(IMPRINT, TABLE), "utf-8")
    code, (one,) = run_json(capsys, folder)
    assert code == 3
    found = [(f["kind"], f["weight"], f["line"], f["words"]) for f in one["findings"]]
    assert found == [
        ("missing", 80, None, ""),
        ("units", 70, 24, "公开预算和决算报告"),
        ("numbering", 50, 18, "四、办好政府公报"),
    ]


def test_a_reader_sees_the_line_and_the_words(folder, capsys):
    (folder / "甲.txt").write_text(NOTICE.replace("二、办好", "四、办好"), "utf-8")
    code, lines, _ = run(capsys, "check", folder)
    assert code == 3
    assert "  [50 编号不连续] 第 19 行：“四”之前缺少序号　四、办好政府公报" in lines


def test_files_are_compared_with_each_other(folder, capsys):
    (folder / "乙.txt").write_text(NOTICE.replace("\n\n", "\n"), "utf-8")
    code, (_, second) = run_json(capsys, folder)
    assert code == 3
    (finding,) = second["findings"]
    assert (finding["kind"], finding["others"]) == ("same_text", [str(folder / "乙.txt")])


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_checked(folder, capsys):
    (folder / "空.txt").write_text(" \n", "utf-8")
    code, lines, err = run(capsys, "check", folder)
    assert code == 3
    assert "空.txt：文件是空的（empty）" in err
    assert lines[-1] == "共 2 个文件，0 处需要查看，1 个读不出来"
    _, answers = run_json(capsys, folder)
    assert [one.get("error", {}).get("kind") for one in answers] == [None, "empty"]


def test_corrections_are_applied_and_their_mistakes_told(folder, capsys):
    (folder / "甲.meta.toml").write_text('validity = "有效"\ntilte = "甲"\n', "utf-8")
    code, (one,) = run_json(capsys, folder)
    assert code == 3
    assert (one["validity"], one["corrected"]) == ("有效", ["validity"])
    assert one["findings"][0]["message"].startswith("甲.meta.toml：没有“tilte”这个字段")


def test_corrections_without_a_notice_are_told(folder, capsys):
    (folder / "乙.meta.toml").write_text('validity = "有效"', "utf-8")
    code, _, err = run(capsys, "check", folder)
    assert code == 3
    assert "乙.meta.toml：旁边没有这个名字的公文，更正没有用到" in err


def test_the_units_of_the_library_are_known(folder, in_folder, capsys):
    text = NOTICE.replace("区司法局、", "区新质办、")
    (folder / "甲.txt").write_text(text, "utf-8")
    _, (one,) = run_json(capsys, folder)
    assert [f["message"] for f in one["findings"]] == ["“区新质办”只出现一次，不在单位名录里"]
    (in_folder / "zhengwen.toml").write_text('notices = ["公文"]', "utf-8")
    (in_folder / "units.toml").write_text('[[unit]]\nname = "新质办"', "utf-8")
    code, (one,) = run_json(capsys, folder)
    assert (code, one["findings"]) == (0, [])


def test_a_library_within_a_folder_is_passed_over(folder, in_folder, capsys):
    (folder / "库" / "originals").mkdir(parents=True)
    (folder / "库" / "catalogue.sqlite").touch()
    (folder / "库" / "originals" / "a.txt").write_text(NOTICE, "utf-8")
    code, answers = run_json(capsys, folder)
    assert (code, len(answers)) == (0, 1)


def test_a_file_that_is_not_there_is_wrong_use(in_folder, capsys):
    code, _, err = run(capsys, "check", "没有.txt")
    assert code == 2
    assert "没有.txt：没有这个文件或文件夹" in err


def test_a_build_tells_the_weightiest_remarks_and_counts_the_rest():
    remarks = [Remark("甲.txt", "missing", "没有读到文号")] * (SHOWN + 3)
    lines = remark_lines(remarks)
    assert lines[0] == f"这次读的公文有 {SHOWN + 3} 处需要查看（zhengwen check 文件夹 列出全部）："
    assert lines[1] == "  甲.txt  [80 缺少要素] 没有读到文号"
    assert lines[-1] == "  ……其余 3 处"
    assert remark_lines([]) == []


def test_a_build_says_what_to_look_at(folder, in_folder, capsys):
    (folder / "甲.txt").write_text(NOTICE.replace("青石政办字〔2024〕5号\n", ""), "utf-8")
    code, lines, _ = run(capsys, "build", "--notices", folder, "--index", in_folder / "库")
    assert code == 0
    assert "  甲.txt  [80 缺少要素] 没有读到文号" in lines
    _, lines, _ = run(capsys, "build", "--notices", folder, "--index", in_folder / "库")
    assert not any("需要查看" in line for line in lines)
