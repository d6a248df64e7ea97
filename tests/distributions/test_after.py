"""Emergency aid, approved afterwards; samples that verify a distribution."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.builders.aid import (
    AT,
    NAME,
    TODAY,
    Village,
    a_batch,
    a_village,
    an_approved,
    counted,
    who,
)
from tests.builders.distributions import ROWS, a_round, approved, given, listed

from nhanai.aid import actions as aid
from nhanai.aid.actions import CannotGive, Share
from nhanai.aid.models import Receipt
from nhanai.aid.vocab import GiftKind
from nhanai.base.errors import Refused
from nhanai.distributions import actions
from nhanai.distributions.actions import CannotDistribute, EmergencyValues, VisitTold
from nhanai.distributions.models import EmergencyAid, EmergencyPhoto, Recipient, SampleVisit
from nhanai.distributions.rules.sampling import drawn
from nhanai.identity.models import User
from nhanai.people import actions as people
from nhanai.people.models import PersonRole
from nhanai.people.rules.spelling import Birth
from nhanai.people.rules.values import PersonValues

pytestmark = pytest.mark.django_db
WHY = "Nhà cháy đêm qua, mất hết lương thực"


@pytest.fixture
def village() -> Village:
    return a_village()


def helped(village: Village, *, by: User | None = None, person: str = NAME) -> EmergencyAid:
    """Rice and blankets for one household, yesterday."""
    values = EmergencyValues(
        place="Bản Một", on=TODAY - dt.timedelta(days=1), kind=GiftKind.GOODS, what="Gạo, chăn",
        worth=700_000, why=WHY,
        person=PersonValues(person, Birth(None, 1978), hamlet="Bản Một", household="17"),
    )  # fmt: skip
    return actions.record_emergency(unit=village.chapter, values=values, by=by or village.clerk,
                                    at=AT)  # fmt: skip


def test_emergency_aid_counts_at_once_and_the_radar_shows_it(village: Village) -> None:
    address = an_approved(village, who(NAME, household="17", hamlet="Bản Một"))
    row = helped(village)
    batch = a_batch(village, Share(address.pk, 100_000), approve=False)

    with pytest.raises(CannotGive) as refusal:
        aid.approve_batch(batch=batch, by=village.head, at=AT)

    assert row.person == address.person
    assert counted("distributions.") == [
        ("23/11", "TH02N", 1), ("23/11", "XH01/HV", 700_000), ("23/11", "XH02", 1),
    ]  # fmt: skip
    assert "Trợ giúp khẩn cấp" in refusal.value.findings[0].message


def test_the_head_decides_afterwards_and_what_is_refused_counts_no_longer(
    village: Village,
) -> None:
    first, own = helped(village), helped(village, by=village.head, person="Lò Văn Sáng")

    with pytest.raises(CannotDistribute, match="Người ghi không duyệt"):
        actions.decide_emergency(emergency=own, agrees=True, by=village.head, at=AT)
    with pytest.raises(CannotDistribute):
        actions.decide_emergency(emergency=first, agrees=True, by=village.clerk, at=AT)
    actions.decide_emergency(emergency=own, agrees=True, by=village.leader, at=AT)
    actions.decide_emergency(
        emergency=first, agrees=False, answer="Đã nhận ở đợt khác", by=village.head, at=AT
    )

    states = dict(EmergencyAid.objects.values_list("pk", "state"))
    assert states == {first.pk: "REFUSED", own.pk: "APPROVED"}
    assert [one.record for one in Receipt.objects.all()] == [own.pk]
    assert sum(number for _, code, number in counted("distributions.") if code == "XH02") == 1


def test_who_is_erased_is_forgotten_here_and_what_was_given_stays(village: Village) -> None:
    case = helped(village, person="Giàng Thị Mỷ")
    person = case.person
    assert person is not None
    quota = given(village, a_round(village))
    gift = Recipient.objects.create(
        round=quota.round, quota=quota, person=person, household_key="17", hamlet="Bản Một",
        folded="ban mot", target="HN", by=village.clerk, at=AT,
    )  # fmt: skip

    # whoever is helped no longer holds a role when she asks to be erased
    ago = TODAY - dt.timedelta(days=9)
    PersonRole.objects.filter(person=person).update(since=ago, start=ago, end=TODAY)

    def erase() -> None:
        people.erase(person=person, reason="Yêu cầu số 4", by=village.head, at=AT)

    with pytest.raises(Refused, match="Bỏ khỏi danh sách"):
        erase()
    Recipient.objects.filter(pk=gift.pk).update(state="ABSENT", note="Đi viện")
    with pytest.raises(Refused, match="khẩn cấp còn chờ"):
        erase()
    actions.decide_emergency(emergency=case, agrees=True, by=village.head, at=AT)
    before = counted("distributions.")
    erase()

    case.refresh_from_db()
    gift.refresh_from_db()
    assert (case.place, case.why, case.household_key, case.folded) == ("", "", "", "")
    assert (gift.hamlet, gift.folded, gift.note, gift.household_key) == ("", "", "", f"xg{gift.pk}")
    assert case.worth == 700_000
    assert [one.household_key.startswith("xr") for one in Receipt.objects.all()] == [True]
    assert counted("distributions.") == before


def test_the_short_form_takes_a_photo_and_tells_every_fault(
    village: Village, sign_in: Callable[[User], Client]
) -> None:
    clerk, picture = sign_in(village.clerk), io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(picture, "JPEG")
    said = {
        "unit": village.chapter.key, "whom": "7 hộ bản Một", "persons": "31", "place": "Bản Một",
        "on": "23/11/2026", "kind": "GOODS", "what": "Gạo", "worth": "3,5 triệu", "why": WHY,
    }  # fmt: skip

    wrong = clerk.post("/trao-qua/khan-cap/moi/", {**said, "whom": "", "on": "30/11/2030"})
    photo = SimpleUploadedFile("nha.jpg", picture.getvalue(), "image/jpeg")
    made = clerk.post("/trao-qua/khan-cap/moi/", {**said, "photos": photo}, follow=True)
    row, kept = EmergencyAid.objects.get(), EmergencyPhoto.objects.get()
    seen = clerk.get(f"/trao-qua/khan-cap/anh/{kept.pk}/")
    inspected = sign_in(village.inspector).get(f"/trao-qua/khan-cap/{row.pk}/")

    assert wrong.status_code == 422
    for words in ("Ghi họ tên người được giúp", "Ngày này chưa đến"):
        assert words in wrong.content.decode()
    assert (row.persons, row.worth) == (31, 3_500_000)
    assert WHY in made.content.decode()
    assert seen.getvalue()[:2] == b"\xff\xd8"
    assert WHY not in inspected.content.decode()
    assert sign_in(village.inspector).get(f"/trao-qua/khan-cap/anh/{kept.pk}/").status_code != 200
    assert sign_in(village.stranger).get(f"/trao-qua/khan-cap/{row.pk}/").status_code == 404


def test_a_sample_is_drawn_once_by_the_seed_told_before_and_visits_are_followed(
    village: Village, sign_in: Callable[[User], Client]
) -> None:
    round_ = a_round(village)
    quota = approved(village, listed(village, given(village, round_), ROWS))
    sample = actions.announce_sample(
        round_=round_, seed="giải đặc biệt 25/11", confidence=95, margin=10, due_on=TODAY,
        by=village.officer, at=AT,
    )  # fmt: skip
    with pytest.raises(CannotDistribute, match="Chưa ai"):
        actions.draw_sample(sample=sample, by=village.officer, at=AT)
    keys = list(quota.recipients.values_list("pk", flat=True))
    actions.hand_over(quota=quota, on=TODAY, came=keys[:2], by=village.clerk, at=AT)
    actions.draw_sample(sample=sample, by=village.officer, at=AT)
    with pytest.raises(CannotDistribute, match="không rút lại"):
        actions.draw_sample(sample=sample, by=village.officer, at=AT)

    received = Recipient.objects.filter(state="RECEIVED").values_list("pk", flat=True)
    visits = list(SampleVisit.objects.order_by("position"))
    office, base = sign_in(village.officer), f"/trao-qua/mau/{sample.pk}"
    paper = office.post(f"{base}/phieu/docx/")
    half = office.post(f"/trao-qua/tham/{visits[0].pk}/", {"on": "24/11/2026", "received": "1"})
    told = VisitTold(TODAY, received=True, is_whole=True, asked_to_pay=True, satisfied=False)
    actions.record_visit(visit=visits[0], told=told, by=village.officer, at=AT)
    page = office.get(f"{base}/").content.decode()
    actions.follow_visit(visit=visits[0], text="Đã trả lại tiền", by=village.officer, at=AT)
    with pytest.raises(CannotDistribute):
        actions.follow_visit(visit=visits[1], text="x", by=village.officer, at=AT)

    assert [one.recipient_id for one in visits] == drawn("giải đặc biệt 25/11", received, 2)
    assert (paper.status_code, half.status_code) == (200, 422)
    for words in ("Sai, chờ xử lý", "0 / 1", "bị đòi tiền"):
        assert words in page
    assert "Đã xử lý" in office.get(f"{base}/").content.decode()
    assert sign_in(village.stranger).get(f"{base}/").status_code == 404
