"""Word documents: words as the page shows them, changes accepted, what is beside the text told apart."""

import io
import zipfile

import pytest
from texts import headings
from word_files import a_list, docx_of, level, numbered, p, scheme

from corpus import read_bytes
from corpus.errors import DamagedFile, EmptyFile, PasswordFile, ScannedFile
from corpus.formats import format_of
from corpus.formats.docx import read

VERSION = "0" * 64


def source(body, **parts):
    return read(docx_of(body, **parts), "夹/通知.docx", VERSION)


def text(body, **parts):
    return source(body, **parts).text


def run(inside, properties=""):
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inside}</w:r>"


def t(words):
    return f'<w:t xml:space="preserve">{words}</w:t>'


def para(*inside, properties=""):
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(inside)}</w:p>"


def field(code, shown):
    parts = ("begin", "separate", "end")
    begin, separate, end = (run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in parts)
    return begin + run(f"<w:instrText>{code}</w:instrText>") + (separate + run(t(shown)) if shown else "") + end


BOX = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"
SHAPE = "<w:drawing><wp:anchor><a:graphic><a:graphicData>{}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
OLD_BOX = "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"


def box(words):
    choice = SHAPE.format(BOX.format(p(words)))
    both = f'<mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{OLD_BOX.format(p(words))}</mc:Fallback>'
    return run(f"<mc:AlternateContent>{both}</mc:AlternateContent>")


def picture(centimetres_wide, centimetres_high):
    extent = f'<wp:extent cx="{centimetres_wide * 360_000}" cy="{centimetres_high * 360_000}"/>'
    blip = '<a:graphic><a:graphicData><a:blip r:embed="rId9"/></a:graphicData></a:graphic>'
    return run(f"<w:drawing><wp:inline>{extent}{blip}</wp:inline></w:drawing>")


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (run(t("公开")) + run(t("信息")), "公开信息"),
        (run(t("公开") + "<w:tab/>" + t("信息")), "公开 信息"),
        (run(t("公开") + "<w:br/>" + t("信息")), "公开\n信息"),
        (run(t("公开") + '<w:br w:type="page"/>' + t("信息")), "公开\n信息"),
        (run(t("公") + "<w:softHyphen/>" + t("开") + "<w:noBreakHyphen/>"), "公开-"),
        (run('<w:sym w:font="Wingdings" w:char="F081"/>' + t("公开")), "①公开"),
        (run('<w:sym w:font="Wingdings" w:char="F000"/>' + t("公开")), "公开"),
        (run(t("\uf0a3") + t("公开"), '<w:rFonts w:ascii="Wingdings 2"/>'), "□公开"),
        (
            run(
                "<w:ruby><w:rt><w:r><w:t>gōng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>公</w:t></w:r></w:rubyBase></w:ruby>"
            ),
            "公",
        ),
        (f'<w:hyperlink r:id="x">{run(t("公开"))}</w:hyperlink>', "公开"),
        (f"<w:sdt><w:sdtContent>{run(t('公开'))}</w:sdtContent></w:sdt>", "公开"),
        (f'<w:fldSimple w:instr="REF a">{run(t("公开"))}</w:fldSimple>', "公开"),
        (field("REF _Ref1 \\h", "公开"), "公开"),
        (field(" eq \\o\\ac(○,3)", "") + run(t("公开")), "③公开"),
        (field('EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(gōng),公)', "") + run(t("开")), "公开"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
    ],
    ids=lambda value: value if len(value) < 8 else "",
)
def test_a_paragraph_has_the_words_that_the_page_shows(inside, expected):
    assert text(para(inside)) == expected + "\n"


def test_the_code_of_a_field_is_not_shown_nor_the_fields_within_it():
    inner = run('<w:fldChar w:fldCharType="begin"/>') + run("<w:instrText> IF </w:instrText>") + field("PAGE", "9")
    rest = run('<w:fldChar w:fldCharType="separate"/>') + run(t("公开")) + run('<w:fldChar w:fldCharType="end"/>')
    assert text(para(inner, rest)) == "公开\n"


def test_a_field_without_an_end_hides_no_more_than_its_paragraph():
    assert text(para(run('<w:fldChar w:fldCharType="begin"/>'), run(t("甲"))) + p("公开")) == "公开\n"


