"""Metadata in a block of labelled fields, as web pages and crawlers put it above a notice."""

import datetime as dt

from texts import read

OFFICE = "云河市青石区人民政府办公室"
SECTIONS = "一、加强解读。\n二、办好公报。\n"


def test_a_block_of_fields_is_read():
    text = (
        "索引号：QS001-2024-0005\n发文机关：云河市青石区人民政府办公室\n成文日期：2024年4月9日\n"
        "发文字号：青石政办字〔2024〕5号\n有效性：现行有效\n发布日期：2024年4月12日\n\n"
        f"关于做好公开工作的通知\n各镇人民政府：\n{SECTIONS}"
    )
    notice = read(text)
    assert (notice.issuer, notice.doc_number) == (OFFICE, "青石政办字〔2024〕5号")
    assert (notice.dated, notice.printed, notice.validity) == (dt.date(2024, 4, 9), None, "有效")


def test_a_block_of_fields_with_each_value_on_a_line_of_its_own_is_read():
    text = (
        "索引号：\nQS001-2024-0005\n发文机关：\n云河市青石区人民政府办公室\n成文日期：\n2024年4月9日\n有效性：\n废止\n\n"
        f"关于做好公开工作的通知\n各镇人民政府：\n{SECTIONS}"
    )
    notice = read(text)
    assert (notice.issuer, notice.dated, notice.validity) == (OFFICE, dt.date(2024, 4, 9), "废止")


def test_a_block_of_fields_without_colons_is_read():
    text = (
        "索引号\nQS001-2024-0005\n发文机关\n云河市青石区人民政府办公室\n成文日期\n2024-04-09\n"
        f"文 号\n青石政办字〔2024〕5号\n有效性\n有效\n关于做好公开工作的通知\n各镇人民政府：\n{SECTIONS}"
    )
    notice = read(text)
    assert (notice.title, notice.issuer, notice.doc_number) == (
        "关于做好公开工作的通知",
        OFFICE,
        "青石政办字〔2024〕5号",
    )
    assert (notice.dated, notice.validity) == (dt.date(2024, 4, 9), "有效")


def test_front_matter_of_a_crawler_is_read_and_is_no_text():
    text = (
        "---\n标题: 关于做好公开工作的通知\n发布机构: 青石区人民政府\n原文链接: http://gov.invalid/5.html\n"
        f"发布时间: 2024-04-12\n---\n关于做好公开工作的通知\n各镇人民政府：\n{SECTIONS}"
    )
    notice = read(text)
    assert notice.source_url == "http://gov.invalid/5.html"
    assert (notice.issuer, notice.inferred) == ("青石区人民政府", ("issuer",))
    assert (notice.dated, notice.printed) == (None, None)
    assert notice.blocks[0].kind == "furniture"
