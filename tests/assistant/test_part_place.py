"""The number of a whole county is not that of a town in it."""

import pytest

from assistant import Status
from assistant.part_place import part_asked

REPORT = """松溪县人民政府办公室关于2026年停车泊位建设进展情况的通报
松政办字〔2026〕15号

各镇街，县政府各部门：

现将2026年停车泊位建设进展情况通报如下。

一、总体进展

全县新增停车泊位2150个。青山镇工作推进有力，进度第一。大河镇进度较慢。

二、助餐点建设

全县新建助餐点30处，其中青山镇新建助餐点5处、大河镇8处。

三、补贴标准

每位老人每月补贴200元。

松溪县人民政府办公室
2026年8月6日
"""


@pytest.fixture
def reported(library_of):
    return library_of(甲=REPORT)


@pytest.mark.parametrize("town", ["青山镇", "大河镇", "柳树镇"])
def test_a_town_of_which_no_number_is_told_is_not_given_the_counties(reported, town):
    answer = reported.ask(f"{town}新增停车泊位多少个")
    assert answer.status == Status.NOT_HELD
    assert f"公文没有写明{town}的数字，写明的是全县的数字。" in answer.text
    assert [(c.quote, c.near) for c in answer.citations] == [("全县新增停车泊位2150个。", True)]


@pytest.mark.parametrize("question", ["全县新增停车泊位多少个", "松溪县新增停车泊位多少个", "新增停车泊位多少个"])
def test_the_whole_has_its_number(reported, question):
    answer = reported.ask(question)
    assert (answer.status, answer.citations[0].quote[:13]) == (Status.ANSWERED, "全县新增停车泊位2150个")


def test_a_number_in_a_sentence_that_names_the_town_is_its_answer(reported):
    answer = reported.ask("大河镇新建助餐点多少处")
    assert answer.status == Status.ANSWERED
    assert "大河镇8处" in answer.citations[0].quote


def test_a_rule_for_everybody_holds_in_a_town(reported):
    answer = reported.ask("青山镇的老人每月补贴多少元")
    assert answer.status == Status.ANSWERED
    assert "每月补贴200元" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("青山镇新增停车泊位多少个", "青山镇"),
        ("请问大河镇有多少", "大河镇"),
        ("五里街道新建助餐点几处", "五里街道"),
        ("城镇新增就业多少人", ""),
        ("全县城镇新增就业多少人", ""),
        ("特色小镇建几个", ""),
        ("各街道建几个", ""),
        ("乡镇新建多少", ""),
        ("创建卫生乡镇多少个", ""),
        ("老旧街道改造多少条", ""),
        ("青岩区新增停车泊位多少个", "青岩区"),
        ("景区新增厕所多少座", ""),
        ("新建学区多少个", ""),
        ("老旧小区改造多少个", ""),
    ],
)
def test_names_of_towns_and_words_that_end_like_one(content, part):
    assert part_asked(content) == part


@pytest.mark.parametrize("district", ["青岩区", "禾丰县"])
def test_a_city_s_number_is_not_given_for_a_district(library_of, district):
    city = (
        REPORT.replace("松溪县", "云河市")
        .replace("全县", "全市")
        .replace("青山镇", "青岩区")
        .replace("大河镇", "禾丰县")
    )
    answer = library_of(甲=city).ask(f"{district}新增停车泊位多少个")
    assert answer.status == Status.NOT_HELD
