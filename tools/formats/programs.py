"""Programs that are not ours and write files too: LibreOffice and Chromium."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

SOFFICE = shutil.which("soffice")
CHROMIUM = shutil.which("chromium")


def convert(files: dict[str, bytes], kind: str) -> dict[str, bytes]:
    """Convert files by LibreOffice, all in one run.

    Parameters
    ----------
    files
        Name with ending to content.
    kind
        The ending of the files wanted: pdf, doc, xls.

    Returns
    -------
    dict
        The same names with the new ending to content.
    """
    assert SOFFICE is not None
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, data in files.items():
            (folder / name).write_bytes(data)
        command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", kind, "--outdir", str(folder / "out"), *(str(folder / name) for name in files)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return {(to := Path(name).stem + "." + kind): (folder / "out" / to).read_bytes() for name in files}


def print_page(page: bytes) -> bytes:
    """A web page as the PDF that Chromium prints."""
    assert CHROMIUM is not None
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "page.html").write_bytes(page)
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/user",
        ]
        options += [f"--print-to-pdf={folder}/out.pdf", (folder / "page.html").as_uri()]
        subprocess.run([CHROMIUM, *options], check=True, capture_output=True, timeout=120)
        return (folder / "out.pdf").read_bytes()
