"""Verification after a distribution: a seed told beforehand, a draw, visits, and what follows."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.text import single_spaced
from nhanai.distributions.actions.holding import CannotDistribute, check_may
from nhanai.distributions.models import GiftRound, GiftSample, Recipient, SampleVisit
from nhanai.distributions.permissions import Permission
from nhanai.distributions.rules.sampling import QUANTILES, drawn, size_of
from nhanai.distributions.vocab import GiftRoundState, RecipientState
from nhanai.identity.models import User
from nhanai.journal.actions import record


@dataclass(frozen=True, slots=True)
class VisitTold:
    """What a household said at the visit."""

    on: dt.date
    received: bool
    is_whole: bool
    asked_to_pay: bool
    satisfied: bool
    note: str = ""

    @property
    def is_right(self) -> bool:
        """Whether nothing of it is to be followed."""
        return self.received and self.is_whole and not self.asked_to_pay


@transaction.atomic
def announce_sample(
    *, round_: GiftRound, seed: str, confidence: int, margin: int, due_on: dt.date, by: User,
    at: dt.datetime,
) -> GiftSample:  # fmt: skip
    """Say by which seed a sample will be drawn, before anybody knows whom it finds."""
    row = GiftRound.objects.select_related("unit").select_for_update(of=("self",)).get(pk=round_.pk)
    check_may(by, Permission.RUN, row.unit, localdate(at))
    seed = single_spaced(seed)
    if row.state == GiftRoundState.CANCELLED:
        raise CannotDistribute("Đợt trao quà này đã hủy.")
    if not 0 < len(seed) <= 100:
        raise CannotDistribute(
            "Ghi hạt giống, ví dụ kết quả xổ số sẽ quay ngày nào, tối đa 100 chữ."
        )
    if confidence not in QUANTILES or not 1 <= margin <= 50:
        raise CannotDistribute("Chọn độ tin cậy 90, 95 hoặc 99 % và sai số từ 1 đến 50 %.")
    if due_on < localdate(at):
        raise CannotDistribute("Hạn kiểm tra không trước hôm nay.")
    made = GiftSample.objects.create(
        round=row, seed=seed, confidence=confidence, margin=margin, due_on=due_on,
        announced_by=by, announced_at=at,
    )  # fmt: skip
    new = {"seed": seed, "confidence": confidence, "margin": margin}
    record(
        verb="distributions.sample_announced", subject=row, by=by, at=at, new=new,
        unit_key=row.unit.key,
    )  # fmt: skip
    return made


def held_sample(key: int) -> GiftSample:
    """The sample, held until the act is done."""
    rows = GiftSample.objects.select_related("round__unit")
    return rows.select_for_update(of=("self",)).get(pk=key)


@transaction.atomic
def draw_sample(*, sample: GiftSample, by: User, at: dt.datetime) -> GiftSample:
    """Draw it once, among all who received by now; anyone draws the same by seed and numbers."""
    row = held_sample(sample.pk)
    check_may(by, Permission.RUN, row.round.unit, localdate(at))
    if row.drawn_at is not None:
        raise CannotDistribute("Mẫu này đã rút rồi, không rút lại.")
    got = Recipient.objects.filter(round=row.round, state=RecipientState.RECEIVED)
    keys = list(got.order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise CannotDistribute("Chưa ai được ghi là đã nhận. Rút mẫu sau khi trao.")
    size = size_of(len(keys), confidence=row.confidence, margin=row.margin)
    chosen = drawn(row.seed, keys, size)
    SampleVisit.objects.bulk_create(
        SampleVisit(sample=row, recipient_id=key, position=at_) for at_, key in enumerate(chosen, 1)
    )
    row.drawn_at, row.population = at, len(keys)
    row.save(update_fields=["drawn_at", "population"])
    new = {"population": len(keys), "size": size}
    record(
        verb="distributions.sample_drawn", subject=row.round, by=by, at=at, new=new,
        unit_key=row.round.unit.key,
    )  # fmt: skip
    return row


@transaction.atomic
def record_visit(*, visit: SampleVisit, told: VisitTold, by: User, at: dt.datetime) -> SampleVisit:
    """Record what the household said; not by who put it on the list."""
    sample = held_sample(visit.sample_id)
    today = localdate(at)
    check_may(by, Permission.RUN, sample.round.unit, today)
    row = SampleVisit.objects.select_related("recipient").get(pk=visit.pk)
    if row.followed_at is not None:
        raise CannotDistribute("Trường hợp này đã xử lý xong, không sửa nữa.")
    if row.recipient.by_id == by.pk:
        raise CannotDistribute("Người lập danh sách không đi kiểm tra danh sách ấy.")
    if not sample.round.on - dt.timedelta(days=60) <= told.on <= today:
        raise CannotDistribute("Ngày thăm nằm sau khi trao và không sau hôm nay.")
    if len(told.note) > 400:
        raise CannotDistribute("Ghi chú dài quá 400 ký tự, hãy viết gọn lại.")
    row.visited_on, row.received, row.is_whole = told.on, told.received, told.is_whole
    row.asked_to_pay, row.satisfied = told.asked_to_pay, told.satisfied
    row.note, row.by, row.at = single_spaced(told.note), by, at
    row.save()
    record(
        verb="distributions.visit_recorded", subject=sample.round, by=by, at=at,
        new={"position": row.position, "right": told.is_right}, unit_key=sample.round.unit.key,
    )  # fmt: skip
    return row


@transaction.atomic
def follow_visit(*, visit: SampleVisit, text: str, by: User, at: dt.datetime) -> SampleVisit:
    """Say what was done about a household where something was wrong."""
    sample = held_sample(visit.sample_id)
    check_may(by, Permission.RUN, sample.round.unit, localdate(at))
    row = SampleVisit.objects.get(pk=visit.pk)
    text = single_spaced(text)
    if row.visited_on is None or row.followed_at is not None:
        raise CannotDistribute("Trường hợp này không chờ xử lý. Hãy mở lại trang.")
    if not text or len(text) > 400:
        raise CannotDistribute("Ghi ngắn gọn đã xử lý thế nào.")
    row.followed, row.followed_at = text, at
    row.save(update_fields=["followed", "followed_at"])
    record(
        verb="distributions.visit_followed", subject=sample.round, by=by, at=at,
        new={"position": row.position}, unit_key=sample.round.unit.key,
    )  # fmt: skip
    return row
