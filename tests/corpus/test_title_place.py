"""The place that a title begins with."""

import pytest
from texts import read

from corpus.title_place import place_in_title


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("棠川市公共租赁住房管理实施细则", "棠川市"),
        ("《棠川市公共租赁住房管理实施细则》", "棠川市"),
        ("云河市青石区城市更新实施方案（试行）", "云河市青石区"),
        ("云河市青石区五里镇防汛应急预案", "云河市青石区五里镇"),
        ("松溪县2026年为民办实事项目责任分解表", "松溪县"),
        ("松溪县乡村振兴专项资金管理办法", "松溪县"),
        ("丹霞区城乡居民医疗保险办事指南", "丹霞区"),
        ("东城区老旧小区综合整治工作方案", "东城区"),
        ("平河新区人才引进若干措施", "平河新区"),
        ("白水苗族自治县城市管理办法", "白水苗族自治县"),
        ("临江街道办事处值班制度", "临江街道"),
        ("棠川市民政局救助工作要点", "棠川市"),
    ],
)
def test_a_title_that_begins_with_a_place_names_it(title, place):
    assert place_in_title(title) == place


@pytest.mark.parametrize(
    "title",
    [
        "老旧小区改造工作方案",
        "老旧小区2026年改造任务分解表",
        "既有住宅小区加装电梯实施方案",
        "全市公共租赁住房管理办法",
        "全市2026年为民办实事项目责任分解表",
        "本区低保审核工作规则",
        "我县防汛应急预案",
        "各乡镇财政管理制度",
        "城市更新行动实施方案",
        "宜居城市建设方案",
        "社区养老服务管理办法",
        "智慧社区建设指南",
        "农贸市场管理办法",
        "旅游景区安全管理规定",
        "示范县创建工作方案",
        "特色小镇建设实施方案",
        "返乡人员创业补贴指南",
        "城乡居民医疗保险办法",
        "推进山区综合开发实施意见",
        "经济技术开发区管理办法",
        "长三角区域合作工作方案",
        "关于做好丹霞区防汛工作的通知",
        "主城区停车管理办法",
        "棠川市召开防汛动员会",
        "",
        None,
    ],
)
def test_what_is_no_place_is_none(title):
    assert place_in_title(title) == ""


def test_a_notice_without_issuer_has_the_place_of_its_title():
    notice = read("棠川市公共租赁住房管理实施细则\n\n第一条 为了管理，制定本细则。\n第二条 本细则适用于本市。\n")
    assert (notice.issuer, notice.place) == (None, "棠川市")
