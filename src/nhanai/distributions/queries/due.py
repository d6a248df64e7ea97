"""What waits: lists, hand-overs, leftovers, approvals, visits; without any name of a person."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from nhanai.base.text import single_spaced
from nhanai.distributions.models import EmergencyAid, Quota, SampleVisit
from nhanai.distributions.permissions import Permission
from nhanai.distributions.rules.limits import days_to_record
from nhanai.distributions.vocab import EmergencyState, GiftRoundState, QuotaState
from nhanai.identity import queries as identity
from nhanai.identity.models import User

SOON: Final = dt.timedelta(days=7)
MOST: Final = 100


@dataclass(frozen=True, slots=True)
class GiftLine:
    """One thing that waits: by which words, until when, and which page (`page`, `pk`) leads on."""

    text: str
    on: dt.date
    page: str
    pk: int


def due_of(user: User, *, today: dt.date) -> list[GiftLine]:
    """What waits for her at the units where she is appointed herself, the earliest first.

    Three queries at most.
    """
    rights = identity.rights_of(user, today=today)
    lists, decides = rights.at(Permission.LIST), rights.at(Permission.APPROVE)
    runs = rights.at(Permission.RUN)
    found: list[GiftLine] = []
    if lists or decides:
        found += _lists(lists, decides, user, today)
    if decides:
        found += _emergencies(decides, user)
    if runs:
        found += _visits(runs, today)
    return sorted(found, key=lambda one: (one.on, one.text))


def _lists(
    lists: frozenset[int], decides: frozenset[int], user: User, today: dt.date
) -> Iterator[GiftLine]:
    soon = today + SOON
    own = Q(unit__in=lists)
    waiting = (
        own & Q(state=QuotaState.LISTING, gifts__gt=0, round__list_due_on__lte=soon)
        | own & Q(state=QuotaState.APPROVED, round__on__lte=soon)
        | own & Q(state=QuotaState.GIVEN, round__settle_due_on__lte=soon)
        | Q(state=QuotaState.SUBMITTED, round__unit__in=decides) & ~Q(submitted_by=user)
    )
    rows = Quota.objects.filter(waiting, round__state=GiftRoundState.OPEN)
    for one in rows.select_related("round").order_by("pk")[:MOST]:
        round_ = one.round
        words, on = {
            QuotaState.LISTING: ("Nộp danh sách nhận quà", round_.list_due_on),
            QuotaState.SUBMITTED: ("Duyệt danh sách nhận quà", round_.list_due_on),
            QuotaState.APPROVED: ("Trao quà, ghi người nhận", round_.on),
            QuotaState.GIVEN: ("Quyết toán quà còn dư", round_.settle_due_on),
        }[QuotaState(one.state)]
        yield GiftLine(single_spaced(f"{words}: {round_.name}"), on, "quota", one.pk)


def _emergencies(decides: frozenset[int], user: User) -> Iterator[GiftLine]:
    rows = EmergencyAid.objects.filter(unit__in=decides, state=EmergencyState.RECORDED)
    for one in rows.exclude(made_by=user).order_by("pk")[:MOST]:
        until = one.on + dt.timedelta(days=days_to_record(one.on).number)
        yield GiftLine(f"Duyệt trợ giúp khẩn cấp số {one.pk}", until, "emergency", one.pk)


def _visits(runs: frozenset[int], today: dt.date) -> Iterator[GiftLine]:
    wrong = Q(received=False) | Q(is_whole=False) | Q(asked_to_pay=True)
    open_ones = Q(visited_on=None, sample__due_on__lte=today + SOON)
    rows = SampleVisit.objects.filter(open_ones | wrong & Q(followed_at=None))
    rows = rows.filter(sample__round__unit__in=runs).order_by("sample", "position")
    told: dict[int, GiftLine] = {}
    for one in rows.select_related("sample__round")[:MOST]:
        words = "Thăm kiểm tra sau trao" if one.visited_on is None else "Xử lý sai sót sau trao"
        line = GiftLine(
            f"{words}: {one.sample.round.name}", one.sample.due_on, "sample", one.sample_id
        )
        told.setdefault(one.sample_id, line)
    yield from told.values()
