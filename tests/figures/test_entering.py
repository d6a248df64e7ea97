"""Figures are typed once, corrected with a reason, taken back; nothing that is derived is typed."""

import datetime as dt
import io
import uuid
from collections.abc import Sequence
from decimal import Decimal
from importlib import import_module

import pytest
from django.conf import settings
from PIL import Image
from tests.builders.activities import AT, DAY, Field, a_field, at
from tests.builders.aid import a_village, an_approved
from tests.builders.figures import a_figure, counted, measures, said
from tests.builders.units import a_succession, a_unit

from nhanai.facts.models import Fact
from nhanai.facts.rules.registers import Register
from nhanai.figures import actions
from nhanai.figures.actions import CannotEnter
from nhanai.figures.models import Figure
from nhanai.figures.pages.origins import TELLERS, records_of
from nhanai.figures.queries import visible_to
from nhanai.figures.rules.entering import Said
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.journal.queries import key_of, of_subject
from nhanai.plans.rules.evidence import Given
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def field() -> Field:
    """A chapter below the province's office, and the catalogue."""
    measures()
    return a_field()


def a_photo() -> bytes:
    """A small picture."""
    kept = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(kept, "PNG")
    return kept.getvalue()


def refused(field: Field, *several: Said, unit: Unit | None = None) -> list[tuple[str, str | None]]:
    """What is found wrong, and that nothing was written."""
    with pytest.raises(CannotEnter) as refusal:
        actions.enter_many(unit=unit or field.chapter, several=several, by=field.clerk, at=AT)
    assert not Figure.objects.exists()
    assert not Fact.objects.exists()
    return [(finding.rule, finding.where) for finding in refusal.value.findings]


def test_a_figure_counts_from_the_moment_it_is_entered(field: Field) -> None:
    figure = a_figure(field, said(45, "XH12", part="TK"))

    assert counted(figure) == [("XH12", 45, "TK", 1)]
    line = of_subject(key_of(figure)).get()
    assert (line.verb, line.new["quantity"]) == ("figures.entered", "45")
    assert not figure.is_on_behalf


def test_who_enters_for_a_unit_below_is_told_to_have_done_so(field: Field) -> None:
    figure = a_figure(field, by=field.officer)

    assert figure.is_on_behalf


def test_decimals_are_kept_in_steps_of_the_measure(field: Field) -> None:
    figure = a_figure(field, said("12.5", "TR02B"))

    assert counted(figure) == [("TR02B", 125, "", 0)]


