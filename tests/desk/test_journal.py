"""The journal as it is read: by whom, in which words, found how."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Protocol

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.builders.identity import a_user, a_workplace, an_administrator, an_appointment
from tests.builders.journal import AT, a_line, a_subject

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


class Answer(Protocol):
    """What the test client gives back."""

    @property
    def content(self) -> bytes: ...


def rows(response: Answer) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [re.sub(r"\s+", " ", row.get_text(" ")).strip() for row in soup.select("tbody tr")]


def test_a_line_is_read_in_vietnamese_with_the_old_and_the_new(sign_in: SignIn) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    a_workplace(key="lc-so-y-te", name="Sở Y tế")
    a_line(
        verb="identity.appointed",
        by="Lò Thị Hạnh",
        old={"role": "CHAPTER_CLERK", "unit": "lc-so-y-te", "end": None},
        new={"role": "AGENCY_OFFICER", "unit": "lc-so-y-te", "end": "2027-01-01", "bare": "x"},
        note="Theo quyết định",
    )

    response = sign_in(an_administrator(province=province)).get("/nhat-ky/")

    line = "09:30 24/11/2026 Bổ nhiệm Lò Thị Hạnh Nghị quyết 1670 Chi tiết dòng 1"
    role = "Vai trò: Cán bộ Hội cơ sở → Cán bộ cơ quan, đơn vị"
    assert rows(response) == [f"{line} Theo quyết định Đến trước ngày: 01/01/2027 {role}"]


def test_lines_are_found_by_words_verb_person_and_day(sign_in: SignIn) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    hanh = an_appointment(
        user=a_user(full_name="Lò Thị Hạnh"), role=Role.INSPECTOR, unit=province
    ).user
    a_line(by=hanh, subject=a_subject(1, title="một"), verb="identity.password_changed")
    a_line(by="Khác", subject=a_subject(2, title="hai"), at=AT + dt.timedelta(days=1))
    client = sign_in(an_administrator(province=province))

    def found(**asked: str) -> list[str]:
        return [
            word
            for row in rows(client.get("/nhat-ky/", asked))
            for word in ("một", "hai")
            if word in row.split()
        ]

    assert found() == ["hai", "một"]
    assert found(q="mot") == ["một"]
    assert found(viec="identity.password_changed") == ["một"]
    assert found(nguoi="hanh") == ["một"]
    assert found(nguoi="zzz") == []
    assert found(tu="25/11/2026") == ["hai"]
    assert found(den="24/11/2026") == ["một"]
    assert found(q="không có gì như vậy") == []


def test_a_day_that_is_no_day_is_pointed_out_and_the_list_stays(sign_in: SignIn) -> None:
    a_line()

    response = sign_in(an_administrator()).get("/nhat-ky/", {"tu": "31/02/2026"})

    assert (response.status_code, len(rows(response))) == (200, 1)
    assert "Viết ngày như 01/7/2026." in response.content.decode()


def test_who_reads_for_a_part_reads_the_lines_of_that_part_and_her_own(sign_in: SignIn) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    office = a_workplace(kind=UnitKind.CHAPTER, under=province, line=Line.RED_CROSS)
    leader = an_appointment(role=Role.PROVINCE_LEADER, unit=office).user
    a_line(subject=a_subject(title="của-hội"), unit_key=office.key)
    a_line(subject=a_subject(title="của-sở"), unit_key=a_workplace(under=province).key)
    a_line(subject=a_subject(title="của-tôi"), by=leader)
    a_line(subject=a_subject(title="không-của-ai"))

    partly = rows(sign_in(leader).get("/nhat-ky/"))
    wholly = rows(sign_in(an_administrator(province=province)).get("/nhat-ky/"))

    assert [row.split(" ")[-1] for row in partly] == ["của-tôi", "của-hội"]
    assert len(wholly) == 4


def test_the_page_costs_the_same_for_any_number_of_lines(
    sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(an_administrator())
    a_line()
    with django_assert_num_queries(6) as one:
        client.get("/nhat-ky/")
    for _ in range(30):
        a_line(new={"unit": a_workplace().key})

    with django_assert_num_queries(len(one)):
        response = client.get("/nhat-ky/")

    assert len(rows(response)) == 25


def test_who_may_not_read_the_journal_is_refused(sign_in: SignIn) -> None:
    response = sign_in(an_appointment(role=Role.AGENCY_OFFICER).user).get("/nhat-ky/")

    assert response.status_code == 403
