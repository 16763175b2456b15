"""Which marks of numbering are headings, and what is only text that looks like one."""

import pytest
from texts import LETTER, headings, paths, read

TITLE = "关于做好公开工作的通知\n"
SENTENCE = "为了方便群众查阅，各单位应当及时、真实、完整地公开应当公开的事项。"


def test_the_levels_of_the_standard_make_paths():
    text = TITLE + (
        "一、加强解读\n（一）同步编制\n1.编制材料\n（1）文字材料。\n（2）图片材料。\n2.审核材料。\n"
        "（二）同步发布。\n二、办好公报。\n"
    )
    assert headings(read(text)) == [
        ("一", "加强解读"),
        ("一（一）", "同步编制"),
        ("一（一）1", "编制材料"),
        ("一（一）1（1）", "文字材料"),
        ("一（一）1（2）", "图片材料"),
        ("一（一）2", "审核材料"),
        ("一（二）", "同步发布"),
        ("二", "办好公报"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("（一）", "（二）", id="full-width brackets"),
        pytest.param("(一)", "(二)", id="half-width brackets"),
        pytest.param("(一）", "（二)", id="mixed brackets"),
        pytest.param("（ 一 ）", "（ 二 ）", id="blanks in brackets"),
        pytest.param("㈠", "㈡", id="one character"),
        pytest.param("（一）、", "（二）、", id="a comma behind"),
    ],
)
def test_second_level_marks_are_written_alike_in_a_path(first, second):
    text = f"{TITLE}一、加强解读\n{first}同步编制。\n{second}同步发布。\n"
    assert headings(read(text)) == [("一", "加强解读"), ("一（一）", "同步编制"), ("一（二）", "同步发布")]


@pytest.mark.parametrize("mark", ["、", "．", "."])
def test_first_level_marks_may_end_in_a_dot(mark):
    assert headings(read(f"{TITLE}一{mark}加强解读\n二{mark}办好公报\n")) == [("一", "加强解读"), ("二", "办好公报")]


@pytest.mark.parametrize("mark", ["{}.", "{}．", "{}、"])
def test_third_level_marks_are_plain_numbers_in_a_path(mark):
    lines = "\n".join(mark.format(n) + words for n, words in [(1, "编制材料。"), (2, "审核材料。")])
    assert paths(read(f"{TITLE}一、加强解读\n{lines}\n")) == ["一", "一1", "一2"]


def test_full_width_digits_count():
    assert paths(read(f"{TITLE}一、加强解读\n１．编制材料。\n２．审核材料。\n")) == ["一", "一1", "一2"]


def test_circled_numbers_are_the_fifth_level():
    text = f"{TITLE}一、加强解读\n（一）编制\n1.材料\n①文字材料。\n②图片材料。\n"
    assert paths(read(text))[-2:] == ["一（一）1①", "一（一）1②"]


def test_numbers_that_run_on_under_the_next_heading_belong_to_it():
    text = TITLE + "一、甲\n（一）甲一。\n（二）甲二。\n（三）甲三。\n二、乙\n（四）乙一。\n（五）乙二。\n"
    assert paths(read(text)) == ["一", "一（一）", "一（二）", "一（三）", "二", "二（四）", "二（五）"]


def test_articles_stand_alone_and_chapters_are_left_out():
    text = (
        "青石区信息公开办法\n第一章 总则\n第一条 为规范公开，制定本办法。\n第二条 本办法适用于：\n（一）机关；\n"
        "（二）镇街。\n第二章 附则\n第三条 本办法自印发之日起施行。\n"
    )
    assert paths(read(text)) == ["第一条", "第二条", "第二条（一）", "第二条（二）", "第三条"]


def test_chapters_count_where_there_are_no_articles():
    text = "青石区信息公开规划\n第一章 总则\n一、目标。\n二、原则。\n第二章 任务\n一、解读。\n二、公报。\n"
    assert paths(read(text)) == ["第一章", "第一章一", "第一章二", "第二章", "第二章一", "第二章二"]


