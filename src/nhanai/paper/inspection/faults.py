"""How a fault is said: what to do, and where the decree asks for it."""

from typing import Final

from nhanai.base.findings import Finding, Severity

ANNEX: Final = "Phụ lục I Nghị định 30/2020/NĐ-CP"
CAPITALS: Final = "Phụ lục II Nghị định 30/2020/NĐ-CP"
SIGNING: Final = "Điều 13 Nghị định 30/2020/NĐ-CP"


def fault(rule: str, act: str, where: str, *, source: str = ANNEX) -> Finding:
    """A departure from the decree."""
    return Finding(f"paper-{rule}", f"{act} ({source}).", Severity.WARNING, where)


def note(rule: str, act: str, where: str, *, source: str = ANNEX) -> Finding:
    """A custom of the decree's forms."""
    return Finding(f"paper-{rule}", f"{act} ({source}).", Severity.NOTE, where)


def near(value: float, low: float, high: float, slack: float = 0.3) -> bool:
    """Whether a length lies between two, give or take the rounding of a word processor."""
    return low - slack <= value <= high + slack
