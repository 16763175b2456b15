"""The notices of one segment in SQLite: whole, as light records, as duties and as passages."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from corpus import Notice, Role, Span, due_on, dump_notice, once, sketch_of
from index.files import read_only_uri
from index.passages import Entry, Passage, make_passages

_TABLES = """
create table notices (ordinal integer primary key, notice_id text not null unique, version text not null,
                      passages integer not null, light text not null);
create table bodies  (ordinal integer primary key, body text not null, words text not null);
create table duties  (ordinal integer not null, position integer not null, ref text not null, organ text not null,
                      place text not null, role text not null, collective integer not null, name text not null);
create table passages(row integer primary key, ordinal integer not null, passage_id text not null, kind text not null,
                      ref text not null, text text not null, spans text not null, context text not null,
                      title text not null, heading text not null, task text not null);
"""
_INDEXES = """
create index duties_by_organ on duties (organ, ordinal, place, role, collective);
create index passages_by_notice on passages (ordinal);
"""
_T = TypeVar("_T")
_CHUNK = 500  # SQLite of some systems takes 999 parameters at most


@dataclass(frozen=True, slots=True)
class Held:
    """A light record of a notice in the library; ``clauses`` and ``tasks`` are counts.

    ``corrected`` names the fields that a keeper entered; ``meta`` is the SHA-256 of the corrections beside the file
    and, after a plus, of those entered on the page (empty: none); ``sketch`` tells texts that are nearly the same.
    ``due`` holds, for each duty that is due on days, these days (proleptic ordinals): what is due is counted without
    reading the notice. ``findings`` counts what a keeper should look at.
    """

    notice_id: str
    version: str
    file: str
    title: str | None
    issued_title: str | None
    doc_number: str | None
    issuer: str | None
    place: str
    year: int | None
    doc_kind: str
    validity: str | None
    disclosure: str | None
    source_url: str | None
    issued: dt.date | None
    inferred: tuple[str, ...]
    clauses: int
    tasks: int
    corrected: tuple[str, ...] = ()
    meta: str = ""
    sketch: tuple[int, ...] = ()
    due: tuple[tuple[int, ...], ...] = ()
    findings: int = 0

    @property
    def edition(self) -> tuple[str, str]:
        """What decides what was read: the file's bytes and its corrections."""
        return self.version, self.meta

    @property
    def name(self) -> str:
        """What people call the notice: the document that it issues, else its own title, else its file."""
        return self.issued_title or self.title or self.file


@dataclass(frozen=True, slots=True)
class Duty:
    """One unit of one task: a row of the table for lookups."""

    position: int
    ref: str
    organ: str
    place: str
    role: str
    collective: bool
    name: str


@dataclass(frozen=True, slots=True)
class Record:
    """All that a segment keeps of one notice. ``words`` is its text without white space."""

    held: Held
    body: str
    words: str
    duties: tuple[Duty, ...]
    entries: tuple[Entry, ...]


def make_record(notice_id: str, notice: Notice, meta: str = "") -> Record:
    """What a segment keeps of a notice; ``meta`` is the SHA-256 of its corrections."""
    held = Held(
        notice_id=notice_id,
        version=notice.version,
        file=notice.file,
        title=notice.title,
        issued_title=notice.issued_title,
        doc_number=notice.doc_number,
        issuer=notice.issuer,
        place=notice.place,
        year=notice.year,
        doc_kind=notice.doc_kind,
        validity=notice.validity,
        disclosure=notice.disclosure,
        source_url=notice.source_url,
        issued=notice.issued,
        inferred=notice.inferred,
        clauses=len(notice.clauses),
        tasks=len(notice.tasks),
        corrected=notice.corrected,
        meta=meta,
        sketch=sketch_of(notice.text),
        due=tuple(tuple(day.toordinal() for day in days) for task in once(notice.tasks) if (days := due_on(task))),
        findings=len(notice.findings),
    )
    duties = tuple(
        Duty(position, task.ref, unit.organ, unit.place, unit.role, unit.is_collective, unit.name)
        for position, task in enumerate(notice.tasks)
        for unit in task.units
    )
    entries = tuple(make_passages(notice_id, notice))
    return Record(held, dump_notice(notice), words_of(notice.text), duties, entries)


