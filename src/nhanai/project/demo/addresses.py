"""Humanitarian addresses of four chapters, at every step of their way; every name is invented."""

import datetime as dt
import uuid
from typing import Final

from django.utils.timezone import localdate

from nhanai.aid import actions
from nhanai.aid.actions import (
    BatchValues,
    CommitmentValues,
    MoveValues,
    OfferValues,
    Share,
    SponsorValues,
    Who,
)
from nhanai.aid.models import Address, Batch, Delivery, Offer
from nhanai.aid.queries.addresses import PURPOSE
from nhanai.aid.rules.moves import BY_SITTING, SittingValues
from nhanai.aid.rules.schedule import Promise
from nhanai.aid.rules.surveying import NeedTold, SurveyTold
from nhanai.aid.vocab import (
    AddressState,
    Cycle,
    GiftKind,
    SittingKind,
    SponsorKind,
    TargetGroup,
)
from nhanai.identity.models import User
from nhanai.people.rules.privacy import ConsentValues
from nhanai.people.rules.spelling import Birth
from nhanai.people.rules.values import PersonValues
from nhanai.people.vocab import Channel
from nhanai.units.models import Unit
from nhanai.units.queries import descendants
from nhanai.units.vocab import Line, UnitKind

CHAPTERS: Final = 4
EACH: Final = 12
HELPED: Final = 6
"""Of each chapter's addresses; six more stand approved or published, some are still on the way."""
_GIVEN: Final = (
    "Dua",
    "Sáng",
    "Chứ",
    "Pó",
    "Lả",
    "Giàng",
    "Mỷ",
    "Sao",
    "Ve",
    "Tếnh",
    "Xía",
    "Vảng",
)
_FAMILY: Final = ("Sùng Thị", "Lò Văn", "Giàng A", "Phàn Thị")
_WHY: Final = (
    ("POOR", "ALONE"), ("POOR", "SMALL_CHILD", "NO_WORKER"), ("NEAR_POOR", "ILL"),
    ("POOR", "DISABLED_HEAVY"), ("POOR", "BAD_HOUSE"), ("NEAR_POOR", "ORPHAN"),
)  # fmt: skip
_GROUPS: Final = ("OLD", "POOR", "ILL", "DISABLED", "POOR", "ORPHAN")
_MONTHLY: Final = NeedTold("MONEY", "Tiền sinh hoạt", cost=300_000, is_monthly=True)
_NEEDS: Final = {
    "OLD": (_MONTHLY,), "ORPHAN": (_MONTHLY, NeedTold("SCHOOL", "Sách vở, áo ấm", cost=800_000)),
    "POOR": (NeedTold("HOUSE", "Lợp lại mái", cost=12_000_000),),
    "ILL": (NeedTold("HEALTH", "Đi viện tỉnh mỗi quý", 4, 6_000_000),),
    "DISABLED": (NeedTold("EQUIPMENT", "Xe lăn", cost=3_500_000),),
}  # fmt: skip


def some_addresses(office: Unit, *, officer: User, leader: User, at: dt.datetime) -> None:
    """Make them, if there is none yet."""
    if Address.objects.exists():
        return
    today = localdate(at)
    chapters = descendants(office, today, Line.RED_CROSS).filter(kind=UnitKind.CHAPTER)
    for number, chapter in enumerate(chapters.order_by("pk")[:CHAPTERS]):
        rows = [_surveyed(chapter, number, one, officer, at) for one in range(EACH)]
        stands = rows[: EACH - 1]
        day = today - dt.timedelta(days=100)
        for kind in BY_SITTING:
            day += dt.timedelta(days=14)
            _sat(chapter, kind, stands, day, by=leader if kind == SittingKind.APPROVAL else officer,
                 at=at)  # fmt: skip
        _helped(chapter, stands[:HELPED], day, officer=officer, leader=leader, at=at)
        shown = MoveValues(AddressState.PUBLISHED, day + dt.timedelta(days=3))
        for address in stands[HELPED:-2]:
            actions.move(address=address, values=shown, by=leader, at=at)


