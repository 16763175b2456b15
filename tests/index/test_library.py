from __future__ import annotations

import shutil
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from factories import HashEncoder, make_notice, read_plain, write_plain

from corpus import Clause, Section, Span
from index import DamagedIndex, Library, NoLibrary, WrongVersion, build_library, generations
from index.library import _section_at
from index.tokenizer import Tokenizer


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A library of three notices, 甲 of them the oldest; tests only read it."""
    root = tmp_path_factory.mktemp("three")
    folder = root / "公文"
    write_plain(
        folder / "甲.txt",
        "公开预算，责任单位：市财政局",
        "公开决算，责任单位：市审计局",
        "公开规划，责任单位：市财政局",
        number="云政字〔2022〕3号",
        date="2022-01-01",
    )
    write_plain(
        folder / "乙.txt", "修建\n公路。", title="关于修路的通知", number="云政字〔2022〕4号", date="2022-02-01"
    )
    write_plain(
        folder / "丙.txt",
        "植树，责任单位：市财政局",
        title="关于植树的通知",
        number="云政字〔2023〕5号",
        date="2023-01-01",
    )
    build_library(root / "公文库", [folder], HashEncoder(), read=read_plain)
    return root


@pytest.fixture(scope="module")
def held(built):
    """That library, open."""
    with Library.open(built / "公文库", HashEncoder()) as library:
        yield library


@pytest.fixture
def three(built, library):
    """A copy of that library, to be harmed."""
    shutil.copytree(built / "公文库", library)


def test_what_is_held_is_listed_by_date_with_its_counts(held):
    first, second, third = held.held
    assert (first.notice_id, first.clauses, first.tasks, first.year) == ("云政字2022-3", 3, 3, 2022)
    assert (second.name, second.doc_number, second.tasks) == ("关于修路的通知", "云政字〔2022〕4号", 0)
    assert third.issued.isoformat() == "2023-01-01"


def test_a_notice_comes_back_as_it_was_read(held, built):
    assert held.notice("云政字2022-3") == read_plain(built / "公文" / "甲.txt", "甲.txt")


def test_a_notice_that_is_not_held_is_a_key_error(held):
    with pytest.raises(KeyError):
        held.notice("云政字1999-1")


def test_the_duties_of_a_body_come_in_the_order_of_notice_and_place(held):
    found = [(notice_id, task.ref) for notice_id, task in held.duties(["财政局"])]
    assert found == [("云政字2022-3", "1/t1"), ("云政字2022-3", "3/t1"), ("云政字2023-5", "1/t1")]


def test_duties_can_be_limited_to_notices_or_be_all(held):
    assert [task.ref for _, task in held.duties(["财政局"], ["云政字2023-5"])] == ["1/t1"]
    assert len(held.duties()) == 4
    assert held.duties(["教育局"]) == []


def test_which_notices_name_a_body_is_told_without_reading_them(held):
    assert held.naming(["财政局"]) == {
        "云政字2022-3": [("财政局", "云河市", "plain")],
        "云政字2023-5": [("财政局", "云河市", "plain")],
    }
    assert set(held.naming(["财政局", "审计局"], ["云政字2022-3"])) == {"云政字2022-3"}
    assert held.naming(["教育局"]) == {}


def test_which_notices_hold_words_is_told_whatever_breaks_them(held):
    assert held.holding("修建 公路") == {"云政字2022-4"}
    assert held.holding(" ") == set()


def test_readings_are_kept_up_to_a_size(built, monkeypatch):
    monkeypatch.setattr("index.library._CACHED", 1)
    with Library.open(built / "公文库", HashEncoder()) as library:
        first = library.notice("云政字2022-3")
        assert library.notice("云政字2022-3") is first
        library.notice("云政字2022-4")
        assert library.notice("云政字2022-3") is not first


def test_a_collective_unit_is_not_among_the_duties_of_a_body(folder, library, encoder, opened):
    def read(path, name):
        notice = read_plain(path, name)
        units = tuple(replace(unit, organ="财政局", members=("departments",)) for unit in notice.tasks[0].units)
        return replace(notice, tasks=(replace(notice.tasks[0], units=units),))

    write_plain(folder / "甲.txt", "公开预算，责任单位：市政府各部门")
    build_library(library, [folder], encoder, read=read)
    assert opened().duties(["财政局"]) == []
    assert len(opened().duties()) == 1


def test_words_are_found_across_a_line_break_with_place_and_line(held):
    (found,) = held.find("修建 公路")
    text = held.notice("云政字2022-4").text
    assert text[found.start : found.end] == "修建\n公路"
    assert (found.notice_id, found.file, found.line) == ("云政字2022-4", "乙.txt", "修建\n公路。")


def test_every_occurrence_is_found_in_order(held):
    found = held.find("责任单位：市财政局")
    assert [(one.notice_id, one.section) for one in found] == [
        ("云政字2022-3", "1"),
        ("云政字2022-3", "3"),
        ("云政字2023-5", "1"),
    ]


def test_words_are_found_in_the_notices_that_are_named_only(held):
    assert [one.notice_id for one in held.find("责任单位：市财政局", {"云政字2023-5"})] == ["云政字2023-5"]


def test_places_are_counted_without_reading_and_overlaps_count(held, folder, build, opened):
    assert held.occurring("责任单位： 市财政局") == {"云政字2022-3": 2, "云政字2023-5": 1}
    write_plain(folder / "甲.txt", "哈哈哈哈")
    build()
    assert [*opened().occurring("哈哈").values()] == [3]
    assert len(opened().find("哈哈")) == 3


@pytest.mark.parametrize("words", ["", " \n", "没有这几个字"])
def test_words_that_do_not_stand_anywhere_are_not_found(held, words):
    assert held.find(words) == []
    assert held.occurring(words) == {}


def test_the_section_of_a_place_is_the_innermost_or_that_of_the_clause_or_head_and_tail():
    notice = make_notice(
        text="题名甲乙丙丁尾",
        sections=(Section("一", "甲", 2, 5), Section("一（一）", "乙", 3, 4)),
        clauses=(
            Clause("发文说明", "发文说明", "", (), "题", (Span(0, 1),)),
            Clause("一", "一", "甲", (), "甲", (Span(2, 3),)),
        ),
    )
    assert [_section_at(notice, place) for place in (0, 2, 3, 4, 6)] == ["发文说明", "一", "一（一）", "一", "文件尾"]


def test_a_search_keeps_the_ranking_of_each_leg(held):
    found = held.search("修建公路", top_k=2)
    assert found.hits[0].passage.passage_id == "云政字2022-4#1"
    assert found.hits[0].ranks["bm25"] == 1
    assert found.runs["bm25"][0][0] == "云政字2022-4#1"
    assert {"bm25", "dense", "fused"} == set(found.runs)
    assert len(found.hits) == 2 and found.hits[0].score >= found.hits[1].score


def test_a_search_is_limited_to_notices_inside_each_leg(held):
    found = held.search("责任单位", notice_ids=["云政字2023-5"])
    for leg in ("bm25", "dense"):
        assert {passage_id for passage_id, _ in found.runs[leg]} == {"云政字2023-5#1", "云政字2023-5#1/t1"}


def test_a_search_in_no_notice_finds_nothing(held):
    assert held.search("修建公路", notice_ids=[]).hits == ()


def test_one_leg_can_be_asked_alone(held):
    found = held.search("公路", legs=("bm25",))
    assert set(found.runs) == {"bm25", "fused"}
    assert found.runs["fused"] == found.runs["bm25"]


def test_a_leg_that_is_not_known_is_refused(held):
    with pytest.raises(ValueError, match="splade"):
        held.search("公路", legs=("splade",))


def test_the_same_words_twice_in_a_notice_are_one_hit_with_two_places(held):
    found = held.search("公开决算")
    best, *others = found.hits
    assert {best.passage.passage_id, best.also[0].passage_id} == {"云政字2022-3#2", "云政字2022-3#2/t1"}
    assert best.passage.notice_id not in {hit.passage.notice_id for hit in others if hit.passage.ref.startswith("2")}
    assert {"云政字2022-3#2", "云政字2022-3#2/t1"} <= {passage_id for passage_id, _ in found.runs["bm25"]}


@pytest.mark.parametrize(
    "question", ["", " ", "？！", "what is this", "预算" * 5000], ids=["none", "blank", "marks", "English", "long"]
)
def test_any_question_is_answered_with_a_list(held, question):
    assert isinstance(held.search(question).hits, tuple)


def test_several_threads_may_ask_at_once(held):

    def ask(_):
        hits = held.search("修建公路").hits
        return hits[0].passage.passage_id, len(held.find("市财政局")), len(held.duties(["财政局"]))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(200))) == {("云政字2022-4#1", 3, 3)}


def test_a_build_and_a_search_open_no_socket(folder, library, encoder, monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError("the network is off")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    write_plain(folder / "甲.txt", "公开预算。")
    build_library(library, [folder], encoder, read=read_plain)
    with Library.open(library, encoder) as opened:
        assert opened.search("预算").hits[0].passage.text == "公开预算。"


def test_where_nothing_was_built_the_message_says_what_to_run(tmp_path, encoder):
    with pytest.raises(NoLibrary, match="请先运行：zhengwen build --notices"):
        Library.open(tmp_path, encoder)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["notices.sqlite", "owners.npy", "dense/vectors.npy", "keyword/meta.json"],
)
@pytest.mark.parametrize("harm", ["missing", "cut short", "changed"])
def test_a_damaged_file_is_named(three, library, encoder, name, harm):
    (path,) = (library / "index" / "segments").glob(f"*/{name}")
    content = path.read_bytes()
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(content[:-1] if harm == "cut short" else content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(DamagedIndex, match=f"{path.name} (缺失|已损坏).*zhengwen build"):
        Library.open(library, encoder)


@pytest.mark.parametrize("content", ["", "g000009\n", "../../etc\n"], ids=["empty", "of no generation", "no name"])
def test_a_damaged_pointer_is_named_and_left_as_it_is(three, library, encoder, content):
    current = library / "index" / "CURRENT"
    current.write_text(content)
    with pytest.raises(DamagedIndex, match="zhengwen build"):
        Library.open(library, encoder)
    assert current.read_text() == content


def test_a_changed_manifest_is_damaged(three, library, encoder):
    path = library / "index" / "generations" / "g000001.json"
    path.write_bytes(path.read_bytes().replace(b'"notices": 3', b'"notices": 4'))
    with pytest.raises(DamagedIndex, match="校验和"):
        Library.open(library, encoder)


def test_another_encoder_is_refused_by_name(three, library, encoder):
    encoder.fingerprint, encoder.name = "other", "另一个模型"
    with pytest.raises(WrongVersion, match=r"另一个模型.*zhengwen build"):
        Library.open(library, encoder)


def test_another_format_is_refused(three, library, encoder, monkeypatch):
    monkeypatch.setattr(generations, "FORMAT", 99)
    with pytest.raises(WrongVersion, match="版格式，本程序用第 99 版"):
        Library.open(library, encoder)


def test_another_dictionary_is_refused(three, library, encoder, monkeypatch):
    monkeypatch.setattr(Tokenizer, "fingerprint", "other")
    with pytest.raises(WrongVersion, match="分词词典"):
        Library.open(library, encoder)
