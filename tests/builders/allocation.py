"""Rounds of allocation, with whoever prepares and approves them."""

import datetime as dt
from dataclasses import dataclass

from tests.builders.identity import a_user, a_workplace, an_appointment

from nhanai.allocation import actions
from nhanai.allocation.actions.starting import About
from nhanai.allocation.models import AllocationRound, Claimant
from nhanai.allocation.rules.lines import Asked
from nhanai.allocation.rules.values import Objective
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Society:
    """The provincial society with three chapters, its officer and its leader."""

    office: Unit
    chapters: tuple[Unit, ...]
    officer: User
    leader: User


def a_society() -> Society:
    """One that can allocate."""
    office = a_workplace(name="Hội tỉnh", kind=UnitKind.CHAPTER)
    chapters = tuple(
        a_workplace(name=f"Hội xã {name}", kind=UnitKind.CHAPTER, under=office, line=Line.RED_CROSS)
        for name in ("Mường Than", "Bum Tở", "Sìn Hồ")
    )
    officer, leader = a_user(full_name="Lò Thị Hạnh"), a_user(full_name="Vàng A Páo")
    an_appointment(user=officer, role=Role.PROVINCE_OFFICER, unit=office)
    an_appointment(user=leader, role=Role.PROVINCE_LEADER, unit=office)
    return Society(office, chapters, officer, leader)


def a_round(society: Society, *, amount: int = 4_000_000, **about: object) -> AllocationRound:
    """A round with one pot and the chapters Mường Than and Bum Tở in it."""
    frame = About(**{"name": "Phân bổ cuối năm", "on": AT.date(), **about})  # type: ignore[arg-type]
    round_ = actions.start(unit=society.office, about=frame, by=society.officer, at=AT)
    actions.set_pot(round_=round_, name="Quỹ nhân đạo", amount=amount, by=society.officer, at=AT)
    asked = [Asked("Hội xã Mường Than", 1_000_000), Asked("Hội xã Bum Tở", 9_000_000)]
    actions.add_claimants(round_=round_, asked=asked, by=society.officer, at=AT)
    round_.refresh_from_db()
    return round_


def a_computed_round(society: Society) -> AllocationRound:
    """The round, divided by leximin: 400.000 and 3.600.000."""
    round_ = a_round(society)
    actions.compute(round_=round_, objective=Objective.LEXIMIN, by=society.officer, at=AT)
    round_.refresh_from_db()
    return round_


def claimant(round_: AllocationRound, name: str) -> Claimant:
    """Who asks under that name of a unit."""
    return Claimant.objects.get(round=round_, unit__names__name=name)
