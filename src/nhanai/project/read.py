"""`nhanai read FILE [--json]`: read one document and print what was found; without Django."""

import os
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from nhanai.documents.extraction.child import REFUSED, as_json, read_or_refuse
from nhanai.documents.extraction.guard import OVER_MEMORY, OVER_TIME, forked
from nhanai.documents.extraction.limits import BROKE_OFF, MEMORY_MB, SECONDS, TOO_MUCH, TOO_SLOW

USAGE = "Cách dùng: ./nhanai read TỆP [--json]"

_SEVERITIES = {"error": "Lỗi", "warning": "Cần xem", "note": "Lưu ý"}
_RECURRENCES = {
    "annual": "hằng năm",
    "semiannual": "sáu tháng một lần",
    "quarterly": "hằng quý",
    "monthly": "hằng tháng",
    "daily": "hằng ngày",
    "twice-daily": "hai lần mỗi ngày",
    "continuous": "thường xuyên",
    "periodic-unspecified": "định kỳ",
}
_NOBODY = "Chưa giao cơ quan nào"


def main(arguments: list[str]) -> int:
    """Read the file that is named; 0 when it was read, 2 with a sentence when it was not."""
    names = [argument for argument in arguments if argument != "--json"]
    if len(names) != 1 or names[0].startswith("--"):
        print(USAGE, file=sys.stderr)
        return REFUSED
    with tempfile.TemporaryDirectory(prefix="nhanai-read-") as folder:
        work = partial(_read, Path(names[0]), folder, is_json="--json" in arguments)
        code = forked(work, SECONDS, MEMORY_MB)
    if code not in {0, REFUSED}:
        reasons = {OVER_TIME: TOO_SLOW.format(seconds=SECONDS), OVER_MEMORY: TOO_MUCH}
        print(reasons.get(code, BROKE_OFF), file=sys.stderr)
        return REFUSED
    return code


def _read(path: Path, folder: str, *, is_json: bool) -> int:
    """What the bounded process does: all that is printed is printed at once, or nothing is."""
    tempfile.tempdir = folder
    written = _as_json if is_json else _as_summary
    reading, refusal = read_or_refuse(path, path.name, written)
    if reading is None:
        print(refusal, file=sys.stderr, flush=True)
        return REFUSED
    data = memoryview(reading)
    while data:
        data = data[os.write(sys.stdout.fileno(), data) :]
    return 0


def _as_json(reading: dict[str, Any]) -> bytes:
    del reading["text"]
    return as_json(reading) + b"\n"


def _as_summary(reading: dict[str, Any]) -> bytes:
    return "\n".join([*summary(reading), ""]).encode("utf-8", "replace")


def summary(reading: dict[str, Any]) -> Iterator[str]:
    """What was found, as lines to be read on a terminal."""
    yield from _heading(reading)
    yield from _tasks(reading["tasks"])
    yield from _recipients(reading)
    yield from _findings(reading["findings"])


def _heading(reading: dict[str, Any]) -> Iterator[str]:
    file, kind = reading["file"], reading["kind"]
    number = "/".join(part or "…" for part in (reading["number"], reading["symbol"]))
    fields = {
        "Tệp": file["name"],
        "Loại văn bản": kind["name"] if kind else None,
        "Số, ký hiệu": number if reading["number"] or reading["symbol"] else None,
        "Cơ quan ban hành": reading["issuer"],
        "Nơi, ngày ban hành": ", ".join(
            part for part in (reading["place"], _date(reading["date"])) if part
        ),
        "Trích yếu": reading["title"],
        "Người ký": _signer(reading["signer"]),
        "Căn cứ, viện dẫn": f"{len(reading['citations'])} văn bản",
    }
    for name, value in fields.items():
        yield f"{name}: {value or 'không thấy trong văn bản'}"


def _date(date: dict[str, int | None] | None) -> str | None:
    if date is None:
        return None
    day, month, year = (str(date[part] or "…") for part in ("day", "month", "year"))
    return f"ngày {day} tháng {month} năm {year}"


def _signer(signer: dict[str, str | None] | None) -> str | None:
    if signer is None:
        return None
    parts = (signer[part] for part in ("authority", "capacity", "position", "name"))
    return ", ".join(part for part in parts if part)


def _tasks(tasks: list[dict[str, Any]]) -> Iterator[str]:
    """Every agency with its tasks, in the document's order; last what nobody is charged with."""
    agencies: dict[str, list[str]] = {}
    nobody: list[str] = []
    for task in tasks:
        for assignee in task["assignees"]:
            agencies.setdefault(assignee["agency"], []).append(_task(task, lead=assignee["lead"]))
        if not task["assignees"]:
            nobody.append(_task(task, lead=False))
    yield ""
    yield f"NHIỆM VỤ: {len(tasks)}, trong đó {len(nobody)} chưa giao cơ quan nào"
    for agency, lines in (*agencies.items(), *([(_NOBODY, nobody)] if nobody else [])):
        yield ""
        yield f"{agency} ({len(lines)})"
        yield from lines


def _task(task: dict[str, Any], *, lead: bool) -> str:
    due = task["due"]["text"] if task["due"] else _RECURRENCES.get(task["recurrence"] or "")
    extra = [
        "chủ trì" if lead else None,
        f"phối hợp: {', '.join(task['coordinating'])}" if task["coordinating"] else None,
        f"thời hạn: {due}" if due else None,
    ]
    said = "; ".join(part for part in extra if part)
    return f"  [{task['address']}] {task['text']}" + (f" ({said})" if said else "")


def _recipients(reading: dict[str, Any]) -> Iterator[str]:
    if reading["recipients"]:
        yield ""
        yield "NƠI NHẬN"
        for recipient in reading["recipients"]:
            yield f"  - {recipient}"


def _findings(findings: list[dict[str, Any]]) -> Iterator[str]:
    yield ""
    yield f"CẦN XEM LẠI: {len(findings)}"
    for finding in findings:
        where = f" [{finding['address']}]" if finding["address"] else ""
        yield f"  {_SEVERITIES[finding['severity']]}{where}: {finding['message']}"