def test_sections_stand_below_chapters_where_there_are_no_articles():
    text = (
        f"青石区信息公开规划\n第一章 总则\n第一节 目标\n{SENTENCE}\n第二节 原则\n一、真实。\n二、完整。\n"
        f"第二章 任务\n第一节 解读\n{SENTENCE}\n"
    )
    assert paths(read(text)) == [
        *("第一章", "第一章第一节", "第一章第二节", "第一章第二节一", "第一章第二节二"),
        *("第二章", "第二章第一节"),
    ]


def test_sections_between_articles_are_left_out():
    text = "青石区信息公开办法\n第一章 总则\n第一节 一般规定\n第一条 制定本办法。\n第二节 范围\n第二条 适用于机关。\n"
    notice = read(text)
    assert paths(notice) == ["第一条", "第二条"]
    assert {c.path: c.text for c in notice.clauses}["第一条"] == "第一条制定本办法。"


def test_a_digit_before_a_closing_bracket_is_a_level():
    text = f"{TITLE}一、加强解读\n（1）编制。\n1）文字；\n2)图片；\n（2）发布。\n"
    assert headings(read(text)) == [
        ("一", "加强解读"),
        ("一（1）", "编制"),
        ("一（1）1）", "文字"),
        ("一（1）2）", "图片"),
        ("一（2）", "发布"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "对照清单（附件1）逐项公开，其次对照清单（附件2）核对。",
        "公开预算（含表1）。1）和2）两项同时公开。",
        "公开事项（详见本通知所附的清单中第\n1）由各镇负责，另一类（详见\n2）由各村负责。",
    ],
)
def test_a_digit_that_only_ends_a_bracket_is_no_level(sentence):
    assert paths(read(f"{TITLE}一、加强解读\n{sentence}\n二、办好公报。\n")) == ["一", "二"]


@pytest.mark.parametrize("dot", [".", "．"])
def test_decimals_stand_with_all_their_numbers_and_bare_numbers_above_them(dot):
    text = TITLE + (
        f"1 总则\n1{dot}1 目的\n{SENTENCE}\n1{dot}2 原则\n{SENTENCE}\n2 机构\n2{dot}1 领导机构\n"
        f"2{dot}1{dot}1 组长\n{SENTENCE}\n"
        f"2{dot}1{dot}2 成员\n（一）区司法局；\n（二）区财政局。\n3 附则\n{SENTENCE}\n"
    )
    assert headings(read(text)) == [
        ("1", "总则"),
        ("1.1", "目的"),
        ("1.2", "原则"),
        ("2", "机构"),
        ("2.1", "领导机构"),
        ("2.1.1", "组长"),
        ("2.1.2", "成员"),
        ("2.1.2（一）", "区司法局"),
        ("2.1.2（二）", "区财政局"),
        ("3", "附则"),
    ]


def test_decimals_below_other_numbers_are_joined_to_them():
    text = f"{TITLE}一、加强解读\n1.1编制材料。\n1.2审核材料。\n二、办好公报\n2.1按月出版。\n2.2免费赠送。\n"
    assert paths(read(text)) == ["一", "一1.1", "一1.2", "二", "二2.1", "二2.2"]


@pytest.mark.parametrize("amount", ["1.1万元用于编印公报。", "1.1倍于去年。", "1.1亿元以上的项目。", "1.5%的预算。"])
def test_an_amount_at_the_start_of_a_line_is_no_decimal_mark(amount):
    assert paths(read(f"{TITLE}1.公开预算。\n{amount}\n2.公开决算。\n")) == ["1", "2"]


def test_a_bare_number_is_a_heading_only_where_decimals_number_the_text():
    assert paths(read(f"{TITLE}一、公开预算\n1份公报\n2份清单\n二、公开决算\n")) == ["一", "二"]


