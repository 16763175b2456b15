"""Words that are in no section and no table are clauses all the same; menus of a page are none."""

from texts import LETTER, headings, read

TABLE = (
    "| 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n| 1 | 办好公报。 | 区政府办公室 |\n| 2 | 编制解读。 | 区司法局 |\n"
)


def of_attachments(notice):
    return [(clause.ref, clause.text) for clause in notice.clauses if clause.path.startswith("附件")]


def test_paragraphs_of_an_attachment_without_numbers_are_clauses():
    text = LETTER + (
        "一、加强解读。\n二、办好公报。\n\n附件1\n申报书填写说明\n\n申报书用钢笔填写，一式三份。\n照片须为近期免冠照片。\n\n"
        "附件2\n承诺书\n\n本人承诺所填内容真实。\n"
    )
    assert of_attachments(read(text)) == [
        ("附件1~p1", "申报书用钢笔填写，一式三份。照片须为近期免冠照片。"),
        ("附件2~p2", "本人承诺所填内容真实。"),
    ]


def test_remarks_below_a_table_are_one_clause_and_no_sections():
    notice = read(f"{LETTER}\n附件\n任务分解表\n{TABLE}\n注：1.标注牵头的单位负总责。2.时限均为2024年。\n")
    assert of_attachments(notice) == [("附件~p1", "注：1.标注牵头的单位负总责。2.时限均为2024年。")]
    assert headings(notice) == []
    assert not [block for block in notice.blocks if block.kind == "leftover"]


def test_the_menu_of_a_page_is_furniture_and_no_clause():
    notice = read("首页\n新闻动态\n政务公开\n政务服务\n" + LETTER + "一、加强解读。\n二、办好公报。\n")
    first = notice.blocks[0]
    assert (first.kind, notice.text[first.start : first.end].split()) == (
        "furniture",
        ["首页", "新闻动态", "政务公开", "政务服务"],
    )
    assert not [clause for clause in notice.clauses if "新闻动态" in clause.text]


def test_a_line_that_only_says_home_is_no_menu():
    assert "首页" in read(LETTER + "一、改版网站\n首页\n大字版先行上线。\n二、办好公报。\n").clauses[-2].text


def test_the_foot_of_a_page_is_furniture():
    foot = "主办：云河市人民政府办公室 网站标识码：0000000000 网站地图"
    notice = read(f"{LETTER}一、加强解读。\n二、办好公报。\n{foot}\n")
    assert foot in [notice.text[b.start : b.end].strip() for b in notice.blocks if b.kind == "furniture"]


def test_questions_head_the_paragraphs_below_them():
    text = (
        "《青石区救助办法》政策解读\n近日，区政府印发办法，现解读如下。\n"
        "问：为什么出台？\n答：原办法期满。\n问：标准多少？\n答：每人每月850元。\n自4月起执行。\n什么是困难家庭？\n指支出过大的家庭。\n"
    )
    assert [(clause.heading, clause.text) for clause in read(text).clauses][1:] == [
        ("", "近日，区政府印发办法，现解读如下。"),
        ("为什么出台？", "答：原办法期满。"),
        ("标准多少？", "答：每人每月850元。自4月起执行。"),
        ("什么是困难家庭？", "指支出过大的家庭。"),
    ]


def test_a_heading_of_markdown_with_a_short_title_begins_an_attachment():
    text = (
        LETTER
        + "一、加强解读。\n二、办好公报。\n\n### 附件1 安排\n\n第一期400万元。\n\n### 附件2 电话\n\n热线为8812001。\n"
    )
    assert of_attachments(read(text)) == [("附件1~p1", "第一期400万元。"), ("附件2~p2", "热线为8812001。")]
