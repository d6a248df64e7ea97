"""What every page of figures is about: a unit, a period, and the structure in which it is shown."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django import forms
from django.utils.http import urlencode

from nhanai.base.days import written
from nhanai.facts.permissions import Permission
from nhanai.figures.pages.choosing import Chosen, chosen
from nhanai.figures.rules.showing import MONEY, short
from nhanai.identity.models import User
from nhanai.periods.queries import regimes
from nhanai.periods.rules import NamedPeriod, NoPeriod, Regime, find_period, from_key, previous_of
from nhanai.periods.rules.regimes import TILING
from nhanai.periods.vocab import PeriodKind
from nhanai.web.fields import DayField

THEN, NOW, ON_A_DAY = "", "nay", "ngay"
STRUCTURES: Final = (
    (THEN, "Như lúc đó"),
    (NOW, "Theo đơn vị hiện nay"),
    (ON_A_DAY, "Theo đơn vị ngày"),
)
_LISTED: Final = {PeriodKind.MONTH: 24, PeriodKind.QUARTER: 12}
_FEW: Final = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """Which figures are asked for; `structure` is the day whose units are shown, None as then."""

    chosen: Chosen
    period: NamedPeriod
    structure: dt.date | None
    way: str
    typed_day: str
    money: str
    today: dt.date
    faults: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the period, as the form sends it."""
        return f"{self.period.regime.code}:{self.period.kind}"

    @property
    def kinds(self) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """Every kind of period, by regime."""
        return [
            (regime.name, [(f"{regime.code}:{kind}", str(kind.label)) for kind in regime.kinds])
            for regime in regimes()
        ]

    @property
    def periods(self) -> Sequence[NamedPeriod]:
        """The periods of this kind from the running one back, and the one that is shown."""
        regime, kind = self.period.regime, self.period.kind
        at = _running(regime, kind, self.today) or self.period
        found = [at]
        while len(found) < _LISTED.get(kind, _FEW):
            try:
                at = previous_of(at)
            except NoPeriod:
                break
            found.append(at)
        return found if self.period in found else [self.period, *found]

    @property
    def structures(self) -> Sequence[tuple[str, str]]:
        """The ways in which units may be shown."""
        return STRUCTURES

    @property
    def scales(self) -> Sequence[tuple[str, str]]:
        """The scales in which money may be shown."""
        return [(key, word) for key, (word, _, _) in MONEY.items()]

    @property
    def words(self) -> str:
        """In which structure the figures stand, in words."""
        if self.structure is None:
            return "theo đơn vị như lúc đó"
        return f"theo đơn vị ngày {written(self.structure)}"

    @property
    def label(self) -> str:
        """What the period is called, without its days."""
        return short(self.period.label)

    @property
    def is_running(self) -> bool:
        """Whether the period has not ended."""
        return self.period.cut_off >= self.today

    @property
    def strange(self) -> str:
        """Why the unit has nothing to show in this structure, and what to choose instead."""
        unit, day = self.chosen.unit, self.structure or self.period.cut_off
        if unit.end and (self.structure or self.period.period.start) >= unit.end:
            return (
                f"Đơn vị này đã kết thúc từ {written(unit.end)}. Hãy chọn kỳ trước đó và"
                " “Như lúc đó”, hoặc xem đơn vị kế tục."
            )
        if day < unit.start:
            return (
                f"Đơn vị này thành lập {written(unit.start)}. Hãy chọn “Theo đơn vị hiện nay” để"
                " xem số liệu của các đơn vị tiền thân."
            )
        return ""

    def query(self, **changed: str) -> str:
        """The address of the same figures, with what is changed."""
        said = {
            "dv": self.chosen.unit.key, "ky": self.period.key, "ct": self.way,
            "ngay": self.typed_day if self.way == ON_A_DAY else "", "tien": self.money,
            **changed,
        }  # fmt: skip
        return urlencode({name: value for name, value in said.items() if value})


def frame(user: User, said: Mapping[str, str], *, today: dt.date) -> Frame | None:
    """What an address asks for; None for somebody who sees no unit."""
    found = chosen(user, said, permission=Permission.VIEW, today=today)
    if found is None:
        return None
    period, faults = _period(said, today)
    way = said.get("ct", "")
    way = way if way in dict(STRUCTURES) else THEN
    typed = said.get("ngay", "")[:20]
    structure = today if way == NOW else None
    if way == ON_A_DAY:
        structure, fault = _day(typed, today)
        faults += fault
    money = said.get("tien", "")
    money = money if money in MONEY else ""
    return Frame(found, period, structure, way, typed, money, today, tuple(faults))


def _period(said: Mapping[str, str], today: dt.date) -> tuple[NamedPeriod, list[str]]:
    """The period of the address; where another kind was chosen, its period of the same days."""
    faults: list[str] = []
    known = regimes()
    default = _running(known[0], PeriodKind.YEAR, today)
    if default is None:
        raise NoPeriod(f"no running year on {today}")
    period = default
    if key := said.get("ky", ""):
        try:
            period = from_key(key[:60], known)
        except NoPeriod:
            faults.append("Không có kỳ này; đang xem năm hiện hành.")
    code, _, kind = said.get("loai", "").partition(":")
    regime = next((one for one in known if one.code == code), None)
    if regime and kind in regime.kinds and (code, kind) != (period.regime.code, period.kind):
        inside = min(period.cut_off, max(today, period.period.start))
        other = _running(regime, PeriodKind(kind), inside)
        period, missed = (other, "") if other else (period, "Ngày này không có kỳ loại đã chọn.")
        faults += [missed] * bool(missed)
    return period, faults


def _running(regime: Regime, kind: PeriodKind, day: dt.date) -> NamedPeriod | None:
    """The period that holds the day, or where kinds leave days out the last one that began."""
    found = find_period(regime, kind, day)
    back = day
    while found is None and kind not in TILING and (day - back).days < 400:
        back -= dt.timedelta(days=15)
        found = find_period(regime, kind, back)
    return found


def _day(typed: str, today: dt.date) -> tuple[dt.date, list[str]]:
    try:
        day = DayField(required=False).clean(typed)
    except forms.ValidationError as wrong:
        return today, [*wrong.messages]
    return (day, []) if day else (today, ["Nhập ngày của cơ cấu đơn vị, ví dụ 31/12/2024."])
