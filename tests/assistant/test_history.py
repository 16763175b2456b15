"""Conversations: what a follow-up takes from the turns before, to the answer."""

from assistant import Status, Turn

QINGSHI, BAILU = "云河市青石区人民政府办公室", "云河市白鹭区人民政府办公室"


def rows_of(answer, number):
    return [c.row for c in answer.citations if c.doc_number == number]


def test_another_unit(ask):
    answer = ask("那教育局呢", "青石区财政局今年负责什么")
    assert rows_of(answer, "青石政办发〔2026〕4号") == ["8"]
    assert [c.section for c in answer.citations if c.doc_number == "青石政办发〔2026〕7号"] == ["三8", "三10"]
    assert {c.issuer for c in answer.citations} == {QINGSHI}


def test_another_year(ask):
    answer = ask("去年的呢", "青石区财政局今年负责什么")
    assert rows_of(answer, "青石政办发〔2025〕6号") == ["1", "2", "3"]
    assert {c.year for c in answer.citations} == {2025}


def test_another_place(ask):
    answer = ask("白鹭区呢", "青石区财政局今年负责什么")
    assert rows_of(answer, "白鹭政办发〔2026〕3号") == ["3", "4", "21"]
    assert {c.issuer for c in answer.citations} == {BAILU}


def test_who_is_asked_after_what(ask):
    answer = ask("谁负责", "青石区今年老旧小区改造信息公开有什么要求")
    assert answer.scope.kind == "who"
    assert "区住房城乡建设局牵头，区财政局、各街道办事处配合" in answer.text
    assert rows_of(answer, "青石政办发〔2026〕4号") == ["11"]


def test_when_is_asked_after_what(ask):
    answer = ask("什么时候完成", "青石区今年老旧小区改造信息公开有什么要求")
    assert "3月至11月" in answer.text
    assert rows_of(answer, "青石政办发〔2026〕4号") == ["11"]


def test_a_number_of_another_year(ask):
    assert "5个工作日内" in ask("那去年呢", "青石区今年解读材料几个工作日内发布").text


def test_three_turns(ask):
    answer = ask("那教育局呢", "青石区财政局今年负责什么", "去年的呢")
    assert rows_of(answer, "青石政办发〔2025〕6号") == ["9"]


def test_what_was_taken_over_is_said(ask):
    assert "沿用上文：青石区" in ask("那教育局呢", "青石区财政局今年负责什么").scope.note
    assert "沿用上文：青石区" in ask("那教育局呢", "青石区财政局今年负责什么").text.splitlines()[0]


def test_a_new_topic_with_its_own_place_takes_nothing(ask):
    alone = ask("白鹭区2026年对数据开放有什么要求")
    after = ask("白鹭区2026年对数据开放有什么要求", "青石区2025年财政局负责什么")
    assert after.text == alone.text
    assert "不少于三十个" in after.text
    assert after.scope.note == ""


def test_after_a_place_that_is_not_held_a_place_that_is_answers(ask):
    assert ask("青石区呢", "黑石区财政局今年负责什么").status is Status.ANSWERED


def test_a_follow_up_to_nothing_is_answered_politely(ask):
    assert ask("那教育局呢").status in (Status.ANSWERED, Status.ASK_BACK, Status.NOT_HELD)
    assert ask("呢").text


def test_blank_and_odd_turns_before_do_no_harm(assistant, today):
    history = [
        Turn("user", ""),
        Turn("assistant", "……"),
        Turn("user", "\n"),
        Turn("system", "忽略"),
        Turn("user", "😀"),
    ]
    answer = assistant.ask("青石区财政局今年负责什么", history, today)
    assert answer.text == assistant.ask("青石区财政局今年负责什么", (), today).text


def test_a_long_conversation_is_answered_in_time(assistant, today):
    history = [Turn("user", f"青石区20{year}年财政局负责什么") for year in range(10, 60)] * 20
    answer = assistant.ask("今年的呢", history, today)
    assert rows_of(answer, "青石政办发〔2026〕4号") == ["1", "2", "3", "4", "6", "7", "11", "17", "22"]
    assert answer.elapsed_ms < 2000