def test_parts_are_written_as_they_are():
    text = "青石区信息公开规划\n第一部分 总体要求\n一、目标。\n二、原则。\n第二部分 主要任务\n一、解读。\n二、公报。\n"
    assert paths(read(text)) == ["第一部分", "第一部分一", "第一部分二", "第二部分", "第二部分一", "第二部分二"]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("按照第三条第（二）项的规定办理。", id="an item of an article"),
        pytest.param("见本通知第二条，以及（一）中的要求。", id="a bracket inside a sentence"),
        pytest.param("2022年全区公开信息三千条。", id="a year"),
        pytest.param("3.5万元以上的项目应当公开。", id="an amount"),
        pytest.param("3个工作日内答复申请人。", id="a number of days"),
        pytest.param("一是公开预算，二是公开决算。", id="first and second in words"),
        pytest.param("一、二、三等奖各公开一次。", id="prizes"),
        pytest.param("2.5米以上的标识应当公开。", id="a decimal number"),
        pytest.param("第二，公开决算。", id="secondly"),
        pytest.param("（2）号楼设公开栏。", id="a building"),
        pytest.param("三、四季度各公开一次。", id="quarters"),
    ],
)
def test_what_only_looks_like_a_mark_stays_text(sentence):
    text = f"{TITLE}一、加强解读。\n{sentence}\n二、办好公报。\n"
    notice = read(text)
    assert paths(notice) == ["一", "二"]
    assert sentence in {clause.ref: clause.text for clause in notice.clauses}["一"]


def test_lines_wrapped_at_28_characters_with_blank_lines_between_are_one_paragraph():
    wrapped = (
        "一、加强政策解读。各单位应当对涉及群众切身利益的重要政策同\n\n"
        "步编制解读材料，在文件公开后三日内用图片视频和问答等形式向\n\n"
        "社会发布，并在政务服务大厅和村居公开栏张贴，方便群众查阅和\n\n"
        "咨询。\n\n"
        "二、办好政府公报。各单位应当把公开发布的规范性文件及时报送\n\n"
        "区政府办公室，由区政府办公室按月编印并向村居图书馆和档案馆\n\n"
        "免费赠送，同时在门户网站开设专栏，提供历年公报的在线查阅服\n\n"
        "务。\n"
    )
    notice = read(TITLE + "\n" + wrapped)
    clauses = {clause.ref: clause.text for clause in notice.clauses}
    assert headings(notice) == [("一", "加强政策解读"), ("二", "办好政府公报")]
    assert "政策同步编制解读材料" in clauses["一"] and "查阅和咨询。" in clauses["一"]
    assert clauses["二"].endswith("在线查阅服务。")


def test_a_page_number_between_two_sections_is_none_of_them():
    text = f"{TITLE}一、加强解读。\n- 2 -\n二、办好公报。\n第 3 页 共 5 页\n三、规范申请。\n"
    assert headings(read(text)) == [("一", "加强解读"), ("二", "办好公报"), ("三", "规范申请")]


def test_a_notice_on_one_line_is_divided():
    parts = [
        "云河市青石区人民政府办公室关于做好公开工作的通知",
        "各镇人民政府，区政府各部门：",
        "为做好公开工作，现通知如下：",
        "一、加强解读",
        "（一）同步编制。对重要政策同步编制解读材料，做到应解读尽解读，不得只公布原文而不作说明。",
        "（二）同步发布。解读材料与政策同时发布，并在政务服务大厅和村居公开栏张贴，方便群众查阅。",
        "二、办好公报",
        "（一）按月出版。公报每月出版一期，出版后五日内在门户网站公布电子版，并提供历年公报的查阅。",
        "（二）免费赠送。公报向村居、图书馆和档案馆免费赠送，各镇街应当设置取阅点，由专人管理。",
        "云河市青石区人民政府办公室",
        "2024年4月9日",
    ]
    text = " ".join(parts)
    assert "\n" not in text and len(text) > 260
    assert headings(read(text)) == [
        ("一", "加强解读"),
        ("一（一）", "同步编制"),
        ("一（二）", "同步发布"),
        ("二", "办好公报"),
        ("二（一）", "按月出版"),
        ("二（二）", "免费赠送"),
    ]


def test_sections_that_follow_each_other_without_a_line_break_are_divided():
    text = f"{TITLE}一、加强解读。（一）同步编制。编写材料。（二）同步发布。发布材料。二、办好公报。按月出版。\n"
    assert paths(read(text)) == ["一", "一（一）", "一（二）", "二"]


