"""Partners: made, changed, and given their table of codes."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import nfc, single_spaced
from nhanai.exchange.models import Partner, PartnerCode
from nhanai.exchange.permissions import Permission
from nhanai.exchange.queries.partners import our_codes
from nhanai.exchange.reading.codes import read
from nhanai.exchange.rules.codes import faults_of, pairs_of
from nhanai.exchange.vocab import IdScheme
from nhanai.identity.models import User
from nhanai.identity.queries import holds, top_unit
from nhanai.journal.actions import record as write_line

_SHOWN: Final = 20
_BATCH: Final = 500


class CannotMap(Refused):
    """The partner or its codes cannot be so, or not by this person."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a partner besides its codes."""

    name: str
    scheme: IdScheme
    data_set: str = ""


@transaction.atomic
def set_partner(
    *, partner: Partner | None, about: About, table: bytes = b"", by: User, at: dt.datetime
) -> Partner:
    """Make a partner, or change it; a table of codes takes the place of the one before."""
    _check_may(by, at)
    row = Partner.objects.select_for_update().get(pk=partner.pk) if partner else Partner()
    row.name, row.scheme = single_spaced(nfc(about.name)), about.scheme
    row.data_set = single_spaced(nfc(about.data_set))
    if Partner.objects.filter(name=row.name).exclude(pk=row.pk).exists():
        fault = "Đã có đối tác tên này. Hãy mở đối tác ấy để sửa."
        raise CannotMap(fault, [Finding("name", fault, where="name")])
    row.changed_by, row.changed_at = by, at
    row.save()
    codes = _replaced(row, table) if table else None
    write_line(
        verb="exchange.partner_set", subject=row, by=by, at=at, unit_key=_top(),
        new={"name": row.name, **({"codes": codes} if codes is not None else {})},
    )  # fmt: skip
    return row


@transaction.atomic
def remove_partner(*, partner: Partner, by: User, at: dt.datetime) -> None:
    """Forget a partner and its codes; figures that came from it stay."""
    _check_may(by, at)
    row = Partner.objects.select_for_update().get(pk=partner.pk)
    write_line(verb="exchange.partner_removed", subject=row, by=by, at=at, unit_key=_top())
    row.delete()


def _check_may(by: User, at: dt.datetime) -> None:
    if not holds(by, Permission.MAP, today=localdate(at)):
        raise CannotMap("Chỉ quản trị hoặc văn phòng Hội tỉnh sửa được mã của đối tác.")


def _top() -> str:
    top = top_unit()
    return top.key if top else ""


def _replaced(partner: Partner, table: bytes) -> int:
    """How many codes the partner now has; refused whole with every fault."""
    lines = read(table)
    found = faults_of(lines, our_codes())
    if found:
        shown = [Finding(one.rule, one.message, where="table") for one in found[:_SHOWN]]
        more = len(found) - len(shown)
        if more > 0:
            shown.append(Finding("more", f"Và {more} lỗi nữa.", where="table"))
        raise CannotMap("Chưa lưu bảng mã. Hãy sửa những chỗ dưới đây.", shown)
    PartnerCode.objects.filter(partner=partner).delete()
    PartnerCode.objects.bulk_create(
        [
            PartnerCode(partner=partner, kind=kind, ours=ours, theirs=theirs)
            for kind, ours, theirs in pairs_of(lines)
        ],
        batch_size=_BATCH,
    )
    return len(lines)
