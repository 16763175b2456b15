"""A document that is not held and that a notice held repeals is told to be repealed."""

import pytest

from assistant import Assistant, Status

NOTICE = """白城市城市管理局关于印发白城市停车场管理办法的通知
白城管〔2024〕12号

各区县城市管理局：

现将《白城市停车场管理办法》印发给你们，请认真执行。

第一条 根据《白城市公共场所管理规定》（白城管〔2018〕7号），制定本办法。

第二条 停车场应当设置标志，配备照明设施。

第三条 本办法自2024年5月1日起施行，有效期5年。《白城市公共停车泊位管理暂行办法》（白城管〔2019〕41号）同时废止。

白城市城市管理局
2024年3月6日
"""
SENTENCE = "《白城市公共停车泊位管理暂行办法》（白城管〔2019〕41号）同时废止。"


@pytest.fixture
def parking(library_of):
    return library_of(甲=NOTICE)


@pytest.mark.parametrize(
    "question",
    [
        "白城市公共停车泊位管理暂行办法还有效吗",
        "公共停车泊位管理暂行办法还有效吗",
        "《白城市公共停车泊位管理暂行办法》还有效吗",
        "2019年公共停车泊位管理暂行办法还有效吗",
        "白城管〔2019〕41号还有效吗",
        "白城管〔2019〕41号是否已经废止",
        "白城市公共停车泊位管理暂行办法（白城管〔2019〕41号）现在还执行吗",
    ],
)
@pytest.mark.parametrize("home", ["", "白城市"])
def test_the_sentence_that_repeals_it_is_quoted(parking, question, home):
    answer = Assistant(parking.library, home).ask(question)
    assert answer.status == Status.ANSWERED
    assert "文件库中没有这份公文；《白城市停车场管理办法》（白城管〔2024〕12号）写明了废止" in answer.text
    assert [c.quote for c in answer.citations] == [SENTENCE]


@pytest.mark.parametrize(
    "question",
    [
        "白城管〔2019〕42号还有效吗",
        "白城管〔2018〕7号还有效吗",
        "黑石市公共停车泊位管理暂行办法还有效吗",
        "食堂管理暂行办法还有效吗",
        "白城管〔2019〕41号的文号是多少",
    ],
)
def test_of_others_nothing_is_told(parking, question):
    answer = parking.ask(question)
    assert answer.status == Status.NOT_HELD
    assert SENTENCE not in answer.text


@pytest.mark.parametrize("question", ["白城市停车场管理办法还有效吗", "白城管〔2024〕12号还有效吗"])
def test_what_is_held_is_asked_itself(parking, question):
    answer = parking.ask(question)
    assert "有效期5年" in answer.text
    assert "文件库中没有" not in answer.text
