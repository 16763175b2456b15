"""Sentences that say who does what without a label."""

import pytest
from texts import meaning, read, unit_names

TITLE = "云河市青石区人民政府办公室关于做好2026年防火工作的通知\n"


def duties(words, title=TITLE):
    notice = read(f"{title}一、落实措施。{words}\n二、其他事项。\n")
    return [(t.requirement, unit_names(t), [meaning(d) for d in t.deadlines]) for t in notice.tasks]


def test_a_line_says_behind_a_name_what_that_body_is_to_do():
    lines = (
        "\n区水利局：承担日常工作，负责水情监测预报。每天8时前报送水情。\n区气象局：牵头发布预警，10月底前建成雷达站。\n"
        "各镇人民政府、街道办事处：负责人员转移。"
    )
    assert duties(lines) == [
        ("区水利局：承担日常工作，负责水情监测预报。每天8时前报送水情。", [("区水利局", "plain")], []),
        ("区气象局：牵头发布预警，10月底前建成雷达站。", [("区气象局", "lead")], [("date", None, "2026-10-31")]),
        (
            "各镇人民政府、街道办事处：负责人员转移。",
            [("各镇人民政府", "plain"), ("街道办事处", "plain")],
            [],
        ),
    ]


def test_a_name_before_the_colon_may_have_another_in_brackets():
    assert duties("\n区委宣传部（区新闻办）：负责新闻发布。\n各县（市、区）人民政府：负责本地区的清查。") == [
        ("区委宣传部（区新闻办）：负责新闻发布。", [("区委宣传部（区新闻办）", "plain")], []),
        ("各县（市、区）人民政府：负责本地区的清查。", [("各县（市、区）人民政府", "plain")], []),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "\n区水利局：0571-80012345，值班时间为全天。\n区气象局：张三，副局长；李四，科长。",
        "\n区水利局：感谢各位的支持，明年再见。",
        "\n主办部门：负责日常工作，每月报送一次。",
    ],
)
def test_a_name_with_a_number_a_person_or_speech_behind_it_lays_no_duty(words):
    assert duties(words) == []


@pytest.mark.parametrize(
    ("words", "units", "due"),
    [
        ("区林业局要抓好林区巡护。", [("区林业局", "plain")], []),
        ("区财政局安排专项经费260万元。", [("区财政局", "plain")], []),
        (
            "区财政局根据认定结果，于10月底前下达资金。",
            [("区财政局", "plain")],
            [("date", None, "2026-10-31")],
        ),
        (
            "区教育体育局会同区市场监管局开展检查，于12月20日前形成报告。",
            [("区教育体育局", "lead"), ("区市场监管局", "plain")],
            [("date", None, "2026-12-20")],
        ),
        (
            "街道初审后，各镇文化站和财政局报送名单，由区财政局于3月底前拨付。",
            [("区财政局", "plain")],
            [("date", None, "2026-03-31")],
        ),
        (
            "区城管局是牵头单位，10月底前完成更换。",
            [("区城管局", "lead")],
            [("date", None, "2026-10-31")],
        ),
        ("违反规定的，由消防救援机构责令改正；拒不改正的，处200元罚款。", [("消防救援机构", "plain")], []),
        (
            "区消防救援大队会同各镇人民政府、街道办事处，对场所进行检查。",
            [("区消防救援大队", "lead"), ("各镇人民政府", "plain"), ("街道办事处", "plain")],
            [],
        ),
        ("住房城乡建设部门负责指导巡查。", [("住房城乡建设部门", "plain")], []),
    ],
)
def test_a_sentence_with_a_unit_as_its_subject_is_a_duty(words, units, due):
    assert duties(words) == [(words, units, due)]


def test_parts_between_semicolons_are_duties_of_their_own():
    words = "区林业局要抓好巡护，每日不少于2次；区民政局要推广鲜花祭祀；各镇人民政府要严格执行联防制度。"
    assert [(words, units) for words, units, _ in duties(words)] == [
        ("区林业局要抓好巡护，每日不少于2次；", [("区林业局", "plain")]),
        ("区民政局要推广鲜花祭祀；", [("区民政局", "plain")]),
        ("各镇人民政府要严格执行联防制度。", [("各镇人民政府", "plain")]),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "各单位要高度重视，狠抓落实。",
        "各镇人民政府要加强领导。",
        "区财政局已下达专项资金，组织了验收。",
        "由承办单位统一答复口径。",
        "本办法由区司法局负责解释。",
        "区财政局的要求应当落实。",
        "区财政局去年组织了培训。",
    ],
)
def test_sentences_on_everybody_and_on_what_is_done_are_no_duties(words):
    assert duties(words) == []


def test_a_section_with_a_label_is_told_by_its_label():
    words = "区财政局安排经费。编制材料。（责任单位：区司法局）"
    assert [units for _, units, _ in duties(words)] == [[("区司法局", "plain")]]


def test_an_interpretation_lays_no_duty_on_anybody():
    assert duties("区财政局安排专项经费。", "《2026年防火工作要点》政策解读\n") == []


def test_the_deadline_of_the_sentence_that_names_the_units_counts():
    words = "家长代表每月陪餐。由区教育体育局负责，于5月底前公示。"
    assert duties(words)[0][2] == [("date", None, "2026-05-31")]
    assert duties("热线每月通报。由区教育体育局负责，长期坚持。")[0][2] == [("continuous", None, None)]
