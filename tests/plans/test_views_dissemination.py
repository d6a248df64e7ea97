"""Pages on making a plan known, on giving work down, and on where nobody has it."""

import datetime as dt
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.builders.carrying import a_ladder
from tests.builders.plans import AT
from tests.builders.units import a_unit
from tests.plans.test_actions_dissemination import met, sent
from tests.plans.test_actions_giving import a_lower_plan, given

from nhanai.identity.models import User
from nhanai.plans.models import Attendance, Carrying, Conference, Dissemination, Occurrence, Reader
from nhanai.units.vocab import Line

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def soup_of(content: bytes) -> BeautifulSoup:
    """The page as a reader has it."""
    return BeautifulSoup(content, "html.parser")


def said(soup: BeautifulSoup, selector: str) -> list[str]:
    """What stands in each place, on one line."""
    return [" ".join(one.get_text(" ").split()) for one in soup.select(selector)]


def test_a_plan_is_sent_to_a_group_and_to_a_unit_that_was_looked_for(sign_in: SignIn) -> None:
    ladder = a_ladder()
    client = sign_in(ladder.desk.officer)
    here = reverse("plans:disseminate", args=[ladder.desk.plan.pk])
    form = soup_of(client.get(here).content)
    looked = client.post(here, {"tim": "gddt giao duc", "tim-don-vi": "1", "nhom": "hoi"})

    assert said(form, "fieldset .ck") == [
        "Các đơn vị được giao việc trong kế hoạch (1)",
        "Các tổ chức Hội cấp dưới (3)",
    ]
    assert looked.status_code == 200
    other = a_unit("Sở Nội vụ", key="so-noi-vu")
    found = soup_of(client.post(here, {"tim": "noi vu", "tim-don-vi": "1", "nhom": "hoi"}).content)
    assert said(found, "label[for^='dv-']") == ["Sở Nội vụ"]
    assert found.select_one("input[name=nhom][value=hoi][checked]") is not None

    client.post(here, {"tu": ladder.desk.office.pk, "nhom": "hoi", "don_vi": other.pk})

    units = Reader.objects.order_by("unit__key").values_list("unit", flat=True).distinct()
    assert set(units) == {*(one.pk for one in ladder.chapters), ladder.branch.pk, other.pk}


def test_a_plan_is_not_sent_to_nobody(sign_in: SignIn) -> None:
    ladder = a_ladder()
    client = sign_in(ladder.desk.officer)

    answer = client.post(
        reverse("plans:disseminate", args=[ladder.desk.plan.pk]), {"tu": ladder.desk.office.pk}
    )

    assert answer.status_code == 422
    assert "Hãy chọn ít nhất một đơn vị nhận." in answer.text
    assert not Dissemination.objects.exists()


def test_who_was_asked_reads_the_plan_and_says_so(sign_in: SignIn) -> None:
    ladder = a_ladder()
    sent(ladder, *ladder.chapters)
    client = sign_in(ladder.heads[0])
    plan = reverse("plans:detail", args=[ladder.desk.plan.pk])
    page = soup_of(client.get(plan).content)
    assert said(page, ".note form button") == ["Tôi đã đọc kế hoạch này"]
    assert said(page, "tbody td.k") == ["III.4.-1", "III.4.-2"]

    answer = client.post(reverse("plans:acknowledge", args=[ladder.desk.plan.pk]), follow=True)

    assert soup_of(answer.content).select_one(".note form button") is None
    known = soup_of(
        sign_in(ladder.desk.officer)
        .get(reverse("plans:dissemination", args=[ladder.desk.plan.pk]))
        .content
    )
    assert said(known, ".sum")[0].startswith("1 trong 2 người của 2 đơn vị đã xác nhận đọc")
    assert said(known, "nav[aria-label='Đã đọc đến đâu'] a") == [
        "Tất cả 2",
        "Còn người chưa đọc 1",
        "Đã đọc đủ 1",
        "Chưa có tài khoản 0",
    ]


