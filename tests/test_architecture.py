"""What import-linter cannot see: single files, libraries, what a question loads, what may not be written."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGES = ("corpus", "index", "assistant")
SOURCES = sorted([*(path for name in PACKAGES for path in (ROOT / name).rglob("*.py")), ROOT / "app.py"])

ANYWHERE = {"numpy", "scipy"}
"""Arrays are handed from file to file, and worked on where they are."""


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Each module that a file imports, absolute, and whether on loading the file (not within a function)."""
    tree = ast.parse(path.read_text("utf-8"))
    for node, in_function in walk(tree, False):
        if isinstance(node, ast.Import):
            yield from ((alias.name, not in_function) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or "", not in_function


def walk(node: ast.AST, in_function: bool) -> Iterator[tuple[ast.AST, bool]]:
    for child in ast.iter_child_nodes(node):
        yield child, in_function
        yield from walk(child, in_function or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))


PAGE = ROOT / "assistant" / "page"


def third_party(path: Path) -> set[str]:
    tops = {module.partition(".")[0] for module, _ in imports(path)}
    return tops - set(PACKAGES) - {"app"} - sys.stdlib_module_names


def test_each_third_party_library_is_used_in_one_file():
    users = defaultdict(list)
    for path in SOURCES:
        for library in third_party(path):
            users[library].append(str(path.relative_to(ROOT)))
    pages = users.pop("gradio")
    assert all(file == "app.py" or Path(ROOT / file).is_relative_to(PAGE) for file in pages)  # a file for each tab
    assert {library: files for library, files in users.items() if len(files) > 1 and library not in ANYWHERE} == {}
    assert {"typer", "tantivy", "faiss", "jieba"} <= set(users)


@pytest.mark.parametrize("heavy", ["torch", "sentence_transformers", "gradio"])
def test_heavy_libraries_are_imported_where_they_are_used_not_on_loading_a_package(heavy):
    loaders = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for module, on_loading in imports(path)
        if on_loading and module.partition(".")[0] == heavy
    }
    # static_words is what sentence-transformers itself loads to run the shipped model.
    pages = {str(path.relative_to(ROOT)) for path in PAGE.glob("*.py")}
    assert loaders <= {"app.py", "index/static_words.py", *pages}


def test_the_page_uses_the_packages_by_their_public_faces_only():
    modules = {module for module, _ in imports(ROOT / "app.py")}
    own = {module for module in modules if module.partition(".")[0] in PACKAGES}
    assert {module for module in own if not module.startswith("assistant.page")} <= set(PACKAGES)
    assert third_party(ROOT / "app.py") == {"gradio"}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_uses_another_one_by_its_public_face_only(package):
    reached = {
        f"{path.relative_to(ROOT)} imports {module}"
        for path in SOURCES
        if path.is_relative_to(ROOT / package)
        for module, _ in imports(path)
        if module.partition(".")[0] in set(PACKAGES) - {package} and module not in {*PACKAGES, "corpus.sample"}
    }
    assert reached == set()


def test_nothing_imports_the_page():
    importers = [path for path in SOURCES for module, _ in imports(path) if module.partition(".")[0] == "app"]
    assert importers == []
    users = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for module, _ in imports(path)
        if module.startswith("assistant.page") and not path.is_relative_to(PAGE)
    }
    assert users == {"app.py"}


@pytest.mark.parametrize("leaf", ["corpus/errors.py", "corpus/model.py", "index/errors.py", "index/report.py"])
def test_errors_and_frozen_values_are_leaves_of_their_package(leaf):
    allowed = {"corpus"} if leaf == "index/report.py" else set()  # what a keeper should look at is found in corpus
    assert {module for module, _ in imports(ROOT / leaf) if module.partition(".")[0] in PACKAGES} <= allowed


def loaded_by(code: str) -> set[str]:
    """Top names of all modules in a fresh process that has run some code in the working tree."""
    program = f"import sys\n{code}\nsys.stdout.write('\\n' + ' '.join(m for m in sys.modules if '.' not in m))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_a_package_loads_no_third_party_library(package):
    used = {library for path in SOURCES for library in third_party(path)}
    assert loaded_by(f"import {package}") & used == set()


def test_a_question_on_the_command_line_loads_neither_torch_nor_gradio(sample_library):
    args = ["ask", "区财政局今年负责什么", "--index", str(sample_library)]
    loaded = loaded_by(f"from assistant.cli import main\nassert main({args!r}) == 0")
    assert loaded & {"torch", "transformers", "sentence_transformers", "gradio", "scipy", "sklearn", "pandas"} == set()
    assert {"tantivy", "faiss"} <= loaded


# What may not stand in any file


def tracked() -> list[Path]:
    git = shutil.which("git")
    done = subprocess.run([git or "git", "ls-files", "-z"], cwd=ROOT, capture_output=True) if git else None
    if done is None or done.returncode:
        pytest.skip("not a git working tree")
    return [ROOT / name for name in done.stdout.decode().split("\0") if name]


def lines_with(pattern: str) -> list[str]:
    wanted = re.compile(pattern)
    found = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        found += [
            f"{path.relative_to(ROOT)}:{number}"
            for number, line in enumerate(text.splitlines(), 1)
            if wanted.search(line)
        ]
    return found


def test_no_path_of_a_machine_stands_in_a_file():
    folders = "|".join(("wor" + "k", "roo" + "t", "far" + "m", "Use" + "rs", "hom" + r"e/\w+"))
    assert lines_with(rf"(?<![\w.:/])/(?:{folders})/") == []


def test_no_host_of_a_package_registry_or_model_hub_stands_in_a_file():
    hosts = "|".join(("py" + "pi", "pytho" + "nhosted", "hugging" + "face", "modelsc" + "ope", "tuna" + r"\.tsinghua"))
    assert lines_with(rf"(?:https?://|[\w-]+\.)(?:[\w-]+\.)*(?:{hosts})\.\w|download\.pytorch" + r"\.org") == []
