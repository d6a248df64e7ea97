"""What the names of columns and field lines say."""

import pytest

from nhanai.documents.reading import columns
from nhanai.documents.reading.columns import Role

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("STT", Role.NUMBER), ("Tên nhiệm vụ", Role.CONTENT), ("Nội dung công việc", Role.CONTENT),
        ("Nhiệm vụ, giải pháp", Role.CONTENT), ("Cơ quan chủ trì", Role.LEAD),
        ("Đơn vị chủ trì thực hiện", Role.LEAD), ("Cơ quan, đơn vị phối hợp", Role.COORDINATING),
        ("Đơn vị thực hiện", Role.DOER), ("Phân công thực hiện", Role.DOER),
        ("Thời gian hoàn thành", Role.TIME), ("Tiến độ thực hiện", Role.TIME),
        ("Thời hạn ban hành", Role.TIME), ("Sản phẩm", Role.PRODUCT), ("Kết quả", Role.PRODUCT),
        ("Ghi chú", Role.OTHER), ("Họ và tên", None),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_name(name: str, role: Role | None) -> None:
    assert columns.role(name) == role


@pytest.mark.parametrize(
    ("line", "role", "value"),
    [
        ("Cơ quan chủ trì: Sở Y tế.", Role.LEAD, "Sở Y tế."),
        ("Thời gian thực hiện: Quý I/2026", Role.TIME, "Quý I/2026"),
        (
            "Thời gian thực hiện sau khi Chiến lược ban hành",
            Role.TIME,
            "sau khi Chiến lược ban hành",
        ),
        ("Nội dung: rà soát văn bản", Role.CONTENT, "rà soát văn bản"),
    ],
)
def test_a_field_line_parts_name_and_value(line: str, role: Role, value: str) -> None:
    found = columns.field(line)

    assert found is not None
    assert (found[0], line[found[1] :]) == (role, value)


@pytest.mark.parametrize(
    "line", ["Phối hợp với Sở Y tế: khám bệnh", "Tổ chức hội nghị", "Kết quả đạt được rất tốt"]
)
def test_a_sentence_is_no_field(line: str) -> None:
    assert columns.field(line) is None
