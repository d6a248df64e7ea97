"""What the pages of releases need beside the release itself."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from nhanai.identity.models import User
from nhanai.publishing.queries.choices import GOOD_SHOWN, good_activities
from nhanai.publishing.vocab import ReleaseKind

KINDS_SAID: Final[Mapping[str, str]] = {
    ReleaseKind.MONEY: "Số đã nhận, đã trao theo quỹ, tháng, đợt, xã; từng khoản ủng hộ.",
    ReleaseKind.ADDRESSES: "Số địa chỉ đang chờ, đang được giúp theo xã và nhóm, như hôm nay.",
    ReleaseKind.REPORT: "Tệp .pdf của báo cáo đã ký ban hành.",
    ReleaseKind.ROUND: "Đã chia gì, theo cách nào; tệp để ai cũng tính lại được, tên đã thay mã.",
    ReleaseKind.PLAN: "Số nhiệm vụ đã xong, đúng hạn, quá hạn theo nhóm nội dung, như hôm nay.",
    ReleaseKind.APPEAL: "Lời kêu gọi, các hạn, tài khoản và mã VietQR của một đợt vận động.",
    ReleaseKind.STORY: "Người tốt, việc thiện, mô hình hay: bài viết, có sự đồng ý công bố.",
    ReleaseKind.FEEDBACK: "Đã nhận bao nhiêu, về việc gì, bao nhiêu được trả lời đúng hạn.",
}
"""What each kind says, for who chooses one."""


def preparing(user: User, kind: str, *, today: dt.date) -> Mapping[str, Any]:
    """What stands around the form of a kind."""
    is_story = kind == ReleaseKind.STORY
    return {
        "kind": ReleaseKind(kind), "said": KINDS_SAID[kind],
        "good": good_choices(user, today=today) if is_story else (),
    }  # fmt: skip


def good_choices(user: User, *, today: dt.date) -> Sequence[tuple[int, str]]:
    """Good models and deeds of the book of activities from which a story may begin."""
    rows = good_activities(user, today=today)[:GOOD_SHOWN]
    return [(one.pk, f"{one.title} ({one.last_on:%d/%m/%Y})") for one in rows]


def good_story(user: User, activity: str, *, today: dt.date) -> Mapping[str, Any]:
    """A story as the book of activities tells it, to be written on."""
    if not activity.isdecimal() or len(activity) > 12:
        return {}
    found = good_activities(user, today=today).filter(pk=int(activity)).first()
    if found is None:
        return {}
    return {
        "title": found.title, "text": found.result, "commune": found.commune_id,
        "activity": found.pk,
    }  # fmt: skip
