"""The pages of what a year is to bring: handing out, pasting, how far a unit is."""

import io
from collections.abc import Callable

import pytest
import python_calamine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.builders.activities import Field, a_field
from tests.builders.figures import a_figure, a_plan, handed, measures, said
from tests.builders.units import a_unit

from nhanai.figures.models import PlannedValue
from nhanai.figures.rules.pasting import MOST_LINES, TooLong, cells_of, pasted
from nhanai.identity.models import User
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

SignIn = Callable[[User], Client]
ROOT = "/so-lieu/ke-hoach/"
HAND = "/so-lieu/ke-hoach/giao/?chi-tieu=XH08&nam=2026"
db = pytest.mark.django_db
nodb = pytest.mark.nodb


@pytest.fixture
def field() -> Field:
    """A chapter below the province's office, and the catalogue."""
    measures()
    return a_field()


def text(client: Client, address: str, **asked: str) -> str:
    """The page, which must be there."""
    answer = client.get(address, asked) if asked else client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def sent(client: Client, address: str, **boxes: object) -> tuple[int, str]:
    """What the page answers to a form with a document and these boxes."""
    whole = {"reference": "12/KH-CTĐ", "on": "22/11/2026", "reason": "", **boxes}
    answer = client.post(address, whole)
    return answer.status_code, " ".join(answer.content.decode().split())


def box(unit: Unit, measure: str = "XH08") -> str:
    """The name of a box."""
    return f"so-{unit.pk}:{measure}"


@db
def test_one_table_hands_out_to_the_province_and_its_chapters(
    field: Field, sign_in: SignIn
) -> None:
    client = sign_in(field.officer)

    status, _ = sent(client, HAND, **{box(field.office): "1.200", box(field.chapter): "20"})

    assert status == 302
    assert sorted(PlannedValue.objects.values_list("unit__key", "quantity")) == [
        ("hoi-bum-to", 20), ("hoi-tinh", 1200),
    ]  # fmt: skip
    page = text(client, HAND)
    assert 'value="1.200"' in page
    assert "Các đơn vị dưới đang được giao cộng lại: 20 (1 đơn vị)." in page


@db
def test_all_that_is_wrong_is_said_at_once_and_what_was_typed_stays(
    field: Field, sign_in: SignIn
) -> None:
    status, page = sent(
        sign_in(field.officer), HAND,
        **{"reference": "", box(field.office): "hai mươi", box(field.chapter): "7"},
    )  # fmt: skip

    assert status == 422
    assert "“hai mươi” không phải một số" in page
    assert "Ghi số, ký hiệu văn bản giao chỉ tiêu" in page
    assert 'value="hai mươi"' in page
    assert 'value="7"' in page
    assert not PlannedValue.objects.exists()


@db
def test_a_number_changed_meanwhile_is_shown_beside_the_box(field: Field, sign_in: SignIn) -> None:
    a_plan(field, handed(field.chapter))
    a_plan(field, handed(field.chapter, 30, version=1), reason="Điều chỉnh giữa năm")

    status, page = sent(
        sign_in(field.officer), HAND,
        **{box(field.chapter): "25", f"lan-{field.chapter.pk}:XH08": "1", "reason": "Giảm bớt"},
    )  # fmt: skip

    assert status == 422
    assert "Người khác vừa giao số khác." in page
    assert 'data-l="Đang giao">30</td>' in page


@db
def test_a_pasted_table_fills_the_boxes_and_saves_nothing(field: Field, sign_in: SignIn) -> None:
    status, page = sent(
        sign_in(field.officer),
        HAND,
        dien="1",
        bang="TT\tĐơn vị\tSố giao\n1\tBum Tở\t1.250\n2\tPa Tần\t9",
    )

    assert status == 200
    assert 'value="1.250"' in page
    assert "Đã điền 1 số vào bảng dưới, chưa lưu." in page
    assert "1 dòng không rõ đơn vị: 2 Pa Tần 9." in page
    assert not PlannedValue.objects.exists()


