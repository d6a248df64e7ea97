"""Goods of known value stand in the books as well, slip by slip."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.identity.models import User
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Entry, Fund
from nhanai.stock.actions.keeping import CannotKeep
from nhanai.stock.models import Slip
from nhanai.stock.queries import SOURCE, standing_entry
from nhanai.stock.rules.booking import lines_of
from nhanai.stock.vocab import SlipKind


@transaction.atomic
def book_slip(*, slip: Slip, fund: Fund, by: User, at: dt.datetime) -> Entry:
    """Post what the goods of a slip are worth, once; those without a value stay by quantity."""
    rows = Slip.objects.select_for_update(of=("self",)).select_related("warehouse__unit")
    row = rows.get(pk=slip.pk)
    if fund.book.unit_id != row.warehouse.unit_id:
        raise CannotKeep("Chọn quỹ của chính đơn vị có kho này.")
    if row.kind in {SlipKind.MOVE, SlipKind.REVERSAL}:
        raise CannotKeep("Phiếu chuyển kho và phiếu hủy không ghi sổ riêng.")
    if Slip.objects.filter(reverses=row).exists():
        raise CannotKeep("Phiếu này đã hủy, không ghi sổ.")
    if standing_entry(row) is not None:
        raise CannotKeep("Phiếu này đã ghi sổ rồi.")
    moved = [
        (one.change, one.lot.value)
        for one in row.lines.select_related("lot")
        if one.lot.value is not None
    ]
    lines = lines_of(SlipKind(row.kind), moved, fund.pk, row.party)
    if not lines:
        raise CannotKeep("Phiếu này không có hàng nào có đơn giá, nên chỉ theo dõi số lượng.")
    memo = f"{row}, {row.warehouse.name}: {row.reason}"[:500]
    return ledger.post(
        book=fund.book, day=row.day, memo=memo, lines=lines, source=SOURCE, record=row.pk,
        by=by, at=at,
    )  # fmt: skip


def unbook(slip: Slip, reason: str, *, by: User, at: dt.datetime) -> None:
    """Reverse what was posted of the slip, if anything stands."""
    entry = standing_entry(slip)
    if entry is not None:
        ledger.reverse(entry=entry, day=localdate(at), reason=reason, by=by, at=at)
