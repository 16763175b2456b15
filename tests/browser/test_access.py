"""Who has no mouse, reads another size or another light, or writes with an input method, uses the page as well."""

import pytest
from accessibility import no_faint_text, no_serious_violation
from browsing import ask

pytestmark = [
    pytest.mark.browser,
    # pytest-base-url, which pytest-playwright brings, has not followed pytest yet
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]

BOX = "#zw-ask textarea"
QUESTION = "依申请公开有什么要求"
SIZES = {"1440": (1440, 900), "1024": (1024, 768), "390": (390, 844)}


def viewport(name):
    width, height = SIZES[name]
    return {"width": width, "height": height}


def tab_to(page, selector, key="Tab"):
    """Press Tab until an element that fits has the focus."""
    for _ in range(60):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{key} does not lead to {selector}")


def has_focus(page, selector):
    return page.evaluate("selector => document.activeElement.matches(selector)", selector)


def outline(page):
    return page.evaluate("getComputedStyle(document.activeElement).outlineStyle")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_serious(visit, sample_url, size, scheme):
    page = visit(sample_url, viewport=viewport(size), color_scheme=scheme)
    page.locator(".zw-example").first.wait_for()
    no_serious_violation(page)
    ask(page, QUESTION)
    no_serious_violation(page)
    page.locator(".zw-actions .zw-open").first.click()
    page.locator("#zw-hit").wait_for()
    no_serious_violation(page)


def test_long_quotations_on_a_phone_can_be_scrolled_from_the_keyboard(visit, sample_url):
    page = visit(sample_url, viewport=viewport("390"))
    ask(page, "青石区今年政务公开工作要点讲了什么")
    page.locator("#zw-chat .zw-quote[tabindex='0']").first.wait_for()
    page.locator("#zw-chat details summary").first.click()
    no_serious_violation(page)


@pytest.mark.parametrize("question", ["依申请公开由谁负责", "2024年的要点是什么", "什么", "崩溃", "攻击"])
def test_each_kind_of_answer_can_be_read_in_the_dark(visit, fake_url, question):
    page = visit(fake_url, color_scheme="dark")
    page.locator(".dark").first.wait_for(state="attached")
    ask(page, question)
    no_faint_text(page, least=5)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_of_an_answer_and_its_notice_stands_out(visit, sample_url, scheme):
    page = visit(sample_url, color_scheme=scheme)
    ask(page, QUESTION)
    page.locator("#zw-hit").wait_for()
    no_faint_text(page, least=40)


def test_at_1024_both_panes_stand_side_by_side(visit, sample_url, screenshots):
    page = visit(sample_url, viewport=viewport("1024"))
    ask(page, QUESTION)
    page.locator("#zw-hit").wait_for()
    left, right = page.locator("#zw-left").bounding_box(), page.locator("#zw-right").bounding_box()
    assert left["x"] + left["width"] <= right["x"]
    assert right["x"] + right["width"] <= 1024
    assert min(left["width"], right["width"]) >= 320
    box = page.locator("#zw-ask").bounding_box()
    assert box["y"] + box["height"] <= 768
    assert page.evaluate("document.documentElement.scrollWidth") == 1024
    page.screenshot(path=screenshots / "duties-source-1024-light.png")


@pytest.mark.parametrize("size", SIZES)
def test_the_keyboard_alone_asks_opens_and_comes_back(visit, sample_url, size):
    page = visit(sample_url, viewport=viewport(size))
    page.wait_for_function("selector => document.activeElement.matches(selector)", arg=BOX)
    page.keyboard.insert_text(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#zw-chat .zw-status").wait_for()
    assert has_focus(page, BOX)
    tab_to(page, ".zw-actions .zw-open", "Shift+Tab")
    assert outline(page) == "solid"
    address = page.evaluate("document.activeElement.value")
    page.keyboard.press("Enter")
    page.locator(f"[data-address='{address}']").wait_for()
    page.locator("#zw-hit").wait_for()
    if size == "390":
        page.wait_for_function("document.activeElement.matches('.zw-source-head')")
        tab_to(page, ".zw-close")
        page.keyboard.press("Enter")
        page.locator("#zw-right").wait_for(state="hidden")
    else:
        tab_to(page, ".zw-source-text")
        before = page.evaluate("document.activeElement.scrollTop")
        page.keyboard.press("End")
        page.wait_for_function("before => document.activeElement.scrollTop > before", arg=before)
        tab_to(page, f".zw-actions .zw-open[value='{address}']", "Shift+Tab")
    assert page.evaluate("document.activeElement.value") == address
    tab_to(page, BOX)
    page.keyboard.insert_text("依申请公开有什么要求")
    page.keyboard.press("Enter")
    page.locator("#zw-chat .zw-status").nth(1).wait_for()


def test_escape_closes_the_notice_on_a_phone(visit, sample_url):
    page = visit(sample_url, viewport=viewport("390"))
    ask(page, QUESTION)
    page.locator(".zw-actions .zw-open").first.click()
    page.wait_for_function("document.activeElement.matches('.zw-source-head')")
    page.keyboard.press("Escape")
    page.locator("#zw-right").wait_for(state="hidden")
    assert has_focus(page, ".zw-open")


def test_enter_that_ends_a_composition_does_not_send(visit, fake_url):
    page = visit(fake_url)
    page.locator(BOX).focus()
    devtools = page.context.new_cdp_session(page)
    for letters in ("c", "ca", "cai", "caizheng"):
        devtools.send("Input.imeSetComposition", {"text": letters, "selectionStart": 0, "selectionEnd": len(letters)})
    # What an input method leaves of the key: code 229 and no character.
    key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229, "nativeVirtualKeyCode": 229}
    page.evaluate("addEventListener('keydown', (e) => { window.composed = [e.isComposing, e.keyCode]; }, true)")
    devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
    devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    assert page.evaluate("window.composed") == [True, 229]
    devtools.send("Input.insertText", {"text": "财政"})
    page.wait_for_timeout(500)
    assert page.locator("#zw-chat .user-row").count() == 0
    assert page.input_value(BOX) == "财政"
    page.keyboard.press("Enter")
    page.locator("#zw-chat .zw-status").wait_for()
    assert page.locator("#zw-chat .user-row").inner_text().strip() == "财政"
