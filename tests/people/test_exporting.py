"""A list taken out as a sheet: with what one may see, and read back as the same people."""

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.builders.identity import a_user, an_appointment
from tests.builders.people import AT, TODAY, Society, a_person, a_role, a_society
from tests.builders.sheets import an_import, taken, undone

from nhanai.base.findings import Finding
from nhanai.facts.models import Fact
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.journal import queries as journal
from nhanai.people import actions
from nhanai.people.actions import exporting
from nhanai.people.models import PeopleExport, PeopleImport, Person, PersonRole
from nhanai.people.queries.listing import Asked
from nhanai.people.rules.spelling import Birth
from nhanai.people.tasks import make_export
from nhanai.people.vocab import ImportState, RoleKind, SheetFormat

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
WHY = "Đối chiếu với chi hội"


def a_list(society: Society) -> None:
    """Three people with everything that a sheet can spoil."""
    pang = a_person(
        society.chapter, "Lò Văn Pâng", birth=Birth(dt.date(1990, 6, 5), 1990), sex="MALE",
        citizen_number="035090004321", phone="0912345678", ethnicity="Thái", hamlet="-Nậm Tiến",
        household_kind="HARDSHIP", health="Khiếm thị", note="=1+1; nói \"đúng\", rồi thôi",
        start=dt.date(2015, 1, 1),
    )  # fmt: skip
    a_role(pang, society.chapter, kind=RoleKind.VOLUNTEER, grade="GOLD", start=dt.date(2020, 3, 8))
    a_person(society.chapter, "Vàng Thị Mẩy", birth=Birth(None, 1985), sex="FEMALE",
             start=dt.date(2020, 3, 8))  # fmt: skip
    a_person(society.other, "Giàng A Páo", start=dt.date(2022, 5, 1))


def taken_out(
    by: User, *, asked: Asked | None = None, kind: SheetFormat = SheetFormat.XLSX,
    is_full: bool = False,
) -> bytes:  # fmt: skip
    one = exporting.ask_export(
        asked=asked or Asked(), kind=kind, is_full=is_full, purpose=WHY, by=by, at=AT
    )
    exporting.make_export_now(one=one, clock=lambda: AT)
    return exporting.fetch_export(one=one, by=by, at=AT)


def cells(content: bytes) -> list[dict[str, str]]:
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return [dict(zip(head, row, strict=True)) for row in rows]


def everybody() -> list[object]:
    people = Person.objects.order_by("sort_key")
    roles = PersonRole.objects.order_by("person__sort_key", "kind")
    counted = Fact.objects.order_by("unit", "day", "measure", "part")
    return [
        list(people.values_list("full_name", "birth_on", "birth_year", "sex", "ethnicity",
                                "citizen_number", "phone", "hamlet", "household", "household_kind",
                                "health", "note", "keeper")),
        list(roles.values_list("person__full_name", "kind", "unit", "grade", "card_number",
                               "since", "start", "end")),
        list(counted.values_list("unit", "day", "measure__code", "quantity", "part")),
    ]  # fmt: skip


def emptied() -> None:
    Fact.objects.all().delete()
    PersonRole.objects.all().delete()
    Person.objects.all().delete()


@pytest.mark.parametrize("kind", list(SheetFormat))
def test_what_was_taken_out_comes_back_as_the_same_people_and_once(kind: SheetFormat) -> None:
    society = a_society()
    a_list(society)
    before = everybody()
    content = taken_out(society.officer, kind=kind, is_full=True)
    emptied()

    for _ in range(3):
        one = an_import(society.office, society.officer, content, at=AT, on=TODAY)
        taken(one, at=AT) if one.counts["new"] or one.counts["known"] else None

    assert everybody() == before
    assert one.counts["known"] == 4


def test_taken_in_where_they_are_kept_already_it_changes_nothing() -> None:
    society = a_society()
    a_list(society)
    before = everybody()

    one = an_import(society.office, society.officer, taken_out(society.officer), at=AT, on=TODAY)

    assert (one.counts["known"], one.counts["new"]) == (4, 0)
    taken(one, at=AT)
    assert everybody() == before


