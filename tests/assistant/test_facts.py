"""Facts that a question asks for, and subjects that it names."""

import pytest

from assistant import Status
from assistant.facts import absent_subject, lacking


@pytest.mark.parametrize(
    ("question", "words", "name"),
    [
        ("投诉电话是多少", "投诉电话在小区公布。", "电话号码"),
        ("投诉电话是多少", "投诉电话：0600-8123456。", ""),
        ("网址是什么", "由市大数据局建设。", "网址"),
        ("取得等级证书一次奖几百块", "取得等级证书的给予一次性奖励。", "金额"),
        ("取得等级证书一次奖几百块", "给予一次性奖励500元。", ""),
        ("云栖路小学的校长是谁", "新建云栖路小学。", "人名"),
        ("断头路为什么没打通", "打通断头路3条。", "原因"),
        ("图书馆早上几点开门", "开放时间延长。", "钟点"),
        ("对政策解读有什么要求", "解读要通俗。", ""),
    ],
)
def test_what_the_words_lack(question, words, name):
    assert lacking(question, words) == name


def test_a_subject_under_another_name_is_there():
    assert absent_subject("公积金怎么提取", "住房公积金提取实行网上办理。") == ""
    assert absent_subject("公积金怎么提取", "老旧小区改造的资金由市县分担。") == "公积金"


@pytest.mark.parametrize(
    "question",
    [
        "白鹭区老旧小区施工扰民打哪个投诉电话",
        "青石区养老护理等级证一次奖几百块",
        "青石区公积金贷款最高额度是多少",
        "白鹭区换驾照要做哪些体检项目",
    ],
)
def test_a_fact_that_no_notice_states_is_refused(ask, question):
    assert ask(question).status is Status.NOT_HELD
