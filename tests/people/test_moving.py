"""Members go to another unit together, and back together; whoever changed there stays."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.builders.people import AT, TODAY, Society, a_person, a_role, a_society

from nhanai.facts.models import Fact
from nhanai.identity.models import User
from nhanai.journal import queries as journal
from nhanai.people import actions
from nhanai.people.models import MembersMove, Person, PersonRole
from nhanai.people.vocab import RoleKind

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
ON = dt.date(2026, 6, 1)


def three(society: Society) -> list[PersonRole]:
    """Two of one hamlet, the first a volunteer too, and one of another."""
    people = [
        a_person(society.chapter, "Lò Văn Pâng", hamlet="Nậm Tiến"),
        a_person(society.chapter, "Vàng Thị Mẩy", hamlet="Nậm Tiến"),
        a_person(society.chapter, "Giàng A Páo", hamlet="Sì Choang"),
    ]
    a_role(people[0], society.chapter, kind=RoleKind.VOLUNTEER)
    return [one.roles.get(kind=RoleKind.MEMBER) for one in people]


def world() -> list[object]:
    roles = PersonRole.objects.order_by("person__sort_key", "kind", "start")
    counted = Fact.objects.order_by("unit", "day", "measure", "quantity", "part")
    return [
        list(roles.values_list("person__full_name", "kind", "unit", "start", "end", "end_reason")),
        list(counted.values_list("unit", "day", "measure__code", "quantity")),
        list(Person.objects.order_by("pk").values_list("pk", "keeper")),
    ]


def test_the_chosen_go_as_each_would_alone_and_come_back_to_the_letter() -> None:
    society = a_society()
    first, second, _ = three(society)
    before = world()

    move = actions.move_many(unit=society.chapter, roles=[first.pk, second.pk], to=society.other,
                             on=ON, by=society.clerk, at=AT)  # fmt: skip

    there = PersonRole.objects.filter(unit=society.other, end=None).order_by("person", "kind")
    assert [(role.person.full_name, role.kind) for role in there] == [
        ("Lò Văn Pâng", "MEMBER"), ("Lò Văn Pâng", "VOLUNTEER"), ("Vàng Thị Mẩy", "MEMBER"),
    ]  # fmt: skip
    assert (move.people, len(move.roles)) == (2, 3)
    actions.take_back_move(move=move, by=society.clerk, at=AT)
    assert world() == before
    key = journal.key_of(move)
    assert {line.verb: line.new["people"] for line in journal.of_subject(key)} == {
        "people.members_moved": 2, "people.move_undone": 2,
    }  # fmt: skip


def test_whoever_was_changed_at_the_new_place_stays_there() -> None:
    society = a_society()
    first, second, _ = three(society)
    move = actions.move_many(unit=society.chapter, roles=[first.pk, second.pk], to=society.other,
                             on=ON, by=society.officer, at=AT)  # fmt: skip
    now = PersonRole.objects.get(person=second.person, unit=society.other)
    actions.transfer(role=now, to=society.chapter, on=dt.date(2026, 9, 1), by=society.officer,
                     at=AT)  # fmt: skip

    move = actions.take_back_move(move=move, by=society.officer, at=AT)

    assert move.stayed == 1
    assert PersonRole.objects.filter(person=second.person).count() == 3
    assert first.person.roles.get(kind=RoleKind.MEMBER).unit == society.chapter
    with pytest.raises(actions.CannotChangeRole, match="đã hoàn tác"):
        actions.take_back_move(move=move, by=society.officer, at=AT)


def test_one_who_cannot_go_keeps_all_back_and_is_named() -> None:
    society = a_society()
    first, second, third = three(society)
    actions.restrict(person=second.person, restricted=True, by=society.head, at=AT)
    before = world()
    late = a_person(society.chapter, "Lý Thị Xé", start=dt.date(2026, 7, 1)).roles.get()

    with pytest.raises(actions.CannotChangeRole, match="Chưa chuyển ai") as refused:
        actions.move_many(unit=society.chapter, roles=[first.pk, second.pk, late.pk],
                          to=society.other, on=ON, by=society.clerk, at=AT)  # fmt: skip
    late.person.roles.all().delete()
    for wrong in ([], [first.pk, 999_999], list(range(1, 400))):
        with pytest.raises(actions.CannotChangeRole):
            actions.move_many(unit=society.chapter, roles=wrong, to=society.other, on=ON,
                              by=society.clerk, at=AT)  # fmt: skip
    with pytest.raises(actions.CannotChangeRole, match="không có quyền"):
        actions.move_many(unit=society.other, roles=[third.pk], to=society.chapter, on=ON,
                          by=society.clerk, at=AT)  # fmt: skip

    named = [one.message.split(":")[0] for one in refused.value.findings]
    assert named == ["Vàng Thị Mẩy", "Lý Thị Xé"]
    assert world()[0] == before[0]
    assert not MembersMove.objects.exists()


def test_all_of_a_hamlet_go_from_the_list_and_the_list_takes_it_back(sign_in: SignIn) -> None:
    society = a_society()
    three(society)
    client = sign_in(society.clerk)
    where = f"{reverse('people:move-members')}?don-vi={society.chapter.key}&thon=Nậm Tiến"
    said = {"unit": "Hội xã Sìn Hồ", "on": "01/6/2026", "all_listed": "on"}

    faulty = client.post(where, {**said, "on": "01/6/2027"})
    client.post(where, said)
    listed = client.get(reverse("people:members")).content.decode()

    assert faulty.status_code == 422
    assert "sau hôm nay" in faulty.content.decode()
    there = PersonRole.objects.filter(unit=society.other, kind=RoleKind.MEMBER, end=None)
    assert there.count() == 2
    assert "2 người sang Hội xã Sìn Hồ" in listed
    client.post(reverse("people:undo-move", args=[MembersMove.objects.get().pk]))
    assert not there.exists()


def test_a_page_of_fifty_members_is_light(sign_in: SignIn) -> None:
    society = a_society()
    for number in range(55):
        a_person(society.chapter, f"Nguyễn Thị Tên Khá Dài {TODAY.year}".replace("2026", "Mẩy"),
                 hamlet=f"Bản Nậm Tiến {number}")  # fmt: skip

    page = sign_in(society.clerk).get(reverse("people:members")).content

    assert page.count(b'name="role"') == 50
    assert len(page) < 60_000
