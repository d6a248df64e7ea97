"""What every act on a round begins with."""

import datetime as dt
from typing import Final

from django.db.models import F
from django.utils.timezone import localdate

from nhanai.allocation.models import AllocationRound
from nhanai.allocation.permissions import Permission
from nhanai.allocation.rules.moves import STATES, RoundState, may_move
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.numbers import show
from nhanai.base.text import nfc, single_spaced
from nhanai.funds.models import ContributionCampaign
from nhanai.funds.queries import spendable
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.ledger.models import Fund

LONGEST_REASON: Final = 400
MONEY: Final = "đồng"
"""What a round of money is counted in."""


class CannotAllocate(Refused):
    """This cannot be done with the round, or not by this person."""


def locked(
    round_: AllocationRound, permission: Permission, *, by: User, at: dt.datetime
) -> AllocationRound:
    """The round, locked, if she may do this with it."""
    row = AllocationRound.objects.select_for_update(of=("self",)).select_related("unit")
    found = row.get(pk=round_.pk)
    if not allowed(by, permission, unit=found.unit, today=localdate(at)):
        raise CannotAllocate("Anh, chị chưa được giao việc này với đợt phân bổ của đơn vị này.")
    return found


def prepared(round_: AllocationRound, *, by: User, at: dt.datetime) -> AllocationRound:
    """The round, locked, while it is being prepared."""
    row = locked(round_, Permission.PREPARE, by=by, at=at)
    if row.state != RoundState.PREPARING:
        raise CannotAllocate(
            f"Đợt này {STATES[RoundState(row.state)].lower()} nên không sửa được nữa."
        )
    return row


def reasoned(text: str, missing: str) -> str:
    """The reason as it is kept; refuses none, and one that is too long."""
    reason = single_spaced(nfc(text))
    if not reason:
        raise CannotAllocate(missing)
    if len(reason) > LONGEST_REASON:
        raise CannotAllocate(f"Lý do dài quá {LONGEST_REASON} ký tự; hãy viết gọn lại.")
    return reason


def moved(row: AllocationRound, after: RoundState) -> None:
    """Put the round into the state, if it may go there."""
    if not may_move(row.state, after):
        raise CannotAllocate(
            f"Đợt {STATES[RoundState(row.state)].lower()} không chuyển sang "
            f"{STATES[after].lower()} được."
        )
    row.state = after.value


def touched(row: AllocationRound) -> None:
    """What decides the result changed: earlier computations are outdated."""
    AllocationRound.objects.filter(pk=row.pk).update(version=F("version") + 1)
    row.refresh_from_db(fields=["version"])


def faults_of_fund(
    row: AllocationRound, fund: Fund | None, amount: int, campaign: ContributionCampaign | None
) -> list[Finding]:
    """What keeps so much of the fund, for that campaign or for none, from being divided."""
    if fund is None:
        return []
    if row.measure != MONEY:
        return [Finding("fund", "Quỹ là tiền; đợt chia hàng thì không gắn quỹ.", where="fund")]
    if fund.book.unit_id != row.unit_id or fund.closed_on is not None:
        message = "Chọn một quỹ đang mở trong sổ của đơn vị phân bổ."
        return [Finding("fund", message, where="fund")]
    if campaign is not None and campaign.fund_id != fund.pk:
        return [Finding("campaign", "Đợt vận động này thuộc quỹ khác.", where="fund")]
    has = spendable(fund, campaign.pk if campaign else None)
    if amount > has:
        whose = campaign.name if campaign else f"Ngoài các đợt vận động, {fund.name}"
        message = f"{whose} chỉ còn dùng được {show(has)} đồng; hãy đặt số phân bổ thấp hơn."
        return [Finding("fund-amount", message, where="amount")]
    return []
