"""Writes facts into a Parquet lake, by year and by the unit at the top; again only what changed."""

import datetime as dt
import hashlib
import json
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.db.models import Count, Max, Sum
from django.db.models.functions import ExtractYear

from nhanai.facts.models import Fact
from nhanai.facts.queries.history import history
from nhanai.facts.rules.placing import History

MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the lake: the facts of a year below one top unit."""

    year: int
    top: int
    units: tuple[int, ...]
    stamp: str
    """Changes with any fact that was written or taken away; facts are never changed in place."""

    @property
    def name(self) -> str:
        """Where it lies in the lake."""
        return f"year={self.year}/province={self.top}/facts.parquet"


def export(folder: Path) -> Generator[tuple[str, bool], None, None]:
    """Each file's name, and whether it had to be written; stopped, it goes on where it was.

    A file is written beside its place and moved there whole, and its stamp is kept only then.
    """
    kept = _read(folder)
    parts = list(_parts())
    for part in parts:
        is_new = kept.get(part.name) != part.stamp or not (folder / part.name).is_file()
        if is_new:
            _write(part, folder / part.name)
            kept[part.name] = part.stamp
            _keep(folder, kept)
        yield part.name, is_new
    for name in kept.keys() - {part.name for part in parts}:
        (folder / name).unlink(missing_ok=True)
        del kept[name]
        _keep(folder, kept)


def _parts() -> Iterator[Part]:
    known = history()
    tops: dict[tuple[int, int], list[tuple[int, int, int, int]]] = {}
    rows = (
        Fact.objects.annotate(year=ExtractYear("day"))
        .values_list("year", "unit_id")
        .annotate(number=Count("pk"), last=Max("pk"), total=Sum("pk"))
        .order_by("year", "unit_id")
    )
    for year, unit, number, last, total in rows:
        own = tops.setdefault((year, _top(unit, known)), [])
        own.append((unit, number, last, int(total)))
    for (year, top), own in tops.items():
        stamp = hashlib.sha256(json.dumps(own).encode()).hexdigest()
        yield Part(year, top, tuple(unit for unit, *_ in own), stamp)


def _top(unit: int, known: History) -> int:
    """The highest unit that it last stood under."""
    passed = {unit}
    while stays := known.stays_of.get(unit):
        unit = stays[-1].parent
        if unit in passed:
            break
        passed.add(unit)
    return unit


def _write(part: Part, path: Path) -> None:
    from nhanai.facts.engines import parquet  # noqa: PLC0415 (only where a lake is kept)

    year = (dt.date(part.year, 1, 1), dt.date(part.year, 12, 31))
    rows = Fact.objects.filter(day__range=year, unit__in=part.units)
    ordered = rows.order_by("measure", "day", "pk").values_list(*parquet.COLUMNS)
    parquet.write(path, ordered.iterator(chunk_size=parquet.BATCH))


def _read(folder: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _keep(folder: Path, kept: Mapping[str, str]) -> None:
    beside = folder / f".{MANIFEST}"
    beside.write_text(json.dumps(kept, indent=1, sort_keys=True), "utf-8")
    beside.replace(folder / MANIFEST)
