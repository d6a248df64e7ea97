"""A chapter that looks after humanitarian addresses; every name is invented."""

import datetime as dt
import itertools
import uuid
from dataclasses import dataclass
from typing import Any

from tests.builders.identity import a_user, an_appointment
from tests.builders.units import a_unit

from nhanai.aid import actions
from nhanai.aid.actions import BatchValues, CommitmentValues, Share, SponsorValues, Who
from nhanai.aid.models import Address, Batch, Commitment, Delivery, Sponsor
from nhanai.aid.queries.addresses import PURPOSE
from nhanai.aid.rules.moves import BY_SITTING, SittingValues
from nhanai.aid.rules.schedule import Promise
from nhanai.aid.rules.surveying import SurveyTold
from nhanai.aid.vocab import AddressState, Cycle, GiftKind, SittingKind
from nhanai.facts.models import Fact
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.people.models import Person
from nhanai.people.rules.privacy import ConsentValues
from nhanai.people.rules.spelling import Birth
from nhanai.people.rules.values import PersonValues
from nhanai.people.vocab import Channel
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 24)
SURVEYED = dt.date(2026, 9, 1)
NAME, SECRET, WAY = "Sùng Thị Chứ", "Chồng mất, mẹ già liệt giường", "Qua suối, rẽ trái nhà thứ ba"
_NUMBERS = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Village:
    """The office of a province, two chapters below it, and who works there."""

    office: Unit
    chapter: Unit
    other: Unit
    leader: User
    officer: User
    clerk: User
    head: User
    stranger: User
    inspector: User


def a_village() -> Village:
    """The smallest world in which addresses are kept."""
    province = a_unit("Tỉnh Lai Châu", kind=UnitKind.PROVINCE)
    office = a_unit("Hội Chữ thập đỏ tỉnh", kind=UnitKind.CHAPTER, parent=province,
                    line=Line.RED_CROSS)  # fmt: skip
    chapter, other = (_chapter(name, office) for name in ("Pa Tần", "Sìn Hồ"))
    return Village(
        office, chapter, other,
        _at(office, Role.PROVINCE_LEADER), _at(office, Role.PROVINCE_OFFICER),
        _at(chapter, Role.CHAPTER_CLERK), _at(chapter, Role.CHAPTER_HEAD),
        _at(other, Role.CHAPTER_HEAD), _at(province, Role.INSPECTOR),
    )  # fmt: skip


def _chapter(place: str, office: Unit) -> Unit:
    commune = a_unit(f"Xã {place}", kind=UnitKind.COMMUNE)
    return a_unit(f"Hội xã {place}", kind=UnitKind.CHAPTER, parent=office, line=Line.RED_CROSS,
                  territory=commune)  # fmt: skip


def _at(unit: Unit, role: Role) -> User:
    start = dt.date(2026, 1, 1)
    return an_appointment(user=a_user(), role=role, unit=unit, start=start).user


def told(**changed: Any) -> SurveyTold:  # noqa: ANN401 (any part of what is told)
    """A poor household with two reasons."""
    values: dict[str, Any] = {
        "on": SURVEYED, "group": "POOR", "answers": ("POOR", "BAD_HOUSE"), "members": 5,
        "circumstances": SECRET, "way": WAY,
    }  # fmt: skip
    return SurveyTold(**{**values, **changed})


def agreed(**changed: Any) -> ConsentValues:  # noqa: ANN401 (any part of a consent)
    """She put her thumb under it, and somebody saw it."""
    values: dict[str, Any] = {
        "purpose": PURPOSE, "channel": Channel.WITNESSED, "given_at": AT - dt.timedelta(days=90),
        "witness": "Lò Văn Ún",
    }  # fmt: skip
    return ConsentValues(**{**values, **changed})


def who(name: str = "", *, birth: int = 1978, household: str = "", hamlet: str = "") -> Who:
    """A new person who agrees."""
    number = next(_NUMBERS)
    values = PersonValues(
        name or f"Vàng Thị {_WORDS[number % len(_WORDS)]} {_WORDS[number // 7 % len(_WORDS)]}",
        Birth(None, birth), hamlet=hamlet, household=household,
    )  # fmt: skip
    return Who(values=values, consent=agreed())


