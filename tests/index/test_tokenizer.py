from __future__ import annotations

from index import Tokenizer


def test_the_name_of_a_unit_stays_whole_and_gives_its_parts_too():
    words = Tokenizer(["住建局", "区住建局"]).words("由区住建局负责")
    assert "区住建局" in words and "住建局" in words and "负责" in words


def test_without_the_dictionary_of_units_a_name_falls_apart():
    assert "区住建局" not in Tokenizer([]).words("由区住建局负责")


def test_full_width_and_capital_letters_are_folded():
    assert Tokenizer([]).words("ＡＰＰ和App") == ["app", "和", "app"]


def test_punctuation_is_no_word():
    assert Tokenizer([]).words("（一）、；。") == ["一"]


def test_a_question_loses_the_words_that_say_nothing_about_its_subject():
    assert Tokenizer([]).query_words("请问预算什么时候公开？") == ["预算", "时候", "公开"]


def test_a_question_of_nothing_but_such_words_keeps_them():
    assert Tokenizer([]).query_words("什么？") == ["什么"]


def test_pairs_of_characters_do_not_cross_punctuation_and_numbers_stay_whole():
    assert Tokenizer([]).grams("公开预算。2022年6月底前") == ["公开", "开预", "预算", "2022", "年", "6", "月底", "底前"]


def test_another_dictionary_has_another_fingerprint():
    assert Tokenizer(["甲局"]).fingerprint != Tokenizer(["乙局"]).fingerprint
    assert Tokenizer(["甲局", "乙局"]).fingerprint == Tokenizer(["乙局", "甲局", "甲局"]).fingerprint
