"""The same topic in several notices, side by side, each with its own words."""

import pytest

from assistant import Status


def said_by(answer):
    """Which notices an answer cites, and the words of each."""
    quotes = {}
    for citation in answer.citations:
        quotes.setdefault((citation.issuer, citation.year), []).append(citation.quote)
    return {who: "".join(words) for who, words in quotes.items()}


QINGSHI, BAILU, CITY = "云河市青石区人民政府办公室", "云河市白鹭区人民政府办公室", "云河市人民政府办公室"


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        pytest.param(
            "青石区去年和今年的政策解读材料发布时限有什么不同",
            {(QINGSHI, 2025): "5个工作日内", (QINGSHI, 2026): "3个工作日内"},
            id="two years",
        ),
        pytest.param(
            "青石区2024年和2026年政策解读的时限有什么变化",
            {(QINGSHI, 2024): "7个工作日内", (QINGSHI, 2026): "3个工作日内"},
            id="two named years",
        ),
        pytest.param(
            "青石区2025年和2026年图解、视频占比的要求有什么变化",
            {(QINGSHI, 2025): "不低于五成", (QINGSHI, 2026): "不低于七成"},
            id="a share",
        ),
        pytest.param(
            "青石区去年和今年适老化改造的户数有什么不同",
            {(QINGSHI, 2025): "四百户", (QINGSHI, 2026): "百户"},
            id="a count",
        ),
        pytest.param(
            "2025年青石区和白鹭区解读材料几个工作日内发布，一样吗",
            {(QINGSHI, 2025): "5个工作日内", (BAILU, 2025): "5个工作日内"},
            id="two districts",
        ),
        pytest.param(
            "2026年青石区、白鹭区、云河市的政策解读时限一样吗",
            {(QINGSHI, 2026): "3个工作日内", (BAILU, 2026): "3个工作日内", (CITY, 2026): "3个工作日内"},
            id="two districts and their city",
        ),
    ],
)
def test_each_side_says_it_in_its_own_words(ask, question, wanted):
    answer = ask(question)
    assert (answer.status, answer.scope.kind) == (Status.ANSWERED, "compare")
    said = said_by(answer)
    assert set(said) == set(wanted)
    for who, words in wanted.items():
        assert words in said[who]


def test_each_side_is_headed_by_place_and_year(ask):
    text = ask("青石区去年和今年的政策解读材料发布时限有什么不同").text
    assert text.index("青石（2025）") < text.index("青石（2026）")


def test_one_notice_alone_cannot_be_compared(ask):
    answer = ask("青石区2026年和2031年的政策解读有什么不同")
    assert answer.status is Status.NOT_HELD
    assert "2031" in answer.text
