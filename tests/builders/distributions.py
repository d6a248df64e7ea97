"""Rounds of gifts in the village of `tests.builders.aid`; every name is invented."""

import datetime as dt
from decimal import Decimal
from typing import Any

from tests.builders.aid import AT, TODAY, Village

from nhanai.aid.vocab import GiftKind
from nhanai.distributions import actions
from nhanai.distributions.actions import ItemTold, QuotaTold, RoundValues
from nhanai.distributions.models import GiftRound, Quota
from nhanai.distributions.rules.pasting import read_rows
from nhanai.distributions.vocab import GiftProgramme

RICE = ItemTold("Gạo", Decimal(10), "kg", 300_000)
OIL = ItemTold("Dầu ăn", Decimal(2), "chai", 200_000)
ROWS = """Họ và tên; năm sinh; thôn; số hộ; căn cước; đối tượng
Giàng Thị Mỷ; 1950; Bản Một; 101; ; HN
Lò Văn Sáng; 1962; Bản Một; 102; ; CDC
Phàn A Dua; 1971; Bản Hai; 201; ; KH
"""


def values(**changed: Any) -> RoundValues:  # noqa: ANN401 (any part of a round)
    """Ten bags of rice and oil."""
    said: dict[str, Any] = {
        "name": "Tết Nhân ái 2027", "programme": GiftProgramme.TET, "kind": GiftKind.GOODS,
        "gifts": 10, "items": (RICE, OIL), "giver": "Hội tỉnh",
        "list_due_on": TODAY, "on": TODAY, "settle_due_on": TODAY + dt.timedelta(days=20),
    }  # fmt: skip
    return RoundValues(**{**said, **changed})


def a_round(village: Village, **changed: Any) -> GiftRound:  # noqa: ANN401 (any part of a round)
    """A round of the province's office."""
    return actions.start_round(
        unit=village.office, values=values(**changed), by=village.officer, at=AT
    )


def given(village: Village, round_: GiftRound, *, gifts: int = 3, other: int = 2) -> Quota:
    """Quotas for both chapters; that of the first."""
    told = {village.chapter.pk: QuotaTold(30, gifts), village.other.pk: QuotaTold(20, other)}
    actions.set_quotas(round_=round_, told=told, by=village.officer, at=AT)
    return Quota.objects.get(round=round_, unit=village.chapter)


def listed(village: Village, quota: Quota, text: str = ROWS, *, reserve: bool = False) -> Quota:
    """These rows on the chapter's list."""
    rows, findings = read_rows(text)
    assert not findings
    actions.add_rows(quota=quota, rows=rows, is_reserve=reserve, by=village.clerk, at=AT)
    return Quota.objects.get(pk=quota.pk)


def approved(village: Village, quota: Quota) -> Quota:
    """Handed in by the clerk, approved by the leader of the province."""
    actions.submit_list(quota=quota, by=village.clerk, at=AT)
    return actions.approve_list(quota=quota, by=village.leader, at=AT)
