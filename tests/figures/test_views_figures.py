"""The pages of all that is counted: what they show, what they refuse, how little they ask."""

import datetime as dt
import io
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
import python_calamine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.builders.activities import AT, DAY, Field, a_field, an_activity, gifts
from tests.builders.figures import a_figure, measures, said
from tests.builders.units import a_succession, a_unit

from nhanai.activities import actions as activities
from nhanai.identity.models import User
from nhanai.periods.queries import regimes
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
ROOT = "/so-lieu/"
YEAR = "ND09:YEAR:2026"
"""The days of tests lie in it, whatever the day is on which they run."""
MERGED = dt.date(2025, 7, 1)


@pytest.fixture
def field() -> Field:
    """A chapter below the province's office, and the catalogue."""
    measures()
    return a_field()


def text(client: Client, address: str, **asked: str) -> str:
    """The page, which must be there."""
    answer = client.get(address, {"ky": YEAR, **asked})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_figure_on_the_table_opens_to_the_activity_that_made_it(
    field: Field, sign_in: SignIn
) -> None:
    activity = an_activity(field)
    client = sign_in(field.officer)

    table = text(client, ROOT, khoi="XH")
    behind = text(client, "/so-lieu/goc/XH01/")

    assert ">12.000.000</a>" in table
    assert "Cộng lại: <b>12.000.000</b> đồng" in behind
    assert f'href="/hoat-dong/{activity.pk}/"' in behind


def test_what_is_corrected_and_withdrawn_changes_the_table_at_once(
    field: Field, sign_in: SignIn
) -> None:
    activity, client = an_activity(field), sign_in(field.officer)

    activities.withdraw(activity=activity, reason="Ghi nhầm", by=field.clerk, at=AT)

    assert "12.000.000" not in text(client, ROOT, khoi="XH")


def test_what_is_empty_is_a_dash_and_not_zero(field: Field, sign_in: SignIn) -> None:
    page = text(sign_in(field.clerk), ROOT, q="XH08")

    assert '–<span class="vh"> không có số liệu</span>' in page
    assert ">0<" not in page


def test_money_is_shown_in_the_scale_one_likes(field: Field, sign_in: SignIn) -> None:
    an_activity(field, gifts(goods=1_234_567_000))

    page = text(sign_in(field.clerk), ROOT, q="XH01", tien="trieu")

    assert ">1.234,6</a>" in page
    assert "triệu đồng" in page


def test_a_clerk_sees_her_own_unit_and_no_other(field: Field, sign_in: SignIn) -> None:
    a_figure(field, said(7_654_321), unit=field.office, by=field.officer)
    client = sign_in(field.clerk)

    page = text(client, ROOT, q="XH08", dv=field.office.key)

    assert "7.654.321" not in page
    assert "Hội Chữ thập đỏ xã Bum Tở" in page
    assert "Không có đơn vị nào tên “hội tỉnh”" in text(client, ROOT, **{"don-vi": "hội tỉnh"})


def test_stocks_are_not_added_over_periods_and_scores_not_over_units(
    field: Field, sign_in: SignIn
) -> None:
    other = a_unit("Hội xã Pa Ủ", kind=UnitKind.CHAPTER, parent=field.office, line=Line.RED_CROSS)
    for unit in (field.chapter, other):
        a_figure(field, said(10), unit=unit, by=field.officer)
        a_figure(field, said("90.5", "KT04"), unit=unit, by=field.officer)
    client = sign_in(field.officer)

    stock, score = text(client, "/so-lieu/mot/XH08/"), text(client, "/so-lieu/mot/KT04/")

    assert "<b>20</b> địa chỉ" in stock
    assert "là số có đến cuối kỳ; cộng qua các kỳ sẽ tính nhiều lần." in stock
    assert "181,00" not in score
    assert "là tỷ lệ; tính lại từ các chỉ tiêu gốc, không cộng." in score
    assert score.count("90,50") >= 2
    assert "Cộng lại" not in text(client, "/so-lieu/goc/KT04/")


def test_flows_are_added_over_months_to_the_figure_of_the_year(
    field: Field, sign_in: SignIn
) -> None:
    an_activity(field, gifts(first_on=dt.date(2026, 3, 2), goods=5_000_000))
    an_activity(field)

    page = text(sign_in(field.officer), "/so-lieu/mot/XH01/")

    assert "Cộng các cột trên: 17.000.000 đồng." in page
    assert page.count("<title>tháng ") >= 11
    assert "Hiện vật" in page


def merged(field: Field) -> tuple[Unit, Unit, Unit]:
    """Two units of before the merger, and the one that took them over."""

    def chapter(name: str, start: dt.date, end: dt.date | None = None) -> Unit:
        return a_unit(
            name, kind=UnitKind.CHAPTER, parent=field.office, line=Line.RED_CROSS, start=start,
            end=end, territory=a_unit(f"Xã của {name}", kind=UnitKind.COMMUNE),
        )  # fmt: skip

    early = dt.date(2020, 1, 1)
    first = chapter("Hội xã Bum Nưa cũ", early, MERGED)
    second = chapter("Hội xã Vàng San", early, MERGED)
    new = chapter("Hội xã Mới", MERGED)
    for before in (first, second):
        a_succession(before, new, on=MERGED)
    return first, second, new


