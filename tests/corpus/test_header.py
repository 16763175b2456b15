"""Title, number, issuer, dates, addressees and the rest of a notice's head and tail."""

import datetime as dt

import pytest
from texts import BODY, LETTER, NOTICE, read

OFFICE = "云河市青石区人民政府办公室"
SECTIONS = "一、加强解读。\n二、办好公报。\n"


def test_the_metadata_of_a_usual_notice():
    notice = read(NOTICE)
    assert notice.title == f"{OFFICE}关于印发2024年青石区政务公开工作要点的通知"
    assert notice.issued_title == "2024年青石区政务公开工作要点"
    assert notice.doc_number == "青石政办字〔2024〕5号"
    assert (notice.issuer, notice.place, notice.year) == (OFFICE, "云河市青石区", 2024)
    assert (notice.dated, notice.printed) == (dt.date(2024, 4, 9), dt.date(2024, 4, 10))
    assert notice.issued == dt.date(2024, 4, 9)
    assert (notice.doc_kind, notice.disclosure, notice.validity) == ("notice", "主动公开", None)
    assert notice.inferred == ()
    assert notice.name == "2024年青石区政务公开工作要点"


@pytest.mark.parametrize(
    "number",
    [
        "青石政办字〔2024〕5号",
        "青石政办字[2024]5号",
        "青石政办字【2024】5号",
        "青石政办字（2024）5号",
        "青石政办字(2024)5号",
        "青石政办字［2024］5号",
        "青石政办字﹝2024﹞5号",
        "青石政办字〔2024〕第5号",
        "青石政办字〔2024〕105号",
        "青石政办〔2024〕5号",
        "青石政办字〔２０２４〕５号",
    ],
)
def test_the_number_is_read_in_any_brackets_as_printed(number):
    assert read(f"{number}\n\n{OFFICE}关于做好公开工作的通知\n{SECTIONS}").doc_number == number


def test_blanks_in_a_number_are_dropped():
    assert read(f"青石政办字 〔 2024 〕 5 号\n{OFFICE}关于做好公开工作的通知\n{SECTIONS}").doc_number == (
        "青石政办字〔2024〕5号"
    )


def test_a_number_below_the_title_is_the_notices_own():
    text = f"{OFFICE}关于做好公开工作的通知\n青石政办字〔2024〕5号\n各镇人民政府：\n{SECTIONS}"
    assert read(text).doc_number == "青石政办字〔2024〕5号"


@pytest.mark.parametrize(
    "sentence",
    [
        "根据《云河市公开办法》（云政发〔2021〕3号）精神，现通知如下：",
        "按照云政发〔2021〕3号文件要求，现通知如下：",
        "现将云政办字〔2023〕8号文件转发给你们，请结合实际贯彻落实。",
        "《关于规范公开的通知》（青石政办字〔2020〕9号）同时废止。",
    ],
)
def test_a_number_that_the_text_quotes_is_not_the_notices_own(sentence):
    assert read(f"{OFFICE}关于做好公开工作的通知\n各镇人民政府：\n{sentence}\n{SECTIONS}").doc_number is None


def test_no_number_is_reported():
    notice = read(f"{OFFICE}关于做好公开工作的通知\n{SECTIONS}")
    assert notice.doc_number is None
    assert "没有读到文号" in [finding.message for finding in notice.findings]


def test_the_title_names_the_issuer():
    notice = read(f"{OFFICE}关于做好公开工作的通知\n{SECTIONS}")
    assert (notice.issuer, notice.inferred) == (OFFICE, ())


@pytest.mark.parametrize(
    ("head", "signature"),
    [
        (f"{OFFICE}文件\n青石政办字〔2024〕5号\n", ""),
        ("", f"{OFFICE}\n2024年4月9日\n"),
        ("", f"东岳省{OFFICE}\n2024年4月9日\n"),
    ],
)
def test_a_title_that_leaves_the_city_out_takes_it_from_the_head_or_the_signature(head, signature):
    notice = read(f"{head}青石区人民政府办公室关于做好公开工作的通知\n各镇人民政府：\n{SECTIONS}{signature}")
    assert (notice.issuer, notice.place) == (OFFICE, "云河市青石区")


