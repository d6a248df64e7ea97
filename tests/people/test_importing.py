"""Lists as they are kept in sheets become people, once, and can be taken back whole."""

import datetime as dt
from dataclasses import replace

import pytest
from tests.builders.people import AT, TODAY, Society, a_person, a_role, a_society
from tests.builders.sheets import HEAD, Cell, a_book, an_import, taken, undone
from tests.builders.units import a_succession, a_unit

from nhanai.facts.models import Fact
from nhanai.people import actions, queries
from nhanai.people.actions import importing
from nhanai.people.models import ColumnChoice, PeopleImport, Person, PersonRole
from nhanai.people.rules.spelling import Birth
from nhanai.people.vocab import EndReason, ImportState, RoleKind
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 30)
ROWS: tuple[tuple[Cell, ...], ...] = (
    (1, "LÒ VĂN PÂNG", "5/6/1990", "Nam", 12090004321, 912345678, 2015),
    (2, "Vàng Thị Mẩy", 1985, "Nữ", "", "", dt.date(2020, 3, 8)),
    (3, "Giàng A Páo", "07/11/1979", "Nam", "", "", ""),
)


def the_list(society: Society, *rows: tuple[Cell, ...], on: dt.date = ON) -> PeopleImport:
    content = a_book(("HỘI VIÊN NĂM 2026",), (), HEAD, *(rows or ROWS))
    return an_import(society.chapter, society.clerk, content, at=AT, on=on)


def verdicts(one: PeopleImport) -> list[str]:
    return list(one.rows.values_list("verdict", flat=True))


def reasons(one: PeopleImport, number: int) -> str:
    return " ".join(text for _, text in one.rows.get(number=number).reasons)


def everything() -> list[object]:
    """All that an import may write, without keys that are given anew."""
    people = Person.objects.order_by("sort_key", "pk")
    roles = PersonRole.objects.order_by("person__sort_key", "kind", "start", "unit")
    counted = Fact.objects.order_by("unit", "day", "measure", "quantity", "part")
    return [
        list(people.values_list("full_name", "birth_on", "birth_year", "sex", "citizen_number",
                                "phone", "keeper", "commune", "name_folded")),
        list(roles.values_list("unit", "kind", "since", "start", "end", "end_reason",
                               "follows__unit")),
        list(counted.values_list("unit", "day", "measure__code", "quantity", "part", "source")),
    ]  # fmt: skip


def test_nothing_is_of_people_until_the_rows_are_taken() -> None:
    society = a_society()

    one = the_list(society)

    assert (one.state, verdicts(one)) == (ImportState.CHECKED, ["NEW", "NEW", "NEW"])
    assert one.counts["new"] == 3
    assert not Person.objects.exists()


def test_rows_become_members_with_what_was_mended_told() -> None:
    society = a_society()
    one = the_list(society)

    taken(one, at=AT)

    pang = Person.objects.get(name_folded="lo van pang")
    assert (pang.full_name, pang.citizen_number, pang.phone, pang.birth_on) == (
        "Lò Văn Pâng", "012090004321", "0912345678", dt.date(1990, 6, 5),
    )  # fmt: skip
    assert pang.roles.get().since == dt.date(2015, 1, 1)
    assert "số 0 ở đầu" in reasons(one, 4)
    assert "viết hoa" in reasons(one, 4)
    assert {row.said == {} for row in one.rows.all()} == {True}
    assert one.counts["made"] == 3


def test_an_import_writes_what_one_by_one_would_have_written() -> None:
    society = a_society()
    taken(the_list(society), at=AT)
    together = everything()
    undone(PeopleImport.objects.get(), at=AT)
    nothing = everything()

    for name, birth, sex, number, phone, start in (
        ("Lò Văn Pâng", Birth(dt.date(1990, 6, 5), 1990), "MALE", "012090004321", "0912345678",
         dt.date(2015, 1, 1)),
        ("Vàng Thị Mẩy", Birth(None, 1985), "FEMALE", "", "", dt.date(2020, 3, 8)),
        ("Giàng A Páo", Birth(dt.date(1979, 11, 7), 1979), "MALE", "", "", ON),
    ):  # fmt: skip
        a_person(society.chapter, name, birth=birth, sex=sex, citizen_number=number, phone=phone,
                 start=start)  # fmt: skip

    assert nothing == [[], [], []]
    assert everything() == together


def test_the_same_list_twice_adds_nobody() -> None:
    society = a_society()
    taken(the_list(society), at=AT)
    before = everything()

    again = the_list(society)
    taken(again, at=AT)

    assert verdicts(again) == ["KNOWN", "KNOWN", "KNOWN"]
    assert everything() == before