def words_of(text: str) -> str:
    """The text without white space and zero-width characters."""
    return "".join(character for character in text if not is_blank(character))


def is_blank(character: str) -> bool:
    """Whether a character is white space or has no width."""
    return character.isspace() or character in "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def _places_in(text: str, words: str) -> int:
    """How often words stand in a text, counting those that overlap."""
    count, at = 0, text.find(words)
    while at >= 0:
        count, at = count + 1, text.find(words, at + 1)
    return count


class StoreWriter:
    """Writes ``notices.sqlite`` of a new segment."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path)
        self._base.execute("pragma journal_mode = off")  # a segment that was not finished is never looked at
        self._base.execute("pragma synchronous = off")  # the segment is synced as a whole
        self._base.executescript(_TABLES)
        self._ordinal = 0
        self._row = 0

    def add(self, record: Record) -> int:
        """Write one notice and return its ordinal; its passages get the next rows."""
        ordinal, self._ordinal = self._ordinal, self._ordinal + 1
        held = record.held
        self._base.execute(
            "insert into notices values (?, ?, ?, ?, ?)",
            (ordinal, held.notice_id, held.version, len(record.entries), _dump_held(held)),
        )
        self._base.execute("insert into bodies values (?, ?, ?)", (ordinal, record.body, record.words))
        self._base.executemany(
            "insert into duties values (?, ?, ?, ?, ?, ?, ?, ?)",
            ((ordinal, d.position, d.ref, d.organ, d.place, d.role, d.collective, d.name) for d in record.duties),
        )
        for row, entry in enumerate(record.entries, start=self._row):
            passage = entry.passage
            self._base.execute(
                "insert into passages values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    row,
                    ordinal,
                    passage.passage_id,
                    passage.kind,
                    passage.ref,
                    passage.text,
                    _dump_spans(passage.spans),
                    passage.context,
                    entry.title,
                    entry.heading,
                    entry.task,
                ),
            )
        self._row += len(record.entries)
        return ordinal

    def finish(self) -> None:
        """Write what is left and close the file."""
        self._base.executescript(_INDEXES)
        self._base.commit()
        self.close()

    def close(self) -> None:
        """Close the file as it is."""
        self._base.close()


class Store:
    """``notices.sqlite`` of one segment, open for reading; may be used by several threads."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._base = sqlite3.connect(read_only_uri(path), uri=True, check_same_thread=False)
        self._base.create_function("places_in", 2, _places_in, deterministic=True)
        rows = self._all("select ordinal, passages, light from notices order by ordinal")
        self.held: tuple[Held, ...] = tuple(_load_held(light) for _, _, light in rows)
        self.passage_counts: tuple[int, ...] = tuple(count for _, count, _ in rows)
        self.ordinals: dict[str, int] = {held.notice_id: ordinal for ordinal, held in enumerate(self.held)}

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._base.close()

    def body(self, notice_id: str) -> str:
        """The notice as JSON."""
        ordinal = self.ordinals[notice_id]
        return str(self._all("select body from bodies where ordinal = ?", (ordinal,))[0][0])

    def holding(self, words: str) -> list[str]:
        """Ids of the notices whose text, without white space, holds these words."""
        rows = self._all("select ordinal from bodies where instr(words, ?) order by ordinal", (words,))
        return [self.held[ordinal].notice_id for (ordinal,) in rows]

    def occurring(self, words: str) -> Iterator[tuple[str, int]]:
        """Notice id, and in how many places its text, without white space, holds these words, where it does."""
        sql = "select ordinal, places_in(words, ?1) from bodies where instr(words, ?1)"
        for ordinal, count in self._all(sql, (words,)):
            yield self.held[ordinal].notice_id, count

    def duties(self, organs: Collection[str]) -> dict[str, set[str]]:
        """Notice id to the refs of tasks that name one of the bodies itself, not as a member."""
        found: dict[str, set[str]] = {}
        for chunk in _chunks(sorted(organs)):
            marks = ", ".join("?" * len(chunk))
            sql = f"select distinct ordinal, ref from duties where collective = 0 and organ in ({marks})"
            for ordinal, ref in self._all(sql, tuple(chunk)):
                found.setdefault(self.held[ordinal].notice_id, set()).add(ref)
        return found

    def naming(
        self, organs: Collection[str], notice_ids: Collection[str] | None = None
    ) -> Iterator[tuple[str, str, str, Role]]:
        """Notice id, and bare name, place and role of a body that duties there name; each once, in no order."""
        chosen = None if notice_ids is None else sorted(self.ordinals[n] for n in notice_ids if n in self.ordinals)
        few = chosen is not None and len(chosen) <= _CHUNK // 2
        within = f"and ordinal in ({', '.join('?' * len(chosen))})" if few and chosen is not None else ""
        values = tuple(chosen) if few and chosen is not None else ()
        for chunk in _chunks(sorted(organs)):
            marks = ", ".join("?" * len(chunk))
            sql = f"select distinct ordinal, organ, place, role from duties where organ in ({marks}) {within}"
            for ordinal, organ, place, role in self._all(f"{sql} and collective = 0", (*chunk, *values)):
                yield self.held[ordinal].notice_id, organ, place, role

    def unit_names(self, notice_ids: Collection[str] | None = None) -> set[tuple[str, str]]:
        """Bare organ and printed name of each single body that some duty names, in these notices or in any."""
        sql = "select distinct organ, name from duties where collective = 0 and organ != ''"
        if notice_ids is None:
            return set(self._all(sql))
        chosen = sorted(self.ordinals[n] for n in notice_ids if n in self.ordinals)
        rows = (
            self._all(f"{sql} and ordinal in ({', '.join('?' * len(chunk))})", tuple(chunk))
            for chunk in _chunks(chosen)
        )
        return {row for found in rows for row in found}

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """Row to passage."""
        found: dict[int, Passage] = {}
        for chunk in _chunks(rows):
            marks = ", ".join("?" * len(chunk))
            columns = "row, passage_id, ordinal, kind, ref, text, spans, context, heading"
            rows_found = self._all(f"select {columns} from passages where row in ({marks})", tuple(chunk))
            for row, passage_id, ordinal, kind, ref, text, spans, context, heading in rows_found:
                places = _load_spans(spans)
                notice_id = self.held[ordinal].notice_id
                found[row] = Passage(passage_id, notice_id, kind, ref, text, places, context, heading)
        return found

    def record(self, notice_id: str) -> tuple[Record, range]:
        """All that is kept of a notice, and the rows of its passages."""
        ordinal = self.ordinals[notice_id]
        body, words = self._all("select body, words from bodies where ordinal = ?", (ordinal,))[0]
        duties = self._all(
            "select position, ref, organ, place, role, collective, name from duties where ordinal = ? order by rowid",
            (ordinal,),
        )
        rows = self._all("select row, title, task from passages where ordinal = ? order by row", (ordinal,))
        passages = self.passages([row for row, *_ in rows])
        entries = tuple(Entry(passages[row], title, task) for row, title, task in rows)
        first = rows[0][0] if rows else 0
        record = Record(
            self.held[ordinal],
            body,
            words,
            tuple(
                Duty(at, ref, organ, place, role, bool(many), name)
                for at, ref, organ, place, role, many, name in duties
            ),
            entries,
        )
        return record, range(first, first + len(rows))

    def _all(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            return self._base.execute(sql, values).fetchall()


def _dump_spans(spans: Sequence[Span]) -> str:
    return " ".join(f"{start} {end}" for start, end in spans)


def _load_spans(text: str) -> tuple[Span, ...]:
    numbers = [int(number) for number in text.split()]
    return tuple(map(Span, numbers[::2], numbers[1::2]))


def _chunks(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


def _dump_held(held: Held) -> str:
    record = asdict(held) | {"issued": held.issued.isoformat() if held.issued else None}
    return json.dumps(record, ensure_ascii=False)


def _load_held(light: str) -> Held:
    record = json.loads(light)
    record["issued"] = dt.date.fromisoformat(record["issued"]) if record["issued"] else None
    for name in ("inferred", "corrected", "sketch"):
        record[name] = tuple(record.get(name, ()))
    record["due"] = tuple(map(tuple, record.get("due", ())))
    return Held(**record)
