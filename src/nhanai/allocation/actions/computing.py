"""Dividing a round, and changing a share by hand with a reason."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from nhanai.allocation.actions.checking import CannotAllocate, prepared, reasoned
from nhanai.allocation.models import (
    AllocationPot,
    AllocationRound,
    AllocationRun,
    AllocationShare,
    Claimant,
)
from nhanai.allocation.queries import as_value, heading_of, latest_run
from nhanai.allocation.rules import measuring, papers
from nhanai.allocation.rules.explaining import explained
from nhanai.allocation.rules.papers import RoundPaper
from nhanai.allocation.rules.proving import disproved
from nhanai.allocation.rules.solving import CannotDivide, solve
from nhanai.allocation.rules.values import OBJECTIVES, Objective
from nhanai.base import canonical
from nhanai.identity.models import User
from nhanai.journal.actions import record as write_line

_BATCH = 500


@transaction.atomic
def compute(
    *, round_: AllocationRound, objective: Objective, by: User, at: dt.datetime
) -> AllocationRun:
    """Divide by that objective and keep the result with all that decided it.

    Changes by hand of an earlier computation stay with that one.
    """
    row = prepared(round_, by=by, at=at)
    value = as_value(row, objective)
    try:
        result = solve(value)
    except CannotDivide as refusal:
        raise CannotAllocate(refusal.message, refusal.findings) from None
    if wrong := disproved(value, result):
        raise RuntimeError(f"a division was disproved: {wrong[0].message}")
    paper = papers.as_json(RoundPaper(heading_of(row), value, result))
    before = latest_run(row)
    row.objective = objective.value
    row.save(update_fields=["objective"])
    run = AllocationRun.objects.create(
        round=row, number=before.number + 1 if before else 1, version=row.version,
        objective=objective.value, document=canonical.written(paper).decode(),
        inputs_hash=paper["hashes"]["inputs"], result_hash=paper["hashes"]["result"],
        figures=_figures(measuring.measured(value, result.shares)), by=by, at=at,
    )  # fmt: skip
    keys = dict(Claimant.objects.filter(round=row).values_list("code", "pk"))
    reasons = explained(value, result, row.measure)
    shares = []
    for each, parts, reason in zip(value.claimants, result.given, reasons, strict=True):
        given = {value.pots[pot].code: amount for pot, amount in parts.items()}
        shares.append(
            AllocationShare(
                run=run, claimant_id=keys[each.code], computed=given, given=given,
                total=sum(given.values()), binding=reason.binding.value, why=reason.sentence,
            )
        )  # fmt: skip
    AllocationShare.objects.bulk_create(shares, batch_size=_BATCH)
    write_line(
        verb="allocation.computed", subject=row, by=by, at=at, unit_key=row.unit.key,
        new={"objective": OBJECTIVES[objective], "result": run.result_hash},
    )  # fmt: skip
    return run


def _figures(found: measuring.Measured) -> dict[str, object]:
    """The figures of a result as they are kept: shares of need in millionths."""
    return {
        "given": found.given,
        "left": found.left,
        "served": found.served,
        "fully_met": found.fully_met,
        "lowest": int(found.lowest * 10**6),
        "by_point": int(found.lowest_by_point * 10**6),
        "median": int(found.median * 10**6),
        "gini": int(found.gini * 10**6),
    }


@transaction.atomic
def change_share(
    *, share: AllocationShare, given: Mapping[str, int], reason: str, by: User, at: dt.datetime
) -> AllocationShare:
    """Give somebody another amount than was computed, from pots that hold it, and say why."""
    row = prepared(share.run.round, by=by, at=at)
    one = AllocationShare.objects.select_for_update().select_related("run", "claimant")
    kept = one.get(pk=share.pk)
    reason = reasoned(reason, "Ghi lý do sửa: người ngoài sẽ đọc được lý do này.")
    run = latest_run(row)
    if run is None or run.pk != kept.run_id or run.version != row.version:
        raise CannotAllocate("Kết quả này đã cũ. Hãy tính lại trước khi sửa tay.")
    _check_holds(row, kept, given)
    old = kept.given
    kept.given = {code: amount for code, amount in given.items() if amount}
    kept.total = sum(kept.given.values())
    is_changed = kept.given != kept.computed
    kept.change_reason = reason if is_changed else ""
    kept.changed_by, kept.changed_at = (by, at) if is_changed else (None, None)
    kept.save()
    write_line(
        verb="allocation.share_changed", subject=kept.claimant, by=by, at=at,
        old={"amounts": old}, new={"amounts": kept.given}, note=reason, unit_key=row.unit.key,
    )  # fmt: skip
    return kept


def _check_holds(row: AllocationRound, kept: AllocationShare, given: Mapping[str, int]) -> None:
    """Refuse amounts that no pot holds, or that would not be given in whole steps."""
    pots = dict(AllocationPot.objects.filter(round=row).values_list("code", "amount"))
    if not set(given) <= set(pots) or any(amount < 0 for amount in given.values()):
        raise CannotAllocate("Số của mỗi nguồn là số từ 0 trở lên.")
    others = AllocationShare.objects.filter(run=kept.run_id).exclude(pk=kept.pk)
    spent = dict.fromkeys(pots, 0)
    for parts in (given, *others.values_list("given", flat=True)):
        for code, amount in parts.items():
            spent[code] += amount
    for code, amount in spent.items():
        if amount > pots[code]:
            raise CannotAllocate(
                f"Nguồn {code} không đủ: thiếu {amount - pots[code]:,} {row.measure}. "
                "Hãy giảm phần của hồ sơ khác trước.".replace(",", ".")
            )
