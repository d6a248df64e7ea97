"""Files of figures say what was counted, once, in the ways of the systems that read them."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import hxl
import pytest
import python_calamine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree
from tests.builders.activities import AT, DAY, Field, a_field, an_activity
from tests.builders.figures import a_figure, measures, said
from tests.builders.units import a_unit

from nhanai.exchange.models import Partner, PartnerCode
from nhanai.exchange.rules.adx import NAMESPACE
from nhanai.exchange.vocab import CodeKind, IdScheme
from nhanai.identity.models import User
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
FILE = "/so-lieu/trao-doi/tep/"
NOVEMBER = "CALENDAR:MONTH:2026-11"


@pytest.fixture
def field() -> Field:
    """An office and a chapter, each with figures of its own in November 2026."""
    measures()
    field = a_field()
    a_figure(field, said(12))
    a_figure(field, said(3), unit=field.office, by=field.officer)
    a_figure(field, said(2, "XH12", part="TK"))
    a_figure(field, said(1, "XH12", part="CD"))
    return field


def taken(client: Client, **asked: str) -> bytes:
    answer = client.get(FILE, {"ky": NOVEMBER, "khoi": "XH", **asked})
    assert answer.status_code == 200, answer.content.decode()[-3000:]
    return answer.content


def values(content: bytes) -> dict[tuple[str, ...], str]:
    found = json.loads(content)["dataValues"]
    named = ("orgUnit", "dataElement", "categoryOptionCombo")
    return {tuple(one[key] for key in named if key in one): one["value"] for one in found}


def test_dhis2_gets_what_each_unit_recorded_itself(field: Field, sign_in: SignIn) -> None:
    client = sign_in(field.officer)

    both = taken(client, dang="dhis2", **{"pham-vi": "duoi"})
    alone = taken(client, dang="dhis2")

    assert values(both) == {
        ("hoi-tinh", "XH08"): "3",
        ("hoi-bum-to", "XH08"): "12",
        ("hoi-bum-to", "XH12"): "3",
    }
    assert values(alone) == {("hoi-tinh", "XH08"): "15", ("hoi-tinh", "XH12"): "3"}
    first = json.loads(both)["dataValues"][0]
    assert first["period"] == "202611"
    assert first["comment"] == "Số có đến cuối kỳ: không cộng qua các kỳ."


def test_groups_stand_alone_and_never_beside_their_sum(field: Field, sign_in: SignIn) -> None:
    content = taken(sign_in(field.clerk), dang="dhis2", nhom="1")

    assert values(content) == {
        ("hoi-bum-to", "XH08"): "12",
        ("hoi-bum-to", "XH12", "TK"): "2",
        ("hoi-bum-to", "XH12", "CD"): "1",
    }


def test_a_month_of_the_decree_tells_its_days_beside_each_value(
    field: Field, sign_in: SignIn
) -> None:
    content = taken(sign_in(field.clerk), dang="dhis2", ky="ND09:MONTH:2026-12")

    first = json.loads(content)["dataValues"][0]
    assert first["period"] == "202612"
    assert "số liệu từ 15/11/2026 – 14/12/2026" in first["comment"]


def test_what_must_not_be_added_over_units_is_left_out_and_named(
    field: Field, sign_in: SignIn
) -> None:
    an_activity(field)
    client, asked = sign_in(field.officer), {"ky": NOVEMBER, "pham-vi": "duoi", "dang": "dhis2"}

    page = client.get("/so-lieu/trao-doi/", asked).content.decode()

    assert "TC05 Tỷ lệ hội viên trên dân số" in page
    assert "là tỷ lệ; tính lại từ các chỉ tiêu gốc, không cộng." in page
    codes = {key[1] for key in values(taken(client, khoi="", **asked))}
    assert "TH02" in codes
    assert codes.isdisjoint({"TC05", "TH02N", "TH03", "TC12"})


def test_formulas_of_own_figures_add_to_the_whole(field: Field, sign_in: SignIn) -> None:
    an_activity(field)
    client = sign_in(field.officer)

    below = values(taken(client, khoi="TH", dang="dhis2", **{"pham-vi": "duoi"}))
    whole = values(taken(client, khoi="TH", dang="dhis2"))

    assert whole["hoi-tinh", "TH01A"] == "12000000"
    assert sum(int(one) for key, one in below.items() if key[1] == "TH01A") == 12_000_000


def test_adx_keeps_to_the_schema_of_the_profile(field: Field, sign_in: SignIn) -> None:
    content = taken(sign_in(field.officer), dang="adx", nhom="1", **{"pham-vi": "duoi"})

    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("adx.xsd")))
    root = etree.fromstring(content)
    schema.assertValid(root)
    group = root.find(f"{{{NAMESPACE}}}group[@orgUnit='hoi-bum-to']")
    assert group is not None
    assert group.get("period") == "2026-11-01/P1M"
    found = {(one.get("dataElement"), one.get("NHOM")): one.get("value") for one in group}
    assert found == {("XH08", None): "12", ("XH12", "TK"): "2", ("XH12", "CD"): "1"}


def read_hxl(content: bytes) -> hxl.model.Dataset:
    """The file as the library of HXL reads it."""
    return hxl.data(hxl.make_input(io.BytesIO(content), hxl.InputOptions(allow_local=True)))


OWN_SCHEMA = [
    ["#valid_tag", "#valid_required+min", "#valid_datatype"],
    ["#org+code", "1", ""],
    ["#indicator+code", "1", ""],
    ["#indicator+value-estimated", "1", "number"],
    ["#date+start", "1", "date"],
    ["#date+end", "1", "date"],
]


@pytest.mark.parametrize("kind", ["hxl-csv", "hxl-xlsx"])
def test_hxl_is_read_and_held_valid_by_the_library_of_hxl(
    field: Field, sign_in: SignIn, kind: str
) -> None:
    content = taken(sign_in(field.officer), dang=kind, **{"pham-vi": "duoi"})

    asked = ("#org+code", "#indicator+code", "#indicator+value-estimated")
    rows = {tuple(str(row.get(tag)) for tag in asked) for row in read_hxl(content)}
    assert {("hoi-bum-to", "XH08", "12"), ("hoi-tinh", "XH08", "15")} <= rows
    for schema in (OWN_SCHEMA, None):
        faults: list[object] = []
        assert hxl.schema(schema, faults.append).validate(read_hxl(content)), faults


def test_the_table_says_what_adds(field: Field, sign_in: SignIn) -> None:
    content = taken(sign_in(field.clerk), dang="csv")

    table = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    rows = {row["Mã chỉ tiêu"]: row for row in table}
    assert (rows["XH08"]["Số liệu"], rows["XH08"]["Cộng qua kỳ"]) == ("12", "không")
    assert (rows["XH12"]["Số liệu"], rows["XH12"]["Cộng qua kỳ"]) == ("3", "có")
    assert set(rows) == {"XH08", "XH12"}


def test_the_workbook_and_json_hold_the_same(field: Field, sign_in: SignIn) -> None:
    client = sign_in(field.clerk)

    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(taken(client, dang="xlsx")))
    told = json.loads(taken(client, dang="json"))

    found = [row for row in sheet.get_sheet_by_index(0).to_python() if row[3] == "XH08"]
    assert found[0][10] == 12
    named = ("measure", "value", "adds_over_periods")
    assert [tuple(one[key] for key in named) for one in told["figures"]] == [
        ("XH08", "12", False),
        ("XH12", "3", True),
    ]


def test_a_partner_is_called_by_its_own_codes(field: Field, sign_in: SignIn) -> None:
    partner = Partner.objects.create(
        name="Sở Y tế", scheme=IdScheme.UID, data_set="Ds1", changed_by=field.officer, changed_at=AT
    )
    for kind, ours, theirs in (
        (CodeKind.MEASURE, "XH08", "aB3"), (CodeKind.UNIT, "hoi-bum-to", "oU7"),
    ):  # fmt: skip
        PartnerCode.objects.create(partner=partner, kind=kind, ours=ours, theirs=theirs)

    asked = {"dang": "dhis2", "pham-vi": "duoi", "doi-tac": str(partner.pk)}
    content = taken(sign_in(field.officer), **asked)

    assert values(content) == {("oU7", "aB3"): "12"}
    told = json.loads(content)
    assert (told["idScheme"], told["dataSet"]) == ("UID", "Ds1")
    page = sign_in(field.officer).get("/so-lieu/trao-doi/", {"ky": NOVEMBER, **asked})
    assert "Sở Y tế không có mã của đơn vị này." in page.content.decode()


@pytest.mark.parametrize(
    "asked", [{"ky": "CALENDAR:NINE_MONTHS:2026"}, {"ky": "CALENDAR:MONTH:2025-01"}]
)
def test_what_cannot_be_handed_over_says_why(
    field: Field, sign_in: SignIn, asked: dict[str, str]
) -> None:
    answer = sign_in(field.clerk).get(FILE, {"dang": "dhis2", **asked})

    assert answer.status_code == 422
    assert "Hãy chọn" in answer.content.decode()


def test_a_clerk_hands_over_nothing_of_another_chapter(field: Field, sign_in: SignIn) -> None:
    other = a_unit(
        "Hội Chữ thập đỏ xã Mường Mô", key="hoi-muong-mo", kind=UnitKind.CHAPTER,
        parent=field.office, line=Line.RED_CROSS,
    )  # fmt: skip
    a_figure(field, said(77), unit=other, by=field.officer)

    content = taken(sign_in(field.clerk), dv=other.key, dang="csv", **{"pham-vi": "duoi"})

    assert b"hoi-muong-mo" not in content


def test_more_figures_ask_no_more_queries(field: Field, sign_in: SignIn) -> None:
    client = sign_in(field.officer)
    asked = {"ky": NOVEMBER, "pham-vi": "duoi", "dang": "dhis2"}
    client.get("/so-lieu/trao-doi/", asked)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/so-lieu/trao-doi/", asked)
    for number in range(12):
        day = DAY - dt.timedelta(days=number + 1)
        a_figure(field, said(number, "XH09", day=day))

    with CaptureQueriesContext(connection) as many:
        client.get("/so-lieu/trao-doi/", asked)

    assert len(many) <= len(few)
    assert len(few) <= 22
