"""Two rounds of the demo: one of money that waits for the leader, one of rice that is decided."""

import datetime as dt

from nhanai.allocation import actions
from nhanai.allocation.actions.starting import About
from nhanai.allocation.models import AllocationRound
from nhanai.allocation.rules.lines import Asked
from nhanai.allocation.rules.values import Objective
from nhanai.identity.models import User
from nhanai.units.models import Unit
from nhanai.units.queries import descendants
from nhanai.units.vocab import Line, UnitKind

NAME = "Phân bổ Quỹ trợ giúp nhân đạo, Tết Nhân ái 2027"
RICE = "Phân bổ gạo giáp hạt"
ASKED = (
    # need in millions, score, received in millions, whether it lies in the highlands
    (180, 9, 0, True), (95, 6, 20, False), (140, 8, 0, True), (60, 4, 0, False),
    (210, 9, 35, True), (75, 5, 10, False), (120, 7, 0, True), (50, 3, 0, False),
    (160, 8, 0, True),
)  # fmt: skip


def a_round(office: Unit, *, officer: User, at: dt.datetime) -> None:
    """Make it, if it is not there yet."""
    if AllocationRound.objects.filter(unit=office, name=NAME).exists():
        return
    about = About(NAME, at.date(), step=10_000, lot="Tết Nhân ái 2027")
    made = actions.start(unit=office, about=about, by=officer, at=at)
    actions.set_pot(
        round_=made, name="Quỹ trợ giúp nhân đạo", amount=420_000_000, by=officer, at=at
    )
    actions.set_pot(
        round_=made, name="Doanh nghiệp ủng hộ vùng cao", amount=90_000_000, by=officer, at=at
    )
    chapters = descendants(office, at.date(), Line.RED_CROSS).filter(kind=UnitKind.CHAPTER)
    asked = [
        Asked(
            chapter.called, need * 1_000_000, score, received * 1_000_000,
            pots=None if is_high else ("N1",), groups=("vùng cao" if is_high else "vùng thấp",),
        )
        for chapter, (need, score, received, is_high) in zip(
            chapters[: len(ASKED)], ASKED, strict=False
        )
    ]  # fmt: skip
    if not asked:
        return
    actions.add_claimants(round_=made, asked=asked, by=officer, at=at)
    actions.compute(round_=made, objective=Objective.LEXIMIN, by=officer, at=at)
    actions.submit(round_=made, by=officer, at=at)


def a_decided_round(
    office: Unit, *, officer: User, leader: User, at: dt.datetime
) -> AllocationRound | None:
    """Rice for twelve chapters, divided and approved; None where there are too few."""
    found = AllocationRound.objects.filter(unit=office, name=RICE).first()
    if found is not None:
        return found
    about = About(RICE, at.date(), measure="kg", step=10, lot="Giáp hạt")
    chapters = descendants(office, at.date(), Line.RED_CROSS).filter(kind=UnitKind.CHAPTER)[:12]
    asked = [
        Asked(
            chapter.called, 1_000 + 350 * (number * 5 % 7), 3 + number * 4 % 7,
            groups=("vùng cao" if number % 2 else "vùng thấp",),
        )
        for number, chapter in enumerate(chapters)
    ]  # fmt: skip
    if not asked:
        return None
    made = actions.start(unit=office, about=about, by=officer, at=at)
    actions.set_pot(round_=made, name="Gạo dự trữ, doanh nghiệp ủng hộ", amount=15_000, by=officer,
                    at=at)  # fmt: skip
    actions.add_claimants(round_=made, asked=asked, by=officer, at=at)
    actions.compute(round_=made, objective=Objective.LEXIMIN, by=officer, at=at)
    actions.submit(round_=made, by=officer, at=at)
    return actions.approve(round_=made, by=leader, at=at)
