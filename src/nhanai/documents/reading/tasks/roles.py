"""What a section is for, by its title: aims and findings hold no tasks, contents and duties do."""

import re
from enum import Enum, auto
from typing import Final

from nhanai.base.text import unaccented
from nhanai.documents.reading.agencies import phrase


class Role(Enum):
    """What may be found in a section."""

    OPEN = auto()
    """Not said: what is listed there may be a task."""
    CONTENT = auto()
    """What is to be done."""
    DUTY = auto()
    """Who is to do what."""
    AIM = auto()
    """Purpose, requirements, situation: no tasks."""
    MEANS = auto()
    """Scope, money, time: a task only where an agency is charged by name."""


_AIM: Final = re.compile(
    r"(?:cac |mot so |nhung )?(?:muc dich|yeu cau|y nghia|quan diem|muc tieu|chi tieu|can cu|"
    r"co so phap ly|"
    r"su can thiet|boi canh|khai quat|dac diem|nguyen tac|phuong cham|nguy co|nhu cau|"
    r"giai thich|ton tai|"
    r"han che|nguyen nhan|tam nhin|tu tuong chi dao|danh gia (?:chung|tinh hinh|nguy co|ket qua|"
    r"thuc trang)|"
    r"thuc trang|tinh hinh|ket qua(?! thuc hien nhiem vu)|du bao|nhan dinh|co hoi|thuan loi|"
    r"kho khan|"
    r"bai hoc|uu diem|noi dung quan triet|hieu luc thi hanh|dieu khoan thi hanh)\b"
)
_MEANS: Final = re.compile(
    r"(?:nguon )?(?:pham vi|doi tuong|kinh phi|nguon luc|nguon von|thoi gian|dia diem|"
    r"thanh phan|tien do|luu y|"
    r"co so vat chat|phuong thuc|quy mo|so luong|tai chinh|ngan sach|dieu kien)\b"
)
_DUTY: Final = re.compile(
    r"(?:.{0,60}(?:,|va|-) )?(?:cong tac )?(?:to chuc (?:thuc hien|trien khai|thi hanh)|phan cong|"
    r"trach nhiem (?:cua|thuc hien|to chuc|cac|thi hanh)|nhiem vu cua (?:cac|co quan)|"
    r"trien khai thuc hien$|che do (?:bao cao|thong tin)|giao nhiem vu)|trach nhiem$"
)
_LONGEST_DUTY: Final = 70
_LONGEST_TITLE: Final = 160
_CONTENT: Final = re.compile(
    r"nhiem vu|giai phap|noi dung|hoat dong|bien phap|cong viec|cong tac|phuong an"
)


def role_of(title: str, above: Role) -> Role:
    """The role of a section with this title under one with the role `above`."""
    name = re.sub(r"\s+", " ", unaccented(title).lower()).strip(" .:;-*")
    if above is Role.AIM:
        return Role.AIM
    own = _own_role(name, title)
    if own is not None:
        return own
    if above is Role.OPEN and _CONTENT.search(name):
        return Role.CONTENT
    return above


def _own_role(name: str, title: str) -> Role | None:
    """The role that the title itself says, whatever stands above."""
    if _says_duty(name):
        return Role.DUTY
    if len(name) >= _LONGEST_TITLE:
        return None
    if _AIM.match(name) and not _orders_agency(title):
        return Role.CONTENT if _holds_tasks_too(name) else Role.AIM
    if _MEANS.match(name) and not _holds_tasks_too(name):
        return Role.MEANS
    return None


def _says_duty(name: str) -> bool:
    return len(name) < _LONGEST_DUTY and _DUTY.match(name) is not None and not _AIM.match(name)


def _holds_tasks_too(name: str) -> bool:
    return re.search(r"nhiem vu|giai phap", name) is not None


def _orders_agency(title: str) -> bool:
    """Whether "Yêu cầu" here orders somebody: "Yêu cầu Sở Y tế …"."""
    ordered = re.match(r"yêu cầu\s+(?:đối với\s+)?", title, re.IGNORECASE)
    return ordered is not None and phrase.begins(title, ordered.end())
