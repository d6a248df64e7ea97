"""People of the demo: invented members, volunteers and officers of one commune's chapter."""

import datetime as dt
from typing import Final

from django.db import transaction

from nhanai.identity.models import User
from nhanai.people import actions
from nhanai.people.models import Person
from nhanai.people.rules.privacy import ConsentValues
from nhanai.people.rules.roles import RoleValues
from nhanai.people.rules.spelling import Birth
from nhanai.people.rules.values import PersonValues
from nhanai.people.vocab import Channel, Employment, RequestKind, RoleKind, VolunteerGrade
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

CHAPTER: Final = "lc-hoi-xa-03478-2025"
NEIGHBOUR: Final = "lc-hoi-xa-03487-2025"
SINCE: Final = dt.date(2026, 1, 15)
_NAMES: Final = (
    *("Lò Văn Pâng", "Vàng Thị Mẩy", "Giàng A Páo", "Lý Thị Xé", "Tao Văn Ún", "Chẻo Sử Mẩy"),
    *("Phàn A Sài", "Hạng Thị Dợ", "Sùng A Chở", "Mùa Thị Ly", "Lù Văn Inh", "Cứ Thị Pàng"),
    *("Đèo Thị Ún", "Thào A Tu", "Ma Thị Sua", "Tẩn Láo Lở", "Quàng Văn Hặc", "Nùng Thị Én"),
)
_HAMLETS: Final = ("Nậm Tiến", "Hoàng Hồ", "Sà Dề Phìn", "Phăng Sô Lin", "Khu 1")


@transaction.atomic
def some_people(*, clerk: User, head: User, at: dt.datetime) -> None:
    """Make them once."""
    chapter = Unit.objects.get(key=CHAPTER)
    if Person.objects.exists():
        return
    people = [_person(number, name, chapter, clerk, at) for number, name in enumerate(_NAMES)]
    for number, person in enumerate(people[:7]):
        grade = (VolunteerGrade.GOLD, "", VolunteerGrade.SILVER)[number % 3]
        role = RoleValues(RoleKind.VOLUNTEER, dt.date(2026, 3, 1 + number), grade=grade)
        actions.give_role(
            person=person, unit=chapter, values=role, despite_warnings=True, by=clerk, at=at
        )
    _officers(people, chapter, head, at)
    _groups(people, chapter, head, at)
    actions.number_cards(unit=chapter, by=clerk, at=at)
    _moved(people[-1], clerk, at)
    _their_data(people[0], chapter, head, at)


def _person(number: int, name: str, chapter: Unit, clerk: User, at: dt.datetime) -> Person:
    year = 1958 + 5 * (number % 9)
    born = (
        Birth(dt.date(year, 1 + number % 12, 3 + number), year) if number % 3 else Birth(None, year)
    )
    values = PersonValues(
        name,
        born,
        sex="FEMALE" if "Thị" in name else "MALE",
        hamlet=_HAMLETS[number % len(_HAMLETS)],
        phone=f"09870{number:05d}" if number % 2 else "",
        citizen_number=f"0120{year % 100:02d}{900 + number:06d}" if number % 4 else "",
    )
    start = SINCE + dt.timedelta(days=11 * number)
    role = RoleValues(RoleKind.MEMBER, start if number % 3 else dt.date(2012, 6, 1))
    return actions.add_person(
        values=values, unit=chapter, role=role, despite_warnings=True, by=clerk, at=at
    )


def _officers(people: list[Person], chapter: Unit, head: User, at: dt.datetime) -> None:
    posts = (("Chủ tịch", Employment.FULL_TIME), ("Phó Chủ tịch", Employment.PART_TIME))
    for person, (title, employment) in zip(people, posts, strict=False):
        values = actions.PostValues(title, employment, dt.date(2026, 3, 10), dt.date(2031, 3, 10))
        actions.appoint_officer(person=person, unit=chapter, values=values, by=head, at=at)


def _groups(people: list[Person], chapter: Unit, head: User, at: dt.datetime) -> None:
    wanted = (
        (UnitKind.CLUB, "Câu lạc bộ Ngân hàng máu sống xã Sìn Hồ", "Chủ nhiệm"),
        (UnitKind.RESPONSE_TEAM, "Đội ứng phó thảm họa xã Sìn Hồ", "Đội trưởng"),
    )
    for place, (kind, name, office) in enumerate(wanted):
        values = actions.GroupValues(kind, name, dt.date(2026, 4, 20), f"{12 + place}/QĐ-CTĐ")
        group = actions.open_group(chapter=chapter, values=values, by=head, at=at)
        for number, person in enumerate(people[5 * place : 5 * place + 5]):
            role = RoleValues(
                RoleKind.GROUP_MEMBER, dt.date(2026, 4, 21), office="" if number else office
            )
            actions.give_role(
                person=person, unit=group, values=role, despite_warnings=True, by=head, at=at
            )


def _moved(person: Person, clerk: User, at: dt.datetime) -> None:
    actions.transfer(
        role=person.roles.get(kind=RoleKind.MEMBER),
        to=Unit.objects.get(key=NEIGHBOUR),
        on=dt.date(2026, 10, 1),
        note="Chuyển nhà",
        by=clerk,
        at=at,
    )


def _their_data(person: Person, chapter: Unit, head: User, at: dt.datetime) -> None:
    consent = ConsentValues("MEMBERSHIP", Channel.PAPER, at, proof="Cặp 2, tờ 14")
    actions.give_consent(person=person, values=consent, by=head, at=at)
    request = actions.RequestValues(
        RequestKind.ACCESS, "Xin bản sao dữ liệu của tôi.", Channel.PAPER, at.date()
    )
    actions.receive_request(unit=chapter, values=request, person=person, by=head, at=at)
