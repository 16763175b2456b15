from __future__ import annotations

import importlib.util
import json

import pytest
from conftest import ROOT

spec = importlib.util.spec_from_file_location("check_floors", ROOT / ".ci" / "check_floors.py")
check_floors = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check_floors)


@pytest.mark.parametrize(
    ("value", "word", "holds"),
    [
        pytest.param(0.59, "FELL", False, id="below"),
        pytest.param(None, "FELL", False, id="missing"),
        pytest.param(0.60, "holds", True, id="at the floor"),
        pytest.param(0.605, "holds", True, id="a little above"),
        pytest.param(0.62, "raise", True, id="above"),
    ],
)
def test_a_figure_is_held_against_its_floor(value, word, holds):
    lines, all_hold = check_floors.compare({"correct": 0.60}, {"correct": value})
    assert lines[0].startswith(word)
    assert all_hold is holds


def test_the_figures_of_all_questions_count_and_a_fall_is_an_exit_code(tmp_path, capsys):
    floors = tmp_path / "floors.toml"
    floors.write_text('[dev]\ncorrect = 0.6\n"recall@5" = 0.8\n', "utf-8")
    figures = tmp_path / "figures.json"
    figures.write_text(json.dumps({"all": {"correct": 0.7, "recall@5": 0.8}, "who": {"correct": 0.1}}), "utf-8")
    assert check_floors.main(str(floors), "dev", str(figures)) == 0
    figures.write_text(json.dumps({"all": {"correct": 0.7, "recall@5": 0.7}}), "utf-8")
    assert check_floors.main(str(floors), "dev", str(figures)) == 1
    assert "FELL   recall@5: 0.7000" in capsys.readouterr().out
