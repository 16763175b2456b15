"""The page of a PDF beside the answer, with the cited words boxed; a page that cannot be drawn falls back to text."""

import pytest
from conftest import ROOT
from pdf_files import pdf, write

pytestmark = [
    pytest.mark.browser,
    # pytest-base-url, which pytest-playwright brings, has not followed pytest yet
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:reportlab"),
]

LINES = (
    "云河市青石区人民政府关于做好夏季防汛工作的通知",
    "青政发〔2026〕8号",
    "一、巡查河道",
    "区水务局负责，6月底前完成河道巡查。",
)


@pytest.fixture(scope="module")
def pdf_url(tmp_path_factory, serve):
    from index import StaticEncoder, build_library

    folder = tmp_path_factory.mktemp("pdf")
    (folder / "notices").mkdir()
    (folder / "notices" / "防汛.pdf").write_bytes(pdf(lambda canvas: write(canvas, LINES)))
    build_library(folder / "library", [folder / "notices"], StaticEncoder.load())
    with serve([ROOT / "app.py", "--index", folder / "library"], folder / "log") as url:
        yield url


def test_the_page_is_shown_with_the_words_boxed_and_the_text_again(visit, pdf_url, screenshots):
    page = visit(pdf_url)
    page.fill("#zw-ask textarea", "河道巡查什么时候完成")
    page.press("#zw-ask textarea", "Enter")
    page.locator("#zw-hit").wait_for()
    assert "第1页" in page.locator(".zw-trail").inner_text()
    page.get_by_role("button", name="看原件第1页").click()
    page.locator(".src-page img").wait_for()
    assert page.locator(".src-page img").evaluate("e => e.complete && e.naturalWidth > 500")
    paper, box = (page.locator(name).first.bounding_box() for name in (".src-page", ".src-box"))
    assert paper["x"] <= box["x"] and box["x"] + box["width"] <= paper["x"] + paper["width"]
    assert 0 < box["height"] < 0.05 * paper["height"]
    page.screenshot(path=screenshots / "original-1440.png")
    page.get_by_role("button", name="看文字").click()
    page.locator("#zw-source mark").first.wait_for()
