"""The reply basket as HTML, and what its controls do."""

import datetime as dt
import re
from dataclasses import replace
from html import unescape
from types import SimpleNamespace

import pytest
from fakes import HOSTILE_NAME

from assistant.basket import MAX_KEPT, Basket, Kept
from assistant.keep import Checked
from assistant.letter import Letter
from assistant.page.address import Address
from assistant.page.basket_tab import add, change, made, parse_letter, sign_of, written_before
from assistant.page.basket_view import basket_html, letter_html, remarks_html
from assistant.page.desk import Home

LABEL = "《青石区便民工作要点》（青政办字〔2026〕9号）第一部分"
ONE = Kept("甲号", "a" * 64, "一", "甲事由甲局办理。", LABEL, LABEL, ((3, 11),))
TWO = replace(ONE, ref="二", quote="改造食堂12处\u3000区民政局", note="以公告为准。")
GONE = replace(ONE, ref="三", quote="此事作罢。")
CHECKED = Checked(((ONE, "same"), (GONE, "changed"), (TWO, "same")))


def words(html):
    return unescape(re.sub(r"<[^>]*>", " ", html))


def cards(html):
    return re.split(r'<div class="zw-card(?: zw-basket-gone)?">', html)[1:]


def test_quotations_are_numbered_as_the_reply_numbers_them():
    html = basket_html(CHECKED)
    assert re.findall(r'class="zw-n">([^<]*)<', html) == ["1", "—", "2"]
    assert "原文已改动，引文不再成立" in words(html)


def test_what_no_longer_stands_can_be_removed_and_not_copied():
    card = cards(basket_html(CHECKED))[1]
    assert "此事作罢。" in words(card)
    assert 'data-do="remove" data-place="2"' in card
    assert "zw-copy" not in card
    assert "zw-open" not in card


def test_a_control_opens_the_place_and_the_ends_cannot_be_moved_beyond():
    html = basket_html(CHECKED)
    opened = [unescape(value) for value in re.findall(r'zw-open" value="([^"]*)"', html)]
    assert [Address.parse(value) for value in opened] == [Address("甲号", ((3, 11),))] * 2
    ends = re.findall(r'data-do="(up|down)" data-place="(\d)" disabled', html)
    assert ends == [("up", "1"), ("down", "3")]


def test_standard_punctuation_is_offered_where_it_differs_and_said_to_be_so():
    html = basket_html(Checked(((replace(ONE, quote="甲事,由甲局办理。"), "same"), (TWO, "same"))))
    (value,) = re.findall(r'value="([^"]*)" title="标点改为规范写法，与原文不完全一致"', html)
    assert unescape(value) == f"“甲事，由甲局办理。”（{LABEL}）"


def test_an_empty_basket_says_how_to_fill_it():
    assert "复函篮是空的" in words(basket_html(Checked()))
    assert letter_html(Checked(), Letter()) == ""


def test_what_a_browser_kept_and_was_lost_is_said():
    assert "没有恢复" in words(basket_html(Checked(), "有1条没有恢复。"))


def test_the_sheet_holds_the_reply_without_the_remarks():
    html = letter_html(CHECKED, Letter("关于食堂的复函", "市民政局", "区政府办公室", dt.date(2026, 3, 2)))
    said = [words(part).strip() for part in re.findall(r"<(?:p|h2|blockquote) .*?</(?:p|h2|blockquote)>", html)]
    assert said[0] == "关于食堂的复函"
    assert said[3:5] == [f"1.{LABEL}规定：", "甲事由甲局办理。"]
    assert said[5:8] == [f"2.{LABEL}规定：", "改造食堂12处\u3000区民政局", "以公告为准。"]
    assert said[-1].split() == ["区政府办公室", "2026年3月2日"]
    assert "核对提示" not in html
    assert f"{LABEL}：原文已改动，引文不再成立，没有列入。" in words(remarks_html(CHECKED))


def test_hostile_words_are_shown_and_make_no_tag():
    hostile = replace(
        ONE,
        notice_id=HOSTILE_NAME,
        quote=HOSTILE_NAME,
        label_short=HOSTILE_NAME,
        note=f"</textarea>{HOSTILE_NAME}",
        disclosure=HOSTILE_NAME,
    )
    checked = Checked(((hostile, "same"), (hostile, "withdrawn")))
    drawn = "".join(
        (basket_html(checked, HOSTILE_NAME), remarks_html(checked), letter_html(checked, Letter(HOSTILE_NAME)))
    )
    tags = set(re.findall(r"<(/?\w+)", drawn))
    assert {tag.lstrip("/") for tag in tags} <= set("div span b ul li p h2 blockquote button textarea br".split())
    assert drawn.count("</textarea>") == 2
    assert not re.search(r"<[^>]*\son\w+=", drawn)


