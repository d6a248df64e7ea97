"""A person's calendar as an iCalendar file (RFC 5545)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from icalendar import Calendar, Event

PRODUCT: Final = "-//Nhan Ai//Lich ca nhan//VI"
REFRESH: Final = dt.timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Entry:
    """Work with a day on which it is due."""

    key: int
    day: dt.date
    name: str
    quotation: str
    note: str
    address: str
    changed_at: dt.datetime
    sequence: int


def as_ics(entries: Iterable[Entry], *, host: str) -> bytes:
    """The whole file: an event of one day for each entry, in the order given."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Việc đến hạn (Nhân Ái)")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, host))
    return bytes(calendar.to_ical())


def _event(entry: Entry, host: str) -> Event:
    changed = entry.changed_at.astimezone(dt.UTC)
    event = Event()
    event.add("uid", f"viec-{entry.key}@{host}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + dt.timedelta(days=1))
    event.add("summary", f"Hạn: {entry.name}")
    event.add("description", f"{entry.note}\n\n“{entry.quotation}”\n\n{entry.address}")
    event.add("url", entry.address)
    event.add("transp", "TRANSPARENT")
    return event
