"""The basket as values, and what comes back from a browser."""

import json
from dataclasses import replace

import pytest

from assistant.basket import MAX_KEPT, MAX_NOTE, Basket, Kept

ONE = Kept("甲号", "a" * 64, "一", "甲事由甲局办理。", "《甲》一", "《甲》一", ((3, 11),))
TWO = replace(ONE, ref="二", quote="乙事。")
THREE = replace(ONE, ref="三", quote="丙事。")
BASKET = Basket((ONE, TWO, THREE))


def test_the_same_words_of_a_place_are_kept_once():
    assert Basket().add(ONE, TWO, replace(ONE, quote="甲事由甲局 办理。")).kept == (ONE, TWO)


def test_a_full_basket_takes_no_more():
    full = Basket().add(*(replace(ONE, ref=str(n)) for n in range(MAX_KEPT + 5)))
    assert (len(full.kept), full.is_full) == (MAX_KEPT, True)


@pytest.mark.parametrize(
    ("changed", "left"),
    [
        (BASKET.remove(2), (ONE, THREE)),
        (BASKET.remove(9), (ONE, TWO, THREE)),
        (BASKET.move(3, 1), (THREE, ONE, TWO)),
        (BASKET.move(1, 2), (TWO, ONE, THREE)),
        (BASKET.move(1, 99), (TWO, THREE, ONE)),
        (BASKET.move(2, -5), (TWO, ONE, THREE)),
        (BASKET.move(0, 1), (ONE, TWO, THREE)),
    ],
)
def test_removing_and_moving_count_from_one(changed, left):
    assert changed.kept == left


def test_a_note_is_kept_within_bounds():
    noted = BASKET.annotate(2, "请核\x00实" + "。" * 9999)
    assert noted.kept[1].note == "请核实" + "。" * (MAX_NOTE - 3)
    assert noted.kept[0] == ONE


def test_a_basket_comes_back_as_it_was():
    basket = Basket((ONE, replace(TWO, pieces=("乙", "事。"), disclosure="依申请公开", note="注")))
    assert Basket.from_json(basket.to_json()) == (basket, "")
    assert Basket.from_list(json.loads(basket.to_json())) == (basket, "")


GOOD = ONE.to_dict()


@pytest.mark.parametrize(
    "odd",
    [
        None,
        "甲",
        7,
        [],
        {},
        GOOD | {"more": 1},
        GOOD | {"quote": ""},
        GOOD | {"quote": " \n"},
        GOOD | {"quote": 5},
        GOOD | {"quote": "长" * 5_000},
        GOOD | {"note": "长" * (MAX_NOTE + 1)},
        GOOD | {"notice_id": None},
        GOOD | {"spans": [[5, 3]]},
        GOOD | {"spans": [[-1, 3]]},
        GOOD | {"spans": [[0, True]]},
        GOOD | {"spans": [[0, 1e3]]},
        GOOD | {"spans": [[0, 10**12]]},
        GOOD | {"spans": [[0, 1]] * 300},
        GOOD | {"spans": "0-1"},
        GOOD | {"pieces": [1]},
        {name: value for name, value in GOOD.items() if name != "label"},
    ],
)
def test_what_is_malformed_or_too_large_is_dropped_with_a_word(odd):
    assert Basket.from_list([GOOD, odd]) == (Basket((ONE,)), "复函篮里有1条内容已损坏或超出限度，没有恢复。")


@pytest.mark.parametrize("text", ["{", "7", '{"a": 1}', "[" * 100_000, "长" * 2_000_001])
def test_what_is_no_basket_is_said(text):
    assert Basket.from_json(text) == (Basket(), "复函篮里的内容无法识别，没有恢复。")


def test_more_than_a_basket_holds_is_dropped():
    many = [GOOD | {"ref": str(n)} for n in range(MAX_KEPT + 3)]
    basket, said = Basket.from_list(many)
    assert (len(basket.kept), said) == (MAX_KEPT, "复函篮里有3条内容已损坏或超出限度，没有恢复。")


@pytest.mark.parametrize("nothing", [None, [], "", {}])
def test_nothing_kept_is_an_empty_basket(nothing):
    assert Basket.from_list(nothing) == (Basket(), "")