@pytest.mark.parametrize(
    ("what", "rule"),
    [
        (said(1, "XH01"), "derived"),
        (said(1, "TC04"), "derived"),
        (said(1, "TC05"), "derived"),
        (said(1, "KHONG"), "measure"),
        (said(-1), "fact-negative"),
        (said("1.5"), "fact-decimals"),
        (said("9999999999999999"), "fact-large"),
        (said(1, day=DAY + dt.timedelta(days=9)), "future"),
        (said(1, day=dt.date(2019, 12, 31)), "fact-before-unit"),
        (said("100.01", "KT04"), "score"),
        (said(1, "XH12"), "part"),
        (said(1, "XH12", part="ZZ"), "fact-part"),
        (said(1, note="n" * 501), "note"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    field: Field, what: Said, rule: str
) -> None:
    assert refused(field, what) == [(rule, what.key)]


def test_a_derived_measure_says_where_its_figure_comes_from(field: Field) -> None:
    with pytest.raises(CannotEnter) as refusal:
        actions.enter(unit=field.chapter, said=said(1, "XH01"), by=field.clerk, at=AT)

    words = "Chỉ tiêu XH01 lấy từ Sổ hoạt động, không nhập tay. Hãy ghi ở Sổ hoạt động."
    assert [finding.message for finding in refusal.value.findings] == [words]


def test_a_day_after_the_unit_ended_is_refused(field: Field) -> None:
    gone = a_unit(
        "Hội cũ", kind=UnitKind.CHAPTER, parent=field.office, line=Line.RED_CROSS,
        end=dt.date(2025, 7, 1),
    )  # fmt: skip
    a_succession(gone, field.chapter, on=dt.date(2025, 7, 1))

    assert refused(field, said(day=dt.date(2025, 7, 1)), unit=gone) == [("fact-after-unit", "XH08")]


def test_the_successor_enters_what_an_ended_unit_counted_in_its_time(field: Field) -> None:
    gone = a_unit(
        "Hội cũ", kind=UnitKind.CHAPTER, parent=field.office, line=Line.RED_CROSS,
        end=dt.date(2025, 7, 1),
    )  # fmt: skip
    a_succession(gone, field.chapter, on=dt.date(2025, 7, 1))

    figure = a_figure(field, said(3, day=dt.date(2024, 12, 31)), unit=gone)

    assert counted(figure) == [("XH08", 3, "", 1)]
    assert list(visible_to(field.clerk, today=DAY)) == [figure]


def test_a_clerk_neither_enters_nor_sees_at_another_unit(field: Field) -> None:
    other = a_unit("Hội khác", kind=UnitKind.CHAPTER, parent=field.office, line=Line.RED_CROSS)
    a_figure(field, unit=other, by=field.officer)

    with pytest.raises(CannotEnter):
        actions.enter(unit=other, said=said(2, "XH11"), by=field.clerk, at=AT)
    assert list(visible_to(field.clerk, today=DAY)) == []
    assert Figure.objects.count() == 1


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.PROVINCE_LEADER, Role.AGENCY_OFFICER])
def test_who_only_reads_does_not_enter(field: Field, role: Role) -> None:
    with pytest.raises(CannotEnter):
        actions.enter(unit=field.chapter, said=said(), by=at(field.chapter, role), at=AT)


def test_a_territory_takes_no_figures(field: Field) -> None:
    with pytest.raises(CannotEnter):
        actions.enter(
            unit=field.commune, said=said(), by=at(field.commune, Role.CHAPTER_HEAD), at=AT
        )


def test_the_same_figure_twice_is_told_to_exist(field: Field) -> None:
    figure = a_figure(field)

    with pytest.raises(CannotEnter) as refusal:
        a_figure(field, said(13))

    assert [(one.rule, one.where) for one in refusal.value.findings] == [("already", "XH08")]
    assert counted(figure) == [("XH08", 12, "", 1)]


def test_many_are_entered_whole_or_not_at_all(field: Field) -> None:
    wrong = refused(field, said(), said(-3, "XH11"), said(1, "XH12", part="TK"), said(9, "XH01"))

    assert wrong == [("fact-negative", "XH11"), ("derived", "XH01")]

    made = actions.enter_many(
        unit=field.chapter, several=[said(), said(3, "XH11")], by=field.clerk, at=AT
    )
    assert [counted(one)[0][:2] for one in made] == [("XH08", 12), ("XH11", 3)]


def test_a_form_that_is_sent_twice_enters_once(field: Field) -> None:
    token = uuid.uuid4()
    for _ in range(2):
        actions.enter_many(unit=field.chapter, several=[said()], token=token, by=field.clerk, at=AT)

    assert Figure.objects.count() == 1


def test_a_correction_keeps_what_was_there_in_the_journal(field: Field) -> None:
    figure = a_figure(field)

    actions.correct(
        figure=figure, quantity=Decimal(15), reason="Đếm sót ba nhà", version=1,
        by=field.clerk, at=AT,
    )  # fmt: skip

    assert counted(figure) == [("XH08", 15, "", 1)]
    line = of_subject(key_of(figure)).first()
    assert line is not None
    assert (line.verb, line.old, line.new, line.note) == (
        "figures.corrected", {"quantity": "12"}, {"quantity": "15"}, "Đếm sót ba nhà"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("quantity", "reason", "version"),
    [
        (15, "", 1),
        (-1, "Sai số", 1),
        (12, "Không đổi gì", 1),
        (15, "Sai số", 0),
        (15, "x" * 401, 1),
    ],
)
def test_a_correction_that_cannot_stand_changes_nothing(
    field: Field, quantity: int, reason: str, version: int
) -> None:
    figure = a_figure(field)

    with pytest.raises(CannotEnter):
        actions.correct(
            figure=figure, quantity=Decimal(quantity), reason=reason, version=version,
            by=field.clerk, at=AT,
        )  # fmt: skip
    assert counted(figure) == [("XH08", 12, "", 1)]


