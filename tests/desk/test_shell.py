"""The frame of every page knows whose desk it is, and which doors are hers."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.builders.identity import a_user, a_workplace, an_administrator, an_appointment

from nhanai.desk.pages.shell import GUARDED, Shell, initials_of, of
from nhanai.identity.models import User
from nhanai.identity.vocab import Role


def test_a_stranger_has_an_empty_frame() -> None:
    assert of(AnonymousUser()) == Shell()


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Lò Thị Hạnh", "LH"), ("Đèo Văn Ún", "ĐÚ"), ("Mẩy", "M"), ("", ""), ("  ", "")],
)
def test_initials_are_of_the_family_and_the_given_name(name: str, initials: str) -> None:
    assert initials_of(name) == initials


@pytest.mark.django_db
def test_an_officer_of_an_agency_sees_no_door_of_the_administrator() -> None:
    officer = an_appointment(
        user=a_user(full_name="Nguyễn Thu Hà"), unit=a_workplace(name="Sở Y tế")
    ).user

    assert of(officer) == Shell(unit_name="Sở Y tế", initials="NH", closed=tuple(GUARDED))


@pytest.mark.django_db
def test_an_administrator_sees_people_and_journal() -> None:
    frame = of(an_administrator())

    assert (frame.sees_people, frame.sees_journal) == (True, True)


@pytest.mark.django_db
def test_an_appointment_that_ended_opens_nothing() -> None:
    ended = an_appointment(role=Role.ADMINISTRATOR, end=dt.date(2025, 12, 31)).user

    assert of(ended) == Shell(initials="LP", closed=tuple(GUARDED))


@pytest.mark.django_db
def test_the_frame_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = an_administrator()

    with django_assert_num_queries(1):
        of(user)


@pytest.mark.django_db
def test_the_navigation_marks_the_section_of_the_page(sign_in: Callable[[User], Client]) -> None:
    page = sign_in(an_administrator()).get("/").content.decode()

    assert '<a href="/" aria-current="page">Hôm nay</a>' in page
    assert page.count('aria-current="page"') == 1
