"""The catalogue: which notices the library has ever held, under which ids, and from which files.

It may be ahead of the live generation after a crash, never behind in what ids it has given; the manifest is the truth
for readers, and the next build brings the two together.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Self

from corpus import Notice
from index.errors import DamagedIndex
from index.store import words_of

_TABLES = """
create table if not exists notices (notice_id text primary key, published integer not null default 1, created text);
create table if not exists keys (key text, notice_id text, primary key (key, notice_id));
create table if not exists versions (notice_id text, version text, file text, entered text,
                                     primary key (notice_id, version));
create table if not exists files (path text primary key, name text not null, version text not null,
                                  notice_id text not null, issued text not null, modified integer not null,
                                  words text not null, failed text not null, kind text not null,
                                  message text not null, reader text not null, meta text not null default '');
create table if not exists corrections (notice_id text, field text, value text, entered text,
                                        primary key (notice_id, field));
create table if not exists entries (number integer primary key, notice_id text, before text, entered text);
"""
_SIGNS = re.compile(r"[^\w]+")
_NUMBER = re.compile(r"^(?P<office>\D*?)(?P<year>(?:19|20)\d\d)\D*?(?P<number>\d+)$")
_DIGITS = re.compile(r"\d+")
_LONGEST = 40
ALIKE = 0.6
"""So much of two titles must agree for a file's new content to be a correction of the old."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What is known of a file of one of the folders; ``path`` of one that was added to the library is within it.

    ``version`` is the SHA-256 of the bytes that are held (empty: none), ``words`` that of its text without white
    space. ``failed`` is the SHA-256 of bytes that could not be read, with the contract's ``kind`` and the ``message``.
    ``meta`` is the SHA-256 of the corrections beside the file (empty: none); of a file that is to be held, after a plus
    also that of what was entered on the page.
    """

    path: str
    name: str
    version: str = ""
    notice_id: str = ""
    issued: str = ""
    modified: int = 0
    words: str = ""
    failed: str = ""
    kind: str = ""
    message: str = ""
    reader: str = ""
    meta: str = ""

    @property
    def edition(self) -> tuple[str, str]:
        """What decides what is read: the file's bytes and its corrections."""
        return self.version, self.meta


