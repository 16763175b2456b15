"""When notices came into a library, as its catalogue has it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

from index.catalogue import Catalogue
from index.errors import DamagedIndex
from index.files import Layout


def entry_days(library: Path) -> dict[str, dt.date]:
    """Notice id to the day, in local time, on which the library first held it; empty where there is no catalogue.

    Raises
    ------
    DamagedIndex
        The catalogue cannot be read.
    """
    try:
        catalogue = Catalogue.look_at(Layout(library).catalogue)
    except FileNotFoundError:
        return {}
    try:
        times = catalogue.created()
    except sqlite3.DatabaseError as exc:
        raise DamagedIndex(f"{library} 的目录读不出来（{exc}）") from exc
    finally:
        catalogue.close()
    return {notice_id: dt.datetime.fromisoformat(time).astimezone().date() for notice_id, time in times.items()}
