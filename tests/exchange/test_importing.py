"""Every row of a file is accounted for, and the same file again changes nothing."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.builders.activities import AT, Field, a_field
from tests.builders.figures import a_figure, measures, said
from tests.builders.units import a_unit

from nhanai.exchange.actions import importing as actions
from nhanai.exchange.models import FigureImport, FigureRow, Partner, PartnerCode
from nhanai.exchange.pages import importing as pages
from nhanai.exchange.vocab import CodeKind
from nhanai.facts.models import Fact
from nhanai.figures import actions as figures
from nhanai.figures.models import Figure
from nhanai.identity.models import User
from nhanai.journal.models import Line
from nhanai.units.vocab import Line as UnitLine
from nhanai.units.vocab import UnitKind

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PAGE = "/so-lieu/trao-doi/nhap/"
TODAY = AT.date()


@pytest.fixture
def field() -> Field:
    """An office, a chapter and its clerk, with another chapter beside."""
    measures()
    field = a_field()
    a_unit(
        "Hội Chữ thập đỏ xã Mường Mô", key="hoi-muong-mo", kind=UnitKind.CHAPTER,
        parent=field.office, line=UnitLine.RED_CROSS,
    )  # fmt: skip
    return field


def row(element: str, value: object, period: str = "202610", **more: object) -> dict[str, object]:
    return {
        "dataElement": element, "value": value, "period": period, "orgUnit": "hoi-bum-to", **more,
    }  # fmt: skip


def a_file(*rows: Mapping[str, object]) -> bytes:
    return json.dumps({"dataValues": rows}).encode()


def received(
    field: Field, *rows: Mapping[str, object], by: User | None = None,
    regime: str = "CALENDAR", partner: Partner | None = None,
) -> FigureImport:  # fmt: skip
    return actions.receive(
        name="thang10.json", content=a_file(*rows), partner=partner, regime=regime,
        by=by or field.clerk, at=AT,
    )  # fmt: skip


def confirmed(one: FigureImport) -> FigureImport:
    seal = pages.one(one.by, one, shown="", number=1, today=TODAY).seal
    return actions.confirm(one=one, seen=seal, by=one.by, at=AT)


def outcomes(one: FigureImport) -> list[str]:
    page = pages.one(one.by, one, shown="", number=1, today=TODAY, size=100)
    return [each.outcome.value for each in page.page]


def standing() -> list[tuple[str, str, str, int]]:
    rows = Figure.objects.filter(withdrawn_at=None).order_by("day", "measure__code", "part")
    found = rows.values_list("measure__code", "day", "part", "quantity")
    return [(code, day.isoformat(), part, quantity) for code, day, part, quantity in found]


def test_every_row_has_an_outcome(field: Field) -> None:
    a_figure(field, said(7, "XH08", day=dt.date(2026, 9, 30)))
    a_figure(field, said(4, "XH08", day=dt.date(2026, 8, 31)))

    one = received(
        field,
        row("XH08", "12"),
        row("XH12", "2", categoryOptionCombo="TK"),
        row("XH08", "7", "202609"),
        row("XH08", "9", "202608"),
        row("XH08", "1", orgUnit="khong-co"),
        row("XH08", "1", orgUnit="hoi-muong-mo"),
        row("XH08", "1", orgUnit="xa-bum-to"),
        row("XX99", "1"),
        row("XH02", "1"),
        row("TH01", "1"),
        row("XH12", "1"),
        row("XH12", "1", categoryOptionCombo="ZZ"),
        row("XH07", "1", "2026W40"),
        row("XH07", "1", "202612"),
        row("XH07", "1.234"),
        row("XH07", "1.234,5"),
        row("XH07", "-3"),
        row("XH09", "5"),
        row("XH09", "5"),
        row("XH10", "5"),
        row("XH10", "6"),
        row("XH11", "5", deleted=True),
        row("XH11", "5", attributeOptionCombo="moi"),
    )

    assert outcomes(one) == [
        *("TAKEN", "TAKEN", "UNCHANGED", "CORRECTED", "UNIT", "NOT_YOURS", "NOT_YOURS"),
        *("MEASURE", "DERIVED", "DERIVED", "PART", "PART", "PERIOD", "PERIOD"),
        *("NUMBER", "NUMBER", "NUMBER", "TAKEN", "TWICE", "TWICE", "TWICE", "DELETED", "OTHER"),
    ]


def test_what_was_confirmed_is_a_figure_with_author_note_and_evidence(field: Field) -> None:
    one = confirmed(received(field, row("XH12", "2", categoryOptionCombo="TK", comment="đợt 1")))

    figure = Figure.objects.get()
    assert standing() == [("XH12", "2026-10-31", "TK", 2)]
    assert (figure.made_by, figure.note) == (field.clerk, "Nhập từ tệp thang10.json. đợt 1")
    assert figure.link.endswith(f"{PAGE}{one.pk}/")
    assert Fact.objects.filter(record=figure.pk, source="figures.figure").count() == 1
    assert (one.state, one.counts) == ("DONE", {"TAKEN": 1})
    assert FigureRow.objects.get().figure == figure
    assert Line.objects.filter(verb="exchange.imported").count() == 1


def test_the_same_file_again_changes_nothing(field: Field) -> None:
    rows = (
        row("XH08", "12"), row("XH08", "13", "202609"), row("XH12", "2", categoryOptionCombo="TK"),
        row("XH09", "5", "2026Q3"), row("XX99", "1"),
    )  # fmt: skip
    confirmed(received(field, *rows))
    before = standing()

    again = received(field, *rows)

    assert outcomes(again) == [*["UNCHANGED"] * 4, "MEASURE"]
    confirmed(again)
    assert standing() == before


def test_a_new_number_for_the_same_period_corrects_the_old_one(field: Field) -> None:
    confirmed(received(field, row("XH09", "5"), row("XH08", "12")))

    confirmed(received(field, row("XH09", "6"), row("XH08", "11")))

    assert standing() == [("XH08", "2026-10-31", "", 11), ("XH09", "2026-10-31", "", 6)]
    assert Line.objects.filter(verb="figures.corrected").count() == 2


def test_a_period_over_another_one_is_not_counted_twice(field: Field) -> None:
    in_one_file = received(
        field, row("XH09", "20", "2026Q3"), row("XH09", "5", "202609"), row("XH08", "3", "202609"),
        row("XH08", "3", "2026Q3"), row("XH08", "4", "202608"),
    )  # fmt: skip
    assert outcomes(in_one_file) == ["OVERLAP", "TAKEN", "TAKEN", "OVERLAP", "TAKEN"]
    confirmed(in_one_file)

    later = received(
        field, row("XH09", "30", "2026S2"), row("XH09", "20", "2026Q3"), row("XH09", "1", "202608")
    )

    # the quarter and its last month stand on the same day
    assert outcomes(later) == ["PERIOD", "OVERLAP", "TAKEN"]


def test_a_quarter_that_was_taken_keeps_its_months_out(field: Field) -> None:
    confirmed(received(field, row("XH09", "20", "2026Q3")))

    later = received(field, row("XH09", "5", "202609"), row("XH09", "4", "202607"))

    assert outcomes(later) == ["OVERLAP", "OVERLAP"]


def test_a_typed_figure_in_the_period_is_not_counted_twice(field: Field) -> None:
    a_figure(field, said(5, "XH09", day=dt.date(2026, 10, 31)))

    later = received(field, row("XH09", "8"), row("XH09", "8", "202609"))

    assert outcomes(later) == ["OVERLAP", "TAKEN"]


def test_names_of_periods_may_be_those_of_the_decree(field: Field) -> None:
    confirmed(received(field, row("XH08", "12", "202611"), regime="ND09"))

    assert standing() == [("XH08", "2026-11-14", "", 12)]


def test_codes_of_a_partner_are_understood_and_no_others(field: Field) -> None:
    partner = Partner.objects.create(name="Sở Y tế", changed_by=field.officer, changed_at=AT)
    for kind, ours, theirs in (
        (CodeKind.MEASURE, "XH08", "aB3"), (CodeKind.MEASURE, "XH12", "aB4"),
        (CodeKind.UNIT, "hoi-bum-to", "oU7"), (CodeKind.PART, "XH12:TK", "cO1"),
    ):  # fmt: skip
        PartnerCode.objects.create(partner=partner, kind=kind, ours=ours, theirs=theirs)

    one = received(
        field, row("aB3", "12", orgUnit="oU7"), row("XH08", "12", orgUnit="oU7"),
        row("aB3", "12"), row("aB4", "3", orgUnit="oU7", categoryOptionCombo="cO1"),
        partner=partner,
    )  # fmt: skip

    assert outcomes(one) == ["TAKEN", "MEASURE", "UNIT", "TAKEN"]


def test_undoing_takes_back_what_was_new_and_what_was_changed(field: Field) -> None:
    a_figure(field, said(4, "XH08", day=dt.date(2026, 10, 31)))
    before = standing()
    one = confirmed(received(field, row("XH08", "9"), row("XH09", "5"), row("XX", "1")))
    assert standing() != before

    actions.undo(one=one, by=field.clerk, at=AT)

    assert standing() == before
    assert FigureImport.objects.get(pk=one.pk).state == "UNDONE"


def test_undoing_is_refused_whole_where_somebody_changed_a_figure_since(field: Field) -> None:
    one = confirmed(received(field, row("XH08", "9"), row("XH09", "5")))
    figure = Figure.objects.get(measure__code="XH09")
    figures.correct(
        figure=figure, quantity=Decimal(6), reason="đếm lại", version=1, by=field.clerk, at=AT
    )
    before = standing()

    with pytest.raises(actions.CannotImport, match="dòng 2 đã được sửa"):
        actions.undo(one=one, by=field.clerk, at=AT)

    assert standing() == before


def test_what_changed_since_it_was_shown_is_shown_again(field: Field) -> None:
    one = received(field, row("XH08", "9"))
    seal = pages.one(field.clerk, one, shown="", number=1, today=TODAY).seal
    a_figure(field, said(4, "XH08", day=dt.date(2026, 10, 31)))

    with pytest.raises(actions.CannotImport, match="xem lại"):
        actions.confirm(one=one, seen=seal, by=field.clerk, at=AT)

    assert standing() == [("XH08", "2026-10-31", "", 4)]


def test_a_file_is_confirmed_once_and_only_by_who_sent_it(field: Field) -> None:
    one = received(field, row("XH08", "9"))
    with pytest.raises(actions.CannotImport, match="Chỉ người gửi"):
        actions.confirm(one=one, seen="", by=field.officer, at=AT)
    confirmed(one)

    with pytest.raises(actions.CannotImport, match="không làm được nữa"):
        actions.confirm(one=one, seen="", by=field.clerk, at=AT)
    with pytest.raises(actions.CannotImport, match="không làm được nữa"):
        actions.drop(one=one, by=field.clerk, at=AT)

    assert len(standing()) == 1


def test_the_way_through_the_pages(field: Field, sign_in: SignIn) -> None:
    client = sign_in(field.clerk)
    file = SimpleUploadedFile("t10.json", a_file(row("XH08", "9"), row("XX99", "1")))

    sent = client.post(PAGE, {"file": file, "regime": "CALENDAR"})
    page = client.get(sent.headers["Location"])
    seal = page.context["page"].seal
    done = client.post(f"{sent.headers['Location']}xac-nhan/", {"dau": seal}, follow=True)
    wrong = client.get(sent.headers["Location"], {"ket-qua": "MEASURE", "dang": "csv"})
    undone = client.post(f"{sent.headers['Location']}hoan-tac/", follow=True)

    assert "Xác nhận thì ghi <b>1</b> trong 2 dòng" in page.content.decode()
    assert "Đã nhập số liệu của tệp." in done.content.decode()
    lines = wrong.content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Dòng", "2"]
    assert "Đã hoàn tác lần nhập" in undone.content.decode()
    assert standing() == []


def test_a_bad_file_is_told_beside_its_field(field: Field, sign_in: SignIn) -> None:
    file = SimpleUploadedFile("t10.xml", b"<!DOCTYPE a><a/>")

    answer = sign_in(field.clerk).post(PAGE, {"file": file, "regime": "CALENDAR"})

    assert answer.status_code == 422
    assert "DOCTYPE" in answer.content.decode()
    assert not FigureImport.objects.exists()


def test_others_see_of_an_import_what_they_see_of_figures(field: Field, sign_in: SignIn) -> None:
    one = received(
        field, row("XH08", "9"), row("XH08", "8", orgUnit="hoi-muong-mo"), by=field.officer
    )
    confirmed(one)

    page = sign_in(field.clerk).get(f"{PAGE}{one.pk}/")
    file = sign_in(field.clerk).get(f"{PAGE}{one.pk}/tep/")

    assert page.status_code == 200
    assert [row.org_unit for row in page.context["page"].page] == ["hoi-bum-to"]
    assert file.status_code == 404


def test_what_goes_out_comes_back_unchanged(field: Field, sign_in: SignIn) -> None:
    a_figure(field, said(4, "XH08", day=dt.date(2026, 10, 31)))
    a_figure(field, said(2, "XH12", day=dt.date(2026, 10, 31), part="TK"))
    asked = {"ky": "CALENDAR:MONTH:2026-10", "khoi": "XH", "nhom": "1"}

    for form in ("dhis2", "adx"):
        answer = sign_in(field.clerk).get("/so-lieu/trao-doi/tep/", {**asked, "dang": form})
        one = actions.receive(
            name="ve.json", content=answer.content, partner=None, regime="CALENDAR",
            by=field.clerk, at=AT,
        )  # fmt: skip
        assert outcomes(one) == ["UNCHANGED", "UNCHANGED"]
