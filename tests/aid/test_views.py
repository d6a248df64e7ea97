"""Pages: who may see whom, forms that say what to do, and nothing that grows with the rows."""

import json
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.builders.aid import (
    NAME,
    SECRET,
    WAY,
    Village,
    a_village,
    an_approved,
    brought_to,
    surveyed,
    who,
)

from nhanai.aid.models import Address, Need, Sitting, Step, Survey
from nhanai.aid.vocab import AddressState
from nhanai.identity.models import User
from nhanai.people.models import Person

pytestmark = pytest.mark.django_db
ROOT = "/dia-chi-nhan-dao/"
SignIn = Callable[[User], Client]


@pytest.fixture
def village() -> Village:
    return a_village()


def text(client: Client, path: str, **asked: str) -> str:
    answer = client.get(path, asked)
    assert answer.status_code == 200, path
    return answer.content.decode()


def sheet(village: Village, **changed: object) -> dict[str, object]:
    values = {
        "key": str(uuid.uuid4()), "unit": str(village.chapter.pk), "full_name": NAME,
        "birth": "1978", "on": "01/09/2026", "is_household": "HO", "group": "POOR",
        "answers": ["POOR"], "members": "5", "income": "1,2 triệu", "circumstances": SECRET,
        "way": WAY, "need_kind": "FOOD", "need_cost": "500.000", "need_monthly": "on",
        "consent_channel": "WITNESSED", "witness": "Lò Văn Ún",
    }  # fmt: skip
    return {**values, **changed}


def test_a_sheet_becomes_an_address_with_its_need(village: Village, sign_in: SignIn) -> None:
    client = sign_in(village.clerk)

    answer = client.post(f"{ROOT}khao-sat/", sheet(village), follow=True)

    page, address = answer.content.decode(), Address.objects.get()
    assert NAME in page
    assert address.points == 5
    assert (Survey.objects.get().income, Need.objects.get().cost) == (1_200_000, 500_000)
    for hidden in (SECRET, WAY):
        assert hidden not in page


