"""What a column of a table, or a field line (`Cơ quan chủ trì: …`), says of a task."""

import re
from enum import StrEnum
from typing import Final

from nhanai.base.text import unaccented


class Role(StrEnum):
    """What a field says."""

    NUMBER = "number"
    CONTENT = "content"
    LEAD = "lead"
    DOER = "doer"
    COORDINATING = "coordinating"
    TIME = "time"
    PRODUCT = "product"
    OTHER = "other"


_BODY: Final = (
    r"(?:(?:co quan|don vi|bo phan|to chuc)(?:,? ?(?:/|va|hoac)? ?(?:co quan|don vi|dia phuong|"
    r"to chuc|ca nhan))*)"
)
_RULES: Final = (
    (Role.NUMBER, r"stt|tt|so tt|so thu tu|so"),
    (
        Role.LEAD,
        (
            rf"(?:{_BODY} )?(?:chu tri|dau moi|chiu trach nhiem chinh)(?:,? (?:thuc hien|"
            rf"tham muu|soan thao"
            r"|chiu trach nhiem|to chuc|xay dung|trien khai|theo doi|tong hop))*|phan cong chu tri"
        ),
    ),
    (
        Role.COORDINATING,
        (
            rf"(?:{_BODY} )?(?:phoi hop|tham gia)(?: (?:thuc hien|chinh|trien khai|xay dung))?|"
            rf"phan cong phoi hop"
        ),
    ),
    (
        Role.DOER,
        (
            rf"(?:{_BODY} )?(?:to chuc )?(?:thuc hien|chiu trach nhiem|trien khai|duoc giao|"
            rf"duoc phan cong)"
            r"(?: (?:chinh|thuc hien|nhiem vu))?|trach nhiem(?: thuc hien| cua)?|"
            r"phan cong(?: thuc hien| nhiem vu"
            rf"| trach nhiem)?|nguoi (?:thuc hien|phu trach)|{_BODY}|don vi,? dia phuong|"
            rf"cac {_BODY}(?: thuc hien)?"
            r"|chu the(?: thuc hien)?|giao (?:co quan|don vi)?(?: ?thuc hien)?"
        ),
    ),
    (
        Role.TIME,
        (
            r"thoi gian,? (?:va )?dia diem(?: to chuc| thuc hien)?|(?:thoi (?:gian|han|diem|"
            r"han,? tien do|gian,? tien do)|tien do|lo trinh|han|ky han)"
            r"(?: (?:du kien|thuc hien|hoan thanh|trien khai|ban hanh|trinh|bat dau|ket thuc|"
            r"to chuc|xong|bao cao"
            r"|gui|nop|giai quyet|va dia diem|dia diem|thuc hien,? hoan thanh|"
            r"hoan thanh du kien))*|hoan thanh|ngay hoan thanh"
        ),
    ),
    (
        Role.PRODUCT,
        (
            r"(?:du kien )?(?:san pham|ket qua|dau ra)(?:,? (?:san pham|ket qua|dau ra|du kien|"
            r"dat duoc|thuc hien"
            r"|hoan thanh|can dat|cu the|nhiem vu|dau ra))*|hinh thuc van ban|san pham/ket qua|"
            r"ket qua/san pham"
        ),
    ),
    (
        Role.CONTENT,
        (
            r"(?:ten |danh muc |noi dung )?(?:cac )?(?:nhiem vu|noi dung|cong viec|hoat dong|"
            r"dau viec|giai phap|de an"
            r"|chuong trinh|van ban|chi tieu)(?:[ ,/và&-]*(?:cac |ten )?(?:nhiem vu|noi dung|"
            r"cong viec|hoat dong|giai phap|de an"
            r"|du an|cu the|chu yeu|trong tam|thuc hien|trien khai|chinh|va|can thuc hien|"
            r"ke hoach))*"
        ),
    ),
    (
        Role.OTHER,
        (
            r"ghi chu|(?:nguon )?kinh phi(?: thuc hien| du kien)?|dia diem|thanh phan|"
            r"hinh thuc(?: thuc hien)?|co so phap ly"
            r"|can cu|doi tuong|so luong|muc tieu|phuong phap|cach thuc(?: thuc hien)?|"
            r"cap trinh|co quan ban hanh"
            r"|tham quyen ban hanh|don vi tinh|yeu cau|lanh dao (?:phu trach|chi dao)"
        ),
    ),
)
_ROLES: Final = tuple((role, re.compile(pattern)) for role, pattern in _RULES)
_FIELD: Final = re.compile(
    r"(?:cơ quan|đơn vị|bộ phận|tổ chức|chủ trì|phối hợp|thời|tiến độ|lộ trình|sản phẩm|kết quả|"
    r"nội dung|"
    r"nhiệm vụ|phân công|trách nhiệm|hoàn thành|dự kiến|kinh phí|nguồn kinh phí|địa điểm|"
    r"thành phần|hình thức|"
    r"đối tượng|số lượng|cách thức|thực hiện|người thực hiện|lãnh đạo|ghi chú|công việc|"
    r"tên nhiệm vụ)"
    r"[^:.;]{0,60}?\s*:\s*",
    re.IGNORECASE,
)
_BARE_TIME: Final = re.compile(
    r"(?:thời (?:gian|hạn) (?:thực hiện|hoàn thành|triển khai|ban hành))\s*(?::|là)?\s+(?=\S)",
    re.IGNORECASE,
)


def folded(words: str) -> str:
    """Words as a column's name compares."""
    return re.sub(r"\s+", " ", unaccented(words).lower()).strip(" .:;*()")


def role(words: str) -> Role | None:
    """What a column with this name holds."""
    name = folded(re.sub(r"\([^)]*\)", " ", words))
    if not name or len(name) > 90:
        return None
    return next((role for role, pattern in _ROLES if pattern.fullmatch(name)), None)


def field(text: str) -> tuple[Role, int] | None:
    """The role of a field line and where its value begins."""
    found = _FIELD.match(text) if ":" in text else None
    if found is None:
        timed = _BARE_TIME.match(text) if text[:4].lower() == "thời" else None
        return (Role.TIME, timed.end()) if timed else None
    said = role(found[0].rstrip(" :"))
    if said is None or said is Role.NUMBER:
        return None
    return said, found.end()
