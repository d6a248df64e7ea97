"""What a person meets: the right page, the right words, the right refusal."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Protocol

import pytest
from axes.models import AccessAttempt
from bs4 import BeautifulSoup
from django.http.response import ResponseHeaders
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests.builders.identity import (
    PASSWORD,
    a_user,
    a_workplace,
    an_administrator,
    an_appointment,
)

from nhanai.identity import actions
from nhanai.identity.models import Appointment, User
from nhanai.identity.vocab import Role
from nhanai.journal import queries as journal
from nhanai.units.vocab import UnitKind

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


class Answer(Protocol):
    """What the test client gives back."""

    status_code: int
    headers: ResponseHeaders

    @property
    def content(self) -> bytes: ...


def text_of(response: Answer) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    return re.sub(r"\s+", " ", soup.select_one("main").get_text(" "))  # type: ignore[union-attr]  # every page has a main


def cell_texts(response: Answer, selector: str) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [re.sub(r"\s+", " ", found.get_text(" ")).strip() for found in soup.select(selector)]


# --- signing in and out


def test_a_person_signs_in_and_comes_to_the_page_she_wanted(client: Client) -> None:
    a_user(username="soyte", password=PASSWORD)

    response = client.post(
        "/dang-nhap/", {"username": "SoYTe ", "password": PASSWORD, "next": "/tai-khoan/"}
    )

    assert (response.status_code, response.headers["Location"]) == (302, "/tai-khoan/")
    assert client.get("/tai-khoan/").status_code == 200


def test_signing_in_changes_the_key_of_the_session(client: Client) -> None:
    a_user(username="soyte", password=PASSWORD)
    client.session["x"] = 1
    session = client.session
    session["chosen"] = "by someone else"
    session.save()
    before = session.session_key

    client.post("/dang-nhap/", {"username": "soyte", "password": PASSWORD})

    assert client.session.session_key != before


def test_a_session_ends_with_the_browser_and_after_a_working_day(client: Client) -> None:
    a_user(username="soyte", password=PASSWORD)

    client.post("/dang-nhap/", {"username": "soyte", "password": PASSWORD})

    cookie = client.cookies["sessionid"]
    assert (cookie["max-age"], bool(cookie["httponly"]), cookie["samesite"]) == ("", True, "Lax")
    assert client.session.get_expiry_age() == 12 * 3600


@pytest.mark.parametrize("wanted", ["https://noi.khac/", "//noi.khac", "javascript:alert(1)", ""])
def test_signing_in_never_leads_to_another_site(client: Client, wanted: str) -> None:
    a_user(username="soyte", password=PASSWORD)

    response = client.post(
        "/dang-nhap/", {"username": "soyte", "password": PASSWORD, "next": wanted}
    )

    assert response.headers["Location"] == "/"


@pytest.mark.parametrize(
    ("username", "password", "active"),
    [("soyte", "sai", True), ("khong-ai", PASSWORD, True), ("soyte", PASSWORD, False)],
)
def test_a_wrong_name_a_wrong_password_and_an_account_at_rest_look_alike(
    client: Client, username: str, password: str, *, active: bool
) -> None:
    a_user(username="soyte", password=PASSWORD, is_active=active)

    response = client.post("/dang-nhap/", {"username": username, "password": password})

    assert response.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in text_of(response)


def fail(client: Client, times: int, *, username: str = "soyte") -> list[Answer]:
    return [
        client.post("/dang-nhap/", {"username": username, "password": "sai"}) for _ in range(times)
    ]


def test_who_fails_too_often_waits_and_is_told_until_when(
    client: Client, settings: Settings
) -> None:
    a_user(username="soyte", password=PASSWORD)

    answers = fail(client, settings.AXES_FAILURE_LIMIT)
    right = client.post("/dang-nhap/", {"username": "soyte", "password": PASSWORD})

    assert [answer.status_code for answer in answers] == [422] * 7 + [429]
    assert right.status_code == 429
    until = AccessAttempt.objects.get().attempt_time + dt.timedelta(minutes=16)
    assert f"Thử lại sau {timezone.localtime(until):%H:%M} ngày" in text_of(right)
    assert 800 < int(right.headers["Retry-After"]) <= 900
    assert [line.verb for line in journal.visible_lines(unit_keys=None)] == ["identity.locked_out"]


def test_waiting_is_not_made_longer_by_trying(client: Client, settings: Settings) -> None:
    a_user(username="soyte")
    fail(client, settings.AXES_FAILURE_LIMIT)
    before = AccessAttempt.objects.get().attempt_time

    fail(client, 3)

    assert AccessAttempt.objects.get().attempt_time == before


def test_one_persons_failures_do_not_lock_another_out(client: Client, settings: Settings) -> None:
    a_user(username="soyte")
    a_user(username="sonoivu", password=PASSWORD)
    fail(client, settings.AXES_FAILURE_LIMIT)

    response = client.post("/dang-nhap/", {"username": "sonoivu", "password": PASSWORD})

    assert response.status_code == 302


def test_after_the_wait_the_right_password_works(client: Client, settings: Settings) -> None:
    a_user(username="soyte", password=PASSWORD)
    fail(client, settings.AXES_FAILURE_LIMIT)
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=16))

    response = client.post("/dang-nhap/", {"username": "soyte", "password": PASSWORD})

    assert response.status_code == 302


def test_signing_out_needs_a_button_and_ends_the_session(sign_in: SignIn) -> None:
    client = sign_in(a_user())

    looked = client.get("/dang-xuat/")
    pressed = client.post("/dang-xuat/")

    assert (looked.status_code, pressed.headers["Location"]) == (405, "/dang-nhap/")
    assert client.get("/tai-khoan/").status_code == 302


def test_who_is_signed_in_is_not_asked_again(sign_in: SignIn) -> None:
    assert sign_in(a_user()).get("/dang-nhap/").headers["Location"] == "/"


# --- the first run


def test_the_first_run_makes_the_administrator_and_signs_her_in(
    client: Client, moment: dt.datetime
) -> None:
    a_workplace(kind=UnitKind.PROVINCE)
    actions.prepare_first_run()
    said = {
        "code": actions.setup_code(),
        "full_name": "Phàn Thị Mẩy",
        "username": "quantri",
        "password": PASSWORD,
        "again": PASSWORD,
    }

    response = client.post("/thiet-lap/", said)

    assert (response.status_code, response.headers["Location"]) == (302, "/tai-khoan/")
    assert "Quản trị hệ thống" in text_of(client.get("/tai-khoan/"))
    assert client.get("/nguoi-dung/").status_code == 200


def test_the_first_run_refuses_a_stranger(client: Client, moment: dt.datetime) -> None:
    a_workplace(kind=UnitKind.PROVINCE)
    actions.prepare_first_run()
    said = {"code": "đoán", "full_name": "Kẻ lạ", "username": "ke.la"}

    response = client.post("/thiet-lap/", {**said, "password": PASSWORD, "again": PASSWORD})

    assert (response.status_code, User.objects.count()) == (422, 0)
    assert "Mã thiết lập chưa đúng." in text_of(response)


# --- one's own account


def test_my_account_shows_my_roles_and_what_was_handed_over(sign_in: SignIn) -> None:
    unit = a_workplace(name="Hội Chữ thập đỏ xã Sìn Hồ", kind=UnitKind.CHAPTER)
    left = an_appointment(
        user=a_user(full_name="Lý A Sử"),
        role=Role.CHAPTER_CLERK,
        unit=unit,
        end=dt.date(2026, 10, 1),
    )
    left.handover = "Sổ quỹ ở tủ số 2."
    left.save()
    user = an_appointment(role=Role.CHAPTER_CLERK, unit=unit).user

    page = text_of(sign_in(user).get("/tai-khoan/"))

    assert "Cán bộ Hội cơ sở Hội Chữ thập đỏ xã Sìn Hồ 01/7/2025 chưa định Đang giữ" in page
    assert "Lý A Sử bàn giao, làm đến hết ngày 30/9/2026" in page
    assert "Sổ quỹ ở tủ số 2." in page


def test_i_turn_my_keys_off_and_on(sign_in: SignIn) -> None:
    user = a_user()
    client = sign_in(user)

    client.post("/tai-khoan/phim-tat/", {})
    user.refresh_from_db()
    off = user.keys_enabled
    client.post("/tai-khoan/phim-tat/", {"keys": "on"})
    user.refresh_from_db()

    assert (off, user.keys_enabled) == (False, True)


def test_changing_my_password_keeps_me_here_and_ends_my_other_sessions() -> None:
    user = a_user(username="soyte", password=PASSWORD)
    here, there = Client(), Client()
    for client in (here, there):
        client.post("/dang-nhap/", {"username": "soyte", "password": PASSWORD})
    new = "mùa lúa chín vàng"

    response = here.post(
        "/tai-khoan/mat-khau/", {"current": PASSWORD, "password": new, "again": new}
    )
    user.refresh_from_db()

    assert (response.status_code, user.check_password(new)) == (302, True)
    assert here.get("/tai-khoan/").status_code == 200
    assert there.get("/tai-khoan/").status_code == 302


def test_a_password_is_not_changed_with_a_wrong_one(sign_in: SignIn) -> None:
    client = sign_in(a_user(password=PASSWORD))
    said = {"current": "sai", "password": "mùa lúa chín", "again": "mùa lúa chín"}

    response = client.post("/tai-khoan/mat-khau/", said)

    assert response.status_code == 422
    assert "Mật khẩu hiện tại chưa đúng." in text_of(response)


# --- people


def test_people_are_listed_by_given_name_and_found_without_accents(sign_in: SignIn) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE, name="Tỉnh Lai Châu")
    health = a_workplace(name="Sở Y tế", under=province)
    an_appointment(user=a_user(full_name="Đèo Văn Đức"), unit=health)
    an_appointment(user=a_user(full_name="Lò Thị Ân"), unit=health)
    client = sign_in(an_administrator(province=province, full_name="Phàn Thị Mẩy"))

    everyone = cell_texts(client.get("/nguoi-dung/"), "tbody th")
    found = cell_texts(client.get("/nguoi-dung/?q=duc"), "tbody tr")
    placed = cell_texts(client.get("/nguoi-dung/?don-vi=so y"), "tbody th")
    nobody = text_of(client.get("/nguoi-dung/?q=zzz"))

    assert everyone == ["Lò Thị Ân", "Đèo Văn Đức", "Phàn Thị Mẩy"]
    assert [re.sub(r" nguoi\d+ ", " ", row) for row in found] == [
        "Đèo Văn Đức Cán bộ cơ quan, đơn vị, Sở Y tế Đang dùng"
    ]
    assert placed == ["Lò Thị Ân", "Đèo Văn Đức"]
    assert "Không tìm thấy ai." in nobody


def test_the_list_of_people_is_paged_and_costs_the_same_for_any_number(
    sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    client = sign_in(an_administrator(province=province))
    client.get("/nguoi-dung/")
    with django_assert_num_queries(7) as one:
        client.get("/nguoi-dung/")
    for _ in range(30):
        an_appointment(role=Role.INSPECTOR, unit=province)

    with django_assert_num_queries(len(one)):
        first = client.get("/nguoi-dung/")
    second = client.get("/nguoi-dung/?trang=2")

    assert len(cell_texts(first, "tbody tr")) == 25
    assert len(cell_texts(second, "tbody tr")) == 6


def test_a_person_out_of_sight_is_not_found(sign_in: SignIn) -> None:
    stranger = an_appointment().user
    office = a_workplace(kind=UnitKind.CHAPTER)
    client = sign_in(an_appointment(role=Role.PROVINCE_OFFICER, unit=office).user)

    assert client.get(f"/nguoi-dung/{stranger.pk}/").status_code == 404


def test_who_only_reads_sees_no_buttons(sign_in: SignIn) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    person = an_appointment(unit=a_workplace(under=province)).user
    client = sign_in(an_appointment(role=Role.INSPECTOR, unit=province).user)

    response = client.get(f"/nguoi-dung/{person.pk}/")

    assert (response.status_code, cell_texts(response, "main button, main .btn")) == (200, [])


def test_a_new_persons_password_shows_once_and_must_be_changed(sign_in: SignIn) -> None:
    client = sign_in(an_administrator())

    made = client.post(
        "/nguoi-dung/them/", {"full_name": "Lý A Sử", "username": "ly.a.su", "email": ""}
    )
    password = cell_texts(made, "code")[0]
    other = Client()
    signed = other.post("/dang-nhap/", {"username": "ly.a.su", "password": password})

    assert (made.status_code, signed.status_code) == (200, 302)
    assert made.headers["Cache-Control"] == "private, no-store"
    assert other.get("/").headers["Location"] == "/tai-khoan/mat-khau/"


def test_a_username_that_is_taken_is_told_beside_its_field(sign_in: SignIn) -> None:
    a_user(username="soyte")

    response = sign_in(an_administrator()).post(
        "/nguoi-dung/them/", {"full_name": "Lý A Sử", "username": "soyte", "email": "khong"}
    )
    again = sign_in(an_administrator()).post(
        "/nguoi-dung/them/", {"full_name": "Lý A Sử", "username": "soyte", "email": ""}
    )

    assert cell_texts(response, ".er") == ["Viết địa chỉ như ten@laichau.gov.vn."]
    assert cell_texts(again, ".er") == ["Đã có người dùng tên đăng nhập này. Chọn tên khác."]
    assert (response.status_code, again.status_code) == (422, 422)


def test_a_person_is_appointed_from_the_page(sign_in: SignIn) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    health = a_workplace(name="Sở Y tế", under=province)
    person = a_user(full_name="Nguyễn Thu Hà")
    client = sign_in(an_administrator(province=province))
    said = {"role": Role.AGENCY_OFFICER, "unit": "so y te", "start": "01/12/2026", "last_day": ""}

    page = client.get(f"/nguoi-dung/{person.pk}/bo-nhiem/")
    response = client.post(f"/nguoi-dung/{person.pk}/bo-nhiem/", said)

    assert 'value="Sở Y tế"' in page.content.decode()
    assert response.headers["Location"] == f"/nguoi-dung/{person.pk}/"
    term = Appointment.objects.get(user=person)
    assert (term.unit, term.start, term.end) == (health, dt.date(2026, 12, 1), None)


def test_a_role_out_of_place_is_told_on_the_page(sign_in: SignIn) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    a_workplace(name="Sở Y tế", under=province)
    person = a_user()
    said = {"role": Role.CHAPTER_HEAD, "unit": "Sở Y tế", "start": "01/12/2026"}

    response = sign_in(an_administrator(province=province)).post(
        f"/nguoi-dung/{person.pk}/bo-nhiem/", said
    )

    assert (response.status_code, Appointment.objects.filter(user=person).count()) == (422, 0)
    told = "Vai trò “Lãnh đạo Hội cơ sở” không giữ tại đơn vị loại “Sở, ban, ngành”."
    assert cell_texts(response, ".er") == [f"{told} Chọn vai trò khác hoặc đơn vị khác."]


def test_an_appointment_is_ended_from_the_page_with_a_hand_over(sign_in: SignIn) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    term = an_appointment(unit=a_workplace(under=province))
    address = f"/nguoi-dung/{term.user_id}/bo-nhiem/{term.pk}/ket-thuc/"
    client = sign_in(an_administrator(province=province))
    today = timezone.localdate()

    silent = client.post(address, {"last_day": f"{today:%d/%m/%Y}", "handover": ""})
    done = client.post(address, {"last_day": f"{today:%d/%m/%Y}", "handover": "Hồ sơ ở tủ 2."})
    term.refresh_from_db()

    assert (silent.status_code, done.status_code) == (422, 302)
    assert (term.end, term.handover) == (today + dt.timedelta(days=1), "Hồ sơ ở tủ 2.")


def test_an_appointment_of_another_person_is_not_found(sign_in: SignIn) -> None:
    administrator = an_administrator()
    term = an_appointment()

    response = sign_in(administrator).get(
        f"/nguoi-dung/{administrator.pk}/bo-nhiem/{term.pk}/ket-thuc/"
    )

    assert response.status_code == 404


def test_a_name_is_corrected_from_the_page(sign_in: SignIn) -> None:
    person = a_user(full_name="Lo Thi Hanh")

    response = sign_in(an_administrator()).post(
        f"/nguoi-dung/{person.pk}/sua/", {"full_name": "Lò Thị Hạnh", "email": ""}
    )
    person.refresh_from_db()

    assert (response.status_code, person.full_name) == (302, "Lò Thị Hạnh")


def test_an_account_is_put_to_rest_and_woken_from_the_page(sign_in: SignIn) -> None:
    person = a_user()
    client = sign_in(an_administrator())

    silent = client.post(f"/nguoi-dung/{person.pk}/ngung/", {"reason": ""})
    rested = client.post(f"/nguoi-dung/{person.pk}/ngung/", {"reason": "Nghỉ hưu"}, follow=True)
    twice = client.post(f"/nguoi-dung/{person.pk}/ngung/", {"reason": "Nghỉ hưu"})
    woken = client.post(f"/nguoi-dung/{person.pk}/dung-lai/", follow=True)

    assert (silent.status_code, twice.status_code) == (422, 422)
    assert "Lò Văn Pâng Ngừng dùng Tên đăng nhập" in text_of(rested)
    assert "Tài khoản này đã ngừng dùng rồi." in text_of(twice)
    assert "Lò Văn Pâng Đang dùng Tên đăng nhập" in text_of(woken)


def test_a_forgotten_password_is_set_anew_and_shown_once(sign_in: SignIn) -> None:
    person = a_user(password=PASSWORD)

    response = sign_in(an_administrator()).post(f"/nguoi-dung/{person.pk}/mat-khau/")
    person.refresh_from_db()

    assert response.status_code == 200
    assert person.check_password(cell_texts(response, "code")[0])
