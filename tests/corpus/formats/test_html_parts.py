"""Web pages of portals: the notice among menus, metadata, links to annexes, and pages without words of their own."""

import pytest
from texts import read

from corpus import NoticeError
from corpus.errors import EmptyFile
from corpus.formats import format_of, is_page_folder
from corpus.formats.html import read_page
from corpus.formats.html_links import file_of

TITLE = "云河市财政局关于做好公开工作的通知"
BODY = (
    "<p>各区财政局：</p><p>为做好公开工作，现将有关事项通知如下。</p><p>一、加强解读</p><p>同步编制解读材料，及时发布。</p>"
    "<p>二、办好公报</p><p>按月出版，每期出版后五日内上网。</p><p>云河市财政局</p><p>2024年4月9日</p>"
)
MENU = '<ul class="main-nav"><li><a href="/">云河概览</a></li><li><a href="/b">办事指南</a></li></ul>'
META = (
    "<table><tr><td>索 引 号：</td><td>000014/2024-00221</td><td>发文机关：</td><td>云河市财政局</td></tr>"
    "<tr><td>发文字号：</td><td>云财办〔2024〕3号</td><td>成文日期：</td><td>2024年4月9日</td></tr></table>"
)
FOOT = '<div id="footer"><p>地址：云河市青石路1号</p><p>建议使用较新的浏览器</p></div>'
NEWS = '<div><h3>相关文章</h3><p><a href="/c">云河市民政局关于做好低保工作的通知</a></p><p>热点排行</p></div>'


def page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def furniture_of(body, head=""):
    source = read_page(page(body, head), "页.html", "0" * 64)
    return [source.text[start:end] for start, end in source.furniture]


@pytest.mark.parametrize(
    "block",
    [
        '<div class="TRS_Editor">{}</div>',
        '<table><tr><td id="zoom">{}</td></tr></table>',
        '<div class="view TRS_UEDITOR">{}</div>',
        '<div class="pages_content">{}</div>',
        '<div class="article-content">{}</div>',
        "<article>{}</article>",
    ],
)
def test_what_stands_around_the_block_is_furniture(block):
    body = f"{MENU}<h1>{TITLE}</h1>{block.format(BODY)}{NEWS}{FOOT}"
    assert furniture_of(body) == [
        "云河概览",
        "办事指南",
        "相关文章",
        "云河市民政局关于做好低保工作的通知",
        "热点排行",
        "地址：云河市青石路1号",
        "建议使用较新的浏览器",
    ]


def test_a_block_without_a_known_name_is_found_by_its_words():
    assert furniture_of(f"{MENU}<div><h2>{TITLE}</h2><div class='q7'>{BODY}</div></div>{NEWS}{FOOT}") == [
        "云河概览",
        "办事指南",
        "云河市民政局关于做好低保工作的通知",
        "地址：云河市青石路1号",
        "建议使用较新的浏览器",
    ]


def test_title_number_and_metadata_outside_the_block_are_read():
    body = f'{MENU}{META}<div class="tit">{TITLE}</div><p>云财办〔2024〕3号</p><div id="zoom">{BODY}</div>{NEWS}{FOOT}'
    notice = read(page(body, f"<title>{TITLE}_云河市财政局</title>"), "页.html")
    assert (notice.title, notice.doc_number, str(notice.dated)) == (TITLE, "云财办〔2024〕3号", "2024-04-09")
    assert [clause.ref for clause in notice.clauses if clause.ref in ("一", "二")] == ["一", "二"]
    assert not any("民政局" in clause.text or "浏览器" in clause.text for clause in notice.clauses)


def test_metadata_behind_the_block_is_no_furniture():
    furniture = furniture_of(f'<h1>{TITLE}</h1><div id="zoom">{BODY}</div>{META}<p>热点排行</p>')
    assert furniture == ["热点排行"]


