"""All of one kind of what the first page shows the first of."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.builders.documents import AT
from tests.builders.identity import an_appointment
from tests.builders.outgoing import an_issue
from tests.builders.plans import many_said
from tests.builders.reminders import Work, some_work
from tests.builders.units import unit

from nhanai.desk.pages import home
from nhanai.documents.models import Dispatch
from nhanai.identity.models import User
from nhanai.plans import actions as plans
from nhanai.plans.models import Concern
from nhanai.plans.vocab import ConcernKind, ProgressState
from nhanai.reminders.models import Visit

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LATE = "/hom-nay/don-vi-qua-han/"


def soup_of(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def many_late(work: Work, number: int) -> None:
    """So many tasks of Sở Y tế, each some days late."""
    today = timezone.localdate()
    for place in range(1, number + 1):
        work.occurrence(many_said(number)[place - 1].address, due_on=today - dt.timedelta(place))


def test_all_late_work_of_the_units_opens_from_the_first_page(sign_in: SignIn) -> None:
    work = some_work(7)
    many_late(work, 7)
    client = sign_in(work.desk.officer)

    (link,) = soup_of(client, "/").select(f'a[href="{LATE}"]')
    rows = soup_of(client, LATE).select("tbody tr")

    assert link.get_text() == "Xem cả 7 việc"
    states = [str(row.select("td")[-1].get_text()).strip() for row in rows]
    assert states == [f"Trễ {days} ngày" for days in range(7, 0, -1)]


def test_who_leads_no_plan_has_no_list_of_what_others_owe(sign_in: SignIn) -> None:
    work = some_work(1)

    assert sign_in(work.doctor).get(LATE).status_code == 404
    assert sign_in(work.doctor).get("/hom-nay/khac/").status_code == 404


def raised(work: Work, number: int) -> None:
    for place in range(number):
        Concern.objects.create(
            kind=ConcernKind.OBSTACLE,
            task=work.desk.task("III.4.-1"),
            unit=work.desk.office,
            addressed_to=unit("so-y-te"),
            text=f"Chưa có kinh phí {place}.",
            text_folded="chua co kinh phi",
            by=work.desk.officer,
            at=AT + dt.timedelta(minutes=place),
        )


def test_all_concerns_that_wait_for_her_stand_the_oldest_first(sign_in: SignIn) -> None:
    work = some_work(1)
    raised(work, 6)
    client = sign_in(work.doctor)

    assert soup_of(client, "/").select_one('a[href="/hom-nay/kien-nghi/"]')
    rows = soup_of(client, "/hom-nay/kien-nghi/").select(".rows b")
    assert [row.get_text() for row in rows] == [f"Chưa có kinh phí {n}." for n in range(6)]


def test_all_that_was_said_since_her_last_visit_opens_and_no_more(sign_in: SignIn) -> None:
    work = some_work(1)
    now = timezone.now()
    row = work.occurrence("III.4.-1", due_on=timezone.localdate())
    for hours in (30, *range(6)):
        plans.update(
            occurrence=row, state=ProgressState.IN_PROGRESS, token=uuid.uuid4(),
            text=f"Đã khám {hours} bản.", by=work.desk.officer, at=now - dt.timedelta(hours=hours),
        )  # fmt: skip
    Visit.objects.create(user=work.doctor, seen_at=now - dt.timedelta(days=1))
    client = sign_in(work.doctor)

    (link,) = soup_of(client, "/").select('#moi a[href^="/hom-nay/moi/"]')
    rows = soup_of(client, str(link["href"])).select(".rows b")

    assert [row.get_text() for row in rows] == [f"Đã khám {hours} bản." for hours in range(6)]
    assert len(soup_of(client, "/hom-nay/moi/?tu=xx").select(".rows b")) == 7


def test_more_late_work_asks_no_more_questions(sign_in: SignIn) -> None:
    work = some_work(12)
    client = sign_in(work.desk.officer)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(LATE)
        return len(seen)

    many_late(work, 2)
    asked()
    few = asked()
    for place in range(3, 13):
        day = timezone.localdate() - dt.timedelta(place)
        work.occurrence(many_said(12)[place - 1].address, due_on=day)

    assert asked() == few <= 12


def test_a_document_sent_to_her_unit_waits_until_its_receipt_is_given(sign_in: SignIn) -> None:
    there = an_appointment()
    issued = an_issue(to=[there.unit])
    client = sign_in(there.user)
    (figure,) = soup_of(client, "/").select(".sum a")
    assert (figure["href"], figure.get_text()) == (
        "/van-ban/gui-den/?nhan=chua-nhan",
        "1 văn bản gửi đến chờ xác nhận đã nhận",
    )
    assert issued.subject in client.get(str(figure["href"])).text

    row = Dispatch.objects.get()
    client.post(f"/van-ban/gui-den/{row.pk}/da-nhan/")

    assert home.load(there.user, today=timezone.localdate()).to_receive == 0
