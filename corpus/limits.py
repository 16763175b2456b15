"""What a file may cost: far above what real notices need, far below what stops a machine."""

from __future__ import annotations

MAX_BYTES = 64 * 1024 * 1024
"""A file, as it stands on the disk."""
MAX_UNPACKED = 512 * 1024 * 1024
"""All that is packed in one file (docx, xlsx, ofd, zip), unpacked."""
MAX_MEMBERS = 10_000
"""Files packed in one."""
MAX_PAGES = 3_000
"""Pages with a text layer."""
MAX_SCANNED_PAGES = 500
"""Pages that are read by OCR."""
MAX_PAGE_OBJECTS = 200_000
"""Characters, lines and pictures of one page."""
MAX_PIXELS = 120_000_000
"""Pixels of one picture: A3 at 600 dpi has 70 million."""
MAX_CELLS = 2_000_000
"""Cells of all tables."""
MAX_CHARACTERS = 30_000_000
"""Characters of the text."""
MAX_DEPTH = 250
"""Elements of XML within each other."""
MAX_MEMORY = 4 * 1024 * 1024 * 1024
"""Bytes of address space of the process that reads."""
MAX_SECONDS = 300.0
"""How long one file may take, OCR apart."""
MAX_SECONDS_SCANNED = 3_600.0
"""How long OCR may take for one file."""
MAX_SECONDS_CONVERTED = 120.0
"""How long LibreOffice may take for one file: a .doc of a hundred pages takes some seconds."""
