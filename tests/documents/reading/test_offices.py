"""The name of an office ends where the sentence goes on."""

import pytest

from nhanai.documents.reading.offices import office

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở Y tế và Sở Tài chính", "Sở Y tế"),
        ("Sở Y tế, Sở Tài chính", "Sở Y tế"),
        ("Sở Giáo dục và Đào tạo chủ trì", "Sở Giáo dục và Đào tạo"),
        ("Sở Văn hóa, Thể thao và Du lịch, các xã", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Bộ Tài chính và các bộ", "Bộ Tài chính"),
        ("Bộ Tư pháp, Kế hoạch số 12", "Bộ Tư pháp"),
        ("Bộ Nội vụ và", "Bộ Nội vụ"),
        ("Ban Chấp hành Trung ương khóa XII về", "Ban Chấp hành Trung ương khóa XII"),
        ("Chính phủ và Bộ Y tế", "Chính phủ"),
        ("Hội Chữ thập đỏ tỉnh tổng hợp", "Hội Chữ thập đỏ tỉnh"),
        ("(không có)", None),
        ("", None),
    ],
)
def test_an_office_ends_where_the_sentence_goes_on(text: str, name: str | None) -> None:
    found, end = office(text, 0)

    assert found == name
    assert text[:end] == (name or "")
