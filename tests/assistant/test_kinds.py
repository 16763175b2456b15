"""What a question wants: fifty questions of our own, the kind of each said by a person."""

import pytest

from assistant.kinds import is_help, roles_of, topic_of

KINDS = {
    "responsibility": [
        "区财政局负责什么",
        "区教育局今年有哪些任务",
        "区民政局牵头哪些工作",
        "人社局要做什么",
        "区大数据局配合哪些事项",
        "区司法局都承担了哪几项工作",
        "青石区应急局的职责是什么",
        "哪些任务由区财政局配合",
        "青石区今年有哪些工作是区教育局牵头的",
        "什么事由区民政局办",
    ],
    "who": [
        "老旧小区改造由谁负责",
        "适老化改造归哪个部门管",
        "这项工作的牵头单位是谁",
        "哪些单位参与加装电梯",
        "助餐点的责任单位是哪家",
    ],
    "deadline": [
        "什么时候报送年度工作总结",
        "适老化改造什么时候完成",
        "网站改造最晚到哪天",
        "完成时限是什么时候",
        "招生信息几月几号前公布",
        "整改期限是哪天",
        "避难场所分布图什么时候公布",
        "家长在哪天前能看到收费发布",
    ],
    "number": [
        "解读材料几个工作日内上网",
        "加装电梯每部补助多少钱",
        "一年培训几次",
        "助餐补贴占多大比例",
        "数据集至少开放多少个",
        "每次培训要多长时间",
    ],
    "definition": ["什么是家庭养老床位", "免申即享是什么意思", "一图通是什么", "政务公开专区是干什么用的"],
    "metadata": [
        "青石政办发〔2026〕4号是哪天印发的",
        "要点的文号是多少",
        "通知抄送哪些单位",
        "这份通知的落款日期",
        "这个文件还有效吗",
        "联系电话是多少",
        "文件库里收录了哪些通知",
        "工作要点是什么时候发布的",
        "青石政办发〔2026〕4号哪天公布的",
    ],
    "compare": [
        "今年和去年对解读时限的要求有什么不同",
        "比较青石区和白鹭区的解读要求",
        "两个区的要求一样吗",
        "青石区和白鹭区怎么规范解读",
        "两个区的要求有什么不同点",
        "不同于去年的要求有哪些",
    ],
    "list": ["有哪些公开渠道", "列出老年助餐的要求", "重点领域包括哪几个方面", "有什么途径反映问题"],
    "clause": [
        "对政策解读有什么要求",
        "怎样规范依申请公开",
        "停更的账号怎么处理",
        "逾期不搬的怎么办",
        "电梯补贴逾期了怎么办",
        "出入境证件怎么办理",
        "统一样式的牌子怎么挂",
        "青石政办发〔2026〕4号里适老化说的啥",
    ],
    "yesno": [
        "部门可以用微信群代替正式公开吗",
        "是否需要公开采购意向",
        "能不能收清单以外的费用",
        "不同意征收的话要赔钱吗",
    ],
    "summary": [
        "总结一下今年的要点",
        "这份文件主要内容是什么",
        "概括一下实施方案讲了什么",
        "青石政办发〔2026〕4号讲了什么",
        "青石政办发〔2026〕4号是讲什么的",
        "青石政办发〔2026〕4号是什么文件",
        "青石政办发〔2026〕4号说的啥",
        "青石政办发〔2026〕4号",
        "《青石政办发[2026]4号》？",
    ],
    "due": [
        "6月底前要完成哪些任务",
        "今年年底前完成的有哪几项",
        "本月到期的任务有哪些",
        "已经逾期的任务有哪些",
        "哪些任务逾期了",
        "有哪些逾期未完成",
        "逾期未完成的工作有几项",
    ],
    "help": ["你好", "你能做什么", "怎么用", "谢谢！", "Hello"],
}
CASES = [(question, kind) for kind, questions in KINDS.items() for question in questions]


@pytest.mark.parametrize(("question", "kind"), CASES, ids=[question for question, _ in CASES])
def test_the_kind_of_a_question(read, question, kind):
    assert read(question).kind == kind


def test_a_due_list_is_printed_as_a_deadline_question(ask):
    assert ask("青石区2026年6月底前要完成哪些任务").scope.kind == "deadline"


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        ("区民政局牵头哪些工作", ("lead",)),
        ("区大数据局配合哪些事项", ("support",)),
        ("区民政局牵头和配合哪些工作", ("lead", "support")),
        ("区财政局负责什么", ()),
    ],
)
def test_the_roles_that_a_question_limits_itself_to(question, roles):
    assert roles_of(question) == roles


@pytest.mark.parametrize("question", ["你好，区财政局负责什么", "怎么用微信群转发", "帮助企业有哪些措施"])
def test_a_greeting_before_a_question_does_not_make_it_help(question):
    assert not is_help(question)


@pytest.mark.parametrize(
    ("question", "topic"), [("谁负责？", ""), ("加装电梯由谁负责", "加装电梯"), ("那么呢", "那么")]
)
def test_the_topic_is_what_remains_without_the_words_of_asking(question, topic):
    assert topic_of(question) in (topic, topic.replace("那", ""))


def test_an_office_of_a_committee_is_no_supporting_role():
    assert roles_of("平潭综合实验区管委会办公室有哪些任务") == ()
    assert roles_of("区财政局会办哪些建议") == ("support",)
