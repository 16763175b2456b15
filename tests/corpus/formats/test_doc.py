"""Older Word, RTF and ODT through LibreOffice: what it is asked, what is told where it fails or is not there."""

import io
import os
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from texts import headings, meaning, unit_names
from word_files import a_list, docx_of, level, numbered, p, row, scheme, table

from corpus import read_bytes
from corpus.errors import DamagedFile, PasswordFile, TookTooLong, UnsupportedFile
from corpus.formats import format_of, libreoffice
from corpus.formats.compound import Compound
from corpus.formats.doc import read
from corpus.formats.libreoffice import find_office, to_docx

VERSION = "0" * 64
FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}
needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
posix = pytest.mark.skipif(os.name == "nt", reason="a script that stands for LibreOffice")


def notice_docx():
    numbering = scheme(level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）")) + a_list()
    changed = (
        "<w:p><w:r><w:t>（责任单位：区司法局；完成时限：2024年</w:t></w:r><w:del w:id='1' w:author='a'><w:r>"
        "<w:delText>4月底</w:delText></w:r></w:del><w:ins w:id='2' w:author='a'><w:r><w:t>6月底</w:t></w:r></w:ins>"
        "<w:r><w:t>前）</w:t></w:r></w:p>"
    )
    duties = table(
        row("序号", "工作任务", "责任单位", "完成时限"),
        row("1", "每期公报上网", "区财政局", "2024年3月15日前"),
        row("2", "制作解读视频", "区数据局", "2024年9月底前"),
    )
    body = (
        p("关于印发2024年政务公开工作要点的通知")
        + numbered("加强解读")
        + numbered("提高质量", 1)
        + changed
        + duties
        + p()
    )
    return docx_of(body, numbering=numbering)


@pytest.fixture(scope="session")
def made_by_office(tmp_path_factory):
    """The same notice in an older format, written by LibreOffice; formats are made when they are asked for."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "notice.docx").write_bytes(notice_docx())

    def make(ending):
        made = folder / f"notice.{ending}"
        if not made.exists():
            options = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", ending]
            command = [find_office(), *options, "--outdir", str(folder), str(folder / "notice.docx")]
            subprocess.run(command, check=True, capture_output=True, timeout=100)
        return made.read_bytes()

    return make


def check(data, ending):
    notice = read_bytes(data, f"夹/通知.{ending}")
    assert notice.file == f"夹/通知.{ending}"
    assert headings(notice) == [("一", "加强解读"), ("一（一）", "提高质量")]
    assert [(unit_names(task), [meaning(one) for one in task.deadlines]) for task in notice.tasks] == [
        ([("区司法局", "plain")], [("date", None, "2024-06-30")]),
        ([("区财政局", "plain")], [("date", None, "2024-03-15")]),
        ([("区数据局", "plain")], [("date", None, "2024-09-30")]),
    ]
    assert "revised" in [finding.kind for finding in notice.findings]


@needs_office
def test_an_older_word_file_is_read_with_its_numbers_table_and_changes(made_by_office):
    check(made_by_office("doc"), "doc")


@needs_office
@pytest.mark.slow
def test_an_open_document_is_read(made_by_office):
    check(made_by_office("odt"), "odt")


@needs_office
@pytest.mark.slow
def test_rich_text_is_read_with_numbers_as_chinese_word_writes_them():
    text = r"{\leveltext\'02\'00\'a1\'a2;}{\levelnumbers\'01;}"
    levels = r"{\listlevel\levelnfc37\levelnfcn37\levelfollow2\levelstartat1" + text + "}"
    tables = (
        r"{\*\listtable{\list\listtemplateid1" + levels + r"\listid1}}"
        r"{\*\listoverridetable{\listoverride\listid1\listoverridecount0\ls1}}"
    )
    words = "".join(rf"\'{byte:02x}" for byte in "加强解读".encode("gb18030"))
    head = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}"
    data = head + tables + r"\pard\plain\ls1\f0 " + words + r"\par}"
    assert read(data.encode(), "通知.doc", VERSION).text == "一、加强解读\n"


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_a_file_that_is_cut_is_damaged(made_by_office, ending, part):
    data = made_by_office(ending)
    with pytest.raises(DamagedFile, match=r"^通知"):
        read_bytes(data[: int(len(data) * part)], f"通知.{ending}")


@needs_office
@pytest.mark.slow
def test_an_older_word_file_with_a_password_is_told(made_by_office):
    data = bytearray(made_by_office("doc"))
    head = Compound(bytes(data), "通知.doc").stream("WordDocument").head
    data[data.index(head) + 11] |= 0x01
    with pytest.raises(PasswordFile, match=r"^通知.doc：文件设有密码"):
        read(bytes(data), "通知.doc", VERSION)


@needs_office
@pytest.mark.slow
def test_what_a_document_links_to_is_not_fetched(tmp_path):
    import http.server
    import threading

    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        secret = tmp_path / "secret.txt"
        secret.write_text("机密内容")
        data = linking_odt(f"http://127.0.0.1:{server.server_port}/a.png", secret.as_uri())
        read_source = read(data, "通知.odt", VERSION)
        server.shutdown()
    assert "正文" in read_source.text
    assert "机密内容" not in read_source.text
    assert asked == []


def linking_odt(picture, file, kind="application/vnd.oasis.opendocument.text", encrypted=""):
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"))
    )
    body = (
        f'<text:p>正文<draw:frame svg:width="5cm" svg:height="5cm"><draw:image xlink:href="{picture}"/></draw:frame>'
        f'</text:p><text:section text:name="a"><text:section-source xlink:href="{file}" text:filter-name="Text"/>'
        "<text:p>旧文</text:p></text:section>"
    )
    content = (
        f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:media-type="{kind}" manifest:full-path="/"/>'
        '<manifest:file-entry manifest:media-type="text/xml" manifest:full-path="content.xml">'
        f"{encrypted}</manifest:file-entry></manifest:manifest>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("mimetype", kind)
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", manifest)
    return packed.getvalue()


def test_an_open_document_with_a_password_or_of_another_kind_is_told():
    locked = linking_odt("a", "b", encrypted="<manifest:encryption-data/>")
    assert format_of(locked, "通知.odt").kind == "doc"
    with pytest.raises(PasswordFile, match=r"^通知.odt：文件设有密码"):
        read(locked, "夹/通知.odt", VERSION)
    sheet = linking_odt("a", "b", kind="application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(UnsupportedFile, match="不是文字文档"):
        read(sheet, "表.ods", VERSION)


def test_another_compound_file_is_told_as_such_or_as_damaged(made_by_office_of_old):
    with pytest.raises(UnsupportedFile, match="不是 Word 或 Excel"):
        read_bytes(made_by_office_of_old, "夹/演示.ppt")
    with pytest.raises(DamagedFile, match=r"^演示.ppt：文件不完整，末尾缺失"):
        read_bytes(made_by_office_of_old[:1024], "夹/演示.ppt")
    with pytest.raises(DamagedFile, match=r"^演示.ppt：文件不完整，末尾缺失"):
        read_bytes(made_by_office_of_old[:-9], "夹/演示.ppt")


@pytest.fixture
def made_by_office_of_old():
    """The smallest compound file: a table of chains, and a directory without a stream that we know."""
    numbers = {26: 3, 28: 0xFFFE, 30: 9, 32: 6}
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    for at, number in numbers.items():
        head[at : at + 2] = number.to_bytes(2, "little")
    for at, number in {44: 1, 48: 1, 68: 0xFFFFFFFE, 76: 0}.items():
        head[at : at + 4] = number.to_bytes(4, "little")
    chains = [0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126]
    return bytes(head) + b"".join(number.to_bytes(4, "little") for number in chains) + bytes(512)


def test_without_libreoffice_it_is_told_what_helps(monkeypatch):
    monkeypatch.setattr(libreoffice, "find_office", lambda: None)
    with pytest.raises(UnsupportedFile, match=r"^通知.rtf：.*请安装 LibreOffice"):
        read(rb"{\rtf1 a}", "夹/通知.rtf", VERSION)


def test_rich_text_without_its_end_is_damaged():
    with pytest.raises(DamagedFile, match=r"^通知.rtf：文件不完整"):
        read(rb"{\rtf1 {\b a}", "通知.rtf", VERSION)


def test_rich_text_whose_braces_do_not_match_is_damaged():
    with pytest.raises(DamagedFile, match=r"^通知.rtf：文件已损坏"):
        read(rb"{\rtf1 {\b a}} \{ {\i b}}", "通知.rtf", VERSION)


@pytest.mark.parametrize("size", [20, 600, 5000])
def test_what_only_begins_like_a_compound_file_is_damaged(size):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le") + bytes(size)
    with pytest.raises(DamagedFile, match=r"^通知.doc：文件已损坏"):
        read(data, "夹/通知.doc", VERSION)


@pytest.fixture
def office(tmp_path, monkeypatch):
    """Stands for LibreOffice: a script that does as a test says."""

    def install(script):
        program = tmp_path / "bin" / "soffice"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    return install


@posix
def test_a_conversion_that_takes_too_long_is_ended_with_what_it_began(office, tmp_path):
    office(f"sleep 30 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(TookTooLong, match=r"^通知.doc：LibreOffice 转换超过 0.5 秒"):
        to_docx(b"", ".doc", "MS Word 97", "通知.doc", seconds=0.5)
    child = int((tmp_path / "child").read_text())
    until = time.monotonic() + 5
    while is_running(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_running(child)


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@posix
@pytest.mark.parametrize(
    "script", ["exit 0", 'mkdir -p "${11}"; echo text > "${11}/in.docx"'], ids=["nothing", "no zip"]
)
def test_an_office_that_ends_well_without_a_document_has_failed(office, script):
    office(script)
    with pytest.raises(DamagedFile, match=r"^通知.doc：LibreOffice 没有转换出结果.*另存为 .docx"):
        to_docx(b"", ".doc", "MS Word 97", "通知.doc")


@posix
def test_each_run_has_a_profile_of_its_own_that_forbids_macros_and_the_filter_is_named(office, tmp_path):
    seen = tmp_path / "seen"
    office(f'echo "$@" > {seen}; cat "${{1#*=file://}}/user/registrymodifications.xcu" >> {seen}')
    for _ in range(2):
        with pytest.raises(DamagedFile):
            to_docx(b"", ".doc", "MS Word 97", "通知.doc")
        first, profile = seen.read_text().split("\n", 1)
        assert "--infilter=MS Word 97 --convert-to docx" in first
        assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in profile
        assert '"MacroSecurityLevel" oor:op="fuse"><value>3<' in profile
        folder = Path(first.split("file://")[1].split()[0]).parent
        assert not folder.exists()