@pytest.mark.parametrize(
    ("told", "refs"),
    [
        ({"do": "up", "place": 2}, ["二", "一", "三"]),
        ({"do": "down", "place": 2}, ["一", "三", "二"]),
        ({"do": "up", "place": 1}, ["一", "二", "三"]),
        ({"do": "remove", "place": 1}, ["二", "三"]),
        ({"do": "remove", "place": "1"}, ["一", "二", "三"]),
        ({"do": "remove"}, ["一", "二", "三"]),
        ({}, ["一", "二", "三"]),
    ],
)
def test_a_press_changes_the_order(told, refs):
    assert [kept.ref for kept in change(Basket((ONE, TWO, GONE)).to_list(), told).kept] == refs


def test_a_note_is_written_to_its_quotation():
    noted = change(Basket((ONE, TWO)).to_list(), {"do": "note", "place": 1, "words": "注"})
    assert [kept.note for kept in noted.kept] == ["注", "以公告为准。"]


@pytest.fixture(scope="module")
def desk(assistant):
    return SimpleNamespace(assistant=assistant)


@pytest.fixture(scope="module")
def addresses(assistant):
    return [str(Address.of(duty.citation)) for duty in assistant.duties("区财政局", issuer="青石区", year=2026).duties]


def test_places_are_added_once_one_or_several_at_a_time(desk, addresses):
    first, said = add(desk, [], addresses[0])
    basket, again = add(desk, first.to_list(), " ".join(addresses[:3]))
    assert (len(first.kept), said, len(basket.kept), again) == (1, "", 3, "")
    assert add(desk, basket.to_list(), addresses[0]) == (basket, "已经在复函篮里了。")
    assert basket.kept[0].label_short.endswith("附件序号1")


@pytest.mark.parametrize("address", ["甲号|0-3|", "x", "<b>|0-1|", "|||"])
def test_what_is_no_place_is_said_and_adds_nothing(desk, address):
    basket, said = add(desk, [ONE.to_dict()], address)
    assert basket.kept == (ONE,)
    assert "没有加入" in said


def test_a_full_basket_says_so(desk, addresses):
    full = [replace(ONE, ref=str(n)).to_dict() for n in range(MAX_KEPT)]
    basket, said = add(desk, full, addresses[0])
    assert (len(basket.kept), said) == (MAX_KEPT, "复函篮已满，没有加入。")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年3月2日", dt.date(2026, 3, 2)),
        (" 2026-03-02 ", dt.date(2026, 3, 2)),
        ("2026.3.2", dt.date(2026, 3, 2)),
        ("2026年2月30日", None),
        ("明天", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text, day):
    assert parse_letter("题", "", "", "", text).date == day


def test_a_reply_is_not_handed_out_with_a_day_that_was_not_understood():
    with pytest.raises(ValueError, match="日期应写作 2026年3月18日，或者空着，现为 明天"):
        made(None, ".txt", None, Basket((ONE,)).to_list(), "题", "", "", "", " 明天 ")


def test_what_is_written_around_is_kept_to_a_line_and_a_length():
    letter = parse_letter("关于\n甲事", "局" * 999, "开头。\n第二段。", "某局", "")
    assert (letter.title, len(letter.addressee), letter.opening) == ("关于 甲事", 300, "开头。\n第二段。")


@pytest.mark.parametrize("kept", [None, [], ["一"], ["题", "局", 3], {"题": "局"}])
def test_what_the_browser_did_not_keep_of_a_letter_stays_as_it_is(kept):
    assert written_before(["题", "局", "头"]) == ("题", "局", "头")
    assert all(isinstance(value, dict) for value in written_before(kept))  # gradio's mark for no change


@pytest.mark.parametrize(
    ("home", "sign"),
    [
        (Home("云河市青石区", "区财政局"), "云河市青石区财政局"),
        (Home("云河市", "市财政局"), "云河市财政局"),
        (Home("云河市青石区", "市财政局"), "市财政局"),
        (Home("云河市青石区", ""), ""),
        (Home("", "区财政局"), "区财政局"),
    ],
)
def test_a_unit_signs_with_its_place(home, sign):
    assert sign_of(home) == sign
