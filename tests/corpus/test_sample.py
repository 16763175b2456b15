"""The sample library: its data are sound, and what is written and expected follows from them."""

import datetime as dt
import re

import pytest

from corpus.sample import LAYOUTS, SHIPPED, expected, load_samples, render, write_sample

TODAY = dt.date(2026, 3, 20)
SAMPLES = {sample.slug: sample for sample in load_samples(TODAY)}
REAL_PLACES = (
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南"
    " 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾 济南 淄博 平潭 白塔区 历下 章丘 长清 济阳 高青"
).split()


def test_the_library_has_two_districts_of_three_years_a_city_a_province_and_an_interpretation():
    points = [(s.place, s.year) for s in SAMPLES.values() if s.slug.startswith(("qingshi", "bailu"))]
    assert sorted(points) == [
        (place, year) for place in ("云河市白鹭区", "云河市青石区") for year in (2024, 2025, 2026)
    ]
    assert {s.place for s in SAMPLES.values()} == {"云河市白鹭区", "云河市青石区", "云河市", "东岳省"}
    assert [s.slug for s in SAMPLES.values() if s.doc_kind == "interpretation"] == ["interpretation_0"]


def test_every_shipped_layout_is_that_of_some_notice():
    assert {sample.layout for sample in SAMPLES.values()} == set(SHIPPED)


def test_every_notice_is_written_under_its_own_name(tmp_path):
    paths = write_sample(tmp_path / "样例库" / "notices", TODAY)
    assert len(paths) == len(set(paths)) == 12
    assert all(path.stat().st_size > 1000 for path in paths)
    assert {path.suffix for path in paths} == {".txt", ".md", ".html"}


def test_writing_twice_gives_the_same_bytes(tmp_path):
    first = [path.read_bytes() for path in write_sample(tmp_path, TODAY)]
    assert [path.read_bytes() for path in write_sample(tmp_path, TODAY)] == first


def test_years_are_counted_back_from_today():
    by_slug = {sample.slug: sample for sample in load_samples(dt.date(2031, 8, 1))}
    assert by_slug["qingshi_0"].title == "云河市青石区人民政府办公室关于印发2031年青石区政务公开工作要点的通知"
    assert by_slug["qingshi_2"].doc_number == "青石政办字〔2029〕11号"
    assert by_slug["bailu_1"].dated == dt.date(2030, 4, 8)
    reading = expected(by_slug["qingshi_1"], "tabbed")
    assert reading["tasks"][-1]["deadlines"][0]["text"] == "2031年1月31日前"
    assert reading["tasks"][-1]["deadlines"][0]["end"] == "2031-01-31"


def test_no_notice_is_dated_after_today():
    new_year = dt.date(2027, 1, 1)
    samples = load_samples(new_year)
    assert max(sample.dated for sample in samples) == new_year
    assert all(sample.printed is None or sample.dated <= sample.printed <= new_year for sample in samples)


@pytest.mark.parametrize("slug", SAMPLES)
def test_no_template_is_left_and_no_real_place_is_named(slug):
    for layout in LAYOUTS:
        text = render(SAMPLES[slug], layout)
        assert not re.search(r"\{(next_)?year\}|None", text)
        assert [place for place in REAL_PLACES if place in text] == []


@pytest.mark.parametrize("slug", [slug for slug, sample in SAMPLES.items() if sample.table])
def test_every_row_says_what_its_clause_says_but_for_the_one_meant_to_differ(slug):
    sample = SAMPLES[slug]
    bodies = {section.path: section.text for section in sample.sections}
    differing = [duty.requirement for duty in sample.table.rows if duty.requirement not in bodies[duty.section]]
    meant = {"qingshi_0": ["公布困难老年人家庭适老化改造的申请条件、补助标准和改造进度，全年完成改造不少于五百户。"]}
    assert differing == meant.get(slug, [])


@pytest.mark.parametrize("slug", SAMPLES)
def test_every_duty_has_a_unit_and_a_deadline(slug):
    tasks = expected(SAMPLES[slug], "plain")["tasks"]
    assert all(task["units"] and task["deadlines"] for task in tasks)
    assert bool(tasks) == (slug != "interpretation_0")


def test_the_finance_bureau_leads_supports_acts_alone_and_is_covered_by_all_departments():
    tasks = expected(SAMPLES["qingshi_0"], "markdown")["tasks"]
    assert [task["row"] for task in tasks if "区财政局" in task["lead"]] == ["1", "2"]
    assert [task["row"] for task in tasks if "区财政局" in task["support"]] == ["4", "7", "11", "17", "22"]
    plain = [task for task in tasks if "区财政局" in task["units"] and not task["lead"]]
    assert [task["row"] for task in plain] == ["3", "6"]
    assert [task["row"] for task in tasks if "区政府各部门" in task["collective"]] == ["1", "14", "15", "18", "21"]


def test_the_deadline_of_the_websites_renewal_moves_between_the_years():
    def due(slug):
        tasks = expected(SAMPLES[slug], "plain")["tasks"]
        return [
            t["deadlines"][0]["end"] for t in tasks if "门户网站" in t["requirement"] and "适老化" in t["requirement"]
        ]

    assert [due(f"qingshi_{age}") for age in (2, 1, 0)] == [[], ["2025-12-31"], ["2026-09-30"]]


def test_a_merged_cell_of_units_is_proved_on_a_page_and_only_likely_in_plain_text():
    proved = expected(SAMPLES["qingshi_1"], "web")["tasks"][7]
    assert (proved["units"], proved["units_likely"]) == (["区民政局"], [])
    likely = expected(SAMPLES["qingshi_1"], "tabbed")["tasks"][7]
    assert (likely["units"], likely["units_likely"]) == ([], [{"unit": "区民政局", "from_row": "7"}])


def test_paths_follow_the_numbers_that_a_layout_prints():
    def paths(layout):
        return [section["path"] for section in expected(SAMPLES["bailu_0"], layout)["sections"]][:5]

    assert paths("plain") == ["一", "二", "二（一）", "二（一）1", "二（一）2"]
    assert paths("circled_numbers") == ["一", "二", "二（一）", "二（一）①", "二（一）②"]
    assert paths("parts") == ["第一部分", "第二部分", "第二部分（一）", "第二部分（一）1", "第二部分（一）2"]
    assert paths("articles") == ["第一条", "第二条", "第二条（一）", "第二条（二）", "第三条"]
    assert expected(SAMPLES["measures_0"], "articles")["sections"][-1]["path"] == "第十一条"


def test_what_a_layout_cannot_carry_is_none():
    glued = expected(SAMPLES["bailu_0"], "glued")["sections"]
    assert [section["heading"] for section in glued[:3]] == [None, "重点任务", "围绕高质量发展抓公开"]
    row = expected(SAMPLES["bailu_0"], "run_together")["tasks"][0]
    assert (row["task"], row["deadlines"]) == ("围绕高质量发展抓公开", None)
    assert expected(SAMPLES["bailu_0"], "cells_unnumbered")["tasks"][0]["row"] is None


def test_a_run_together_table_leaves_a_blank_for_an_empty_cell():
    words = render(SAMPLES["business_1"], "run_together")
    assert "换发。市市场监管局 二、降低经营成本（一）减轻税费负担4.小规模" in words
    assert "到账。市税务局市财政局5.公布" in words
