"""Sponsors and batches on their pages; what is printed and taken along names nobody unasked."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.builders.aid import (
    NAME,
    SECRET,
    TODAY,
    Village,
    a_batch,
    a_sponsor,
    a_village,
    an_approved,
    handed_over,
    promised,
    surveyed,
    who,
)

from nhanai.aid.actions import Share
from nhanai.aid.models import Address, Batch, Commitment, Delivery, OverlapAnswer, Proof, Sponsor
from nhanai.identity.models import User
from nhanai.journal.queries import visible_lines

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


def words_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as packed:
        return packed.read("word/document.xml").decode()


def test_a_sponsor_a_promise_and_a_batch_are_entered_and_handed_over(
    village: Village, sign_in: SignIn
) -> None:
    address, client = an_approved(village, who(NAME)), sign_in(village.clerk)
    client.post(f"{ROOT}nha-do-dau/", {"unit": village.chapter.pk, "name": "Công ty Chè"})
    sponsor = Sponsor.objects.get()
    promise = {"sponsor": sponsor.pk, "kind": "GOODS", "amount": "300.000", "cycle": "MONTHLY",
               "start": "05/11/2026", "last": "04/11/2027"}  # fmt: skip
    client.post(f"{ROOT}{address.code}/cam-ket/", promise)

    form = text(client, f"{ROOT}dot-trao/moi/", **{"don-vi": village.chapter.key})
    pk, kept = address.pk, Commitment.objects.get()
    batch = {"name": "Gạo tháng 11", "on": "20/11/2026", "kind": "GOODS", "what": "15 kg gạo",
             f"tra-{pk}": "1", f"gia-{pk}": "300.000", f"ck-{pk}": kept.pk}  # fmt: skip
    client.post(f"{ROOT}dot-trao/moi/?don-vi={village.chapter.key}", batch)
    row = Delivery.objects.get()
    sign_in(village.head).post(f"{ROOT}dot-trao/{row.batch_id}/duyet/")
    client = sign_in(village.clerk)
    client.post(f"{ROOT}dot-trao/{row.batch_id}/da-trao/", {"on": "20/11/2026", "nhan": row.pk})

    page = text(client, f"{ROOT}{address.code}/")
    assert "kỳ 05/11/2026" in form
    assert "Công ty Chè" in page
    assert "15 kg gạo, 300.000 đ, ngày 20/11/2026" in page
    assert Address.objects.get().state == "HELPED"


def test_wrong_amounts_and_days_are_told_and_nothing_is_kept(
    village: Village, sign_in: SignIn
) -> None:
    address, client = an_approved(village), sign_in(village.clerk)
    said = {"name": "", "on": "31/11/2026", "kind": "GOODS", "what": "Gạo",
            f"tra-{address.pk}": "1", f"gia-{address.pk}": "ba trăm"}  # fmt: skip

    wrong = client.post(f"{ROOT}dot-trao/moi/", said)
    promise = client.post(
        f"{ROOT}{address.code}/cam-ket/", {"sponsor": "", "amount": "0", "start": "x"}
    )

    assert (wrong.status_code, promise.status_code) == (422, 422)
    assert "30 ngày" in wrong.content.decode()
    assert "Chọn nhà đỡ đầu" in promise.content.decode()
    assert not Batch.objects.exists()


def test_an_overlap_is_answered_on_the_page(village: Village, sign_in: SignIn) -> None:
    address = an_approved(village)
    a_batch(village, Share(address.pk, 1000), name="Đợt một")
    batch = a_batch(village, Share(address.pk, 1000), name="Đợt hai", approve=False)
    row, path = Delivery.objects.get(batch=batch), f"{ROOT}dot-trao/{batch.pk}/"

    asked = text(sign_in(village.head), path)
    refused = sign_in(village.head).post(f"{path}duyet/")
    sign_in(village.clerk).post(f"{path}giai-trinh/", {f"tl-{row.pk}": "Hai nguồn khác nhau"})
    done = sign_in(village.head).post(f"{path}duyet/")

    assert "sắp nhận trong vòng 90 ngày" in asked
    assert (refused.status_code, done.status_code) == (422, 302)
    assert OverlapAnswer.objects.get().text == "Hai nguồn khác nhau"
    assert "Vẫn trao vì: Hai nguồn khác nhau" in text(sign_in(village.head), path)


def test_the_signature_list_is_printed_with_names_and_a_thumb_column(
    village: Village, sign_in: SignIn
) -> None:
    address = an_approved(village, who(NAME))
    batch = a_batch(village, Share(address.pk, 300_000))
    path = f"{ROOT}dot-trao/{batch.pk}/danh-sach/docx/"

    printed = words_of(sign_in(village.clerk).post(path).content)
    refused = sign_in(village.inspector).post(path)

    assert NAME in printed
    assert "điểm chỉ" in printed
    assert "Ba trăm nghìn đồng" in printed
    assert refused.status_code == 403
    assert visible_lines(unit_keys=None)[0].verb == "aid.printed"


def test_the_sheet_is_printed_blank_or_filled_by_who_may_open_it(
    village: Village, sign_in: SignIn
) -> None:
    address = surveyed(village, who(NAME))

    blank = words_of(sign_in(village.clerk).get(f"{ROOT}phieu-trong/docx/").content)
    denied = sign_in(village.clerk).post(f"{ROOT}{address.code}/phieu/docx/")
    filled = words_of(sign_in(village.head).post(f"{ROOT}{address.code}/phieu/docx/").content)
    pdf = sign_in(village.clerk).get(f"{ROOT}phieu-trong/pdf/").content

    assert "Thuộc hộ nghèo" in blank
    assert NAME not in blank
    assert denied.status_code == 403
    assert NAME in filled
    assert SECRET in filled
    assert pdf.startswith(b"%PDF")


def test_who_sees_no_names_takes_none_along(village: Village, sign_in: SignIn) -> None:
    address = an_approved(village, who(NAME))
    batch = a_batch(village, Share(address.pk, 300_000))
    handed_over(village, batch, on=TODAY)

    known = sign_in(village.clerk).post(f"{ROOT}ket-xuat/").content.decode()
    client = sign_in(village.inspector)
    sheet = client.post(f"{ROOT}ket-xuat/").content.decode()
    pages = [text(client, f"{ROOT}dot-trao/{batch.pk}/"), text(client, f"{ROOT}dot-trao/"),
             text(client, f"{ROOT}nha-do-dau/"), text(client, f"{ROOT}tinh-hinh/")]  # fmt: skip

    assert NAME in known
    assert str(address.code) in sheet
    for page in (sheet, *pages):
        assert NAME not in page
    assert visible_lines(unit_keys=None)[0].verb == "aid.exported"


def test_an_export_lets_no_formula_through(village: Village, sign_in: SignIn) -> None:
    surveyed(village, who("Vàng Thị Mẩy", hamlet="=HYPERLINK"))

    sheet = sign_in(village.clerk).post(f"{ROOT}ket-xuat/").content.decode("utf-8-sig")

    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in sheet.split(","))


def test_a_batch_of_others_is_not_there(village: Village, sign_in: SignIn) -> None:
    batch = a_batch(village, Share(an_approved(village).pk, 1000))
    row, client = Delivery.objects.get(), sign_in(village.stranger)

    asked = [
        client.get(f"{ROOT}dot-trao/{batch.pk}/"), client.post(f"{ROOT}dot-trao/{batch.pk}/huy/"),
        client.post(f"{ROOT}lan-trao/{row.pk}/rut/"),
        client.post(f"{ROOT}dot-trao/{batch.pk}/danh-sach/docx/"),
    ]  # fmt: skip

    assert [answer.status_code for answer in asked] == [404] * 4


def test_a_photo_shows_to_who_may_know_who_is_helped(village: Village, sign_in: SignIn) -> None:
    batch = a_batch(village, Share(an_approved(village).pk, 1000))
    proof = Proof.objects.create(
        batch=batch, file="aid/no/no.jpg", sha256="no", by=village.clerk, at=batch.made_at
    )

    answers = [
        sign_in(user).get(f"{ROOT}anh/{proof.pk}/").status_code
        for user in (village.inspector, village.stranger, village.clerk)
    ]

    assert answers == [403, 404, 404]


def test_a_person_of_the_register_is_chosen_as_a_sponsor(village: Village, sign_in: SignIn) -> None:
    person, client = an_approved(village, who(NAME)).person, sign_in(village.clerk)

    page = text(client, f"{ROOT}nha-do-dau/", nguoi=str(person.key))
    said = {"unit": village.chapter.pk, "nguoi": str(person.key)}
    client.post(f"{ROOT}nha-do-dau/", said)

    assert f"Cá nhân: <b>{NAME}</b>" in page
    assert Sponsor.objects.get().person == person
    assert NAME not in text(sign_in(village.stranger), f"{ROOT}nha-do-dau/")


def test_pages_ask_no_more_of_many_than_of_one(village: Village, sign_in: SignIn) -> None:
    first = an_approved(village)
    promised(village, first)
    batch = a_batch(village, Share(first.pk, 1000), approve=False)
    client = sign_in(village.clerk)
    paths = [f"{ROOT}dot-trao/", f"{ROOT}dot-trao/moi/", f"{ROOT}nha-do-dau/",
             f"{ROOT}{first.code}/", f"{ROOT}dot-trao/{batch.pk}/"]  # fmt: skip
    before = [queries(client, path) for path in paths]

    more = [an_approved(village) for _ in range(2)]
    for one in more:
        promised(village, one)
        a_sponsor(village)
    several = a_batch(village, *(Share(one.pk, 1000) for one in more), approve=False)
    promised(village, first)
    paths[-1] = f"{ROOT}dot-trao/{several.pk}/"

    assert [queries(client, path) for path in paths] == before
    assert max(before) <= 28


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
