"""Beginning a round, and what there is to divide in it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from nhanai.allocation.actions.checking import CannotAllocate, faults_of_fund, prepared, touched
from nhanai.allocation.models import AllocationPot, AllocationRound, Claimant
from nhanai.allocation.permissions import Permission
from nhanai.allocation.queries import Source
from nhanai.allocation.rules.values import LARGEST
from nhanai.base.findings import Finding
from nhanai.base.text import fold, nfc, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.sending.actions import once
from nhanai.units.models import Unit

MOST_POTS = 50


@dataclass(frozen=True, slots=True)
class About:
    """What a round is called and counted in; `lot` is the public word of the draw."""

    name: str
    on: dt.date
    measure: str = "đồng"
    step: int = 1
    lot: str = ""


@transaction.atomic
def start(
    *, unit: Unit, about: About, token: uuid.UUID | None = None, by: User, at: dt.datetime
) -> AllocationRound:
    """Begin a round of the unit; the word of the draw is fixed before anybody sees a result."""
    if not allowed(by, Permission.PREPARE, unit=unit, today=localdate(at)):
        raise CannotAllocate("Anh, chị chưa được giao lập đợt phân bổ của đơn vị này.")
    name, measure = (single_spaced(nfc(text)) for text in (about.name, about.measure))
    lot = single_spaced(nfc(about.lot)) or f"{name} {about.on:%d/%m/%Y}"[:100]
    if found := _faults(name, measure, about.step):
        raise CannotAllocate("Chưa lập được đợt phân bổ.", found)

    def made() -> list[int]:
        row = AllocationRound.objects.create(
            unit=unit, name=name, name_folded=fold(name), on=about.on, measure=measure,
            step=about.step, lot=lot, made_by=by, made_at=at,
        )  # fmt: skip
        new = {"name": name, "on": about.on, "step": about.step, "lot": lot}
        write_line(verb="allocation.started", subject=row, by=by, at=at, new=new, unit_key=unit.key)
        return [row.pk]

    content = (str(unit.pk), name, str(about.on), measure, str(about.step), lot)
    keys = once(made, token=token, act="allocation.start", content=content, by=by, at=at)
    return AllocationRound.objects.get(pk=keys[0])


def _faults(name: str, measure: str, step: int) -> list[Finding]:
    found = []
    if not name:
        found.append(Finding("name", "Nhập tên đợt phân bổ.", where="name"))
    if not measure:
        found.append(Finding("measure", "Nhập đơn vị tính, ví dụ: đồng, suất.", where="measure"))
    if not 1 <= step <= LARGEST:
        found.append(Finding("step", "Mức chia tròn là số nguyên từ 1 trở lên.", where="step"))
    return found


@transaction.atomic
def set_pot(
    *, round_: AllocationRound, code: str = "", name: str = "", amount: int,
    source: Source | None = None, by: User, at: dt.datetime,
) -> AllocationPot:  # fmt: skip
    """Add a pot, or change the one of that code; of a fund no more than may be spent of it now."""
    row = prepared(round_, by=by, at=at)
    source = source or Source()
    name = single_spaced(nfc(name)) or source.name
    found = faults_of_fund(row, source.fund, amount, source.campaign)
    if not name:
        found.append(Finding("pot-name", "Nhập tên nguồn.", where="name"))
    if not 0 < amount <= LARGEST:
        message = f"Nhập số phân bổ lớn hơn 0, tính bằng {row.measure}."
        found.append(Finding("pot-amount", message, where="amount"))
    pots = AllocationPot.objects.filter(round=row)
    if not code and pots.count() >= MOST_POTS:
        found.append(Finding("pots", f"Một đợt có nhiều nhất {MOST_POTS} nguồn."))
    if found:
        raise CannotAllocate("Chưa ghi được nguồn.", found)
    pot = pots.get(code=code) if code else AllocationPot(round=row, code=_free(pots))
    old = {"name": pot.name, "amount": pot.amount} if code else {}
    pot.name, pot.amount = name, amount
    pot.fund, pot.campaign = source.fund, source.campaign
    pot.save()
    touched(row)
    new = {"name": name, "amount": amount, "fund": source.fund.key if source.fund else None}
    write_line(
        verb="allocation.pot_set", subject=row, by=by, at=at, old=old, new=new,
        unit_key=row.unit.key,
    )  # fmt: skip
    return pot


def _free(pots: QuerySet[AllocationPot]) -> str:
    taken = set(pots.values_list("code", flat=True))
    return next(code for n in range(1, MOST_POTS + 2) if (code := f"N{n}") not in taken)


@transaction.atomic
def remove_pot(*, round_: AllocationRound, code: str, by: User, at: dt.datetime) -> None:
    """Take a pot out of the round, if no claimant was bound to it."""
    row = prepared(round_, by=by, at=at)
    pot = AllocationPot.objects.filter(round=row, code=code).first()
    if pot is None:
        raise CannotAllocate("Nguồn này không còn trong đợt.")
    bound = [one for one in Claimant.objects.filter(round=row) if code in (one.pots or ())]
    if bound:
        raise CannotAllocate(
            f"{len(bound)} hồ sơ chỉ được nhận từ nguồn đã chọn, trong đó có {pot.code}. "
            "Hãy sửa các hồ sơ ấy trước."
        )
    write_line(
        verb="allocation.pot_removed", subject=row, by=by, at=at, old={"name": pot.name},
        unit_key=row.unit.key,
    )  # fmt: skip
    pot.delete()
    touched(row)
