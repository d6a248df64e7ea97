"""Who leaves hands over what is open; who comes finds it."""

import datetime as dt
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from tests.builders.identity import a_user, a_workplace, an_administrator
from tests.builders.reminders import Work, some_work

from nhanai.identity import queries as identity
from nhanai.identity.models import Appointment, User
from nhanai.units.models import Lineage, Unit
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def a_leaver() -> tuple[Work, Appointment]:
    """An officer of an agency with one piece of open work."""
    work = some_work(2)
    work.occurrence("III.4.-1", due_on=dt.date(2026, 12, 15))
    return work, Appointment.objects.get(user=work.doctor)


def text_of(answer: object) -> str:
    soup = BeautifulSoup(answer.content, "html.parser")  # type: ignore[attr-defined]  # an answer
    return " ".join(soup.get_text(" ").split())


def an_administrator_above() -> User:
    """Who manages the accounts of the agency."""
    agency = Unit.objects.get(key="so-y-te")
    province = a_workplace(kind=UnitKind.PROVINCE, start=agency.start)
    Lineage.objects.create(
        ancestor=province, descendant=agency, line=Line.STATE, depth=1, start=agency.start
    )
    return an_administrator(province=province)


def said(**changes: str) -> dict[str, str]:
    usual = {"last_day": timezone.localdate().strftime("%d/%m/%Y"), "handover": "Hồ sơ ở tủ số 2."}
    return {**usual, **changes}


def test_the_page_lists_what_is_open(sign_in: SignIn) -> None:
    _, term = a_leaver()

    text = text_of(sign_in(an_administrator_above()).get(f"/ban-giao/{term.pk}/"))

    assert "Việc đang mở của đơn vị" in text
    assert "Tổ chức đợt khám bệnh nhân đạo thứ 1. (chưa bắt đầu, hạn 15/12/2026)" in text


def test_the_successor_begins_the_day_after_and_finds_everything(sign_in: SignIn) -> None:
    _, term = a_leaver()
    heir = a_user(full_name="Tao Thị Pánh")
    client = sign_in(an_administrator_above())

    answer = client.post(f"/ban-giao/{term.pk}/", said(successor=str(heir.pk)), follow=True)

    term.refresh_from_db()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert term.end == tomorrow
    assert term.handover.startswith("Hồ sơ ở tủ số 2.\n\nNgười nhận bàn giao: Tao Thị Pánh.")
    assert "- Việc đang mở của đơn vị: Tổ chức đợt khám" in term.handover
    taken = Appointment.objects.get(user=heir)
    assert (taken.role, taken.unit_id, taken.start) == (term.role, term.unit_id, tomorrow)
    assert list(identity.handed_over_to(heir, today=tomorrow)) == [term]
    assert "Biên bản bàn giao" in text_of(answer)
    assert "NGƯỜI NHẬN" in text_of(answer)


def test_without_a_successor_it_only_ends(sign_in: SignIn) -> None:
    _, term = a_leaver()

    sign_in(an_administrator_above()).post(f"/ban-giao/{term.pk}/", said(successor=""))

    term.refresh_from_db()
    assert term.end is not None
    assert Appointment.objects.filter(unit=term.unit).count() == 1


def test_without_words_nothing_happens(sign_in: SignIn) -> None:
    _, term = a_leaver()

    answer = sign_in(an_administrator_above()).post(f"/ban-giao/{term.pk}/", said(handover=""))

    term.refresh_from_db()
    assert answer.status_code == 422
    assert term.end is None


def test_when_the_successor_cannot_begin_the_predecessor_does_not_end(sign_in: SignIn) -> None:
    _, term = a_leaver()
    heir = a_user(full_name="Tao Thị Pánh")
    Unit.objects.filter(pk=term.unit_id).update(end=timezone.localdate() + dt.timedelta(days=1))

    answer = sign_in(an_administrator_above()).post(
        f"/ban-giao/{term.pk}/", said(successor=str(heir.pk))
    )

    term.refresh_from_db()
    assert answer.status_code == 422
    assert term.end is None
    assert not Appointment.objects.filter(user=heir).exists()


def test_a_hand_over_beyond_her_reach_is_not_found(sign_in: SignIn) -> None:
    work, _ = a_leaver()

    assert sign_in(work.doctor).get("/ban-giao/999999/").status_code == 403
