"""Yes and no, said only where the words cited bear it out."""

import pytest


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("青石区2026年解读材料是不是5个工作日内上网", "不是“5个工作日”，原文写的是“3个工作日”："),
        ("青石区2026年解读材料是不是3个工作日内上网", "是，原文写的是“3个工作日”："),
        ("青石区2026年涉企收费清单以外可以收费吗", "原文有“一律不得”的规定，请看原文："),
    ],
)
def test_the_first_sentence(ask, question, first):
    assert first in ask(question).text.splitlines()


def test_what_is_not_found_is_not_denied(ask):
    assert ask("青石区2026年有没有要求开展量子通信培训").text.startswith("未见。")
