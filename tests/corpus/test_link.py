"""Rows of a table meet the clause of the body that says the same; differences are kept."""

from texts import LETTER, read

BODY = """一、加强政策解读
（一）同步编制解读材料。对涉及群众切身利益的重要政策同步编制解读材料，2024年6月底前完成不少于20件。
（二）丰富解读的形式。用图片、视频和问答等群众喜闻乐见的形式解读重要政策，提高传播效果。
二、办好政府公报
（一）按月出版政府公报。每期公报出版后及时在门户网站公布电子版，并提供历年公报的查阅服务。
"""
HEADER = "| 序号 | 具体要求 | 责任单位 | 完成时限 |\n|---|---|---|---|\n"


def linked(*rows):
    table = "".join(f"| {number} | {words} | 区司法局 | {due} |\n" for number, (words, due) in enumerate(rows, 1))
    notice = read(f"{LETTER}{BODY}\n附件\n任务分解表\n{HEADER}{table}")
    return [task for task in notice.tasks if task.source == "table"]


def test_a_row_is_linked_to_the_clause_that_says_the_same():
    rows = linked(
        ("用图片、视频和问答等群众喜闻乐见的形式解读重要政策，提高传播效果。", "长期"),
        ("每期公报出版后及时在门户网站公布电子版，并提供历年公报的查阅服务。", "长期"),
    )
    assert [task.clause for task in rows] == ["一（二）", "二（一）"]
    assert [task.variants for task in rows] == [(), ()]


def test_blanks_and_punctuation_do_not_keep_words_apart():
    (row,) = linked(("用图片 视频 和问答等群众喜闻乐见的形式,解读重要政策;提高传播效果", "长期"))
    assert row.clause == "一（二）"


def test_a_row_that_no_clause_says_is_linked_to_none():
    (row,) = linked(("建立政务公开专家库，每年组织两次业务培训并进行测试。", "长期"))
    assert (row.clause, row.variants) == (None, ())


def test_a_row_that_shares_only_a_phrase_is_linked_to_none():
    (row,) = linked(("对历年的公报进行数字化加工，建立全文数据库，并提供检索下载打印等功能，方便群众使用。", "长期"))
    assert row.clause is None


def test_another_deadline_is_a_variant():
    (row,) = linked(("对涉及群众切身利益的重要政策同步编制解读材料，完成不少于20件。", "2024年9月底前"))
    assert row.clause == "一（一）"
    (variant,) = [v for v in row.variants if v.field == "deadline"]
    assert (variant.here, variant.there) == ("2024年9月底前", "2024年6月底前")


def test_the_same_day_in_other_words_is_no_variant():
    (row,) = linked(("对涉及群众切身利益的重要政策同步编制解读材料，完成不少于20件。", "6月30日前"))
    assert [v for v in row.variants if v.field == "deadline"] == []


def test_another_number_is_a_variant():
    words = "对涉及群众切身利益的重要政策同步编制解读材料，2024年6月底前完成不少于30件。"
    (row,) = linked((words, "2024年6月底前"))
    (variant,) = [v for v in row.variants if v.field == "number"]
    assert (variant.here, variant.there) == ("30件", "20件")


def test_a_row_without_a_task_takes_the_heading_of_its_clause():
    (row,) = linked(("用图片、视频和问答等群众喜闻乐见的形式解读重要政策，提高传播效果。", "长期"))
    assert row.task == "丰富解读的形式"


def test_a_clause_of_an_attachment_is_no_body():
    text = LETTER + "一、加强解读。\n二、办好公报。\n附件1\n任务分解表\n" + HEADER
    text += "| 1 | 建立政务公开专家库，每年组织两次业务培训。 | 区司法局 | 长期 |\n"
    text += "附件2\n方案\n一、建立政务公开专家库，每年组织两次业务培训。\n二、其他。\n"
    assert [task.clause for task in read(text).tasks if task.source == "table"] == [None]


def test_duties_of_the_text_stay_with_their_own_clause():
    text = LETTER + "一、加强解读。编制材料。（责任单位：区司法局）\n二、办好公报。（责任单位：区政府办公室）\n"
    assert [task.clause for task in read(text).tasks] == ["一", "二"]


def with_units(text_units, table_units, due="6月底前"):
    words = "对涉及群众切身利益的重要政策同步编制解读材料，每月更新。"
    body = f"一、加强解读。{words}（责任单位：{text_units}）\n二、办好公报。\n"
    row = f"| 1 | {words} | {table_units} | {due} |\n"
    notice = read(f"{LETTER}{body}\n附件\n任务分解表\n{HEADER}{row}")
    (task,) = [task for task in notice.tasks if task.source == "table"]
    messages = [f.message for f in notice.findings if f.kind in ("unit_conflict", "deadline_conflict", "figures")]
    return [(v.field, v.here, v.there) for v in task.variants], messages


def test_a_number_in_chinese_is_held_against_one_in_digits():
    words = "对涉及群众切身利益的重要政策同步编制解读材料，2024年6月底前完成不少于{}件。"
    same, other = (linked((words.format(number), "2024年6月底前"))[0].variants for number in ("二十", "三十"))
    assert same == ()
    assert [(v.field, v.here, v.there) for v in other] == [("number", "三十件", "20件")]


def test_the_number_of_the_clause_itself_and_a_date_are_no_amounts():
    body = "二、公开\n1.改造供水管网，2024年6月底前完成改造，同步更新居民水表。\n2.其他。\n"
    row = "| 1 | 改造供水管网，完成改造，同步更新居民水表。 | 区司法局 | 6月底前 |\n"
    notice = read(f"{LETTER}{body}\n附件\n任务分解表\n{HEADER}{row}")
    assert notice.tasks[0].variants == ()


def test_other_units_are_a_variant_and_a_finding():
    assert with_units("区司法局、区财政局", "区司法局、区审计局") == (
        [("units", "区审计局", "区财政局")],
        ["附件/r1：责任单位表中只有“区审计局”，正文（一）只有“区财政局”"],
    )


def test_a_name_in_short_is_the_same_unit():
    assert with_units("区发展和改革局", "区发展改革局") == ([], [])


def test_another_lead_is_a_variant():
    assert with_units("区司法局牵头，区财政局配合", "区财政局牵头，区司法局配合") == (
        [("lead", "区财政局", "区司法局")],
        ["附件/r1：牵头单位表中只有“区财政局”，正文（一）只有“区司法局”"],
    )


def test_another_rhythm_is_a_variant_of_the_deadline():
    assert with_units("区司法局", "区司法局", due="每季度")[0] == [("deadline", "每季度", "每月")]


def test_a_sentence_that_a_row_repeats_is_told_by_the_row():
    words = "区财政局安排政务公开必要经费，纳入年度预算并按时拨付到位。"
    body = f"一、保障经费。{words}\n二、办好公报。区审计局要每年检查公报经费的使用情况。\n"
    notice = read(f"{LETTER}{body}\n附件\n任务分解表\n{HEADER}| 1 | {words} | 区财政局、各镇街 | 全年 |\n")
    assert [(task.ref, [unit.name for unit in task.units]) for task in notice.tasks] == [
        ("二/t1", ["区审计局"]),
        ("附件/r1", ["区财政局", "各镇街"]),
    ]
