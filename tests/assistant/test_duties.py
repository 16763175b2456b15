"""Duty lists are complete and hold nothing else: every unit of every sample notice against the sample's data."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest

from assistant.duties import due_tasks, duties_of, holders_of, mentions_of
from assistant.question import AskedUnit
from corpus import registry, split_level
from corpus.sample import expected, load_samples
from index import Library

DAY = dt.date(2026, 3, 2)
SAMPLES = {s.slug: s for s in load_samples(DAY) if s.doc_kind == "notice"}
READINGS = {slug: expected(sample, sample.layout)["tasks"] for slug, sample in SAMPLES.items()}


def units_of(slug):
    """Every single unit that the notice's data print for a duty."""
    return sorted({name for task in READINGS[slug] for name in task["units"] if name not in task["collective"]})


CASES = [(slug, unit) for slug in SAMPLES for unit in units_of(slug)]
every_unit = pytest.mark.parametrize(("slug", "unit"), CASES, ids=[f"{slug} {unit}" for slug, unit in CASES])


def place_in_notice(task):
    """Where a duty stands, by the data: section and requirement."""
    return (task["section"], task["requirement"])


def stands_at(task, places):
    """The one place of the data where a task that was read stands."""
    words = re.sub(r"\s", "", task.requirement)
    (place,) = [(section, said) for section, said in places if section == task.section and said in words]
    return place


@pytest.fixture(scope="module")
def library(sample_library):
    return Library.open(sample_library)


@pytest.fixture(scope="module")
def entry_of(library):
    """The duties of a unit, asked by its printed name, in one sample notice."""

    def find(slug, unit, roles=()):
        held = [h for h in library.held if h.file.endswith(SAMPLES[slug].file) and h.place == SAMPLES[slug].place]
        level, organ = split_level(unit)
        entries = duties_of(library, AskedUnit(unit, level, organ, 0, len(unit)), held, roles)
        assert len(entries) <= 1
        return entries[0] if entries else None

    return find


def test_the_samples_print_many_units():
    assert len(CASES) > 100


@every_unit
def test_the_named_duties_are_exactly_the_rows_that_print_the_unit(entry_of, slug, unit):
    tasks = READINGS[slug]
    places = [place_in_notice(task) for task in tasks]
    wanted = [place_in_notice(task) for task in tasks if unit in task["units"]]
    assert [stands_at(task, places) for task in entry_of(slug, unit).named] == wanted


@every_unit
def test_the_roles_are_those_printed(entry_of, slug, unit):
    entry, tasks = entry_of(slug, unit), READINGS[slug]
    places = [place_in_notice(task) for task in tasks]
    assert [stands_at(t, places) for t in entry.lead] == [place_in_notice(t) for t in tasks if unit in t["lead"]]
    assert [stands_at(t, places) for t in entry.support] == [place_in_notice(t) for t in tasks if unit in t["support"]]


@every_unit
def test_duties_of_all_departments_and_likely_ones_stand_apart(entry_of, slug, unit):
    entry = entry_of(slug, unit)
    named = [task.ref for task in entry.named]
    assert not set(named) & {task.ref for task in (*entry.collective, *entry.likely)}
    for task in entry.collective:
        assert any(u.is_collective for u in task.units)
        assert unit not in [u.name for u in task.units]
    for task in entry.likely:
        assert task.units == ()
        assert unit in [x.unit.name for x in task.likely]


def rows(tasks):
    return [task.row for task in tasks]


def test_the_finance_bureau_of_qingshi_by_hand(entry_of):
    entry = entry_of("qingshi_0", "区财政局")
    assert rows(entry.lead) == ["1", "2"]
    assert rows(entry.plain) == ["3", "6"]
    assert rows(entry.support) == ["4", "7", "11", "17", "22"]
    assert rows(entry.collective) == ["5", "14", "15", "18", "21"]
    assert rows(entry.named) == ["1", "2", "3", "4", "6", "7", "11", "17", "22"]


def test_a_blank_cell_below_a_unit_is_likely_its_and_never_counted(entry_of):
    entry = entry_of("qingshi_1", "区民政局")
    assert (rows(entry.named), rows(entry.likely)) == (["2", "7"], ["8"])


def test_a_merged_cell_that_a_page_proves_counts(entry_of):
    assert rows(entry_of("bailu_0", "区大数据局").named) == ["18", "19", "20"]


def test_roles_limit_the_list(entry_of):
    assert rows(entry_of("qingshi_0", "区财政局", ["lead"]).named) == ["1", "2"]
    assert rows(entry_of("qingshi_0", "区财政局", ["lead", "support"]).named) == ["1", "2", "4", "7", "11", "17", "22"]


def test_a_group_holds_its_own_sort_of_units_only(library_of):
    text = """青石区人民政府办公室关于做好甲事的通知
附件
任务分解表
序号\t工作任务\t具体要求\t责任单位\t完成时限
1\t公开甲事\t甲事的标准在网上公布。\t区财政局、五里街道\t6月底前
2\t公开乙事\t乙事的标准在网上公布。\t区政府各部门\t6月底前
3\t公开丙事\t丙事的标准在网上公布。\t各镇街\t6月底前
"""
    library = library_of(甲=text).library
    (bureau,) = duties_of(library, AskedUnit("区财政局", "区", "财政局", 0, 4), library.held)
    (town,) = duties_of(library, AskedUnit("五里街道", "", "五里街道", 0, 4), library.held)
    assert (rows(bureau.collective), bureau.groups) == (["2"], ["区政府各部门"])
    assert (rows(town.collective), town.groups) == (["3"], ["各镇街"])


