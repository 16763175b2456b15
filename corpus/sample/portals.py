"""What portals and crawlers put around a notice: front matter, breadcrumbs, blocks of metadata, share buttons."""

from __future__ import annotations

import html

from corpus.sample import tables
from corpus.sample.layouts import (
    INDENT,
    Part,
    body_parts,
    day_words,
    imprint_lines,
    markdown,
    opening_parts,
    with_table,
)
from corpus.sample.load import Sample
from corpus.sample.states import collapsed

CRUMBS = ("首页", "政务公开", "政府文件", "办公室文件")


def source_url(sample: Sample) -> str:
    """The address that a crawler notes; its top-level domain is reserved for examples."""
    return f"https://www.yunhe.example/zwgk/{sample.year}{sample.dated:%m}/t{sample.slug}_{sample.dated:%m%d}.htm"


def crawled(sample: Sample) -> list[str]:
    """Front matter that ends in a line 正文, then one line with breadcrumbs, buttons and the whole notice."""
    day = (sample.printed or sample.dated).isoformat()
    fields = {
        "标题": sample.title,
        "发布时间": f"{day} 09:30",
        "文号": "",
        "发布机构": "云河政务网",
        "栏目": CRUMBS[-1],
        "原文链接": source_url(sample),
        "本地目录": f"zwgk/{sample.year}/{sample.slug}",
    }
    lines = [f"{name}: {value}" for name, value in fields.items()]
    buttons = f"来源：云河政务网 时间：{day} 09:30 微博 微信 打印本页 文字版 附件下载 QQ空间 相关链接： -->"
    body = f"当前位置： {''.join(CRUMBS)} {sample.title} {buttons} {collapsed(sample)[0]} 来源：云河政务网 附件下载"
    return [*lines, f"{'=' * 20} 正文 {'=' * 20}", body]


def portal(sample: Sample) -> list[str]:
    """A page saved as text: a line for each piece of navigation, the notice between them."""
    day = (sample.printed or sample.dated).isoformat()
    above = [
        "无障碍浏览　|　长者版　|　简体　|　繁体",
        "首页　新闻动态　政务公开　政务服务　互动交流",
        f"您现在的位置：{' > '.join(CRUMBS)}",
        f"发布日期：{day}　来源：云河政务网　浏览次数：128",
        "【字体：大 中 小】　打印本页　关闭窗口",
        "分享到：微信 微博 QQ空间",
        "",
    ]
    below = [
        "",
        "附件下载：正文版式文件.pdf",
        "扫一扫在手机打开当前页",
        "上一篇：没有了",
        "下一篇：没有了",
        f"版权所有：{sample.place}人民政府　网站标识码：0000000001",
        "网站地图　联系我们　关于我们",
    ]
    return [*above, *with_table(sample, _tabs(sample)), *below]


def front_matter(sample: Sample) -> list[str]:
    """Markdown behind fields between two lines ---, with a note on where it was taken from."""
    fields = {
        "标题": sample.title,
        "文号": sample.doc_number or "",
        "发布单位": sample.issuer,
        "发布日期": (sample.printed or sample.dated).isoformat(),
        "层级": "区级",
        "状态": "有效",
        "官方链接": source_url(sample),
    }
    lines = [f"{name}: {value}" for name, value in fields.items()]
    note = f"> 本文由程序自[官方链接]({source_url(sample)})提取，仅供查阅，以官方发布的版本为准。"
    return ["---", *lines, "---", "", note, "", *markdown(sample)]


def metadata_lines(sample: Sample) -> list[str]:
    """The block of metadata above the notice, name and value on lines of their own."""
    fields = {
        "索 引 号：": f"000014{sample.dated:%m%d}/{sample.year}-00221",
        "主题分类：": "综合政务\\政务公开",
        "发文机关：": sample.issuer,
        "成文日期：": day_words(sample),
        "标　　题：": sample.title,
        "发文字号：": sample.doc_number or "",
        "发布日期：": (sample.printed or sample.dated).isoformat(),
        "有 效 性：": "有效",
    }
    lines = [line for name, value in fields.items() for line in (name, "", value, "") if value]
    return [*lines, *with_table(sample, _tabs(sample))]


def metadata_words(sample: Sample) -> list[str]:
    """One line: the title, fields with names in brackets, and the notice from its addressees on."""
    fields = {
        "主题分类": "综合政务/政务公开",
        "发文机构": sample.issuer,
        "实施日期": "----",
        "成文日期": sample.dated.isoformat(),
        "发文字号": sample.doc_number or "----",
        "废止日期": "----",
        "发布日期": (sample.printed or sample.dated).isoformat(),
        "有效性": "有效",
    }
    words = [sample.title, *(f"[{name}] {value}" for name, value in fields.items())]
    for part in opening_parts(sample) + body_parts(sample):
        if part.kind not in ("head", "number", "title"):
            words += _paragraphs(part)
    if sample.table:
        words += ["附件", sample.table.caption, *tables.cells(sample, sample.table, is_numbered=True)]
    return [f" {INDENT}".join([*words, *imprint_lines(sample)])]


def _paragraphs(part: Part) -> list[str]:
    if part.section is None or not part.lines[1]:
        return [part.text]
    return [*part.lines] if len(part.section.numbers) == 1 else ["。".join(part.lines)]


def _tabs(sample: Sample) -> list[str]:
    return tables.tab_separated(sample, sample.table, is_merged=True) if sample.table else []


def tag_soup(sample: Sample) -> list[str]:
    """A piece of a page without head or body: sentences in several spans, blanks as entities, cells in paragraphs."""
    lines = ['<tbody> <tr> <td class="b12c" id="CONTENT">']
    for part in opening_parts(sample) + body_parts(sample):
        lines += [_soup(words, part.kind == "right") for words in _paragraphs(part)]
    if sample.table:
        lines += [_soup("附件"), _soup(sample.table.caption), *tables.tag_soup(sample, sample.table)]
    return [*lines, *(_soup(line) for line in imprint_lines(sample)), "</td> </tr> </tbody>"]


def _soup(words: str, is_right: bool = False) -> str:
    spans = "".join(
        f'<span style="font-family: 仿宋;">{html.escape(piece)}</span>' for piece in tables.broken(words, 11)
    )
    blanks = "&nbsp;" * (20 if is_right else 4)
    return f'<p style="text-indent: 2em;" align="">{blanks}{spans}<br> </p>'