def test_a_conference_is_recorded_with_the_people_of_each_unit(sign_in: SignIn) -> None:
    ladder = a_ladder()
    client = sign_in(ladder.desk.officer)
    here = reverse("plans:record-conference", args=[ladder.desk.plan.pk])
    first = ladder.chapters[0]

    refused = client.post(
        here, {"tu": ladder.desk.office.pk, "ngay": "20/11/2026", "noi": "Hội trường"}
    )
    done = client.post(
        here,
        {
            "tu": ladder.desk.office.pk,
            "ngay": "20/11/2026",
            "noi": "Hội trường",
            f"du-{first.pk}": "12",
            f"du-{ladder.chapters[1].pk}": "",
        },
    )

    assert refused.status_code == 422
    assert "ít nhất một đơn vị dự" in refused.text
    assert done.status_code == 302
    assert list(Attendance.objects.values_list("unit", "persons")) == [(first.pk, 12)]
    assert Conference.objects.get().place == "Hội trường"


def test_a_conference_is_withdrawn_and_shown_so_and_its_people_count_no_more(
    sign_in: SignIn,
) -> None:
    ladder = a_ladder()
    sent(ladder, *ladder.chapters)
    held = met(ladder)
    client = sign_in(ladder.desk.officer)
    here = reverse("plans:dissemination", args=[ladder.desk.plan.pk])
    act = reverse("plans:withdraw-conference", args=[held.pk])
    before = soup_of(client.get(here).content)
    assert said(before, "td[data-l='Dự họp']") == ["12", "9"]
    assert [form["action"] for form in before.select("#hn form")] == [act]

    nameless = client.post(act, {"ly_do": " "}, follow=True)
    done = client.post(act, {"ly_do": "Ghi nhầm kế hoạch."}, follow=True)

    assert "Hãy ghi một câu vì sao" in nameless.text
    after = soup_of(done.content)
    assert said(after, "td[data-l='Dự họp']") == ["", ""]
    assert "chưa ghi hội nghị nào" in said(after, ".sum")[0]
    (row,) = said(after, "#hn li")
    assert "Đã rút lại" in row
    assert "không tính nữa: Ghi nhầm kế hoạch." in row
    assert not after.select("#hn form")


def test_who_does_not_make_the_plan_known_cannot_withdraw_a_conference(sign_in: SignIn) -> None:
    ladder = a_ladder()
    sent(ladder, ladder.chapters[0])
    held = met(ladder)
    client = sign_in(ladder.heads[0])
    here = reverse("plans:dissemination", args=[ladder.desk.plan.pk])
    assert not soup_of(client.get(here).content).select("#hn form")

    client.post(reverse("plans:withdraw-conference", args=[held.pk]), {"ly_do": "Nhầm."})

    held.refresh_from_db()
    assert held.withdrawn_at is None