class Catalogue:
    """``catalogue.sqlite``, open for a build. Nothing is kept before ``commit``."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(path)
        try:
            self._base.execute("pragma synchronous = full")
            self._base.execute("pragma cache_spill = off")  # others can read until the very commit
            self._base.executescript(f"begin; {_TABLES} commit;")
            if "meta" not in {row[1] for row in self._base.execute("pragma table_info(files)")}:
                self._base.execute("alter table files add column meta text not null default ''")
        except sqlite3.DatabaseError as exc:
            self._base.close()
            raise DamagedIndex(f"{path} 已损坏（{exc}）：请把它移走再构建，公文编号会从索引恢复") from exc

    @classmethod
    def look_at(cls, path: Path) -> Self:
        """The catalogue to be looked at only, also while a build is at work; FileNotFoundError where there is none."""
        if not path.exists():
            raise FileNotFoundError(path)
        self = cls.__new__(cls)
        # not mode=ro: after a crash the first to look must be able to roll back
        self._base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
        try:
            self._base.execute("select count(*) from corrections")
        except sqlite3.DatabaseError as exc:
            self._base.close()
            raise DamagedIndex(f"{path} 打不开（{exc}），请稍后再试；一直打不开则已损坏") from exc
        return self

    def commit(self) -> None:
        """Keep what was changed, synced to the disk."""
        self._base.commit()

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        self._base.close()

    def files(self) -> dict[str, FileRecord]:
        """Path to file."""
        names = ", ".join(field.name for field in fields(FileRecord))
        return {row[0]: FileRecord(*row) for row in self._base.execute(f"select {names} from files")}

    def put_file(self, record: FileRecord) -> None:
        """Keep what is known of a file."""
        marks = ", ".join("?" * len(fields(FileRecord)))
        self._base.execute(f"insert or replace into files values ({marks})", astuple(record))

    def drop_file(self, path: str) -> None:
        """Forget a file."""
        self._base.execute("delete from files where path = ?", (path,))

    def hidden(self) -> frozenset[str]:
        """Ids of notices that are not published."""
        return frozenset(row[0] for row in self._base.execute("select notice_id from notices where published = 0"))

    def identify(self, notice: Notice, before: str = "") -> str:
        """The id of a notice, given now if it has none.

        Parameters
        ----------
        notice
            The notice as read.
        before
            Id of the notice that the same file held before, if any.

        Returns
        -------
        str
            The id of the notice with the same 文号; else with the same title, issuer and date, if one of the two has
            no 文号; else ``before``, unless the titles are too far apart; else of the same words; else a new one.
        """
        notice_id = self._known(notice, before) or self._new_id(notice)
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        self._base.execute("insert or ignore into notices values (?, 1, ?)", (notice_id, now))
        self._base.execute(
            "insert or ignore into versions values (?, ?, ?, ?)", (notice_id, notice.version, notice.file, now)
        )
        for key in _keys_of(notice):
            self._base.execute("insert or ignore into keys values (?, ?)", (key, notice_id))
        return notice_id

    def look_up(self, notice: Notice) -> str | None:
        """The id that a notice would have, None where it would get a new one; nothing is entered."""
        return self._known(notice, "")

    def restore(self, notice_id: str, notice: Notice, meta: str = "") -> None:
        """Enter a notice that the live generation holds; if it was not known, also a file that stands for it."""
        is_new = self._base.execute("insert or ignore into notices values (?, 1, ?)", (notice_id, None)).rowcount > 0
        for key in _keys_of(notice):
            self._base.execute("insert or ignore into keys values (?, ?)", (key, notice_id))
        if is_new:
            issued = notice.issued.isoformat() if notice.issued else ""
            path = f"original:{notice.version}"  # nothing is there, so that the file itself takes its place when found
            words, beside = words_hash(notice), meta.partition("+")[0]
            self.put_file(FileRecord(path, notice.file, notice.version, notice_id, issued, words=words, meta=beside))

    def created(self) -> dict[str, str]:
        """Notice id to when it was first held, as ISO 8601 with the offset; those of which it is not known left out."""
        return dict(self._base.execute("select notice_id, created from notices where created is not null"))

    def entered(self) -> dict[str, dict[str, Any]]:
        """What keepers put right on the page: notice id to field to value."""
        found: dict[str, dict[str, Any]] = {}
        for notice_id, field, value in self._base.execute("select notice_id, field, value from corrections"):
            found.setdefault(notice_id, {})[field] = json.loads(value)
        return found

    def enter(self, notice_id: str, values: Mapping[str, Any]) -> None:
        """Put these corrections in the place of those that were entered for a notice, and keep those for going back."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        before = json.dumps(self.entered().get(notice_id, {}), ensure_ascii=False)
        self._base.execute("insert into entries values (null, ?, ?, ?)", (notice_id, before, now))
        self._set_entered(notice_id, values, now)

    def go_back(self, notice_id: str) -> bool:
        """Put back what was entered for a notice before the last time; False where nothing was."""
        sql = "select number, before, entered from entries where notice_id = ? order by number desc limit 1"
        row = self._base.execute(sql, (notice_id,)).fetchone()
        if row is None:
            return False
        self._base.execute("delete from entries where number = ?", (row[0],))
        self._set_entered(notice_id, json.loads(row[1]), row[2])
        return True

    def _set_entered(self, notice_id: str, values: Mapping[str, Any], when: str) -> None:
        self._base.execute("delete from corrections where notice_id = ?", (notice_id,))
        for field, value in values.items():
            words = json.dumps(value, ensure_ascii=False, default=str)  # days as 2022-03-18, which is read as well
            self._base.execute("insert into corrections values (?, ?, ?, ?)", (notice_id, field, words, when))

    def renumber(self, notice_id: str, notice: Notice) -> None:
        """Know a notice by the 文号 that a keeper entered or took back, and by no other."""
        self.forget_number(notice_id)
        if key := _number_key(notice):
            self._base.execute("insert or ignore into keys values (?, ?)", (key, notice_id))

    def forget_number(self, notice_id: str) -> None:
        """Forget the 文号 of a notice, which a keeper has put right."""
        self._base.execute("delete from keys where notice_id = ? and key like 'number:%'", (notice_id,))

    def known(self) -> frozenset[str]:
        """All ids that were ever given."""
        return frozenset(row[0] for row in self._base.execute("select notice_id from notices"))

    def _known(self, notice: Notice, before: str) -> str | None:
        number, title = _number_key(notice), _title_key(notice)
        if number and (found := self._find(number)):
            return found
        if title and (found := self._find(title)) and not (number and self._has_number(found)):
            return found
        if before and self._may_be(before, notice):
            return before
        return None if number else self._find(_words_key(notice))

    def _may_be(self, notice_id: str, notice: Notice) -> bool:
        """Whether a notice in the file of another may be its correction, and not next year's notice saved over it."""
        sql = "select substr(key, 6) from keys where notice_id = ? and key like 'name:%'"
        names = [str(row[0]) for row in self._base.execute(sql, (notice_id,))]
        name = _folded(notice.name)
        if name in names or not names:
            return True
        if notice.doc_number and self._has_number(notice_id):
            return False
        return any(
            _DIGITS.findall(name) == _DIGITS.findall(other) and SequenceMatcher(None, name, other).ratio() >= ALIKE
            for other in names
        )

    def _find(self, key: str) -> str | None:
        row = self._base.execute("select notice_id from keys where key = ? order by rowid limit 1", (key,)).fetchone()
        return str(row[0]) if row else None

    def _has_number(self, notice_id: str) -> bool:
        sql = "select 1 from keys where notice_id = ? and key like 'number:%'"
        return self._base.execute(sql, (notice_id,)).fetchone() is not None

    def _new_id(self, notice: Notice) -> str:
        for slug in _slugs_of(notice):
            if not self._base.execute("select 1 from notices where notice_id = ?", (slug,)).fetchone():
                return slug
        raise AssertionError("slugs do not end")


