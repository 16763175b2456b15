"""``zhengwen build``: bring the library in step with the folders, and say what was done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands.check import remark_line
from assistant.config import Config
from assistant.errors import SOME_UNREAD, WrongUse
from assistant.terminal import note, progress, say

if TYPE_CHECKING:
    from corpus import Remark
    from index import BuildReport, Duplicate, Encoder

SHOWN = 12
"""How many remarks a build shows; ``check`` shows all."""


def run(config: Config) -> int:
    """Build the library of ``config`` from its folders; returns the exit code."""
    report = build(config.library, config.notices, config.model, config.query_instruction)
    for line in summary(report):
        say(line)
    for line in remark_lines(report.remarks):
        say(line)
    for line in failures(report):
        note(line)
    return SOME_UNREAD if report.failures else 0


def build(library: Path, folders: Sequence[Path], model: str = "", query_instruction: str | None = None) -> BuildReport:
    """Build a library, with a progress bar on a terminal.

    Parameters
    ----------
    model
        Name or folder of a sentence-transformers model; empty: the one that the library was built with, in a new
        library the one that comes with the product.
    query_instruction
        Words that the model wants before a question; None: those that it is known to want.

    Raises
    ------
    WrongUse
        There is no folder to read, or the model takes no words before a question.
    """
    check_folders(folders)
    from index import build_library

    encoder = encoder_for(library, model, query_instruction)
    with progress("建库") as advance:
        return build_library(library, folders, encoder, progress=advance)


def encoder_for(library: Path, model: str = "", query_instruction: str | None = None) -> Encoder:
    """The encoder that a library is built with; parameters and errors are those of :func:`build`."""
    from index import load_encoder, recorded_model

    recorded, recorded_instruction = (model, None) if model else recorded_model(library)
    encoder = load_encoder(recorded, recorded_instruction if query_instruction is None else query_instruction)
    if query_instruction and encoder.query_instruction != query_instruction:
        raise WrongUse(f"{encoder.name}不在问题前加文字，请去掉 query_instruction，或用 --model 指定要用的模型")
    return encoder


def check_folders(folders: Sequence[Path]) -> None:
    """Refuse to build from no folder, or from one that is not there."""
    if not folders:
        raise WrongUse('没有指定公文文件夹：请用 --notices 文件夹，或在 zhengwen.toml 里写 notices = ["文件夹"]')
    for folder in folders:
        if not folder.is_dir():
            raise WrongUse(f"{folder}：没有这个文件夹" if not folder.exists() else f"{folder}：不是文件夹")


def summary(report: BuildReport) -> list[str]:
    """What the library holds now and what this build changed."""
    changes = (
        ("新增", len(report.added)),
        ("更新", len(report.changed)),
        ("撤下", len(report.withdrawn)),
        ("未变", report.unchanged),
    )
    counts = (
        f"{report.notices} 份公文",
        f"{report.clauses} 个条款",
        f"{report.tasks} 项任务",
        f"{report.passages} 个段落",
        f"用时 {report.seconds:.1f} 秒",
    )
    lines = ["公文库：" + "，".join(counts), "本次：" + "，".join(f"{word} {count}" for word, count in changes)]
    return lines + [f"  {duplicate_words(duplicate)}" for duplicate in report.duplicates]


def duplicate_words(duplicate: Duplicate) -> str:
    """What became of a second file of one notice."""
    what = "内容相同，只收一份" if duplicate.same_words else "文号相同，是较早的版本，已由新版本代替"
    return f"{duplicate.file} 与 {duplicate.kept} {what}"


def remark_lines(remarks: Sequence[Remark]) -> list[str]:
    """The weightiest of what a keeper should look at in the notices that were read."""
    if not remarks:
        return []
    lines = [f"这次读的公文有 {len(remarks)} 处需要查看（zhengwen check 文件夹 列出全部）："]
    lines += [f"  {remark.file}  {remark_line(remark)}" for remark in remarks[:SHOWN]]
    return lines + ([f"  ……其余 {len(remarks) - SHOWN} 处"] if len(remarks) > SHOWN else [])


def failures(report: BuildReport) -> list[str]:
    """The files that could not be read, each with its reason; the reason names the file."""
    if not report.failures:
        return []
    return [
        f"有 {len(report.failures)} 个文件没有收入：",
        *(f"  {failure.message}（{failure.kind}）" for failure in report.failures),
    ]
