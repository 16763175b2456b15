"""OFD files (GB/T 33190-2016): the way from the package to the notice, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from ofd_files import HEAD, SPACE, OfdFile, OfdPage, read_file, remarks, small_file, wrap

from corpus.errors import DamagedFile, EmptyFile, NoticeError, PasswordFile, ScannedFile, TooLarge
from corpus.formats import format_of
from corpus.model import Notice
from corpus.read import read_bytes

SAMPLES = Path(__file__).parents[2] / "data" / "ofd"
UNITS = ("区财政局", "区发展改革局", "区民政局", "区教育体育局", "区卫生健康局")
TASKS = (
    "公开部门预算和“三公”经费",
    "公开重大项目批准和实施情况",
    "公开社会救助标准",
    "公开招生范围",
    "公开医疗服务价格",
)
TEXT = (
    "一、主动公开政策信息",
    "（一）公开规划信息。区发展改革局负责公开“十四五”规划实施情况，2023年6月底前完成。",
    "（二）公开财政信息。由区财政局牵头，公开以下信息。",
    "1.公开预算。每年2月底前公开本级预算。",
    "2.公开决算。每年9月底前公开本级决算。",
    "二、加强解读回应",
    "（一）做好政策解读。区司法局对涉及群众切身利益的文件同步解读。",
)


def task_rows() -> list[list[str]]:
    """Twenty rows: number, task, units, deadline."""
    return [
        [
            str(at + 1),
            f"{TASKS[at % 5]}，第{at + 1}批共{at + 3}项，并同步做好解读",
            "、".join(UNITS[(at + more) % 5] for more in range(2 if at % 3 == 0 else 1)),
            f"2023年{at % 12 + 1}月底前",
        ]
        for at in range(20)
    ]


def paragraph(page: OfdPage, y: float, words: str, size: float = 5.6, indent: int = 2) -> float:
    """Draw a paragraph between the margins of a notice; where the next begins."""
    for at, line in enumerate(wrap("　" * indent + words, 156, size)):
        page.text(27 + size * (indent if at == 0 else 0), y, line.strip("　"), size)
        y += size * 1.75
    return y


def centred(page: OfdPage, y: float, words: str, size: float) -> float:
    page.text(page.width / 2 - size * len(words) / 2, y, words, size)
    return y + size * 1.75


def notice_file() -> OfdFile:
    """A notice of four pages with its table of tasks on the last two."""
    file = OfdFile()
    page = file.page()
    y = centred(page, 40, "云河市青石区人民政府办公室文件", 9)
    y = centred(page, y + 5, "青政办字〔2023〕7号", 5.6)
    for words in ("云河市青石区人民政府办公室关于印发2023年", "青石区政务公开工作要点的通知"):
        y = centred(page, y + 3, words, 7.7)
    y = paragraph(page, y + 8, "各镇、各街道，区直各单位：", indent=0)
    y = paragraph(page, y, "《2023年青石区政务公开工作要点》已由区政府审定，自印发之日起按此办理。")
    y = paragraph(page, y + 6, "附件：2023年青石区政务公开重点任务分解表")
    page.text(110, y + 20, "云河市青石区人民政府办公室")
    page.text(120, y + 30, "2023年4月18日")
    page = file.page()
    y = 40
    for words in TEXT:
        y = paragraph(page, y, words)
    head = ["序号", "工作任务", "责任单位", "完成时限"]
    for rows in (task_rows()[:8], task_rows()[8:]):
        page = file.page()
        y = 30
        if len(file.pages) == 3:
            y = centred(page, paragraph(page, y, "附件", indent=0), "2023年青石区政务公开重点任务分解表", 7)
        page.table(27, y, [14, 72, 40, 30], [head, *rows])
    for number, page in enumerate(file.pages, 1):
        page.text(100, 285, f"— {number} —", 4)
    return file


@pytest.fixture(scope="module")
def notice() -> Notice:
    return read_bytes(notice_file().bytes(), "通知/公开要点.ofd")


def test_the_head_of_a_notice_is_read(notice):
    assert notice.title == "云河市青石区人民政府办公室关于印发2023年青石区政务公开工作要点的通知"
    assert notice.doc_number == "青政办字〔2023〕7号"
    assert str(notice.dated) == "2023-04-18"


def test_sections_are_those_of_the_text(notice):
    assert [section.path for section in notice.sections] == [
        "一", "一（一）", "一（二）", "一（二）1", "一（二）2", "二", "二（一）"
    ]  # fmt: skip
    assert [clause.text for clause in notice.clauses if clause.path in ("一（一）", "一（二）2")] == [TEXT[1], TEXT[4]]


def test_the_table_over_two_pages_has_the_rows_of_the_data(notice):
    rows = [
        [task.row, "".join(notice.text[a:b] for a, b in task.fields["task"]), "、".join(u.name for u in task.units)]
        for task in notice.tasks
        if task.source == "table"
    ]
    assert rows == [row[:3] for row in task_rows()]
    deadlines = [task.deadlines[0].text for task in notice.tasks if task.source == "table"]
    assert deadlines == [row[3] for row in task_rows()]


def test_pages_and_places_are_kept(notice):
    assert len(notice.pages) == 4
    row = next(task for task in notice.tasks if task.row == "20")
    assert notice.page_at(row.spans[0].start) == 4
    title = notice.text.index("青政办字")
    (box,) = [box for box in notice.boxes if box.start <= title < box.end]
    assert (box.page, round(box.y1 * 297, 1)) == (1, 61.6)  # base line at 60.75 mm, letters 5.6 mm high


def test_a_file_by_another_program_is_read():
    """Made from a PDF of LibreOffice by easyofd 20260427, which writes ``size`` for Size and a sheet of 140 × 90 mm."""
    notice = read_bytes((SAMPLES / "easyofd_text.ofd").read_bytes(), "easyofd_text.ofd")
    assert notice.title == "云河市青石区人民政府办公室关于印发2023年青石区政务公开工作要点的通知"
    assert (notice.doc_number, str(notice.dated)) == ("青政办字〔2023〕7号", "2023-04-18")
    assert [section.path for section in notice.sections] == [
        "一", "一（一）", "一（二）", "一（二）1", "一（二）2", "二", "二（一）"
    ]  # fmt: skip
    clause = next(clause for clause in notice.clauses if clause.path == "一（二）1")
    assert clause.text == "1.公开预算。每年2月底前公开本级预算（Budget Report 2023）。"
    assert [(task.clause, [unit.name for unit in task.units]) for task in notice.tasks] == [
        ("一（一）", ["区发展改革局"]),
        ("一（二）", ["区财政局", "各部门"]),
    ]


def test_the_content_tells_the_format():
    assert format_of(small_file().bytes(), "通知.docx").kind == "ofd"


@pytest.mark.parametrize("space", ["http://www.ofdspec.org", "http://www.ofdspec.org/2012", "urn:other"])
def test_other_namespaces_are_read(space):
    file = small_file()
    file.parts = {name: part.replace("http://www.ofdspec.org/2016", space) for name, part in file.members().items()}
    assert "做好政务公开工作" in read_file(file).text


def test_a_namespace_without_prefix_is_read():
    file = small_file()
    file.parts = {
        name: part.replace("xmlns:ofd=", "xmlns=").replace("ofd:", "") for name, part in file.members().items()
    }
    assert "做好政务公开工作" in read_file(file).text


@pytest.mark.parametrize(
    "location",
    ["/Doc_0/Pages/Page_0/Content.xml", "Doc_0/Pages/Page_0/Content.xml", "./Pages/Page_0/Content.xml",
     "Pages\\Page_0\\Content.xml", "Pages/../Pages/Page_0/content.xml"],
    ids=["from the root", "from the root without slash", "dotted", "backslashes", "other case"],
)  # fmt: skip
def test_a_page_is_found_by_its_path(location):
    file = small_file()
    made = file.members()["Doc_0/Document.xml"]
    file.parts["Doc_0/Document.xml"] = made.replace("Pages/Page_0/Content.xml", location)
    assert "做好政务公开工作" in read_file(file).text


@pytest.mark.parametrize("location", ["../../etc/passwd", "/etc/passwd", "C:\\x.xml", ""])
def test_a_path_out_of_the_package_leads_nowhere(location):
    file = small_file()
    made = file.members()["Doc_0/Document.xml"]
    file.parts["Doc_0/Document.xml"] = made.replace("Pages/Page_0/Content.xml", location)
    with pytest.raises(DamagedFile, match=r"通知\.ofd：缺少第 1 页"):
        read_file(file)


def test_parts_in_gb2312_with_rarer_characters_are_read():
    file = small_file("赵㙍负责政务公开工作")
    made = file.members()["Doc_0/Pages/Page_0/Content.xml"].replace("UTF-8", "GB2312")
    file.parts["Doc_0/Pages/Page_0/Content.xml"] = made.encode("gb18030")
    assert "赵㙍负责" in read_file(file).text


def test_the_first_of_several_documents_is_read_and_the_others_are_told():
    file = small_file()
    made = file.members()["OFD.xml"]
    other = "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>"
    file.parts["OFD.xml"] = made.replace("</ofd:OFD>", other + "</ofd:OFD>")
    assert remarks(file) == [("unread", "OFD 里有 2 份文档，只读取了第 1 份")]


def test_the_current_version_is_read():
    file = small_file("旧的文字")
    newer = OfdFile()
    newer.page().text(30, 40, "新的文字")
    file.body = '<ofd:Versions><ofd:Version ID="v" Index="1" Current="true" BaseLoc="v.xml"/></ofd:Versions>'
    file.parts["v.xml"] = (
        f"{HEAD}<ofd:DocVersion {SPACE}><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocVersion>"
    )
    made = {name: part for name, part in newer.members().items() if name != "OFD.xml"}
    file.parts |= {name.replace("Doc_0", "Doc_1"): part for name, part in made.items()}
    assert read_file(file).text == "新的文字\n"


def test_a_seal_is_told_as_unchecked():
    file = small_file()
    file.body = "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>"
    file.parts["Doc_0/Signs/Signatures.xml"] = (
        f'{HEAD}<ofd:Signatures {SPACE}><ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/>'
        "</ofd:Signatures>"
    )
    assert remarks(file) == [("seal", "文件有 1 个电子签章，签章是否有效没有验证")]


def test_attachments_within_are_named():
    file = small_file()
    file.document = "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
    file.parts["Doc_0/Attachs/Attachments.xml"] = (
        f'{HEAD}<ofd:Attachments {SPACE}><ofd:Attachment ID="1" Name="分工表.xlsx"><ofd:FileLoc>a.xlsx</ofd:FileLoc>'
        "</ofd:Attachment></ofd:Attachments>"
    )
    assert remarks(file) == [("unread", "OFD 里夹带 1 个附件，没有读取：分工表.xlsx")]


def test_annotations_with_words_are_told():
    file = small_file()
    file.document = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
    file.parts["Doc_0/Annots/Annotations.xml"] = (
        f'{HEAD}<ofd:Annotations {SPACE}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annot.xml</ofd:FileLoc></ofd:Page>'
        "</ofd:Annotations>"
    )
    file.parts["Doc_0/Annots/Page_0/Annot.xml"] = (
        f'{HEAD}<ofd:PageAnnot {SPACE}><ofd:Annot ID="9" Type="Highlight"><ofd:Appearance Boundary="0 0 9 9">'
        '<ofd:TextObject ID="8"/></ofd:Appearance></ofd:Annot><ofd:Annot ID="7" Type="Link"/></ofd:PageAnnot>'
    )
    assert remarks(file) == [("unread", "有 1 处批注带有文字，没有读取")]


def test_what_was_not_read_stays_a_finding_of_the_notice():
    file = small_file()
    file.pages[0].templates.append("7")
    assert ("unread", "第 1 页缺少模板页") in [
        (f.kind, f.message) for f in read_bytes(file.bytes(), "通知.ofd").findings
    ]


def test_letters_without_characters_are_told():
    file = small_file()
    file.pages[0].text(30, 80, "¤¤¤")
    assert remarks(file) == [("unread", "第 1 页有的字只有字形，没有编码，没有读取")]


def test_text_that_stands_on_text_is_told():
    file = small_file("由区财政局负责公开部门预算")
    file.pages[0].text(30, 40, "2023年6月底前全部完成")
    assert remarks(file) == [("unread", "第 1 页有文字互相重叠，读出的字序可能不对")]


def test_text_beside_the_sheet_is_told():
    file = small_file()
    file.pages[0].text(300, 40, "页外")
    assert remarks(file) == [("unread", "第 1 页有文字在页面之外，没有读取")]


def test_text_turned_into_curves_is_told_with_what_helps():
    file = OfdFile()
    file.page().add(
        '<ofd:PathObject ID="{id}" Boundary="0 0 9 9" Fill="true">'
        "<ofd:AbbreviatedData>M 0 0 B 1 1 2 2 3 3</ofd:AbbreviatedData></ofd:PathObject>"
    )
    with pytest.raises(ScannedFile, match=r"通知\.ofd：各页只有图形，没有文字.*另存为 PDF"):
        read_file(file)


def test_blank_pages_are_told():
    file = OfdFile()
    file.page()
    with pytest.raises(EmptyFile, match=r"通知\.ofd：各页都是空白"):
        read_file(file)


@pytest.mark.parametrize("member", ["Encryptions.xml", "encryptions.xml"])
def test_an_encrypted_file_asks_for_decryption(member):
    file = small_file()
    file.parts[member] = f"{HEAD}<ofd:Encryptions {SPACE}/>"
    with pytest.raises(PasswordFile, match=r"通知\.ofd：文件已加密"):
        read_file(file)


@pytest.mark.parametrize("member", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"])
@pytest.mark.parametrize(
    "part",
    [None, "", "<ofd:OFD", "<a/>", "文字", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "<x>" * 5000 + "</x>" * 5000],
    ids=["missing", "empty", "cut", "another root", "no XML", "entities", "deep"],
)
def test_a_damaged_part_is_told(member, part):
    file = small_file()
    file.parts[member] = part
    with pytest.raises(NoticeError, match=r"通知\.ofd：") as told:
        read_bytes(file.bytes(), "夹/通知.ofd")
    assert not isinstance(told.value, TooLarge)


@pytest.mark.parametrize("box", ["0 0 210", "0 0 a b", "0 0 -1 297", "0 0 0 0", "0 0 1e300 297", "nan nan nan nan"])
def test_a_sheet_without_a_size_is_told(box):
    file = small_file()
    made = file.pages[0].xml()
    file.parts["Doc_0/Pages/Page_0/Content.xml"] = made.replace("0 0 210 297", box)
    with pytest.raises(DamagedFile, match=r"通知\.ofd：Doc_0/Pages/Page_0/Content\.xml 的页面大小"):
        read_file(file)


def test_a_page_of_too_many_objects_is_refused():
    file = small_file("字" * 200_001)
    with pytest.raises(TooLarge, match=r"通知\.ofd：第 1 页的文字、线条和图片超过上限"):
        read_file(file)


def test_a_document_of_too_many_pages_is_refused():
    file = small_file()
    made = file.members()["Doc_0/Document.xml"]
    page = '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'
    file.parts["Doc_0/Document.xml"] = made.replace(page, page * 3001)
    with pytest.raises(TooLarge, match=r"通知\.ofd：有 3001 页，超过上限 3000 页"):
        read_file(file)


def test_a_cut_file_is_named_wherever_it_is_cut():
    data = notice_file().bytes()
    for at in range(len(data) // 60, len(data), len(data) // 60):
        with pytest.raises(NoticeError, match=r"通知\.ofd"):
            read_bytes(data[:at], "通知.ofd")


def test_twenty_thousand_letters_on_a_page_are_read():
    file = OfdFile()
    page = file.page()
    for at in range(100):
        page.text(10, 5 + at * 2.8, "字" * 200, 0.5)
    assert read_file(file).text.count("字") == 20_000