def test_the_page_takes_as_many_queries_for_many_units_as_for_one(sign_in: SignIn) -> None:
    ladder = a_ladder()
    sent(ladder, ladder.branch)
    met(ladder)
    client = sign_in(ladder.desk.officer)
    address = reverse("plans:dissemination", args=[ladder.desk.plan.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    sent(ladder, *ladder.chapters[:2])
    met(ladder)

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)


def test_work_is_given_down_and_taken_back_on_its_page(sign_in: SignIn) -> None:
    ladder = a_ladder()
    work = ladder.work()
    client = sign_in(ladder.desk.officer)
    here = reverse("plans:hand-down", args=[work.pk])
    form = soup_of(client.get(here).content)
    assert said(form, ".picks .ck") == [
        "Chi hội bản Nậm Tiến",
        "Hội xã Pa Tần",
        "Hội xã Sìn Hồ",
    ]

    client.post(here, {"don_vi": [ladder.chapters[0].pk], "loi_giao": "Khám tại bản."})
    child = Occurrence.objects.get(parent=work)
    page = soup_of(client.get(here).content)
    nobody = client.post(here, {"loi_giao": "Không ai."})

    assert child.instruction == "Khám tại bản."
    assert said(page, "#dg li b") == ["Hội xã Pa Tần"]
    assert nobody.status_code == 422
    client.post(reverse("plans:take-back-handing", args=[child.pk]))
    assert not Occurrence.objects.filter(parent=work).exists()


def test_work_is_given_as_in_the_period_before(sign_in: SignIn) -> None:
    ladder = a_ladder()
    given(ladder, ladder.work(start=dt.date(2026, 7, 1)), ladder.chapters[0])
    now = ladder.work()
    client = sign_in(ladder.desk.officer)
    page = soup_of(client.get(reverse("plans:hand-down", args=[now.pk])).content)
    assert "Kỳ trước giao cho 1 đơn vị" in page.get_text()

    client.post(reverse("plans:hand-down-as-before", args=[now.pk]))

    assert Occurrence.objects.get(parent=now).unit == ladder.chapters[0]


def test_those_below_do_not_see_the_page_of_the_office(sign_in: SignIn) -> None:
    ladder = a_ladder()
    work = ladder.work()

    answer = sign_in(ladder.heads[0]).get(reverse("plans:hand-down", args=[work.pk]))

    assert answer.status_code == 404


def test_a_task_is_linked_to_one_above_among_those_that_she_sees(sign_in: SignIn) -> None:
    ladder = a_ladder()
    lower = a_lower_plan(ladder).tasks.get()
    above = ladder.desk.task("III.4.-1")
    client = sign_in(ladder.heads[0])
    here = reverse("plans:upper", args=[lower.pk])
    assert said(soup_of(client.get(here).content), "button[name=cap_tren]") == []
    sent(ladder, ladder.chapters[0])

    offered = soup_of(client.get(here).content)
    named = soup_of(client.get(here, {"q": "hien mau"}).content)
    client.post(reverse("plans:link-upper", args=[lower.pk]), {"cap_tren": above.pk})

    assert [b["value"] for b in offered.select("button[name=cap_tren]")] == [str(above.pk)]
    assert [b["value"] for b in named.select("button[name=cap_tren]")] == [
        str(ladder.desk.task("III.4.-2").pk)
    ]
    assert Carrying.objects.get().upper == above
    task = soup_of(client.get(reverse("plans:task", args=[lower.pk])).content)
    assert "Thực hiện nhiệm vụ cấp trên" in task.get_text()
    client.post(reverse("plans:unlink-upper", args=[lower.pk]), {"cap_tren": above.pk})
    assert not Carrying.objects.exists()


def test_coverage_says_first_how_many_and_where_nobody_has_it(sign_in: SignIn) -> None:
    ladder = a_ladder()
    client = sign_in(ladder.desk.officer)
    here = reverse("plans:coverage", args=[ladder.desk.plan.pk])

    page = soup_of(client.get(here).content)
    none = soup_of(client.get(here, {"loc": "du"}).content)

    first = (
        "Trong 1 nhiệm vụ có đơn vị dưới phải làm, 0 đã đến đủ các đơn vị,"
        " 0 mới đến một phần, 1 chưa có ai ."
    )
    assert said(page, ".sum") == [first]
    assert said(page, "tbody details p") == ["Hội xã Pa Tần; Hội xã Sìn Hồ"]
    assert none.select("tbody") == []


def test_coverage_takes_as_many_queries_for_many_units_as_for_few(sign_in: SignIn) -> None:
    ladder = a_ladder()
    work = ladder.work()
    given(ladder, work, ladder.chapters[0])
    client = sign_in(ladder.desk.officer)
    address = reverse("plans:coverage", args=[ladder.desk.plan.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    more = [a_unit(f"Hội xã {n}", parent=ladder.desk.office, line=Line.RED_CROSS) for n in range(4)]
    given(ladder, work, *more, at=AT)

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)


def test_coverage_is_for_those_who_follow_the_plan(sign_in: SignIn) -> None:
    ladder = a_ladder()
    sent(ladder, *ladder.chapters)

    answer = sign_in(ladder.heads[0]).get(reverse("plans:coverage", args=[ladder.desk.plan.pk]))

    assert answer.status_code == 404
