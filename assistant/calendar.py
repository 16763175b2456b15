"""Days of a list as a calendar file (only icalendar)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

import icalendar

from assistant.legal import legal

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
"""What no text of a calendar may hold; a line break may stand in it."""


@dataclass(frozen=True, slots=True)
class Event:
    """One day to be kept in mind. ``identity`` is the same whenever the event is handed out again."""

    identity: str
    day: dt.date
    summary: str
    description: str


def calendar(name: str, description: str, events: Iterable[Event]) -> bytes:
    """A calendar (RFC 5545) of all-day events during which one is not busy."""
    out = icalendar.Calendar()
    out.add("prodid", "-//Zhengwen//zhengwen//ZH")
    out.add("version", "2.0")
    out.add("method", "PUBLISH")
    out.add("x-wr-calname", _legal(name))
    out.add("x-wr-caldesc", _legal(description))
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    for event in events:
        entry = icalendar.Event()
        entry.add("uid", f"{_legal(event.identity)}@zhengwen")
        entry.add("dtstamp", now)
        entry.add("dtstart", event.day)
        entry.add("summary", _legal(event.summary))
        entry.add("description", _legal(event.description))
        entry.add("transp", "TRANSPARENT")
        out.add_component(entry)
    return bytes(out.to_ical())


def _legal(text: str) -> str:
    return _CONTROL.sub("", legal(text))
