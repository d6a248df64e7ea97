"""Who is charged by a later clause, by a shared head, by who speaks; and who is not charged."""

import pytest
from tests.builders.reading import a_source

from nhanai.documents.reading import engine

pytestmark = pytest.mark.nodb


def charged(*body: str) -> list[list[str]]:
    text = "\n\n".join(["KẾ HOẠCH", "Tên", "III. TỔ CHỨC THỰC HIỆN", *body])
    return [[one.agency for one in task.assignees] for task in engine.read(a_source(text)).tasks]


@pytest.mark.parametrize(
    ("sentence", "agencies"),
    [
        ("Giao Sở Tài chính cân đối kinh phí; Sở Y tế chỉ đạo các bệnh viện.",
         ["Sở Tài chính", "Sở Y tế"]),
        ("Ban Dân vận Tỉnh ủy theo dõi; giao Văn phòng Tỉnh ủy tổng hợp báo cáo.",
         ["Ban Dân vận Tỉnh ủy", "Văn phòng Tỉnh ủy"]),
        ("Sở Y tế tham mưu kế hoạch; Ủy ban nhân dân tỉnh xem xét, quyết định.", ["Sở Y tế"]),
        ("Sở Y tế tổ chức tập huấn; các đơn vị liên quan cử người tham gia.", ["Sở Y tế"]),
        ("UBND tỉnh giao Sở Nội vụ theo dõi, tổng hợp báo cáo.", ["Sở Nội vụ"]),
        ("Giám đốc các Sở: Y tế, Nội vụ chỉ đạo các đơn vị trực thuộc thực hiện.",
         ["Giám đốc Sở Y tế", "Giám đốc Sở Nội vụ"]),
        ("Yêu cầu các đồng chí Giám đốc Sở Y tế, Giám đốc Công an tỉnh trực cấp cứu.",
         ["Giám đốc Sở Y tế", "Giám đốc Công an tỉnh"]),
        ("Đề nghị Trung ương Hội Chữ thập đỏ Việt Nam vận động cứu trợ.",
         ["Trung ương Hội Chữ thập đỏ Việt Nam"]),
        ("Công an xã, Ban Chỉ huy Quân sự xã cảnh giới tại các ngầm tràn.",
         ["Công an xã", "Ban Chỉ huy Quân sự xã"]),
    ],
)  # fmt: skip
def test_the_agencies_of_a_sentence(sentence: str, agencies: list[str]) -> None:
    assert charged(f"1. {sentence}") == [agencies]


@pytest.mark.parametrize(
    "sentence",
    ["Mỗi xã, phường xây dựng ít nhất 02 công trình nhân đạo.",
     "Thôn, bản bình xét công khai người được nhận quà.",
     "Hộ gia đình ký cam kết không để có lăng quăng.", "Cấp tỉnh: tổ chức ngày 05/5/2026."],
)  # fmt: skip
def test_who_only_takes_part_is_not_charged(sentence: str) -> None:
    assert charged(f"- {sentence}") == [[]]


@pytest.mark.parametrize(
    "sentence",
    ["Lãnh đạo UBND tỉnh xây dựng kế hoạch thực hiện.",
     "Cơ quan thường trực, chủ trì phối hợp với các sở, ngành tham mưu."],
)  # fmt: skip
def test_what_a_heading_s_agency_does_or_is_charges_no_other(sentence: str) -> None:
    assert charged("1. Đảng ủy Ủy ban nhân dân tỉnh", f"- {sentence}") == [
        ["Đảng ủy Ủy ban nhân dân tỉnh"]
    ]


def test_classes_of_bodies_in_a_heading_are_one_party() -> None:
    assert charged("1. Các cấp, các ngành, các địa phương", "- Trực 24/24 giờ.") == [
        ["Các cấp, các ngành, các địa phương"]
    ]
