from __future__ import annotations

from pathlib import Path

import pytest
from factories import make_notice

from index import Tokenizer
from index.keyword import KeywordIndex, KeywordWriter, read_query
from index.passages import make_passages

TOKENIZER = Tokenizer([])


def write(folder: Path, **notices: tuple[str, ...]) -> KeywordIndex:
    """An index of notices, each given by its clauses; rows count through."""
    writer = KeywordWriter(folder, TOKENIZER)
    row = 0
    for notice_id, clauses in notices.items():
        for entry in make_passages(notice_id, make_notice(*clauses)):
            writer.add(row, entry)
            row += 1
    writer.finish()
    return KeywordIndex(folder)


def search(index: KeywordIndex, text: str, **limits: object) -> list[tuple[int, float]]:
    query = read_query(text, TOKENIZER, [index])
    return index.search(query.terms_for(index), 10, **limits)


def test_the_passage_with_the_words_comes_first(tmp_path):
    index = write(tmp_path / "k", a=("公开预算。", "修建公路。"), b=("植树造林。",))
    assert [row for row, _ in search(index, "公路什么时候修建")] == [1]


def test_part_of_a_word_is_found_by_its_pairs_of_characters(tmp_path):
    index = write(tmp_path / "k", a=("推进适老化改造。", "修建公路。"))
    assert search(index, "老化")[0][0] == 0


def test_a_limit_to_notices_holds_inside_the_search(tmp_path):
    index = write(tmp_path / "k", a=("公开预算。",) * 9, b=("预算草案、预算调整和预算执行一并公开。",))
    assert [row for row, _ in search(index, "公开预算", only=["b"])] == [9]
    assert [row for row, _ in search(index, "公开预算", without=["a"])] == [9]


def test_a_limit_does_not_change_the_scores(tmp_path):
    index = write(tmp_path / "k", a=("公开预算。", "植树。"), b=("公开决算。",))
    assert dict(search(index, "公开"))[2] == pytest.approx(dict(search(index, "公开", only=["b"]))[2])


def test_no_term_finds_nothing(tmp_path):
    index = write(tmp_path / "k", a=("公开预算。",))
    assert search(index, "？") == []


def test_a_passage_in_a_small_new_segment_scores_on_the_scale_of_the_old_one(tmp_path):
    # In the new segment alone 预算 stands in every passage and would count as worthless.
    old = write(tmp_path / "old", a=("修建公路。", "植树造林。", "公开预算。", "防汛抗旱。"))
    new = write(tmp_path / "new", b=("公开预算。",))
    query = read_query("预算", TOKENIZER, [old, new])
    (_, in_old), (_, in_new) = (index.search(query.terms_for(index), 1)[0] for index in (old, new))
    assert in_new == pytest.approx(in_old, rel=0.1)


def test_coverage_is_the_share_of_the_question_that_stands_in_the_library(tmp_path):
    index = write(tmp_path / "k", a=("公开预算。",))
    assert read_query("公开预算", TOKENIZER, [index]).coverage == 1.0
    assert read_query("种树", TOKENIZER, [index]).coverage == 0.0
    assert 0.0 < read_query("预算种树", TOKENIZER, [index]).coverage < 0.5  # an unknown word counts as the rarest