@db
def test_the_table_that_is_taken_out_comes_back_filled(field: Field, sign_in: SignIn) -> None:
    client = sign_in(field.officer)
    taken = client.get(f"{HAND}&dang=xlsx").content
    rows = python_calamine.load_workbook(io.BytesIO(taken)).get_sheet_by_index(0).to_python()
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        page = book.add_worksheet()
        for down, row in enumerate(rows):
            filled = [*row[:3], 35] if row[0] == "Hội Chữ thập đỏ xã Bum Tở" else row
            page.write_row(down, 0, filled)

    file = SimpleUploadedFile("giao.xlsx", kept.getvalue())
    status, answer = sent(client, HAND, dien="1", tep=file)

    assert status == 200
    assert "Đã điền 1 số" in answer
    assert 'value="35"' in answer
    file = SimpleUploadedFile("giao.xlsx", b"PK nothing")
    assert "Không mở được tệp." in sent(client, HAND, dien="1", tep=file)[1]


@db
def test_the_plan_stands_beside_what_was_counted_with_its_share(
    field: Field, sign_in: SignIn
) -> None:
    a_plan(field, handed(field.chapter, 20), handed(field.chapter, 5, "XH12"))
    a_figure(field, said(22))
    client = sign_in(field.clerk)

    page = text(client, ROOT, nam="2026")
    one = text(client, f"{ROOT}mot/XH08/", nam="2026")

    assert 'data-l="Đạt">110 %</td>' in page
    assert "XH12" in page
    assert "Giao chỉ tiêu</a>" not in page
    assert "đạt <b>110 %</b>" in one
    assert "Lần 1: 20</b> theo 12/KH-CTĐ" in one
    assert client.get(HAND).status_code == 403
    table = text(client, "/so-lieu/", ky="ND09:YEAR:2026", q="XH08")
    assert "110 %" in table
    assert 'data-l="Đạt"' not in text(client, "/so-lieu/", ky="ND09:MONTH:2026-11", q="XH08")


@db
def test_a_year_without_plan_says_who_hands_out(field: Field, sign_in: SignIn) -> None:
    assert "Năm này đơn vị chưa được giao chỉ tiêu nào." in text(sign_in(field.clerk), ROOT)


@db
def test_many_measures_are_handed_to_one_unit(field: Field, sign_in: SignIn) -> None:
    address = f"/so-lieu/ke-hoach/giao-don-vi/?dv={field.chapter.key}&nam=2026&khoi=XH"
    client = sign_in(field.officer)
    assert "XH08" in text(client, address)

    status, _ = sent(client, address, **{box(field.chapter): "9", box(field.chapter, "XH12"): "4"})

    assert status == 302
    assert PlannedValue.objects.count() == 2


@db
def test_more_units_ask_no_more_queries(field: Field, sign_in: SignIn) -> None:
    client = sign_in(field.officer)
    text(client, HAND)
    with CaptureQueriesContext(connection) as few:
        text(client, HAND)
    for number in range(6):
        a_unit(f"Hội xã {number}", kind=UnitKind.CHAPTER, parent=field.office, line=Line.RED_CROSS)
    text(client, HAND)
    with CaptureQueriesContext(connection) as many:
        text(client, HAND)

    assert len(many) <= len(few)
    assert len(many) <= 15


NAMES = {
    1: "Hội Chữ thập đỏ xã Bum Tở", 2: "Hội Chữ thập đỏ phường Tân Phong",
    3: "Hội Chữ thập đỏ xã Tân Phong", 4: "Hội Chữ thập đỏ tỉnh Lai Châu",
}  # fmt: skip


@nodb
@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Hội CTĐ xã Bum Tở\t12", {1: "12"}),
        ("1\tBUM TO\t1.250,5\tghi chú", {1: "1.250,5"}),
        ("xã Tân Phong;7", {3: "7"}),
        ("Tân Phong\t7", {}),
        ("Bum Tở 12", {1: "12"}),
        ("Tỉnh Lai Châu\t100", {4: "100"}),
        ("Bum Tở\t", {}),
    ],
)
def test_a_pasted_line_finds_its_unit_or_none(line: str, found: dict[int, str]) -> None:
    assert pasted(cells_of(line), NAMES).typed == found


def test_a_pasted_table_that_is_too_long_is_refused_not_cut() -> None:
    line = "Bum Tở\t12\n"
    assert len(cells_of(line * MOST_LINES)) == MOST_LINES
    with pytest.raises(TooLong, match="ít dòng hơn"):
        cells_of(line * (MOST_LINES + 1))
