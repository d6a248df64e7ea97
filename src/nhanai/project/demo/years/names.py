"""Invented people: names, ethnic groups and villages as they are found in each part of Lai Châu."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

_THAI, _MONG, _DAO, _HA_NHI, _KINH = "Thái", "Mông", "Dao", "Hà Nhì", "Kinh"
_GIAY, _LA_HU, _LU, _KHO_MU = "Giáy", "La Hủ", "Lự", "Khơ Mú"


@dataclass(frozen=True, slots=True)
class Names:
    """What names are made of; a middle name and a given name each for men and women."""

    families: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    men_between: tuple[str, ...] = ("Văn",)
    women_between: tuple[str, ...] = ("Thị",)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NAMES: Final[Mapping[str, Names]] = {
    _THAI: Names(
        _words("Lò Lù Tao Đèo Quàng Hoàng Vàng Lường Tòng Điêu Cà Khoàng"),
        _words("Pâng Ún Inh Hặc Phanh Chựa Diên Ánh Thương Páo Sơn Hùng Tuân Muôn Pản Xôm Khặm"),
        _words("Én Ún Pọm Hương Lả Thoan Phương Dung Xương Ín Bơ Nguyệt Yêu Chăn Ban Hoa"),
        _words("Văn Văn Văn Thanh Minh"),
    ),
    _MONG: Names(
        _words("Giàng Vàng Sùng Thào Hạng Mùa Cứ Lý Ma Hảng Chang Tráng Vừ"),
        _words("Páo Chở Tu Sử Chứ Dơ Lử Sình Tủa Phừ Vảng Khua Nủ Chua Dế Hồ Tính"),
        _words("Dợ Mỷ Sua Xé Pàng Ly Chía Dúa Sai Mo Ca Dung Xày Chư Gầu"),
        _words("A"),
    ),
    _DAO: Names(
        _words("Tẩn Chẻo Phàn Lý Phùng Lò Vàng Dường"),
        _words("Lở San Sài Phủ Hiền Quẩy Khé Tá Vần Chiêu Seng Pao"),
        _words("Mẩy Pham Nhần Viện Liều Lai Mùi Líu Nẩy"),
        _words("A Láo Sành Phù Chỉn"),
        _words("Sử Tả Lở San Thị"),
    ),
    _HA_NHI: Names(
        _words("Pờ Lỳ Chang Vù Khoàng Sừng Toán Phùng Lò"),
        _words("Xè Hừ Po Cà Gạ Lòng Chừ Phạ Giá Tư Mé Xá"),
        _words("Mé Xó Pư Nhù Bơ De Nu Go Xừ Hà"),
        _words("Go Hà Xú Lòng Phí"),
        _words("Go Mỳ Xì Bì Nha"),
    ),
    _KINH: Names(
        _words("Nguyễn Trần Phạm Lê Đỗ Bùi Vũ Hoàng Đặng Ngô Dương Trịnh"),
        _words("Hùng Thắng Nam Tuấn Cường Đức Hải Sơn Quân Long Khánh Toàn Thành Dũng"),
        _words("Hà Hương Lan Mai Nga Thủy Hạnh Huyền Yến Loan Thảo Trang Oanh Nhung"),
        _words("Văn Đức Minh Quang Xuân"),
        _words("Thị Thu Thanh Ngọc Minh"),
    ),
    _GIAY: Names(
        _words("Vàng Lò Nùng Lý Hoàng Sần Vương Phan"),
        _words("Dìn Phà Xuân Thắng Chín Bình Cheng Tờ"),
        _words("Xuyến Én Nhình Phin Vân Dín Sen Lèn"),
    ),
    _LA_HU: Names(
        _words("Vàng Phùng Pờ Giàng Ly Thàng Lò"),
        _words("Xạ Chừ Hừ Cà Lòng Phu Giá Pu"),
        _words("Xó Nu Mé Go Pư Mỳ Bơ"),
        _words("Go Lò Phí Ha"),
        _words("Mỳ Go Nhù Phì"),
    ),
    _LU: Names(
        _words("Tao Lò Vàng Khùn Pờ"),
        _words("Ún Phởn Khỏ Ín Xiêng Nọi Keo"),
        _words("Pành Inh Kẻo Nang Ón Bun Sáng"),
    ),
    _KHO_MU: Names(
        _words("Lò Moong Quàng Lường Cút"),
        _words("Phanh Dương Tiến Thông Hà Mười Bun"),
        _words("Chiên Thoa Liên Ín Phương Hà Muôn"),
    ),
}

_SHARES: Final[Mapping[str, Mapping[str, int]]] = {
    "105": {_KINH: 5, _THAI: 3, _GIAY: 3, _MONG: 2, _DAO: 1},
    "106": {_MONG: 5, _DAO: 3, _THAI: 2, _LU: 2, _GIAY: 2, _KINH: 1},
    "107": {_HA_NHI: 5, _LA_HU: 4, _THAI: 3, _MONG: 2, _KINH: 1},
    "108": {_MONG: 5, _DAO: 4, _THAI: 3, _LU: 1, _KINH: 1},
    "109": {_MONG: 4, _DAO: 4, _THAI: 3, _HA_NHI: 1, _KINH: 1},
    "110": {_THAI: 8, _MONG: 2, _KINH: 2, _KHO_MU: 1},
    "111": {_THAI: 6, _MONG: 3, _KHO_MU: 1, _KINH: 2},
    "112": {_THAI: 5, _MONG: 4, _DAO: 1, _KHO_MU: 1, _KINH: 1},
}
"""How common an ethnic group is in a former district, by the end of its key; a rough guess."""

_HAMLETS: Final = (
    *("Nậm Tiến", "Nà Khoang", "Huổi Luông", "Phìn Hồ", "Nậm Cúm", "Hô Tra", "Pa Khóa", "Nà Sài"),
    *("Tả Chải", "Lao Chải", "Nậm Sáng", "Phiêng Ban", "Nà Cang", "Sín Chải", "Huổi Khe"),
    *("Thèn Thầu", "Nậm Pẻ", "Nà Phát", "Chu Va", "Hua Pảng", "Tia Ma Mủ", "Khu Chợ", "Trung Tâm"),
)


def ethnic_group(random: Random, district: str) -> str:
    """One of those that live there."""
    shares = _SHARES[district[-3:]]
    return random.choices(list(shares), list(shares.values()))[0]


def full_name(random: Random, group: str, *, is_woman: bool) -> str:
    """A name as that group gives them; it is nobody's."""
    names = NAMES[group]
    between = random.choice(names.women_between if is_woman else names.men_between)
    given = random.choice(names.women if is_woman else names.men)
    return f"{random.choice(names.families)} {between} {given}"


def hamlets(random: Random, number: int) -> Sequence[str]:
    """The villages of a commune."""
    return random.sample(_HAMLETS, number)
