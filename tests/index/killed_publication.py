"""A publication that kills itself at its n-th step on the disk: python killed_publication.py LIBRARY BATCH N."""

from __future__ import annotations

import sys
from pathlib import Path

from factories import HashEncoder, read_plain
from killed_build import kill_at

from index import publish_batch, undo_publication

if __name__ == "__main__":
    library, batch_id, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    encoder = HashEncoder()
    kill_at(last)
    if batch_id == "undo":
        undo_publication(library, encoder=encoder, read=read_plain)
    else:
        publish_batch(library, batch_id, encoder, read=read_plain)
