"""Vouchers that wait for somebody, and those found by words."""

import datetime as dt

from django.db.models import Q, QuerySet

from nhanai.base.text import fold
from nhanai.identity.models import User
from nhanai.identity.queries import rights_of
from nhanai.ledger.models import Voucher
from nhanai.ledger.permissions import Permission
from nhanai.ledger.rules.chart import limit_on
from nhanai.ledger.vocab import VoucherState


def to_approve(user: User, *, today: dt.date) -> QuerySet[Voucher]:
    """What she may approve now, the oldest first."""
    rights, limit = rights_of(user, today=today), limit_on(today)
    may = Q(book__unit__in=rights.within(Permission.APPROVE), amount__lte=limit)
    may |= Q(book__unit__in=rights.within(Permission.APPROVE_LARGE), amount__gt=limit)
    rows = Voucher.objects.filter(may, state=VoucherState.PROPOSED).exclude(recorded_by=user)
    return _shown(rows)


def to_settle(user: User, *, today: dt.date) -> QuerySet[Voucher]:
    """What she may take or pay now, the oldest first."""
    within = rights_of(user, today=today).within(Permission.SETTLE)
    rows = Voucher.objects.filter(book__unit__in=within, state=VoucherState.APPROVED)
    return _shown(rows.exclude(recorded_by=user).exclude(approved_by=user))


def with_words(vouchers: QuerySet[Voucher], words: str) -> QuerySet[Voucher]:
    """Those that have every word in who and what for, or as their number."""
    for word in fold(words).split():
        found = Q(party_folded__contains=word)
        if word.isascii() and word.isdecimal() and len(word) < 8:
            found |= Q(number=int(word))
        vouchers = vouchers.filter(found)
    return vouchers


def _shown(rows: QuerySet[Voucher]) -> QuerySet[Voucher]:
    return rows.select_related("book__unit", "fund", "recorded_by").order_by("day", "pk")
