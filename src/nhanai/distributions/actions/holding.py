"""What every act of this room does first: hold the row, ask whether she may."""

import datetime as dt

from nhanai.base.errors import Refused
from nhanai.distributions.models import GiftRound, Quota
from nhanai.distributions.permissions import Permission
from nhanai.distributions.rules.moves import may_move
from nhanai.distributions.vocab import GiftRoundState, QuotaState
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.units.models import Unit


class CannotDistribute(Refused):
    """The round, its quotas or a list stay as they were."""


def check_may(by: User, permission: Permission, unit: Unit, today: dt.date) -> None:
    """Refuse who may not do this at the unit."""
    if not allowed(by, permission, unit=unit, today=today):
        raise CannotDistribute("Anh, chị chưa được giao việc này với đợt trao quà của đơn vị ấy.")


def held_round(key: int) -> GiftRound:
    """The round, held until the act is done; refused where it is over."""
    rows = GiftRound.objects.select_related("unit", "campaign", "fund__book", "warehouse")
    round_ = rows.select_for_update(of=("self",)).get(pk=key)
    if round_.state != GiftRoundState.OPEN:
        label = round_.get_state_display().lower()
        raise CannotDistribute(f"Đợt trao quà này {label}, không sửa được nữa.")
    return round_


def held_quota(key: int) -> Quota:
    """The quota of a round that goes on, held with its round: the round always first."""
    round_ = held_round(Quota.objects.values_list("round", flat=True).get(pk=key))
    rows = Quota.objects.select_related("unit__territory", "batch")
    quota = rows.select_for_update(of=("self",)).get(pk=key)
    quota.round = round_
    return quota


def check_state(quota: Quota, *states: QuotaState) -> None:
    """Refuse where the list is elsewhere on its way."""
    if quota.state not in states:
        label = quota.get_state_display().lower()
        raise CannotDistribute(
            f"Danh sách này {label}, không làm được việc ấy nữa. Hãy mở lại trang."
        )


def moved(quota: Quota, to: QuotaState) -> None:
    """Bring the list into the state, or refuse; saving it is the caller's."""
    if not may_move(quota.state, to):
        label = quota.get_state_display().lower()
        raise CannotDistribute(f"Danh sách này {label}. Hãy mở lại trang.")
    quota.state = to