def test_a_phone_sends_a_sheet_twice_and_it_arrives_once(village: Village, sign_in: SignIn) -> None:
    client, sent = sign_in(village.clerk), sheet(village)

    answers = [client.post(f"{ROOT}khao-sat/gui/", sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert len({json.loads(answer.content)["address"] for answer in answers}) == 1
    assert (Survey.objects.count(), Person.objects.count()) == (1, 1)


def test_a_phone_hears_every_fault_and_of_people_alike(village: Village, sign_in: SignIn) -> None:
    client = sign_in(village.clerk)
    client.post(f"{ROOT}khao-sat/gui/", sheet(village))

    wrong = client.post(
        f"{ROOT}khao-sat/gui/", sheet(village, group="", birth="2O10", on="31/02/2026")
    )
    alike = client.post(f"{ROOT}khao-sat/gui/", sheet(village))
    silent = client.post(f"{ROOT}khao-sat/gui/", sheet(village, full_name="Lù A Ký", witness=""))

    told = [json.loads(answer.content) for answer in (wrong, alike, silent)]
    assert [answer.status_code for answer in (wrong, alike, silent)] == [422] * 3
    assert len(told[0]["faults"]) == 3
    assert [one.get("alike", False) for one in told] == [False, True, False]
    assert "làm chứng" in " ".join(told[2]["faults"])
    assert Survey.objects.count() == 1


def test_a_sheet_may_name_an_address_that_is_there(village: Village, sign_in: SignIn) -> None:
    address, client = surveyed(village, who(NAME)), sign_in(village.clerk)
    named = {"code": (address.code or "").lower(), "full_name": "", "consent_channel": ""}

    done = client.post(f"{ROOT}khao-sat/gui/", sheet(village, **named, on="02/09/2026"))
    lost = client.post(f"{ROOT}khao-sat/gui/", sheet(village, **{**named, "code": "DC-99999"}))

    assert (done.status_code, lost.status_code) == (200, 422)
    assert (Survey.objects.count(), Address.objects.count()) == (2, 1)


def test_the_next_survey_begins_with_the_last_but_for_what_is_sensitive(
    village: Village, sign_in: SignIn
) -> None:
    address = surveyed(village, who(NAME))
    path = f"{ROOT}{address.code}/khao-sat/"

    page = text(sign_in(village.clerk), path)

    assert 'value="POOR" id="ks-answers_0" checked' in page
    assert 'value="5"' in page
    assert SECRET not in page


def test_who_sees_no_names_meets_none_by_list_search_page_or_error(
    village: Village, sign_in: SignIn
) -> None:
    address = an_approved(village, who(NAME, hamlet="Bản Nậm Sảo"))
    client = sign_in(village.inspector)

    listed, one = text(client, ROOT), text(client, f"{ROOT}{address.code}/")
    searched = [text(client, ROOT, q=words) for words in ("sung thi chu", "nậm sảo")]
    refused = client.post(f"{ROOT}{address.code}/buoc/", {"on": "24/11/2026", "sang": "PAUSED"})
    opened = client.post(f"{ROOT}{address.code}/mo/")
    journal = text(client, "/nhat-ky/")

    assert f"Hộ số {address.code} tại Xã Pa Tần" in listed
    for page in (listed, one, *searched, refused.content.decode(), journal):
        for word in ("Sùng", "Nậm Sảo", SECRET, WAY):
            assert word not in page
    assert all(str(address.code) not in page.split("<main", 1)[1] for page in searched)
    assert (refused.status_code, opened.status_code) == (422, 403)


def test_another_chapter_does_not_learn_that_an_address_is_there(
    village: Village, sign_in: SignIn
) -> None:
    address = an_approved(village, who(NAME))
    client = sign_in(village.stranger)

    asked = [
        client.get(f"{ROOT}{address.code}/"), client.get(f"{ROOT}{address.code}/khao-sat/"),
        client.post(f"{ROOT}{address.code}/mo/"), client.post(f"{ROOT}{address.code}/buoc/"),
    ]  # fmt: skip
    listed = text(client, ROOT, q=str(address.code))

    assert [answer.status_code for answer in asked] == [404] * 4
    assert f"Hộ số {address.code}" not in listed
    assert NAME not in listed


def test_opening_shows_once_what_is_closed(village: Village, sign_in: SignIn) -> None:
    address = surveyed(village, who(NAME))
    client, path = sign_in(village.head), f"{ROOT}{address.code}/"

    before, opened, after = text(client, path), client.post(f"{path}mo/"), text(client, path)

    assert SECRET in opened.content.decode()
    assert opened.headers["Cache-Control"] == "no-store"
    assert SECRET not in before + after


def test_twenty_are_reviewed_at_one_meeting_and_what_is_wrong_is_told(
    village: Village, sign_in: SignIn
) -> None:
    several = [surveyed(village) for _ in range(3)]
    client, path = sign_in(village.clerk), f"{ROOT}xet/?buoc=REVIEW&don-vi={village.chapter.key}"
    choices = {f"xet-{one.pk}": "DONG_Y" for one in several[:2]}
    said = {"on": "10/09/2026", "place": "Nhà văn hóa bản", "present": "25", "reference": "3/BB"}

    assert "Chưa xét" in text(client, f"{ROOT}xet/", buoc="REVIEW")
    wrong = client.post(path, {**choices, **said, "present": ""})
    done = client.post(path, {**choices, f"xet-{several[2].pk}": "KHONG", **said})

    assert (wrong.status_code, done.status_code) == (422, 302)
    assert "số người dự" in wrong.content.decode()
    assert 'value="DONG_Y" selected' in wrong.content.decode()
    assert sorted(Address.objects.values_list("state", flat=True)) == [
        "CLOSED",
        "REVIEWED",
        "REVIEWED",
    ]
    assert Sitting.objects.get().present == 25


def test_points_are_told_in_words_and_the_whole_way_stands_there(
    village: Village, sign_in: SignIn
) -> None:
    address = an_approved(village, who(NAME))

    page = text(sign_in(village.head), f"{ROOT}{address.code}/")

    assert "+3 vì là hộ nghèo" in page
    assert "chưa kiểm chứng" in page
    assert "24 người dự" in page
    assert "5 điểm theo thang 2026-01" in page


def test_pause_and_end_answer_in_words(village: Village, sign_in: SignIn) -> None:
    address = an_approved(village)
    client, path = sign_in(village.head), f"{ROOT}{address.code}/buoc/"

    silent = client.post(path, {"on": "24/11/2026", "sang": "PAUSED"})
    unclear = client.post(path, {"on": "24/13/2026", "sang": "PAUSED", "note": "Đi xa"})
    client.post(path, {"on": "24/11/2026", "sang": "PAUSED", "note": "Đi xa"})
    client.post(path, {"on": "24/11/2026", "tiep-tuc": "1"})
    client.post(path, {"on": "24/11/2026", "sang": "CLOSED", "reason": "LIFTED"})

    assert (silent.status_code, unclear.status_code) == (422, 422)
    assert "12 tháng" in unclear.content.decode()
    assert list(Step.objects.order_by("pk").values_list("after", flat=True))[3:] == [
        "APPROVED",
        "PAUSED",
        "APPROVED",
        "CLOSED",
    ]


def test_needs_are_added_and_settled(village: Village, sign_in: SignIn) -> None:
    address = surveyed(village)
    client, path = sign_in(village.clerk), f"{ROOT}{address.code}/nhu-cau/"

    wrong = client.post(path, {"need_kind": "", "need_cost": "mười"})
    client.post(path, {"need_kind": "HOUSE", "need_what": "lợp mái", "need_cost": "30 triệu"})
    need = Need.objects.get()
    client.post(f"{ROOT}nhu-cau/{need.pk}/dap-ung/")

    need.refresh_from_db()
    assert wrong.status_code == 422
    assert (need.cost, need.settled_on is not None) == (30_000_000, True)


def test_pages_ask_no_more_of_many_than_of_one(village: Village, sign_in: SignIn) -> None:
    first = surveyed(village)
    client = sign_in(village.officer)
    paths = [ROOT, f"{ROOT}tinh-hinh/", f"{ROOT}xet/?buoc=REVIEW&don-vi={village.chapter.key}",
             f"{ROOT}{first.code}/"]  # fmt: skip
    before = [queries(client, path) for path in paths]

    for _ in range(4):
        surveyed(village)

    assert [queries(client, path) for path in paths] == before
    assert max(before) <= 19


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_the_board_counts_by_state(village: Village, sign_in: SignIn) -> None:
    several = [surveyed(village) for _ in range(3)]
    brought_to(village, AddressState.REVIEWED, several[0])

    page = text(sign_in(village.leader), f"{ROOT}tinh-hinh/")

    assert "Đang mở" in page
    assert f"?don_vi={village.chapter.key}&amp;trang_thai=SURVEYED" in page


def test_somebody_of_the_register_is_surveyed_without_typing_her_name(
    village: Village, sign_in: SignIn
) -> None:
    surveyed(village, who(NAME))
    person = Person.objects.get()
    client = sign_in(village.clerk)
    Address.objects.update(state="CLOSED", close_reason="LIFTED")

    found = text(client, f"{ROOT}tu-so-nguoi/", q="sung chu")
    answer = client.post(
        f"{ROOT}tu-so-nguoi/{person.key}/", sheet(village, full_name="", consent_channel="")
    )

    assert str(person.key) in found
    assert answer.status_code == 302
    assert Address.objects.filter(person=person).count() == 2
