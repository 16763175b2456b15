"""A notice as a page of a government site, as a page to print, and as a web archive."""

from __future__ import annotations

import html
from email.encoders import encode_quopri
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from formats.document import Document, Grid, Paragraph, Turn, styled

_PRINT = """@page { size: A4; margin: 37mm 26mm 35mm 28mm }
@page wide { size: A4 landscape }
body { font: 16pt/28pt "FangSong", "Noto Serif CJK SC", serif; margin: 0 }
p { margin: 0; text-indent: 2em; text-align: justify } .left { text-indent: 0 }
h1, h2, .middle { font-size: 22pt; text-align: center; text-indent: 0; line-height: 34pt; margin: 8pt 0 }
.right { text-align: right } .two { column-count: 2; column-gap: 8mm; font-size: 12pt; line-height: 20pt }
.wide { page: wide } .annex { break-before: page; text-indent: 0 }
table { border-collapse: collapse; width: 100%; font-size: 10.5pt; line-height: 15pt; table-layout: fixed }
td, th { padding: 2pt 4pt; vertical-align: middle } td p { text-indent: 0 }
.ruled td, .ruled th { border: 0.6pt solid black } .three { border-top: 1.2pt solid; border-bottom: 1.2pt solid }
.three thead { border-bottom: 0.6pt solid }"""


def write_page(document: Document) -> bytes:
    """A page of a site in UTF-8: navigation around the notice, merged cells with rowspan and colspan."""
    title, place = html.escape(document.sample.title), document.sample.place
    above = [
        "<!DOCTYPE html>",
        f'<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_{place}政府网站</title>',
        f'<meta name="ArticleTitle" content="{title}"><style>p {{ text-indent: 2em }}</style>',
        "<script>var share = 1;</script></head><body>",
        '<div class="nav"><ul><li>首页</li><li>新闻动态</li><li>政务公开</li><li>政务服务</li></ul></div>',
        '<div class="crumbs">当前位置：<a href="#">首页</a> &gt; <a href="#">政务公开</a></div>',
        '<div class="article">',
    ]
    below = ["</div>", '<div class="foot">主办：云河政务网 网站地图 联系我们</div>', "</body></html>"]
    return "\n".join([*above, *_content(document), *below]).encode()


def write_printable(document: Document) -> bytes:
    """The notice alone, with styles for paper."""
    head = ["<!DOCTYPE html>", f'<html lang="zh-CN"><head><meta charset="utf-8"><style>{_PRINT}</style></head><body>']
    return "\n".join([*head, *_content(document), "</body></html>"]).encode()


def write_archive(document: Document) -> bytes:
    """A web archive (.mhtml) of the page, in GB18030 and quoted-printable as browsers of offices save it."""
    page = write_page(document).decode().replace('charset="utf-8"', 'charset="gb2312"')
    whole = MIMEMultipart("related", boundary="----=_NextPart_000", type="text/html")
    whole["From"] = "<Saved by Blink>"
    whole["Subject"] = "notice"
    part = MIMEText("", "html")
    part.set_payload(page.encode("gb18030"))
    del part["Content-Transfer-Encoding"]
    part.replace_header("Content-Type", 'text/html; charset="gb2312"')
    part["Content-Location"] = "https://www.yunhe.example/notice.htm"
    encode_quopri(part)
    whole.attach(part)
    return whole.as_bytes()


def _content(document: Document) -> list[str]:
    lines: list[str] = []
    titles: list[str] = []
    is_open = False
    for item in document.items:
        if isinstance(item, Turn):
            lines += ["</div>"] if is_open else []
            is_open = item.pages != "upright"
            lines += [f'<div class="{"two" if item.pages == "columns" else "wide"}">'] if is_open else []
        elif isinstance(item, Grid):
            lines += _table(item)
        elif item.kind == "title":
            titles.append(html.escape(item.words))
        else:
            lines += [f"<h1>{'<br>'.join(titles)}</h1>"] if titles else []
            titles = []
            lines.append(_paragraph(item))
    return [*lines, "</div>"] if is_open else lines


def _paragraph(item: Paragraph) -> str:
    if item.kind == "issued":
        return f"<h2>{html.escape(item.words)}</h2>"
    names = {"head": "middle", "number": "middle", "caption": "middle", "right": "right", "addressees": "left"}
    name = names.get(item.kind, "annex" if item.kind == "annex" else "")
    inner = item.mark + "".join(
        f"<strong>{html.escape(text)}</strong>" if is_heading else html.escape(text)
        for text, is_heading in styled(item)
    )
    return f'<p class="{name}">{inner}</p>' if name else f"<p>{inner}</p>"


def _table(grid: Grid) -> list[str]:
    lines = [f'<table class="{"ruled" if grid.is_ruled else "three"}"><colgroup>']
    lines += [f'<col style="width:{width:.0%}">' for width in grid.widths]
    lines.append("</colgroup><thead>")
    for at, row in enumerate(grid.rows):
        lines += ["</thead><tbody>"] if at == grid.heads else []
        tag = "th" if at < grid.heads else "td"
        cells = []
        for cell in row:
            spans = f' colspan="{cell.colspan}"' * (cell.colspan > 1) + f' rowspan="{cell.rowspan}"' * (
                cell.rowspan > 1
            )
            cells.append(f"<{tag}{spans}>{html.escape(cell.text)}</{tag}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return [*lines, "</tbody></table>"]