def test_a_member_of_an_old_commune_is_found_at_todays_chapter_and_counted_once() -> None:
    society = a_society()
    reform = dt.date(2025, 7, 1)
    commune = a_unit("Xã Nậm Tăm Cũ", kind=UnitKind.COMMUNE, end=reform)
    old = a_unit("Hội Chữ thập đỏ xã Nậm Tăm Cũ", kind=UnitKind.CHAPTER, parent=society.office,
                 line=Line.RED_CROSS, end=reform, territory=commune)  # fmt: skip
    a_succession(old, society.chapter, on=reform)
    content = a_book((*HEAD, "Xã"), (1, "Lò Văn Pâng", 1990, "Nam", "", "", 2016, "Nậm Tăm Cũ"))

    one = an_import(society.chapter, society.clerk, content, at=AT, on=dt.date(2024, 12, 31))
    taken(one, at=AT)

    first, then = PersonRole.objects.order_by("start")
    assert (first.unit, first.end, first.end_reason) == (old, reform, EndReason.UNIT_ENDED)
    assert first.start == old.start
    assert (then.unit, then.start, then.follows) == (society.chapter, reform, first)
    assert then.since == dt.date(2016, 1, 1)
    assert [role.pk for role in queries.roles_on(TODAY, RoleKind.MEMBER)] == [then.pk]
    assert sum(fact.quantity for fact in Fact.objects.filter(measure__code="TC04")) == 1


def test_doubtful_rows_wait_and_wrong_ones_are_never_taken() -> None:
    society = a_society()
    a_person(society.chapter, "Lò Văn Pâng", birth=Birth(None, 1990))
    a_person(society.other, "Tao Văn Ún", citizen_number="012079000123")
    one = the_list(
        society,
        (1, "Lo Van Pang", "5/6/1990", "Nam", "", "", ""),
        (2, "Lý Thị Xé", "5/25/1990", "Nữ", "", "", ""),
        (3, "Ma Thị Sua", 1991, "Nữ", "", "", ""),
        (4, "Ma Thị Sua", 1991, "Nữ", "", "", ""),
        (5, "Người Khác", 1979, "", "012079000123", "", ""),
    )

    assert verdicts(one) == ["DOUBTFUL", "WRONG", "NEW", "DOUBTFUL", "WRONG"]
    assert "một bên thiếu ngày" in reasons(one, 4)
    assert "ngày trước, tháng sau" in reasons(one, 5)
    assert "Trùng với dòng 6" in reasons(one, 7)
    assert "đơn vị khác" in reasons(one, 8)
    assert "Tao Văn Ún" not in reasons(one, 8)
    chosen = importing.choose(one=one, rows=[4, 5], among=[4, 5, 6, 7, 8], by=society.clerk, at=AT)
    assert chosen == 1


def test_undoing_leaves_whom_somebody_changed_since_and_says_so() -> None:
    society = a_society()
    one = taken(the_list(society), at=AT)
    mended, given, plain = (one.rows.get(number=at).person for at in (4, 5, 6))
    assert mended is not None
    assert given is not None
    assert plain is not None
    values = replace(actions.values_of(mended), hamlet="Nậm Tiến")
    actions.change_person(
        person=mended, values=values, commune=None, by=society.clerk, at=AT,
    )  # fmt: skip
    a_role(given, society.chapter, kind=RoleKind.VOLUNTEER)

    undone(one, at=AT)

    assert (one.state, one.counts["gone"], one.counts["left"]) == (ImportState.UNDONE, 1, 2)
    assert set(Person.objects.all()) == {mended, given}
    assert "giữ lại" in reasons(one, 4)


def test_a_second_job_and_a_killed_one_write_nothing_twice() -> None:
    society = a_society()
    one = the_list(society)
    importing.take(one=one, by=society.clerk, at=AT)
    importing.take_now(one=one, clock=lambda: AT)
    before = everything()
    PeopleImport.objects.update(state=ImportState.TAKING)

    importing.take_now(one=one, clock=lambda: AT)
    still = PeopleImport.objects.get().state
    importing.take_now(one=one, clock=lambda: AT + dt.timedelta(minutes=5))

    assert still == ImportState.TAKING
    assert PeopleImport.objects.get().state == ImportState.DONE
    assert everything() == before


def test_columns_are_remembered_for_the_shape_of_the_table() -> None:
    society = a_society()
    one = the_list(society)

    kept = ColumnChoice.objects.get()

    assert (kept.unit, kept.shape) == (society.chapter, one.tables[0]["shape"])
    assert kept.columns["4"] == "citizen_number"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không có dòng nào"),
        (b"%PDF-1.7 ...", "không phải là bảng tính"),
        (b"PK\x03\x04 broken", "hỏng hoặc đặt mật khẩu"),
        (b"chi mot dong chu", "không phải là bảng tính"),
        (b"x" * (31 * 2**20), "lớn hơn 30 MB"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    society = a_society()

    with pytest.raises(importing.CannotImport if b"x" * 99 in content else Exception, match=words):
        importing.receive_sheet(
            unit=society.chapter, name="a", content=content, by=society.clerk, at=AT
        )
    assert not PeopleImport.objects.exists()


def test_another_chapter_cannot_be_filled() -> None:
    society = a_society()

    with pytest.raises(importing.CannotImport, match="không có quyền"):
        importing.receive_sheet(
            unit=society.other, name="a", content=a_book(HEAD), by=society.clerk, at=AT
        )
    content = a_book((*HEAD, "Xã"), (1, "Lò Văn Pâng", 1990, "Nam", "", "", "", "Sìn Hồ"))
    one = an_import(society.chapter, society.clerk, content, at=AT, on=ON)

    assert verdicts(one) == ["WRONG"]
    assert "không có quyền" in reasons(one, 2)
