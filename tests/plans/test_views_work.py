"""The page of the work as people use it."""

import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests.builders.plans import AT, Desk, Said
from tests.builders.progress import DAY, YEARLY, a_desk, an_update, somebody_at, work
from tests.builders.units import unit

from nhanai.identity.models import User
from nhanai.plans import actions
from nhanai.plans.models import Concern, Evidence, Occurrence, Target, Update
from nhanai.plans.rules.evidence import Given
from nhanai.plans.vocab import ProgressState
from nhanai.web.uploads import OVERSIZED

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def address(row: Occurrence) -> str:
    return f"/ke-hoach/viec/{row.pk}/"


def sent(client: Client, row: Occurrence, **said: Any) -> Any:  # noqa: ANN401 (Django's answer)
    values = {"token": str(uuid.uuid4()), "state": "IN_PROGRESS", "text": "Đã khám.", **said}
    return client.post(address(row), values)


def test_the_page_says_what_is_asked_and_offers_the_answers(sign_in: SignIn) -> None:
    desk = a_desk(YEARLY)
    client = sign_in(somebody_at(unit("so-y-te")))

    answer = client.get(address(work(desk)))

    text = answer.content.decode()
    assert "Báo cáo kết quả trước ngày 15/12 hằng năm." in text
    for word in (
        "Đang thực hiện",
        "Chờ đơn vị khác",
        "Hoàn thành",
        "Không phát sinh",
        "15/12/2026",
    ):
        assert word in text
    assert "Đã hủy" not in text
    assert "Sở Giáo dục và Đào tạo" in text


def test_who_follows_the_plan_may_also_cancel(sign_in: SignIn) -> None:
    desk = a_desk()

    assert "Đã hủy" in sign_in(desk.officer).get(address(work(desk))).content.decode()


def test_an_update_with_a_file_and_a_link_is_kept_and_shown(sign_in: SignIn) -> None:
    desk = a_desk()
    client = sign_in(somebody_at(unit("so-y-te")))
    file = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 bien ban")

    answer = sent(client, work(desk), file=[file], links="https://baolaichau.vn/1\n\n")

    assert answer.status_code == 302
    text = client.get(address(work(desk))).content.decode()
    assert "Đã khám." in text
    assert "bien-ban" in text
    assert "baolaichau.vn" in text


def test_sending_twice_makes_one_update_and_one_concern(sign_in: SignIn) -> None:
    desk = a_desk()
    client = sign_in(somebody_at(unit("so-y-te")))
    values = {
        "token": str(uuid.uuid4()),
        "concern": "Chưa có kinh phí.",
        "concern_kind": "OBSTACLE",
        "concern_to": str(desk.office.pk),
    }

    for _ in range(2):
        sent(client, work(desk), **values)

    assert (Update.objects.count(), Concern.objects.count()) == (1, 1)
    assert Concern.objects.get().addressed_to == desk.office


def test_who_enters_for_another_unit_may_also_say_what_hinders_it(sign_in: SignIn) -> None:
    desk = a_desk()
    client = sign_in(desk.officer)

    answer = sent(
        client, work(desk), concern="Chưa có kinh phí.", concern_kind="OBSTACLE",
        concern_to=str(desk.office.pk),
    )  # fmt: skip

    assert answer.status_code == 302
    concern = Concern.objects.get()
    assert (concern.unit.key, concern.by) == ("so-y-te", desk.officer)
    assert Update.objects.get().is_on_behalf
    page = client.get(f"/ke-hoach/vuong-mac/{concern.pk}/").content.decode()
    assert "Lò Thị Hạnh nhập thay" in page


def test_what_is_missing_is_said_beside_its_field_and_what_was_written_stays(
    sign_in: SignIn,
) -> None:
    desk = a_desk()
    client = sign_in(somebody_at(unit("so-y-te")))

    answer = sent(client, work(desk), text="Đang xin ý kiến.", links="sai")

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Đang xin ý kiến." in text
    assert "chưa đúng" in text
    assert not Update.objects.exists()


