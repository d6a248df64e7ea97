"""Which units the document's words mean for a task, as of today, and how sure that is."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nhanai.documents.models import Document
from nhanai.documents.rules import date_of, date_words
from nhanai.plans.rules.naming import is_vague
from nhanai.units.models import Unit
from nhanai.units.queries import names
from nhanai.units.rules.known import UnitRef
from nhanai.units.rules.resolving import Ended, Resolution


@dataclass(frozen=True, slots=True)
class Replaced:
    """A unit that the words meant and that has ended, and who holds its part now."""

    unit: Unit
    on: dt.date
    successors: tuple[Unit, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who stands behind words: units that live, units that ended with their successors, doubt."""

    living: tuple[Unit, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    doubt: str = ""

    @property
    def standing(self) -> tuple[Unit, ...]:
        """Who would hold a task given to these words: the living, and successors of the ended."""
        after = (unit for gone in self.replaced for unit in gone.successors)
        return tuple(dict.fromkeys((*self.living, *after)))


def proposals(
    document: Document, words: Iterable[str], *, today: dt.date
) -> Mapping[str, Proposal]:
    """What each of the words means in this document, each asked once."""
    day = _day_of(document, today)
    index = names()
    wanted = dict.fromkeys(words)
    asked = {
        one: index.resolve(one, day, within=document.owner.key, now=today)
        for one in wanted
        if not is_vague(one)
    }
    keys = {ref.key for found in asked.values() for ref in _refs(found)}
    units = {unit.key: unit for unit in Unit.objects.filter(key__in=keys)}
    vague = {one: Proposal(doubt=_open_ended(one)) for one in wanted if one not in asked}
    return vague | {one: _proposal(found, units) for one, found in asked.items()}


def _open_ended(words: str) -> str:
    return f"Văn bản chỉ ghi “{words}”, không nêu đơn vị nào."[:400]


def _day_of(document: Document, today: dt.date) -> dt.date:
    """The day of the document, the first of its month or year where the rest is missing."""
    whole = date_of(document.year, document.month, document.day)
    return whole or date_of(document.year, document.month or 1, 1) or today


def _refs(found: Resolution) -> Iterable[UnitRef]:
    yield from found.units
    for ended in found.ended:
        yield ended.unit
        yield from ended.successors


def _proposal(found: Resolution, units: Mapping[str, Unit]) -> Proposal:
    gone = {ended.unit.key for ended in found.ended}
    living = tuple(units[ref.key] for ref in found.units if ref.key not in gone)
    replaced = tuple(_replaced(ended, units) for ended in found.ended)
    return Proposal(living, replaced, _doubt(found)[:400])


def _replaced(ended: Ended, units: Mapping[str, Unit]) -> Replaced:
    successors = tuple(units[ref.key] for ref in ended.successors)
    return Replaced(units[ended.unit.key], ended.on, successors, _since(ended)[:400])


def _since(ended: Ended) -> str:
    name, day = ended.unit.name, date_words(ended.on.year, ended.on.month, ended.on.day)
    if not ended.successors:
        return f"{name} không còn từ {day}, chưa rõ đơn vị tiếp nhận."
    sure = "" if ended.is_verified else " (chưa kiểm chứng)"
    if len(ended.successors) > 3:
        return f"{name} không còn từ {day}; {len(ended.successors)} đơn vị tiếp nhận{sure}."
    by = ", ".join(ref.name for ref in ended.successors)
    return f"{name} không còn từ {day}; tiếp nhận: {by}{sure}."


def _doubt(found: Resolution) -> str:
    """One sentence for the person: what ended and who took over, or why the words are not clear."""
    said = [found.doubt] if found.doubt else []
    if len(found.ended) > 3:
        holders = len(found.successors)
        said.append(
            f"{len(found.ended)} đơn vị được gọi là “{found.text}” không còn; đề xuất giao cho"
            f" {holders} đơn vị đã tiếp nhận."
        )
    else:
        said += [_since(ended) for ended in found.ended]
    return " ".join(said)