def test_tracked_changes_are_read_as_accepted_and_counted():
    deleted = "<w:del><w:r><w:delText>6月</w:delText></w:r></w:del><w:del><w:r><w:delText>底</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run(t('甲'))}</w:moveFrom><w:moveTo>{run(t('乙'))}</w:moveTo>"
    read_source = source(p("通知") + para(deleted, f"<w:ins>{run(t('7月底'))}</w:ins>", run(t("前完成")), moved))
    assert read_source.text == "通知\n7月底前完成乙\n"
    (remark,) = read_source.remarks
    assert remark.kind == "revised"
    assert "插入 1 处、删除 1 处、移动 1 处" in remark.message
    assert read_source.text[remark.start : remark.end] == "7月底前完成乙"


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next_and_a_deleted_paragraph_is_not_counted():
    gone = "<w:rPr><w:del/></w:rPr>"
    deleted = "<w:del><w:r><w:delText>甲</w:delText></w:r></w:del>"
    numbering = scheme(level(0, "decimal", "%1.")) + a_list()
    properties = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    body = numbered("子") + para(deleted, properties=properties + gone) + numbered("丑")
    assert text(body, numbering=numbering) == "1.子\n2.丑\n"
    assert text(para(run(t("公")), properties=gone) + p("开")) == "公开\n"


STYLES = (
    '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
)


@pytest.mark.parametrize("properties", ["<w:vanish/>", '<w:rStyle w:val="H"/>'])
def test_hidden_words_are_left_out_and_told(properties):
    read_source = source(para(run(t("公开")), run(t("内部掌握"), properties)), styles=STYLES)
    assert read_source.text == "公开\n"
    assert [(one.kind, one.message) for one in read_source.remarks] == [("hidden", "有 4 个字设为隐藏文字，没有读取")]


def test_a_switch_that_is_off_hides_nothing():
    assert text(para(run(t("公开"), '<w:rStyle w:val="H"/><w:vanish w:val="0"/>')), styles=STYLES) == "公开\n"


def test_a_text_box_is_read_once_before_the_words_behind_it_and_after_those_before_it():
    assert text(para(box("文件头"), run(t("正文")))) == "文件头\n正文\n"
    assert text(para(run(t("正文")), box("旁注"))) == "正文\n旁注\n"
    assert text(para(run(OLD_BOX.format(p("旧框"))))) == "旧框\n"
    assert text(para(run('<w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict>'))) == "艺术字\n"


def furniture(read_source):
    return [read_source.text[a:b] for a, b in read_source.furniture]


def test_headers_and_footers_that_are_shown_are_furniture_written_once():
    references = "".join(
        f'<w:{kind}Reference w:type="{place}" r:id="{name}"/>'
        for kind, place, name in (
            ("header", "default", "header1"),
            ("header", "first", "header2"),
            ("header", "even", "header1"),
            ("footer", "default", "footer1"),
        )
    )
    page = para(run(t("— ")), field("PAGE", "1"), run(t(" —")))
    headers = {"header1": p("青石区文件"), "header2": p("首页页眉"), "footer1": page}
    section = f"<w:sectPr>{references}</w:sectPr>"
    body = p("正文") + para(properties=section) + section
    read_source = source(body, headers=headers)
    assert read_source.text == "青石区文件\n正文\n— 1 —\n"
    assert furniture(read_source) == ["青石区文件", "— 1 —"]


def test_a_table_of_contents_is_furniture():
    by_style = p("一、总体要求\t1", '<w:pStyle w:val="T1"/>')
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = f"<w:sdt>{gallery}<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
    read_source = source(control + by_style + p("一、总体要求"), styles=STYLES)
    assert furniture(read_source) == ["目录", "一、总体要求 1"]
    assert read_source.text.endswith("一、总体要求\n")


NOTE = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{}</w:footnote>'


def test_a_footnote_is_a_line_of_its_own_that_no_duty_is_read_from():
    note = para(run("<w:footnoteRef/>"), run(t(" 由区数据局在每月底前寄送。")))
    clause = para(run(t("一、按月出版")), run('<w:footnoteReference w:id="2"/>'), run(t("，每期上网。")))
    data = docx_of(clause + p("二、赠送图书馆。"), footnotes=NOTE.format(note))
    notice = read_bytes(data, "通知.docx")
    assert notice.text == "一、按月出版，每期上网。\n[注1] 由区数据局在每月底前寄送。\n二、赠送图书馆。\n"
    assert [clause.text for clause in notice.clauses] == ["一、按月出版，每期上网。", "二、赠送图书馆。"]
    assert notice.tasks == ()
    assert "notes" in [finding.kind for finding in notice.findings]


