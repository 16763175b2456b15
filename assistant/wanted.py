"""Which facts about a notice itself a question asks for, by the form of its words."""

from __future__ import annotations

import re

_DOCUMENT = (
    r"(?:文件|公文|通知|要点|方案|办法|措施|意见|细则|规定|通报|公告|任务|清单|计划|分解表|政策|解读稿?|解读文章|号文?"
    r"|[》)）\u3000]|这个|那个|它|这份|那份|此件|该文|该件|稿|文)"
)
_WHEN = r"(?:哪[一]?[天年日月]|什么时候|什么日子|何时|啥时候?|几号|几月几?[日号]?|多会儿|什么时间)"
_WHO = (
    r"(?:谁|哪个(?:单位|部门|机关|局|委)?|哪[两几些]?(?:个|家)?(?:单位|部门|机关|局)?|什么(?:单位|部门|机关)"
    r"|哪里|哪儿|啥单位|哪家)"
)
_END = r"(?:的|了)?(?:呢|啊|呀)?(?:[？?，,]|$)"
_MONEY = r"(?:补贴|补助|资金|奖金|工资|证|卡|款|钱|奖励|待遇)"
_FILES = r"(?:通知|文件|公文)"
_NAMED_FILES = r"(?:通知|文件|公文|要点|方案|办法|意见|措施|解读)"
_HELD = re.compile(
    rf"(?:收|存|有|录|发|出台|印发|下发|出)(?:录|藏|过)?了?(?:哪几|哪些|几|多少|什么)(?:份|个|篇|件)?{_FILES}"
    rf"|(?:一共|总共|共|都有|有)(?:收录?了?)?(?:哪些|几份|多少份?){_FILES}|{_FILES}库?(?:里|中)?(?:都|一共|总共|现在)?有(?:几|多少|哪几)份"
    rf"|(?<!车)库(?:里|中)(?:面)?(?:都|一共|总共|现在)?(?:收|存)?有(?:几|多少|哪些|哪几|啥|什么)(?:份|{_FILES})"
    rf"|(?:(?:年|区|县|市|省|镇|库里?|收录|办公?室|发)的?文件|公文|通知)(?:都|一共)?(?:有哪些|有几份|有多少份|有哪几份)[？?]?$"
    rf"|{_NAMED_FILES}(?:一共|总共|都|共)?有(?:几|多少)份"
    rf"|有?(?:几|多少|哪几)份(?:[^，。]{{0,12}}的)?{_NAMED_FILES}(?:[？?]?$)|(?:列出|列一下|看看)[^，。]{{0,12}}(?:所有|全部)的?{_FILES}"
)
_NEWEST = re.compile(
    rf"最新(?:的)?(?:一份|那份)?{_NAMED_FILES}?(?:是)?(?:哪|什么|啥)|(?:哪一?份|哪个|什么{_FILES})(?:{_FILES})?(?:是)?最(?:新|近)|最近(?:一份|发|印发|出)[^，。]{{0,8}}(?:是)?(?:哪|什么|啥)"
)
_CITED = re.compile(
    r"(?:对照|转发|依据|根据|按照|落实|贯彻|引用|参照|遵照|提到|遵循|参考)的(?!时间|时候|日期|单位|部门)[^，,。？?]{0,24}"
    r"(?:文号|发文字号|发文?号|哪[个份些]?(?:文件|公文|通知|规定|法)|什么(?:文件|通知|法|规定|依据)|文件|通知|意见|办法|条例)"
    r"|(?:对照|转发|依据|根据|按照|落实|贯彻|引用|参照)(?:的)?(?:是|了)?(?:上级|省里|国家)?的?(?:哪|什么|啥)(?:一|几)?(?:[个份些部])?(?:[^，,。？?]{0,8})(?:文件|公文|通知|规定|法律|法规|法|意见)"
    r"|(?:哪|什么)(?:[个份些])?(?:上级)?(?:文件|法律|法规)(?:制定|作为依据|是依据)|(?:制定|出台|政策|文件|发文)(?:的)?依据(?:是|有)"
)
_FIELDS: tuple[tuple[str, str], ...] = (
    (
        "phone",
        r"电话(?:是)?(?:多少|号码|[？?]?$)|(?:联系|咨询)电话|电话号码|联系人(?:是|叫|有|和|及|电话|、|[，,？?]|$)|联系方式|找谁联系|传真",
    ),
    ("email", r"邮箱|电子邮件|e-?mail"),
    ("address", r"(?:地址|邮编)(?:是|在|为|呢|有|写)"),
    ("copied_to", r"抄送|抄报|抄给"),
    (
        "addressees",
        rf"主送|{_DOCUMENT}[是都]?(?:发|印发|下发|写|送)(?:给|到|往)(?:了)?(?:谁|哪|什么|啥)|(?:是|都)(?:发|印发|下发|写)给(?:谁|哪些?|什么|啥)[^，。]{{0,6}}的|收文(?:单位|机关)",
    ),
    (
        "force",
        (
            rf"{_DOCUMENT}[^，,。]{{0,4}}?(?:从|自|打)?{_WHEN}(?:起|开始)?(?:算)?(?:施行|实施|执行|生效|管用|起效)|(?:施行|生效|实施|失效)(?:日期|时间)|"
            rf"{_DOCUMENT}的?(?:有效期|执行期|施行期)|有效期(?:限|是|到|为|多|几|有多)|执行期(?:限|是|到|为|多|有)|"
            rf"{_DOCUMENT}[^，,。]{{0,4}}?(?:执行|管|用|有效)到(?:什么时候|{_WHEN})|{_DOCUMENT}(?:能)?管几年|{_DOCUMENT}{_WHEN}(?:到期|失效|过期)"
        ),
    ),
    (
        "validity",
        (
            rf"(?:还|现在|目前|仍)(?:然)?(?:是)?(?:有效|有没有效|管用|算数|作数)|是否(?:仍然?|还)?有效|有效吗|(?:是否|有没有|是不是)(?:已经?)?(?:被)?(?:失效|废止|作废)|(?:失效|废止|作废)(?:了|没)(?:有|吗|没|么|[？?]|$)|有效性|"
            rf"{_DOCUMENT}(?:现在|目前)?(?:还|仍)(?:在)?(?:执行|用|适用|能用)(?:吗|么|不|没|[？?]|$)"
        ),
    ),
    (
        "disclosure",
        rf"公开(?:方式|属性|类型)(?:是|为|呢|[？?]?$|有)|{_DOCUMENT}(?:到底)?(?:是不是|是否|属不属于|属于|是)(?:要)?(?:主动公开|依申请公开|公开的|不公开)|{_DOCUMENT}(?:能不能|可不可以|能否|可以|能)(?:对外|对社会|向社会|上网)?(?:公开|公布)(?:吗|么|[？?]|$)",
    ),
    (
        "drafter",
        rf"{_WHO}(?:牵头)?(?:负责)?(?:起草|制定|制订|拟定|拟订|拟)(?:制定|制订)?的|(?:起草|制定|制订|拟订)(?:单位|部门|机关)(?:是|有)|{_DOCUMENT}是(?:由)?{_WHO}(?:起草|制定|制订|拟定){_END}",
    ),
    ("dated", r"落款(?!是?谁|单位)|成文(?:日期|时间|是)?|发文日期|签发(?:日期|时间)"),
    (
        "printed",
        (
            rf"印发(?:日期|时间|的?日子)|{_WHEN}(?:正式)?印发(?!前)(?:{_END}|(?:这|那|该|此))|{_WHEN}(?:发文|下发|成文|出台|颁布|印出来|印的|下的文|发的文|出的文|制发){_END}|"
            rf"{_DOCUMENT}是?(?:在)?{_WHEN}(?:才|就)?(?:出来|出|发|发布|公布|转发|下来|下达|对外发布){_END}|(?:办公室|办公厅|政府办|府办)?{_WHEN}转发{_END}|(?:对外)?(?:发布|公布)(?:又)?是{_WHEN}"
        ),
    ),
    (
        "issuer",
        rf"{_WHO}(?:联合)?(?:印发|发布|发文|下发|下文|出台|制发|发|出|下|印)(?:的|了)(?:文)?{_END}|发文(?:机关|单位|机构)|发布(?:机关|机构|单位)|落款(?:是谁|单位)|{_DOCUMENT}[^，。]{{0,4}}(?:是|由)?{_WHO}联合(?:印|下)?发",
    ),
    ("title", r"关于什么|(?:标题|题目|题名|全称)(?:是|叫)|叫什么(?:名字|名)"),
    ("what", rf"(?:是|算)(?:一?[个份]|个)?(?:什么|啥)(?:样的|类型的)?(?:文件|公文|东西|通知|文)(?:{_END})"),
    (
        "attachments",
        r"附件(?:都)?(?:有|是)?(?:哪几|哪些|几|多少)(?![项条])(?:个|份|张|件)?|(?:有|带|附)(?:了)?(?:哪几|哪些|几|多少|什么)(?:个|份|张)?附件|有没有附件|附件(?:清单|目录|名称)(?:有|是|里有)?(?:哪些|什么|呢|[？?]?$)|附了(?:什么|哪些)(?:表|材料)|附件(?:都)?(?:是|有)(?:什么|啥)(?:[？?]|$)",
    ),
    ("doc_number", r"文号(?!为|是\S*号)|发文字号|文件(?:编号|号码?)(?:是)?(?:多少|什么|几)|字号(?:是)?(?:多少|什么)"),
)
_TASK = re.compile(rf"(?<!主要)(?<!重点)任务(?:是|在)?{_WHEN}")
_PAID = re.compile(rf"(?:{_MONEY}|元)[^，。？?]{{0,8}}?(?:都|由|是)?{_WHO}(?:发|出|下|印)(?:的|了)")
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _FIELDS)
_ORDERED = re.compile(rf"(?:应当?|要|需要?|必须|得|计划)(?:在|于)?{_WHEN}|{_WHEN}(?:之)?前")
"""What is to be published is a duty: 目录要什么时候印发, 哪天前印发."""


def wanted_fields(text: str) -> list[str]:
    """Which facts a question asks for; 文号, issuer and date where it does not say."""
    return asked_fields(text) or ["doc_number", "issuer", "printed"]


def asked_fields(text: str) -> list[str]:
    """Which facts about a notice a question asks for; empty for a question about something else."""
    if _NEWEST.search(text):
        return ["held", "newest"]
    if _HELD.search(text):
        return ["held"]
    fields = [name for name, pattern in _PATTERNS if pattern.search(text)]
    if "printed" in fields and (_ORDERED.search(text) or _TASK.search(text)):
        fields.remove("printed")
    if "printed" in fields and re.search("发布|公布", text):
        fields.insert(fields.index("printed"), "published")
    if "what" in fields and "doc_number" not in fields:
        fields.append("doc_number")
    if "issuer" in fields and _PAID.search(text):
        fields.remove("issuer")
    if _CITED.search(text):
        return ["cited"] if not fields or fields == ["doc_number"] else fields
    if "dated" in fields and "printed" in fields and not re.search("印发", text):
        fields.remove("printed")
    if "drafter" in fields and "issuer" in fields and not re.search("发", text):
        fields.remove("issuer")
    if "force" in fields and "validity" in fields:
        fields.remove("validity")
    return fields
