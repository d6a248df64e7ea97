"""How hard circumstances are: points that add up, each with its reason in words.

`aid/data/vulnerability.toml` holds every version with the days in which it is used.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from nhanai.base import numbers
from nhanai.base.days import Period

FILE: Final = "data/vulnerability.toml"
_TESTS: Final = ("answer", "members_from", "income_below", "age_from", "age_below")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rubric: `question` is asked of who surveys, or `test` follows from a number.

    `bound` is people for `members_from`, đồng a month for `income_below`, years for ages.
    """

    code: str
    points: int
    why: str
    question: str = ""
    test: str = "answer"
    bound: int = 0


@dataclass(frozen=True, slots=True)
class Rubric:
    """One version: its days, its basis, its criteria in their order."""

    code: str
    valid: Period
    basis: str
    is_verified: bool
    criteria: tuple[Criterion, ...]

    @property
    def most(self) -> int:
        """The points of who meets everything."""
        return sum(one.points for one in self.criteria)

    @property
    def questions(self) -> list[tuple[str, str]]:
        """What is asked, by code."""
        return [(one.code, one.question) for one in self.criteria if one.test == "answer"]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a survey found; None is not known and gives no points."""

    answers: frozenset[str] = frozenset()
    members: int | None = None
    income: int | None = None
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """The points and why each was given."""

    rubric: str
    points: int
    reasons: tuple[tuple[int, str], ...]

    @property
    def words(self) -> list[str]:
        """`+3 vì là hộ nghèo`, line by line."""
        return [f"+{points} vì {why}" for points, why in self.reasons]


@cache
def rubrics() -> tuple[Rubric, ...]:
    """Every version, the oldest first."""
    data = tomllib.loads(files("nhanai.aid").joinpath(FILE).read_text("utf-8"))
    return tuple(_rubric(entry) for entry in data["version"])


def _rubric(entry: Mapping[str, Any]) -> Rubric:
    criteria = tuple(Criterion(**one) for one in entry["criterion"])
    strange = [one.code for one in criteria if one.test not in _TESTS or one.points < 1]
    if strange:
        raise ValueError(f"criteria that cannot be: {strange}")
    valid = Period.of(entry["start"], entry.get("end"))
    return Rubric(entry["code"], valid, entry["basis"], entry["verified"], criteria)


def rubric_on(day: dt.date, among: Sequence[Rubric] | None = None) -> Rubric:
    """The version of that day; before the first one began, the first."""
    known = rubrics() if among is None else among
    return next((one for one in known if day in one.valid), known[0])


def score(rubric: Rubric, found: Circumstances) -> Score:
    """Add up what holds; the same circumstances under the same version give the same points."""
    held = [one for one in rubric.criteria if _holds(one, found)]
    reasons = tuple((one.points, _why(one, found)) for one in held)
    return Score(rubric.code, sum(points for points, _ in reasons), reasons)


def known_answers(rubric: Rubric, answers: Iterable[str]) -> list[str]:
    """Those answers that the version asks for, in its order."""
    said = set(answers)
    return [code for code, _ in rubric.questions if code in said]


def _holds(one: Criterion, found: Circumstances) -> bool:
    match one.test:
        case "members_from":
            return found.members is not None and found.members >= one.bound
        case "income_below":
            return found.income is not None and found.income < one.bound
        case "age_from":
            return found.age is not None and found.age >= one.bound
        case "age_below":
            return found.age is not None and found.age < one.bound
    return one.code in found.answers


def _why(one: Criterion, found: Circumstances) -> str:
    """The reason with the number that it rests on."""
    match one.test:
        case "members_from":
            return f"{one.why} ({found.members} người)"
        case "income_below":
            return f"{one.why} ({numbers.show_dong(found.income or 0)} mỗi người một tháng)"
        case "age_from" | "age_below":
            return f"{one.why} ({found.age} tuổi)"
    return one.why
