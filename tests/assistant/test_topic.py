"""The topic of a comparing question, the facts it wants of each side, and which notices stand on each side."""

import pytest

from assistant.sides import sides_of
from assistant.topic import asked_of

NAMES = ("南通市人民政府关于支持外贸企业稳定发展的十二条政策意见", "三明市支持中小微企业共渡难关十二条措施")


@pytest.mark.parametrize(
    ("content", "topic"),
    [
        # as the reader leaves it: places and years are blanks
        ("和 对政策解读的要求有什么不同", "政策解读"),
        ("政府开放活动, 跟 的搞法差在哪", "政府开放活动"),
        ("和 两份要点，在依申请公开上写的有什么差别", "依申请公开"),
        ("的要点和 的要点比，解读说了什么不同", "解读"),
        ("到 老旧小区改造的要求怎么变化", "老旧小区改造"),
        ("列席政府会议这件事, 和 规定有何异同", "列席政府会议"),
        ("五个区对政务新媒体分别怎么规定", "政务新媒体"),
        ("和 适老化有要求吗", "适老化"),
        ("这五份要点对政府公报分别怎么要求", "政府公报"),
        ("图解、视频占比的要求有什么变化", "图解、视频占比"),
        ("比 多了什么", ""),
        ("两年的要点有什么变化", ""),
        ("比 新增了哪些任务", ""),
    ],
)
def test_the_words_of_asking_are_no_part_of_the_topic(content, topic):
    assert asked_of(content).topic == topic


@pytest.mark.parametrize(
    ("content", "search", "facts"),
    [
        ("护理补贴这两年涨了多少", "护理补贴", ("number",)),
        ("和 新增停车位分别多少、什么时候完成", "新增停车位", ("when", "number")),
        ("和 换老旧电梯,数量和牵头单位对比一下", "换老旧电梯", ("number", "who")),
        ("民生实事进展报送时间, 跟 有什么不同", "民生实事进展报送", ("when",)),
        ("和 各自主张用什么形式解读政策", "解读政策", ("form",)),
        ("和 解读材料几个工作日内发布", "解读材料发布", ("when",)),
        ("和 谁的解读时限更短", "解读", ("when",)),
        ("普惠托位, 跟 谁建得多", "普惠托位", ("number",)),
    ],
)
def test_the_fact_that_is_asked_for_is_known_and_not_searched(content, search, facts):
    asked = asked_of(content)
    assert (asked.search, asked.facts) == (search, facts)


def test_the_names_of_the_notices_are_no_topic():
    asked = asked_of("外贸十二条跟 中小微十二条，两家政策各管到什么时候为止", NAMES)
    assert (asked.topic, asked.facts) == ("执行期限", ("validity",))


class TestSides:
    @pytest.fixture
    def sides(self, read, assistant, today):
        """The places and years of the sides of a question."""
        from assistant.scope import resolve

        def find(question):
            query = read(question)
            resolved = resolve(query, assistant.library.held, "")
            return [(s[0].place[-3:], s[0].year) for s in sides_of(query, resolved, assistant.library.held)]

        return find

    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("白鹭区2026年和青石区2026年的解读有什么不同", [("白鹭区", 2026), ("青石区", 2026)]),
            ("白鹭区2024年和青石区2026年的解读有什么不同", [("白鹭区", 2024), ("青石区", 2026)]),
            ("青石区2026年和2024年的解读有什么不同", [("青石区", 2024), ("青石区", 2026)]),
            ("青石区2024到2026年的解读有什么变化", [("青石区", 2024), ("青石区", 2025), ("青石区", 2026)]),
            ("青石区适老化改造户数这两年涨了多少", [("青石区", 2025), ("青石区", 2026)]),
            ("青石区惠民补贴公开频率这几年怎么变的", [("青石区", 2024), ("青石区", 2025), ("青石区", 2026)]),
            ("青石区适老化改造比去年多了多少户", [("青石区", 2025), ("青石区", 2026)]),
        ],
    )
    def test_they_stand_as_asked_and_years_of_one_place_from_the_oldest(self, sides, question, wanted):
        assert sides(question) == wanted

    def test_without_years_each_place_is_one_side(self, sides):
        assert [place for place, _ in sides("白鹭区和青石区对政策解读的要求有什么不同")] == ["白鹭区", "青石区"]

    def test_districts_are_told_from_the_city_and_the_province(self, sides):
        assert {place for place, _ in sides("几个区对政策解读分别怎么要求")} == {"青石区", "白鹭区"}
