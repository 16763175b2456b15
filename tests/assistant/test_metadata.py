"""Questions about a notice itself; the facts are those of the sample's data."""

import pytest

from assistant import Status
from assistant.wanted import asked_fields, wanted_fields


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


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("这份通知是发给谁的", ["addressees"]),
        ("要点啥时印的", ["printed"]),
        ("方案哪天出的", ["printed"]),
        ("7号文什么时候下的文", ["printed"]),
        ("要点是哪儿发的", ["issuer"]),
        ("通知是哪两家联合发的", ["issuer"]),
        ("计划是哪个部门起草制订的", ["drafter"]),
        ("办法抄送给谁", ["copied_to"]),
        ("联系人和电话", ["phone"]),
        ("邮箱是什么", ["email"]),
        ("邮寄地址是什么", ["address"]),
        ("附件有哪几个", ["attachments"]),
        ("要点是不是主动公开", ["disclosure"]),
        ("7号文能公开吗", ["disclosure"]),
        ("办法现在还执行吗", ["validity"]),
        ("办法从什么时候起施行", ["force"]),
        ("措施有效期多久", ["force"]),
        ("政策执行到什么时候", ["force"]),
        ("4号是个什么文件", ["what", "doc_number"]),
        ("转发的那份省政府办公厅文件，文号是多少", ["cited"]),
        ("对照的国办发文号是什么", ["cited"]),
        ("依据的是哪个文件", ["cited"]),
        ("库里有几份文件", ["held"]),
        ("2025年的公文有哪些", ["held"]),
        ("最新的要点是哪份", ["held", "newest"]),
    ],
)
def test_facts_are_asked_for_in_plain_words(question, fields):
    assert wanted_fields(question) == fields


@pytest.mark.parametrize(
    "question",
    [
        "助餐补贴发给谁",
        "个人信息能不能公开",
        "采购意向什么时候发布",
        "解读材料由谁发布",
        "补贴从什么时候开始执行",
        "申请补贴需要提交哪些文件",
        "实施方案由谁制定",
        "公开目录哪天前印发",
        "年度工作要点要在什么时候前印发",
        "政府信息是不是都要主动公开",
        "热线电话怎么整合",
        "补助款什么时候发的",
        "失效的文件怎么标注",
        "公开属性怎么标",
        "有哪些办法解决",
        "转发的内容要审核吗",
    ],
)
def test_what_a_notice_orders_is_no_fact_about_a_notice(question):
    assert asked_fields(question) == []


def test_disclosure_begins_with_yes(ask):
    answer = ask("青石区2026年要点是不是主动公开")
    assert "是。《2026年青石区政务公开工作要点》" in answer.text
    assert "公开属性：主动公开" in answer.text
    assert "能。" in ask("7号文能公开吗").text


def test_what_a_notice_is_is_told_with_issuer_and_date(ask):
    text = ask("青石政办发〔2026〕7号是个什么文件").text
    assert "是《青石区适老化改造和居家养老若干措施》，云河市青石区人民政府办公室发文，2026年3月2日" in text


def test_the_notices_of_a_year_are_listed_newest_first(ask):
    lines = [line for line in ask("2025年的公文有哪些").text.splitlines() if line.startswith("- 《")]
    assert [line.partition("）：")[2].partition(" ")[0] for line in lines] == [
        "2025年6月11日",
        "2025年4月8日",
        "2025年3月18日",
        "2025年3月14日",
    ]


def test_the_newest_notice_is_told(ask):
    assert [c.doc_number for c in ask("库里最新的是哪份").citations] == [SEVEN]
    assert [c.doc_number for c in ask("青石区最新的要点是哪份").citations] == [FOUR]


