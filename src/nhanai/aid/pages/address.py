"""One address: how hard it is and why, what it needs, who stands by it, and its way so far."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.aid import queries
from nhanai.aid.actions import Opened
from nhanai.aid.models import Address, Assessment, Need, Step, Survey
from nhanai.aid.pages.rows import Row, rows_of
from nhanai.aid.permissions import Permission
from nhanai.aid.rules.moves import BEFORE_APPROVAL, MOVES
from nhanai.aid.rules.rubric import Rubric, rubric_on, rubrics
from nhanai.aid.vocab import AddressState as State
from nhanai.aid.vocab import SittingKind
from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people import queries as people
from nhanai.people.models import Person
from nhanai.units.queries import name_on

STEPS_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the way: what, when, in which sitting, under which score."""

    what: str
    on: dt.date
    by: str
    details: Sequence[str]


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need with what it costs."""

    need: Need
    words: str


@dataclass(frozen=True, slots=True)
class AddressPage:
    """One address as one reader sees it."""

    row: Row
    place: str
    person: Person | None
    survey: Survey | None
    score: Assessment | None
    reasons: Sequence[str]
    rubric: Rubric
    older: Sequence[Assessment]
    facts: Sequence[tuple[str, str]]
    needs: Sequence[NeedLine]
    steps: Sequence[StepLine]
    opened: Opened | None
    may_record: bool
    may_approve: bool
    may_deliver: bool
    may_open: bool
    moves: frozenset[State]

    @property
    def one(self) -> Address:
        """The address itself."""
        return self.row.address

    @property
    def next_sitting(self) -> str:
        """The kind of sitting that this address waits for, if it waits for one."""
        return {
            State.SURVEYED: str(SittingKind.REVIEW),
            State.REVIEWED: str(SittingKind.CONFIRMATION),
            State.CONFIRMED: str(SittingKind.APPROVAL),
        }.get(State(self.one.state), "")


def address_page(
    address: Address, user: User, *, today: dt.date, opened: Opened | None = None
) -> AddressPage:
    """Load the page; a steady number of queries."""
    may = {one: queries.may(user, one, address, today=today) for one in Permission}
    survey = queries.current_survey(address)
    scores = list(Assessment.objects.filter(survey=survey).order_by("-pk")) if survey else []
    known = may[Permission.IDENTIFY]
    return AddressPage(
        row=rows_of([address], user, today=today)[0],
        place=name_on(address.commune or address.unit, today),
        person=_person(address, user, today=today) if known else None,
        survey=survey,
        score=scores[0] if scores else None,
        reasons=[f"+{points} vì {why}" for points, why in scores[0].reasons] if scores else [],
        rubric=_rubric(scores[0].rubric if scores else "", today),
        older=scores[1:],
        facts=_facts(survey, address) if known else _plain(address),
        needs=[NeedLine(one, need_words(one)) for one in address.needs.order_by("pk")],
        steps=_steps(address),
        opened=opened,
        may_record=may[Permission.RECORD],
        may_approve=may[Permission.APPROVE],
        may_deliver=may[Permission.DELIVER],
        may_open=may[Permission.OPEN],
        moves=_moves(address),
    )


def _moves(address: Address) -> frozenset[State]:
    """The single steps that stand open; sittings have a page of their own."""
    state = State(address.state)
    if state in BEFORE_APPROVAL:
        return frozenset({State.CLOSED})
    return MOVES[state]


def _person(address: Address, user: User, *, today: dt.date) -> Person | None:
    """The person, where the register shows her to this reader."""
    if not identity.holds(user, "people.view", today=today):
        return None
    person = address.person.merged_into or address.person
    return people.visible_to(user, today=today).filter(pk=person.pk).first()


def _rubric(code: str, today: dt.date) -> Rubric:
    return next((one for one in rubrics() if one.code == code), rubric_on(today))


def _plain(address: Address) -> list[tuple[str, str]]:
    return [("Nhóm", str(address.get_group_display()))]


def _facts(survey: Survey | None, address: Address) -> list[tuple[str, str]]:
    found = _plain(address)
    if survey is None:
        return found
    surveyor = f", {survey.surveyor}" if survey.surveyor else ""
    paper = " (từ phiếu giấy)" if survey.is_from_paper else ""
    found.append(("Khảo sát", f"{written(survey.on)}{surveyor}{paper}"))
    if survey.members is not None:
        found.append(("Số người trong hộ", f"{survey.members} người"))
    if survey.income is not None:
        found.append(("Thu nhập", f"{numbers.show_dong(survey.income)} mỗi người một tháng"))
    return found


def need_words(need: Need) -> str:
    """`2 con giống, sinh kế: bò cái; cần 30.000.000 đ`."""
    kind = str(need.get_kind_display())
    what = f"{kind}: {need.what}" if need.what else kind
    count = f"{numbers.show(need.quantity)} × " if need.quantity > 1 else ""
    cost = f"; cần {numbers.show_dong(need.cost)}" if need.cost else ""
    month = " mỗi tháng" if need.is_monthly else ""
    until = f" đến {written(need.until)}" if need.until else ""
    return f"{count}{what}{cost}{month}{until}"


def _steps(address: Address) -> list[StepLine]:
    rows = Step.objects.filter(address=address).select_related("sitting", "assessment", "by")
    return [_step(one) for one in rows.order_by("-pk")[:STEPS_SHOWN]]


def _step(one: Step) -> StepLine:
    details = [str(one.get_reason_display())] if one.reason else []
    sitting = one.sitting
    if sitting is not None:
        details += [sitting.place] if sitting.place else []
        details += [f"{sitting.present} người dự"] if sitting.present else []
        details += [sitting.chair] if sitting.chair else []
        details += [f"số {sitting.reference}"] if sitting.reference else []
    if one.assessment is not None and one.after not in {State.SURVEYED, State.HELPED}:
        details.append(f"{one.assessment.points} điểm theo thang {one.assessment.rubric}")
    details += [one.note] if one.note else []
    return StepLine(str(one.get_after_display()), one.on, str(one.by), details)