def test_the_signature_names_the_issuer_where_the_title_does_not():
    notice = read(f"关于做好公开工作的通知\n各镇人民政府：\n{SECTIONS}{OFFICE}\n2024年4月9日\n")
    assert (notice.issuer, notice.dated) == (OFFICE, dt.date(2024, 4, 9))


def test_the_letterhead_names_the_issuer_where_nothing_else_does():
    notice = read(f"{OFFICE}文件\n青石政办字〔2024〕5号\n关于做好公开工作的通知\n各镇人民政府：\n{SECTIONS}")
    assert (notice.issuer, notice.title) == (OFFICE, "关于做好公开工作的通知")


def test_joint_issuers_are_divided_as_they_sign():
    text = (
        "云河市财政局云河市教育局关于做好预算公开工作的通知\n各区财政局：\n"
        f"{SECTIONS}云河市财政局\n云河市教育局\n2024年4月9日\n"
    )
    notice = read(text)
    assert notice.issuer == "云河市财政局、云河市教育局"
    assert notice.title == "云河市财政局云河市教育局关于做好预算公开工作的通知"
    assert notice.place == "云河市"


def test_joint_issuers_with_a_blank_between_are_divided():
    notice = read(f"云河市财政局 云河市教育局\n关于做好预算公开工作的通知\n各区财政局：\n{SECTIONS}")
    assert notice.issuer == "云河市财政局、云河市教育局"


def test_joint_signatures_name_the_issuers_of_a_title_without_any():
    text = f"关于做好预算公开工作的通知\n各区财政局：\n{SECTIONS}云河市财政局\n云河市教育局\n2024年4月9日\n"
    assert read(text).issuer == "云河市财政局、云河市教育局"


@pytest.mark.parametrize(
    ("signature", "issuer"),
    [
        ("云河市财政局　云河市教育局", "云河市财政局、云河市教育局"),
        ("云河市民政局 云河市残疾人联合会", "云河市民政局、云河市残疾人联合会"),
        ("中国人民银行云河市分行", "中国人民银行云河市分行"),
        ("云河市供水有限公司", "云河市供水有限公司"),
    ],
)
def test_the_signers_of_one_line_are_divided(signature, issuer):
    assert read(f"关于做好公开工作的通知\n各区财政局：\n{SECTIONS}{signature}\n2024年4月9日\n").issuer == issuer


@pytest.mark.parametrize(
    ("head", "number", "issuer"),
    [
        ("云河市人民政府令\n第12号\n云河市信息公开办法\n", "云河市人民政府令第12号", "云河市人民政府"),
        ("云河市民政局公告\n2024年第6号\n关于停办婚姻登记的公告\n", "云河市民政局公告2024年第6号", "云河市民政局"),
    ],
)
def test_the_number_of_an_order_stands_below_its_name(head, number, issuer):
    notice = read(f"{head}{SECTIONS}")
    assert (notice.doc_number, notice.issuer) == (number, issuer)


def test_the_date_of_an_order_stands_below_the_name_of_a_person():
    text = "云河市人民政府令\n第12号\n《云河市信息公开办法》已经通过，现予公布。\n市长 张某\n2024年4月9日\n"
    assert read(f"{text}云河市信息公开办法\n第一条 公开预算。\n第二条 公开决算。\n").dated == dt.date(2024, 4, 9)


def test_an_answer_to_a_proposal_has_a_title():
    text = f"云河市民政局对区政协第12号\n提案的答复\n张某委员：\n您的提案收悉。\n{SECTIONS}"
    assert (read(text).title, read(text).issuer) == ("云河市民政局对区政协第12号提案的答复", "云河市民政局")


def test_what_a_title_ends_in_may_stand_on_the_next_line():
    text = f"{OFFICE}关于做好公开工作的意见\n（试行）\n各镇人民政府：\n{SECTIONS}"
    assert read(text).title == f"{OFFICE}关于做好公开工作的意见（试行）"


def test_news_has_a_title_without_the_mark_of_a_heading():
    notice = read("青石区召开政务公开培训会\n\n4月9日，培训会在区行政中心举行，各镇街参加。会议部署了全年的工作。\n")
    assert (notice.title, notice.doc_kind) == ("青石区召开政务公开培训会", "news")