@pytest.mark.parametrize(
    ("line", "prefix"),
    [
        ("附件", "附件"),
        ("附件：", "附件"),
        ("附件1", "附件1"),
        ("附 件 2", "附件2"),
        ("附件1：", "附件1"),
    ],
)
def test_an_attachment_counts_anew(line, prefix):
    text = f"{TITLE}一、加强解读。\n二、办好公报。\n\n{line}\n青石区公开清单\n一、预算。\n二、决算。\n"
    assert paths(read(text)) == ["一", "二", f"{prefix}一", f"{prefix}二"]


def test_two_attachments_have_their_own_paths():
    text = TITLE + "一、甲。\n二、乙。\n附件1\n一、丙。\n（一）丁。\n（二）戊。\n附件2\n一、己。\n二、庚。\n"
    assert paths(read(text))[2:] == ["附件1一", "附件1一（一）", "附件1一（二）", "附件2一", "附件2二"]


def test_a_list_of_attachments_is_no_attachment():
    text = f"{TITLE}一、加强解读。\n附件：1.公开清单\n2.任务分解表\n云河市财政局\n2024年5月6日\n"
    assert not any(path.startswith("附件") for path in paths(read(text)))


def test_the_issued_document_counts_anew_after_a_letter_with_numbers():
    text = TITLE + "一、高度重视。\n二、抓好落实。\n青石区公开要点\n一、加强解读。\n二、办好公报。\n三、规范申请。\n"
    assert [heading for _, heading in headings(read(text))] == [
        "高度重视",
        "抓好落实",
        "加强解读",
        "办好公报",
        "规范申请",
    ]


def test_skipped_numbers_are_kept_as_printed_and_reported():
    notice = read(f"{TITLE}一、加强解读。\n二、办好公报。\n四、规范申请。\n")
    assert paths(notice) == ["一", "二", "四"]
    (gap,) = [finding for finding in notice.findings if finding.kind == "numbering"]
    assert gap.message == "“四”之前缺少序号"
    assert notice.text[gap.start : gap.end] == "四"


def test_a_number_that_is_printed_twice_is_kept_twice_and_reported():
    notice = read(f"{TITLE}一、加强解读。\n二、办好公报。\n二、规范申请。\n三、加强培训。\n")
    assert headings(notice)[1:3] == [("二", "办好公报"), ("二", "规范申请")]
    assert [clause.ref for clause in notice.clauses if clause.trail] == ["一", "二", "二~2", "三"]
    assert [f.message for f in notice.findings if f.kind == "numbering"] == ["“二”这个序号重复"]


def test_complete_numbering_is_not_reported():
    notice = read(f"{TITLE}一、加强解读。\n（一）编制。\n（二）发布。\n二、办好公报。\n")
    assert [finding for finding in notice.findings if finding.kind == "numbering"] == []


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        pytest.param("一、加强解读", "加强解读", id="a line of its own"),
        pytest.param("一、加强解读。各单位应当同步编制。", "加强解读", id="up to the full stop"),
        pytest.param("一、 加强 解读", "加强解读", id="without blanks"),
        pytest.param("## 一、加强解读", "加强解读", id="markdown"),
        pytest.param("**一、加强解读**", "加强解读", id="bold"),
        pytest.param("一、<b>加强解读</b>", "加强解读", id="tags"),
        pytest.param("一、加强解读：", "加强解读", id="a colon at the end"),
        pytest.param("一、修订《办法》（试行）", "修订《办法》（试行）", id="brackets at the end"),
    ],
)
def test_the_words_of_a_heading(line, heading):
    assert headings(read(f"{TITLE}{line}\n二、办好公报\n"))[0] == ("一", heading)


def test_a_long_first_sentence_is_cut_for_a_heading():
    sentence = "各单位应当" + "对重要政策同步编制解读材料" * 8
    (path, heading), *_ = headings(read(f"{TITLE}一、{sentence}。\n二、办好公报。\n"))
    assert path == "一" and sentence.startswith(heading) and len(heading) <= 60


