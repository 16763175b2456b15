"""全市 and 全省 asked from a district mean the city and the province around it."""

import pytest

from assistant import Assistant, Status

REPORT = """{place}人民政府办公室关于2026年停车泊位建设进展情况的通报
{short}政办字〔2026〕15号

各镇街，各部门：

现将2026年停车泊位建设进展情况通报如下。

一、总体进展

{whole}新增车位{number}个。

{place}人民政府办公室
2026年8月6日
"""


def report(place, whole, number):
    return REPORT.format(place=place, short=place[-3:-1], whole=whole, number=number)


DISTRICT, CITY = report("云河市青石区", "全区", 300), report("云河市", "全市", 9000)
OTHERS = {"丙": report("东山省", "全省", 70000), "丁": report("东山省安平市", "全市", 8000)}


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("全市新增车位多少个", "全市新增车位9000个"),
        ("目前全市新增车位多少个", "全市新增车位9000个"),
        ("全省新增车位多少个", "全省新增车位70000个"),
        ("全区新增车位多少个", "全区新增车位300个"),
        ("新增车位多少个", "全区新增车位300个"),
    ],
)
def test_the_whole_of_what_lies_around_home(library_of, question, quote):
    assistant = library_of(甲=DISTRICT, 乙=CITY, **OTHERS)
    answer = Assistant(assistant.library, "云河市青石区").ask(question)
    assert answer.status == Status.ANSWERED
    (citation,) = answer.citations
    assert quote in citation.quote


def test_the_district_s_number_is_not_given_for_the_city(library_of):
    answer = Assistant(library_of(甲=DISTRICT).library, "云河市青石区").ask("全市新增车位多少个")
    assert answer.status == Status.NOT_HELD
    assert "公文没有写明全市的数字，写明的是全区的数字。" in answer.text


def test_a_city_at_home_answers_for_itself(library_of):
    answer = Assistant(library_of(甲=DISTRICT, 乙=CITY).library, "云河市").ask("全市新增车位多少个")
    assert [c.issuer for c in answer.citations] == ["云河市人民政府办公室"]