@pytest.mark.parametrize("line", ["4月9日，区政府召开会议。", "会议强调：", "青石区教育局", "居民可以在大厅办理"])
def test_a_first_line_that_tells_no_event_is_no_headline(line):
    assert read(f"{line}\n各镇街参加了培训会，会议部署了全年的工作，并对下一步提出了要求。\n").title is None


@pytest.mark.parametrize(
    "day",
    [
        "2024年4月9日",
        "2024年04月09日",
        "2024 年 4 月 9 日",
        "二〇二四年四月九日",
        "二○二四年四月九日",
        "二零二四年四月九日",
        "２０２４年４月９日",
        "二 〇 二 四年四月九日",
    ],
)
def test_the_date_is_read_in_both_ways_of_writing(day):
    assert read(f"关于做好公开工作的通知\n各镇人民政府：\n{SECTIONS}{OFFICE}\n{day}\n").dated == dt.date(2024, 4, 9)


def test_a_date_behind_the_issuer_on_one_line_is_the_notices():
    text = f"关于做好公开工作的通知\n各镇人民政府：\n{SECTIONS}{OFFICE} 2024年4月9日\n"
    assert (read(text).dated, read(text).issuer) == (dt.date(2024, 4, 9), OFFICE)


@pytest.mark.parametrize("day", ["2024年2月30日", "2024年13月1日"])
def test_a_day_that_does_not_exist_is_no_date(day):
    assert read(f"关于做好公开工作的通知\n{SECTIONS}{OFFICE}\n{day}\n").dated is None


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2025-01-07 09:30",
        "发布日期：2025年1月7日",
        "来源：区政府门户网站  发布时间：2025-01-07",
        "时间：2025-01-07 浏览次数：12",
    ],
)
def test_the_day_on_which_a_web_page_was_published_is_neither_date(line):
    text = f"{OFFICE}关于做好公开工作的通知\n{line}\n各镇人民政府：\n{SECTIONS}"
    assert (read(text).dated, read(text).printed) == (None, None)


def test_a_date_in_the_text_is_no_date_of_the_notice():
    text = f"{OFFICE}关于做好公开工作的通知\n一、自2024年5月1日起施行。\n二、2023年4月9日印发的办法同时废止。\n"
    assert (read(text).dated, read(text).printed) == (None, None)


def test_only_the_printing_date_is_the_day_of_issue_where_no_other_is():
    text = f"{OFFICE}关于做好公开工作的通知\n{SECTIONS}\n{OFFICE}  2024年4月10日印发\n"
    notice = read(text)
    assert (notice.dated, notice.printed, notice.issued) == (None, dt.date(2024, 4, 10), dt.date(2024, 4, 10))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("各镇人民政府：", ("各镇人民政府",)),
        (
            "各镇人民政府、街道办事处，区政府各部门、各直属单位：",
            ("各镇人民政府", "街道办事处", "区政府各部门", "各直属单位"),
        ),
        ("各县（市、区）人民政府，市政府各部门：", ("各县（市、区）人民政府", "市政府各部门")),
        ("区政府各委、办、局，各直属单位：", ("区政府各委、办、局", "各直属单位")),
        ("区财政局：", ("区财政局",)),
    ],
)
def test_addressees_are_divided_outside_brackets(line, names):
    assert read(f"{OFFICE}关于做好公开工作的通知\n{line}\n现通知如下。\n{SECTIONS}").addressees == names


def test_a_sentence_that_ends_in_a_colon_is_no_addressee():
    assert read(f"{OFFICE}关于做好公开工作的通知\n现将有关事项通知如下：\n{SECTIONS}").addressees == ()


def test_those_who_get_a_copy_are_named():
    assert read(NOTICE).copied_to == ("区委各部门", "区人大常委会办公室")


