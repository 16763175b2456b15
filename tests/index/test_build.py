from __future__ import annotations

import pytest
from factories import write_plain

from index import NoNotices


def test_a_build_of_two_notices_counts_what_it_holds(build, folder):
    write_plain(folder / "甲.txt", "一、公开预算。", "二、公开决算。责任单位：市财政局", number="云政字〔2022〕3号")
    write_plain(folder / "乙.txt", "一、修路。", title="关于修路的通知", number="云政字〔2022〕4号")
    report = build()
    assert (report.notices, report.clauses, report.tasks) == (2, 3, 1)
    assert report.passages == 4
    assert set(report.added) == {"关于做好甲事的通知", "关于修路的通知"}


def test_a_search_finds_the_clause(build, folder, opened):
    write_plain(folder / "甲.txt", "一、公开预算。", "二、公开决算。责任单位：市财政局", number="云政字〔2022〕3号")
    build()
    lib = opened()
    r = lib.search("决算")
    assert r.hits[0].passage.passage_id.startswith("云政字2022-3#2")
    print(r)


def test_empty(build):
    with pytest.raises(NoNotices):
        build()