def test_a_note_that_refers_to_itself_is_read_once():
    note = para(run(t("注")), run('<w:footnoteReference w:id="2"/>'))
    assert (
        text(para(run(t("文")), run('<w:footnoteReference w:id="2"/>')), footnotes=NOTE.format(note))
        == "文\n[注1] 注\n"
    )


def test_pictures_without_text_are_a_scanned_file():
    with pytest.raises(ScannedFile, match=r"^通知.docx：文件里只有图片"):
        text(para(picture(4, 4)))
    with pytest.raises(ScannedFile, match="zhengwen"):
        text(p("附件") + para(picture(15, 20)))


def test_large_pictures_beside_text_are_told_and_seals_are_not():
    words = p("为做好全区政务公开工作，制定本要点，请各单位认真抓好落实，按时报送情况。")
    assert source(words + para(picture(4, 4))).remarks == ()
    (remark,) = source(words + para(picture(15, 20))).remarks
    assert (remark.kind, remark.message) == ("unread", "有 1 张较大的图片，图片里的文字没有读取")


def test_a_file_without_words_or_pictures_is_empty():
    with pytest.raises(EmptyFile, match=r"^通知.docx：文件里没有文字"):
        text(p())


def test_macros_are_told_and_never_run():
    data = docx_of(p("正文"), others={"word/vbaProject.bin": b"x"})
    assert format_of(data, "通知.docm").kind == "docx"
    assert [one.kind for one in read(data, "通知.docm", VERSION).remarks] == ["macros"]


def test_the_strict_standard_is_read_and_files_without_styles_or_relations():
    numbering = scheme(level(0, "chineseCounting", "%1、")) + a_list()
    assert text(numbered("甲"), numbering=numbering, strict=True) == "一、甲\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        file.writestr(
            "word\\document.xml", f'<document xmlns="{space}"><body><p><r><t>甲</t></r></p></body></document>'
        )
    assert format_of(packed.getvalue(), "无名").kind == "docx"
    assert read(packed.getvalue(), "通知.docx", VERSION).text == "甲\n"


def test_a_relation_that_leads_nowhere_is_no_harm():
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/numbering" Target="../NULL"/>'
        '<Relationship Id="b" Type="x/header" Target="file:///C:/x" TargetMode="External"/></Relationships>'
    )
    packed = io.BytesIO(docx_of(p("甲")))
    with zipfile.ZipFile(packed) as file:
        document = file.read("word/document.xml")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("word/document.xml", document)
        file.writestr("word/_rels/document.xml.rels", relations)
    assert read(made.getvalue(), "通知.docx", VERSION).text == "甲\n"


@pytest.mark.parametrize(
    ("member", "data", "words"),
    [
        ("word/document.xml", b"<w:document", "不是完整的 XML"),
        ("word/document.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "XML 实体"),
        ("word/document.xml", b"<a/>", "里没有正文"),
        ("word/document.xml", b"<a>" * 300 + b"</a>" * 300, "嵌套超过"),
    ],
    ids=["cut", "entities", "other", "deep"],
)
def test_a_damaged_text_is_told_with_its_part(member, data, words):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(member, data)
    with pytest.raises(DamagedFile, match=rf"^通知.docx：.*{words}"):
        read(packed.getvalue(), "夹/通知.docx", VERSION)


def test_a_file_that_is_cut_anywhere_is_damaged():
    data = docx_of(p("正文") * 50, numbering=scheme(level(0, "decimal", "%1.")) + a_list())
    for end in range(4, len(data) - 22, 7):
        with pytest.raises(DamagedFile, match=r"^通知.docx："):
            read(data[:end], "通知.docx", VERSION)


def test_a_file_with_a_password_is_told():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage\0".encode("utf-16-le")
    with pytest.raises(PasswordFile, match=r"^通知.docx：文件设有密码"):
        read_bytes(data, "夹/通知.docx")


def test_lines_of_a_title_are_lines_and_sections_are_told_by_automatic_numbers():
    title = para(run(t("关于印发2024年政务公开工作要点") + "<w:br/>" + t("的通知")))
    numbering = scheme(level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）")) + a_list()
    body = title + numbered("加强解读") + numbered("提高质量。编制解读材料。", 1) + numbered("办好公报")
    notice = read_bytes(docx_of(body, numbering=numbering), "通知.docx")
    assert notice.title == "关于印发2024年政务公开工作要点的通知"
    assert headings(notice) == [("一", "加强解读"), ("一（一）", "提高质量"), ("二", "办好公报")]
