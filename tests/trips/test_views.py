"""Trips on the screen: a group without an account, everybody, and the desk."""

import datetime as dt
from collections.abc import Callable
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.builders.aid import AT, TODAY, Village, a_village
from tests.builders.trips import PHONE, came, confirmed, values, written

from nhanai.base.wording import words_of
from nhanai.identity.models import User
from nhanai.sending.actions import opened
from nhanai.trips import actions, pages
from nhanai.trips.actions import FOLLOW, FORM, ResultValues
from nhanai.trips.models import Trip
from nhanai.trips.vocab import TripState

pytestmark = pytest.mark.django_db
PUBLIC, DESK = "/cong-khai/chuyen-tro-giup/", "/chuyen-tro-giup/"
ENGLISH = words_of("en", "nhanai.web", "nhanai.trips")


def phrase(form: str) -> str:
    """Of a form that was opened half a minute ago."""
    return opened(form, at=timezone.now() - dt.timedelta(seconds=30))


def said(village: Village, **changed: str) -> dict[str, str]:
    """What a group fills in."""
    assert village.chapter.territory is not None
    soon = timezone.localdate() + dt.timedelta(days=14)
    return {
        "group": "Nhóm Áo Ấm", "contact": PHONE, "name": "", "hamlet": "Bản Nậm Sập",
        "commune": village.chapter.territory.key, "on": f"{soon:%Y-%m-%d}", "what": "100 suất gạo",
        "households": "100", "worth": "50.000.000", "may_name": "on", "agreed": "on",
        "phrase": phrase(FORM), **changed,
    }  # fmt: skip


def text_of(client: Client, path: str, **asked: str) -> str:
    """What a page says."""
    return unescape(client.get(path, asked).content.decode())


def test_a_group_registers_without_a_cookie_follows_by_its_code_and_withdraws(
    client: Client,
) -> None:
    village = a_village()

    page = client.get("/en/chuyen-tro-giup/dang-ky/")
    wrong = client.post(
        "/en/chuyen-tro-giup/dang-ky/", said(village, households="vài chục", contact="call")
    )
    robot = client.post("/en/chuyen-tro-giup/dang-ky/", said(village, website="http://x"))
    sent = client.post("/en/chuyen-tro-giup/dang-ky/", said(village))

    trip = Trip.objects.get()
    code = sent.content.decode().partition('id="code">')[2].partition("<")[0]
    follow = "/en/chuyen-tro-giup/theo-doi/"
    unknown = client.post(follow, {"code": "CT-2222-2222-2222", "phrase": phrase(FOLLOW)})
    seen = client.post(follow, {"code": code.lower(), "phrase": phrase(FOLLOW)})
    bad = client.post(f"{follow}doi/", {**said(village), "code": code, "on": "hôm nào"})
    changed = client.post(f"{follow}doi/", {**said(village), "code": code, "households": "80"})
    early = client.post(f"{follow}ket-qua/", {"code": code, "on": f"{trip.on:%Y-%m-%d}",
                                             "what": "Gạo", "households": "5"})  # fmt: skip
    gone = client.post(f"{follow}rut/", {"code": code})

    answers = (page, wrong, robot, sent, unknown, seen, bad, changed, early, gone)
    assert [one.status_code for one in answers] == [
        200, 422, 422, 200, 404, 200, 422, 200, 422, 200
    ]  # fmt: skip
    assert not any(one.cookies for one in answers)
    assert {ENGLISH["count_wanted"], ENGLISH["contact_wanted"]} <= {
        unescape(part.strip()) for part in wrong.content.decode().replace("<", ">").split(">")
    }
    assert (trip.language, trip.way) == ("en", "WEB")
    assert code not in seen.request["PATH_INFO"]
    assert PHONE not in seen.content.decode() + gone.content.decode()
    trip.refresh_from_db()
    assert (trip.state, trip.households) == (TripState.WITHDRAWN, 80)
    assert ENGLISH["done_withdrawn"] in unescape(gone.content.decode())
    assert max(len(one.content) for one in answers) < 60_000