def words_hash(notice: Notice) -> str:
    """SHA-256 of the text without white space: the same for two files that differ in line breaks only."""
    return hashlib.sha256(words_of(notice.text).encode()).hexdigest()


def _keys_of(notice: Notice) -> Iterator[str]:
    keys = (_number_key(notice), _title_key(notice), _words_key(notice), f"name:{_folded(notice.name)}")
    return (key for key in keys if key)


def _number_key(notice: Notice) -> str:
    return f"number:{_folded(notice.doc_number)}|{notice.doc_kind}" if _folded(notice.doc_number) else ""


def _title_key(notice: Notice) -> str:
    if not (notice.title and notice.issued and notice.issuer):
        return ""
    return f"title:{_folded(notice.title)}|{notice.issued}|{_folded(notice.issuer)}|{notice.doc_kind}"


def _words_key(notice: Notice) -> str:
    return f"words:{words_hash(notice)}"


def _folded(text: str | None) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text or "")).lower()


def _slugs_of(notice: Notice) -> Iterator[str]:
    """Ids that would suit a notice, the best first, without end."""
    number = _folded(notice.doc_number).removesuffix("号")
    base = ""
    if number and notice.doc_kind in ("notice", "regulation"):
        match = _NUMBER.match(number)
        base = f"{match['office']}{match['year']}-{match['number']}" if match else number
    elif notice.title:
        base = _folded(notice.name)[: _LONGEST - 11] + (f"-{notice.issued}" if notice.issued else "")
    if base:
        yield base[:_LONGEST]
    for length in range(8, 65, 4):
        yield "-".join(filter(None, (base[: _LONGEST - 9], notice.version[:length])))
    number_of_tries = 2
    while True:
        yield f"{base[:_LONGEST]}.{number_of_tries}"
        number_of_tries += 1
