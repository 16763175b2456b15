"""The page without a browser: what the handlers return, and what stands in the page that is built."""

import asyncio
import datetime as dt

import pytest
from fakes import HOSTILE_NAME, FakeAssistant, FakeLive, make_citation, row_citation

import app
from assistant import Limits, Status, Turn
from assistant.feedback import FeedbackStore
from assistant.page.address import Address
from assistant.page.ask_tab import messages
from assistant.page.desk import Desk, Exchange
from assistant.page.foot import next_html
from assistant.page.scope import Change


@pytest.fixture
def assistant():
    return FakeAssistant()


@pytest.fixture
def desk(assistant):
    return Desk(FakeLive(assistant))


@pytest.fixture(scope="module")
def page():
    async def build():
        return app.build_app(FakeLive())

    return asyncio.run(build())  # where no loop runs, gradio makes several and closes none


def ask(desk, *questions):
    history = ()
    for question in questions:
        history = (*history, desk.respond(question, history))
    return history


def test_an_answer_keeps_its_question(desk):
    (exchange,) = ask(desk, "区财政局今年负责什么")
    assert exchange.question == "区财政局今年负责什么"
    assert exchange.answer.status is Status.ANSWERED


def test_earlier_exchanges_are_given_as_turns(assistant, desk):
    ask(desk, "依申请公开由谁负责", "那财政局呢")
    question, turns = assistant.asked[-1]
    assert question == "那财政局呢"
    assert turns == [
        Turn("user", "依申请公开由谁负责", Limits()),
        Turn("assistant", "> 区司法局会同各承办单位，在法定期限内答复申请人，不得推诿。[1]"),
    ]


def test_what_breaks_becomes_a_sentence_and_a_log_entry(desk, caplog):
    (exchange,) = ask(desk, "崩溃")
    assert exchange.answer.status is Status.ERROR
    assert "请换个问法再试" in exchange.answer.text
    assert "index torn" in caplog.text


def test_messages_alternate_and_a_question_waits_for_its_answer(desk):
    shown = messages((*ask(desk, "依申请公开由谁负责"), Exchange("还有呢")))
    assert [message["role"] for message in shown] == ["user", "assistant", "user", "assistant"]
    assert "正在查阅公文" in shown[-1]["content"]


def test_each_answer_can_be_judged_and_linked_to(desk):
    first, last = (
        message["content"] for message in messages(ask(desk, "依申请公开由谁负责", "预算什么时候公开"))[1::2]
    )
    assert 'value="0:wrong">有误' in first and 'value="1:useful">有用' in last
    assert 'zw-link-copy" value="依申请公开由谁负责"' in first


def test_what_may_be_asked_next_is_a_button_with_its_question():
    assert 'value="由谁负责">由谁负责</button>' in next_html(("由谁负责",))
    assert next_html(()) == ""
    assert "<b>" not in next_html(("<b>",))


def test_a_changed_chip_asks_the_last_question_again(assistant, desk):
    history = desk.limited(ask(desk, "依申请公开由谁负责", "预算什么时候公开"), None, Change("year", "", "2025"))
    assert [exchange.question for exchange in history] == ["依申请公开由谁负责", "预算什么时候公开"]
    assert history[1].limits == Limits(years=(2025,))
    assert assistant.asked[-1][0] == "预算什么时候公开"
    assert len(assistant.asked[-1][1]) == 2  # the turns before it


def test_the_next_question_goes_on_from_what_was_set(assistant, desk):
    history = desk.limited(ask(desk, "预算什么时候公开"), None, Change("year", "", "2025"))
    desk.respond("那决算呢", history)
    assert assistant.asked[-1][1][0] == Turn("user", "预算什么时候公开", Limits(years=(2025,)))


def test_a_verdict_is_kept_with_the_answer(assistant, tmp_path):
    store = FeedbackStore(tmp_path)
    desk = Desk(FakeLive(assistant), store)
    history = desk.judged(ask(desk, "预算什么时候公开"), "0", "wrong", "漏了第三条")
    assert history[0].verdict == "wrong"
    ((kept,), damaged) = store.read()
    assert (kept.question, kept.verdict, kept.remark) == ("预算什么时候公开", "wrong", "漏了第三条")
    assert (kept.generation, damaged) == ("g000007", [])
    assert "已记下：有误" in messages(history)[1]["content"]