def test_everybody_reads_of_confirmed_trips_and_results_but_reaches_nobody(
    client: Client,
) -> None:
    village = a_village()
    day = timezone.localdate()
    told = {"on": day + dt.timedelta(days=3), "at": timezone.now()}
    trips = [
        actions.register(
            values=values(village, on=told["on"], what=f"Gạo, gọi {PHONE}", **changed),
            agreed=True, came=came(timezone.now()), at=timezone.now(),
        )
        for changed in ({}, {"may_name": False, "group": "Nhà ông Pao"}, {"group": "Nhóm chưa"})
    ]  # fmt: skip
    first, second, _ = Trip.objects.order_by("pk")
    before = text_of(client, PUBLIC)
    for one in (first, second):
        actions.confirm(trip=one, answer="", by=village.officer, at=timezone.now())
    shown = text_of(client, PUBLIC)
    kept = client.get(PUBLIC)
    other = text_of(client, PUBLIC, xa="không-có")
    with CaptureQueriesContext(connection) as asked:
        again = client.get(PUBLIC, headers={"if-none-match": kept["ETag"]})
    count = len(asked)
    actions.withdraw(trip=first, by=None, at=timezone.now())
    after = text_of(client, "/en/chuyen-tro-giup/")

    assert len(trips) == 3
    assert "Nhóm Áo Ấm" not in before
    assert "Nhóm Áo Ấm" in shown
    assert other.count("Nhóm Áo Ấm") == 1
    assert not any(word in shown for word in ("0912", "Pao", "Nhóm chưa", "Tẩn"))
    assert (again.status_code, count) == (304, 1)
    assert "Nhóm Áo Ấm" not in after
    assert ENGLISH["unnamed_group"] in after
    assert len(shown.encode()) < 60_000


def test_the_desk_answers_a_group_and_writes_down_what_was_given(
    sign_in: Callable[[User], Client],
) -> None:
    village = a_village()
    client = sign_in(village.officer)
    commune = said(village)["commune"]
    fresh = {**said(village), "way": "PHONE", "on": f"{timezone.localdate():%d/%m/%Y}"}

    empty = client.post(f"{DESK}moi/", {**fresh, "group": "", "households": "nhiều"})
    made = client.post(f"{DESK}moi/", fresh)
    trip = Trip.objects.get()
    here = f"{DESK}{trip.pk}/"
    unfilled = client.post(f"{here}de-nghi/", {"commune": commune, "on": "", "answer": ""})
    same = client.post(f"{here}de-nghi/", {"commune": commune, "on": fresh["on"], "answer": "Đông"})
    assert client.post(f"{here}xac-nhan/", {"answer": "Trưởng bản đón"}).status_code == 302
    twice = client.post(f"{here}tu-choi/", {"answer": "Thôi"})
    result = {"on": fresh["on"], "what": "95 suất gạo", "households": "95", "worth": ""}
    assert client.post(f"{here}ket-qua/", {**result, "households": "0"}).status_code == 422
    assert client.post(f"{here}ket-qua/", result).status_code == 302

    assert [one.status_code for one in (empty, made, unfilled, same, twice)] == [
        422, 200, 422, 422, 422
    ]  # fmt: skip
    assert "CT-" in made.content.decode()
    assert "Chọn xã khác hoặc ngày khác" in unescape(same.content.decode())
    page, listed = text_of(client, here), text_of(client, DESK, q="ao am")
    assert "95 suất gạo" in page
    assert PHONE in page
    assert trip.number in listed
    assert trip.number not in text_of(client, DESK, q="không đâu có")
    assert client.post(f"{here}gi-do/").status_code == 404


def test_who_may_not_answer_sees_no_contact_and_no_button(
    sign_in: Callable[[User], Client],
) -> None:
    village = a_village()
    trip = written(village)
    client = sign_in(village.inspector)

    page = text_of(client, f"{DESK}{trip.pk}/")

    assert trip.number in page
    assert PHONE not in page
    assert '<form method="post" action="/chuyen' not in page
    assert client.post(f"{DESK}{trip.pk}/rut/").status_code == 422
    assert client.get(f"{DESK}{trip.pk}/sua/").status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_trips(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    village = a_village()
    trip = written(village)
    for number in range(12):
        confirmed(village, hamlet=f"Bản {number}", on=trip.on + dt.timedelta(days=number % 5))
    done = confirmed(village)
    result = ResultValues(TODAY, "Gạo", 5)
    actions.tell_result(trip=done, values=result, by=village.officer, at=AT)

    with django_assert_max_num_queries(6):
        listed = pages.listing(village.officer, "", "", today=TODAY, number=1)
    with django_assert_max_num_queries(6):
        public = pages.public_list(TODAY, commune="", number=1)
    with django_assert_max_num_queries(14):
        one = pages.one(trip, village.officer, today=TODAY)

    assert (len(listed.rows), len(one.near)) == (14, 13)
    assert sum(len(rows) for _, rows in public.weeks) == 12
    assert len(public.given) == 1


def test_the_first_page_says_how_many_groups_wait_for_her_answer(
    sign_in: Callable[[User], Client],
) -> None:
    village = a_village()
    written(village)
    confirmed(village)

    office = text_of(sign_in(village.officer), "/")
    chapter = text_of(sign_in(village.clerk), "/")

    assert "1 đoàn chờ trả lời" in office
    assert "đoàn chờ trả lời" not in chapter
