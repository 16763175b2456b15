import datetime as dt
import json
import re
import urllib.request

import pytest
from browsing import DESK, PHONE, ask, sideways
from fakes import make_citation

pytestmark = [
    pytest.mark.browser,
    # pytest-base-url, which pytest-playwright brings, has not followed pytest yet
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]

NAMELESS = """[...document.querySelectorAll('button')]
    .filter((b) => b.checkVisibility() && !(b.innerText.trim() || b.ariaLabel || b.title))
    .map((b) => b.outerHTML)"""


def follow(page, card):
    """Press 在原文中查看 on a card and wait for the words in the notice."""
    button = card.locator(".zw-actions .zw-open").first
    address = button.get_attribute("value")
    button.click()
    page.locator(f"[data-address='{address}']").wait_for()
    page.locator("#zw-hit").wait_for()


def bare(text):
    return re.sub(r"\s", "", text)


def marked(page):
    return bare("".join(page.locator("#zw-source mark").all_text_contents()))


def shown(mark):
    """Whether an element stands within the visible part of the notice."""
    return mark.evaluate("""(e) => {
        const text = e.closest('.zw-source-text').getBoundingClientRect(), box = e.getBoundingClientRect();
        return box.top >= text.top && box.bottom <= text.bottom && box.left >= text.left && box.right <= text.right;
    }""")


