"""The pages of the warehouses."""

import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.builders.stock import lot_of, received, some_stores

from nhanai.identity.models import User
from nhanai.stock.models import Holding, Slip

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def text_of(content: bytes) -> str:
    return " ".join(BeautifulSoup(content, "html.parser").get_text(" ").split())


def test_goods_come_in_from_the_form_once_however_often_it_is_sent(sign_in: SignIn) -> None:
    stores = some_stores()
    client = sign_in(stores.officer)
    address = reverse("stock:receive", kwargs={"pk": stores.main.pk})
    form = BeautifulSoup(client.get(address).content, "html.parser")
    token = str(form.select_one("input[name=token]")["value"])  # type: ignore[index]
    posted = {
        "token": token, "item": "Gạo tẻ", "quantity": "12,5", "unit_of_measure": "kg",
        "value": "18.000", "day": "20/11/2026", "reason": "Công ty A ủng hộ",
    }  # fmt: skip

    answers = [client.post(address, posted, follow=True) for _ in range(2)]

    assert "Phiếu nhập kho số 1/2026" in text_of(answers[0].content)
    assert "225.000 đ" in text_of(answers[1].content)
    assert Holding.objects.get().quantity == Decimal("12.5")


def test_more_than_there_is_is_told_on_the_page_and_changes_nothing(sign_in: SignIn) -> None:
    stores = some_stores()
    lot = lot_of(received(stores.main, stores.officer, "Chăn", 10, "chiếc"))
    client = sign_in(stores.officer)
    address = reverse("stock:give", kwargs={"pk": stores.main.pk})
    posted = {"kind": "OUT", "day": "21/11/2026", "reason": "Trao quà", f"lot-{lot}": "11"}

    answer = client.post(address, posted)

    assert answer.status_code == 422
    assert "Chăn: trong kho còn 10 chiếc, không đủ 11 chiếc." in text_of(answer.content)
    assert Slip.objects.count() == 1


def test_goods_move_to_another_warehouse_that_she_keeps(sign_in: SignIn) -> None:
    stores = some_stores()
    lot = lot_of(received(stores.main, stores.officer))
    posted = {"kind": f"MOVE-{stores.small.pk}", "day": "21/11/2026", "reason": "Cấp cho xã",
              f"lot-{lot}": "40"}  # fmt: skip

    address = reverse("stock:give", kwargs={"pk": stores.main.pk})
    answer = sign_in(stores.officer).post(address, posted, follow=True)

    assert "Kho tỉnh đến Kho xã" in text_of(answer.content)
    assert Holding.objects.get(warehouse=stores.small).quantity == 40


def test_a_count_with_a_difference_asks_for_its_reason(sign_in: SignIn) -> None:
    stores = some_stores()
    lot = lot_of(received(stores.main, stores.officer))
    client = sign_in(stores.officer)
    address = reverse("stock:count", kwargs={"pk": stores.main.pk})
    posted = {"day": "21/11/2026", "reason": "Kiểm kê định kỳ", f"lot-{lot}": "99"}

    asked = client.post(address, posted)
    done = client.post(address, {**posted, f"why-{lot}": "Rách bao"}, follow=True)

    assert "Gạo: sổ ghi 100 kg, đếm được 99 kg. Ghi lý do lệch." in text_of(asked.content)
    assert "Rách bao" in text_of(done.content)


def test_a_slip_is_reversed_from_its_page_and_printed(sign_in: SignIn) -> None:
    stores = some_stores()
    slip = received(stores.main, stores.officer, value=15_000, giver="=SUM(A)")
    client = sign_in(stores.officer)

    done = client.post(
        reverse("stock:slip", kwargs={"pk": slip.pk}), {"ly_do": "Nhập nhầm"}, follow=True
    )
    files = [
        client.get(reverse(f"stock:slip-{kind}", kwargs={"pk": slip.pk})).content[:4]
        for kind in ("docx", "pdf")
    ]

    assert "Phiếu hủy số 1/2026" in text_of(done.content)
    assert files == [b"PK\x03\x04", b"%PDF"]


def test_the_stock_is_searched_and_asks_no_more_for_many_lots(sign_in: SignIn) -> None:
    stores = some_stores()
    client = sign_in(stores.officer)
    received(stores.main, stores.officer)
    address = reverse("stock:stock")
    client.get(address)

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(12):
        received(stores.main, stores.officer, f"Chăn {number}", 10, "chiếc", giver="=SUM(A)")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    found = text_of(client.get(address, {"q": "chan 1"}).content)
    content = client.get(reverse("stock:stock-file"), {"q": "chan 1"}).content

    assert len(many) == len(few) <= 15
    assert "Đang có 3 lô hàng" in found
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Mặt hàng", "Chăn 1", "Chăn 10", "Chăn 11"]
    assert rows[1][9] == "=SUM(A)"


def test_who_keeps_no_warehouse_is_told_nothing(sign_in: SignIn) -> None:
    stores = some_stores()
    slip = received(stores.main, stores.officer)

    seen = sign_in(stores.head).get(reverse("stock:slip", kwargs={"pk": slip.pk}))
    receiving = sign_in(stores.head).get(reverse("stock:receive", kwargs={"pk": stores.main.pk}))

    assert (seen.status_code, receiving.status_code) == (404, 404)
