"""The pages on which figures are typed: all at once or nothing, and no more queries with more."""

import io
from collections.abc import Callable

import pytest
import python_calamine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.builders.activities import DAY, Field, a_field
from tests.builders.figures import a_figure, measures, said

from nhanai.figures.models import Figure
from nhanai.identity.models import User

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
ENTER = "/so-lieu/nhap/"
WRONG: tuple[dict[str, str], ...] = (
    *({}, {"day": "31/02/2026"}),
    *({"link": "khong phai"}, {"note": "x" * 600}),
)


@pytest.fixture
def field() -> Field:
    """A chapter below the province's office, and the catalogue."""
    measures()
    return a_field()


def posted(**boxes: str) -> dict[str, str]:
    """What the form sends."""
    return {"ngay": "", "day": "22/11/2026", "note": "", "link": "", **boxes}


def test_a_clerk_saves_several_figures_of_her_own_unit(field: Field, sign_in: SignIn) -> None:
    client = sign_in(field.clerk)

    answer = client.post(
        ENTER, posted(**{"so-XH08": "12", "so-XH12:TK": "2", "so-NL05": "3,5 triệu"})
    )

    assert answer.status_code == 302
    found = Figure.objects.order_by("measure__code").values_list(
        "measure__code", "quantity", "part"
    )
    assert list(found) == [("NL05", 3_500_000, ""), ("XH08", 12, ""), ("XH12", 2, "TK")]
    assert set(Figure.objects.values_list("unit", "day")) == {(field.chapter.pk, DAY)}


def test_one_wrong_box_keeps_everything_on_the_page_and_writes_nothing(
    field: Field, sign_in: SignIn
) -> None:
    client = sign_in(field.clerk)

    answer = client.post(ENTER, posted(**{"so-XH08": "12", "so-XH11": "mười", "so-XH09": "-4"}))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert not Figure.objects.exists()
    assert "“mười” không phải một số" in text
    assert 'value="12"' in text


def test_a_figure_that_is_there_is_offered_to_be_opened(field: Field, sign_in: SignIn) -> None:
    figure = a_figure(field)

    answer = sign_in(field.clerk).post(ENTER, posted(**{"so-XH08": "13"}))

    assert answer.status_code == 422
    assert reverse("figures:figure", args=[figure.pk]) in answer.content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"day": "31/02/2026"}, {"link": "khong phai"}, {"note": "x" * 600}]
)
def test_a_bad_form_is_told_what_to_correct(
    field: Field, sign_in: SignIn, sent: dict[str, str]
) -> None:
    boxes = {"so-XH08": "1"} if sent else {}

    answer = sign_in(field.clerk).post(ENTER, {**posted(**boxes), **sent})

    assert answer.status_code == 422
    assert not Figure.objects.exists()


def test_an_officer_finds_a_unit_below_by_words(field: Field, sign_in: SignIn) -> None:
    client = sign_in(field.officer)

    assert (
        "Hội Chữ thập đỏ xã Bum Tở</h2>" in client.get(ENTER, {"don-vi": "bum to"}).content.decode()
    )
    missed = client.get(ENTER, {"don-vi": "khong co"}).content.decode()
    assert "Không có đơn vị nào tên “khong co”" in missed


def test_the_page_of_a_figure_shows_its_history_and_takes_corrections(
    field: Field, sign_in: SignIn
) -> None:
    figure, client = a_figure(field), sign_in(field.clerk)
    address = reverse("figures:correct", args=[figure.pk])

    unclear = client.post(address, {"quantity": "15", "reason": "", "version": "1"})
    done = client.post(
        address, {"quantity": "15", "reason": "Đếm sót", "version": "1"}, follow=True
    )

    assert unclear.status_code == 422
    assert "<del>12</del> → 15" in done.content.decode()
    assert "Đếm sót" in done.content.decode()
    gone = client.post(
        reverse("figures:withdraw", args=[figure.pk]),
        {"reason": "Nhầm", "version": "2"},
        follow=True,
    )
    assert "Đã rút, không tính" in gone.content.decode()


def test_an_officer_of_another_unit_finds_no_such_figure(field: Field, sign_in: SignIn) -> None:
    figure = a_figure(field, said(1), unit=field.office, by=field.officer)

    assert sign_in(field.clerk).get(reverse("figures:figure", args=[figure.pk])).status_code == 404


def test_the_list_is_taken_out_as_it_stands_and_formulas_stay_words(
    field: Field, sign_in: SignIn
) -> None:
    a_figure(field, said(12, note='=HYPERLINK("http://x")'))
    client = sign_in(field.clerk)

    book = client.get("/so-lieu/da-nhap/", {"dang": "xlsx"}).content
    text = client.get("/so-lieu/da-nhap/", {"dang": "csv"}).content.decode("utf-8-sig")

    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    last = rows.to_python()[-1]
    assert last[2:6] == ["XH08", "Địa chỉ nhân đạo đang trợ giúp", "", 12.0]
    assert last[-1] == '=HYPERLINK("http://x")'
    assert "'=HYPERLINK" in text


def test_more_figures_take_no_more_queries(field: Field, sign_in: SignIn) -> None:
    client, counts = sign_in(field.officer), []
    client.get(ENTER)  # the history of units is read once in a process
    codes = [*("XH08", "XH11", "NL05", "SK07", "HM10"), *("TR01A", "TT03K")]
    for some in (codes[:1], codes[1:]):
        for code in some:
            a_figure(field, said(5, code))
        for address in (ENTER, "/so-lieu/da-nhap/"):
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address)
            assert len(page.content) < 60_000
            counts.append(len(asked))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 15
