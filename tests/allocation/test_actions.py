"""A round from its beginning to its approval: what is done, what is refused, what is kept."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from tests.builders.allocation import AT, Society, a_computed_round, a_round, a_society, claimant
from tests.builders.identity import a_user, an_appointment

from nhanai.allocation import actions, queries
from nhanai.allocation.actions import CannotAllocate
from nhanai.allocation.actions.starting import About
from nhanai.allocation.models import AllocationRound, AllocationRun, AllocationShare, Claimant
from nhanai.allocation.rules.lines import Asked, read
from nhanai.allocation.rules.needs import OpenNeed, needed
from nhanai.allocation.rules.values import Objective
from nhanai.allocation.rules.verifying import verified
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line

pytestmark = pytest.mark.django_db


@pytest.fixture
def society() -> Society:
    return a_society()


def shares(round_: AllocationRound) -> dict[str, int]:
    run = AllocationRun.objects.filter(round=round_).order_by("-number")[0]
    rows = AllocationShare.objects.filter(run=run).select_related("claimant")
    return {row.claimant.code: row.total for row in rows}


def share_of(round_: AllocationRound, name: str) -> AllocationShare:
    return AllocationShare.objects.get(
        claimant=claimant(round_, name), run__number=round_.runs.count()
    )


def test_a_round_is_divided_with_a_reason_for_each_and_can_be_computed_again(
    society: Society,
) -> None:
    round_ = a_computed_round(society)
    small = share_of(round_, "Hội xã Mường Than")
    run = AllocationRun.objects.get()

    assert (small.total, small.given, small.binding) == (400_000, {"N1": 400_000}, "EXHAUSTED")
    assert small.why.startswith("Được 400.000 đồng (đáp ứng 40,0 % nhu cầu): Quỹ nhân đạo đã chia")
    assert share_of(round_, "Hội xã Bum Tở").total == 3_600_000
    assert verified(queries.document_of(run))[0]
    assert "Mường Than" not in run.document
    assert Line.objects.latest("pk").verb == "allocation.computed"


def test_what_is_published_names_nobody_and_no_group_of_fewer_than_five(society: Society) -> None:
    round_ = a_round(society)
    asked = [Asked("Hội xã Sìn Hồ", 5_000_000, groups=("vùng cao",))]
    actions.add_claimants(round_=round_, asked=asked, by=society.officer, at=AT)
    run = actions.compute(round_=round_, objective=Objective.LEXIMIN, by=society.officer, at=AT)

    assert "vùng cao" not in run.document
    assert all(unit.key not in run.document for unit in society.chapters)


def test_the_same_form_sent_twice_begins_one_round(society: Society) -> None:
    token, about = uuid.uuid4(), About("Tết", AT.date())
    made = [
        actions.start(unit=society.office, about=about, token=token, by=society.officer, at=AT)
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert AllocationRound.objects.get().lot == "Tết 24/11/2026"


def test_lines_are_all_taken_or_none_and_say_everything_that_is_wrong(society: Society) -> None:
    round_ = a_round(society)
    asked = [
        Asked("Hội xã Sìn Hồ", 1), Asked("Hội xã Lạ", 1), Asked("Hội xã Sìn Hồ", 1),
        Asked("Hội tỉnh", 0, pots=("N9",), groups=("g" * 81,)),
    ]  # fmt: skip
    with pytest.raises(CannotAllocate) as refusal:
        actions.add_claimants(round_=round_, asked=asked, by=society.officer, at=AT)

    assert [finding.rule for finding in refusal.value.findings] == [
        "unit", "unit-twice", "pot-unknown", "need", "group",
    ]  # fmt: skip
    assert Claimant.objects.count() == 2


def test_a_line_of_somebody_who_is_there_corrects_her_and_keeps_her_code(society: Society) -> None:
    round_ = a_round(society)
    code = claimant(round_, "Hội xã Mường Than").code
    asked = [Asked("hoi xa muong than", 2_000_000, weight=3)]
    actions.add_claimants(round_=round_, asked=asked, by=society.officer, at=AT)

    changed = claimant(round_, "Hội xã Mường Than")
    assert (changed.code, changed.need, changed.weight) == (code, 2_000_000, 3)


def test_a_corrected_fact_makes_the_result_outdated_until_it_is_computed_again(
    society: Society,
) -> None:
    round_ = a_computed_round(society)
    actions.set_claimant(
        claimant=claimant(round_, "Hội xã Mường Than"), asked=Asked("", 3_000_000),
        by=society.officer, at=AT,
    )  # fmt: skip
    with pytest.raises(CannotAllocate, match="tính lại rồi trình"):
        actions.submit(round_=round_, by=society.officer, at=AT)
    actions.compute(round_=round_, objective=Objective.LEXIMIN, by=society.officer, at=AT)

    assert sorted(shares(round_).values()) == [1_000_000, 3_000_000]
    assert actions.submit(round_=round_, by=society.officer, at=AT).state == "SUBMITTED"


def test_a_share_changed_by_hand_has_a_reason_and_is_told_in_the_document(
    society: Society,
) -> None:
    round_ = a_computed_round(society)
    less = actions.change_share(
        share=share_of(round_, "Hội xã Bum Tở"), given={"N1": 3_000_000},
        reason="Vừa được một doanh nghiệp giúp", by=society.officer, at=AT,
    )  # fmt: skip
    more = share_of(round_, "Hội xã Mường Than")
    with pytest.raises(CannotAllocate, match=r"thiếu 100\.000"):
        actions.change_share(
            share=more, given={"N1": 1_100_000}, reason="Thêm", by=society.officer, at=AT
        )
    with pytest.raises(CannotAllocate, match="lý do"):
        actions.change_share(
            share=more, given={"N1": 500_000}, reason=" ", by=society.officer, at=AT
        )

    assert (less.total, less.computed) == (3_000_000, {"N1": 3_600_000})
    is_right, said = verified(queries.document_of(less.run))
    assert is_right
    assert "Lý do: Vừa được một doanh nghiệp giúp" in said[-1]


def test_who_prepared_it_does_not_approve_it_and_a_leader_does(society: Society) -> None:
    round_ = a_computed_round(society)
    an_appointment(user=society.officer, role=Role.PROVINCE_LEADER, unit=society.office)
    with pytest.raises(ValueError, match="not approved"):
        queries.final_document(round_)
    with pytest.raises(CannotAllocate, match="không chuyển sang"):
        actions.approve(round_=round_, by=society.leader, at=AT)
    actions.submit(round_=round_, by=society.officer, at=AT)
    with pytest.raises(CannotAllocate, match="không tự duyệt"):
        actions.approve(round_=round_, by=society.officer, at=AT)

    approved = actions.approve(round_=round_, by=society.leader, at=AT)

    assert verified(queries.final_document(approved))[0]
    assert list(queries.approved()) == [approved]
    assert (approved.state, approved.approved_by) == ("APPROVED", society.leader)
    with pytest.raises(CannotAllocate, match="không sửa được nữa"):
        actions.compute(round_=round_, objective=Objective.PRIORITY, by=society.officer, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        AllocationRound.objects.update(approved_by=society.officer)


def test_a_round_given_back_says_why_and_may_be_changed_again(society: Society) -> None:
    round_ = a_computed_round(society)
    actions.submit(round_=round_, by=society.officer, at=AT)
    with pytest.raises(CannotAllocate, match="dài quá 400"):
        actions.give_back(round_=round_, reason="a" * 401, by=society.leader, at=AT)
    with pytest.raises(CannotAllocate, match="ghi lý do"):
        actions.give_back(round_=round_, reason="", by=society.leader, at=AT)
    back = actions.give_back(round_=round_, reason="Thiếu xã Sìn Hồ", by=society.leader, at=AT)

    assert (back.state, back.note, back.submitted_by) == ("PREPARING", "Thiếu xã Sìn Hồ", None)
    assert actions.cancel(round_=back, reason="Gộp đợt", by=society.officer, at=AT).state == (
        "CANCELLED"
    )


def test_who_has_no_right_changes_nothing(society: Society) -> None:
    round_ = a_computed_round(society)
    stranger = a_user()
    an_appointment(user=stranger, role=Role.CHAPTER_CLERK, unit=society.chapters[0])
    before = Line.objects.count()
    for act in (
        lambda: actions.compute(round_=round_, objective=Objective.LEXIMIN, by=stranger, at=AT),
        lambda: actions.set_pot(round_=round_, name="X", amount=1, by=stranger, at=AT),
        lambda: actions.submit(round_=round_, by=stranger, at=AT),
        lambda: actions.approve(round_=round_, by=stranger, at=AT),
    ):
        with pytest.raises(CannotAllocate, match="chưa được giao"):
            act()

    assert Line.objects.count() == before
    assert list(queries.visible_to(stranger, today=AT.date())) == []


def test_a_pot_that_some_are_bound_to_is_not_taken_out(society: Society) -> None:
    round_ = a_round(society)
    pot = actions.set_pot(round_=round_, name="Trẻ em", amount=5, by=society.officer, at=AT)
    one = claimant(round_, "Hội xã Mường Than")
    bound = replace(Asked("", one.need), pots=(pot.code,))
    actions.set_claimant(claimant=one, asked=bound, by=society.officer, at=AT)
    with pytest.raises(CannotAllocate, match="1 hồ sơ"):
        actions.remove_pot(round_=round_, code=pot.code, by=society.officer, at=AT)
    actions.remove_claimant(claimant=one, by=society.officer, at=AT)
    actions.remove_pot(round_=round_, code=pot.code, by=society.officer, at=AT)

    assert [one.code for one in round_.pots.all()] == ["N1"]


def test_faults_found_while_dividing_are_told_and_nothing_is_kept(society: Society) -> None:
    round_ = a_round(society, amount=10)
    asked = [Asked("Hội xã Sìn Hồ", 100, minimum=50)]
    actions.add_claimants(round_=round_, asked=asked, by=society.officer, at=AT)
    with pytest.raises(CannotAllocate, match="Mức tối thiểu cộng lại lớn hơn"):
        actions.compute(round_=round_, objective=Objective.LEXIMIN, by=society.officer, at=AT)

    assert AllocationRun.objects.count() == 0


def test_pasted_lines_are_read_with_their_heads_and_faults_by_number() -> None:
    text = (
        "Đơn vị\tNhu cầu\tĐiểm khó khăn\n"
        "Hội xã A\t120.000.000\t7\t0\t5 triệu\t\tn2, N1\tvùng cao, biên giới\n"
        "Hội xã C\t\t\n"
        "Hội xã B\tnhiều\n\tx\n"
    )
    asked, found = read(text)

    assert asked == [
        Asked(
            "Hội xã A", 120_000_000, 7, 0, 5_000_000, None, ("N1", "N2"), ("vùng cao", "biên giới")
        )
    ]
    assert [one.where for one in found] == ["dòng 4", "dòng 5", "dòng 5"]


def test_a_monthly_need_is_looked_ahead_for_a_year_at_most() -> None:
    today = dt.date(2026, 11, 24)
    needs = [
        OpenNeed(5_000_000, is_monthly=False),
        OpenNeed(300_000, is_monthly=True),
        OpenNeed(100_000, is_monthly=True, until=dt.date(2027, 1, 31)),
        OpenNeed(100_000, is_monthly=True, until=dt.date(2026, 1, 31)),
    ]

    assert needed(needs, today=today) == 5_000_000 + 12 * 300_000 + 3 * 100_000
