"""Lists of duties and the view of a day, from the side of who uses them."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from browsing import DESK, PHONE, sideways
from openpyxl import load_workbook

from corpus.sample import write_sample
from index import StaticEncoder, build_library
from tools.page_figures.browser import scroll
from tools.page_figures.library import BUSY_UNIT, many_duties

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.browser,
    # pytest-base-url, which pytest-playwright brings, has not followed pytest yet
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]
ROWS = ".zw-duty-table > tbody > tr"
WATCH = """window.zwTasks = [];
    new PerformanceObserver((list) => window.zwTasks.push(...list.getEntries())).observe({ type: 'longtask' })"""


@pytest.fixture(scope="module")
def office_url(tmp_path_factory, serve):
    """The page over the sample library, at home in 青石区's 财政局."""
    folder = tmp_path_factory.mktemp("office")
    write_sample(folder / "notices", dt.date.today())
    build_library(folder / "library", [folder / "notices"], StaticEncoder.load())
    home = ["--home-place", "云河市青石区", "--home-unit", "区财政局"]
    with serve([ROOT / "app.py", "--index", folder / "library", *home], folder / "log") as url:
        yield url


@pytest.fixture(scope="module")
def busy_url(tmp_path_factory, serve):
    """The page over one notice that gives 500 duties to one unit."""
    folder = tmp_path_factory.mktemp("busy")
    library = many_duties(folder, dt.date.today(), 500)
    with serve([ROOT / "app.py", "--index", library, "--home-place", "云河市青石区"], folder / "log") as url:
        yield url


def ask(page, question):
    """Type a question and wait until it has its answer."""
    page.fill("#zw-ask textarea", question)
    page.press("#zw-ask textarea", "Enter")
    page.locator("#zw-chat .zw-status").wait_for()
    return page.locator("#zw-chat .bot-row").last


def open_tab(page, name):
    page.get_by_role("tab", name=name, exact=True).click()


def listed(page):
    """The list of the tab once it is drawn."""
    page.locator(f"#zw-duties-list {ROWS}").first.wait_for()
    return page.locator("#zw-duties-list .zw-duties")


def column(page, name):
    return page.locator(f"#zw-duties-list .zw-duty-table:not(details *) .zw-d-{name}").all_text_contents()[1:]


def head(page, name):
    return page.locator("#zw-duties-list th").filter(has_text=name).first


def days(page):
    cells = page.locator("#zw-duties-list .zw-duty-table:not(details *) td.zw-d-due")
    return [cell.get_attribute("title") or "" for cell in cells.all()]


def test_the_list_of_the_home_unit_stands_there_and_sorts(visit, office_url):
    page = visit(office_url)
    open_tab(page, "责任清单")
    listed(page)
    numbers = column(page, "n")
    assert numbers == [str(n) for n in range(1, 14)]
    head(page, "完成时限").get_by_role("button").click()
    shown = days(page)
    dated = [day for day in shown if day]
    assert dated == sorted(dated) and len(dated) == 8
    assert shown == dated + [""] * 5  # what is due on no day comes last
    assert head(page, "完成时限").get_attribute("aria-sort") == "ascending"
    head(page, "完成时限").get_by_role("button").press("Enter")
    shown = days(page)
    assert shown[:8] == sorted(dated, reverse=True) and shown[8:] == [""] * 5
    assert head(page, "完成时限").get_attribute("aria-sort") == "descending"
    head(page, "序号").get_by_role("button").click()
    assert column(page, "n") == numbers  # by value: 2 before 10


def test_the_filter_counts_what_it_shows(visit, office_url):
    page = visit(office_url)
    open_tab(page, "责任清单")
    duties = listed(page)
    page.get_by_label("在清单里筛选").fill("适老化")
    duties.get_by_text("显示 6 / 18").wait_for()  # 附件7 and 附件17, and the four of 适老化改造和居家养老若干措施
    assert duties.locator(f"{ROWS}:visible").count() == 6
    page.get_by_label("在清单里筛选").fill("注销")
    duties.get_by_text("显示 1 / 18").wait_for()
    assert duties.locator(f".zw-annex {ROWS}:visible").count() == 1  # the folded part opens
    page.get_by_label("在清单里筛选").fill("")
    duties.get_by_text("显示 18 / 18").wait_for()


