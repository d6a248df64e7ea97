"""The page of pictures: each kind with its table, light, and open to the figures behind it."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from tests.builders.activities import Field, a_field, an_activity, gifts
from tests.builders.figures import a_figure, a_plan, handed, measures, said
from tests.builders.units import a_unit

from nhanai.identity.models import User
from nhanai.units.models import Unit, UnitCode
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
KINDS = ("thoi-gian", "luy-ke", "ban-do", "tung-xa", "ke-hoach")
ROOT = "/so-lieu/hinh/"
YEAR = "ND09:YEAR:2026"


@pytest.fixture
def field() -> Field:
    """A chapter below the province's office, and the catalogue."""
    measures()
    return a_field()


def text(client: Client, kind: str, measure: str = "XH01", **asked: str) -> str:
    """The page, which must be there."""
    said = {"hinh": kind, "chi-tieu": measure, "ky": YEAR, **asked}
    answer = client.get(ROOT, said)
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
    return " ".join(answer.content.decode().split())


def a_coded_chapter(field: Field, name: str, code: str) -> Unit:
    """A chapter of a commune that has a tile."""
    commune = a_unit(f"Xã {name}", kind=UnitKind.COMMUNE, code=code)
    return a_unit(
        f"Hội Chữ thập đỏ xã {name}", kind=UnitKind.CHAPTER, parent=field.office,
        line=Line.RED_CROSS, territory=commune,
    )  # fmt: skip


def test_a_month_stands_beside_the_same_one_a_year_before(field: Field, sign_in: SignIn) -> None:
    an_activity(field)
    an_activity(field, gifts(first_on=dt.date(2025, 11, 20), goods=3_000_000))

    page = text(sign_in(field.officer), "thoi-gian")

    assert "tháng 12/2026: 12.000.000; cùng kỳ năm trước: 3.000.000</title>" in page
    assert 'data-l="Cùng kỳ năm trước">3.000.000</td>' in page
    assert 'class="d-before"' in page
    assert 'href="/so-lieu/mot/XH01/?dv=hoi-tinh&amp;ky=ND09%3AMONTH%3A2026-12"' in page


def test_what_grows_is_drawn_with_its_plan(field: Field, sign_in: SignIn) -> None:
    an_activity(field, gifts(first_on=dt.date(2026, 3, 2), goods=5_000_000))
    an_activity(field)
    a_plan(field, handed(field.office, 20_000_000, "XH01"))

    page = text(sign_in(field.officer), "luy-ke")

    assert "kế hoạch 20.000.000</text>" in page
    assert "17.000.000" in page


def test_a_stock_is_never_added_over_months(field: Field, sign_in: SignIn) -> None:
    for day in (dt.date(2026, 3, 1), dt.date(2026, 11, 1)):
        a_figure(field, said(7, day=day))

    page = text(sign_in(field.officer), "luy-ke", "XH08")

    assert "đến cuối từng tháng" in page
    assert ">14<" not in page


def test_the_map_shows_each_commune_and_what_is_empty(field: Field, sign_in: SignIn) -> None:
    UnitCode.objects.create(unit=field.commune, code="03433", start=dt.date(2004, 1, 1))
    a_coded_chapter(field, "Pa Ủ", "03442")
    an_activity(field)

    page = text(sign_in(field.officer), "ban-do")

    assert "<title>Bum Tở: 12.000.000</title>" in page
    assert "<title>Pa Ủ: –</title>" in page
    assert "không có số liệu (1 nơi)" in page
    assert "Số trong ô: triệu đồng." in page


def test_plan_and_result_stand_side_by_side_for_every_unit(field: Field, sign_in: SignIn) -> None:
    an_activity(field)
    a_plan(field, handed(field.chapter, 16_000_000, "XH01"))

    page = text(sign_in(field.officer), "ke-hoach")

    assert 'aria-label="xã Bum Tở: đạt 75 %"' in page


@pytest.mark.parametrize("kind", KINDS)
def test_without_figures_the_page_says_what_to_do(field: Field, sign_in: SignIn, kind: str) -> None:
    page = text(sign_in(field.clerk), kind)

    assert "Chưa vẽ được hình này." in page
    assert "Hãy" in page


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("step", ["MONTH", "QUARTER", "YEAR", "hỏng"])
def test_more_units_and_longer_times_ask_no_more_queries(
    field: Field, sign_in: SignIn, kind: str, step: str
) -> None:
    client = sign_in(field.officer)
    a_plan(field, handed(field.chapter, 16_000_000, "XH01"))
    an_activity(field)
    text(client, kind, buoc=step)
    for number in range(3):
        a_coded_chapter(field, f"Mới {number}", f"0343{number}")
    text(client, kind, buoc=step)

    with CaptureQueriesContext(connection) as many:
        text(client, kind, buoc=step)

    assert len(many) <= 15


def test_a_school_year_without_months_is_one_column(field: Field, sign_in: SignIn) -> None:
    an_activity(field)
    regime = "SCHOOL:SCHOOL_YEAR"

    answer = sign_in(field.officer).get(ROOT, {"chi-tieu": "XH01", "loai": regime})

    assert answer.status_code == 200


def test_a_picture_is_taken_out_for_paper_and_nothing_of_nothing(
    field: Field, sign_in: SignIn
) -> None:
    client = sign_in(field.officer)
    asked = {"chi-tieu": "XH01", "ky": YEAR}
    assert client.get(ROOT, {**asked, "dang": "png"}).status_code == 404
    an_activity(field)

    drawing = client.get(ROOT, {**asked, "dang": "svg"})
    points = client.get(ROOT, {**asked, "dang": "png"})

    assert drawing["Content-Type"] == "image/svg+xml"
    assert "attachment" in drawing["Content-Disposition"]
    assert b"class=" not in drawing.content
    assert Image.open(io.BytesIO(points.content)).format == "PNG"
