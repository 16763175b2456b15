"""Lines become paragraphs: what wrapping and page breaks cut is joined again, what stands alone stays alone."""

import pytest

from corpus.flow import build_flow
from corpus.lines import split_lines


def paragraphs(text):
    flow = build_flow(text, split_lines(text).lines)
    return [flow.text[p.start : p.end] for p in flow.paragraphs]


WRAPPED = [
    "各单位应当对涉及群众切身利益的重要政策同步编制解读材",
    "料，在文件公开后三日内用图片视频和问答等形式向社会发",
    "布，并在政务服务大厅和村居公开栏张贴。",
    "各单位应当把公开发布的规范性文件及时报送区政府办公室",
    "由区政府办公室按月编印并向村居图书馆和档案馆免费赠送",
    "同时在门户网站开设专栏，提供历年公报的在线查阅服务。",
    "区融媒体中心应当开设政策解读栏目，每周播出不少于两期",
    "节目，邀请制定政策的部门负责人解答群众提问。",
]


def test_lines_of_equal_width_are_one_paragraph_up_to_the_full_stop():
    assert paragraphs("\n".join(WRAPPED)) == [
        "".join(WRAPPED[:3]),
        "".join(WRAPPED[3:6]),
        "".join(WRAPPED[6:]),
    ]


def test_blank_lines_between_wrapped_lines_change_nothing():
    assert paragraphs("\n\n".join(WRAPPED)) == paragraphs("\n".join(WRAPPED))


@pytest.mark.parametrize("furniture", ["— 2 —", "- 3 -", "第 4 页 共 9 页", "\n\n— 5 —\n\n"])
def test_a_page_break_inside_a_sentence_is_mended(furniture):
    text = f"各单位应当按照规定在门户网站公开本级预算和决算以及，\n{furniture}\n“三公”经费的使用情况。"
    assert paragraphs(text) == ["各单位应当按照规定在门户网站公开本级预算和决算以及，“三公”经费的使用情况。"]


def test_short_lines_are_paragraphs_of_their_own():
    assert paragraphs("云河市财政局\n2024年4月9日\n公开清单") == ["云河市财政局", "2024年4月9日", "公开清单"]


@pytest.mark.parametrize(
    "line",
    [
        "二、办好公报",
        "（二）同步发布",
        "2.审核材料",
        "附件：公开清单",
        "抄送：区委各部门",
        "责任单位：区司法局",
        "2024年4月9日",
    ],
)
def test_a_line_that_begins_something_is_not_joined_to_the_one_before(line):
    before = "各单位应当对涉及群众切身利益的重要政策同步编制解读材料并在文件公开后三日内向社会发布"
    assert paragraphs(f"{before}\n{line}") == [before, line]


@pytest.mark.parametrize("end", ["。", "；", "：", "！", "”。", "。”", "。）"])
def test_a_full_stop_ends_a_paragraph(end):
    before = "各单位应当对涉及群众切身利益的重要政策同步编制解读材料并在三日内向社会发布" + end
    assert paragraphs(f"{before}\n各单位应当重视。") == [before, "各单位应当重视。"]


def test_a_mark_alone_on_its_line_belongs_to_the_next():
    assert paragraphs("一、\n加强解读\n（一）\n同步编制") == ["一、加强解读", "（一）同步编制"]


def test_a_bracket_that_is_open_at_the_end_of_a_line_goes_on():
    assert paragraphs("编制材料（责任单位：区司法局；\n区财政局）\n公开预算") == [
        "编制材料（责任单位：区司法局；区财政局）",
        "公开预算",
    ]


def test_a_bracket_that_lies_open_over_several_lines_goes_on():
    assert paragraphs("编制材料（责任单位：区司法局、\n区财政局；完成时\n限：6月底前）\n公开预算") == [
        "编制材料（责任单位：区司法局、区财政局；完成时限：6月底前）",
        "公开预算",
    ]


def test_a_bracket_that_is_never_closed_ends_with_its_line():
    assert paragraphs("编制材料。（责任单位：区司法局。\n公开预算。") == [
        "编制材料。（责任单位：区司法局。",
        "公开预算。",
    ]


def test_latin_words_keep_a_blank_where_a_line_broke():
    text = "政务新媒体包括微信公众号、微博以及移动客户端，客户端应当支持各类操作系统Open\nHarmony等。"
    assert paragraphs(text) == [text.replace("\n", " ")]


def test_a_markdown_heading_is_a_paragraph_of_its_own():
    assert paragraphs("# 关于做好公开工作，\n## 一、加强解读\n编制材料。") == [
        "关于做好公开工作，",
        "一、加强解读",
        "编制材料。",
    ]


def test_each_paragraph_leads_back_to_its_lines():
    text = "公开预算和决算以及，\n— 2 —\n“三公”经费。\n公布清单。"
    flow = build_flow(text, split_lines(text).lines)
    first, second = flow.paragraphs
    assert [text[a:b] for a, b in flow.view.spans(first.start, first.end)] == ["公开预算和决算以及，", "“三公”经费。"]
    assert [text[a:b] for a, b in flow.view.spans(second.start, second.end)] == ["公布清单。"]