def test_a_clerk_gets_contacts_of_her_unit_and_nothing_sensitive() -> None:
    society = a_society()
    a_list(society)

    rows = cells(taken_out(society.clerk, kind=SheetFormat.CSV))

    assert {row["Họ và tên"] for row in rows} == {"Lò Văn Pâng", "Vàng Thị Mẩy"}
    pang = next(row for row in rows if row["Họ và tên"] == "Lò Văn Pâng")
    assert (pang["Ngày sinh"], pang["Điện thoại"]) == ("05/06/1990", "0912345678")
    hidden = ("Số căn cước", "Dân tộc", "Loại hộ", "Sức khỏe, khuyết tật")
    assert {pang[name] for name in hidden} == {""}
    with pytest.raises(exporting.CannotExport, match="không có quyền mở xem"):
        taken_out(society.clerk, is_full=True)


def test_who_records_elsewhere_sees_of_others_what_the_list_shows() -> None:
    society = a_society()
    a_list(society)
    clerk = an_appointment(user=a_user(full_name="Tẩn Thị Ly"), role=Role.INSPECTOR,
                           unit=society.office).user  # fmt: skip
    an_appointment(user=clerk, role=Role.CHAPTER_CLERK, unit=society.other)

    rows = cells(taken_out(clerk, kind=SheetFormat.CSV))

    pang = next(row for row in rows if row["Họ và tên"] == "Lò Văn Pâng")
    assert (pang["Ngày sinh"], pang["Điện thoại"], pang["Ghi chú"]) == ("1990", "", "")


def test_what_a_spreadsheet_would_compute_is_a_text() -> None:
    society = a_society()
    a_list(society)

    rows = cells(taken_out(society.clerk, kind=SheetFormat.CSV))
    book = CalamineWorkbook.from_filelike(io.BytesIO(taken_out(society.clerk)))

    assert {row["Thôn, bản, tổ dân phố"] for row in rows} == {"'-Nậm Tiến", ""}
    assert {row["Ghi chú"][:5] for row in rows} == {"'=1+1", ""}
    said = book.get_sheet_by_index(0).to_python()
    assert any("=1+1; nói" in str(cell) for row in said for cell in row)


def test_only_the_filtered_are_taken_out_and_nobody_restricted() -> None:
    society = a_society()
    a_list(society)
    may = Person.objects.get(name_folded="vang thi may")

    volunteers = taken_out(society.officer, asked=Asked(kind="VOLUNTEER"), kind=SheetFormat.CSV)
    actions.restrict(person=may, restricted=True, by=society.officer, at=AT)
    rest = taken_out(society.officer, kind=SheetFormat.CSV)

    assert [row["Vai trò"] for row in cells(volunteers)] == ["Tình nguyện viên"]
    assert "Vàng Thị Mẩy" not in {row["Họ và tên"] for row in cells(rest)}


def test_the_journal_tells_why_and_how_many_but_no_name() -> None:
    society = a_society()
    a_list(society)

    taken_out(society.head, asked=Asked(words="lo van"), is_full=True)

    key = journal.key_of(PeopleExport.objects.get())
    lines = {line.verb: line for line in journal.of_subject(key)}
    assert lines["people.list_exported"].new == {"people": 1, "sensitive": True, "purpose": WHY}
    assert lines["people.export_fetched"].new == {"people": 1}
    assert "lo van" not in str(lines["people.list_exported"].new)


def test_the_page_leads_from_the_filtered_list_to_the_file(sign_in: SignIn) -> None:
    society = a_society()
    a_list(society)
    client = sign_in(society.clerk)
    where = f"{reverse('people:exports')}?vai-tro=VOLUNTEER"

    assert (
        where.replace("&", "&amp;")
        in client.get(f"{reverse('people:list')}?vai-tro=VOLUNTEER").content.decode()
    )
    asked = client.get(where).content.decode()
    faulty = client.post(where, {"kind": "CSV", "purpose": ""})
    client.post(where, {"kind": "CSV", "purpose": WHY})
    one = PeopleExport.objects.get()
    file = client.post(reverse("people:export-fetch", args=[one.key]))

    assert "1 người</b>: tình nguyện viên" in asked
    assert "căn cước, dân tộc" not in asked
    assert (faulty.status_code, "Nhập mục đích" in faulty.content.decode()) == (422, True)
    assert [row["Họ và tên"] for row in cells(file.content)] == ["Lò Văn Pâng"]
    assert file["Content-Disposition"].endswith('.csv"')
    other = sign_in(society.head).post(reverse("people:export-fetch", args=[one.key]))
    assert other.status_code == 404


