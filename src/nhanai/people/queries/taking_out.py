"""Everything that is kept of one person, as plain values under Vietnamese names."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from nhanai.base.days import written
from nhanai.people.models import Consent, DataRequest, Merit, Person, PersonRole, Training
from nhanai.people.queries.finding import birth_of
from nhanai.people.rules.privacy import purposes
from nhanai.units.queries import names_on


def whole_of(person: Person, *, day: dt.date) -> Mapping[str, Any]:
    """Her own values, roles, trainings, merits, consents and requests, the oldest first."""
    roles = list(
        PersonRole.objects.filter(person=person).select_related("post").order_by("start", "pk")
    )
    places = {role.unit_id for role in roles} | {person.keeper_id}
    places |= {person.commune_id} if person.commune_id else set()
    names = names_on(places, day)
    return {
        "Hồ sơ": _own(person, names),
        "Vai trò": [_role(role, names) for role in roles],
        "Đào tạo, bồi dưỡng": _trainings(person),
        "Khen thưởng, kỷ luật": _merits(person),
        "Sự đồng ý": [_consent(one) for one in Consent.objects.filter(person=person)],
        "Yêu cầu về dữ liệu": _requests(person),
    }


def _trainings(person: Person) -> list[Mapping[str, str]]:
    return [
        {
            "Loại": one.get_kind_display(),
            "Nội dung": one.title,
            "Nơi đào tạo": one.place,
            "Số chứng chỉ": one.certificate,
            "Hoàn thành ngày": _day(one.finished_on),
            "Có giá trị đến hết ngày": _day(one.valid_until),
        }
        for one in Training.objects.filter(person=person).order_by("finished_on", "pk")
    ]


def _merits(person: Person) -> list[Mapping[str, str]]:
    return [
        {
            "Loại": one.get_kind_display(),
            "Hình thức": one.title,
            "Nơi quyết định": one.issuer,
            "Số quyết định": one.reference,
            "Ngày": _day(one.on),
        }
        for one in Merit.objects.filter(person=person).order_by("on", "pk")
    ]


def _requests(person: Person) -> list[Mapping[str, str]]:
    return [
        {
            "Loại": one.get_kind_display(),
            "Nhận ngày": _day(one.received_on),
            "Nội dung": one.text,
            "Kết quả": one.get_outcome_display(),
            "Trả lời": one.answer,
        }
        for one in DataRequest.objects.filter(person=person).order_by("received_on", "pk")
    ]


def _own(person: Person, names: Mapping[int, str]) -> Mapping[str, str]:
    return {
        "Họ và tên": person.full_name,
        "Ngày sinh": str(birth_of(person)),
        "Giới tính": person.get_sex_display(),
        "Dân tộc": person.ethnicity,
        "Số căn cước": person.citizen_number or "",
        "Điện thoại": person.phone,
        "Thôn, bản, tổ dân phố": person.hamlet,
        "Xã, phường": names.get(person.commune_id or 0, ""),
        "Số hộ": person.household,
        "Loại hộ": person.get_household_kind_display(),
        "Sức khỏe, khuyết tật": person.health,
        "Ghi chú": person.note,
        "Đơn vị quản lý hồ sơ": names.get(person.keeper_id, ""),
        "Mất ngày": _day(person.died_on),
    }


def _role(role: PersonRole, names: Mapping[int, str]) -> Mapping[str, str]:
    post = getattr(role, "post", None)
    return {
        "Vai trò": role.get_kind_display(),
        "Đơn vị": names.get(role.unit_id, ""),
        "Hạng": role.get_grade_display(),
        "Chức danh": role.office,
        "Chế độ làm việc": post.get_employment_display() if post else "",
        "Mức phụ cấp": post.allowance if post else "",
        "Số thẻ": role.card_number,
        "Chi tiết": role.details,
        "Từ ngày": _day(role.since),
        "Tại đơn vị từ ngày": _day(role.start),
        "Đến hết ngày": _day(role.end - dt.timedelta(days=1) if role.end else None),
        "Lý do kết thúc": role.get_end_reason_display(),
        "Ghi chú kết thúc": role.end_note,
    }


def _consent(one: Consent) -> Mapping[str, str]:
    purpose = purposes().get(one.purpose)
    return {
        "Mục đích": purpose.name if purpose else one.purpose,
        "Bản nội dung": one.text_version,
        "Hình thức": one.get_channel_display(),
        "Đồng ý lúc": one.given_at.isoformat(timespec="minutes"),
        "Người làm chứng": one.witness,
        "Người giám hộ": one.guardian,
        "Rút lại lúc": one.withdrawn_at.isoformat(timespec="minutes") if one.withdrawn_at else "",
    }


def _day(day: dt.date | None) -> str:
    return written(day) if day else ""
