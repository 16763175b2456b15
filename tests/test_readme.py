"""What the README says is there: commands, options, files, settings."""

from __future__ import annotations

import re
import shlex

import pytest
from conftest import ROOT

from assistant.cli import main
from assistant.config import SETTINGS, Config
from corpus import KINDS, load_units, parse_corrections

README = (ROOT / "README.md").read_text("utf-8")
DOCS = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
PAGES = {"README.md": README, **DOCS}


def commands(text: str) -> set[tuple[str, ...]]:
    """Each ``zhengwen COMMAND …`` in code, as its words."""
    code = re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", text, re.DOTALL)
    lines = [line for fence, inline in code for line in (fence or inline).splitlines()]
    found = (re.search(r"(?:^|[\s/])zhengwen (?P<rest>[a-z][^|>&#]*)", line) for line in lines)
    return {tuple(shlex.split(match["rest"])) for match in found if match}


@pytest.mark.parametrize("page", PAGES)
def test_each_command_and_option_that_is_written_down_exists(page, capsys):
    for command, *words in commands(PAGES[page]):
        assert main([command, "--help"]) == 0, command
        help_text = capsys.readouterr().out
        for option in re.findall(r"--[a-z-]+", " ".join(words)):
            assert option in help_text, f"{command} {option}"


def test_the_readme_names_every_command():
    assert {words[0] for words in commands(README)} == {
        "build",
        "ask",
        "read",
        "check",
        "list",
        "find",
        "duties",
        "retrieve",
        "eval",
        "compare",
        "feedback",
        "password",
        "serve",
    }


@pytest.mark.parametrize("name", ["run", "test"])
def test_the_readme_has_the_line_that_ci_takes_from_it(name):
    found = re.findall(rf"<!-- ci:{name} -->\n```\w*\n(.*?)\n```", README, re.DOTALL)
    assert len(found) == 1
    assert "\n" not in found[0]
    assert "pip install" in found[0]


def test_each_file_that_is_linked_exists():
    for page, text in PAGES.items():
        folder = ROOT if page == "README.md" else ROOT / "docs"
        for link in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (folder / link).exists(), f"{page}: {link}"


def test_the_settings_in_the_readme_can_be_read_and_are_all_there_are(tmp_path):
    example = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "zhengwen.toml").write_text(example[1], "utf-8")
    assert Config.find(tmp_path).source == tmp_path / "zhengwen.toml"
    assert set(re.findall(r"^(\w+) *=", example[1], re.MULTILINE)) == set(SETTINGS)


def test_the_examples_of_corrections_and_units_can_be_read(tmp_path):
    corrections, units = re.findall(r"```toml\n(.*?)```", DOCS["keeper.md"], re.DOTALL)
    parsed = parse_corrections(corrections.encode(), "通知.meta.toml")
    assert (parsed.problems, len(parsed.fields), len(parsed.tasks), len(parsed.slips)) == ((), 3, 1, 1)
    (tmp_path / "units.toml").write_text(units, "utf-8")
    own = load_units([tmp_path / "units.toml"])
    assert own.problems == ()
    assert own.registry.is_collective("包保专班")


def test_every_kind_of_finding_is_explained_with_its_weight():
    told = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", DOCS["keeper.md"], re.MULTILINE))
    assert told == {name: str(kind.weight) for name, kind in KINDS.items()}
