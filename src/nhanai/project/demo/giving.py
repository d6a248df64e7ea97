"""A round of Tết Nhân ái at several stages, a sample, two emergencies; every name is invented."""

import datetime as dt
from typing import Final

from django.utils.timezone import localdate

from nhanai.aid.vocab import GiftKind
from nhanai.base.days import written
from nhanai.distributions import actions
from nhanai.distributions.actions import EmergencyValues, QuotaTold, RoundValues
from nhanai.distributions.models import GiftRound, Quota, Recipient
from nhanai.distributions.rules.pasting import read_rows
from nhanai.distributions.rules.quotas import read_hamlets
from nhanai.distributions.vocab import GiftProgramme
from nhanai.identity.models import User
from nhanai.people.rules.spelling import Birth
from nhanai.people.rules.values import PersonValues
from nhanai.units.models import Unit
from nhanai.units.queries import descendants
from nhanai.units.vocab import Line, UnitKind

CHAPTER: Final = "lc-hoi-xa-03478-2025"
"""That of the demo's own clerk and head: its list is still empty."""
_DAY: Final = dt.timedelta(days=1)
HAMLETS: Final = "Bản 1; 12\nBản 2; 9\nBản 3; 8\nBản 4; 6\nBản 5; 6"
PASTED: Final = (
    "Giàng Thị Xó; 1949; Bản 1; 901; ; HN\nLò Văn Ún; 1957; Bản 2; 902; ; CDC\n"
    "Tẩn Mí Sìn; 1983; Bản 3; 903; ; KH\nVàng A Chớ; 1966; Bản 4; 904; ; HN"
)
RESERVE: Final = "Phàn Thị Mẩy; 1970; Bản 5; 905; ; HN"


def some_gifts(office: Unit, *, officer: User, leader: User, at: dt.datetime) -> None:
    """Make them, if there is none yet: four communes listed, approved, handed over and settled."""
    if GiftRound.objects.exists():
        return
    today = localdate(at)
    values = RoundValues(
        "Tết Nhân ái Bính Ngọ 2026", GiftProgramme.TET, GiftKind.GOODS, 120,
        today - 12 * _DAY, today - 5 * _DAY, today + 6 * _DAY, 600_000,
        "10 kg gạo, 2 chai dầu ăn, bánh kẹo, 200.000 đồng tiền mừng tuổi",
        giver="Công ty TNHH Chè Hoa Ban và Hội tỉnh", organisers="Hội tỉnh, Mặt trận các xã",
    )  # fmt: skip
    begun = at - 25 * _DAY
    round_ = actions.start_round(unit=office, values=values, by=officer, at=begun)
    chapters = descendants(office, today, Line.RED_CROSS).filter(kind=UnitKind.CHAPTER)
    own = Unit.objects.get(key=CHAPTER)
    units: list[Unit] = [*chapters.exclude(pk=own.pk).order_by("pk")[:4], own]
    told = {unit.pk: QuotaTold(weight) for unit, weight in zip(units, _WEIGHTS, strict=False)}
    actions.propose_quotas(round_=round_, told=told, by=officer, at=begun)
    sample = actions.announce_sample(
        round_=round_, seed=f"Giải đặc biệt xổ số Thủ đô {written(today - 4 * _DAY)}",
        confidence=90, margin=20,
        due_on=today + 3 * _DAY, by=officer, at=begun,
    )  # fmt: skip
    quotas = [Quota.objects.select_related("unit").get(round=round_, unit=one) for one in units]
    for quota in quotas[:4]:
        _listed(quota, officer, at=at - 15 * _DAY)
    for quota in quotas[:3]:
        actions.submit_list(quota=quota, by=officer, at=at - 13 * _DAY)
        actions.approve_list(quota=quota, by=leader, at=at - 11 * _DAY)
    _handed(quotas[0], quotas[1], officer, at=at)
    actions.draw_sample(sample=sample, by=officer, at=at - 3 * _DAY)
    _emergencies((units[0], own), officer=officer, leader=leader, at=at)


_WEIGHTS: Final = (41, 38, 30, 22, 19)


def _listed(quota: Quota, officer: User, *, at: dt.datetime) -> None:
    """Its addresses, and people from the commune's own sheet; a household helped before is told."""
    actions.add_from_addresses(quota=quota, by=officer, at=at)
    for text, is_reserve in ((PASTED, False), (RESERVE, True)):
        rows, _ = read_rows(text)
        actions.add_rows(
            quota=quota, rows=rows, is_reserve=is_reserve, despite_warnings=True, by=officer, at=at
        )
    hamlets, _ = read_hamlets(HAMLETS)
    actions.set_hamlets(quota=quota, hamlets=hamlets, by=officer, at=at)
    keys = Recipient.objects.filter(quota=quota).values_list("pk", flat=True)
    answers = dict.fromkeys(keys, "Quà Tết cho mọi địa chỉ đang trợ giúp, đã họp dân")
    actions.answer_duplicates(quota=quota, answers=answers, by=officer, at=at)


def _handed(first: Quota, second: Quota, officer: User, *, at: dt.datetime) -> None:
    """One commune where somebody was away, and one that took the gift over."""
    today = localdate(at)
    for quota, away in ((first, 2), (second, 0)):
        keys = list(
            Recipient.objects.filter(quota=quota, is_reserve=False).values_list("pk", flat=True)
        )
        actions.hand_over(
            quota=quota, on=today - 5 * _DAY, came=keys[: len(keys) - away], by=officer,
            at=at - 4 * _DAY,
        )  # fmt: skip
    actions.move_gifts(
        quota=Quota.objects.get(pk=first.pk), gifts=1, to=second, on=today - 4 * _DAY,
        note="Một hộ chuyển đi nơi khác", by=officer, at=at - 3 * _DAY,
    )  # fmt: skip


def _emergencies(units: tuple[Unit, Unit], *, officer: User, leader: User, at: dt.datetime) -> None:
    """A house that burnt, acknowledged; a landslide, which waits."""
    day = localdate(at) - 3 * _DAY
    burnt = EmergencyValues(
        "Bản 2", day, GiftKind.GOODS, "20 kg gạo, 2 chăn, xoong nồi", 1_450_000,
        "Nhà cháy trong đêm, không còn lương thực, chăn màn",
        PersonValues("Chẻo Láo San", Birth(None, 1972), hamlet="Bản 2", household="777"),
        giver="Hàng dự trữ của Hội",
    )  # fmt: skip
    made = actions.record_emergency(unit=units[0], values=burnt, by=officer, at=at - 2 * _DAY)
    actions.decide_emergency(
        emergency=made, agrees=True, answer="Đúng việc, đúng lúc", by=leader, at=at - _DAY
    )
    slide = EmergencyValues(
        "Bản 4", day + _DAY, GiftKind.MONEY, "Tiền mua lương thực", 7_000_000,
        "Sạt lở chia cắt bản, bảy hộ không về được nhà", whom="7 hộ bị sạt lở chia cắt", persons=31,
    )  # fmt: skip
    actions.record_emergency(unit=units[1], values=slide, by=officer, at=at - _DAY)
