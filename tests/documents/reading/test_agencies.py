"""What an agency's name looks like, where it ends, and how a list is parted."""

import pytest

from nhanai.documents.reading.agencies import phrase

pytestmark = pytest.mark.nodb


def names(text: str, *, to_end: bool = False) -> list[str]:
    found = phrase.read(text, to_end=to_end)
    return [text[name.start : name.end] for name in found.names] if found else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Khoa học và Công nghệ thực hiện đánh giá", ["Sở Khoa học và Công nghệ"]),
        ("Sở Tài chính, trên cơ sở đề xuất của các đơn vị", ["Sở Tài chính"]),
        ("Bộ trưởng Bộ Xây dựng chỉ đạo Sở Xây dựng", ["Bộ trưởng Bộ Xây dựng"]),
        ("UBND các xã, phường dựng nhà bạt", ["UBND các xã, phường"]),
        ("các đơn vị có liên quan triển khai", ["các đơn vị có liên quan"]),
        ("các Sở, ban, ngành và Ủy ban nhân dân cấp xã để đầu tư",
         ["các Sở, ban, ngành", "Ủy ban nhân dân cấp xã"]),
        ("chính quyền địa phương, Mặt trận cơ sở và các đoàn thể giám sát",
         ["chính quyền địa phương", "Mặt trận cơ sở", "các đoàn thể"]),
        ("cơ quan báo chí và hệ thống truyền thông thông tin kịp thời",
         ["cơ quan báo chí", "hệ thống truyền thông"]),
        ("Công ty TNHH một thành viên quản lý khai thác công trình thủy lợi tỉnh phối hợp",
         ["Công ty TNHH một thành viên quản lý khai thác công trình thủy lợi tỉnh"]),
        ("Ban Quản lý các khu chế xuất và công nghiệp Cần Thơ chỉ đạo",
         ["Ban Quản lý các khu chế xuất và công nghiệp Cần Thơ"]),
        ("Các bộ, cơ quan ngang bộ, Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương gửi",
         ["Các bộ, cơ quan ngang bộ",
          "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"]),
        ("Thủ trưởng các sở, ban, ngành chịu trách nhiệm", ["Thủ trưởng các sở, ban, ngành"]),
        ("Công an xã nhắc việc", ["Công an xã"]),
        ("UBND các xã biên giới tổ chức", ["UBND các xã biên giới"]),
        ("UBND đặc khu Lý Sơn kiểm tàu thuyền", ["UBND đặc khu Lý Sơn"]),
        ("Các tổ chức chính trị - xã hội tỉnh vận động",
         ["Các tổ chức chính trị - xã hội tỉnh"]),
        ("Ban An toàn giao thông tỉnh bảo đảm", ["Ban An toàn giao thông tỉnh"]),
        ("Trưởng bản, Bí thư chi bộ các bản tuyên truyền",
         ["Trưởng bản", "Bí thư chi bộ các bản"]),
    ],
)  # fmt: skip
def test_a_name_ends_where_its_verb_begins(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Báo Lai Châu, Đài Phát thanh và Truyền hình tỉnh, Cổng Thông tin điện tử tỉnh",
         ["Báo Lai Châu", "Đài Phát thanh và Truyền hình tỉnh", "Cổng Thông tin điện tử tỉnh"]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế",
         ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"]),
        ("Báo và Phát thanh, Truyền hình thành phố", ["Báo và Phát thanh, Truyền hình thành phố"]),
        ("Doanh nghiệp, cộng đồng, tổ chức, cá nhân",
         ["Doanh nghiệp, cộng đồng, tổ chức, cá nhân"]),
        ("Giám đốc Sở, Thủ trưởng cơ quan, ban, ngành",
         ["Giám đốc Sở, Thủ trưởng cơ quan, ban, ngành"]),
        ("Các sở, ban, ngành tỉnh, Ủy ban nhân dân các xã, phường",
         ["Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã, phường"]),
        ("các doanh nghiệp viễn thông (VNPT, Viettel, MobiFone và doanh nghiệp khác)",
         ["các doanh nghiệp viễn thông (VNPT, Viettel, MobiFone và doanh nghiệp khác)"]),
        ("Bộ Thông tin và Truyền thông Bộ Khoa học và Công nghệ",
         ["Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"]),
        ("Bộ Lao động - Thương binh và Xã hội,Thanh tra Chính phủ",
         ["Bộ Lao động - Thương binh và Xã hội", "Thanh tra Chính phủ"]),
    ],
)  # fmt: skip
def test_a_heading_is_parted_into_its_agencies(heading: str, expected: list[str]) -> None:
    assert names(heading, to_end=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức thu gom rác thải", "Hội nghị triển khai", "Ban hành văn bản", "Báo cáo kết quả",
        "Phòng, chống dịch bệnh", "Bộ tiêu chí đánh giá", "Trường hợp vượt thẩm quyền",
        "Công tác kiểm tra",
        "Cấp Oresol cho trạm y tế", "Thanh tra, kiểm tra việc", "Đoàn kết nội bộ", "Quỹ đất",
    ],
)  # fmt: skip
def test_other_words_begin_no_agency(text: str) -> None:
    assert names(text) == []


def test_a_list_before_a_colon_says_nothing_of_what_they_do() -> None:
    assert [
        phrase.up_to_colon(text) is not None
        for text in (
            "Sở Y tế: Chỉ đạo",
            "Các đơn vị cấp nước sạch có trách nhiệm: đầu tư",
            "Sở Y tế phối hợp hỗ trợ các tỉnh: Đắk Lắk, Gia Lai",
        )
    ] == [True, True, False]