def test_a_long_list_is_written_by_the_worker_and_says_how_far_it_is(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    society = a_society()
    a_list(society)
    monkeypatch.setattr(exporting, "AT_ONCE", 1)
    client = sign_in(society.officer)

    client.post(reverse("people:exports"), {"kind": "XLSX", "purpose": WHY, "is_full": "on"})
    one = PeopleExport.objects.get()
    waiting = client.get(reverse("people:exports-progress")).content.decode()
    make_export.func(one.pk)
    ready = client.get(reverse("people:exports-progress")).content.decode()

    assert "đã ghi 0 trong 3 người" in waiting
    assert "Tải về" not in waiting
    assert "hx-get" not in ready
    assert "Tải về" in ready


def test_without_a_purpose_or_anybody_nothing_is_made() -> None:
    society = a_society()

    with pytest.raises(exporting.CannotExport, match="mục đích") as refused:
        exporting.ask_export(asked=Asked(), kind=SheetFormat.CSV, is_full=False, purpose="",
                             by=society.clerk, at=AT)  # fmt: skip
    with pytest.raises(exporting.CannotExport, match="Không có ai"):
        taken_out(society.clerk)

    assert [one.where for one in refused.value.findings] == ["purpose"]
    assert isinstance(refused.value.findings[0], Finding)
    assert not PeopleExport.objects.exists()


def test_nobody_else_fetches_the_file_and_after_its_days_nobody_does() -> None:
    society = a_society()
    a_list(society)
    taken_out(society.clerk)
    one = PeopleExport.objects.get()

    with pytest.raises(exporting.CannotExport, match="không có quyền"):
        exporting.fetch_export(one=one, by=society.officer, at=AT)
    gone = actions.let_go_lists(at=AT + dt.timedelta(days=4))

    assert gone.exports == 1
    one.refresh_from_db()
    assert (bytes(one.content), one.asked, one.purpose) == (b"", {}, WHY)
    with pytest.raises(exporting.CannotExport, match="đã bỏ"):
        exporting.fetch_export(one=one, by=society.clerk, at=AT)
    assert actions.let_go_lists(at=AT + dt.timedelta(days=5)).exports == 0


def test_a_job_that_was_killed_begins_anew() -> None:
    society = a_society()
    a_list(society)
    one = exporting.ask_export(asked=Asked(), kind=SheetFormat.CSV, is_full=False, purpose=WHY,
                               by=society.clerk, at=AT)  # fmt: skip
    PeopleExport.objects.update(moved_at=AT, done=1)

    exporting.make_export_now(one=one, clock=lambda: AT)
    still = PeopleExport.objects.get().made_at
    exporting.make_export_now(one=one, clock=lambda: AT + dt.timedelta(minutes=2))

    assert still is None
    assert PeopleExport.objects.get().made_at is not None


def test_rows_that_nobody_took_are_let_go_and_the_import_can_still_be_undone() -> None:
    society = a_society()
    a_list(society)
    content = taken_out(society.officer, is_full=True)
    emptied()
    one = an_import(society.chapter, society.clerk, content, at=AT, on=TODAY)
    taken(one, at=AT)
    waiting = an_import(society.chapter, society.clerk, content, at=AT, on=TODAY)
    later = AT + dt.timedelta(days=91)

    early = actions.let_go_lists(at=AT + dt.timedelta(days=80))
    gone = actions.let_go_lists(at=later)

    assert (early.files, early.rows) == (0, 0)
    assert gone.files == 1
    assert not PeopleImport.objects.filter(pk=waiting.pk).exists()
    assert set(one.rows.values_list("is_taken", "name")) == {(True, "")}
    assert actions.let_go_lists(at=later).rows == 0
    assert Person.objects.count() == 2
    undone(one, at=later)
    assert one.state == ImportState.UNDONE
    assert not Person.objects.exists()
