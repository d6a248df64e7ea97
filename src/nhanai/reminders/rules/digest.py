"""When a person is reminded, of what, and under which name the mail goes out."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

SHORT: Final = 110


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: in which section, in which words, and what it opens."""

    section: str
    text: str
    note: str = ""
    opens: str = ""
    """`task`, `concern` or `plan`; with `key` it is what the line leads to."""
    key: int = 0
    path: str = ""
    """Where it leads when that is none of these: an address of the product."""


def is_time(now: dt.datetime, *, hour: int, is_working_day: bool, on_days_off: bool) -> bool:
    """Whether the digest of that day is due; `now` is local."""
    return now.hour >= hour and (is_working_day or on_days_off)


def content_hash(lines: Sequence[Line]) -> str:
    """Tells two digests apart."""
    said = json.dumps([asdict(line) for line in lines], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def message_id(user: int, day: dt.date, host: str) -> str:
    """The same for every try, so that a mail box which got two would know them as one."""
    return f"<nhac-viec.{day:%Y%m%d}.{user}@{host}>"


def shortened(text: str, length: int = SHORT) -> str:
    """The beginning of `text`, ended at a word."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def told(counts: Mapping[str, int]) -> str:
    """`2 việc quá hạn, 3 việc đến hạn trong 7 ngày`."""
    words = {
        "LATE": "việc quá hạn",
        "SOON": "việc đến hạn trong 7 ngày",
        "NEW": "việc mới",
        "CONCERN": "kiến nghị chờ trả lời",
        "UNREAD": "kế hoạch chờ xác nhận đã đọc",
    }
    return ", ".join(f"{counts[key]} {words[key]}" for key in words if counts.get(key))


def subject(day: dt.date, counts: Mapping[str, int]) -> str:
    """What the mail is called."""
    return f"Nhắc việc {day.day:02d}/{day.month:02d}: {told(counts)}"