def test_a_withdrawn_figure_stays_and_counts_for_nothing(field: Field) -> None:
    figure = a_figure(field)

    actions.withdraw(figure=figure, reason="Nhập nhầm xã", version=1, by=field.clerk, at=AT)

    assert counted(figure) == []
    figure.refresh_from_db()
    assert figure.reason == "Nhập nhầm xã"
    with pytest.raises(CannotEnter):
        actions.correct(
            figure=figure, quantity=Decimal(1), reason="Sửa lại", version=2, by=field.clerk, at=AT
        )
    assert counted(a_figure(field, said(7))) == [("XH08", 7, "", 1)]


def test_a_figure_is_shown_by_a_link_and_a_file(field: Field) -> None:
    evidence = [Given(url="https://laichau.vn/bb"), Given(name="bb.png", content=a_photo())]

    figure = actions.enter(
        unit=field.chapter, said=said(), evidence=evidence, by=field.clerk, at=AT
    )

    assert (figure.link, figure.file_title) == ("https://laichau.vn/bb", "bb")
    with figure.file.open() as file:
        assert file.read(2) == b"\xff\xd8"


def test_evidence_that_is_not_what_it_says_is_refused(field: Field) -> None:
    with pytest.raises(CannotEnter) as refusal:
        actions.enter(
            unit=field.chapter, said=said(), evidence=[Given(name="x.pdf", content=b"MZ")],
            by=field.clerk, at=AT,
        )  # fmt: skip
    assert [one.rule for one in refusal.value.findings] == ["file-kind"]
    assert not Figure.objects.exists()


def test_what_the_register_of_addresses_counts_is_typed_until_it_began_and_never_after() -> None:
    village = a_village()
    address = an_approved(village)
    began = Fact.objects.get(measure__code="XH07", unit=village.chapter).day

    def enter(what: Said, unit: Unit = village.chapter, by: User = village.head) -> Figure:
        return actions.enter(unit=unit, said=what, by=by, at=AT)

    enter(said(3, "XH07", day=began.replace(day=1) - dt.timedelta(1)))
    enter(said(3, "XH10", day=began))
    enter(said(3, "XH07", day=began), village.other, village.stranger)
    with pytest.raises(CannotEnter) as refused:
        enter(said(3, "XH07", day=began.replace(day=1)))

    [finding] = refused.value.findings
    assert f"Từ tháng {began.month}/{began.year}" in finding.message
    assert "Hãy ghi ở Sổ địa chỉ nhân đạo" in finding.message
    assert finding.where == "XH07"
    [fact] = Fact.objects.filter(measure__code="XH07", source="aid.address")
    record = records_of(village.clerk, [fact], today=AT.date())["aid.address", address.pk]
    assert record.words == f"Địa chỉ nhân đạo {address.code}"
    assert record.href == f"/dia-chi-nhan-dao/{address.code}/"
    unseen = records_of(village.stranger, [fact], today=AT.date())["aid.address", address.pk]
    assert unseen.href == ""


def test_every_source_of_facts_has_words_for_its_records() -> None:
    told = {one.source for path in settings.NHANAI_FACT_SOURCES for one in registers_in(path)}

    assert told <= set(TELLERS)


def registers_in(path: str) -> Sequence[Register]:
    """The registers of the module with that name."""
    found: Sequence[Register] = import_module(path).REGISTERS
    return found