def test_a_verdict_names_the_library_that_answered_and_the_first_one_counts(assistant, tmp_path):
    store = FeedbackStore(tmp_path)
    desk = Desk(FakeLive(assistant), store)
    history = ask(desk, "预算什么时候公开")
    assistant.library.generation = "g000008"  # published while the answer is read
    history = desk.judged(history, "0", "useful", "")
    assert desk.judged(history, "0", "wrong", "") == history
    ((kept,), _) = store.read()
    assert (kept.generation, kept.verdict, kept.today) == ("g000007", "useful", dt.date.today().isoformat())


@pytest.mark.parametrize(
    ("turn", "verdict"), [("7", "useful"), ("x", "useful"), ("²", "useful"), ("", "wrong"), ("0", "?")]
)
def test_a_verdict_on_nothing_is_passed_over(desk, turn, verdict):
    history = ask(desk, "预算什么时候公开")
    assert desk.judged(history, turn, verdict, "") == history


@pytest.mark.parametrize("kept", [None, {}, [], "青石区", {"place": "青石区"}])
def test_a_browser_that_kept_no_home_has_that_of_the_settings(desk, kept):
    assert desk.home(kept) == ("", "")


def test_a_question_is_shown_and_not_read_as_markdown(assistant):
    shown = messages((Exchange("<b>粗</b> ![图](http://a.invalid/x.png)"),))
    assert not set("<>[]()!") & set(shown[0]["content"])


def test_a_control_opens_the_notice_at_its_citation(desk):
    html = desk.source(str(Address.of(make_citation())))
    assert '<mark id="zw-hit">区财政局负责在4月30日前公开本级预算，按季度公布地方政府债务的</mark>' in html
    assert "<mark>限额、余额和偿还计划</mark>" in html


def test_a_further_place_opens_too(desk):
    html = desk.source(str(Address.of_place(row_citation().also[0])))
    assert '<mark id="zw-hit">公开财政信息。区财政局负责</mark>' in html


@pytest.mark.parametrize("value", ["", "x", "0:9:0", "无此公文|0-3|", "../etc|0-3|", "<b>"])
def test_a_control_that_does_not_exist_opens_nothing(desk, value):
    html = desk.source(value)
    assert "已经不在文库中" in html
    assert "<mark" not in html


def test_a_notice_that_was_withdrawn_is_said(assistant, desk, caplog):
    assistant.library._notices.clear()
    assert "可能已被撤下" in desk.source("qingshi-2026-7|0-3|")
    assert "qingshi-2026-7" in caplog.text


def test_only_asking_is_public(page):
    assert list(page.get_api_info()["named_endpoints"]) == ["/ask"]
    (endpoint,) = (fn for fn in page.fns.values() if fn.api_name == "ask")
    answer = endpoint.fn("区财政局今年负责什么")
    assert answer["status"] == "answered"
    assert answer["citations"][0]["n"] == 1


def test_the_page_has_examples_and_the_library(page):
    values = [getattr(block, "value", None) for block in page.blocks.values()]
    placeholder = next(block.placeholder for block in page.blocks.values() if block.elem_id == "zw-chat")
    assert 'value="区财政局今年负责什么"' in placeholder
    (foot,) = (value for value in values if isinstance(value, str) and "文库现有公文" in value)
    assert "<b>2</b> 份" in foot
    assert HOSTILE_NAME not in foot


def test_options_that_are_not_given_stay_unset():
    options = app.parse_arguments(["--index", "文库", "--port", "7999"])
    assert (str(options.library), options.port) == ("文库", 7999)
    assert (options.host, options.home_place, options.home_unit, options.config) == (None, None, None, None)


@pytest.mark.parametrize("text", ["0", "65536", "八千", "-1", ""])
def test_a_port_that_cannot_be_is_named(text, capsys):
    with pytest.raises(SystemExit) as stopped:
        app.parse_arguments([f"--port={text}"])
    assert stopped.value.code == 2
    assert f"端口应为 1 到 65535 的整数，现为 {text}" in capsys.readouterr().err


def test_a_library_that_is_not_there_is_said_without_a_traceback(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert app.main(["--index", str(tmp_path / "无")]) == 1
    printed = capsys.readouterr().err
    assert "Traceback" not in printed
    assert "无" in printed
