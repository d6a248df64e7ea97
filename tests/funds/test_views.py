"""The pages of funds and gifts."""

import io
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.builders.funds import a_company, a_person, some_giving
from tests.builders.identity import a_user, an_appointment

from nhanai.funds.actions.following import reference
from nhanai.funds.models import Donation, Donor
from nhanai.identity.models import User
from nhanai.identity.vocab import Role

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def text_of(content: bytes) -> str:
    return " ".join(BeautifulSoup(content, "html.parser").get_text(" ").split())


def test_a_gift_needs_an_amount_and_a_name_and_sent_twice_is_one(sign_in: SignIn) -> None:
    world = some_giving()
    client = sign_in(world.books.accountant)
    address = reverse("funds:new")
    form = BeautifulSoup(client.get(address).content, "html.parser")
    token = str(form.select_one("input[name=token]")["value"])  # type: ignore[index]
    posted = {
        "token": token, "amount": "1,5 triệu", "donor": "Sùng Thị Dua", "way": "CASH",
        "campaign": str(world.campaign.pk), "fund": str(world.books.fund.pk), "day": "20/11/2026",
    }  # fmt: skip

    answers = [client.post(address, posted, follow=True) for _ in range(2)]
    again = BeautifulSoup(client.get(address).content, "html.parser")

    assert "một triệu năm trăm nghìn đồng" in text_of(answers[0].content).lower()
    assert Donation.objects.count() == Donor.objects.count() == 1
    chosen = again.select_one("select[name=campaign] option[selected]")
    assert chosen is not None
    assert chosen["value"] == str(world.campaign.pk)


def test_a_donor_who_is_offered_is_the_same_donor(sign_in: SignIn) -> None:
    world = some_giving()
    donor = world.gift(who=a_person()).donor
    assert donor is not None
    posted = {
        "amount": "50.000", "donor": f"Sùng Thị Dua (số {donor.pk})", "way": "CASH",
        "fund": str(world.books.fund.pk), "day": "20/11/2026",
    }  # fmt: skip

    sign_in(world.books.accountant).post(reverse("funds:new"), posted)

    assert donor.donations.count() == 2


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_written(sign_in: SignIn) -> None:
    world = some_giving()
    posted = {"amount": "0", "way": "GOODS", "fund": str(world.books.fund.pk), "day": "20/11/2026"}

    answer = sign_in(world.books.accountant).post(reverse("funds:new"), posted)

    assert answer.status_code == 422
    assert "Nhập số tiền lớn hơn 0 đồng." in text_of(answer.content)
    assert not Donation.objects.exists()


def test_one_press_takes_all_lines_with_a_code_and_leaves_the_others(sign_in: SignIn) -> None:
    world = some_giving()
    code = reference(world.campaign)
    world.lines(f"{code} ung ho", "khong ro", f"chuyen khoan {code}")
    client = sign_in(world.books.accountant)

    seen = text_of(client.get(reverse("funds:statement")).content)
    left = text_of(client.post(reverse("funds:statement"), follow=True).content)

    assert "Nhận tất cả 2 khoản có mã" in seen
    assert "Đã nhận 2 khoản ủng hộ." in left
    assert "1 lần tiền vào chưa giải thích" in left


def test_the_way_is_told_and_the_receipt_printed_with_amount_in_words(sign_in: SignIn) -> None:
    world = some_giving()
    gift = world.received(500_000, who=a_company(), campaign=world.campaign)
    world.paid(world.spends(200_000, "Trao 4 suất quà", campaign=world.campaign).voucher)
    client = sign_in(world.books.accountant)

    page = text_of(client.get(reverse("funds:gift", kwargs={"pk": gift.pk})).content)
    files = [
        client.get(reverse(f"funds:receipt-{kind}", kwargs={"pk": gift.pk})).content[:4]
        for kind in ("docx", "pdf")
    ]

    assert "đã dùng 200.000 đ + đã trả lại 0 đ + còn lại 300.000 đ" in page
    assert "Trao 4 suất quà" in page
    assert "Năm trăm nghìn đồng" in page
    assert files == [b"PK\x03\x04", b"%PDF"]


def test_who_may_not_see_donors_reads_no_name_and_finds_none(sign_in: SignIn) -> None:
    world = some_giving()
    gift = world.received(500_000, who=a_person())
    clerk = an_appointment(user=a_user(), role=Role.CHAPTER_CLERK, unit=world.books.unit).user
    client = sign_in(clerk)

    listed = client.get(reverse("funds:gifts"))
    found = client.get(reverse("funds:gifts"), {"q": "sung thi dua"})
    one = client.get(reverse("funds:gift", kwargs={"pk": gift.pk}))
    refused = client.get(reverse("funds:receipt-pdf", kwargs={"pk": gift.pk}))

    assert gift.code in text_of(listed.content)
    assert not any("Sùng Thị Dua" in text_of(one.content) for one in (listed, one))
    assert gift.code not in text_of(found.content)
    assert refused.status_code in {403, 404}


def test_lists_ask_no_more_for_many_gifts_and_a_formula_stays_words(sign_in: SignIn) -> None:
    world = some_giving()
    world.gift(who=a_company("=SUM(A1)"), campaign=world.campaign)
    client = sign_in(world.books.accountant)
    pages = [reverse(f"funds:{name}") for name in ("home", "gifts", "donors")]
    pages.append(reverse("funds:campaign", kwargs={"pk": world.campaign.pk}))
    asked = []
    for _ in range(2):
        for page in pages:
            client.get(page)
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as made:
                client.get(page)
            counts.append(len(made))
        asked.append(counts)
        for name in ("An", "Bình", "Cường"):
            who = a_person(f"Lò Văn {name}", is_another=True)
            world.gift(who=who, campaign=world.campaign)
    content = client.get(reverse("funds:gifts-file"), {"q": "sum"}).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    assert asked[0] == asked[1]
    assert max(asked[1]) <= 15
    assert [row[3] for row in rows] == ["Người ủng hộ", "=SUM(A1)"]


def test_what_the_books_alone_paid_is_described_once_and_donors_read_it(sign_in: SignIn) -> None:
    world = some_giving()
    gift = world.received(500_000, who=a_company(), campaign=world.campaign)
    world.received(900_000)
    world.paid(world.books.voucher(300_000))
    client = sign_in(world.books.accountant)
    address = reverse("funds:describe", kwargs={"pk": world.books.fund.pk})
    page = BeautifulSoup(client.get(address).content, "html.parser")
    [offered] = page.select("select[name=entry] option")
    told = {"entry": offered["value"], "words": "Mua gạo cứu đói", "campaign": world.campaign.pk}

    refused = client.post(address, {**told, "words": ""})
    done = client.post(address, {**told, "households": "12"}, follow=True)
    gift_page = client.get(reverse("funds:gift", kwargs={"pk": gift.pk}))

    assert refused.status_code == 422
    assert "300.000 đ" in offered.get_text()
    assert "Không còn khoản nào chưa rõ" in text_of(done.content)
    assert "Mua gạo cứu đói" in text_of(gift_page.content)
