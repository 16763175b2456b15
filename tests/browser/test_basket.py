"""The reply basket from the clerk's side: put aside, order, annotate, hand out, print."""

import io
from pathlib import Path

import pytest
from docx import Document

pytestmark = [
    pytest.mark.browser,
    # pytest-base-url, which pytest-playwright brings, has not followed pytest yet
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]


LETTER = "localStorage.getItem('zhengwen-letter')"


def keep(page, question):
    """Ask, open the first citation and put it aside; returns the quotation."""
    count = int(page.locator("#zw-tab-basket-button").get_attribute("data-count") or 0)
    answers = page.locator("#zw-chat .zw-status").count()
    page.fill("#zw-ask textarea", question)
    page.press("#zw-ask textarea", "Enter")
    page.locator("#zw-chat .zw-status").nth(answers).wait_for()
    answer = page.locator("#zw-chat .bot-row").last
    for fold in answer.locator(".zw-sources > summary").all():  # below a table the cards are folded
        fold.click()
    card = answer.locator(".zw-card").first
    button = card.get_by_role("button", name="在原文中查看").first
    address = button.get_attribute("value")
    button.click()
    page.locator(f"[data-address='{address}']").wait_for()
    page.locator("#zw-source .zw-keep").click()
    page.locator(f"#zw-tab-basket-button[data-count='{count + 1}']").wait_for()
    return card.locator(".zw-label").inner_text()


def saved(page, name):
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.fixture
def basket(visit, sample_url):
    """A page with two quotations in the basket, which is open; and their labels."""
    page = visit(sample_url)
    labels = [keep(page, "对政策解读有什么要求"), keep(page, "依申请公开有什么要求")]
    page.locator("#zw-tab-basket-button").click()
    page.locator("#zw-basket-list .zw-card").nth(1).wait_for()
    return page, labels


def test_a_basket_becomes_a_reply_in_word(basket, screenshots):
    page, labels = basket
    note = page.locator(".zw-basket-note").nth(1)
    note.fill("请结合实际办理。")
    note.press("Tab")
    page.get_by_text("请结合实际办理。").locator("visible=true").last.wait_for()
    page.get_by_role("button", name="第2条上移").click()
    page.locator(".zw-letter-source", has_text=f"1.{labels[1]}").wait_for()
    assert [each.input_value() for each in page.locator(".zw-basket-note").all()] == ["请结合实际办理。", ""]
    page.get_by_label("标题").fill("关于公开事项的复函")
    page.get_by_label("署名").fill("区政府办公室")
    page.locator(".zw-letter-signature", has_text="区政府办公室").wait_for()
    page.screenshot(path=screenshots / "basket-1440.png")

    name, content = saved(page, "Word 复函")
    assert name == "关于公开事项的复函.docx"
    words = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs if paragraph.text]
    assert words[0] == "关于公开事项的复函"
    assert [word for word in words if word[:2] in ("1.", "2.")] == [f"1.{labels[1]}规定：", f"2.{labels[0]}规定："]
    assert "请结合实际办理。" in words
    name, content = saved(page, "纯文本")
    assert (name, labels[0] in content.decode()) == ("关于公开事项的复函.txt", True)


def test_a_basket_is_still_there_when_the_page_is_opened_again_and_can_be_emptied(basket):
    page, _ = basket
    before = page.evaluate(LETTER)
    page.get_by_label("主送机关").fill("云河市审计局")
    page.locator(".zw-letter", has_text="云河市审计局：").wait_for()
    page.wait_for_function(f"before => {LETTER} !== before", arg=before)  # the browser keeps it
    page.reload()
    page.locator("#zw-tab-basket-button[data-count='2']").wait_for()
    page.locator("#zw-tab-basket-button").click()
    page.locator("#zw-basket-list .zw-card").nth(1).wait_for()
    page.locator(".zw-letter", has_text="云河市审计局：").wait_for()
    assert page.get_by_label("主送机关").input_value() == "云河市审计局"
    page.get_by_role("button", name="清空").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    page.locator(".zw-basket-empty").wait_for()
    assert page.get_by_role("button", name="Word 复函").is_disabled()


def test_what_is_pressed_quickly_is_not_lost(visit, sample_url):
    page = visit(sample_url)
    page.fill("#zw-ask textarea", "区财政局今年负责什么")
    page.press("#zw-ask textarea", "Enter")
    page.locator("#zw-chat .zw-duty-table .zw-keep").nth(1).wait_for()
    page.evaluate(
        "[...document.querySelectorAll('#zw-chat .zw-duty-table .zw-keep')].slice(0, 2).map((b) => b.click())"
    )
    page.locator("#zw-tab-basket-button[data-count='2']").wait_for()

    page.locator("#zw-tab-basket-button").click()
    page.locator(".zw-basket-note").nth(1).wait_for()
    page.get_by_role("button", name="纯文本").and_(page.locator(":enabled")).wait_for()
    with page.expect_download() as download:
        page.evaluate("""() => {
          const note = document.querySelectorAll('.zw-basket-note')[1];
          note.value = '已按期办结。';
          note.dispatchEvent(new Event('change', { bubbles: true }));
          document.querySelector('#zw-basket-list [data-do=down]').click();
          const files = [...document.querySelectorAll('#zw-basket-files button')];
          files.find((button) => button.textContent.includes('纯文本')).click();
        }""")
    text = Path(download.value.path()).read_text("utf-8")
    assert text.index("1.") < text.index("已按期办结。") < text.index("2.")  # with its quotation, which is first now


def test_only_the_reply_is_printed(basket):
    page, _ = basket
    page.locator(".zw-letter").wait_for()
    page.evaluate("window.print = () => {}; 0")  # headless Chromium has no printer
    page.get_by_role("button", name="打印").click()
    page.locator("#zw-print .zw-letter").wait_for(state="attached")
    page.emulate_media(media="print")
    shown = page.evaluate("[...document.body.children].filter((e) => e.checkVisibility()).map((e) => e.id)")
    assert shown == ["zw-print"]


def test_on_a_phone_nothing_scrolls_sideways(basket, screenshots):
    page, _ = basket
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    page.screenshot(path=screenshots / "basket-390.png")


def test_a_basket_that_another_window_has_changed_is_read_again_first(visit, sample_url):
    here = visit(sample_url)
    there = here.context.new_page()
    there.goto(sample_url)
    there.wait_for_selector("#zw-ask textarea")
    keep(there, "对政策解读有什么要求")
    here.locator("#zw-tab-basket-button").click()
    dialog = here.get_by_role("dialog")
    dialog.get_by_text("复函篮在另一个窗口里改过").wait_for()
    dialog.get_by_role("button", name="确定").click()
    here.locator("#zw-tab-basket-button[data-count='1']").wait_for()
    here.locator("#zw-tab-basket-button").click()
    here.locator("#zw-basket-list .zw-card").first.wait_for()
    assert not dialog.is_visible()
