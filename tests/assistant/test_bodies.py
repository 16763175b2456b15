"""One list for each body, place and organ, when all duties are parted by unit."""

import pytest


def by_unit(assistant):
    return {each.unit: [d.notice.place for d in each.named] for each in assistant.duties().by_unit()}


def test_names_of_one_organ_share_a_list_though_a_third_name_stands_elsewhere(library_of, plan):
    # 卫健委 means 卫健局 by its row and 卫生健康局 by its own: of another place it parted these two
    assistant = library_of(
        甲=plan("白鹭县", "健康", "县卫健局", "县卫生健康局、县卫健局"), 乙=plan("云河市", "养老", "市卫健委")
    )
    assert by_unit(assistant) == {"县卫健局": ["白鹭县", "白鹭县"], "市卫健委": ["云河市"]}


def test_the_bureaus_of_two_cities_that_nobody_names_are_two(library_of, plan):
    assistant = library_of(甲=plan("丹霞区", "商贸", "市财政局"), 乙=plan("白鹭县", "消费", "市财政局"))
    assert by_unit(assistant) == {"市财政局（丹霞区）": ["丹霞区"], "市财政局（白鹭县）": ["白鹭县"]}


def test_the_bureaus_of_two_cities_carry_their_cities_names(library_of, plan):
    assistant = library_of(甲=plan("云河市", "商贸", "市财政局"), 乙=plan("清石市", "消费", "市财政局"))
    assert by_unit(assistant) == {"云河市财政局": ["云河市"], "清石市财政局": ["清石市"]}


@pytest.mark.parametrize("whole", ["云河市青岩区", "青岩区"])
def test_a_place_with_and_without_its_city_is_one(library_of, plan, whole):
    assistant = library_of(甲=plan("云河市", "商贸", "青岩区政府"), 乙=plan(whole, "消费", "区政府"))
    ((_, places),) = by_unit(assistant).items()
    assert sorted(places) == sorted(["云河市", whole])
