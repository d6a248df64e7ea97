"""What this room prints: the roll of members, the slip of a transfer, membership cards."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.days import written
from nhanai.identity.models import User
from nhanai.paper.cards import MemberCard
from nhanai.paper.values import (
    Align,
    Column,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Run,
    Signature,
    Table,
)
from nhanai.people import queries
from nhanai.people.models import Person, PersonRole
from nhanai.people.queries.cards import bearer_of, members_with_cards
from nhanai.people.queries.people import roll_of
from nhanai.people.rules.cards import check_of, is_ours
from nhanai.units.models import Unit
from nhanai.units.queries import ancestors, name_on
from nhanai.units.vocab import Line, UnitKind

_PLACE: Final = re.compile(r"(?:tỉnh|thành phố|xã|phường|thị trấn|đặc khu)\s+(.+)$", re.IGNORECASE)
_SIGNED: Final = Signature(("TM. BAN CHẤP HÀNH", "CHỦ TỊCH"), "")
_ROLL: Final = (
    Column("STT", 0.07, Align.CENTER),
    Column("Họ và tên", 0.31),
    Column("Năm sinh", 0.11, Align.CENTER),
    Column("Thôn, bản", 0.2),
    Column("Số thẻ", 0.16),
    Column("Vào Hội", 0.15, Align.CENTER),
)


def roll_paper(unit: Unit, day: dt.date) -> OfficialPaper:
    """The members of the unit on that day, as an annex to be signed."""
    roles = list(roll_of(unit, day))
    rows = tuple(
        (
            str(number),
            role.person.full_name,
            str(role.person.birth_year or ""),
            role.person.hamlet,
            role.card_number,
            written(role.since),
        )
        for number, role in enumerate(roles, 1)
    )
    name = name_on(unit, day)
    said = f"Danh sách gồm {len(roles)} hội viên của {name}, tính đến ngày {written(day)}."
    return OfficialPaper(
        kind="Danh sách",
        letterhead=_letterhead(unit, day),
        symbol="DS-CTĐ",
        place=place_in(name),
        subject=f"Hội viên năm {day.year}",
        body=(Paragraph((Run(said),)), Table(_ROLL, rows)),
        signature=_SIGNED,
        recipients=("Lưu: VT",),
        year=day.year,
    )


def slip_of(role: PersonRole) -> OfficialPaper:
    """The paper that goes with a member; `role` is the one that ended here."""
    there = role.followed_by
    assert role.end is not None  # noqa: S101 (what is followed has ended)
    person = role.person
    here, to = name_on(role.unit, role.end), name_on(there.unit, role.end)
    born = f", sinh năm {person.birth_year}" if person.birth_year else ""
    card = f" Số thẻ: {role.card_number}." if role.card_number else ""
    said = (
        f"{here} giới thiệu: {person.full_name}{born}.",
        f"Là hội viên từ ngày {written(role.since)}.{card}",
        f"Được chuyển đến sinh hoạt tại {to} từ ngày {written(role.end)}.",
        *([f"Lý do: {role.end_note}."] if role.end_note else []),
        f"Đề nghị {to} tiếp nhận và tạo điều kiện để hội viên sinh hoạt.",
    )
    return OfficialPaper(
        kind="GGT",
        letterhead=_letterhead(role.unit, role.end),
        symbol="GGT-CTĐ",
        place=place_in(here),
        subject="Chuyển sinh hoạt Hội",
        body=tuple(Paragraph((Run(line),)) for line in said),
        signature=_SIGNED,
        recipients=(to, "Lưu: VT"),
        year=role.end.year,
    )


def place_in(name: str) -> str:
    """Where a unit's paper is made out: the place in its name, `Sìn Hồ` of `Hội … xã Sìn Hồ`."""
    found = _PLACE.search(name)
    return found[1] if found else ""


def _letterhead(unit: Unit, day: dt.date) -> Letterhead:
    above = [
        one.called
        for one in ancestors(unit, day, Line.RED_CROSS)
        if one.kind == UnitKind.CHAPTER and one.pk != unit.pk
    ]
    return Letterhead(name_on(unit, day), above[-1] if above else "")


def cards_of(unit: Unit, day: dt.date, *, address: str, secret: str) -> Sequence[MemberCard]:
    """A card for each member who has a number; the code leads to a page that checks it."""
    issuer = name_on(unit, day)
    return [
        MemberCard(
            issuer=issuer,
            name=role.person.full_name,
            born=str(role.person.birth_year or ""),
            number=role.card_number,
            since=written(role.since),
            issued=written(day),
            code=f"{address}/con-nguoi/the/{role.card_number}/"
            f"{check_of(role.card_number, secret)}/",
        )
        for role in members_with_cards(unit, day)
    ]


@dataclass(frozen=True, slots=True)
class CardPage:
    """What a card that was shown is worth."""

    number: str
    is_ours: bool
    is_member: bool
    person: Person | None
    place: str


def card_of(number: str, check: str, user: User, *, today: dt.date, secret: str) -> CardPage:
    """Whether the card is ours and its bearer a member today; whose it is only if she may see."""
    number = number[:30]
    if not is_ours(number, check[:20], secret):
        return CardPage(number, is_ours=False, is_member=False, person=None, place="")
    role = bearer_of(number)
    if role is None:
        return CardPage(number, is_ours=True, is_member=False, person=None, place="")
    seen = queries.visible_to(user, today=today).filter(pk=role.person_id).first()
    return CardPage(
        number,
        is_ours=True,
        is_member=role.end is None or role.end > today,
        person=seen,
        place=name_on(role.unit, today) if seen else "",
    )
