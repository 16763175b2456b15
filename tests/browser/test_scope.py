"""The scope of a question as chips, follow-ups, verdicts, the visitor's home, links to a question."""

import re

import pytest
from browsing import ask

pytestmark = [
    pytest.mark.browser,
    # pytest-base-url, which pytest-playwright brings, has not followed pytest yet
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]


def chips(page):
    return [re.sub(r"\s+", "", text) for text in page.locator(".zw-chip .zw-chip-edit").all_inner_texts()]


def note(page):
    return page.locator("#zw-chat .zw-note").last.inner_text()


def test_a_limit_is_taken_away_and_the_question_asked_again(visit, sample_url):
    page = visit(sample_url)
    ask(page, "白鹭区2025年对政策解读有什么要求")
    assert chips(page) == ["地区白鹭区", "年份2025年"]
    page.get_by_role("button", name="去掉年份：2025年").click()
    page.locator(".zw-chip").nth(1).wait_for(state="detached")
    assert chips(page) == ["地区白鹭区"]
    assert page.locator("#zw-chat .user-row").count() == 1
    assert "按您设定的范围：不限年份" in note(page)


def test_a_limit_is_changed_to_a_value_that_is_offered(visit, sample_url):
    page = visit(sample_url)
    ask(page, "对政策解读有什么要求")
    assert chips(page) == ["地区青石区"]
    page.locator(".zw-chip-edit").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").fill("云河市白鹭区")
    dialog.get_by_role("button", name="重新提问").click()
    page.locator(".zw-chip-edit", has_text="白鹭区").wait_for()
    assert chips(page) == ["地区白鹭区"]
    assert "按您设定的范围：白鹭区" in note(page)
    assert "白鹭区政务公开工作要点" in page.locator("#zw-chat .zw-label").last.inner_text()


def test_a_year_that_is_none_is_refused_in_words(visit, sample_url):
    page = visit(sample_url)
    ask(page, "依申请公开有什么要求")
    page.get_by_role("button", name="＋年份").click()
    page.get_by_role("dialog").get_by_role("combobox").fill("大前年")
    page.keyboard.press("Enter")
    page.get_by_text("年份请写四位数字，如 2025，现为“大前年”").wait_for()
    assert chips(page) == ["地区青石区"]


def test_what_is_offered_next_goes_on_from_the_answer(visit, sample_url):
    page = visit(sample_url)
    ask(page, "依申请公开有什么要求")
    page.locator(".zw-next").first.wait_for()
    offered = page.locator(".zw-next").first.inner_text()
    page.locator(".zw-next").first.click()
    page.locator("#zw-chat .zw-status").nth(1).wait_for()
    assert page.locator("#zw-chat .user-row").last.inner_text() == offered
    assert "已回答" in page.locator("#zw-chat .zw-status").last.inner_text()


def test_a_link_asks_its_question(visit, sample_url):
    page = visit(f"{sample_url}/?q=依申请公开有什么要求")
    page.locator("#zw-chat .zw-status").wait_for()
    assert page.locator("#zw-chat .user-row").inner_text() == "依申请公开有什么要求"


def test_the_link_to_a_question_is_copied(visit, sample_url):
    page = visit(sample_url, permissions=["clipboard-read", "clipboard-write"])
    ask(page, "依申请公开有什么要求").get_by_role("button", name="复制提问链接").click()
    page.get_by_role("button", name="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText().then((t) => decodeURIComponent(t))") == (
        f"{sample_url}/?q=依申请公开有什么要求"
    )


def test_a_reader_says_what_is_wrong(visit, sample_url):
    page = visit(sample_url)
    ask(page, "依申请公开有什么要求").get_by_role("button", name="有误").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("漏了附件")
    page.get_by_role("button", name="提交").click()
    page.get_by_text("已记下：有误，谢谢").wait_for()


def test_the_home_is_kept_in_the_browser(visit, sample_url):
    page = visit(sample_url)
    page.locator("#zw-home-button").click()
    place = page.get_by_label("本地区", exact=True)
    place.click()
    page.get_by_role("option", name="云河市白鹭区").click()
    page.locator("#zw-home-box").get_by_role("button", name="保存").click()
    page.locator("#zw-home-box").wait_for(state="hidden")
    ask(page, "依申请公开有什么要求")
    assert "按本区县（云河市白鹭区）" in note(page)
    later = page.context.new_page()
    later.goto(sample_url)
    later.locator("#zw-home-button", has_text="云河市白鹭区").wait_for()
    ask(later, "依申请公开有什么要求")
    assert "按本区县（云河市白鹭区）" in note(later)


def test_an_open_page_asks_nothing_of_the_server(visit, sample_url):
    asked = []
    for _ in range(3):  # what drew the page may overlap, or not
        page = visit(sample_url)
        page.wait_for_timeout(4000)
        page.on("request", lambda request: "/queue/join" in request.url and asked.append(request.post_data))
        page.wait_for_timeout(1500)
    assert asked == []
