"""Lists of other bodies to compare with, and why help goes on where somebody helps already."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.aid.rules.overlap import unanswered
from nhanai.base.text import single_spaced
from nhanai.distributions.actions.holding import (
    CannotDistribute,
    check_may,
    check_state,
    held_quota,
)
from nhanai.distributions.models import DuplicateAnswer, OtherEntry, OtherList, Quota, Recipient
from nhanai.distributions.permissions import Permission
from nhanai.distributions.queries.checking import findings_for, prints_of
from nhanai.distributions.rules.pasting import RowTold, print_texts
from nhanai.distributions.vocab import QuotaState
from nhanai.identity.models import User
from nhanai.journal.actions import record


@transaction.atomic
def add_other_list(
    *, quota: Quota, body: str, on: dt.date, what: str = "", rows: Sequence[RowTold], by: User,
    at: dt.datetime,
) -> OtherList:  # fmt: skip
    """Keep prints of another body's list: enough to find the same people, not to name them."""
    row = held_quota(quota.pk)
    check_may(by, Permission.LIST, row.unit, localdate(at))
    check_state(row, QuotaState.LISTING, QuotaState.SUBMITTED)
    body, what = single_spaced(body), single_spaced(what)
    if not body or len(body) > 200 or len(what) > 200:
        raise CannotDistribute("Ghi danh sách này của ai, dài nhất 200 ký tự.")
    commune = row.unit.territory_id
    prints = [prints_of(print_texts(commune, one.person)) for one in rows]
    telling = [one for one in prints if any(one)]
    if not telling:
        raise CannotDistribute(
            "Chưa so được dòng nào: mỗi dòng cần năm sinh, số hộ hoặc số căn cước."
        )
    made = OtherList.objects.create(
        quota=row, body=body, on=on, what=what, rows=len(telling), by=by, at=at
    )
    OtherEntry.objects.bulk_create(
        OtherEntry(other=made, person_print=name, number_print=number, household_print=household)
        for name, number, household in telling
    )
    record(
        verb="distributions.other_list_added", subject=made, by=by, at=at,
        new={"rows": len(telling)}, unit_key=row.unit.key,
    )  # fmt: skip
    return made


@transaction.atomic
def remove_other_list(*, other: OtherList, by: User, at: dt.datetime) -> Quota:
    """Take a list of others away that was pasted wrongly."""
    row = held_quota(other.quota_id)
    check_may(by, Permission.LIST, row.unit, localdate(at))
    check_state(row, QuotaState.LISTING, QuotaState.SUBMITTED)
    found = OtherList.objects.get(pk=other.pk)
    record(
        verb="distributions.other_list_removed", subject=found, by=by, at=at,
        old={"rows": found.rows}, unit_key=row.unit.key,
    )  # fmt: skip
    found.delete()
    return row


@transaction.atomic
def answer_duplicates(
    *, quota: Quota, answers: Mapping[int, str], by: User, at: dt.datetime
) -> int:
    """Say why these recipients get it all the same; what becomes known later asks again."""
    row = held_quota(quota.pk)
    check_may(by, Permission.LIST, row.unit, localdate(at))
    check_state(row, QuotaState.LISTING)
    texts = {pk: single_spaced(text) for pk, text in answers.items()}
    rows = list(
        Recipient.objects.filter(quota=row, pk__in=texts).select_related("person").order_by("pk")
    )
    if not rows or any(not texts[one.pk] or len(texts[one.pk]) > 400 for one in rows):
        raise CannotDistribute("Ghi vì sao vẫn trao, dài nhất 400 ký tự.")
    found = findings_for(row, rows)
    told = {(one.recipient_id, one.finding) for one in _answers(row)}
    made = [
        DuplicateAnswer(
            recipient=one, finding=finding.where or "", text=texts[one.pk], by=by, at=at
        )
        for one in rows
        for finding in found[one.pk]
        if (one.pk, finding.where) not in told
    ]
    if not made:
        raise CannotDistribute("Không còn chỗ nào chờ giải trình.")
    DuplicateAnswer.objects.bulk_create(made)
    record(
        verb="distributions.duplicates_answered", subject=row.round, by=by, at=at,
        new={"answers": len(made)}, unit_key=row.unit.key,
    )  # fmt: skip
    return len(made)


def _answers(row: Quota) -> list[DuplicateAnswer]:
    return list(DuplicateAnswer.objects.filter(recipient__quota=row))


def open_rows(row: Quota) -> int:
    """How many of the list have a finding that nobody answered."""
    rows = list(Recipient.objects.filter(quota=row).select_related("person").order_by("pk"))
    found = findings_for(row, rows)
    told: dict[int, list[str]] = {}
    for one in _answers(row):
        told.setdefault(one.recipient_id, []).append(one.finding)
    return sum(1 for one in rows if unanswered(found[one.pk], told.get(one.pk, ())))
