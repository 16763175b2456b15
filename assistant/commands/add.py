"""``zhengwen add`` and ``zhengwen undo``: files into the library with a look at each, and out again."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.commands.build import encoder_for
from assistant.commands.check import fact_lines, remark_line
from assistant.config import Config
from assistant.errors import SOME_UNREAD, CommandError, WrongUse
from assistant.terminal import note, progress, say, say_json

if TYPE_CHECKING:
    from index import Batch, Examination, Examined, Held, Library, Publication

_WHAT = {"new": "新增", "newer": "更新", "older": "已有较新的版本", "copy": "已有相同的"}


@dataclass(frozen=True, slots=True)
class AddOptions:
    """Whether files are only looked at, and whether what was read is written as JSON."""

    is_dry: bool = False
    as_json: bool = False


def run(config: Config, paths: Sequence[Path], options: AddOptions) -> int:
    """Add files to the library of ``config``; returns the exit code."""
    from index import LibraryError, NoBatch, discard_batch, publish_batch, stage_files

    for path in paths:
        if not path.exists():
            raise WrongUse(f"{path}：没有这个文件或文件夹")
    with ExitStack() as stack:
        opened = _open(config)
        if opened is not None:
            stack.enter_context(opened)
        home = Path(stack.enter_context(tempfile.TemporaryDirectory())) if options.is_dry else config.library
        batch = stage_files(home, ((str(path), path) for path in paths))
        examination = _examine(config, batch, opened)
        _tell(examination, options.as_json)
        is_whole = not examination.refused and examination.readable == len(examination.files)
        code = 0 if is_whole else SOME_UNREAD
        if options.is_dry:
            return code
        try:
            if not examination.readable:
                raise CommandError("没有能收入的公文，公文库没有改动")
            encoder = encoder_for(config.library, config.model, config.query_instruction)
            with progress("发布") as advance:
                done = publish_batch(config.library, batch.batch_id, encoder, advance)
        except (CommandError, LibraryError):  # the files are where they were: the command can be given again
            with suppress(NoBatch):
                discard_batch(config.library, batch.batch_id)
            raise
    (note if options.as_json else say)(told(done))
    return code


def run_undo(config: Config, batch_id: str | None, is_list: bool) -> int:
    """Take a publication back, or list them; returns the exit code."""
    from index import publications, undo_publication

    if is_list:
        for one in publications(config.library):
            say(publication_line(one))
        return 0
    with progress("撤回") as advance:
        undone = undo_publication(config.library, batch_id, progress=advance)
    say(undone.words)
    return 0


def publication_line(one: Publication) -> str:
    """One publication for a reader."""
    when = one.published.astimezone().strftime("%Y-%m-%d %H:%M")
    state = f"{one.undone.astimezone():%Y-%m-%d %H:%M} 撤回" if one.undone else "" if one.generation else "没有完成"
    return "  ".join(filter(None, (one.batch_id, when, f"{len(one.files)} 个文件", "、".join(one.files[:3]), state)))


def told(done: Publication) -> str:
    """What a publication brought."""
    kinds = [one.what for one in done.notices]
    counts = "，".join(f"{word} {kinds.count(kind)}" for kind, word in _WHAT.items() if kind in kinds)
    return f"已发布：{counts}。撤回用 zhengwen undo {done.batch_id}"


def _open(config: Config) -> Library | None:
    """The library as it is; None where there is none that can be opened, which publishing will make anew."""
    from index import DamagedIndex, Library, NoLibrary, WrongVersion

    try:
        return Library.open(config.library, unit_files=config.unit_files, with_model=False)
    except NoLibrary:
        return None
    except (DamagedIndex, WrongVersion) as exc:
        note(str(exc))
        return None


def _examine(config: Config, batch: Batch, opened: Library | None) -> Examination:
    from index import examine_batch

    with progress("检查") as advance:
        return examine_batch(config.library, batch, opened, advance)


def _tell(examination: Examination, as_json: bool) -> None:
    """Write what was read of each file, and why others cannot be."""
    for one in examination.files:
        if as_json:
            say_json(examined_dict(one))
        elif one.checked.error is not None:
            note(f"{one.checked.error['message']}（{one.checked.error['kind']}）")
        else:
            for line in examined_lines(one):
                say(line)
    for failure in examination.refused:
        if as_json:
            say_json({"file": failure.file, "error": {"kind": failure.kind, "message": failure.message}})
        else:
            note(f"{failure.message}（{failure.kind}）")


def examined_dict(one: Examined) -> dict[str, Any]:
    """A file as ``add --json`` prints it."""
    out = one.checked.to_dict() | {"file": one.given}
    if one.standing is None:
        return out
    return out | {"standing": one.standing, "held": one.held.notice_id if one.held else None}


def examined_lines(one: Examined) -> list[str]:
    """A file for a reader: what was read, how it stands to the library, what needs a look."""
    first, *rest = fact_lines(one.checked.facts | {"file": one.given})
    standing = standing_words(one.standing, one.held) if one.standing else ""
    return [first, *rest, f"  {standing}", *(f"  {remark_line(remark)}" for remark in one.checked.remarks), ""]


def standing_words(standing: str, held: Held | None) -> str:
    """How a file stands to the library."""
    name = f"《{held.name}》（{held.file}）" if held else ""
    return {
        "new": "库里没有，将新增",
        "newer": f"是库里{name}的较新版本，将代替它",
        "older": f"库里{name}较新，仍用库里的",
        "copy": f"与库里{name}文字相同",
    }[standing]
