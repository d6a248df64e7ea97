"""Cash boxes: placed, opened before two witnesses, taken back."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.banking import facts
from nhanai.banking.models import BoxCount, BoxOpening, CashBox
from nhanai.banking.permissions import Permission
from nhanai.banking.rules import boxes as rules
from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold, nfc, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.sending.actions import once
from nhanai.units.models import Unit


class CannotKeepBox(Refused):
    """The box cannot be placed, opened or taken back so."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What the protocol of an opening says; `counts` are notes (đồng) with their number."""

    day: dt.date
    is_intact: bool
    new_seal: str
    witnesses: tuple[str, str]
    cashier: str
    counts: Mapping[int, int]
    note: str = ""


@transaction.atomic
def place_box(
    *, unit: Unit, code: str, place: str, seal: str, placed_on: dt.date, keeper: str = "",
    purpose: str = "", by: User, at: dt.datetime,
) -> CashBox:  # fmt: skip
    """Put a sealed box at its place."""
    _check_right(unit, by=by, at=at)
    code, seal = _told(code, 30), _told(seal, 30)
    place, keeper, purpose = _told(place, 300), _told(keeper, 200), _told(purpose, 300)
    findings = _missing({"code": ("số hiệu", code), "place": ("nơi đặt", place),
                         "seal": ("số niêm phong", seal)})  # fmt: skip
    if placed_on > localdate(at):
        findings.append(Finding("box-day", "Ngày đặt không thể ở tương lai.", where="placed_on"))
    if CashBox.objects.filter(unit=unit, code=code).exists():
        findings.append(Finding("box-twice", f"Đơn vị đã có hòm số {code}.", where="code"))
    if findings:
        raise CannotKeepBox("Chưa ghi được hòm quỹ.", findings)
    box = CashBox.objects.create(
        unit=unit, code=code, place=place, keeper=keeper, seal=seal, purpose=purpose,
        folded=fold(f"{code} {place} {keeper} {purpose}"), placed_on=placed_on, by=by, at=at,
    )  # fmt: skip
    facts.write_box(box)
    new = {"code": code, "place": place, "seal": seal}
    write_line(verb="banking.box_placed", subject=box, by=by, at=at, new=new, unit_key=unit.key)
    return box


@transaction.atomic
def open_box(
    *, box: CashBox, opened: Opened, token: uuid.UUID | None = None, by: User, at: dt.datetime
) -> BoxOpening:
    """Write the protocol of an opening; the box goes on with its new seal.

    Two witnesses, neither of them who takes the money; counted note by note. Sent twice, it is
    written once.
    """
    row = CashBox.objects.select_for_update(of=("self",)).select_related("unit").get(pk=box.pk)
    _check_right(row.unit, by=by, at=at)
    content = [str(row.pk), repr(opened)]
    made = once(
        lambda: [_write_opening(row, opened, by=by, at=at).pk],
        token=token, act="banking.box_opened", content=content, by=by, at=at,
    )  # fmt: skip
    return BoxOpening.objects.get(pk=made[0])


def _write_opening(row: CashBox, told: Opened, *, by: User, at: dt.datetime) -> BoxOpening:
    if row.retired_on is not None:
        raise CannotKeepBox(f"Hòm này đã thu về ngày {written(row.retired_on)}.")
    last = row.openings.order_by("-number").first()
    first, second = (_told(one, 200) for one in told.witnesses)
    cashier, seal = _told(told.cashier, 200), _told(told.new_seal, 30)
    findings = rules.faults_of(
        day=told.day, counts=told.counts, witnesses=(first, second), cashier=cashier,
        since=last.day if last else row.placed_on, today=localdate(at),
    )  # fmt: skip
    findings += _missing({"new_seal": ("số niêm phong mới", seal)})
    if seal and seal == row.seal:
        message = "Số niêm phong mới phải khác số cũ."
        findings.append(Finding("box-seal", message, where="new_seal"))
    note = nfc(told.note).strip()[:2000]
    if not told.is_intact and not note:
        message = "Niêm phong không còn nguyên: ghi rõ tình trạng vào ô ghi chú."
        findings.append(Finding("box-broken", message, where="note"))
    if findings:
        raise CannotKeepBox("Chưa ghi được biên bản mở hòm.", findings)
    opening = BoxOpening.objects.create(
        box=row, number=(last.number if last else 0) + 1, day=told.day, old_seal=row.seal,
        is_intact=told.is_intact, new_seal=seal, first_witness=first, second_witness=second,
        cashier=cashier, total=rules.total_of(told.counts).amount, note=note, by=by, at=at,
    )  # fmt: skip
    BoxCount.objects.bulk_create(
        BoxCount(opening=opening, note=note, number=number)
        for note, number in told.counts.items()
        if number
    )
    row.seal = seal
    row.save(update_fields=["seal"])
    facts.write_opening(opening)
    new = {"box": row.code, "day": told.day, "total": opening.total}
    write_line(
        verb="banking.box_opened", subject=opening, by=by, at=at, new=new, unit_key=row.unit.key
    )
    return opening


@transaction.atomic
def retire_box(*, box: CashBox, on: dt.date, by: User, at: dt.datetime) -> CashBox:
    """Take the box back; it was opened and counted on that day or before, and stays to be seen."""
    row = CashBox.objects.select_for_update(of=("self",)).select_related("unit").get(pk=box.pk)
    _check_right(row.unit, by=by, at=at)
    if row.retired_on is not None:
        raise CannotKeepBox(f"Hòm này đã thu về ngày {written(row.retired_on)}.")
    last = row.openings.order_by("-number").first()
    if last is None:
        raise CannotKeepBox("Hãy mở hòm, kiểm đếm và lập biên bản trước khi thu về.")
    if not last.day <= on <= localdate(at):
        raise CannotKeepBox(f"Chọn ngày thu về từ {written(last.day)} đến hôm nay.")
    row.retired_on = on
    row.save(update_fields=["retired_on"])
    facts.write_box(row)
    write_line(
        verb="banking.box_retired", subject=row, by=by, at=at, new={"retired_on": on},
        unit_key=row.unit.key,
    )  # fmt: skip
    return row


def _check_right(unit: Unit, *, by: User, at: dt.datetime) -> None:
    if not allowed(by, Permission.OPEN_BOXES, unit=unit, today=localdate(at)):
        raise CannotKeepBox("Anh, chị chưa được giao hòm quỹ của đơn vị này.")


def _told(text: str, most: int) -> str:
    return single_spaced(nfc(text))[:most]


def _missing(fields: Mapping[str, tuple[str, str]]) -> list[Finding]:
    return [
        Finding("box-missing", f"Nhập {label}.", where=name)
        for name, (label, value) in fields.items()
        if not value
    ]