def test_a_concern_that_is_refused_keeps_the_update_out(sign_in: SignIn) -> None:
    desk = a_desk()
    client = sign_in(somebody_at(unit("so-y-te")))

    answer = sent(client, work(desk), concern="Thiếu người.", concern_to=str(unit("so-gddt").pk))

    assert answer.status_code == 422
    assert not Update.objects.exists()


def test_a_number_is_read_as_it_is_written_here(sign_in: SignIn) -> None:
    desk = a_desk()
    actions.set_target(
        task=desk.task("III.4.-1"), name="Khám", measured_in="lượt người", value=Decimal(5000),
        by=desk.officer, at=AT,
    )  # fmt: skip
    client = sign_in(somebody_at(unit("so-y-te")))

    sent(client, work(desk), quantity="1.749")

    assert Update.objects.get().quantity == 1749
    text = client.get(address(work(desk))).content.decode()
    assert "1.749 trên 5.000 lượt người, 34 %" in text


def test_a_number_that_is_none_is_asked_for_again(sign_in: SignIn) -> None:
    desk = a_desk()
    actions.set_target(
        task=desk.task("III.4.-1"), name="Khám", measured_in="lượt", value=Decimal(5),
        by=desk.officer, at=AT,
    )  # fmt: skip

    answer = sent(sign_in(desk.officer), work(desk), quantity="nhiều")

    assert answer.status_code == 422
    assert not Update.objects.exists()


def test_the_words_of_the_period_before_are_taken_over_on_request(sign_in: SignIn) -> None:
    desk = a_desk(YEARLY)
    by = somebody_at(unit("so-y-te"))
    an_update(work(desk), text="Năm nay khám 3 đợt.", by=by)
    actions.open_occurrences(plan=desk.plan, by="Máy", at=AT + 40 * DAY)
    client = sign_in(by)

    plain = client.get(address(work(desk, at=1))).content.decode()
    copied = client.get(address(work(desk, at=1)) + "?chep=1").content.decode()

    assert "Chép lời kỳ trước" in plain
    assert ">\nNăm nay khám 3 đợt.</textarea>" in copied


def test_a_stranger_does_not_learn_that_the_work_is_there(sign_in: SignIn) -> None:
    desk = a_desk(YEARLY, Said("III.5.-1", "Dạy sơ cấp cứu.", by=("Sở Giáo dục và Đào tạo",)))
    row = Occurrence.objects.get(task__address="III.5.-1")
    client = sign_in(somebody_at(unit("so-y-te")))

    assert client.get(address(row)).status_code == 404
    assert sent(client, row).status_code == 404
    assert desk.plan.tasks.count() == 2


def test_who_shares_the_task_reads_and_does_not_write(sign_in: SignIn) -> None:
    desk = a_desk(YEARLY)
    client = sign_in(somebody_at(unit("so-gddt")))

    shown = client.get(address(work(desk)))
    answer = sent(client, work(desk))

    assert "Ghi cập nhật" not in shown.content.decode()
    assert answer.status_code == 422
    assert "chưa được giao quyền" in answer.content.decode()
    assert not Update.objects.exists()


def test_a_file_that_was_too_large_on_the_way_is_named_as_that(
    sign_in: SignIn, settings: Settings
) -> None:
    settings.UPLOAD_LIMIT = 1000
    desk = a_desk()
    client = sign_in(somebody_at(unit("so-y-te")))
    file = SimpleUploadedFile("to.pdf", b"%PDF-" + b"\0" * 5000)

    answer = sent(client, work(desk), file=[file])

    assert hasattr(answer.wsgi_request, OVERSIZED)
    assert answer.status_code == 422
    assert "lớn hơn 10 MB" in answer.content.decode()
    assert not Update.objects.exists()
    assert not Evidence.objects.exists()


