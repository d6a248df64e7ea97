"""At which age a role can be held: rules with days, read from `people/data/charter.toml`."""

import datetime as dt
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from nhanai.base.days import Period
from nhanai.base.findings import Finding, Severity
from nhanai.people.rules.spelling import Birth
from nhanai.people.vocab import RoleKind

FILE: Final = "data/charter.toml"
OLDEST: Final = 130
"""Nobody is older; a birth longer ago is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class AgeRule:
    """Completed years of age for one role, both ends included; `oldest` None is no limit."""

    role: RoleKind
    youngest: int
    oldest: int | None
    valid: Period
    basis: str
    is_verified: bool

    @property
    def words(self) -> str:
        """`từ đủ 16 đến 30 tuổi`."""
        upper = f" đến {self.oldest} tuổi" if self.oldest is not None else " tuổi trở lên"
        return f"từ đủ {self.youngest}{upper}"


@cache
def charter() -> tuple[AgeRule, ...]:
    """The rules that the product brings."""
    text = files("nhanai.people").joinpath(FILE).read_text("utf-8")
    return tuple(
        AgeRule(
            role=RoleKind(entry["role"]),
            youngest=entry["from"],
            oldest=entry.get("to"),
            valid=Period.of(entry["start"], entry.get("end")),
            basis=entry["basis"],
            is_verified=entry["verified"],
        )
        for entry in tomllib.loads(text)["age"]
    )


def age_on(birth: dt.date, day: dt.date) -> int:
    """Completed years; who is born on 29 February completes one on 1 March of other years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def ages_on(birth: Birth, day: dt.date) -> tuple[int, int] | None:
    """The least and the greatest age that she can have on `day`, or None where unknown."""
    if birth.on:
        age = age_on(birth.on, day)
        return age, age
    return (day.year - birth.year - 1, day.year - birth.year) if birth.year else None


def check_age(
    role: RoleKind, birth: Birth, *, on: dt.date, rules: Sequence[AgeRule] | None = None
) -> Iterator[Finding]:
    """What speaks against beginning `role` at that age: an error where a verified rule is broken.

    Where only the year is known and she may be within the limits, it warns.
    """
    ages = ages_on(birth, on)
    for rule in charter() if rules is None else rules:
        if rule.role != role or on not in rule.valid:
            continue
        name = role.label
        if ages is None:
            message = f"Chưa có năm sinh nên chưa biết có đủ tuổi làm {name} không."
            yield Finding("age-unknown", message, Severity.NOTE, where="birth")
            continue
        least, greatest = ages
        oldest = rule.oldest if rule.oldest is not None else OLDEST
        if greatest < rule.youngest or least > oldest:
            message = f"{name} {rule.words}; người này {_years(ages)} vào ngày bắt đầu."
            severity = Severity.ERROR if rule.is_verified else Severity.WARNING
            note = "" if rule.is_verified else " Quy định này chưa kiểm chứng."
            yield Finding("age-outside", message + note, severity, where="birth")
        elif least < rule.youngest or greatest > oldest:
            message = f"{name} {rule.words}; chỉ biết năm sinh nên chưa chắc đã đúng tuổi."
            yield Finding("age-unsure", message, Severity.WARNING, where="birth")


def _years(ages: tuple[int, int]) -> str:
    least, greatest = ages
    return f"{greatest} tuổi" if least == greatest else f"{least}–{greatest} tuổi"