def surveyed(village: Village, whom: Who | None = None, **changed: Any) -> Address:  # noqa: ANN401 (any part of what is told)
    """An address that the clerk of the chapter surveyed."""
    return actions.survey(
        unit=village.chapter, told=told(**changed), who=whom or who(), key=uuid.uuid4(),
        despite_warnings=True, by=village.clerk, at=AT,
    )  # fmt: skip


def sat(village: Village, kind: SittingKind, *addresses: Address, on: dt.date) -> None:
    """The sitting of that kind agreed to all of them."""
    values = SittingValues(
        kind, on, place="Nhà văn hóa bản", present=24, chair="Chủ tịch UBND xã", reference="07/BB"
    )
    by = village.head if kind == SittingKind.APPROVAL else village.clerk
    keys = [one.pk for one in addresses]
    actions.sit(unit=village.chapter, values=values, agreed=keys, by=by, at=AT)


def brought_to(village: Village, state: AddressState, *addresses: Address) -> None:
    """Every sitting up to that state, ten days apart."""
    on = SURVEYED
    for kind, (_, after) in BY_SITTING.items():
        on += dt.timedelta(days=10)
        sat(village, kind, *addresses, on=on)
        if after == state:
            return


def an_approved(village: Village, whom: Who | None = None, **changed: Any) -> Address:  # noqa: ANN401 (any part of what is told)
    """An address that went all the way to the society's approval."""
    address = surveyed(village, whom, **changed)
    brought_to(village, AddressState.APPROVED, address)
    return Address.objects.get(pk=address.pk)


def a_sponsor(village: Village, name: str = "") -> Sponsor:
    """An organisation that gives."""
    values = SponsorValues(name or f"Công ty Chè số {next(_NUMBERS)}")
    return actions.add_sponsor(unit=village.chapter, values=values, by=village.clerk, at=AT)


def promised(
    village: Village, address: Address, *, start: dt.date = TODAY, end: dt.date | None = None,
    cycle: Cycle = Cycle.MONTHLY,
) -> Commitment:  # fmt: skip
    """Three hundred thousand a month."""
    values = CommitmentValues(GiftKind.MONEY, Promise(cycle, 300_000, start, end))
    return actions.commit(
        address=address, sponsor=a_sponsor(village), values=values, by=village.clerk, at=AT
    )


def a_batch(
    village: Village, *shares: Share, name: str = "Đợt tháng 11", approve: bool = True,
    is_monthly: bool = False, token: uuid.UUID | None = None, by: User | None = None,
) -> Batch:  # fmt: skip
    """Rice for these addresses, approved by the head unless told otherwise."""
    values = BatchValues(
        name, dt.date(2026, 11, 20), GiftKind.GOODS, "10 kg gạo", is_monthly=is_monthly
    )
    batch = actions.draft_batch(
        unit=village.chapter, values=values, shares=shares, token=token, by=by or village.clerk,
        at=AT,
    )  # fmt: skip
    return actions.approve_batch(batch=batch, by=village.head, at=AT) if approve else batch


def handed_over(
    village: Village, batch: Batch, *, on: dt.date, only: Address | None = None
) -> None:
    """Everybody came, or only that one."""
    rows = Delivery.objects.filter(batch=batch)
    rows = rows.filter(address=only) if only else rows
    came = list(rows.values_list("pk", flat=True))
    actions.hand_over(batch=batch, on=on, came=came, by=village.clerk, at=AT)


def counted(source: str = "aid.") -> list[tuple[str, str, int]]:
    """What the room counts, by day, measure and part."""
    rows = Fact.objects.filter(source__startswith=source).select_related("measure")
    found = [(f"{row.day:%d/%m}", f"{row.measure.code}{row.part and '/'}{row.part}", row.quantity)
             for row in rows]  # fmt: skip
    return sorted(found, key=lambda one: (one[0][3:], one))


def person_of(address: Address) -> Person:
    """Whose address it is."""
    return Person.objects.get(pk=address.person_id)


_WORDS = ("Mẩy", "Sua", "Dợ", "Pàng", "Chở", "Ly", "Xé")
