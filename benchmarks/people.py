"""How fast a list of 100,000 people is read, checked, written, brought in again and taken back.

`[ROWS=100000] python benchmarks/people.py` measures on SQLite, then on PostgreSQL. Every name is
invented.
"""

import datetime as dt
import io
import os
import random
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import xlsxwriter
from benchmarks import results
from benchmarks.both import on_both

Answer = TypeVar("Answer")
ROWS: list[list[str]] = []
"""What was measured, a step a row."""
FAMILY = ("Lò", "Vàng", "Giàng", "Lý", "Tao", "Chẻo", "Phàn", "Hạng", "Sùng", "Mùa", "Lù", "Thào",
          "Nguyễn", "Trần", "Lê", "Phạm", "Tẩn", "Quàng", "Đèo", "Nùng", "Cứ", "Ma")  # fmt: skip
MIDDLE = ("Văn", "Thị", "A", "Láo", "Sử", "Minh", "Thu", "Đức", "Ngọc", "Hữu", "Mạnh", "Thanh")
GIVEN = ("Pâng", "Mẩy", "Páo", "Xé", "Ún", "Sài", "Dợ", "Chở", "Ly", "Inh", "Pàng", "Tu", "Sua",
         "Lở", "Hặc", "Én", "Hà", "Hạnh", "Duyên", "Long", "Phong", "Hùng", "Lan", "Mai", "Hoa",
         "Dũng", "Tuấn", "Nam", "Sơn", "Bình", "An", "Khánh", "Liên", "Nga")  # fmt: skip
HEAD = ("STT", "HỌ VÀ TÊN", "Ngày sinh", "Giới tính", "Số CCCD", "Điện thoại", "Thôn, bản",
        "Ngày vào Hội")  # fmt: skip


def a_name(chance: random.Random) -> str:
    """An invented name."""
    return f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"


def a_list(rows: int) -> bytes:
    """A workbook as chapters keep them: capitals, lost zeros, years only."""
    chance, kept = random.Random(7), io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet("DS")
        sheet.write(0, 0, "DANH SÁCH HỘI VIÊN NĂM 2024")
        sheet.write_row(2, 0, HEAD)
        for number in range(rows):
            year, female = chance.randint(1945, 2005), chance.random() < 0.5
            name = a_name(chance)
            day = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{year}"
            century = (year // 100 - 19) * 2 + female
            sheet.write_row(
                number + 3, 0,
                (number + 1, name.upper() if number % 3 else name, day if number % 5 else year,
                 "Nữ" if female else "Nam",
                 int(f"12{century}{year % 100:02d}{number:06d}") if number % 2 else "",
                 910000000 + number if number % 4 else "", f"Bản {number % 90}",
                 chance.randint(2010, 2023)),
            )  # fmt: skip
    return kept.getvalue()


def timed(words: str, act: Callable[[], Answer], rows: int) -> Answer:
    """Do it, and say how long it took."""
    begun, used = time.monotonic(), _processor()
    answer = act()
    took, cpu = time.monotonic() - begun, _processor() - used
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(one).ru_maxrss for one in whose) / 1024
    ROWS.append([words, f"{took:.1f}", f"{cpu:.1f}", f"{rows / took:,.0f}", f"{peak:.0f}"])
    print(ROWS[-1], flush=True)
    return answer


def _processor() -> float:
    """Seconds of processor time, with those of the process that reads files."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measure(database: str) -> None:
    """The whole way, on a database of its own."""
    import django

    django.setup()
    from benchmarks import people_world
    from django.utils import timezone

    rows = int(os.environ.get("ROWS", "100000"))
    society, at = people_world.made(), timezone.now()
    content = a_list(rows)
    print(f"\n{rows:,} rows, {len(content) / 2**20:.1f} MB; load {os.getloadavg()[0]:.1f}\n")
    on = dt.date(2026, 6, 30)
    one = timed("read the file", lambda: people_world.received(society, content, at), rows)
    timed("check every row", lambda: people_world.checked(one, society, on, at), rows)
    timed("write them", lambda: people_world.taken(one, society, at), rows)
    again = people_world.received(society, content, at)
    timed("check them again", lambda: people_world.checked(again, society, on, at), rows)
    timed("write them again: nobody new", lambda: people_world.taken(again, society, at), rows)
    print(people_world.counted())
    timed("look for pairs among them", lambda: people_world.pairs(at), rows)
    timed("take the first import back", lambda: people_world.undone(one, society, at), rows)
    print(people_world.counted())
    lines = [
        (
            f"A list of {rows:,} rows in one workbook. “Of one core” is the time of this process,"
            " with the one that reads the file, without the database’s server. Read, checked and"
            f" written: **{_sum(1):.1f} s**, of one core {_sum(2):.1f} s (aim: under 60 s, 600 MB)."
            " The open peer Sahana Eden, measured before, took in 16 to 31 rows a second, and"
            " doubled every unit when the same file was brought in again; here it adds nobody."
        ),
        "",
        *results.table(("step", "seconds", "of one core", "rows/s", "peak MB"), ROWS),
    ]
    results.record(f"Lists of people brought in on {database}", lines)


def _sum(column: int) -> float:
    """Of reading, checking and writing."""
    return sum(float(row[column]) for row in ROWS[:3])


if __name__ == "__main__":
    on_both(str(Path(__file__).resolve()), measure)
