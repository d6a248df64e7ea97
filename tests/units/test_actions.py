"""Acts on units in the database: done, refused, undone, each with its line in the journal."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.builders.identity import an_appointment
from tests.builders.units import AT, a_tree, an_act, lai_chau, unit

from nhanai.identity.models import User
from nhanai.journal.queries import of_subject
from nhanai.units import actions, queries
from nhanai.units.models import (
    LegalAct,
    Lineage,
    Placement,
    Reorganisation,
    Succession,
    Unit,
    UnitName,
)
from nhanai.units.rules.requests import Close, Merge, Move, Open, Opening, Part, Rename, Request
from nhanai.units.vocab import ActKind, Line

pytestmark = pytest.mark.django_db

DAY = dt.date(2024, 7, 1)
BASIS = actions.Basis("12/QĐ-CTĐ", dt.date(2024, 6, 20), "Về tổ chức")


def act(request: Request, *, basis: actions.Basis = BASIS) -> Reorganisation:
    return actions.carry_out(request=request, basis=basis, by="test", at=AT)


def new(key: str, *, parent: str) -> Opening:
    return Opening(key, "CHAPTER", f"Hội {key}", {Line.RED_CROSS: parent})


def test_the_province_is_loaded_once() -> None:
    first = actions.load_province(by="test", at=AT)
    rows = (Unit.objects.count(), Succession.objects.count(), Lineage.objects.count())
    second = actions.load_province(by="test", at=AT)

    assert (first, second) == (True, False)
    assert rows == (527, 458, 1201)
    assert (Unit.objects.count(), Reorganisation.objects.count()) == (527, 1)


def test_the_loaded_reform_rests_on_its_resolution() -> None:
    lai_chau()

    then = Succession.objects.get(predecessor__key="lc-xa-03618")

    assert then.act is not None
    assert (then.act.reference, then.act.dated_on) == ("1670/NQ-UBTVQH15", dt.date(2025, 6, 16))
    assert unit("lc-xa-03618").closed_by == then.act == unit("lc-xa-03618-2025").opened_by


def test_a_done_act_keeps_its_sheet_and_has_a_line_in_the_journal() -> None:
    a_tree("T T.A")

    done = act(Rename("t-a", "Hội Mới", DAY))

    assert (done.kind, done.on, str(done.act), done.by) == (
        ActKind.RENAME, DAY, "12/QĐ-CTĐ", "test"
    )  # fmt: skip
    assert done.sheet == [
        {"unit": "t-a", "name": "Hội T.A", "aspect": "Tên", "was": "Hội T.A", "becomes": "Hội Mới",
         "share": None}
    ]  # fmt: skip
    line = of_subject(f"units.reorganisation:{done.pk}").get()
    assert (line.verb, line.unit_key, line.old, line.new) == (
        "units.rename",
        "t-a",
        {"units": ["Hội T.A: Hội T.A"]},
        {"units": ["Hội T.A: Hội Mới"], "on": "2024-07-01", "act": "12/QĐ-CTĐ"},
    )


def test_merge_moves_the_children_and_writes_the_succession() -> None:
    a_tree("T T.A T.B T.A.1")

    act(Merge((Part("t-a"),), "t-b", DAY))

    assert unit("t-a").end == DAY
    assert list(Succession.objects.values_list("predecessor__key", "successor__key", "share")) == [
        ("t-a", "t-b", Decimal(1))
    ]
    below = [one.key for one in queries.descendants(unit("t-b"), DAY)]
    assert below == ["t-a-1"]
    assert queries.descendants(unit("t-b"), DAY - dt.timedelta(days=1)).count() == 0


def test_a_refused_act_changes_nothing_and_tells_all_faults() -> None:
    a_tree("T T.A T.A.1")
    rows = (Reorganisation.objects.count(), LegalAct.objects.count())

    with pytest.raises(actions.CannotReorganise) as refused:
        act(Close("t-a", DAY), basis=actions.Basis(" "))

    assert [finding.rule for finding in refused.value.findings] == ["no-legal-act", "living-child"]
    assert unit("t-a").end is None
    assert (Reorganisation.objects.count(), LegalAct.objects.count()) == rows


def test_a_legal_act_signed_after_its_day_is_only_warned_of() -> None:
    a_tree("T T.A")

    outcome = actions.preview(
        request=Close("t-a", DAY), basis=actions.Basis("1/QĐ", DAY + dt.timedelta(days=1))
    )

    assert outcome.may_be_done
    assert [finding.rule for finding in outcome.findings] == ["act-after-change"]


def test_a_preview_writes_nothing() -> None:
    a_tree("T T.A T.B")
    rows = (UnitName.objects.count(), Placement.objects.count(), Reorganisation.objects.count())

    outcome = actions.preview(request=Merge((Part("t-a"),), "t-b", DAY), basis=BASIS)

    assert len(outcome.sheet) == 1
    assert rows == (
        UnitName.objects.count(), Placement.objects.count(), Reorganisation.objects.count()
    )  # fmt: skip


def test_undo_restores_what_was_and_leaves_both_acts_on_record() -> None:
    a_tree("T T.A T.B T.A.1")
    done = act(Merge((Part("t-a"), Part("t-b")), new("t-n", parent="t"), DAY))

    undone = actions.undo(reorganisation=done, by="test", at=AT)

    assert not Unit.objects.filter(key="t-n").exists()
    assert (unit("t-a").end, unit("t-b").end) == (None, None)
    assert [one.key for one in queries.descendants(unit("t-a"), DAY)] == ["t-a-1"]
    assert [(one.kind, one.undoes_id) for one in queries.acts_on("t-a")[:2]] == [
        (ActKind.UNDO, done.pk),
        (ActKind.MERGE, None),
    ]
    assert of_subject(f"units.reorganisation:{undone.pk}").get().verb == "units.undone"


def test_an_act_is_undone_once() -> None:
    a_tree("T T.A")
    done = an_act(unit("t-a"))
    actions.undo(reorganisation=done, by="test", at=AT)

    with pytest.raises(actions.CannotUndo) as refused:
        actions.undo(reorganisation=done, by="test", at=AT)

    assert [one.message for one in refused.value.findings] == ["Thay đổi này đã được hoàn tác rồi."]


def test_only_the_newest_act_on_a_unit_is_undone() -> None:
    a_tree("T T.A T.B")
    first = act(Rename("t-a", "Hội Một", DAY))
    second = act(Rename("t-a", "Hội Hai", DAY + dt.timedelta(days=9)))
    act(Rename("t-b", "Hội Ba", DAY))

    with pytest.raises(actions.CannotUndo) as refused:
        actions.undo(reorganisation=first, by="test", at=AT)
    actions.undo(reorganisation=second, by="test", at=AT)
    actions.undo(reorganisation=first, by="test", at=AT)

    (told,) = refused.value.findings
    assert told.message == (
        "Sau đó đã có “Đổi tên” từ ngày 10/7/2024 trên cùng đơn vị;"
        " hãy hoàn tác thay đổi mới hơn trước."
    )
    assert queries.name_on(unit("t-a"), DAY + dt.timedelta(days=30)) == "Hội T.A"


def test_loading_and_undoing_are_not_undone() -> None:
    a_tree("T")

    with pytest.raises(actions.CannotUndo) as refused:
        actions.undo(reorganisation=Reorganisation.objects.get(), by="test", at=AT)

    assert [one.rule for one in refused.value.findings] == ["cannot-undo-kind"]


def test_an_opening_that_is_in_use_is_not_undone() -> None:
    a_tree("T")
    done = act(Open(new("t-n", parent="t"), DAY))
    an_appointment(unit=unit("t-n"))

    with pytest.raises(actions.CannotUndo, match="đang được dùng ở nơi khác"):
        actions.undo(reorganisation=done, by="test", at=AT)

    assert (User.objects.count(), unit("t-n").end) == (1, None)


def test_undo_refuses_to_leave_two_units_of_one_name() -> None:
    a_tree("T T.A")
    done = act(Rename("t-a", "Hội Mới", DAY))
    act(Open(Opening("t-b", "CHAPTER", "Hội T.A", {Line.RED_CROSS: "t"}), DAY))

    with pytest.raises(actions.CannotUndo) as refused:
        actions.undo(reorganisation=done, by="test", at=AT)

    assert [one.rule for one in refused.value.findings] == ["name-held"]


def test_undo_refuses_where_a_row_was_changed_by_other_hands() -> None:
    a_tree("T T.A")
    done = act(Rename("t-a", "Hội Mới", DAY))
    UnitName.objects.filter(name="Hội Mới").update(name="Hội Khác")

    with pytest.raises(actions.CannotUndo, match="dữ liệu đã đổi"):
        actions.undo(reorganisation=done, by="test", at=AT)


def test_a_parent_of_one_time_is_a_child_of_another() -> None:
    a_tree("T T.A T.B")
    act(Move("t-b", Line.RED_CROSS, "t-a", DAY))
    later = DAY + dt.timedelta(days=100)
    act(Move("t-b", Line.RED_CROSS, "t", later))
    act(Move("t-a", Line.RED_CROSS, "t-b", later))

    above = {
        day: [one.key for one in queries.ancestors(unit("t-a"), day, Line.RED_CROSS)]
        for day in (DAY, later)
    }

    assert above == {DAY: ["t"], later: ["t", "t-b"]}
