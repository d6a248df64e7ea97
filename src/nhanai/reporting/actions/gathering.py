"""Gathering: what units said becomes passages; what a person wrote stays as it is."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.reporting import queries
from nhanai.reporting.actions.holding import held_open
from nhanai.reporting.models import Passage, PassageSource, ReportSection, ResultReport
from nhanai.reporting.rules.gathering import Gathered, Origin, Part, compose
from nhanai.reporting.rules.merging import Words, met

_NAMES = ("update", "occurrence", "concern")
BATCH = 500


@transaction.atomic
def gather(*, report: ResultReport, by: User, at: dt.datetime) -> ResultReport:
    """Gather again: new words beside what was edited, in place of what was not."""
    report = held_open(report.pk, by=by, at=at)
    changed = fill(report, at=at)
    new = {"new": changed.new, "changed": changed.changed, "offered": changed.offered}
    record(
        verb="reporting.gathered", subject=report, by=by, at=at, new=new, unit_key=report.unit.key
    )
    return report


@dataclass(slots=True)
class Filled:
    """What a gathering did."""

    new: int = 0
    changed: int = 0
    offered: int = 0
    rows: list[Passage] = field(default_factory=list)


def fill(report: ResultReport, *, at: dt.datetime) -> Filled:
    """The same for a report that the caller holds; the line in the journal is the caller's."""
    facts = queries.facts_of(report, today=localdate(at))
    parts = compose(
        facts.frame,
        works=facts.works,
        groups=facts.groups,
        concerns=facts.concerns,
        spread=facts.spread,
    )
    sections = _sections(report, parts)
    filled, wanted = Filled(), {}
    passages = {one.key: one for one in Passage.objects.filter(section__report=report)}
    news: list[Passage] = []
    for part in parts:
        for gathered in part.passages:
            held = passages.get(gathered.key)
            wanted[gathered.key] = gathered
            if held is None:
                news.append(_new(sections[part.key], gathered, len(passages) + len(news)))
            else:
                _meet(held, gathered.text, sections[part.key], filled)
    filled.new = len(news)
    for made in Passage.objects.bulk_create(news, batch_size=BATCH):
        passages[made.key] = made
    Passage.objects.bulk_update(
        filled.rows, ["section", "gathered", "standing", "offered"], batch_size=BATCH
    )
    _trace(passages, wanted)
    report.gathered_at = at
    report.save(update_fields=["gathered_at"])
    return filled


def _sections(report: ResultReport, parts: Iterable[Part]) -> Mapping[str, ReportSection]:
    """The sections by key, made or brought into the order of today; they never disappear."""
    held = {one.key: one for one in ReportSection.objects.filter(report=report)}
    for order, part in enumerate(parts, 1):
        section = held.get(part.key) or ReportSection(report=report, key=part.key)
        section.order, section.level, section.label = order, part.level, part.label
        section.heading, section.origin = part.heading[:600], part.origin
        section.group_id = part.group
        held[part.key] = section
    _behind(held, {part.key for part in parts})
    for section in held.values():
        section.save()
    return held


def _behind(held: Mapping[str, ReportSection], kept: set[str]) -> None:
    """Sections that nothing is gathered for any more stand behind the part they belong to."""
    for section in held.values():
        upper = held.get(section.key.split(".")[0])
        if section.key not in kept and upper is not None:
            section.order = upper.order


def _new(section: ReportSection, gathered: Gathered, place: int) -> Passage:
    words = met(None, gathered.text)
    return Passage(
        section=section, key=gathered.key, order=(place + 1) * 10, gathered=words.gathered,
        standing=words.standing,
    )  # fmt: skip


def words_of(passage: Passage) -> Words:
    """The words of a passage as a value."""
    is_edited = passage.edited_at is not None
    return Words(passage.gathered, passage.standing, is_edited, passage.offered)


def _meet(held: Passage, text: str, section: ReportSection, filled: Filled) -> None:
    before, after = words_of(held), met(words_of(held), text)
    if before == after and held.section_id == section.pk:
        return
    held.section = section
    held.gathered, held.standing, held.offered = after.gathered, after.standing, after.offered
    filled.rows.append(held)
    filled.changed += not after.is_edited
    filled.offered += bool(after.offered)


def _trace(passages: Mapping[str, Passage], wanted: Mapping[str, Gathered]) -> None:
    """Renew the sources; what is gone is marked beside edited words, and leaves with the rest."""
    untouched = [p.pk for p in passages.values() if p.edited_at is None]
    PassageSource.objects.filter(passage__in=untouched).delete()
    gone = [
        p.pk
        for p in passages.values()
        if p.edited_at is None and p.key not in wanted and not p.is_left_out
    ]
    Passage.objects.filter(pk__in=gone).exclude(opinions__isnull=False).delete()
    kept = [one for one in passages.values() if one.edited_at is not None]
    standing = _held_sources(kept)
    news: list[PassageSource] = []
    for passage in passages.values():
        origins = wanted[passage.key].origins if passage.key in wanted else ()
        old = standing.get(passage.pk, {})
        news += [_source(passage, one) for one in origins if _identity(one) not in old]
        current = {_identity(one) for one in origins}
        _mark([row for key, row in old.items() if key not in current], withdrawn=True)
        _mark([row for key, row in old.items() if key in current], withdrawn=False)
    PassageSource.objects.bulk_create(news, batch_size=BATCH)


def _mark(rows: Iterable[PassageSource], *, withdrawn: bool) -> None:
    changed = [row.pk for row in rows if row.is_withdrawn is not withdrawn]
    if changed:
        PassageSource.objects.filter(pk__in=changed).update(is_withdrawn=withdrawn)


Identity = tuple[int | None, int | None, int | None]


def _identity(origin: Origin) -> Identity:
    return origin.update, origin.occurrence, origin.concern


def _held_sources(kept: Iterable[Passage]) -> dict[int, dict[Identity, PassageSource]]:
    found: dict[int, dict[Identity, PassageSource]] = {}
    for row in PassageSource.objects.filter(passage__in=[one.pk for one in kept]):
        key = (row.update_id, row.occurrence_id, row.concern_id)
        found.setdefault(row.passage_id, {})[key] = row
    return found


def _source(passage: Passage, origin: Origin) -> PassageSource:
    return PassageSource(
        passage=passage, update_id=origin.update, occurrence_id=origin.occurrence,
        concern_id=origin.concern, figure=origin.figure[:120],
    )  # fmt: skip
