"""The catalogue is seen by all who read figures; the province adds measures of its own, typed."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from tests.builders.activities import AT, Field, a_field, at
from tests.builders.figures import a_figure, counted, measures, said
from tests.builders.identity import an_administrator
from tests.builders.units import a_unit

from nhanai.facts import actions
from nhanai.facts.actions import CannotCatalogue, load_measures
from nhanai.facts.models import Measure
from nhanai.facts.queries.catalogue import measures as catalogue
from nhanai.facts.rules.catalogue import faults_of
from nhanai.facts.rules.own import OwnMeasure
from nhanai.facts.vocab import Block, MeasureKind
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.units.vocab import UnitKind

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
START = dt.date(2026, 1, 1)
SENT = {
    "block": "XH", "name": "Bò giống trao tặng", "unit_of_measure": "con", "kind": "FLOW",
    "decimals": "0", "parts": "HN = Hộ nghèo\nKH = Khác", "start": "01/01/2026", "end": "",
}  # fmt: skip


@pytest.fixture
def field() -> Field:
    """A chapter below the province's office, and the catalogue."""
    measures()
    return a_field()


def an_admin() -> User:
    return an_administrator(province=a_unit("Tỉnh", kind=UnitKind.PROVINCE))


def own(**changed: object) -> OwnMeasure:
    """A measure of what was given."""
    said_of = {"block": Block.SOCIAL_WORK, "name": "Bò giống trao tặng", "unit_of_measure": "con",
               "kind": MeasureKind.FLOW, "start": START}  # fmt: skip
    return OwnMeasure(**{**said_of, **changed})  # type: ignore[arg-type]


def test_a_measure_of_the_provinces_own_is_typed_like_any_other(field: Field) -> None:
    made = actions.add_measure(own=own(parts="hn = Hộ nghèo"), by=an_admin(), at=AT)

    assert (made.code, made.adding, made.is_shipped) == ("XHR1", "SUM", False)
    assert faults_of(catalogue().values()) == []
    assert counted(a_figure(field, said(4, "XHR1", part="HN"))) == [("XHR1", 4, "HN", 0)]
    assert load_measures() == 0
    assert Measure.objects.filter(code="XHR1").exists()


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"name": "x"}, "own-name"),
        ({"name": "dân  số".replace("  ", " ")}, "own-name-taken"),
        ({"unit_of_measure": ""}, "own-unit"),
        ({"end": START}, "own-end"),
        ({"decimals": 9}, "own-decimals"),
        ({"parts": "Hộ nghèo"}, "own-part"),
        ({"parts": "A = Một\nA = Hai"}, "own-parts"),
        ({"kind": MeasureKind.DISTINCT}, "own-kind"),
        ({"note": "x" * 501}, "own-note"),
    ],
)
def test_a_measure_that_cannot_hold_is_refused(
    field: Field, changed: dict[str, object], rule: str
) -> None:
    before = Measure.objects.count()

    with pytest.raises(CannotCatalogue) as refusal:
        actions.add_measure(own=own(**changed), by=an_admin(), at=AT)

    assert [finding.rule for finding in refusal.value.findings] == [rule]
    assert Measure.objects.count() == before


def test_only_the_administrator_of_the_province_changes_the_catalogue(field: Field) -> None:
    for by in (field.officer, at(field.office, Role.ADMINISTRATOR)):
        with pytest.raises(CannotCatalogue):
            actions.add_measure(own=own(), by=by, at=AT)


def test_a_measure_ends_after_its_last_figure_and_takes_no_more(field: Field) -> None:
    admin = an_admin()
    made = actions.add_measure(own=own(), by=admin, at=AT)
    figure = a_figure(field, said(4, "XHR1"))

    with pytest.raises(CannotCatalogue):
        actions.end_measure(measure=made, on=figure.day, by=admin, at=AT)
    ended = actions.end_measure(measure=made, on=figure.day + dt.timedelta(days=1), by=admin, at=AT)

    assert ended.end == figure.day + dt.timedelta(days=1)
    with pytest.raises(CannotCatalogue):
        actions.end_measure(measure=Measure.objects.get(code="XH08"), on=START, by=admin, at=AT)


def test_the_page_says_how_each_measure_adds_up(field: Field, sign_in: SignIn) -> None:
    client = sign_in(field.clerk)

    page = client.get("/so-lieu/chi-tieu/", {"q": "ty le hoi vien"}).content.decode()

    assert "<b>100*TC04/DS01</b>" in page
    assert "Tính từ số của các chỉ tiêu khác." in page
    assert "Thêm chỉ tiêu riêng" not in page
    assert "chưa kiểm chứng" in client.get("/so-lieu/chi-tieu/", {"q": "TN01"}).content.decode()
    assert client.get("/so-lieu/chi-tieu/", {"dang": "csv"}).status_code == 200
    assert client.post("/so-lieu/chi-tieu/them/", SENT).status_code == 403


def test_the_administrator_adds_and_ends_on_the_page(field: Field, sign_in: SignIn) -> None:
    client = sign_in(an_admin())

    wrong = client.post("/so-lieu/chi-tieu/them/", {**SENT, "name": "Dân số"})
    added = client.post("/so-lieu/chi-tieu/them/", SENT, follow=True)
    again = client.post("/so-lieu/chi-tieu/XHR1/thoi-dung/", {"on": "x"}, follow=True)
    ended = client.post("/so-lieu/chi-tieu/XHR1/thoi-dung/", {"on": "01/12/2026"}, follow=True)

    assert wrong.status_code == 422
    assert "Đã có chỉ tiêu DS01 cùng tên." in wrong.content.decode()
    assert "Đã thêm chỉ tiêu XHR1" in added.content.decode()
    assert "Viết ngày theo thứ tự" in again.content.decode()
    assert "Đã thôi dùng chỉ tiêu XHR1" in ended.content.decode()
    assert Measure.objects.get(code="XHR1").end == dt.date(2026, 12, 1)
