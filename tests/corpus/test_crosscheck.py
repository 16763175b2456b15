"""What only shows beside other notices."""

import datetime as dt
from dataclasses import replace

import pytest

from corpus.crosscheck import Brief, UnitCounter, cross_check, shingles_of, sketch_of
from corpus.model import Notice, Task, Unit

LONG = "".join(f"第{n}项任务由第{n * 7 % 100}组在每月{n % 28 + 1}日以前完成并报送材料。" for n in range(60))
OTHER = "".join(f"各街道要把{n}号小区的改造方案公示{n % 9 + 3}天，听取居民意见。" for n in range(60))


def brief(key, text, **changes):
    one = Brief(
        key=key,
        file=f"{key}.txt",
        title=f"关于做好{key}事的通知",
        name=f"关于做好{key}事的通知",
        doc_number=None,
        issuer="青石区人民政府",
        year=2024,
        issued=dt.date(2024, 3, 1),
        doc_kind="notice",
        sketch=sketch_of(text),
        words=text,
    )
    return replace(one, **changes)


def said(*briefs, texts=None, about=None):
    texts = texts or {}
    remarks = cross_check(briefs, lambda key: texts.get(key, ""), about)
    return [(remark.file, remark.kind, remark.message, remark.others) for remark in remarks]


def test_notices_that_have_nothing_in_common_give_no_remark():
    assert said(brief("甲", LONG), brief("乙", OTHER)) == []


def test_the_same_text_twice_is_said_once():
    assert said(brief("甲", LONG), brief("乙", LONG)) == [
        ("乙.txt", "same_text", "与 甲.txt 文字完全相同", ("甲.txt",))
    ]


def test_the_older_of_two_with_one_number_is_named_with_the_newer():
    old = brief("甲", LONG, doc_number="青政字〔2024〕3号")
    new = brief("乙", OTHER, doc_number="青政字[2024] 3号", issued=dt.date(2024, 5, 6))
    assert said(new, old) == [("甲.txt", "newer", "有较新的版本 乙.txt（2024-05-06）", ("乙.txt",))]


def test_an_interpretation_may_carry_the_number_of_its_notice():
    notice = brief("甲", LONG, doc_number="青政字〔2024〕3号")
    explains = brief("乙", OTHER, doc_number="青政字〔2024〕3号", doc_kind="interpretation")
    assert said(notice, explains, texts={"乙": "关于青政字〔2024〕3号的说明"}) == []


def test_one_title_of_one_issuer_and_year_is_one_notice_where_a_number_is_missing():
    first = brief("甲", LONG, doc_number="青政字〔2024〕3号")
    again = brief("乙", OTHER, title=first.title, issued=None)
    assert said(first, again)[0][:3] == ("乙.txt", "newer", "有较新的版本 甲.txt（2024-03-01）")
    numbered = replace(again, doc_number="青政字〔2024〕9号")
    assert said(first, numbered) == []


def test_without_dates_it_is_not_said_which_is_newer():
    first = brief("甲", LONG, doc_number="青政字〔2024〕3号", issued=None)
    again = brief("乙", OTHER, doc_number="青政字〔2024〕3号", issued=None)
    ((_, kind, message, _),) = said(first, again)
    assert kind == "newer"
    assert "看不出哪个较新" in message


def test_texts_that_are_nearly_the_same_are_compared_in_full():
    changed = LONG.replace("第7组", "第8组", 1)
    # one character of another: eight of the shingles differ on each side
    here, there = shingles_of(LONG), shingles_of(changed)
    assert len(here - there) == 8
    share = f"{len(here & there) / len(here | there):.0%}"
    texts = {"甲": LONG, "乙": changed}
    ((file, kind, message, others),) = said(brief("甲", LONG), brief("乙", changed), texts=texts)
    assert (file, kind, others) == ("甲.txt", "near_text", ("乙.txt",))
    assert message == f"与 乙.txt 有 {share} 的文字相同"


def test_a_sketch_holds_the_smallest_of_the_hashes():
    assert len(sketch_of(LONG)) == 32
    assert max(sketch_of(LONG)) < min(shingles_of(LONG) - set(sketch_of(LONG)))
    assert sketch_of("短") == sketch_of(" 短\n")


@pytest.mark.parametrize(
    ("title", "text", "is_said"),
    [
        ("《关于做好甲事的通知》解读", "", False),
        ("关于做好甲事的通知的政策解读", "", False),
        ("一图读懂：关于做好甲事的通知", "", False),
        ("《关于做好丙事的意见》解读", "", True),
        ("《关于做好丙事的意见》解读", "依据青政字〔2024〕3号", False),
        ("政策解读", "", True),
    ],
)
def test_an_interpretation_needs_its_notice(title, text, is_said):
    notice = brief("甲", LONG, doc_number="青政字〔2024〕3号")
    explains = brief("乙", OTHER, title=title, name=title, doc_kind="interpretation")
    assert [kind for _, kind, *_ in said(notice, explains, texts={"乙": text})] == ["unheld"] * is_said


def test_only_what_is_looked_at_is_reported():
    pair = brief("甲", LONG), brief("乙", LONG), brief("丙", OTHER), brief("丁", OTHER)
    assert [file for file, *_ in said(*pair, about={"丁"})] == ["丁.txt"]


def notice_of(make, *names):
    units = tuple(Unit(name, "plain", "青石区", name.removeprefix("区")) for name in names)
    notice: Notice = make("公开预算。" + "、".join(names))
    span = notice.clauses[0].spans[0]
    tasks = tuple(Task("附件/r1", "table", "附件", "1", "甲", "甲", (unit,), (), (span,)) for unit in units)
    return replace(notice, tasks=tasks)


def test_a_unit_met_once_that_nobody_knows_is_named_with_what_it_may_be():
    from factories import make_notice

    counter = UnitCounter()
    counter.add(notice_of(make_notice, "区财攻局", "区财政局", "区民政局", "区民政局", "青石街道", "区新质办"))
    remarks = counter.remarks(lambda organ: organ == "财政局", ["财政局"])
    assert [(remark.line, remark.message) for remark in remarks] == [
        (2, "“区财攻局”只出现一次，不在单位名录里，是不是“财政局”"),
        (2, "“区新质办”只出现一次，不在单位名录里"),
    ]
