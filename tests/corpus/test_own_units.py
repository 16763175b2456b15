"""The units that a library adds (units.toml)."""

import pytest

from corpus import load_units, registry

OWN = """
[[unit]]
name = "市民服务中心"
aliases = ["市民中心"]
former = [{name = "行政服务中心", until = 2019}, {name = "办事大厅中心"}]

[[unit]]
name = "区信访联席办"
aliases = ["区信联办"]

[[unit]]
name = "包保专班"
collective = true
"""


@pytest.fixture
def load(tmp_path):
    def write(text):
        (tmp_path / "units.toml").write_text(text, "utf-8")
        return load_units([tmp_path / "units.toml"])

    return write


def test_names_of_one_unit_mean_the_same_organ(load):
    own = load(OWN)
    everything = {"市民服务中心", "市民中心", "行政服务中心", "办事大厅中心"}
    assert own.registry.equivalents("市民中心") >= everything
    assert own.problems == ()


def test_a_former_name_means_the_unit_only_up_to_its_last_year(load):
    names = load(OWN).registry.equivalents("市民服务中心", 2019)
    assert {"行政服务中心", "办事大厅中心"} <= names
    later = load(OWN).registry.equivalents("市民服务中心", 2020)
    assert "行政服务中心" not in later
    assert "办事大厅中心" in later


def test_the_level_is_no_part_of_the_name(load):
    assert load(OWN).registry.equivalents("信联办") == {"信联办", "信访联席办"}


def test_a_unit_that_is_known_gets_further_names(load):
    own = load('[[unit]]\nname = "人社局"\naliases = ["人才服务总局"]\n').registry
    assert {"人力资源和社会保障局", "人社局", "人才服务总局"} <= own.equivalents("人力资源和社会保障局")
    assert "人才服务总局" not in registry().equivalents("人社局")


def test_a_name_may_stand_for_many(load):
    own = load(OWN).registry
    assert own.is_collective("包保专班")
    assert not own.is_collective("市民服务中心")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[[unit]]\nnmae = "甲局"', "[[unit]] 第 1 条：没有“nmae”这个字段，是不是“name”"),
        ('[[unit]]\naliases = ["甲局"]', "[[unit]] 第 1 条：没有写 name（单位名称）"),
        ('[[unit]]\nname = "甲局"\naliases = "乙局"', 'aliases 应为名称的列表，如 ["市民中心"]，现为 "乙局"'),
        (
            '[[unit]]\nname = "甲局"\nformer = ["乙局"]',
            'former 应为曾用名的列表，如 [{name = "行政服务中心", until = 2019}]',
        ),
        ('[[unit]]\nname = "甲局"\ncollective = "是"', 'collective 应为true 或 false，现为 "是"'),
        ('[unit]\nname = "甲局"', "unit 应写作 [[unit]]"),
        ('[[units]]\nname = "甲局"', "没有“units”这个字段"),
        ("unit = 甲", "第 1 行第 8 列不是正确的 TOML，整个文件没有生效"),
    ],
)
def test_what_is_wrong_is_named_with_the_file(load, tmp_path, text, complaint):
    (problem,) = {line for line in load(text).problems if complaint in line}
    assert problem.startswith(f"{tmp_path.resolve() / 'units.toml'}：")


def test_the_rest_of_a_file_with_a_mistake_counts(load):
    own = load('[[unit]]\nname = 5\n\n[[unit]]\nname = "甲乙局"\naliases = ["丙丁局"]\n')
    assert own.registry.equivalents("丙丁局") == {"甲乙局", "丙丁局"}
    assert len(own.problems) == 1


def test_files_that_are_not_there_add_nothing(tmp_path):
    assert load_units([tmp_path / "units.toml"]).registry is registry()
