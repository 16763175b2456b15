"""Generations: which segments are live. A manifest describes each, ``CURRENT`` names the live one."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from index.errors import DamagedIndex, NoLibrary, WrongVersion
from index.files import Layout, sha256_of, write_atomic

FORMAT = 5
"""Version of the layout on disk; goes up when an older program could not read it."""
KEPT = 3
"""So many generations stay, for those who opened them and for going back by hand."""
HASHED_UP_TO = 64_000_000
"""Up to so many bytes every checksum is compared on opening; above, only the sizes."""

_NAME = re.compile(r"g(\d{6,})")


@dataclass(frozen=True, slots=True)
class FileMark:
    """Size and SHA-256 of a file of a segment."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SegmentMark:
    """A segment of a generation; ``removed`` are its notices that the generation no longer holds."""

    segment_id: str
    notices: int
    passages: int
    files: dict[str, FileMark]
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an index was made with: another recipe makes another index."""

    encoder: str
    fingerprint: str
    dim: int
    tokenizer: str
    reader: str
    query_instruction: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation. The counts are those of what is live."""

    generation: str
    created: str
    recipe: Recipe
    segments: tuple[SegmentMark, ...]
    notices: int = 0
    clauses: int = 0
    tasks: int = 0
    passages: int = 0

    def dump(self) -> bytes:
        """The manifest as JSON, with a checksum over itself."""
        body = {"format": FORMAT} | asdict(self)
        return json.dumps(body | {"checksum": _checksum(body)}, ensure_ascii=False, indent=1).encode()


def next_generation(layout: Layout) -> str:
    """A name that no generation has had, finished or not."""
    numbers = [int(match[1]) for path in layout.generations.glob("g*") if (match := _NAME.match(path.name))]
    return f"g{max(numbers, default=0) + 1:06d}"


def mark_segment(folder: Path, paths: Sequence[Path], notices: int, passages: int) -> SegmentMark:
    """Describe a segment just written."""
    files = {path.relative_to(folder).as_posix(): FileMark(path.stat().st_size, sha256_of(path)) for path in paths}
    return SegmentMark(folder.name, notices, passages, files)


def remove_notices(mark: SegmentMark, removed: frozenset[str]) -> SegmentMark:
    """The same segment without some of its notices."""
    return replace(mark, removed=tuple(sorted({*mark.removed, *removed})))


def publish(layout: Layout, manifest: Manifest) -> None:
    """Write a manifest and make it the live generation, in one atomic step."""
    write_atomic(layout.manifest(manifest.generation), manifest.dump())
    write_atomic(layout.current, f"{manifest.generation}\n".encode())


def current_generation(library: Path) -> str:
    """The name of the live generation of a library, empty where there is none or it cannot be read just now."""
    with suppress(OSError, UnicodeDecodeError):
        return Layout(library).current.read_text(encoding="utf-8").strip()
    return ""


