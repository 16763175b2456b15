"""Questions about a notice itself; the facts are those of the sample's data."""

import pytest

from assistant import Status
from assistant.wanted import wanted_fields


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("文号是多少", ["doc_number"]),
        ("是哪天印发的", ["printed"]),
        ("什么时候印发的", ["printed"]),
        ("落款日期是哪天", ["dated"]),
        ("抄送哪些单位", ["copied_to"]),
        ("主送哪些单位", ["addressees"]),
        ("是谁印发的", ["issuer"]),
        ("发文机关是谁", ["issuer"]),
        ("还有效吗", ["validity"]),
        ("公开方式是什么", ["disclosure"]),
        ("联系电话是多少", ["phone"]),
        ("文号和印发日期", ["printed", "doc_number"]),
    ],
)
def test_the_facts_that_a_question_asks_for(question, fields):
    assert [name for name in wanted_fields(question) if name in fields] == fields


FOUR, SEVEN = "青石政办发〔2026〕4号", "青石政办发〔2026〕7号"


@pytest.mark.parametrize(
    ("question", "fact", "label"),
    [
        ("青石区2026年政务公开工作要点的文号是多少", FOUR, f"《2026年青石区政务公开工作要点》（{FOUR}）发文字号"),
        (f"{FOUR}是哪天印发的", "2026年2月10日", f"《2026年青石区政务公开工作要点》（{FOUR}）版记"),
        (f"{FOUR}的落款日期", "2026年2月9日", f"《2026年青石区政务公开工作要点》（{FOUR}）落款"),
        (
            f"{FOUR}抄送哪些单位",
            "区委办公室、区人大常委会办公室、区政协办公室、区监委、区法院、区检察院",
            f"《2026年青石区政务公开工作要点》（{FOUR}）版记",
        ),
        (
            f"{FOUR}主送哪些单位",
            "各镇人民政府、各街道办事处、区政府各部门",
            f"《2026年青石区政务公开工作要点》（{FOUR}）主送机关",
        ),
        (f"{FOUR}的发文机关是谁", "云河市青石区人民政府办公室", f"《2026年青石区政务公开工作要点》（{FOUR}）标题"),
        (
            "白鹭区老旧小区改造提升实施方案是什么时候印发的",
            "2025年6月12日",
            "《白鹭区老旧小区改造提升实施方案》（白鹭政发〔2025〕12号）版记",
        ),
        (
            "东岳政办发〔2026〕1号是关于什么的",
            "2026年东岳省政务公开工作主要任务",
            "《2026年东岳省政务公开工作主要任务》（东岳政办发〔2026〕1号）标题",
        ),
    ],
)
def test_a_fact_is_told_with_the_place_that_prints_it(ask, question, fact, label):
    answer = ask(question)
    assert (answer.status, answer.scope.kind) == (Status.ANSWERED, "metadata")
    assert fact in answer.text
    assert label in [citation.label_short for citation in answer.citations]


def test_only_the_notice_that_is_named_is_told(ask):
    assert "7号" not in ask("青石区2026年政务公开工作要点的文号是多少").text


def test_all_notices_held_are_listed_also_at_home(ask, at_home):
    for answer in (ask("文件库里收录了哪些通知"), ask("文件库里收录了哪些通知", who=at_home)):
        assert answer.text.startswith("文件库中有12份公文")
        assert sum(line.startswith("- 《") for line in answer.text.splitlines()) == 12
        for number in (FOUR, "青石政办字〔2024〕11号", "云河政办发〔2025〕8号", "解读》：原文没有印文号"):
            assert number in answer.text


def test_the_notices_held_of_one_district_are_listed(ask):
    answer = ask("青石区收录了哪些通知")
    assert {citation.issuer for citation in answer.citations} == {"云河市青石区人民政府办公室"}


def test_a_number_that_is_not_held_is_refused(ask):
    answer = ask("青石政办发〔2026〕99号是哪天印发的")
    assert answer.status is Status.NOT_HELD
    assert "99号" in answer.text


def test_a_telephone_number_that_no_notice_prints_is_not_stated(ask):
    answer = ask(f"{FOUR}的联系电话是多少")
    assert "0" not in answer.text.replace(FOUR, "").replace("2026", "")
    assert "没有写明联系电话" in answer.text


def test_a_validity_that_is_not_printed_is_said_to_be_not_printed(ask):
    assert "原文没有标注有效性" in ask(f"{FOUR}还有效吗").text
