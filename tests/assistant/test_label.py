"""Citations as an official reply writes them; every label worked out by hand."""

from types import SimpleNamespace

import pytest

from assistant.label import make_labels, quoted, say_path

NOTICE = SimpleNamespace(
    title="青石区人民政府办公室关于印发《2026年公开要点》的通知",
    issued_title="2026年公开要点",
    doc_number="青石政办发〔2026〕4号",
    file="要点.txt",
)
HEAD = "《青石区人民政府办公室关于印发〈2026年公开要点〉的通知》（青石政办发〔2026〕4号）"
SHORT = "《2026年公开要点》（青石政办发〔2026〕4号）"


@pytest.mark.parametrize(
    ("section", "row", "words", "place"),
    [
        pytest.param("四（二）", None, None, "第四部分第（二）项", id="part and item"),
        pytest.param("二（一）2", None, None, "第二部分第（一）项第2条", id="down to the third level"),
        pytest.param("十二", None, None, "第十二部分", id="a part alone"),
        pytest.param("二5", None, None, "第二部分第5条", id="arabic numbers run through the parts"),
        pytest.param("2.1", None, None, "第2.1条", id="decimal"),
        pytest.param("第十二条（三）", None, None, "第十二条第（三）项", id="article and item"),
        pytest.param("第十二条", None, None, "第十二条", id="article"),
        pytest.param("第一部分（二）", None, None, "第一部分第（二）项", id="a part written as one"),
        pytest.param("二问十二", None, None, "第二部分第十二问", id="question of a part"),
        pytest.param("第三章", None, None, "第三章", id="chapter"),
        pytest.param("附件1", "12", None, "附件1序号12", id="row of one of several tables"),
        pytest.param("附件", "3", "公布补助标准", "附件序号3", id="row of the only table"),
        pytest.param("附件1一（二）", None, None, "附件1第一部分第（二）项", id="section of an attachment"),
    ],
)
def test_a_place_in_words(section, row, words, place):
    assert make_labels(NOTICE, section, "标题", row, words) == (HEAD + place, SHORT + place)


def test_a_row_without_a_number_is_named_by_its_first_twenty_characters():
    words = "公布困难老年人家庭适老化改造的申请条件、补助标准和改造进度"
    label, short = make_labels(NOTICE, "附件1", "做实民生服务公开", None, words)
    assert label == HEAD + "附件1“公布困难老年人家庭适老化改造的申请条件、”行"
    assert short == SHORT + "附件1“公布困难老年人家庭适老化改造的申请条件、”行"


def test_a_notice_without_an_issuing_number_says_so():
    notice = SimpleNamespace(title="关于做好甲事的通知", issued_title=None, doc_number=None, file="甲.txt")
    label = "《关于做好甲事的通知》（原文未载文号）第一部分"
    assert make_labels(notice, "一", "甲事", None, None) == (label, label)


def test_a_notice_without_a_title_is_named_by_its_file():
    notice = SimpleNamespace(title=None, issued_title=None, doc_number="云政字〔2022〕3号", file="甲.txt")
    assert make_labels(notice, "一", "甲事", None, None)[0] == "《甲.txt》（云政字〔2022〕3号）第一部分"


@pytest.mark.parametrize(
    ("section", "heading", "place"),
    [
        ("文件尾", "落款", "落款"),
        ("文件头", "落款", "落款"),
        ("文件头", "标题", "标题"),
        ("文件头", "发文字号", "发文字号"),
        ("文件尾", "版记", "版记"),
        ("发文说明", "", "正文"),
    ],
)
def test_a_place_outside_the_numbered_text_is_named(section, heading, place):
    assert make_labels(NOTICE, section, heading, None, None)[0] == HEAD + place


def test_marks_inside_a_title_become_single_ones():
    assert quoted("关于印发《甲\n要点》的通知") == "《关于印发〈甲要点〉的通知》"


def test_a_path_that_cannot_be_read_is_printed_as_it_is():
    assert say_path("未知") == "未知"