def cells(page: str, unit: str) -> list[str]:
    """What stands in the row of that unit: a figure for each year."""
    row = page.partition(f"{unit}</th>")[2].partition("</tr>")[0]
    return [re.sub("<[^>]*>", "", cell) for cell in re.findall("<td[^>]*>(.*?)</td>", row)[:3]]


def test_years_across_the_merger_stand_side_by_side_in_the_units_of_either_day(
    field: Field, sign_in: SignIn
) -> None:
    first, second, new = merged(field)
    for unit, number, year in ((first, 3, 2024), (second, 4, 2024), (new, 10, 2026)):
        what = said(number, "XH09", day=dt.date(year, 6, 30))
        a_figure(field, what, unit=unit, by=field.officer)
    client = sign_in(field.officer)

    now = text(client, "/so-lieu/so-sanh/", **{"chi-tieu": "XH09"})
    then = text(client, "/so-lieu/so-sanh/", **{"chi-tieu": "XH09", "don-vi-cua": "truoc"})

    guess = "5 ≈ trong đó ước tính theo tỷ lệ chia: 5"
    assert cells(now, "Hội xã Mới") == ["7", "–", "10"]
    assert cells(then, "Hội xã Bum Nưa cũ") == ["3", "–", guess]
    assert cells(then, "Hội xã Vàng San") == ["4", "–", guess]
    assert cells(now, "(cả đơn vị)") == cells(then, "(cả đơn vị)") == ["7", "–", "10"]


def test_a_unit_that_came_later_is_told_how_to_see_what_was_before(
    field: Field, sign_in: SignIn
) -> None:
    new = a_unit(
        "Hội xã Mới", kind=UnitKind.CHAPTER, parent=field.office, line=Line.RED_CROSS, start=MERGED
    )

    page = text(sign_in(field.officer), ROOT, dv=new.key, ky="ND09:YEAR:2024")

    assert "Hãy chọn “Theo đơn vị hiện nay”" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"ky": "ND09:YEAR:99999"}, {"ky": "x"}, {"loai": "ND09:KHONG"}, {"loai": "::"},
        {"ct": "ngay", "ngay": "31/02/2024"}, {"ct": "ngay"}, {"ct": "zz"}, {"tien": "usd"},
        {"trang": "999999"}, {"trang": "-1"}, {"khoi": "ZZ"}, {"dv": "khong-co"},
        {"q": "%' OR 1=1"}, {"don-vi": "   "}, {"co": "9"}, {"loai": "ND09:NINE_MONTHS"},
    ],
)  # fmt: skip
def test_an_address_that_makes_no_sense_still_answers(
    field: Field, sign_in: SignIn, asked: dict[str, str]
) -> None:
    client = sign_in(field.officer)
    for address in (ROOT, "/so-lieu/mot/XH01/", "/so-lieu/goc/XH01/", "/so-lieu/so-sanh/"):
        assert client.get(address, asked).status_code == 200


def test_every_kind_of_period_of_every_regime_has_its_page(field: Field, sign_in: SignIn) -> None:
    client = sign_in(field.officer)
    for regime in regimes():
        for kind in regime.kinds:
            page = text(client, "/so-lieu/mot/XH01/", loai=f"{regime.code}:{kind}")
            assert f'value="{regime.code}:{kind}" selected' in page


def test_a_formula_shows_its_parts_and_has_no_facts_of_its_own(
    field: Field, sign_in: SignIn
) -> None:
    an_activity(field)
    client = sign_in(field.officer)

    page = text(client, "/so-lieu/mot/TH01/")

    assert "XH01+SK01+TT01+HM07" in page
    assert "/so-lieu/mot/XH01/?" in page
    assert client.get("/so-lieu/goc/TH01/").status_code == 404
    assert client.get("/so-lieu/mot/KHONG/").status_code == 404


def test_every_table_is_taken_out_with_numbers_as_numbers(field: Field, sign_in: SignIn) -> None:
    an_activity(field)
    client = sign_in(field.officer)
    for address, column in ((ROOT, 3), ("/so-lieu/mot/XH01/", 1), ("/so-lieu/goc/XH01/", 5),
                            ("/so-lieu/so-sanh/", 5)):  # fmt: skip
        book = client.get(address, {"ky": YEAR, "dang": "xlsx"}).content
        sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book))
        rows = sheet.get_sheet_by_index(0).to_python()
        assert Decimal(12_000_000) in {row[column] for row in rows if len(row) > column}
        plain = client.get(address, {"ky": YEAR, "dang": "csv"}).content.decode("utf-8-sig")
        assert "12000000" in plain


def test_a_page_asks_little_and_no_more_when_there_is_more(field: Field, sign_in: SignIn) -> None:
    client = sign_in(field.officer)
    addresses = (ROOT, f"{ROOT}?co=1", "/so-lieu/mot/XH01/", "/so-lieu/mot/TC04/",
                 "/so-lieu/goc/XH01/", "/so-lieu/so-sanh/")  # fmt: skip
    an_activity(field)
    client.get(ROOT)
    counts = []
    for _ in range(2):
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address)
            assert len(page.content) < 60_000
            counts.append(len(asked))
        for day in range(1, 5):
            an_activity(field, gifts(first_on=DAY - dt.timedelta(days=day)))

    assert counts[: len(addresses)] == counts[len(addresses) :]
    assert max(counts) <= 15, counts