def test_a_new_list_begins_without_filter_and_order(visit, office_url):
    page = visit(office_url)
    open_tab(page, "责任清单")
    duties = listed(page)
    page.get_by_label("在清单里筛选").fill("适老化")
    duties.get_by_text("显示 6 / 18").wait_for()
    head(page, "完成时限").get_by_role("button").click()
    page.locator("#zw-duties-role input").click()
    page.get_by_role("option", name="牵头").click()
    page.get_by_text("区财政局牵头的共2项任务").wait_for()
    page.wait_for_timeout(300)
    assert page.get_by_label("在清单里筛选").input_value() == ""
    assert column(page, "n") == ["1", "2"]
    assert duties.locator(f"{ROWS}:visible").count() == 2
    assert head(page, "完成时限").get_attribute("aria-sort") == "none"


@pytest.mark.parametrize(
    ("button", "name"),
    [
        ("Excel", "区财政局任务清单.xlsx"),
        ("日历", "区财政局任务清单.ics"),
        ("每个单位一份（zip）", "各单位任务清单.zip"),
    ],
    ids=["xlsx", "ics", "zip"],
)
def test_the_list_is_handed_out(visit, office_url, button, name):
    page = visit(office_url)
    open_tab(page, "责任清单")
    listed(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name=button, exact=True).click()
    assert saved.value.suggested_filename == f"云河市青石区{name}"
    content = Path(saved.value.path()).read_bytes()
    if name.endswith(".xlsx"):
        assert load_workbook(io.BytesIO(content)).worksheets[0].max_row == 14
    elif name.endswith(".zip"):
        assert "区民政局.xlsx" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    else:
        assert content.count(b"BEGIN:VEVENT") == 10


def test_a_day_that_is_none_is_said(visit, office_url):
    page = visit(office_url)
    open_tab(page, "责任清单")
    listed(page)
    page.get_by_label("时限止").fill("改天")
    page.get_by_role("button", name="列出").click()
    page.locator(".zw-duties-missing", has_text="时限止应写作 2026-06-30，现为 改天").wait_for()


def test_a_duty_opens_over_the_list_and_goes_into_the_basket(visit, office_url):
    page = visit(office_url)
    open_tab(page, "责任清单")
    listed(page)
    row = page.locator(f"#zw-duties-list {ROWS}").nth(3)
    row.get_by_role("button", name="入篮").click()
    page.locator("#zw-tab-basket-button[data-count='1']").wait_for()
    row.get_by_role("button", name="原文").click()
    page.locator("#zw-source td #zw-hit").wait_for()
    assert page.locator("#zw-right").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_the_day_leads_into_the_list(visit, office_url, screenshots, size, scheme):
    page = visit(office_url, viewport=size, color_scheme=scheme)
    open_tab(page, "今日")
    page.locator(".zw-tile").first.wait_for()
    assert sideways(page) == 0
    page.wait_for_timeout(300)
    page.screenshot(path=screenshots / f"today-{size['width']}-{scheme}.png")
    page.locator(".zw-to-duties").first.click()
    page.locator("#zw-duties-list .zw-duties, #zw-duties-list .zw-duties-missing").first.wait_for()
    page.wait_for_timeout(500)
    assert page.locator("#zw-duties-unit input").input_value() == "区财政局"
    assert sideways(page) == 0
    page.screenshot(path=screenshots / f"list-{size['width']}-{scheme}.png")


def test_another_home_has_another_day(visit, office_url):
    page = visit(office_url)
    open_tab(page, "今日")
    page.locator(".zw-today-home", has_text="区财政局").wait_for()
    page.locator("#zw-home-button").click()
    page.locator("#zw-home-unit input").click()
    page.get_by_role("option", name="区民政局").click()
    page.locator("#zw-home-box").get_by_role("button", name="保存").click()
    page.locator(".zw-today-home", has_text="区民政局").wait_for()
    open_tab(page, "责任清单")
    page.locator(".zw-duties-count", has_text="区民政局共").wait_for()


def test_five_hundred_rows_are_quick_and_smooth(visit, busy_url):
    page = visit(busy_url)
    answer = ask(page, f"{BUSY_UNIT}今年负责什么")
    answer.get_by_text("显示 500 / 500").wait_for()
    assert answer.locator(ROWS).count() == 500
    page.wait_for_timeout(1000)
    page.evaluate(WATCH)
    tries = [scroll(page, f"#zw-chat {ROWS}") for _ in range(3)]
    assert all(seen.rows == 500 and seen.moved > 10_000 for seen in tries)
    assert min(seen.longest for seen in tries) < 400  # tools/measure_page.py asks for 100, on a quiet machine
    answer.get_by_label("在清单里筛选").fill("东村水库巡查")
    answer.get_by_text("显示 1 / 500").wait_for()
