"""The number of a whole county is not that of a town in it."""

import pytest

from assistant import Status
from assistant.part_place import is_for_all, names, part_asked

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
        ("目前青山镇新增停车泊位多少个", "青山镇"),
        ("上半年青山镇新增停车泊位多少个", "青山镇"),
        ("截至6月大河镇新增停车泊位多少个", "大河镇"),
        ("新增停车泊位中青山镇有多少个", "青山镇"),
        ("大河村新建厕所几座", "大河村"),
        ("阳光社区新建助餐点几处", "阳光社区"),
        ("停车泊位青山镇新增多少个", "青山镇"),
        ("全县除青山镇外新增多少个", "青山镇"),
        ("和平街道新增多少个", "和平街道"),
        ("请问青岩区新增停车泊位多少个", "青岩区"),
        ("停车泊位街道两侧新增多少个", ""),
        ("打造样板街道多少条", ""),
        ("城区街道新增多少个", ""),
        ("行政村通硬化路多少个", ""),
        ("智慧社区建多少个", ""),
        ("建成区绿地率达到多少", ""),
        ("棚户区改造多少户", ""),
        ("禁养区关停多少家", ""),
        ("易涝区整治多少处", ""),
        ("产粮大县奖励多少", ""),
        ("民族乡有多少个", ""),
        ("修复街道多少条", ""),
        ("改造老街道多少条", ""),
        ("送戏下乡多少场", ""),
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


WHOLE = """松溪县人民政府办公室关于2026年民生实事进展情况的通报
松政办字〔2026〕16号

各镇街，县政府各部门：

现将2026年民生实事进展情况通报如下。

一、农田建设

全县建成高标准农田5万亩。

二、停车泊位

全县每年新增停车泊位2150个。

三、山水修复

全县实施绿水青山修复项目12个。

四、城市绿化

建成区绿地率达到38%，全县栽植乔木6万株。

松溪县人民政府办公室
2026年8月6日
"""


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("青山镇建成高标准农田多少亩", "全县建成高标准农田5万亩。"),
        ("柳树镇新增停车泊位多少个", "全县每年新增停车泊位2150个。"),
        ("目前青山镇新增停车泊位多少个", "全县每年新增停车泊位2150个。"),
        ("新增停车泊位中青山镇有多少个", "全县每年新增停车泊位2150个。"),
        ("青山镇实施修复项目多少个", "全县实施绿水青山修复项目12个。"),
        ("阳光社区新增停车泊位多少个", "全县每年新增停车泊位2150个。"),
    ],
)
def test_a_total_in_whatever_words_is_not_the_town_s(library_of, question, quote):
    answer = library_of(甲=WHOLE).ask(question)
    assert answer.status == Status.NOT_HELD
    (citation,) = answer.citations
    assert citation.near
    assert citation.quote.endswith(quote)


def test_a_built_up_area_is_no_part(library_of):
    answer = library_of(甲=WHOLE).ask("建成区绿地率达到多少")
    assert answer.status == Status.ANSWERED
    assert "38%" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("words", "is_so"),
    [
        ("每位老人每月补贴200元。", True),
        ("每个泊位补贴500元。", True),
        ("补贴标准为200元。", True),
        ("各镇均按两成配备。", True),
        ("全县每年新增停车泊位2150个。", False),
        ("全县每月新增停车泊位150个。", False),
        ("每年新增停车泊位150个。", False),
        ("建成高标准农田5万亩，投入2亿元。", False),
        ("新建标准化厂房3万平方米，投入2亿元。", False),
    ],
)
def test_rules_for_everybody(words, is_so):
    assert is_for_all(words) is is_so


@pytest.mark.parametrize(
    ("words", "is_so"),
    [
        ("青山镇5处", True),
        ("其中青山5处、大河8处", True),
        ("大河、青山等镇各3处", True),
        ("实施绿水青山修复项目12个", False),
    ],
)
def test_a_stem_counts_where_it_stands_alone(words, is_so):
    assert names("青山镇", words) is is_so
