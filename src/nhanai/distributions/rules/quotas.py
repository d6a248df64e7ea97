"""How many gifts go where: in proportion to a stated number, and never more than there are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base import numbers
from nhanai.base.findings import Finding
from nhanai.base.money import Money
from nhanai.base.text import fold, nfc, single_spaced

MOST_HAMLETS: Final = 200
LONGEST: Final = 120


def proposed(gifts: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Shares of `gifts` by `weights`, adding to exactly `gifts`: largest remainders.

    A gift is no more divisible than a đồng, so the same exact division serves. Where every weight
    is nothing, so is every share.
    """
    if not any(weights):
        return tuple(0 for _ in weights)
    return tuple(share.amount for share in Money(gifts).allocate(list(weights)))


@dataclass(frozen=True, slots=True)
class Given:
    """What a unit is to have: `least` gifts of it were approved already."""

    name: str
    gifts: int
    least: int = 0


def faults_of_quotas(total: int, given: Iterable[Given]) -> Iterator[Finding]:
    """All units together get no more than there is; none less than was approved for it."""
    listed = list(given)
    for one in listed:
        if one.gifts < one.least:
            message = (
                f"{one.name} đã được duyệt {numbers.show(one.least)} suất, chỉ tiêu không giảm"
                " xuống dưới số ấy."
            )
            yield Finding("quota-below-approved", message)
    whole = sum(one.gifts for one in listed)
    if whole > total:
        message = (
            f"Các xã cộng lại {numbers.show(whole)} suất, đợt chỉ có {numbers.show(total)}. Hãy"
            f" giảm {numbers.show(whole - total)} suất."
        )
        yield Finding("quota-over-total", message)


@dataclass(frozen=True, slots=True)
class HamletTold:
    """A hamlet with its number of households and its gifts; None where they are to be proposed."""

    name: str
    weight: int
    gifts: int | None


def read_hamlets(text: str) -> tuple[list[HamletTold], list[Finding]]:
    """Lines such as `Bản Nậm Ngá; 24; 8`; the gifts may be left out, then in every line."""
    told, findings = [], []
    for number, line in enumerate(nfc(text).splitlines(), 1):
        if not single_spaced(line):
            continue
        cells = [single_spaced(cell) for cell in line.replace("\t", ";").split(";")]
        try:
            counts = [numbers.read_count(cell) for cell in cells[1:3] if cell]
        except numbers.NotANumber as wrong:
            findings.append(Finding("hamlet-number", f"Dòng {number}: {wrong.message}"))
            continue
        if not cells[0] or len(cells[0]) > LONGEST or len(cells) > 3 or min(counts, default=0) < 0:
            message = f"Dòng {number}: ghi tên thôn, bản; số hộ; số suất, cách nhau bằng dấu ;"
            findings.append(Finding("hamlet-line", message))
            continue
        gifts = counts[1] if len(counts) > 1 else None
        told.append(HamletTold(cells[0], counts[0] if counts else 0, gifts))
    return told, findings


def faults_of_hamlets(gifts: int, hamlets: Sequence[HamletTold]) -> Iterator[Finding]:
    """Each named once; all told or all proposed; together no more than the commune has."""
    if len(hamlets) > MOST_HAMLETS:
        yield Finding("hamlets-many", f"Một xã nhiều nhất {MOST_HAMLETS} thôn, bản.")
    names = [fold(one.name) for one in hamlets]
    if len(set(names)) != len(names):
        yield Finding("hamlet-twice", "Có thôn, bản ghi hai lần. Gộp lại một dòng.")
    open_ones = [one for one in hamlets if one.gifts is None]
    if open_ones and len(open_ones) != len(hamlets):
        yield Finding("hamlets-mixed", "Ghi số suất cho mọi thôn, bản, hoặc để trống mọi dòng.")
    elif open_ones and not any(one.weight for one in hamlets):
        yield Finding("hamlets-no-weight", "Ghi số hộ của thôn, bản để chia theo số ấy.")
    whole = sum(one.gifts or 0 for one in hamlets)
    if whole > gifts:
        message = (
            f"Các thôn, bản cộng lại {numbers.show(whole)} suất, xã chỉ có"
            f" {numbers.show(gifts)}. Hãy giảm bớt."
        )
        yield Finding("hamlets-over", message)


def divided(gifts: int, hamlets: Sequence[HamletTold]) -> list[tuple[HamletTold, int]]:
    """Each hamlet with its gifts: those told, else in proportion to its households."""
    if any(one.gifts is None for one in hamlets):
        shares = proposed(gifts, [one.weight for one in hamlets])
        return list(zip(hamlets, shares, strict=True))
    return [(one, one.gifts or 0) for one in hamlets]


def faults_of_list(
    gifts: int, chosen: Sequence[str], hamlets: Mapping[str, tuple[str, int]]
) -> Iterator[Finding]:
    """Whether a list keeps to its quotas; `chosen` are the folded hamlets of who is to receive.

    `hamlets` has the name and quota of each by its folded name; without any, only the whole counts.
    """
    if not chosen:
        yield Finding("list-empty", "Danh sách chưa có ai. Thêm người nhận trước khi nộp.")
    if len(chosen) > gifts:
        over = len(chosen) - gifts
        message = (
            f"Danh sách có {numbers.show(len(chosen))} người, chỉ tiêu {numbers.show(gifts)} suất."
            f" Bỏ ra hoặc chuyển sang dự phòng {numbers.show(over)} người."
        )
        yield Finding("list-over", message)
    for folded, (name, quota) in hamlets.items():
        count = chosen.count(folded)
        if count > quota:
            message = f"{name} có {count} người, chỉ tiêu {quota} suất. Bỏ bớt hoặc sửa chỉ tiêu."
            yield Finding("list-over-hamlet", message)
    if hamlets:
        unknown = sum(1 for one in chosen if one not in hamlets)
        if unknown:
            message = (
                f"{unknown} người ở thôn, bản không có trong bảng chỉ tiêu của xã. Sửa tên thôn,"
                " bản hoặc thêm dòng chỉ tiêu."
            )
            yield Finding("list-unknown-hamlet", message)
