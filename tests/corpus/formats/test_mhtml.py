"""Web pages saved in one file."""

import base64
import quopri

import pytest

from corpus import DamagedFile, read_bytes
from corpus.errors import EmptyFile, NoticeError
from corpus.formats import format_of, read_source_of

PAGE = "<html><body><p>关于公开上㙍村信息的通知</p><p>一、公开。</p><p>二、公布，请各单位认真执行。</p>{}</body></html>"
WORDS = "关于公开上㙍村信息的通知\n一、公开。\n二、公布，请各单位认真执行。\n"
CHROME = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.yunhe.example/t1.html\r\n"
    "Subject: =?utf-8?Q?=E5=85=AC=E5=BC=80?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="B"{}\r\n\r\n'
)
EXPLORER = (
    "From: =?gb2312?B?08kgSUUgsaO05g==?=\r\nSubject: 1\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="B"\r\n\r\nThis is a message.\r\n\r\n'
)


def part(page, kind="text/html", encoding="utf-8", transfer="quoted-printable", **headers):
    data = page.encode(encoding) if isinstance(page, str) else page
    body = quopri.encodestring(data) if transfer == "quoted-printable" else base64.encodebytes(data)
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return (
        f"--B\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {transfer}\r\n{head}\r\n".encode() + body + b"\r\n"
    )


def saved(*parts, head=CHROME):
    return head.replace("{}", "").encode() + b"".join(parts) + b"--B--\r\n"


PICTURE = part(b"\x89PNG", "image/png", transfer="base64")


def text_of(data):
    assert format_of(data, "页.mht").kind == "mhtml"
    return read_source_of(data, "夹/页.mht", "0" * 64).text


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
@pytest.mark.parametrize(
    ("kind", "encoding"),
    [
        ("text/html", "utf-8"),
        ('text/html; charset="utf-8"', "utf-8"),
        ('text/html;\r\n\tcharset="gb2312"', "gb18030"),
        ('text/html; charset="gb2312"', "utf-8"),
        ('text/html; charset="iso-8859-1"', "gb18030"),
    ],
)
def test_the_page_is_decoded_by_its_bytes(kind, encoding, transfer):
    assert text_of(saved(part(PAGE.format(""), kind, encoding, transfer), PICTURE)) == WORDS


def test_a_page_saved_by_internet_explorer_is_read():
    page = part(PAGE.format(""), 'text/html;\r\n\tcharset="gb2312"', "gb18030")
    assert text_of(saved(PICTURE, page, head=EXPLORER)) == WORDS


def test_the_part_that_the_message_names_is_the_page():
    other, page = part("<p>别的</p>", Content_ID="<a@x>"), part(PAGE.format(""), Content_ID="<b@x>")
    assert text_of(saved(other, page, head=CHROME.format('; start="<b@x>"'))) == WORDS


def test_a_frame_is_read_in_its_place():
    page = part(PAGE.format('<iframe width=1 src="cid:f@x"></iframe>'))
    frame = part("<html><head><title>框</title></head><body><p>三、框架里的字。</p></body></html>", Content_ID="<f@x>")
    assert text_of(saved(page, frame)) == WORDS + "三、框架里的字。\n"


def test_a_page_of_frames_is_put_together():
    page = part('<html><frameset cols="1,2"><frame src="a.htm"><frame src="https://x.example/b.htm"></frameset></html>')
    frames = [
        part("<body>目录</body>", Content_Location="a.htm"),
        part(PAGE.format(""), Content_Location="https://x.example/b.htm"),
    ]
    assert text_of(saved(page, *frames)) == "目录\n" + WORDS


def test_a_message_of_one_part_is_read():
    data = f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE.format('')}".encode()
    assert text_of(data) == WORDS


def test_an_annex_that_the_page_links_to_is_named():
    notice = read_bytes(saved(part(PAGE.format('<p><a href="a/1.docx">附件：任务表</a></p>'))), "页.mht")
    ((start, message),) = [(f.start, f.message) for f in notice.findings if f.kind == "attachment"]
    assert notice.text[start:].startswith("附件：任务表") and "1.docx" in message


def test_an_archive_without_a_page_is_named():
    with pytest.raises(DamagedFile, match=r"^页\.mht：网页存档里没有网页"):
        text_of(saved(PICTURE))


def test_an_archive_whose_page_is_cut_is_named():
    data = saved(part(PAGE.format("")))
    with pytest.raises(DamagedFile, match=r"^页\.mht：网页存档不完整"):
        text_of(data[:-30])


def test_an_archive_cut_behind_its_page_is_read():
    data = saved(part(PAGE.format("")), PICTURE)
    assert text_of(data[:-10]) == WORDS


def test_a_page_without_words_is_named():
    with pytest.raises(EmptyFile, match=r"^页\.mht：网页里没有文字"):
        text_of(saved(part("<html><body></body></html>")))


def test_an_archive_cut_anywhere_is_read_or_named():
    data = saved(part(PAGE.format(""), transfer="base64"), PICTURE)
    for cut in range(200, len(data), 5):
        if format_of(data[:cut], "页.mht").kind == "mhtml":
            try:
                assert text_of(data[:cut]) == WORDS
            except NoticeError as exc:
                assert str(exc).startswith("页.mht：")
