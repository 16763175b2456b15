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


class TestFactsFirst:
    @pytest.mark.parametrize(
        ("question", "facts"),
        [
            pytest.param(
                "青石区适老化改造户数这两年涨了多少",
                ["“全年完成改造不少于四百户”。[1]", "“全年完成改造不少于五百户”。[2]"],
                id="how many",
            ),
            pytest.param(
                "青石区惠民补贴公开频率这几年怎么变的",
                ["每半年公开一次”。[2]", "按季度公开”。[3]"],
                id="how often",
            ),
            pytest.param(
                "青石区和白鹭区的适老化改造牵头单位有什么不同",
                ["责任单位：区民政局牵头，区财政局、各街道办事处配合。[1]", "责任单位：区住房城乡建设局牵头"],
                id="who",
            ),
            pytest.param(
                "青石区和白鹭区2026年适老化改造什么时候完成，对比一下",
                ["完成时限：10月底前。[1]", "完成时限：11月底前。[2]"],
                id="by when",
            ),
        ],
    )
    def test_each_side_begins_with_the_fact_that_is_asked_for(self, ask, question, facts):
        answer = ask(question)
        assert (answer.status, answer.scope.kind) == (Status.ANSWERED, "compare")
        for fact in facts:
            at = answer.text.index(fact)
            assert answer.text.index("\n>", at) > at

    def test_the_topic_is_told_without_the_words_of_asking(self, ask):
        assert ask("青石区适老化改造户数这两年涨了多少").text.startswith("关于“适老化改造户数”，")


class TestASilentSide:
    @pytest.mark.parametrize(
        ("question", "silent", "noise"),
        [
            # bailu_0 has no word on admission, only on private schools; qingshi_0 none on gas
            pytest.param("青石区和白鹭区2026年对义务教育招生有什么不同", "白鹭（2026）", "民办学校", id="admission"),
            pytest.param("青石区和白鹭区2026年对燃气管道有什么不同要求", "青石（2026）", "检查", id="gas"),
            pytest.param("青石区和白鹭区2026年的民办学校有什么不同", "青石（2026）", "专区", id="private schools"),
        ],
    )
    def test_it_is_said_to_have_no_such_clause(self, ask, question, silent, noise):
        text = ask(question).text
        told = text[text.index(f"**{silent}**") :]
        assert "未见" in told.split("\n")[0]
        assert noise not in told

    def test_what_no_side_says_is_refused(self, ask):
        answer = ask("青石区和白鹭区2026年对长期护理保险的规定有什么不同")
        assert answer.status is Status.NOT_HELD
        assert "长期护理保险" in answer.text


def test_each_of_several_places_is_shown(ask):
    text = ask("东岳省、云河市、青石区和白鹭区对政策解读分别怎么要求").text
    order = [text.index(f"**{place}（2026）**") for place in ("东岳", "云河", "青石", "白鹭")]
    assert order == sorted(order)