def _surveyed(chapter: Unit, number: int, one: int, officer: User, at: dt.datetime) -> Address:
    name = f"{_FAMILY[number % len(_FAMILY)]} {_GIVEN[one]}"
    group = _GROUPS[one % len(_GROUPS)]
    born = Birth(None, {"OLD": 1941, "ORPHAN": 2013}.get(group, 1966) + one)
    hamlet, household = f"Bản {one % 5 + 1}", f"{number + 1}{one:03d}"
    values = PersonValues(name, born, hamlet=hamlet, household=household)
    consent = ConsentValues(
        purpose=PURPOSE, channel=Channel.WITNESSED, given_at=at - dt.timedelta(days=101),
        witness="Trưởng bản", guardian="Bà ngoại" if group == "ORPHAN" else "",
        child_agreed=group == "ORPHAN",
    )  # fmt: skip
    told = SurveyTold(
        on=localdate(at) - dt.timedelta(days=100), group=group,
        answers=_WHY[one % len(_WHY)], members=1 + one % 6, needs=_NEEDS[group],
    )  # fmt: skip
    return actions.survey(
        unit=chapter, told=told, who=Who(values=values, consent=consent), key=uuid.uuid4(),
        despite_warnings=True, by=officer, at=at,
    )  # fmt: skip


def _sat(
    chapter: Unit, kind: SittingKind, rows: list[Address], on: dt.date, *, by: User, at: dt.datetime
) -> None:
    values = SittingValues(
        kind, on, place="Nhà văn hóa xã", present=26, chair="Chủ tịch UBND xã", reference="12/BB"
    )
    actions.sit(unit=chapter, values=values, agreed=[one.pk for one in rows], by=by, at=at)


def _helped(
    chapter: Unit, rows: list[Address], since: dt.date, *, officer: User, leader: User,
    at: dt.datetime,
) -> None:  # fmt: skip
    """A sponsor promises each three hundred thousand a month; rice was handed over once."""
    company = SponsorValues("Công ty Chè Sơn La" if chapter.pk % 2 else "Trường Cao đẳng Cộng đồng")
    sponsor = actions.add_sponsor(unit=chapter, values=company, by=officer, at=at)
    monthly = Promise(Cycle.MONTHLY, 300_000, since + dt.timedelta(days=2), None)
    for address in rows:
        values = CommitmentValues(GiftKind.MONEY, monthly)
        actions.commit(address=address, sponsor=sponsor, values=values, by=officer, at=at)
    day = since + dt.timedelta(days=10)
    values_of = BatchValues("Trao gạo cho địa chỉ nhân đạo", day, GiftKind.GOODS, "20 kg gạo",
                            place="Trụ sở UBND xã", giver="Hội tỉnh")  # fmt: skip
    shares = [Share(address.pk, 400_000) for address in rows]
    batch = actions.draft_batch(
        unit=chapter, values=values_of, shares=shares, token=uuid.uuid4(), by=officer, at=at
    )
    batch = actions.approve_batch(batch=batch, by=leader, at=at)
    came = Delivery.objects.filter(batch=batch).values_list("pk", flat=True)
    actions.hand_over(
        batch=Batch.objects.get(pk=batch.pk), on=day, came=list(came), by=officer, at=at
    )


def some_offers(officer: User, *, at: dt.datetime) -> None:
    """What three people outside would like to give: one is late to be answered, one was answered.

    Taken in as they would be from the public page.
    """
    if Offer.objects.exists():
        return
    told = (
        (SponsorKind.ORGANISATION, "Nhóm xe ôm chợ Đoàn Kết (mẫu)", GiftKind.GOODS,
         "Mỗi tháng 20 kg gạo cho hai hộ", TargetGroup.POOR, 9),
        (SponsorKind.PERSON, "Lý A Sử (mẫu)", GiftKind.MONEY,
         "500.000 đ mỗi tháng trong một năm cho một em đi học", TargetGroup.ORPHAN, 1),
        (SponsorKind.ORGANISATION, "Cửa hàng Mắc ca (mẫu)", GiftKind.SERVICE,
         "Sửa mái nhà, chỉ nhận ở phường", TargetGroup.OLD, 4),
    )  # fmt: skip
    made = [
        actions.offer(
            values=OfferValues(kind, name, "0213 000 000", gift, words, group), agreed=True,
            key=uuid.uuid4(), at=at - dt.timedelta(days=ago),
        )
        for kind, name, gift, words, group, ago in told
    ]  # fmt: skip
    answer = "Ở phường hiện không có hộ nào cần sửa mái. Hội sẽ gọi lại khi có."
    actions.decline_offer(offer=made[-1], answer=answer, by=officer, at=at)
