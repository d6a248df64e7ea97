"""Who asks in a round: added, corrected, taken out."""

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.allocation.actions.checking import CannotAllocate, prepared, touched
from nhanai.allocation.models import AllocationPot, AllocationRound, AllocationShare, Claimant
from nhanai.allocation.queries.addresses import asking_addresses
from nhanai.allocation.rules.lines import Asked
from nhanai.allocation.rules.values import LARGEST
from nhanai.base.findings import Finding
from nhanai.base.text import fold
from nhanai.identity.models import User
from nhanai.journal.actions import record as write_line
from nhanai.units.queries import descendants, living

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_BATCH = 500
LONGEST_GROUP = 80
_SHOWN = 20
_FIELDS = ("need", "weight", "received", "minimum", "maximum")


@transaction.atomic
def add_claimants(
    *, round_: AllocationRound, asked: Sequence[Asked], by: User, at: dt.datetime
) -> int:
    """Add units by the lines of a table; one that is there is corrected; all lines or none."""
    row = prepared(round_, by=by, at=at)
    places = _places(row, today=localdate(at))
    there = {one.unit_id: one for one in Claimant.objects.filter(round=row, address=None)}
    codes = set(AllocationPot.objects.filter(round=row).values_list("code", flat=True))
    found = [*_unknown(asked, places), *_wrong(asked, codes)]
    if not asked:
        found.append(Finding("lines", "Dán ít nhất một dòng có tên đơn vị và nhu cầu."))
    if found:
        more = len(found) - _SHOWN
        shown = [*found[:_SHOWN], *([Finding("more", f"Và {more} lỗi nữa.")] if more > 0 else [])]
        raise CannotAllocate("Chưa thêm được hồ sơ nào.", shown)
    taken = set(Claimant.objects.filter(round=row).values_list("code", flat=True))
    new: list[Claimant] = []
    old: list[Claimant] = []
    for one in asked:
        unit = places[fold(one.name)]
        claimant = there.get(unit) or Claimant(round=row, unit_id=unit, code=pseudonym(taken))
        (old if claimant.pk else new).append(_filled(claimant, one))
    Claimant.objects.bulk_create(new, batch_size=_BATCH)
    Claimant.objects.bulk_update(old, [*_FIELDS, "pots", "groups"], batch_size=_BATCH)
    touched(row)
    write_line(
        verb="allocation.claimants_added", subject=row, by=by, at=at, unit_key=row.unit.key,
        new={"claimants": len(new), "changed": len(old)},
    )  # fmt: skip
    return len(asked)


def pseudonym(taken: set[str]) -> str:
    """A code that says nothing of whom it stands for, and is not taken yet."""
    while True:
        code = "H" + "".join(secrets.choice(_LETTERS) for _ in range(6))
        if code not in taken:
            taken.add(code)
            return code


def _places(row: AllocationRound, *, today: dt.date) -> Mapping[str, int]:
    """The units that may ask, by the folded name: the round's unit and those below it."""
    below = descendants(row.unit, today)
    own = living(today).filter(pk=row.unit_id)
    names = {fold(one.called): one.pk for one in below}
    return names | {fold(one.called): one.pk for one in own}


def _unknown(asked: Iterable[Asked], places: Mapping[str, int]) -> list[Finding]:
    found, seen = [], set()
    for at, one in enumerate(asked, start=1):
        key = fold(one.name)
        if key not in places:
            message = f"Không có đơn vị nào tên “{one.name}” trong phạm vi của đợt."
            found.append(Finding("unit", message, where=f"dòng {at}"))
        elif key in seen:
            message = f"“{one.name}” có hai dòng; giữ lại một."
            found.append(Finding("unit-twice", message, where=f"dòng {at}"))
        seen.add(key)
    return found


