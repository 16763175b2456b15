"""Turns documents into .docx by LibreOffice, where it is installed.

Each run has a profile of its own in a temporary folder, so that it neither waits for an open LibreOffice nor takes
over its settings. Its settings forbid macros, whatever the document asks for, and to fetch what the document links
to; by default LibreOffice 7.4 fetches pictures from the web while it converts. It ends with 0 where it fails too,
and without a named filter it takes any bytes for plain text: the filter is named, and what it wrote is looked at.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import DamagedFile, TookTooLong, UnsupportedFile
from corpus.formats.probe import ZIP
from corpus.limits import MAX_SECONDS_CONVERTED

_NAMES = ("soffice", "libreoffice")
_SETTINGS = {
    "org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
}
_ITEM = '<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        _ITEM.format(path=path, name=name, value=value)
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    + "</oor:items>"
)


def find_office() -> str | None:
    """The program of LibreOffice: on the PATH, else where it is usually installed; None where it is not."""
    named = (shutil.which(name) for name in _NAMES)
    return next(filter(None, named), None) or next((str(path) for path in _usual_places() if path.is_file()), None)


def _usual_places() -> Iterator[Path]:
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        if folder := os.environ.get(variable):
            yield Path(folder) / "LibreOffice" / "program" / "soffice.exe"
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    yield Path("/usr/lib/libreoffice/program/soffice")
    yield Path("/usr/lib64/libreoffice/program/soffice")
    with contextlib.suppress(OSError):
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def to_docx(data: bytes, ending: str, kind: str, name: str, seconds: float = MAX_SECONDS_CONVERTED) -> bytes:
    """A document as .docx.

    Parameters
    ----------
    data
        Its bytes.
    ending
        The usual ending of its format.
    kind
        What LibreOffice calls the filter that reads it.
    name
        Its name, for messages.
    seconds
        How long it may take.

    Raises
    ------
    UnsupportedFile, TookTooLong, DamagedFile
        There is no LibreOffice; it takes too long; it cannot read the file.
    """
    office = find_office()
    if office is None:
        raise UnsupportedFile(
            f"{name}：这种格式要用 LibreOffice 读取，这台电脑没有安装。请安装 LibreOffice（含 Writer）后再收入，"
            "或在 Word、WPS 里另存为 .docx 后收入"
        )
    with tempfile.TemporaryDirectory(prefix="zhengwen-", ignore_cleanup_errors=True) as folder:
        place = Path(folder).resolve()
        given, profile, out = place / f"in{ending}", place / "profile", place / "out"
        given.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        options = "--headless --norestore --nologo --nodefault --nolockcheck".split()
        command = [office, f"-env:UserInstallation={profile.as_uri()}", *options, f"--infilter={kind}"]
        command += ["--convert-to", "docx", "--outdir", str(out), str(given)]
        if not _run(command, seconds):
            raise TookTooLong(f"{name}：LibreOffice 转换超过 {seconds:g} 秒，已停止")
        made = out / "in.docx"
        converted = made.read_bytes() if made.is_file() else b""
    if not converted.startswith(ZIP):
        raise DamagedFile(
            f"{name}：LibreOffice 没有转换出结果，文件可能已损坏（或安装的 LibreOffice 缺少 Writer）。"
            "请在 Word、WPS 里打开，另存为 .docx 后收入"
        )
    return converted


def _run(command: list[str], seconds: float) -> bool:
    """Run a program without input or output; False where it did not end in time, and was ended with all it began."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=os.name != "nt",
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:  # also where this process is told to end
        _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it began: the office itself is a child of the script that starts it."""
    with contextlib.suppress(OSError):
        if os.name != "nt":
            os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    process.wait()
