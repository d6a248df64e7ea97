"""A plan that an agency of the demo writes itself: returned once, mended, with its leader again."""

import datetime as dt
from typing import Final

from django.db import transaction

from nhanai.identity.models import User
from nhanai.plans import actions, queries
from nhanai.plans.models import DraftTask, Plan, PlanDraft
from nhanai.plans.vocab import DraftSectionKind
from nhanai.units.models import Unit

HEALTH: Final = "lc-so-y-te"
SUBJECT: Final = "Khám, chữa bệnh nhân đạo và vận động hiến máu tình nguyện năm 2027"
WORDS: Final = {
    "bases": "Căn cứ Luật Hoạt động chữ thập đỏ năm 2008",
    "purpose": "Đưa dịch vụ khám, chữa bệnh nhân đạo đến người nghèo ở xã biên giới.\n"
    "Bảo đảm nguồn máu cho cấp cứu và điều trị tại địa phương.",
    "requirements": "Mỗi đợt khám có danh sách người được khám và sổ cấp thuốc.\n"
    "Không thu tiền, không trùng đợt với đơn vị khác.",
    "signature": "GIÁM ĐỐC",
    "signer": "Trần Văn Lâm",
}
CONTENT: Final = (
    "Khám, chữa bệnh nhân đạo",
    (
        "Tổ chức 12 đợt khám bệnh, cấp thuốc miễn phí tại các xã biên giới.\n"
        "Lập danh sách người nghèo cần phẫu thuật mắt, dị tật."
    ),
)
BLOCKS: Final = (
    (
        HEALTH,
        (
            "Chủ trì 12 đợt khám bệnh, cấp thuốc miễn phí; hoàn thành trước ngày 30/11/2027.\n"
            "Báo cáo kết quả hằng quý."
        ),
    ),
    ("lc-hoi-xa-03478-2025", "Lập danh sách người cần khám trên địa bàn trước ngày 31/3/2027."),
)
OPINION: Final = "Ghi rõ số đợt khám và ngày hoàn thành, để cuối năm đối chiếu được."


@transaction.atomic
def a_written_plan(*, upper: Plan, writer: User, leader: User, at: dt.datetime) -> None:
    """Make it once."""
    unit = Unit.objects.get(key=HEALTH)
    if PlanDraft.objects.filter(unit=unit).exists():
        return
    draft = actions.start_draft(unit=unit, subject=SUBJECT, by=writer, at=at)
    actions.set_words(draft=draft, values=WORDS, by=writer, at=at)
    heading, bullets = CONTENT
    group = actions.add_section(
        draft=draft, kind=DraftSectionKind.GROUP, heading=heading, by=writer, at=at
    )
    actions.set_section(section=group, heading=heading, bullets=bullets, by=writer, at=at)
    for key, tasks in BLOCKS:
        block = actions.add_section(draft=draft, kind=DraftSectionKind.BLOCK, by=writer, at=at)
        actions.choose_units(section=block, units=[Unit.objects.get(key=key)], by=writer, at=at)
        actions.add_tasks(section=block, text=tasks, by=writer, at=at)
    _carry_out(draft, upper, unit, by=writer, at=at)
    actions.submit_draft(draft=draft, by=writer, at=at)
    actions.give_draft_back(draft=draft, text=OPINION, by=leader, at=at)
    actions.settle_draft_opinion(opinion=draft.opinions.get(), by=writer, at=at)
    actions.submit_draft(draft=draft, by=writer, at=at)


def _carry_out(draft: PlanDraft, upper: Plan, unit: Unit, *, by: User, at: dt.datetime) -> None:
    """The first of its tasks carries out the first that the province's plan gives the agency."""
    given = queries.handed_out(queries.of_units(upper.tasks.all(), [unit]))
    above = given.order_by("start", "pk").first()
    first = DraftTask.objects.filter(section__draft=draft).order_by("section__order", "order")[0]
    if above is not None:
        actions.set_upper(task=first, upper=above, is_carried=True, by=by, at=at)
