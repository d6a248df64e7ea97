"""Releases of the demo, one of each kind that it has something for."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.utils.timezone import localdate

from nhanai.banking.models import BankAccount
from nhanai.funds.models import ContributionCampaign
from nhanai.identity.models import User
from nhanai.plans.models import Plan
from nhanai.plans.rules.moves import HANDED_OUT
from nhanai.project.demo.allocating import a_decided_round
from nhanai.publishing import actions
from nhanai.publishing.actions import CannotPublish
from nhanai.publishing.models import Release
from nhanai.publishing.queries import Appeal, Asked, Told
from nhanai.publishing.queries.asked import About
from nhanai.publishing.rules.stories import Story
from nhanai.publishing.vocab import ReleaseKind
from nhanai.units.models import Unit

STORY: Final = Told(
    Story(
        "Quán cơm 2.000 đ ngày thứ Năm",
        "Mỗi trưa thứ Năm, tình nguyện viên của Hội nấu 60 suất cơm cho người bệnh và người nhà ở"
        " bệnh viện. Ai ăn cũng trả 2.000 đ, để bữa cơm là bữa mình mua.\n"
        "Gạo do các tổ hội góp, rau do hội viên trồng. Từ tháng 3 đến nay quán chưa nghỉ buổi nào.",
        "A Thursday lunch for 2,000 đồng",
        "Every Thursday volunteers cook 60 meals for patients and their families at the hospital."
        " Everyone pays 2,000 đồng, so that it is a meal one buys.\n"
        "Rice comes from the cells of the society, vegetables from its members. Since March there"
        " has been a lunch every week.",
    ),
    consent="Nhóm tình nguyện viên (mẫu), đồng ý tại buổi họp ngày 05/11",
)


def some_releases(office: Unit, *, officer: User, leader: User, at: dt.datetime) -> None:
    """Prepare and publish them, if nothing was yet; what there is nothing of is left out."""
    if Release.objects.exists():
        return
    start, end = localdate(at).replace(month=1, day=1), localdate(at) + dt.timedelta(days=1)
    for kind, about in _asked(office, officer, leader, at):
        asked = Asked(kind, office, start, end, about)
        try:
            made = actions.prepare(asked=asked, by=officer, at=at)
        except CannotPublish:
            continue
        actions.publish(release=made, by=leader, at=at)


def _asked(
    office: Unit, officer: User, leader: User, at: dt.datetime
) -> Iterator[tuple[ReleaseKind, About]]:
    yield ReleaseKind.MONEY, None
    yield ReleaseKind.ADDRESSES, None
    decided = a_decided_round(office, officer=officer, leader=leader, at=at)
    if decided is not None:
        yield ReleaseKind.ROUND, decided
    plan = Plan.objects.filter(owner=office, state__in=HANDED_OUT).order_by("pk").first()
    if plan is not None:
        yield ReleaseKind.PLAN, plan
    account = BankAccount.objects.filter(unit=office, currency="VND").order_by("pk").first()
    receiving = ContributionCampaign.objects.filter(unit=office, receives_until__gte=localdate(at))
    for campaign in receiving.order_by("pk"):
        yield ReleaseKind.APPEAL, Appeal(campaign, account)
    yield ReleaseKind.STORY, STORY
    yield ReleaseKind.FEEDBACK, None