OLD = """云河市人民政府办公室关于印发云河市旧衣回收办法的通知

云政办发〔2021〕5号

各区人民政府：
现印发给你们。

云河市人民政府办公室
2021年5月1日

云河市旧衣回收办法

第一条 旧衣每周回收一次。
"""
NEW = """云河市人民政府办公室转发市商务局制订的《云河市纺织品循环利用办法》的通知

云政办发〔2026〕6号

各区人民政府：
现将市商务局制订的《云河市纺织品循环利用办法》转发给你们，请遵照执行。

云河市人民政府办公室
2026年1月5日
（此件依申请公开）

云河市纺织品循环利用办法

第一条 根据《东岳省人民政府办公厅关于循环利用的意见》（东岳政办发〔2025〕21号），制定本办法。
第二条 各区每月回收两次，咨询电话：0600-1234567。
第三条 申报材料报送市商务局，电子邮箱：huishou@example.org。
第四条 本办法自2026年2月1日起施行，有效期5年。《云河市旧衣回收办法》（云政办发〔2021〕5号）同时废止。

附件：1.回收点名单
2.申报表
"""


@pytest.fixture
def two(library_of):
    return library_of(旧=OLD, 新=NEW)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("循环利用办法是哪个部门制订的", "市商务局制订的《云河市纺织品循环利用办法》"),
        ("循环利用办法的咨询电话是多少", "咨询电话：0600-1234567"),
        ("循环利用办法的邮箱是什么", "huishou@example.org"),
        ("循环利用办法从什么时候起施行", "自2026年2月1日起施行，有效期5年"),
        ("循环利用办法依据的是哪个文件", "（东岳政办发〔2025〕21号）"),
        ("循环利用办法依据的上级文件，文号是多少", "（东岳政办发〔2025〕21号）"),
        ("循环利用办法有哪几个附件", "1.回收点名单"),
    ],
)
def test_a_fact_that_stands_in_a_sentence_is_quoted(two, question, quoted):
    answer = two.ask(question)
    assert (answer.status, answer.scope.kind) == (Status.ANSWERED, "metadata")
    assert any(quoted in citation.quote for citation in answer.citations)


def test_the_number_of_a_cited_document_is_not_the_notices_own(two):
    text = two.ask("循环利用办法依据的上级文件，文号是多少").text
    assert "提到的是《东岳省人民政府办公厅关于循环利用的意见》（东岳政办发〔2025〕21号）" in text
    assert "文号是 云政办发" not in text


def test_another_notice_that_repeals_one_is_quoted(two):
    answer = two.ask("旧衣回收办法还有效吗")
    assert any("同时废止" in citation.quote for citation in answer.citations)


def test_what_is_given_on_request_is_not_called_public(two):
    assert "不是。" in two.ask("循环利用办法是不是主动公开").text


def test_a_year_in_the_number_alone_names_a_notice(library_of):
    who = library_of(甲=NEW.replace("〔2026〕6号", "〔2025〕6号").replace("云河市纺织品", "云河市2024年纺织品"))
    assert who.ask("云河市2025年循环利用办法的文号").status is Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("安全科的电话是多少", {"0600-3450001"}),
        ("养蜂的事打哪个电话", {"0600-3450003"}),
        ("电话是多少", {"0600-3450001", "0600-3450002", "0600-3450003"}),
    ],
)
def test_of_several_contacts_those_that_stand_beside_what_is_asked_are_told(library_of, question, numbers):
    topics = (("云河县", "校车安全", "安全科"), ("白鹭市", "河道保洁", "河道科"), ("丹霞区", "养蜂产业", "养蜂科"))
    texts = {
        f"n{number}": f"{place}人民政府办公室关于做好{topic}工作的通知\n\n各单位：\n一、认真抓好{topic}工作。\n"
        f"二、{topic}由{office}负责，{office}联系电话：0600-345000{number}。\n\n{place}人民政府办公室\n2026年3月1日\n"
        for number, (place, topic, office) in enumerate(topics, 1)
    }
    answer = library_of(**texts).ask(question)
    assert {number for number in ALL_NUMBERS if any(number in c.quote for c in answer.citations)} == numbers


ALL_NUMBERS = {"0600-3450001", "0600-3450002", "0600-3450003"}
