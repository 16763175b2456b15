"""Web pages: rendered to text, with the cells of their tables and what they say about themselves."""

import pytest
from texts import headings, read

from corpus import DamagedFile, read_bytes
from corpus.formats.html import is_page, read_page


def page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def rendered(body, head=""):
    return read_page(page(body, head), "页.html", "0" * 64)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>公开</p><p>信息</p>", "公开\n信息\n"),
        ("<div>公开<br>信息</div>", "公开\n信息\n"),
        ("<p>公<b>开</b><span>信</span>息</p>", "公开信息\n"),
        ("<p>公开\n   信息</p>", "公开 信息\n"),
        ("<p>预算&amp;决算&nbsp;表</p>", "预算&决算 表\n"),
        ("<p>公开</p><script>alert('甲')</script><style>p{}</style><p>信息</p>", "公开\n信息\n"),
        ("<p>公开<!-- 内部注释 -->信息</p>", "公开信息\n"),
        ("<p>公开<span style='display: none'>隐藏</span>信息</p>", "公开信息\n"),
        ("<ul><li>公开</li><li>信息</li></ul>", "公开\n信息\n"),
        ("<h1>公开</h1>信息", "公开\n信息"),
    ],
)
def test_blocks_end_lines_and_what_is_not_shown_is_left_out(body, text):
    assert rendered(body).text == text


def test_what_a_page_says_about_itself_is_kept():
    source = rendered("<p>公开</p>", '<meta name="ArticleTitle" content="关于公开的通知"><meta charset="utf-8">')
    assert source.fields == {"articletitle": "关于公开的通知"}


def test_cells_have_their_place_in_the_grid_and_in_the_text():
    source = rendered(
        "<table><tr><th rowspan='2'>甲</th><th colspan='2'>乙</th></tr><tr><td>丙</td><td>丁</td></tr></table>"
    )
    (table,) = source.tables
    cells = [(source.text[a:b], c.row, c.column, c.rowspan, c.colspan) for c in table.cells for a, b in c.spans]
    assert cells == [("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 2), ("丙", 1, 1, 1, 1), ("丁", 1, 2, 1, 1)]


def test_a_cell_that_spans_rows_pushes_the_cells_below_to_the_right():
    source = rendered(
        "<table><tr><td>甲</td><td rowspan='3'>乙</td><td>丙</td></tr><tr><td>丁</td><td>戊</td></tr>"
        "<tr><td colspan='1'>己</td><td>庚</td></tr><tr><td>辛</td><td>壬</td></tr></table>"
    )
    places = {source.text[c.spans[0].start : c.spans[0].end]: (c.row, c.column) for c in source.tables[0].cells}
    assert places == {
        "甲": (0, 0),
        "乙": (0, 1),
        "丙": (0, 2),
        "丁": (1, 0),
        "戊": (1, 2),
        "己": (2, 0),
        "庚": (2, 2),
        "辛": (3, 0),
        "壬": (3, 1),
    }


def test_cells_that_claim_to_be_huge_take_no_memory():
    source = rendered("<table>" + "<tr><td rowspan='5000' colspan='5000'>甲</td></tr>" * 20 + "</table>")
    assert [cell.column for cell in source.tables[0].cells][:2] == [0, 5_000]


def test_a_table_inside_a_cell_is_a_table_of_its_own():
    source = rendered("<table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table></td><td>丙</td></tr></table>")
    assert [len(table.cells) for table in source.tables] == [2, 2]


@pytest.mark.parametrize("span", ["abc", "-1", "0", "99999999"])
def test_a_span_that_is_no_sensible_number_does_no_harm(span):
    source = rendered(f"<table><tr><td rowspan='{span}'>甲</td></tr></table>")
    assert 1 <= source.tables[0].cells[0].rowspan <= 5_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><html></html>", True),
        ("\n  <HTML><body>公开</body></HTML>", True),
        ("<div><p>公开</p></div>", True),
        ("关于<b>公开</b>的通知", False),
        ("<办法>公开信息", False),
        ("公开信息", False),
    ],
)
def test_a_page_is_known_by_its_tags(text, expected):
    assert is_page(text) is expected


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_rare_characters_of_a_page_under_a_wrong_charset_are_kept(encoding):
    text = page("<p>关于公开上㙍村信息的通知</p><p>一、公开。</p><p>二、公布。</p>", '<meta charset="gb2312">')
    notice = read_bytes(text.encode(encoding), "页.html")
    assert "上㙍村" in notice.text and "二、公布。" in notice.text


def test_a_page_is_read_like_a_text():
    notice = read(
        page(
            "<div>当前位置：首页 &gt; 通知</div><h1>云河市财政局关于做好公开工作的通知</h1>"
            "<p>各区财政局：</p><p>一、加强解读</p><p>（一）同步编制。</p><p>（二）同步发布。</p><p>二、办好公报</p>"
        ),
        "页.html",
    )
    assert (notice.title, notice.issuer) == ("云河市财政局关于做好公开工作的通知", "云河市财政局")
    assert headings(notice) == [
        ("一", "加强解读"),
        ("一（一）", "同步编制"),
        ("一（二）", "同步发布"),
        ("二", "办好公报"),
    ]
    assert notice.blocks[0].kind == "furniture"


def nested(depth):
    return page("<div>" * depth + "<p>关于公开的通知</p>" + "</div>" * depth + "<p>请遵照执行。</p>")


def test_a_page_nested_deeper_than_any_office_writes_is_read_whole():
    assert read(nested(1_000), "页.html").text == "关于公开的通知\n请遵照执行。\n"


def test_a_page_that_the_parser_would_cut_short_is_refused():
    with pytest.raises(DamagedFile, match=r"页\.html：网页的标签嵌套过深"):
        read(nested(3_000), "页.html")


def test_positions_of_a_page_count_in_the_rendered_text():
    notice = read(page("<p>关于公开的通知</p><p>一、加强<b>解读</b>。</p><p>二、公布。</p>"))
    clause = next(clause for clause in notice.clauses if clause.ref == "一")
    assert [notice.text[a:b] for a, b in clause.spans] == ["一、加强解读。"]