def test_a_kind_of_bodies_is_asked_for_with_or_without_its_last_word(library_of):
    text = """青石县人民政府办公室关于做好甲事的通知
附件
任务分解表
序号\t工作任务\t具体要求\t责任单位\t完成时限
1\t公开甲事\t甲事的标准在网上公布。\t各乡镇人民政府\t6月底前
2\t公开乙事\t乙事的标准在网上公布。\t县财政局\t6月底前
3\t公开丙事\t丙事的标准在网上公布。\t各街道办事处\t6月底前
"""
    library = library_of(甲=text).library
    for name, numbers in (("各乡镇", ["1"]), ("各乡镇人民政府", ["1"]), ("各街道", ["3"]), ("各街道办事处", ["3"])):
        (entry,) = duties_of(library, AskedUnit(name, "", name, 0, len(name)), library.held)
        assert rows(entry.named) == numbers


def test_a_role_in_which_a_unit_never_stands_gives_no_list(entry_of):
    assert entry_of("qingshi_1", "区民政局", ["lead"]) is None


def test_a_short_name_means_the_same_body(entry_of):
    assert (
        rows(entry_of("qingshi_0", "区人社局").named)
        == rows(entry_of("qingshi_0", "人力资源和社会保障局").named)
        == ["9"]
    )


def test_a_unit_of_another_level_is_another_unit(entry_of):
    assert entry_of("qingshi_0", "市财政局") is None
    assert entry_of("province_0", "市财政局") is None


def test_a_unit_that_no_duty_prints_has_none(entry_of):
    assert entry_of("qingshi_0", "区水务局") is None


def test_a_duty_in_the_text_is_left_to_the_rows_that_repeat_it(library_of):
    text = """青石区人民政府办公室关于做好甲事的通知
一、办好甲事
（一）公开甲事。甲事的标准在网上公布。（责任单位：区财政局）
（二）公开乙事。乙事的标准在网上公布。（责任单位：区财政局）
附件
任务分解表
序号\t工作任务\t具体要求\t责任单位\t完成时限
1\t公开甲事\t甲事的标准在网上公布。\t区财政局\t6月底前
2\t公开丙事\t丙事的标准在网上公布。\t区财政局\t6月底前
"""
    library = library_of(甲=text).library
    (entry,) = duties_of(library, AskedUnit("区财政局", "区", "财政局", 0, 4), library.held)
    assert [(t.source, t.row or t.section) for t in entry.named] == [
        ("text", "一（二）"),
        ("table", "1"),
        ("table", "2"),
    ]


@pytest.mark.parametrize("roles", [(), ("lead",), ("support",)], ids=["any", "lead", "support"])
def test_the_notices_that_name_a_unit_are_told_without_reading_them(library, roles):
    def files(unit):
        level, organ = split_level(unit)
        return {h.file for h in holders_of(library, AskedUnit(unit, level, organ, 0, len(unit)), library.held, roles)}

    def printed(unit):
        return {
            SAMPLES[slug].file
            for slug, tasks in READINGS.items()
            for task in tasks
            if unit in (task[roles[0]] if roles else task["units"])
        }

    assert printed("区税务局") and files("区税务局") == printed("区税务局")
    assert files("区财政局") == printed("区财政局")


class TestDueTasks:
    @pytest.fixture
    def due(self, library):
        def find(until, exact=False, start=None):
            held = [h for h in library.held if h.doc_number in ("青石政办发〔2026〕4号", "青石政办发〔2026〕7号")]
            return {task.row or task.section for _, task in due_tasks(library, held, lambda _: (start, until), exact)}

        return find

    def test_until_a_day_takes_all_that_end_by_then(self, due):
        assert due(dt.date(2026, 6, 30)) == {"4", "8", "16", "18", "20", "21", "三11"}

    def test_just_a_day_takes_those_that_end_then(self, due):
        assert due(dt.date(2026, 6, 30), exact=True) == {"16", "18", "20"}

    def test_a_month_takes_what_ends_within_it(self, due):
        assert due(dt.date(2026, 5, 31), start=dt.date(2026, 5, 1)) == {"8"}

    def test_what_counts_from_the_issue_of_the_notice_is_due(self, due):
        assert due(dt.date(2026, 3, 12), exact=True) == {"21"}  # 本要点印发后30日内, printed on 10 February

    def test_what_has_no_day_is_never_due(self, due):
        assert "3" not in due(dt.date(2099, 1, 1))


@pytest.mark.parametrize("read_all", [60, 0], ids=["of few notices", "of many, by those that hold the words"])
def test_clauses_that_only_mention_a_unit_are_found(library, monkeypatch, read_all):
    monkeypatch.setattr("assistant.duties._READ_ALL", read_all)
    held = [h for h in library.held if h.doc_number == "青石政办发〔2026〕4号"]
    (entry,) = mentions_of(library, AskedUnit("区政府办公室", "区", "政府办公室", 0, 6), held)
    assert [clause.path for clause in entry.mentions] == ["四（二）"]


def test_a_notice_that_does_not_mention_a_unit_has_no_clause():
    library = SimpleNamespace(notice=lambda _: SimpleNamespace(clauses=()), units=registry())
    assert mentions_of(library, AskedUnit("区水务局", "区", "水务局", 0, 4), [SimpleNamespace(notice_id="甲")]) == []
