"""Offers of help from outside: taken in, answered, and let go of when their time is over."""

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.aid.actions.sponsoring import SponsorValues, add_sponsor
from nhanai.aid.actions.stepping import check_may
from nhanai.aid.models import Offer, Sponsor
from nhanai.aid.permissions import Permission
from nhanai.aid.queries.offers import answering_unit
from nhanai.aid.rules.offers import ANSWER_WITHIN, KEPT_FOR, faults_of, new_code
from nhanai.aid.vocab import GiftKind, OfferState, SponsorKind, TargetGroup
from nhanai.base.errors import Refused
from nhanai.base.text import fold, single_spaced
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.people.models import Person
from nhanai.periods.rules.calendar import Calendar
from nhanai.periods.rules.shipped import shipped_changes
from nhanai.units.models import Unit

PUBLIC: Final = "Công chúng"
KEEPER: Final = "Canh giờ"


class CannotOffer(Refused):
    """The offer is not taken in, or not settled like this."""


@dataclass(frozen=True, slots=True)
class OfferValues:
    """What she says who offers; where and whom she leaves to the society may stay empty."""

    kind: SponsorKind
    name: str
    contact: str
    gift: GiftKind
    words: str
    group: TargetGroup | None = None
    commune: Unit | None = None
    language: str = "vi"


@transaction.atomic
def offer(*, values: OfferValues, agreed: bool, key: uuid.UUID, at: dt.datetime) -> Offer:
    """Take in what somebody offers from outside; the same sending makes one offer.

    Refused without her consent, and where nobody could answer.
    """
    today = localdate(at)
    known = Offer.objects.filter(client_key=key).first()
    if known is not None:
        return known
    findings = list(faults_of(values.name, values.contact, values.words))
    if findings:
        raise CannotOffer("Chưa gửi được, còn chỗ cần sửa.", findings)
    if not agreed:
        raise CannotOffer("Cần anh, chị đồng ý để Hội giữ tên và cách liên hệ mà trả lời.")
    unit = answering_unit(values.commune, today=today)
    if unit is None:
        raise CannotOffer("Chưa có đơn vị nào của Hội nhận đề nghị. Hãy đến trụ sở Hội gần nhất.")
    calendar = Calendar({change.day: change for change in shipped_changes()})
    made = Offer.objects.create(
        code=new_code(today.year, secrets.choice), client_key=key, unit=unit,
        state=OfferState.WAITING, kind=values.kind, name=single_spaced(values.name),
        contact=single_spaced(values.contact), gift=values.gift, group=values.group or "",
        commune=values.commune, words=single_spaced(values.words), language=values.language,
        made_at=at, due_on=calendar.add_working_days(today, ANSWER_WITHIN),
    )  # fmt: skip
    record(verb="aid.offered", subject=made, by=PUBLIC, at=at, unit_key=unit.key)
    return made


@transaction.atomic
def accept_offer(
    *, offer: Offer, answer: str, person: Person | None = None, sponsor: Sponsor | None = None,
    by: User, at: dt.datetime,
) -> Offer:  # fmt: skip
    """Make who offered a sponsor, or name the one that she is already, and say what follows.

    An organisation is written down by the name it gave; of a person `person` is the register's.
    Name and contact leave the offer: from now on the sponsor has them.
    """
    row = _waiting(offer, answer, by=by, at=at)
    if sponsor is not None:
        check_may(by, Permission.DELIVER, sponsor.unit, localdate(at))
    else:
        sponsor = _sponsor_of(row, person, by=by, at=at)
    row.name = row.contact = ""
    row.sponsor = sponsor
    return _settled(row, OfferState.ACCEPTED, answer, "aid.offer_accepted", by=by, at=at)


@transaction.atomic
def decline_offer(
    *, offer: Offer, answer: str, is_spam: bool = False, by: User, at: dt.datetime
) -> Offer:
    """Say why the society does not take it up; of spam, why it is none."""
    row = _waiting(offer, answer, by=by, at=at)
    state, verb = (
        (OfferState.SPAM, "aid.offer_spam") if is_spam
        else (OfferState.DECLINED, "aid.offer_declined")
    )  # fmt: skip
    return _settled(row, state, answer, verb, by=by, at=at)


@transaction.atomic
def let_go_offers(*, at: dt.datetime) -> int:
    """Empty the names and contacts of offers answered long ago; says of how many."""
    old = Offer.objects.select_for_update().filter(settled_at__lt=at - KEPT_FOR).exclude(name="")
    rows = list(old.select_related("unit").order_by("pk"))
    for row in rows:
        row.name = row.contact = ""
        row.save(update_fields=["name", "contact"])
        record(verb="aid.offer_let_go", subject=row, by=KEEPER, at=at, unit_key=row.unit.key)
    return len(rows)


def _waiting(offer: Offer, answer: str, *, by: User, at: dt.datetime) -> Offer:
    rows = Offer.objects.select_related("unit").select_for_update(of=("self",))
    row = rows.get(pk=offer.pk)
    check_may(by, Permission.DELIVER, row.unit, localdate(at))
    if row.state != OfferState.WAITING:
        raise CannotOffer(f"{row} đã được trả lời.")
    if not 0 < len(single_spaced(answer)) <= 400:
        raise CannotOffer("Ghi câu trả lời cho người đề nghị, không quá 400 chữ.")
    return row


def _sponsor_of(row: Offer, person: Person | None, *, by: User, at: dt.datetime) -> Sponsor:
    if row.kind == SponsorKind.PERSON:
        if person is None:
            raise CannotOffer("Chọn người này trong sổ con người trước, hoặc ghi người mới vào sổ.")
        known = Sponsor.objects.filter(unit=row.unit, person=person.merged_into or person).first()
        values = SponsorValues(person=person)
    else:
        known = Sponsor.objects.filter(unit=row.unit, folded=fold(row.name)).first()
        values = SponsorValues(row.name, contact=row.contact)
    return known or add_sponsor(unit=row.unit, values=values, by=by, at=at)


def _settled(
    row: Offer, state: OfferState, answer: str, verb: str, *, by: User, at: dt.datetime
) -> Offer:
    row.state, row.answer = state, single_spaced(answer)
    row.settled_by, row.settled_at = by, at
    row.save(
        update_fields=["state", "answer", "settled_by", "settled_at", "sponsor", "name", "contact"]
    )
    new = {"state": state, "sponsor": row.sponsor_id}
    record(verb=verb, subject=row, by=by, at=at, new=new, unit_key=row.unit.key)
    return row
