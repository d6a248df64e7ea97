"""Emergency aid: given at once without a review, recorded soon after, decided by the head."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.activities.actions.photos import look
from nhanai.aid import actions as aid
from nhanai.aid.rules.overlap import Got
from nhanai.aid.vocab import GiftKind
from nhanai.base.findings import Finding, Severity
from nhanai.base.money import Money
from nhanai.base.text import fold, single_spaced
from nhanai.distributions import facts
from nhanai.distributions.actions.holding import CannotDistribute, check_may
from nhanai.distributions.actions.persons import kept_person, known_person
from nhanai.distributions.models import EmergencyAid, EmergencyPhoto
from nhanai.distributions.permissions import Permission
from nhanai.distributions.queries.money import voucher_of
from nhanai.distributions.rules.pasting import RowTold
from nhanai.distributions.vocab import EmergencyState, RecipientTarget
from nhanai.documents.actions.keeping import write_once
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Fund, Voucher
from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.rules.vouchers import Party, VoucherValue
from nhanai.ledger.vocab import VoucherKind
from nhanai.people.models import Person
from nhanai.people.rules.values import PersonValues
from nhanai.plans.rules.evidence import Given, Kept
from nhanai.sending.actions import once
from nhanai.units.models import Unit

FOLDER: Final = "distributions"
MOST_WORTH: Final = 10**10
OLDEST: Final = dt.timedelta(days=365)
PROGRAMME: Final = "Trợ giúp khẩn cấp"


@dataclass(frozen=True, slots=True)
class EmergencyValues:
    """Who (one person, or `whom` without names and how many), where, what, worth what, and why."""

    place: str
    on: dt.date
    kind: GiftKind
    what: str
    worth: int
    why: str
    person: PersonValues | None = None
    whom: str = ""
    persons: int = 1
    giver: str = ""


@transaction.atomic
def record_emergency(
    *, unit: Unit, values: EmergencyValues, photos: Sequence[Given] = (),
    token: uuid.UUID | None = None, despite_warnings: bool = False, by: User, at: dt.datetime,
) -> EmergencyAid:  # fmt: skip
    """Keep what was given; it counts and is known to who gives next from now on."""
    today = localdate(at)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    check_may(by, Permission.LIST, unit, today)
    kept, wrong = look(photos) if photos else ((), ())
    findings = [*_faults(values, today), *wrong]
    told = RowTold(0, values.person, RecipientTarget.OTHER) if values.person else None
    known = known_person(unit, told, findings) if told else None
    if despite_warnings:
        findings = [one for one in findings if one.severity is Severity.ERROR]
    if findings:
        raise CannotDistribute("Chưa ghi được, còn chỗ cần sửa.", findings)

    def make() -> Sequence[int]:
        person = kept_person(unit, told, known, by=by, at=at) if told else None
        return [_made(unit, values, person, kept, by=by, at=at).pk]

    content = [unit.key, repr(values), *(hashlib.sha256(one.content).hexdigest() for one in kept)]
    made = once(make, token=token, act="distributions.emergency", content=content, by=by, at=at)
    return EmergencyAid.objects.select_related("unit").get(pk=made[0])


_LENGTHS: Final = {"place": ("Ở đâu", 200), "what": ("Giúp gì", 200), "giver": ("Nguồn", 200),
                   "why": ("Vì sao khẩn cấp", 400), "whom": ("Những ai", 200)}  # fmt: skip


def _faults(said: EmergencyValues, today: dt.date) -> Iterator[Finding]:
    if said.person is None and not single_spaced(said.whom):
        message = "Ghi họ tên người được giúp, hoặc ghi giúp những ai khi nhiều người."
        yield Finding("emergency-who", message, where="full_name")
    if said.person is not None and (single_spaced(said.whom) or said.persons != 1):
        message = (
            "Có họ tên thì để trống ô những ai và số người; giúp nhiều người thì để trống tên."
        )
        yield Finding("emergency-both", message, where="whom")
    for field, words in (("place", "Ghi ở đâu."), ("what", "Ghi giúp gì."),
                         ("why", "Ghi vì sao phải giúp ngay.")):  # fmt: skip
        if not single_spaced(getattr(said, field)):
            yield Finding(f"emergency-{field}", words, where=field)
    for field, (label, most) in _LENGTHS.items():
        if len(getattr(said, field)) > most:
            yield Finding("long", f"{label} dài quá {most} ký tự, hãy viết gọn lại.", where=field)
    if not 0 < said.persons <= 10**6:
        yield Finding("emergency-persons", "Ghi số người, từ 1 trở lên.", where="persons")
    if not 0 < said.worth <= MOST_WORTH:
        yield Finding("emergency-worth", "Ghi trị giá, lớn hơn 0 đồng.", where="worth")
    if said.on > today:
        yield Finding("emergency-day", "Ngày này chưa đến. Ghi sau khi đã giúp.", where="on")
    elif said.on < today - OLDEST:
        yield Finding("emergency-day", "Ngày này cách đây hơn một năm. Kiểm tra lại.", where="on")


def _made(
    unit: Unit, said: EmergencyValues, person: Person | None, photos: Sequence[Kept], *, by: User,
    at: dt.datetime,
) -> EmergencyAid:  # fmt: skip
    tidy = {field: single_spaced(getattr(said, field)) for field in _LENGTHS}
    row = EmergencyAid.objects.create(
        unit=unit, person=person, household_key=aid.household_of(person) if person else "",
        persons=said.persons, on=said.on, kind=said.kind, worth=said.worth,
        folded=fold(f"{tidy['place']} {tidy['what']} {tidy['whom']} {tidy['giver']}")[:700],
        state=EmergencyState.RECORDED, made_by=by, made_at=at, **tidy,
    )  # fmt: skip
    for one in photos:
        digest = hashlib.sha256(one.content).hexdigest()
        name = f"{FOLDER}/{digest[:2]}/{digest}.jpg"
        write_once(name, one.content)
        EmergencyPhoto.objects.get_or_create(
            emergency=row, sha256=digest, defaults={"file": name, "by": by, "at": at}
        )
    facts.count_emergency(row)
    if person is not None:
        got = Got("", row.household_key, row.on, said.kind, row.what, row.worth, row.giver,
                  PROGRAMME)  # fmt: skip
        aid.note_receipts(source=facts.EMERGENCY, unit=unit, got=[(row.pk, person, got)])
    new = {"on": row.on, "worth": row.worth, "persons": row.persons, "photos": len(photos)}
    record(
        verb="distributions.emergency_recorded", subject=row, by=by, at=at, new=new,
        unit_key=unit.key,
    )  # fmt: skip
    return row


@transaction.atomic
def decide_emergency(
    *, emergency: EmergencyAid, agrees: bool, answer: str = "", by: User, at: dt.datetime
) -> EmergencyAid:
    """The head acknowledges it afterwards, or does not: then it counts and is known no longer."""
    rows = EmergencyAid.objects.select_related("unit", "person").select_for_update(of=("self",))
    row = rows.get(pk=emergency.pk)
    check_may(by, Permission.APPROVE, row.unit, localdate(at))
    if row.state != EmergencyState.RECORDED:
        raise CannotDistribute("Trường hợp này đã có ý kiến rồi. Hãy mở lại trang.")
    if by.pk == row.made_by_id:
        raise CannotDistribute("Người ghi không duyệt trường hợp ấy. Người khác duyệt.")
    answer = single_spaced(answer)
    if len(answer) > 300 or (not agrees and not answer):
        raise CannotDistribute("Ghi ngắn gọn vì sao không công nhận.")
    row.state = EmergencyState.APPROVED if agrees else EmergencyState.REFUSED
    row.answer, row.decided_by, row.decided_at = answer, by, at
    row.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    if not agrees:
        facts.count_emergency(row)
        aid.forget_receipts(source=facts.EMERGENCY, records=[row.pk])
    approved, refused = "distributions.emergency_approved", "distributions.emergency_refused"
    record(
        verb=approved if agrees else refused, subject=row, by=by, at=at, note=answer,
        unit_key=row.unit.key,
    )  # fmt: skip
    return row


@transaction.atomic
def pay_emergency(*, emergency: EmergencyAid, fund: Fund, by: User, at: dt.datetime) -> Voucher:
    """Draft the payment of what was acknowledged; it names nobody who was helped."""
    row = EmergencyAid.objects.select_for_update(of=("self",)).get(pk=emergency.pk)
    if row.kind != GiftKind.MONEY or row.state != EmergencyState.APPROVED:
        raise CannotDistribute("Chỉ lập phiếu chi cho trợ giúp bằng tiền đã được duyệt.")
    if voucher_of(facts.EMERGENCY, row.pk) is not None:
        raise CannotDistribute("Trường hợp này đã có phiếu chi.")
    said = VoucherValue(
        VoucherKind.PAYMENT, localdate(at), Party("Người được giúp theo hồ sơ khẩn cấp"),
        f"Trợ giúp khẩn cấp số {row.pk}, ngày {row.on:%d/%m/%Y}", Money(row.worth),
        account_for("aid"), attached="Hồ sơ trợ giúp khẩn cấp", source=facts.EMERGENCY,
        record=row.pk,
    )  # fmt: skip
    return ledger.draft_voucher(book=fund.book, fund=fund, said=said, by=by, at=at)
