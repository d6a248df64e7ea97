"""Computing a published round again: yes, or what differs, in sentences."""

from collections.abc import Iterator

from nhanai.allocation.rules import papers
from nhanai.allocation.rules.papers import Change, RoundPaper
from nhanai.allocation.rules.proving import disproved
from nhanai.allocation.rules.solving import solve
from nhanai.allocation.rules.values import Result, faults
from nhanai.base.errors import Refused
from nhanai.base.numbers import show

SHOWN = 20
"""Differences named one by one; of more only how many."""


def verified(data: bytes) -> tuple[bool, list[str]]:
    """Whether the round of the document is right, and what is to be said of it."""
    try:
        paper, claimed = papers.read(data)
        return _verified(paper, dict(claimed))
    except Refused as refusal:
        return False, [refusal.message, *(one.message for one in refusal.findings[:SHOWN])]


def _verified(paper: RoundPaper, claimed: dict[str, str]) -> tuple[bool, list[str]]:
    wrong = [
        *_cut(_hashes(paper, claimed)),
        *_cut(finding.message for finding in faults(paper.round)),
    ]
    if not faults(paper.round):
        again = solve(paper.round)
        wrong += _cut(_shares(paper, again))
        wrong += _cut(finding.message for finding in disproved(paper.round, again))
        wrong += _cut(_changed(paper))
    return not wrong, wrong or list(_right(paper))


def _cut(lines: Iterator[str]) -> list[str]:
    found = list(lines)
    more = len(found) - SHOWN
    return [*found[:SHOWN], *([f"… và {show(more)} chỗ khác nữa."] if more > 0 else [])]


def _hashes(paper: RoundPaper, claimed: dict[str, str]) -> Iterator[str]:
    names = {"inputs": "dữ liệu đầu vào", "result": "kết quả"}
    computed = papers.as_json(paper)["hashes"]
    for key, name in names.items():
        if computed[key] != claimed[key]:
            yield f"Mã băm của {name} không khớp: {name} đã bị sửa sau khi công bố."


def _shares(paper: RoundPaper, again: Result) -> Iterator[str]:
    unit, pots = paper.heading.unit, paper.round.pots
    for each, told, found in zip(
        paper.round.claimants, paper.result.given, again.given, strict=True
    ):
        if sum(told.values()) != sum(found.values()):
            yield (
                f"{each.code}: tệp ghi {show(sum(told.values()))} {unit}, "
                f"tính lại được {show(sum(found.values()))} {unit}."
            )
        elif told != found:
            names = ", ".join(pots[pot].code for pot in sorted(found))
            yield f"{each.code}: số nhận đúng, nhưng tính lại thì lấy từ {names}."
    if paper.result.groups != again.groups:
        yield "Các nhóm cùng mức trong tệp khác kết quả tính lại."


def _changed(paper: RoundPaper) -> Iterator[str]:
    """What is wrong with the changes made by hand."""
    who = {each.code: at for at, each in enumerate(paper.round.claimants)}
    pots = {pot.code: at for at, pot in enumerate(paper.round.pots)}
    now = {
        (each.code, pot.code): paper.result.given[who[each.code]].get(pots[pot.code], 0)
        for each in (paper.round.claimants[who[change.code]] for change in paper.changes)
        for pot in paper.round.pots
    }
    for change in paper.changes:
        yield from _of_change(change, now)
    spent = [0] * len(pots)
    for parts in paper.final:
        for at, amount in parts.items():
            spent[at] += amount
    for pot, amount in zip(paper.round.pots, spent, strict=True):
        if amount > pot.amount:
            yield f"Sau các thay đổi, nguồn {pot.code} bị chia quá số có."


def _of_change(change: Change, now: dict[tuple[str, str], int]) -> Iterator[str]:
    where = (change.code, change.pot)
    if now[where] != change.was:
        yield f"Thay đổi của {change.code} ghi số cũ không đúng."
    if change.becomes < 0:
        yield f"Thay đổi của {change.code} cho ra số âm."
    if not change.reason.strip():
        yield f"Thay đổi của {change.code} không ghi lý do."
    now[where] = change.becomes


def _right(paper: RoundPaper) -> Iterator[str]:
    unit = paper.heading.unit
    total = sum(sum(parts.values()) for parts in paper.final)
    yield (
        f"ĐÚNG. {paper.heading.name} ({paper.heading.code}): tính lại từ đầu cho "
        f"{show(len(paper.round.claimants))} hồ sơ, kết quả trùng khớp từng {unit}."
    )
    yield (
        "Không ai có thể được thêm mà không làm một người bằng hoặc dưới mức ấy bị thiệt; "
        "điều này được kiểm bằng một cách độc lập với cách chia."
    )
    yield f"Đã chia {show(total)} {unit} từ {show(len(paper.round.pots))} nguồn."
    for change in paper.changes:
        yield (
            f"Sửa tay: {change.code}, nguồn {change.pot}, từ {show(change.was)} thành "
            f"{show(change.becomes)} {unit}. Lý do: {change.reason}"
        )
