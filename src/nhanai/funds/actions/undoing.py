"""Gifts written down wrongly are undone: before they are in the books by one, after by two."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.banking import actions as banking
from nhanai.banking.permissions import Permission as Banking
from nhanai.base.errors import Refused
from nhanai.base.text import nfc, single_spaced
from nhanai.funds.facts import DONATION
from nhanai.funds.models import Donation, GiftReturn, GiftUndoing
from nhanai.funds.permissions import Permission
from nhanai.funds.vocab import DonationState, UndoingState
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Fund
from nhanai.ledger.permissions import Permission as Ledger
from nhanai.ledger.rules.chart import is_large
from nhanai.ledger.vocab import VoucherState


class CannotUndo(Refused):
    """The gift stays as it was."""


@transaction.atomic
def drop(*, donation: Donation, reason: str, by: User, at: dt.datetime) -> Donation:
    """Drop a gift that nobody took yet, with its voucher."""
    donation = _held(donation)
    reason = _asked(donation, reason, DonationState.WAITING, by=by, at=at)
    if donation.voucher is not None:
        ledger.cancel_voucher(voucher=donation.voucher, reason=reason, by=by, at=at)
    donation.state = DonationState.UNDONE
    donation.save(update_fields=["state"])
    _told("funds.donation_undone", donation, reason, by=by, at=at)
    return donation


@transaction.atomic
def propose_undoing(
    *, donation: Donation, reason: str, by: User, at: dt.datetime
) -> GiftUndoing:  # fmt: skip
    """Ask that a gift which stands in the books be undone; another person decides.

    Money that came and is to go back is returned instead.
    """
    donation = _held(donation)
    reason = _asked(donation, reason, DonationState.RECEIVED, by=by, at=at)
    _check_returns(donation)
    if donation.undoings.filter(state=UndoingState.PROPOSED).exists():
        raise CannotUndo("Khoản này đã có đề nghị hủy đang chờ duyệt.")
    frees = donation.line is None or allowed(
        by, Banking.EXPLAIN, unit=donation.unit, today=localdate(at)
    )
    if not frees:
        raise CannotUndo("Anh, chị chưa được giao đối chiếu sao kê nên không bỏ được dòng sao kê.")
    made = GiftUndoing.objects.create(
        donation=donation, state=UndoingState.PROPOSED, reason=reason, by=by, at=at
    )
    _told("funds.undoing_proposed", donation, reason, by=by, at=at)
    return made


@transaction.atomic
def approve_undoing(*, undoing: GiftUndoing, by: User, at: dt.datetime) -> GiftUndoing:
    """Undo the gift: its entry is reversed, the line of the statement waits again.

    By another than who asked, who may approve that amount; the line is freed in the name of who
    asked, whose work that is.
    """
    undoing, donation = _decided(undoing, UndoingState.APPROVED, by=by, at=at)
    _check_returns(donation)
    if donation.entry is None:
        raise CannotUndo("Khoản này không còn trong sổ. Hãy tải lại trang.")
    reason = undoing.reason
    ledger.reverse(entry=donation.entry, day=localdate(at), reason=reason, by=by, at=at)
    if donation.line is not None:
        banking.free_line(line=donation.line, source=DONATION, reason=reason, by=undoing.by, at=at)
    _told("funds.donation_undone", donation, reason, by=by, at=at)
    return undoing


@transaction.atomic
def refuse_undoing(
    *, undoing: GiftUndoing, reason: str, by: User, at: dt.datetime
) -> GiftUndoing:  # fmt: skip
    """Leave the gift as it is, and say why."""
    answer = single_spaced(nfc(reason))
    if not 0 < len(answer) <= 300:
        raise CannotUndo("Ghi một câu vì sao không duyệt, không quá 300 chữ.")
    undoing, donation = _decided(undoing, UndoingState.REFUSED, answer, by=by, at=at)
    _told("funds.undoing_refused", donation, answer, by=by, at=at)
    return undoing


def may_decide(user: User, undoing: GiftUndoing, *, today: dt.date) -> bool:
    """Whether she is another than who asked and may approve that amount."""
    donation = undoing.donation
    needed = Ledger.APPROVE_LARGE if is_large(donation.amount, on=today) else Ledger.APPROVE
    return user.pk != undoing.by_id and allowed(user, needed, unit=donation.unit, today=today)


def check_two_persons(donation: Donation) -> None:
    """Refuse a reversal in the books that nobody approved here."""
    if not donation.undoings.filter(state=UndoingState.APPROVED).exists():
        raise CannotUndo(
            f"Khoản ủng hộ {donation.code} đã nhận: hãy đề nghị hủy ở trang của khoản ấy, người"
            " khác duyệt thì bút toán mới đảo."
        )


def _held(donation: Donation) -> Donation:
    """The gift, held behind its book, as who takes or pays it holds them."""
    ledger.hold_books([Fund.objects.values_list("book", flat=True).get(pk=donation.fund_id)])
    rows = Donation.objects.select_for_update(of=("self",)).select_related(
        "unit", "voucher", "entry__book__unit", "line"
    )
    return rows.get(pk=donation.pk)


def _asked(
    donation: Donation, reason: str, state: DonationState, *, by: User, at: dt.datetime
) -> str:
    if not allowed(by, Permission.RECORD, unit=donation.unit, today=localdate(at)):
        raise CannotUndo("Anh, chị chưa được giao ghi khoản ủng hộ của đơn vị này.")
    if donation.state == DonationState.UNDONE:
        raise CannotUndo("Khoản ủng hộ này đã hủy rồi.")
    if donation.state != state:
        raise CannotUndo("Khoản này vừa đổi tình trạng. Hãy tải lại trang.")
    reason = single_spaced(nfc(reason))
    if not 0 < len(reason) <= 300:
        raise CannotUndo("Ghi một câu vì sao hủy khoản này, không quá 300 chữ.")
    return reason


def _check_returns(donation: Donation) -> None:
    back = GiftReturn.objects.filter(donation=donation).exclude(
        voucher__state__in=[VoucherState.REFUSED, VoucherState.CANCELLED, VoucherState.REVERSED]
    )
    if back.exists():
        raise CannotUndo("Khoản này đã có phiếu trả lại. Hãy bỏ hoặc đảo phiếu ấy trước.")


def _decided(
    undoing: GiftUndoing, state: UndoingState, answer: str = "", *, by: User, at: dt.datetime
) -> tuple[GiftUndoing, Donation]:
    rows = GiftUndoing.objects.select_for_update(of=("self",)).select_related("donation", "by")
    undoing = rows.get(pk=undoing.pk)
    donation = _held(undoing.donation)
    if undoing.state != UndoingState.PROPOSED:
        raise CannotUndo("Đề nghị này đã được quyết định rồi. Hãy tải lại trang.")
    if by.pk == undoing.by_id:
        raise CannotUndo("Người đề nghị không tự duyệt. Hãy để người khác.")
    if not may_decide(by, undoing, today=localdate(at)):
        raise CannotUndo("Anh, chị chưa được giao duyệt hủy khoản này.")
    undoing.state, undoing.decided_by, undoing.decided_at = state, by, at
    undoing.answer = answer
    undoing.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    return undoing, donation


def _told(verb: str, donation: Donation, note: str, *, by: User, at: dt.datetime) -> None:
    write_line(verb=verb, subject=donation, by=by, at=at, note=note, unit_key=donation.unit.key)
