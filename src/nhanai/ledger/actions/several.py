"""Several vouchers approved or settled at once: all of them, or none."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence

from django.db import transaction

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.identity.models import User
from nhanai.ledger.actions.posting import books_of_voucher, hold_books
from nhanai.ledger.actions.vouchers import CannotSettle, approve_voucher, settle_voucher
from nhanai.ledger.models import Voucher
from nhanai.sending.actions import once


@transaction.atomic
def approve_vouchers(
    *, vouchers: Sequence[Voucher], token: uuid.UUID | None = None, by: User, at: dt.datetime
) -> int:
    """Approve them all, once however often it is sent; a refusal says of each what keeps it."""

    def act(one: Voucher) -> Voucher:
        return approve_voucher(voucher=one, by=by, at=at)

    return _sent(vouchers, act, "ledger.approve_vouchers", token, by=by, at=at)


@transaction.atomic
def settle_vouchers(
    *, vouchers: Sequence[Voucher], token: uuid.UUID | None = None, by: User, at: dt.datetime
) -> int:
    """Take or pay them all today, in this order, once however often it is sent."""

    def act(one: Voucher) -> Voucher:
        return settle_voucher(voucher=one, by=by, at=at)

    return _sent(vouchers, act, "ledger.settle_vouchers", token, by=by, at=at)


def _sent(
    vouchers: Sequence[Voucher], act: Callable[[Voucher], Voucher], name: str,
    token: uuid.UUID | None, *, by: User, at: dt.datetime,
) -> int:  # fmt: skip
    if not vouchers:
        raise CannotSettle("Chọn ít nhất một chứng từ.")
    content = [str(one.pk) for one in vouchers]
    made = once(lambda: _each(vouchers, act), token=token, act=name, content=content, by=by, at=at)
    return len(made)


def _each(vouchers: Sequence[Voucher], act: Callable[[Voucher], Voucher]) -> list[int]:
    hold_books(key for one in vouchers for key in books_of_voucher(one))
    done, findings = [], []
    for one in vouchers:
        try:
            done.append(act(one).pk)
        except Refused as refusal:
            place = f"{one.party_name}, {one.money}"
            said = [finding.message for finding in refusal.findings] or [refusal.message]
            findings += [Finding("voucher-kept", words, where=place) for words in said]
    if findings:
        message = "Chưa làm chứng từ nào. Hãy bỏ chọn những chứng từ sau, hoặc xử lý trước."
        raise CannotSettle(message, findings)
    return done
