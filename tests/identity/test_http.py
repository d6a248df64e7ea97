"""What every request meets before its view."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.builders.identity import a_user, an_appointment

from nhanai.identity.models import User
from nhanai.identity.vocab import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/dang-nhap/", "/nguoi-dung/", "/khong-co/"])
def test_before_the_set_up_every_page_leads_to_it(client: Client, address: str) -> None:
    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (302, "/thiet-lap/")
    assert client.get("/thiet-lap/").status_code == 200


def test_after_the_set_up_its_page_is_gone(client: Client) -> None:
    client.get("/")
    a_user()

    assert client.get("/thiet-lap/").status_code == 404
    assert client.post("/thiet-lap/", {"code": "x"}).status_code == 404
    assert client.get("/").headers["Location"] == "/dang-nhap/?next=/"


def test_who_holds_a_temporary_password_chooses_her_own_first(
    sign_in: Callable[[User], Client],
) -> None:
    client = sign_in(a_user(password_is_temporary=True))

    assert client.get("/").headers["Location"] == "/tai-khoan/mat-khau/"
    assert client.get("/tai-khoan/mat-khau/").status_code == 200
    assert client.post("/dang-xuat/").headers["Location"] == "/dang-nhap/"


def test_a_view_learns_the_moment_and_the_day_here(sign_in: Callable[[User], Client]) -> None:
    response = sign_in(a_user()).get("/tai-khoan/")
    request = response.wsgi_request

    assert abs(timezone.now() - request.at) < dt.timedelta(minutes=1)  # type: ignore[attr-defined]  # set by the middleware
    assert request.today == timezone.localdate(request.at)  # type: ignore[attr-defined]  # set by the middleware


def test_an_account_put_to_rest_is_signed_out_at_once(sign_in: Callable[[User], Client]) -> None:
    user = a_user()
    client = sign_in(user)
    user.is_active = False
    user.save()

    assert client.get("/tai-khoan/").headers["Location"] == "/dang-nhap/?next=/tai-khoan/"


def test_a_fragment_asked_for_after_the_session_ended_leads_the_whole_page_away(
    client: Client,
) -> None:
    a_user()

    response = client.get(
        "/tai-khoan/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/ke-hoach/1/?q=a"},
    )

    assert (response.status_code, response.headers["HX-Redirect"]) == (
        200,
        "/dang-nhap/?next=%2Fke-hoach%2F1%2F%3Fq%3Da",
    )


def test_a_read_asks_for_rights_once_and_the_next_one_sees_what_changed(
    sign_in: Callable[[User], Client],
) -> None:
    held = an_appointment(role=Role.AGENCY_OFFICER)
    client = sign_in(held.user)
    client.get("/ke-hoach/")

    with CaptureQueriesContext(connection) as seen:
        before = client.get("/ke-hoach/")
    held.delete()

    asked = [one for one in seen if 'FROM "identity_appointment"' in one["sql"]]
    assert (len(asked), before.status_code) == (1, 200)
    assert client.get("/ke-hoach/").status_code == 403
