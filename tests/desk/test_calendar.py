"""The page of the working calendar: a year of days and periods, and who changes a day."""

import datetime as dt
from collections.abc import Callable
from typing import Protocol

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.builders.identity import an_appointment
from tests.builders.periods import AT, a_day_change
from tests.builders.units import a_tree

from nhanai.desk.actions import calendar as actions
from nhanai.desk.pages import calendar as pages
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.periods import queries
from nhanai.periods.models import DayChange
from nhanai.periods.vocab import DayKind

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # pages with a year of due days


class Answer(Protocol):
    """What the client gives back, as far as the tests look at it."""

    @property
    def content(self) -> bytes: ...


SignIn = Callable[[User], Client]
TODAY = dt.date(2026, 11, 24)
NEW_DAY = {"day": "04/01/2027", "kind": "OFF", "reason": "Nghỉ bão"}


def somebody(role: Role, at: str = "T.A") -> User:
    """In a province with one provincial chapter, T.A, and two chapters below it."""
    units = a_tree("T T.A T.A.1 T.A.2")
    return an_appointment(role=role, unit=units[at], start=dt.date(2021, 1, 1)).user


def soup(response: Answer) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def main_of(response: Answer) -> str:
    page = soup(response).find("main")
    assert page is not None
    return " ".join(page.get_text(" ").split())


def test_the_page_shows_the_days_and_the_periods_of_the_year(sign_in: SignIn) -> None:
    client = sign_in(somebody(Role.CHAPTER_CLERK, "T.A.1"))
    a_day_change()

    page = client.get("/lich-lam-viec/", {"nam": "2027"})

    rows = {
        head.get_text(): [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in soup(page).select("tbody tr")
        if (head := row.select_one("th b"))
    }
    unverified = {
        head.select("b")[0].get_text()
        for head in soup(page).select("tbody th")
        if "chưa kiểm chứng" in head.get_text()
    }
    words = main_of(page)
    assert "Thứ Hai, 04/01/2027 Nghỉ Nghỉ bão" in words
    assert "Tết Nguyên Đán" in words
    assert rows["Quý I/2027"] == [
        *("15/12/2026 – 14/3/2027", "14/3/2027"),
        *("16/3/2027", "18/3/2027", "22/3/2027", "25/3/2027"),
    ]
    assert unverified == {
        *("6 tháng đầu năm 2027", "6 tháng cuối năm 2027", "9 tháng năm 2027"),
        *("Năm học 2026–2027", "Năm học 2027–2028"),
    }
    assert rows["Năm học 2026–2027"][1] == "31/7/2027"
    assert rows["Tháng Nhân đạo năm 2027"] == ["01/5/2027 – 31/5/2027", "31/5/2027"]
    assert "Ghi ngày này" not in words
    assert "Bỏ ngày" not in words


@pytest.mark.parametrize(
    ("asked", "year", "before", "after"),
    [
        ("2027", 2027, 2026, 2028),
        ("2004", 2004, None, 2005),
        ("2099", 2099, 2098, None),
        ("1999", 2026, 2025, 2027),
        ("9999", 2026, 2025, 2027),
        ("²⁰²⁷", 2026, 2025, 2027),
        ("", 2026, 2025, 2027),
        (None, 2026, 2025, 2027),
    ],
)
def test_years_lead_to_one_another_as_far_as_there_are_pages(
    asked: str | None, year: int, before: int | None, after: int | None
) -> None:
    page = pages.CalendarPage(pages.year_from(asked, TODAY), [], [], None, None)

    assert (page.year, page.before, page.after) == (year, before, after)


def test_a_year_of_districts_has_their_due_days_and_dashes_after_them() -> None:
    [table, *_] = pages.tables_of(2025, queries.calendar(), TODAY)
    months = {row.period.label: [due.day for due in row.dues] for row in table.rows}

    assert [words for words, _ in table.columns][1] == "Cấp huyện gửi (trước 01/7/2025)"
    assert months["tháng 6/2025"][1] == dt.date(2025, 6, 18)
    assert months["tháng 7/2025"][1] is None


def test_the_number_of_queries_does_not_grow_with_the_days(sign_in: SignIn) -> None:
    client = sign_in(somebody(Role.PROVINCE_OFFICER))

    def asked() -> int:
        with CaptureQueriesContext(connection) as asking:
            client.get("/lich-lam-viec/", {"nam": "2027"})
        return len(asking)

    asked()  # the first request of a process asks once more
    few = asked()
    for day in range(1, 29):
        a_day_change(dt.date(2027, 3, day))

    assert asked() == few


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER])
def test_the_province_records_a_day_and_takes_it_away(sign_in: SignIn, role: Role) -> None:
    user = somebody(role, "T" if role is Role.ADMINISTRATOR else "T.A")
    client = sign_in(user)

    done = client.post("/lich-lam-viec/ghi-ngay/", NEW_DAY, follow=True)

    change = DayChange.objects.get()
    assert done.redirect_chain == [("/lich-lam-viec/?nam=2027", 302)]
    assert "Đã ghi 04/01/2027: nghỉ." in soup(done).get_text()
    assert (change.kind, change.reason, change.by) == ("OFF", "Nghỉ bão", str(user))

    gone = client.post(f"/lich-lam-viec/{change.pk}/bo/", follow=True)

    assert gone.redirect_chain == [("/lich-lam-viec/?nam=2027", 302)]
    assert "Đã bỏ ngày 04/01/2027 khỏi lịch đã ghi." in soup(gone).get_text()
    assert not DayChange.objects.exists()