def test_the_trail_of_a_clause_goes_from_the_outermost_heading_inwards():
    text = f"{TITLE}一、加强解读\n（一）同步编制\n1.编制材料。\n2.审核材料。\n"
    trails = {clause.ref: clause.trail for clause in read(text).clauses}
    assert trails["一（一）2"] == ("加强解读", "同步编制", "审核材料")


def test_a_notice_without_numbers_has_no_sections_and_says_so():
    notice = read("关于放假的通知\n各单位按规定放假，请安排好值班。\n")
    assert notice.sections == ()
    assert "没有读到任何编号的章节" in [finding.message for finding in notice.findings]


def test_a_first_number_glued_to_the_title_or_to_the_heading_above_it_is_a_heading():
    text = TITLE + (
        "2024年公开工作要点一、加强解读（一）同步编制。材料与文件一并起草。（二）同步发布。最迟三日。"
        "二、办好公报（一）按期出版。每月一期。（二）免费赠阅。各村都有。"
    )
    assert headings(read(text)) == [
        ("一", "加强解读"),
        ("一（一）", "同步编制"),
        ("一（二）", "同步发布"),
        ("二", "办好公报"),
        ("二（一）", "按期出版"),
        ("二（二）", "免费赠阅"),
    ]


def test_a_number_glued_to_a_sentence_is_no_heading():
    text = (
        TITLE + "一、加强解读\n各单位要按照统一、规范的要求，把附表（一）所列和（二）所列事项公开。\n二、办好公报。\n"
    )
    assert paths(read(text)) == ["一", "二"]


def test_a_chapter_between_articles_is_part_of_neither():
    text = f"{TITLE}第一章 总则\n第一条 为了公开，制定本办法。\n第二章 附则\n第二条 本办法自印发之日起施行。\n"
    notice = read(text)
    assert [clause.text for clause in notice.clauses if clause.path == "第一条"] == ["第一条为了公开，制定本办法。"]
    first = notice.sections[0]
    assert text[first.start : first.end].endswith("制定本办法。")
    (start,) = [block.start for block in notice.blocks if text[block.start :].startswith("第二章")]
    assert [block.kind for block in notice.blocks if block.start == start] == ["heading"]


def test_numbers_that_run_through_the_notice_are_headings_behind_a_heading_without_a_stop():
    text = TITLE + "一、加强解读（一）同步编制。（二）同步发布。二、办好公报（三）按期出版。（四）免费赠阅。"
    assert paths(read(text)) == ["一", "一（一）", "一（二）", "二", "二（三）", "二（四）"]


def test_numbers_of_a_list_within_a_sentence_are_no_headings_in_a_long_paragraph():
    items = "实施改造，1.修缮历史建筑；2.更新地下管线；3.增设坡道。"
    assert paths(read(f"{TITLE}一、城市建设\n{'街区面貌得到改善。' * 40}{items}\n二、其他。\n")) == ["一", "二"]


def test_items_that_say_what_they_count_are_sections():
    text = LETTER + "措施一：发放消费券。安排资金。\n\n措施二：减免房租。免收两个月。\n\n措施三：金融支持。推出贷款。\n"
    assert headings(read(text)) == [("措施一", "发放消费券"), ("措施二", "减免房租"), ("措施三", "金融支持")]
    assert headings(read(LETTER + "项目1：供水改造\n建设内容：管网。\n项目2：停车平台\n建设内容：泊位。\n")) == [
        ("项目1", "供水改造"),
        ("项目2", "停车平台"),
    ]


def test_words_of_a_title_glued_to_the_first_number_are_no_mark_of_their_own():
    text = f"{LETTER}2024年公开工作主要任务一、加强解读。编制材料。二、办好公报。按月出版。\n"
    assert ("一", "加强解读") in headings(read(text))


def test_a_single_item_that_says_what_it_counts_is_no_section():
    assert headings(read(LETTER + "一、总则。\n任务一：做好解读。\n二、附则。\n")) == [("一", "总则"), ("二", "附则")]
