"""A page that cannot be shown says in Vietnamese what to do, and never what broke."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client, RequestFactory
from django.views.defaults import server_error
from tests.builders.identity import an_administrator, an_appointment

from nhanai.identity.models import User


def heading(content: bytes) -> str:
    page = BeautifulSoup(content, "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "vi"
    (title,) = page.find_all("h1")
    return str(title.get_text())


@pytest.mark.django_db
def test_not_found(sign_in: Callable[[User], Client]) -> None:
    answer = sign_in(an_administrator()).get("/khong-co/")

    assert (answer.status_code, heading(answer.content)) == (
        404,
        "Không có trang nào ở địa chỉ này",
    )


@pytest.mark.django_db
def test_not_allowed(sign_in: Callable[[User], Client]) -> None:
    answer = sign_in(an_appointment().user).get("/nhat-ky/")

    assert (answer.status_code, heading(answer.content)) == (
        403,
        "Anh, chị chưa được giao quyền mở trang này",
    )


@pytest.mark.django_db
def test_a_form_that_was_open_for_too_long() -> None:
    an_administrator()

    answer = Client(enforce_csrf_checks=True).post("/dang-nhap/")

    assert (answer.status_code, heading(answer.content)) == (403, "Chưa lưu được, cần gửi lại")


def test_a_failure_of_ours() -> None:
    answer = server_error(RequestFactory().get("/"))

    assert (answer.status_code, heading(answer.content)) == (500, "Chưa làm được việc vừa yêu cầu")
