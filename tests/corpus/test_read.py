"""From a file to a notice: what is refused, how the text is divided, where every position leads."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import BODY, LETTER, NOTICE, headings, read, words_at

from corpus import (
    HEAD,
    PREFACE,
    TAIL,
    ClassifiedFile,
    DamagedFile,
    EmptyFile,
    NoticeError,
    TooLarge,
    bare,
    quote_of,
    read_bytes,
    read_notice,
)

TABLE = """附件
2024年青石区政务公开重点任务分解表
| 序号 | 工作任务 | 具体要求 | 责任单位 | 完成时限 |
|---|---|---|---|---|
| 1 | 政策解读 | 对重要政策同步<br>编制解读材料。 | 区司法局、区政府各部门 | 2024年6月底前 |
| 2 | 政府公报 | 每期公报出版后五日内上网。 | 区政府办公室 | 全年 |
"""


@pytest.mark.parametrize(
    "mark",
    [
        "秘密",
        "机密★1年",
        "绝 密",
        "密级：秘密",
        "秘密★",
        "机密★三年",
        "绝密★长期",
        "【机密】",
        "（秘密）",
        "  秘密  ",
        "机密☆6个月",
        "**秘密**",
        "| 秘密 |",
        "密级：机密★5年",
        "内部资料 秘密★1年",
        "000001　　秘密★1年",
        "秘密★1年　特急",
        "特急 机密",
        "<center>绝密</center>",
        "---\n标题: 要点\n密级: 秘密\n---",
    ],
)
def test_a_file_with_a_mark_of_classification_is_refused(mark):
    with pytest.raises(ClassifiedFile, match=r"^要点\.txt：标有密级，不得收入文件库") as failure:
        read_bytes(f"{mark}\n{NOTICE}".encode(), "/甲/要点.txt")
    assert failure.value.kind == "classified"


def test_a_mark_below_the_letterhead_is_seen():
    with pytest.raises(ClassifiedFile):
        read(NOTICE.replace("〔2024〕5号\n", "〔2024〕5号\n机密★1年\n"))


def test_a_mark_in_a_web_page_is_seen():
    with pytest.raises(ClassifiedFile):
        read("<html><body><p>机密★1年</p><p>关于做好政务公开工作的通知</p></body></html>")


@pytest.mark.parametrize(
    "sentence",
    [
        "一、对涉及国家秘密、商业秘密的信息不予公开。",
        "一、机密文件的管理按照规定执行。",
        "一、“秘密”“机密”“绝密”三级以外的信息应当公开。",
        "关于加强秘密载体管理的通知",
    ],
)
def test_a_notice_that_only_speaks_of_secrets_is_read(sentence):
    assert sentence in read(f"关于做好保密审查工作的通知\n{sentence}\n二、定期检查。\n").text


def test_a_line_that_says_secret_below_the_first_number_is_no_mark():
    lines = [f"{n}、第{n}项工作要求如下，请各单位抓好落实。" for n in "一二三四五六七八九十"]
    text = "\n".join(["关于做好保密审查工作的通知", *lines, *["请认真落实。"] * 10, "秘密", "请认真落实。"])
    assert len(read(text).sections) == 10


def test_a_message_names_the_file_and_not_its_folder():
    with pytest.raises(EmptyFile, match=r"^空\.txt："):
        read_bytes(b"\n", "/甲/乙/空.txt")


def test_a_page_without_words_is_refused():
    with pytest.raises(NoticeError, match=r"页\.html：网页里没有文字"):
        read("<html><body><img src='a.png'><script>go()</script></body></html>", "页.html")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DamagedFile, match=r"没有\.txt：无法打开"):
        read_notice(tmp_path / "没有.txt")


def test_a_file_above_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.read.MAX_BYTES", 2 * 1024 * 1024)
    (tmp_path / "大.txt").write_bytes(b"a" * (3 * 1024 * 1024))
    with pytest.raises(TooLarge, match=r"3 MB，超过上限 2 MB"):
        read_notice(tmp_path / "大.txt")


def test_the_caller_names_the_file(tmp_path):
    (tmp_path / "x.txt").write_text(NOTICE, encoding="utf-8")
    assert read_notice(tmp_path / "x.txt", "2024/要点.txt").file == "2024/要点.txt"
    assert read_notice(tmp_path / "x.txt").file == str(tmp_path / "x.txt")


def test_the_version_is_the_hash_of_the_bytes():
    # printf '关于公开的通知' | sha256sum
    digest = "4c932fb363f8d7032b72a7bf374770c5ec8e16ddabe7a2ed11e877072f4b46be"
    assert read_bytes("关于公开的通知".encode(), "x.txt").version == digest


def test_the_text_is_kept_as_it_came():
    assert read(NOTICE).text == NOTICE


def test_windows_line_ends_change_nothing():
    unix, windows = read(NOTICE + TABLE), read((NOTICE + TABLE).replace("\n", "\r\n"))
    assert (windows.text, windows.sections, windows.tasks, windows.blocks) == (
        NOTICE + TABLE,
        unix.sections,
        unix.tasks,
        unix.blocks,
    )
    assert windows.version != unix.version


def test_the_parts_of_a_notice_are_blocks():
    notice = read(NOTICE)
    kinds = [(block.kind, bare(notice.text[block.start : block.end])[:5]) for block in notice.blocks]
    assert kinds == [
        ("doc_number", "青石政办字"),
        ("title", "云河市青石"),
        ("addressees", "各镇人民政"),
        ("clause", "《2024"),
        ("signature", "云河市青石"),
        ("signature", "2024年"),
        ("clause", "（此件公开"),
        ("title", "2024年"),
        ("clause", "为做好全区"),
        ("heading", "一、加强政"),
        ("heading", "（一）提高"),
        ("clause", "。对重要政"),
        ("heading", "（二）丰富"),
        ("clause", "。用图片、"),
        ("heading", "二、办好政"),
        ("heading", "1.按月出"),
        ("heading", "2.向村居"),
        ("imprint", "抄送：区委"),
        ("imprint", "云河市青石"),
    ]


def test_a_table_is_one_block():
    notice = read(LETTER + BODY + TABLE)
    tables = [block for block in notice.blocks if block.kind == "table"]
    assert words_at(notice, [(b.start, b.end) for b in tables])[0].startswith("| 序号 |")
    assert len(tables) == 1


def test_clauses_are_the_head_the_sections_and_the_tail():
    assert [clause.ref for clause in read(NOTICE).clauses] == [
        HEAD,
        f"{HEAD}~2",
        f"{HEAD}~3",
        PREFACE,
        f"{HEAD}~4",
        f"{PREFACE}~2",
        f"{HEAD}~5",
        f"{PREFACE}~3",
        "一（一）",
        "一（二）",
        "二1",
        "二2",
        TAIL,
    ]


def test_a_clause_is_quoted_with_its_number_and_without_its_subsections():
    text = "关于公开的通知\n一、加强解读。各单位应当重视。\n（一）同步编制。\n（二）同步发布。\n二、办好公报。\n"
    clauses = {clause.ref: clause for clause in read(text).clauses}
    assert clauses["一"].text == "一、加强解读。各单位应当重视。"
    assert clauses["一（二）"].text == "（二）同步发布。"
    assert clauses["一（二）"].trail == ("加强解读", "同步发布")


def test_a_number_that_occurs_twice_gets_a_second_reference():
    text = (
        "关于做好公开工作的通知\n一、加强解读。\n二、办好公报。\n附件1\n一、甲表。\n二、乙表。\n"
        "附件1\n一、丙表。\n二、丁表。\n"
    )
    refs = [clause.ref for clause in read(text).clauses if clause.trail]
    assert refs == ["一", "二", "附件1一", "附件1二", "附件1一~2", "附件1二~2"]


def test_the_signature_behind_the_last_section_is_no_part_of_it():
    text = "云河市财政局关于做好公开工作的通知\n一、加强解读。\n二、办好公报。\n云河市财政局\n2024年5月6日\n"
    clauses = {clause.ref: clause.text for clause in read(text).clauses}
    assert clauses["二"] == "二、办好公报。"
    assert clauses[TAIL] == "云河市财政局2024年5月6日"


def test_two_tables_that_count_from_one_have_references_of_their_own():
    refs = [task.ref for task in read(LETTER + BODY + TABLE + "\n乙表\n" + TABLE.split("分解表\n")[1]).tasks]
    assert refs[-4:] == ["附件/r1", "附件/r2", "附件/r1~2", "附件/r2~2"]


def assert_partitioned(notice):
    edges = [0, *(block.end for block in notice.blocks)]
    assert [block.start for block in notice.blocks] == edges[:-1]
    assert edges[-1] == len(notice.text)
    assert all(block.start < block.end for block in notice.blocks)


def assert_spans_cut_words(notice):
    for clause in notice.clauses:
        assert quote_of(notice.text, clause.spans)[0] == clause.text
    for task in notice.tasks:
        cut = bare("".join(words_at(notice, task.fields["requirement"])))
        assert cut == bare(task.requirement)
        for name, spans in [("quote", task.spans), *task.fields.items()]:
            assert all(0 <= start < end <= len(notice.text) for start, end in spans), (task.ref, name)
            assert all(a.end <= b.start for a, b in pairwise(spans)) or name == "units"
    for section in notice.sections:
        assert 0 <= section.start < section.end <= len(notice.text)


@pytest.mark.parametrize("text", [NOTICE, LETTER + BODY + TABLE, LETTER + TABLE, BODY, "公开。"])
def test_blocks_partition_the_text_and_spans_cut_their_words_out(text):
    notice = read(text)
    assert_partitioned(notice)
    assert_spans_cut_words(notice)


def test_the_spans_of_a_duty_cut_each_field_out():
    notice = read(LETTER + BODY + TABLE)
    row = next(task for task in notice.tasks if task.ref == "附件/r1")
    assert {name: words_at(notice, spans) for name, spans in row.fields.items()} == {
        "task": ["政策解读"],
        "requirement": ["对重要政策同步", "编制解读材料。"],
        "units": ["区司法局、区政府各部门"],
        "deadlines": ["2024年6月底前"],
    }
    duty = next(task for task in notice.tasks if task.ref == "一（一）/t1")
    assert {name: words_at(notice, spans) for name, spans in duty.fields.items()} == {
        "requirement": ["提高解读质量。对重要政策同步编制解读材料。"],
        "units": ["区司法局", "区政府各部门"],
        "deadlines": ["2024年6月底前"],
    }


def test_a_section_spans_its_words_with_its_subsections():
    notice = read(NOTICE)
    first = next(section for section in notice.sections if section.path == "一")
    assert notice.text[first.start : first.end].startswith("一、加强政策解读\n（一）")
    assert notice.text[first.start : first.end].rstrip().endswith("各街道办事处）")


def test_a_page_number_inside_a_clause_is_no_part_of_its_words():
    text = (
        "关于做好公开工作的通知\n一、对重要政策应当同步编制解读材料并及时向社会\n— 2 —\n"
        "公开发布，方便群众查阅。\n二、办好公报。\n"
    )
    notice = read(text)
    clause = next(clause for clause in notice.clauses if clause.ref == "一")
    assert clause.text == "一、对重要政策应当同步编制解读材料并及时向社会公开发布，方便群众查阅。"
    assert words_at(notice, clause.spans) == [
        "一、对重要政策应当同步编制解读材料并及时向社会",
        "公开发布，方便群众查阅。",
    ]


PIECES = st.sampled_from(
    [
        *"一、 （一） 1. （1） ① 第一条 第一章 附件 附件1 秘 密 年 月 日 号 〔 〕 ： ； 。 ，".split(" "),
        *"| <br> <td> </p> \t # ** - <table> <tr>".split(" "),
        "\n",
        "\n\n",
        "\t",
        "　",
        "| 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n",
        "序号\t工作任务\t责任单位\n",
        "序号\n工作任务\n具体要求\n责任单位\n",
        "关于印发要点的通知",
        "青石政办字〔2024〕5号",
        "2024年6月底前",
        "（责任单位：区司法局）",
        "区财政局、区教育体育局",
        "由区民政局牵头，区财政局配合",
        "公开信息",
        "各镇人民政府：",
        "抄送：区委各部门。",
        "— 3 —",
        "1",
        "2",
        "3",
        "𠮷",
        "\u200b",
        "&nbsp;",
        "<html>",
        "---",
    ]
)


def read_or_refuse(data):
    try:
        return read_bytes(data, "任意.txt")
    except NoticeError as failure:
        assert re.match("任意.txt：", str(failure))
        return None


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_whatever_a_text_says_it_is_read_with_positions_that_hold(text):
    notice = read_or_refuse(text.encode())
    if notice is not None:
        assert_partitioned(notice)
        assert_spans_cut_words(notice)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_do_more_than_fail_with_a_reason(data):
    notice = read_or_refuse(data)
    if notice is not None:
        assert_partitioned(notice)


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=0, max_value=len(NOTICE + TABLE)), st.integers(min_value=0, max_value=len(NOTICE + TABLE)))
def test_a_notice_that_lost_a_stretch_is_still_read(a, b):
    text = NOTICE + TABLE
    text = text[: min(a, b)] + text[max(a, b) :]
    notice = read_or_refuse(text.encode())
    if notice is not None:
        assert_partitioned(notice)
        assert_spans_cut_words(notice)


def test_reading_twice_gives_the_same():
    assert read(NOTICE + TABLE) == read(NOTICE + TABLE)
    assert headings(read(NOTICE))[0] == ("一", "加强政策解读")
