"""The subject line of a report."""

from typing import Final

from nhanai.reporting.vocab import ReportKind

_SUMS_UP: Final = {
    ReportKind.PERIODIC: "Kết quả thực hiện",
    ReportKind.MIDTERM: "Sơ kết thực hiện",
    ReportKind.FINAL: "Tổng kết thực hiện",
}


def title_of(kind: ReportKind, plan: str, label: str) -> str:
    """The subject line: `Kết quả thực hiện Kế hoạch … năm 2026`.

    Years that end the name of the plan are not run into those of the label, nor said twice.
    """
    years = label.replace("–", "-")
    if years in plan.replace("–", "-"):
        return f"{_SUMS_UP[kind]} {plan}"
    stop = "," if plan[-1:].isdigit() else ""
    return f"{_SUMS_UP[kind]} {plan}{stop} {label}"