def test_a_wrong_form_is_shown_again_beside_its_year(sign_in: SignIn) -> None:
    client = sign_in(somebody(Role.PROVINCE_OFFICER))

    page = client.post("/lich-lam-viec/ghi-ngay/?nam=2028", {"day": "31/2/2028", "kind": "OFF"})

    assert page.status_code == 422
    assert "Viết ngày như 22/8/2026." in main_of(page)
    assert "Hãy ghi lý do." in main_of(page)
    assert "Năm 2028 Năm 2029" in main_of(page)


def test_a_day_that_the_calendar_refuses_is_told_and_what_was_typed_stays(
    sign_in: SignIn,
) -> None:
    client = sign_in(somebody(Role.PROVINCE_OFFICER))

    page = client.post("/lich-lam-viec/ghi-ngay/", NEW_DAY | {"day": "03/01/2027"})

    assert page.status_code == 422
    assert "Theo lịch, ngày 03/01/2027 đã là ngày nghỉ; không cần ghi." in main_of(page)
    assert soup(page).select_one("input[name=reason][value='Nghỉ bão']") is not None
    assert not DayChange.objects.exists()


def test_an_officer_of_the_province_appointed_at_a_chapter_changes_nothing(
    sign_in: SignIn,
) -> None:
    client = sign_in(somebody(Role.PROVINCE_OFFICER, "T.A.1"))
    change = a_day_change()

    page = client.get("/lich-lam-viec/", {"nam": "2027"})
    posted = client.post("/lich-lam-viec/ghi-ngay/", NEW_DAY | {"day": "05/01/2027"})
    removed = client.post(f"/lich-lam-viec/{change.pk}/bo/")

    assert "Ghi ngày này" not in main_of(page)
    for answer in (posted, removed):
        assert answer.status_code == 422
        assert "Bạn không có quyền đổi lịch làm việc chung của tỉnh." in main_of(answer)
    assert DayChange.objects.get() == change


def test_roles_without_the_right_are_refused_at_the_door(sign_in: SignIn) -> None:
    client = sign_in(somebody(Role.INSPECTOR, "T"))

    assert client.post("/lich-lam-viec/ghi-ngay/", NEW_DAY).status_code == 403
    assert not DayChange.objects.exists()


def test_a_day_that_is_not_there_is_not_found(sign_in: SignIn) -> None:
    client = sign_in(somebody(Role.PROVINCE_OFFICER))

    assert client.post("/lich-lam-viec/7/bo/").status_code == 404


def test_nobody_changes_days_where_there_are_no_units() -> None:
    user = an_appointment(role=Role.ADMINISTRATOR).user

    with pytest.raises(actions.MayNotChangeDays):
        actions.set_day(
            day=dt.date(2027, 1, 4), kind=DayKind.OFF, reason="x", by=user, at=AT, today=TODAY
        )


def test_where_several_chapters_stand_at_the_top_only_the_top_decides() -> None:
    units = a_tree("T T.A T.B")
    start = dt.date(2021, 1, 1)
    below = an_appointment(role=Role.PROVINCE_OFFICER, unit=units["T.A"], start=start).user
    above = an_appointment(role=Role.ADMINISTRATOR, unit=units["T"], start=start).user

    assert not actions.may_change_days(below, today=TODAY)
    assert actions.may_change_days(above, today=TODAY)


def test_the_page_of_units_leads_to_the_calendar(sign_in: SignIn) -> None:
    client = sign_in(somebody(Role.INSPECTOR, "T"))

    assert soup(client.get("/don-vi/")).select_one(".le a[href='/lich-lam-viec/']") is not None
