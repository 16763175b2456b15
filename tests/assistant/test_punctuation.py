"""Marks of the standard in Chinese, and none elsewhere; each case worked out by hand."""

import pytest

from assistant.punctuation import is_changed, standard_punctuation

CHANGED = [
    ("各单位要高度重视,认真落实;逾期不报的,通报批评.", "各单位要高度重视，认真落实；逾期不报的，通报批评."),
    ("工作要求:一是", "工作要求：一是"),
    ("是否公开? 请答复!", "是否公开？请答复！"),
    ("完成率95%,其中", "完成率95%，其中"),
    ("截至2023,全区", "截至2023，全区"),
    ("时间:9:30", "时间：9:30"),
    ("安装App,请扫码", "安装App，请扫码"),
    ("(一)加强领导", "（一）加强领导"),
    ("(1)加强领导", "（1）加强领导"),
    ("国内生产总值(GDP)", "国内生产总值（GDP）"),
    ("GDP(国内生产总值)", "GDP（国内生产总值）"),
    ("附件（见网站)", "附件（见网站）"),
    ("甲(乙(丙)丁)", "甲（乙（丙）丁）"),
    ('坚持"公开为常态,不公开为例外"的原则', "坚持“公开为常态，不公开为例外”的原则"),
    ('推行"一件事"和"跨省通办"', "推行“一件事”和“跨省通办”"),
    ('登录"APP"办理', "登录“APP”办理"),
    ("他说'不予公开'的", "他说‘不予公开’的"),
    ("财政、教育...等领域", "财政、教育……等领域"),
    ("财政、教育。。。等", "财政、教育……等"),
    ("财政…等", "财政……等"),
    ("济政办字[2022]3号", "济政办字〔2022〕3号"),
    ("济政办字(2022)3号,请执行", "济政办字〔2022〕3号，请执行"),
    ("国办发【2016】80号", "国办发〔2016〕80号"),
    ("详见http://a.gov.cn/x?a=1,b:2,请查收", "详见http://a.gov.cn/x?a=1,b:2，请查收"),
    ("第一行,\n第二行:", "第一行，\n第二行："),
]
KEPT = [
    "1,000,000元",
    "9:30—17:00",
    "比分3:2",
    "2023-06-30 12:00:00",
    "http://www.gov.cn/a?b=c;d!e",
    "office@a.gov.cn",
    'He said: "Yes, it is (not)..."',
    "It's ok, isn't it?",
    "f(x)=1,2",
    "C:\\公文\\a.docx",
    '屏幕为15"的',
    "孤立的(括号",
    "3.5万元",
    "3.……。",
    "已经是“标准”的，（一）〔2022〕3号……",
    "said, 你好",
    "",
]


@pytest.mark.parametrize(("text", "standard"), CHANGED, ids=[text for text, _ in CHANGED])
def test_marks_in_chinese_are_made_standard(text, standard):
    assert standard_punctuation(text) == standard
    assert is_changed(text)


@pytest.mark.parametrize("text", KEPT)
def test_marks_of_numbers_times_addresses_and_english_are_left(text):
    assert standard_punctuation(text) == text
    assert not is_changed(text)


@pytest.mark.parametrize("text", [text for text, _ in CHANGED])
def test_what_is_standard_stays_so(text):
    once = standard_punctuation(text)
    assert standard_punctuation(once) == once
