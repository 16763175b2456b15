"""The library on the page: added after a look, asked about, put right, taken back; hostile names are words."""

import datetime as dt

import pytest
from browsing import ask
from conftest import ROOT

pytestmark = [
    pytest.mark.browser,
    # pytest-base-url, which pytest-playwright brings, has not followed pytest yet
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]

DOGS = """云河市青石区城市管理局
关于加强养犬管理工作的通知

青石城管发〔2026〕31号

各街道办事处，区有关部门：

一、办理登记
区城市管理局负责在各社区设立登记点，2026年12月20日前完成犬只登记。

二、文明养犬
区公安分局牵头，区城市管理局配合，每月开展一次巡查。

云河市青石区城市管理局
2026年11月20日
"""
HOSTILE = "关于<img src=x onerror=\"window.attacked='text'\">试验的通知\n\n一、做好工作\n区教育局负责，12月底前完成。\n"


@pytest.fixture
def own_url(tmp_path, serve):
    """A page over a library of its own, which may be changed."""
    from corpus.sample import write_sample
    from index import StaticEncoder, build_library

    write_sample(tmp_path / "notices", dt.date.today())
    build_library(tmp_path / "library", [tmp_path / "notices"], StaticEncoder.load())
    arguments = [ROOT / "app.py", "--index", tmp_path / "library", "--home-place", "云河市青石区"]
    with serve(arguments, tmp_path / "log") as url:
        yield url


def send(page, tmp_path, files):
    folder = tmp_path / "sent"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    page.get_by_role("tab", name="文件库").click()
    page.get_by_role("tab", name="添加公文").click()
    page.set_input_files("#zw-library-files input[type=file]", [str(folder / name) for name in files])
    page.locator(".zw-intake .zw-card").nth(len(files) - 1).wait_for()


def test_three_notices_are_added_one_is_asked_about_and_all_are_taken_back(visit, own_url, tmp_path):
    page = visit(own_url)
    assert "库中没有" in ask(page, "犬只登记什么时候完成").locator(".zw-status").inner_text()
    send(page, tmp_path, {"养犬.txt": DOGS, "空.txt": "", "试验.txt": HOSTILE})
    report = page.locator(".zw-intake").inner_text()
    assert "3 个文件，2 个可以发布" in report
    assert "青石城管发〔2026〕31号" in report
    assert "文件是空的" in report
    page.get_by_role("button", name="发布", exact=True).click()
    page.locator("#zw-library-intake", has_text="已发布：新增 2 份").wait_for()
    page.locator("#zw-library", has_text="14 份").wait_for()

    page.get_by_role("tab", name="问答").click()
    answer = ask(page, "犬只登记什么时候完成")
    assert "2026年12月20日前" in answer.inner_text()
    assert "（青石城管发〔2026〕31号）" in answer.locator(".zw-label").first.inner_text()
    page.get_by_role("tab", name="对比").click()
    page.get_by_label("前者", exact=True).click()  # the lists follow the library without a reload
    page.get_by_role("option", name="养犬管理工作").wait_for()
    page.keyboard.press("Escape")

    page.get_by_role("tab", name="文件库").click()
    page.get_by_role("tab", name="发布记录").click()
    page.get_by_role("button", name="撤回").first.click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    page.locator("#zw-library", has_text="12 份").wait_for()
    page.get_by_role("button", name="再次发布").wait_for()
    page.get_by_role("tab", name="问答").click()
    assert "库中没有" in ask(page, "犬只登记什么时候完成").locator(".zw-status").inner_text()
    assert page.evaluate("window.attacked") is None


def test_what_was_read_wrong_is_put_right_before_it_is_published(visit, own_url, tmp_path):
    page = visit(own_url)
    send(page, tmp_path, {"养犬.txt": DOGS})
    page.get_by_role("button", name="更正：养犬.txt").click()
    page.get_by_label("文号", exact=True).fill("青石城管发〔2026〕32号")
    page.get_by_label("年份").fill("二〇二六")
    page.get_by_role("button", name="保存更正").click()
    page.get_by_text("应为四位整数").first.wait_for()
    page.get_by_label("年份").fill("2026")
    page.get_by_role("button", name="保存更正").click()
    page.locator(".zw-intake-facts", has_text="青石城管发〔2026〕32号").wait_for()


def test_the_list_is_filtered_and_an_original_is_saved(visit, own_url):
    page = visit(own_url)
    page.get_by_role("tab", name="文件库").click()
    page.locator(".zw-library tbody tr").nth(11).wait_for()
    page.locator("#zw-library-words :is(input, textarea)").press_sequentially("营商")
    page.locator("#zw-library-list", has_text="共 1 份公文").wait_for()
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载原件").click()
    assert "营商环境" in saved.value.path().read_text("utf-8")
    page.locator(".zw-library-title").click()
    page.locator(".zw-source-title", has_text="营商环境").wait_for()
    assert page.locator("#zw-right").is_visible()
    page.keyboard.press("Escape")
    page.locator("#zw-right").wait_for(state="hidden")


def test_hostile_names_are_words(visit, own_url, tmp_path):
    page = visit(own_url)
    send(page, tmp_path, {"<img src=x onerror=alert(1)>.txt": HOSTILE})
    page.locator(".zw-look").click()
    page.locator(".zw-beside-text").wait_for()
    page.wait_for_timeout(500)
    assert page.evaluate("window.attacked") is None
    assert page.locator("#zw-library-beside :is(img, script, iframe)").count() == 0


def test_a_batch_that_was_left_is_found_again_and_given_up_after_a_question(visit, own_url, tmp_path):
    send(visit(own_url), tmp_path, {"养犬.txt": DOGS})
    page = visit(own_url)
    page.get_by_role("tab", name="文件库").click()
    page.get_by_role("tab", name="添加公文").click()
    waiting = page.locator("#zw-library-waiting")
    waiting.get_by_text("养犬.txt").wait_for()
    waiting.get_by_role("button", name="继续").click()
    page.locator(".zw-intake", has_text="青石城管发〔2026〕31号").wait_for()
    waiting.wait_for(state="hidden")  # the one that is shown
    page.get_by_role("button", name="放弃这一批").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    page.get_by_text("把公文拖到上面").wait_for()
    later = visit(own_url)
    later.get_by_role("tab", name="文件库").click()
    later.get_by_role("tab", name="添加公文").click()
    later.wait_for_timeout(1500)
    assert not later.locator("#zw-library-waiting").is_visible()
