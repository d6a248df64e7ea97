"""Bodies that share one head in a list."""

import pytest

from nhanai.documents.reading.agencies import shared

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Các Sở: Y tế, Nội vụ và Xây dựng căn cứ", ["Sở Y tế", "Sở Nội vụ", "Sở Xây dựng"]),
        ("Sở Tài chính, Y tế phối hợp", ["Sở Tài chính", "Sở Y tế"]),
        ("Giám đốc các Sở: Văn hóa, Thể thao và Du lịch, Tư pháp chỉ đạo",
         ["Giám đốc Sở Văn hóa, Thể thao và Du lịch", "Giám đốc Sở Tư pháp"]),
        ("Bộ trưởng các Bộ: Quốc phòng, Công an chỉ đạo",
         ["Bộ trưởng Bộ Quốc phòng", "Bộ trưởng Bộ Công an"]),
    ],
)  # fmt: skip
def test_each_body_is_written_out(text: str, expected: list[str]) -> None:
    found = shared.read(text)

    assert found is not None
    assert [name for name, _, _ in found.names] == expected


@pytest.mark.parametrize(
    "text",
    ["Sở Tài chính, Sở Y tế phối hợp", "Bộ Y tế, Công an tỉnh chỉ đạo", "Các sở: Xây dựng kế hoạch",
     "Sở Y tế, Công an tỉnh chỉ đạo"],
)  # fmt: skip
def test_bodies_with_heads_of_their_own_share_none(text: str) -> None:
    assert shared.read(text) is None