def test_a_notice_in_two_blocks_is_read_whole():
    first, second = BODY[: len(BODY) // 2], BODY[len(BODY) // 2 :]
    assert furniture_of(f'{MENU}<div id="zoom">{first}</div><p>中间</p><div class="TRS_Editor">{second}</div>') == [
        "云河概览",
        "办事指南",
    ]


def test_signature_imprint_and_annexes_behind_the_block_are_words():
    behind = (
        "<p>云河市财政局</p><p>2024年4月9日</p><p>（此件公开发布）</p><p>抄送：市政府办公室。</p>"
        "<p><a href='1.docx'>附件1：任务表</a></p>"
    )
    assert furniture_of(f'<h1>{TITLE}</h1><div id="zoom">{BODY}</div>{behind}') == []


def test_a_wrapper_that_is_called_a_menu_hides_nothing():
    assert furniture_of(f'<div class="nav"><h1>{TITLE}</h1>{BODY}</div>') == []


def test_hidden_words_are_left_out():
    assert read_page(page("<p hidden>旧稿</p><p>公开</p>"), "页.html", "0" * 64).text == "公开\n"


def test_annexes_are_named_with_their_place():
    links = (
        '<p>附件：<a href="../P020240410.docx">1.任务分解表</a></p>'
        '<p><a href="https://www.yunhe.example/%E5%90%8D%E5%8D%95.xlsx?v=1">2.名单</a></p>'
        '<p><a href="/c/d.html">解读</a></p>'
    )
    notice = read(page(f'<h1>{TITLE}</h1><div id="zoom">{BODY}{links}</div>'), "页.html")
    found = [(notice.text[f.start : f.end], f.message) for f in notice.findings if f.kind == "attachment"]
    assert found == [
        ("1.任务分解表", "附件“1.任务分解表”是另外的文件（P020240410.docx），内容不在文中；请一并收入"),
        ("2.名单", "附件“2.名单”是另外的文件（名单.xlsx），内容不在文中；请一并收入"),
    ]


def test_files_in_a_menu_are_no_annexes():
    menu = '<div class="nav"><a href="/表.docx">办事表格</a></div>'
    assert read_page(page(f'{menu}<h1>{TITLE}</h1><div id="zoom">{BODY}</div>'), "页.html", "0" * 64).remarks == ()


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("a/b.docx", "b.docx"),
        ("./P02.PDF#page=2", "P02.PDF"),
        ("/module/download/downfile.jsp?classid=0&filename=2404.doc", "2404.doc"),
        ("%B8%BD%BC%FE.xls", "附件.xls"),
        ("%E9%99%84%E4%BB%B6.et", "附件.et"),
        ("/web/viewer.html?file=%2Fupload%2F1.pdf", "1.pdf"),
        ("t2024.html", None),
        ("javascript:void(0)", None),
        ("data:application/pdf;base64,AAAA", None),
    ],
)
def test_a_link_to_a_file_is_told_by_its_address(target, file):
    assert file_of(target) == file


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<frameset><frame src="top.htm"><frame src="main.htm"></frameset>', r"由框架组成.*（top\.htm、main\.htm）"),
        ('<iframe src="/v.html?file=/u/a.pdf"></iframe>', r"正文在另外的文件里（a\.pdf），请下载该文件后收入"),
        ('<embed src="a.pdf">', r"正文在另外的文件里（a\.pdf）"),
        ('<p><a href="x/W02.pdf">正文版式文件</a></p>', r"正文在另外的文件里（W02\.pdf）"),
        ('<p><img src="/i/1.jpg?x=1"><img src="2.jpg"></p>', r"只有图片（1\.jpg、2\.jpg）"),
    ],
)
def test_a_page_without_words_of_its_own_says_where_they_are(body, message):
    whole = page(f"{MENU}<h1>{TITLE}</h1><p>发布时间：2024-04-10</p>{body}{FOOT}", f"<title>{TITLE}</title>")
    if "frameset" in body:
        whole = f"<html>{body}<noframes>您的浏览器不支持框架</noframes></html>"
    with pytest.raises(EmptyFile, match=rf"^页\.html：.*{message}"):
        read(whole, "夹/页.html")


def test_a_page_with_words_beside_its_link_is_read():
    body = f'<h1>{TITLE}</h1><p>现将《任务表》印发给你们，请认真贯彻执行。</p><p><a href="1.pdf">任务表</a></p>'
    assert "认真贯彻" in read(page(body), "页.html").text


@pytest.mark.parametrize(
    "before",
    [
        '<?xml version="1.0" encoding="gb2312"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">\n',
        "<!-- saved from url=(0030)https://www.yunhe.example/ -->\n",
        '\n<?xml version="1.0"?><!-- 甲 --> ',
    ],
)
def test_what_stands_before_the_first_tag_hides_no_page(before):
    head = '<head><script src="a.js"/><title/></head>'
    text = f'{before}<html xmlns="x">{head}<body><a name="top"/><p>{TITLE}</p></body></html>'
    data = text.encode("gb18030")
    assert format_of(data, "页.htm").kind == "html"
    if "<?xml" in before:
        assert read_page(text, "页.htm", "0" * 64).text == f"{TITLE}\n"


@pytest.mark.parametrize(
    ("folder", "expected"),
    [("通知_files", True), ("通知.files", True), ("通知_文件", True), ("别的_files", False), ("通知", False)],
)
def test_the_folder_of_a_saved_page_is_known(tmp_path, folder, expected):
    (tmp_path / "通知.html").write_text("<p>公开</p>", "utf-8")
    (tmp_path / folder).mkdir()
    assert is_page_folder(tmp_path / folder) is expected


def test_a_page_cut_anywhere_is_read_or_named():
    whole = page(f'{MENU}{META}<h1>{TITLE}</h1><div id="zoom">{BODY}</div>{FOOT}').encode()
    for cut in range(20, len(whole), 9):
        try:
            assert read_page(whole[:cut].decode("utf-8", "ignore"), "页.html", "0" * 64).text
        except NoticeError as exc:
            assert str(exc).startswith("页.html：")
