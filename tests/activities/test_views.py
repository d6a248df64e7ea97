"""Pages of activities, as those who use them see them."""

import datetime as dt
import uuid
from collections.abc import Callable
from io import BytesIO

import pytest
import xlsxwriter
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.builders.activities import a_field, an_activity, at, gifts
from tests.builders.units import a_unit

from nhanai.activities.models import Activity
from nhanai.facts.models import Fact
from nhanai.identity.models import User
from nhanai.journal.models import Line
from nhanai.people.models import Person

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def today() -> dt.date:
    return timezone.localdate()


def soup(content: bytes) -> BeautifulSoup:
    return BeautifulSoup(content, "html.parser")


def value_of(page: BeautifulSoup, name: str) -> str:
    field = page.select_one(f'[name="{name}"]')
    assert field is not None
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return str(chosen["value"]) if chosen else ""
    return str(field.get("value", field.get_text()))


def filled(page: BeautifulSoup, **changed: str) -> dict[str, str]:
    """What the form would send as it stands."""
    key = page.find("input", attrs={"name": "key"})
    form = key.find_parent("form") if key else None
    assert form is not None
    names = {str(one["name"]) for one in form.find_all(["input", "select", "textarea"])}
    values = {
        name: value_of(page, name) for name in names if name not in {"nhap", "photos", "work"}
    }
    return {**values, **changed}


def test_a_line_fills_the_form_and_the_form_records_it(sign_in: SignIn) -> None:
    field = a_field()
    client = sign_in(field.clerk)
    day = today() - dt.timedelta(days=1)
    line = f"{day.day}/{day.month} xã Bum Tở trao 40 suất quà cho vui, 12.000.000 đ"

    page = soup(client.get(reverse("activities:new"), {"ghi": line}).content)

    assert value_of(page, "unit") == str(field.chapter.pk)
    assert value_of(page, "kind") == "GIFT"
    assert value_of(page, "item0") == "suất quà"
    assert value_of(page, "number0") == "40"
    assert value_of(page, "goods") == "12.000.000"
    assert "“vui”" in page.get_text()

    answer = client.post(reverse("activities:new"), filled(page))

    made = Activity.objects.get()
    assert answer.status_code == 302
    assert (made.unit, made.first_on, made.goods) == (field.chapter, day, 12_000_000)


def test_the_same_form_sent_twice_makes_one_record(sign_in: SignIn) -> None:
    field = a_field()
    client = sign_in(field.clerk)
    page = soup(client.get(reverse("activities:new"), {"ghi": "hôm nay trao 4 suất quà"}).content)

    for _ in range(2):
        client.post(reverse("activities:new"), filled(page))

    assert Activity.objects.count() == 1


def test_a_bad_form_says_everything_beside_its_field_and_writes_nothing(sign_in: SignIn) -> None:
    field = a_field()
    client = sign_in(field.clerk)
    page = soup(client.get(reverse("activities:new")).content)

    answer = client.post(
        reverse("activities:new"),
        filled(page, kind="", first_on="31/11/2026", persons="1,5", item0="tàu bay", number0="2"),
    )

    told = soup(answer.content).get_text()
    assert answer.status_code == 422
    assert "Chọn việc đã làm." in told
    assert "Tháng 11 năm 2026 có 30 ngày" in told
    assert "không phải số nguyên" in told
    assert "Chọn một thứ trong danh sách." in told
    assert not Activity.objects.exists()


def test_the_list_finds_by_words_without_accents_and_by_filters(sign_in: SignIn) -> None:
    field = a_field()
    an_activity(field)
    an_activity(field, gifts(kind="BLOOD", place="trạm y tế", amounts={}))
    client = sign_in(field.officer)

    found = client.get(reverse("activities:list"), {"q": "ban na hu"}).content.decode()
    by_field = client.get(reverse("activities:list"), {"linh_vuc": "4"}).content.decode()

    assert "Có 1 hoạt động như đã lọc." in found
    assert "bản Nà Hừ" in found
    assert "trạm y tế" in by_field
    assert "bản Nà Hừ" not in by_field


