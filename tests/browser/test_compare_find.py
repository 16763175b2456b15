"""Comparing two notices and finding words, from the side of who uses them."""

import io
from pathlib import Path

import pytest
from accessibility import no_faint_text, no_serious_violation
from docx import Document
from openpyxl import load_workbook

pytestmark = [
    pytest.mark.browser,
    # pytest-base-url, which pytest-playwright brings, has not followed pytest yet
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]
PHONE = {"width": 390, "height": 844}
SHOWN = "#zw-compare-shown .zw-pair:visible"


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def go(page, name, heading):
    """Open a tab, from the menu where there is no room for it."""
    button = page.locator(f"#zw-tab-{name}-button")
    if not button.is_visible():
        page.locator("#zw-tabs .overflow-menu > button").click()
        page.locator("#zw-tabs .overflow-dropdown button", has_text=heading).click()
        return
    button.click()


def compare(page):
    """The comparison of the two latest years of 青石区's 要点."""
    go(page, "compare", "对比")
    page.locator("#zw-compare-common input").click()
    page.get_by_role("option").first.click()
    page.locator(SHOWN).first.wait_for()
    return page


def find(page, words):
    go(page, "find", "查找")
    page.fill("#zw-find-words :is(input, textarea)", words)
    page.press("#zw-find-words :is(input, textarea)", "Enter")
    page.locator(".zw-found-notice").first.wait_for()


def saved(page, name):
    with page.expect_download() as download:
        page.locator("#zw-compare").get_by_role("button", name=name, exact=True).click()
    return download.value.suggested_filename, io.BytesIO(Path(download.value.path()).read_bytes())


@pytest.fixture
def newest(sample_url, visit):
    return compare(visit(sample_url))


def test_two_years_are_compared_by_one_choice_and_a_kind_can_be_left_out(newest):
    assert newest.locator("#zw-compare-shown").get_by_text("有变化14项").is_visible()
    assert newest.locator(SHOWN).count() == 44
    kind = newest.locator("button.zw-kind[data-kind=changed]")
    kind.focus()
    newest.keyboard.press("Enter")
    assert kind.get_attribute("aria-pressed") == "false"
    assert newest.locator(".zw-compare-shown").inner_text() == "显示 30 / 44"
    assert newest.locator(SHOWN).count() == 30


def test_what_changed_is_told_by_more_than_colour(newest):
    for tag, line in (("del", "line-through"), ("ins", "underline")):
        mark = newest.locator(f"#zw-compare-shown {tag}").first
        assert line in mark.evaluate("(one) => getComputedStyle(one).textDecorationLine")


def test_both_sides_open_at_their_words(newest):
    pair = newest.locator(SHOWN).first
    for side, words in ((0, "部门所属单位预算公开比例达到百分之九十以上"), (1, "并附上群众看得懂的图表说明")):
        pair.locator(".zw-open").nth(side).click()
        newest.locator("#zw-right.zw-reading mark", has_text=words).wait_for()
        newest.keyboard.press("Escape")


def test_a_comparison_is_saved_for_excel_word_and_as_markdown(newest):
    name, excel = saved(newest, "Excel")
    assert name.endswith("政务公开工作要点对照.xlsx")
    assert load_workbook(excel).active.max_row == 1 + 44
    _, word = saved(newest, "Word")
    assert len(Document(word).tables[0].rows) == 1 + 44
    name, _ = saved(newest, "Markdown")
    assert name.endswith(".md")


def test_words_are_found_with_their_count_and_open_in_the_notice(sample_url, visit):
    page = visit(sample_url)
    find(page, "政策 解读")
    assert "在 9 份公文里共有 15 处" in page.locator("#zw-find-shown .zw-count").inner_text()
    assert page.locator("#zw-find-shown mark").count() == 15
    page.locator("#zw-find-shown .zw-open").first.click()
    page.locator("#zw-right.zw-reading #zw-hit").wait_for()
    assert page.locator("#zw-source mark").first.inner_text() == "政策解读"


def test_what_stands_nowhere_is_said_and_markup_is_data(sample_url, visit):
    page = visit(sample_url)
    go(page, "find", "查找")
    page.fill("#zw-find-words :is(input, textarea)", "<img src=x onerror=alert(1)>")
    page.press("#zw-find-words :is(input, textarea)", "Enter")
    page.get_by_text("文库里没有一字不差的").wait_for()
    assert page.locator("#zw-find-shown img").count() == 0


def test_on_a_phone_nothing_sticks_out(sample_url, visit):
    page = visit(sample_url, PHONE)
    compare(page)
    assert sideways(page) == 0
    find(page, "政策解读")
    assert sideways(page) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_and_all_text_stands_out(sample_url, visit, scheme):
    page = visit(sample_url, color_scheme=scheme)
    compare(page)
    no_serious_violation(page)
    no_faint_text(page, least=40)
    find(page, "政策解读")
    no_serious_violation(page)
    no_faint_text(page, least=40)
