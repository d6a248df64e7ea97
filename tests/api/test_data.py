"""Programs read the same figures that people see, page by page, and hear in words what is wrong."""

from typing import Any

import jsonschema_rs
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.api.test_keys import a_key
from tests.builders.activities import DAY, Field, a_field, an_activity
from tests.builders.figures import a_figure, measures, said

from nhanai.api.rules.document import RESOURCES, document

pytestmark = pytest.mark.django_db
NOVEMBER = "CALENDAR:MONTH:2026-11"


@pytest.fixture
def field() -> Field:
    """An office and a chapter with figures in November 2026."""
    cache.clear()
    measures()
    field = a_field()
    a_figure(field, said(12))
    a_figure(field, said(2, "XH12", part="TK"))
    an_activity(field)
    return field


class Program:
    """What asks with the key of somebody."""

    def __init__(self, field: Field) -> None:
        _, token = a_key(field.officer)
        self.client = Client(headers={"Authorization": f"Bearer {token}"})

    def __call__(self, path: str, status: int = 200, **asked: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever an address may carry)
        answer = self.client.get(f"/api/v1/{path}", asked)
        assert answer.status_code == status, answer.content.decode()
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture
def ask(field: Field) -> Program:
    return Program(field)


def test_figures_are_those_of_the_pages(ask: Program) -> None:
    found = ask("figures", unit="hoi-tinh", periods=NOVEMBER, measures="XH08,XH12,XH02,XH09")

    assert [(row["measure"], row["value"], row["is_exact"]) for row in found["rows"]] == [
        ("XH08", "12", True), ("XH12", "2", True), ("XH02", "40", True),
    ]  # fmt: skip
    assert found["total"] == 3


def test_figures_below_and_by_group(ask: Program) -> None:
    found = ask(
        "figures", unit="hoi-tinh", periods=NOVEMBER, measures="XH12", below="true", by="part"
    )

    assert [(row["unit"], row["part"], row["value"]) for row in found["rows"]] == [
        ("hoi-tinh", "TK", "2"), ("hoi-bum-to", "TK", "2"),
    ]  # fmt: skip


def test_facts_lead_to_their_records(ask: Program) -> None:
    found = ask("facts", unit="hoi-tinh", period=NOVEMBER, measure="XH08")

    (row,) = found["rows"]
    assert (row["day"], row["unit"], row["quantity"], row["source"]) == (
        DAY.isoformat(), "hoi-bum-to", "12", "figures",
    )  # fmt: skip
    assert "/so-lieu/da-nhap/" in row["address"]


def test_periods_and_measures_and_units(ask: Program) -> None:
    periods = ask("periods", regime="ND09", kind="MONTH", year=2026)["rows"]
    units = ask("units", below="hoi-tinh", day="2026-11-01")["rows"]
    found = ask("measures", q="địa chỉ nhân đạo đang", size=1)

    november = next(row for row in periods if row["key"] == "ND09:MONTH:2026-11")
    assert (november["start"], november["end"], november["dhis2"]) == (
        "2026-10-15", "2026-11-14", "202611",
    )  # fmt: skip
    assert [(row["key"], row["parent"]) for row in units] == [("hoi-bum-to", "hoi-tinh")]
    assert [row["code"] for row in found["rows"]] == ["XH08"]


@pytest.mark.parametrize(
    ("path", "asked", "status"),
    [
        ("figures", {"unit": "khong-co", "periods": NOVEMBER}, 404),
        ("figures", {"unit": "hoi-tinh", "periods": "CALENDAR:MONTH:2026-13"}, 422),
        ("figures", {"unit": "hoi-tinh", "periods": "KHAC:MONTH:2026-12"}, 404),
        ("figures", {"unit": "hoi-tinh", "periods": NOVEMBER, "measures": "XX99"}, 404),
        ("figures", {"unit": "hoi-tinh"}, 422),
        ("figures", {"unit": "hoi-tinh", "periods": ",".join([NOVEMBER] * 25)}, 422),
        ("facts", {"unit": "hoi-tinh", "period": NOVEMBER, "measure": "TH01"}, 404),
        ("units", {"day": "2026-02-30"}, 422),
        ("units", {"page": "0"}, 422),
        ("units", {"page": ["1", "2"]}, 422),
        ("measures", {"size": "201"}, 422),
        ("measures", {"la": "1"}, 422),
    ],
)
def test_a_wrong_question_is_answered_with_a_problem(
    ask: Program, path: str, asked: dict[str, object], status: int
) -> None:
    found = ask(path, status, **asked)

    assert (found["status"], found["type"]) == (status, "about:blank")
    assert found["detail"]
    assert bool(found.get("errors")) == (status == 422)


def test_what_did_not_change_is_not_sent_again(ask: Program, field: Field) -> None:
    path = "/api/v1/figures"
    asked = {"unit": "hoi-tinh", "periods": NOVEMBER, "measures": "XH08"}
    first = ask.client.get(path, asked)

    again = ask.client.get(path, asked, headers={"If-None-Match": first.headers["ETag"]})
    a_figure(field, said(3), unit=field.office, by=field.officer)
    later = ask.client.get(path, asked, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content, later.status_code) == (304, b"", 200)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in first.headers["Vary"]


def test_pages_hold_every_row_once(ask: Program) -> None:
    whole = ask("measures", size=200)
    pages = [ask("measures", size=40, page=number)["rows"] for number in (1, 2, 3)]

    assert [row for page in pages for row in page] == whole["rows"]


def test_more_rows_ask_no_more_queries(ask: Program, field: Field) -> None:
    asked: dict[str, Any] = {"unit": "hoi-tinh", "period": NOVEMBER, "measure": "XH09"}
    a_figure(field, said(1, "XH09"))
    ask("facts", **asked)
    with CaptureQueriesContext(connection) as few:
        ask("facts", **asked)
    for number in range(1, 10):
        a_figure(field, said(1, "XH09", day=DAY.replace(day=number)))

    with CaptureQueriesContext(connection) as many:
        ask("facts", **asked)

    assert len(many) <= len(few)


def test_nothing_but_reading_is_answered(ask: Program) -> None:
    for ask_otherwise in (ask.client.post, ask.client.put, ask.client.delete):
        assert ask_otherwise("/api/v1/units").status_code == 405


def test_the_description_is_open_and_whole(client: Client, field: Field) -> None:
    told = client.get("/api/v1/openapi.json").json()

    assert told["openapi"] == "3.1.0"
    assert set(told["paths"]) == {f"/{one.name}" for one in RESOURCES}
    jsonschema_rs.meta.validate(told["components"]["schemas"]["Problem"])
    assert told == document("http://localhost:8000")
