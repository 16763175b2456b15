"""The words by which head and tail of a notice are told: kinds of documents, organs, labels of metadata."""

from __future__ import annotations

import re

KINDS = (
    "通知|意见|决定|通报|公告|通告|批复|函|报告|请示|办法|细则|规定|方案|要点|计划|规划|制度|措施|安排|任务|分解表|分工|纲要"
    "|条例|规则|指南|标准|预案|清单|目录|若干政策|解读|问答|纪要|决议|公报|指引|导则|章程|须知|名单|倡议书|答复"
)
DOC_NUMBER = re.compile(
    r"(?P<prefix>[一-鿿]{1,14}(?:\s?[一-鿿]{1,3})?)\s?[〔\[（(【［﹝]\s?(?P<year>(?:[1１][9９]|[2２][0０])[0-9０-９]{2})\s?年?[〕\]）)】］﹞]\s?第?\s?(?P<number>[0-9０-９]{1,4})\s?号"
)
_ORGAN_END = (
    r"(?:人民政府办公室|人民政府办公厅|人民政府|政府办公室|政府办公厅|管委会办公室|管理委员会办公室|管理委员会|管委会|国务院办公厅|国务院|委员会办公室|委员会|办公室|办公厅"
    r"|领导小组|指挥部|局|厅|委|部|院|署|中心|镇|街道办事处"
    r"|联合会|总工会|[支分]行|[总支大]队)"
)
ORGAN = rf"[一-鿿]{{2,30}}?{_ORGAN_END}"
ORGANS = rf"(?>[一-鿿]{{2,30}}?{_ORGAN_END})(?>[\s、]++[一-鿿]{{2,30}}?{_ORGAN_END}|[一-鿿]{{0,30}}?{_ORGAN_END})*?"
"""One organ or several. Each step goes to the next ending for good: to try every way of parting a long run of organs
would take time without end."""
_INNER_OFFICE = rf"{ORGAN}[一-鿿]{{1,8}}[室处科股站所]"
ORGAN_LINE = re.compile(
    rf"^(?:{ORGANS}|{_INNER_OFFICE}|[一-鿿]{{2,30}}(?:银行|公司|集团|[协学商]会|督查室|研究室|医院|学[校院]|[中小大]学))$"
)
"""A line that is an organ's name: also an office within an organ (某区人民政府督查室), or a school."""
TITLE_OF_NOTICE = re.compile(
    rf"^(?P<organ>{ORGANS})?(?:关于|印发|转发|批转|发布|公布|(?<=[一-鿿])对)[^。！？\n]{{2,150}}?(?:{KINDS})(?:（[^（）]{{1,20}}）|\([^()]{{1,20}}\))?$"
)
TITLE_IN_TEXT = re.compile(
    rf"(?P<title>{ORGAN}(?:关于|印发|转发)[^。！？\n]{{4,150}}?的(?:通知|意见|决定|通报|公告|通告|批复|函|报告|请示))(?![》”〉])"
)
ISSUED = re.compile(
    r"(?:印发|转发|批转|发布|公布)(?:了)?(?:[^《》]{0,40}(?:(?:制订|制定|拟定|拟订)的|[局委办厅部室府院组]))?《(?P<name>.+)》"
)
ISSUED_PLAIN = re.compile(rf"(?:关于印发|关于转发|印发|转发)(?P<name>[^《》]{{4,80}}(?:{KINDS}))的?通知$")
NAME_LINE = re.compile(
    rf"^(?![（(])(?:(?:图解|一图读懂|(?:政策)?解读)[：:|丨])?[^。！？；：:，\n]{{3,70}}(?:{KINDS})(?:（[^（）]{{1,20}}）)?$"
)
ADDRESSEES = re.compile(
    r"^(?P<who>(?:各|市|区|县|省|机关|[一-鿿]{2,20}(?:政府|委员会|局|委|办|厅|部|管委会))[^。！？；：:]{0,200})[：:]"
)
NOTE = re.compile(
    r"^[（(](?:此件|此文|本件|联系)[^（）()]*[）)]?$|^[（(]?联系(?:人|电话|方式)[：:]?|^(?:解读(?:机关|单位|部门|人)|咨询电话)[：:]|^[（(]?(?:政府)?(?:信息)?公开(?:方式|属性|形式|选项|类别|类型)[：:]"
)
DISCLOSURE = re.compile(r"主动公开|公开发布|依申请公开|不予公开|不公开|删减后公开|免予公开")
IMPRINT = re.compile(
    r"^(?:抄\s?送|抄\s?报|主\s?送|印\s?送|分\s?送|发\s?送)[：:]|^(?:承办|主办|校对|打印)(?:单位|科室)?[：:]|[日号]印发$|^共印\d+份"
)
PRINTED = re.compile(r"印发$")
FIELD_NAMES = {
    "索引号": None,
    "主题分类": None,
    "主题词": None,
    "体裁分类": None,
    "服务对象": None,
    "签发人": None,
    "组配分类": None,
    "发文机关": "issuer",
    "发文机构": "issuer",
    "发文单位": "issuer",
    "发布机构": "publisher",
    "发布单位": "publisher",
    "成文日期": "dated",
    "印发日期": "printed",
    "发布日期": "posted",
    "发布时间": "posted",
    "公开日期": "posted",
    "公开时间": "posted",
    "信息来源": "source",
    "文章来源": "source",
    "稿件来源": "source",
    "来源": "source",
    "浏览次数": None,
    "阅读次数": None,
    "访问次数": None,
    "点击次数": None,
    "浏览量": None,
    "阅读量": None,
    "点击量": None,
    "责任编辑": None,
    "作者": None,
    "字体": None,
    "字号": None,
    "生成日期": "dated",
    "实施日期": None,
    "施行日期": None,
    "废止日期": None,
    "失效日期": None,
    "发文字号": "doc_number",
    "文号": "doc_number",
    "标题": "title",
    "名称": "title",
    "有效性": "validity",
    "效力状态": "validity",
    "状态": "validity",
    "时效性": "validity",
    "公开方式": "disclosure",
    "公开属性": "disclosure",
    "公开形式": "disclosure",
    "公开类别": "disclosure",
    "公开选项": "disclosure",
    "信息公开选项": "disclosure",
    "信息公开形式": "disclosure",
    "信息公开属性": "disclosure",
    "信息公开类别": "disclosure",
    "原文链接": "source_url",
    "官方链接": "source_url",
    "来源链接": "source_url",
}
FIELD_LINE = re.compile(r"^[\[【]?(?P<name>[一-鿿]{2,6})[\]】]?\s?[：:]?(?P<value>.*)$")
TITLE_END = re.compile(
    r"的?通知|的?意见|[（(](?:试行|暂行|[^（）()]{0,12}(?:征求意见|送审|讨论|修订|修正|试行)[稿版本]?|第[^（）()]{1,5}[期号次])[）)]"
)
"""What stands on a line of its own below a title, and belongs to it."""
ORDER = re.compile(
    r"(?P<organ>[一-鿿]{2,20})(?:令|公告)(?:(?:19|20)[0-9]{2}年)?第\s?[0-9０-９一二三四五六七八九十百]{1,5}\s?号"
)
"""An order (令) or an announcement (公告) with its number, 第6号 or 2024年第6号, mostly on the next line."""