def read_source(page, card):
    """Follow a card; the words marked in the notice are its quotation, and they can be seen."""
    follow(page, card)
    page.wait_for_timeout(300)
    assert marked(page) == bare(card.locator(".zw-quote").text_content())
    assert shown(page.locator("#zw-hit"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_a_clerk_asks_twice_and_follows_the_citations(visit, sample_url, screenshots, size, scheme):
    name = f"{size['width']}-{scheme}.png"
    year = dt.date.today().year
    page = visit(sample_url, viewport=size, color_scheme=scheme)
    page.locator(".zw-example").first.wait_for()
    page.screenshot(path=screenshots / f"start-{name}")

    answer = ask(page, "区财政局今年负责什么")
    assert "已回答" in answer.locator(".zw-status").inner_text()
    assert f"“今年”指{year}年" in answer.locator(".zw-note").inner_text()
    row = answer.locator(".zw-duty-table tbody tr").first
    if size is DESK:
        page.locator("[data-address]").wait_for()  # the first source opens by itself
        assert shown_address(page) == row.locator(".zw-open").get_attribute("value")
    answer.locator(".zw-sources > summary").click()
    card = answer.locator(".zw-card").first
    assert f"《{year}年青石区政务公开工作要点》" in card.locator(".zw-label").inner_text()
    assert "附件序号1" in card.locator(".zw-label").inner_text()
    page.screenshot(path=screenshots / f"duties-{name}")
    read_source(page, card)
    assert "附件 序号1" in page.locator(".zw-trail").inner_text()
    assert sideways(page) == 0
    page.screenshot(path=screenshots / f"duties-source-{name}")
    if size is PHONE:
        page.get_by_role("button", name="关闭").click()

    answer = ask(page, "依申请公开有什么要求")
    card = answer.locator(".zw-card").first
    assert card.locator(".zw-label").inner_text().endswith("第四部分第（一）项")
    read_source(page, card)
    assert "四、强化制度保障 › （一）规范依申请公开" in page.locator(".zw-trail").inner_text()
    assert sideways(page) == 0
    page.screenshot(path=screenshots / f"clause-source-{name}")


def test_what_the_library_does_not_hold_is_refused(visit, sample_url):
    answer = ask(visit(sample_url), "2019年的要点是什么")
    assert "库中没有" in answer.locator(".zw-status").inner_text()
    assert "2019" in answer.inner_text()


@pytest.mark.parametrize(
    "question", ["长" * 10_000, "What does the finance bureau do?", "？？？"], ids=["long", "en", "?"]
)
def test_an_odd_question_gets_words_and_no_error(visit, sample_url, question):
    assert "出错" not in ask(visit(sample_url), question).locator(".zw-status").inner_text()


def test_a_blank_question_asks_nothing(visit, fake_url):
    page = visit(fake_url)
    page.fill("#zw-ask textarea", "  ")
    page.press("#zw-ask textarea", "Enter")
    page.wait_for_timeout(500)
    assert page.locator(".message-row").count() == 0


def test_an_answer_opens_its_first_source_beside_it(visit, fake_url):
    page = visit(fake_url)
    ask(page, "预算什么时候公开")
    page.locator("[data-address^='qingshi-2026-7|']").wait_for()
    assert page.locator(".zw-card").first.evaluate("e => e.matches('.zw-current')")


def test_each_outcome_differs_in_words_and_in_look(visit, fake_url):
    page = visit(fake_url)
    seen = {}
    for question in ("依申请公开由谁负责", "2024年的要点是什么", "什么", "崩溃"):
        status = ask(page, question).locator(".zw-status")
        seen[status.inner_text().split("\n")[-1]] = status.evaluate("e => getComputedStyle(e).backgroundColor")
    assert [re.sub(r"^\W", "", words) for words in seen] == ["已回答", "库中没有", "请补充", "出错"]
    assert len(set(seen.values())) == 4


def test_the_assumption_is_read_before_the_answer(visit, fake_url):
    answer = ask(visit(fake_url), "区财政局今年负责什么").inner_text()
    assert answer.index("按2026年理解") < answer.index("区财政局有1项任务")


def test_a_quotation_around_a_page_number_is_marked_on_both_sides(visit, fake_url):
    page = visit(fake_url)
    follow(page, ask(page, "区财政局今年负责什么").locator(".zw-card").first)
    assert marked(page) == bare(make_citation().quote)
    assert "（一）公开财政信息" in page.locator(".zw-trail").inner_text()


def test_the_number_in_the_answer_leads_to_the_notice(visit, fake_url):
    page = visit(fake_url)
    ask(page, "区财政局今年负责什么").locator("table .zw-ref").last.click()
    page.locator("#zw-source td #zw-hit").wait_for()
    assert marked(page) == "公开财政信息公开本级预算，按季度公布债务情况"


def nth_address(page, n):
    """What the n-th card of the page opens."""
    return page.locator(".zw-actions .zw-open").nth(n).get_attribute("value")


def shown_address(page):
    return page.locator("[data-address]").get_attribute("data-address")


def test_a_place_chosen_as_the_answer_appears_stays(visit, sample_url):
    page = visit(sample_url)
    # pressed in the moment in which the answer is drawn, before the page opens its first source by itself
    page.evaluate("""new MutationObserver((_, watch) => {
        const second = document.querySelectorAll('.zw-actions .zw-open')[1];
        if (second) { watch.disconnect(); second.click(); }
    }).observe(document.body, { childList: true, subtree: true })""")
    ask(page, "去年和今年对政策解读的要求有什么不同")
    page.locator("[data-address]").wait_for()
    page.wait_for_timeout(1000)
    assert shown_address(page) == nth_address(page, 1)
    ask(page, "依申请公开有什么要求")
    page.wait_for_timeout(1500)
    assert shown_address(page) != nth_address(page, 1)


def test_of_two_quick_presses_the_last_one_is_shown(visit, sample_url):
    page = visit(sample_url)
    ask(page, "去年和今年对政策解读的要求有什么不同")
    page.locator("[data-address]").wait_for()
    page.evaluate("""async () => {
        const buttons = document.querySelectorAll('.zw-actions .zw-open');
        buttons[0].click();
        await new Promise((done) => setTimeout(done, 5));
        buttons[1].click();
    }""")
    page.wait_for_timeout(1500)
    assert shown_address(page) == nth_address(page, 1)


def test_badges_stand_on_the_card(visit, fake_url):
    card = ask(visit(fake_url), "依申请公开由谁负责").locator(".zw-card")
    assert card.locator(".zw-badge").all_inner_texts() == ["参考 · 解读", "已废止", "依申请公开"]


def test_the_label_is_copied(visit, fake_url):
    page = visit(fake_url, permissions=["clipboard-read", "clipboard-write"])
    card = ask(page, "区财政局今年负责什么").locator(".zw-card").first
    card.get_by_role("button", name="复制出处", exact=True).click()
    card.get_by_role("button", name="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == make_citation().label_short


def test_the_quotation_is_copied_on_plain_http_too(visit, fake_url):
    page = visit(fake_url)
    page.evaluate("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    card = ask(page, "区财政局今年负责什么").locator(".zw-card").first
    card.get_by_role("button", name="复制引文和出处").click()
    card.get_by_role("button", name="已复制").wait_for()
    page.click("#zw-ask textarea")
    page.keyboard.press("Control+V")
    citation = make_citation()
    assert page.input_value("#zw-ask textarea") == f"“{citation.quote}”（{citation.label_short}）"


def test_hostile_words_are_shown_and_neither_run_nor_fetched(visit, fake_url, screenshots):
    page = visit(fake_url)
    answer = ask(page, "<img src=x onerror=\"window.attacked='question'\">![图](http://images.invalid/q.png) 攻击")
    follow(page, answer.locator(".zw-card"))
    page.wait_for_timeout(500)
    assert page.evaluate("window.attacked") is None
    assert page.locator(":is(.message-wrap, #zw-source) :is(img, iframe, a, script, svg, form, input)").count() == 0
    assert "<img src=x" in page.locator("#zw-chat .user-row").inner_text()
    assert "![图](http://images.invalid/a.png)" in answer.inner_text()
    assert "<script>window.attacked" in page.locator("#zw-source").inner_text()
    page.screenshot(path=screenshots / "hostile-1440.png")


def test_a_new_conversation_begins_empty(visit, fake_url):
    page = visit(fake_url)
    follow(page, ask(page, "区财政局今年负责什么"))
    page.get_by_role("button", name="新对话").click()
    page.locator(".zw-example").first.wait_for()
    assert page.locator("#zw-chat .bot-row").count() == 0
    page.locator("#zw-source .zw-empty").wait_for()
    assert page.locator("#zw-source mark").count() == 0


def test_two_visitors_do_not_see_each_other(visit, fake_url):
    first, second = visit(fake_url), visit(fake_url)
    ask(first, "区财政局今年负责什么")
    ask(second, "依申请公开由谁负责")
    assert "财政" not in second.locator("#zw-chat").inner_text()


def test_everything_can_be_reached_with_the_keyboard(visit, fake_url):
    page = visit(fake_url)
    page.locator(".zw-example").first.focus()
    page.keyboard.press("Enter")
    page.locator(".zw-card").first.wait_for()
    page.locator(".zw-actions .zw-open").first.focus()
    page.keyboard.press("Enter")
    page.locator("#zw-hit").wait_for()
    assert page.evaluate(NAMELESS) == []


def test_on_a_phone_the_notice_opens_over_the_chat(visit, fake_url):
    page = visit(fake_url, viewport=PHONE)
    assert sideways(page) == 0
    card = ask(page, "区财政局今年负责什么").locator(".zw-card").first
    assert sideways(page) == 0
    page.wait_for_timeout(300)
    assert not page.locator("#zw-right").is_visible()
    follow(page, card)
    assert sideways(page) == 0
    assert page.locator("#zw-right").bounding_box() == {"x": 0, "y": 0, **PHONE}
    page.get_by_role("button", name="关闭").click()
    page.locator("#zw-right").wait_for(state="hidden")
    assert card.get_by_role("button", name="在原文中查看").evaluate("e => e === document.activeElement")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marked_words_are_readable(visit, fake_url, scheme):
    page = visit(fake_url, color_scheme=scheme)
    follow(page, ask(page, "区财政局今年负责什么"))
    look = page.locator("#zw-hit").evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
    assert contrast(*look) > 7


def contrast(first, second):
    """The contrast ratio of WCAG 2.1 between two colours as CSS writes them."""

    def luminance(colour):
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_other_programs_may_ask(fake_url):
    request = urllib.request.Request(
        f"{fake_url}/gradio_api/call/ask",
        data=json.dumps({"data": ["依申请公开由谁负责"]}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20) as reply:
        event = json.load(reply)["event_id"]
    with urllib.request.urlopen(f"{fake_url}/gradio_api/call/ask/{event}", timeout=20) as reply:
        lines = reply.read().decode().splitlines()
    (answer,) = json.loads(next(line for line in lines if line.startswith("data: "))[6:])
    assert answer["status"] == "answered"
    assert answer["citations"][0]["section"] == "二（一）"


def test_what_is_still_looked_for_does_not_come_into_a_new_conversation(visit, fake_url):
    page = visit(fake_url)
    page.fill("#zw-ask textarea", "慢慢查：预算什么时候公开")
    page.press("#zw-ask textarea", "Enter")
    page.locator("#zw-chat .zw-waiting").wait_for()
    page.get_by_role("button", name="新对话").click()
    page.locator("#zw-chat .zw-hello").wait_for()
    page.wait_for_timeout(2500)
    assert page.locator("#zw-chat .user-row").count() == 0

    page.fill("#zw-ask textarea", "接着预算什么时候公开")
    page.press("#zw-ask textarea", "Enter")
    page.locator("#zw-chat .zw-answered").wait_for()
    page.get_by_role("button", name="新对话").click()
    page.locator("#zw-chat .zw-hello").wait_for()
    page.wait_for_timeout(2500)
    assert page.locator(".zw-next").count() == 0


def test_a_chip_waits_for_the_answer_under_way(visit, fake_url):
    page = visit(fake_url)
    page.fill("#zw-ask textarea", "预算什么时候公开")
    page.press("#zw-ask textarea", "Enter")
    page.locator("#zw-chat .zw-answered").wait_for()
    page.fill("#zw-ask textarea", "慢慢查：依申请公开由谁负责")
    page.press("#zw-ask textarea", "Enter")
    page.locator("#zw-chat .zw-waiting").wait_for()
    page.get_by_role("button", name="有用").first.click()
    page.locator("#zw-chat .zw-waiting").wait_for(state="detached")
    page.wait_for_timeout(500)
    assert page.locator("#zw-chat .user-row").count() == 2