def test_those_who_get_a_copy_may_stand_on_two_lines():
    text = (
        f"{OFFICE}关于做好公开工作的通知\n{SECTIONS}\n抄送：区委各部门，区人大办，区政协办，区法院，\n"
        f"区检察院，区人武部。\n{OFFICE}  2024年4月10日印发\n"
    )
    assert read(text).copied_to == (
        "区委各部门",
        "区人大办",
        "区政协办",
        "区法院",
        "区检察院",
        "区人武部",
    )


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("（此件公开发布）", "主动公开"),
        ("（此件主动公开）", "主动公开"),
        ("(此件主动公开)", "主动公开"),
        ("（此件依申请公开）", "依申请公开"),
        ("（此件不予公开）", "不予公开"),
        ("（此件不公开）", "不予公开"),
        ("（此件删减后公开）", "删减后公开"),
        ("公开方式：主动公开", "主动公开"),
        ("（信息公开形式：主动公开）", "主动公开"),
        ("（政府信息公开属性：依申请公开）", "依申请公开"),
        ("信息公开选项：依申请公开", "依申请公开"),
    ],
)
def test_the_disclosure_is_read_where_it_is_printed(line, meaning):
    text = f"关于做好公开工作的通知\n各镇人民政府：\n{SECTIONS}{OFFICE}\n2024年4月9日\n{line}\n"
    assert read(text).disclosure == meaning


def test_a_text_about_disclosure_prints_no_mark():
    assert read(f"{OFFICE}关于做好主动公开工作的通知\n一、主动公开预算。\n二、依申请公开。\n").disclosure is None


@pytest.mark.parametrize(
    "lines",
    [
        (f"{OFFICE}关于印发", "《2024年青石区政务公开工作要点》的通知"),
        (f"{OFFICE}", "关于印发《2024年青石区政务公开工作要点》", "的通知"),
        ("云河市青石区人民政府办公室关于", "印发《2024年青石区政务公开", "工作要点》的通知"),
        (f"# {OFFICE}关于印发《2024年青石区政务公开工作要点》的通知",),
        (f"**{OFFICE}**", "**关于印发《2024年青石区政务公开工作要点》的通知**"),
        (OFFICE, f"{OFFICE}关于印发", "《2024年青石区政务公开工作要点》的通知"),
    ],
)
def test_a_title_over_several_lines_is_one(lines):
    notice = read("青石政办字〔2024〕5号\n\n" + "\n".join(lines) + f"\n\n各镇人民政府：\n{SECTIONS}")
    assert notice.title == f"{OFFICE}关于印发《2024年青石区政务公开工作要点》的通知"
    assert notice.issued_title == "2024年青石区政务公开工作要点"


@pytest.mark.parametrize(
    ("title", "issued"),
    [
        ("关于印发《青石区公开办法》的通知", "青石区公开办法"),
        ("关于印发青石区公开办法的通知", "青石区公开办法"),
        ("关于印发《青石区公开办法（试行）》的通知", "青石区公开办法（试行）"),
        ("关于转发区司法局《青石区公开方案》的通知", "青石区公开方案"),
        ("关于做好公开工作的通知", None),
        ("关于加强公开工作的意见", None),
    ],
)
def test_the_document_that_a_notice_issues(title, issued):
    assert read(f"{OFFICE}{title}\n各镇人民政府：\n{SECTIONS}").issued_title == issued


def test_minutes_have_the_year_of_their_number_and_end_before_who_was_there():
    notice = read(
        "青石区人民政府专题会议纪要\n〔2026〕7号\n\n区政府召开专题会议。现纪要如下：\n\n一、关于春耕用水\n"
        "（一）区水利局要在4月15日前完成泵站检修。\n（二）每台补贴不超过1.2万元。\n\n"
        "出席：陈立、赵敏（区水利局）\n请假：周宁（区审计局）\n分送：区水利局、区审计局\n"
    )
    assert notice.year == 2026
    assert [d.end for t in notice.tasks for d in t.deadlines] == [dt.date(2026, 4, 15)]
    assert notice.clauses[-1].text.endswith("分送：区水利局、区审计局")
    assert not any("出席" in clause.text for clause in notice.clauses if clause.trail)


