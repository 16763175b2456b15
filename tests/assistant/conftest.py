"""The assistant over the sample library, and a library of a few notices that a test writes itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Turn
from assistant.places import Gazetteer
from assistant.question import Query, Reader
from index import Library

Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def assistant(sample_library) -> Assistant:
    """The sample library's assistant; nobody's home."""
    return Assistant.open(sample_library)


@pytest.fixture(scope="session")
def at_home(sample_library) -> Assistant:
    """The same, at home in 青石区's 财政局."""
    return Assistant.open(sample_library, "云河市青石区", "区财政局")


@pytest.fixture(scope="session")
def ask(assistant, today) -> Ask:
    """Ask on the fixed day; ``before`` is what the user asked in the turns before."""

    def ask_it(question: str, *before: str, who: Assistant = assistant, **options: object) -> Answer:
        history = [Turn("user", words) for words in before]
        return who.ask(question, history, **{"today": today, **options})

    return ask_it


@pytest.fixture
def library_of(tmp_path) -> Callable[..., Assistant]:
    """An assistant over notices given as texts by file name."""
    from index import StaticEncoder, build_library

    def build(**texts: str) -> Assistant:
        folder: Path = tmp_path / "notices"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        build_library(tmp_path / "library", [folder], StaticEncoder.load())
        return Assistant.open(tmp_path / "library")

    return build


PLAN = """{place}人民政府办公室关于印发2026年{topic}工作方案的通知
{short}政办字〔2026〕5号

各镇街，各部门：

现将《2026年{topic}工作方案》印发给你们，请认真执行。

一、重点工作

{clauses}

{place}人民政府办公室
2026年2月6日
"""


@pytest.fixture(scope="session")
def plan() -> Callable[..., str]:
    """The text of a plan of a place with a numbered duty for each unit named."""

    def write(place: str, topic: str, *units: str) -> str:
        clauses = "\n\n".join(
            f"（{n}）{topic}事项{n}的办理。（责任单位：{unit}）" for n, unit in zip("一二三四", units, strict=False)
        )
        return PLAN.format(place=place, topic=topic, short=place[-3:-1], clauses=clauses)

    return write


@pytest.fixture(scope="session")
def read(sample_library, today) -> Callable[..., Query]:
    """Understand a question on the fixed day with the places and units of the sample library."""
    library = Library.open(sample_library)
    units = [unit for _, task in library.duties() for unit in task.units if unit.organ]
    organs, names = sorted({unit.organ for unit in units}), sorted({unit.name for unit in units})
    readers: dict[str, Reader] = {}

    def read_it(question: str, *before: str, home_unit: str = "") -> Query:
        if home_unit not in readers:
            readers[home_unit] = Reader(Gazetteer(library.held), organs, home_unit, names)
        return readers[home_unit].read(question, [Turn("user", words) for words in before], today)[0]

    return read_it