def load_manifest(layout: Layout) -> Manifest:
    """Read the live generation's manifest.

    Raises
    ------
    NoLibrary
        Nothing has been built here.
    DamagedIndex
        ``CURRENT`` or the manifest is missing, cut short or changed.
    WrongVersion
        Another version of the program wrote it.
    """
    build = build_command(layout)
    try:
        generation = layout.current.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise NoLibrary(f"{layout.library} 里还没有建好的公文库，请先运行：{build}") from None
    except (OSError, UnicodeDecodeError) as exc:
        raise DamagedIndex(f"{layout.current} 读不出来（{exc}），请重新运行：{build}") from exc
    if not _NAME.fullmatch(generation):
        raise DamagedIndex(f"{layout.current} 的内容不是一代索引的名称，已损坏，请重新运行：{build}")
    path = layout.manifest(generation)
    try:
        body = json.loads(path.read_bytes())
        checksum, version = body.pop("checksum"), body["format"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as exc:
        raise DamagedIndex(f"{path} 缺失或已损坏，请重新运行：{build}") from exc
    if checksum != _checksum(body):
        raise DamagedIndex(f"{path} 已损坏（校验和不符），请重新运行：{build}")
    if version != FORMAT:
        raise WrongVersion(f"{layout.library} 的索引是第 {version} 版格式，本程序用第 {FORMAT} 版，请重新运行：{build}")
    return _manifest_of(body)


def recorded_model(library: Path) -> tuple[str | None, str | None]:
    """The model that a library was built with and what it puts before a question; None, None where there is none.

    It is wanted where the index must be built anew too: of another version's manifest, or where the live one is
    damaged, the newest that can be read counts.
    """
    layout = Layout(library)
    with suppress(OSError, UnicodeDecodeError):
        live = layout.current.read_text(encoding="utf-8").strip()
        if _NAME.fullmatch(live) and (found := _model_in(layout.manifest(live))):
            return found
    newest_first = sorted(layout.generations.glob("g*.json"), reverse=True)
    return next((found for path in newest_first if (found := _model_in(path))), (None, None))


def _model_in(path: Path) -> tuple[str, str | None] | None:
    try:
        recipe = json.loads(path.read_bytes())["recipe"]
        return str(recipe["encoder"]), recipe.get("query_instruction")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def verify_segments(layout: Layout, manifest: Manifest) -> None:
    """Compare the files of a generation with its manifest.

    Raises
    ------
    DamagedIndex
        A file is missing or has another size, or, in an index that is not large, another checksum.
    """
    total = sum(mark.size for segment in manifest.segments for mark in segment.files.values())
    for segment in manifest.segments:
        for name, mark in segment.files.items():
            path = layout.segments / segment.segment_id / name
            if reason := _fault(path, mark, is_hashed=total <= HASHED_UP_TO):
                raise DamagedIndex(f"索引文件 {path} {reason}，请重新运行：{build_command(layout)}")


def clean_up(layout: Layout, manifest: Manifest) -> None:
    """Delete generations that are too old and segments that none of the kept ones names.

    What cannot be deleted, because someone has it open on Windows, is left to a later build.
    """
    stems = (path.stem for path in layout.generations.glob("g*.json"))
    names = sorted((stem for stem in stems if _NAME.fullmatch(stem)), reverse=True)
    kept = [name for name in names if name <= manifest.generation][:KEPT]
    needed = {segment.segment_id for segment in manifest.segments}
    for name in kept:
        needed |= _segments_named_in(layout.manifest(name))
    for name in set(names) - set(kept):
        layout.manifest(name).unlink(missing_ok=True)
    for folder in layout.segments.iterdir():
        if folder.name not in needed:
            shutil.rmtree(folder, ignore_errors=True)


def build_command(layout: Layout) -> str:
    """The command that a message tells the user to run."""
    return f"zhengwen build --notices 公文文件夹 --index {layout.library}"


def _segments_named_in(path: Path) -> set[str]:
    try:
        return {segment["segment_id"] for segment in json.loads(path.read_bytes())["segments"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _fault(path: Path, mark: FileMark, *, is_hashed: bool) -> str:
    try:
        size = path.stat().st_size
        if size != mark.size:
            return f"已损坏（应有 {mark.size} 字节，实有 {size} 字节）"
        if is_hashed and sha256_of(path) != mark.sha256:
            return "已损坏（校验和不符）"
    except OSError:
        return "缺失或无法读取"
    return ""


def _checksum(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _manifest_of(body: dict[str, Any]) -> Manifest:
    fields = {name: value for name, value in body.items() if name != "format"}
    segments = tuple(
        SegmentMark(
            segment_id=segment["segment_id"],
            notices=segment["notices"],
            passages=segment["passages"],
            files={name: FileMark(**mark) for name, mark in segment["files"].items()},
            removed=tuple(segment["removed"]),
        )
        for segment in fields.pop("segments")
    )
    return Manifest(recipe=Recipe(**fields.pop("recipe")), segments=segments, **fields)