@pytest.mark.parametrize(
    ("head", "year"),
    [
        pytest.param("青石政办字〔2024〕5号\n关于印发2023年要点的通知\n", 2023, id="in the title"),
        pytest.param("青石政办字〔2024〕5号\n关于做好公开工作的通知\n", 2024, id="in the number"),
        pytest.param("关于做好公开工作的通知\n", 2022, id="in the date"),
    ],
)
def test_the_year_stands_in_the_title_else_the_number_else_the_date(head, year):
    assert read(f"{head}各镇人民政府：\n{SECTIONS}{OFFICE}\n2022年4月9日\n").year == year


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于印发青石区公开办法的通知", "notice"),
        ("《青石区公开办法》政策解读", "interpretation"),
        ("图解：青石区公开要点", "interpretation"),
        ("青石区公开办法（征求意见稿）", "draft"),
        ("关于公开征求《青石区公开办法》意见的公告", "draft"),
        ("青石区人民政府2023年政府信息公开工作年度报告", "report"),
        ("云河市信息公开条例", "regulation"),
        ("# 青石区召开政务公开工作推进会", "news"),
        ("关于召开政务公开工作推进会的通知", "notice"),
        ("青石区人民政府常务会议纪要", "notice"),
    ],
)
def test_the_kind_of_a_document_follows_from_its_title(title, kind):
    assert read(f"{title}\n{SECTIONS}").doc_kind == kind


def test_a_number_and_the_title_below_it_are_two_paragraphs_in_a_head_of_short_lines():
    names = "云河市财政局\n云河市教育局\n云河市民政局\n"
    notice = read(
        f"特急\n{names}云财〔2024〕5号\n关于做好公开工作的通知\n各区财政局：\n{SECTIONS}{names}2024年4月9日\n"
    )
    assert (notice.doc_number, notice.title) == ("云财〔2024〕5号", "关于做好公开工作的通知")
    assert notice.issuer == "云河市财政局、云河市教育局、云河市民政局"


def test_what_is_not_printed_is_none_and_reported():
    notice = read("公开的事项如下。\n公开预算和决算。\n")
    assert (notice.title, notice.issuer, notice.doc_number, notice.dated) == (None, None, None, None)
    assert [finding.message for finding in notice.findings if finding.kind == "missing"] == [
        "没有读到发文机关",
        "没有读到标题",
        "没有读到日期",
        "没有读到文号",
    ]
    assert notice.name == "通知.txt"


def test_an_issuer_that_only_the_name_of_a_plan_shows_is_inferred():
    notice = read(f"青石区教育局2024年公开工作计划\n{SECTIONS}")
    assert (notice.issuer, notice.inferred) == ("青石区教育局", ("issuer",))


def test_the_letter_alone_has_its_metadata():
    notice = read(LETTER)
    assert (notice.doc_number, notice.dated, notice.sections) == ("青石政办字〔2024〕5号", dt.date(2024, 4, 9), ())


def test_the_body_alone_has_none():
    notice = read(BODY)
    assert (notice.title, notice.issuer, notice.doc_number, notice.year) == (None, None, None, None)


def test_a_year_in_wide_digits_is_a_year():
    assert read(f"{OFFICE}关于做好２０２４年公开工作的通知\n{SECTIONS}").year == 2024


def test_a_number_glued_to_the_letterhead_and_to_the_title_is_read_alone():
    text = f"{OFFICE}文件青石政办字〔2024〕5号{OFFICE}关于做好公开工作的通知各镇人民政府：{SECTIONS}"
    assert read(text).doc_number == "青石政办字〔2024〕5号"


def test_a_signature_glued_to_the_last_sentence_is_the_issuers():
    text = f"《公开工作要点》解读\n一、背景。居民有意见。\n二、内容。半年改为一季。{OFFICE}2024年2月12日\n"
    assert (read(text).issuer, read(text).dated) == (OFFICE, dt.date(2024, 2, 12))


def test_a_title_in_which_a_name_is_not_yet_closed_goes_on():
    title = f"{OFFICE}\n关于印发《2026年青石区民生实事重点任务\n分工方案》的通知\n"
    notice = read(f"青石政办发〔2026〕7号\n\n{title}\n各镇人民政府：\n\n{SECTIONS}")
    assert notice.title == f"{OFFICE}关于印发《2026年青石区民生实事重点任务分工方案》的通知"
    assert notice.issued_title == "2026年青石区民生实事重点任务分工方案"