def test_evidence_is_saved_never_run_and_only_by_who_sees_the_work(sign_in: SignIn) -> None:
    desk = a_desk()
    by = somebody_at(unit("so-y-te"))
    an_update(work(desk), evidence=[Given(name="Biên bản.pdf", content=b"%PDF-1.7")], by=by)
    place = f"/ke-hoach/minh-chung/{Evidence.objects.get().pk}/"

    answer = sign_in(by).get(place)
    got = b"".join(answer.streaming_content)  # type: ignore[attr-defined]

    assert got == b"%PDF-1.7"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert sign_in(somebody_at(unit("so-gddt"))).get(place).status_code == 404


def test_evidence_that_was_withdrawn_is_gone_for_all(sign_in: SignIn) -> None:
    desk = a_desk()
    by = somebody_at(unit("so-y-te"))
    an_update(work(desk), evidence=[Given(name="a.pdf", content=b"%PDF-1.7")], by=by)
    place = f"/ke-hoach/minh-chung/{Evidence.objects.get().pk}/"
    client = sign_in(by)

    answer = client.post(f"{place}rut-lai/")

    assert answer.status_code == 302
    assert client.get(place).status_code == 404
    assert "a.pdf" not in client.get(address(work(desk))).content.decode()


def test_closed_work_is_opened_again_with_a_reason(sign_in: SignIn) -> None:
    desk = a_desk()
    by = somebody_at(unit("so-y-te"))
    an_update(work(desk), state=ProgressState.DONE, by=by)
    client = sign_in(by)

    assert "Mở lại để cập nhật" in client.get(address(work(desk))).content.decode()
    client.post(f"{address(work(desk))}mo-lai/", {"ly_do": "Còn 2 xã."})

    assert work(desk).state == ProgressState.IN_PROGRESS


def test_a_target_is_given_changed_and_ended_on_the_page_of_the_task(sign_in: SignIn) -> None:
    desk = a_desk()
    client = sign_in(desk.officer)
    place = f"/ke-hoach/nhiem-vu/{desk.task('III.4.-1').pk}/"
    values = {"name": "Khám", "value": "1.500", "measured_in": "lượt người", "due_on": ""}

    client.post(f"{place}chi-tieu/", values)
    shown = client.get(place).content.decode()
    client.post(f"{place}chi-tieu/", {"thoi": "1"})

    assert "0 trên 1.500 lượt người, 0 %" in shown
    assert not Target.objects.filter(ended_at=None).exists()


def test_a_wrong_target_says_what_to_mend(sign_in: SignIn) -> None:
    desk = a_desk()
    client = sign_in(desk.officer)
    place = f"/ke-hoach/nhiem-vu/{desk.task('III.4.-1').pk}/chi-tieu/"

    text = client.post(place, {"name": "", "value": ""}, follow=True).content.decode()

    assert "Hãy ghi chỉ tiêu là gì." in text
    assert not Target.objects.exists()


def test_the_task_shows_who_has_done_what(sign_in: SignIn) -> None:
    desk = a_desk(YEARLY)
    an_update(work(desk), text="Đã khám 3 đợt.", state=ProgressState.DONE)

    text = sign_in(desk.officer).get(f"/ke-hoach/nhiem-vu/{desk.task('III.4.-1').pk}/").content
    assert "Đã khám 3 đợt." in text.decode()
    assert "Hoàn thành" in text.decode()


def many(desk: Desk, count: int) -> None:
    for number in range(count):
        an_update(work(desk), text=f"Lần {number}.", by=desk.officer)


@pytest.mark.parametrize("count", [1, pytest.param(50, marks=pytest.mark.slow)])
def test_the_pages_ask_the_same_however_much_was_said(
    count: int, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    desk = a_desk(YEARLY)
    many(desk, count)
    client = sign_in(desk.officer)
    client.get(address(work(desk)))

    with django_assert_max_num_queries(15):
        client.get(address(work(desk)))
    with django_assert_max_num_queries(15):
        client.get(f"/ke-hoach/nhiem-vu/{desk.task('III.4.-1').pk}/")