def _wrong(asked: Iterable[Asked], codes: set[str]) -> list[Finding]:
    """What is wrong with the figures; the rest is found when the round is divided."""
    found = []
    for one in asked:
        strange = set(one.pots or ()) - codes
        if strange:
            message = f"“{one.name}” ghi nguồn không có: {', '.join(sorted(strange))}."
            found.append(Finding("pot-unknown", message))
        if not 0 < one.need <= LARGEST or not 0 < one.weight <= 10_000:
            message = f"“{one.name}”: nhu cầu và điểm khó khăn phải lớn hơn 0, điểm đến 10.000."
            found.append(Finding("need", message, where="need"))
        if any(len(group) > LONGEST_GROUP for group in one.groups):
            message = f"“{one.name}”: tên nhóm dài quá {LONGEST_GROUP} ký tự."
            found.append(Finding("group", message, where="groups"))
        rest = (one.received, one.minimum, one.maximum or 0)
        if any(not 0 <= value <= LARGEST for value in rest):
            found.append(Finding("bounds", f"“{one.name}”: các số không được âm hay quá lớn."))
    return found


def _filled(claimant: Claimant, asked: Asked) -> Claimant:
    for name in _FIELDS:
        setattr(claimant, name, getattr(asked, name))
    claimant.pots = None if asked.pots is None else list(asked.pots)
    claimant.groups = list(asked.groups)
    return claimant


@transaction.atomic
def add_addresses(*, round_: AllocationRound, group: str = "", by: User, at: dt.datetime) -> int:
    """Add the humanitarian addresses that stand in the round's reach and that she sees.

    Of one group where it is named. The need is what is open of the needs of the address, a monthly
    one for as long as it lasts, at most a year; the score is that of its last survey; received is
    what the household got from anybody in the year before. One that needs no money is passed over.
    """
    row = prepared(round_, by=by, at=at)
    if row.measure != "đồng":
        raise CannotAllocate("Địa chỉ nhân đạo có nhu cầu bằng tiền; đợt chia hàng thì dán bảng.")
    asking = asking_addresses(row, by, group=group, today=localdate(at))
    there = Claimant.objects.filter(round=row)
    taken = set(there.values_list("code", flat=True))
    new = [
        Claimant(
            round=row, code=pseudonym(taken), address_id=one.address, need=one.need,
            weight=one.weight, received=one.received, groups=list(one.groups),
        )
        for one in asking
    ]  # fmt: skip
    if not new:
        raise CannotAllocate(
            "Không có địa chỉ nhân đạo nào đã duyệt, còn nhu cầu bằng tiền mà chưa ở trong đợt."
        )
    Claimant.objects.bulk_create(new, batch_size=_BATCH)
    touched(row)
    write_line(
        verb="allocation.claimants_added", subject=row, by=by, at=at, unit_key=row.unit.key,
        new={"claimants": len(new)},
    )  # fmt: skip
    return len(new)


@transaction.atomic
def set_claimant(*, claimant: Claimant, asked: Asked, by: User, at: dt.datetime) -> Claimant:
    """Correct the facts of one who asks; computations so far are outdated."""
    row = prepared(claimant.round, by=by, at=at)
    one = Claimant.objects.select_for_update().get(pk=claimant.pk)
    codes = set(AllocationPot.objects.filter(round=row).values_list("code", flat=True))
    if found := _wrong([replace(asked, name=one.code)], codes):
        raise CannotAllocate("Chưa sửa được hồ sơ.", found)
    old = {name: getattr(one, name) for name in (*_FIELDS, "pots")}
    _filled(one, asked).save()
    touched(row)
    new = {name: getattr(one, name) for name in (*_FIELDS, "pots")}
    write_line(
        verb="allocation.claimant_set", subject=one, by=by, at=at, unit_key=row.unit.key,
        old={name: value for name, value in old.items() if value != new[name]},
        new={name: value for name, value in new.items() if value != old[name]},
    )  # fmt: skip
    return one


@transaction.atomic
def remove_claimant(*, claimant: Claimant, by: User, at: dt.datetime) -> None:
    """Take one out of the round, if no computation has her: then her need is set otherwise."""
    row = prepared(claimant.round, by=by, at=at)
    if AllocationShare.objects.filter(claimant=claimant).exists():
        raise CannotAllocate(
            "Hồ sơ này đã có trong một lần tính nên không bỏ được. "
            "Hãy đặt mức tối đa bằng 0 để không chia cho hồ sơ này."
        )
    write_line(
        verb="allocation.claimant_removed", subject=claimant, by=by, at=at, unit_key=row.unit.key
    )
    claimant.delete()
    touched(row)