def test_the_list_asks_no_more_for_many_rows_than_for_few(
    sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    field = a_field()
    for number in range(12):
        an_activity(field, gifts(persons=number + 1))
    client = sign_in(field.clerk)

    with django_assert_max_num_queries(14):
        client.get(reverse("activities:list"))


def test_another_chapter_does_not_see_it(sign_in: SignIn) -> None:
    made = an_activity(a_field())
    other = a_field_of_another_province()

    answer = sign_in(other).get(reverse("activities:activity", args=[made.pk]))

    assert answer.status_code == 404


def a_field_of_another_province() -> User:
    return at(a_unit("Hội Chữ thập đỏ xã Pa Tần", key="hoi-pa-tan", kind="CHAPTER"))


def test_the_page_of_one_shows_for_what_it_counts(sign_in: SignIn) -> None:
    field = a_field()
    made = an_activity(field)

    told = sign_in(field.clerk).get(reverse("activities:activity", args=[made.pk])).content.decode()

    assert "12.000.000 đồng" in told
    assert "40 lượt người" in told


def a_workbook(*rows: list[str | int]) -> SimpleUploadedFile:
    """A filled workbook, without the help of ours."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        heads = ["Từ ngày", "Đơn vị", "Việc", "Nơi", "Người được giúp", "Hiện vật quy tiền (đồng)"]
        sheet.write_row(0, 0, heads)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("hoat-dong.xlsx", kept.getvalue())


def test_a_workbook_is_looked_through_saved_and_changes_nothing_the_second_time(
    sign_in: SignIn,
) -> None:
    field = a_field()
    client = sign_in(field.clerk)
    rows: list[list[str | int]] = [
        ["01/6/2026", "", "Trao quà, hỗ trợ", "bản Nà Hừ", 40, 12_000_000],
        ["02/6/2026", "Hội Chữ thập đỏ xã Bum Tở", "Tuyên truyền", "bản Tả", 30, ""],
        ["31/6/2026", "", "Bay lên trăng", "", "nhiều", ""],
    ]

    for expected in (2, 2):
        page = soup(client.post(reverse("activities:sheet"), {"file": a_workbook(*rows)}).content)
        chosen = [str(one["value"]) for one in page.find_all("input", attrs={"name": "dong"})]
        assert "phải sửa trong tệp" in page.get_text()
        client.post(reverse("activities:sheet"), {"luu": value_of(page, "luu"), "dong": chosen})
        assert Activity.objects.count() == expected

    assert sorted(Activity.objects.values_list("kind", "persons")) == [
        ("GIFT", 40), ("OUTREACH", 30)
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nonsense", b"%PDF-1.7", b"a;b;c"])
def test_what_is_no_workbook_is_refused_in_words(sign_in: SignIn, content: bytes) -> None:
    field = a_field()
    file = SimpleUploadedFile("a.xlsx", content)

    answer = sign_in(field.clerk).post(reverse("activities:sheet"), {"file": file})

    assert answer.status_code == 422
    assert "Excel" in answer.content.decode()


def test_a_preview_that_was_tampered_with_is_refused(sign_in: SignIn) -> None:
    answer = sign_in(a_field().clerk).post(reverse("activities:sheet"), {"luu": "abc", "dong": "2"})

    assert answer.status_code == 422
    assert not Activity.objects.exists()


def test_the_phone_sends_once_and_is_told_what_looks_the_same(sign_in: SignIn) -> None:
    field = a_field()
    client = sign_in(field.clerk)
    draft = {
        "key": str(uuid.uuid4()), "unit": str(field.chapter.pk), "kind": "GIFT", "place": "bản Tả",
        "first_on": today().strftime("%d/%m/%Y"), "people": "24", "worth": "12 triệu",
    }  # fmt: skip

    first, again = (client.post(reverse("activities:quick-send"), draft).json() for _ in range(2))
    alike = client.post(reverse("activities:quick-send"), {**draft, "key": str(uuid.uuid4())})
    other = client.post(
        reverse("activities:quick-send"), {**draft, "key": str(uuid.uuid4()), "again": "on"}
    )

    assert first["made"] == again["made"]
    assert (alike.status_code, alike.json()["alike"]) == (422, True)
    assert other.status_code == 200
    assert Activity.objects.count() == 2


def test_the_phone_is_told_in_words_what_was_refused(sign_in: SignIn) -> None:
    field = a_field()
    draft = {
        "key": str(uuid.uuid4()), "unit": "0", "kind": "GIFT", "people": "24",
        "first_on": (today() + dt.timedelta(days=3)).strftime("%d/%m/%Y"),
    }  # fmt: skip

    answer = sign_in(field.clerk).post(reverse("activities:quick-send"), draft)

    assert answer.status_code == 422
    assert answer.json()["faults"] == ["Đơn vị này không còn nhận phiếu nữa."]


def test_the_phone_page_works_without_a_script(sign_in: SignIn) -> None:
    field = a_field()
    client = sign_in(field.clerk)
    page = soup(client.get(reverse("activities:quick")).content)

    answer = client.post(
        reverse("activities:quick"), filled(page, kind="GIFT", people="3"), follow=True
    )

    assert "Đã gửi: Trao quà, hỗ trợ" in answer.content.decode()
    assert Activity.objects.get().persons == 3


def test_named_people_are_counted_once_and_the_journal_keeps_no_name(sign_in: SignIn) -> None:
    field = a_field()
    made = an_activity(field)
    person = Person.objects.create(
        full_name="Chẻo Sử Mẩy", name_folded="cheo su may", sort_key="1", keeper=field.chapter,
        created_at=timezone.now(),
    )  # fmt: skip
    client, address = sign_in(field.clerk), reverse("activities:people", args=[made.pk])

    found = client.get(address, {"q": "su may"}).content.decode()
    for part in ("HELPED", "JOINED"):
        client.post(address, {f"nguoi-{person.pk}": part})

    facts = Fact.objects.filter(subject=person.pk).values_list("measure__code", flat=True)
    assert "Chẻo Sử Mẩy" in found
    assert list(facts) == ["TC16"]
    assert not Line.objects.filter(folded__contains="cheo su may").exists()


def test_a_person_of_another_chapter_cannot_be_named(sign_in: SignIn) -> None:
    field = a_field()
    made = an_activity(field)
    elsewhere = a_unit("Hội Chữ thập đỏ xã Pa Tần", key="hoi-pa-tan", kind="CHAPTER")
    person = Person.objects.create(
        full_name="Chẻo Sử Mẩy", name_folded="cheo su may", sort_key="1", keeper=elsewhere,
        created_at=timezone.now(),
    )  # fmt: skip

    address = reverse("activities:people", args=[made.pk])
    answer = sign_in(field.clerk).post(address, {f"nguoi-{person.pk}": "HELPED"})

    assert answer.status_code == 422
    assert not made.people.exists()


def test_a_template_of_a_kind_names_what_is_counted_and_the_last_time_fills_it(
    sign_in: SignIn,
) -> None:
    field = a_field()
    made = an_activity(field)
    client = sign_in(field.clerk)

    template = soup(client.get(reverse("activities:new"), {"viec": "BLOOD"}).content)
    again = soup(client.get(reverse("activities:new"), {"nhu": str(made.pk)}).content)

    assert [value_of(template, f"item{row}") for row in range(3)] == [
        "người đăng ký", "lượt người hiến máu", "đơn vị máu"
    ]  # fmt: skip
    assert (value_of(again, "place"), value_of(again, "number0")) == ("bản Nà Hừ", "40")
    assert value_of(again, "key") != str(made.client_key)
